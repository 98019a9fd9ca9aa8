"""Small lists and answers for schemes that are known by a few of their figures only."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from inspector.domain.answer import Answer, Conclusion
from inspector.domain.checklist import Checklist, Item, ItemKind, Scoring, Section
from inspector.domain.finding import Finding
from inspector.domain.ids import FindingId, InspectionId, ItemKey, UnitId
from inspector.domain.marks import parse_mark
from inspector.domain.rule_set import RuleSet
from inspector.domain.rules import Rule

mark = parse_mark


def item(
    number: str,
    points: str | None = None,
    *rules: Rule,
    kind: ItemKind = ItemKind.SCORED,
    scoring: Scoring = Scoring.DEDUCT,
) -> Item:
    """Return an item that is called by its number."""
    return Item(
        key=ItemKey(number),
        number=number,
        content=f"指标{number}",
        points=None if points is None else mark(points),
        kind=kind,
        scoring=scoring,
        rules=rules,
    )


def section(
    number: str, title: str, *children: Section | Item, points: str | None = None
) -> Section:
    """Return a section, with stated points or none."""
    stated = None if points is None else mark(points)
    return Section(number=number, title=title, points=stated, children=children)


def checklist(rule_set: RuleSet, *children: Section | Item) -> Checklist:
    """Return a list with its rule set."""
    return Checklist(title="细则", rule_set=rule_set, children=children)


def finding(points: str, *, rule: int = 0, count: int = 1) -> Finding:
    """Return a finding worth so much."""
    return Finding(id=FindingId("f"), rule=rule, count=count, points=mark(points), fact="事实")


def answer(
    number: str, conclusion: Conclusion = Conclusion.MET, findings: Iterable[Finding] = ()
) -> Answer:
    """Return an answer; findings alone make it partly met."""
    found = tuple(findings)
    if found and conclusion is Conclusion.MET:
        conclusion = Conclusion.PARTLY_MET
    return Answer(
        inspection=InspectionId("i"),
        unit=UnitId("u"),
        item=ItemKey(number),
        conclusion=conclusion,
        findings=found,
        reason="无此职能" if conclusion is Conclusion.NOT_APPLICABLE else "",
        allowed_by="组长" if conclusion is Conclusion.NOT_APPLICABLE else "",
    )


def all_met(
    of: Checklist,
    lost: Mapping[str, str | Finding | Iterable[Finding]] | None = None,
    *,
    not_applicable: Iterable[str] = (),
) -> dict[ItemKey, Answer]:
    """Return answers: every item met but those that lost points and those that do not apply."""
    given = {each.key: answer(each.number) for _, each in of.items()}
    for number, what in (lost or {}).items():
        if isinstance(what, str):
            what = (finding(what),)
        elif isinstance(what, Finding):
            what = (what,)
        given[ItemKey(number)] = answer(number, findings=what)
    for number in not_applicable:
        given[ItemKey(number)] = answer(number, Conclusion.NOT_APPLICABLE)
    return given


def with_rules(of: Checklist, rule_set: RuleSet) -> Checklist:
    """Return the list under another rule set."""
    return replace(of, rule_set=rule_set)
