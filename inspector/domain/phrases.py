"""Criteria read as rules: the phrases of the table found in a text, with their figures."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache as once
from functools import lru_cache
from typing import Final, NamedTuple

from inspector.domain.checklist import ItemKind, Metric, Scoring
from inspector.domain.marks import ONE, Mark
from inspector.domain.numbers import numeral_value, read_points, split_enumerator
from inspector.domain.phrase_table import PHRASES, Phrase
from inspector.domain.rules import GAINS, Rule, RuleKind


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedCriteria:
    """What could be read from the criteria of one item; `rest` is the text left over."""

    scoring: Scoring = Scoring.DEDUCT
    rules: tuple[Rule, ...] = ()
    metrics: tuple[Metric, ...] = ()
    rest: str = ""


_HINT: Final = re.compile("[分%％+＋−－]|合格|否决|减半|折半|全扣")
"""Criteria without any of these hold no phrase; spares most of them the search."""
_FOLD: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
"""Full-width signs to half-width ones, one for one, so that places in the text stay."""
_NOT_EARNED: Final = re.compile(
    r"(?:满分|总分|分值|基础分|基本分|共|合计|以上|以下|超过|低于|高于|达到?)[为:]?$"
)
_SENTENCE_END: Final = re.compile("[;。]")
_TARGET: Final = re.compile(r"(\d+(?:\.\d+)?)(?:%|个百分点)")
_RATE: Final = re.compile(
    r"(?P<whole>[一-鿿“”\d、]{2,20}?)??(?P<on_time>按时|按期|及时|准确)?"
    r"(?P<deed>解读|办结|公开|回复|答复|更新|办理|回应|发布|整改|报送|备案|标注|转载|完成|开通|覆盖)率"
)
_LETTER: Final = re.compile("^[a-z](?=[①-⑳一-鿿])[①-⑳]?")
"""The letter of a rule written in front of it without any mark."""
_SPACE: Final = re.compile(r"\s")
_LINE_BREAK: Final = re.compile(r"\s*[\r\n]+\s*")
_SEPARATORS: Final = " \t\r\n\u3000,，;；。、:："
_NONE_SIGNS: Final = " \t\r\n\u3000-－—–/／"
_NOTHING_LEFT: Final = re.compile("[,，;；]?扣(?:完|光)为止[。;；]?")
_ONLY: Final = re.compile("(?:[仅只][^,;。]{0,6}|超过|连续|满|达到?|不足|[少低多]于|近)$")
"""Before a number that is no count of facts: 仅公开1次的, 超过1个月未更新."""
_COSTLY: Final = frozenset({RuleKind.EACH, RuleKind.ONCE, RuleKind.SHARE, RuleKind.RATIO})


@dataclass(frozen=True, slots=True)
class _Compiled:
    """The table of phrases made ready: by the sign each may begin with."""

    start: re.Pattern[str]
    by_start: Mapping[str, tuple[tuple[Phrase, re.Pattern[str]], ...]]


@once
def _compiled() -> _Compiled:
    """Compile the table when the first text is read, so that starting up need not wait for it."""
    phrases = [(phrase, re.compile(phrase.pattern, re.ASCII)) for phrase in PHRASES]
    by_start = {
        sign: tuple(pair for pair in phrases if sign in pair[0].starts)
        for sign in {sign for phrase in PHRASES for sign in phrase.starts}
    }
    return _Compiled(re.compile(f"[{''.join(sorted(by_start))}]"), by_start)


class _Figures(NamedTuple):
    """What a phrase says of its rule."""

    kind: RuleKind
    points: Mark
    share: int
    base: Mark | None
    counter: str
    target: int = ONE
    step: int = 0


@dataclass(frozen=True, slots=True)
class _Hit:
    """A phrase found in the folded text: where the rule's text begins and ends, and its figures."""

    start: int
    end: int
    figures: _Figures
    cap: Mark | None = None
    is_bare: bool = False

    def rule(self, number: int, text: str) -> Rule:
        """Return the rule under its number, in its original wording."""
        figures = self.figures
        return Rule(
            number=number,
            text=text,
            kind=figures.kind,
            points=figures.points,
            share=figures.share,
            base=figures.base,
            cap=self.cap,
            counter=figures.counter,
            target=figures.target,
            step=figures.step,
        )


def parse_rules(
    criteria: str, points: Mark | None = None, kind: ItemKind = ItemKind.SCORED, content: str = ""
) -> ParsedCriteria:
    """Read the rules in an item's criteria, in the order they stand.

    What does not parse stays text (`rest`) and is no error. `points` bound what 公开政策1分 may
    add up to; `content` helps to name the metrics of a ratio (政策性文件解读率), and is what a
    veto without criteria forbids.
    """
    if kind is ItemKind.VETO and not criteria.strip(_NONE_SIGNS):
        return _unparsed(content, kind)
    if not criteria or _HINT.search(criteria) is None:
        return _unparsed(criteria, kind)
    parsed = _parse(criteria, points, kind)
    if parsed.scoring is not Scoring.RATIO:
        return parsed
    return replace(parsed, metrics=ratio_metrics(content, criteria))


@lru_cache(maxsize=1024)
def _parse(criteria: str, points: Mark | None, kind: ItemKind) -> ParsedCriteria:
    """Read the rules; lists say the same of many items, and of the same item each year."""
    plain, places = _compact(criteria)
    hits = _bounded(_hits(plain), points)
    if not hits:
        return _unparsed(criteria, kind)
    rules = tuple(
        hit.rule(number, _text(criteria, places, hit.start, hit.end))
        for number, hit in enumerate(hits, start=1)
    )
    rest = _rest(criteria, places, hits)
    return ParsedCriteria(scoring=_scoring(rules, kind), rules=rules, rest=rest)


def _unparsed(criteria: str, kind: ItemKind) -> ParsedCriteria:
    """Return criteria without a phrase; whatever a veto item says is its one rule."""
    text = criteria.strip()
    if kind is ItemKind.VETO and text:
        return ParsedCriteria(rules=(Rule(number=1, text=text, kind=RuleKind.VETO),))
    return ParsedCriteria(scoring=_scoring((), kind), rest=text)


def _compact(criteria: str) -> tuple[str, Sequence[int]]:
    """Return the folded text without white space and each sign's place in the original."""
    if _SPACE.search(criteria) is None:
        return criteria.translate(_FOLD), range(len(criteria))
    places = tuple(place for place, sign in enumerate(criteria) if not sign.isspace())
    folded = criteria.translate(_FOLD)
    return "".join(folded[place] for place in places), places


def _hits(plain: str) -> list[_Hit]:
    """Return the rules in order; a limit is joined to the rule it follows."""
    hits: list[_Hit] = []
    end = 0
    for started in _compiled().start.finditer(plain):
        if started.start() < end:
            continue
        phrase, found = _match(plain, started.start())
        if phrase is None or found is None:
            continue
        end = _closed(plain, hits[-1].end if hits else 0, found.end())
        if phrase.kind is None:
            _limit_last(hits, plain, found, end)
            continue
        floor = hits[-1].end if hits else 0
        figures = _figures(phrase.kind, found, plain[floor : found.start()])
        if figures is not None:
            start = _sentence_start(plain, floor, found.start())
            hits.append(_Hit(start, end, figures, is_bare=phrase.is_bare))
    return hits


def _match(plain: str, place: int) -> tuple[Phrase | None, re.Match[str] | None]:
    for phrase, pattern in _compiled().by_start[plain[place]]:
        found = pattern.match(plain, place)
        if found is None:
            continue
        if phrase.is_bare and _NOT_EARNED.search(plain, max(0, place - 6), place):
            continue
        if plain[place] in "1一" and phrase.kind and _ONLY.search(plain, max(0, place - 8), place):
            continue
        return phrase, found
    return None, None


def _closed(plain: str, floor: int, end: int) -> int:
    """Return the end of a phrase, the bracket that closes what was opened before it included."""
    opened = plain.count("(", floor, end) > plain.count(")", floor, end)
    return end + 1 if opened and plain.startswith(")", end) else end


def _limit_last(hits: list[_Hit], plain: str, found: re.Match[str], end: int) -> None:
    """Put a limit on the rule before it; one that follows several sentences is for them all."""
    cap = _mark(found.groupdict().get("cap"))
    if cap is None or not hits:
        return
    last = hits[-1]
    between = plain[last.end : found.start()]
    if len(hits) == 1 or not _SENTENCE_END.search(between):
        hits[-1] = replace(last, end=end, cap=cap)


def _sentence_start(plain: str, floor: int, place: int) -> int:
    """Return where the sentence begins that a phrase stands in."""
    ends = [found.end() for found in _SENTENCE_END.finditer(plain, floor, place)]
    return ends[-1] if ends else floor


def _figures(kind: RuleKind, found: re.Match[str], before: str) -> _Figures | None:
    """Return what a phrase says of its rule, or None where its figures make no sense."""
    groups = found.groupdict()
    points, base = _mark(groups.get("points")), _mark(groups.get("base"))
    if (groups.get("points") and points is None) or (groups.get("base") and base is None):
        return None
    share = _lost_share(groups)
    if share is None:
        return None
    said = _Figures(kind, points or Mark(0), share, base, groups.get("counter") or "")
    if kind is not RuleKind.RATIO:
        return said
    step = _percent(groups["step"])
    return said._replace(target=_target(before), step=step) if step else None


def _lost_share(groups: dict[str, str | None]) -> int | None:
    """Return the share that is lost (0 for a phrase without one), None for no loss or nonsense."""
    if groups.get("half"):
        return ONE // 2
    if lost := groups.get("lost"):
        return _percent(lost)
    if kept := groups.get("kept"):
        share = _percent(kept)
        return ONE - share if share is not None and share < ONE else None
    return ONE // 2 if "half" in groups else 0


def _percent(figure: str | None) -> int | None:
    """Return a figure in percent as ten-thousandths of one, None above 100 % or not that exact."""
    mark = _mark(figure)
    if mark is None or mark % 100 or not 0 < mark <= 100 * ONE:
        return None
    return mark // 100


def _target(before: str) -> int:
    """Return the rate that must be reached: the last share named before the phrase, or 100 %."""
    named = [_percent(found[1]) for found in _TARGET.finditer(before)]
    return next((share for share in reversed(named) if share), ONE)


def _mark(figure: str | None) -> Mark | None:
    if not figure:
        return None
    if not figure[0].isdigit():
        value = numeral_value(figure.replace("两", "二"))
        return None if value is None else Mark(value * ONE)
    read = read_points(figure)
    return read.points if read.problem is None else None


def _bounded(hits: list[_Hit], points: Mark | None) -> list[_Hit]:
    """Drop bare figures (公开政策1分) where something is deducted or they exceed the points."""
    bare = [hit for hit in hits if hit.is_bare]
    if not bare:
        return hits
    total = sum(hit.figures.points for hit in bare)
    deducts = any(hit.figures.kind in _COSTLY for hit in hits)
    if deducts or (points is not None and total > points):
        return [hit for hit in hits if not hit.is_bare]
    return hits


def _scoring(rules: tuple[Rule, ...], kind: ItemKind) -> Scoring:
    kinds = {rule.kind for rule in rules}
    if RuleKind.RATIO in kinds:
        return Scoring.RATIO
    if RuleKind.SHARE in kinds and kinds <= {RuleKind.SHARE, RuleKind.ALL} and not _partial(rules):
        return Scoring.STEPS
    if kind is ItemKind.BONUS or (kinds & GAINS and not kinds & _COSTLY):
        return Scoring.ADD
    return Scoring.DEDUCT


def _partial(rules: tuple[Rule, ...]) -> bool:
    """Whether some share is of a part of the points only, so that the shares are no steps."""
    return any(rule.base is not None for rule in rules)


def ratio_metrics(content: str, criteria: str = "") -> tuple[Metric, Metric]:
    """Name the two figures of a ratio item: the whole first, then the part that meets the demand.

    政策性文件解读率 asks for 政策性文件 and 已解读, 按时办结率 for 应办结 and 按时办结.
    """
    found = _RATE.search(content) or _RATE.search(criteria)
    if found is None:
        return Metric(name="总数"), Metric(name="达标数")
    whole, on_time, deed = found["whole"], found["on_time"] or "", found["deed"]
    return Metric(name=whole or f"应{deed}"), Metric(name=f"{on_time or '已'}{deed}")


def _text(criteria: str, places: Sequence[int], start: int, end: int) -> str:
    """Return the original wording between two places of the folded text, without its number."""
    raw = criteria[places[start] : places[end - 1] + 1]
    text = _LINE_BREAK.sub("", raw).lstrip(_SEPARATORS)
    return _LETTER.sub("", split_enumerator(text)[1]).lstrip(_SEPARATORS)


def _rest(criteria: str, places: Sequence[int], hits: list[_Hit]) -> str:
    """Return what no rule took, without the phrases that only say how far to deduct."""
    kept, floor = [], 0
    for start, end in [*((hit.start, hit.end) for hit in hits), (len(places), len(places))]:
        if start > floor:
            piece = criteria[places[floor] : places[start - 1] + 1]
            kept.append(_NOTHING_LEFT.sub("", piece).strip(_SEPARATORS))
        floor = end
    return "；".join(piece for piece in kept if piece)
