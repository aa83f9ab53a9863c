"""Cases that earlier releases wrote open, hold what they held, and are sound."""

import gzip
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory

from dateline.case import migrations
from dateline.case.checking import check_case
from dateline.case.file import Case
from dateline.case.schema import HEAD
from dateline.model.correction import Deed, Target, find_live, make_correction

FOLDER = Path(__file__).parent / "cases"
OLD = sorted(file.name.partition(".")[0] for file in FOLDER.glob("*.dateline.gz"))
_MOST_BYTES = 200_000


def unpack(revision: str, folder: Path) -> Path:
    """Write the case that stands at a revision into `folder`, and return where."""
    path = folder / f"{revision}.dateline"
    path.write_bytes(gzip.decompress((FOLDER / f"{revision}.dateline.gz").read_bytes()))
    return path


def test_there_is_a_case_of_every_form_the_tables_have_had() -> None:
    scripts = ScriptDirectory(str(Path(migrations.__file__).parent))
    revisions = sorted(one.revision for one in scripts.walk_revisions())
    assert revisions[-1] == HEAD
    missing = sorted(set(revisions) - {*OLD, HEAD})
    assert not missing, f"keep a case as the release before the migration wrote it: see {FOLDER}/README.md"
    assert all(file.stat().st_size < _MOST_BYTES for file in FOLDER.glob("*.gz"))


def read_old(path: Path) -> dict[str, set[str]]:
    """Return the ids of all that a case holds, by table, without opening it as one."""
    with closing(sqlite3.connect(path)) as connection:
        tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        wanted = ("reports", "actors", "statements", "events", "timeline", "commitments", "corrections")
        return {
            table: {json.dumps(row) for row in connection.execute(f"SELECT id FROM {table}")}
            for table in wanted
            if table in tables
        }


@pytest.mark.parametrize("revision", OLD)
def test_an_old_case_opens_with_all_it_held(revision: str, tmp_path: Path) -> None:
    path = unpack(revision, tmp_path)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [(revision,)]
    held = read_old(path)
    assert len(held["reports"]) == 4
    before = check_case(path)
    assert before.faults == ()
    assert bool(before.notes) == (revision != HEAD)
    with Case.open(path) as case:
        record = case.record()
        assert len(record.statements) == len(held["statements"]) > 30
        assert len(case.corrections()) == len(held.get("corrections", ()))
        assert case.search("quay", by_meaning=False).total
        names = {one.name for one in record.actors}
    after = check_case(path)
    assert (after.faults, after.notes) == ((), ())
    assert read_old(path).items() >= held.items()
    if int(revision) >= 3:
        assert "A. Nother" in names


@pytest.mark.parametrize("revision", [one for one in OLD if int(one) >= 3])
def test_what_was_corrected_in_an_old_case_is_taken_back(revision: str, tmp_path: Path) -> None:
    path = unpack(revision, tmp_path)
    with Case.open(path) as case:
        assert case.unfit() == ()
        live = [one for one in find_live(case.corrections()) if one.deed is not Deed.DATE]
        rejected = [one.target.id for one in live if one.deed is Deed.REJECT]
        assert len(rejected) > 3
        assert not {one.id for one in case.record().events} & set(rejected)
        case.correct(
            [
                make_correction(
                    Deed.UNDO, Target("corrections", one.id, None), at=f"2027-01-01T00:00:00.{n:06}Z", by="Bo"
                )
                for n, one in enumerate(live)
            ]
        )
        record = case.record()
    there = {one.id for one in record.events} | {one.id for one in record.statements}
    assert there >= set(rejected)
    assert check_case(path).faults == ()
