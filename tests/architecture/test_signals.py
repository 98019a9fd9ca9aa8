"""The pinned Qt binding keeps its references; the pin rises only while this stands."""

import gc
import sys

from PySide6.QtCore import QObject, Signal

EMITS = 10_000


class Speaker(QObject):
    """Says something to whoever listens."""

    spoken = Signal(object)


def test_emitting_a_signal_loses_no_reference_to_true() -> None:
    """6.12.0 loses one to `True` at each emit and aborts the process after a while."""
    speaker = Speaker()
    heard: list[object] = []
    speaker.spoken.connect(heard.append)
    speaker.spoken.emit(None)
    heard.clear()
    gc.collect()
    before = sys.getrefcount(True)
    for _ in range(EMITS):
        speaker.spoken.emit(None)
    after = sys.getrefcount(True)
    assert len(heard) == EMITS
    assert after == before
