"""Run every measurement and print one table of ratios: `python -m bench [NAME ...]`."""

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from bench import (
    answers,
    fonts,
    grading,
    history,
    large,
    merging,
    pages,
    papers,
    previews,
    reading,
    scoring,
    sheets,
    starting,
    window,
)
from bench.measurement import Measurement

JOBS: Final[Mapping[str, Callable[[], Iterable[Measurement]]]] = {
    "reading": reading.run,
    "sheets": sheets.run,
    "answers": answers.run,
    "grading": grading.run,
    "pages": pages.run,
    "papers": papers.run,
    "previews": previews.run,
    "fonts": fonts.run,
    "scoring": scoring.run,
    "starting": starting.run,
    "window": window.run,
    "history": history.run,
    "large": large.run,
    "merging": merging.run,
}


def main(names: Sequence[str]) -> int:
    """Run the jobs named, or all; exit status 1 when a limit was not kept."""
    kept = True
    print(f"{'job':<66}{'own':>11}{'other':>11}{'ratio':>9}  limit")
    for name in names or JOBS:
        for one in JOBS[name]():
            kept = kept and one.kept
            mark = "" if one.kept else "  NOT KEPT"
            print(
                f"{one.job:<66}{_shown(one.own, one.unit):>11}{_shown(one.other, one.unit):>11}"
                f"{one.ratio:>9.2f}  {one.limit}{mark}{'  ' + one.remark if one.remark else ''}",
                flush=True,
            )
    return 0 if kept else 1


def _shown(value: float, unit: str) -> str:
    if unit != "s":
        return f"{value:.0f} {unit}"
    if value >= 1:
        return f"{value:.2f} s"
    return f"{value * 1e3:.2f} ms" if value >= 1e-3 else f"{value * 1e6:.1f} µs"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
