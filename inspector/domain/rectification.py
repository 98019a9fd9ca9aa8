"""From a finding to a closed problem: what is asked, answered, rechecked, extended and closed."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from inspector.domain.errors import Refused, refused
from inspector.domain.ids import FindingId, InspectionId, ItemKey, UnitId
from inspector.domain.issues import Issue, Severity


class RectificationState(StrEnum):
    """Where one problem stands on its way to being closed."""

    PENDING = "pending"  # 待整改
    UNDER_WAY = "under_way"  # 整改中
    FIXED_ON_SPOT = "fixed_on_spot"  # 立行立改
    REPLIED = "replied"  # 已反馈待核查
    SENT_BACK = "sent_back"  # 核查退回
    EXTENDED = "extended"  # 延期
    CLOSED = "closed"  # 已销号
    NOT_REPLIED = "not_replied"  # 逾期未反馈
    LONG_TERM = "long_term"  # 长期坚持


_State = RectificationState

TRANSITIONS: Final[Mapping[RectificationState, frozenset[RectificationState]]] = {
    _State.PENDING: frozenset(
        {_State.UNDER_WAY, _State.REPLIED, _State.EXTENDED, _State.NOT_REPLIED, _State.LONG_TERM}
    ),
    _State.UNDER_WAY: frozenset(
        {_State.REPLIED, _State.EXTENDED, _State.NOT_REPLIED, _State.LONG_TERM}
    ),
    _State.FIXED_ON_SPOT: frozenset({_State.CLOSED, _State.SENT_BACK}),
    _State.REPLIED: frozenset({_State.REPLIED, _State.CLOSED, _State.SENT_BACK, _State.LONG_TERM}),
    _State.SENT_BACK: frozenset(
        {_State.UNDER_WAY, _State.REPLIED, _State.EXTENDED, _State.LONG_TERM}
    ),
    _State.EXTENDED: frozenset(
        {_State.REPLIED, _State.EXTENDED, _State.NOT_REPLIED, _State.LONG_TERM}
    ),
    _State.CLOSED: frozenset({_State.SENT_BACK}),
    _State.NOT_REPLIED: frozenset({_State.REPLIED, _State.EXTENDED, _State.LONG_TERM}),
    _State.LONG_TERM: frozenset({_State.REPLIED, _State.SENT_BACK}),
}
"""Which state may follow which. A closed problem that is back when looked at again is sent back."""

REVIEW_TIME: Final = timedelta(days=30)
"""How long a unit may ask for a review of what a supervision (督查) found, once it has notice."""
OWED: Final = frozenset(
    {_State.PENDING, _State.UNDER_WAY, _State.EXTENDED, _State.SENT_BACK, _State.NOT_REPLIED}
)
"""States in which it is for the unit to act."""
_UNANSWERED: Final = frozenset({_State.PENDING, _State.UNDER_WAY, _State.EXTENDED})

REQUIRED: Final[Mapping[RectificationState, tuple[tuple[str, str], ...]]] = {
    _State.REPLIED: (
        ("result", "rectification.no_result"),
        ("replied_on", "rectification.no_reply_date"),
    ),
    _State.CLOSED: (
        ("checked_by", "rectification.no_checker"),
        ("checked_on", "rectification.no_check_date"),
    ),
    _State.SENT_BACK: (
        ("checked_by", "rectification.no_checker"),
        ("checked_on", "rectification.no_check_date"),
        ("check_note", "rectification.no_reason"),
    ),
    _State.LONG_TERM: (
        ("checked_by", "rectification.no_checker"),
        ("checked_on", "rectification.no_check_date"),
        ("check_note", "rectification.no_reason"),
    ),
}
"""What a problem must carry in a state: the member, and the code for when it is empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Extension:
    """More time, as it was asked for and as it was decided; `granted` is None until then."""

    asked_on: date
    wanted: date
    reason: str = ""
    granted: bool | None = None
    until: date | None = None
    """The new last day, where one was granted."""
    decided_by: str = ""
    decided_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """One reminder that went out to the unit."""

    sent_on: date
    sent_by: str = ""
    note: str = ""
    until: date | None = None
    """The last day it gives for the reply; what was late stays late."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rectification:
    """One line of the ledger: what becomes of one finding. Its key is the finding's."""

    finding: FindingId
    inspection: InspectionId
    unit: UnitId
    item: ItemKey
    number: str = ""
    """The problem's own number in notices and ledger (一件一号)."""
    noticed_on: date | None = None
    """When the notice was served on the unit."""
    deadline: date | None = None
    """The last day for the reply, as the notice printed it."""
    demand: str = ""
    """What the notice asks for (整改要求); empty for the standing sentence."""
    leader: str = ""
    person_in_charge: str = ""
    measure: str = ""
    result: str = ""
    link: str = ""
    """Where the fix can be seen (整改链接)."""
    completed_on: date | None = None
    """When the unit says it was done."""
    replied_on: date | None = None
    """When the last reply came in: a late reply is late whatever day it claims."""
    state: RectificationState = RectificationState.PENDING
    checked_by: str = ""
    checked_on: date | None = None
    check_note: str = ""
    """Why it was sent back, reopened or recognised as long-term."""
    again_by: date | None = None
    """Until when a problem that was sent back is to be fixed; it makes no late closing timely."""
    extensions: tuple[Extension, ...] = ()
    reminders: tuple[Reminder, ...] = ()

    @property
    def due(self) -> date | None:
        """The last day that counts as on time: the deadline, or the latest extension's end."""
        granted = [one.until for one in self.extensions if one.granted and one.until]
        return granted[-1] if granted else self.deadline

    @property
    def awaited_by(self) -> date | None:
        """The day after which the unit is reminded."""
        if self.state is _State.SENT_BACK and self.again_by is not None:
            return self.again_by
        return self.due

    @property
    def finished_on(self) -> date | None:
        """The day that decides whether a closed problem was closed on time.

        The reply's; without one, the day it was seen to be done or was rechecked.
        """
        return self.replied_on or self.completed_on or self.checked_on

    @property
    def asked(self) -> Extension | None:
        """The extension that waits for a decision."""
        last = self.extensions[-1] if self.extensions else None
        return last if last is not None and last.granted is None else None


def state_on(entry: Rectification, day: date) -> RectificationState:
    """Return the state on a day: what is past its time and unanswered is 逾期未反馈 by itself."""
    if entry.state in _UNANSWERED and is_overdue(entry, day):
        return RectificationState.NOT_REPLIED
    return entry.state


def is_overdue(entry: Rectification, day: date) -> bool:
    """Whether the unit still has to act although its time has passed on that day."""
    by = entry.awaited_by
    return entry.state in OWED and by is not None and day > by


def problems(entry: Rectification) -> tuple[Issue, ...]:
    """Return what is missing or contradictory in one line of the ledger, all of it errors."""
    return tuple(_problems(entry))


# --- steps ----------------------------------------------------------------------------------------


def begin(
    entry: Rectification, *, leader: str = "", person_in_charge: str = "", measure: str = ""
) -> Rectification:
    """Note who has taken the problem up, and how; what is left out stays."""
    _require(entry, RectificationState.UNDER_WAY, "rectification.cannot_begin")
    return replace(
        entry,
        state=RectificationState.UNDER_WAY,
        leader=leader or entry.leader,
        person_in_charge=person_in_charge or entry.person_in_charge,
        measure=measure or entry.measure,
    )


def reply(
    entry: Rectification,
    on: date,
    result: str,
    *,
    measure: str = "",
    link: str = "",
    completed_on: date | None = None,
) -> Rectification:
    """Take in the unit's reply of a day; it waits to be rechecked.

    Why an earlier reply was sent back stays beside it, who rechecked that one does not.
    """
    _require(entry, RectificationState.REPLIED, "rectification.cannot_reply")
    return _sound(
        replace(
            entry,
            state=RectificationState.REPLIED,
            replied_on=on,
            result=result.strip(),
            measure=measure.strip() or entry.measure,
            link=link.strip() or entry.link,
            completed_on=completed_on,
            checked_by="",
            checked_on=None,
        )
    )


def close(entry: Rectification, by: str, on: date, note: str = "") -> Rectification:
    """Close a problem that was rechecked and found fixed (销号)."""
    _require(entry, RectificationState.CLOSED, "rectification.nothing_to_recheck")
    return _sound(_checked(entry, RectificationState.CLOSED, by, on, note))


def send_back(
    entry: Rectification, by: str, on: date, reason: str, again_by: date | None = None
) -> Rectification:
    """Send a reply back, or open a closed problem again, with the reason."""
    _require(entry, RectificationState.SENT_BACK, "rectification.nothing_to_recheck")
    after = _checked(entry, RectificationState.SENT_BACK, by, on, reason)
    return _sound(replace(after, again_by=again_by))


def keep_watching(entry: Rectification, by: str, on: date, reason: str) -> Rectification:
    """Recognise a problem as one that needs lasting effort (长期坚持)."""
    _require(entry, RectificationState.LONG_TERM, "rectification.cannot_be_long_term")
    return _sound(_checked(entry, RectificationState.LONG_TERM, by, on, reason))


def ask_extension(entry: Rectification, on: date, wanted: date, reason: str) -> Rectification:
    """Note that the unit asks for more time; nothing else changes until it is decided."""
    _require(entry, RectificationState.EXTENDED, "rectification.cannot_extend")
    if entry.asked is not None:
        raise refused("rectification.extension_undecided", number=entry.number)
    asked = Extension(asked_on=on, wanted=wanted, reason=reason.strip())
    return _sound(replace(entry, extensions=(*entry.extensions, asked)))


def decide_extension(entry: Rectification, by: str, on: date, until: date | None) -> Rectification:
    """Grant the extension asked for until a day, which need not be the one wanted, or refuse it."""
    asked = entry.asked
    if asked is None:
        raise refused("rectification.no_extension_asked", number=entry.number)
    if until is not None:
        _require(entry, RectificationState.EXTENDED, "rectification.cannot_extend")
    decided = replace(asked, granted=until is not None, until=until, decided_by=by, decided_on=on)
    return _sound(
        replace(
            entry,
            extensions=(*entry.extensions[:-1], decided),
            state=entry.state if until is None else RectificationState.EXTENDED,
        )
    )


def remind(entry: Rectification, reminder: Reminder) -> Rectification:
    """Note a reminder. Raises Refused where the unit owes nothing, or is given no time."""
    if entry.state not in OWED:
        raise refused("rectification.nothing_owed", number=entry.number)
    if _is_before(reminder.until, reminder.sent_on):
        raise refused("rectification.reminded_until_past", until=reminder.until)
    return replace(entry, reminders=(*entry.reminders, reminder))


# --- beneath --------------------------------------------------------------------------------------


def _require(entry: Rectification, to: RectificationState, code: str) -> None:
    if to not in TRANSITIONS[entry.state]:
        raise refused(code, number=entry.number)


def _checked(
    entry: Rectification, to: RectificationState, by: str, on: date, note: str
) -> Rectification:
    return replace(
        entry,
        state=to,
        checked_by=by.strip(),
        checked_on=on,
        check_note=note.strip(),
        again_by=None,
    )


def _sound(entry: Rectification) -> Rectification:
    if wrong := problems(entry):
        raise Refused(*wrong)
    return entry


def _problems(entry: Rectification) -> Iterator[Issue]:
    for member, code in REQUIRED.get(entry.state, ()):
        if not getattr(entry, member):
            yield _issue(code, entry)
    if _is_before(entry.checked_on, entry.replied_on) and entry.state in _RECHECKED:
        yield _issue("rectification.checked_before_reply", entry)
    for extension in entry.extensions:
        if _is_before(extension.until or extension.wanted, entry.deadline, or_same=True):
            yield _issue("rectification.extension_not_later", entry)


_RECHECKED: Final[Collection[RectificationState]] = frozenset({_State.CLOSED, _State.SENT_BACK})


def _is_before(day: date | None, other: date | None, *, or_same: bool = False) -> bool:
    if day is None or other is None:
        return False
    return day <= other if or_same else day < other


def _issue(code: str, entry: Rectification) -> Issue:
    return Issue(code=code, severity=Severity.ERROR, parameters={"number": entry.number})
