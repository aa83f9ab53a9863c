"""The rows of the record as corrections leave them, beside what linking made of them.

The first change to a row keeps what it was; taking all corrections back puts every such row there again. So
the record is always what linking made, with the corrections that hold applied in their order.
"""

import json
from collections.abc import Iterator
from typing import Any, TypeVar

import sqlalchemy as sa

from dateline.case.rows import dump, put_entry, read_report
from dateline.case.schema import ENTRY_TABLES, linked, reports
from dateline.model.findings import Findings
from dateline.model.plain import from_plain
from dateline.model.record import Entry

T = TypeVar("T")
_TABLES = {one.name: one for one in ENTRY_TABLES}
_LINKS = "reports"


class Overlay:
    """Reads and changes the record behind `connection`, inside the transaction it has begun."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def restore(self) -> None:
        """Put every row back as linking made it."""
        rows = self._connection.execute(sa.select(linked).order_by(linked.c.entry_table, linked.c.id)).all()
        for row in rows:
            if row.entry_table == _LINKS:
                self._write_links(row.id, row.data)
            else:
                entry = None if row.data is None else self._parse(row.entry_table, row.data)
                put_entry(self._connection, row.entry_table, row.id, entry)
        self.forget()

    def forget(self) -> None:
        """Take the record as it is now for what linking made."""
        self._connection.execute(sa.delete(linked))

    def read(self, table: str, entry: str) -> Any:
        """Return the entry of `table` with this id, None where there is none."""
        column = _TABLES[table].table.c
        data = self._connection.execute(sa.select(column.data).where(column.id == entry)).scalar()
        return None if data is None else self._parse(table, data)

    def find(self, table: str, **columns: str) -> Iterator[Any]:
        """Yield the entries of `table` whose columns have these values, sorted by id."""
        column = _TABLES[table].table.c
        where = [column[name] == value for name, value in columns.items()]
        wanted = sa.select(column.data).where(*where).order_by(column.id)
        yield from (self._parse(table, data) for data in self._connection.execute(wanted).scalars().all())

    def holding(self, table: str, word: str) -> Iterator[Any]:
        """Yield the entries of `table` in whose plain form `word`, an id, stands anywhere, sorted by id."""
        column = _TABLES[table].table.c
        wanted = sa.select(column.data).where(column.data.contains(word, autoescape=True)).order_by(column.id)
        yield from (self._parse(table, data) for data in self._connection.execute(wanted).scalars().all())

    def put(self, table: str, id_: str, entry: Entry | None) -> None:
        """Put `entry` in the place of the one with this id; None takes that one out."""
        column = _TABLES[table].table.c
        data = self._connection.execute(sa.select(column.data).where(column.id == id_)).scalar()
        self._keep(table, id_, data)
        put_entry(self._connection, table, id_, entry)

    def linking(self, actor: str) -> Iterator[tuple[Findings, dict[str, Any]]]:
        """Yield each report in which something is linked to `actor`, with its links."""
        wanted = sa.select(reports.c.id, reports.c.links).where(
            reports.c.links.contains(actor, autoescape=True)
        )
        for id_, links in self._connection.execute(wanted.order_by(reports.c.id)).all():
            findings = read_report(self._connection, id_)
            if findings is not None:
                yield findings, json.loads(links)

    def put_links(self, report: str, links: dict[str, Any]) -> None:
        """Put `links` in the place of those of a report."""
        old = self._connection.execute(sa.select(reports.c.links).where(reports.c.id == report)).scalar()
        self._keep(_LINKS, report, old)
        self._write_links(report, dump(links))

    def _write_links(self, report: str, links: str) -> None:
        self._connection.execute(sa.update(reports).where(reports.c.id == report).values(links=links))

    def _keep(self, table: str, id_: str, data: str | None) -> None:
        known = sa.select(linked.c.id).where(linked.c.entry_table == table, linked.c.id == id_)
        if self._connection.execute(known).first() is None:
            row = {"entry_table": table, "id": id_, "data": data}
            self._connection.execute(sa.insert(linked).values(row))

    def _parse(self, table: str, data: str) -> Any:
        return from_plain(_TABLES[table].kind, json.loads(data))
