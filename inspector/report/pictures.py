"""The album of evidence (佐证图册): a unit's pictures with captions, and what is no picture."""

from collections.abc import Iterator, Mapping
from itertools import count
from pathlib import Path
from typing import Final

from inspector.domain.answer import Side
from inspector.domain.checklist import Item
from inspector.domain.dossier import UnitDossier
from inspector.domain.evidence import Evidence, EvidenceKind
from inspector.domain.finding import Finding
from inspector.domain.ids import FindingId
from inspector.i18n import dates
from inspector.i18n.words import label
from inspector.report import phrasing
from inspector.report.document import Align, Cell, Column, Picture, Pictures, Table
from inspector.report.picture_files import ENDINGS

ALBUM: Final = "evidence.pictures"
ALBUM_NAME: Final = "佐证图册"
_LANGUAGE: Final = "zh_CN"
_SEEN: Final = frozenset({EvidenceKind.SCREENSHOT, EvidenceKind.PHOTO})


def is_picture(piece: Evidence) -> bool:
    """Whether a piece of evidence is a picture, by its name or by what it is said to be."""
    if piece.blob is None:
        return False
    ending = Path(piece.name).suffix.lower()
    return ending in ENDINGS or (not ending and piece.kind in _SEEN)


def album(dossier: UnitDossier) -> tuple[Pictures, ...]:
    """Return a unit's pictures in the order of the list, numbered; nothing where it has none."""
    numbers = count(1)
    found = tuple(
        Picture(blob=str(piece.blob), caption=_caption(next(numbers), dossier, item, piece))
        for item, piece in _in_order(dossier)
        if is_picture(piece)
    )
    return (Pictures(name=ALBUM, pictures=found),) if found else ()


def shown_by(dossier: UnitDossier, *, links: bool = True) -> Mapping[FindingId | None, str]:
    """Return what shows each finding: pictures by their number in the album, links and files.

    A reader who asks which three were missing is led there; what the unit sent in is its own. A
    finding without evidence has that of its item. Without `links` pictures alone are named.
    """
    pictures: dict[str, list[str]] = {}
    others: dict[str, list[str]] = {}
    drawn = count(1)
    for item, piece in _in_order(dossier):
        number = next(drawn) if is_picture(piece) else 0
        shows = piece.finding or (item.key if item else None)
        if shows is None or piece.from_unit:
            continue
        if number:
            pictures.setdefault(shows, []).append(f"图{number}")
        elif links:
            others.setdefault(shows, []).append(piece.address or piece.caption or piece.name)
    named = {
        shows: "、".join((*_in_album(pictures.get(shows)), *others.get(shows, ())))
        for shows in (*pictures, *others)
    }
    return {
        finding.id: named.get(finding.id) or named.get(answer.item, "")
        for answer in dossier.answers.values()
        for finding in answer.findings
    }


def _in_album(numbers: list[str] | None) -> tuple[str, ...]:
    return (f"{ALBUM_NAME}{'、'.join(numbers)}",) if numbers else ()


def other_evidence(dossier: UnitDossier, _side: Side) -> tuple[Table, ...]:
    """Return the table of links and files, which no album shows; nothing where there are none."""
    rows = [
        (
            Cell(text=item.title if item else "—"),
            Cell(text=label(piece.kind, _LANGUAGE)),
            Cell(text=piece.caption or piece.name or "—"),
            Cell(text=_place(dossier, piece) or "—"),
            Cell(text=phrasing.stamp(piece.taken_at)),
        )
        for item, piece in _in_order(dossier)
        if not is_picture(piece)
    ]
    columns = (
        Column(title="序号", width=8, align=Align.CENTRE),
        Column(title="指标", width=20),
        Column(title="类别", width=12, align=Align.CENTRE),
        Column(title="名称", width=20),
        Column(title="位置", width=26),
        Column(title="采样时间", width=16, align=Align.CENTRE),
    )
    numbered = tuple(
        (Cell(text=str(number), align=Align.CENTRE), *row) for number, row in enumerate(rows, 1)
    )
    title = "其他佐证"
    made = Table(name="evidence.others", title=title, columns=columns, rows=numbered, small=True)
    return (made,) if rows else ()


def _in_order(dossier: UnitDossier) -> Iterator[tuple[Item | None, Evidence]]:
    """Yield the evidence in the order of the list, what is put to no item last."""
    by_item: dict[object, list[Evidence]] = {}
    for piece in dossier.evidence:
        by_item.setdefault(piece.item, []).append(piece)
    for _, item in dossier.checklist.items():
        for piece in sorted(by_item.pop(item.key, ()), key=_age):
            yield item, piece
    for left in by_item.values():
        for piece in sorted(left, key=_age):
            yield None, piece


def _age(piece: Evidence) -> tuple[str, str]:
    return ("9" if piece.taken_at is None else piece.taken_at.isoformat(), piece.name)


def _caption(
    number: int, dossier: UnitDossier, item: Item | None, piece: Evidence
) -> tuple[str, ...]:
    """Return number and unit, item, what is seen, place and time, a line each."""
    what = piece.caption or _fact(dossier, piece)
    place = _place(dossier, piece)
    when = "" if piece.taken_at is None else dates.moment(piece.taken_at)
    source = "（单位报送）" if piece.from_unit else ""
    about = f"　指标：{item.title}" if item else ""
    lines = (
        f"图{number}　{dossier.unit.label}{about}{source}",
        what and f"内容：{what}",
        place and f"位置：{place}",
        when and f"时间：{when}",
    )
    return tuple(filter(None, lines))


def _place(dossier: UnitDossier, piece: Evidence) -> str:
    finding = _finding(dossier, piece.finding)
    return piece.address or (finding.place if finding else "")


def _fact(dossier: UnitDossier, piece: Evidence) -> str:
    finding = _finding(dossier, piece.finding)
    return phrasing.clause(finding.fact) if finding else ""


def _finding(dossier: UnitDossier, wanted: FindingId | None) -> Finding | None:
    if wanted is None:
        return None
    answers = dossier.answers.values()
    return next((one for each in answers for one in each.findings if one.id == wanted), None)
