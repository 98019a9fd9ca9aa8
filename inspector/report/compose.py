"""Papers composed: the kind's template filled with a dossier's fields, and read as blocks."""

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Final

from inspector.domain.dossier import FiledReturn, InspectionDossier
from inspector.domain.errors import refused
from inspector.domain.rectification import Rectification
from inspector.i18n import dates
from inspector.report import (
    fields,
    inspection_fields,
    rectification_fields,
    return_fields,
    return_tables,
    template_text,
    templates,
    unit_fields,
)
from inspector.report.document import (
    Annex,
    Block,
    Chart,
    Document,
    Family,
    Head,
    Paragraph,
    Pictures,
    RedHead,
    Signature,
    Table,
)
from inspector.report.fields import Fields
from inspector.report.head_lines import head_of, values_of
from inspector.report.inspection_tables import INSPECTION_TABLES
from inspector.report.kinds import Kind, Scope
from inspector.report.kinds import kind as kind_named
from inspector.report.public_version import public_version
from inspector.report.rectification_tables import ledger, progress
from inspector.report.sheet_tables import blank_sheet
from inspector.report.statistic_charts import INSPECTION_CHARTS
from inspector.report.subject import (
    UNAPPROVED,
    PaperOptions,
    Subject,
    UnitSubject,
    is_approved,
    side_of,
)
from inspector.report.template_text import (
    Directive,
    DirectiveLine,
    Line,
    Origin,
    TemplateText,
    TextLine,
)
from inspector.report.unit_tables import UNIT_ALBUMS, UNIT_TABLES

_SEPARATORS: Final = re.compile(r"[；;]")
_NOTHING_WISHED: Final = PaperOptions()

Makers = Mapping[str, Callable[[], Iterable[Table | Chart | Pictures]]]
"""What a template may name and have made from data."""
_Known = dict[bool, Fields]
"""Fields of a subject by whether its own office says them; attached forms have the same."""


def compose(kind: str, subject: Subject, options: PaperOptions = _NOTHING_WISHED) -> Document:
    """Compose a paper of a kind about a unit or an inspection, with its attached forms.

    Equal input gives equal documents, block ids included. Raises Refused for an unknown kind, a
    subject of the wrong scope, and whatever is wrong with the template.
    """
    (document,) = compose_each((kind,), subject, options)
    return document


def compose_each(
    kinds: Iterable[str], subject: Subject, options: PaperOptions = _NOTHING_WISHED
) -> Iterator[Document]:
    """Compose papers about one subject, each as `compose` does; its fields are worked out once."""
    known: _Known = {}
    for kind in kinds:
        yield _composed(kind, subject, options, known)


def _composed(kind: str, subject: Subject, options: PaperOptions, known: _Known) -> Document:
    chosen = kind_named(kind, options.folder)
    _refuse_wrong_scope(chosen, subject)
    if chosen.public_of:
        whole = _composed(chosen.public_of, subject, options, known)
        return public_version(whole, chosen, options.public_words).document
    if chosen.by_unit not in known:
        known[chosen.by_unit] = _fields(chosen, subject, options)
    text, origin = _read_template(chosen, known[chosen.by_unit], options)
    plain = replace(options, template=None, head_lines=())
    attached = tuple(_composed(key, subject, plain, known) for key in chosen.attachments)
    return Document(
        kind=chosen.key,
        family=chosen.family,
        head=_head(chosen, text, subject, options),
        blocks=_with_ids(
            chosen.key, _blocks(text.lines, chosen.family, _makers(subject, options), origin)
        ),
        size=chosen.size,
        attachments=attached,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Filling:
    """What a template of a kind is filled with, and what no template may leave out."""

    fields: Fields
    scope: Scope
    status: str = ""
    """未经审定, or nothing."""
    foot: str = ""
    """The small line at the foot of each page."""


def filling(kind: str, subject: Subject, options: PaperOptions = _NOTHING_WISHED) -> Filling:
    """Return what a Word file of the office's own is filled with for a kind of paper.

    Raises Refused for an unknown kind and a subject of the wrong scope.
    """
    chosen = kind_named(kind, options.folder)
    _refuse_wrong_scope(chosen, subject)
    if chosen.public_of:
        raise refused("document.no_public_fields", kind=chosen.name)
    return Filling(
        fields=_fields(chosen, subject, options),
        scope=chosen.scope,
        status=_status(chosen, subject, options),
        foot=_foot(subject, options) if chosen.carries_head else "",
    )


def _refuse_wrong_scope(chosen: Kind, subject: Subject) -> None:
    if isinstance(subject, UnitSubject) != (chosen.scope is Scope.UNIT):
        code = "document.needs_unit" if chosen.scope is Scope.UNIT else "document.takes_no_unit"
        raise refused(code, kind=chosen.name)


def _read_template(
    chosen: Kind, known: Fields, options: PaperOptions
) -> tuple[TemplateText, Origin]:
    name, folder = _template_file(chosen, options)
    filled = templates.fill(name, known, folder)
    origin = Origin(name, templates.source(name, folder))
    return template_text.read(filled, origin), origin


def _template_file(chosen: Kind, options: PaperOptions) -> tuple[str, Path | None]:
    if options.template is not None:
        return options.template.name, options.template.parent
    return chosen.template, options.folder


def _fields(chosen: Kind, subject: Subject, options: PaperOptions) -> Fields:
    if isinstance(subject, UnitSubject):
        own = unit_fields.of_unit(subject, options, by_unit=chosen.by_unit)
        after = rectification_fields.of_unit(subject.dossier, options)
    else:
        own = inspection_fields.of_units(subject, options)
        after = rectification_fields.of_units(subject, options)
    task = fields.of_inspection(subject.inspection)
    filed = subject.dossier.filed if isinstance(subject, UnitSubject) else subject.filed
    return {
        "任务": task,
        "公文": fields.of_paper(options),
        **own,
        "整改": after,
        "年报": return_fields.of_return(filed),
    }


def _head(chosen: Kind, text: TemplateText, subject: Subject, options: PaperOptions) -> Head:
    """Return the template's head with what no template may leave out."""
    head = head_of({**text.heads, **values_of(options.head_lines)})
    if chosen.family is Family.OFFICIAL:
        head = _dressed(head, chosen, options)
    return replace(
        head,
        issuer_upward=head.issuer_upward if chosen.upward else "",
        status=_status(chosen, subject, options),
        foot=_foot(subject, options) if chosen.carries_head else "",
    )


def _dressed(head: Head, chosen: Kind, options: PaperOptions) -> Head:
    """Return a head with the red head and the 版记 that the office, template or kind asks for."""
    wanted = options.red_head
    if wanted is None:
        wanted = chosen.red_head if head.red_head is RedHead.NONE else head.red_head
    head = replace(head, red_head=wanted)
    if not (options.imprint or chosen.imprint):
        return head
    office, dated = head.printed_by or head.office, head.printed_on or head.dated
    return replace(head, printed_by=office, printed_on=dated)


def _status(chosen: Kind, subject: Subject, options: PaperOptions) -> str:
    """Return 未经审定 while anything in the paper may still change; a unit's own is never so."""
    if options.status is not None:
        return options.status
    if chosen.by_unit:
        return ""
    units = (subject.dossier,) if isinstance(subject, UnitSubject) else subject.units
    return "" if units and all(map(is_approved, units)) else UNAPPROVED


def _foot(subject: Subject, options: PaperOptions) -> str:
    """Return the journal's head and the paper's date, by which the file is compared later."""
    if not subject.chain_head:
        return ""
    dated = f"　{dates.day(options.dated)}" if options.dated else ""
    return f"数据校验码：{subject.chain_head[:16]}{dated}"


def _blocks(
    lines: Iterable[Line], family: Family, makers: Mapping[Directive, Makers], origin: Origin
) -> Iterator[Block]:
    annex = ""
    for line in lines:
        if not isinstance(line, DirectiveLine):
            yield _paragraph(line, family)
        elif line.directive in makers:
            known = makers[line.directive]
            if line.subject not in known:
                place, names = origin.place(line.subject), "、".join(known) or "—"
                code = f"template.unknown_{line.directive.name.lower()}"
                raise refused(code, place, table=line.subject, known=names)
            yield from (_under(annex, block) for block in known[line.subject]())
        else:
            placed = _place_block(line)
            annex = placed.title if isinstance(placed, Annex) else annex
            yield placed


def _under(annex: str, block: Table | Chart | Pictures) -> Table | Chart | Pictures:
    """Return a table without its title where the annex that it stands in says the same."""
    return replace(block, title="") if annex and block.title == annex else block


def _paragraph(line: TextLine, family: Family) -> Paragraph:
    return Paragraph(
        id="",
        level=line.level,
        heading=line.heading,
        run_in=bool(line.level and line.runs),
        runs=line.runs,
        indent=line.indent and family is Family.OFFICIAL,
    )


def _place_block(line: DirectiveLine) -> Signature | Annex:
    if line.directive is Directive.SIGNATURE:
        named = _SEPARATORS.split(line.subject)
        return Signature(id="", fields=tuple(filter(None, map(str.strip, named))))
    is_landscape = line.directive is Directive.LANDSCAPE_ANNEX
    return Annex(id="", title=line.subject, landscape=is_landscape)


def _makers(subject: Subject, options: PaperOptions) -> Mapping[Directive, Makers]:
    """Return the tables and charts that a template on this subject may name."""
    charts: Makers = {}
    albums: Makers = {}
    if isinstance(subject, UnitSubject):
        albums = {name: partial(make, subject.dossier) for name, make in UNIT_ALBUMS.items()}
    else:
        charts = {name: partial(make, subject) for name, make in INSPECTION_CHARTS.items()}
    return {
        Directive.TABLE: _tables(subject, options),
        Directive.CHART: charts,
        Directive.PICTURES: albums,
    }


def _tables(subject: Subject, options: PaperOptions) -> Makers:
    if isinstance(subject, UnitSubject):
        side = side_of(subject.dossier, options)
        own: Makers = {
            name: partial(make, subject.dossier, side) for name, make in UNIT_TABLES.items()
        }
        return {**own, **_return_tables(subject.dossier.filed)}
    made: Makers = {name: partial(make, subject) for name, make in INSPECTION_TABLES.items()}
    on = rectification_fields.counting_day(_ledger(subject), options)
    blank: Makers = {
        inspection_fields.blank_sheet_name(subject, one): partial(
            blank_sheet, inspection_fields.units_of(subject, one)[0].checklist
        )
        for one in inspection_fields.classes(subject)
    }
    return {
        **made,
        **blank,
        **_return_tables(subject.filed),
        "整改进度": partial(progress, subject, on),
        "整改台账": partial(ledger, subject, on),
    }


def _return_tables(filed: FiledReturn | None) -> Makers:
    """Return the tables of a yearly return by the names of the form's sheets."""
    return {f"年报　{tab}": make for tab, make in return_tables.makers(filed).items()}


def _ledger(subject: InspectionDossier) -> list[Rectification]:
    return [entry for unit in subject.units for entry in unit.rectifications]


def _with_ids(kind: str, blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Give each block an id that follows from where it stands.

    A later version of the same paper has the same ids in the same places, to be compared.
    """
    above: list[str] = []
    counts: dict[str, int] = {}
    made = []
    for block in blocks:
        if isinstance(block, Paragraph) and block.level and block.heading:
            above[block.level - 1 :] = [block.heading]
        if isinstance(block, Annex):
            above = [block.title]
        if isinstance(block, Table | Chart | Pictures):
            named = block.name + block.title
        else:
            named = type(block).__name__
        place = "\n".join((kind, *above, named))
        counts[place] = counts.get(place, 0) + 1
        digest = hashlib.sha256(f"{place}\n{counts[place]}".encode()).hexdigest()
        made.append(replace(block, id=digest[:32]))
    return tuple(made)


def tables_of(scope: Scope) -> Mapping[str, tuple[str, ...]]:
    """Return what a template of a scope may name in brackets, by the word before the colon.

    A name that ends in … is the beginning of names that follow from the data.
    """
    if scope is Scope.UNIT:
        return {
            Directive.TABLE.value: (*UNIT_TABLES, "年报　…"),
            Directive.CHART.value: (),
            Directive.PICTURES.value: tuple(UNIT_ALBUMS),
        }
    tables = (*INSPECTION_TABLES, "整改进度", "整改台账", "自评表　…", "年报　…")
    return {
        Directive.TABLE.value: tables,
        Directive.CHART.value: tuple(INSPECTION_CHARTS),
        Directive.PICTURES.value: (),
    }


def template_of(kind: str, options: PaperOptions = _NOTHING_WISHED) -> str:
    """Return the text of the template that `compose` would fill, for a draft to remember."""
    chosen = kind_named(kind, options.folder)
    if chosen.public_of:
        return template_of(chosen.public_of, options)
    return templates.source(*_template_file(chosen, options))
