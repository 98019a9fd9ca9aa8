"""Make the manual's pictures of papers: `python scripts/paper_pictures.py [KIND ...]`.

The first page of one paper of each kind, as the demo has it and as it is printed.
"""

import io
import os
import sys
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from PIL import Image, ImageOps

from inspector import bootstrap, paths
from inspector.report.document import PaperSize
from inspector.report.images import page_images
from inspector.report.kinds import Kind, Scope
from inspector.report.pdf import render_pdf
from inspector.services import demo, documents, lookup
from inspector.services.desk import Desk

DPI: Final = {PaperSize.A4: 76, PaperSize.A3: 62}
COLOURS: Final = 64
EDGE: Final = "#c8c8c8"
USUAL_UNIT: Final = "市外办"
UNITS: Final = {
    "annual_report": "市财政局",
    "rectification_notice": "市住房城乡建设局",
    "rectification_list": "市住房城乡建设局",
    "rectification_reply": "市住房城乡建设局",
    "reminder": "市住房城乡建设局",
}
"""Units that have more to show in a kind than the usual one."""
ADDRESSEES: Final = {
    "notice": "各县（区）人民政府，市政府各部门",
    "bulletin": "各县（区）人民政府，市政府各部门",
    "public_bulletin": "各县（区）人民政府，市政府各部门",
    "report": "市人民政府",
    "recheck_report": "市人民政府",
}
PRACTICES: Final = {"report": (1, 2, 3), "bulletin": (1, 2, 3), "public_bulletin": (1, 2, 3)}
"""Sentences on what was done well that are chosen."""


def picture(desk: Desk, kind: Kind) -> Image.Image:
    """Return the first page of a paper with a thin edge, in few colours."""
    wish = documents.Wish(
        kind=kind.key,
        unit=UNITS.get(kind.key, USUAL_UNIT) if kind.scope is Scope.UNIT else None,
        dated=date(2026, 1, 16),
        addressee=ADDRESSEES.get(kind.key, ""),
        practices=PRACTICES.get(kind.key, ()),
    )
    made = documents.make(desk, lookup.inspection(desk, None), wish)
    (first, *_others) = page_images(render_pdf(made).data, DPI[kind.size])
    page = Image.open(io.BytesIO(first)).convert("RGB")
    return ImageOps.expand(page, 1, EDGE).quantize(COLOURS, dither=Image.Dither.NONE)


def main(names: list[str]) -> None:
    """Make the pictures of the kinds named, or of all."""
    target = paths.manual() / "pictures" / "papers"
    target.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["INSPECTOR_HOME"] = str(folder / "home")
        city = demo.workspace_path(folder, "宁川市示例")
        with bootstrap.open_desk(city, author=demo.AUTHOR, create=True) as desk:
            for _written in demo.build(desk, folder):
                pass
            for kind in documents.kinds():
                if not names or kind.key in names:
                    picture(desk, kind).save(target / f"{kind.key}.png", optimize=True)
                    print(kind.key, flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
