"""Whatever is corrected, in whatever order: the record stays sound, and goes back to what linking made."""

import random
import sqlite3
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from multiprocessing import get_context
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.case import migrations
from dateline.case.aiming import make
from dateline.case.file import Case
from dateline.case.schema import APPLICATION_ID
from dateline.export.exporter import exporters
from dateline.export.page.places import lay_out
from dateline.link.actors.names import fold_name
from dateline.link.linking import link
from dateline.model.correction import Correction, Deed, Target, find_live, make_correction
from dateline.model.errors import UsageError
from dateline.model.findings import Findings, Status
from dateline.model.record import Evidence, Record, StatementEntry
from tests.export_readers import READERS
from tests.export_records import make_full
from tests.story import make_story
from tests.test_link_events import tell

pytestmark = pytest.mark.filterwarnings(
    # Of libraries that read the exports, none of it the exports' doing.
    "ignore::DeprecationWarning",
    "ignore::PendingDeprecationWarning",
    "ignore::UserWarning:citeproc",
)
STEP = st.tuples(
    st.sampled_from(["merge", "split", "rename", "reject", "reject", "reject", "confirm", "undo", "undo"]),
    st.integers(0, 10**6),
    st.integers(0, 10**6),
)


def _tell_events() -> list[Findings]:
    """Return the story with events: one that a report tells itself, others in what somebody says."""
    wire, carried, relay, *others = make_story()
    told = [tell(tell(one, "broke"), "open", status=Status.PLANNED, said=True) for one in (wire, carried)]
    return [*told, tell(relay, "shut", said=True), *others]


@cache
def _make_cases() -> tuple[tuple[bytes, Record], ...]:
    """Return two cases as bytes, with what linking made of them: one of all tables, one linked for real."""
    made = []
    full = make_full()
    for added, record in ((full.reports, full), (_tell_events(), link(_tell_events()))):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "story.dateline"
            with Case.open_or_create(path) as case:
                case.extend(added, record, model="m1")
            made.append((path.read_bytes(), read(path)))
    return tuple(made)


def read(path: Path) -> Record:
    with Case.open(path) as case:
        return case.record()


def take_step(path: Path, step: tuple[str, int, int], number: int) -> Correction | None:
    """Correct what some numbers happen to mean; None where they mean nothing."""
    deed, one, two = step
    record = read(path)
    with Case.open(path) as case:
        what: list[str]
        match deed:
            case "undo":
                log = case.corrections()
                what = [log[one % len(log)].id] if log else []
            case "reject" | "confirm":
                entries = [
                    entry
                    for table in ("statements", "events", "timeline", "disagreements", "commitments")
                    for entry in getattr(record, table)
                ]
                what = [entries[one % len(entries)].id] if entries else []
            case _:
                actor = record.actors[one % len(record.actors)]
                other = record.actors[two % len(record.actors)]
                alias = actor.aliases[two % len(actor.aliases)].name if actor.aliases else "x"
                what = [actor.id, {"merge": other.id, "split": alias, "rename": f"N{two}"}[deed]]
        if not what:
            return None
        try:
            made = make(case, deed, what, at=f"2026-11-21T10:00:00.{number:06}Z", by="Ana")
        except UsageError:
            return None
        case.correct([made])
    return made


def find_faults(path: Path) -> set[str]:
    """Return what is wrong with the record of a case."""
    record = read(path)
    lay_out(record)  # refuses evidence that is not in its report
    connection = sqlite3.connect(path)
    faults = {f"foreign key {row[:2]}" for row in connection.execute("PRAGMA foreign_key_check")}
    known = {
        (one.id, fold_name(name))
        for one in record.actors
        for name in (one.name, *(a.name for a in one.aliases))
    }
    if set(connection.execute("SELECT actor, name FROM names")) != known:
        faults.add("names")
    columns = set(connection.execute("SELECT id, actor, speaker FROM statements"))
    if columns != {(one.id, one.speaker.actor, one.speaker.name) for one in record.statements}:
        faults.add("columns")
    for table in ("actors", "statements", "events", "timeline", "disagreements", "commitments", "sources"):
        wanted = {
            (entry.id, at, words.report, words.start, words.end, words.exact)
            for entry in getattr(record, table)
            for at, words in enumerate(entry.evidence)
        }
        rows = connection.execute(
            'SELECT entry, position, report, start, "end", exact FROM evidence WHERE entry_table = ?',
            (table,),
        )
        if set(rows) != wanted:
            faults.add(f"evidence of {table}")
    connection.close()
    return faults | set(_find_loose_ends(record))


def _find_loose_ends(record: Record) -> Iterator[str]:
    statements = {one.id for one in record.statements}
    actors = {one.id for one in record.actors}
    voices = actors | {one.id for one in record.sources} | {None}
    events = {one.id for one in record.events}
    told = {mention["event"] for one in record.events for mention in one.mentions}
    within = {event.id: event.according_to for one in record.reports for event in one.events}
    for statement in record.statements:
        if statement.speaker.actor not in voices:
            yield f"speaker of {statement.id}"
    for findings in record.reports:
        for mention in findings.mentions:
            if mention.actor not in voices:
                yield f"mention of {mention.actor}"
    for source in record.sources:
        if not statements.issuperset(source.statements) or not source.statements:
            yield f"source {source.id}"
    for day in record.timeline:
        if not statements.issuperset(day.according_to) or not events.issuperset(day.events):
            yield f"day {day.id}"
    for event in record.events:
        rows = [row.get("according_to") for row in event.status]
        rows += [
            one for row in event.figures for given in row["given"] for one in given.get("according_to", ())
        ]
        rows += [one for mention in event.mentions for one in within.get(mention["event"], ())]
        if not statements.issuperset(filter(None, rows)):
            yield f"whose word event {event.id} is"
        if not events.issuperset(link["event"] for link in event.links):
            yield f"links of {event.id}"
    for one in record.commitments:
        if not statements.issuperset(one.statements) or one.by not in voices:
            yield f"commitment {one.id}"
    for differ in record.disagreements:
        if not {differ.left, differ.right} <= statements | told | events:
            yield f"disagreement {differ.id}"


def list_claims(record: Record) -> set[tuple[str, str]]:
    """Return the sentences of the timeline and the tellings of events that a statement holds."""
    statements = {one.id: one for one in record.statements}
    days = {
        (day.id, sentence)
        for day in record.timeline
        for sentence in day.summary
        for words in day.evidence
        if sentence in words.exact and any(_lies_over(statements.get(id_), words) for id_ in day.according_to)
    }
    within = {event.id: event.according_to for one in record.reports for event in one.events}
    told = {
        (event.id, mention["event"])
        for event in record.events
        for mention in event.mentions
        if any(id_ in statements for id_ in within.get(mention["event"], ()))
    }
    return days | told


def list_all(record: Record) -> set[tuple[str, str]]:
    days = {(day.id, sentence) for day in record.timeline for sentence in day.summary}
    return days | {(one.id, mention["event"]) for one in record.events for mention in one.mentions}


def _lies_over(statement: StatementEntry | None, words: Evidence) -> bool:
    return statement is not None and any(
        one.report == words.report and one.start < words.end and words.start < one.end
        for one in statement.evidence
    )


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 1), st.lists(STEP, max_size=7), st.randoms(use_true_random=False))
def test_whatever_is_corrected(which: int, steps: list[tuple[str, int, int]], rng: random.Random) -> None:
    content, linked = _make_cases()[which]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "story.dateline"
        path.write_bytes(content)
        expected = find_faults(path)
        for number, step in enumerate(steps):
            take_step(path, step, number)
        corrected = read(path)
        assert find_faults(path) <= expected
        # No claim has become a fact: what was a source's word is still one, or is gone.
        assert list_claims(linked) & list_all(corrected) <= list_claims(corrected)
        with Case.open(path) as case:
            log, unfit = case.corrections(), case.unfit()
        assert all(one.why for one in unfit)
        # A colleague who gets them one by one, in whatever order, has the same record.
        other = Path(folder) / "other.dateline"
        other.write_bytes(content)
        for one in rng.sample(log, len(log)):
            with Case.open(other) as case:
                case.correct([one])
        assert read(other) == corrected
        with Case.open(other) as case:
            assert case.unfit() == unfit
            # After a rebuild too.
            case.extend([], replace(linked), model="m2")
            assert case.record() == corrected
            assert case.unfit() == unfit
        # All taken back, it is what linking made.
        live = find_live(log)
        undone = [
            make_correction(
                Deed.UNDO,
                replace(one.target, table="corrections", id=one.id),
                at=f"2027-01-01T00:00:00.{n:06}Z",
                by="x",
            )
            for n, one in enumerate(live)
        ]
        with Case.open(path) as case:
            case.correct(undone)
            assert case.record() == linked
            assert case.unfit() == ()
        assert find_faults(path) == expected


@pytest.fixture
def full(tmp_path: Path) -> Path:
    path = tmp_path / "full.dateline"
    path.write_bytes(_make_cases()[0][0])
    return path


def test_what_is_told_in_a_rejected_statement_is_no_fact(full: Path) -> None:
    before = read(full)
    held = {id_ for day in before.timeline for id_ in day.according_to}
    held |= {id_ for one in before.reports for event in one.events for id_ in event.according_to}
    assert held
    for number, id_ in enumerate(sorted(held)):
        with Case.open(full) as case:
            case.correct([make(case, "reject", [id_], at=f"2026-11-21T10:00:00.{number:06}Z", by="Ana")])
    after = read(full)
    assert not held & {one.id for one in after.statements}
    assert not list_claims(before) & list_all(after)
    assert all(not held.intersection(day.according_to) for day in after.timeline)


def test_everything_exports_as_corrected(full: Path, tmp_path: Path) -> None:
    for number in range(0, 12, 3):
        take_step(full, ("reject", number, 0), number)
    take_step(full, ("merge", 0, 1), 20)
    record = read(full)
    for exporter in exporters():
        exporter.write(record, tmp_path / exporter.name, title="Mill")
        READERS[exporter.name](tmp_path / exporter.name)


def _correct_often(path: str, by: str) -> None:
    for number in range(10):
        with Case.open(Path(path)) as case:
            statement = list(case.statements())[number % 3]
            at = f"2026-11-21T10:00:{number:02}.{len(by):06}Z"
            case.correct([make(case, "confirm", [statement.id], at=at, by=by)])


def test_two_programs_at_once_lose_nothing(full: Path) -> None:
    spawn = get_context("spawn")
    both = [spawn.Process(target=_correct_often, args=(str(full), by)) for by in ("a", "bb")]
    for one in both:
        one.start()
    for one in both:
        one.join(60)
        assert one.exitcode == 0
    with Case.open(full) as case:
        assert len(case.corrections()) == 20
        assert case.unfit() == ()


@pytest.mark.parametrize("skew", [1, -1])
def test_an_undo_counts_whatever_the_clock_says(skew: int) -> None:
    """Undone, and the undoing undone, on machines whose clocks differ."""
    first = make_correction(Deed.RENAME, replace(_target(), name="a"), at="2026-01-05", by="a", values=("b",))
    undo = make_correction(Deed.UNDO, replace(_target(), id=first.id), at=f"2026-01-0{5 + skew}", by="b")
    again = make_correction(Deed.UNDO, replace(_target(), id=undo.id), at=f"2026-01-0{5 + 2 * skew}", by="c")
    assert find_live((first, undo)) == ()
    assert find_live((first, undo, again)) == (first,)
    assert find_live((again, undo, first)) == (first,)


def _target() -> Target:
    return Target("actors", "0", "a")


@pytest.mark.parametrize("revision", ["0001", "0002"])
def test_a_case_of_an_earlier_release_is_corrected(full: Path, tmp_path: Path, revision: str) -> None:
    old = tmp_path / "old.dateline"
    _write_old(full, old, revision)
    assert read(old) == read(full)
    for path in (full, old):
        with Case.open(path) as case:
            actor = next(iter(case.actors()))
            case.correct([make(case, "rename", [actor.id, "N"], at="2026-11-21T10:00:00.000000Z", by="Ana")])
    assert read(old) == read(full)
    assert find_faults(old) == find_faults(full)


def _write_old(case: Path, old: Path, revision: str) -> None:
    """Write the rows of a case as an earlier release would have: what its tables have columns for."""
    engine = sa.create_engine(f"sqlite:///{old}")
    with engine.begin() as connection:
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        config = Config()
        config.set_main_option("script_location", str(Path(migrations.__file__).parent))
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
    engine.dispose()
    copying = sqlite3.connect(old)
    copying.execute("ATTACH ? AS new", (str(case),))
    tables = [row[0] for row in copying.execute("SELECT name FROM main.sqlite_master WHERE type = 'table'")]
    for table in tables:
        if table.startswith(("fulltext", "sqlite", "alembic")):
            continue
        columns = ", ".join(f'"{row[1]}"' for row in copying.execute(f"PRAGMA main.table_info({table})"))
        copying.execute(f"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM new.{table}")
    copying.commit()
    copying.close()
