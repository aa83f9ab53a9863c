"""What every export format passes: the same bytes, nothing hostile gets through, an empty record is valid."""

from pathlib import Path

import pytest

from dateline.export.exporter import Exporter, exporters
from dateline.model.errors import UsageError
from dateline.model.record import Record
from tests.export_readers import READERS
from tests.export_records import HOSTILE, make_full, make_harmful

pytestmark = pytest.mark.filterwarnings(
    # Of libraries that read the exports, none of it the exports' doing.
    "ignore::DeprecationWarning",
    "ignore::PendingDeprecationWarning",
    "ignore::UserWarning:citeproc",
)
EVERY = pytest.mark.parametrize("exporter", exporters(), ids=lambda one: one.name)


def read_bytes(path: Path) -> dict[str, bytes]:
    files = sorted(path.iterdir()) if path.is_dir() else [path]
    return {file.name: file.read_bytes() for file in files}


def test_every_format_is_read_back() -> None:
    assert set(READERS) == {exporter.name for exporter in exporters()}


@EVERY
def test_the_same_record_gives_the_same_bytes(exporter: Exporter, tmp_path: Path) -> None:
    for name in ("once", "again"):
        (tmp_path / name).mkdir()
        exporter.write(make_full(), tmp_path / name / "record", title="Mill")
    assert read_bytes(tmp_path / "once" / "record") == read_bytes(tmp_path / "again" / "record")
    assert (tmp_path / "once" / "record").is_dir() is exporter.is_folder
    READERS[exporter.name](tmp_path / "once" / "record")


@EVERY
@pytest.mark.parametrize("words", HOSTILE, ids=lambda words: repr(words[:12]))
def test_nothing_hostile_gets_through(exporter: Exporter, words: str, tmp_path: Path) -> None:
    exporter.write(make_harmful(words), tmp_path / "record", title=words)
    READERS[exporter.name](tmp_path / "record")


@EVERY
def test_an_empty_record_is_valid(exporter: Exporter, tmp_path: Path) -> None:
    exporter.write(Record(), tmp_path / "record", title="")
    READERS[exporter.name](tmp_path / "record")


@EVERY
def test_what_is_in_the_way_is_wrong_usage(exporter: Exporter, tmp_path: Path) -> None:
    target = tmp_path / "record"
    if exporter.is_folder:
        target.write_text("a file")
    else:
        target.mkdir()
    with pytest.raises(UsageError):
        exporter.write(make_full(), target, title="Mill")
