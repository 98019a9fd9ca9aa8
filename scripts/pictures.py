"""Make the pictures of the README from the demo: `python scripts/pictures.py`."""

import io
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image

from inspector import bootstrap
from inspector.report.images import page_images
from inspector.services import demo

PICTURES = Path(__file__).parent.parent / "docs" / "pictures"
DPI = 75
GAP = 12
GROUND = "#d8d8d8"


def main() -> None:
    """Write a feedback paper's first page beside its form, as the demo makes them."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        city = demo.workspace_path(folder, "宁川市示例")
        with bootstrap.open_desk(city, author=demo.AUTHOR, create=True) as desk:
            written = list(demo.build(desk, folder))
        paper = next(path for path in written if path.name == "市外办情况反馈.pdf")
        pages = [Image.open(io.BytesIO(one)) for one in page_images(paper.read_bytes(), DPI)]
    form = next(page for page in pages if page.width > page.height)
    PICTURES.mkdir(parents=True, exist_ok=True)
    _side_by_side(pages[0], form).save(PICTURES / "feedback.png", optimize=True)


def _side_by_side(*pages: Image.Image) -> Image.Image:
    height = max(page.height for page in pages) + 2 * GAP
    width = sum(page.width + GAP for page in pages) + GAP
    sheet = Image.new("RGB", (width, height), GROUND)
    left = GAP
    for page in pages:
        sheet.paste(page, (left, (height - page.height) // 2))
        left += page.width + GAP
    return sheet.quantize(64)


if __name__ == "__main__":
    main()
