"""The last place on each screen, kept in the memory of the window for each workspace."""

from typing import Final

from inspector.domain.ids import ItemKey, UnitId
from inspector.ui.memory import Memory
from inspector.ui.screen import LAST_UNIT, Screen, Spot
from inspector.ui.screens import SCREENS

_PARTS: Final = 3


def keep_spot(memory: Memory, screen: Screen) -> None:
    """Write down where a screen stands."""
    spot = screen.spot()
    memory.put(f"spot/{screen.key}", [spot.unit or "", spot.item or "", spot.more])
    if spot.unit is not None:
        memory.put(LAST_UNIT, spot.unit)


def kept_spot(memory: Memory, screen: str) -> Spot | None:
    """Return where a screen stood the last time this workspace was open, if that is known."""
    kept = memory.value(f"spot/{screen}")
    if not isinstance(kept, list) or len(kept) != _PARTS or not any(kept):
        return None
    unit, item, more = map(str, kept)
    return Spot(
        unit=UnitId(unit) if unit else None, item=ItemKey(item) if item else None, more=more
    )


def kept_screen(memory: Memory) -> str:
    """Return the screen that was in front, or the first one."""
    last = str(memory.value("screen", SCREENS[0].key))
    return last if last in {spec.key for spec in SCREENS} else SCREENS[0].key
