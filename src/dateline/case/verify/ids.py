"""The ids of the record's entries, made anew from what they say.

The record must be as linking left it: a correction changes what an entry says, and leaves it its id. The ids
of actors and of what is said on nobody's name rest on names joined over all reports: those are joined anew,
where it was this release that joined them.
"""

import json
from collections.abc import Iterator, Sequence
from typing import Any

import sqlalchemy as sa

from dateline.case.schema import ENTRY_TABLES
from dateline.case.verify.tables import RESTORE
from dateline.link.actors.names import fold_name
from dateline.link.linking import link_names
from dateline.link.sources import link_sources
from dateline.link.statements import link_statements
from dateline.model.checked import Tally
from dateline.model.findings import Findings
from dateline.model.ids import make_id
from dateline.model.plain import from_plain
from dateline.model.record import Commitment, CopyGroup, Disagreement, Entry, EventEntry, TimelineEntry
from dateline.model.version import __version__


def verify_ids(connection: sa.Connection, findings: Sequence[Findings], tally: Tally, *, by: str) -> None:
    """Make the ids of all entries anew.

    Args:
        connection: To the case, its record as linking left it.
        findings: All of the case, before linking.
        tally: Takes counts and faults.
        by: The release of dateline that wrote the case.
    """
    for entries in ENTRY_TABLES:
        if entries.kind in _MADE_OF:
            for data in connection.execute(sa.select(entries.table.c.data)).scalars():
                entry: Any = from_plain(entries.kind, json.loads(data))
                tally.count("ids made anew")
                if entry.id not in _make_ids(entry):
                    tally.fault(
                        f"{entries.name} {entry.id}",
                        "its id is not the one that its content gives it",
                        RESTORE,
                    )
    if by != __version__:
        tally.note(
            f"the ids of actors were made by dateline {by}, whose rules are not at hand: not made anew"
        )
        return
    _verify_joined(connection, findings, tally)


_MADE_OF = (EventEntry, TimelineEntry, Disagreement, Commitment, CopyGroup)


def _make_ids(entry: Entry) -> Iterator[str]:
    """Yield the ids that an entry may have: one, save for commitments, which do not say how they began."""
    match entry:
        case EventEntry():
            yield make_id("event", *sorted(one["event"] for one in entry.mentions))
        case TimelineEntry(date=day):
            season = [day.season] if day.season else []
            yield make_id("timeline", day.earliest, day.latest, day.precision, *season)
        case Disagreement(evidence=(left, right)):
            sides = (entry.left, left.report, left.start, entry.right, right.report, right.start)
            yield make_id("disagreement", entry.kind, *sides)
        case Commitment():
            for key in (*entry.statements, *entry.events):
                yield make_id("commitment", key)
            for words in entry.evidence:
                yield make_id("commitment", make_id("ahead", words.report, words.start, words.end))
        case CopyGroup(original=None):
            yield from (make_id("relays", fold_name(one.relays)) for one in entry.relays[:1])
        case CopyGroup():
            yield make_id("copies", *sorted([*filter(None, [entry.original]), *entry.copies]))


def _verify_joined(connection: sa.Connection, findings: Sequence[Findings], tally: Tally) -> None:
    named = link_names(findings)
    actors = {actor.id: actor for actor in named.actors}
    for name, made in (
        ("actors", named.actors),
        ("statements", link_statements(named.reports)),
        ("sources", link_sources(named.reports, actors)),
    ):
        table = next(one.table for one in ENTRY_TABLES if one.name == name)
        wanted = {one.id for one in made}
        kept = set(connection.execute(sa.select(table.c.id)).scalars())
        tally.count("ids made anew", len(wanted))
        for id_ in sorted(kept - wanted):
            tally.fault(f"{name} {id_}", "its id does not follow from what was found in the reports", RESTORE)
        for id_ in sorted(wanted - kept):
            tally.fault(
                f"{name} {id_}", "follows from what was found in the reports, and is missing", RESTORE
            )
