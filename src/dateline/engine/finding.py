"""Reports -> findings on one machine: a pure map, encoded a batch at a time."""

from collections.abc import Iterable, Iterator
from itertools import islice

from dateline.find.finding import find_findings, has_findings
from dateline.ingest.reading import Skipped, skip_defeating
from dateline.model.findings import Findings
from dateline.model.report import Report
from dateline.nlp.encoder import Encoder

# Enough to keep every processor busy; few enough that memory stays flat and a progress bar moves.
_BATCH_REPORTS = 16


def find_in_reports(
    reports: Iterable[Report], *, encoder: Encoder, skipped: list[Skipped] | None = None
) -> Iterator[Findings]:
    """Yield the findings of each report, in the order of `reports`.

    A report in a language that the finders do not read comes back without findings.

    Args:
        reports: Read, zoned and dated.
        encoder: Reads the words of all of them, a batch at a time.
        skipped: A report that trips the finders is appended here, and the rest go on; None lets it raise.
    """
    waiting = iter(reports)
    while batch := list(islice(waiting, _BATCH_REPORTS)):
        readable = [report for report in batch if has_findings(report)]
        encodings = iter(encoder.encode([(report.text, report.body) for report in readable]))
        for report in batch:
            encoding = next(encodings) if has_findings(report) else None
            try:
                found = find_findings(report, encoding=encoding) if encoding else Findings(report)
            except (ArithmeticError, LookupError, RecursionError, ValueError) as error:
                if skipped is None:
                    raise
                skipped.append(skip_defeating(report.path, error))
            else:
                yield found
