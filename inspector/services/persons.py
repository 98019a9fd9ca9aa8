"""Who is named in a workspace as a person: contacts, inspectors, those in charge, authors."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from inspector.domain.answer import Answer
from inspector.domain.inspection import Assessment, Inspection
from inspector.domain.objection import Objection
from inspector.domain.rectification import Rectification
from inspector.report import person_names
from inspector.report.public_words import PublicWords
from inspector.services.desk import Desk

_BETWEEN: Final = re.compile(r"[^一-鿿·]+")
_NAME: Final = re.compile(r"[一-鿿]{2,4}|[一-鿿]+(?:·[一-鿿]+)+")
_NO_PERSON: Final = re.compile("(?:组|室|办|局|委|中心|单位|部门|人员|电话|手机|同志|主任)$")
"""How a word ends that stands where a name might and is none, such as 第一检查组."""


def public_words(desk: Desk) -> PublicWords:
    """Return what leaves the persons of a workspace out of a text, and addresses with them."""
    units = desk.file.reader.units()
    offices = {name for unit in units for name in (unit.name, unit.short_name, *unit.aliases)}
    offices |= {task.office for task in desk.file.reader.inspections()}
    return PublicWords(known(desk), offices)


def known(desk: Desk) -> frozenset[str]:
    """Return the names of all persons that a workspace names."""
    told = [part for text in _told(desk) for part in _BETWEEN.split(text)]
    names = {one for one in told if _NAME.fullmatch(one) and not _NO_PERSON.search(one)}
    # 副主任秦思齐, written as one word
    names |= {one[start:end] for one in told for start, end in person_names.persons_in(one)}
    return frozenset(one for one in names if not _is_titled(one))


def _is_titled(name: str) -> bool:
    """Whether what was taken for a name is one with a title."""
    return any(span != (0, len(name)) for span in person_names.persons_in(name))


def _told(desk: Desk) -> Iterator[str]:
    reader = desk.file.reader
    yield from (unit.contact for unit in reader.units())
    yield from (group.author for group in reader.groups())
    yield desk.author
    for task in reader.inspections():
        yield from _of_inspection(task)
        for part in reader.assessments(task.id):
            yield from _of_assessment(part)
        for answers in reader.all_answers(task.id).values():
            yield from _of_answers(answers.values())
        yield from _of_rectifications(reader.rectifications(task.id))
        yield from _of_objections(reader.objections(task.id))


def _of_inspection(task: Inspection) -> Iterator[str]:
    yield task.office_contact
    yield from (one.inspector for one in task.assignments)
    for team in task.teams:
        yield from (team.leader, *team.members)


def _of_assessment(part: Assessment) -> Iterator[str]:
    yield from (*part.inspectors, part.unlocked_by)


def _of_answers(answers: Iterable[Answer]) -> Iterator[str]:
    for answer in answers:
        yield answer.allowed_by
        yield from (finding.inspector for finding in answer.findings)


def _of_rectifications(entries: Iterable[Rectification]) -> Iterator[str]:
    for entry in entries:
        yield from (entry.leader, entry.person_in_charge, entry.checked_by)
        yield from (one.decided_by for one in entry.extensions)
        yield from (one.sent_by for one in entry.reminders)


def _of_objections(objections: Iterable[Objection]) -> Iterator[str]:
    for one in objections:
        yield from (one.reviewer, one.approver)
