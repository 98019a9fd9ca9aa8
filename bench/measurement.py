"""Measuring: two jobs timed in one run on one machine, told as a ratio against a limit."""

import gc
import resource
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurement:
    """One row of the printed table. `own` and `other` are seconds for the whole job, or `unit`s."""

    job: str
    against: str
    own: float
    other: float
    limit: str
    kept: bool
    size: int = 1
    """How many items the job handles, for the time per item."""
    unit: str = "s"
    remark: str = ""

    @property
    def ratio(self) -> float:
        """How many times as long as the other job ours takes."""
        return self.own / self.other


def ratio(
    job: str, against: str, own: float, other: float, at_most: float, size: int = 1
) -> Measurement:
    """Return a measurement whose limit is a multiple of the other job's time."""
    return Measurement(
        job=job,
        against=against,
        own=own,
        other=other,
        size=size,
        limit=f"{at_most:g} ×",
        kept=own <= at_most * other,
    )


def growth(small: Measurement, large: Measurement, at_most: float = 1.5) -> Measurement:
    """Return how the time per item grows from a small to a large size of the same job."""
    return Measurement(
        job=f"{large.job}: time per item, {large.size} against {small.size}",
        against="itself",
        own=large.own / large.size,
        other=small.own / small.size,
        limit=f"{at_most:g} ×",
        kept=large.own / large.size <= at_most * small.own / small.size,
    )


def fastest(job: Callable[[], object], times: int = 3) -> float:
    """Return the seconds of the fastest of several runs, garbage collected before each."""
    seconds = []
    for _ in range(times):
        gc.collect()
        start = time.perf_counter()
        job()
        seconds.append(time.perf_counter() - start)
    return min(seconds)


def computing(job: Callable[[], object]) -> float:
    """Return the seconds of computing of a job, and of the processes it starts."""
    start, before = time.process_time(), _of_children()
    job()
    return time.process_time() - start + _of_children() - before


def in_turn(
    own: Callable[[], object], other: Callable[[], object], times: int = 9
) -> tuple[float, float]:
    """Return the least computing of each of two jobs that take turns, in seconds.

    For what takes long enough for a shared machine to be busy with other things meanwhile.
    """
    pairs = []
    for _ in range(times):
        gc.collect()
        pairs.append((computing(own), computing(other)))
    return min(one for one, _other in pairs), min(one for _own, one in pairs)


def _of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
