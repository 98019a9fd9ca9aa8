"""The scoring screen: findings entered and painted, paging, filters, and opening a unit.

Each measurement runs in a process of its own, offscreen, against a real workspace, and is told as
the time of the frame that one hundredth of the frames exceed.
"""

import json
import os
import subprocess
import sys
from collections.abc import Sequence

from bench.measurement import Measurement

FINDING_MS = 8
FRAME_MS = 16
FILTER_MS = 50
OPENING_MS = 150


def run() -> Sequence[Measurement]:
    """Measure at 100 % and 200 %."""
    plain, sharp = _measured("large", scale="1"), _measured("paging", scale="2")
    opened = _measured("opening", scale="1")
    return [
        _told("10,000 items: finding entered until painted", plain["finding"], FINDING_MS),
        _told("the same while a document is made", plain["finding beside a document"], FINDING_MS),
        _told("10,000 items by pages, 1920×1080, 100 %", plain["paging"], FRAME_MS),
        _told("the same while a document is made", plain["paging beside a document"], FRAME_MS),
        _told("10,000 items by pages, 1920×1080, 200 %", sharp["paging"], FRAME_MS),
        _told("the same while a document is made", sharp["paging beside a document"], FRAME_MS),
        _told("filter chip over 10,000 items, slowest", plain["filter"], FILTER_MS),
        _told("search over 10,000 items, slowest", plain["search"], FILTER_MS),
        _told("opening a unit of 300 items among 120 units", opened["first"], OPENING_MS),
        _told("the next unit, same item", opened["next"], OPENING_MS),
    ]


def _measured(what: str, *, scale: str) -> dict[str, float]:
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "QT_SCALE_FACTOR": scale,
    }
    child = subprocess.run(
        [sys.executable, "-m", "bench.scoring_window", what],
        stdout=subprocess.PIPE,
        check=True,
        text=True,
        env=environment,
    )
    found: dict[str, float] = json.loads(child.stdout.splitlines()[-1])
    return found


def _told(job: str, milliseconds: float, limit: float) -> Measurement:
    return Measurement(
        job=job,
        against=f"{limit:g} ms",
        own=milliseconds / 1000,
        other=limit / 1000,
        limit=f"{limit:g} ms",
        kept=milliseconds <= limit,
    )
