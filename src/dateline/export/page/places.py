"""Where everything stands on the page: the order of the reports, the anchors, the numbers that entries go by.

A report is numbered by its date; a statement is "3.12", the twelfth of report 3; a dated entry "t4". The
anchors are made of ids and offsets, so a link someone keeps still fits when the pile has grown.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import count as count_from
from urllib.parse import urlsplit

from dateline.model.findings import Findings, Speaker
from dateline.model.record import Actor, Entry, Evidence, Record, SourceEntry, StatementEntry

_SHORTEST_ID = 6


@dataclass(frozen=True)
class Places:
    """The lookups that all sections share; `reports` in the order of the page, the others by id."""

    reports: tuple[Findings, ...]
    numbers: Mapping[str, int]
    short: Mapping[str, str]
    actors: Mapping[str, Actor]
    sources: Mapping[str, SourceEntry]
    statements: Mapping[str, StatementEntry]
    labels: Mapping[str, str]
    commitments: Mapping[str, str]

    def report(self, report: str) -> str:
        """Return the link to a report."""
        return f"#r{self.short[report]}"

    def words(self, evidence: Evidence) -> str:
        """Return the link to the words themselves."""
        return f"#{self.anchor(evidence.report, evidence.start)}"

    def anchor(self, report: str, start: int) -> str:
        """Return the name of the place at `start` in the report's text."""
        return f"r{self.short[report]}-c{start}"

    def findings(self, report: str) -> Findings:
        """Return the report with that id."""
        return self.reports[self.numbers[report] - 1]

    def outlet(self, report: str) -> str:
        """Return who published a report or, where it does not say, its number and what it is called."""
        found = self.findings(report).report
        if found.outlet:
            return found.outlet
        number = f"Report {self.numbers[report]}"
        return f"{number}, “{clip(found.title, 40)}”" if found.title else number

    def speaker(self, speaker: Speaker) -> str:
        """Return the name a speaker goes by in the record, "" where the report names none."""
        return self.name(speaker.actor) or speaker.name or ""

    def name(self, identifier: str | None) -> str:
        """Return the name of an actor or, where it is none, of a source; "" for anything else."""
        known = self.actors.get(identifier or "") or self.sources.get(identifier or "")
        return known.name if known else ""

    def entry(self, identifier: str) -> str | None:
        """Return the link to an entry that has a number, None for others."""
        label = self.labels.get(identifier)
        return f"#{label_anchor(label, identifier)}" if label else None


def label_anchor(label: str, identifier: str) -> str:
    """Return the name of the place at which the page tells of the entry `identifier`."""
    kind = label[0] if label[0].isalpha() else "s"
    return f"{kind}-{identifier}"


def lay_out(record: Record) -> Places:
    """Return where everything in `record` stands.

    Raises:
        ValueError: The evidence of an entry does not stand in its report.
    """
    reports = tuple(sorted(record.reports, key=_report_order))
    numbers = {findings.report.id: n for n, findings in enumerate(reports, 1)}
    check_evidence(record)
    labels: dict[str, str] = {}
    counters = {report: count_from(1) for report in numbers}
    for entry in sorted(record.statements, key=lambda s: (numbers[s.report], _first(s), s.id)):
        labels[entry.id] = f"{numbers[entry.report]}.{next(counters[entry.report])}"
    timeline = sorted(record.timeline, key=lambda t: (t.date.earliest, t.date.latest, t.id))
    labels |= {entry.id: f"t{n}" for n, entry in enumerate(timeline, 1)}
    events = sorted(record.events, key=lambda e: (e.date.earliest or "9999", e.date.latest or "9999", e.id))
    labels |= {entry.id: f"e{n}" for n, entry in enumerate(events, 1)}
    labels |= {entry.id: f"k{n}" for n, entry in enumerate(record.commitments, 1)}
    labels |= {entry.id: f"d{n}" for n, entry in enumerate(record.disagreements, 1)}
    return Places(
        reports=reports,
        numbers=numbers,
        short=_shorten(list(numbers)),
        actors={actor.id: actor for actor in record.actors},
        sources={source.id: source for source in record.sources},
        statements={entry.id: entry for entry in record.statements},
        labels=labels,
        commitments=_match_commitments(record),
    )


def _match_commitments(record: Record) -> dict[str, str]:
    """Return for each statement that commits someone the id of the commitment."""
    return {said: one.id for one in record.commitments for said in one.statements}


def check_evidence(record: Record) -> None:
    """Refuse a record whose evidence is not what its reports say: the page would point at other words.

    Raises:
        ValueError: As said; the message names the entry and the place.
    """
    texts = {findings.report.id: findings.report.text for findings in record.reports}
    tables: tuple[tuple[Entry, ...], ...] = (
        record.actors, record.statements, record.events, record.timeline, record.disagreements,
        record.commitments, record.sources, record.copies,
    )  # fmt: skip
    for table in tables:
        for entry in table:
            for one in entry.evidence:
                if texts.get(one.report, "")[one.start : one.end] != one.exact:
                    where = f"report {one.report}, characters {one.start} to {one.end}"
                    raise ValueError(f"entry {entry.id}: {where} are not {one.exact[:60]!r}")


def clip(text: str, most: int) -> str:
    """Return `text` cut at a word's end to at most `most` characters, an ellipsis included."""
    return text if len(text) <= most else text[: most - 1].rsplit(" ", 1)[0] + "…"


def _report_order(findings: Findings) -> tuple[bool, str, str, str]:
    """Return what sorts by date; what is open on a side comes last, for its bound is not its date."""
    published = findings.report.published
    is_open = published.earliest is None or published.latest is None
    bound = published.earliest or published.latest or "9999"
    return (is_open, bound, published.latest or "9999", findings.report.id)


def _first(entry: StatementEntry) -> int:
    return min(one.start for one in entry.evidence)


def _shorten(identifiers: list[str]) -> dict[str, str]:
    """Return the shortest prefixes, of one length, that tell the ids apart."""
    longest = max((len(one) for one in identifiers), default=0)
    for length in range(_SHORTEST_ID, longest):
        if len({one[:length] for one in identifiers}) == len(identifiers):
            return {one: one[:length] for one in identifiers}
    return {one: one for one in identifiers}


def safe_url(url: str | None) -> str | None:
    """Return `url` where it can be linked to: an absolute http or https address, and nothing cleverer."""
    if not url or any(not c.isprintable() or c.isspace() for c in url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.hostname and "@" not in parts.netloc else None
