"""What this machine remembers of the window: sizes, columns, filters, the last place."""

import hashlib
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QObject, QSettings
from PySide6.QtWidgets import QHeaderView, QMainWindow, QSplitter

from inspector import paths


class Memory(QObject):
    """Values by name, kept apart for each workspace; losing them costs nobody any work."""

    def __init__(self, parent: QObject | None = None, file: Path | None = None) -> None:
        super().__init__(parent)
        where = file or paths.window_memory()
        self._store = QSettings(str(where), QSettings.Format.IniFormat, self)
        self._group = "program"
        self._splitters: dict[str, QSplitter] = {}
        self._headers: dict[str, QHeaderView] = {}

    def use(self, workspace: Path | None) -> None:
        """Remember for this workspace from now on; without one, for the program."""
        self.flush()
        self._group = "program"
        if workspace is not None:
            self._group = hashlib.sha256(str(workspace.resolve()).encode()).hexdigest()[:16]
        for key, splitter in self._splitters.items():
            self._restore(splitter, f"splitter/{key}")
        for key, header in self._headers.items():
            self._restore(header, f"header/{key}")

    def value(self, key: str, default: Any = None) -> Any:
        """Return what was put under a key, texts and lists of texts as they were."""
        return self._store.value(f"{self._group}/{key}", default)

    def put(self, key: str, value: Any) -> None:
        """Keep a text, a list of texts or bytes."""
        self._store.setValue(f"{self._group}/{key}", value)

    def keep_splitter(self, splitter: QSplitter, key: str) -> None:
        """Restore a splitter's sizes now and keep them when they change."""
        self._splitters[key] = splitter
        splitter.destroyed.connect(lambda: self._splitters.pop(key, None))
        self._restore(splitter, f"splitter/{key}")
        splitter.splitterMoved.connect(
            lambda _pos, _index: self.put(f"splitter/{key}", splitter.saveState())
        )

    def keep_header(self, header: QHeaderView, key: str) -> None:
        """Restore a header's widths and order now and keep them when they change."""
        self._headers[key] = header
        header.destroyed.connect(lambda: self._headers.pop(key, None))
        self._restore(header, f"header/{key}")

        def keep() -> None:
            self.put(f"header/{key}", header.saveState())

        header.sectionResized.connect(lambda _index, _old, _new: keep())
        header.sectionMoved.connect(lambda _index, _old, _new: keep())

    def keep_window(self, window: QMainWindow) -> None:
        """Write down a window's size and place."""
        self._store.setValue("window/geometry", window.saveGeometry())

    def restore_window(self, window: QMainWindow) -> bool:
        """Give a window its former size and place; False where none is known."""
        state = self._store.value("window/geometry")
        return isinstance(state, QByteArray) and window.restoreGeometry(state)

    def flush(self) -> None:
        """Write to disk what is still in memory."""
        self._store.sync()

    def _restore(self, widget: QSplitter | QHeaderView, key: str) -> None:
        state = self.value(key)
        if isinstance(state, QByteArray) and not state.isEmpty():
            widget.restoreState(state)
