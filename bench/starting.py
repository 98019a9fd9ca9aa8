"""How long `inspector --help` takes against an interpreter that does nothing."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from bench.measurement import Measurement, fastest, ratio


def run() -> Sequence[Measurement]:
    """Measure both as whole processes, the fastest of ten."""
    program = Path(sys.executable).with_name("inspector")
    own = fastest(lambda: subprocess.run([program, "--help"], capture_output=True, check=True), 10)
    other = fastest(lambda: subprocess.run([sys.executable, "-c", "pass"], check=True), 10)
    return [ratio("inspector --help", "python -c pass", own, other, 20)]
