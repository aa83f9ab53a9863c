"""The same reports give the same bytes, in whatever order and company and on however many threads they go."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from random import Random

import pytest

from dateline.engine import finding
from dateline.engine.finding import find_in_reports
from dateline.model.plain import to_json_line
from dateline.model.report import Report
from dateline.nlp.encoder import Encoder
from tests.reports import read

HARBOUR = Path(__file__).parent.parent / "samples" / "harbour"


@pytest.fixture(scope="module")
def reports() -> list[Report]:
    """Return the reports of the sample story."""
    found = [one for one in read(HARBOUR) if isinstance(one, Report)]
    assert len(found) == 15
    return found


@pytest.fixture(scope="module")
def lines(reports: list[Report]) -> dict[str, str]:
    """Return what is found in each report when it is read alone, one thread, no cache."""
    return {
        report.id: line
        for report in reports
        for line in find_lines([report], Encoder.load(threads=1)).values()
    }


def find_lines(reports: Iterable[Report], encoder: Encoder) -> dict[str, str]:
    """Return the line that is printed of each report, by its id, in the order of printing."""
    return {one.report.id: to_json_line(one) for one in find_in_reports(reports, encoder=encoder)}


@pytest.mark.parametrize("threads", [1, 2, 4])
def test_threads_leave_no_trace(reports: list[Report], lines: dict[str, str], threads: int) -> None:
    assert list(find_lines(reports, Encoder.load(threads=threads)).items()) == list(lines.items())


@pytest.mark.parametrize("size", [1, 3, 16])
def test_batches_leave_no_trace(reports: list[Report], lines: dict[str, str], size: int) -> None:
    encoder = Encoder.load(threads=2)
    for at in range(0, len(reports), size):
        batch = reports[at : at + size]
        assert find_lines(batch, encoder) == {report.id: lines[report.id] for report in batch}


@pytest.mark.parametrize("ahead", [0, 1, 3])
def test_reading_ahead_leaves_no_trace(
    reports: list[Report], lines: dict[str, str], ahead: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "_REPORTS_AHEAD", ahead)
    assert find_lines(reports, Encoder.load(threads=2)) == lines


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_reports_leaves_no_trace(
    reports: list[Report], lines: dict[str, str], seed: int
) -> None:
    shuffled = Random(seed).sample(reports, len(reports))
    found = find_lines(shuffled, Encoder.load(threads=2))
    assert list(found) == [report.id for report in shuffled]
    assert found == lines


def test_other_reports_leave_no_trace(reports: list[Report], lines: dict[str, str]) -> None:
    encoder = Encoder.load(threads=2)
    for left_out in range(0, len(reports), 5):
        kept = [report for n, report in enumerate(reports) if n != left_out]
        found = find_lines([*kept, *kept], encoder)
        assert found == {report.id: lines[report.id] for report in kept}


def run(*arguments: str, seed: str, folder: Path) -> bytes:
    """Return what the program prints in a process of its own whose strings hash by `seed`."""
    return subprocess.run(
        [sys.executable, "-m", "dateline", *arguments],
        env={**os.environ, "PYTHONHASHSEED": seed},
        cwd=folder,
        check=True,
        capture_output=True,
    ).stdout


def test_how_strings_hash_leaves_no_trace(tmp_path: Path) -> None:
    made = []
    for seed in ("1", "2718"):
        printed = run("read", str(HARBOUR), "--format", "jsonl", seed=seed, folder=tmp_path)
        case, out = f"{seed}.dateline", tmp_path / seed
        run("build", str(HARBOUR), "-o", case, seed=seed, folder=tmp_path)
        run("export", case, "--to", "jsonl", "-o", str(out), seed=seed, folder=tmp_path)
        tables = {file.name: hash_file(file) for file in sorted(out.iterdir())}
        assert tables
        made.append((printed, tables))
    assert made[0] == made[1]
    assert len(made[0][0].splitlines()) == 15


def hash_file(file: Path) -> str:
    """Return a hash of a file's bytes."""
    return hashlib.sha256(file.read_bytes()).hexdigest()
