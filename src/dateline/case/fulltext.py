"""The full-text index of a case, whichever engine keeps it: words are put in, found, weighed and marked."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import log
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import TSQUERY

from dateline.case import tsearch
from dateline.case.lexemes import ENDLESS, SHOWN, mark_words
from dateline.case.schema import ENTRY_TABLES, fulltext, sentences
from dateline.case.wording import Either
from dateline.case.words import Wanted, write_fulltext

Condition = sa.ColumnElement[bool]
_LEAST_WEIGHT = 1e-6
_actors = next(one.table.c for one in ENTRY_TABLES if one.name == "actors")


def put_words(connection: sa.Connection, texts: Mapping[int, str]) -> None:
    """Keep the words of sentences, which are given by their numbers."""
    rows: list[dict[str, Any]] = [{"rowid": number, "text": text} for number, text in texts.items()]
    if _is_ours(connection):
        for row in rows:
            row["words"], row["length"] = tsearch.write_words(row["text"])
    if rows:
        connection.execute(sa.insert(fulltext), rows)


def put_called(connection: sa.Connection, actors: Iterable[Mapping[str, Any]]) -> None:
    """Keep what calls some actors, given in plain form, where the index cannot make words of names itself."""
    if _is_ours(connection):
        named = {one["id"]: tsearch.write_names(alias["name"] for alias in one["aliases"]) for one in actors}
        rows = [{"actor": actor, "wanted": wanted} for actor, wanted in named.items() if wanted]
        if rows:
            connection.execute(sa.insert(tsearch.called), rows)


def settle(connection: sa.Connection) -> None:
    """Count, when all is written, what ranking needs, where the index does not count for itself."""
    if _is_ours(connection):
        counted = sa.select(sa.func.count(), sa.func.coalesce(sa.func.sum(fulltext.c.length), 0))
        values = dict(zip(("sentences", "words"), connection.execute(counted).one(), strict=True))
        connection.execute(sa.update(tsearch.size).values(values))


def holds_words(wanted: Wanted) -> Condition:
    """Return the condition on `fulltext` that a sentence holds what is wanted."""
    words: sa.ColumnClause[str] = sa.literal_column("fulltext")
    return Either(words.bool_op("MATCH")(write_fulltext(wanted)), tsearch.match(wanted))


def holds_name(sentence: sa.ColumnElement[int], actors: sa.Select[tuple[str]]) -> Condition:
    """Return the condition that a sentence, given by its number, holds a name of one of some actors."""
    alias = sa.func.json_each(_actors.data, "$.aliases").table_valued("value", joins_implicitly=True)
    name = sa.func.replace(sa.func.json_extract(alias.c.value, "$.name"), '"', "")
    # Where nobody is meant there is no name; an empty phrase is in no sentence.
    phrases = sa.func.coalesce(sa.func.group_concat('"' + name + '"', " OR "), '""')
    wanted = sa.select(phrases).select_from(_actors.id.table, alias).where(_actors.id.in_(actors))
    words: sa.ColumnClause[str] = sa.literal_column("fulltext")
    in_sqlite = sa.select(fulltext.c.rowid).where(words.bool_op("MATCH")(wanted.scalar_subquery()))
    called = tsearch.called.c
    in_postgresql = (
        sa.select(fulltext.c.rowid)
        .join(tsearch.called, fulltext.c.words.bool_op("@@")(sa.cast(called.wanted, TSQUERY)))
        .where(called.actor.in_(actors))
    )
    return Either(sentence.in_(in_sqlite), sentence.in_(in_postgresql))


def show() -> sa.ColumnElement[str]:
    """Return a sentence in which words were found, or what is read of it to be marked."""
    shown: sa.ColumnClause[str] = sa.literal_column(SHOWN, sa.Text)
    return Either(shown, sa.func.substr(fulltext.c.text, 1, ENDLESS + 1))


def rank(connection: sa.Connection, wanted: Wanted) -> sa.ColumnElement[float]:
    """Return the order in which what fits best comes first."""
    if _is_ours(connection):
        return tsearch.rank(connection, wanted).desc()
    return sa.literal_column("bm25(fulltext)")


def find_shares(connection: sa.Connection, wanted: Wanted) -> dict[int, float]:
    """Return the sentences that hold any of what is wanted, by number, with how much of it each holds.

    Function words do not count.

    Returns:
        The share of what is held by the sentence that holds most, as `share_words` tells it.
    """
    holding = (sa.select(fulltext.c.rowid).where(holds_words(term)) for term in wanted.part())
    held = [connection.execute(one).scalars().all() for one in holding]
    total = connection.execute(sa.select(sa.func.count()).select_from(sentences)).scalar_one()
    return share_words(held, total)


def share_words(held: Iterable[Sequence[int]], total: int) -> dict[int, float]:
    """Return how much of some words sentences hold, the rare ones weighing most as they do in BM25.

    How often a sentence holds a word and how long it is make the order no better (`evaluation/search.py`).

    Args:
        held: Of each word the numbers of the sentences that hold it.
        total: How many sentences there are.

    Returns:
        The share of what is held by the sentence that holds most, by number of the sentence.
    """
    weights: dict[int, float] = defaultdict(float)
    for numbers in held:
        # What every second sentence holds tells next to nothing.
        rare = max(log((total - len(numbers) + 0.5) / (len(numbers) + 0.5)), _LEAST_WEIGHT)
        for number in numbers:
            weights[number] += rare
    most = max(weights.values(), default=1.0)
    return {number: weight / most for number, weight in weights.items()}


def mark(connection: sa.Connection, wanted: Wanted, shown: Sequence[str]) -> list[str]:
    """Return sentences as `show` gave them with the words marked that were found in them."""
    return mark_words(shown, write_fulltext(wanted)) if _is_ours(connection) else list(shown)


def _is_ours(connection: sa.Connection) -> bool:
    """Tell whether it is we who tell words apart, and not SQLite's index."""
    return connection.dialect.name == "postgresql"
