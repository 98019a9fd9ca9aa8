"""Jobs on papers: plain values in and out, files written, called off half-way."""

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pdfplumber
import pytest
from PIL import Image

from inspector.domain.inspection import Inspection
from inspector.domain.unit import UnitRow
from inspector.exchange import bundled
from inspector.jobs import documents as jobs
from inspector.jobs.door import Door
from inspector.jobs.progress import Cancelled, Progress
from inspector.report.document import Document, Family, Head, Paragraph, Run
from inspector.services import drafts, inspections, lookup
from inspector.services.desk import Desk
from inspector.services.documents import Wish
from inspector.storage.workspace_file import WorkspaceFile

PAPER = Document(
    kind="feedback",
    family=Family.OFFICIAL,
    head=Head(title="情况反馈"),
    blocks=tuple(
        Paragraph(id=f"{number:032x}", runs=(Run(text="我局已完成整改，目录完整。" * 9),))
        for number in range(12)
    ),
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with WorkspaceFile.create(tmp_path / "2025.inspection") as file:
        opened = Desk(file=file, author="甲")
        inspections.create(
            opened,
            inspections.Plan(
                name="2025年度考核",
                lists={"": bundled.load("ningchuan-2025-b")},
                units=[UnitRow(name="市外办"), UnitRow(name="市财政局"), UnitRow(name="市司法局")],
            ),
        )
        yield opened


@pytest.fixture
def task(desk: Desk) -> Inspection:
    return lookup.inspection(desk, None)


@pytest.fixture
def door(desk: Desk) -> Door:
    return Door(desk.file.path, desk.author)


def test_drafts_are_prepared_beside_the_window_and_kept_by_it(
    desk: Desk, task: Inspection, door: Door
) -> None:
    wishes = [Wish(kind="feedback", unit=name) for name in ("市外办", "市财政局")]
    prepared = jobs.draft(Progress(), door, task, wishes)
    assert drafts.every(desk, task) == ()
    drafts.add(desk, prepared)
    assert {one.units for one in drafts.every(desk, task)} == {("市外办",), ("市财政局",)}
    compared = jobs.compare(Progress(), door, task, prepared[0].id)
    assert compared.changes == ()


def test_a_batch_writes_each_units_draft_or_the_paper_of_the_data(
    desk: Desk, task: Inspection, door: Door, tmp_path: Path
) -> None:
    (prepared,) = jobs.draft(Progress(), door, task, [Wish(kind="feedback", unit="市财政局")])
    drafts.add(desk, [prepared])
    paper = drafts.paper(desk, task, prepared)
    added = Paragraph(id="f" * 32, runs=(Run(text="人写的一段。"),))
    drafts.update(
        desk,
        task,
        prepared.id,
        Document(
            kind=paper.kind, family=paper.family, head=paper.head, blocks=(*paper.blocks, added)
        ),
    )
    units = [unit.id for unit in desk.file.reader.units()][:2]
    folder = tmp_path / "批量"
    written = jobs.batch(Progress(), door, task, Wish(kind="feedback"), units, folder, ".md")
    assert sorted(path.name for path in folder.iterdir()) == sorted(
        f"{unit.label}情况反馈.md" for unit in desk.file.reader.units()[:2]
    )
    assert len(written.files) == 2
    assert "人写的一段。" in (folder / "市财政局情况反馈.md").read_text(encoding="utf-8")


def test_a_batch_called_off_leaves_what_is_finished(
    desk: Desk, task: Inspection, door: Door, tmp_path: Path
) -> None:
    flag = tmp_path / "flag"

    def after_the_first(done: int, _total: int, _text: str) -> None:
        if done == 1:
            flag.touch()

    class Eager(Progress):
        def __call__(self, done: int, total: int, text: str = "") -> None:
            self._last = 0.0
            super().__call__(done, total, text)

    units = [unit.id for unit in desk.file.reader.units()]
    folder = tmp_path / "批量"
    with pytest.raises(Cancelled):
        jobs.batch(
            Eager(after_the_first, flag), door, task, Wish(kind="feedback"), units, folder, ".md"
        )
    assert len(list(folder.iterdir())) == 2


def test_a_paper_is_written_and_held_against_words_and_data(
    desk: Desk, door: Door, tmp_path: Path
) -> None:
    task = lookup.inspection(desk, None)
    draft = drafts.make(desk, task, Wish(kind="feedback", unit="市外办"))
    false = Paragraph(runs=(Run(text="共扣22.35分。"),))
    paper = replace(PAPER, blocks=(*PAPER.blocks, false))
    target = tmp_path / "反馈.pdf"
    written = jobs.export(Progress(), door, task, paper, target, draft)
    noticed = {issue.code for issue in written.noticed}
    assert {"paper.own_word", "paper.no_such_mark"} <= noticed
    looked = jobs.look_over(Progress(), door, task, paper, draft)
    assert {"paper.own_word", "paper.no_such_mark"} <= {issue.code for issue in looked}
    with pdfplumber.open(BytesIO(written.files[0].read_bytes())) as pdf:
        assert "我局已完成整改" in (pdf.pages[0].extract_text() or "")


def printed(job: jobs.PrintJob) -> list[jobs.PrintPage]:
    """Return what the job hands over on its way, page by page."""
    pages: list[jobs.PrintPage] = []
    jobs.pages(Progress(hand_over=pages.append), PAPER, job)
    return pages


def test_pages_for_the_printer_are_those_asked_for_one_by_one_in_its_order() -> None:
    every = printed(jobs.PrintJob(dpi=50))
    assert len(every) > 2
    assert [(page.number, page.of) for page in every] == [
        (number, len(every)) for number in range(1, len(every) + 1)
    ]
    assert [page.image for page in printed(jobs.PrintJob(dpi=50, first=2, last=2))] == [
        every[1].image
    ]
    backwards = printed(jobs.PrintJob(dpi=50, is_backwards=True))
    assert [page.image for page in backwards] == [page.image for page in every[::-1]]
    picture = Image.open(BytesIO(every[0].image))
    assert picture.size == pytest.approx((413, 585), abs=1)
    assert picture.mode == "RGB"
    (grey,) = printed(jobs.PrintJob(dpi=50, last=1, is_grey=True))
    assert Image.open(BytesIO(grey.image)).mode == "L"


def test_printing_that_is_called_off_paints_no_further_page(tmp_path: Path) -> None:
    flag = tmp_path / "off"
    pages: list[jobs.PrintPage] = []

    def take(page: jobs.PrintPage) -> None:
        pages.append(page)
        flag.touch()

    with pytest.raises(Cancelled):
        jobs.pages(Progress(flag=flag, hand_over=take), PAPER, jobs.PrintJob(dpi=300))
    assert len(pages) == 1


def test_a_preview_comes_from_the_same_pages() -> None:
    seen = jobs.preview(Progress(), PAPER, 40)
    assert len(seen.pages) == len(printed(jobs.PrintJob(dpi=40)))
