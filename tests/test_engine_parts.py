"""Findings go to Parquet and back unharmed, whatever they hold."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyarrow import dataset

from dateline.engine.parts import Thing, read_part, write_part
from dateline.engine.shelf import Done, Shelf
from dateline.engine.slices import Met, Shard
from dateline.ingest.reading import Skipped
from dateline.model.errors import UsageError
from dateline.model.findings import (
    Anonymity,
    Event,
    Figure,
    Findings,
    Mention,
    Order,
    Sentence,
    Statement,
    TimeExpression,
)
from dateline.model.report import Report
from dateline.model.span import Span
from tests.story import make_story

# Half characters too, as a damaged file may hold them.
ANY_TEXT = st.text(st.characters(categories=("L", "N", "P", "Z", "S", "C")), max_size=12)
SPANS = st.builds(lambda start, length: Span(start, start + length), st.integers(0, 99), st.integers(1, 99))
NUMBERS = st.floats(allow_nan=False, allow_infinity=False)


def few(each: st.SearchStrategy[Any], *, least: int = 0) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(each, min_size=least, max_size=2).map(tuple)


REPORTS = st.builds(Report, path=ANY_TEXT, title=ANY_TEXT, text=ANY_TEXT, body=few(SPANS), pages=few(SPANS))
FIGURES = st.builds(Figure, low=NUMBERS, high=st.none() | NUMBERS)
FINDINGS = st.builds(
    Findings,
    report=REPORTS,
    times=few(st.builds(TimeExpression, event=st.none() | SPANS)),
    mentions=few(st.builds(Mention, name=ANY_TEXT)),
    statements=few(
        st.builds(
            Statement,
            content=few(SPANS, least=1),
            cue=few(SPANS),
            source=few(SPANS),
            anonymity=st.none() | st.builds(Anonymity, reason=st.none() | SPANS),
            confidence=NUMBERS,
        )
    ),
    events=few(st.builds(Event, trigger=SPANS, figures=few(FIGURES), confidence=NUMBERS)),
    order=few(st.builds(Order, before=SPANS, after=SPANS, signal=SPANS, confidence=NUMBERS)),
    sentences=few(st.builds(Sentence)),
)
THINGS = FINDINGS | st.builds(Skipped, path=ANY_TEXT, reason=ANY_TEXT)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(THINGS, max_size=3))
def test_a_part_gives_back_what_was_put_into_it(things: list[Thing]) -> None:
    part = write_part(things)
    assert list(read_part(part)) == things
    assert write_part(things) == part


def test_a_folder_of_parts_reads_as_one_table(tmp_path: Path) -> None:
    shelf = Shelf(str(tmp_path), "m1")
    story = make_story()
    shelf.put("a", story[:2])
    shelf.put("b", [*story[2:], Skipped("torn.pdf", "damaged")])
    table = dataset.dataset(tmp_path / "parts", partitioning="hive").to_table().to_pylist()
    assert [one["report"] for one in table] == [*(one.report.id for one in story), None]
    assert {one["reader"] for one in table} == {"m1"}
    assert table[0]["statements"] == len(story[0].statements)
    assert (table[-1]["path"], table[-1]["reason"]) == ("torn.pdf", "damaged")


@pytest.mark.parametrize("where", ["disk", "file://", "memory://"])
def test_a_shelf_keeps_what_it_is_given(where: str, tmp_path: Path) -> None:
    folder = {"disk": str(tmp_path), "file://": f"file://{tmp_path}", "memory://": "memory://shelf"}[where]
    shelf = Shelf(folder, "m1")
    assert not shelf.has("a")
    shelf.put("a", make_story())
    assert shelf.has("a")
    assert list(shelf.read("a")) == make_story()
    assert not Shelf(folder, "m2").has("a")


def test_a_shard_is_done_for_who_asked_the_same(tmp_path: Path) -> None:
    shelf = Shelf(str(tmp_path), "m1")
    done = [Done("a", ()), Done(None, (Met("r1", "x.txt"),))]
    shelf.close_shard(Shard((), "k"), ("",), done)
    assert shelf.read_shard(Shard((), "k"), ("",)) == done
    assert shelf.read_shard(Shard((), "k"), ("2031-05-01",)) is None
    assert shelf.read_shard(Shard((), "other"), ("",)) is None
    assert Shelf(str(tmp_path), "m2").read_shard(Shard((), "k"), ("",)) is None


def test_a_shard_of_which_nothing_tells_whether_it_changed_is_never_done(tmp_path: Path) -> None:
    shelf = Shelf(str(tmp_path), "m1")
    shelf.close_shard(Shard((), None), (), [])
    assert shelf.read_shard(Shard((), None), ()) is None


def test_nothing_half_written_is_left(tmp_path: Path) -> None:
    Shelf(str(tmp_path), "m1").put("a", make_story())
    assert [one.name for one in tmp_path.rglob("*") if one.is_file()] == ["a.parquet"]


def test_a_shelf_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(UsageError, match="cannot be written"):
        Shelf(str(tmp_path / "file"), "m1").put("a", ())
