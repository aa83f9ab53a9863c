"""A check finds what is wrong with a case wherever it is, and nothing where nothing is; a backup is whole."""

import json
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

import dateline
from dateline.case.aiming import make
from dateline.case.checking import check_case
from dateline.case.file import Case
from dateline.cli import main
from dateline.link.linking import link
from dateline.model.errors import CaseError, UsageError
from dateline.model.findings import Findings, Sentence, Status
from dateline.model.ids import make_statement_id
from tests.story import make_story
from tests.test_link_events import tell


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """Return a story with events, linked for real, of which an actor was renamed."""
    wire, carried, relay, *others = (settle(one) for one in make_story())
    told = [tell(tell(one, "broke"), "open", status=Status.PLANNED, said=True) for one in (wire, carried)]
    story = [*told, tell(relay, "shut", said=True), *others]
    path = tmp_path / "story.dateline"
    with Case.open_or_create(path) as opened:
        opened.extend(story, link(story), model="m1")
    with Case.open(path) as opened:
        renamed = make(opened, "rename", ["Bo Osei", "B. Osei"], at="2026-11-21T10:00:00.0Z", by="Ana")
        opened.correct([renamed])
    return path


def settle(findings: Findings) -> Findings:
    """Return findings with the ids that finders give, and the whole text for their one sentence."""
    report, length = findings.report, len(findings.report.text)
    return replace(
        findings,
        statements=tuple(
            replace(one, id=make_statement_id(report.id, one.content, one.cue)) for one in findings.statements
        ),
        sentences=(Sentence(0, length),) if length else (),
    )


def change(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def test_a_sound_case_is_sound_and_left_as_it_is(case: Path) -> None:
    before = case.read_bytes()
    checkup = check_case(case)
    assert checkup.faults == ()
    assert checkup.sound
    assert checkup.notes == ()
    assert checkup.verified["reports"] == 5
    assert checkup.verified["corrections"] == 1
    with closing(sqlite3.connect(case)) as connection:
        rows = connection.execute("SELECT count(*) FROM evidence").fetchone()[0]
        sentences = connection.execute("SELECT count(*) FROM sentences").fetchone()[0]
    assert checkup.verified["words of evidence"] >= rows > 20
    assert checkup.verified["sentences in the search"] == sentences == 4
    assert case.read_bytes() == before
    assert [one.name for one in case.parent.iterdir()] == [case.name]


# What was done to the case, where the fault is, and what it says.
DAMAGE = {
    "evidence moved": ("UPDATE evidence SET start = start + 1", "words 1|", "words it rests on are not"),
    "evidence lost": ("DELETE FROM evidence WHERE entry_table = 'events'", "events", "rows of evidence"),
    "evidence of nothing": ("UPDATE evidence SET entry = 'x' || entry", "actors x", "is not there"),
    "words not in the text": (
        "UPDATE statements SET data = json_set(data, '$.evidence[0].exact', 'other')",
        "statements",
        "are not what stands in|rows of evidence",
    ),
    "a text changed": (
        "UPDATE reports SET findings = json_set(findings, '$.text', ' ' || json_extract(findings, '$.text'))",
        ", words",
        "are not what stands in",
    ),
    "a text cut": (
        "UPDATE reports SET findings = json_set(findings, '$.text', 'cut')",
        "report ",
        "lies outside its 3 characters",
    ),
    "a report lost": ("DELETE FROM reports", "row", "leads to a row of reports"),
    "a column": ("UPDATE statements SET actor = 'nobody'", "statements", "another actor than it has"),
    "a date": ("UPDATE reports SET earliest = '1999-01-01'", "report", "another earliest"),
    "a title": ("UPDATE reports SET title = 'other'", "report", "another title"),
    "the line of a list": ("UPDATE reports SET head = NULL", "report", "line in lists"),
    "names": ("DELETE FROM names", "actors", "by the names"),
    "an entry lost": ("DELETE FROM sources", "sources|statements", "not there|missing|leads to"),
    "no JSON": ("UPDATE timeline SET data = '{'", "timeline", "cannot be read"),
    "no links": ("UPDATE reports SET links = '{}'", "report", "cannot be read"),
    "relations": (
        "INSERT INTO spoken_of SELECT 'x', 'y', min(id), 0, 1 FROM reports",
        "report",
        "spoken_of do not follow",
    ),
    "takes part": (
        "INSERT INTO taking_part SELECT 'x', 'y', 'agent', 'z', min(id) FROM reports",
        "report",
        "taking_part do not follow",
    ),
    "an index lost": ("DROP INDEX ix_statements_order", "ix_statements_order", "is missing"),
    "a trigger lost": ("DROP TRIGGER corrections_are_kept_DELETE", "corrections_are_kept", "is missing"),
    "meta": ("DELETE FROM meta WHERE key = 'change'", "meta", "does not say"),
    "an id": (
        "UPDATE timeline SET id = '0000' WHERE id = (SELECT min(id) FROM timeline)",
        "timeline 0000",
        "calls itself|rows of evidence",
    ),
    "an id throughout": (
        "UPDATE timeline SET id = 'ab', data = json_set(data, '$.id', 'ab') "
        "WHERE id = (SELECT min(id) FROM timeline);"
        "UPDATE evidence SET entry = 'ab' WHERE entry = (SELECT min(entry) FROM evidence "
        "WHERE entry_table = 'timeline')",
        "timeline ab",
        "not the one that its content gives it",
    ),
    "the words of the search": ("DELETE FROM fulltext", "report", "the search has other words"),
    "the index of the search": ("DELETE FROM fulltext_data WHERE id > 10", "the", "index|malformed"),
    "words of no sentence": ("INSERT INTO fulltext (rowid, text) VALUES (999, 'x')", "the search", "1 sent"),
    "a correction not applied": (
        "UPDATE actors SET name = 'Zoe', data = json_set(data, '$.name', 'Zoe') WHERE name = 'B. Osei';"
        "UPDATE names SET name = 'zoe' WHERE name = 'b osei'",
        "actors",
        "is not what the corrections make",
    ),
    "a correction out of the log": (
        "DROP TRIGGER corrections_are_kept_UPDATE; UPDATE corrections SET by = 'Bob'",
        "correction",
        "listed otherwise|missing",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", DAMAGE)
def test_what_is_wrong_is_found(case: Path, name: str) -> None:
    statements, where, what = DAMAGE[name]
    change(case, *statements.split(";"))
    checkup = check_case(case)
    assert not checkup.sound
    assert any(
        any(part in fault.where for part in where.split("|"))
        and any(part in fault.what for part in what.split("|"))
        for fault in checkup.faults
    ), checkup.faults[:5]
    assert all(fault.todo for fault in checkup.faults)


@pytest.mark.parametrize("at", [0.2, 0.5, 0.9])
def test_a_page_overwritten_is_found(case: Path, at: float) -> None:
    content = bytearray(case.read_bytes())
    page = int(len(content) * at) // 4096
    content[page * 4096 : page * 4096 + 4096] = b"\xff" * 4096
    case.write_bytes(content)
    checkup = check_case(case)
    assert not checkup.sound
    assert {fault.where for fault in checkup.faults} == {"the file"}


def test_a_file_cut_short_is_found(case: Path) -> None:
    case.write_bytes(case.read_bytes()[:-9000])
    try:
        assert not check_case(case).sound
    except CaseError as error:
        assert "damaged" in str(error)  # noqa: PT017  either is right, by where the cut fell


def test_the_command_tells_and_exits(case: Path) -> None:
    run = CliRunner().invoke
    sound = run(main, ["check", str(case)])
    assert sound.exit_code == 0
    assert "5 reports" in sound.output
    assert sound.output.endswith("Sound.\n")
    change(case, "UPDATE reports SET title = 'two' || char(10) || 'lines' || char(27)")
    told = run(main, ["check", str(case)])
    assert told.exit_code == 1
    assert "another title than it has" in told.output
    assert "What to do: put a backup in its place" in told.output
    assert "\x1b" not in told.output
    plain = run(main, ["check", str(case), "--format", "json"])
    assert plain.exit_code == 1
    said = json.loads(plain.output)
    assert said["sound"] is False
    assert said["found"] == len(said["faults"]) == 5
    assert set(said["faults"][0]) == {"where", "what", "todo"}
    gone = run(main, ["check", str(case.with_name("none.dateline"))])
    assert gone.exit_code == 1
    assert "there is no such case file" in gone.output


def test_a_backup_is_the_case(case: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.dateline"
    assert dateline.backup(case, copy).sound
    with dateline.open(case) as first, dateline.open(copy) as second:
        assert first.record() == second.record()
        assert first.corrections() == second.corrections()
    assert copy.stat().st_mode & 0o444
    assert dateline.check(copy).sound


def test_a_backup_takes_nobodys_place(case: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.dateline"
    copy.write_text("something else")
    with pytest.raises(UsageError, match="is there already"):
        dateline.backup(case, copy)
    assert copy.read_text() == "something else"
    with pytest.raises(UsageError, match="the case itself"):
        dateline.backup(case, case, force=True)
    assert dateline.backup(case, copy, force=True).sound
    assert dateline.check(copy).sound
    assert sorted(one.name for one in tmp_path.iterdir()) == ["copy.dateline", "story.dateline"]


def test_no_backup_is_made_of_a_case_that_is_not_sound(case: Path, tmp_path: Path) -> None:
    change(case, "UPDATE evidence SET start = start + 1")
    with pytest.raises(CaseError, match="not sound, so no backup was made"):
        dateline.backup(case, tmp_path / "copy.dateline")
    assert [one.name for one in tmp_path.iterdir()] == [case.name]


@pytest.fixture
def busy(case: Path) -> Iterator[Callable[[], int]]:
    """Correct the case over and over in a thread; give how often it has been done."""
    done, stop = [0], threading.Event()

    def correct() -> None:
        while not stop.is_set():
            with Case.open(case) as opened:
                statement = list(opened.statements())[done[0] % 3]
                at = f"2026-11-21T10:00:00.{done[0]:06}Z"
                opened.correct([make(opened, "confirm", [statement.id], at=at, by="Ana")])
            done[0] += 1

    thread = threading.Thread(target=correct)
    thread.start()
    yield lambda: done[0]
    stop.set()
    thread.join()


def test_a_backup_is_of_one_moment_while_others_write(
    case: Path, busy: Callable[[], int], tmp_path: Path
) -> None:
    for number in range(5):
        before = busy()
        copy = tmp_path / f"copy{number}.dateline"
        assert dateline.backup(case, copy).sound
        with dateline.open(copy) as opened:
            # The renaming is one of them; another may have been on its way.
            assert before + 1 <= len(opened.corrections()) <= busy() + 2


def test_a_check_lets_others_write(case: Path, busy: Callable[[], int]) -> None:
    before = busy()
    assert dateline.check(case).sound
    assert dateline.check(case).sound
    assert busy() > before
