"""The page set-up of workbooks: one page wide, header repeated, pages numbered."""

from typing import Final

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from inspector.exchange.sheets.order import SheetOrder

A3: Final = 8
A4: Final = 9
"""Numbers of paper sizes in the format."""
_SIDE_MARGIN: Final = 0.45
_FONT: Final = "宋体,常规"
_FONT_SIZE: Final = 9
_LONGEST_PART: Final = 60
"""Characters; the three parts of a footer together hold 255, codes included."""


def set_up_print(sheet: Worksheet, order: SheetOrder, header_row: int, last_row: int) -> None:
    """Set a sheet up for paper: A4 landscape, header repeated, 第×页 共×页 and its name below."""
    fit_to_width(sheet, header_row)
    sheet.print_area = f"A1:{get_column_letter(len(order.columns) - 1)}{last_row}"
    margins = sheet.page_margins
    margins.top, margins.bottom = 0.6, 0.7
    margins.header = margins.footer = 0.35
    number_pages(sheet, order.unit.label, order.title)


def fit_to_width(
    sheet: Worksheet, header_row: int, *, paper: int = A4, upright: bool = False
) -> None:
    """Print a table one page wide and as long as it is, its header on each page."""
    sheet.page_setup.paperSize = paper
    sheet.page_setup.orientation = "portrait" if upright else "landscape"
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{header_row}:{header_row}"
    sheet.print_options.horizontalCentered = True
    sheet.page_margins.left = sheet.page_margins.right = _SIDE_MARGIN


def number_pages(sheet: Worksheet, left: str, right: str = "") -> None:
    """Put 第×页 共×页 at the foot of each page, with a text at either side."""
    footer = HeaderFooterItem()
    footer.left.text = _plain(left)
    footer.center.text = "第&P页　共&N页"
    footer.right.text = _plain(right)
    for part in (footer.left, footer.center, footer.right):
        part.font, part.size = _FONT, _FONT_SIZE
    sheet.HeaderFooter.oddFooter = footer


def _plain(text: str) -> str:
    """Shield what a footer would take for a code, and keep within the length of a footer."""
    return text[:_LONGEST_PART].replace("&", "&&")
