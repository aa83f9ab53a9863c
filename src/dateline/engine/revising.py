"""Reports as corrections leave them: another date, another outlet, other words that are the article.

In: a report as it was read, and the corrections of it that hold. Out: the report as it is to be searched. The
text itself is never changed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from dateline.ingest.edtf import first_day, last_day
from dateline.model.correction import ON_REPORTS, Correction, Deed, find_live
from dateline.model.report import Basis, DateEvidence, Furniture, FurnitureKind, Published, Report
from dateline.model.span import Span

Revisions = Mapping[str, tuple[Correction, ...]]


def find_revisions(corrections: Iterable[Correction]) -> Revisions:
    """Return the corrections of reports that hold, by the id of the report, in the order they were made."""
    found: dict[str, tuple[Correction, ...]] = {}
    for one in find_live(tuple(corrections)):
        if one.deed in ON_REPORTS:
            found[one.target.id] = (*found.get(one.target.id, ()), one)
    return found


def revise(report: Report, corrections: Iterable[Correction]) -> Report:
    """Return `report`, as it was read, with corrections of it in their order."""
    for one in corrections:
        value = one.values[0]
        match one.deed:
            case Deed.DATE:
                report = replace(report, published=_date(one, value))
            case Deed.OUTLET:
                report = replace(report, outlet=value or None)
            case Deed.FURNITURE:
                report = _part(report, read_span(value), is_article=False)
            case Deed.ARTICLE:
                report = _part(report, read_span(value), is_article=True)
    return report


def read_span(value: str) -> Span:
    """Return the span that "120-480" names.

    Raises:
        ValueError: It names none.
    """
    start, end = value.split("-")
    return Span(int(start), int(end))


def _date(one: Correction, value: str) -> Published:
    why = f"set by {one.by} on {one.at[:10]}" + (f": {one.why}" if one.why else "")
    evidence = (DateEvidence(None, None, why),)
    return Published(value, first_day(value), last_day(value), Basis.GIVEN, evidence)


def _part(report: Report, span: Span, *, is_article: bool) -> Report:
    """Make a span of the text article or furniture; what it covers in part keeps the rest of what it was.

    Of a span that goes past the end the part within counts; one that begins there changes nothing.
    """
    if span.start >= len(report.text):
        return report
    span = Span(span.start, min(span.end, len(report.text)))
    body = [part for one in report.body for part in _cut(one, span)]
    furniture = [
        Furniture(part.start, part.end, one.kind)
        for one in report.furniture
        for part in _cut(Span(one.start, one.end), span)
    ]
    if is_article:
        body.append(span)
    else:
        furniture.append(Furniture(span.start, span.end, FurnitureKind.BOILERPLATE))
    return replace(
        report,
        body=tuple(sorted(body)),
        furniture=tuple(sorted(furniture, key=lambda one: (one.start, one.end))),
    )


def _cut(one: Span, out: Span) -> Iterable[Span]:
    """Yield what is left of a span when another is taken out of it."""
    if one.start < min(one.end, out.start):
        yield Span(one.start, min(one.end, out.start))
    if max(one.start, out.end) < one.end:
        yield Span(max(one.start, out.end), one.end)
