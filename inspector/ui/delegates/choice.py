"""Edits a cell by choosing one of its words; the model takes the word as if it were typed."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QComboBox, QStyledItemDelegate, QStyleOptionViewItem, QWidget

Index = QModelIndex | QPersistentModelIndex


class ChoiceDelegate(QStyledItemDelegate):
    """A list to choose from, asked for when a cell is about to be edited."""

    def __init__(
        self, choices: Callable[[Index], Sequence[str]], name: str, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._choices = choices
        self._name = name

    def createEditor(  # noqa: N802
        self,
        parent: QWidget,
        option: QStyleOptionViewItem,  # noqa: ARG002
        index: Index,
    ) -> Any:
        """Make the list, none where there is nothing to choose; choosing ends the editing."""
        choices = self._choices(index)
        if not choices:
            return None
        box = QComboBox(parent)
        box.setAccessibleName(self._name)
        box.addItems(list(choices))
        box.activated.connect(lambda _place: self._take(box))
        return box

    def setEditorData(self, editor: QWidget, index: Index) -> None:  # noqa: N802
        """Begin at what stands in the cell."""
        assert isinstance(editor, QComboBox)
        editor.setCurrentText(str(index.data(Qt.ItemDataRole.EditRole)))

    def setModelData(  # noqa: N802
        self, editor: QWidget, model: QAbstractItemModel, index: Index
    ) -> None:
        """Hand the word over."""
        assert isinstance(editor, QComboBox)
        model.setData(index, editor.currentText())

    def _take(self, box: QComboBox) -> None:
        self.commitData.emit(box)
        self.closeEditor.emit(box)


class TextDelegate(QStyledItemDelegate):
    """A line to type into, for cells that may be edited now."""

    def __init__(
        self, may_edit: Callable[[Index], bool], name: str, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._may_edit = may_edit
        self._name = name

    def createEditor(  # noqa: N802
        self, parent: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> Any:
        """Make the line, none where the cell is settled."""
        if not self._may_edit(index):
            return None
        editor = super().createEditor(parent, option, index)
        editor.setAccessibleName(self._name)
        return editor
