"""What every format must keep to, whatever it reads: offsets, order, ids, the same answer twice."""

import json
from itertools import pairwise
from pathlib import Path

import pytest

from dateline.ingest.reading import Skipped, read_reports
from dateline.ingest.source import Format
from dateline.model.plain import to_json_line
from dateline.model.plugins import discover
from dateline.model.report import Basis, Report
from tests.reports import FIRST, SECOND, body_of, make_samples, read

SAMPLES = make_samples()


@pytest.mark.parametrize("name", SAMPLES)
def test_a_format_keeps_the_contract(name: str, tmp_path: Path) -> None:
    file = tmp_path / name
    file.write_bytes(SAMPLES[name])
    (report,) = read(file)
    assert isinstance(report, Report), report
    size = len(report.text)
    spans = sorted([(s.start, s.end) for s in report.body] + [(f.start, f.end) for f in report.furniture])
    assert all(0 <= start < end <= size for start, end in spans)
    assert all(left[1] <= right[0] for left, right in pairwise(spans))
    assert [s.start for s in report.body] == sorted(s.start for s in report.body)
    assert [f.start for f in report.furniture] == sorted(f.start for f in report.furniture)
    assert report.path == str(file) or report.path.startswith(f"{file}#")
    words = " ".join(body_of(report).replace('"', "”").split())
    assert " ".join(FIRST.split()) in words
    assert "said Ilse Quandt, who heads the office." in words
    assert str(report.language).startswith("en")
    (again,) = read(file)
    assert to_json_line(report) == to_json_line(again)


@pytest.mark.parametrize("name", SAMPLES)
def test_a_file_that_ends_too_early_is_named_or_read_and_never_fails(name: str, tmp_path: Path) -> None:
    content = SAMPLES[name]
    for size in (1, len(content) // 3, len(content) - 7):
        file = tmp_path / name
        file.write_bytes(content[:size])
        for found in read(file):
            assert isinstance(found, Report) or found.reason
            assert not isinstance(found, Skipped) or "Traceback" not in found.reason


@pytest.mark.parametrize("name", SAMPLES)
def test_a_format_is_told_by_content_from_standard_input(name: str, tmp_path: Path) -> None:
    if name.endswith(".md"):
        pytest.skip("without its name Markdown is told by its block of fields alone")
    file = tmp_path / name
    file.write_bytes(SAMPLES[name])
    with file.open("rb") as stream:
        (report,) = read_reports(["-"], stdin=stream)
    (named,) = read(file)
    assert isinstance(report, Report), report
    assert isinstance(named, Report)
    assert (report.id, report.text, report.body) == (named.id, named.text, named.body)
    assert report.path.startswith("-")


def test_the_id_follows_the_content_and_not_the_name(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / name).write_bytes(SAMPLES["ferry.txt"] + (b" " if name == "c.txt" else b""))
    ids = [report.id for report in read(tmp_path) if isinstance(report, Report)]
    assert ids[0] == ids[1] != ids[2]


def test_a_date_the_caller_gives_decides(tmp_path: Path) -> None:
    file = tmp_path / "ferry.html"
    file.write_bytes(SAMPLES["ferry.html"])
    (report,) = read_reports([str(file)], published="2020-01")
    assert isinstance(report, Report)
    assert (report.published.value, report.published.basis) == ("2020-01", Basis.GIVEN)


def test_every_format_is_a_plug_in_with_a_name_of_its_own() -> None:
    formats: tuple[Format, ...] = discover("dateline.ingest.formats", "FORMAT")
    names = [form.name for form in formats]
    assert len(set(names)) == len(names)
    assert all(suffix.startswith(".") for form in formats for suffix in form.suffixes)


def test_a_report_round_trips_as_json(tmp_path: Path) -> None:
    (tmp_path / "ferry.txt").write_bytes(SAMPLES["ferry.txt"])
    (report,) = read(tmp_path)
    assert json.loads(to_json_line(report))["text"].count(SECOND) == 1
