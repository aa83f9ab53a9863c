"""What lists and pictures of a case count: in SQL, over columns alone, without reading an entry."""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass

import sqlalchemy as sa

from dateline.case.conditions import is_among
from dateline.case.schema import ENTRY_TABLES, evidence, reports
from dateline.model.record import Evidence

_TABLES = {one.name: one.table for one in ENTRY_TABLES}


@dataclass(frozen=True, slots=True)
class Tally:
    """How many statements of one act were published on one day, or between two.

    `earliest` and `latest` are ISO dates, None where nothing bounds the day on that side; `statement` is the
    id of one of them, the only one where `many` is 1.
    """

    act: str
    earliest: str | None
    latest: str | None
    many: int
    statement: str


@dataclass(frozen=True, slots=True)
class Appearance:
    """How many reports an entry rests on, and the first and last day of their publication."""

    reports: int
    first: str | None
    last: str | None


class Counts(ABC):
    """What every open case can be asked to count."""

    @abstractmethod
    def _read(self) -> AbstractContextManager[sa.Connection | None]:
        """Give a connection to read from, None where nothing is kept yet."""

    def positions(self, speaker: str) -> tuple[Tally, ...]:
        """Return how many statements of each act a speaker, given by its id, has in the reports of each day.

        Sorted by act, then by day; those without a day come first.
        """
        table = _TABLES["statements"].c
        day = (table.act, table.earliest, table.latest)
        wanted = (
            sa.select(*day, sa.func.count(), sa.func.min(table.id))
            .where(table.actor == speaker)
            .group_by(*day)
            .order_by(*day)
        )
        with self._read() as connection:
            rows = [] if connection is None else connection.execute(wanted).all()
        return tuple(Tally(*row) for row in rows)

    def appearances(self, ids: Iterable[str]) -> dict[str, Appearance]:
        """Return in how many reports some entries have their words, and from when to when, by id."""
        wanted = (
            sa.select(
                evidence.c.entry,
                sa.func.count(evidence.c.report.distinct()),
                sa.func.min(reports.c.earliest),
                sa.func.max(reports.c.latest),
            )
            .join(reports, reports.c.id == evidence.c.report)
            .where(is_among(evidence.c.entry, ids))
            .group_by(evidence.c.entry)
        )
        with self._read() as connection:
            rows = [] if connection is None else connection.execute(wanted).all()
        return {row[0]: Appearance(*row[1:]) for row in rows}

    def naming(self) -> dict[str, int]:
        """Return by the id of each actor how many reports name it."""
        wanted = (
            sa.select(evidence.c.entry, sa.func.count(evidence.c.report.distinct()))
            .where(evidence.c.entry.in_(sa.select(_TABLES["actors"].c.id)))
            .group_by(evidence.c.entry)
        )
        with self._read() as connection:
            rows = [] if connection is None else connection.execute(wanted).all()
        return {row[0]: row[1] for row in rows}

    def first_words(self, ids: Iterable[str]) -> dict[str, Evidence]:
        """Return the first of the words that some entries rest on, by id."""
        table = evidence.c
        wanted = sa.select(table.entry, table.report, table.start, table.end, table.exact, table.page).where(
            is_among(table.entry, ids), table.position == 0
        )
        with self._read() as connection:
            rows = [] if connection is None else connection.execute(wanted).all()
        return {row[0]: Evidence(*row[1:]) for row in rows}
