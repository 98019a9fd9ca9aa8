"""What a unit did, in the order of the list: the accounts of its answers as chapters of text."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from inspector.domain.answer import Answer, Conclusion
from inspector.domain.checklist import Item, ItemKind, Metric, Scoring, Section
from inspector.domain.dossier import UnitDossier
from inspector.domain.inspection import Inspection, InspectionKind
from inspector.domain.marks import plain_mark, share
from inspector.report import phrasing

_DEEPEST = 4
_ALWAYS_TOLD = frozenset({ItemKind.SCORED, ItemKind.TASK})
"""Items of the other kinds are told only where there is something to tell."""


class Voice(Enum):
    """Who speaks in a paper, which decides the side an account is taken from."""

    UNIT = "unit"
    """The unit on itself: its own account first."""
    SUPERVISOR = "supervisor"
    """The unit supervising itself: what was found first."""
    INSPECTOR = "inspector"
    """The inspectors: nothing but what they wrote down themselves."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A heading of level 2 to 4 and the text that runs on behind it.

    A parent's text stands in the passages beneath it.
    """

    level: int
    heading: str
    text: str
    is_parent: bool = False


@dataclass(frozen=True, slots=True)
class Chapter:
    """A first-level part: its own text where nothing is beneath it, otherwise its passages."""

    title: str
    text: str
    passages: tuple[Passage, ...]

    @property
    def whole(self) -> str:
        """All text of the chapter run together."""
        return self.text + "".join(passage.text for passage in self.passages)


def chapters(dossier: UnitDossier, voice: Voice) -> tuple[Chapter, ...]:
    """Return the list's first-level parts in order with the accounts beneath them.

    A part of bonuses, penalties or vetoes of which there is nothing to tell is no chapter.
    """
    found = ((node, _chapter(dossier, node, voice)) for node in dossier.checklist.children)
    return tuple(chapter for node, chapter in found if chapter.whole or _is_told(node))


def _is_told(node: Section | Item) -> bool:
    """Whether a part speaks of work that every unit has to tell about."""
    if isinstance(node, Item):
        return node.kind in _ALWAYS_TOLD
    return any(map(_is_told, node.children))


def _chapter(dossier: UnitDossier, node: Section | Item, voice: Voice) -> Chapter:
    if isinstance(node, Item):
        return Chapter(node.content, _text(dossier, node, voice), ())
    return Chapter(node.title, "", tuple(_passages(dossier, node.children, 2, voice)))


def _passages(
    dossier: UnitDossier, nodes: Iterable[Section | Item], level: int, voice: Voice
) -> Iterator[Passage]:
    for node in nodes:
        if isinstance(node, Item):
            text = _text(dossier, node, voice)
            if text or node.kind in _ALWAYS_TOLD:
                yield Passage(level, node.content, text)
        elif level == _DEEPEST or all(isinstance(child, Item) for child in node.children):
            yield Passage(level, node.title, _run_together(dossier, node.children, voice))
        else:
            yield Passage(level, node.title, "", is_parent=True)
            yield from _passages(dossier, node.children, level + 1, voice)


def _run_together(dossier: UnitDossier, nodes: Iterable[Section | Item], voice: Voice) -> str:
    texts = (
        _text(dossier, node, voice)
        if isinstance(node, Item)
        else _run_together(dossier, node.children, voice)
        for node in nodes
    )
    return "".join(texts)


def _text(dossier: UnitDossier, item: Item, voice: Voice) -> str:
    answer = dossier.answers.get(item.key)
    return "" if answer is None else told(item, answer, voice)


def told(item: Item, answer: Answer, voice: Voice) -> str:
    """Return what is said of one item: the account, then the figures it does not name itself.

    A unit's own account stands alone: the figures are those the inspectors counted. That nothing
    occurred this year is said where the account does not; an item that does not apply, and what
    earned or cost marks outside the parts, is no part of the inspectors' text.
    """
    if voice is Voice.INSPECTOR and (
        answer.conclusion is Conclusion.NOT_APPLICABLE or item.kind not in _ALWAYS_TOLD
    ):
        return ""
    account = phrasing.sentence(own_words(answer, voice))
    if _conclusion(answer, voice) is Conclusion.DID_NOT_OCCUR and "未" not in account:
        account += not_occurred(item)
    is_own = voice is Voice.UNIT and bool(answer.self_account)
    return account if is_own else account + figures(item, answer, account)


def voice_of(inspection: Inspection, *, by_unit: bool) -> Voice:
    """Return who speaks in a paper; `by_unit`: it is the unit's own."""
    if not by_unit:
        return Voice.INSPECTOR
    is_supervision = inspection.kind is InspectionKind.SUPERVISION
    return Voice.SUPERVISOR if is_supervision else Voice.UNIT


def own_words(answer: Answer, voice: Voice) -> str:
    """Return the account of an answer that a paper of this voice tells."""
    if voice is Voice.UNIT:
        return answer.self_account or answer.account
    return answer.account or (answer.self_account if voice is Voice.SUPERVISOR else "")


def _conclusion(answer: Answer, voice: Voice) -> Conclusion:
    if voice is Voice.UNIT and answer.self_conclusion is not None:
        return answer.self_conclusion
    return answer.conclusion


def not_occurred(item: Item) -> str:
    """Return the sentence that nothing under an item occurred this year."""
    subject = item.content.strip()
    if subject.endswith("情况"):
        return f"本年度未发生{subject.removesuffix('情况')}情形。"
    return f"本年度未发生“{subject}”所列事项。"


def figures(item: Item, answer: Answer, account: str) -> str:
    """Return a sentence with the item's figures that the account does not hold, or ""."""
    parts = [
        f"{metric.name}{_amount(metric, answer)}"
        for metric in item.metrics
        if metric.name in answer.metrics and not _names(account, metric, answer)
    ]
    told = "，".join(parts)
    rate = _rate(item, answer)
    if rate and rate not in account:
        return f"{item.content}{rate}{f'（{told}）' if told else ''}。"
    return f"{told}。" if told else ""


def _names(account: str, metric: Metric, answer: Answer) -> bool:
    """Whether an account holds a figure already, as a number of its own and not as a date's."""
    number = re.escape(plain_mark(answer.metrics[metric.name]))
    return re.search(rf"(?<![0-9.第〔]){number}(?![0-9.年月日时〕])", account) is not None


def _amount(metric: Metric, answer: Answer) -> str:
    return f"{plain_mark(answer.metrics[metric.name])}{metric.unit}"


def _rate(item: Item, answer: Answer) -> str:
    """Return the printed rate of an item scored by one, when both its figures are there."""
    if item.scoring is not Scoring.RATIO or len(item.metrics) < 2:
        return ""
    whole, part = (answer.metrics.get(metric.name) for metric in item.metrics[:2])
    rate = None if whole is None or part is None else share(part, whole)
    return "" if rate is None else phrasing.percent(rate)
