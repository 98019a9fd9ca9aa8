"""Actions of the overview: sheets, states, division, objections, approval."""

from typing import Final

from inspector.i18n.gettext import N_
from inspector.ui.actions.spec import ActionSpec, Menu

_SCREEN: Final = "overview"

ACTIONS: Final = (
    ActionSpec(
        key="overview.add_units",
        text=N_("Add units…"),
        tip=N_("Let further units take part: paste a column from Excel, or choose a file."),
        menu=Menu.TASK,
        shortcut="Ctrl+Shift+U",
        icon="mdi6.account-multiple-plus-outline",
        screen=_SCREEN,
    ),
    ActionSpec(
        key="overview.correct_unit",
        text=N_("Correct the unit…"),
        tip=N_("Correct the names, code and contact of the unit chosen; its work stays."),
        menu=Menu.TASK,
        shortcut="F2",
        icon="mdi6.account-edit-outline",
        screen=_SCREEN,
    ),
    ActionSpec(
        key="overview.send_sheets",
        text=N_("Send out sheets…"),
        tip=N_("Write the self-assessment sheets of the units chosen and note them as sent."),
        menu=Menu.TASK,
        shortcut="Ctrl+Shift+S",
        icon="mdi6.email-arrow-right-outline",
        screen=_SCREEN,
        begins_group=True,
    ),
    ActionSpec(
        key="overview.take_sheets",
        text=N_("Take sheets in…"),
        tip=N_("Take in sheets that came back, many at once, after a review."),
        menu=Menu.TASK,
        shortcut="Ctrl+Shift+R",
        icon="mdi6.email-arrow-left-outline",
        screen=_SCREEN,
    ),
    ActionSpec(
        key="overview.divide",
        text=N_("Divide the work…"),
        tip=N_("Give the units chosen to a team or to inspectors."),
        menu=Menu.TASK,
        shortcut="Ctrl+Shift+D",
        icon="mdi6.account-group-outline",
        screen=_SCREEN,
        begins_group=True,
    ),
    ActionSpec(
        key="overview.package",
        text=N_("Make packages…"),
        tip=N_("Write files for laptops with the units they are to check."),
        menu=Menu.TASK,
        shortcut="Ctrl+Shift+K",
        icon="mdi6.package-variant-closed",
        screen=_SCREEN,
    ),
    ActionSpec(
        key="overview.advance",
        text=N_("Go on…"),
        tip=N_("Let the units chosen enter their next state, after a look at what holds each."),
        menu=Menu.TASK,
        shortcut="Ctrl+Shift+A",
        icon="mdi6.arrow-right-circle-outline",
        screen=_SCREEN,
        begins_group=True,
    ),
    ActionSpec(
        key="overview.papers",
        text=N_("Make papers…"),
        tip=N_("Make official papers for the units chosen."),
        menu=Menu.TASK,
        shortcut="Ctrl+Shift+G",
        icon="mdi6.file-document-multiple-outline",
        screen=_SCREEN,
    ),
    ActionSpec(
        key="overview.object",
        text=N_("Register an objection…"),
        tip=N_("Take down what the unit chosen objects to."),
        menu=Menu.TASK,
        shortcut="Ctrl+Shift+O",
        icon="mdi6.comment-alert-outline",
        screen=_SCREEN,
        begins_group=True,
    ),
    ActionSpec(
        key="overview.approve",
        text=N_("Approve…"),
        tip=N_("The meeting's table: ranks, marks, proposed and approved grades."),
        menu=Menu.TASK,
        shortcut="Ctrl+Shift+F",
        icon="mdi6.gavel",
        screen=_SCREEN,
    ),
    ActionSpec(
        key="overview.unlock",
        text=N_("Unlock…"),
        tip=N_("Open an approved unit again, for a reason and with a second person's name."),
        menu=Menu.TASK,
        shortcut="Ctrl+Shift+L",
        icon="mdi6.lock-open-variant-outline",
        screen=_SCREEN,
    ),
)
