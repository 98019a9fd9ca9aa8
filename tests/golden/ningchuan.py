"""The invented city of Ningchuan in 2025: its shipped lists, and what its units were found to be.

Every figure these data lead to was worked out by hand and stands in the tests that use them.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from inspector.domain.answer import Answer, Conclusion
from inspector.domain.checklist import Item, ItemKind
from inspector.domain.finding import Finding, FindingStatus
from inspector.domain.findings import finding_points, rule_of
from inspector.domain.ids import FindingId, InspectionId, ItemKey, UnitId
from inspector.domain.marks import Mark, parse_mark
from inspector.exchange.bundled import load

INSPECTION: Final = InspectionId("2025")
mark = parse_mark

CLASS_B: Final = load("ningchuan-2025-b")
ITEMS_B: Final = {item.number: item for _, item in CLASS_B.items()}
KEYS_B: Final = {number: item.key for number, item in ITEMS_B.items()}
SCORED_B: Final = tuple(n for n, item in ITEMS_B.items() if item.kind is ItemKind.SCORED)

YEAR_END: Final = replace(CLASS_B.rule_set, composite=())
"""The year-end mark alone decides the grade (scenario 1)."""
QUARTERS: Final = ("一季度", "二季度", "三季度")

CLASS_A: Final = load("ningchuan-2025-a")
"""Class A: the year-end mark is made of own level, townships and county departments."""

# --- answers ------------------------------------------------------------------------------------


def finding(item: Item, rule: int, count: int = 1, *, serial: int = 0) -> Finding:
    """Return a finding under a rule, worth what the rule says."""
    points = finding_points(item, rule_of(item, rule), count=count)
    return Finding(
        id=FindingId(f"{item.number}/{rule}/{serial}"),
        rule=rule,
        count=count,
        points=points,
        fact=f"{item.number}：{count}",
    )


def _rule_number(number: str, letter: str) -> int:
    return ord(letter or "a") - ord("a") + 1 if ITEMS_B[number].rules else 0


_SHORTHAND: Final = re.compile(r"([JKF]?\d(?:\.\d)?)([a-c]?)(?:×(\d+))?")


def answers(
    unit: str,
    shorthand: str,
    *,
    not_applicable: Iterable[str] = (),
    did_not_occur: Iterable[str] = (),
) -> dict[ItemKey, Answer]:
    """Return a unit's answers: findings such as "1.2b×2 2.2a J1×1", every other scored item met."""
    found: dict[str, list[Finding]] = {}
    for serial, word in enumerate(shorthand.split()):
        parsed = _SHORTHAND.fullmatch(word)
        assert parsed is not None, word
        number, rule, count = parsed.groups()
        made = finding(ITEMS_B[number], _rule_number(number, rule), int(count or 1), serial=serial)
        found.setdefault(number, []).append(made)
    given = dict.fromkeys(SCORED_B, Conclusion.MET)
    given |= dict.fromkeys(found, Conclusion.PARTLY_MET)
    given |= dict.fromkeys(did_not_occur, Conclusion.DID_NOT_OCCUR)
    given |= dict.fromkeys(not_applicable, Conclusion.NOT_APPLICABLE)
    return {
        KEYS_B[number]: Answer(
            inspection=INSPECTION,
            unit=UnitId(unit),
            item=KEYS_B[number],
            conclusion=conclusion,
            findings=tuple(found.get(number, ())),
            reason="不承担此项职责" if conclusion is Conclusion.NOT_APPLICABLE else "",
            allowed_by="组长" if conclusion is Conclusion.NOT_APPLICABLE else "",
        )
        for number, conclusion in given.items()
    }


def overturn(given: Mapping[ItemKey, Answer], number: str) -> dict[ItemKey, Answer]:
    """Return the answers after an objection to the findings of one item was upheld."""
    key = KEYS_B[number]
    gone = tuple(
        replace(each, status=FindingStatus.OVERTURNED, status_reason="异议成立，撤销")
        for each in given[key].findings
    )
    return {**given, key: replace(given[key], findings=gone)}


FOREIGN_AFFAIRS: Final = (
    "1.1b×1 1.2b×3 1.2c×5 1.7c 2.1a×3 2.2a 3.2a×1 3.3a×1 4.1a×1 4.2a×2 4.2b×7 4.2c×12 4.3a×1 "
    "5.4b×1 J1×1"
)
"""市外办 as first checked; 3.2a falls on its objection."""


def foreign_affairs(*, objection_upheld: bool) -> dict[ItemKey, Answer]:
    """Return the answers of 市外办 (scenario 1)."""
    given = answers(
        "市外办", FOREIGN_AFFAIRS, not_applicable=("1.4",), did_not_occur=("1.5", "3.4")
    )
    ratio = given[KEYS_B["2.1"]]
    given[KEYS_B["2.1"]] = replace(ratio, metrics={"政策性文件": mark("9"), "已解读": mark("8")})
    return overturn(given, "3.2") if objection_upheld else given


def self_sheet() -> dict[ItemKey, Answer]:
    """Return what 市外办 claimed: full marks but for 1.4, 2.2 and 4.3, and one bonus."""
    claimed = {number: ITEMS_B[number].points for number in SCORED_B}
    claimed |= {"2.2": mark("2.4"), "4.3": mark("3.5"), "J1": mark("2"), "1.4": None}
    return {
        KEYS_B[number]: Answer(
            inspection=INSPECTION,
            unit=UnitId("市外办"),
            item=KEYS_B[number],
            self_conclusion=Conclusion.NOT_APPLICABLE if number == "1.4" else Conclusion.MET,
            self_mark=points,
        )
        for number, points in claimed.items()
    }


# --- scenario 2 ---------------------------------------------------------------------------------

UNITS_B: Final = (
    ("市发展改革委", "94.10 95.35 96.20", "1.2b×2 2.4a×1 3.3a×1 4.2c×8 4.3b×1 J1×1"),
    ("市教育局", "89.30 90.06 91.00", "1.1b×2 1.2b×2 1.6a×1 2.2a 3.3a×3 4.2b×1 4.2c×6 4.3a×1"),
    (
        "市公安局",
        "83.00 84.55 85.15",
        "1.1b×3 1.2c×5 1.7c 2.1a×3 2.2a 3.3a×2 4.1b 4.2a×1 4.2c×8 4.3a×2 5.4b×1 K1×1",
    ),
    (
        "市民政局",
        "86.40 87.00 88.20",
        "1.1a×1 1.2b×3 1.6a×1 2.2a 2.4a×4 3.3a×4 4.2b×2 4.2c×4 4.3b×2 5.1b F1",
    ),
    ("市财政局", "92.00 93.10 94.40", "1.2c×6 2.2a 3.3a×2 4.2c×7 4.3a×1 J2×1 K1×1"),
    (
        "市人力资源社会保障局",
        "90.00 90.18 90.90",
        "1.1b×1 1.2c×4 1.4a×1 2.1a×1 2.4a×2 3.3a×2 4.2a×1 4.2c×6 5.4b×1",
    ),
    (
        "市自然资源和规划局",
        "86.00 87.20 88.05",
        "1.1a×1 1.2b×3 1.2c×2 1.7c 2.1a×1 2.2a 3.3a×3 4.2a×1 4.2b×1 4.2c×4 5.4c",
    ),
    (
        "市住房城乡建设局",
        "55.20 57.40 60.35",
        "1.1a×2 1.1b×3 1.2b×6 1.3b 1.5a 1.6a×2 1.7c 2.1a×4 2.2a 2.4a×6 3.2a×1 3.3a×2 3.3a×1 3.4a×1 "
        "4.1a×1 4.2a×2 4.2b×3 4.2c×14 4.3a×1 5.1b 5.4b×1 5.4c",
    ),
    (
        "市卫生健康委",
        "88.00 89.50 90.60",
        "1.1b×2 1.2b×2 1.5b×1 2.1a×1 2.2a 3.3a×3 4.2a×1 4.2c×8 4.3a×1 J2×1",
    ),
    ("市外办", "84.50 82.00 86.10", FOREIGN_AFFAIRS),
)
"""In official order: name, first to third quarter, findings."""

UNITS_A: Final = (
    ("临溪县", "91.00 92.30 93.00", "93.50 90.20 91.80", "2"),
    ("安陵县", "88.40 89.10 90.20", "90.00 86.50 88.00", "0"),
    ("云台县", "79.00 80.50 81.00", "78.00 75.50 80.00", "0"),
    ("河阳区", "90.00 90.90 91.50", "92.00 88.00 90.50", "0"),
    ("宁川高新区", "82.00 83.20 84.30", "84.00 - 83.00", "0"),
)
"""Name, quarters, own level / townships / county departments ("-": there are none), bonus."""


def quarter_marks(text: str) -> dict[str, Mark]:
    """Return the marks taken in for the three quarters."""
    return {name: mark(word) for name, word in zip(QUARTERS, text.split(), strict=True)}


def unit_answers(
    name: str, shorthand: str, *, objection_upheld: bool = True
) -> dict[ItemKey, Answer]:
    """Return the answers of one class B unit."""
    if name == "市外办":
        return foreign_affairs(objection_upheld=objection_upheld)
    return answers(name, shorthand, not_applicable=("4.4",) if name == "市财政局" else ())


def bonus_a(unit: str) -> dict[ItemKey, Answer]:
    """Return the answers of a class A unit whose practice was taken up once by the province."""
    item = next(item for _, item in CLASS_A.items() if item.number == "J1")
    recognised = Answer(
        inspection=INSPECTION,
        unit=UnitId(unit),
        item=item.key,
        conclusion=Conclusion.MET,
        findings=(finding(item, 1),),
    )
    return {item.key: recognised}
