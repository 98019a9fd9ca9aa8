"""A paper about a unit is held against all that was written of it, its figures and its words."""

from dataclasses import replace
from datetime import date

import pytest

from inspector.domain.answer import Answer
from inspector.domain.edits import Action
from inspector.domain.inspection import Inspection
from inspector.domain.issues import Severity
from inspector.i18n.messages import sentence
from inspector.report.document import Document, Family, Head, Paragraph, Run
from inspector.report.fonts import Role
from inspector.report.kinds import Scope
from inspector.report.page_issues import signed_alone
from inspector.report.pages import HEAD_BLOCK, Mark, Page, Text
from inspector.report.typeface import Style, typefaces
from inspector.services import (
    documents,
    drafts,
    findings,
    lookup,
    paper_checks,
    rectification,
    untold,
)
from inspector.services.desk import Desk
from inspector.services.documents import Wish
from inspector.services.findings import Fact
from inspector.services.rectification import Notice


@pytest.fixture
def task(desk: Desk) -> Inspection:
    return lookup.inspection(desk, None)


def write(desk: Desk, task: Inspection, number: str, **fields: str) -> None:
    """Put words into the unit's answer to an item."""
    unit, item = lookup.unit_and_item(desk, task, "市外办", number)
    known = desk.file.reader.answers(task.id, unit.id).get(item.key)
    before = known or Answer(inspection=task.id, unit=unit.id, item=item.key)
    after = replace(before, account=fields.get("account", ""), note=fields.get("note", ""))
    with desk.file.unit_of_work(desk.author) as work:
        work.replace(known, after) if known else work.add(after)
        work.commit(Action(verb="answer.set", parameters={}))


def feedback(desk: Desk, task: Inspection) -> Document:
    return documents.make(desk, task, Wish(kind="feedback", unit="市外办"))


def noticed(desk: Desk, task: Inspection, paper: Document) -> set[tuple[str, str]]:
    """Return code and item of what is noticed, gaps aside."""
    issues = paper_checks.looked_over(desk, task, paper, "市外办")
    assert all(sentence(issue) for issue in issues)
    named = {(issue.code, str(issue.parameters.get("item", ""))) for issue in issues}
    return {one for one in named if one[0] != "paper.gap"}


def test_all_that_the_paper_tells_needs_no_word(desk: Desk, task: Inspection) -> None:
    write(desk, task, "4.1", account="按时公开目录。")
    unit, item = lookup.unit_and_item(desk, task, "市外办", "4.2")
    findings.add(desk, task, unit, item, lookup.rule(item, "a"), Fact(fact="空白栏目2个", count=2))
    assert noticed(desk, task, feedback(desk, task)) == set()


def test_what_stands_nowhere_is_named_with_its_item(desk: Desk, task: Inspection) -> None:
    write(desk, task, "4.1", account="按时公开目录。", note="联络员说十二月补齐")
    unit, item = lookup.unit_and_item(desk, task, "市外办", "4.2")
    findings.add(desk, task, unit, item, lookup.rule(item, "a"), Fact(fact="空白栏目2个", count=2))
    made = feedback(desk, task)
    emptied = replace(made, blocks=made.blocks[:1], attachments=())
    assert noticed(desk, task, emptied) == {
        ("paper.told_elsewhere", "4.1"),
        ("paper.told_elsewhere", "4.2"),
    }
    assert noticed(desk, task, made) == {("paper.told_elsewhere", "4.1")}
    # An office whose own working sheet leaves notes out has them nowhere.
    assert desk.file.path is not None
    own = desk.file.path.parent / documents.TEMPLATE_FOLDER
    own.mkdir()
    (own / "working_sheet.txt").write_text("标题：底稿\n--------\n核查完毕。\n", encoding="utf-8")
    assert noticed(desk, task, made) == {("paper.untold_note", "4.1")}


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("feedback_form", "paper.untold_finding"),
        ("mark_details", "paper.untold_finding"),
        ("working_sheet", "paper.untold_account"),
        ("self_report", "paper.untold_account"),
        ("report", "paper.untold_finding"),
        ("rectification_notice", "paper.untold_problem"),
        ("rectification_list", "paper.untold_problem"),
        ("ledger", "paper.untold_problem"),
    ],
)
def test_each_kind_has_to_tell_what_its_entry_says(
    desk: Desk, task: Inspection, kind: str, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(untold, "_forms", lambda *_given: {})
    write(desk, task, "4.1", account="按时公开目录。")
    unit, item = lookup.unit_and_item(desk, task, "市外办", "4.2")
    findings.add(desk, task, unit, item, lookup.rule(item, "a"), Fact(fact="空白栏目2个", count=2))
    rectification.open_problems(desk, task, Notice(served=date(2025, 12, 26)))
    whole = documents.every_kind(None)[kind].scope is Scope.INSPECTION
    name = None if whole else "市外办"
    made = documents.make(desk, task, Wish(kind=kind, unit=name))

    def codes(paper: Document) -> set[str]:
        issues = paper_checks.looked_over(desk, task, paper, name)
        assert all(sentence(issue) for issue in issues)
        return {issue.code for issue in issues} - {"paper.gap"}

    assert codes(made) == set()
    assert code in codes(replace(made, blocks=(), attachments=()))


def test_of_many_units_the_rest_is_counted(
    desk: Desk, task: Inspection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(untold, "_MOST_UNITS", 1)
    for name in ("市外办", "市财政局"):
        unit, item = lookup.unit_and_item(desk, task, name, "4.2")
        rule = lookup.rule(item, "a")
        findings.add(desk, task, unit, item, rule, Fact(fact=f"{name}空白栏目2个", count=2))
    made = documents.make(desk, task, Wish(kind="report"))
    issues = paper_checks.looked_over(desk, task, replace(made, blocks=()))
    assert all(map(sentence, issues))
    named = [one for one in issues if one.code == "paper.told_elsewhere"]
    (rest,) = [one for one in issues if one.code == "paper.told_elsewhere_more"]
    assert [one.parameters["item"] for one in named] == ["市外办4.2"]
    assert (rest.parameters["count"], rest.parameters["units"]) == ("1", "1")
    # Where no form tells it either, the count is a warning of its own.
    monkeypatch.setattr(untold, "_forms", lambda *_given: {})
    issues = paper_checks.looked_over(desk, task, replace(made, blocks=()))
    (rest,) = [one for one in issues if one.code.endswith("_more")]
    assert (rest.code, rest.severity) == ("paper.untold_more", Severity.WARNING)
    assert sentence(rest)


def test_a_figure_written_over_in_a_draft_is_named_with_both(desk: Desk, task: Inspection) -> None:
    unit, item = lookup.unit_and_item(desk, task, "市外办", "4.2")
    findings.add(desk, task, unit, item, lookup.rule(item, "a"), Fact(fact="空白栏目2个", count=2))
    draft = drafts.make(desk, task, Wish(kind="feedback", unit="市外办"))
    kept = drafts.find(desk, task, draft)
    paper = drafts.paper(desk, task, kept)
    blocks = tuple(
        replace(
            one, runs=tuple(replace(run, text=run.text.replace("2个", "7个")) for run in one.runs)
        )
        if isinstance(one, Paragraph)
        else one
        for one in paper.blocks
    )
    issues = paper_checks.looked_over(
        desk, task, replace(paper, blocks=blocks), "市外办", drafts.base(kept)
    )
    changed = [one.parameters for one in issues if one.code == "paper.changed_figure"]
    assert [(one["word"], one["computed"]) for one in changed] == [("7个", "2个")]


def test_a_changed_figure_is_named(desk: Desk, task: Inspection) -> None:
    made = feedback(desk, task)
    wrong = Paragraph(runs=(Run(text="共扣22.35分。"),))
    found = noticed(desk, task, replace(made, blocks=(*made.blocks, wrong)))
    assert found == {("paper.no_such_mark", "")}


def test_units_and_last_days_are_held_against_register_and_calendar(
    desk: Desk, task: Inspection
) -> None:
    text = Run(text="请于2026年1月3日前送市财正局，抄市外办、市财务局。")
    paper = Document(
        kind="bulletin",
        family=Family.OFFICIAL,
        head=Head(title="题"),
        blocks=(Paragraph(runs=(text,)),),
    )
    found = paper_checks.looked_over(desk, task, paper)
    assert [(issue.code, issue.parameters["word"]) for issue in found] == [
        ("paper.near_name", "市财正局"),
        ("paper.no_working_day", "2026年1月3日"),
    ]


def test_a_page_with_office_and_date_alone_is_named() -> None:
    head = Head(title="题", office="某办")
    style = Style(typefaces().typeface(Role.BODY), 16)
    texts = [Text(0, 0, "某办", style)]
    body = Page(595, 842, marks=[Mark("a", 0, 0, 1, 1)], texts=texts)
    alone = Page(595, 842, marks=[Mark(HEAD_BLOCK, 0, 0, 1, 1)], texts=texts)
    imprint = Page(595, 842, marks=[Mark(HEAD_BLOCK, 0, 0, 1, 1)])
    (issue,) = signed_alone(head, [body, alone, imprint])
    assert issue.parameters["page"] == "2"
    assert sentence(issue)
    assert list(signed_alone(head, [body, body, imprint])) == []
