"""What came first, where a report says so: "after the talks failed", "before the assault", "and then left".

In: the grammar of a report, its times and what the encoder takes for events. Out: ordered pairs of the words
that name what came before and after, with the word that says so. Nothing is dated here, and text order alone
is no order: without a word that says so there is no pair.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from dateline.find.grammar import Grammar, read_grammar
from dateline.find.layers import decode_event_parts
from dateline.lexicons import Lexicon, load, match_any
from dateline.model.findings import Order, Statement, TimeExpression
from dateline.model.span import Span
from dateline.nlp.encoding import Encoding

_EVENTS: Final = frozenset({"action", "reporting", "state"})
_NOUNS: Final = ("NN", "NNS", "NNP", "NNPS")
_INSIDE_PHRASE: Final = ("DT", "PRP$", "JJ", "JJR", "JJS", "CD", "POS", "HYPH", "VBN")
_LONGEST_PHRASE: Final = 10
# Of the pairs that annotators of TimeBank and AQUAINT linked, nine in ten are right; the kinds are set apart.
_CLAUSE: Final = 0.9
_NOUN: Final = 0.85
_UNSURE: Final = 0.6
_NEXT: Final = 0.6


def find_order(
    encoding: Encoding,
    sentences: Sequence[Span],
    times: Sequence[TimeExpression],
    statements: Sequence[Statement] = (),
) -> tuple[Order, ...]:
    """Find what a report says came before what.

    Args:
        encoding: The encoder's output for the report's body.
        sentences: Those of the body, in order.
        times: The report's: "before Tuesday" orders an event and a time.
        statements: The report's; a pair within what somebody said is his word.

    Returns:
        Pairs in the order of the words that say so. Each names two words of one sentence, or of two in a row.
    """
    if not _signs().search(encoding.text):
        return ()
    g = read_grammar(encoding, sentences)
    events = _Events(g, encoding, times)
    claims = _Claims(statements)
    found = []
    opening = _opening_words()
    for at in [at for at, word in enumerate(g.lower) if word in opening]:
        for before, after, signal, confidence, why in _read_signal(g, events, at):
            if before != after:
                spans = (events.span(before), events.span(after))
                found.append(Order(*spans, signal, confidence, why, claims.find(signal)))
    return tuple(sorted(found, key=lambda one: (one.signal, one.before, one.after)))


Pair = tuple[int, int, Span, float, str]
"""The words before and after, where the signal stands, how sure, and why."""


class _Events:
    """Which words name what may come before or after: verbs, nouns of events, times."""

    def __init__(self, g: Grammar, encoding: Encoding, times: Sequence[TimeExpression]) -> None:
        self._g = g
        parts = decode_event_parts(encoding, _EVENTS)
        self._marked = {at for part in parts for at in g.find_words(part.start, part.end)}
        self._times = {at: time for time in times for at in g.find_words(time.start, time.end)}

    def holds(self, at: int) -> bool:
        """Tell whether a word names an event or a time."""
        g = self._g
        if at in self._times:
            return g.lower[at] not in _words().lists["no_events"]
        return g.tags[at].startswith("VB") or at in self._marked

    def span(self, at: int) -> Span:
        """Return the word, or the whole expression of the time that it belongs to."""
        time = self._times.get(at)
        return Span(time.start, time.end) if time else self._g.span_of(at, at)

    def is_time(self, at: int) -> bool:
        """Tell whether a word belongs to an expression of time."""
        return at in self._times


class _Claims:
    """What is said, by place: whose word a pair is."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        self._spans = sorted((span.start, span.end, one.id) for one in statements for span in one.content)
        self._longest = max((end - start for start, end, _ in self._spans), default=0)

    def find(self, place: Span) -> tuple[str, ...]:
        """Return the ids of the statements whose content holds a place, the outermost first."""
        first = bisect_left(self._spans, (place.end - self._longest, 0, ""))
        last = bisect_left(self._spans, (place.start + 1, 0, ""))
        holding = [one for one in self._spans[first:last] if place.end <= one[1]]
        return tuple(dict.fromkeys(name for *_, name in sorted(holding, key=lambda one: one[0] - one[1])))


def _read_signal(g: Grammar, events: _Events, at: int) -> Iterator[Pair]:
    """Yield what a word says came first, as pairs."""
    words, lower = _words().words, g.lower
    following = at + 1 if at + 1 < len(lower) else at
    double = f"{lower[at]} {lower[following]}"
    if double in words["pairs"]:
        yield from _read_join(g, events, g.heads[following], g.span_of(at, following), words["pairs"][double])
    elif lower[at] in words["joins"] and _joins(g, at):
        yield from _read_join(g, events, _find_joined(g, at), g.span_of(at, at), words["joins"][lower[at]])
    elif lower[at] in words["goes_on"] and g.relations[at] == "advmod":
        yield from _read_next(g, events, at)


def _joins(g: Grammar, at: int) -> bool:
    """Tell a preposition or conjunction from an adverb ("never before") and from half of a pair of them."""
    following = g.lower[at + 1] if at + 1 < len(g.lower) else ""
    if following in ("and", "or", ",", ".", "then", "that") or g.tags[at].startswith("RP"):
        return False
    if g.lower[at] == "after" and at and g.lower[at - 1] in _words().lists["seeking"]:
        return False
    if g.lower[at] == "once":
        return g.relations[at] == "mark" or (g.heads[at] > at and g.relations[g.heads[at]] == "advcl")
    return g.tags[at] in ("IN", "VBG") or g.relations[at] in ("mark", "case")


def _find_joined(g: Grammar, at: int) -> int:
    """Return the event that a signal joins: its head, or where that stands before it, the noun after it."""
    if g.heads[at] > at:
        return g.heads[at]
    _, end = g.bounds_of(at)
    joined = -1
    for word in range(at + 1, min(end, at + _LONGEST_PHRASE)):
        if g.tags[word] in _NOUNS or g.tags[word] == "VBG":
            joined = word
        elif g.tags[word] not in _INSIDE_PHRASE:
            break
    return joined


def _read_join(g: Grammar, events: _Events, joined: int, signal: Span, side: object) -> Iterator[Pair]:
    """Read "after the talks failed", "before the assault": what the signal joins, and what to."""
    if joined < 0 or g.lower[joined] in _words().lists["no_events"]:
        return
    sure = events.holds(joined)
    if not sure and g.tags[joined] not in ("NN", "NNS"):
        return
    main = _find_main(g, events, joined, signal)
    word = signal.of(g.text).lower()
    if main is None or (word == "since" and not _is_of_time(g, events, main, joined)):
        return
    clause = g.tags[joined].startswith("VB")
    before, after = (joined, main) if side == 1 else (main, joined)
    if word in ("until", "till") and _is_denied(g, main):  # "did not open until the vote"
        before, after = after, before
    kind = "clause" if clause else "noun"
    confidence = _CLAUSE if clause else _NOUN if sure else _UNSURE
    yield before, after, signal, confidence, f"“{word}” joins a {kind} to what it goes with"


def _find_main(g: Grammar, events: _Events, joined: int, signal: Span) -> int | None:
    """Return the event that a clause or noun with a signal goes with: the nearest one above it."""
    for at in g.climb(joined):
        # "Two days after the vote": what the days belong to; "following" may pass for a verb of its own.
        if events.is_time(at) or g.starts[at] == signal.start:
            continue
        if at != joined and (events.holds(at) or g.relations[at] == "root"):
            return at
    # The heads run in a circle: the verb before the signal, or where it opens the sentence the one after it.
    first, end = g.bounds_of(joined)
    beside = (*range(bisect_left(g.starts, signal.start) - 1, first - 1, -1), *range(joined + 1, end))
    return next((at for at in beside if g.tags[at].startswith("VB") and events.holds(at)), None)


def _is_of_time(g: Grammar, events: _Events, main: int, joined: int) -> bool:
    """Tell "has closed since the vote" from "closed since it was late"."""
    if not g.tags[joined].startswith("VB") or events.is_time(joined):
        return True
    return any(g.lower[child] in _words().lists["perfect"] for child in g.having(main, "aux"))


def _is_denied(g: Grammar, at: int) -> bool:
    return any(g.lower[child] in _words().lists["denials"] for child in g.children[at])


def _read_next(g: Grammar, events: _Events, at: int) -> Iterator[Pair]:
    """Read "voted and then left", "Then it rained": after what was told before it."""
    verb = g.heads[at]
    if verb < 0 or not g.tags[verb].startswith("VB"):
        return
    signal = g.span_of(at, at)
    word = g.lower[at]
    before = g.heads[verb] if g.relations[verb] == "conj" else None
    if before is not None:
        if events.holds(before) and before < at:
            yield before, verb, signal, _NEXT, f"“{word}” goes on from what was told before it"
        return
    first, _ = g.bounds_of(at)
    number = g.sentences[at]
    if at > first + 1 or not number or g.relations[verb] not in ("root",):
        return
    start, end = g.bounds[number - 1]
    root = next((one for one in range(start, end) if g.heads[one] < 0 and events.holds(one)), None)
    if root is not None and "\n" not in g.text[g.ends[end - 1] : g.starts[first]]:
        yield root, verb, signal, _NEXT, f"“{word}” goes on from the sentence before"


@cache
def _words() -> Lexicon:
    return load("en", "order")


@cache
def _opening_words() -> frozenset[str]:
    """Return the words with which a signal begins."""
    words = _words().words
    return frozenset([*words["joins"], *words["goes_on"], *(pair.split()[0] for pair in words["pairs"])])


@cache
def _signs() -> re.Pattern[str]:
    words = _words().words
    every = [*words["joins"], *words["pairs"], *words["goes_on"]]
    return re.compile(rf"\b{match_any(every)}\b", re.IGNORECASE)
