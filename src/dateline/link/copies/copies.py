"""Reports that are one text, and reports that pass on what another outlet reported, as groups of the record.

A wire story that many outlets carry, shortened or with a new first sentence, is one origin and not many: its
first report is the original, and the words that are shared are the evidence. Which reports are one text is
told by `one_text`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from dateline.lexicons import load
from dateline.link.actors.names import clean_name, fold_name
from dateline.link.copies.one_text import SharedText, find_shared_texts
from dateline.link.copies.relays import find_relays
from dateline.link.copies.shingles import Shingles, find_longest_shared, make_shingles, measure_share
from dateline.link.evidence import make_evidence, order_by_date
from dateline.model.findings import Findings
from dateline.model.ids import make_id
from dateline.model.record import Actor, CopyGroup, Evidence
from dateline.model.report import Report


def link_copies(reports: Sequence[Findings], actors: Mapping[str, Actor]) -> tuple[CopyGroup, ...]:
    """Return the groups of copies and the relays, sorted by id.

    Args:
        reports: Findings with the record's actors, sorted by report id.
        actors: The record's actors by id.
    """
    groups = [*_find_copies([one.report for one in reports]), *find_relays(reports, actors)]
    return tuple(sorted(groups, key=lambda group: group.id))


def find_origins(reports: Iterable[Findings], copies: Iterable[CopyGroup]) -> dict[str, str]:
    """Return for each report the id of the report whose text it is: its own, unless it is a copy.

    Of one that holds several it is the original with which it shares the longest passage.
    """
    origins = {one.report.id: one.report.id for one in reports}
    shared: dict[str, tuple[int, str]] = {}
    for group in copies:
        for words in group.evidence if group.original is not None else ():
            length = (words.end - words.start, group.original or "")
            if words.report != group.original and length > shared.get(words.report, (0, "")):
                shared[words.report] = length
                origins[words.report] = length[1]
    return origins


def _find_copies(reports: Sequence[Report]) -> Iterator[CopyGroup]:
    by_id = {report.id: report for report in reports}
    shingles = {report.id: make_shingles(report) for report in reports}
    texts = find_shared_texts(shingles)
    for text in texts:
        yield _make_group([by_id[one] for one in sorted(text.members)], text, shingles)


def _make_group(group: Sequence[Report], text: SharedText, shingles: Mapping[str, Shingles]) -> CopyGroup:
    """Return a group with its first report as the original, but none that holds another text too.

    Of several first ones it is the one that most of the others credit, then an agency's, then the longest.
    """
    first = min(_order_telling(one, text) for one in group)
    leading = [one for one in group if _order_telling(one, text) == first]
    # Counted once an outlet, and only for those among whom it decides.
    outlets = {one.outlet for one in leading} if len(leading) > 1 else set()
    credited = {outlet: sum(_credits(other, outlet) for other in group) for outlet in outlets}
    original = min(
        leading,
        key=lambda one: (
            -credited.get(one.outlet, 0),
            not _is_agency(one.outlet),
            -len(shingles[one.id].all),
            one.id,
        ),
    )
    copies = sorted(
        (one for one in group if one is not original), key=lambda one: (*_order_telling(one, text), one.id)
    )
    whole = shingles[original.id]
    overlap = min(_measure_overlap(shingles[copy.id], whole) for copy in copies)
    evidence = [_make_shared(original, whole, shingles[copies[0].id])]
    evidence += (_make_shared(copy, shingles[copy.id], whole) for copy in copies)
    return CopyGroup(
        id=make_id("copies", *sorted(report.id for report in group)),
        original=original.id,
        copies=tuple(sorted(copy.id for copy in copies)),
        overlap=round(overlap, 4),
        relays=(),
        evidence=tuple(evidence),
    )


def _order_telling(report: Report, text: SharedText) -> tuple[bool, str]:
    """Return what puts the report first that may be the original: it holds one text, and is the oldest."""
    return (report.id in text.merged, order_by_date(report)[0])


def _measure_overlap(one: Shingles, other: Shingles) -> float:
    """Return how much of one stands in the other, of that one of which it is more: the shorter, mostly."""
    return max(measure_share(one, other), measure_share(other, one))


def _credits(report: Report, outlet: str | None) -> bool:
    """Tell whether a report names another's outlet, in full or in brackets by its first word."""
    if not outlet or fold_name(outlet) == fold_name(report.outlet or ""):
        return False
    first = clean_name(outlet).split()[0] if clean_name(outlet) else outlet
    return any(
        outlet in words or f"({first})" in words for words in (part.of(report.text) for part in report.body)
    )


def _is_agency(outlet: str | None) -> bool:
    """Tell whether an outlet's name says that it sells its reports to others."""
    agencies = load("en", "names").lists["agencies"]
    return any(word in agencies for word in fold_name(outlet or "").split())


def _make_shared(report: Report, own: Shingles, other: Shingles) -> Evidence:
    """Return the longest passage that a report shares; its first words where it shares it through a third."""
    span = find_longest_shared(own, other) or own.words[0]
    return make_evidence(report, span.start, span.end)
