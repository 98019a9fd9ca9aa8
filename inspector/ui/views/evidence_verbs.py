"""What is done with evidence of the item shown: pasted, dropped, added, opened, blacked out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path, PurePath
from typing import Any, Final

from PySide6.QtCore import QBuffer, QIODevice, QMimeData, QObject, Qt, QTemporaryDir, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog

from inspector.domain.evidence import Evidence, EvidenceKind
from inspector.domain.finding import Finding
from inspector.i18n.gettext import _
from inspector.report.thumbnails import Shrunk
from inspector.services import blackout, evidence, evidence_files, files
from inspector.services.blackout import Blackened
from inspector.services.desk import Desk
from inspector.services.evidence import Piece
from inspector.services.evidence_files import FiledIn
from inspector.services.files import Hashed
from inspector.services.item_view import EvidenceView, ItemView
from inspector.ui.context import Context
from inspector.ui.dialogs.black_out import EDGE, BlackedOut, BlackOutDialog
from inspector.ui.dialogs.evidence_details import Details, EvidenceDetailsDialog
from inspector.ui.dialogs.reason import ReasonDialog
from inspector.ui.views import evidence_view as tiles

_NEVER_OPENED: Final = frozenset(
    {".exe", ".bat", ".cmd", ".com", ".scr", ".msi", ".js", ".vbs", ".ps1", ".lnk", ".hta", ".jar"}
)
"""Endings of programs: what a unit sends in is not run."""


@dataclass(slots=True)
class Subject:
    """What evidence is put to: an item, and a finding of it or one that is still typed."""

    view: ItemView
    finding: Finding | None = None
    waits: Callable[[tuple[Evidence, ...]], None] | None = None
    """Takes what was put in while the finding is still typed."""
    place: str = ""
    """What is known of where the finding was seen."""
    seen_at: datetime | None = None
    turn: int = 0
    """Counts the findings that were begun, so that each is asked about anew."""

    @property
    def key(self) -> str:
        """Tell one subject from another."""
        return self.finding.id if self.finding is not None else f"{self.view.key}/{self.turn}"


class EvidenceVerbs(QObject):
    """Edits and dialogs about evidence."""

    def __init__(self, context: Context, owner: QObject) -> None:
        super().__init__(owner)
        self._context, self._owner = context, owner
        self._asked: dict[str, Details] = {}
        """What was said once of the pictures of a subject."""
        self._folder: QTemporaryDir | None = None

    def want(self, key: str, subject: Subject, shown: EvidenceView | None) -> None:
        """Carry out what a button asks for."""
        if shown is None:
            {
                tiles.ADD_FILES: self.choose_files,
                tiles.ADD_ADDRESS: self.ask_address,
                tiles.PASTE: self.paste,
            }[key](subject)
            return
        {
            tiles.OPEN: self.open,
            tiles.DESCRIBE: self.describe,
            tiles.BLACK_OUT: self.black_out,
            tiles.REMOVE: self.remove,
            tiles.PURGE: self.purge,
        }[key](subject.view, shown)

    # Putting in -----------------------------------------------------------------------------------

    def paste(self, subject: Subject) -> None:
        """Take what the clipboard holds: a picture, files or an address."""
        # Qt's stubs promise data; on an empty clipboard some platforms hand over none.
        held: QMimeData | None = QGuiApplication.clipboard().mimeData()
        if held is None or not self.take(subject, held):
            self._context.frame.tell(_("The clipboard holds no picture, file or address."))

    def take(self, subject: Subject, held: QMimeData) -> bool:
        """Take a picture, files or an address that were pasted or dropped; False for nothing."""
        paths = [Path(url.toLocalFile()) for url in held.urls() if url.isLocalFile()]
        if paths:
            self._file_in(subject, paths)
        elif held.hasImage():
            self._take_picture(subject, png(QImage(held.imageData())))
        elif _address(held):
            self._add_address(subject, _address(held))
        else:
            return False
        return True

    def choose_files(self, subject: Subject) -> None:
        """Ask for files."""
        dialog = QFileDialog(self._context.frame.window_widget, _("Evidence"))
        dialog.setObjectName("evidence_files")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(
            lambda names: self._file_in(subject, [Path(name) for name in names])
        )
        dialog.open()

    def ask_address(self, subject: Subject) -> None:
        """Ask for an address."""
        text = QGuiApplication.clipboard().text().strip()
        known = text if is_address(text) else subject.place if is_address(subject.place) else ""
        self._ask(
            _("Web address"),
            Details(kind=EvidenceKind.LINK, address=known, taken_at=_now()),
            lambda details: self._add_address(subject, details.address, details),
        )

    def _take_picture(self, subject: Subject, content: bytes) -> None:
        known = self._asked.get(subject.key)
        if known is not None:
            self._add_picture(subject, content, replace(known, taken_at=_now()))
            return
        place = subject.place if is_address(subject.place) else ""
        self._ask(
            _("Screenshot"),
            Details(address=place, taken_at=subject.seen_at or _now()),
            partial(self._first_picture, subject, content),
            content,
        )

    def _first_picture(self, subject: Subject, content: bytes, details: Details) -> None:
        self._asked[subject.key] = replace(details, caption="")
        self._add_picture(subject, content, details)

    def _add_picture(self, subject: Subject, content: bytes, details: Details) -> None:
        known = [one.piece for one in subject.view.evidence]
        piece = Piece(
            source=evidence.picture_name(subject.view.item, known),
            kind=details.kind,
            caption=details.caption,
            taken_at=details.taken_at,
            content=content,
            address=details.address,
        )
        self._add(subject, piece)

    def _add_address(self, subject: Subject, address: str, details: Details | None = None) -> None:
        said = details or Details(taken_at=_now())
        if is_address(address):
            self._add(subject, Piece(source=address, caption=said.caption, taken_at=said.taken_at))
        else:
            self._context.frame.tell(_("An address begins with http:// or https://."))

    def _add(self, subject: Subject, piece: Piece) -> None:
        view, finding = subject.view, subject.finding

        def edit(desk: Desk) -> Any:
            return evidence.add(desk, view.task, view.unit, view.item, (piece,), finding)

        self._context.session.edit(edit, self._owner, lambda done: self._added(subject, done[0]))

    def _added(self, subject: Subject, added: tuple[Evidence, ...]) -> None:
        if subject.waits is not None:
            subject.waits(added)

    def _file_in(self, subject: Subject, paths: Sequence[Path]) -> None:
        view, finding = subject.view, subject.finding

        def keep(known: Sequence[Hashed]) -> None:
            def edit(desk: Desk) -> FiledIn:
                return evidence_files.file_in(
                    desk, view.task, view.unit, view.item, paths, finding, known
                )

            self._context.session.edit(edit, self._owner, self._filed_in)

        self._context.workers.run("files.read", {"sources": paths}, keep, self._owner)

    def _filed_in(self, filed: FiledIn) -> None:
        told = "、".join(f"{number}（{count}）" for number, count in filed.placed)
        self._context.frame.tell(_("Evidence put to {items}").format(items=told))

    # With one piece -------------------------------------------------------------------------------

    def describe(self, view: ItemView, shown: EvidenceView) -> None:
        """Ask what is known of a piece."""
        piece = shown.piece
        known = Details(
            kind=piece.kind,
            address=piece.address,
            taken_at=piece.taken_at,
            caption=piece.caption,
        )

        def given(details: Details) -> None:
            if details != known:
                self._correct(view, piece, details)

        self._ask(_("Describe"), known, given)

    def _correct(self, view: ItemView, piece: Evidence, details: Details) -> None:
        def edit(desk: Desk) -> Any:
            return evidence.update(
                desk,
                view.task,
                piece,
                kind=details.kind,
                address=details.address,
                taken_at=details.taken_at,
                caption=details.caption,
            )

        self._context.session.edit(edit, self._owner)

    def remove(self, view: ItemView, shown: EvidenceView) -> None:
        """Take a piece away from its item."""
        self._context.session.edit(
            lambda desk: evidence.remove(desk, view.task, shown.piece), self._owner
        )

    def purge(self, _view: ItemView, shown: EvidenceView) -> None:
        """Ask why a file is removed for good, and remove it."""

        def given(reason: str) -> None:
            self._context.session.edit(
                lambda desk: evidence.purge(desk, shown.piece, reason), self._owner
            )

        question = _("“{name}” is removed for good, from history and snapshots too. Why?")
        ReasonDialog(
            _("Purge"),
            question.format(name=shown.title),
            given,
            self._context.frame.window_widget,
        ).open()

    def black_out(self, _view: ItemView, shown: EvidenceView) -> None:
        """Show a picture to be blacked out in parts."""
        if shown.piece.blob is None:
            return
        arguments = {"door": self._context.session.door, "piece": shown.piece}

        def put(decided: BlackedOut, made: Blackened) -> None:
            self._context.session.edit(
                lambda desk: blackout.put_in_place(desk, shown.piece, made, decided.purge_reason),
                self._owner,
            )

        def given(decided: BlackedOut) -> None:
            wanted = {**arguments, "boxes": decided.boxes}
            then = partial(put, decided)
            self._context.workers.run("evidence.black_out", wanted, then, self._owner)

        def show(picture: Shrunk) -> None:
            window = self._context.frame.window_widget
            BlackOutDialog(picture, given, self._context.theme, window).open()

        wanted = {**arguments, "edge": EDGE}
        self._context.workers.run("evidence.picture", wanted, show, self._owner)

    def open(self, _view: ItemView, shown: EvidenceView) -> None:
        """Open a file with the system's program, or an address in the browser."""
        piece = shown.piece
        if piece.blob is None or shown.size is None:
            if is_address(piece.address):
                QDesktopServices.openUrl(QUrl(piece.address))
            return
        if PurePath(piece.name).suffix.lower() in _NEVER_OPENED:
            self._context.frame.tell(
                _("{name} is a program and is not run.").format(name=piece.name)
            )
            return
        if self._folder is None:
            self._folder = QTemporaryDir()
        target = Path(self._folder.path()) / piece.id[:8] / files.file_name(piece.name)
        self._context.workers.run(
            "files.write_out",
            {"door": self._context.session.door, "blob": piece.blob, "target": target},
            _show_file,
            self._owner,
        )

    def _ask(
        self, title: str, known: Details, given: Callable[[Details], None], picture: bytes = b""
    ) -> None:
        window = self._context.frame.window_widget
        EvidenceDetailsDialog(title, known, given, window, picture).open()


def _show_file(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def png(image: QImage) -> bytes:
    """Return a picture as PNG."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def is_address(text: str) -> bool:
    """Whether a text is a web address."""
    return evidence.is_address(text.strip())


def _address(held: QMimeData) -> str:
    remote = [url.toString() for url in held.urls() if not url.isLocalFile()]
    text = remote[0] if remote else held.text().strip()
    return text if is_address(text) and len(text.split()) == 1 else ""


def _now() -> datetime:
    return datetime.now().replace(second=0, microsecond=0)
