"""Five-word shingles of a report's article, hashed, and how much of one report stands in another.

Source: Broder, "On the resemblance and containment of documents", SEQUENCES 1997; the sketch keeps the
hashes that are 0 modulo p.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b

from dateline.model.report import Report
from dateline.model.span import Span
from dateline.nlp.sentences import find_paragraphs

_WORDS = 5
# One hash in four is enough to find a pair that shares most of its text, and keeps the index small.
_MODULUS = 4
_FEWEST_UNQUOTED = 12
_WORD = re.compile(r"\w+")
_QUOTED = re.compile(r"“[^”]*”?|\"[^\"]*\"?")


@dataclass(frozen=True, slots=True)
class Shingles:
    """The shingles of one report.

    Args:
        hashes: In the order of the text; the n-th begins with the n-th word.
        words: Where each word stands.
        all: The hashes as a set.
        is_quoted: Whether each word stands inside quotation marks.
        sketch: The part of them by which candidates are found, the same part in every report.
    """

    hashes: tuple[int, ...]
    words: tuple[Span, ...]
    all: frozenset[int]
    is_quoted: tuple[bool, ...]
    sketch: frozenset[int]


def make_shingles(report: Report) -> Shingles:
    """Return the shingles of a report's body; none where it has fewer than five words."""
    words: list[Span] = []
    quoted: list[bool] = []
    # A quotation that is never closed ends with its paragraph.
    for part in find_paragraphs(report.text, report.body):
        quotes = [match.span() for match in _QUOTED.finditer(report.text, part.start, part.end)]
        at = 0
        for match in _WORD.finditer(report.text, part.start, part.end):
            words.append(Span(*match.span()))
            while at < len(quotes) and quotes[at][1] <= match.start():
                at += 1
            quoted.append(at < len(quotes) and quotes[at][0] <= match.start())
    folded = [word.of(report.text).casefold() for word in words]
    hashes = tuple(_hash(folded[n : n + _WORDS]) for n in range(len(folded) - _WORDS + 1))
    return Shingles(
        hashes,
        tuple(words),
        frozenset(hashes),
        tuple(quoted),
        frozenset(one for one in hashes if one % _MODULUS == 0),
    )


def _hash(words: Sequence[str]) -> int:
    data = " ".join(words).encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(data, digest_size=8).digest(), "big")


def measure_share(part: Shingles, whole: Shingles) -> float:
    """Return which share of the words of `part` stands in `whole`, in runs of five or more; 0 without words.

    Runs and not shingles are counted: a word changed in every ten leaves half of the shingles, and most of
    the words.
    """
    return _count_shared(part.hashes, whole.all)[0] / len(part.words) if part.words else 0.0


def measure_unquoted(part: Shingles, whole: Shingles) -> float:
    """Return which share of the words that `part` does not quote stands so in `whole`; 1 where they are few.

    Two reports that share a long quotation are not copies of each other.
    """
    unquoted = len(part.words) - sum(part.is_quoted)
    if unquoted < _FEWEST_UNQUOTED:
        return 1.0
    return _count_shared(part.hashes, whole.all, part.is_quoted)[1] / unquoted


def _count_shared(
    hashes: Sequence[int], whole: frozenset[int], is_quoted: Sequence[bool] = ()
) -> tuple[int, int]:
    """Return how many words lie under shingles of `whole`, and how many of them outside quotation marks."""
    count = unquoted = end = 0
    for n, value in enumerate(hashes):
        if value in whole:
            first, end = max(n, end), n + _WORDS
            count += end - first
            if is_quoted:
                unquoted += sum(not inside for inside in is_quoted[first:end])
    return count, unquoted


def find_longest_shared(one: Shingles, other: Shingles) -> Span | None:
    """Return the longest run of words of `one` whose shingles all stand in `other`, None where none does."""
    best = (0, 0)
    start = 0
    for n, value in enumerate((*one.hashes, None)):
        if value is None or value not in other.all:
            best = max(best, (n - start, -start))
            start = n + 1
    length, first = best[0], -best[1]
    if not length:
        return None
    return Span(one.words[first].start, one.words[first + length + _WORDS - 2].end)
