"""The record as JSON lines: a file a table, sorted, and found among the export formats."""

import json
from pathlib import Path

import pytest

from dateline.export.exporter import exporters
from dateline.export.jsonl import TABLES, write_jsonl
from dateline.link.linking import link
from dateline.model.errors import UsageError
from dateline.model.record import Record
from tests.story import make_story


def test_it_is_found_by_being_there() -> None:
    assert "jsonl" in {exporter.name for exporter in exporters()}


def test_each_table_is_a_file_sorted_by_id(tmp_path: Path) -> None:
    record = link(make_story())
    write_jsonl(record, tmp_path / "deep" / "out", title="Story")
    assert sorted(path.name for path in (tmp_path / "deep" / "out").iterdir()) == sorted(
        f"{name}.jsonl" for name in TABLES
    )
    for name in TABLES:
        lines = (tmp_path / "deep" / "out" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
        ids = [json.loads(line)["id"] for line in lines]
        assert len(ids) == len(getattr(record, name))
        assert ids == sorted(ids)
    role = json.loads((tmp_path / "deep" / "out" / "actors.jsonl").read_text().splitlines()[0])
    assert set(role) >= {"id", "name", "kind", "aliases", "roles", "evidence"}


def test_an_empty_record_has_empty_files_and_old_ones_are_replaced(tmp_path: Path) -> None:
    (tmp_path / "actors.jsonl").write_text("old")
    write_jsonl(Record(), tmp_path, title="Story")
    assert all((tmp_path / f"{name}.jsonl").read_bytes() == b"" for name in TABLES)


def test_a_file_in_the_way_is_wrong_usage(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")
    with pytest.raises(UsageError, match="no folder can be made there"):
        write_jsonl(Record(), tmp_path / "out", title="Story")
