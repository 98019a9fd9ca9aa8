"""The bookmarks of a PDF: titles by level become a tree of which every branch stands open."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from inspector.report.pdf_file import Name, PdfFile, Reference, Value


@dataclass(slots=True)
class _Branch:
    """A bookmark with those under it."""

    title: str
    page: Reference
    inner: list["_Branch"] = field(default_factory=list)


def put_bookmarks(
    file: PdfFile, bookmarks: Iterable[tuple[str, int, Reference]]
) -> Reference | None:
    """Put bookmarks (title, level from 0, page) into a file; None where there are none.

    One that skips a level hangs on the nearest above it.
    """
    branches = _tree(bookmarks)
    if not branches:
        return None
    root = file.reserve()
    return file.put({"Type": Name("Outlines")} | _hung(file, branches, root), root)


def _tree(bookmarks: Iterable[tuple[str, int, Reference]]) -> list[_Branch]:
    levels: list[list[_Branch]] = [[]]
    for title, level, page in bookmarks:
        branch = _Branch(title, page)
        del levels[level + 1 :]
        levels[-1].append(branch)
        levels.append(branch.inner)
    return levels[0]


def _hung(file: PdfFile, branches: Sequence[_Branch], parent: Reference) -> dict[str, Value]:
    """Put branches into a file; return what the parent says of them."""
    places = [file.reserve() for _ in branches]
    for number, (branch, place) in enumerate(zip(branches, places, strict=True)):
        entry: dict[str, Value] = {
            "Title": branch.title,
            "Parent": parent,
            "Dest": [branch.page, Name("Fit")],
        }
        if number:
            entry["Prev"] = places[number - 1]
        if branch is not branches[-1]:
            entry["Next"] = places[number + 1]
        if branch.inner:
            entry |= _hung(file, branch.inner, place)
        file.put(entry, place)
    return {"First": places[0], "Last": places[-1], "Count": _counted(branches)}


def _counted(branches: Iterable[_Branch]) -> int:
    return sum(1 + _counted(branch.inner) for branch in branches)
