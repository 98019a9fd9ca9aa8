"""The folder in which papers are looked for and written, remembered for each workspace."""

from pathlib import Path
from typing import Final

from inspector.ui.context import Context

_KEY: Final = "documents.folder"


class PaperFolder:
    """Where papers were written last, or the folder of the workspace."""

    def __init__(self, context: Context) -> None:
        self._context = context

    @property
    def path(self) -> Path:
        """Return a folder that is there."""
        workspace = self._context.session.path
        beside = Path.home() if workspace is None else workspace.parent
        known = Path(str(self._context.memory.value(_KEY, "") or beside))
        return known if known.is_dir() else beside

    def remember(self, folder: Path) -> None:
        """Begin here the next time."""
        self._context.memory.put(_KEY, str(folder))
