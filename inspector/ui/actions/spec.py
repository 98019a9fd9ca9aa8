"""What one action is: a row of the table from which menus, shortcuts and the manual are made."""

from dataclasses import dataclass
from enum import StrEnum


class Menu(StrEnum):
    """The menus of the window, in order."""

    FILE = "file"
    EDIT = "edit"
    VIEW = "view"
    TASK = "task"
    SCORING = "scoring"
    RECTIFICATION = "rectification"
    ANALYSIS = "analysis"
    DOCUMENTS = "documents"
    RETURNS = "returns"
    CHECKLISTS = "checklists"
    HELP = "help"


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionSpec:
    """One action; texts are English and translated where they are shown."""

    key: str
    """`area.verb`."""
    text: str
    """What the menu says."""
    tip: str
    """One sentence on what it does."""
    menu: Menu
    shortcut: str = ""
    """As QKeySequence reads it; several are parted by a semicolon and a space."""
    icon: str = ""
    """A name of qtawesome's."""
    screen: str = ""
    """Acts only while this screen is in front; empty: everywhere."""
    needs_workspace: bool = True
    """Whether it makes sense only while a workspace is open."""
    is_checkable: bool = False
    begins_group: bool = False
    """Whether a line parts it from the action before it in the menu."""
    in_palette: bool = True
    shows_others: bool = False
    """Whether it shows other units or sums, and so may not be chosen in field mode."""
