"""Actions of statistics: copy the picture, export the data, go to what a figure is about."""

from typing import Final

from inspector.i18n.gettext import N_
from inspector.ui.actions.spec import ActionSpec, Menu

SCREEN: Final = "analysis"

ACTIONS: Final = (
    ActionSpec(
        key="analysis.copy_picture",
        text=N_("Copy the picture"),
        tip=N_("Copy the chart as a picture, to be pasted into a paper or slides."),
        menu=Menu.ANALYSIS,
        shortcut="Ctrl+Shift+C",
        icon="mdi6.content-copy",
        screen=SCREEN,
    ),
    ActionSpec(
        key="analysis.save_picture",
        text=N_("Save the picture…"),
        tip=N_("Save the chart as a picture file."),
        menu=Menu.ANALYSIS,
        shortcut="Ctrl+Shift+G",
        icon="mdi6.image-outline",
        screen=SCREEN,
    ),
    ActionSpec(
        key="analysis.export",
        text=N_("Export the data…"),
        tip=N_("Write every view within the class or unit chosen as a workbook."),
        menu=Menu.ANALYSIS,
        shortcut="Ctrl+E",
        icon="mdi6.file-excel-outline",
        screen=SCREEN,
    ),
    ActionSpec(
        key="analysis.radar",
        text=N_("As a radar"),
        tip=N_("Draw the rates by part as a radar instead of bars."),
        menu=Menu.ANALYSIS,
        shortcut="Ctrl+Shift+A",
        icon="mdi6.hexagon-outline",
        screen=SCREEN,
        is_checkable=True,
        begins_group=True,
    ),
    ActionSpec(
        key="analysis.next_view",
        text=N_("Next view"),
        tip=N_("Show the next view of the figures."),
        menu=Menu.ANALYSIS,
        shortcut="Ctrl+Tab",
        icon="mdi6.tab",
        screen=SCREEN,
    ),
    ActionSpec(
        key="analysis.open_item",
        text=N_("Show in scoring"),
        tip=N_("Go to the unit, and to the item where the figure is one item's."),
        menu=Menu.ANALYSIS,
        shortcut="Ctrl+G",
        icon="mdi6.arrow-right-circle-outline",
        screen=SCREEN,
    ),
)
