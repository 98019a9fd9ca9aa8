"""Evidence: addresses and files that show a fact, each kept once by its bytes."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from inspector.domain.ids import BlobId, EvidenceId, FindingId, InspectionId, ItemKey, UnitId


class EvidenceKind(StrEnum):
    """What a piece of evidence is."""

    LINK = "link"  # 网页链接
    SCREENSHOT = "screenshot"  # 网页截图
    REGULATION = "regulation"  # 制度文件
    PHOTO = "photo"  # 现场照片
    MINUTES = "minutes"  # 会议纪要
    EXPORT = "export"  # 系统导出数据
    NEWSPAPER = "newspaper"  # 报刊版面
    OTHER = "other"  # 其他


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One piece of evidence for an answer or for one of its findings; a link or a file."""

    id: EvidenceId
    inspection: InspectionId
    unit: UnitId
    item: ItemKey | None = None
    finding: FindingId | None = None
    kind: EvidenceKind = EvidenceKind.OTHER
    address: str = ""
    blob: BlobId | None = None
    name: str = ""
    caption: str = ""
    taken_at: datetime | None = None
    from_unit: bool = False
    """Sent in by the unit with its self-sheet rather than taken by an inspector."""


@dataclass(frozen=True, slots=True)
class Box:
    """A part of a picture as it is looked at: pixels from its left and top, and its size."""

    left: int
    top: int
    width: int
    height: int
