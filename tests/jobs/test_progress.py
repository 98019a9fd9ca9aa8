"""What a job says of itself, and how soon it learns that nobody waits for it any more."""

from pathlib import Path

import pytest

from inspector.jobs.progress import Cancelled, Progress


def test_a_job_that_is_called_off_learns_it_at_its_very_next_step(tmp_path: Path) -> None:
    flag = tmp_path / "off"
    progress = Progress(flag=flag)
    progress(0, 9)
    flag.touch()
    with pytest.raises(Cancelled):
        progress(1, 9)


def test_the_first_and_the_last_step_are_told_and_not_all_between() -> None:
    told: list[int] = []
    progress = Progress(lambda done, _total, _text: told.append(done))
    for done in range(10_001):
        progress(done, 10_000)
    assert (told[0], told[-1]) == (0, 10_000)
    assert len(told) < 10_000
