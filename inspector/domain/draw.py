"""Drawing at random so that anybody can repeat it: the seed says all, on any machine."""

import hashlib
from collections.abc import Sequence


def drawn(names: Sequence[str], count: int, seed: int) -> tuple[int, ...]:
    """Return the places, in order, of `count` names drawn by a seed; all where there are fewer.

    Each name's place in the draw is the SHA-256 of “seed:name”, the smallest first, so that the
    order in which the names are given does not matter. Raises ValueError for a negative count.
    """
    if count < 0:
        raise ValueError(f"cannot draw {count}")
    ordered = sorted(
        range(len(names)),
        key=lambda at: (hashlib.sha256(f"{seed}:{names[at]}".encode()).digest(), at),
    )
    return tuple(sorted(ordered[:count]))
