"""Phrases of deduction: what the criteria of an item say, read as rules from a table of phrases."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final, NamedTuple

from inspector.domain.checklist import ItemKind, Metric, Scoring
from inspector.domain.marks import ONE, Mark
from inspector.domain.numbers import numeral_value, read_points, split_enumerator
from inspector.domain.rules import Rule, RuleKind


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedCriteria:
    """What could be read from the criteria of one item; `rest` is the text left over."""

    scoring: Scoring = Scoring.DEDUCT
    rules: tuple[Rule, ...] = ()
    metrics: tuple[Metric, ...] = ()
    rest: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """One way of saying what a fact costs or earns.

    `pattern` is tried where the text has one of the signs `starts`. Its groups mean: `points`;
    `counter` what is counted; `lost` or `kept` a share in percent, `half` one half; `base` the
    part of the points meant; `step` percentage points; `cap` the most that can come together.
    Without a `kind` the phrase only limits the rule before it, or says nothing that counts.
    `example` is read as `reads` (see tests/domain/test_phrases.py).
    """

    kind: RuleKind | None
    starts: str
    pattern: re.Pattern[str]
    example: str
    reads: str


_HAN: Final = "一二两三四五六七八九十"
_N: Final = rf"(?:\d+(?:\.\d+)?|[{_HAN}]+)"
_MARKS: Final = "分(?![钟之])"
_POINTS: Final = rf"(?P<points>{_N}){_MARKS}"
_COUNTERS: Final = (
    "个百分点|个工作日|个栏目|个单位|个月|个|项目|项|处|件|次|条|例|篇|人次|人|名|家|期|工作日|天|日|种|类|份|起|张|页|款"
    "|场|户|批|组|位|档|级|月|季度|年|周|小时|部|册|宗|单|封|幅|段|字"
)
_COUNTER: Final = rf"(?P<counter>{_COUNTERS})"
_COSTS: Final = "(?:倒扣|扣除|扣减|扣掉|扣去|减扣|减去|扣|减)分?"
_EARNS: Final = "(?:可以得|可得|可加|另加|奖励|奖|加|(?<!不)得|(?<![合共总小累统])计|赋|给予|给)分?"
_WITHIN: Final = "[^,;。:扣减加得]"
_MOST: Final = (
    "(?:累计|合计|总计|共计|一共|全年|本项|该项|总分)?"
    "(?:最高|最多|至多|上限|封顶|不超过|不得超过|以不超过)"
)
_ONE: Final = "(?:1|一|任1|任一)"
_ITSELF: Final = "(?:该项目?|本项目?|此项|该指标|本指标|单项|所占|相应|对应|指标)?"
_WHOLE: Final = "(?:分值|分数|满分|总分|得分|分)?"
_PERCENT: Final = "(?:个?百分点|%)"
_ROUNDED_UP: Final = r"(?:[,(]?不足[^,;。()]{0,20}?按[^,;。()]{0,16}?计(?:算|分|扣)?\)?)?"


def _phrase(kind: RuleKind | None, starts: str, pattern: str, example: str, reads: str) -> Phrase:
    return Phrase(
        kind=kind,
        starts=starts,
        pattern=re.compile(pattern, re.ASCII),
        example=example,
        reads=reads,
    )


_MODIFIERS: Final = (
    _phrase(
        None,
        "累合总共一全本该最至上封不以",
        rf"{_MOST}{_MOST}?(?:可|能)?(?:{_COSTS}|{_EARNS}|为)?:?(?P<cap>{_N}){_MARKS}",
        "每次加3分，最高加10分",
        "gain_each 3/次 ≤10",
    ),
    _phrase(
        None,
        "扣加",
        rf"[扣加](?:完|满|够|到|至)(?P<cap>{_N})分(?:为止|封顶)",
        "每处扣0.1分，扣满2分为止",
        "each 0.1/处 ≤2",
    ),
    _phrase(
        None,
        "以0123456789一二两三四五六七八九十",
        rf"以?(?P<cap>{_N})分(?:为限|封顶|为上限)",
        "每处扣0.1分，以2分为限",
        "each 0.1/处 ≤2",
    ),
    _phrase(None, "扣", "扣(?:完|光|至(?:0|零)分)(?:为止)?(?!该|本|此|全)", "扣完为止", ""),
    _phrase(None, "得满", rf"得?(?:满分|100%)(?!的)(?:为?{_N}分)?", "全部公开的得满分", ""),
    _phrase(None, "不", "不(?:再|予|重复|累计)*(?:扣分|加分|计入)", "不重复扣分", ""),
)

_RATIOS: Final = (
    _phrase(
        None,
        "每",
        rf"每(?:低于?|少|下降|降低|减少|差){_N}{_PERCENT},?{_COSTS}{_N}分[,(]?不足[^,;。()]{{0,20}}?不"
        r"(?:予|再)?[计扣]",
        "每低5个百分点扣1分（不足5个百分点不扣分）",
        "",
    ),
    _phrase(
        RuleKind.RATIO,
        "每",
        rf"每(?:低于?|少|下降|降低|减少|差)(?P<step>{_N}){_PERCENT}的?,?{_COSTS}{_POINTS}{_ROUNDED_UP}",
        "解读率达100%得满分，每低5个百分点扣1分（不足5个百分点按5个百分点计）",
        "ratio 1 per 5% below 100%",
    ),
)

_EACH: Final = (
    _phrase(
        RuleKind.EACH,
        "每",
        rf"每(?:{_ONE})?{_COUNTER},?[-−](?P<points>{_N})分?",
        "被通报批评的每次 −3",
        "each 3/次",
    ),
    _phrase(
        None,
        "每",
        rf"每(?:超过|超期|超|逾期|延迟|迟|满|增加|达到?|少|缺|有|出现|发现)?"
        rf"(?:[2-9]|[1-9]\d+|[二两三四五六七八九十]+)(?:{_COUNTERS}){_WITHIN}{{0,10}}?,?"
        rf"(?:{_COSTS}|{_EARNS}){_N}分",
        "每5处扣1分",
        "",
    ),
    _phrase(
        RuleKind.EACH,
        "每",
        rf"每(?:{_ONE})?{_COUNTER}(?:{_WITHIN}{{0,24}}?),?{_COSTS}{_POINTS}",
        "超期公开的每件扣0.2分",
        "each 0.2/件",
    ),
    _phrase(
        RuleKind.EACH,
        "每",
        rf"每(?!年|月|季|周|日|天|半年|学期){_WITHIN}{{0,20}}?{_ONE}{_COUNTER}{_WITHIN}{{0,20}}?,?"
        rf"{_COSTS}{_POINTS}",
        "每少一项扣0.5分，扣完为止",
        "each 0.5/项",
    ),
    _phrase(
        RuleKind.EACH,
        "每",
        rf"每(?!年|月|季|周|日|天|半年|学期){_WITHIN}{{0,24}}?,?{_COSTS}{_POINTS}",
        "每缺少栏目扣1分",
        "each 1",
    ),
    _phrase(
        RuleKind.EACH,
        "每",
        rf"每(?:发现|出现|发生|少|缺|漏|有|超|逾|延|迟|被){_WITHIN}{{0,10}}?{_ONE}?{_COUNTER}"
        rf"[^;。扣加得]{{0,40}}?{_COSTS}{_POINTS}",
        "每发现一处表述错误，经核实的，扣1分",
        "each 1/处",
    ),
    _phrase(
        RuleKind.EACH,
        "各均分",
        rf"(?:各|均|分别){_COSTS}{_POINTS}",
        "预算、决算未按时公开的各扣2分",
        "each 2",
    ),
    _phrase(
        RuleKind.EACH,
        "发出缺少漏错有迟超多",
        rf"(?:发现|出现|发生|缺少|缺|少|漏|错|有|迟|超期|多){_ONE}{_COUNTER}{_WITHIN}{{0,14}}?,?"
        rf"{_COSTS}{_POINTS}",
        "数量低于规定标准，出现一个月扣5分，扣完为止",
        "each 5/个月",
    ),
    _phrase(
        RuleKind.EACH,
        "1一",
        rf"(?<![何意\d.十]){_ONE}{_COUNTER}(?:[^,;。:扣减加得的]{{0,8}}?),?{_COSTS}{_POINTS}",
        "被通报批评一次扣3分",
        "each 3/次",
    ),
    _phrase(
        RuleKind.EACH,
        "倒扣减",
        rf"{_COSTS}{_POINTS}(?:[/每])(?:1|一)?{_COUNTER}(?!{_COSTS})",
        "未标注的扣0.5分/处",
        "each 0.5/处",
    ),
)

_GAINS: Final = (
    _phrase(
        RuleKind.GAIN_EACH,
        "每",
        rf"每(?:{_ONE})?{_COUNTER},?[+](?P<points>{_N})分?",
        "受上级表彰的每次 +3",
        "gain_each 3/次",
    ),
    _phrase(
        RuleKind.GAIN_EACH,
        "每",
        rf"每(?:{_ONE})?{_COUNTER}(?:{_WITHIN}{{0,24}}?),?{_EARNS}{_POINTS}",
        "每次加3分，最高加10分",
        "gain_each 3/次 ≤10",
    ),
    _phrase(
        RuleKind.GAIN_EACH,
        "每",
        rf"每(?!年|月|季|周|日|天|半年|学期){_WITHIN}{{0,20}}?{_ONE}{_COUNTER}{_WITHIN}{{0,20}}?,?"
        rf"{_EARNS}{_POINTS}",
        "每公开一项得0.5分",
        "gain_each 0.5/项",
    ),
    _phrase(
        RuleKind.GAIN_EACH,
        "1一",
        rf"(?<![何意\d.十]){_ONE}{_COUNTER}(?:[^,;。:扣减加得的]{{0,8}}?),?{_EARNS}{_POINTS}",
        "一项可得2分，最高不超过6分",
        "gain_each 2/项 ≤6",
    ),
)

_SHARES: Final = (
    _phrase(
        RuleKind.SHARE,
        "该此其这",
        rf"(?:该|此|其中|这)(?P<base>{_N})分的?(?:可|只|仅|只能|最多)?得{_ITSELF}{_WHOLE}的?(?P<kept>{_N})%",
        "执行情况仅公开1次的，该3分可得50%",
        "share 50% of 3",
    ),
    _phrase(
        RuleKind.ALL,
        "该此其这",
        rf"(?:该|此|其中|这)(?P<base>{_N})分(?:不得分?|不计分?|全扣)",
        "未公开执行情况的该3分不得分",
        "all of 3",
    ),
    _phrase(
        RuleKind.SHARE,
        "可只仅最得按计给",
        rf"(?:可以|可|只能|只|仅|最多|按)?(?:(?<!不)得|计|给|按){_ITSELF}{_WHOLE}的?(?P<kept>{_N})%"
        rf"(?:的?(?:分值|分数|得分|计分|计算|给分|分))?",
        "仅文字解读的可得60%",
        "share 40%",
    ),
    _phrase(
        RuleKind.SHARE,
        "倒扣减",
        rf"{_COSTS}{_ITSELF}{_WHOLE}的?(?P<lost>{_N})%(?:的?(?:分值|分数|分))?",
        "本年度未发生且未公开说明的扣分值的40%",
        "share 40%",
    ),
    _phrase(
        RuleKind.SHARE,
        "倒扣减得按折可",
        rf"(?:{_COSTS}|(?:可|按|只)?得){_ITSELF}{_WHOLE}的?(?P<half>一半|半数|二分之一)"
        r"|(?:按)?(?:减半|折半)(?:计分|得分|扣分)?",
        "公开不全的扣该项分值的一半",
        "share 50%",
    ),
)

_ALLS: Final = (
    _phrase(
        RuleKind.ALL,
        "不得计记",
        r"不(?:予|能|可)?(?:得|计|给)分|[得计记](?:0|零)分",
        "未开展的，不得分",
        "all",
    ),
    _phrase(
        RuleKind.ALL,
        "倒扣全",
        rf"扣(?:除|完|光|去|减)?{_ITSELF}(?:全部|所有)(?:分值|分数|得分|分)|扣(?:完|光|除){_ITSELF[:-1]}(?:分值|分数|得分|分)"
        r"|全扣|全部扣除",
        "未公开的扣除该项全部分值",
        "all",
    ),
)

_VETOES: Final = (
    _phrase(
        RuleKind.VETO,
        "即直一判定评认视列确为单予",
        "(?:即|直接|一律|判定?为|定为|评定?为|认定为|视为|列为|确定为|为|判|定|评)+不合格"
        "|一票否决|单项否决|予以否决",
        "出现即不合格",
        "veto",
    ),
)

_ONCES: Final = (
    _phrase(
        RuleKind.ONCE,
        "倒扣减",
        rf"{_COSTS}{_POINTS}",
        "未公开目录的扣2分",
        "once 2",
    ),
    _phrase(
        RuleKind.GAIN_ONCE,
        "可另奖加得计赋给",
        rf"{_EARNS}{_POINTS}",
        "印发方案得3分；任务分解到科室得3分",
        "gain_once 3; gain_once 3",
    ),
)

_BARE: Final = _phrase(
    RuleKind.GAIN_ONCE,
    "0123456789",
    r"(?<![\d.\-~—至第前后超于达])(?P<points>\d+(?:\.\d+)?)分(?=[、,;。()]|$)",
    "公开政策1分、公开对象1分",
    "gain_once 1; gain_once 1",
)
"""Counts only in criteria that deduct nothing; see `_parse`."""

PHRASES: Final = (
    *_MODIFIERS,
    *_RATIOS,
    *_EACH,
    *_GAINS,
    *_SHARES,
    *_ALLS,
    *_VETOES,
    *_ONCES,
    _BARE,
)
"""In order of trial: where two phrases begin at the same sign, the first that fits is taken."""

_BY_START: Final = {
    sign: tuple(phrase for phrase in PHRASES if sign in phrase.starts)
    for sign in {sign for phrase in PHRASES for sign in phrase.starts}
}
_START: Final = re.compile(f"[{''.join(sorted(_BY_START))}]")
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
_NOTHING_LEFT: Final = re.compile("[,，;；]?扣(?:完|光)为止[。;；]?")
_ONLY: Final = re.compile("[仅只][^,;。]{0,6}$")
_COSTLY: Final = frozenset({RuleKind.EACH, RuleKind.ONCE, RuleKind.SHARE, RuleKind.RATIO})
_EARNING: Final = frozenset({RuleKind.GAIN_EACH, RuleKind.GAIN_ONCE})


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
    add up to; `content` helps to name the metrics of a ratio (政策性文件解读率).
    """
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
    for started in _START.finditer(plain):
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
            hits.append(_Hit(start, end, figures, is_bare=phrase is _BARE))
    return hits


def _match(plain: str, place: int) -> tuple[Phrase | None, re.Match[str] | None]:
    for phrase in _BY_START[plain[place]]:
        found = phrase.pattern.match(plain, place)
        if found is None:
            continue
        if phrase is _BARE and _NOT_EARNED.search(plain, max(0, place - 6), place):
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
    if kind is ItemKind.BONUS or (kinds & _EARNING and not kinds & _COSTLY):
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
