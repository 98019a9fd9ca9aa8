"""The public version comes from the same draft: what people changed is kept, persons are not."""

from dataclasses import replace

import pytest

from inspector.domain.errors import Refused
from inspector.domain.inspection import Inspection
from inspector.report.document import Document, Paragraph, Run
from inspector.services import (
    documents,
    draft_settling,
    drafts,
    lookup,
    particulars,
    persons,
    public_papers,
    units,
)
from inspector.services.desk import Desk
from inspector.services.documents import Wish


@pytest.fixture
def task(desk: Desk) -> Inspection:
    return lookup.inspection(desk, None)


def texts(paper: Document) -> list[str]:
    return [
        "".join(run.text for run in block.runs)
        for block in paper.blocks
        if isinstance(block, Paragraph)
    ]


def name_contact(desk: Desk, name: str) -> None:
    """Enter a person as a unit's contact."""
    unit = lookup.unit(desk, "市外办")
    units.update(desk, unit, contact=name)


def written_on(desk: Desk, task: Inspection, text: str) -> str:
    """Draft a bulletin and write a sentence into it; return the draft's id."""
    draft = drafts.make(desk, task, Wish(kind="bulletin"))
    paper = drafts.paper(desk, task, drafts.find(desk, task, draft))
    (at, first) = next(
        (at, one) for at, one in enumerate(paper.blocks) if isinstance(one, Paragraph)
    )
    changed = replace(first, runs=(*first.runs, Run(text=text)))
    blocks = (*paper.blocks[:at], changed, *paper.blocks[at + 1 :])
    drafts.update(desk, task, draft, replace(paper, blocks=blocks))
    return draft


def test_what_a_person_wrote_is_kept_and_persons_are_left_out(desk: Desk, task: Inspection) -> None:
    name_contact(desk, "林静")
    draft = written_on(desk, task, "本句由人所写（联系人：林静）。")
    made = public_papers.make(desk, task, draft)
    kept = drafts.find(desk, task, made.draft.id)
    paper = drafts.paper(desk, task, kept)
    assert paper.kind == "public_bulletin"
    assert texts(paper)[0].endswith("本句由人所写。")
    assert [(one.code, one.parameters["word"]) for one in made.left_out] == [
        ("public.person", "林静")
    ]
    whole = drafts.paper(desk, task, drafts.find(desk, task, draft))
    assert texts(whole)[0].endswith("本句由人所写（联系人：林静）。")


def test_the_public_draft_is_held_against_the_data_like_any_other(
    desk: Desk, task: Inspection
) -> None:
    draft = written_on(desk, task, "本句由人所写。")
    made = public_papers.make(desk, task, draft)
    assert draft_settling.compare(desk, task, drafts.find(desk, task, made.draft.id)).changes == ()
    change, _changes = particulars.correct(desk, task, basis=("《新方案》",))
    found = draft_settling.compare(desk, change, drafts.find(desk, change, made.draft.id))
    (basis,) = found.changes
    assert basis.is_edited
    assert not found.template_changed


def test_from_the_data_it_is_the_paper_without_persons(desk: Desk, task: Inspection) -> None:
    made = public_papers.published(desk, task, Wish(kind="public_bulletin"))
    whole = documents.make(desk, task, Wish(kind="bulletin"))
    assert texts(made.document) == texts(whole)
    assert made.document == documents.make(desk, task, Wish(kind="public_bulletin"))


def test_only_what_has_a_public_version_gets_one_and_only_from_a_draft(
    desk: Desk, task: Inspection
) -> None:
    report = drafts.make(desk, task, Wish(kind="report"))
    with pytest.raises(Refused) as refusal:
        public_papers.prepare(desk, task, report)
    assert refusal.value.issues[0].code == "drafts.no_public_version"
    with pytest.raises(Refused) as refusal:
        drafts.prepare(desk, task, Wish(kind="public_bulletin"))
    assert refusal.value.issues[0].code == "drafts.public_of_draft"


def test_persons_are_names_and_not_offices_or_numbers(desk: Desk) -> None:
    name_contact(desk, "林静、办公室 0571-87654321")
    assert persons.known(desk) == {"林静"}


def test_a_name_written_together_with_its_title_is_known_without_it(desk: Desk) -> None:
    name_contact(desk, "副主任秦思齐")
    assert persons.known(desk) == {"秦思齐"}
