"""Reports that are one text, and reports that pass on what another outlet reported.

A wire story that many outlets carry, shortened or with a new first sentence, is one origin and not many.
Two reports that share a long quotation are not copies.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from dateline.lexicons import load
from dateline.link.evidence import make_evidence, order_by_date
from dateline.link.names import clean_name, find_known_name, fold_name
from dateline.link.shingles import Shingles, find_longest_shared, make_shingles, measure_share
from dateline.model.findings import Findings, MentionType, Statement
from dateline.model.ids import make_id
from dateline.model.record import Actor, CopyGroup, Evidence, Relay
from dateline.model.report import Report

# The share of the shorter report's shingles that must stand in the longer one.
_COPY_SHARE = 0.6
# Of what is not quoted at least this much must be shared, where there is that much of it.
_UNQUOTED_SHARE = 0.5
_FEWEST_UNQUOTED = 8
# Shorter texts are headlines and captions.
_FEWEST_SHINGLES = 20


def link_copies(reports: Sequence[Findings], actors: Mapping[str, Actor]) -> tuple[CopyGroup, ...]:
    """Return the groups of copies and the relays, sorted by id.

    Args:
        reports: Findings with the record's actors, sorted by report id.
        actors: The record's actors by id.
    """
    groups = [*_find_copies([one.report for one in reports]), *_find_relays(reports, actors)]
    return tuple(sorted(groups, key=lambda group: group.id))


def find_origins(reports: Iterable[Findings], copies: Iterable[CopyGroup]) -> dict[str, str]:
    """Return for each report the id of the report whose text it is: its own, unless it is a copy."""
    origins = {one.report.id: one.report.id for one in reports}
    for group in copies:
        if group.original is not None:
            origins.update((copy, group.original) for copy in group.copies)
    return origins


def _find_copies(reports: Sequence[Report]) -> Iterator[CopyGroup]:
    shingles = {report.id: make_shingles(report) for report in reports}
    by_id = {report.id: report for report in reports if len(shingles[report.id].all) >= _FEWEST_SHINGLES}
    parent = {one: one for one in by_id}

    def find(one: str) -> str:
        while parent[one] != one:
            one = parent[one]
        return one

    for left, right in sorted(_find_candidates({one: shingles[one] for one in by_id})):
        low, high = sorted((find(left), find(right)))
        if low != high and _is_copy(shingles[left], shingles[right]):
            parent[high] = low
    groups: dict[str, list[Report]] = defaultdict(list)
    for one, report in by_id.items():
        groups[find(one)].append(report)
    for group in groups.values():
        if len(group) > 1:
            yield _make_group(group, shingles)


def _find_candidates(shingles: Mapping[str, Shingles]) -> set[tuple[str, str]]:
    """Return pairs that share part of their sketches.

    Of all reports that share a hash, each is paired with the one before it and with the first one only: a
    story that a thousand outlets carry gives thousands of pairs and not a million.
    """
    holders: dict[int, list[str]] = defaultdict(list)
    for one in sorted(shingles):
        for value in shingles[one].sketch:
            holders[value].append(one)
    pairs: set[tuple[str, str]] = set()
    for ids in holders.values():
        pairs.update(pairwise(ids))
        pairs.update((ids[0], other) for other in ids[1:])
    return pairs


def _is_copy(left: Shingles, right: Shingles) -> bool:
    short, long = sorted((left, right), key=lambda one: len(one.all))
    if measure_share(short.all, long.all) < _COPY_SHARE:
        return False
    own = short.unquoted
    return len(own) < _FEWEST_UNQUOTED or measure_share(own, long.all) >= _UNQUOTED_SHARE


def _make_group(group: Sequence[Report], shingles: Mapping[str, Shingles]) -> CopyGroup:
    """Return a group with its first report as the original.

    Of several first ones it is the one that most of the others credit, then an agency's, then the longest.
    """
    original, *copies = sorted(
        group,
        key=lambda one: (
            order_by_date(one)[0],
            -sum(_credits(other, one.outlet) for other in group if other is not one),
            not _is_agency(one.outlet),
            -len(shingles[one.id].all),
            one.id,
        ),
    )
    whole = shingles[original.id]
    overlap = min(measure_share(shingles[copy.id].all, whole.all) for copy in copies)
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


def _find_relays(reports: Sequence[Findings], actors: Mapping[str, Actor]) -> Iterator[CopyGroup]:
    """Yield one group for each outlet that reports pass on, with a relay for each such report."""
    names = _name_outlets(reports, actors)
    relays: dict[str, dict[str, list[Evidence]]] = defaultdict(lambda: defaultdict(list))
    by_id = {one.report.id: one.report for one in reports}
    for one in reports:
        own = fold_name(one.report.outlet or "")
        for statement in one.statements:
            for outlet in _read_outlets(statement, names):
                if fold_name(outlet) != own:
                    spans = statement.source or statement.cue or statement.content
                    relays[outlet][one.report.id] += (
                        make_evidence(one.report, span.start, span.end) for span in spans
                    )
    for outlet, told in relays.items():
        rows = tuple(
            Relay(report, by_id[report].outlet, outlet, _each_once(told[report])) for report in sorted(told)
        )
        evidence = tuple(words for row in rows for words in row.evidence)
        yield CopyGroup(make_id("relays", fold_name(outlet)), None, (), None, rows, evidence)


def _read_outlets(statement: Statement, names: Mapping[str, str]) -> set[str]:
    """Return the outlets on whose authority a statement stands: in its chain, or speaking itself."""
    links = {*statement.chain, statement.speaker.name or ""}
    return {names[fold_name(link)] for link in links if fold_name(link) in names}


def _each_once(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    return tuple(sorted(set(evidence), key=lambda words: (words.start, words.end)))


def _name_outlets(reports: Iterable[Findings], actors: Mapping[str, Actor]) -> dict[str, str]:
    """Return the outlets that a chain may name, by folded name: those known, named, or read here."""
    statements = [statement for one in reports for statement in one.statements]
    links = {link for statement in statements for link in statement.chain}
    names = {fold_name(link): known for link in links if (known := find_known_name(link, outlet=True))}
    countries = {fold_name(link) for link in links if find_known_name(link, outlet=False)}
    names = {folded: known for folded, known in names.items() if folded not in countries or " " in folded}
    names.update((fold_name(one.report.outlet), one.report.outlet) for one in reports if one.report.outlet)
    for actor in actors.values():
        if actor.kind == MentionType.OUTLET:
            names.update((fold_name(alias.name), actor.name) for alias in actor.aliases)
    return names
