"""Moments as the file holds them: microseconds since 1970, UTC, so that they sort and hash."""

from datetime import UTC, datetime, timedelta
from typing import Final

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)


def microseconds(moment: datetime) -> int:
    """Return a moment as microseconds since 1970."""
    return (moment - _EPOCH) // _MICROSECOND


def moment(at: int) -> datetime:
    """Return the moment that stands in a file as microseconds since 1970."""
    return _EPOCH + at * _MICROSECOND
