"""Files of public holidays follow resources/calendar/README.md (C1 to C4), or say what is wrong."""

from collections.abc import Callable

import pytest

from inspector import paths
from inspector.domain.errors import Refused
from inspector.exchange.calendars import load, read_calendar, years
from inspector.i18n.messages import sentence

GOOD = """\
year: 2027
title: 关于2027年部分节假日安排的通知
holidays:
  - name: 元旦
    first: 2026-12-31
    last: 2027-01-02
    worked: [2027-01-03]
  - name: 清明节
    first: 2027-04-03
    last: 2027-04-05
"""


def refusal(text: str) -> str:
    with pytest.raises(Refused) as caught:
        read_calendar(text, "cn-2027.yaml")
    (issue,) = caught.value.issues
    assert sentence(issue)
    return f"{issue.code} {issue.parameters.get('line')}"


def test_c1_a_holiday_may_begin_on_the_last_days_of_the_year_before() -> None:
    notice = read_calendar(GOOD, "cn-2027.yaml")
    assert [holiday.name for holiday in notice.holidays] == ["元旦", "清明节"]
    assert len(notice.calendar().holidays) == 6
    assert notice.document_number == ""


@pytest.mark.parametrize(
    ("rule", "spoil", "said"),
    [
        ("C1", lambda text: text.replace("2027-04-03", "2026-04-03"), "calendar.bad_span 8"),
        ("C1", lambda text: text.replace("2027-04-0", "2025-04-0"), "calendar.other_year 8"),
        ("C1", lambda text: text.replace("2027-04-03", "4月3日"), "calendar.bad_entry 8"),
        ("C1", lambda text: text.replace("2027-04-03", "2027-04-31"), "calendar.bad_entry 8"),
        ("C2", lambda text: text.replace("2027-04-05", "2027-04-01"), "calendar.bad_span 8"),
        ("C2", lambda text: text.replace("2027-04-05", "2027-04-18"), "calendar.bad_span 8"),
        (
            "C3",
            lambda text: text.replace("04-05", "04-05\n    worked: [2027-04-04]"),
            "calendar.day_twice 8",
        ),
        (
            "C3",
            lambda text: text.replace("04-05", "04-05\n    worked: [2027-01-03]"),
            "calendar.day_twice 8",
        ),
        ("C3", lambda text: text.replace("2027-01-03", "2027-01-08"), "calendar.not_weekend 4"),
        ("C4", lambda text: text.replace("name: 清明节", "called: 清明节"), "calendar.bad_entry 8"),
        ("C4", lambda text: text.replace("    last: 2027-04-05\n", ""), "calendar.bad_entry 8"),
        ("C4", lambda text: text.replace("year: 2027", "year: 27"), "calendar.bad_entry 1"),
        ("C4", lambda text: text.split("holidays")[0] + "holidays: []", "calendar.bad_entry 1"),
        ("C4", lambda text: text + "    last: 2027-04-06\n", "calendar.not_yaml 11"),
        ("C4", lambda text: text + "\tx", "calendar.not_yaml 11"),
    ],
)
def test_each_fault_is_named_with_its_line(
    rule: str, spoil: Callable[[str], str], said: str
) -> None:
    spoilt = spoil(GOOD)
    assert spoilt != GOOD
    assert refusal(spoilt) == said, rule


def test_the_field_at_fault_is_named() -> None:
    with pytest.raises(Refused) as caught:
        read_calendar(GOOD.replace("    last: 2027-04-05\n", ""), "cn-2027.yaml")
    assert sentence(caught.value.issues[0]).startswith("cn-2027.yaml第8行：“last”缺失")


def test_every_file_that_ships_is_read_and_is_of_the_year_it_is_called() -> None:
    names = {file.name for file in (paths.resources() / "calendar").glob("*.yaml")}
    assert names == {f"cn-{year}.yaml" for year in years()}
    assert [load(year).year for year in years()] == list(years())


def test_a_year_that_does_not_ship_is_refused_with_those_that_do() -> None:
    with pytest.raises(Refused) as caught:
        load(2019)
    assert "2025、2026" in sentence(caught.value.issues[0])
