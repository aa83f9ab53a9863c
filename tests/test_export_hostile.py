"""A report that is one endless line is written by every export, in time and space that grow with it alone.

What else a report can do to an export, `test_export_contract` tries.
"""

import time
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from dateline.export.exporter import Exporter, exporters
from dateline.model.record import Record
from dateline.model.span import Span
from tests.export_cases import make_evidence
from tests.export_readers import READERS
from tests.export_records import make_harmful

pytestmark = pytest.mark.filterwarnings(
    # Of libraries that read the exports, none of it the exports' doing.
    "ignore::DeprecationWarning",
    "ignore::PendingDeprecationWarning",
    "ignore::UserWarning:citeproc",
)
LONG = 10_000_000
# spaCy makes an object of every word: ten megabytes are a million and a half of them, and twenty seconds.
LENGTHS = {"spacy": 500_000}
RUNS = ("(", "a", '"', "*_`[", "http://a.example/", "<b>", "\u202e")


@cache
def make_endless(filling: str, length: int) -> Record:
    """Return a record of one report that somebody says as a whole, of `length` characters."""
    record = make_harmful("endless")
    (findings,) = record.reports
    text = f"{findings.report.text} {filling * (length // len(filling))}"[:length]
    report = replace(findings.report, text=text, body=(Span(0, length),))
    said = replace(findings.statements[0], content=(Span(0, length),))
    (entry,) = record.statements
    return replace(
        record,
        reports=(replace(findings, report=report, statements=(said,)),),
        statements=(replace(entry, content=text, evidence=(make_evidence(report, text),)),),
    )


@pytest.mark.parametrize("exporter", exporters(), ids=lambda one: one.name)
def test_a_line_of_ten_megabytes_is_bounded(exporter: Exporter, tmp_path: Path) -> None:
    length = LENGTHS.get(exporter.name, LONG)
    record = make_endless("and more ", length)
    began = time.process_time()
    exporter.write(record, tmp_path / "record", title="Mill")
    assert time.process_time() - began < 6, "seconds"
    files = [one for one in (tmp_path / "record", *(tmp_path / "record").glob("*")) if one.is_file()]
    assert 0 < sum(one.stat().st_size for one in files) < 5 * length + 1_000_000


@pytest.mark.parametrize("filling", RUNS, ids=repr)
@pytest.mark.parametrize("exporter", exporters(), ids=lambda one: one.name)
def test_a_run_without_a_space_costs_no_more_than_its_length(
    exporter: Exporter, filling: str, tmp_path: Path
) -> None:
    record = make_endless(filling, 100_000)
    began = time.process_time()
    exporter.write(record, tmp_path / "record", title="Mill")
    assert time.process_time() - began < 3, "seconds"
    if filling in ("<b>", "\u202e"):
        READERS[exporter.name](tmp_path / "record")
