"""The reports with their words marked: which spans lie over a text, and where its links back stand."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from dateline.export.page.pieces import Layer, Note, cut_report
from dateline.export.page.places import Places, label_anchor, safe_url
from dateline.export.page.refs import describe, is_inside
from dateline.export.page.speakers import first_words
from dateline.export.page.views import Link, ReportView
from dateline.export.page.words import (
    BASIS_WORDS,
    join_words,
    say_days_in,
    say_edtf,
    say_interval,
    say_published,
    unlock,
)
from dateline.find.timex.arithmetic import say_arithmetic
from dateline.model.findings import Findings, Statement, TimeExpression
from dateline.model.record import Entry, Evidence, Record, StatementEntry, TimelineEntry
from dateline.model.report import Report
from dateline.model.span import Span

_OPEN_REPORTS = 40  # a pile larger than this shows its reports closed
_PARAGRAPH = 120  # where no line is longer than this, lines are lines of print and not paragraphs

_Layers = dict[str, list[Layer]]
_Notes = dict[str, dict[int, list[Note]]]


ASKED = "words"
"""The anchor of the words that were asked for."""


def make_reports(
    record: Record, places: Places, *, asked: Mapping[str, Span] | None = None
) -> tuple[ReportView, ...]:
    """Return the reports in the order of the page, each with its text in marked pieces.

    Args:
        record: As on the page.
        places: Where everything stands on it.
        asked: Words to be shown in a report, by its id; they stand under the anchor `ASKED`.
    """
    layers: _Layers = defaultdict(list)
    notes: _Notes = defaultdict(lambda: defaultdict(list))
    anchors: dict[str, dict[int, str]] = defaultdict(dict)
    for evidence in _all_evidence(record):
        anchors[evidence.report][evidence.start] = places.anchor(evidence.report, evidence.start)
    for given in (one for event in record.events for row in event.figures for one in row["given"]):
        anchors[given["report"]][given["start"]] = places.anchor(given["report"], given["start"])
    _lay_statements(record, places, layers, notes, anchors)
    _lay_timeline(record, places, layers, notes)
    _lay_others(record, places, layers, notes)
    counts: dict[str, int] = defaultdict(int)
    for entry in record.statements:
        counts[entry.report] += 1
    views: list[ReportView] = []
    for findings in places.reports:
        identifier = findings.report.id
        here = anchors[identifier]
        for one in findings.report.published.evidence:
            if one.start is not None:
                here[one.start] = places.anchor(identifier, one.start)
        found = [*_lay_findings(findings, places), *layers[identifier]]
        if asked and (words := asked.get(identifier)):
            found.append(Layer(words.start, words.end, "asked"))
            here[words.start] = ASKED
        views.append(
            _make_report(findings, places, found, here, notes[identifier], counts[identifier], len(views))
        )
    return tuple(views)


def _all_evidence(record: Record) -> Iterator[Evidence]:
    tables: tuple[tuple[Entry, ...], ...] = (
        record.actors, record.statements, record.events, record.timeline, record.disagreements,
        record.commitments, record.sources, record.copies,
    )  # fmt: skip
    for table in tables:
        for entry in table:
            yield from entry.evidence
    for actor in record.actors:
        for role in actor.roles:
            yield from role.evidence
    for commitment in record.commitments:
        yield from commitment.outcome_evidence
    for group in record.copies:
        for relay in group.relays:
            yield from relay.evidence


def _lay_statements(
    record: Record, places: Places, layers: _Layers, notes: _Notes, anchors: dict[str, dict[int, str]]
) -> None:
    findings = {
        (found.report.id, statement.id): statement
        for found in record.reports
        for statement in found.statements
    }
    for entry in sorted(record.statements, key=lambda e: places.labels[e.id]):
        statement = findings.get((entry.report, entry.id))
        label = places.labels[entry.id]
        laid = list(_lay_statement(entry, statement, label))
        layers[entry.report] += laid
        if entry.anonymity and entry.anonymity.reason:
            reason = entry.anonymity.reason
            layers[entry.report].append(Layer(reason.start, reason.end, "why", label))
            anchors[entry.report][reason.start] = places.anchor(entry.report, reason.start)
        end = max((one.end for one in laid if "said" in one.kind), default=first_words(entry, places).end)
        who = places.speaker(entry.speaker) or describe(entry)
        title = f"Statement {label}: {who}, {entry.act.value}"
        notes[entry.report][end].append(Note(label, f"#{label_anchor(label, entry.id)}", title, "s"))


def _lay_statement(entry: StatementEntry, statement: Statement | None, label: str) -> Iterator[Layer]:
    content = "said unnamed" if entry.anonymity else "said"
    if statement is None:
        for one in entry.evidence:
            yield Layer(one.start, one.end, content, label)
        return
    for role, spans in (
        (content, statement.content),
        ("cue", statement.cue),
        ("source", statement.source),
    ):
        for span in spans:
            yield Layer(span.start, span.end, role, label)


def _lay_timeline(record: Record, places: Places, layers: _Layers, notes: _Notes) -> None:
    by_number = sorted(record.timeline, key=lambda t: int(places.labels[t.id][1:]))
    for entry in by_number:
        label = places.labels[entry.id]
        for one in entry.evidence:
            layers[one.report].append(Layer(one.start, one.end, "dated", label))
            if not any(is_inside(one, other) for other in entry.evidence):
                _add_note(notes, one, entry, label, f"Timeline, entry {label[1:]}")


def _lay_others(record: Record, places: Places, layers: _Layers, notes: _Notes) -> None:
    told = set(places.commitments.values())
    for table, name in (
        (record.events, "Event"),
        (record.commitments, "Commitment"),
        (record.disagreements, "Disagreement"),
    ):
        for entry in table:
            label = places.labels[entry.id]
            last: dict[str, Evidence] = {}
            for one in sorted(entry.evidence, key=lambda e: e.end):
                layers[one.report].append(Layer(one.start, one.end, "", label))
                last[one.report] = one
            if entry.id in told:
                continue  # the statement's own link leads to it
            for one in last.values():
                _add_note(notes, one, entry, label, f"{name} {label[1:]}")
    for group in record.copies:
        for relay in group.relays:
            for one in relay.evidence:
                layers[one.report].append(Layer(one.start, one.end, "relay", ""))


def _add_note(
    notes: _Notes, evidence: Evidence, entry: Entry | TimelineEntry, label: str, title: str
) -> None:
    note = Note(label, f"#{label_anchor(label, entry.id)}", title, label[0])
    here = notes[evidence.report][evidence.end]
    if note not in here:
        here.append(note)


def _lay_findings(findings: Findings, places: Places) -> Iterator[Layer]:
    """Yield what was found in a report and is marked, though no entry of the record may rest on it."""
    for one in findings.times:
        yield Layer(one.start, one.end, "when", title=_say_time(one, findings))
    linked: set[str] = set()
    for mention in findings.mentions:
        # One link an actor and report: a link at every name would be a wall to those who use the tab key.
        fresh = mention.actor in places.actors and mention.actor not in linked
        if fresh and mention.actor:
            linked.add(mention.actor)
        yield Layer(mention.start, mention.end, "who", href=f"#a-{mention.actor}" if fresh else "")
    for reason in findings.report.published.evidence:
        if reason.start is not None and reason.end is not None:
            yield Layer(reason.start, reason.end, "pub", title=f"date of publication: {reason.why}")


_PLACE = re.compile(r" \[\d+, \d+\)")  # offsets, which the page shows to nobody


def _say_time(time: TimeExpression, findings: Findings) -> str:
    """Return when a time was, the rule that read it and the way to its date, as `dateline explain` does."""
    when = say_interval(time.earliest, time.latest) if time.earliest or time.latest else time.value or ""
    report = findings.report
    way = _PLACE.sub("", say_arithmetic(time, findings.times, report.published, report.text))
    return "; ".join(filter(None, [when, f"rule: {time.rule}", way]))


def _make_report(
    findings: Findings,
    places: Places,
    layers: list[Layer],
    anchors: dict[int, str],
    notes: dict[int, list[Note]],
    statements: int,
    before: int,
) -> ReportView:
    report = findings.report
    published = report.published
    longest = max(
        (len(line) for span in report.body for line in span.of(report.text).splitlines()), default=0
    )
    dateline = report.dateline
    return ReportView(
        number=before + 1,
        anchor=f"r{places.short[report.id]}",
        title=report.title or "",
        outlet=report.outlet or "",
        date=say_published(published),
        dated=published.value is not None,
        basis=BASIS_WORDS[published.basis],
        reasons=_list_reasons(report, places),
        dateline=", ".join(filter(None, [dateline.place, say_edtf(dateline.date or "")])) if dateline else "",
        bylines=join_words(report.bylines),
        language=report.language or "",
        path=report.path,
        url=report.url or "",
        url_links=safe_url(report.url) is not None,
        collected=say_interval(report.collected, report.collected) if report.collected else "",
        statements=statements,
        wrapped=longest < _PARAGRAPH,
        open=len(places.reports) <= _OPEN_REPORTS,
        blocks=cut_report(report, layers=layers, anchors=anchors, notes=notes),
    )


def _list_reasons(report: Report, places: Places) -> tuple[Link, ...]:
    """Return why the date is what it is, each reason once, with the first place it holds for."""
    reasons: dict[str, Link] = {}
    for one in report.published.evidence:
        href = f"#{places.anchor(report.id, one.start)}" if one.start is not None else ""
        reasons.setdefault(one.why, Link(say_days_in(one.why), href))
    return tuple(reasons.values())


def say_furniture(kinds: tuple[str, ...]) -> str:
    """Return what a folded part of a page is."""
    return join_words([unlock(kind) for kind in kinds])
