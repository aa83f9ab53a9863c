"""Reports that pass on what another outlet reported: "the Courier, citing the Ledger".

In come findings with the record's actors, out goes one group for each outlet that is cited, with a relay for
each report that does. Reports that are one text are left to `copies`.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from dateline.link.actors.names import find_known_name, fold_name
from dateline.link.evidence import make_evidence
from dateline.model.findings import Findings, MentionType, Statement
from dateline.model.ids import make_id
from dateline.model.record import Actor, CopyGroup, Evidence, Relay


def find_relays(reports: Sequence[Findings], actors: Mapping[str, Actor]) -> Iterator[CopyGroup]:
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
