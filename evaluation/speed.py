"""Words a second of the whole of `dateline read`, beside the encoder alone in the same run."""

import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from dateline.engine.finding import find_in_reports
from dateline.ingest.reading import read_reports
from dateline.model.plain import to_json_line
from dateline.model.report import Report
from dateline.nlp.encoder import Encoder

REPORTS = 120


def measure(data: Path) -> dict[str, float]:
    """Return words a second of the encoder alone and of everything, and the ratio of their costs.

    The text is the first 120 training articles of PolNeAR; the best of three runs counts, each with an
    encoder whose cache is empty.
    """
    with TemporaryDirectory() as folder:
        for file in sorted((data / "polnear/train/text").glob("*.txt"))[:REPORTS]:
            (Path(folder) / file.name).write_bytes(file.read_bytes())
        reports = [one for one in read_reports([folder]) if isinstance(one, Report)]
        words = sum(len(one.text.split()) for one in reports)
        alone = min(_time(lambda: _encode(reports)) for _ in range(3))
        whole = min(_time(lambda: _read(folder)) for _ in range(3))
    return {
        "words": words,
        "encoder alone, words a second": words / alone,
        "whole, words a second": words / whole,
        "cost of the whole, encoder alone = 1": whole / alone,
    }


def _encode(reports: list[Report]) -> None:
    Encoder.load().encode([(report.text, report.body) for report in reports])


def _read(folder: str) -> None:
    reports = (one for one in read_reports([folder]) if isinstance(one, Report))
    for findings in find_in_reports(reports, encoder=Encoder.load()):
        to_json_line(findings)


def _time(work: Callable[[], None]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
