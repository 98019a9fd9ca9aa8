"""The check (校核) before a unit goes on: what blocks the next state, and what to look at first.

A full mark without evidence is no fault: nobody is asked for needless paper.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from inspector.domain import answer_rules
from inspector.domain.answer import Answer, Conclusion, Side
from inspector.domain.checklist import Checklist, Item, ItemKind, normalised
from inspector.domain.evidence import Evidence
from inspector.domain.finding import Finding
from inspector.domain.findings import earns, rule_name, rule_of
from inspector.domain.ids import FindingId, ItemKey
from inspector.domain.issues import Issue, Severity
from inspector.domain.marks import plain_mark
from inspector.domain.rules import RuleKind

SEVERITIES: Final[Mapping[str, Severity]] = {
    "answer.open_without_finding": Severity.ERROR,
    "finding.without_fact": Severity.ERROR,
}
"""What is only shown while an inspector is at work, and blocks when the unit is to go on."""
_OWN_WORD: Final = re.compile(
    "(?<!自)(?:我们?|本)(?:局|办|委|厅|院|站|所|处|镇|乡|街道|县|区|中心|公司|单位|部门)"
    "(?![法理公员托列属有称示])"
)
_TO_EACH: Final = re.compile("(?:各|每|有关|相关|所有|全体)[^。；！？]*$")
"""Before 本单位 in a sentence: it is each reader's own (各单位要结合本单位实际)."""

_QUOTED: Final = re.compile("“[^”]*”|《[^》]*》|「[^」]*」")
_NAMED: Final = re.compile("[《“「、]|第[0-9]+号")
"""In a fact: it says which ones were counted, by title, name, day or number."""
_NUMBERED: Final = re.compile("《|第[0-9、]+号")
"""In a place: so does the title or the number of a document, but no name of a column."""
_ALL_WELL: Final = re.compile(
    "(?<!平)均(?!衡)|全部|全面|完整|及时|齐全|健全|100%|应公开尽公开|无一"
)
"""In an account: it says that all is well."""
_AROUND: Final = 10
"""Characters shown before and after a word."""


def check(
    checklist: Checklist,
    answers: Mapping[ItemKey, Answer],
    evidence: Iterable[Evidence] = (),
    *,
    spared: Collection[ItemKey] = (),
    items: Collection[ItemKey] | None = None,
    summary: str = "",
    by_unit: bool = False,
) -> tuple[Issue, ...]:
    """Return what is wrong or missing in one unit's assessment, in the order of its list.

    Errors block the next state, warnings are shown first. `spared` are items that are out for
    this unit, `items` the subset that is checked at all, `summary` the appraisal written for the
    feedback. `by_unit`: the texts are the unit's own (自查), which may say 我局.
    Each issue names its item's number as the parameter `item`; those of the summary name none.
    """
    checking = _Checking(supported_by(evidence), by_unit)
    found: list[Issue] = []
    for _, item in checklist.items():
        if item.key in spared or (items is not None and item.key not in items):
            continue
        found += checking.item(item, answers.get(item.key))
    found += checking.own_words("check.own_word_in_summary", summary, {})
    return tuple(found)


def own_words(text: str) -> Iterator[re.Match[str]]:
    """Yield where a unit speaks of itself (我局, 本办): its account was taken over as it stood."""
    for word in _OWN_WORD.finditer(text):
        if not (word[0].startswith("本") and _TO_EACH.search(text[: word.start()])):
            yield word


def blocks(issues: Iterable[Issue]) -> bool:
    """Whether the unit must not go on."""
    return any(issue.severity is Severity.ERROR for issue in issues)


@dataclass(frozen=True, slots=True)
class Supported:
    """What has evidence that an inspector put there: findings, and items as a whole."""

    findings: frozenset[FindingId]
    items: frozenset[ItemKey]

    def has(self, item: Item, finding: Finding) -> bool:
        """Whether something shows a finding of this item."""
        return finding.id in self.findings or item.key in self.items


def supported_by(evidence: Iterable[Evidence]) -> Supported:
    """Sort the evidence: what a unit sent in shows only a finding that it was put under."""
    every = tuple(evidence)
    return Supported(
        frozenset(one.finding for one in every if one.finding is not None),
        frozenset(
            one.item
            for one in every
            if one.item is not None and one.finding is None and not one.from_unit
        ),
    )


def lacks_evidence(item: Item, answer: Answer, supported: Supported) -> bool:
    """Whether a deduction of this item stands that no evidence of an inspector shows (缺依据)."""
    return any(not supported.has(item, finding) for finding in _deductions(item, answer))


@dataclass(slots=True)
class _Checking:
    """One unit while it is checked, with the facts met so far."""

    supported: Supported
    by_unit: bool
    facts: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    """Normalised fact to the places and names of the rules under which it was deducted."""

    def item(self, item: Item, answer: Answer | None) -> Iterator[Issue]:
        if answer is None:
            if answer_rules.is_open(item, None):
                yield _issue("check.open", item, Severity.ERROR)
            return
        if answer.conclusion is Conclusion.OPEN and answer_rules.is_open(item, answer):
            yield _issue("check.open", item, Severity.ERROR)
        for issue in answer_rules.problems(item, answer):
            yield replace(issue, severity=SEVERITIES.get(issue.code, issue.severity))
        if _is_undecided_claim(item, answer):
            yield _issue("check.claim_undecided", item, mark=plain_mark(answer.self_mark or 0))
        for finding in _deductions(item, answer):
            yield from self.deduction(item, finding)
        yield from self.praise(item, answer)
        for text in (answer.account, answer.reason, *_facts(answer)):
            yield from self.own_words("check.own_word", text, {"item": item.number})

    def deduction(self, item: Item, finding: Finding) -> Iterator[Issue]:
        name = rule_name(item, finding.rule)
        if not finding.place.strip():
            yield _issue("check.no_place", item, rule=name)
        if not self.supported.has(item, finding):
            yield _without_evidence(item, finding, name)
        if finding.rule == 0 and item.is_marked and finding.points > (item.points or 0):
            most, given = plain_mark(item.points or 0), plain_mark(finding.points)
            yield _issue("check.beyond_item", item, points=given, most=most)
        other = self.met_before(finding, name)
        if other is not None:
            yield _issue(
                "check.same_fact", item, rule=name, other=other, fact=finding.fact.rstrip("。. ")
            )

    def met_before(self, finding: Finding, name: str) -> str | None:
        """Return the rule under which the same fact stands already, and remember this one.

        Facts are the same where their texts are, in the same place or where one names no place.
        """
        fact, place = normalised(finding.fact), normalised(finding.place)
        if not fact:
            return None
        known = self.facts.setdefault(fact, [])
        other = next((by for at, by in known if at == place or not at or not place), None)
        known.append((place, name))
        return other

    def praise(self, item: Item, answer: Answer) -> Iterator[Issue]:
        """Yield where an account praises what the same paper deducts a page later."""
        word = _ALL_WELL.search(answer.account)
        found = next(_deductions(item, answer), None)
        if word and found and found.fact and not self.by_unit:
            around = answer.account[max(word.start() - _AROUND, 0) : word.end() + _AROUND]
            fact = found.fact.rstrip("。. ")
            yield _issue("check.praised", item, word=word[0], text=around, fact=fact)

    def own_words(self, code: str, text: str, named: Mapping[str, str]) -> Iterator[Issue]:
        """Yield each place where a text speaks as the unit; what stands in quotes may."""
        if self.by_unit:
            return
        plain = _QUOTED.sub(lambda quote: "＿" * len(quote[0]), text)
        for word in own_words(plain):
            around = text[max(word.start() - _AROUND, 0) : word.end() + _AROUND]
            yield Issue(code=code, parameters={**named, "word": word[0], "text": around})


def _without_evidence(item: Item, finding: Finding, name: str) -> Issue:
    """Return that nothing shows a deduction; one that is a bare number leaves open which ones."""
    rule = rule_of(item, finding.rule)
    is_counted = rule is not None and rule.kind is RuleKind.EACH and finding.count > 1
    is_named = _NAMED.search(finding.fact) or _NUMBERED.search(finding.place)
    if is_counted and not is_named:
        return _issue("check.bare_number", item, rule=name, count=str(finding.count))
    return _issue("check.no_evidence", item, rule=name)


def _deductions(item: Item, answer: Answer) -> Iterator[Finding]:
    return (one for one in answer.counting(Side.APPROVED) if not earns(item, one))


def _facts(answer: Answer) -> Iterator[str]:
    return (finding.fact for finding in answer.counting(Side.APPROVED))


def _is_undecided_claim(item: Item, answer: Answer) -> bool:
    """Whether a bonus was claimed and nobody has said yes or no; such an item is not open."""
    return (
        item.kind is ItemKind.BONUS
        and bool(answer.self_mark)
        and answer.conclusion is Conclusion.OPEN
        and not answer.counting(Side.APPROVED)
    )


def _issue(
    code: str, item: Item, severity: Severity = Severity.WARNING, **parameters: str
) -> Issue:
    return Issue(code=code, severity=severity, parameters={"item": item.number, **parameters})
