"""The demo's findings give exactly the figures the made-up city published."""

from collections import Counter
from typing import Any

import pytest
import yaml

from inspector import paths
from inspector.domain.answer import Answer, Conclusion, Side
from inspector.domain.answer_rules import problems
from inspector.domain.checklist import Checklist, Item, ItemKind
from inspector.domain.finding import Finding, FindingStatus
from inspector.domain.findings import finding_points, rule_of
from inspector.domain.grading import grade
from inspector.domain.ids import FindingId, InspectionId, ItemKey, UnitId
from inspector.domain.marks import format_mark, parse_mark
from inspector.domain.results import Grading
from inspector.domain.rules import letter
from inspector.exchange import bundled

Entry = dict[str, Any]
YEAR: Entry = yaml.safe_load(
    paths.resources().joinpath("demo/ningchuan-2025.yaml").read_text("utf-8")
)
SUQIAN: Entry = yaml.safe_load(
    paths.resources().joinpath("demo/suqian-2020.yaml").read_text("utf-8")
)
LISTS = {
    entry["key"]: bundled.load(entry["checklist"])
    for demo in (YEAR, SUQIAN)
    for entry in demo["inspection"]["classes"]
}
UNITS = {unit["short_name"]: unit for unit in YEAR["units"]}
LETTERS = {letter(number): number for number in range(1, 9)}


def finding(item: Item, entry: Entry, metrics: dict[str, int], name: str) -> Finding:
    rule = rule_of(item, LETTERS[entry["rule"]]) if "rule" in entry else None
    assert rule is not None or "rule" not in entry, f"{item.number}{entry.get('rule')}"
    return Finding(
        id=FindingId(name),
        rule=rule.number if rule else 0,
        count=entry["count"],
        points=finding_points(item, rule, count=entry["count"], metrics=metrics),
        fact=entry["fact"],
        place=entry["place"],
        status=FindingStatus(entry.get("status", "standing")),
    )


def answer(item: Item, entry: Entry, unit: Entry) -> Answer:
    metrics = {name: int(parse_mark(value)) for name, value in entry.get("metrics", {}).items()}
    return Answer(
        inspection=InspectionId("demo"),
        unit=UnitId(unit["code"]),
        item=item.key,
        conclusion=Conclusion(entry["conclusion"]),
        metrics=metrics,
        reason=entry.get("reason", ""),
        allowed_by=entry.get("allowed_by", ""),
        findings=tuple(
            finding(item, one, metrics, f"{item.number}-{place}")
            for place, one in enumerate(entry.get("findings", []))
        ),
    )


def answers(unit: Entry, checklist: Checklist) -> dict[ItemKey, Answer]:
    given = {entry["item"]: entry for entry in unit["answers"]}
    rest = {"conclusion": unit["rest"]}
    found = {}
    for _, item in checklist.items():
        entry = given.pop(item.number, rest if item.kind is ItemKind.SCORED else None)
        if entry:
            found[item.key] = answer(item, entry, unit)
    assert given == {}, "answers to items the list does not have"
    return found


def graded(unit: Entry, side: Side) -> Grading:
    checklist = LISTS[unit["class"]]
    imported = {name: parse_mark(mark) for name, mark in unit["imported"].items()}
    found = answers(unit, checklist)
    return grade(checklist, checklist.rule_set, found, side=side, imported=imported)


@pytest.mark.parametrize(
    ("name", "base", "mark", "proposed"),
    [
        ("市发展改革委", "96.70", "98.26", "优秀"),
        ("市财政局", "94.59", "93.16", "优秀"),
        ("市教育局", "92.80", "92.00", "优秀"),
        ("市人力资源社会保障局", "92.70", "92.00", "优秀"),
        ("市卫生健康委", "90.60", "91.23", "优秀"),
        ("市自然资源和规划局", "87.50", "87.37", "良好"),
        ("市外办", "80.26", "83.44", "良好"),
        ("市公安局", "85.35", "83.01", "良好"),
        ("市住房城乡建设局", "61.00", "60.00", "合格"),
        ("市民政局", "88.00", "59.00", "不合格"),
        ("临溪县", "92.34", "94.27", "优秀"),
        ("河阳区", "90.65", "90.70", "优秀"),
        ("安陵县", "88.75", "88.89", "良好"),
        ("宁川高新区", "83.86", "83.65", "良好"),
        ("云台县", "77.45", "78.27", "合格"),
    ],
)
def test_every_unit_gets_its_published_mark(name: str, base: str, mark: str, proposed: str) -> None:
    result = graded(UNITS[name], Side.APPROVED)
    assert result.open_items == 0
    assert result.base is not None
    assert result.mark is not None
    assert (format_mark(result.base), format_mark(result.mark)) == (base, mark)
    assert result.grade == proposed


def test_the_objection_changed_the_foreign_office_from_77_19_to_80_26() -> None:
    first = graded(UNITS["市外办"], Side.CHECKED)
    assert first.base is not None
    assert (format_mark(first.earned), format_mark(first.base)) == ("75.65", "77.19")
    assert format_mark(first.due) == "23.05"


def test_answers_of_the_demo_fit_together() -> None:
    wrong = [
        (unit["short_name"], issue.code, dict(issue.parameters))
        for unit in YEAR["units"]
        for item in [item for _, item in LISTS[unit["class"]].items()]
        if (found := answers(unit, LISTS[unit["class"]]).get(item.key))
        for issue in problems(item, found)
    ]
    assert wrong == []


def test_city_departments_have_104_problems() -> None:
    counts = {
        name: sum(
            one.get("status") != "overturned"
            for entry in unit["answers"]
            if entry["item"][0] not in "JK"
            for one in entry.get("findings", [])
        )
        for name, unit in UNITS.items()
        if unit["class"] == "B"
    }
    assert Counter(counts) == {
        **{"市发展改革委": 5, "市教育局": 8, "市公安局": 11, "市民政局": 11, "市财政局": 5},
        **{"市人力资源社会保障局": 9, "市自然资源和规划局": 11, "市住房城乡建设局": 22},
        **{"市卫生健康委": 9, "市外办": 13},
    }


def test_the_foreign_office_claimed_95_90() -> None:
    claims = UNITS["市外办"]["self"]
    scored = [parse_mark(one["mark"]) for one in claims if "mark" in one and one["item"] != "J1"]
    assert len(claims) == 24
    assert format_mark(sum(scored)) == "95.90"


def test_facts_are_sentences_with_place_and_time_and_say_we_of_nobody() -> None:
    facts = [
        one
        for unit in YEAR["units"]
        for entry in unit["answers"]
        for one in entry.get("findings", [])
    ]
    assert all(one["fact"] and one["place"] and one["sampled_at"] < "2025-12-11" for one in facts)
    checked = [entry.get("account", "") for unit in YEAR["units"] for entry in unit["answers"]]
    assert not any(
        "我办" in text or "我局" in text for text in [*checked, *(one["fact"] for one in facts)]
    )


def test_suqian_accounts_answer_every_item_and_fill_about_five_pages() -> None:
    accounts = {entry["item"]: entry["account"] for entry in SUQIAN["units"][0]["answers"]}
    assert set(accounts) == {item.number for _, item in LISTS[""].items()}
    assert 2_200 <= sum(map(len, accounts.values())) <= 2_800
    for fact in (
        "150余人",
        "5件",
        "7件",
        "100%",
        "今年未出台重大政策文件",
        "今年未收到政府信息公开申请",
    ):
        assert any(fact in account for account in accounts.values())


def test_suqian_metrics_are_those_the_list_asks_for() -> None:
    asked = {item.number: {metric.name for metric in item.metrics} for _, item in LISTS[""].items()}
    given = {
        entry["item"]: set(entry.get("metrics", {})) for entry in SUQIAN["units"][0]["answers"]
    }
    assert given == asked
