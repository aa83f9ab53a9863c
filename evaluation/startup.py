"""Milliseconds by the clock until `dateline` answers on the command line, beside Python doing nothing.

The median of twenty starts each, one after the other, so that what else the machine does hits all alike.
"""

import subprocess
import sys
import time
from pathlib import Path
from statistics import median

_ROUNDS = 20
_STARTS = {
    "python alone": ["-c", "pass"],
    "dateline --help": ["-m", "dateline", "--help"],
    "dateline --version": ["-m", "dateline", "--version"],
    "dateline build --help": ["-m", "dateline", "build", "--help"],
}


def measure(data: Path) -> dict[str, float]:
    """Return milliseconds of each start, and how many starts of Python `--help` costs."""
    took: dict[str, list[float]] = {name: [] for name in _STARTS}
    for _ in range(_ROUNDS):
        for name, arguments in _STARTS.items():
            began = time.perf_counter()
            subprocess.run([sys.executable, *arguments], check=True, capture_output=True)
            took[name].append(1000 * (time.perf_counter() - began))
    figures = {f"{name}, ms": median(each) for name, each in took.items()}
    figures["dateline --help, python alone = 1"] = (
        figures["dateline --help, ms"] / figures["python alone, ms"]
    )
    return figures
