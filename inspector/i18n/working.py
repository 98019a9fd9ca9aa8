"""The words of the working: one line for each step, as a pocket calculator follows it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from inspector.domain.marks import percent, plain_mark, plain_percent, whole_mark
from inspector.domain.results import Step
from inspector.domain.rule_set import SHARE_ONE
from inspector.i18n.arithmetic import equals, minus, plus
from inspector.i18n.gettext import N_, _


@dataclass(frozen=True, slots=True)
class _Line:
    """How one code reads: its sentence, and what its numbers and words are, in their order.

    Numbers are written "name:kind" with the kinds of _KINDS; `tail` says what the numbers that
    follow them are: a sum ("name:sum") that makes up the number of that name, or pairs of value
    and weight ("name:mixed").
    """

    sentence: str
    numbers: str = ""
    words: str = ""
    tail: str = ""


_LINES: Final[Mapping[str, _Line]] = {
    "rounding.each_published": _Line(
        N_(
            "Rounding: each published number is rounded half up to {places} decimals, and the "
            "rounded number is used from there on."
        ),
        "places:count",
    ),
    "rounding.last": _Line(
        N_(
            "Rounding: only the final mark is rounded half up to {places} decimals; rank and "
            "grade follow the rounded mark."
        ),
        "places:count",
    ),
    "rounding.grade_exact": _Line(
        N_(
            "Rounding: the final mark is rounded half up to {places} decimals; the grade follows "
            "the mark before rounding."
        ),
        "places:count",
    ),
    "spread": _Line(
        N_(
            "{subject}: {points} marks of items that do not apply are spread equally over the "
            "{count} others."
        ),
        "points:mark count:count",
    ),
    "finding.each": _Line(
        N_("{subject}: {points} × {count}{counter} = {due}"),
        "points:mark count:count due:mark",
        "rule counter",
    ),
    "finding.once": _Line(N_("{subject}: {due}"), "due:mark", "rule"),
    "finding.typed": _Line(N_("{subject}: {due}"), "due:mark", "rule"),
    "finding.share": _Line(
        N_("{subject}: {base} × {share} = {due}"), "base:mark share:share due:mark", "rule"
    ),
    "finding.rate": _Line(
        N_(
            "{subject}: {part} ÷ {whole} = {rate}; {count} steps of {step} points each, "
            "{points} × {count} = {due}"
        ),
        "part:plain whole:plain rate:rate count:count step:points points:mark due:mark",
        "rule",
    ),
    "finding.steps": _Line(
        N_("{subject}: {count} steps of {step} points each, {points} × {count} = {due}"),
        "count:count step:points points:mark due:mark",
        "rule",
    ),
    "rule.capped": _Line(
        N_("{subject}: {due} due, limited to the rule's {cap}"), "due:mark cap:mark"
    ),
    "item.capped": _Line(
        N_("{subject}: {due} due, limited to {deducted} deducted; mark {mark}"),
        "due:mark deducted:mark mark:mark",
    ),
    "item.deducted": _Line(
        N_("{subject}: of {points}, {deducted} deducted; mark {mark}"),
        "points:mark deducted:mark mark:mark",
        tail="deducted:sum",
    ),
    "item.added": _Line(
        N_("{subject}: of {points}, {earned} earned, {short} short"),
        "points:mark earned:mark short:mark",
    ),
    "item.not_applicable.ratio": _Line(
        N_("{subject}: not applicable, {points} left out of the entitled points{why}"),
        "points:mark",
        "reason allowed_by",
    ),
    "item.not_applicable.spread": _Line(
        N_("{subject}: not applicable, {points} spread over the other items{why}"),
        "points:mark",
        "reason allowed_by",
    ),
    "item.not_applicable.full": _Line(
        N_("{subject}: not applicable, counted with its full {points}{why}"),
        "points:mark",
        "reason allowed_by",
    ),
    "item.not_applicable.exclude": _Line(
        N_("{subject}: not applicable, {points} left out and nothing converted{why}"),
        "points:mark",
        "reason allowed_by",
    ),
    "item.did_not_occur": _Line(
        N_("{subject}: did not occur this year, counted with its full {points}"), "points:mark"
    ),
    "item.did_not_occur.out": _Line(
        N_("{subject}: did not occur this year, {points} treated as not applicable"),
        "points:mark",
    ),
    "item.no_statement": _Line(
        N_(
            "{subject}: did not occur this year and no statement was published, "
            "{points} × {share} = {lost} deducted"
        ),
        "points:mark share:share lost:mark",
    ),
    "self.less": _Line(
        N_("{subject}: of {points}, the unit gave itself {mark} ({lost} less)"),
        "points:mark lost:mark mark:mark",
    ),
    "section": _Line(
        N_("{subject}: entitled {entitled}, deducted {deducted}, mark {mark}, rate {rate}"),
        "entitled:mark deducted:mark mark:mark rate:rate",
        tail="deducted:sum",
    ),
    "section.open": _Line(
        N_("{subject}: entitled {entitled}, deducted {deducted} so far"),
        "entitled:mark deducted:mark mark:mark rate:rate",
        tail="deducted:sum",
    ),
    "section.capped": _Line(
        N_("{subject}: {due} due, limited to the section's {deducted}"),
        "due:mark deducted:mark",
        tail="due:sum",
    ),
    "total": _Line(
        N_(
            "Total: entitled {entitled}, deducted {deducted} ({due} before caps), mark {mark}, "
            "rate {rate}"
        ),
        "due:mark entitled:mark deducted:mark mark:mark rate:rate",
        tail="deducted:sum",
    ),
    "base": _Line(N_("Basic mark: {shown}"), "shown:mark"),
    "base.ratio": _Line(
        N_("Basic mark: {mark} ÷ {entitled} × {full} = {exact}, published {shown}"),
        "mark:mark entitled:mark full:plain exact:mark shown:mark",
    ),
    "base.weights": _Line(
        N_("Basic mark: {terms} = {exact}, published {shown}"),
        "exact:mark shown:mark",
        tail="terms:mixed",
    ),
    "section.rated": _Line(
        N_("{subject}: {mark} ÷ {entitled} × {full} = {exact}, published {shown}"),
        "mark:mark entitled:mark full:plain exact:mark shown:mark",
    ),
    "weights": _Line(
        N_("{subject}: {terms} = {exact}, published {shown}"),
        "exact:mark shown:mark",
        tail="terms:mixed",
    ),
    "source.imported": _Line(N_("{subject}: {mark}, taken in"), "mark:mark"),
    "source.missing": _Line(
        N_("{subject}: none; its {weight} goes to the other sources in proportion"),
        "weight:share",
        "whole",
    ),
    "source.mixed": _Line(
        N_("{subject}: {terms} = {exact}, published {shown}"),
        "exact:mark shown:mark",
        tail="terms:mixed",
    ),
    "composite": _Line(N_("Composite: {terms} = {exact}"), "exact:mark", tail="terms:mixed"),
    "bonus.claimed": _Line(N_("{subject}: bonus of {due} claimed"), "due:mark"),
    "bonus.undecided": _Line(
        N_("{subject}: the unit claims a bonus of {due}; not decided yet, nothing counted"),
        "due:mark",
    ),
    "bonus.item_capped": _Line(
        N_("{subject}: bonus of {due}, limited to {cap}"), "due:mark cap:mark"
    ),
    "bonus.gate_failed": _Line(
        N_("Bonus: {subject} {reached} is below {least}, so {due} does not count"),
        "reached:mark least:mark due:mark",
    ),
    "bonus.gate_failed.strict": _Line(
        N_("Bonus: {subject} {reached} is not above {least}, so {due} does not count"),
        "reached:mark least:mark due:mark",
    ),
    "bonus.capped": _Line(N_("Bonus: {due} in all, limited to {cap}"), "due:mark cap:mark"),
    "penalty.claimed": _Line(N_("{subject}: penalty of {due} declared"), "due:mark"),
    "mark": _Line(
        N_("Mark: {sum}, published {shown}"),
        "value:mark bonus:mark penalty:mark exact:mark shown:mark",
    ),
    "veto.limited": _Line(N_("Veto {subject}: {mark} counts as {limit}"), "mark:mark limit:mark"),
    "veto.ends_scoring": _Line(N_("Veto {subject}: {grade}, no mark is given"), words="grade"),
    "grade": _Line(N_("Grade: {mark} ≥ {least}, {grade}"), "mark:mark least:plain", "grade"),
    "grade.strict": _Line(N_("Grade: {mark} > {least}, {grade}"), "mark:mark least:plain", "grade"),
    "grade.floor": _Line(
        N_("Grade: {mark} is below every grade's mark, {grade}"), "mark:mark", "grade"
    ),
    "grade.veto": _Line(N_("Grade: {grade} by veto {subject}"), words="grade"),
    "part_gate.failed": _Line(
        N_("Grade: {subject} {reached} is below {least}, {grade}"),
        "reached:mark least:mark",
        "grade",
    ),
    "part_gate.failed.strict": _Line(
        N_("Grade: {subject} {reached} is not above {least}, {grade}"),
        "reached:mark least:mark",
        "grade",
    ),
    "progress": _Line(
        N_("Checked {checked} of {total} items, {deducted} deducted so far"),
        "checked:count total:count deducted:mark",
    ),
}

_WEIGHTED: Final = N_("{value} × {weight}")
_MEAN: Final = N_("({sum}) ÷ {divisor}")
_WHY: Final = N_(" (reason: {reason}; allowed by: {allowed_by})")
_BASIC_MARK: Final = N_("basic mark")
_UNCAPPED: Final = N_("Total: entitled {entitled}, deducted {deducted}, mark {mark}, rate {rate}")
"""The total where no cap took effect."""


def working_line(step: Step, language: str | None = None) -> str:
    """Return the line for one step, in the language in use or in the one named.

    Marks show at least two decimals and as many as they have. Raises KeyError for a code that
    nobody wrote down.
    """
    line = _LINES[step.code]
    names = [pair.split(":") for pair in line.numbers.split()]
    values = dict(zip((name for name, _kind in names), step.numbers, strict=False))
    fields = {name: _number(values[name], kind) for name, kind in names}
    fields |= dict(zip(line.words.split(), step.words, strict=True))
    fields["subject"] = _subject(step, fields, language)
    fields["why"] = _(_WHY, language).format_map(fields) if fields.get("reason") else ""
    tail = step.numbers[len(names) :]
    if line.tail:
        name, _colon, kind = line.tail.partition(":")
        fields[name] = (
            _mixed(tail, language) if kind == "mixed" else _summed(tail, fields[name], language)
        )
    if step.code == "mark":
        fields["sum"] = _total(step.numbers, language)
    uncapped = step.code == "total" and values["due"] == values["deducted"]
    return _(_UNCAPPED if uncapped else line.sentence, language).format_map(fields)


def _subject(step: Step, fields: Mapping[str, str], language: str | None) -> str:
    if step.code.startswith(("bonus.gate", "part_gate")) and not step.subject:
        return _(_BASIC_MARK, language)
    return " ".join(part for part in (step.subject, fields.get("rule", "")) if part)


def _number(value: int, kind: str) -> str:
    match kind:
        case "mark":
            return whole_mark(value)
        case "plain":
            return plain_mark(value)
        case "rate":
            return percent(value)
        case "share":
            return plain_percent(value)
        case "points":
            return plain_mark(value * 100)
        case _:
            return str(value)


def _summed(terms: Sequence[int], total: str, language: str | None) -> str:
    if len(terms) < 2:
        return total
    return equals(_added(terms, language), total, language)


def _added(terms: Sequence[int], language: str | None) -> str:
    return plus(list(map(whole_mark, terms)), language)


def _mixed(pairs: Sequence[int], language: str | None) -> str:
    """Return values by weights: a mean of equal ones, divided where a weight is missing."""
    values, weights = pairs[::2], pairs[1::2]
    if len(values) == 1:
        return whole_mark(values[0])
    if len(set(weights)) == 1:
        summed = _added(values, language)
        return _(_MEAN, language).format(sum=summed, divisor=len(values))
    terms = [
        _(_WEIGHTED, language).format(value=whole_mark(value), weight=plain_percent(weight))
        for value, weight in zip(values, weights, strict=True)
    ]
    text = plus(terms, language)
    if sum(weights) == SHARE_ONE:
        return text
    return _(_MEAN, language).format(sum=text, divisor=plain_percent(sum(weights)))


def _total(numbers: Sequence[int], language: str | None) -> str:
    value, bonus, penalty, exact = numbers[:4]
    text = _added((value, bonus) if bonus else (value,), language)
    if penalty:
        text = minus(text, whole_mark(penalty), language)
    return equals(text, whole_mark(exact), language) if bonus or penalty else text
