"""Results to file as a workbook: 汇总 and 得分率 by class, 得分明细, 扣分点 and 计分过程."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from inspector.domain.answer import Answer, Side
from inspector.domain.checklist import Item, Section
from inspector.domain.dossier import InspectionDossier, UnitDossier
from inspector.domain.finding import Finding
from inspector.domain.grading import appraisal_mark
from inspector.domain.ids import ItemKey
from inspector.domain.inspection import Inspection
from inspector.domain.marks import decimals, format_mark, plain_percent
from inspector.domain.results import ClassResult, Grading, ItemGrade, Ranked, SectionGrade
from inspector.exchange.sheets.columns import LEVELS
from inspector.exchange.sheets.order import time_text
from inspector.exchange.sheets.words import conclusion_word
from inspector.exchange.table_writer import OutTable, Rate, TableColumn, TableValue, write_tables
from inspector.i18n.working import working_line

Row = tuple[TableValue, ...]

_OPEN: Final = "检查中"
_UNIT: Final = TableColumn("单位", 18, is_centred=False)
_NUMBER: Final = TableColumn("指标编号", 8)


def write_results(dossier: InspectionDossier, name: str) -> bytes:
    """Return all results of an inspection as a workbook; `name` is its file's, for messages.

    Marks, ranks and grades of units that still have open items are left empty. Raises Refused
    when what is read back is not what was written.
    """
    tables = [*_summaries(dossier), *_rates(dossier)]
    tables += [_details(dossier.inspection, dossier.units), _findings(dossier.units)]
    tables.append(_working(dossier.units))
    return write_tables(tables, name)


def write_unit_results(inspection: Inspection, unit: UnitDossier, name: str) -> bytes:
    """Return one unit's 得分明细, 扣分点 and 计分过程, without anything of another unit."""
    tables = (_details(inspection, (unit,)), _findings((unit,)), _working((unit,)))
    return write_tables(tables, name)


def _by_class(dossier: InspectionDossier) -> Iterator[tuple[str, ClassResult, list[UnitDossier]]]:
    """Yield each class with what to call it, its result and its units."""
    for key, result in dossier.results.items():
        one = dossier.inspection.unit_class(key)
        name = one.name or key if len(dossier.results) > 1 else ""
        yield name, result, dossier.of_class(key)


def _titled(word: str, class_name: str) -> str:
    return f"{word}（{class_name}）" if class_name else word


def _summaries(dossier: InspectionDossier) -> Iterator[OutTable]:
    for class_name, result, units in _by_class(dossier):
        known = {unit.unit.id: unit for unit in units}
        places = units[0].rule_set.places if units else 2
        parts = _parts(result.sections, units)
        sources = _sources(units)
        yield OutTable(
            tab=_titled("汇总", class_name),
            title=_titled(f"{dossier.inspection.name}得分汇总表", class_name),
            columns=_summary_columns(parts, sources, places),
            rows=tuple(_summary_row(known[one.unit], one, parts, sources) for one in result.ranked),
            notes=tuple(_summary_notes(result, units)),
        )


def _parts(sections: Sequence[SectionGrade], units: Sequence[UnitDossier]) -> list[SectionGrade]:
    """Return the sections of the first level, of the first unit while none of them is graded."""
    graded = sections or (units[0].approved.sections if units else ())
    return [section for section in graded if section.level == 1 and section.points]


def _sources(units: Sequence[UnitDossier]) -> tuple[str, ...]:
    names = dict.fromkeys(name for unit in units for name in unit.approved.sources)
    return tuple(names)


def _summary_columns(
    parts: Sequence[SectionGrade], sources: Sequence[str], places: int
) -> tuple[TableColumn, ...]:
    return (
        TableColumn("名次", 6),
        _UNIT,
        *(_marks(part.title, 10, places) for part in parts),
        _marks("得分合计", 9, places),
        _marks("应得分", 9, places),
        *(_marks(name, 11, places) for name in (sources or ("基础分",))),
        _marks("加分", 7, places),
        _marks("减分", 7, places),
        _marks("得分", 9, places),
        TableColumn("拟定等次", 9),
        TableColumn("审定等次", 9),
        _marks("折分", 7, places),
        TableColumn("备注", 26, is_centred=False),
    )


def _marks(header: str, width: float, places: int) -> TableColumn:
    return TableColumn(header, width, marks=True, places=places)


def _summary_row(
    unit: UnitDossier, ranked: Ranked, parts: Sequence[SectionGrade], sources: Sequence[str]
) -> Row:
    grading = unit.approved
    marks = {section.number: section.mark for section in grading.sections}
    is_done = grading.mark is not None
    published: list[TableValue] = [grading.sources.get(name) for name in sources]
    return (
        ranked.rank,
        unit.unit.label,
        *(marks.get(part.number) if is_done else None for part in parts),
        grading.earned if is_done else None,
        grading.entitled if is_done else None,
        *(published or [grading.base]),
        grading.bonus if is_done else None,
        grading.penalty if is_done else None,
        grading.mark,
        ranked.grade,
        unit.assessment.approved_grade,
        None if grading.mark is None else appraisal_mark(grading.mark, unit.rule_set),
        "；".join(_remarks(unit, ranked)),
    )


def _remarks(unit: UnitDossier, ranked: Ranked) -> Iterator[str]:
    grading = unit.approved
    if grading.open_items:
        yield f"{_OPEN}，尚有{grading.open_items}项待核查"
    if grading.vetoes:
        original = grading.original
        was = "" if original is None else f"（原{format_mark(original, unit.rule_set.places)}分）"
        yield f"否决项{'、'.join(grading.vetoes)}{was}"
    if ranked.over_quota:
        yield "超出优秀限额"
    if unit.assessment.approval_reason:
        yield unit.assessment.approval_reason


def _summary_notes(result: ClassResult, units: Sequence[UnitDossier]) -> Iterator[str]:
    if units:
        share = plain_percent(units[0].rule_set.appraisal_share)
        yield f"折分＝得分×{share}，用于政府目标考核。"
    if result.average is not None:
        places = units[0].rule_set.places if units else 2
        yield f"平均得分：{format_mark(result.average, places)}分。"
    if result.tie_across_quota:
        names = {unit.unit.id: unit.unit.label for unit in units}
        tied = "、".join(names[one] for one in result.tie_across_quota)
        yield f"{tied}得分并列，全部评优将超出优秀限额（{result.quota}家），请研究确定。"


def _rates(dossier: InspectionDossier) -> Iterator[OutTable]:
    for class_name, result, units in _by_class(dossier):
        places = units[0].rule_set.places if units else 2
        sections = [one for one in result.sections if one.points]
        if result.total is not None:
            sections.append(result.total)
        yield OutTable(
            tab=_titled("得分率", class_name),
            title=_titled(f"{dossier.inspection.name}各部分得分率", class_name),
            columns=(
                TableColumn("编号", 8),
                TableColumn("部分", 34, is_centred=False),
                _marks("得分合计", 12, places),
                _marks("应得分合计", 12, places),
                TableColumn("得分率", 12),
            ),
            rows=tuple(_rate_row(one) for one in sections),
            notes=("得分率＝各单位得分合计÷应得分合计。",),
        )


def _rate_row(section: SectionGrade) -> Row:
    rate = None if section.rate is None else Rate(section.rate)
    title = section.title if section.level else "合计"
    return (section.number, title, section.mark, section.entitled, rate)


def _details(inspection: Inspection, units: Sequence[UnitDossier]) -> OutTable:
    depth = max((len(path) for unit in units for path, _ in unit.checklist.items()), default=0)
    rows = tuple(row for unit in units for row in _detail_rows(unit, depth))
    places = _places_of(row[at] for row in rows for at in _detail_marks(depth))
    return OutTable(
        tab="得分明细",
        title=f"{inspection.name}得分明细表",
        columns=(
            _UNIT,
            _NUMBER,
            *(TableColumn(level, 12, is_centred=False) for level in LEVELS[:depth]),
            TableColumn("考核内容", 28, is_centred=False),
            *(_marks(header, 8, places) for header in ("分值", "应得分", "自评分")),
            TableColumn("结论", 11),
            *(_marks(header, 8, places) for header in ("应扣分", "扣分", "初评分", "审定得分")),
            TableColumn("扣分原因", 40, is_centred=False),
        ),
        rows=rows,
    )


def _detail_marks(depth: int) -> tuple[int, ...]:
    """Return the places of the columns of marks."""
    first = 3 + depth
    return (first, first + 1, first + 2, first + 4, first + 5, first + 6, first + 7)


def _places_of(values: Iterable[TableValue]) -> int:
    """Return how many decimals a column needs so that none is hidden; two at least."""
    needed = (decimals(value) for value in values if isinstance(value, int))
    return max(2, max(needed, default=0))


def _detail_rows(unit: UnitDossier, depth: int) -> Iterator[Row]:
    first = {grade.key: grade for grade in unit.checked.items}
    approved = {grade.key: grade for grade in unit.approved.items}
    for path, item in unit.checklist.items():
        if item.key in approved:
            answer = unit.answers.get(item.key)
            yield _detail_row(unit, path, item, answer, first.get(item.key), approved, depth)


def _detail_row(
    unit: UnitDossier,
    path: Sequence[Section],
    item: Item,
    answer: Answer | None,
    first: ItemGrade | None,
    approved: Mapping[ItemKey, ItemGrade],
    depth: int,
) -> Row:
    grade = approved[item.key]
    word = conclusion_word(grade.conclusion, task=not unit.checklist.is_scored)
    titles = [section.title for section in path] + [""] * (depth - len(path))
    is_open = not word and not grade.due and not grade.mark
    counting = answer.counting(Side.APPROVED) if answer is not None else ()
    return (
        unit.unit.label,
        item.number,
        *titles,
        item.content,
        item.points,
        grade.entitled if item.is_marked else None,
        answer.self_mark if answer is not None else None,
        word,
        grade.due if item.is_marked else None,
        grade.deducted if item.is_marked else None,
        None if is_open or first is None else first.mark,
        None if is_open else grade.mark,
        "\n".join(finding.fact for finding in counting if finding.fact),
    )


def _findings(units: Sequence[UnitDossier]) -> OutTable:
    rows = tuple(_finding_rows(units))
    return OutTable(
        tab="扣分点",
        title="扣分点明细",
        columns=(
            TableColumn("序号", 6),
            _UNIT,
            _NUMBER,
            TableColumn("考核内容", 26, is_centred=False),
            TableColumn("扣分原因", 40, is_centred=False),
            TableColumn("位置", 24, is_centred=False),
            TableColumn("采样时间", 12),
            _marks("扣（加）分", 9, _places_of(row[7] for row in rows)),
            TableColumn("立行立改", 8),
            TableColumn("检查人员", 10),
        ),
        rows=rows,
    )


def _finding_rows(units: Sequence[UnitDossier]) -> Iterator[Row]:
    number = 0
    for unit in units:
        for _, item in unit.checklist.items():
            answer = unit.answers.get(item.key)
            for finding in answer.counting(Side.APPROVED) if answer is not None else ():
                number += 1
                yield _finding_row(number, unit, item, finding)


def _finding_row(number: int, unit: UnitDossier, item: Item, finding: Finding) -> Row:
    return (
        number,
        unit.unit.label,
        item.number,
        item.content,
        finding.fact,
        finding.place,
        time_text(finding.sampled_at),
        finding.points,
        "是" if finding.fixed_on_spot else "",
        finding.inspector,
    )


def _working(units: Sequence[UnitDossier]) -> OutTable:
    return OutTable(
        tab="计分过程",
        title="计分过程",
        columns=(_UNIT, TableColumn("步骤", 6), TableColumn("算式", 110, is_centred=False)),
        rows=tuple(
            (unit.unit.label, number, line)
            for unit in units
            for number, line in enumerate(_working_lines(unit.approved), 1)
        ),
    )


def _working_lines(grading: Grading) -> Iterator[str]:
    return (working_line(step, "zh_CN") for step in grading.working)
