"""The rows of the record as corrections leave them, beside what linking made of them.

The first change to a row keeps what it was; taking all corrections back puts every such row there again. So
the record is always what linking made, with the corrections that hold applied in their order. Rows are read
and written many at a time: who leads a story speaks in thousands of them.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

import sqlalchemy as sa

from dateline.case.relations import find_moved, move_relations, renew_relations
from dateline.case.rows import batch, dump, put_plain, read_report
from dateline.case.schema import ENTRY_TABLES, linked, reports
from dateline.case.wording import insert_new
from dateline.model.findings import Findings
from dateline.model.plain import from_plain, to_plain
from dateline.model.record import Actor, Entry

_TABLES = {one.name: one for one in ENTRY_TABLES}
_LINKS = "reports"
_STATEMENTS = _TABLES["statements"].table


class Overlay:
    """Reads and changes the record behind `connection`, inside the transaction it has begun."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def restore(self) -> None:
        """Put every row back as linking made it."""
        tables = self._connection.execute(sa.select(linked.c.entry_table).distinct()).scalars().all()
        for table in sorted(tables):
            wanted = sa.select(linked.c.id, linked.c.data).where(linked.c.entry_table == table)
            rows = {row.id: row.data for row in self._connection.execute(wanted)}
            if table == _LINKS:
                self._write_links(rows)
            else:
                plain = {id_: None if data is None else json.loads(data) for id_, data in rows.items()}
                put_plain(self._connection, table, plain)
        self.forget()

    def forget(self) -> None:
        """Take the record as it is now for what linking made."""
        self._connection.execute(sa.delete(linked))

    def read(self, table: str, entry: str) -> Any:
        """Return the entry of `table` with this id, None where there is none."""
        column = _TABLES[table].table.c
        data = self._connection.execute(sa.select(column.data).where(column.id == entry)).scalar()
        return None if data is None else self._parse(table, data)

    def was_linked(self, table: str, entry: str) -> bool:
        """Tell whether linking made the entry, where corrections have changed it or taken it out."""
        wanted = sa.select(linked.c.data).where(linked.c.entry_table == table, linked.c.id == entry)
        return self._connection.execute(wanted).scalar() is not None

    def find(self, table: str, **columns: str) -> Iterator[Any]:
        """Yield the entries of `table` whose columns have these values, sorted by id."""
        column = _TABLES[table].table.c
        where = [column[name] == value for name, value in columns.items()]
        wanted = sa.select(column.data).where(*where).order_by(column.id)
        yield from (self._parse(table, data) for data in self._connection.execute(wanted).scalars().all())

    def holding(self, table: str, words: Collection[str]) -> Iterator[Any]:
        """Yield the entries of `table` in whose plain form any of `words`, ids, stands, sorted by id."""
        if not words:
            return
        column = _TABLES[table].table.c
        where = sa.or_(*(column.data.contains(word, autoescape=True) for word in sorted(words)))
        wanted = sa.select(column.data).where(where).order_by(column.id)
        yield from (self._parse(table, data) for data in self._connection.execute(wanted).scalars().all())

    def put(self, table: str, id_: str, entry: Entry | None) -> None:
        """Put `entry` in the place of the one with this id; None takes that one out."""
        self.put_all(table, {id_: entry})

    def put_all(self, table: str, entries: Mapping[str, Entry | None]) -> None:
        """Put entries in the places of those with their ids; None takes one out."""
        column = _TABLES[table].table.c
        old: dict[str, str | None] = dict.fromkeys(entries)
        for some in batch(entries):
            wanted = sa.select(column.id, column.data).where(column.id.in_(some))
            old |= {row.id: row.data for row in self._connection.execute(wanted)}
        self._keep(table, old)
        plain = {id_: None if entry is None else to_plain(entry) for id_, entry in entries.items()}
        put_plain(self._connection, table, plain)

    def give_voice(self, statements: Iterable[str] | None, old: str, actor: Actor) -> set[str]:
        """Make `actor` the speaker of statements of `old`, None for all of them; return their reports."""
        column = _STATEMENTS.c
        wanted = sa.select(column.id, column.report, column.data).where(column.actor == old)
        chosen = None if statements is None else set(statements)
        rows = [row for row in self._connection.execute(wanted).all() if chosen is None or row.id in chosen]
        self._keep("statements", {row.id: row.data for row in rows})
        changed = []
        for row in rows:
            plain = json.loads(row.data)
            plain["speaker"] |= {"actor": actor.id, "name": actor.name}
            values = _TABLES["statements"].read_columns(plain)
            changed.append({"at": row.id, "a": values["actor"], "s": values["speaker"], "d": dump(plain)})
        where: dict[str, Any] = {
            "actor": sa.bindparam("a"),
            "speaker": sa.bindparam("s"),
            "data": sa.bindparam("d"),
        }
        if changed:
            put = sa.update(_STATEMENTS).where(column.id == sa.bindparam("at")).values(where)
            self._connection.execute(put, changed)
        return {row.report for row in rows}

    def linking(self, actor: str) -> dict[str, dict[str, Any]]:
        """Return the links of each report in which something is linked to `actor`, by its id."""
        wanted = sa.select(reports.c.id, reports.c.links).where(
            reports.c.links.contains(actor, autoescape=True)
        )
        rows = self._connection.execute(wanted.order_by(reports.c.id)).all()
        return {row.id: json.loads(row.links) for row in rows}

    def report(self, id_: str) -> Findings | None:
        """Return what was found in a report, with its links; None where there is no such report."""
        return read_report(self._connection, id_)

    def put_links(self, links: Mapping[str, dict[str, Any]]) -> None:
        """Put links in the place of those of their reports, by id."""
        old: dict[str, str | None] = {}
        for some in batch(links):
            old |= self._read_links(some)
        self._keep(_LINKS, old)
        self._write_links({id_: dump(links[id_]) for id_ in links})

    def _write_links(self, links: Mapping[str, str]) -> None:
        put = sa.update(reports).where(reports.c.id == sa.bindparam("at")).values(links=sa.bindparam("to"))
        if not links:
            return
        old = {id_: one for some in batch(links) for id_, one in self._read_links(some).items()}
        self._connection.execute(put, [{"at": id_, "to": one} for id_, one in sorted(links.items())])
        alike: dict[frozenset[tuple[str, str]], list[str]] = {}
        for id_ in sorted(old):
            moved = find_moved(json.loads(old[id_]), json.loads(links[id_]))
            if moved is not None:
                alike.setdefault(frozenset(moved.items()), []).append(id_)
            elif (findings := self.report(id_)) is not None:
                renew_relations(self._connection, findings)
        for one, ids in alike.items():
            if one:
                move_relations(self._connection, ids, dict(one))

    def _read_links(self, ids: Collection[str]) -> dict[str, str]:
        rows = self._connection.execute(sa.select(reports.c.id, reports.c.links).where(reports.c.id.in_(ids)))
        return {row.id: row.links for row in rows}

    def _keep(self, table: str, rows: Mapping[str, str | None]) -> None:
        """Keep rows as linking made them, but for those that are kept already."""
        put = insert_new(self._connection, linked)
        values = [{"entry_table": table, "id": id_, "data": data} for id_, data in sorted(rows.items())]
        if values:
            self._connection.execute(put, values)

    def _parse(self, table: str, data: str) -> Any:
        return from_plain(_TABLES[table].kind, json.loads(data))
