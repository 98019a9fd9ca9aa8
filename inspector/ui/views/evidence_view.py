"""The evidence of an item as tiles: added, opened, described, blacked out, taken away, purged."""

from collections.abc import Mapping, Sequence
from pathlib import PurePath
from typing import Final

from PySide6.QtCore import QItemSelectionModel, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QListView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from inspector.domain.evidence import EvidenceKind
from inspector.domain.ids import BlobId
from inspector.i18n.gettext import _
from inspector.i18n.words import label
from inspector.services.item_view import EvidenceView, ItemView
from inspector.ui.models.table import Column, TableModel
from inspector.ui.theme import GAP, Theme

EDGE: Final = 64
"""Pixels of a thumbnail at 100 %."""
_ICONS: Final[Mapping[str, str]] = {
    ".pdf": "mdi6.file-pdf-box",
    ".doc": "mdi6.file-word-box-outline",
    ".docx": "mdi6.file-word-box-outline",
    ".wps": "mdi6.file-word-box-outline",
    ".xls": "mdi6.file-excel-box-outline",
    ".xlsx": "mdi6.file-excel-box-outline",
    ".et": "mdi6.file-excel-box-outline",
    ".zip": "mdi6.folder-zip-outline",
}
ADD_FILES, ADD_ADDRESS, PASTE = "add_files", "add_address", "paste"
OPEN, DESCRIBE, BLACK_OUT, REMOVE, PURGE = "open", "describe", "black_out", "remove", "purge"
_NEED_UNLOCKED: Final = frozenset(
    {ADD_FILES, ADD_ADDRESS, PASTE, DESCRIBE, BLACK_OUT, REMOVE, PURGE}
)
_NEED_ONE: Final = frozenset({OPEN, DESCRIBE, BLACK_OUT, REMOVE, PURGE})


class EvidenceTiles(QWidget):
    """Tiles with a row of buttons; every wish is handed on."""

    wanted = Signal(str, object)
    """What is wanted, and the EvidenceView it is wanted of, or None."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("evidence_view")
        self._theme = theme
        self._is_locked = True
        self._thumbnails: dict[BlobId, QIcon] = {}
        self._model: TableModel[EvidenceView] = TableModel(
            (Column(_("Evidence"), tile_words, tip=tile_tip, icon=self._icon),), self
        )
        self._list = self._make_list()
        self._buttons = self._make_buttons()
        self._twins = QLabel()
        self._twins.setObjectName("evidence_twins")
        self._twins.setProperty("kind", "warning")
        self._twins.setWordWrap(True)
        row = QHBoxLayout()
        row.setSpacing(GAP // 2)
        for key, button in self._buttons.items():
            if key == OPEN:
                row.addStretch(1)
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP, GAP, GAP, GAP)
        column.setSpacing(GAP // 2)
        column.addLayout(row)
        column.addWidget(self._list, 1)
        column.addWidget(self._twins)
        self._hint = QLabel(_("Drop files here, or paste a screenshot or an address."))
        self._hint.setProperty("kind", "muted")
        self._hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._hint.setWordWrap(True)
        QVBoxLayout(self._list).addWidget(self._hint)

    def show_view(self, view: ItemView) -> None:
        """Show an item's evidence; the selected piece stays selected."""
        selected = self.selected
        self._is_locked = view.is_locked
        self._model.replace(view.evidence)
        told = [twin_words(one) for one in view.evidence if one.twins]
        self._twins.setText("\n".join(told))
        self._twins.setVisible(bool(told))
        self._hint.setVisible(not view.evidence and not view.is_locked)
        if selected is not None:
            self.select(selected.piece.id)
        self._follow_selection()

    def missing(self) -> tuple[BlobId, ...]:
        """Return the pictures that are shown without a thumbnail yet."""
        wanted = (one.piece.blob for one in self._model.rows if one.is_picture)
        return tuple(blob for blob in wanted if blob is not None and blob not in self._thumbnails)

    def take_thumbnails(self, made: Mapping[BlobId, bytes]) -> None:
        """Show thumbnails, PNG each."""
        for blob, content in made.items():
            picture = QPixmap()
            picture.loadFromData(content)
            picture.setDevicePixelRatio(2)
            self._thumbnails[blob] = QIcon(picture)
        self._model.update(self._model.rows, lambda one: one.piece.id)

    @property
    def selected(self) -> EvidenceView | None:
        """The piece that is selected."""
        rows = self._list.selectionModel().selectedIndexes()
        return self._model.value(rows[0].row()) if rows else None

    @property
    def pieces(self) -> Sequence[EvidenceView]:
        """The pieces that are shown."""
        return self._model.rows

    def select(self, piece: str) -> None:
        """Select a piece by its id."""
        for place, one in enumerate(self._model.rows):
            if one.piece.id == piece:
                index = self._model.index(place, 0)
                flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
                self._list.selectionModel().setCurrentIndex(index, flag)
                return

    # Parts ----------------------------------------------------------------------------------------

    def _make_list(self) -> QListView:
        tiles = QListView()
        tiles.setObjectName("evidence_tiles")
        tiles.setAccessibleName(_("Evidence"))
        tiles.setModel(self._model)
        tiles.setViewMode(QListView.ViewMode.IconMode)
        tiles.setIconSize(QSize(EDGE, EDGE * 3 // 4))
        tiles.setGridSize(QSize(EDGE + 64, EDGE * 3 // 4 + 32))
        tiles.setResizeMode(QListView.ResizeMode.Adjust)
        tiles.setMovement(QListView.Movement.Static)
        tiles.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        tiles.setUniformItemSizes(True)
        tiles.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        tiles.setAcceptDrops(False)
        tiles.activated.connect(lambda _index: self._want(OPEN))
        tiles.selectionModel().selectionChanged.connect(lambda *_: self._follow_selection())
        return tiles

    def _make_buttons(self) -> dict[str, QToolButton]:
        made = {}
        for key, text, icon in (
            (ADD_FILES, _("Files…"), "mdi6.file-plus-outline"),
            (ADD_ADDRESS, _("Address…"), "mdi6.link-plus"),
            (PASTE, _("Paste"), "mdi6.image-plus-outline"),
            (OPEN, _("Open"), "mdi6.open-in-new"),
            (DESCRIBE, _("Describe…"), "mdi6.pencil-outline"),
            (BLACK_OUT, _("Black out…"), "mdi6.marker"),
            (REMOVE, _("Remove"), "mdi6.tray-minus"),
            (PURGE, _("Purge…"), "mdi6.delete-forever-outline"),
        ):
            button = QToolButton()
            button.setObjectName(f"evidence_{key}")
            button.setText(text)
            button.setAccessibleName(text)
            button.setToolTip(_tips()[key])
            button.setIcon(self._theme.icon(icon))
            if key not in _NEED_ONE:
                button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.clicked.connect(lambda _on=False, key=key: self._want(key))
            made[key] = button
        return made

    def _follow_selection(self) -> None:
        one = self.selected
        for key, button in self._buttons.items():
            can = not (self._is_locked and key in _NEED_UNLOCKED)
            if key in _NEED_ONE:
                can = can and one is not None and _can(key, one)
            button.setEnabled(can)

    def _want(self, key: str) -> None:
        if self._buttons[key].isEnabled():
            self.wanted.emit(key, self.selected if key in _NEED_ONE else None)

    def _icon(self, one: EvidenceView) -> QIcon:
        known = None if one.piece.blob is None else self._thumbnails.get(one.piece.blob)
        if known is not None:
            return known
        if one.is_purged:
            return self._theme.icon("mdi6.file-remove-outline", "off")
        if one.piece.blob is None:
            is_link = one.piece.kind is EvidenceKind.LINK or bool(one.piece.address)
            return self._theme.icon(
                "mdi6.link-variant" if is_link else "mdi6.file-question-outline"
            )
        if one.is_picture:
            return self._theme.icon("mdi6.image-outline")
        ending = PurePath(one.piece.name).suffix.lower()
        return self._theme.icon(_ICONS.get(ending, "mdi6.file-outline"))


def tile_words(one: EvidenceView) -> str:
    """Return what stands under a tile."""
    mark = f"[{one.finding}] " if one.finding is not None else ""
    warned = "⚠ " if one.twins else ""
    return warned + mark + one.title


def tile_tip(one: EvidenceView) -> str:
    """Return all that is known of a piece."""
    piece = one.piece
    told = [one.title, label(piece.kind)]
    told += [text for text in (piece.name, piece.address) if text not in told]
    if piece.taken_at is not None:
        told.append(_("Taken {at}").format(at=piece.taken_at.strftime("%Y-%m-%d %H:%M")))
    if one.finding is not None:
        told.append(_("Shows finding {place}").format(place=one.finding))
    if piece.from_unit:
        told.append(_("Sent in by the unit"))
    if one.is_purged:
        told.append(_("Its file was purged"))
    if one.twins:
        told.append(twin_words(one))
    return "\n".join(filter(None, told))


def twin_words(one: EvidenceView) -> str:
    """Return where else the same file stands."""
    places = "、".join(f"{twin.unit} {twin.number}".strip() for twin in one.twins)
    return _(
        "⚠ “{name}” is evidence for {places} too: one of them may have the wrong file."
    ).format(name=one.title, places=places)


def _can(key: str, one: EvidenceView) -> bool:
    match key:
        case "open":
            return one.size is not None or bool(one.piece.address)
        case "black_out":
            return one.is_picture
        case "purge":
            return one.size is not None
        case _:
            return True


def _tips() -> Mapping[str, str]:
    return {
        ADD_FILES: _("Put files to this item; files and folders may be dropped here too."),
        ADD_ADDRESS: _("Put a web address to this item."),
        PASTE: _("Paste a picture from the clipboard as evidence.") + "  Ctrl+Shift+V",
        OPEN: _("Open the file or the address."),
        DESCRIBE: _("Say what it shows, where and when it was taken."),
        BLACK_OUT: _("Black out parts of the picture, burnt in."),
        REMOVE: _("Take it away from this item; undo brings it back."),
        PURGE: _("Remove the file for good, from history and snapshots too."),
    }
