"""What the window hands to its screens."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QWidget

from inspector.domain.issues import Issue
from inspector.ui.memory import Memory
from inspector.ui.session import Session
from inspector.ui.theme import Theme
from inspector.ui.workers import Workers

if TYPE_CHECKING:
    from inspector.ui.actions.table import Actions
    from inspector.ui.screen import Spot


class Frame(Protocol):
    """What a screen may ask of the window around it."""

    def go_to(self, screen: str, spot: "Spot | None" = None) -> None:
        """Bring a screen to the front, at a place."""
        ...

    def open_workspace(self, path: Path, *, read_only: bool = False) -> None:
        """Open a workspace file in place of the one that is open."""
        ...

    def close_workspace(self) -> None:
        """Close the workspace, handing over what is being typed, and show the start page."""
        ...

    def tell(self, text: str) -> None:
        """Say in passing that something is done."""
        ...

    def warn(self, issues: tuple[Issue, ...]) -> None:
        """Show issues as sentences until they are put away."""
        ...

    @property
    def window_widget(self) -> QWidget:
        """The widget that dialogs belong to."""
        ...

    @property
    def spot(self) -> "Spot | None":
        """Where the screen in front stands; None on the start page."""
        ...

    @property
    def is_field_mode(self) -> bool:
        """Whether only the unit being visited may be shown."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """The parts every screen is built from."""

    session: Session
    workers: Workers
    theme: Theme
    actions: "Actions"
    memory: Memory
    frame: Frame
