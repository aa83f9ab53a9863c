"""What lists and pictures of a case count: in SQL, over columns alone, without reading an entry."""

import json
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass

import sqlalchemy as sa

from dateline.case.conditions import find_actors, is_among, is_one_of
from dateline.case.schema import ENTRY_TABLES, evidence, reports, spoken_of
from dateline.case.wording import read_json, rising
from dateline.model.findings import SpeakerKind
from dateline.model.record import Evidence

_TABLES = {one.name: one.table for one in ENTRY_TABLES}
# When a report was published, where its day is known: the bounds of others are nobody's day.
_DAY = sa.case((reports.c.earliest == reports.c.latest, reports.c.earliest))


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
    """How many reports an entry rests on, and the first and last day that is known of them."""

    reports: int
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class Listed:
    """An actor in a list: in how many reports it is named, from when to when, and how much it says."""

    id: str
    name: str
    kind: str
    reports: int
    first: str | None
    last: str | None
    statements: int


@dataclass(frozen=True, slots=True)
class Pair:
    """How many statements of one actor name another."""

    speaker: str
    about: str
    many: int


@dataclass(frozen=True, slots=True)
class Outlet:
    """An outlet, None where reports do not name theirs: its reports, their statements, from when to when.

    `unnamed` counts the statements whose source has no name.
    """

    name: str | None
    reports: int
    statements: int
    unnamed: int
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class Heard:
    """How many statements of a speaker an outlet's reports hold.

    `source` is the speaker's id and `name` its name in the record, None for all who have none; `kind` is how
    they are known.
    """

    source: str | None
    name: str | None
    kind: str
    outlet: str | None
    many: int


@dataclass(frozen=True, slots=True)
class Carried:
    """A report that is a copy of another, or passes on what another outlet reported.

    `group` is the entry that says so; `original` the outlet it is taken from and `outlet` its own.
    """

    group: str
    original: str | None
    outlet: str | None
    report: str
    is_copy: bool


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
            .order_by(*map(rising, day))
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
                sa.func.min(_DAY),
                sa.func.max(_DAY),
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

    def list_actors(
        self,
        *,
        name: str | None = None,
        kind: str | None = None,
        by: str = "reports",
        page: int = 1,
        size: int = 50,
    ) -> tuple[Listed, ...]:
        """Return actors with how often they are named and speak, a page of them.

        Args:
            name: An id, or words of a name or alias.
            kind: As that of actors.
            by: What they are sorted by: "reports" or "statements", most first, or "name".
            page: Which page, from 1.
            size: How many on a page.
        """
        actors, said = _TABLES["actors"].c, _TABLES["statements"].c
        # Look-ups by actor: a join would pass over the words of every entry there is.
        many = (
            sa.select(sa.func.count(evidence.c.report.distinct()))
            .where(evidence.c.entry == actors.id)
            .scalar_subquery()
        )
        spoken = sa.select(sa.func.count()).where(said.actor == actors.id).scalar_subquery()
        columns = {"reports": ("many",), "statements": ("spoken", "many")}.get(by, ())
        wanted = (
            sa.select(actors.id, actors.name, actors.kind, many.label("many"), spoken.label("spoken"))
            .where(*is_one_of(actors.kind, kind))
            .order_by(*map(sa.desc, columns), actors.name, actors.id)
        )
        if name is not None:
            wanted = wanted.where(actors.id.in_(find_actors(name)))
        with self._read() as connection:
            if connection is None:
                return ()
            rows = connection.execute(wanted.limit(size).offset((page - 1) * size)).all()
        seen = self.appearances(row.id for row in rows)
        return tuple(
            Listed(row.id, row.name, row.kind, row.many, seen[row.id].first, seen[row.id].last, row.spoken)
            for row in rows
        )

    def pairs(self, *, speaker: str | None = None, about: str | None = None) -> tuple[Pair, ...]:
        """Return who speaks of whom, most first: actors alone, and nobody of itself.

        A place is spoken of by everyone; it is left out unless it speaks somewhere, as governments do.

        Args:
            speaker: Only what this actor says.
            about: Only what is said of this actor.
        """
        with self._read() as connection:
            if connection is None:
                return ()
            actors = _TABLES["actors"].c
            kinds = {row.id: row.kind for row in connection.execute(sa.select(actors.id, actors.kind))}
            many = connection.execute(_count_pairs(speaker, about)).all()
            if speaker is None and about is None:
                said = _TABLES["statements"].c
                speaking = set(connection.execute(sa.select(said.actor).distinct()).scalars())
                kinds = {id_: kind for id_, kind in kinds.items() if kind != "place" or id_ in speaking}
        found = (
            Pair(one, other, number)
            for one, other, number in many
            if one != other and one in kinds and other in kinds
        )
        return tuple(sorted(found, key=lambda pair: (-pair.many, pair.speaker, pair.about)))

    def heard(self) -> tuple[Heard, ...]:
        """Return whose statements each outlet prints, most first; those who are no actors as one."""
        said, actors = _TABLES["statements"].c, _TABLES["actors"].c
        # Apart from the reports, whose rows are long and would be looked up for every statement.
        printed = sa.select(reports.c.id, reports.c.outlet).cte("printed").prefix_with("MATERIALIZED")
        each = (said.actor, said.speaker_kind, printed.c.outlet)
        wanted = sa.select(*each, sa.func.count()).join(printed, printed.c.id == said.report).group_by(*each)
        many: Counter[tuple[str | None, str, str | None]] = Counter()
        with self._read() as connection:
            if connection is None:
                return ()
            names = {row.id: row.name for row in connection.execute(sa.select(actors.id, actors.name))}
            for actor, kind, outlet, number in connection.execute(wanted):
                many[actor if actor in names else None, kind, outlet] += number
        found = (
            Heard(actor, names.get(actor or ""), kind, of, number)
            for (actor, kind, of), number in many.items()
        )
        return tuple(
            sorted(
                found,
                key=lambda one: (-one.many, one.name or "", one.kind, one.outlet or "", one.source or ""),
            )
        )

    def carried(self) -> tuple[Carried, ...]:
        """Return the reports that are copies or pass on another's, sorted by group and then by id."""
        table = _TABLES["copies"].c
        wanted = sa.select(
            table.id, table.original, read_json(table.data, "copies"), read_json(table.data, "relays")
        ).order_by(table.id)
        found: list[Carried] = []
        with self._read() as connection:
            if connection is None:
                return ()
            outlet = _read_outlets(connection)
            for group, original, copies, relays in connection.execute(wanted):
                of = outlet.get(original)
                found += (Carried(group, of, outlet.get(one), one, True) for one in json.loads(copies))
                found += (
                    Carried(group, one["relays"], one["outlet"], one["report"], False)
                    for one in json.loads(relays)
                )
        return tuple(found)

    def outlets(self) -> tuple[Outlet, ...]:
        """Return the outlets with what they print, most reports first."""
        said = _TABLES["statements"].c
        printed = (
            sa.select(reports.c.outlet, sa.func.count(), sa.func.min(_DAY), sa.func.max(_DAY))
            .group_by(reports.c.outlet)
            .order_by(sa.func.count().desc(), rising(reports.c.outlet))
        )
        each = (said.speaker_kind, said.report)
        spoken: Counter[str | None] = Counter()
        unnamed: Counter[str | None] = Counter()
        with self._read() as connection:
            if connection is None:
                return ()
            outlet = _read_outlets(connection)
            for kind, report, number in connection.execute(sa.select(*each, sa.func.count()).group_by(*each)):
                spoken[outlet[report]] += number
                unnamed[outlet[report]] += number if kind == SpeakerKind.ANONYMOUS else 0
            rows = connection.execute(printed).all()
        return tuple(Outlet(row[0], row[1], spoken[row[0]], unnamed[row[0]], row[2], row[3]) for row in rows)


def _count_pairs(speaker: str | None, about: str | None) -> sa.Select[str, str, int]:
    """Return the query for how many statements speakers make of actors."""
    said = _TABLES["statements"].c
    wanted = (
        sa.select(said.actor, spoken_of.c.actor, sa.func.count())
        .join(spoken_of, spoken_of.c.statement == said.id)
        .where(said.actor.is_not(None))
        .group_by(said.actor, spoken_of.c.actor)
    )
    if speaker is not None:
        wanted = wanted.where(said.actor == speaker)
    if about is not None:
        wanted = wanted.where(spoken_of.c.actor == about)
    return wanted


def _read_outlets(connection: sa.Connection) -> dict[str, str | None]:
    """Return the outlet of every report, by its id."""
    return {row.id: row.outlet for row in connection.execute(sa.select(reports.c.id, reports.c.outlet))}
