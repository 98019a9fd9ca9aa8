"""The measures of a page: those of GB/T 9704-2012 with their clauses, and ours for forms."""

from typing import Final, NamedTuple

POINTS_PER_MM: Final = 72 / 25.4


def points(millimetres: float) -> float:
    """Return a length in points (1/72 inch), the unit of all that is drawn."""
    return millimetres * POINTS_PER_MM


HAIR: Final = 0.01
"""What a sum of floats may be off; points."""


class Area(NamedTuple):
    """A page and the part of it that text fills; points, from the upper left corner."""

    page_width: float
    page_height: float
    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Return the x of the area's right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Return the y of the area's lower edge."""
        return self.top + self.height


# --- GB/T 9704-2012 -------------------------------------------------------------------------

PAPER_WIDTH: Final = points(210)
"""5.1: A4."""
PAPER_HEIGHT: Final = points(297)
"""5.1: A4."""
HEAD_MARGIN: Final = points(37)
"""5.2.1: 天头, 37 mm ± 1 mm."""
BINDING_MARGIN: Final = points(28)
"""5.2.1: 订口, 28 mm ± 1 mm."""
TYPE_WIDTH: Final = points(156)
"""5.2.1: 版心 without the page number, 156 mm wide."""
TYPE_HEIGHT: Final = points(225)
"""5.2.1: 版心, 225 mm high."""

LINES_PER_PAGE: Final = 22
"""5.2.3: a page holds 22 lines and is filled by them."""
CHARACTERS_PER_LINE: Final = 28
"""5.2.3: a line holds 28 characters and is filled by them."""
LINE_PITCH: Final = TYPE_HEIGHT / LINES_PER_PAGE
"""5.2.3: from one line to the next, 225 mm / 22."""
CHARACTER_PITCH: Final = TYPE_WIDTH / CHARACTERS_PER_LINE
"""5.2.3: from one character to the next, 156 mm / 28 = 15.793 pt."""

SIZE_2: Final = 22.0
"""7.3.1: 2号, titles."""
SIZE_3: Final = 16.0
"""5.2.2: 3号, all text without a rule of its own."""
SIZE_4: Final = 14.0
"""7.4.2, 7.4.3 and 7.5: 4号, 抄送, 印发 and page numbers."""


class TextGrid(NamedTuple):
    """How many lines of text a page holds, and how many characters a line; pitches in points."""

    lines: int = LINES_PER_PAGE
    characters: int = CHARACTERS_PER_LINE

    @property
    def line_pitch(self) -> float:
        """Return how far it is from one line to the next."""
        return TYPE_HEIGHT / self.lines

    @property
    def character_pitch(self) -> float:
        """Return how far it is from one character to the next."""
        return TYPE_WIDTH / self.characters

    @property
    def tracking(self) -> float:
        """Return what is added after each 3号 character so that so many fill the line."""
        return self.character_pitch - SIZE_3


STANDARD_GRID: Final = TextGrid()
"""5.2.3."""
OTHER_GRIDS: Final = (
    TextGrid(23, 28),
    TextGrid(22, 29),
    TextGrid(23, 29),
    TextGrid(24, 28),
    TextGrid(24, 29),
    TextGrid(22, 27),
)
"""7.3.5.5: what is tried in turn for office and date to stay with the text.

The closer ones come first, as they keep a paper on its pages: lines before characters, which are
sooner seen, then from the least dense on. With 30 characters digits would touch. The last one is
wider: text goes over to the date by itself, and the page before that is full but for a line.
"""

LETTERHEAD_DROP: Final = points(35)
"""7.2.4: from the upper edge of the type area to that of 发文机关标志."""
LETTERHEAD_LARGEST: Final = 40.0
"""发文机关标志 is no larger than lets the head take ten lines of the grid; the standard leaves
its size to the office (7.2.4)."""
LETTERHEAD_LEAST: Final = 24.0
"""A mark that would be smaller on one line is set on several."""
LETTERHEAD_LEADING: Final = 1.25
"""From one line of the mark to the next, in parts of its size."""
LETTERHEAD_GAP: Final = 0.5
"""Between the names of several offices and 文件, in parts of the size."""
LETTERHEAD_HIGHEST: Final = 7 * LINE_PITCH
"""The names of several offices are no higher together, so that the first page has room for text."""
BLANKS_OVER_NUMBER: Final = 2
"""7.2.5: empty lines between 发文机关标志 and 发文字号, at the least."""
RED_LINE_DROP: Final = points(4)
"""7.2.7: the red line under 发文字号, as broad as the type area."""
RED_LINE: Final = points(0.5)
"""How thick the red line is; not regulated."""
RED: Final = (1.0, 0.0, 0.0)

INDENT: Final = 2
"""7.3.3: a paragraph begins two characters in."""
BLANKS_AFTER_NUMBER: Final = 2
"""7.3.1: two empty lines above the title, under the document number or the red line."""
BLANKS_UNDER_TITLE: Final = 1
"""7.3.2: one empty line between title and 主送机关."""
BLANKS_OVER_ANNEX_NOTE: Final = 1
"""7.3.4: one empty line between the text and 附件说明."""
BLANKS_OVER_SEALED_OFFICE: Final = 2
"""7.3.5.1: empty lines over a name that is sealed; the seal's top is within a line of the text.

With name and date they hold a seal of 45 mm, whose edge may reach under the type area.
"""
SEAL: Final = points(45)
"""How broad a seal is."""
BLANKS_OVER_UNSEALED_OFFICE: Final = 1
"""7.3.5.2: one empty line over a name without a seal."""
SEALED_DATE_INDENT: Final = 4
"""7.3.5.1: a date under a seal ends four characters from the right edge."""
UNSEALED_OFFICE_INDENT: Final = 2
"""7.3.5.2: a name without a seal ends two characters from the right edge."""
UNSEALED_DATE_SHIFT: Final = 2
"""7.3.5.2: the date begins two characters right of the name's first character."""
ANNEX_TITLE_LINE: Final = 3
"""7.3.7: the title of an annex is centred on the third line of its page."""

PAGE_NUMBER_DROP: Final = points(7)
"""7.5: the dashes stand 7 mm under the type area."""
DASH_HEIGHT: Final = 0.38
"""How high over the baseline the dash is drawn where the font does not say; parts of its size."""
PAGE_NUMBER_INDENT: Final = 1
"""7.5: the number stands one character in from the outer edge."""

IMPRINT_THICK_RULE: Final = points(0.35)
"""7.4.1: first and last rule of the 版记."""
IMPRINT_THIN_RULE: Final = points(0.25)
"""7.4.1: the rules between."""
IMPRINT_INDENT: Final = 1
"""7.4.2 and 7.4.3: one character in from left and right."""

EM_ASCENT: Final = 0.88
"""How much of a character's square stands over the baseline in Chinese fonts."""


def baseline(leading: float, size: float) -> float:
    """Return how far under its top a line has its baseline, the characters mid-line; points."""
    return (leading - size) / 2 + EM_ASCENT * size


FIRST_BASELINE: Final = baseline(LINE_PITCH, SIZE_3)
"""From the top of the type area to the first baseline: characters stand mid-line."""

OFFICIAL: Final = Area(
    PAPER_WIDTH, PAPER_HEIGHT, BINDING_MARGIN, HEAD_MARGIN, TYPE_WIDTH, TYPE_HEIGHT
)
"""5.2.1, upright."""
OFFICIAL_LANDSCAPE: Final = Area(
    PAPER_HEIGHT,
    PAPER_WIDTH,
    PAPER_HEIGHT - HEAD_MARGIN - TYPE_HEIGHT,
    BINDING_MARGIN,
    TYPE_HEIGHT,
    TYPE_WIDTH,
)
"""7.6: the same area turned; the table's head lies at the binding edge of odd pages."""

# --- Marks of our own around official pages -------------------------------------------------

STATUS_BASELINE: Final = points(24)
"""未经审定, over the type area."""
FOOT_BASELINE: Final = points(284)
"""The small line at the foot, under the page number."""

# --- Tables: not regulated; what offices do ------------------------------------------------

SIZE_SMALL_4: Final = 12.0
"""小四."""
SIZE_5: Final = 10.5
"""五号."""
SIZE_SMALL_5: Final = 9.0
"""小五, notes and running lines."""
SIZE_SMALL_2: Final = 18.0
"""小二, titles of forms."""
TABLE_RULE: Final = 0.5
"""Lines of a table, points."""
CELL_MARGIN: Final = points(1.4)
"""Left and right of a cell's text."""
CELL_ROOM: Final = points(1.1)
"""Over and under a cell's text."""
OVER_TABLE: Final = points(2)
"""Between a form's text and its table."""
TABLE_LEADING: Final = 1.35
"""From one line of a cell to the next, in parts of its size."""
NOTE_LEADING: Final = LINE_PITCH / 2
"""From one line of notes to the next, points: two of them are one of the grid."""

# --- Forms: tables to be signed ------------------------------------------------------------

_FORM_SIDE: Final = 22.0
_FORM_HEAD: Final = 22.0
_FORM_FOOT: Final = 20.0


def _form(width: float, height: float) -> Area:
    return Area(
        width,
        height,
        points(_FORM_SIDE),
        points(_FORM_HEAD),
        width - points(2 * _FORM_SIDE),
        height - points(_FORM_HEAD + _FORM_FOOT),
    )


FORM: Final = _form(PAPER_WIDTH, PAPER_HEIGHT)
FORM_LANDSCAPE: Final = _form(PAPER_HEIGHT, PAPER_WIDTH)
FORM_A3: Final = _form(points(420), points(297))
FORM_RUNNING_BASELINE: Final = points(15)
"""Unit and table name, from the top of the page."""
FORM_RUNNING_RULE: Final = points(17)
FORM_NUMBER_RISE: Final = points(13)
"""第×页 共×页, from the foot of the page."""
FORM_FOOT_RISE: Final = points(8)
"""The small line under it."""
FORM_LEADING: Final = 1.6
"""From one line of a form's text to the next, in parts of its size."""
FORM_TITLE_ROOM: Final = points(5)
"""Under the title of a form."""
SIGNATURE_ROOM: Final = points(12)
"""Height of a line of fields to be signed."""
SEAL_ROOM: Final = points(28)
"""Height of a line with a field to be sealed; a seal may reach over the table."""
LEAST_SEAL_ROOM: Final = points(18)
"""How far it gives way for the signatures to stay on the page of their table."""
