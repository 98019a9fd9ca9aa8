"""What the demo's inspectors noted besides: texts, pictures as evidence, what was seen before."""

from inspector.domain.evidence import EvidenceKind
from inspector.domain.finding import Finding
from inspector.domain.inspection import Inspection
from inspector.report import sketches
from inspector.services import answers, evidence, findings, lookup, repeats
from inspector.services.demo_data import Entry, finding_key, moment
from inspector.services.desk import Desk
from inspector.services.evidence import Piece


def note_down(desk: Desk, task: Inspection, more: Entry) -> None:
    """Write the texts of a file of the demo beside its answers."""
    for name, texts in more["texts"].items():
        for one in texts:
            given = answers.Given(
                account=one.get("account"),
                note=one.get("note"),
                metrics=tuple(one.get("metrics", ())),
            )
            answers.set_given(desk, task, name, one["item"], given)


def take_pictures(desk: Desk, task: Inspection, more: Entry) -> None:
    """Draw the pictures that a file of the demo describes and put them to their findings."""
    for name, pictures in more["pictures"].items():
        for one in pictures:
            unit, item = lookup.unit_and_item(desk, task, name, one["item"])
            known = desk.file.reader.evidence(task.id, unit.id)
            piece = Piece(
                source=evidence.picture_name(item, known),
                kind=EvidenceKind(one.get("kind", EvidenceKind.SCREENSHOT)),
                caption=one["caption"],
                taken_at=moment(one["taken_at"]),
                content=sketches.draw(_sketch(one)),
                address=one.get("address", ""),
            )
            finding = _finding(desk, task, name, f"{one['item']}{one.get('rule', '')}")
            evidence.add(desk, task, unit, item, (piece,), finding)


def _sketch(one: Entry) -> sketches.Sketch:
    return sketches.Sketch(
        heading=one["heading"],
        title=one["title"],
        lines=tuple(one["lines"]),
        address=one.get("address", ""),
        menu=tuple(one.get("menu", ())),
        marked=tuple(one.get("marked", ())),
    )


def confirm_repeats(desk: Desk, task: Inspection, more: Entry) -> None:
    """Say of findings that they were there the year before."""
    for name, keys in more["seen_before"].items():
        for key in keys:
            finding = _finding(desk, task, name, key)
            assert finding is not None, f"{name} {key}"
            repeats.confirm(desk, task, finding.id)


def _finding(desk: Desk, task: Inspection, name: str, key: str) -> Finding | None:
    """Return a unit's finding by the key that the files name it by, None without one."""
    unit = lookup.unit(desk, name)
    return next(
        (
            one.finding
            for one in findings.every(desk, task, unit)
            if finding_key(one.item, one.finding) == key
        ),
        None,
    )
