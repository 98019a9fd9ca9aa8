"""The demo's objections: registered with their evidence, reviewed and decided."""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from inspector.domain.evidence import EvidenceKind
from inspector.domain.inspection import Inspection
from inspector.domain.objection import ObjectionDecision
from inspector.services import demo_papers, documents, lookup, objections
from inspector.services.demo_data import Entry, day
from inspector.services.desk import Desk
from inspector.services.evidence import Piece
from inspector.services.files import write_file


def settle(desk: Desk, task: Inspection, entries: Iterable[Entry], folder: Path) -> Iterator[Path]:
    """Settle each objection, writing the unit's feedback before it and the form after it."""
    for given in entries:
        unit, item = lookup.unit_and_item(desk, task, given["unit"], given["item"])
        wish = documents.Wish(kind="feedback", unit=unit.label, dated=day(given["feedback_date"]))
        yield from demo_papers.write(desk, task, wish, folder / "公文" / f"{unit.label}情况反馈")
        paper = write_file(folder / "报送" / f"{given['evidence']}.txt", given["reason"].encode())
        protest = objections.Protest(
            reason=given["reason"],
            received_on=date.fromisoformat(given["received"]),
            evidence=(
                Piece(source=str(paper), kind=EvidenceKind.OTHER, caption=given["evidence"]),
            ),
        )
        objections.add(desk, task, unit, item, protest)
        objections.assign(desk, task, unit, item, given["reviewer"])
        upheld = ObjectionDecision.UPHELD if given["upheld"] else ObjectionDecision.REFUSED
        ruling = objections.Ruling(
            decision=upheld,
            reason=given["ruling"],
            decided_on=date.fromisoformat(given["decided"]),
            approver=desk.author,
        )
        objections.decide(desk, task, unit, item, ruling, confirmed=True)
        form = documents.Wish(kind="objection_form", unit=unit.label)
        yield from demo_papers.write(desk, task, form, folder / "公文" / f"{unit.label}异议复核表")


def told(year: Entry, more: Entry) -> Iterator[Entry]:
    """Yield what the files say of objections, each with its unit and what was decided."""
    fed_back = year["inspection"]["feedback_date"]
    for entry in year["units"]:
        given = entry.get("objection")
        if given:
            ruling = next(_decision_reasons(entry, given["item"]))
            told = {"unit": entry["name"], "ruling": ruling, "feedback_date": fed_back}
            yield {**told, **given}
    for given in more["objections"]:
        yield {"feedback_date": fed_back, **given}


def _decision_reasons(entry: Entry, number: str) -> Iterator[str]:
    """Yield what the decision says of each contested finding under an item."""
    for given in entry["answers"]:
        if given["item"] == number:
            yield from (
                one["status_reason"] for one in given.get("findings", ()) if one.get("status")
            )
