"""The public version of a paper: its own words without addresses, pictures and persons."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from inspector.domain.issues import Issue, Place, Severity
from inspector.report import phrasing
from inspector.report.document import (
    Annex,
    Block,
    Cell,
    Chart,
    Document,
    Head,
    Paragraph,
    Pictures,
    Run,
    Signature,
    Table,
)
from inspector.report.kinds import Kind
from inspector.report.public_words import PublicWords

PUBLIC_NOTE: Final = "此件公开发布"
"""附注 of a paper that the public may read."""
_MARK: Final = phrasing.gap("此处略去不公开的内容，请改写本句")
_MARK_IN_TABLE: Final = "（略）"
"""Tables follow from the data and are not written on: a gap there could not be filled."""
_AROUND: Final = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A public version, and what was left out of it, for a person to check."""

    document: Document
    left_out: tuple[Issue, ...] = ()


def public_version(document: Document, kind: Kind, words: PublicWords) -> Published:
    """Return the public version of a paper as a paper of its own kind.

    What people changed in the paper stays changed, and its blocks keep their ids.
    """
    making = _Making(kind, words, document.head.title)
    made = making.document(document)
    return Published(document=made, left_out=tuple(making.issues))


@dataclass
class _Making:
    """Makes one public version and notes what it leaves out."""

    kind: Kind
    words: PublicWords
    title: str
    issues: list[Issue] = field(default_factory=list)
    annex: str = ""
    """The annex that is gone through."""

    def document(self, document: Document) -> Document:
        blocks = self._blocks(document.blocks)
        return replace(
            document,
            kind=self.kind.key,
            head=self._head(document.head),
            blocks=blocks,
            attachments=tuple(map(self._form, document.attachments)),
            pictures={},
        )

    def _form(self, form: Document) -> Document:
        made = self.document(form)
        return replace(made, kind=form.kind, head=replace(made.head, note=form.head.note))

    def _head(self, head: Head) -> Head:
        if head.issuer_upward:
            self._tell("public.person", word=head.issuer_upward, text=head.issuer_upward)
        if self.words.is_private(head.note):
            self._tell("public.note", text=head.note)
        return replace(
            head,
            title=self._text(head.title, _MARK),
            addressee=self._text(head.addressee, _MARK),
            issuer_upward="",
            note=PUBLIC_NOTE,
        )

    def _blocks(self, blocks: Iterable[Block]) -> tuple[Block, ...]:
        kept: list[Block] = []
        emptied: Block | None = None
        for block in blocks:
            if isinstance(block, Annex):
                self._drop_annex(kept, emptied)
                self.annex = block.title
            made = self._block(block)
            if made is not None:
                kept.append(made)
            elif kept:
                emptied = kept[-1]
        self._drop_annex(kept, emptied)
        return tuple(kept)

    def _drop_annex(self, kept: list[Block], emptied: Block | None) -> None:
        """Drop an annex of which nothing is left, and name where the text speaks of annexes."""
        if not kept or kept[-1] is not emptied or not isinstance(emptied, Annex):
            return
        annex = emptied
        kept.pop()
        self._tell("public.annex", word=annex.title)
        for text in _prose(kept):
            for word in (annex.title, "附件"):
                at = text.find(word)
                if at >= 0:
                    self._tell("public.names_annex", word=annex.title, text=_around(text, at))
                    break

    def _block(self, block: Block) -> Block | None:
        match block:
            case Pictures():
                self._tell_made("public.pictures", block.title, len(block.pictures))
                return None
            case Table() if block.name in self.kind.leaves_out:
                self._tell_made("public.table", block.title, len(block.rows))
                return None
            case Table():
                return self._table(block)
            case Paragraph():
                return self._paragraph(block)
            case Annex():
                return replace(block, title=self._text(block.title, _MARK_IN_TABLE))
            case Signature():
                return replace(block, fields=tuple(map(self._cell_text, block.fields)))
            case Chart():
                return replace(block, notes=tuple(map(self._cell_text, block.notes)))

    def _paragraph(self, block: Paragraph) -> Paragraph | None:
        heading = self._text(block.heading, _MARK)
        whole = "".join(run.text for run in block.runs)
        runs = tuple(replace(run, text=self._text(run.text, _MARK)) for run in block.runs)
        if self.words.is_private("".join(run.text for run in runs)):
            runs = (Run(text=self._text(whole, _MARK)),)  # a name half in strong type
        runs = tuple(run for run in runs if run.text)
        is_gone = bool(block.heading or block.runs) and not heading and not runs
        return None if is_gone else replace(block, heading=heading, runs=runs)

    def _table(self, table: Table) -> Table:
        return replace(
            table,
            title=self._cell_text(table.title),
            header=tuple(self._row(row) for row in table.header),
            rows=tuple(self._row(row) for row in table.rows),
            notes=tuple(filter(None, map(self._cell_text, table.notes))),
        )

    def _row(self, row: tuple[Cell, ...]) -> tuple[Cell, ...]:
        return tuple(replace(cell, text=self._cell_text(cell.text)) for cell in row)

    def _cell_text(self, text: str) -> str:
        return self._text(text, _MARK_IN_TABLE)

    def _text(self, text: str, mark: str) -> str:
        made, removed = self.words.without(text, mark)
        for one in removed:
            is_broken = one.is_broken and mark == _MARK
            code = "public.broken" if is_broken else f"public.{one.private}"
            self._tell(code, word=one.words, text=_around(text, text.find(one.words)))
        return made

    def _tell_made(self, code: str, title: str, count: int) -> None:
        self._tell(code, word=title or self.annex or self.title, count=str(count))

    def _tell(self, code: str, **named: str) -> None:
        is_for_someone = code in ("public.broken", "public.names_annex")
        severity = Severity.WARNING if is_for_someone else Severity.NOTE
        place = Place(file=self.title)
        self.issues.append(Issue(code=code, severity=severity, place=place, parameters=named))


def _prose(blocks: Collection[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            stop = "。" if block.heading and block.runs else ""
            yield block.heading + stop + "".join(run.text for run in block.runs)


def _around(text: str, at: int) -> str:
    line = text[max(at - _AROUND, 0) : at + 2 * _AROUND]
    return " ".join(line.split())
