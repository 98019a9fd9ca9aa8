"""Classes whose modules are loaded when somebody first asks for one: most dialogs, on most days.

All modules of all dialogs took a quarter of a second of the window's start. The name is given its
type where types are checked:

    if TYPE_CHECKING:
        from inspector.ui.dialogs.about import AboutDialog
    else:
        AboutDialog = later("inspector.ui.dialogs.about", "AboutDialog")
"""

from collections.abc import Callable
from importlib import import_module
from typing import Any


def later(module: str, name: str) -> Callable[..., Any]:
    """Return what makes instances of a class as the class itself would."""

    def made(*arguments: Any, **named: Any) -> Any:
        return getattr(import_module(module), name)(*arguments, **named)

    return made
