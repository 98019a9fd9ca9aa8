"""Yearly returns that tests compare against: filled in row by row, as the papers print them."""

from collections.abc import Mapping, Sequence
from typing import Final

from inspector.domain.ids import UnitId
from inspector.domain.returns import Return
from inspector.exchange.return_forms import load

PEOPLE: Final = ("natural", "company", "research", "welfare", "law", "others", "total")
CASES: Final = ("upheld", "corrected", "other", "pending", "total")
GROUPS: Final = ("review", "direct", "after")


def requests(rows: Mapping[str, str], form: str = "2021") -> dict[str, str]:
    """Fill part three: "2,1,0,0,0,0→3" by row; rows that are not named are zero throughout."""
    three = next(table for table in load(form).tables if table.key == "three")
    cells: dict[str, str] = {}
    for row in three.rows:
        numbers = rows.get(row.key.removeprefix("req."), "0,0,0,0,0,0→0").replace("→", ",")
        parts = numbers.split(",")
        parts = ["0"] * 6 + parts[-1:] if len(parts) == 2 else parts
        cells |= {f"{row.key}.{key}": part for key, part in zip(PEOPLE, parts, strict=True)}
    return cells


def cases(*groups: Sequence[int]) -> dict[str, str]:
    """Fill part four: review, direct and after, five numbers each."""
    return {
        f"cases.{group}_{key}": str(number)
        for group, numbers in zip(GROUPS, groups, strict=True)
        for key, number in zip(CASES, numbers, strict=True)
    }


def part_two(made: int, ended: int, valid: int, rest: Sequence[int | float]) -> dict[str, str]:
    """Fill part two: 规章 are none; licences, penalties, coercion and charges follow."""
    licence, penalty, coercion, fee = rest
    return {
        "rules.made": "0",
        "rules.ended": "0",
        "rules.valid": "0",
        "normative.made": str(made),
        "normative.ended": str(ended),
        "normative.valid": str(valid),
        "licence.decided": str(licence),
        "penalty.decided": str(penalty),
        "coercion.decided": str(coercion),
        "fee.charged": str(fee),
    }


NONE: Final = (0, 0, 0, 0, 0)

FOREIGN_AFFAIRS: Final = Return(
    unit=UnitId("市外办"),
    year=2025,
    form="2021",
    cells={
        **requests(
            {
                "new": "2,1,0,0,0,0→3",
                "granted": "1,1,0,0,0,0→2",
                "partly": "1,0,0,0,0,0→1",
                "done": "2,1,0,0,0,0→3",
            }
        ),
        **part_two(2, 1, 12, (0, 0, 0, 0)),
        **cases(NONE, NONE, NONE),
    },
)
FINANCE: Final = Return(
    unit=UnitId("市财政局"),
    year=2025,
    form="2021",
    cells={
        **requests(
            {
                "new": "10,2,0,0,2,0→14",
                "carried": "2,0,0,0,0,0→2",
                "granted": "4,1,0,0,1,0→6",
                "partly": "2,0,0,0,0,0→2",
                "refused.5": "1,0,0,0,0,0→1",
                "refused.6": "0,1,0,0,0,0→1",
                "unable.1": "2,0,0,0,1,0→3",
                "unprocessed.1": "1,0,0,0,0,0→1",
                "other.1": "1,0,0,0,0,0→1",
                "done": "11,2,0,0,2,0→15",
                "left": "1,0,0,0,0,0→1",
            }
        ),
        **part_two(4, 1, 21, (132, 5, 0, 0)),
        **cases((1, 0, 0, 0, 1), NONE, NONE),
    },
)
_HOUSING_ROWS: Final = {
    "new": "51,4,0,1,2,0→58",
    "carried": "3,0,0,0,0,0→3",
    "granted": "22,2,0,1,0,0→25",
    "partly": "7,0,0,0,1,0→8",
    "refused.4": "2,0,0,0,0,0→2",
    "refused.7": "1,1,0,0,0,0→2",
    "refused.8": "1,0,0,0,0,0→1",
    "unable.1": "11,0,0,0,1,0→12",
    "unable.2": "2,0,0,0,0,0→2",
    "unprocessed.1": "4,0,0,0,0,0→4",
    "unprocessed.2": "1,0,0,0,0,0→1",
    "other.3": "0,1,0,0,0,0→1",
    "done": "51,4,0,1,2,0→58",
    "left": "3,0,0,0,0,0→3",
}
HOUSING: Final = Return(
    unit=UnitId("市住房城乡建设局"),
    year=2025,
    form="2021",
    cells={
        **requests(_HOUSING_ROWS),
        **part_two(3, 2, 27, (2846, 317, 12, 186.5)),
        **cases((2, 1, 0, 1, 4), (1, 0, 0, 1, 2), (0, 0, 1, 0, 1)),
    },
    text="2025年，全年新收政府信息公开申请57件。",
)
HOUSING_FIRST: Final = Return(
    unit=HOUSING.unit,
    year=2025,
    form="2021",
    cells={
        **HOUSING.cells,
        "req.done.natural": "52",
        "req.refused.3.welfare": "",
        "req.unprocessed.3.others": "/",
    },
    text=HOUSING.text,
)
"""As it was first sent: one number wrong, one cell empty, one with a stroke."""


def last_year(unit: str, new: int, left: int, valid: int) -> Return:
    """Return what is known of a unit's return of the year before."""
    return Return(
        unit=UnitId(unit),
        year=2024,
        form="2021",
        cells={
            "req.new.total": str(new),
            "req.left.total": str(left),
            "rules.valid": "0",
            "normative.valid": str(valid),
        },
    )


BEFORE: Final = {
    "市外办": last_year("市外办", 2, 0, 11),
    "市财政局": last_year("市财政局", 12, 1, 18),
    "市住房城乡建设局": last_year("市住房城乡建设局", 11, 3, 25),
}


def _city() -> Return:
    """Return the whole form of a real city's report of 2025, totals of the reasons included."""
    new = (13612, 252, 0, 45, 128, 32)
    carried = (535, 6, 0, 1, 18, 0)
    granted = (5345, 129, 0, 41, 19, 14)
    partly = (2120, 39, 0, 1, 6, 2)
    done = (13364, 252, 0, 44, 121, 29)
    left = (783, 6, 0, 2, 25, 3)
    reasons = {
        "refused": (13, 30, 11, 51, 104, 85, 286, 150),
        "unable": (3222, 180, 19),
        "unprocessed": (203, 148, 0, 101, 5),
        "other": (318, 203, 965),
    }
    # The report gives the reasons' totals only; the columns are filled from the left so that each
    # column still adds up to what the report says was done there.
    free = [a - b - c for a, b, c in zip(done, granted, partly, strict=True)]
    rows: dict[str, tuple[int, ...]] = {
        "new": new,
        "carried": carried,
        "granted": granted,
        "partly": partly,
        "done": done,
        "left": left,
    }
    for group, totals in reasons.items():
        for place, whole in enumerate(totals, start=1):
            row = []
            for column in range(6):
                part = min(free[column], whole)
                free[column] -= part
                whole -= part
                row.append(part)
            rows[f"{group}.{place}"] = tuple(row)
    return Return(
        unit=UnitId("全市"),
        year=2025,
        form="2021",
        cells={
            **requests(
                {key: ",".join(map(str, row)) + f"→{sum(row)}" for key, row in rows.items()}
            ),
            **cases((376, 97, 196, 121, 790), (16, 1, 12, 27, 56), (74, 1, 30, 51, 156)),
            **part_two(564, 984, 4185, (11398889, 6937489, 166105, 316441)),
            "rules.made": "3",
            "rules.ended": "5",
            "rules.valid": "74",
        },
    )


CITY: Final = _city()

NINGBO: Final = Return(
    unit=UnitId("市外办"),
    year=2018,
    form="2018",
    cells={
        **dict.fromkeys(load("2018").cells, "/"),
        "a1.n": "610",
        "a1a.n": "610",
        "a2.2.n": "596",
        "a2.3.n": "10",
        "a2.4.n": "4",
        "i1.n": "1",
        "i2.n": "1",
        "i3.n": "2",
        "i3.2.n": "2",
        "i4.n": "5",
        "j1.n": "1",
        "j2.n": "1",
        "j3.n": "23",
    },
)
SHANGHAI: Final = Return(
    unit=UnitId("上海市政府办公厅"),
    year=2019,
    form="2019",
    cells={
        "req.new.natural": "821",
        "req.carried.natural": "18",
        "req.done.natural": "767",
        "req.left.natural": "72",
        "req.new.company": "35",
        "req.done.company": "35",
        "purchase.amount": "251000元",
    },
)
