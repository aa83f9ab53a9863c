"""Entries are chosen by what stands in them, page by page, from a case of today and from one of before."""

import json
import sqlite3
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

import dateline
from dateline.case.conditions import is_among
from dateline.case.file import Case
from dateline.case.location import Location
from dateline.case.search import statements as statements_table
from dateline.link.linking import link
from dateline.model.errors import CaseError, MissingPackage, UnknownEntry, UsageError
from dateline.model.findings import Findings, Sentence
from dateline.model.record import StatementEntry
from dateline.nlp.sentences import find_paragraphs, find_sentences
from tests.engines import ENGINES, name_case
from tests.marked import make_report
from tests.story import make_story


def cut(findings: Findings) -> Findings:
    report = findings.report
    spans = find_sentences(report.text, find_paragraphs(report.text, report.body))
    return replace(findings, sentences=tuple(Sentence(one.start, one.end) for one in spans))


def make_case(location: Location) -> None:
    with Case.open_or_create(location) as case:
        case.extend([cut(one) for one in make_story()], link(make_story()), model="m1")


@pytest.fixture(scope="module", params=ENGINES)
def path(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Location:
    location = name_case(request.param, tmp_path_factory.mktemp("case"))
    make_case(location)
    return location


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("case") / "story.dateline"
    make_case(path)
    return path


def test_statements_are_chosen_by_what_stands_in_them(path: Location) -> None:
    with dateline.open(path) as case:
        assert len(case.statements()) == 5
        assert [one.published.earliest for one in case.statements()] == sorted(
            one.published.earliest or "" for one in case.statements()
        )
        by_osei = list(case.statements(speaker="osei"))
        assert [one.speaker.name for one in by_osei] == ["Ada Osei", "Ada Osei"]
        assert list(case.statements(speaker=by_osei[0].speaker.actor)) == by_osei
        assert len(case.statements(speaker="Ada O")) == 2
        assert len(case.statements(speaker="%")) == 0
        assert len(case.statements(kind="anonymous")) == 2
        assert len(case.statements(kind=["anonymous", "outlet"])) == 3
        assert len(case.statements(act="promise", before="2031-09-02")) == 1
        assert len(case.statements(act="promise", after="2031-09-02")) == 1
        assert len(case.statements(after="2031-10")) == 1
        assert len(case.statements(before="2031")) == 0
        assert len(case.statements(outlet="elm courier")) == 1
        assert len(case.statements(words='"new lock" minister', act="promise")) == 2
        assert len(case.statements(words='"stay shut" -declined')) == 1
        assert len(case.statements(words="declined")) == 0
        assert case.statements().count_by("act") == {"assertion": 3, "promise": 2}
        with pytest.raises(UsageError, match="no date such as"):
            case.statements(before="last year")
        with pytest.raises(UsageError, match="no column to count by"):
            case.statements().count_by("data")


def test_pages_are_the_whole_in_its_order(path: Location) -> None:
    with dateline.open(path) as case:
        chosen = case.statements()
        pages = [chosen.page(number, size=2) for number in (1, 2, 3, 4)]
        assert [len(page) for page in pages] == [2, 2, 1, 0]
        assert [one for page in pages for one in page] == list(chosen)
        with pytest.raises(UsageError, match="count from 1"):
            chosen.page(0)


def test_every_table_can_be_asked(path: Location) -> None:
    with dateline.open(path) as case:
        record = case.record()
        assert {one.id for one in case.actors()} == {one.id for one in record.actors}
        assert [one.name for one in case.actors(name="osei", kind="person")] == ["Ada Osei", "Bo Osei"]
        assert {one.id for one in case.events()} == {one.id for one in record.events}
        assert {one.id for one in case.timeline()} == {one.id for one in record.timeline}
        assert {one.id for one in case.commitments()} == {one.id for one in record.commitments}
        assert {one.id for one in case.disagreements()} == {one.id for one in record.disagreements}
        assert {one.id for one in case.sources(named=False)} == {
            one.id for one in record.sources if not one.named
        }
        assert {one.id for one in case.copies()} == {one.id for one in record.copies}
        heads = list(case.reports())
        assert [one.published.value for one in heads] == [
            "2031-09-01",
            "2031-09-02",
            "2031-10-05",
            None,
            None,
        ]
        assert len(case.reports(dated=False)) == 2
        assert [one.path for one in case.reports(words="declined")] == [heads[2].path]
        linked = next(one for one in record.reports if one.report.id == heads[0].id)
        assert case.report(heads[0].id) == linked
        with pytest.raises(UnknownEntry, match="no report has the id nothing"):
            case.report("nothing")


def test_thousands_may_be_asked_for_at_once(path: Location) -> None:
    none = [f"{number:020x}" for number in range(40_000)]
    with dateline.open(path) as case:
        statements = [one.id for one in case.statements()]
        reports = [one.id for one in case.reports()]
        actors = [one.id for one in case.actors()]
        with case._read() as connection:
            assert connection is not None
            if isinstance(path, Path):
                driver = connection.connection.driver_connection
                driver.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, 999)  # type: ignore[union-attr]
            asked = sa.select(statements_table.c.id).where(is_among(statements_table.c.id, none + statements))
            assert sorted(connection.execute(asked).scalars()) == sorted(statements)
        assert [one.id for one in case.statements(ids=none + statements)] == statements
        assert [one.id for one in case.reports(ids=none + reports)] == reports
        assert case.names(none + actors) == case.names(actors)
        assert case.appearances(none + actors) == case.appearances(actors)
        assert case.first_words(none + statements) == case.first_words(statements)
        assert case.reports_as_kept(none + reports).keys() == set(reports)
        assert case.part(none + reports) == case.part(reports)


def test_half_a_character_is_nothing_to_look_for(path: Location) -> None:
    with dateline.open(path) as case:
        for ask in (
            lambda: case.search("lock\udcff", by_meaning=False),
            lambda: case.search('outlet:"\ud800"', by_meaning=False),
            lambda: len(case.statements(speaker="\udcff")),
            lambda: case.locate("\udcff"),
        ):
            with pytest.raises(UsageError, match="is no text"):
                ask()


@pytest.mark.parametrize("day", ["2031-W40-1", "2031W40", "20311001", "2031-1", "２０３１", "2031-02-30", ""])
def test_what_is_no_date(path: Location, day: str) -> None:
    with dateline.open(path) as case, pytest.raises(UsageError, match="is no date such as"):
        case.reports(after=day)


def put_back(path: Path, old: Path) -> None:
    """Write the case at `path` to `old` as the first release would have written it."""
    old.write_bytes(path.read_bytes())
    connection = sqlite3.connect(old)
    found = connection.execute("SELECT name FROM sqlite_master WHERE type = 'index'").fetchall()
    for (name,) in found:
        if name.endswith(("_order", "_counted", "_dates", "_place")):
            connection.execute(f"DROP INDEX {name}")
    for table, columns in {
        "reports": ("title", "head", "as_read"),
        "statements": ("speaker", "form", "start", "confidence"),
        "events": ("status", "reports", "origins"),
        "commitments": ("kind", '"on"'),
    }.items():
        for column in columns:
            connection.execute(f"DROP INDEX IF EXISTS ix_{table}_{column.strip(chr(34))}")
            connection.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
    for table in (
        "names",
        "sentences",
        "fulltext",
        "unfit",
        "linked",
        "corrections",
        "spoken_of",
        "taking_part",
        "remembered",
    ):
        connection.execute(f"DROP TABLE {table}")
    connection.execute("DROP INDEX ix_reports_earliest")
    connection.execute("DROP INDEX ix_reports_outlet")
    connection.execute("UPDATE alembic_version SET version_num = '0001'")
    connection.commit()
    connection.close()


def test_a_case_of_the_first_form_is_brought_up_to_date(file: Path, tmp_path: Path) -> None:
    old = tmp_path / "old.dateline"
    put_back(file, old)
    with dateline.open(old) as then, dateline.open(file) as now:
        assert then.record() == now.record()
        assert list(then.reports()) == list(now.reports())
        for choose in (
            {"speaker": "osei"},
            {"words": "lock"},
            {"form": "indirect"},
            {"confidence": 0.5},
        ):
            assert list(then.statements(**choose)) == list(now.statements(**choose))
        assert list(then.commitments(kind="promise")) == list(now.commitments(kind="promise"))


def test_a_case_of_the_first_form_that_cannot_be_written_says_what_to_do(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = tmp_path / "old.dateline"
    put_back(file, old)
    before = old.read_bytes()
    monkeypatch.setattr("dateline.case.file_store.is_writable", lambda _: False)
    with pytest.raises(CaseError, match=r"of an earlier release, .* copy it"):
        dateline.open(old)
    assert old.read_bytes() == before


def test_a_case_that_cannot_be_written_is_read(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.case.opening.is_writable", lambda _: False)
    with dateline.open(file) as case:
        assert case.search("lock", by_meaning=False).total == 5
        assert len(list(case.statements())) == len(case.statements()) > 0
        with case._read() as connection:
            assert connection is not None
            with pytest.raises(sa.exc.OperationalError, match="readonly"):
                connection.exec_driver_sql("DELETE FROM meta")


def test_a_case_of_the_first_form_with_what_sqlite_cannot_hold(tmp_path: Path) -> None:
    words = "it was so"
    said: dict[str, object] = {"content": words, "source": "Ann \ud801 Lee", "name": "Ann \ud801 Lee"}
    odd = make_report("odd", "A \ud800\0 thing. {Ann \ud801 Lee|person} said it was so.", statements=(said,))
    now, old = tmp_path / "now.dateline", tmp_path / "old.dateline"
    for path, story in ((now, [odd]), (tmp_path / "none.dateline", [])):
        with Case.open_or_create(path) as case:
            case.extend([cut(one) for one in story], link(story), model="m1")
        put_back(path, old)
        with dateline.open(old) as then, dateline.open(path) as case:
            assert list(then.statements()) == list(case.statements())
            assert then.statements().count_by("speaker") == case.statements().count_by("speaker")
            assert then.search("thing", by_meaning=False) == case.search("thing", by_meaning=False)


def test_a_selection_becomes_plain_data(path: Location) -> None:
    with dateline.open(path) as case:
        plain = case.statements(speaker="osei").to_dicts()
        assert json.loads(json.dumps(plain)) == plain
        assert [one["speaker"]["name"] for one in plain] == ["Ada Osei", "Ada Osei"]


def test_without_pandas_the_message_says_so(path: Location, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    monkeypatch.setitem(sys.modules, "polars", None)
    with dateline.open(path) as case:
        for make in (case.statements().to_pandas, case.statements().to_polars):
            with pytest.raises(MissingPackage, match="pip install"):
                make()


def test_an_entry_is_one_of_its_kind(path: Location) -> None:
    with dateline.open(path) as case:
        assert all(isinstance(one, StatementEntry) for one in case.statements().page(1))
