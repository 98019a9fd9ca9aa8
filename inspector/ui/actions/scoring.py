"""Actions of the scoring screen."""

from typing import Final

from inspector.i18n.gettext import N_
from inspector.ui.actions.spec import ActionSpec, Menu

SCREEN: Final = "scoring"
CONCLUSIONS: Final = (
    N_("Met"),
    N_("Partly met"),
    N_("Not met"),
    N_("Did not occur this year"),
    N_("Not applicable"),
)
"""What Alt+1 to Alt+5 conclude about a scored item; tasks have their own words in their place."""

_CONCLUDE: Final = tuple(
    ActionSpec(
        key=f"scoring.conclude_{place}",
        text=text,
        tip=N_("Conclude this about the item."),
        menu=Menu.SCORING,
        shortcut=f"Alt+{place}",
        screen=SCREEN,
    )
    for place, text in enumerate(CONCLUSIONS, start=1)
)

ACTIONS: Final = (
    *_CONCLUDE,
    ActionSpec(
        key="scoring.confirm",
        text=N_("Confirm and go on"),
        tip=N_("Confirm the item, as met where nothing was said, and go to the next open one."),
        menu=Menu.SCORING,
        shortcut="Ctrl+Return; Ctrl+Enter",
        icon="mdi6.check",
        screen=SCREEN,
    ),
    ActionSpec(
        key="scoring.finding",
        text=N_("New finding by the first rule"),
        tip=N_("Begin a finding under the first rule of the item."),
        menu=Menu.SCORING,
        shortcut="Alt+D",
        icon="mdi6.plus-circle-outline",
        screen=SCREEN,
        begins_group=True,
    ),
    ActionSpec(
        key="scoring.take_back",
        text=N_("Take the last finding back"),
        tip=N_("Take back the finding that was recorded last under the item."),
        menu=Menu.SCORING,
        shortcut="Alt+Shift+D",
        icon="mdi6.minus-circle-outline",
        screen=SCREEN,
    ),
    ActionSpec(
        key="scoring.paste_picture",
        text=N_("Paste a screenshot as evidence"),
        tip=N_("Put the picture on the clipboard to the current finding."),
        menu=Menu.SCORING,
        shortcut="Ctrl+Shift+V",
        icon="mdi6.image-plus",
        screen=SCREEN,
    ),
    ActionSpec(
        key="scoring.phrases",
        text=N_("Usual phrases…"),
        tip=N_("Add, reword and drop the phrases kept for the rules of the item."),
        menu=Menu.SCORING,
        shortcut="Ctrl+Alt+P",
        icon="mdi6.text-box-edit-outline",
        screen=SCREEN,
    ),
    ActionSpec(
        key="scoring.next_item",
        text=N_("Next item"),
        tip=N_("Go to the next item of the list, from inside a text too."),
        menu=Menu.SCORING,
        shortcut="Alt+Down",
        screen=SCREEN,
        begins_group=True,
    ),
    ActionSpec(
        key="scoring.previous_item",
        text=N_("Previous item"),
        tip=N_("Go to the item before, from inside a text too."),
        menu=Menu.SCORING,
        shortcut="Alt+Up",
        screen=SCREEN,
    ),
    ActionSpec(
        key="scoring.next_unit",
        text=N_("Next unit"),
        tip=N_("Go to the same item of the next unit."),
        menu=Menu.SCORING,
        shortcut="Ctrl+PgDown",
        icon="mdi6.chevron-right",
        screen=SCREEN,
        shows_others=True,
    ),
    ActionSpec(
        key="scoring.previous_unit",
        text=N_("Previous unit"),
        tip=N_("Go to the same item of the unit before."),
        menu=Menu.SCORING,
        shortcut="Ctrl+PgUp",
        icon="mdi6.chevron-left",
        screen=SCREEN,
        shows_others=True,
    ),
    ActionSpec(
        key="scoring.choose_unit",
        text=N_("Choose a unit…"),
        tip=N_("Choose a unit by typing part of its name or first letters of pinyin."),
        menu=Menu.SCORING,
        shortcut="Ctrl+U",
        screen=SCREEN,
        shows_others=True,
    ),
    ActionSpec(
        key="scoring.search",
        text=N_("Find an item"),
        tip=N_("Find items by number, text or first letters of pinyin."),
        menu=Menu.SCORING,
        shortcut="Ctrl+F",
        icon="mdi6.magnify",
        screen=SCREEN,
    ),
    ActionSpec(
        key="scoring.working",
        text=N_("Working of the subtotal"),
        tip=N_("Show how the deduction of this section comes about."),
        menu=Menu.SCORING,
        shortcut="Ctrl+E",
        icon="mdi6.calculator",
        screen=SCREEN,
        shows_others=True,
    ),
    ActionSpec(
        key="scoring.check",
        text=N_("Check the unit"),
        tip=N_("Show what has to be put right before the unit goes on."),
        menu=Menu.SCORING,
        shortcut="F7",
        icon="mdi6.clipboard-alert-outline",
        screen=SCREEN,
        begins_group=True,
    ),
    ActionSpec(
        key="scoring.confirm_rest",
        text=N_("Confirm the rest as met…"),
        tip=N_("Confirm all items of the unit that are still open as met, after showing them."),
        menu=Menu.SCORING,
        shortcut="Ctrl+Shift+Return",
        icon="mdi6.check-all",
        screen=SCREEN,
    ),
    ActionSpec(
        key="scoring.by_unit",
        text=N_("By unit"),
        tip=N_("Work through one unit item by item."),
        menu=Menu.SCORING,
        shortcut="Ctrl+Alt+1",
        screen=SCREEN,
        is_checkable=True,
        begins_group=True,
    ),
    ActionSpec(
        key="scoring.by_item",
        text=N_("By item"),
        tip=N_("Look at one item of all units, and set many at once."),
        menu=Menu.SCORING,
        shortcut="Ctrl+Alt+2",
        screen=SCREEN,
        shows_others=True,
        is_checkable=True,
    ),
    ActionSpec(
        key="scoring.by_rule",
        text=N_("By rule"),
        tip=N_("Look at all findings under one rule, so that like is treated alike."),
        menu=Menu.SCORING,
        shortcut="Ctrl+Alt+3",
        screen=SCREEN,
        shows_others=True,
        is_checkable=True,
    ),
    ActionSpec(
        key="scoring.fill_down",
        text=N_("Fill down"),
        tip=N_("By item: bring the units chosen to where the first of them stands."),
        menu=Menu.SCORING,
        shortcut="Ctrl+D",
        icon="mdi6.arrow-collapse-down",
        screen=SCREEN,
        shows_others=True,
    ),
)

WRITING: Final = (
    *(spec.key for spec in _CONCLUDE),
    "scoring.finding",
    "scoring.take_back",
    "scoring.paste_picture",
    "scoring.confirm_rest",
)
"""What is off while a unit is approved or the file is only read."""
