"""Reports -> findings on one machine: a pure map, the next reports being read while one is searched."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator

from dateline.find.finding import Given, find_findings, has_findings
from dateline.ingest.reading import Skipped, skip_defeating
from dateline.ingest.source import Limits
from dateline.model.errors import UnreadableInput
from dateline.model.findings import Findings
from dateline.model.patience import OutOfTime, explain_slow, patience
from dateline.model.report import Report
from dateline.nlp.encoder import Encoder, Reading

# Enough that the encoder never waits for the finders; few enough that memory stays flat.
_REPORTS_AHEAD = 16


def find_in_reports(
    reports: Iterable[Report],
    *,
    encoder: Encoder,
    look: Callable[[Report], Given] | None = None,
    skipped: list[Skipped] | None = None,
) -> Iterator[Findings]:
    """Yield the findings of each report, in the order of `reports`.

    The encoder reads the next reports while one is searched. A report in a language that the finders do not
    read comes back without findings.

    Args:
        reports: Read, zoned and dated.
        encoder: Reads the words of all of them.
        look: What another reader says of a report, in the place of the encoder; None where there is no other.
        skipped: A report that trips the finders is appended here, and the rest go on; None lets it raise.
    """
    ahead: deque[tuple[Report, Reading | None]] = deque()
    try:
        for report in reports:
            ahead.append((report, encoder.start(report.text, report.body) if has_findings(report) else None))
            if len(ahead) > _REPORTS_AHEAD:
                yield from _find(*ahead.popleft(), look, skipped)
        while ahead:
            yield from _find(*ahead.popleft(), look, skipped)
    finally:
        for _, reading in ahead:
            if reading is not None:
                reading.cancel()


def _find(
    report: Report,
    reading: Reading | None,
    look: Callable[[Report], Given] | None,
    skipped: list[Skipped] | None,
) -> Iterator[Findings]:
    """Yield the findings of one report, or none where it trips the finders."""
    if reading is None:
        yield Findings(report)
        return
    encoding = reading.finish()
    seconds = Limits().allow_seconds(len(report.text))
    try:
        with patience(seconds):
            found = find_findings(report, encoding=encoding, given=look(report) if look else None)
    except OutOfTime:
        if skipped is None:
            raise UnreadableInput(report.path, explain_slow(seconds)) from None
        skipped.append(Skipped(report.path, explain_slow(seconds)))
    except UnreadableInput as error:
        if skipped is None:
            raise
        skipped.append(Skipped(error.path, error.reason))
    except (ArithmeticError, LookupError, RecursionError, ValueError) as error:
        if skipped is None:
            raise
        skipped.append(skip_defeating(report.path, error))
    else:
        yield found
