"""Many papers and large ones: feedback to 120 units, the bulletin over all of them, and DOCX.

Own and other are told in seconds of computing (one processor each), turn by turn in one run, since
a shared machine is busy with other things as well.

LibreOffice converts `CONVERTED` of the 120 papers in one call; what each of these takes beyond a
call with a single one is taken for all others too, and its start is counted once.
"""

import gc
import io
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import docx
from docx.document import Document as WordDocument

from bench.inspected import inspected
from bench.measurement import Measurement, computing, growth, in_turn, ratio
from bench.pages import long_paper
from bench.raw_canvas import RawCanvas
from inspector.report.document import Document, Paragraph, Table
from inspector.report.docx import render_docx
from inspector.report.pdf import pages_of, render_pdf
from inspector.report.typeface import typefaces
from inspector.services import documents, drafts, lookup
from inspector.services.desk import Desk
from inspector.storage.workspace_file import WorkspaceFile

UNITS: Final = 120
ITEMS: Final = 300
SIZES: Final = (60, 120, 300)
TIMES_FASTER: Final = 15
RAW_AT_MOST: Final = 2.5
DOCX_AT_MOST: Final = 4
BULLETIN_SECONDS: Final = 3.0
CONVERTED: Final = 12
DOCX_PAGES: Final = 10


def run() -> Iterator[Measurement]:
    """Measure the batch against LibreOffice and a raw canvas, the bulletin, and a DOCX."""
    with TemporaryDirectory(dir=Path.cwd()) as name:
        folder = Path(name)
        workspaces = {size: _workspace(folder, size) for size in SIZES}
        papers = _feedback(workspaces[UNITS])
        gc.freeze()  # A batch lets each paper go; here all lie in memory for the turns to come.
        yield from _against_libreoffice(papers, folder)
        yield _against_raw_canvas(papers, folder)
        small, usual, large = (_bulletin(workspaces[size], size, folder) for size in SIZES)
        yield from (usual, growth(small, usual), growth(usual, large))
    yield _against_bare_docx()


def _workspace(folder: Path, units: int) -> Path:
    path = folder / f"{units}.inspection"
    desk, _task = inspected(path, units=units, items=ITEMS)
    desk.file.close()
    return path


def _feedback(workspace: Path) -> list[Document]:
    with WorkspaceFile.open(workspace, read_only=True) as file:
        desk = Desk(file=file, author="bench")
        task = lookup.inspection(desk, None)
        units = [part.unit for part in file.reader.assessments(task.id)]
        wish = documents.Wish(kind="feedback")
        return [paper.document for paper in drafts.papers(desk, task, wish, units)]


# Feedback ----------------------------------------------------------------------------------------


def _against_libreoffice(papers: Sequence[Document], folder: Path) -> Iterator[Measurement]:
    if shutil.which("soffice") is None:
        return
    render_pdf(papers[0])
    own = sum(computing(partial(render_pdf, paper)) for paper in papers)
    files = [folder / f"{number}.docx" for number in range(CONVERTED)]
    made = sum(
        computing(partial(_write_bare, paper, path))
        for paper, path in zip(papers, files, strict=False)
    )
    _convert(files[:1], folder)
    alone = computing(lambda: _convert(files[:1], folder))
    several = computing(lambda: _convert(files, folder))
    each = (several - alone) / (CONVERTED - 1)
    other = len(papers) * made / CONVERTED + alone + (len(papers) - 1) * each
    pages = len(list(pages_of(papers[0], typefaces())))
    yield Measurement(
        job=f"{len(papers)} feedback papers of {pages} pages as PDF",
        against="the same texts by python-docx and LibreOffice",
        own=own,
        other=other,
        size=len(papers),
        limit=f"1/{TIMES_FASTER} ×",
        kept=own * TIMES_FASTER <= other,
        remark=f"{other / own:.1f} times faster",
    )


def _convert(files: Sequence[Path], folder: Path) -> None:
    home = f"-env:UserInstallation={(folder / 'office').as_uri()}"
    order = ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*order, *map(str, files)], check=True, capture_output=True)


def _write_bare(paper: Document, target: Path) -> None:
    """Write a paper's texts and tables by python-docx as anybody would."""
    whole = docx.Document()
    for document in (paper, *paper.attachments):
        whole.add_heading(document.head.title)
        for block in document.blocks:
            if isinstance(block, Paragraph):
                whole.add_paragraph(block.heading + "".join(run.text for run in block.runs))
            elif isinstance(block, Table):
                _add_table(whole, block)
    whole.save(str(target))


def _add_table(whole: WordDocument, block: Table) -> None:
    table = whole.add_table(rows=0, cols=len(block.columns))
    titles = [column.title for column in block.columns]
    for row in (titles, *([cell.text for cell in cells] for cells in block.rows)):
        for cell, text in zip(table.add_row().cells, row, strict=False):
            cell.text = text


def _against_raw_canvas(papers: Sequence[Document], folder: Path) -> Measurement:
    laid = [list(pages_of(paper, typefaces())) for paper in papers]
    raw = RawCanvas(laid, folder)
    own = other = 0.0
    for paper, pages in zip(papers, laid, strict=True):
        own += computing(partial(render_pdf, paper))
        other += computing(partial(raw.draw, pages))
    return ratio(
        f"{len(papers)} feedback papers as PDF",
        "drawing the same lines raw on a reportlab canvas",
        own,
        other,
        RAW_AT_MOST,
        size=len(papers),
    )


# Bulletin ----------------------------------------------------------------------------------------


def _bulletin(workspace: Path, units: int, folder: Path) -> Measurement:
    """Time 通报 with its annexes from opening the file to the written PDF."""
    seconds = min(computing(lambda: _write_bulletin(workspace, folder)) for _ in range(3))
    return Measurement(
        job=f"bulletin over {units} units × {ITEMS} items with annexes",
        against=f"{BULLETIN_SECONDS:g} s",
        own=seconds,
        other=BULLETIN_SECONDS,
        size=units,
        limit=f"{BULLETIN_SECONDS:g} s",
        kept=seconds <= BULLETIN_SECONDS,
    )


def _write_bulletin(workspace: Path, folder: Path) -> None:
    with WorkspaceFile.open(workspace, read_only=True) as file:
        desk = Desk(file=file, author="bench")
        task = lookup.inspection(desk, None)
        paper = documents.make(desk, task, documents.Wish(kind="bulletin"))
        documents.write(paper, folder / "通报.pdf")


# DOCX --------------------------------------------------------------------------------------------


def _against_bare_docx() -> Measurement:
    """Time a paper of ten pages against python-docx adding its paragraphs without any style."""
    paper = long_paper(DOCX_PAGES)
    texts = [
        "".join(run.text for run in block.runs)
        for block in paper.blocks
        if isinstance(block, Paragraph)
    ]
    own, other = in_turn(lambda: render_docx(paper), lambda: _add_paragraphs(texts))
    return ratio(
        f"DOCX of {DOCX_PAGES} pages",
        "python-docx adding the same paragraphs bare",
        own,
        other,
        DOCX_AT_MOST,
    )


def _add_paragraphs(texts: Sequence[str]) -> bytes:
    whole = docx.Document()
    for text in texts:
        whole.add_paragraph(text)
    stream = io.BytesIO()
    whole.save(stream)
    return stream.getvalue()
