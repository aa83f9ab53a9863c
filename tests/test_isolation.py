"""One report cannot take the others down: it may kill, stall or swell what reads it, and is named."""

import re
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from dateline.engine import finding
from dateline.engine.finding import find_in_reports
from dateline.find.finding import find_findings
from dateline.ingest import isolation
from dateline.ingest.reading import Skipped, read_reports
from dateline.ingest.source import Limits
from dateline.model.errors import UnreadableInput, UsageError
from dateline.model.patience import OutOfTime, patience
from dateline.model.plugins import discover
from dateline.model.report import Report
from dateline.nlp.encoder import Encoder
from tests.reports import HTML, TEXT, make_csv, make_zip

FEW = Limits(seconds=2.0, memory_bytes=600_000_000)


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Have workers read with a reader that breaks; one has read a page already, so that it is quick."""
    isolation._end()
    monkeypatch.setattr(isolation, "_SERVES", "tests.breaking")
    page = tmp_path_factory.mktemp("page") / "a.html"
    page.write_text(HTML)
    assert len(list(read_reports([str(page)], limits=replace(FEW, seconds=60.0)))) == 1
    yield
    isolation._end()


@pytest.mark.parametrize(
    ("trap", "reason"),
    [
        ("SEGFAULT", "brings down what reads its format (SIGSEGV)"),
        ("ABORT", "brings down what reads its format (SIGABRT)"),
        ("LEAVE", "brings down what reads its format (exit 3)"),
        ("ENDLESS", "takes longer than the 2 seconds dateline gives one report"),
        ("MEMORY", "too large for this machine's memory"),
    ],
)
@pytest.mark.usefixtures("broken")
def test_a_report_that_breaks_its_reader_is_named_and_the_rest_goes_on(
    trap: str, reason: str, tmp_path: Path
) -> None:
    for name, text in (("a", HTML), ("b", HTML.replace("<p>", f"<p>{trap} ", 1)), ("c", HTML)):
        (tmp_path / f"{name}.html").write_text(text)
    limits = FEW if trap == "ENDLESS" else replace(FEW, seconds=60.0)
    (first,) = read_reports([str(tmp_path / "a.html")], limits=limits)
    (second,) = read_reports([str(tmp_path / "b.html")], limits=limits)
    (third,) = read_reports([str(tmp_path / "c.html")], limits=replace(FEW, seconds=60.0))
    assert isinstance(first, Report)
    assert isinstance(third, Report)
    assert first.text == third.text
    assert second == Skipped(str(tmp_path / "b.html"), reason)


@pytest.mark.usefixtures("broken")
def test_a_reader_that_prints_does_not_print_into_the_answers(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(HTML.replace("<p>", "<p>PRINT ", 1))
    assert [type(one) for one in read_reports([str(tmp_path)], limits=FEW)] == [Report]


def test_what_is_read_apart_is_what_is_read_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    samples = Path(__file__).parent.parent / "samples" / "harbour"
    (tmp_path / "rows.csv").write_bytes(make_csv())
    (tmp_path / "pages.zip").write_bytes(make_zip({"a.html": HTML.encode(), "rows.csv": make_csv()}))
    paths = [str(samples), str(tmp_path)]
    apart = list(read_reports(paths))
    monkeypatch.setattr(isolation, "_take_worker", lambda limits: None)
    assert list(read_reports(paths)) == apart
    assert sum(isinstance(one, Report) for one in apart) > 15


def test_one_worker_reads_many_and_who_looks_away_gets_a_new_one(tmp_path: Path) -> None:
    for number in range(3):
        (tmp_path / f"{number}.html").write_text(HTML)
    (tmp_path / "rows.csv").write_bytes(make_csv() * 3)
    isolation._end()
    assert len(list(read_reports([str(tmp_path)]))) > 3
    assert len(isolation._idle) == 1
    first = isolation._idle[0]
    reading = read_reports([str(tmp_path / "rows.csv")])
    next(reading)
    reading.close()  # type: ignore[attr-defined]
    assert not first.is_alive()
    assert len(list(read_reports([str(tmp_path / "0.html")]))) == 1


def test_readers_in_threads_do_not_mix(tmp_path: Path) -> None:
    for number in range(3):
        (tmp_path / f"{number}.html").write_text(HTML.replace("<p>", f"<p>Number {number}. ", 1))
    found: dict[int, object] = {}

    def read(number: int) -> None:
        found[number] = next(iter(read_reports([str(tmp_path / f"{number}.html")])))

    threads = [threading.Thread(target=read, args=(number,)) for number in range(3)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    for number, read_there in found.items():
        assert isinstance(read_there, Report)
        assert f"Number {number}." in read_there.text


def test_every_format_but_containers_and_plain_text_is_read_apart() -> None:
    forms = discover("dateline.ingest.formats", "FORMAT")
    here = {one.name for one in forms if not one.apart}
    assert here == {"ZIP", "gzip", "WACZ", "WARC", "Markdown", "text"}


def test_what_runs_without_end_is_given_up() -> None:
    def spin() -> None:
        with patience(0.3):
            while True:
                pass

    def match() -> None:
        with patience(0.3):
            re.match(r"(a|a)+$", "a" * 60 + "b")

    def swallow() -> None:
        swallowed = 0
        with patience(0.3):
            while swallowed < 2:
                try:
                    spin_here()
                except OutOfTime:
                    swallowed += 1
            spin_here()

    def spin_here() -> None:
        while True:
            pass

    began = time.monotonic()
    for endless in (spin, match, swallow):
        with pytest.raises(OutOfTime):
            endless()
    assert time.monotonic() - began < 20
    with patience(0.2):
        pass
    time.sleep(0.4)  # a timer left behind would go off now


def test_a_search_that_runs_without_end_costs_one_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def find(report: Report, **rest: object) -> object:
        while "ENDLESS" in report.text:
            pass
        return find_findings(report, **rest)  # type: ignore[arg-type]

    monkeypatch.setattr(finding, "find_findings", find)
    for name, text in (("a", TEXT), ("b", f"{TEXT}\nENDLESS said the board."), ("c", TEXT + "More.")):
        (tmp_path / f"{name}.txt").write_text(text)
    reports = [one for one in read_reports([str(tmp_path)]) if isinstance(one, Report)]
    skipped: list[Skipped] = []
    encoder = Encoder.load()
    assert len(list(find_in_reports(reports[:1], encoder=encoder))) == 1  # the word lists are read by now
    monkeypatch.setenv("DATELINE_SECONDS", "4")
    found = list(find_in_reports(reports, encoder=encoder, skipped=skipped))
    assert [one.report.path[-5:] for one in found] == ["a.txt", "c.txt"]
    assert [one.path for one in skipped] == [str(tmp_path / "b.txt")]
    assert "takes longer than the 4 seconds" in skipped[0].reason
    monkeypatch.setenv("DATELINE_SECONDS", "1")
    with pytest.raises(UnreadableInput, match="takes longer"):
        list(find_in_reports(reports[1:2], encoder=encoder))


def test_limits_are_set_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_REPORT_BYTES", "1000")
    monkeypatch.setenv("DATELINE_SECONDS", "5")
    assert Limits() == replace(Limits(), report_bytes=1000, seconds=5.0)
    for bad in ("0", "-1", "many", "1.5"):
        monkeypatch.setenv("DATELINE_SECONDS", bad)
        with pytest.raises(UsageError, match="a whole number above zero was meant"):
            Limits()
