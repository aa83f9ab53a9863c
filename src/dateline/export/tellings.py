"""The events of a record as its reports tell them: one telling a report and place, with whose word it is.

In: a record. Out: its tellings, in the order of the record's events. A reader of a table of events has to see
beside each row what the report says of it (planned, denied, …) and on whose word.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from dateline.model.findings import Event, Participant, Role
from dateline.model.record import Actor, EventEntry, Evidence, Record, StatementEntry
from dateline.model.report import Report


@dataclass(frozen=True, slots=True)
class Telling:
    """One place where a report tells of an event.

    `said_in` are the statements it lies in, outermost first: none where the report says it in its own voice.
    `words` are those that name the event. `actors` are those of the participants that are actors.
    """

    entry: EventEntry
    report: Report
    event: Event
    words: Evidence
    said_in: tuple[StatementEntry, ...]
    actors: tuple[tuple[Participant, Actor], ...]

    def names(self, role: Role) -> tuple[str, ...]:
        """Return who plays a role: an actor's name or, of those that are none, the report's words."""
        known = {part: actor.name for part, actor in self.actors}
        return tuple(
            known.get(one) or " ".join(self.report.text[one.start : one.end].split())
            for one in self.event.participants
            if one.role is role
        )

    def actors_as(self, *roles: Role) -> tuple[Actor, ...]:
        """Return the actors that play one of the roles, each once, in the order of the text."""
        return tuple(dict.fromkeys(actor for part, actor in self.actors if part.role in roles))


def list_tellings(record: Record) -> tuple[Telling, ...]:
    """Return all tellings of the record's events, those of one in the order of its mentions."""
    return tuple(_tell(record))


def _tell(record: Record) -> Iterator[Telling]:
    findings = {one.report.id: one for one in record.reports}
    events = {(one.report.id, event.id): event for one in record.reports for event in one.events}
    statements = {one.id: one for one in record.statements}
    actors = {one.id: one for one in record.actors}
    for entry in record.events:
        for mention in entry.mentions:
            report_id, event_id = mention["report"], mention["event"]
            event = events.get((report_id, event_id))
            if event is None:
                continue
            report = findings[report_id].report
            start, end = event.trigger.start, event.trigger.end
            yield Telling(
                entry=entry,
                report=report,
                event=event,
                words=Evidence(report.id, start, end, report.text[start:end], report.page_at(start)),
                said_in=tuple(statements[one] for one in event.according_to if one in statements),
                actors=tuple((one, actors[one.actor]) for one in event.participants if one.actor in actors),
            )
