"""Reports -> findings on one machine: a pure map, encoded a batch at a time."""

from collections.abc import Iterable, Iterator
from itertools import islice

from dateline.find.finding import find_findings, has_findings
from dateline.model.findings import Findings
from dateline.model.report import Report
from dateline.nlp.encoder import Encoder

# Enough text for the encoder to sort windows by length; few enough that memory stays flat.
_BATCH_REPORTS = 64


def find_in_reports(reports: Iterable[Report], *, encoder: Encoder) -> Iterator[Findings]:
    """Yield the findings of each report, in the order of `reports`.

    A report in a language that the finders do not read comes back without findings.
    """
    waiting = iter(reports)
    while batch := list(islice(waiting, _BATCH_REPORTS)):
        readable = [report for report in batch if has_findings(report)]
        encodings = iter(encoder.encode([(report.text, report.body) for report in readable]))
        for report in batch:
            if has_findings(report):
                yield find_findings(report, encoding=next(encodings))
            else:
                yield Findings(report)
