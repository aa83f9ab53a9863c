"""Who is named in whose words, and who takes part in what: rows that follow what linking and people say."""

from pathlib import Path
from typing import Any

import pytest

from dateline.case.aiming import make
from dateline.case.file import Case
from dateline.case.location import Location
from dateline.link.linking import link
from dateline.model.findings import Act, Findings, SpeakerKind
from tests.engines import ENGINES, name_case, run
from tests.export_records import make_full
from tests.marked import make_report


def make_pile() -> list[Findings]:
    said: dict[str, object] = {
        "content": "Bo Lindqvist and Ada Osei met Bo Lindqvist’s lawyer",
        "source": "Cy Pole",
        "name": "Cy Pole",
        "kind": SpeakerKind.NAMED_PERSON,
        "act": Act.ASSERTION,
    }
    text = (
        "{Bo Lindqvist|person} and {Ada Osei|person} met {Bo Lindqvist|person}’s lawyer, "
        "{Cy Pole|person} said. {Dee Marsh|person} was not there."
    )
    return [make_report("pile", text, published="2031-05-05", statements=(said,))]


@pytest.fixture(params=ENGINES)
def path(request: pytest.FixtureRequest, tmp_path: Path) -> Location:
    location = name_case(request.param, tmp_path, "pile")
    with Case.open_or_create(location) as case:
        case.extend(make_pile(), link(make_pile()), model="m1")
    return location


def read_rows(path: Location, table: str) -> list[tuple[Any, ...]]:
    with Case.open(path) as case, case._read() as connection:
        assert connection is not None
        return sorted(map(tuple, connection.exec_driver_sql(f"SELECT * FROM {table}").all()))


def test_who_is_named_in_the_content_is_spoken_of_and_nobody_else(path: Location) -> None:
    with Case.open(path) as case:
        (statement,) = case.statements()
        text = case.report(statement.report).report.text
        ids = {one.name: one.id for one in case.actors()}
        found = {row[1]: text[row[3] : row[4]] for row in read_rows(path, "spoken_of")}
        assert found == {ids["Ada Osei"]: "Ada Osei", ids["Bo Lindqvist"]: "Bo Lindqvist"}
        assert [one.id for one in case.statements(about="lindqvist")] == [statement.id]
        assert [one.id for one in case.statements(about=ids["Ada Osei"])] == [statement.id]
        assert list(case.statements(about="Dee Marsh")) == []
        assert list(case.statements(about="Cy Pole")) == []


def test_who_takes_part_in_an_event_is_found_with_its_role(tmp_path: Path) -> None:
    record = make_full()
    file = tmp_path / "mill.dateline"
    with Case.open_or_create(file) as case:
        case.extend(record.reports, record, model="m1")
        birch = next(one.id for one in record.actors if one.name == "Ada Birch")
        rows = [row for row in read_rows(file, "taking_part") if row[1] == birch]
        assert [row[2] for row in rows] == ["agent"]
        (event,) = case.events(who=birch)
        assert event.id == rows[0][3]
        assert list(case.events(who="Ada Birch")) == [event]
        assert list(case.events(who="Nobody")) == []


def test_an_older_case_gets_the_same_rows(path: Location) -> None:
    tables = ("spoken_of", "taking_part")
    now = [read_rows(path, table) for table in tables]
    run(
        path,
        *(f"DROP TABLE {table}" for table in tables),
        "DROP INDEX ix_sentences_place",
        "DROP TABLE remembered",
        "UPDATE alembic_version SET version_num = '0004'",
    )
    with Case.open(path):
        assert [read_rows(path, table) for table in tables] == now


def test_the_rows_follow_a_correction_and_its_undoing(path: Location) -> None:
    before = read_rows(path, "spoken_of")
    with Case.open(path) as case:
        ids = {one.name: one.id for one in case.actors()}
        at = "2031-06-01T10:00:00.000000Z"
        merged = make(case, "merge", ("Bo Lindqvist", "Dee Marsh"), at=at, by="Ana")
        case.correct([merged])
        assert {row[1] for row in read_rows(path, "spoken_of")} == {ids["Ada Osei"], ids["Dee Marsh"]}
        assert len(case.statements(about="Dee Marsh")) == 1
        case.correct([make(case, "undo", (merged.id,), at=at, by="Ana")])
    assert read_rows(path, "spoken_of") == before
