"""The record as entities of FollowTheMoney, one JSON object a line, for Aleph and OpenAleph.

In: a record. Out: reports as Article, people as Person, bodies as Organization or PublicBody, who else acts
as LegalEntity, places as Address; a Mention where a report names an actor. A statement is a Note on whoever
makes it, and an event an Event whose name says what is said of it and on whose word: neither is ever a
property of an actor. Disagreements and copies are UnknownLinks, commitments Notes. What names a document or a
thing has no schema there and stands in the words only. `proof` leads to the article, offsets stand in the
summary.

Source: the FollowTheMoney model, 4.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from dateline.export.documents import name_document
from dateline.export.exporter import Exporter, make_json_lines, write_file
from dateline.export.page.controls import show_line, show_text
from dateline.export.page.places import Places, lay_out, safe_url
from dateline.export.page.words import say_interval, say_published
from dateline.export.references import find_known_date, name_title
from dateline.export.sayings import (
    name_committed,
    name_speaker,
    name_voices,
    say_commitment,
    say_disagreement,
    say_standing,
    say_statement,
    say_telling,
)
from dateline.export.tellings import Telling, list_tellings
from dateline.link.actors.names import find_governed
from dateline.model.findings import Interval, Role
from dateline.model.ids import make_id
from dateline.model.record import Actor, Evidence, Record
from dateline.model.report import Report

_SCHEMATA = {
    "person": "Person",
    "organization": "Organization",
    "outlet": "Organization",
    "group": "LegalEntity",
    "office": "LegalEntity",
    "place": "Address",
}
_LANGUAGES = {"en": "eng"}  # the model has ISO 639-3
_PROSE = frozenset(("bodyText", "description", "notes", "summary"))
# A little less than the model lets an address, the shortest of lines, and a text have.
_LONGEST_LINE = 240
_LONGEST_PROSE = 60_000


def make_entities(record: Record, *, title: str) -> bytes:
    """Return the entities; `title` is not used, for a collection is named where it is made."""
    return make_json_lines(_list_entities(record, lay_out(record)))


def _list_entities(record: Record, places: Places) -> Iterator[dict[str, Any]]:
    known = {one.id: one for one in record.actors if one.kind in _SCHEMATA}
    agents = {id_ for id_, one in known.items() if one.kind != "place"}
    for findings in record.reports:
        yield _tell_report(findings.report)
    for actor in known.values():
        yield _tell_actor(actor)
    for findings in record.reports:
        named: dict[str, set[str]] = defaultdict(set)
        for one in findings.mentions:
            if one.actor in agents:
                named[one.actor].add(findings.report.text[one.start : one.end])
        for id_, names in sorted(named.items()):
            yield _tell_mention(findings.report.id, known[id_], names)
    for entry in record.statements:
        yield _make(
            entry.id,
            "Note",
            name=[f"{name_speaker(entry, places)}: {entry.act.value}"],
            description=[entry.content],
            summary=[f"{say_statement(entry, places)}{_say_said(entry.said)}", *_say_places(entry.evidence)],
            entity=[entry.speaker.actor if entry.speaker.actor in known else None],
            keywords=["statement", entry.act.value, entry.form.value, entry.speaker.kind.value],
            publisher=[places.findings(entry.report).report.outlet],
            proof=[entry.report],
        )
    tellings: dict[str, list[Telling]] = defaultdict(list)
    for telling in list_tellings(record):
        tellings[telling.entry.id].append(telling)
    for told in tellings.values():
        yield _tell_event(told, agents, places)
    things = {one.id for one in record.statements} | tellings.keys()
    for pair in record.disagreements:
        if pair.left in things and pair.right in things:
            yield _make(
                pair.id,
                "UnknownLink",
                subject=[pair.left],
                object=[pair.right],
                role=[f"disagreement: {pair.kind}"],
                summary=[say_disagreement(pair), *_say_places(pair.evidence)],
                proof=[one.report for one in pair.evidence],
            )
    for made in record.commitments:
        words = (*made.evidence, *made.outcome_evidence)
        yield _make(
            made.id,
            "Note",
            name=[f"{name_committed(made, places)}: {made.kind or 'commitment'}, {made.outcome}"],
            description=[made.what],
            summary=[say_commitment(made, places), *_say_places(words)],
            entity=[made.by if made.by in known else None],
            keywords=["commitment", made.kind, made.outcome],
            proof=[one.report for one in words],
        )
    for group in record.copies:
        for copy in group.copies if group.original else ():
            yield _make(
                make_id("ftm copy", group.id, copy),
                "UnknownLink",
                subject=[copy],
                object=[group.original],
                role=["copy of"],
            )


def _tell_report(report: Report) -> dict[str, Any]:
    return _make(
        report.id,
        "Article",
        title=[name_title(report)],
        name=[name_title(report)],
        fileName=[name_document(report.path)],
        author=report.bylines,
        publisher=[report.outlet],
        publishedAt=[find_known_date(report.published)],
        notes=[f"Published: {say_published(report.published)}"],
        language=[_LANGUAGES.get((report.language or "")[:2])],
        sourceUrl=[safe_url(report.url)],
        bodyText=["\n\n".join(span.of(report.text) for span in report.body)],
    )


def _tell_actor(actor: Actor) -> dict[str, Any]:
    schema, place = _SCHEMATA[actor.kind], actor.place
    # "the Norwegian government" is a public body by its name; of others nobody says so.
    governed = schema == "Organization" and find_governed(actor.name) is not None
    values: dict[str, Iterable[str | None]] = {
        "name": [actor.name],
        "alias": [alias.name for alias in actor.aliases if alias.name != actor.name],
        "proof": [one.report for one in actor.evidence],
        "country": [place.country.lower() if place else None],
    }
    if schema == "Person":
        values["position"] = [one.role for one in actor.roles]
    if schema == "Address":
        values["full"] = [actor.name]
        values["latitude"] = [f"{place.lat}" if place and place.lat is not None else None]
        values["longitude"] = [f"{place.lon}" if place and place.lon is not None else None]
    return _make(actor.id, "PublicBody" if governed else schema, **values)


def _tell_mention(report: str, actor: Actor, names: Iterable[str]) -> dict[str, Any]:
    schema = _SCHEMATA[actor.kind]
    return _make(
        make_id("ftm mention", report, actor.id),
        "Mention",
        document=[report],
        resolved=[actor.id],
        name=[actor.name, *names],
        detectedSchema=[schema],
    )


def _tell_event(told: list[Telling], agents: set[str], places: Places) -> dict[str, Any]:
    """Return one event with all that is told of it, its date only where it is one day, month or year."""
    entry = told[0].entry
    acting = (one.id for telling in told for one in telling.actors_as(Role.AGENT, Role.TARGET, Role.OTHER))
    return _make(
        entry.id,
        "Event",
        name=[_name_telling(one, places) for one in told],
        date=[_find_prefix(entry.date)],
        summary=[
            f"When: {say_interval(entry.date.earliest, entry.date.latest)}",
            *(f"“{show_line(one.words.exact)}”: {say_telling(one, places)}" for one in told),
            *_say_places(one.words for one in told),
        ],
        involved=[id_ for id_ in acting if id_ in agents],
        location=[name for one in told for name in one.names(Role.PLACE)],
        keywords=["event", entry.type, *(one.event.status.value for one in told)],
        recordId=[entry.id],
        proof=[one.report.id for one in told],
    )


def _name_telling(one: Telling, places: Places) -> str:
    """Return a name that stands alone: the words, what is said of the event, and whose word it is."""
    voices = name_voices(one.said_in, places) or f"{places.outlet(one.report.id)} itself"
    return f"{show_line(one.words.exact)} ({say_standing(one)}, according to {voices})"


def _find_prefix(date: Interval) -> str | None:
    """Return the day, or the month or year that the bounds fill; None where they fill none."""
    first, last = date.earliest, date.latest
    if first is None or last is None:
        return None
    if first == last:
        return first
    if first[4:] == "-01-01" and last == f"{first[:4]}-12-31":
        return first[:4]
    if first[7:] == "-01" and last[:7] == first[:7] and last[8:] >= "28":
        return first[:7]
    return None


def _say_said(said: Interval | Any) -> str:
    return f"; said: {say_interval(said.earliest, said.latest)}" if said else ""


def _say_places(evidence: Iterable[Evidence]) -> Iterator[str]:
    for one in evidence:
        yield f"“{show_line(one.exact)}”: report {one.report}, characters {one.start} to {one.end}"


def _make(id_: str, schema: str, **values: Iterable[str | None]) -> dict[str, Any]:
    """Return an entity; a value stands once in each property, and no property is empty."""
    kept = {
        name: list(dict.fromkeys(part for one in given if one for part in _fit(name, one)))
        for name, given in values.items()
    }
    return {"id": id_, "schema": schema, "properties": {name: found for name, found in kept.items() if found}}


def _fit(name: str, value: str) -> Iterator[str]:
    """Return a value as the property can hold it: prose in parts, all else on one line that is cut short."""
    if name not in _PROSE:
        line = show_line(value)
        yield line if len(line) <= _LONGEST_LINE else f"{line[: _LONGEST_LINE - 1].rstrip()}…"
        return
    shown = show_text(value)
    parts = (shown[at : at + _LONGEST_PROSE].strip() for at in range(0, len(shown), _LONGEST_PROSE))
    yield from (part for part in parts if part)


EXPORTER = Exporter(
    name="ftm",
    summary="FollowTheMoney entities for Aleph and OpenAleph",
    write=write_file(make_entities),
    ending=".ftm.json",
    media_type="application/x-ndjson",
)
