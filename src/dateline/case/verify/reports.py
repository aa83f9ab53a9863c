"""The reports of a case: each text against every place in it that findings, entries and sentences name."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import sqlalchemy as sa

from dateline.case.rows import apply_links, storable
from dateline.case.schema import reports
from dateline.case.verify.entries import Entries
from dateline.case.verify.lookups import read_led, verify_relations, verify_sentences
from dateline.case.verify.tables import RESTORE
from dateline.model.checked import Tally
from dateline.model.findings import Event, Findings, Statement
from dateline.model.ids import is_id, make_event_id, make_statement_id
from dateline.model.plain import from_plain, to_plain
from dateline.model.record import Evidence
from dateline.model.report import Report, make_head
from dateline.model.span import Span


@dataclass(slots=True)
class Told:
    """What the findings of a case are: as found, by report, and the ids of their statements and events."""

    findings: list[Findings] = field(default_factory=list)
    ids: dict[str, set[str]] = field(
        default_factory=lambda: {"reports": set(), "told statements": set(), "told events": set()}
    )


def verify_reports(connection: sa.Connection, entries: Entries, tally: Tally) -> Told:
    """Read every report and hold its findings, links, sentences and relations against its text.

    Args:
        connection: To the case.
        entries: Whose words are held against the texts.
        tally: Takes counts and faults.
    """
    told = Told()
    led = read_led(connection)
    for row in connection.execute(sa.select(reports).order_by(reports.c.id)).mappings():
        place = f"report {row['id']} ({row['path']})"
        told.ids["reports"].add(row["id"])
        tally.count("reports")
        try:
            findings = from_plain(Findings, json.loads(row["findings"]))
            joined = apply_links(findings, json.loads(row["links"]))
        except (TypeError, ValueError, KeyError) as error:
            tally.fault(place, f"cannot be read ({error!r:.80})", RESTORE)
            continue
        told.findings.append(findings)
        told.ids["told statements"].update(one.id for one in findings.statements)
        told.ids["told events"].update(one.id for one in findings.events)
        _verify_row(row, findings, joined, place, tally)
        for one in (findings, joined) if joined.events != findings.events else (findings,):
            _verify_places(one, place, tally)
        _verify_ids(findings, place, tally)
        _verify_words(findings.report, entries.words.pop(row["id"], ()), tally)
        verify_sentences(connection, findings.report, place, tally)
        verify_relations(connection, joined, led, place, tally)
    for id_, words in entries.words.items():
        for place, _ in words:
            tally.fault(place, f"stand in a report, {id_}, that the case does not hold", RESTORE)
    return told


def _verify_row(row: sa.RowMapping, findings: Findings, joined: Findings, place: str, tally: Tally) -> None:
    report, published = findings.report, joined.report.published
    wanted = {
        "id": report.id,
        "path": storable(report.path),
        "outlet": storable(report.outlet),
        "title": storable(report.title),
        "earliest": published.earliest,
        "latest": published.latest,
    }
    for name, value in wanted.items():
        if row[name] != value:
            tally.fault(place, f"is listed with another {name} than it has", RESTORE)
    if row["head"] is None or json.loads(row["head"]) != to_plain(make_head(joined.report)):
        tally.fault(place, "its line in lists does not say what the report does", RESTORE)
    if not is_id(report.id):
        tally.fault(place, "its id is none", RESTORE)
    if row["as_read"] is not None:
        as_read = from_plain(Report, json.loads(row["as_read"]))
        if (as_read.id, as_read.text) != (report.id, report.text):
            tally.fault(place, "is kept as it was read with another text", RESTORE)


def _verify_places(findings: Findings, place: str, tally: Tally) -> None:
    """See that all that was found lies within the text, and no time is counted from one that is not there."""
    report, length = findings.report, len(findings.report.text)
    for what, start, end in _find_places(findings):
        tally.count("places in texts")
        if not 0 <= start < end <= length:
            tally.fault(place, f"{what} at {start}-{end} lies outside its {length} characters", RESTORE)
    ordered = sorted([*report.body, *(Span(one.start, one.end) for one in report.furniture)])
    if any(one.overlaps(other) for one, other in pairwise(ordered)):
        tally.fault(place, "some of its text is both article and furniture", RESTORE)
    times = range(len(findings.times))
    counted = [
        *(one.counted_from for one in findings.times),
        *(one.time for one in findings.events),
        *(figure.as_of for one in findings.events for figure in one.figures),
        *(one.said.time for one in findings.statements if one.said is not None),
    ]
    if any(one is not None and one not in times for one in counted):
        tally.fault(place, "something is counted from a time that was not found", RESTORE)
    known = {one.id for one in findings.statements}
    held = [one for event in findings.events for one in event.according_to]
    held += [one for order in findings.order for one in order.according_to]
    if not known.issuperset(held):
        tally.fault(place, "something is told in a statement that was not found", RESTORE)


def _find_places(findings: Findings) -> Iterator[tuple[str, int, int]]:
    report = findings.report
    named: tuple[tuple[str, Iterable[Any]], ...] = (
        ("article", report.body),
        ("furniture", report.furniture),
        ("a page", report.pages),
        ("a dateline", [report.dateline] if report.dateline else []),
        ("a reason for its date", [one for one in report.published.evidence if one.start is not None]),
        ("a time", findings.times),
        ("an event that a time is counted from", [one.event for one in findings.times if one.event]),
        ("a name", findings.mentions),
        ("an event", [one.trigger for one in findings.events]),
        ("who takes part", [part for one in findings.events for part in one.participants]),
        ("a figure", [figure for one in findings.events for figure in one.figures]),
        ("an order", [span for one in findings.order for span in (one.before, one.after, one.signal)]),
        ("a statement", [span for one in findings.statements for span in _find_spans(one)]),
    )
    for what, things in named:
        for one in things:
            yield what, one.start, one.end


def _find_spans(statement: Statement) -> Iterator[Span]:
    yield from (*statement.content, *statement.cue, *statement.source)
    if statement.anonymity is not None and statement.anonymity.reason is not None:
        yield statement.anonymity.reason


def _verify_ids(findings: Findings, place: str, tally: Tally) -> None:
    """Make the ids of what was found anew."""
    found: list[Statement | Event] = [*findings.statements, *findings.events]
    for one in found:
        tally.count("ids made anew")
        if one.id != _make_id(findings.report, one):
            tally.fault(place, f"{one.id} is not the id that its words give it", RESTORE)


def _make_id(report: Report, one: Statement | Event) -> str:
    if isinstance(one, Event):
        return make_event_id(report.id, one.trigger)
    return make_statement_id(report.id, one.content, one.cue)


def _verify_words(report: Report, words: Iterable[tuple[str, Evidence]], tally: Tally) -> None:
    for place, one in words:
        tally.count("words of evidence")
        if report.text[one.start : one.end] != one.exact or not one.exact:
            tally.fault(place, f"are not what stands in {report.id} at {one.start}-{one.end}", RESTORE)
        elif one.page != report.page_at(one.start):
            tally.fault(place, f"do not stand on page {one.page} of {report.id}", RESTORE)
