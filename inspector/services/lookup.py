"""Finding what a person names: an inspection, a unit, an item, a rule; or saying what there is."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Final, TypeVar

from inspector.domain.answer import Conclusion
from inspector.domain.checklist import CheckingWay, Checklist, Item
from inspector.domain.errors import refused
from inspector.domain.ids import ItemKey
from inspector.domain.inspection import Assessment, AssessmentState, Inspection, UnitClass
from inspector.domain.rule_set import RuleSet
from inspector.domain.rules import Rule, letter
from inspector.domain.unit import Unit
from inspector.exchange.sheets.cell_values import Unreadable, read_time
from inspector.exchange.sheets.words import read_conclusion
from inspector.i18n.gettext import CHINESE, LANGUAGES
from inspector.i18n.words import label
from inspector.services.desk import Desk

Word = TypeVar("Word", bound=StrEnum)

_MOST_NAMED = 12
_COMMA: Final = re.compile("[,，、;；]")


def inspection(desk: Desk, name: str | None) -> Inspection:
    """Return the inspection of this name, or the only one in hand when no name is given."""
    known = desk.file.reader.inspections()
    if not known:
        raise refused("lookup.no_inspection")
    if name is None:
        found = in_hand(desk)
        if len(found) > 1:
            raise refused("lookup.which_inspection", names=_named([one.name for one in known]))
        return found[0]
    for one in known:
        if one.name == name.strip():
            return one
    raise refused("lookup.unknown_inspection", name=name, names=_named([one.name for one in known]))


def in_hand(desk: Desk) -> tuple[Inspection, ...]:
    """Return the inspections that need no naming: all but those of years that are over.

    A year is over when there is a later one and each of its own marks is approved.
    """
    known = desk.file.reader.inspections()
    latest = max((one.year or 0 for one in known), default=0)
    return tuple(one for one in known if one.year in (None, latest) or not _is_over(desk, one))


def _is_over(desk: Desk, task: Inspection) -> bool:
    parts = desk.file.reader.assessments(task.id)
    return all(part.state is AssessmentState.APPROVED for part in parts)


def unit(desk: Desk, name: str) -> Unit:
    """Return the unit known by this full name, short name, alias or code."""
    known = desk.file.reader.units()
    for one in known:
        if one.answers_to(name):
            return one
    raise refused("lookup.unknown_unit", name=name, names=_named([one.label for one in known]))


def unit_or_none(desk: Desk, name: str | None) -> Unit | None:
    """Return the unit that a person named, if any was."""
    return None if name is None else unit(desk, name)


def assessment(desk: Desk, task: Inspection, whom: Unit) -> Assessment:
    """Return the unit's assessment in this inspection."""
    try:
        return desk.file.reader.assessment(task.id, whom.id)
    except KeyError:
        raise refused("lookup.unit_not_inspected", unit=whom.label, inspection=task.name) from None


def checklist_of(desk: Desk, task: Inspection, part: Assessment) -> Checklist:
    """Return the list that an assessment's class is checked against."""
    return desk.file.reader.checklist(task.class_of(part).edition)


def rule_set_of(desk: Desk, one: UnitClass) -> RuleSet:
    """Return the rule set of a class of units: its own, else that of its list."""
    return one.rule_set or desk.file.reader.checklist(one.edition).rule_set


def item(checklist: Checklist, number: str) -> Item:
    """Return the item with this number."""
    wanted = number.strip()
    for _, one in checklist.items():
        if one.number == wanted:
            return one
    numbers = [one.number for _, one in checklist.items()]
    raise refused(
        "lookup.unknown_item", number=number, checklist=checklist.title, numbers=_named(numbers)
    )


def items_by_key(checklist: Checklist) -> Mapping[ItemKey, Item]:
    """Return the list's items by key, in order."""
    return {one.key: one for _, one in checklist.items()}


def rule(one: Item, name: str) -> Rule:
    """Return the item's rule by its letter (a, b, c) or number (1, 2, 3)."""
    wanted = name.strip().lower()
    for candidate in one.rules:
        if wanted in (letter(candidate.number), str(candidate.number)):
            return candidate
    raise refused("lookup.unknown_rule", rule=name, number=one.number, rules=rules_of(one) or "—")


def rules_of(one: Item) -> str:
    """Return the item's rules with their letters, for a sentence."""
    return _named([f"{letter(known.number)} {known.text}" for known in one.rules])


def member(kind: type[Word], text: str) -> Word:
    """Return the choice that a word means, in either language or as the code itself."""
    wanted = text.strip()
    for one in kind:
        if wanted in {one.value, *(label(one, language) for language in LANGUAGES)}:
            return one
    raise refused("lookup.unknown_word", word=text, words=_named([label(one) for one in kind]))


def way(text: str) -> CheckingWay:
    """Return the way of checking that a word means: 网上 or 网上检查, 现场, or a code."""
    wanted = text.strip()
    for one in CheckingWay:
        if wanted and wanted in label(one, CHINESE):
            return one
    return member(CheckingWay, text)


def conclusion(text: str) -> Conclusion:
    """Return the conclusion that a word means: 达到要求, 已完成, 未发生 … or a code such as met."""
    return read_conclusion(text) or member(Conclusion, text)


def moment(text: str, year: int | None = None) -> datetime:
    """Return the time that a person typed; `year` stands for one that was left out."""
    try:
        return read_time(text, year)
    except Unreadable:
        raise refused("lookup.no_time", text=text) from None


def moment_or_none(text: str | None, year: int | None = None) -> datetime | None:
    """Return the time that a person typed, if any was."""
    return None if text is None else moment(text, year)


def day(text: str) -> date:
    """Return the day that a person typed."""
    return moment(text).date()


def units(desk: Desk, names: Iterable[str]) -> tuple[Unit, ...]:
    """Return the units of these names; one text may name several, with commas between."""
    found: dict[Unit, None] = {}
    for name in names:
        parts = [part for part in map(str.strip, _COMMA.split(name)) if part]
        is_one = any(one.answers_to(name) for one in desk.file.reader.units())
        found.update(dict.fromkeys(unit(desk, part) for part in ([name] if is_one else parts)))
    return tuple(found)


def parts(texts: Iterable[str] | None) -> tuple[str, ...]:
    """Return the words of texts that may hold several each, with commas between."""
    words = (word.strip() for text in texts or () for word in _COMMA.split(text))
    return tuple(dict.fromkeys(filter(None, words)))


def units_or_all(
    desk: Desk,
    task: Inspection,
    names: Sequence[str] | None,
    unit_class: str | None = None,
) -> tuple[Unit, ...]:
    """Return the units of these names, or all that take part, or those of one class.

    A class is named by its key or its name; where units are named too, both are returned.
    """
    chosen = units(desk, names or ())
    if chosen and unit_class is None:
        return chosen
    wanted = None if unit_class is None else class_key(task, unit_class)
    present = {
        part.unit
        for part in desk.file.reader.assessments(task.id)
        if wanted is None or task.class_of(part).key == wanted
    }
    return tuple(one for one in desk.file.reader.units() if one.id in present or one in chosen)


def class_key(task: Inspection, name: str) -> str:
    """Return the key of the class of this key or name, with or without 类."""
    wanted = name.strip().removesuffix("类")
    for one in task.classes:
        if wanted in (one.key, one.name.removesuffix("类")):
            return one.key
    known = [one.key or one.name for one in task.classes]
    raise refused("lookup.unknown_class", name=name, names=_named(known) or "—")


def day_or_today(text: str | None) -> date:
    """Return the day that a person typed, or today where none was."""
    return date.today() if text is None else day(text)


def unit_and_item(desk: Desk, task: Inspection, name: str, number: str) -> tuple[Unit, Item]:
    """Return the unit of this name and the item of this number in its list."""
    whom = unit(desk, name)
    return whom, item(checklist_of(desk, task, assessment(desk, task, whom)), number)


def _named(names: list[str]) -> str:
    more = "…" if len(names) > _MOST_NAMED else ""
    return "、".join(names[:_MOST_NAMED]) + more
