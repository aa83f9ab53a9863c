"""The entries of the record: readable, with the columns and the words that their rows say, and no loose ends.

The words themselves are held against the texts where the reports are read; here they are gathered.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from dateline.case.rows import read_names, storable
from dateline.case.schema import ENTRY_TABLES, EntryTable, evidence, names
from dateline.case.verify.tables import RESTORE
from dateline.model.checked import Tally
from dateline.model.plain import from_plain
from dateline.model.record import (
    Actor,
    Commitment,
    CopyGroup,
    Disagreement,
    Entry,
    EventEntry,
    Evidence,
    SourceEntry,
    StatementEntry,
    TimelineEntry,
)


@dataclass(slots=True)
class Entries:
    """What the entries of a record say that must hold elsewhere.

    `ids` are theirs, by table. `words` are those they rest on, by report, each with the place that names it.
    `leads` are where they lead: the place, the tables one of which must have the id, and the id; a table that
    is no table of the record is one of the findings': "told statements", "told events".
    """

    ids: dict[str, set[str]] = field(default_factory=dict)
    words: dict[str, list[tuple[str, Evidence]]] = field(default_factory=lambda: defaultdict(list))
    leads: list[tuple[str, tuple[str, ...], str]] = field(default_factory=list)


def verify_entries(connection: sa.Connection, tally: Tally) -> Entries:
    """Read every entry and hold its columns, its names and its rows of evidence against what it says."""
    found = Entries()
    for entries in ENTRY_TABLES:
        found.ids[entries.name] = set()
        rows = _read_evidence(connection, entries)
        called = _read_called(connection) if entries.kind is Actor else {}
        for row in connection.execute(sa.select(entries.table).order_by(entries.table.c.id)).mappings():
            place = f"{entries.name} {row['id']}"
            found.ids[entries.name].add(row["id"])
            tally.count("entries of the record")
            try:
                plain = json.loads(row["data"])
                entry: Entry = from_plain(entries.kind, plain)
            except (TypeError, ValueError, KeyError) as error:
                tally.fault(place, f"cannot be read ({error!r:.80})", RESTORE)
                continue
            _verify_row(entries, row, plain, place, tally)
            if rows.pop(row["id"], []) != [_name_words(words) for words in entry.evidence]:
                tally.fault(place, "the words it rests on are not those of its rows of evidence", RESTORE)
            if entries.kind is Actor and called.pop(row["id"], set()) != {
                one["name"] for one in read_names(plain)
            }:
                tally.fault(place, "cannot be found by the names it has", RESTORE)
            for number, words in enumerate(_find_words(entry), 1):
                found.words[words.report].append((f"{place}, words {number}", words))
            found.leads += ((place, tables, id_) for tables, id_ in _find_leads(entry) if id_ is not None)
        for id_ in sorted(rows.keys() | called.keys()):
            tally.fault(f"{entries.name} {id_}", "has rows of evidence or names, and is not there", RESTORE)
    return found


def verify_leads(found: Entries, told: dict[str, set[str]], tally: Tally) -> None:
    """See that what entries lead to is there.

    Args:
        found: What `verify_entries` gathered.
        told: The ids of the reports, and of the statements and events in their findings.
        tally: Takes the faults.
    """
    known = found.ids | told
    for place, tables, id_ in found.leads:
        tally.count("references between entries")
        if not any(id_ in known[table] for table in tables):
            tally.fault(place, f"leads to {id_}, which is not among the {' or '.join(tables)}", RESTORE)


def _verify_row(entries: EntryTable, row: Any, plain: Any, place: str, tally: Tally) -> None:
    if plain["id"] != row["id"]:
        tally.fault(place, f"calls itself {plain['id']}", RESTORE)
    for name, value in entries.read_columns(plain).items():
        if row[name] != storable(value):
            tally.fault(place, f"is listed with another {name} than it has", RESTORE)


def _read_evidence(connection: sa.Connection, entries: EntryTable) -> dict[str, list[tuple[Any, ...]]]:
    found: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    column = evidence.c
    wanted = sa.select(
        column.entry, column.report, column.start, column.end, column.exact, column.page, column.position
    ).where(column.entry_table == entries.name)
    for row in connection.execute(wanted.order_by(column.entry, column.position)):
        found[row.entry].append((row.position, row.report, row.start, row.end, row.exact, row.page))
    return {id_: [row[1:] for row in rows] for id_, rows in found.items()}


def _name_words(words: Evidence) -> tuple[Any, ...]:
    return words.report, words.start, words.end, storable(words.exact), words.page


def _read_called(connection: sa.Connection) -> dict[str, set[str]]:
    called: dict[str, set[str]] = defaultdict(set)
    for row in connection.execute(sa.select(names.c.actor, names.c.name)):
        called[row.actor].add(row.name)
    return called


def _find_words(entry: Entry) -> Iterator[Evidence]:
    yield from entry.evidence
    if isinstance(entry, Actor):
        yield from (words for role in entry.roles for words in role.evidence)
    elif isinstance(entry, Commitment):
        yield from entry.outcome_evidence
    elif isinstance(entry, CopyGroup):
        yield from (words for relay in entry.relays for words in relay.evidence)


def _find_leads(entry: Entry) -> Iterable[tuple[tuple[str, ...], str | None]]:
    """Yield what an entry leads to: the tables one of which must have it, and its id."""
    voices = ("actors", "sources")
    match entry:
        case StatementEntry():
            yield ("reports",), entry.report
            yield ("told statements",), entry.id
            yield voices, entry.speaker.actor
        case EventEntry():
            yield from ((("told events",), one["event"]) for one in entry.mentions)
            yield from ((("reports",), one["report"]) for one in entry.mentions)
            yield from ((("events",), one["event"]) for one in entry.links)
        case TimelineEntry():
            yield from ((("events",), one) for one in entry.events)
            yield from ((("statements",), one) for one in entry.according_to)
        case Disagreement():
            yield from ((("statements", "events", "told events"), one) for one in (entry.left, entry.right))
        case Commitment():
            yield voices, entry.by
            yield from ((("statements",), one) for one in entry.statements)
            yield from ((("told events",), one) for one in entry.events)
        case SourceEntry():
            yield from ((("statements",), one) for one in entry.statements)
            yield from ((("reports",), one) for one in entry.reports)
        case CopyGroup():
            yield ("reports",), entry.original
            yield from ((("reports",), one) for one in entry.copies)
            yield from ((("reports",), one.report) for one in entry.relays)
