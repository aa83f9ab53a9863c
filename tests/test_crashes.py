"""Nothing that was kept is lost: killed at any moment, on a full disk, in a folder that cannot be written."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest

from dateline.case.checking import check_case
from dateline.case.file import Case
from tests.crashing import NEWEST, Material, unpack

Rows = dict[str, list[tuple[object, ...]]]

ROOT = Path(__file__).parent.parent


def kill_often(times: int, seed: int) -> dict[str, dict[str, int]]:
    """Kill building, adding, correcting, migrating and backing up so many times each; return the counts."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.crashing", "--times", str(times), "--seed", str(seed)],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
    )
    told = json.loads(done.stdout)
    assert told["wrong"] == []
    assert done.returncode == 0, done.stderr
    counts: dict[str, dict[str, int]] = told["counts"]
    assert set(counts) == {"build", "add", "correct", "migrate", "backup"}
    return counts


def test_what_is_killed_at_a_few_moments_leaves_all_that_was_kept() -> None:
    counts = kill_often(1, seed=11)
    assert all(one["killed"] for one in counts.values())


@pytest.mark.soak
def test_what_is_killed_at_a_hundred_moments_leaves_all_that_was_kept() -> None:
    counts = kill_often(100, seed=7)
    assert all(one.get("killed", 0) >= 100 for one in counts.values()), counts


# What is tried on a disk with so many bytes left, or in files that may not grow further.
FULL = """
import resource, sys
from pathlib import Path
from dateline.model.errors import CaseError
from tests.crashing import Material, list_deeds
import tempfile
with tempfile.TemporaryDirectory() as folder:
    deeds = list_deeds(Material(Path(folder)))
path = Path(sys.argv[2])
if len(sys.argv) > 3:
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), int(sys.argv[3])))
try:
    deeds[sys.argv[1]].act(path, lambda: None)
except CaseError as error:
    print(error)
    sys.exit(1)
"""


def act(name: str, path: Path, *limit: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", FULL, name, str(path), *limit],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
    )


def read_rows(path: Path) -> Rows:
    """Return all rows of a case, by table, as they lie in the file."""
    with closing(sqlite3.connect(path)) as connection:
        named = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
        tables = [row[0] for row in connection.execute(named)]
        return {table: connection.execute(f"SELECT * FROM {table}").fetchall() for table in tables}


def see_as_before(path: Path, before: Rows | None, said: subprocess.CompletedProcess[str], why: str) -> None:
    """See that a case is as it was, is sound, and that what was said is one line that says why."""
    assert said.returncode == 1, said.stderr
    assert why in said.stdout, said.stdout
    assert said.stdout.count("\n") == 1
    if before is None:
        assert not path.exists()
        assert list(path.parent.iterdir()) == []
        return
    assert check_case(path).faults == ()
    assert read_rows(path) == before


@pytest.fixture(scope="module")
def material(tmp_path_factory: pytest.TempPathFactory) -> Material:
    return Material(tmp_path_factory.mktemp("material"))


def prepare(name: str, path: Path, material: Material) -> Rows | None:
    """Put a case at `path` as it is before `name`; return its rows, None where there is none."""
    match name:
        case "build":
            return None
        case "add":
            material.put(path, material.some, material.part)
        case "correct":
            material.put(path, material.findings, material.whole)
        case _:
            unpack("0003", path)
    return read_rows(path)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """Give a folder on a small disk of its own, where this user may make one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)], check=False, capture_output=True
    )
    if made.returncode:
        pytest.skip("this user may not mount a small disk")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


@pytest.mark.skipif(shutil.which("mount") is None, reason="there is no mount on this system")
@pytest.mark.parametrize("name", ["build", "add", "migrate"])
def test_a_full_disk_leaves_the_case_as_it_was(name: str, disk: Path, material: Material) -> None:
    path = disk / "inside" / "story.dateline"
    path.parent.mkdir()
    before = prepare(name, path, material)
    left = os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize
    # Of what is left another takes all but a little.
    with (disk / "filled").open("wb") as filled:
        filled.write(bytes(left - (40_960 if before else 200_000)))
    see_as_before(path, before, act(name, path), "the disk is full")
    (disk / "filled").unlink()


@pytest.mark.parametrize("name", ["build", "add", "correct", "migrate"])
def test_a_file_that_may_not_grow_leaves_the_case_as_it_was(
    name: str, tmp_path: Path, material: Material
) -> None:
    path = tmp_path / "inside" / "story.dateline"
    path.parent.mkdir()
    before = prepare(name, path, material)
    limit = path.stat().st_size if before else 100_000
    see_as_before(path, before, act(name, path, str(limit if name != "correct" else 4096)), "could not be ")


@pytest.fixture
def shut(tmp_path: Path) -> Iterator[Path]:
    """Give a folder that its owner may read and not write."""
    folder = tmp_path / "shut"
    folder.mkdir()
    for name, revision in (("now", NEWEST), ("old", "0003")):
        unpack(revision, folder / f"{name}.dateline")
    with Case.open(folder / "now.dateline"):  # brings it up to date
        pass
    (folder / "report.txt").write_text("The quay at Elm was shut, the harbour board said on Monday. " * 5)
    for file in folder.iterdir():
        file.chmod(0o444)
    folder.chmod(0o555)
    yield folder
    folder.chmod(0o755)


BOUND = """
import json, sys
from click.testing import CliRunner
from dateline.cli import main
done = [CliRunner().invoke(main, arguments) for arguments in json.loads(sys.argv[1])]
print(json.dumps([[one.exit_code, one.output] for one in done]))
"""


def run_bound(commands: Sequence[list[str]]) -> list[tuple[int, str]]:
    """Run commands as one who may not write where modes forbid it (to root they are nothing).

    Returns:
        Of each the exit status, and all it printed.
    """
    may_not = ["setpriv", "--bounding-set", "-dac_override,-dac_read_search"] if os.geteuid() == 0 else []
    if may_not and shutil.which("setpriv") is None:
        pytest.skip("root writes everywhere, and there is no setpriv to forbid it")
    done = subprocess.run(
        [*may_not, sys.executable, "-c", BOUND, json.dumps(commands)],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    return [(status, output) for status, output in json.loads(done.stdout)]


def test_a_folder_that_cannot_be_written_is_read_and_left_alone(shut: Path) -> None:
    now, old = str(shut / "now.dateline"), str(shut / "old.dateline")
    before = {one.name: one.read_bytes() for one in shut.iterdir()}
    with Case.open(shut / "now.dateline") as case:
        statement = next(iter(case.statements())).id
    refused = {
        ("correct", now, "confirm", statement): "cannot be written here",
        ("add", now, str(shut / "report.txt")): "cannot be written here",
        ("build", str(shut / "report.txt"), "-o", str(shut / "new.dateline")): "cannot be written here",
        ("backup", now, "-o", str(shut / "copy.dateline")): "cannot be written here",
        ("statements", old): "cannot be brought up to date",
    }
    allowed = [["statements", now], ["check", now], ["check", old]]
    done = run_bound([*allowed, *map(list, refused)])
    assert [status for status, _ in done[:3]] == [0, 0, 0], done[:3]
    for (status, output), words in zip(done[3:], refused.values(), strict=True):
        assert status == 1, output
        assert words in output
        assert output.count("\n") == 1
    assert {one.name: one.read_bytes() for one in shut.iterdir()} == before
