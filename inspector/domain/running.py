"""One unit's tally kept up to date answer by answer, for a screen that shows sums while one types.

Nothing is decided here: each item is counted, and each part capped and closed, by the functions
that grade a unit whole. Only what follows from the answers that changed is worked out again.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace

from inspector.domain.answer import Side
from inspector.domain.ids import ItemKey
from inspector.domain.item_grades import Gradable
from inspector.domain.marks import Mark
from inspector.domain.results import ItemGrade, SectionGrade, Step
from inspector.domain.rule_set import NotApplicable, RuleSet
from inspector.domain.scheme import WHOLE, Layout, Line
from inspector.domain.tally import Sums, Tally, close_part, not_applicable


@dataclass(frozen=True, slots=True)
class Counted:
    """What one item adds to the whole: its grade, its share in its part, what lies beside."""

    grade: ItemGrade
    share: Sums
    open_items: int
    unchecked: int
    bonus_due: int
    penalty: int
    is_vetoed: bool


@dataclass(frozen=True, slots=True)
class Touched:
    """What an update changed: items, and parts by index; `everything` after points were spread."""

    items: frozenset[ItemKey] = frozenset()
    parts: frozenset[int] = frozenset()
    everything: bool = False


class RunningTally:
    """The tally of one unit on one side; `sections` stand by index of the layout's parts.

    `layout` is the one that holds now: under a rule set that spreads the points of items that do
    not apply it changes with them: `spread` lays the list out for those that are gone.
    """

    def __init__(
        self,
        plain: Layout,
        spread: Callable[[frozenset[ItemKey]], Layout],
        rule_set: RuleSet,
        side: Side,
        answers: Mapping[ItemKey, Gradable],
        spared: Collection[ItemKey] = (),
    ) -> None:
        self._plain = plain
        self._spread = spread
        self._rule_set = rule_set
        self._side = side
        self._spared = frozenset(spared)
        self.answers = dict(answers)
        self._count_all()

    def update(self, answers: Mapping[ItemKey, Gradable | None]) -> Touched:
        """Take in answers that changed; None takes an answer away. Items unknown are left out."""
        for key, answer in answers.items():
            if answer is None:
                self.answers.pop(key, None)
            else:
                self.answers[key] = answer
        known = [self._lines[key] for key in answers if key in self._lines]
        keys = frozenset(line.key for line in known)
        if self._away(known) != self._gone & keys:
            self._count_all()
            return Touched(everything=True)
        parts: set[int] = set()
        for line in known:
            self._recount(line, parts)
        return Touched(keys, frozenset(parts))

    def counted(self, key: ItemKey) -> Counted:
        """Return what one item adds. Raises KeyError for an item that is not checked."""
        return self._counted[key]

    def line(self, key: ItemKey) -> Line:
        """Return one item as it is laid out now. Raises KeyError if it is not checked."""
        return self._lines[key]

    def lost_before_cap(self, part: int) -> Mark:
        """Return what a part would lose were it not for its own cap."""
        return Mark(self._beneath[part].lost)

    def tally(self) -> Tally:
        """Return the sums as a tally that was counted and closed, items and working aside."""
        made = Tally(self.layout, self._rule_set, self._side, [])
        made.open_items, made.unchecked = self.open_items, self.unchecked
        made.bonus_due, made.penalty = self.bonus_due, self.penalty
        if self._vetoed:
            vetoed = (line for line in self.layout.lines if line.key in self._vetoed)
            made.vetoes = [line.item.number for line in vetoed]
        return made

    def beneath(self, part: int) -> tuple[Tally, list[SectionGrade]]:
        """Count what lies beneath one part again, with the lines of working that show it."""
        within = [line for line in self.layout.lines if self.layout.is_within(line.part, part)]
        narrowed = replace(self.layout, lines=tuple(within))
        steps: list[Step] = []
        tally = Tally(narrowed, self._rule_set, self._side, steps)
        tally.count(self.answers, self._spared)
        return tally, tally.close(part)

    @property
    def checked_items(self) -> int:
        """Scored items and tasks that do not keep the mark back."""
        return self.layout.waiting - self.unchecked

    def _away(self, narrowed: Collection[Line]) -> frozenset[ItemKey]:
        """Return which of some items' points go to others, where the rule set spreads them."""
        if self._rule_set.not_applicable is not NotApplicable.SPREAD:
            return frozenset()
        layout = replace(self._plain, lines=tuple(narrowed))
        return not_applicable(layout, self.answers, self._side, self._rule_set, self._spared)

    def _count_all(self) -> None:
        self._gone = self._away(self._plain.lines)
        self.layout = self._spread(self._gone) if self._gone else self._plain
        self._lines = {line.key: line for line in self.layout.lines}
        self._counted: dict[ItemKey, Counted] = {}
        self._vetoed: set[ItemKey] = set()
        self._beneath = [Sums() for _ in self.layout.parts]
        self._passed = [Sums() for _ in self.layout.parts]
        self.sections = [part.untouched for part in self.layout.parts]
        self.open_items = self.unchecked = self.bonus_due = self.penalty = 0
        for line in self.layout.lines:
            counted = self._count(line)
            self._counted[line.key] = counted
            self._note(line.key, counted, 1)
            _add(self._beneath[line.part], counted.share, 1)
        for index in range(len(self.sections) - 1, WHOLE, -1):
            self._close(index)
            _add(self._beneath[self.layout.parts[index].parent], self._passed[index], 1)
        self._close(WHOLE)

    def _recount(self, line: Line, parts: set[int]) -> None:
        before, after = self._counted[line.key], self._count(line)
        self._counted[line.key] = after
        self._note(line.key, before, -1)
        self._note(line.key, after, 1)
        index, old, new = line.part, before.share, after.share
        while True:
            parts.add(index)
            _add(self._beneath[index], old, -1)
            _add(self._beneath[index], new, 1)
            old = self._passed[index]
            self._close(index)
            new = self._passed[index]
            if index == WHOLE:
                return
            index = self.layout.parts[index].parent

    def _count(self, line: Line) -> Counted:
        """Count one item as the grading of a whole unit does."""
        alone = Tally(Layout((line,), (), 0), self._rule_set, self._side, [])
        alone.count(self.answers, self._spared)
        return Counted(
            alone.items[0],
            alone.sums.get(line.part) or Sums(),
            alone.open_items,
            alone.unchecked,
            alone.bonus_due,
            alone.penalty,
            bool(alone.vetoes),
        )

    def _note(self, key: ItemKey, counted: Counted, sign: int) -> None:
        self.open_items += sign * counted.open_items
        self.unchecked += sign * counted.unchecked
        self.bonus_due += sign * counted.bonus_due
        self.penalty += sign * counted.penalty
        if counted.is_vetoed and sign > 0:
            self._vetoed.add(key)
        else:
            self._vetoed.discard(key)

    def _close(self, index: int) -> None:
        sums = replace(self._beneath[index], losses=[])
        self.sections[index], _steps = close_part(self.layout.parts[index], sums, self._rule_set)
        self._passed[index] = sums


def _add(sums: Sums, more: Sums, sign: int) -> None:
    sums.due += sign * more.due
    sums.lost += sign * more.lost
    sums.away += sign * more.away
    sums.missing += sign * more.missing
    sums.open_items += sign * more.open_items
