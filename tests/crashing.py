"""Kills what writes to a case at random moments, and looks at what is left: `python -m tests.crashing`.

A process of its own, without threads, so that it can fork: each trial is a child that writes and is killed,
and nothing has to be loaded again. What a child has been told was kept, it tells through a pipe.
"""

import argparse
import gzip
import json
import os
import random
import shutil
import signal
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from dateline.case.backup import back_up_case
from dateline.case.checking import check_case
from dateline.case.file import Case
from dateline.link.linking import link
from dateline.model.correction import Correction, Deed, Target, make_correction
from dateline.model.findings import Findings
from dateline.model.record import Record

CASES = Path(__file__).parent / "cases"
NEWEST = max(file.name.partition(".")[0] for file in CASES.glob("*.dateline.gz"))
_OLD = "0003"
_COPY = "copy.dateline"

Tell = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Deedful:
    """Something that writes to a case.

    Args:
        prepare: Puts the case at a path as it is before; where it does nothing there is none.
        act: Writes, and tells of each thing that is kept.
        look: Returns what is wrong with the case at a path after so many things were told to be kept.
    """

    prepare: Callable[[Path], None]
    act: Callable[[Path, Tell], None]
    look: Callable[[Path, int], list[str]]


def unpack(revision: str, path: Path) -> None:
    """Write the case that is kept of a revision to `path`."""
    path.write_bytes(gzip.decompress((CASES / f"{revision}.dateline.gz").read_bytes()))


class Material:
    """Reports to write, taken out of a case that is kept, and the records that they make."""

    def __init__(self, folder: Path) -> None:
        path = folder / "material.dateline"
        unpack(NEWEST, path)
        with Case.open(path) as case:
            self.findings = list(case.findings())
            self.model = case.meta()["model"]
            self.statements = sorted(one.id for one in case.record().statements)
        self.some, self.rest = self.findings[:2], self.findings[2:]
        self.part, self.whole = link(self.some), link(self.findings)

    def put(self, path: Path, findings: Sequence[Findings], record: Record) -> None:
        """Keep findings in the case at `path`."""
        with Case.open_or_create(path) as case:
            case.extend(findings, record, model=self.model)


def list_deeds(material: Material) -> dict[str, Deedful]:
    """Return what is tried, by name."""

    def build(path: Path, tell: Tell) -> None:
        material.put(path, material.findings, material.whole)
        tell()

    def add(path: Path, tell: Tell) -> None:
        material.put(path, material.rest, material.whole)
        tell()

    def correct(path: Path, tell: Tell) -> None:
        for number in range(30):
            with Case.open(path) as case:
                case.correct([_confirm(material, number)])
            tell()

    def migrate(path: Path, tell: Tell) -> None:
        with Case.open(path):
            tell()

    def back_up(path: Path, tell: Tell) -> None:
        back_up_case(path, path.with_name(_COPY), force=True)
        tell()

    return {
        "build": Deedful(
            lambda path: None, build, lambda path, kept: _look_at_reports(path, {0, 4}, 4 * kept)
        ),
        "add": Deedful(
            lambda path: material.put(path, material.some, material.part),
            add,
            lambda path, kept: _look_at_reports(path, {2, 4}, 2 + 2 * kept),
        ),
        "correct": Deedful(
            lambda path: material.put(path, material.findings, material.whole), correct, _look_at_log
        ),
        "migrate": Deedful(lambda path: unpack(_OLD, path), migrate, _look_at_old),
        "backup": Deedful(lambda path: unpack(NEWEST, path), back_up, _look_at_copy),
    }


def _confirm(material: Material, number: int) -> Correction:
    target = Target("statements", material.statements[number % len(material.statements)], None)
    return make_correction(Deed.CONFIRM, target, at=f"2026-11-21T10:00:00.{number:06}Z", by="Ana")


def _look_at_reports(path: Path, allowed: set[int], least: int) -> list[str]:
    with Case.open_or_create(path) as case:
        held = len(case)
    return [] if held in allowed and held >= least else [f"holds {held} reports, at least {least} were kept"]


def _look_at_log(path: Path, kept: int) -> list[str]:
    with Case.open(path) as case:
        log = len(case.corrections())
    # One more may have been kept of which there was no time to tell.
    return [] if kept <= log <= kept + 1 else [f"{log} corrections, {kept} were told to be kept"]


def _look_at_old(path: Path, _kept: int) -> list[str]:
    with Case.open(path) as case:
        held = len(case), len(case.corrections())
    return [] if held == (4, 12) else [f"holds {held} reports and corrections"]


def _look_at_copy(path: Path, kept: int) -> list[str]:
    copy = path.with_name(_COPY)
    if not copy.exists():
        return ["the copy is not there"] if kept else []
    faults = check_case(copy).faults
    copy.unlink()
    return [f"the copy: {one.where}: {one.what}" for one in faults]


def try_once(deed: Deedful, folder: Path, seconds: float | None) -> tuple[str, list[str], float]:
    """Do something in a child and kill it after so many seconds, None for never.

    Returns:
        "killed" or "done", what is wrong, and how long it took.
    """
    path = folder / "story.dateline"
    deed.prepare(path)
    out, into = os.pipe()
    began = time.monotonic()
    child = os.fork()
    if child == 0:
        os.close(out)
        try:
            deed.act(path, lambda: os.write(into, b"."))
        except BaseException as error:
            os.write(2, f"{error!r}\n".encode())
            os._exit(1)
        os._exit(0)
    os.close(into)
    if seconds is not None:
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
    status = os.waitpid(child, 0)[1]
    took = time.monotonic() - began
    with os.fdopen(out, "rb") as told:
        kept = len(told.read())
    wrong = [] if os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0 else ["it failed by itself"]
    if path.exists():
        wrong += [f"{one.where}: {one.what}" for one in check_case(path).faults]
    wrong += deed.look(path, kept)
    # Whoever does it once more gets through, and clears away what was half written.
    deed.act(path, lambda: None)
    wrong += [f"after it was done again, {one.where}: {one.what}" for one in check_case(path).faults]
    wrong += [f"{one.name} is left" for one in folder.iterdir() if one.name not in (path.name, _COPY)]
    return "killed" if os.WIFSIGNALED(status) else "done", wrong, took


def main(arguments: Sequence[str]) -> int:
    """Kill things so many times each, print how often each was, and fail where anything is wrong."""
    parser = argparse.ArgumentParser()
    parser.add_argument("names", nargs="*")
    parser.add_argument("--times", type=int, default=100)
    parser.add_argument("--seed", type=int, default=7)
    asked = parser.parse_args(arguments)
    chance = random.Random(asked.seed)
    wrong: list[str] = []
    counts: dict[str, Counter[str]] = {}
    with tempfile.TemporaryDirectory() as folder:
        deeds = list_deeds(Material(Path(folder)))
        for name in asked.names or deeds:
            counts[name] = Counter()
            done: list[float] = []
            while counts[name]["killed"] < asked.times and counts[name].total() < 4 * asked.times:
                inside = Path(folder) / name
                inside.mkdir()
                # The first is let go on, to know how long it takes.
                seconds = chance.uniform(0, 1.1 * statistics.median(done)) if done else None
                became, faults, took = try_once(deeds[name], inside, seconds)
                counts[name][became] += 1
                done += [took] if became == "done" else []
                wrong += [f"{name}, {seconds}: {one}" for one in faults]
                shutil.rmtree(inside)
    sys.stdout.write(json.dumps({"counts": counts, "wrong": wrong}) + "\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
