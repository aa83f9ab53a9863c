"""The record as flat tables, parents before children, rows in the order of the record.

In: a record. Out: its tables, those of what is one to many in it, and those of the mentions and times of its
reports. The table of all evidence is made in `flat_evidence`.
"""

from collections.abc import Iterator
from itertools import chain

from dateline.export.flat import Table, make_table, resolve
from dateline.export.flat_evidence import list_evidence
from dateline.export.page.places import Places, lay_out
from dateline.export.sayings import list_sentences, name_committed, name_voices
from dateline.export.tellings import Telling, list_tellings
from dateline.model.findings import Figure, Mention, Participant, TimeExpression
from dateline.model.record import Record
from dateline.model.report import Report

_PLACE = "start:int=1.start, end:int=1.end, exact=2"


def make_tables(record: Record) -> tuple[Table, ...]:
    """Return all tables of a record, those that others refer to first."""
    tellings, places = list_tellings(record), lay_out(record)
    tables = chain(
        _list_reports(record),
        _list_actors(record),
        _list_statements(record),
        _list_events(record, tellings, places),
        _list_timeline(record, places),
        _list_claims(record, places),
        _list_findings(record),
    )
    return tuple(resolve(chain(tables, [list_evidence(record)])))


def _list_reports(record: Record) -> Iterator[Table]:
    yield make_table(
        "reports",
        ((one.report, "; ".join(one.report.bylines)) for one in record.reports),
        "id=0.id, path=0.path, url=0.url, title=0.title, outlet=0.outlet, language=0.language, bylines=1, "
        "published=0.published.value, published_earliest=0.published.earliest, "
        "published_latest=0.published.latest, published_basis=0.published.basis, collected=0.collected, "
        "text=0.text",
        searched="title text",
    )
    groups = record.copies
    yield make_table("copy_groups", groups, "id, original>reports, overlap:float")
    yield make_table(
        "copies",
        ((one.id, report) for one in groups for report in one.copies),
        "copy_group>copy_groups=0, report>reports=1",
    )
    yield make_table(
        "relays",
        ((one.id, relay) for one in groups for relay in one.relays),
        "copy_group>copy_groups=0, report>reports=1.report, outlet=1.outlet, relays=1.relays",
    )


def _list_actors(record: Record) -> Iterator[Table]:
    actors = record.actors
    yield make_table(
        "actors",
        actors,
        "id, name, kind, why, country=place.country, latitude:float=place.lat, longitude:float=place.lon, "
        "geonames:int=place.geonames",
        searched="name",
    )
    yield make_table(
        "aliases",
        ((one.id, alias) for one in actors for alias in one.aliases),
        "actor>actors=0, name=1.name, count:int=1.count",
    )
    yield make_table(
        "roles",
        ((one.id, role) for one in actors for role in one.roles),
        "actor>actors=0, role=1.role, since=1.since, until=1.until",
    )


def _list_statements(record: Record) -> Iterator[Table]:
    texts = {one.report.id: one.report.text for one in record.reports}
    yield make_table("sources", record.sources, "id, name, kind, named:int")
    yield make_table(
        "statements",
        (
            (
                one,
                one.anonymity.reason.of(texts[one.report])
                if one.anonymity and one.anonymity.reason
                else None,
            )
            for one in record.statements
        ),
        "id=0.id, report>reports=0.report, published_earliest=0.published.earliest, "
        "published_latest=0.published.latest, said_earliest=0.said.earliest, said_latest=0.said.latest, "
        "content=0.content, speaker_name=0.speaker.name, speaker_kind=0.speaker.kind, "
        "speaker_actor>actors=0.speaker.actor, speaker_source>sources=0.speaker.actor, "
        "descriptor=0.anonymity.descriptor, why_unnamed=1, form=0.form, act=0.act, "
        "confidence:float=0.confidence",
        searched="content speaker_name",
    )
    yield make_table(
        "chains",
        ((one.id, at, name) for one in record.statements for at, name in enumerate(one.chain, 1)),
        "statement>statements=0, position:int=1, name=2",
    )
    yield make_table(
        "source_statements",
        ((one.id, said) for one in record.sources for said in one.statements),
        "source>sources=0, statement>statements=1",
    )


def _list_events(record: Record, tellings: tuple[Telling, ...], places: Places) -> Iterator[Table]:
    yield make_table(
        "events",
        record.events,
        "id, type, earliest=date.earliest, latest=date.latest, reports:int, outlets:int, "
        "independent_origins:int",
    )
    yield make_table(
        "event_links",
        ((one.id, link) for one in record.events for link in one.links),
        "event>events=0, kind=1.kind, other>events=1.event",
    )
    yield make_table(
        "tellings",
        ((one, one.event, one.words, name_voices(one.said_in, places)) for one in tellings),
        "id=1.id, event>events=0.entry.id, report>reports=0.report.id, start:int=2.start, end:int=2.end, "
        "exact=2.exact, earliest=1.date.earliest, latest=1.date.latest, type=1.type, mode=1.mode, "
        "status=1.status, polarity=1.polarity, according_to=3, confidence:float=1.confidence",
        searched="exact",
    )
    yield make_table(
        "telling_statements",
        ((one.event.id, at, said.id) for one in tellings for at, said in enumerate(one.said_in, 1)),
        "telling>tellings=0, position:int=1, statement>statements=2",
    )
    yield make_table(
        "participants",
        ((t.event.id, one, _cut(t.report, one)) for t in tellings for one in t.event.participants),
        f"telling>tellings=0, role=1.role, {_PLACE}, actor>actors=1.actor",
    )
    yield make_table(
        "figures",
        (
            (t.event.id, one, _cut(t.report, one), name_voices(t.said_in, places))
            for t in tellings
            for one in t.event.figures
        ),
        f"telling>tellings=0, {_PLACE}, low:float=1.low, high:float=1.high, unit=1.unit, counted=1.of, "
        "according_to=3",
    )


def _list_timeline(record: Record, places: Places) -> Iterator[Table]:
    entries = record.timeline
    yield make_table(
        "timeline",
        entries,
        "id, earliest=date.earliest, latest=date.latest, precision=date.precision, season=date.season, "
        "salience:float",
    )
    yield make_table(
        "timeline_sentences",
        (
            (one.id, at, told)
            for one in entries
            for at, told in enumerate(list_sentences(one, places.findings), 1)
        ),
        "entry>timeline=0, position:int=1, sentence=2.words.exact, report>reports=2.words.report, "
        "start:int=2.words.start, end:int=2.words.end, according_to=2.voices, quoting=2.quoted",
        searched="sentence",
    )
    yield make_table(
        "timeline_events",
        ((one.id, event) for one in entries for event in one.events),
        "entry>timeline=0, event>events=1",
    )
    yield make_table(
        "timeline_statements",
        ((one.id, said) for one in entries for said in one.according_to),
        "entry>timeline=0, statement>statements=1",
    )


def _list_claims(record: Record, places: Places) -> Iterator[Table]:
    yield make_table(
        "disagreements",
        record.disagreements,
        "id, kind, about, why, left_statement>statements=left, left_event>events=left, "
        "right_statement>statements=right, right_event>events=right",
        searched="why",
    )
    made = record.commitments
    yield make_table(
        "commitments",
        ((one, name_committed(one, places), "; ".join(one.chain)) for one in made),
        "id=0.id, kind=0.kind, by=1, by_actor>actors=0.by, by_source>sources=0.by, chain=2, said=0.on, "
        "what=0.what, horizon_earliest=0.horizon.earliest, horizon_latest=0.horizon.latest, "
        "outcome=0.outcome, outcome_on=0.outcome_on, why=0.why",
        searched="what",
    )
    yield make_table(
        "commitment_statements",
        ((one.id, said) for one in made for said in one.statements),
        "commitment>commitments=0, statement>statements=1",
    )
    yield make_table(
        "commitment_tellings",
        ((one.id, event) for one in made for event in one.events),
        "commitment>commitments=0, telling>tellings=1",
    )


def _list_findings(record: Record) -> Iterator[Table]:
    yield make_table(
        "mentions",
        ((f.report.id, one, _cut(f.report, one)) for f in record.reports for one in f.mentions),
        f"report>reports=0, {_PLACE}, type=1.type, name=1.name, actor>actors=1.actor",
    )
    yield make_table(
        "times",
        ((f.report.id, one, _cut(f.report, one)) for f in record.reports for one in f.times),
        f"report>reports=0, {_PLACE}, type=1.type, value=1.value, mod=1.mod, earliest=1.earliest, "
        "latest=1.latest, anchor=1.anchor, rule=1.rule",
    )


def _cut(report: Report, one: Participant | Figure | Mention | TimeExpression) -> str:
    return report.text[one.start : one.end]
