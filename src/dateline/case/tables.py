"""The tables of a case to choose from: each a method whose arguments are the conditions."""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from contextlib import AbstractContextManager
from typing import Any, TypeVar

import sqlalchemy as sa

from dateline.case.conditions import (
    Condition,
    find_actors,
    find_reports,
    first_day,
    has_words,
    is_actor,
    is_among,
    is_of_outlet,
    is_of_speaker,
    is_one_of,
    is_taken_part_in,
    lies_within,
    names_actor,
    speaks_of,
)
from dateline.case.schema import ENTRY_TABLES, evidence, reports
from dateline.case.selection import Selection, remember
from dateline.case.wording import falling, read_json, rising
from dateline.model.record import (
    Actor,
    Commitment,
    CopyGroup,
    Disagreement,
    EventEntry,
    SourceEntry,
    StatementEntry,
    TimelineEntry,
)
from dateline.model.report import ReportHead

T = TypeVar("T")
Words = str | Iterable[str]
_TABLES = {one.name: one for one in ENTRY_TABLES}
_LENGTHS = {"day": 10, "month": 7, "year": 4}


class Tables(ABC):
    """What every open case can be asked for.

    A condition that is left out leaves all. `before` and `after` are ISO dates or their beginnings: `after`
    takes in its first day, `before` does not, and what is not known to lie on that side of it is left out.
    """

    @abstractmethod
    def _read(self) -> AbstractContextManager[sa.Connection | None]:
        """Give a connection to read from, None where nothing is kept yet."""

    @remember
    def statements(
        self,
        *,
        speaker: str | None = None,
        kind: Words | None = None,
        act: Words | None = None,
        form: Words | None = None,
        outlet: str | None = None,
        report: str | None = None,
        ids: Iterable[str] | None = None,
        words: str | None = None,
        about: str | None = None,
        before: str | None = None,
        after: str | None = None,
        confidence: float | None = None,
        newest_first: bool = False,
    ) -> Selection[StatementEntry]:
        """Choose statements, in the order of their reports' dates and of the text; undated reports come last.

        Args:
            speaker: An actor's or source's id, or words of a name or alias; or words by which a report names
                the source.
            kind: How the speaker is known: named_person, named_organization, anonymous, group, outlet,
                document, unknown; one or several.
            act: assertion, plan, promise, threat, demand, denial, prediction, assessment, question.
            form: direct, indirect, mixed.
            outlet: The name of the outlet whose report holds it.
            report: The id of a report.
            ids: Only these.
            words: Words in its sentences, as `dateline search` reads them.
            about: An actor who is named in its content, by its id or words of a name or alias.
            before: Published before the first day of this date.
            after: Published on or after the first day of this date.
            confidence: At least this.
            newest_first: Whether the latest day comes first.

        Raises:
            UsageError: A date is none, or `words` cannot be searched for.
        """
        table = _TABLES["statements"].table.c
        where: list[Condition] = [
            *is_one_of(table.speaker_kind, kind),
            *is_one_of(table.act, act),
            *is_one_of(table.form, form),
            *is_one_of(table.report, report),
            *is_one_of(table.id, ids),
            *lies_within(table.earliest, table.latest, after=after, before=before),
        ]
        if speaker is not None:
            where.append(is_of_speaker(table.actor, table.speaker, speaker))
        if outlet is not None:
            where.append(is_of_outlet(table.report, outlet))
        if words is not None:
            where.append(has_words(table.id, words))
        if about is not None:
            where.append(speaks_of(table.id, about))
        if confidence is not None:
            where.append(table.confidence >= confidence)
        day = falling(table.earliest) if newest_first else table.earliest.nulls_last()
        order = (day, table.report, table.start, table.id)
        return self._select("statements", StatementEntry, where, order)

    @remember
    def events(
        self,
        *,
        type: Words | None = None,  # noqa: A002  the field's name
        status: Words | None = None,
        report: str | None = None,
        ids: Iterable[str] | None = None,
        words: str | None = None,
        who: str | None = None,
        before: str | None = None,
        after: str | None = None,
        newest_first: bool = False,
    ) -> Selection[EventEntry]:
        """Choose events, in the order of their dates; those without one come last.

        Args:
            type: PLOVER types.
            status: What was last said of it: happened, ongoing, planned, predicted, demanded, threatened,
                denied, hypothetical.
            report: The id of a report that tells of it.
            ids: Only these.
            words: Words in the sentences that tell of it.
            who: An actor who takes part in it, in whatever role, by its id or words of a name or alias.
            before: It lies before the first day of this date.
            after: It lies on or after the first day of this date.
            newest_first: Whether the latest day comes first.

        Raises:
            UsageError: A date is none, or `words` cannot be searched for.
        """
        table = _TABLES["events"].table.c
        where = [
            *is_one_of(table.type, type),
            *is_one_of(table.status, status),
            *is_one_of(table.id, ids),
            *lies_within(table.earliest, table.latest, after=after, before=before),
            *_rests_on(table.id, report=report, words=words),
        ]
        if who is not None:
            where.append(is_taken_part_in(table.id, who))
        forth = (table.earliest.nulls_last(), rising(table.latest))
        back = (falling(table.earliest), falling(table.latest))
        order = (*(back if newest_first else forth), table.id)
        # The statement in which it was last told; none where a report says it in its own voice.
        said_in = read_json(table.data, "status", -1, "according_to").label("said_in")
        return self._select("events", EventEntry, where, order, said_in)

    @remember
    def timeline(
        self,
        *,
        about: str | None = None,
        ids: Iterable[str] | None = None,
        words: str | None = None,
        before: str | None = None,
        after: str | None = None,
    ) -> Selection[TimelineEntry]:
        """Choose entries of the timeline, in the order of their dates.

        Args:
            about: An actor's id, or words of a name or alias: its sentences name this actor.
            ids: Only these.
            words: Words in its sentences.
            before: It lies before the first day of this date.
            after: It lies on or after the first day of this date.

        Raises:
            UsageError: A date is none, or `words` cannot be searched for.
        """
        table = _TABLES["timeline"].table.c
        where = [
            *is_one_of(table.id, ids),
            *lies_within(table.earliest, table.latest, after=after, before=before),
            *_rests_on(table.id, report=None, words=words),
        ]
        if about is not None:
            where.append(names_actor(table.id, about))
        order = (rising(table.earliest), rising(table.latest), table.id)
        return self._select("timeline", TimelineEntry, where, order)

    @remember
    def disagreements(
        self, *, kind: Words | None = None, report: str | None = None, by: str | None = None
    ) -> Selection[Disagreement]:
        """Choose disagreements, sorted by kind.

        Args:
            kind: conflict, figure, date, changed_position, update, scope.
            report: The id of a report that is one of the sides.
            by: The id of an actor or source whose statement is one of the sides, or words of an actor's name.
        """
        table = _TABLES["disagreements"].table.c
        where = [*is_one_of(table.kind, kind), *_rests_on(table.id, report=report, words=None)]
        if by is not None:
            spoken = _TABLES["statements"].table.c
            own = is_actor(spoken.actor, by)
            said = sa.select(spoken.id).where(own)
            where.append(sa.or_(table.left.in_(said), table.right.in_(said)))
        return self._select("disagreements", Disagreement, where, (table.kind, table.id))

    @remember
    def commitments(
        self,
        *,
        by: str | None = None,
        kind: Words | None = None,
        outcome: Words | None = None,
        report: str | None = None,
        due: str | None = None,
        before: str | None = None,
        after: str | None = None,
    ) -> Selection[Commitment]:
        """Choose commitments, in the order in which they were made; those without a date come last.

        Args:
            by: An actor's or source's id, or words of an actor's name or alias.
            kind: plan, promise, threat, prediction, denial.
            outcome: reported_done, reported_not_done, reversed, repeated, open.
            report: The id of a report that tells of it.
            due: It was to be before the first day of this date.
            before: Made before the first day of this date.
            after: Made on or after the first day of this date.

        Raises:
            UsageError: A date is none.
        """
        table = _TABLES["commitments"].table.c
        where = [
            *is_one_of(table.kind, kind),
            *is_one_of(table.outcome, outcome),
            *lies_within(table.on, table.on, after=after, before=before),
            *_rests_on(table.id, report=report, words=None),
        ]
        if due is not None:
            where.append(read_json(table.data, "horizon", "latest") < first_day(due))
        if by is not None:
            where.append(is_actor(table.by, by))
        return self._select("commitments", Commitment, where, (table.on.nulls_last(), table.id))

    @remember
    def actors(
        self, *, name: str | None = None, kind: Words | None = None, ids: Iterable[str] | None = None
    ) -> Selection[Actor]:
        """Choose actors, sorted by name.

        Args:
            name: An id, or words of a name or alias.
            ids: Only these.
            kind: person, organization, place, group, office, outlet, document, other.
        """
        table = _TABLES["actors"].table.c
        where = [*is_one_of(table.kind, kind), *is_one_of(table.id, ids)]
        if name is not None:
            where.append(table.id.in_(find_actors(name)))
        return self._select("actors", Actor, where, (table.name, table.id))

    @remember
    def sources(self, *, kind: Words | None = None, named: bool | None = None) -> Selection[SourceEntry]:
        """Choose the sources that statements rest on, sorted by name.

        Args:
            kind: As that of statements.
            named: Only those that have a name, or only those that have none.
        """
        table = _TABLES["sources"].table.c
        where = [*is_one_of(table.kind, kind)]
        if named is not None:
            where.append(table.named.is_(named))
        return self._select("sources", SourceEntry, where, (sa.func.lower(table.name), table.name, table.id))

    @remember
    def reports(
        self,
        *,
        outlet: str | None = None,
        named: bool | None = None,
        dated: bool | None = None,
        ids: Iterable[str] | None = None,
        words: str | None = None,
        before: str | None = None,
        after: str | None = None,
    ) -> Selection[ReportHead]:
        """Choose reports, in the order of their dates; undated ones come last.

        Args:
            outlet: The outlet's name.
            named: Only those that name their outlet, or only the others.
            ids: Only these.
            dated: Only those whose day of publication is known, or only the others.
            words: Words in their sentences.
            before: Published before the first day of this date.
            after: Published on or after the first day of this date.

        Raises:
            UsageError: A date is none, or `words` cannot be searched for.
        """
        table = reports.c
        where = [
            *is_one_of(table.id, ids),
            *lies_within(table.earliest, table.latest, after=after, before=before),
        ]
        if outlet is not None:
            where.append(is_of_outlet(table.id, outlet))
        if named is not None:
            where.append(table.outlet.is_not(None) if named else table.outlet.is_(None))
        if dated is not None:
            known = sa.and_(table.earliest.is_not(None), table.earliest == table.latest)
            where.append(known if dated else sa.or_(table.earliest.is_(None), ~known))
        if words is not None:
            where.append(table.id.in_(find_reports(words)))
        # The day, the month and the year of publication to count by, where the day is known.
        day = sa.case((table.earliest == table.latest, table.earliest))
        columns = (
            *(table.id, table.outlet, table.earliest, table.latest, table.head.label("data")),
            *(sa.func.substr(day, 1, size).label(name) for name, size in _LENGTHS.items()),
        )
        order = (table.earliest.nulls_last(), table.latest.nulls_last(), table.path)
        return Selection("reports", self._read, ReportHead, sa.select(*columns).where(*where), order)

    def names(self, ids: Iterable[str]) -> dict[str, str]:
        """Return the names of actors and sources by id; ids of nobody are left out."""
        wanted = set(ids)
        found: dict[str, str] = {}
        with self._read() as connection:
            if connection is not None:
                for name in ("sources", "actors"):
                    table = _TABLES[name].table.c
                    rows = connection.execute(
                        sa.select(table.id, table.name).where(is_among(table.id, wanted))
                    )
                    found |= {row.id: row.name for row in rows}
        return found

    @remember
    def copies(self) -> Selection[CopyGroup]:
        """Choose the groups of reports that are one text, or pass on one another."""
        table = _TABLES["copies"].table.c
        return self._select("copies", CopyGroup, [], (table.id,))

    def _select(
        self,
        name: str,
        kind: type[T],
        where: Iterable[Condition],
        order: tuple[sa.ColumnElement[Any], ...],
        *columns: sa.ColumnElement[Any],
    ) -> Selection[T]:
        table = _TABLES[name].table
        return Selection(name, self._read, kind, sa.select(table, *columns).where(*where), order)


def _rests_on(entry: sa.ColumnElement[str], *, report: str | None, words: str | None) -> Iterable[Condition]:
    if report is not None:
        yield entry.in_(sa.select(evidence.c.entry).where(evidence.c.report == report))
    if words is not None:
        yield has_words(entry, words)
