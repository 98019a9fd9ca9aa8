"""A sheet that went out comes back as it was, whatever was done to it on the way."""

import random
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from inspector.domain.answer import Answer
from inspector.domain.checklist import Checklist
from inspector.domain.ids import ItemKey
from inspector.exchange.sheets.cell_text import shown
from inspector.exchange.sheets.checking import check_written, written_and_checked
from inspector.exchange.sheets.claims import SelfClaim, SheetReading, WorkingClaim
from inspector.exchange.sheets.columns import SheetKind
from inspector.exchange.sheets.reading import read_sheet
from inspector.exchange.sheets.writing import write_sheet
from tests.exchange.sheet_cases import (
    CLASS_B,
    SMALL,
    TASKS,
    answers,
    changed,
    known,
    order,
    rearranged,
    texts,
    without_column,
    without_hidden_sheet,
)

KINDS = list(SheetKind)
Answers = dict[ItemKey, Answer]
some_evidence = st.fixed_dictionaries({}, optional={ItemKey("a"): st.tuples(texts)})


def went_out(
    kind: SheetKind, given_answers: Answers, checklist: Checklist = SMALL
) -> list[tuple[object, ...]]:
    """Return what the answers hold on the side of a sheet, item by item, as cells can show it."""
    rows: list[tuple[object, ...]] = []
    for _, item in checklist.items():
        one = given_answers.get(item.key)
        if one is None:
            continue
        if kind is SheetKind.SELF:
            row: tuple[object, ...] = (
                item.key,
                one.self_conclusion,
                one.self_mark,
                seen(one.self_account),
                seen(one.self_note),
            )
        else:
            findings = tuple(
                (f.points, seen(f.fact), seen(f.place), f.sampled_at) for f in one.findings
            )
            row = (item.key, one.conclusion, findings, seen(one.account), seen(one.note))
        rows.append(row)
    return rows


def came_back(reading: SheetReading, keys: Answers) -> list[tuple[object, ...]]:
    """Return what a reading holds, in the same form."""
    claims: tuple[SelfClaim | WorkingClaim, ...] = (*reading.rows, *reading.working_rows)
    return [_claimed(claim) for claim in claims if claim.item in keys]


def _claimed(claim: SelfClaim | WorkingClaim) -> tuple[object, ...]:
    if isinstance(claim, SelfClaim):
        account, note = seen(claim.self_account), seen(claim.self_note)
        return (claim.item, claim.self_conclusion, claim.self_mark, account, note)
    findings = tuple((f.points, seen(f.fact), seen(f.place), f.sampled_at) for f in claim.findings)
    return (claim.item, claim.conclusion, findings, seen(claim.account), seen(claim.note))


def seen(text: str) -> str:
    """Return a text as a person sees it in a cell: blanks alone are nothing."""
    return shown(text) if text.strip() else ""


@pytest.mark.parametrize("kind", KINDS)
@given(given_answers=answers(SMALL), evidence=some_evidence)
@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
def test_what_went_out_and_was_not_touched_comes_back_as_no_edit_and_identical(
    kind: SheetKind, given_answers: Answers, evidence: dict[ItemKey, tuple[str, ...]]
) -> None:
    sent = order(kind, SMALL, answers=given_answers, evidence=evidence)
    data = written_and_checked(sent, "表.xlsx")
    reading = read_sheet(data, "表.xlsx", known(SMALL))
    assert not reading.claims
    assert not reading.working_claims
    assert came_back(reading, given_answers) == went_out(kind, given_answers)
    assert [row.self_account for row in reading.rows if row.item in given_answers] == [
        given_answers[row.item].self_account for row in reading.rows if row.item in given_answers
    ]


@pytest.mark.parametrize("kind", KINDS)
@given(given_answers=answers(SMALL))
@settings(max_examples=10, suppress_health_check=[HealthCheck.too_slow])
def test_without_its_hidden_sheet_a_sheet_still_says_what_it_said(
    kind: SheetKind, given_answers: Answers
) -> None:
    data = write_sheet(order(kind, SMALL, answers=given_answers))
    reading = read_sheet(changed(data, without_hidden_sheet), "表.xlsx", known(SMALL))
    assert not reading.matched_by_key
    assert reading.unit is not None
    assert came_back(reading, given_answers) == went_out(kind, given_answers)


@pytest.mark.parametrize("kind", KINDS)
@given(given_answers=answers(SMALL))
@settings(max_examples=10, suppress_health_check=[HealthCheck.too_slow])
def test_without_hidden_sheet_and_hidden_column_rows_are_found_by_number_and_text(
    kind: SheetKind, given_answers: Answers
) -> None:
    data = write_sheet(order(kind, SMALL, answers=given_answers))
    data = changed(data, without_column("行标识"), without_hidden_sheet)
    reading = read_sheet(data, "表.xlsx", known(SMALL))
    assert came_back(reading, given_answers) == went_out(kind, given_answers)


@pytest.mark.parametrize("kind", KINDS)
@given(given_answers=answers(SMALL), seed=st.integers(), blanks=st.integers(0, 3))
@settings(max_examples=10, suppress_health_check=[HealthCheck.too_slow])
def test_sorted_rows_and_inserted_ones_change_nothing(
    kind: SheetKind, given_answers: Answers, seed: int, blanks: int
) -> None:
    def shuffle(rows: list[list[object]]) -> list[list[object] | None]:
        mixed: list[list[object] | None] = [*rows]
        dice = random.Random(seed)
        dice.shuffle(mixed)
        for _ in range(blanks):
            mixed.insert(dice.randrange(len(mixed)), None)
        return mixed

    data = write_sheet(order(kind, SMALL, answers=given_answers))
    reading = read_sheet(changed(data, rearranged(shuffle)), "表.xlsx", known(SMALL))
    assert not reading.claims
    assert not reading.working_claims
    blank = [issue for issue in reading.issues if issue.code == "sheet.blank_row"]
    assert len(blank) == blanks


@pytest.mark.parametrize("kind", KINDS)
@given(given_answers=answers(SMALL), dropped=st.sets(st.integers(0, 4), min_size=1, max_size=4))
@settings(max_examples=10, suppress_health_check=[HealthCheck.too_slow])
def test_deleted_rows_change_nothing_and_are_named(
    kind: SheetKind, given_answers: Answers, dropped: set[int]
) -> None:
    keys = [item.key for _, item in SMALL.items()]
    gone = {keys[at] for at in dropped}

    def drop(rows: list[list[object]]) -> list[list[object]]:
        return [row for row in rows if str(row[-1]).partition("/")[0] not in gone]

    data = write_sheet(order(kind, SMALL, answers=given_answers))
    reading = read_sheet(changed(data, rearranged(drop)), "表.xlsx", known(SMALL))
    assert not reading.claims
    assert not reading.working_claims
    assert set(reading.missing_items) == gone


@pytest.mark.parametrize(
    ("kind", "header"),
    [
        (SheetKind.SELF, header)
        for header in (
            "指标编号",
            "一级指标",
            "二级指标",
            "考核内容",
            "评分标准",
            "分值",
            "自评结论",
            "自评分",
            "自评说明",
            "佐证材料",
            "备注",
        )
    ]
    + [
        (SheetKind.WORKING, header)
        for header in (
            "指标编号",
            "考核内容",
            "检查方式",
            "核查结论",
            "扣分",
            "扣分原因",
            "位置",
            "采样时间",
            "工作开展情况",
            "备注",
        )
    ],
)
@given(given_answers=answers(SMALL))
@settings(max_examples=2, suppress_health_check=[HealthCheck.too_slow])
def test_a_deleted_column_is_named_and_leaves_its_values_as_they_were(
    kind: SheetKind, header: str, given_answers: Answers
) -> None:
    data = write_sheet(order(kind, SMALL, answers=given_answers))
    reading = read_sheet(changed(data, without_column(header)), "表.xlsx", known(SMALL))
    assert reading.missing_columns == (header,)
    assert not reading.claims
    assert not reading.working_claims
    assert came_back(reading, given_answers) == went_out(kind, given_answers)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("checklist", [CLASS_B, TASKS])
def test_a_blank_sheet_of_a_real_list_passes_its_own_check(
    kind: SheetKind, checklist: Checklist
) -> None:
    sent = order(kind, checklist)
    check_written(write_sheet(sent), "表.xlsx", sent)


needs_office = pytest.mark.skipif(
    shutil.which("soffice") is None,
    reason="LibreOffice is not installed: nothing shows what it saves",
)


def saved_by_libreoffice(files: list[bytes], folder: Path) -> list[bytes]:
    """Open and save workbooks with LibreOffice, all in one run."""
    source, target = folder / "out", folder / "back"
    source.mkdir()
    names = [f"{number:02d}.xlsx" for number in range(len(files))]
    for name, data in zip(names, files, strict=True):
        (source / name).write_bytes(data)
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation=file://{folder / 'profile'}",
            "--headless",
            "--convert-to",
            "xlsx",
            "--outdir",
            str(target),
            *(str(source / name) for name in names),
        ],
        check=True,
        capture_output=True,
        timeout=600,
    )
    return [(target / name).read_bytes() for name in names]


@needs_office
@given(
    batch=st.lists(st.tuples(st.sampled_from(KINDS), answers(SMALL)), min_size=6, max_size=6),
)
@settings(max_examples=3, suppress_health_check=list(HealthCheck))
def test_libreoffice_may_open_and_save_a_sheet(
    batch: list[tuple[SheetKind, Answers]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    files = [write_sheet(order(kind, SMALL, answers=each)) for kind, each in batch]
    back = saved_by_libreoffice(files, tmp_path_factory.mktemp("office"))
    for (kind, each), data in zip(batch, back, strict=True):
        reading = read_sheet(data, "表.xlsx", known(SMALL))
        assert reading.matched_by_key
        assert not reading.claims
        assert not reading.working_claims
        assert came_back(reading, each) == went_out(kind, each)


@needs_office
def test_what_was_typed_survives_libreoffice(tmp_path: Path) -> None:
    from_unit = ["=1+1", "+86 10", "-无此项", "@市外办", "第一行\n第二行", "😀", "007", " 前后 "]
    numbers = [item.number for _, item in CLASS_B.items()][: len(from_unit)]

    def fill(book: Workbook) -> None:
        sheet = book.worksheets[0]
        for at, text in enumerate(from_unit):
            cell = sheet.cell(5 + at, 9)
            cell.value = text
            cell.data_type = "s"

    (data,) = saved_by_libreoffice([changed(write_sheet(order(SheetKind.SELF)), fill)], tmp_path)
    reading = read_sheet(data, "表.xlsx", known())
    assert [claim.self_account for claim in reading.claims] == from_unit
    assert len(numbers) == len(reading.claims)
