"""Answers with their findings, read in one pass, thousands at a time."""

import dataclasses
from datetime import datetime
from typing import Any, Final, TypeAlias

from inspector.domain.answer import Answer, Conclusion
from inspector.domain.finding import Finding, FindingStatus
from inspector.domain.ids import InspectionId, ItemKey, UnitId
from inspector.storage.canonical import parse
from inspector.storage.engine import Database, Row
from inspector.storage.memory import no_collection

Loaded: TypeAlias = dict[UnitId, dict[ItemKey, Answer]]
Listed: TypeAlias = dict[UnitId, dict[ItemKey, tuple[Finding, ...]]]

_ANSWERS: Final = (
    "SELECT unit, item, self_conclusion, self_mark, self_account, self_note, conclusion, account,"
    " note, CASE WHEN statement_published = 1 AND reason = '' AND allowed_by = '' AND in_bulk = 0"
    " AND metrics = '{}' THEN NULL"
    " ELSE JSON_ARRAY(statement_published, reason, allowed_by, in_bulk, JSON(metrics)) END"
    " FROM answer WHERE inspection = ? AND removed = 0"
)
"""What is seldom said about an answer comes as one column, NULL where none of it is said."""
_FINDINGS: Final = (
    "SELECT unit, item, id, rule, count, points, fact, place, sampled_at, inspector,"
    " fixed_on_spot, seen_before, status, status_reason"
    " FROM finding WHERE inspection = ? AND position IS NOT NULL"
)
_OF_UNIT: Final = " AND unit = ?"
_OF_ITEM: Final = " AND item = ?"
_IN_ORDER: Final = " ORDER BY unit, item, position"
_CONCLUSIONS: Final[dict[str | None, Conclusion | None]] = {
    None: None,
    **{one.value: one for one in Conclusion},
}
_STATUSES: Final = {one.value: one for one in FindingStatus}
_NONE: Final[tuple[Finding, ...]] = ()


def _swift(owner: type) -> Any:
    """Return a class whose instances become frozen values when they are given the owner's class.

    A frozen dataclass sets each of its members through `object.__setattr__`, which takes three
    times as long as filling a twin with the very same slots that is not frozen.
    """
    names = [(field.name, Any) for field in dataclasses.fields(owner)]
    return dataclasses.make_dataclass(f"_{owner.__name__}", names, slots=True)


_SwiftAnswer: Final = _swift(Answer)
_SwiftFinding: Final = _swift(Finding)


def load_answers(
    database: Database, inspection: InspectionId, unit: UnitId | None = None
) -> Loaded:
    """Return the answers of one inspection, or of one unit in it, by unit and item."""
    if unit is None:
        return _loaded(database, "", inspection)
    return _loaded(database, _OF_UNIT, inspection, unit)


def load_answer(
    database: Database, inspection: InspectionId, unit: UnitId, item: ItemKey
) -> Answer | None:
    """Return one answer with its findings, or None while nothing was said about the item."""
    loaded = _loaded(database, _OF_UNIT + _OF_ITEM, inspection, unit, item)
    return loaded.get(unit, {}).get(item)


def load_answers_to(
    database: Database, inspection: InspectionId, item: ItemKey
) -> dict[UnitId, Answer]:
    """Return all units' answers to one item with their findings."""
    loaded = _loaded(database, _OF_ITEM, inspection, item)
    return {unit: answers[item] for unit, answers in loaded.items()}


def _loaded(database: Database, narrowed: str, inspection: InspectionId, *others: str) -> Loaded:
    parameters = (inspection, *others)
    with no_collection():
        findings = _load_findings(database.rows(_FINDINGS + narrowed + _IN_ORDER, parameters))
        return _load(database.rows(_ANSWERS + narrowed, parameters), inspection, findings)


def _load_findings(rows: list[Row]) -> Listed:
    listed: Listed = {}
    for (
        unit,
        item,
        identity,
        rule,
        count,
        points,
        fact,
        place,
        sampled_at,
        inspector,
        fixed_on_spot,
        seen_before,
        status,
        status_reason,
    ) in rows:
        one = _SwiftFinding(
            identity,
            rule,
            count,
            points,
            fact,
            place,
            sampled_at and datetime.fromisoformat(sampled_at),
            inspector,
            fixed_on_spot == 1,
            seen_before == 1,
            _STATUSES[status],
            status_reason,
        )
        one.__class__ = Finding
        of_unit = listed.get(unit)
        if of_unit is None:
            of_unit = listed[unit] = {}
        of_unit[item] = (*of_unit.get(item, _NONE), one)
    return listed


def _load(rows: list[Row], inspection: InspectionId, findings: Listed) -> Loaded:
    loaded: Loaded = {}
    current: UnitId | None = None
    answers: dict[ItemKey, Answer] = {}
    listed: dict[ItemKey, tuple[Finding, ...]] = {}
    for (
        unit,
        item,
        self_conclusion,
        self_mark,
        self_account,
        self_note,
        conclusion,
        account,
        note,
        seldom,
    ) in rows:
        if unit != current:
            current, answers, listed = unit, {}, findings.get(unit, {})
            loaded[unit] = answers
        statement, reason, allowed_by, in_bulk, metrics = (
            (1, "", "", 0, {}) if seldom is None else parse(seldom)
        )
        one = _SwiftAnswer(
            inspection,
            current,
            item,
            _CONCLUSIONS[self_conclusion],
            self_mark,
            self_account,
            self_note,
            _CONCLUSIONS[conclusion],
            statement == 1,
            reason,
            allowed_by,
            in_bulk == 1,
            metrics,
            listed.get(item, _NONE),
            account,
            note,
        )
        one.__class__ = Answer
        answers[item] = one
    return loaded
