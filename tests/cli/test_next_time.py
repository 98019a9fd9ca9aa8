"""The next year's inspection from the last one: the list, the units, and what was left open."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from inspector.bootstrap import open_desk
from inspector.domain.checklist import Checklist, Item, Section
from inspector.domain.edits import Action
from inspector.domain.inspection import Assignment, Team
from inspector.domain.marks import Mark
from inspector.exchange import bundled
from inspector.exchange.checklist_writer import write_checklist
from inspector.services import lookup, next_time, repeats
from tests.cli.conftest import Inspector
from tests.cli.test_problems import COUNTED, W, come_out, set_up

OLD, NEW = "2025年度考核", "2026年度考核"
AT = ("-w", W, "--inspection", NEW)


def next_list() -> Checklist:
    """Return the list for 2026: 1.3 with other points, 4.2 worded anew, 5.9 in place of 5.4.

    Read from a workbook without its hidden sheet it has no keys of ours, as a file from outside.
    """
    old = bundled.load("ningchuan-2025-b")
    return replace(
        old,
        title="2026年度政务公开工作考核评分细则（B类）",
        year=2026,
        children=tuple(_of_2026(node) for node in old.children),
    )


def _of_2026(node: Section | Item) -> Section | Item:
    if isinstance(node, Section):
        return replace(node, children=tuple(_of_2026(child) for child in node.children))
    match node.number:
        case "1.3":
            return replace(node, points=Mark((node.points or 0) + 10_000))
        case "4.2":
            return replace(node, content=node.content + "，并定期巡查")
        case "5.4":
            return replace(
                node,
                number="5.9",
                content="建立整改台账和销号制度",
                criteria="未建立的，扣1分",
                rules=(),
            )
    return node


@pytest.fixture(scope="module")
def last_year(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where last year's workspace is kept once it is made."""
    return tmp_path_factory.mktemp("last_year") / W


@pytest.fixture
def ready(done: Inspector, last_year: Path) -> Inspector:
    """Last year's ledger as it stood on 16 January, and the new list as a workbook."""
    if not last_year.exists():
        set_up(done)
        done("problem", "notice", "-w", W, "--served", "2025-12-26")
        with open_desk(Path(W)) as desk:
            come_out(desk)
        last_year.write_bytes(Path(W).read_bytes())
    Path(W).write_bytes(last_year.read_bytes())
    Path("2026.xlsx").write_bytes(write_checklist(next_list()))
    book = load_workbook("2026.xlsx")
    for sheet in book.worksheets[1:]:
        book.remove(sheet)
    book.save("2026.xlsx")
    return done


def test_who_checks_what_is_taken_over_as_far_as_the_items_are_still_there(
    ready: Inspector,
) -> None:
    with open_desk(Path(W)) as desk:
        old = lookup.inspection(desk, OLD)
        items = {item.number: item.key for _path, item in bundled.load("ningchuan-2025-b").items()}
        assigned = replace(
            old,
            teams=(Team(name="第一组", leader="乙"),),
            assignments=(
                Assignment(inspector="甲", items=(items["1.1"], items["5.4"])),
                Assignment(inspector="乙", items=(items["5.4"],)),
                Assignment(inspector="丙"),
            ),
        )
        with desk.file.unit_of_work("甲") as work:
            work.replace(old, assigned)
            work.commit(Action(verb="inspection.update"))
    follow(ready, "--checklist", "2026.xlsx")
    with open_desk(Path(W), read_only=True) as desk:
        task = lookup.inspection(desk, NEW)
        assert task.teams == assigned.teams
        assert [(one.inspector, one.items) for one in task.assignments] == [
            ("甲", (items["1.1"],)),
            ("丙", ()),
        ]


def follow(done: Inspector, *options: str) -> dict[str, Any]:
    made: dict[str, Any] = done(
        *("inspection", "next", "-w", W, "--from", OLD, "--name", NEW, "--json", *options)
    ).value
    return made


def items_of(view: dict[str, Any]) -> dict[str, dict[str, Any]]:
    (one,) = view["classes"]
    return {item["new_number"] or f"-{item['old_number']}": item for item in one["items"]}


def test_the_list_is_compared_item_by_item_with_what_differs(ready: Inspector) -> None:
    view = follow(ready, "--checklist", "2026.xlsx")
    found = items_of(view)
    assert (view["year"], view["units"]) == (2026, 10)
    assert found["1.3"]["change"] == "changed"
    assert [one["field"] for one in found["1.3"]["differences"]] == ["points"]
    assert found["1.3"]["to_confirm"] is False
    assert (found["4.2"]["change"], found["4.2"]["to_confirm"]) == ("changed", True)
    assert found["5.9"]["change"] == "new"
    assert found["-5.4"]["change"] == "missing"
    assert found["1.1"]["change"] == "same"


def test_what_was_open_is_pinned_and_long_term_problems_are_kept_in_sight(
    ready: Inspector,
) -> None:
    view = follow(ready, "--checklist", "2026.xlsx")
    assert (view["pinned"], view["watched"]) == (8, 4)
    shown = ready("inspection", "last", *AT, "--unit", "市住房城乡建设局", "--json").value
    assert (len(shown["pinned"]), len(shown["watched"])) == (7, 1)
    assert shown["inspection"] == OLD


def test_nothing_of_last_year_counts_as_checked(ready: Inspector) -> None:
    follow(ready, "--checklist", "2026.xlsx")
    units = ready("unit", "list", *AT, "--json").value
    assert {one["state"] for one in units} == {"awaiting_sheet"}
    with open_desk(Path(W), read_only=True) as desk:
        task = lookup.inspection(desk, NEW)
        assert desk.file.reader.all_answers(task.id) == {}
        assert task.previous == lookup.inspection(desk, OLD).id
    ledger = ready("problem", "ledger", *AT, "--on", str(COUNTED), "--json").value
    assert ledger["total"]["problems"] == 0
    assert {rate["value"] for rate in ledger["rates"]} == {None}


def test_last_answers_stand_beside_the_items_that_are_still_there(ready: Inspector) -> None:
    follow(ready, "--checklist", "2026.xlsx")
    shown = ready("inspection", "last", *AT, "--unit", "市外办", "--json").value
    answers = {one["number"]: one for one in shown["answers"]}
    assert answers["2.2"]["conclusion"] == "partly_met"
    assert answers["2.2"]["findings"] == ["2.2：1"]
    assert "4.2" not in answers  # nobody has said that the new 4.2 is the old one
    assert not {"5.4", "5.9"} & answers.keys()


def test_a_proposal_that_is_confirmed_keeps_the_items_past(ready: Inspector) -> None:
    follow(ready, "--checklist", "2026.xlsx", "--confirm-item", "4.2")
    shown = ready("inspection", "last", *AT, "--unit", "市外办", "--json").value
    (one,) = [answer for answer in shown["answers"] if answer["number"] == "4.2"]
    assert len(one["findings"]) == 3


def test_a_problem_found_again_is_proposed_and_a_person_confirms_it(ready: Inspector) -> None:
    follow(ready, "--checklist", "2026.xlsx")
    for place, number in (("门户网站", "2.2"), ("两微一端", "1.2"), ("门户网站", "1.6")):
        ready(
            *("finding", "add", *AT, "--unit", "市外办", "--item", number, "--rule", "a"),
            *("--fact", "今年又见", "--place", place),
        )
    proposed = ready("problem", "repeat", *AT, "--json").value
    assert [(one["number"], one["same_place"]) for one in proposed] == [
        ("1.2", False),
        ("2.2", True),
    ]
    assert proposed[1]["earlier_fact"] == "2.2：1"
    assert not proposed[1]["seen_before"]
    ready("problem", "repeat", *AT, "--confirm", proposed[1]["finding"])
    with open_desk(Path(W)) as desk:
        task = lookup.inspection(desk, NEW)
        found = repeats.proposed(desk, task, repeats.earlier_of(desk, task, None))
        assert [one.now.finding.seen_before for one in found] == [False, True]
    ready("problem", "notice", *AT, "--served", "2026-12-25")
    ready("problem", "ledger", "台账.xlsx", *AT, "--on", "2026-12-31")
    seen = {
        one["item"]: one["seen_before"] for one in ready("problem", "list", *AT, "--json").value
    }
    assert seen == {"1.2": False, "1.6": False, "2.2": True}


def test_years_are_compared_over_what_is_alike_and_checked_both_times(ready: Inspector) -> None:
    follow(ready, "--checklist", "2026.xlsx")
    for number in ("1.1", "1.3", "2.2"):
        ready(
            "answer", "set", *AT, "--unit", "市教育局", "--item", number, "--conclusion", "达到要求"
        )
    view = ready("inspection", "compare", *AT, "--unit", "市教育局", "--json").value
    (one,) = view["units"]
    # 1.1 (4 points, 1.00 lost last time) and 2.2 (4 points, 1.60 lost) of a list of 98 points;
    # 1.3 has other points now.
    items = {item.number: item for _path, item in next_list().items()}
    whole = sum(item.points or 0 for item in items.values() if item.kind == "scored")
    alike = (items["1.1"].points or 0) + (items["2.2"].points or 0)
    assert one["items"] == 2
    assert one["comparable_share"] == f"{alike * 100 / whole:.2f}%"
    assert (one["before"], one["now"]) == ("67.50%", "100.00%")


@pytest.mark.usefixtures("ready")
def test_a_class_that_is_not_there_gets_no_list(refused: Any) -> None:
    at = ("inspection", "next", "-w", W, "--from", OLD, "--name", NEW)
    assert "Z" in refused(*at, "--class", "Z=2026.xlsx")
    assert OLD in refused("inspection", "next", "-w", W, "--from", OLD, "--name", OLD)


def test_without_a_new_list_every_item_is_the_same_and_keeps_its_past(ready: Inspector) -> None:
    view = follow(ready)
    assert {item["change"] for item in items_of(view).values()} == {"same"}
    with open_desk(Path(W), read_only=True) as desk:
        task, old = lookup.inspection(desk, NEW), lookup.inspection(desk, OLD)
        unit = lookup.unit(desk, "市外办")
        before = desk.file.reader.answers(old.id, unit.id)
        assert len(next_time.last_answers(desk, task, old, unit)) == len(before)
