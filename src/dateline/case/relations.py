"""Who is named in whose words, and who takes part in what: rows of two tables, made from linked findings.

Both can be read from the findings, a report at a time; in rows they can be counted over a whole case. They
follow the actors that linking and corrections give, so that whoever writes links writes them too.
"""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from dateline.case.rows import batch
from dateline.case.schema import spoken_of, taking_part
from dateline.case.wording import insert_new, is_in_list
from dateline.link.timeline.entity_timeline import find_participants
from dateline.model.findings import Findings
from dateline.model.record import EventEntry

_ROWS_AT_ONCE = 500


def replace_relations(
    connection: sa.Connection,
    reports: Iterable[Findings],
    events: Iterable[EventEntry],
    *,
    changed: Collection[str],
) -> None:
    """Put the relations of some reports in place of the old ones, and lead those of all to the right events.

    Args:
        connection: To the case, in a transaction that writes.
        reports: All of the record, with its actors.
        events: The record's.
        changed: The ids of the reports whose findings or links are others than before.
    """
    entries = {one["event"]: entry.id for entry in events for one in entry.mentions}
    for some in batch(changed):
        drop_relations(connection, some)
    table = taking_part.c
    kept = connection.execute(sa.select(table.event, table.entry).distinct())
    moved = [{"at": at, "to": entries[at]} for at, to in kept if entries.get(at, to) != to]
    if moved:
        put = sa.update(taking_part).where(table.event == sa.bindparam("at"))
        connection.execute(put.values(entry=sa.bindparam("to")), moved)
    for findings in reports:
        if findings.report.id in changed:
            _put(connection, findings, entries)


def drop_relations(connection: sa.Connection, ids: Sequence[str]) -> None:
    """Delete the relations of some reports."""
    for table in (spoken_of, taking_part):
        connection.execute(sa.delete(table).where(table.c.report.in_(ids)))


def renew_relations(connection: sa.Connection, findings: Findings) -> None:
    """Put the relations of one report, whose links have changed, in place of the old ones."""
    table = taking_part.c
    own = table.report == findings.report.id
    entries = {
        row.event: row.entry for row in connection.execute(sa.select(table.event, table.entry).where(own))
    }
    connection.execute(sa.delete(taking_part).where(own))
    connection.execute(sa.delete(spoken_of).where(spoken_of.c.report == findings.report.id))
    _put(connection, findings, entries)


def find_moved(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, str] | None:
    """Return which actor took whose place in a report's links; None where not all that one had went to one.

    Where two were made one this is enough; where one was taken apart the report must be read.
    """
    became: dict[str | None, set[str | None]] = {}
    for before, after in zip(_read_actors(old), _read_actors(new), strict=True):
        became.setdefault(before, set()).add(after)
    moved: dict[str, str] = {}
    for actor, others in became.items():
        if others == {actor}:
            continue
        other = next(iter(others))
        if actor is None or other is None or len(others) > 1:
            return None
        moved[actor] = other
    return moved


def _read_actors(links: Mapping[str, Any]) -> Iterator[str | None]:
    yield from (actor for actor, _ in links["mentions"])
    yield from (actor for event in links.get("participants", []) for actor in event)


def move_relations(connection: sa.Connection, reports: Iterable[str], moved: Mapping[str, str]) -> None:
    """Give the relations that some actors have in some reports to those who took their place."""
    within = sorted(reports)
    for table in (spoken_of, taking_part):
        own = (is_in_list(table.c.report, within), table.c.actor.in_(moved))
        rows = connection.execute(sa.select(table).where(*own)).mappings().all()
        if rows:
            connection.execute(sa.delete(table).where(*own))
            put = insert_new(connection, table)
            connection.execute(put, [{**row, "actor": moved[row["actor"]]} for row in rows])


def find_spoken_of(findings: Findings) -> Iterator[dict[str, Any]]:
    """Yield a row for each statement and each actor that is named in its content, in the order of the text.

    It has the words that name the actor first.
    """
    named = sorted((one.start, one.end, one.actor) for one in findings.mentions if one.actor)
    starts = [start for start, _, _ in named]
    for statement in findings.statements:
        found: dict[str, tuple[int, int]] = {}
        for span in statement.content:
            for start, end, actor in named[bisect_left(starts, span.start) :]:
                if start >= span.end:
                    break
                if end <= span.end:
                    found.setdefault(actor, (start, end))
        for actor, (start, end) in found.items():
            yield {
                "statement": statement.id,
                "actor": actor,
                "report": findings.report.id,
                "start": start,
                "end": end,
            }


def find_taking_part(findings: Findings, entries: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """Yield a row for each event, each actor that takes part in it, and each part it has.

    Args:
        findings: A report's, with the record's actors.
        entries: The ids of the record's events by those of the findings' events.
    """
    for event, parts in find_participants(findings):
        for actor, role in sorted({(actor, part.role.value) for part, actor in parts}):
            if event.id in entries:
                yield {
                    "event": event.id,
                    "actor": actor,
                    "role": role,
                    "entry": entries[event.id],
                    "report": findings.report.id,
                }


def _put(connection: sa.Connection, findings: Findings, entries: Mapping[str, str]) -> None:
    for table, rows in (
        (spoken_of, list(find_spoken_of(findings))),
        (taking_part, list(find_taking_part(findings, entries))),
    ):
        for start in range(0, len(rows), _ROWS_AT_ONCE):
            connection.execute(sa.insert(table), rows[start : start + _ROWS_AT_ONCE])
