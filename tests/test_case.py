"""The case file keeps what was put in, whole or not at all, and says in one line what is wrong with it."""

import os
import sqlite3
import subprocess
import sys
import textwrap
from collections.abc import Sequence
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.case.file import Case
from dateline.case.location import Location
from dateline.case.migrating import migrate
from dateline.case.schema import HEAD, metadata
from dateline.export.jsonl import TABLES, write_jsonl
from dateline.link.linking import link
from dateline.model.errors import CaseChanged, CaseError, CaseTooNew, UnknownEntry
from dateline.model.findings import Findings
from dateline.model.record import Record
from tests.engines import ENGINES, name_case, run
from tests.marked import make_report, rename
from tests.story import make_story


@pytest.fixture(params=ENGINES)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Location:
    return name_case(request.param, tmp_path, "a")


def extend(
    path: Location, added: Sequence[Findings], *, model: str = "m1", published: str | None = None
) -> None:
    with Case.open_or_create(path) as case:
        merged = {one.report.id: one for one in [*case.findings(), *added]}
        case.extend(added, link(list(merged.values())), model=model, published=published)


def list_names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def read_record(path: Location) -> Record:
    with Case.open(path) as case:
        return case.record()


def export(path: Location, folder: Path) -> dict[str, bytes]:
    write_jsonl(read_record(path), folder, title="Story")
    return {name: (folder / f"{name}.jsonl").read_bytes() for name in TABLES}


def test_what_goes_in_comes_out(place: Location, tmp_path: Path) -> None:
    path, story = place, make_story()
    extend(path, story)
    with Case.open(path) as case:
        assert case.record() == link(story)
        assert list(case.findings()) == sorted(story, key=lambda one: one.report.id)
        assert len(case) == 5
        assert case.meta()["model"] == "m1"
        actor = case.record().actors[0]
        assert case.entry(actor.id) == actor
        with pytest.raises(UnknownEntry, match="no entry has the id nothing"):
            case.entry("nothing")
    assert list_names(tmp_path) == (["a.dateline"] if isinstance(place, Path) else [])


def build_in_steps(engine: str, folder: Path, order: list[int], cut: int) -> None:
    story = make_story()
    once, steps = name_case("file", folder, "once"), name_case(engine, folder, "steps")
    extend(once, story)
    extend(steps, [story[n] for n in order[:cut]])
    extend(steps, [story[n] for n in order[cut:]])
    assert export(steps, folder / "s") == export(once, folder / "o")


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(range(5)), cut=st.integers(1, 4))
def test_building_in_steps_gives_the_same_bytes(
    tmp_path_factory: pytest.TempPathFactory, order: list[int], cut: int
) -> None:
    build_in_steps("file", tmp_path_factory.mktemp("steps"), order, cut)


def test_building_in_steps_in_a_database_gives_the_bytes_of_a_file(tmp_path: Path) -> None:
    build_in_steps("database", tmp_path, [3, 0, 4, 1, 2], 2)


def test_what_is_known_depends_on_the_encoder_and_on_a_date_given(place: Location) -> None:
    path, one = place, make_report("a", "Nothing.")
    with Case.open_or_create(path) as case:
        assert case.known("m1") == set()
        assert len(case) == 0
        assert case.record() == Record()
    with pytest.raises(CaseError, match="there is no such case"):
        Case.open(path)
    extend(path, [one], published="2031-05")
    with Case.open(path) as case:
        assert case.known("m1") == case.known("m1", published="2031-05") == {one.report.id}
        assert case.known("m2") == case.known("m1", published="2032") == set()


def test_a_report_that_is_kept_already_is_replaced(place: Location) -> None:
    path, one = place, make_report("a", "{Ada Osei|person} met.")
    extend(path, [one])
    extend(path, [rename(one, "elsewhere.txt")], model="m2")
    with Case.open(path) as case:
        assert [kept.report.path for kept in case.findings()] == ["elsewhere.txt"]
        assert case.known("m2") == {one.report.id}


def test_a_report_searched_again_by_another_encoder_keeps_the_date_that_was_given(place: Location) -> None:
    path, one = place, make_report("a", "{Ada Osei|person} met.")
    better = make_report("a", "{Ada Osei|person} {met|other}.")
    extend(path, [one], published="2031-05")
    with Case.open(path) as case:
        case.extend([], link([better]), model="m2", again=[better])
        assert case.known("m2", published="2031-05") == {one.report.id}
        assert list(case.findings()) == [better]
        assert case.record() == link([better])


def test_a_reader_sees_the_old_case_until_the_new_one_is_whole(place: Location) -> None:
    path, story = place, make_story()
    extend(path, story[:1])
    with Case.open(path) as reader, Case.open(path) as writer:
        assert len(reader) == 1
        writer.extend(story[1:], link(story), model="m1")
        assert len(reader) == len(writer) == 5


def test_a_case_changed_by_another_is_not_overwritten(place: Location) -> None:
    path, story = place, make_story()
    extend(path, story[:1])
    with Case.open(path) as slow:
        extend(path, story[1:2])
        with pytest.raises(CaseError, match="another program has changed it"):
            slow.extend(story[2:3], link([story[0], story[2]]), model="m1")
    with Case.open(path) as case:
        assert len(case) == 2


def test_an_error_leaves_no_file_and_an_old_case_as_it_was(tmp_path: Path) -> None:
    path, story = tmp_path / "a.dateline", make_story()
    foreign = link(make_story())
    with Case.open_or_create(path) as case, pytest.raises(CaseError):
        case.extend(story[:1], foreign, model="m1")  # the record's evidence points at reports not kept
    assert list_names(tmp_path) == []
    extend(path, story[:1])
    before = path.read_bytes()
    with Case.open(path) as case, pytest.raises(CaseError):
        case.extend([], foreign, model="m1")
    assert path.read_bytes() == before
    assert list_names(tmp_path) == ["a.dateline"]


KILLED = textwrap.dedent(
    """
    import os, sys
    from pathlib import Path
    from dateline.case import file, recording, writing
    from dateline.link.linking import link
    from tests.story import make_story

    def die(connection, record, **given):
        recording.replace_record(connection, record, **given)
        # Larger than SQLite's cache, so that pages of the open transaction reach the disk.
        connection.exec_driver_sql("CREATE TABLE junk AS SELECT randomblob(8000000) AS x")
        os.kill(os.getpid(), 9)

    writing.replace_record = die
    story = make_story()
    with file.Case.open_or_create(Path(sys.argv[1])) as case:
        case.extend(story, link(story), model="m1")
    """
)


def kill_while_writing(path: Path) -> None:
    root = Path(__file__).parent.parent
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(path)], cwd=root, check=False, capture_output=True
    )
    assert done.returncode == -9, done.stderr.decode()


def test_a_build_killed_while_writing_leaves_the_case_as_it_was(tmp_path: Path) -> None:
    path, story = tmp_path / "a.dateline", make_story()
    extend(path, story[:2])
    before = read_record(path)
    kill_while_writing(path)
    assert read_record(path) == before
    extend(path, story[2:])
    assert read_record(path) == link(story)
    assert list_names(tmp_path) == ["a.dateline"]


def test_a_first_build_killed_while_writing_leaves_no_case_and_the_next_one_cleans_up(tmp_path: Path) -> None:
    path = tmp_path / "a.dateline"
    kill_while_writing(path)
    assert not path.exists()
    assert list_names(tmp_path) != []
    other = tmp_path / ".b.dateline.x.building"
    other.write_text("another case's build")
    extend(path, make_story())
    assert list_names(tmp_path) == [other.name, "a.dateline"]


def test_two_first_builds_at_once_do_not_take_each_others_place(place: Location, tmp_path: Path) -> None:
    path, story = place, make_story()
    slow = Case.open_or_create(path)
    extend(path, story[:2])
    with slow, pytest.raises(CaseChanged, match="another program has made it"):
        slow.extend(story[2:], link(story[2:]), model="m1")
    assert list_names(tmp_path) == (["a.dateline"] if isinstance(place, Path) else [])
    with Case.open(path) as case:
        assert len(case) == 2


def test_what_another_program_is_writing_is_left_alone(tmp_path: Path) -> None:
    path, building = tmp_path / "a.dateline", tmp_path / ".a.dateline.x.building"
    connection = sqlite3.connect(building, isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("CREATE TABLE rows (x)")
    extend(path, make_story())
    assert building.exists()
    connection.execute("COMMIT")
    connection.close()
    extend(path, [])
    assert not building.exists()


@pytest.mark.parametrize("content", [b"", b"a story", b"SQLite format 3\x00" + b"\x00" * 200])
def test_another_file_is_no_case(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.dateline"
    path.write_bytes(content)
    for opening in (Case.open, Case.open_or_create):
        with pytest.raises(CaseError, match="not a case file") as error:
            opening(path)
        assert "\n" not in str(error.value)
    assert path.read_bytes() == content


def test_a_case_that_is_not_there_or_is_a_folder(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="there is no such case file"):
        Case.open(tmp_path / "a.dateline")
    with pytest.raises(CaseError, match="a folder, not a case file"):
        Case.open(tmp_path)
    with pytest.raises(CaseError, match="there is no folder"):
        Case.open_or_create(tmp_path / "nowhere" / "a.dateline")


def test_another_sqlite_file_is_no_case(tmp_path: Path) -> None:
    path = tmp_path / "a.dateline"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE t (x)")
    connection.commit()
    connection.close()
    with pytest.raises(CaseError, match="not a case file"):
        Case.open(path)


def test_a_case_of_a_later_release_is_left_alone(place: Location) -> None:
    path = place
    extend(path, make_story()[:1])
    run(path, "UPDATE alembic_version SET version_num = '9999'")
    for opening in (Case.open, Case.open_or_create):
        with pytest.raises(CaseTooNew, match="written by a later release"):
            opening(path)


def test_a_case_in_use_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.case.opening._WAIT_SECONDS", 0.05)
    path, story = tmp_path / "a.dateline", make_story()
    extend(path, story[:1])
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        with Case.open(path) as case, pytest.raises(CaseError, match="another program is writing"):
            case.extend(story[1:], link(story), model="m1")
    finally:
        other.execute("ROLLBACK")
        other.close()


def test_a_damaged_case_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.dateline"
    extend(path, make_story())
    data = bytearray(path.read_bytes())
    data[100:4096] = os.urandom(3996)
    path.write_bytes(data)
    with pytest.raises(CaseError) as error:
        read_record(path)
    assert "\n" not in str(error.value)


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write everywhere")
def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    path = tmp_path / "a.dateline"
    extend(path, make_story()[:1])
    tmp_path.chmod(0o555)
    try:
        with Case.open(path) as case:
            assert len(case) == 1
            with pytest.raises(CaseError, match="cannot be written here"):
                case.extend([], Record(), model="m1")
        with pytest.raises(CaseError, match="cannot be written here"):
            Case.open_or_create(tmp_path / "b.dateline")
    finally:
        tmp_path.chmod(0o755)


def test_migrations_from_nothing_make_the_tables_of_today() -> None:
    engine = sa.create_engine("sqlite://")
    with engine.begin() as connection:
        migrate(connection)
        inspector = sa.inspect(connection)
        assert connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar() == HEAD
        made_names = {name for name in inspector.get_table_names() if not name.startswith("fulltext")}
        assert made_names - {"alembic_version"} == set(metadata.tables)
        for name, table in metadata.tables.items():
            made = {column["name"]: column for column in inspector.get_columns(name)}
            assert list(made) == [column.name for column in table.columns]
            for column in table.columns:
                assert str(made[column.name]["type"]) == str(column.type.compile(engine.dialect))
                assert made[column.name]["nullable"] == (column.nullable and not column.primary_key)
            assert {index["name"] for index in inspector.get_indexes(name)} == {i.name for i in table.indexes}
            assert len(inspector.get_foreign_keys(name)) == len(table.foreign_keys)
    engine.dispose()


def test_what_no_engine_can_hold_is_kept(place: Location, tmp_path: Path) -> None:
    path = place
    one = make_report("a", "{Ada\x00 Osei|person} \ud800 met\u2028 {'; DROP TABLE reports; --|group} 🙂.")
    story = [rename(one, "b\udcff.txt")]
    extend(path, story)
    assert read_record(path) == link(story)
    lines = export(path, tmp_path / "out")["reports"].decode().splitlines()
    assert len(lines) == 1
