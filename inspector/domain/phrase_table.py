"""The table of phrases: each way of saying what a fact costs or earns, with a worked example."""

from dataclasses import dataclass
from typing import Final

from inspector.domain.rules import RuleKind


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
    pattern: str
    example: str
    reads: str
    is_bare: bool = False
    """A figure without a verb, which counts only where nothing is deducted."""


_HAN: Final = "一二两三四五六七八九十"
_N: Final = rf"(?:\d+(?:\.\d+)?|[{_HAN}]+)"
_MARKS: Final = "分(?![钟之])"
_POINTS: Final = rf"(?P<points>{_N}){_MARKS}"
_COUNTERS: Final = (
    "个百分点|个工作日|个栏目|个单位|个月|个|项目|项|处|件|次|条|例|篇|人次|人|名|家|期|工作日|天|日|种|类|份|起|张|页|款"
    "|场|户|批|组|位|档|级|月|季度|年|周|小时|部|册|宗|单|封|幅|段|字"
)
_COUNTER: Final = rf"(?P<counter>{_COUNTERS})"
_COSTS: Final = "(?:[加再另]扣|倒扣|扣除|扣减|扣掉|扣去|减扣|减去|扣|减)分?"
_EARNS: Final = "(?:可以得|可得|可加|另加|奖励|奖|加|(?<!不)得|(?<![合共总小累统])计|赋|给予|给)分?"
_WITHIN: Final = "[^,;。:扣减加得]"
_MOST: Final = (
    "(?:累计|合计|总计|共计|一共|全年|本项|该项|总分)?"
    "(?:最高|最多|至多|上限|封顶|不超过|不得超过|以不超过)"
)
_ONE: Final = "(?:1|一|任1|任一)"
_ITSELF: Final = "(?:该项目?|本项目?|此项|该指标|本指标|单项|所占|相应|对应|指标)?"
_WHOLE: Final = "(?:分值|分数|满分|总分|得分|分)?"
_BARE_END: Final = r"分(?=[、,;。()]|$)"
"""Closes a figure without a verb: 公开政策1分、."""
_PERCENT: Final = "(?:个?百分点|%)"
_ROUNDED_UP: Final = r"(?:[,(]?不足[^,;。()]{0,20}?按[^,;。()]{0,16}?计(?:算|分|扣)?\)?)?"


def _phrase(kind: RuleKind | None, starts: str, pattern: str, example: str, reads: str) -> Phrase:
    return Phrase(
        kind=kind,
        starts=starts,
        pattern=pattern,
        example=example,
        reads=reads,
        is_bare=kind is not None and pattern.endswith(_BARE_END),
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
        "各均分",
        rf"(?:各|均|分别){_EARNS}{_POINTS}",
        "公开预算、决算的各得1分",
        "gain_each 1",
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
        "加再另倒扣减",
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

_BARE: Final = (
    _phrase(
        RuleKind.GAIN_EACH,
        "每",
        rf"每(?:{_ONE})?{_COUNTER}(?P<points>\d+(?:\.\d+)?){_BARE_END}",
        "共10分，每项2分",
        "gain_each 2/项",
    ),
    _phrase(
        RuleKind.GAIN_EACH,
        "各均",
        rf"[各均](?P<points>\d+(?:\.\d+)?){_BARE_END}",
        "公开预算、决算各1分",
        "gain_each 1",
    ),
    _phrase(
        RuleKind.GAIN_ONCE,
        "0123456789",
        rf"(?<![\d.\-~—至第前后超于达])(?P<points>\d+(?:\.\d+)?){_BARE_END}",
        "公开政策1分、公开对象1分",
        "gain_once 1; gain_once 1",
    ),
)
PHRASES: Final = (
    *_MODIFIERS,
    *_RATIOS,
    *_EACH,
    *_GAINS,
    *_SHARES,
    *_ALLS,
    *_VETOES,
    *_ONCES,
    *_BARE,
)
"""In order of trial: where two phrases begin at the same sign, the first that fits is taken."""
