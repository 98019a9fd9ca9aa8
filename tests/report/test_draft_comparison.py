"""Drafts held against new data: what is offered, what taking and keeping leave behind."""

from dataclasses import replace
from typing import Any

from inspector.report import draft_text
from inspector.report.document import (
    Annex,
    Block,
    Cell,
    Column,
    Document,
    Family,
    Head,
    Paragraph,
    Run,
    Signature,
    Table,
)
from inspector.report.draft_comparison import Part, changes, settled


def said(text: str, identity: str) -> Paragraph:
    return Paragraph(id=identity, runs=(Run(text=text),))


def heading(text: str, identity: str) -> Paragraph:
    return Paragraph(id=identity, level=1, heading=text)


def table(*rows: str) -> Table:
    return Table(
        id="t",
        name="feedback.findings",
        columns=(Column(title="事实"),),
        rows=tuple((Cell(text=row),) for row in rows),
    )


def paper(*blocks: Block, title: str = "情况反馈", **head: Any) -> Document:
    return Document(
        kind="feedback", family=Family.OFFICIAL, head=Head(title=title, **head), blocks=blocks
    )


FIRST = said("公开了机构职能和内设机构，目录完整。", "a")
SECOND = said("抽查政策性文件9件，已解读8件，解读率88.89%。", "b")
THIRD = said("收到申请3件，均已答复。", "c")
BASE = paper(heading("工作开展情况", "h"), FIRST, SECOND, THIRD)
FRESHER = said("抽查政策性文件9件，已解读9件，解读率100.00%。", "b")


def texts(document: Document) -> list[str]:
    return [
        block.heading + "".join(run.text for run in block.runs)
        for block in document.blocks
        if isinstance(block, Paragraph)
    ]


def test_equal_data_offers_nothing_whatever_was_written() -> None:
    mine = replace(BASE, blocks=(*BASE.blocks[:2], said("人写的一段。", "new"), THIRD))
    assert changes(BASE, mine, BASE) == ()


def test_only_the_changed_paragraph_is_offered_and_taking_it_leaves_the_others() -> None:
    edited = said("公开了机构职能，目录完整。", "a")
    mine = replace(BASE, blocks=(BASE.blocks[0], edited, SECOND, THIRD))
    fresh = replace(BASE, blocks=(BASE.blocks[0], FIRST, FRESHER, THIRD))
    (change,) = changes(BASE, mine, fresh)
    assert (change.part, change.base, change.mine, change.fresh) == (
        Part.PARAGRAPH,
        SECOND,
        SECOND,
        FRESHER,
    )
    assert not change.is_edited
    taken = settled(BASE, mine, fresh, [change.key])
    assert taken.blocks == (BASE.blocks[0], edited, FRESHER, THIRD)
    kept = settled(BASE, mine, fresh, [])
    assert texts(kept) == texts(mine)
    assert changes(fresh, kept, fresh) == (), "what was left is not offered again"


def test_a_change_under_a_persons_words_says_so() -> None:
    mine = replace(BASE, blocks=(*BASE.blocks[:2], said("解读率近九成。", "b"), THIRD))
    fresh = replace(BASE, blocks=(*BASE.blocks[:2], FRESHER, THIRD))
    (change,) = changes(BASE, mine, fresh)
    assert change.is_edited
    assert change.mine == said("解读率近九成。", "b")


def test_what_the_draft_says_already_is_not_offered() -> None:
    fresh = replace(BASE, blocks=(*BASE.blocks[:2], FRESHER, THIRD))
    assert changes(BASE, fresh, fresh) == ()


def test_a_paragraph_that_is_new_in_the_data_comes_to_its_place() -> None:
    added = said("新发现栏目空白两个，应尽快充实内容。", "c")
    fresh = replace(BASE, blocks=(*BASE.blocks[:3], added, replace(THIRD, id="d")))
    mine = replace(BASE, blocks=(*BASE.blocks, said("人写的末段。", "z")))
    (change,) = changes(BASE, mine, fresh)
    assert (change.base, change.mine, change.fresh) == (None, None, added)
    taken = settled(BASE, mine, fresh, [change.key])
    assert texts(taken) == [*texts(BASE)[:3], *texts(paper(added, THIRD)), "人写的末段。"]
    assert len({block.id for block in taken.blocks}) == len(taken.blocks)
    assert changes(fresh, taken, fresh) == ()


def test_a_paragraph_that_left_the_data_goes_or_stays_as_a_persons_own() -> None:
    fresh = replace(BASE, blocks=(BASE.blocks[0], FIRST, THIRD))
    (change,) = changes(BASE, BASE, fresh)
    assert (change.base, change.fresh) == (SECOND, None)
    assert texts(settled(BASE, BASE, fresh, [change.key])) == texts(fresh)
    kept = settled(BASE, BASE, fresh, [])
    assert texts(kept) == texts(BASE)
    assert changes(fresh, kept, fresh) == ()


def test_a_dropped_paragraph_comes_back_only_when_its_change_is_taken() -> None:
    mine = replace(BASE, blocks=(BASE.blocks[0], FIRST, THIRD))
    fresh = replace(BASE, blocks=(*BASE.blocks[:2], FRESHER, THIRD))
    (change,) = changes(BASE, mine, fresh)
    assert change.mine is None
    assert texts(settled(BASE, mine, fresh, [change.key])) == texts(fresh)
    assert texts(settled(BASE, mine, fresh, [])) == texts(mine)


def test_tables_and_the_head_are_offered_like_paragraphs() -> None:
    base = paper(FIRST, table("缺栏目"), title="情况反馈", addressee="市外办", status="未经审定")
    fresh = paper(FIRST, table("缺栏目", "错链"), title="考核情况反馈", addressee="市外办")
    mine = replace(base, head=replace(base.head, addressee="市外事办公室"))
    offered = {change.key: change for change in changes(base, mine, fresh)}
    assert set(offered) == {"head:title", "head:status", "t"}
    assert offered["t"].part is Part.TABLE
    taken = settled(base, mine, fresh, ["head:status", "t"])
    assert taken.head == replace(mine.head, status="")
    assert taken.blocks == fresh.blocks


def test_a_form_is_taken_whole_and_its_origin_alone_is_no_change() -> None:
    form = Document(
        kind="feedback_form",
        family=Family.FORM,
        head=Head(title="扣分情况反馈表", foot="数据校验码：1"),
        blocks=(table("缺栏目"), Signature(id="s", fields=("日期",))),
    )
    later = replace(form, head=replace(form.head, foot="数据校验码：2"))
    base, same = (replace(BASE, attachments=(one,)) for one in (form, later))
    assert changes(base, base, same) == ()
    assert settled(base, base, same, []).attachments == (later,)
    changed = replace(later, blocks=(table("缺栏目", "错链"), later.blocks[1]))
    fresh = replace(BASE, attachments=(changed,))
    (change,) = changes(base, base, fresh)
    assert change.part is Part.ATTACHMENT
    assert settled(base, base, fresh, []).attachments == (form,)
    assert settled(base, base, fresh, [change.key]).attachments == (changed,)


def test_the_two_written_forms_of_a_draft_join_up_to_the_same_paper() -> None:
    form = replace(BASE, kind="feedback_form", family=Family.FORM)
    whole = replace(
        BASE,
        blocks=(*BASE.blocks, table("缺栏目"), Annex(id="n", title="名单", landscape=True)),
        attachments=(form,),
    )
    text, generated = draft_text.text_of(whole), draft_text.generated_of(whole)
    assert "缺栏目" not in str(text), "tables are not written again with each changed word"
    assert draft_text.joined(text, generated) == whole
    without = draft_text.joined(text, {"tables": {}, "attachments": []})
    lost = next(block for block in without.blocks if isinstance(block, Table))
    assert (lost.name, lost.rows) == ("feedback.findings", ())
