"""Which sentences say best what a date brought, and in which order.

In: the sentences that stand under one date, and the words of the story. Out: the same sentences, the one that
says most first, and those of them that a summary takes.

A sentence is worth more for what the others of its date say too, for what the reports of the story begin
with, for the words that nearly all of them come back to, and for who is named in it. It is worth less where
it is a source's word, was printed before the day came, has a figure that was given anew on a later day, reads
badly for its length, or does not stand well alone: `timeline` of the lexicons says when.
"""

import re
from collections.abc import Sequence
from functools import cache

from dateline.lexicons import load
from dateline.link.evidence import order_by_date
from dateline.link.timeline.centrality import Centrality
from dateline.link.timeline.dated import Dated
from dateline.link.wording import say_the_same

_MOST_SENTENCES = 3
_MOST_ALIKE = 0.5
_WORTH_OF_TOPIC = 0.3
_WORTH_OF_NAMES = 0.1
_MOST_NAMES = 4
_WORTH_OF_SAID = 0.85
_WORTH_OF_LEDE = 1.15
_WORTH_OF_FORETOLD = 0.8
_WORTH_OF_OVERTAKEN = 0.5
_WORTH_OF_ODD_LENGTH = 0.6
_SHORT, _LONG = 8, 35  # words


def order_by_worth(dated: Sequence[Dated], centrality: Centrality, latest: str) -> list[Dated]:
    """Return the sentences of a date, the one that tells most of it first.

    A sentence with the date in it comes before a first sentence of that day, an original before its copies.

    Args:
        dated: The sentences.
        centrality: The words of the story.
        latest: The last day that the date may mean, an ISO date.
    """
    told = sorted(dated, key=lambda one: (*order_by_date(one.report), one.sentence, one.time or one.sentence))
    named = [one for one in told if one.time is not None]
    rest = [one for one in told if one.time is None]
    return [one for group in (named, rest) for one in _order_group(group, centrality, latest)]


def choose(ordered: Sequence[Dated], centrality: Centrality) -> list[Dated]:
    """Return the sentences of the summary, none that says again what another says.

    A report's first sentence is taken only where none holds the date.
    """
    chosen: list[Dated] = []
    for one in [one for one in ordered if one.time is not None] or ordered:
        if len(chosen) == _MOST_SENTENCES:
            break
        if not any(
            say_the_same(one.words, kept.words) or centrality.compare(one.words, kept.words) > _MOST_ALIKE
            for kept in chosen
        ):
            chosen.append(one)
    return chosen


def _order_group(told: Sequence[Dated], centrality: Centrality, latest: str) -> list[Dated]:
    words = [one.words for one in told]
    rates = zip(
        told,
        centrality.rate(words),
        centrality.rate_relevance(words),
        centrality.rate_topic(words),
        strict=True,
    )
    worth = {
        id(one): _rate_reading(one, latest)
        * (
            central
            + near
            + _WORTH_OF_TOPIC * topic
            + _WORTH_OF_NAMES * min(one.names, _MOST_NAMES) / _MOST_NAMES
        )
        for one, central, near, topic in rates
    }
    return sorted(told, key=lambda one: (one.origin != one.report.id, -worth[id(one)]))


def _rate_reading(one: Dated, latest: str) -> float:
    """Return what a sentence is worth beside one in the report's own word that stands well alone."""
    words = one.words
    published = one.report.published.latest
    worth = _WORTH_OF_LEDE if one.leads else 1.0
    worth *= _WORTH_OF_SAID if one.according_to else 1.0
    worth *= _WORTH_OF_FORETOLD if published is not None and published < latest else 1.0
    worth *= _WORTH_OF_OVERTAKEN if one.is_overtaken else 1.0
    worth *= 1.0 if _SHORT <= len(words.split()) <= _LONG else _WORTH_OF_ODD_LENGTH
    for pattern, factor in _read_rules():
        if pattern.search(words):
            worth *= factor
    return worth


@cache
def _read_rules() -> tuple[tuple[re.Pattern[str], float], ...]:
    return tuple((re.compile(rule.pattern), rule.fields["worth"]) for rule in load("en", "timeline").rules)
