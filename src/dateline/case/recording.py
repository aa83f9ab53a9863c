"""A record in the place of the one before: only rows that differ are written, and what is gone is deleted.

In: what linking made of all reports. The rows end as they would in a new case, whatever stood there before;
but what did not change is not touched, so that a few reports added to thousands cost what they change.
"""

import json
from collections.abc import Collection, Mapping
from typing import Any

import sqlalchemy as sa

from dateline.case.relations import drop_relations, replace_relations
from dateline.case.remembered import drop_remembered
from dateline.case.rows import batch, drop_sentences, dump, put_plain, read_links
from dateline.case.schema import ENTRY_TABLES, EntryTable, reports
from dateline.model.findings import Findings
from dateline.model.plain import to_plain
from dateline.model.record import Entry, Record
from dateline.model.report import make_head


def replace_record(connection: sa.Connection, record: Record, *, renewed: Collection[str]) -> None:
    """Put `record` in place of the one that is there, as linking made it.

    Args:
        connection: To the case, in a transaction that writes; it has the corrections taken out of its rows.
        record: Its reports must be kept already.
        renewed: The ids of the reports of which other findings were kept since.
    """
    for entries in ENTRY_TABLES:
        _replace_entries(connection, entries, getattr(record, entries.name))
    moved = _replace_links(connection, record.reports)
    replace_relations(connection, record.reports, record.events, changed=moved.union(renewed))


def drop_reports(connection: sa.Connection, ids: Collection[str]) -> None:
    """Delete reports, on which nothing in the record rests any more, with what was found in them."""
    for id_ in sorted(ids):
        drop_sentences(connection, id_)
    for some in batch(ids):
        drop_relations(connection, some)
        drop_remembered(connection, some)
        connection.execute(sa.delete(reports).where(reports.c.id.in_(some)))


def _replace_entries(connection: sa.Connection, entries: EntryTable, things: Collection[Entry]) -> None:
    column = entries.table.c
    old = {row.id: row.data for row in connection.execute(sa.select(column.id, column.data))}
    new: dict[str, Mapping[str, Any] | None] = dict.fromkeys(old.keys() - {thing.id for thing in things})
    for thing in things:
        plain = to_plain(thing)
        if old.get(thing.id) != dump(plain):
            new[thing.id] = plain
    put_plain(connection, entries.name, new)


def _replace_links(connection: sa.Connection, linked: Collection[Findings]) -> set[str]:
    """Keep what linking gave each report; return the ids of those to which it gave something else before."""
    old = {row.id: row.links for row in connection.execute(sa.select(reports.c.id, reports.c.links))}
    moved: set[str] = set()
    for findings in linked:
        id_, links = findings.report.id, read_links(findings)
        if _begins(old[id_], dump(links)):
            continue
        moved.add(id_)
        published = findings.report.published
        row = {
            "links": dump(links | _read_anew(connection, findings)),
            "earliest": published.earliest,
            "latest": published.latest,
            "head": dump(to_plain(make_head(findings.report))),
        }
        connection.execute(sa.update(reports).where(reports.c.id == id_).values(row))
    return moved


def _begins(kept: str, links: str) -> bool:
    """Tell whether a row keeps these links; what was read anew follows from them, and stands behind them."""
    return kept.startswith(links[:-1]) and kept[len(links) - 1] in "},"


def _read_anew(connection: sa.Connection, linked: Findings) -> dict[str, Any]:
    """Return the times and events of a report whose date linking narrowed: they are counted from it."""
    kept = connection.execute(sa.select(reports.c.findings).where(reports.c.id == linked.report.id)).scalar()
    if kept is None or json.loads(kept)["published"] == to_plain(linked.report.published):
        return {}
    return {name: [to_plain(one) for one in getattr(linked, name)] for name in ("times", "events")}
