"""A case in a PostgreSQL database: several work on it at once, nothing is lost, and no password is shown."""

import json
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import sqlalchemy as sa
from click.testing import CliRunner
from starlette.testclient import TestClient

import dateline
from dateline.case.aiming import make
from dateline.case.file import Case
from dateline.case.location import Database, read_location
from dateline.case.schema import metadata
from dateline.case.store import find_store
from dateline.cli import main
from dateline.engine.correcting import correct_case
from dateline.export.jsonl import TABLES, write_jsonl
from dateline.link.linking import link
from dateline.model.correction import Correction, Deed, make_correction
from dateline.model.errors import CaseError, UsageError
from dateline.model.record import Record
from dateline.reader.app import make_app
from tests.engines import run
from tests.marked import make_report
from tests.postgresql import Server, start_server
from tests.story import make_story
from tests.test_case_tables import cut

_SECRET = "hush-hush%3A41"  # as an address has it


@pytest.fixture(scope="module")
def server() -> Server:
    return start_server()


def fill(location: Database) -> Database:
    with Case.open_or_create(location) as case:
        case.extend([cut(one) for one in make_story()], link(make_story()), model="m1")
    return location


@pytest.fixture
def place(server: Server) -> Database:
    return fill(server.name_case())


@pytest.fixture
def locked(server: Server) -> Iterator[str]:
    """Give a user who needs a password to be let in."""
    name = server.name_case("locked").schema.replace("locked_", "reader_")
    server.run(
        "DO $$ BEGIN CREATE ROLE locked; EXCEPTION WHEN duplicate_object THEN NULL; END $$",
        f"CREATE ROLE {name} LOGIN PASSWORD 'hush-hush:41'",
    )
    yield name
    server.run(f"DROP OWNED BY {name} CASCADE", f"DROP ROLE {name}")


def let_in(server: Server, place: Database, user: str) -> None:
    """Let a user read a case."""
    server.run(
        f"GRANT USAGE ON SCHEMA {place.schema} TO {user}",
        f"GRANT SELECT ON ALL TABLES IN SCHEMA {place.schema} TO {user}",
    )


@pytest.mark.parametrize(
    ("text", "shown", "schema", "name"),
    [
        ("postgresql://h/team", "postgresql://h/team", "dateline", "team"),
        ("postgres://h/team?schema=floods", "postgresql://h/team?schema=floods", "floods", "floods"),
        ("postgresql://ana:s3cret@h:5433/t", "postgresql://ana@h:5433/t", "dateline", "t"),
        ("postgresql://ana@h/t?password=s3cret&sslmode=require", "postgresql://ana@h/t?sslmode=require",
         "dateline", "t"),
        ("postgresql:///t?host=/run/pg&schema=a%20b", "postgresql:///t?host=/run/pg&schema=a%20b",
         "a b", "a b"),
        ("postgresql://ana:p@ss@h1,h2:5433/t", "postgresql://ana@h1,h2:5433/t", "dateline", "t"),
    ],
)  # fmt: skip
def test_an_address_is_read_and_shown_without_its_password(
    text: str, shown: str, schema: str, name: str
) -> None:
    location = read_location(text)
    assert isinstance(location, Database)
    assert (str(location), location.schema, location.name, location.stem) == (shown, schema, name, name)
    for words in (repr(location), f"{location}", location.name):
        assert "s3cret" not in words
        assert "p@ss" not in words
    assert read_location(location) is location


@pytest.mark.parametrize(
    "text",
    ["postgresql:/ana:s3cret@h/t", "postgresql://ana:s3cret@[h/t", "postgresql://ana:s3/cret@h/t",
     "postgresql://ana:s3#cret@h/t", "postgresql://h/t?schema=", "postgresql://h/t?schema=pg_x",
     f"postgresql://h/t?schema={'x' * 64}", "postgresql://h/t?schema=a%00b"],
)  # fmt: skip
def test_what_is_no_address_is_refused_without_repeating_it(text: str) -> None:
    with pytest.raises(UsageError) as error:
        read_location(text)
    assert "s3" not in str(error.value)


@pytest.mark.parametrize(
    "text", ["story.dateline", "postgres", "./postgresql", "postgresql-notes/a.txt", "s3://x"]
)
def test_what_names_a_file_is_a_file(text: str) -> None:
    assert read_location(text) == Path(text)


def test_both_engines_give_the_same_bytes(place: Database, tmp_path: Path) -> None:
    file = tmp_path / "story.dateline"
    with Case.open_or_create(file) as case:
        case.extend([cut(one) for one in make_story()], link(make_story()), model="m1")
    written = []
    for location in (file, place):
        with Case.open(location) as case:
            folder = tmp_path / f"of {case.path.name}"
            write_jsonl(case.record(), folder, title="Story")
            written.append({name: (folder / f"{name}.jsonl").read_bytes() for name in TABLES})
    assert written[0] == written[1]


def test_the_command_line_takes_an_address_wherever_it_takes_a_file(server: Server, tmp_path: Path) -> None:
    location = server.name_case("cli")
    address = server.write_address(schema=location.schema)
    page, report = tmp_path / "page.html", tmp_path / "a.txt"
    report.write_text("The minister said on May 5, 2031 that the old lock would open. Nobody else spoke.\n")

    def do(*words: str) -> str:
        result = CliRunner().invoke(main, [*words], catch_exceptions=False)
        assert result.exit_code == 0, result.output
        return result.output

    do("build", str(report), "-o", address, "--published", "2031-05-06")
    assert "minister" in do("statements", address)
    assert "lock" in do("search", address, "lock", "--words-only")
    do("timeline", address)
    do("report", address, "-o", str(page))
    assert page.read_text().count("minister") > 1
    exported = do("export", address, "--to", "jsonl", "-o", str(tmp_path / "out"))
    assert "Wrote" in exported
    first = json.loads((tmp_path / "out" / "statements.jsonl").read_text().splitlines()[0])
    do("correct", address, "reject", first["id"], "--by", "Ana")
    assert "Ana" in do("corrections", address)
    (tmp_path / "b.txt").write_text("The lock stayed shut, the ferry company said on Monday.\n")
    do("add", address, str(tmp_path / "b.txt"))
    with dateline.open(address) as case:
        assert len(case) == 2
        assert case.path == location
        assert "a.txt" in do("explain", address, case.reports()[0].id)


def test_a_database_holds_many_cases_and_takes_no_other_table_for_one(server: Server) -> None:
    one, other = fill(server.name_case()), server.name_case()
    with pytest.raises(CaseError, match="there is no such case; `dateline build` makes one"):
        Case.open(other)
    with Case.open_or_create(other) as case:
        assert len(case) == 0
        case.extend([], Record(), model="m1")
    with Case.open(one) as case:
        assert len(case) == 5
    foreign = server.name_case("books")
    server.run(f"CREATE SCHEMA {foreign.schema}")
    fill(foreign)  # an empty one is as good as none
    shelf = server.name_case("books")
    server.run(f"CREATE SCHEMA {shelf.schema}", f"CREATE TABLE {shelf.schema}.meta (key TEXT)")
    for opening in (Case.open, Case.open_or_create):
        with pytest.raises(CaseError, match="its tables are no case of dateline; name another schema"):
            opening(shelf)


def test_the_tables_are_those_of_a_file_and_all_text_sorts_by_code_point(place: Database) -> None:
    store = find_store(place)
    with store.reading() as connection:
        inspector = sa.inspect(connection)
        own = {"alembic_version", "fulltext", "fulltext_size", "called"}
        assert set(inspector.get_table_names()) - own == set(metadata.tables)
        for name, table in metadata.tables.items():
            assert [one["name"] for one in inspector.get_columns(name)] == [one.name for one in table.columns]
            assert {one["name"] for one in inspector.get_indexes(name)} == {one.name for one in table.indexes}
            assert len(inspector.get_foreign_keys(name)) == len(table.foreign_keys)
        unsorted = sa.text(
            "SELECT table_name, column_name FROM information_schema.columns WHERE data_type = 'text' "
            "AND table_schema = current_schema() AND collation_name IS DISTINCT FROM 'C'"
        )
        assert connection.execute(unsorted).all() == []
    store.close()


def test_names_sort_by_code_point_where_the_database_sorts_as_in_a_dictionary(server: Server) -> None:
    try:
        server.run("CREATE DATABASE dictionary TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'en'")
    except Exception as error:  # of another release, or built without
        pytest.skip(f"the server sorts in one way alone: {error}")
    location = read_location(server.write_address(database="dictionary"))
    assert isinstance(location, Database)
    text = "{Zed Orr|person}, {ada orr|person}, {Éva Orr|person} and {Bo Orr|person} met. The port is shut."
    story = [make_report("a", text, published="2031-05-05")]
    with Case.open_or_create(location) as case:
        case.extend(story, link(story), model="m1")
        names = [one.name for one in case.actors()]
        assert names == sorted(names)
        assert case.path.name == "dictionary"


KILLED = textwrap.dedent(
    """
    import os, sys
    from dateline.case import file, rows, writing
    from dateline.case.location import read_location
    from dateline.link.linking import link
    from tests.story import make_story

    def die(connection, addition):
        write(connection, addition)
        os.kill(os.getpid(), 9)

    write, writing._write = writing._write, die
    story = make_story()
    with file.Case.open_or_create(read_location(sys.argv[1])) as case:
        case.extend(story, link(story), model="m1")
    """
)


def kill_while_writing(address: str) -> None:
    root = Path(__file__).parent.parent
    done = subprocess.run([sys.executable, "-c", KILLED, address], cwd=root, check=False, capture_output=True)
    assert done.returncode == -9, done.stderr.decode()


def test_a_program_killed_while_writing_leaves_all_as_it_was(server: Server) -> None:
    location, story = server.name_case(), make_story()
    address = server.write_address(schema=location.schema)
    kill_while_writing(address)
    with pytest.raises(CaseError, match="there is no such case"):
        Case.open(location)
    with Case.open_or_create(location) as case:
        case.extend(story[:2], link(story[:2]), model="m1")
        before = case.record()
    kill_while_writing(address)
    with Case.open(location) as case:
        assert case.record() == before
        case.extend(story[2:], link(story), model="m1")
        assert case.record() == link(story)


def _rename(address: str, person: str, numbers: range) -> None:
    with Case.open(read_location(address)) as case:
        actor = next(
            one for one in case.actors() if one.name in ("Ada Osei", *map("A. Osei {}".format, range(99)))
        )
        found = [
            make_correction(
                Deed.RENAME,
                make(case, "rename", [actor.id, "x"], at="2031", by="x").target,
                at=f"2031-11-21T10:00:00.{number:06}Z",
                by=person,
                values=(f"A. Osei {number}",),
            )
            for number in numbers
        ]
    for one in found:
        correct_case(read_location(address), [one])


def test_correctors_at_once_lose_nothing(server: Server, place: Database) -> None:
    address = server.write_address(schema=place.schema)
    people = {"Ana": range(0, 5), "Ben": range(5, 10), "Cy": range(10, 15)}
    with ThreadPoolExecutor(len(people)) as pool:  # each with a connection of its own, as in programs apart
        for done in [pool.submit(_rename, address, *one) for one in people.items()]:
            done.result(timeout=120)
    with Case.open(place) as case:
        log = case.corrections()
        assert [one.at for one in log] == sorted(one.at for one in log)
        assert sorted((one.by, int(one.values[0].split()[-1])) for one in log) == sorted(
            (person, number) for person, numbers in people.items() for number in numbers
        )
        assert case.unfit() == ()
        # All were applied in the order of the log, whoever came first.
        assert "A. Osei 14" in {one.name for one in case.actors()}
        assert case.meta()["change"] == "16"


def test_a_reader_sees_one_state_while_a_corrector_writes(place: Database) -> None:
    with Case.open(place) as reader, Case.open(place) as writer:
        with reader._read() as connection:
            assert connection is not None
            many = sa.text("SELECT count(*) FROM corrections")
            assert connection.execute(many).scalar() == 0
            made = make(writer, "rename", ("Ada Osei", "A. Osei"), at="2031-11-21T10:00:00Z", by="Ana")
            assert writer.correct([made]) == 1  # waits for no reader
            assert connection.execute(many).scalar() == 0
            with pytest.raises(sa.exc.DBAPIError, match="read-only"):
                connection.exec_driver_sql("DELETE FROM unfit")
        assert len(reader.corrections()) == 1


def test_a_case_in_use_says_so(place: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.case.database_store._WAIT_SECONDS", 0.1)
    store, story = find_store(place), make_story()
    with store.writing(), Case.open(place) as case:
        with pytest.raises(CaseError, match="another program is writing to it; try again"):
            case.extend([], link(story), model="m1")
        assert len(case) == 5
    store.close()


def test_many_read_at_once(place: Database) -> None:
    def ask(_: int) -> int:
        with Case.open(place) as case:
            return case.search("lock", by_meaning=False).total + len(list(case.statements()))

    with ThreadPoolExecutor(24) as pool:
        assert set(pool.map(ask, range(48))) == {10}


def test_who_may_only_read_reads(server: Server, place: Database, locked: str) -> None:
    schema = place.schema
    server.run(
        f"GRANT USAGE ON SCHEMA {schema} TO {locked}",
        f"GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO {locked}",
    )
    theirs = read_location(server.write_address(locked, schema=schema))
    with Case.open(theirs) as case:
        assert len(list(case.statements())) == 5
        made = make(case, "rename", ("Ada Osei", "A. Osei"), at="2031-11-21T10:00:00Z", by="Ana")
        with pytest.raises(CaseError, match="may not do that; ask whoever runs the database"):
            case.correct([made])
        with pytest.raises(CaseError, match="cannot be written by this user"):
            case.extend([], Record(), model="m1")
    server.run(f"GRANT INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {place.schema} TO {locked}")
    with Case.open(theirs) as case:
        assert case.correct([made]) == 1
        case.extend([], link(make_story()), model="m1")
    run(
        place,
        "UPDATE alembic_version SET version_num = '0005'",
        "DROP INDEX ix_sentences_place",
        "DROP TABLE remembered",
    )
    with pytest.raises(CaseError, match="cannot be brought up to date"):
        Case.open(theirs)
    with Case.open(place), Case.open(theirs) as case:
        assert len(case) == 5


@pytest.mark.parametrize("deed", ["statements", "build"])
def test_a_password_is_shown_nowhere(server: Server, deed: str, tmp_path: Path) -> None:
    server.run("DROP ROLE IF EXISTS locked", "CREATE ROLE locked LOGIN PASSWORD 'something else'")
    address = server.write_address("locked", schema="nowhere").replace("locked@", f"locked:{_SECRET}@")
    words = ["statements", address] if deed == "statements" else ["build", str(tmp_path), "-o", address]
    result = CliRunner().invoke(main, words)
    assert result.exit_code == 1
    assert "password authentication failed" in result.output
    assert result.output.count("\n") == 1
    location = read_location(address)
    with pytest.raises(CaseError) as error:
        Case.open(location)
    client = TestClient(make_app(location, token="t", port=80), base_url="http://127.0.0.1")
    pages = [
        client.get(path, params={"token": "t"}).text
        for path in ("/", "/search.json?q=x", "/corrections.jsonl")
    ]
    for told in (result.output, str(error.value), repr(error.value), repr(location), *pages):
        assert "hush" not in told
        assert _SECRET not in told


def test_a_password_may_come_from_the_environment(
    server: Server, place: Database, locked: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    let_in(server, place, locked)
    server.run(f"GRANT locked TO {locked}")
    monkeypatch.setenv("PGPASSWORD", "hush-hush:41")
    with dateline.open(server.write_address(locked, schema=place.schema)) as case:
        assert len(case) == 5


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("postgresql://nobody@/x?host=/nowhere", "cannot be reached"),
        ("postgresql://127.0.0.1:1/x", "cannot be reached"),
        ("postgresql://h/x?bogus=1", "cannot be"),
    ],
)
def test_a_server_that_does_not_answer(address: str, said: str) -> None:
    with pytest.raises(CaseError, match=said) as error:
        Case.open(read_location(address))
    assert "\n" not in str(error.value)


def test_a_database_that_is_not_there(server: Server) -> None:
    with pytest.raises(CaseError, match=r'cannot be reached .*database "nowhere" does not exist'):
        Case.open(read_location(server.write_address(database="nowhere")))


def test_a_server_started_anew_meanwhile_is_asked_anew(server: Server, place: Database) -> None:
    with Case.open(place) as case:
        assert len(case) == 5
        server.run(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'dateline'"
        )
        assert len(case) == 5


def test_names_of_any_length_and_any_sign(server: Server) -> None:
    location = server.name_case()
    name = "Ada" + "\0a" * 1500
    said: dict[str, object] = {"content": "it was so", "source": name, "name": name}
    told = f"{{{name}|person}} said it was so. \\ud83d\ude00 \\\\u0000 \ud83d"
    story = [
        make_report("a", told, statements=(said,)),
        make_report("b", "{Bo Osei|person} met 🙂 \\u0000.", outlet="O" * 9000),
    ]
    with Case.open_or_create(location) as case:
        case.extend([cut(one) for one in story], link(story), model="m1")
        assert case.record() == link(story)
        assert len(case.statements(speaker=name[:60])) == 1
        assert len(case.reports(outlet="O" * 60)) == 1
        assert case.statements().to_dicts()
        assert [row[:3] for row in case.events().rows()] == []
        assert case.search("said", by_meaning=False).hits[0].voices
        assert case.carried() == ()


def test_nothing_of_a_case_is_left_open(place: Database, server: Server) -> None:
    import psycopg

    with Case.open(place), Case.open(place) as case:
        len(case)
    with psycopg.connect(server.write_address()) as connection:
        many = "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'dateline'"
        found = connection.execute(many).fetchone()
    assert found == (0,)


def test_a_correction_is_a_correction_of_either(place: Database, tmp_path: Path) -> None:
    file = tmp_path / "story.dateline"
    with Case.open_or_create(file) as case:
        case.extend([cut(one) for one in make_story()], link(make_story()), model="m1")
    made: list[Correction] = []
    with Case.open(place) as case:
        made.append(make(case, "merge", ("Ada Osei", "Bo Osei"), at="2031-11-21T10:00:00Z", by="Ana"))
        made.append(make(case, "reject", (case.statements()[0].id,), at="2031-11-21T10:00:01Z", by="Ana"))
    records = []
    for location in (place, file):
        correct_case(location, made)
        with Case.open(location) as case:
            records.append(case.record())
    assert records[0] == records[1]
