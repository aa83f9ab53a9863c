"""Full-text search in PostgreSQL: what is wanted as conditions on a column of words, and how well it fits.

The column holds the words of a sentence as `dateline.case.lexemes` tells them, each with its places, so that
PostgreSQL finds what SQLite finds: what it would make of words itself depends on how a server is set up.
What is found is sorted by BM25 as SQLite computes it (k1 1.2, b 0.75).
"""

from collections import defaultdict
from collections.abc import Iterable
from math import log
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import TSQUERY

from dateline.case.lexemes import read_lexemes
from dateline.case.schema import fulltext
from dateline.case.words import Phrase, Term, Wanted

Condition = sa.ColumnElement[bool]
# What PostgreSQL keeps of one text: so many places, so many bytes of words, each no longer than this. What is
# no sentence may be longer, and is found by its beginning.
_MOST_PLACES, _MOST_BYTES, _LONGEST_BYTES = 16_000, 700_000, 2_000
# Whoever is called by more, or by longer ones, is hostile input.
_LONGEST_NAME, _MOST_NAMES = 500, 500
_K1, _B = 1.2, 0.75
# What every second sentence holds tells next to nothing.
_LEAST_WEIGHT = 1e-6

# How many sentences there are, and how many words in all: what ranking needs, counted when a case is written.
size = sa.table("fulltext_size", sa.column("sentences", sa.BigInteger), sa.column("words", sa.BigInteger))
# What calls an actor, as a query of all its names.
called = sa.table("called", sa.column("actor", sa.Text), sa.column("wanted", sa.Text))


def write_words(text: str) -> tuple[str, int]:
    """Return the words of a text with their places as PostgreSQL reads them, and how many they are."""
    lexemes = _read(text)
    places: dict[str, list[int]] = defaultdict(list)
    room = _MOST_BYTES
    for place, lexeme in enumerate(lexemes[:_MOST_PLACES], 1):
        room -= len(lexeme.encode()) + 4
        if room < 0:
            break
        places[lexeme].append(place)
    words = " ".join(f"{_quote(one)}:{','.join(map(str, at))}" for one, at in places.items())
    return words, len(lexemes)


def write_names(names: Iterable[str]) -> str | None:
    """Return the query for sentences that hold one of some names; None where no name has a word."""
    phrases = (_write_phrase(Phrase(name)) for name in names if len(name) <= _LONGEST_NAME)
    wanted = [phrase for phrase in dict.fromkeys(phrases) if phrase]
    return " | ".join(wanted[:_MOST_NAMES]) or None


def match(wanted: Wanted) -> Condition:
    """Return the condition on `fulltext` that a sentence holds what is wanted."""
    groups = [_write_group(group) for group in wanted.groups]
    if not all(groups):
        return sa.false()
    gone = [_write_term(term) for term in wanted.unwanted if not _is_near(term)]
    query = " & ".join([*(f"({one})" for one in groups), *(f"!({one})" for one in gone if one)])
    return sa.and_(
        _holds(query),
        # Only the places tell whether words are near each other; the index finds where they all are.
        *(sa.or_(*map(_check, group)) for group in wanted.groups if any(map(_is_near, group))),
        *(sa.not_(_check(term)) for term in wanted.unwanted if _is_near(term)),
    )


def rank(connection: sa.Connection, wanted: Wanted) -> sa.ColumnElement[float]:
    """Return how well a sentence fits: of each phrase how rare it is, and how much of the sentence."""
    sentences, words = connection.execute(sa.select(size.c.sentences, size.c.words)).one()
    average = words / sentences if words else 1.0
    weight: sa.ColumnElement[float] = _number(0.0)
    terms = [term for group in wanted.groups for term in group]
    for term, phrase in ((one, phrase) for one in terms for phrase in one.phrases):
        query = _write_phrase(phrase)
        if not query:
            continue
        holding = sa.select(sa.func.count()).select_from(fulltext).where(_holds(query))
        many = connection.execute(holding).scalar_one()
        rare = log((sentences - many + 0.5) / (many + 0.5))
        often = sa.cast(_count(phrase, term), sa.Double)
        share = _number(_B) * sa.cast(fulltext.c.length, sa.Double) / _number(average)
        fits = (often * _number(_K1 + 1.0)) / (often + _number(_K1) * (_number(1 - _B) + share))
        weight = weight + _number(rare if rare > 0 else _LEAST_WEIGHT) * fits
    return weight


def _number(value: float) -> sa.ColumnElement[float]:
    return sa.cast(sa.literal(value, sa.Double), sa.Double)


def _holds(query: str) -> Condition:
    return fulltext.c.words.bool_op("@@")(sa.cast(sa.literal(query, sa.Text), TSQUERY))


def _read(words: str) -> list[str]:
    """Return words as the index keeps them, none longer than it can."""
    return [one.encode()[:_LONGEST_BYTES].decode(errors="ignore") for one in read_lexemes(words)]


def _quote(lexeme: str) -> str:
    return "'" + lexeme.replace("\\", "\\\\").replace("'", "''") + "'"


def _write_phrase(phrase: Phrase) -> str:
    """Return a phrase as PostgreSQL reads it, "" where there is no word in it: then it is nowhere."""
    lexemes = [_quote(one) for one in _read(phrase.words)]
    return " <-> ".join(lexemes) + (":*" if lexemes and phrase.begins else "")


def _write_term(term: Term) -> str:
    phrases = [_write_phrase(phrase) for phrase in term.phrases]
    return " & ".join(f"({phrase})" for phrase in phrases) if all(phrases) else ""


def _write_group(group: Iterable[Term]) -> str:
    return " | ".join(f"({term})" for term in map(_write_term, group) if term)


def _is_near(term: Term) -> bool:
    return len(term.phrases) > 1


def _check(term: Term) -> Condition:
    """Return the exact condition that a sentence holds a term; of words near each other, that they are."""
    query = _write_term(term)
    if not query or term.distance is None or not _is_near(term):
        return _holds(query) if query else sa.false()
    last = _find_last(term)
    return sa.exists(sa.select(last.c.place).where(*_surround(last.c.place, term)))


def _find_last(term: Term) -> sa.Subquery:
    """Return the places at which one of some phrases that are to be near each other begins."""
    return sa.union_all(*map(_find_places, term.phrases)).subquery()


def _surround(last: sa.ColumnElement[int], term: Term) -> list[Condition]:
    """Return the conditions that each of some phrases stands near before the one at a place, or is it."""
    return [
        sa.exists(sa.select(place.c.place).where(_is_before(place.c.place, last, phrase, term)))
        for phrase in term.phrases
        for place in (_find_places(phrase).subquery(),)
    ]


def _is_before(
    place: sa.ColumnElement[int], last: sa.ColumnElement[int], phrase: Phrase, term: Term
) -> Condition:
    return place.between(last - (len(_read(phrase.words)) + (term.distance or 0)), last)


def _count(phrase: Phrase, term: Term) -> sa.ColumnElement[int]:
    """Return how often a sentence holds a phrase as its term wants it."""
    place = _find_places(phrase).subquery()
    found = sa.select(sa.func.count()).select_from(place)
    if _is_near(term):
        last = _find_last(term)
        near = (_is_before(place.c.place, last.c.place, phrase, term), *_surround(last.c.place, term))
        found = found.where(sa.exists(sa.select(last.c.place).where(*near)))
    return found.scalar_subquery()


def _find_places(phrase: Phrase) -> sa.Select[Any] | sa.CompoundSelect[Any]:
    """Return the query for the places in a sentence at which a phrase begins."""
    lexemes = _read(phrase.words)
    each = []
    for shift, lexeme in enumerate(lexemes):
        words = sa.func.unnest(fulltext.c.words).table_valued("lexeme", "positions", "weights")
        begins = phrase.begins and shift == len(lexemes) - 1
        same = sa.func.starts_with(words.c.lexeme, lexeme) if begins else words.c.lexeme == lexeme
        place = sa.func.unnest(words.c.positions, type_=sa.Integer) - shift
        each.append(sa.select(place.label("place")).select_from(words).where(same).correlate(fulltext))
    return each[0] if len(each) == 1 else sa.intersect(*each)
