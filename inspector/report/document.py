"""The neutral document: a head and a list of blocks, written once and set as PDF or DOCX.

Blocks are plain values that go to JSON and back. Paragraph levels follow the official order
一、 （一） 1. （1）; their numbers are counted by the writers, never typed.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final

from inspector.domain.ids import new_id

BETWEEN_NAMES: Final = re.compile("[、，,；;\n]")
"""What parts names; a blank does not, as it spreads names of two characters."""


class Family(StrEnum):
    """How pages are set."""

    OFFICIAL = "official"
    """GB/T 9704-2012: type area, 22 lines of 28 characters, — 1 — outside."""
    FORM = "form"
    """A table to be signed: 第×页 共×页, unit and table name on each page."""


class PaperSize(StrEnum):
    """What a form is printed on; official papers are A4."""

    A4 = "A4"
    A3 = "A3"
    """Always lying: for tables that a meeting reads across the desk."""


class RunStyle(StrEnum):
    """How a run of text differs from its paragraph."""

    PLAIN = "plain"
    EMPHASIS = "emphasis"


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A piece of a paragraph in one style."""

    text: str
    style: RunStyle = RunStyle.PLAIN


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Body text. `level` 0 is plain; 1 to 4 are headings 一、 （一） 1. （1）.

    A heading with `run_in` is followed on its line by the text of `runs`; `heading` is the
    heading's own words without number and without closing mark. A level without a heading is a
    numbered paragraph: the number stands before the text of `runs`.
    """

    id: str = field(default_factory=new_id)
    level: int = 0
    heading: str = ""
    run_in: bool = False
    runs: tuple[Run, ...] = ()
    indent: bool = True
    """First line indented by two characters."""

    @property
    def runs_on(self) -> bool:
        """Whether its text stands on the line of its number or heading."""
        return bool(self.level and self.runs and (self.run_in or not self.heading))


class Align(StrEnum):
    """Where a cell's text stands."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table. `width` is its share of the table's width; 0 lets content decide."""

    title: str
    width: int = 0
    align: Align = Align.LEFT


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell of a table row; `across` counts the columns it takes, `down` the rows."""

    text: str = ""
    across: int = 1
    down: int = 1
    align: Align | None = None
    strong: bool = False
    indent: int = 0
    """Characters by which every line of it is set in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table made from data: named, not edited. The header repeats on each page."""

    id: str = field(default_factory=new_id)
    name: str = ""
    """Which data it shows; a code such as "feedback.findings"."""
    title: str = ""
    columns: tuple[Column, ...] = ()
    header: tuple[tuple[Cell, ...], ...] = ()
    """Header rows where one row of column titles is not enough; empty uses the titles."""
    rows: tuple[tuple[Cell, ...], ...] = ()
    notes: tuple[str, ...] = ()
    """Lines under the table, without "注："; the writer adds it."""
    landscape: bool = False
    small: bool = False
    """Set in 五号 even if it has few columns, for long texts."""
    large: bool = False
    """Set in 小四 even if it has many columns, to be read across a desk."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """The foot of a form: fields to be filled by hand, kept together with text before them."""

    id: str = field(default_factory=new_id)
    fields: tuple[str, ...] = ()
    """Such as 检查人员（签字）, 单位（盖章）, 日期."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Annex:
    """The start of an annex (附件1) on a new page, with its title."""

    id: str = field(default_factory=new_id)
    title: str
    landscape: bool = False


class ChartKind(StrEnum):
    """How figures are drawn."""

    BARS = "bars"
    """One bar a row."""
    PAIRS = "pairs"
    """A bar a series in each row, one under the other."""
    GRID = "grid"
    """A field a series in each row, darker where more was lost."""
    RADAR = "radar"
    """An axis a row and a line a series."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartRow:
    """One row of a chart: a value and its printed words for each series.

    A value of None is drawn as nothing but its words. `label` stands before the row, and `note`
    after its words.
    """

    label: str
    values: tuple[int | None, ...] = ()
    texts: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A chart made from data: named, not edited; every value is printed beside what shows it."""

    id: str = field(default_factory=new_id)
    name: str = ""
    """Which data it shows; a code such as "statistics.rates"."""
    kind: ChartKind = ChartKind.BARS
    title: str = ""
    series: tuple[str, ...] = ()
    """Names of what each row has a value of; the head of a grid's columns."""
    rows: tuple[ChartRow, ...] = ()
    full: int = 10_000
    """The value that fills a bar, or a field of a grid."""
    notes: tuple[str, ...] = ()
    """Lines under the chart, without "注："; the writer adds it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """One picture of an album: the digest of its file, and its caption line by line."""

    blob: str
    caption: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pictures:
    """An album made from data: named, not edited; two pictures to a page."""

    id: str = field(default_factory=new_id)
    name: str = ""
    """Which data it shows; a code such as "evidence.pictures"."""
    title: str = ""
    pictures: tuple[Picture, ...] = ()


Block = Paragraph | Table | Chart | Pictures | Signature | Annex


class RedHead(StrEnum):
    """What stands over the title of an official paper (版头)."""

    NONE = "none"
    """Nothing: the paper begins with its title, or with 发文字号 where there is one."""
    ROOM = "room"
    """Room for the red head of the office's own printed sheets, black parts in their places."""
    FULL = "full"
    """发文机关标志 in red and a red line, to be printed in colour."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What stands around the body of an official paper."""

    title: str
    document_number: str = ""
    """发文字号; empty leaves it to the office."""
    red_head: RedHead = RedHead.NONE
    letterhead: str = ""
    """发文机关标志 of a full red head; empty takes the office's name with 文件."""
    urgency: str = ""
    """紧急程度, such as 特急."""
    issuer_upward: str = ""
    """签发人, shown in papers that go up; several parted by 、, in the order of their offices."""
    addressee: str = ""
    """主送机关, without the colon."""
    office: str = ""
    """发文机关署名; of several offices the one that leads."""
    joint_offices: tuple[str, ...] = ()
    """The others that issue the paper with it (联合行文), in order."""
    dated: date | None = None
    sealed: bool = True
    """Room for a seal over office and date."""
    annexes: tuple[str, ...] = ()
    """附件说明; empty takes the titles of the Annex blocks."""
    copied_to: tuple[str, ...] = ()
    """抄送机关."""
    printed_by: str = ""
    """印发机关; without it, 抄送机关 and 印发日期 there is no 版记."""
    printed_on: date | None = None
    """印发日期; None leaves it to the office where 印发机关 is given."""
    note: str = ""
    """附注, without brackets."""
    status: str = ""
    """Such as 未经审定, printed at the top of each page of a draft."""
    running_title: str = ""
    """For forms: unit and table name printed on each page."""
    foot: str = ""
    """Small line at the foot of each page, such as the journal's head and date."""

    @property
    def offices(self) -> tuple[str, ...]:
        """All offices that issue the paper, the leading one first."""
        return tuple(name for name in (self.office, *self.joint_offices) if name.strip())

    @property
    def signers(self) -> tuple[str, ...]:
        """The names of 签发人, one by one."""
        return tuple(filter(None, map(str.strip, BETWEEN_NAMES.split(self.issuer_upward))))


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A whole paper. A FORM document's blocks may start with paragraphs before its table."""

    kind: str
    family: Family
    head: Head
    blocks: tuple[Block, ...] = ()
    size: PaperSize = PaperSize.A4
    attachments: tuple["Document", ...] = ()
    """Forms that go with the paper and are numbered for themselves."""
    pictures: Mapping[str, bytes] = field(default_factory=dict, compare=False, repr=False)
    """The pictures of its albums, by digest, as they are printed; never stored with it."""
