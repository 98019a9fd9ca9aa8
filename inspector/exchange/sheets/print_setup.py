"""The page set-up of sheets: A4 landscape, one page wide, header repeated, pages numbered."""

from typing import Final

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from inspector.exchange.sheets.order import SheetOrder

_A4: Final = 9
"""Number of A4 among the format's paper sizes."""
_FONT: Final = "宋体,常规"
_FONT_SIZE: Final = 9
_LONGEST_PART: Final = 60
"""Characters; the three parts of a footer together hold 255, codes included."""


def set_up_print(sheet: Worksheet, order: SheetOrder, header_row: int, last_row: int) -> None:
    """Set a sheet up for paper: A4 landscape, header repeated, 第×页 共×页 and its name below."""
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{header_row}:{header_row}"
    sheet.print_area = f"A1:{get_column_letter(len(order.columns) - 1)}{last_row}"
    sheet.print_options.horizontalCentered = True
    margins = sheet.page_margins
    margins.left = margins.right = 0.45
    margins.top, margins.bottom = 0.6, 0.7
    margins.header = margins.footer = 0.35
    footer = HeaderFooterItem()
    footer.left.text = _plain(order.unit.label)
    footer.center.text = "第&P页　共&N页"
    footer.right.text = _plain(order.title)
    for part in (footer.left, footer.center, footer.right):
        part.font, part.size = _FONT, _FONT_SIZE
    sheet.HeaderFooter.oddFooter = footer


def _plain(text: str) -> str:
    """Shield what a footer would take for a code, and keep within the length of a footer."""
    return text[:_LONGEST_PART].replace("&", "&&")
