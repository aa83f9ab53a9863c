"""A part of the record: some reports, and what the entries of the record say of them.

Each entry keeps only the words that stand in these reports, so that the part is a record of its own: whatever
reads records reads it, and showing one report of five thousand costs what one report costs.
"""

import json
from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from dateline.case.conditions import is_among
from dateline.case.rows import read_report
from dateline.case.schema import ENTRY_TABLES, evidence, reports
from dateline.model.plain import from_plain
from dateline.model.record import (
    Actor,
    Commitment,
    CopyGroup,
    Entry,
    EventEntry,
    Evidence,
    Record,
    SourceEntry,
)

_AT_ONCE = 500


def read_part(connection: sa.Connection, ids: Collection[str]) -> Record:
    """Return the record of some reports, each table sorted by id; of reports that are not kept, nothing.

    A disagreement is there only where both of its sides are, and a commitment's outcome where its words are.
    """
    there = sa.select(reports.c.id).where(is_among(reports.c.id, set(ids))).order_by(reports.c.id)
    found = [
        one
        for id_ in connection.execute(there).scalars().all()
        if (one := read_report(connection, id_)) is not None
    ]
    kept = {one.report.id for one in found}
    named = {mention.actor for one in found for mention in one.mentions if mention.actor}
    tables: dict[str, Any] = {"reports": tuple(found)}
    for entries in ENTRY_TABLES:
        wanted = set(
            connection.execute(
                sa.select(evidence.c.entry)
                .where(is_among(evidence.c.report, kept), evidence.c.entry_table == entries.name)
                .distinct()
            ).scalars()
        )
        if entries.kind is Actor:
            wanted |= named
        data = _read(connection, entries.table, wanted)
        parts = (_restrict(from_plain(entries.kind, json.loads(one)), kept) for one in data)
        tables[entries.name] = tuple(part for part in parts if part is not None)
    return Record(**tables)


def _read(connection: sa.Connection, table: sa.Table, ids: Collection[str]) -> list[str]:
    ordered = sorted(ids)
    found: list[str] = []
    for start in range(0, len(ordered), _AT_ONCE):
        wanted = sa.select(table.c.data).where(table.c.id.in_(ordered[start : start + _AT_ONCE]))
        found += connection.execute(wanted.order_by(table.c.id)).scalars()
    return found


def _restrict(entry: Any, kept: Collection[str]) -> Entry | None:
    """Return an entry with the words that stand in some reports; None where it cannot be told by those."""
    words = _keep(entry.evidence, kept)
    changes: dict[str, Any] = {"evidence": words}
    if isinstance(entry, Actor):
        changes["roles"] = tuple(
            replace(role, evidence=inside) for role in entry.roles if (inside := _keep(role.evidence, kept))
        )
    elif isinstance(entry, EventEntry):
        changes["mentions"] = tuple(one for one in entry.mentions if one["report"] in kept)
        changes["status"] = tuple(one for one in entry.status if one["report"] in kept)
        changes["figures"] = tuple(
            {**row, "given": given}
            for row in entry.figures
            if (given := [one for one in _given(row) if one["report"] in kept])
        )
    elif isinstance(entry, Commitment):
        changes["outcome_evidence"] = _keep(entry.outcome_evidence, kept)
    elif isinstance(entry, CopyGroup):
        changes["relays"] = tuple(one for one in entry.relays if one.report in kept)
        changes["copies"] = tuple(one for one in entry.copies if one in kept)
        changes["original"] = entry.original if entry.original in kept else None
    elif isinstance(entry, SourceEntry):
        changes["reports"] = tuple(one for one in entry.reports if one in kept)
    elif hasattr(entry, "left") and len(words) < len(entry.evidence):
        return None
    if not words:
        return None
    restricted: Entry = replace(entry, **changes)
    return restricted


def _keep(words: Iterable[Evidence], kept: Collection[str]) -> tuple[Evidence, ...]:
    return tuple(one for one in words if one.report in kept)


def _given(row: Any) -> list[dict[str, Any]]:
    given: list[dict[str, Any]] = row["given"]
    return given
