"""What every test stands on: its own folders, Chinese, and up-to-date translations."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

from inspector import settings
from inspector.i18n import gettext
from inspector.paths import HOME_VARIABLE

ROOT = Path(__file__).parent.parent

hypothesis.settings.register_profile(
    "suite",
    deadline=None,  # A busy machine is no fault of the code,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],  # here neither.
    derandomize="CI" in os.environ,  # What passed once must pass there again.
)
hypothesis.settings.load_profile("suite")


def pytest_configure(config: pytest.Config) -> None:
    """Compile the translations when they are older than their sources."""
    if hasattr(config, "workerinput"):
        return
    sources = (ROOT / "resources" / "locale").rglob("*.po")
    if any(_is_stale(source) for source in sources):
        subprocess.run([sys.executable, ROOT / "hatch_build.py"], check=True)


def _is_stale(source: Path) -> bool:
    compiled = source.with_suffix(".mo")
    return not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime


@pytest.fixture(autouse=True, scope="session")
def own_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Keep settings, caches and logs of the tests out of the user's own folders."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(HOME_VARIABLE, str(home))
        patch.delenv(gettext.VARIABLE, raising=False)
        yield home


@pytest.fixture(autouse=True)
def chinese() -> Iterator[None]:
    """Start each test in Chinese, whatever the one before it chose."""
    gettext.use(gettext.CHINESE)
    yield
    gettext.use(gettext.CHINESE)


@pytest.fixture(autouse=True)
def nothing_chosen(own_home: Path) -> None:  # noqa: ARG001
    """Start each test on a machine where nothing was set or open yet, whatever ran before it."""
    settings.settings_file().unlink(missing_ok=True)
