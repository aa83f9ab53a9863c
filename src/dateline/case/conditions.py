"""What entries of a case can be chosen by: conditions of SQL from the words of whoever asks.

A condition that is None chooses nothing and leaves all. Dates are ISO dates or their beginnings ("2011",
"2011-09"); what is not known to lie before or after a date is chosen by neither.
"""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

import sqlalchemy as sa

from dateline.case.fulltext import holds_name, holds_words
from dateline.case.schema import (
    ENTRY_TABLES,
    evidence,
    fulltext,
    names,
    reports,
    sentences,
    spoken_of,
    taking_part,
)
from dateline.case.wording import is_in_list
from dateline.case.words import read_words
from dateline.ingest import edtf
from dateline.link.actors.names import fold_name
from dateline.model.errors import UsageError
from dateline.model.ids import is_id

Condition = sa.ColumnElement[bool]
# 2011, 2011-09, 2011-09-17: the other forms of ISO 8601, such as weeks, are none that anyone means here.
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?", re.ASCII)
_MOST_PARAMETERS = 500

_sources = next(one.table.c for one in ENTRY_TABLES if one.name == "sources")


def first_day(text: str) -> str:
    """Return the first day of an ISO date or its beginning: "2011-09" is 2011-09-01.

    Raises:
        UsageError: It is none.
    """
    try:
        if not _DATE.fullmatch(text):
            raise ValueError
        return date.fromisoformat(edtf.first_day(text)).isoformat()
    except ValueError:
        raise UsageError(f"{text!r} is no date such as 2011-09-17, 2011-09 or 2011") from None


def lies_within(
    earliest: sa.ColumnElement[str], latest: sa.ColumnElement[str], *, after: str | None, before: str | None
) -> Iterable[Condition]:
    """Yield the conditions that something lies on or after one day and before another, sure or not.

    Args:
        earliest: The column of the first day it may lie on.
        latest: The column of the last one.
        after: From the first day of this date on.
        before: Up to the day before the first day of this date.

    Raises:
        UsageError: One of them is no date.
    """
    if after is not None:
        yield earliest >= first_day(after)
    if before is not None:
        yield latest < first_day(before)


def is_one_of(column: sa.ColumnElement[str], wanted: str | Iterable[str] | None) -> Iterable[Condition]:
    """Yield the condition that `column` has one of some values, none where nothing is wanted."""
    if wanted is not None:
        yield is_among(column, [wanted] if isinstance(wanted, str) else wanted)


def is_among(column: sa.ColumnElement[Any], values: Iterable[object]) -> Condition:
    """Return the condition that `column` has one of some values, however many they are."""
    known: list[Any] = list(dict.fromkeys(values))
    if len(known) <= _MOST_PARAMETERS:
        return column.in_(known)
    # Both engines count the parameters of a query, and a case has more entries than they take.
    return is_in_list(column, known)


def find_actors(name: str) -> sa.Select[tuple[str]]:
    """Return the query for the ids of actors with this id, or with these words side by side in a name."""
    folded = f"% {_escape(fold_name(name))} %"
    spaced = sa.literal(" ") + names.c.name + sa.literal(" ")
    return sa.select(names.c.actor).where(sa.or_(names.c.actor == name, spaced.like(folded, escape="\\")))


def is_actor(column: sa.ColumnElement[str], name: str) -> Condition:
    """Return the condition that a column holds the id of an actor, given by it or by words of a name."""
    # No name looks like an id, and no index helps to look for words.
    return column == name if is_id(name) else column.in_(find_actors(name))


def speaks_of(statement: sa.ColumnElement[str], actor: str) -> Condition:
    """Return the condition that an actor, given by its id or words of a name, is named in a statement."""
    return statement.in_(sa.select(spoken_of.c.statement).where(is_actor(spoken_of.c.actor, actor)))


def is_taken_part_in(event: sa.ColumnElement[str], actor: str) -> Condition:
    """Return the condition that an actor, given by its id or words of a name, takes part in an event."""
    return event.in_(sa.select(taking_part.c.entry).where(is_actor(taking_part.c.actor, actor)))


def is_of_speaker(actor: sa.ColumnElement[str], name: sa.ColumnElement[str], speaker: str) -> Condition:
    """Return the condition that a statement is somebody's.

    Args:
        actor: The column of its speaker's id.
        name: The column of its speaker's name.
        speaker: An actor's or source's id, words of an actor's name or alias, of the name as printed, or of
            what reports call a source without a name.
    """
    if is_id(speaker):
        return actor == speaker
    called = sa.select(_sources.id).where(holds_whole(_sources.name, speaker))
    return sa.or_(actor.in_(find_actors(speaker)), actor.in_(called), holds(name, speaker))


def holds_whole(column: sa.ColumnElement[str], words: str) -> Condition:
    """Return the condition that a column holds `words` side by side and none of them in part, in any case."""
    spaced = sa.literal(" ") + column + sa.literal(" ")
    wanted = sa.literal(f"% {_escape(' '.join(words.split()))} %", sa.Text)
    return spaced.ilike(wanted, escape="\\")


def holds(column: sa.ColumnElement[str], words: str) -> Condition:
    """Return the condition that a column holds `words`, in whatever case."""
    return column.ilike(sa.literal(f"%{_escape(words)}%", sa.Text), escape="\\")


def is_of_outlet(report: sa.ColumnElement[str], outlet: str) -> Condition:
    """Return the condition that a report, given by its id, is of an outlet, in whatever case.

    Where no outlet is called so, of those whose name holds these words.
    """
    exact = sa.func.lower(reports.c.outlet) == outlet.lower()
    known = sa.exists(sa.select(reports.c.id).where(exact))
    named = sa.select(reports.c.id).where(sa.or_(exact, sa.and_(~known, holds(reports.c.outlet, outlet))))
    return report.in_(named)


def match_words(query: str) -> Condition:
    """Return the condition on `fulltext` that a sentence holds these words.

    Raises:
        UsageError: They cannot be searched for.
    """
    return holds_words(read_words(query))


def find_sentences(query: str) -> sa.Select[tuple[int]]:
    """Return the query for the numbers of sentences that hold these words.

    Raises:
        UsageError: They cannot be searched for.
    """
    return sa.select(fulltext.c.rowid).where(match_words(query))


def find_reports(query: str) -> sa.Select[tuple[str]]:
    """Return the query for the ids of reports that hold these words in one sentence, as search reads them.

    Raises:
        UsageError: They cannot be searched for.
    """
    return sa.select(sentences.c.report).where(sentences.c.id.in_(find_sentences(query)))


def has_words(entry: sa.ColumnElement[str], query: str) -> Condition:
    """Return the condition that an entry rests on a sentence with these words, as search reads them.

    Raises:
        UsageError: They cannot be searched for.
    """
    return _rests_on(entry, sentences.c.id.in_(find_sentences(query)))


def names_actor(entry: sa.ColumnElement[str], actor: str) -> Condition:
    """Return the condition that an entry rests on a sentence that holds a name of an actor.

    Of two that are called alike it is the one that the sentence's report is known to name.

    Args:
        entry: The column of the entry's id.
        actor: An id, or words of a name or alias.
    """
    meant = find_actors(actor)
    naming = sa.select(evidence.c.report).where(evidence.c.entry.in_(meant))
    return _rests_on(entry, holds_name(sentences.c.id, meant), sentences.c.report.in_(naming))


def shares_words() -> Condition:
    """Return the condition that a row of `evidence` and one of `sentences` have words in common."""
    return sa.and_(
        evidence.c.report == sentences.c.report,
        evidence.c.start < sentences.c.end,
        sentences.c.start < evidence.c.end,
    )


def _rests_on(entry: sa.ColumnElement[str], *conditions: Condition) -> Condition:
    """Return the condition that an entry rests on words of a sentence that meets some others."""
    return entry.in_(sa.select(evidence.c.entry).join(sentences, shares_words()).where(*conditions))


def _escape(words: str) -> str:
    return words.replace("\\", "\\\\").replace("%", r"\%").replace("_", r"\_")
