"""A composed paper read as a person reads it: its words, paragraph by paragraph."""

from inspector.report.document import Document, Paragraph, Table
from inspector.report.numbering import Numbering


def paragraphs(document: Document) -> list[str]:
    """Return the paragraphs as printed, numbers included."""
    numbering = Numbering()
    lines = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            number = numbering.next(block.level) if block.level else ""
            stop = "。" if block.heading and block.runs else ""
            lines.append(number + block.heading + stop + "".join(run.text for run in block.runs))
    return lines


def text(document: Document) -> str:
    """Return all paragraphs in one."""
    return "\n".join(paragraphs(document))


def tables(document: Document, name: str) -> list[Table]:
    """Return the tables of that name."""
    return [block for block in document.blocks if isinstance(block, Table) and block.name == name]


def rows(table: Table) -> list[list[str]]:
    """Return a table's cells as text."""
    return [[cell.text for cell in row] for row in table.rows]


def everything(document: Document) -> str:
    """Return every word of a paper and its forms, tables and head included."""
    cells = [
        cell.text
        for block in document.blocks
        if isinstance(block, Table)
        for row in block.rows
        for cell in row
    ]
    notes = [note for block in document.blocks if isinstance(block, Table) for note in block.notes]
    own = "\n".join([repr(document.head), text(document), *cells, *notes])
    return "\n".join([own, *map(everything, document.attachments)])
