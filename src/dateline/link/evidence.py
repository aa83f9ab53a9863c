"""The words an entry rests on, cut out of their report."""

from collections.abc import Iterable

from dateline.model.record import Evidence
from dateline.model.report import Report
from dateline.model.span import Span


def make_evidence(report: Report, start: int, end: int) -> Evidence:
    """Return `report.text[start:end]` as evidence, with its page where the format has pages."""
    return Evidence(report.id, start, end, report.text[start:end], report.page_at(start))


def make_all_evidence(report: Report, spans: Iterable[Span]) -> tuple[Evidence, ...]:
    """Return evidence for `spans`, each once, sorted by where they stand."""
    return tuple(make_evidence(report, span.start, span.end) for span in sorted(set(spans)))


def join_words(report: Report, spans: Iterable[Span]) -> str:
    """Return the words of `spans` verbatim, with an ellipsis where something stands between them."""
    return " … ".join(span.of(report.text) for span in spans)


def order_by_date(report: Report) -> tuple[str, str]:
    """Return what sorts reports by publication: the earliest date, those without one last, then the id."""
    return (report.published.earliest or report.published.latest or "9999-99-99", report.id)
