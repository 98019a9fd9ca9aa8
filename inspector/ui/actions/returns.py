"""Actions on yearly returns: begun, taken in, pasted, tried with zeros, added up, written out."""

from typing import Final

from inspector.i18n.gettext import N_
from inspector.ui.actions.spec import ActionSpec, Menu

SCREEN: Final = "returns"

ACTIONS: Final = (
    ActionSpec(
        key="returns.import",
        text=N_("Take in returns…"),
        tip=N_("Read the units' files, Word or Excel, and look them through first."),
        menu=Menu.RETURNS,
        shortcut="Ctrl+I",
        icon="mdi6.file-import-outline",
        screen=SCREEN,
    ),
    ActionSpec(
        key="returns.begin",
        text=N_("Begin a blank return"),
        tip=N_("Begin the return of the unit chosen, to be filled in by hand or by pasting."),
        menu=Menu.RETURNS,
        shortcut="Ctrl+Shift+N",
        icon="mdi6.table-plus",
        screen=SCREEN,
    ),
    ActionSpec(
        key="returns.paste",
        text=N_("Paste cells"),
        tip=N_("Fill in cells copied in Excel, WPS or Word, from the current cell on."),
        menu=Menu.RETURNS,
        shortcut="Ctrl+V",
        icon="mdi6.clipboard-text-outline",
        screen=SCREEN,
        begins_group=True,
    ),
    ActionSpec(
        key="returns.as_zero",
        text=N_("Try blank and “/” as 0"),
        tip=N_("Check as if blank cells and strokes were nothing; no cell is changed."),
        menu=Menu.RETURNS,
        shortcut="Ctrl+0",
        icon="mdi6.numeric-0-box-outline",
        screen=SCREEN,
        is_checkable=True,
    ),
    ActionSpec(
        key="returns.whole",
        text=N_("Return of the whole"),
        tip=N_(
            "Take this unit's return for that of the whole: held against the sum over the rest."
        ),
        menu=Menu.RETURNS,
        shortcut="Ctrl+Shift+T",
        icon="mdi6.sigma",
        screen=SCREEN,
        is_checkable=True,
    ),
    ActionSpec(
        key="returns.export_years",
        text=N_("Export all years…"),
        tip=N_("Write the years of the unit shown, or of all, side by side into a workbook."),
        menu=Menu.RETURNS,
        shortcut="Ctrl+Shift+E",
        icon="mdi6.table-column",
        screen=SCREEN,
    ),
    ActionSpec(
        key="returns.export",
        text=N_("Export the form…"),
        tip=N_("Write what is shown, a unit's return or the total, like the official form."),
        menu=Menu.RETURNS,
        shortcut="Ctrl+E",
        icon="mdi6.file-excel-outline",
        screen=SCREEN,
        begins_group=True,
    ),
)
