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

_WORDS = 5
# One hash in four is enough to find a pair that shares most of its text, and keeps the index small.
_MODULUS = 4
_WORD = re.compile(r"\w+")
_QUOTED = re.compile(r"“[^”]*”?|\"[^\"]*\"?")


@dataclass(frozen=True, slots=True)
class Shingles:
    """The shingles of one report.

    Args:
        hashes: In the order of the text; the n-th begins with the n-th word.
        words: Where each word stands.
        all: The hashes as a set.
        unquoted: Those that begin outside quotation marks.
        sketch: The part of them by which candidates are found, the same part in every report.
    """

    hashes: tuple[int, ...]
    words: tuple[Span, ...]
    all: frozenset[int]
    unquoted: frozenset[int]
    sketch: frozenset[int]


def make_shingles(report: Report) -> Shingles:
    """Return the shingles of a report's body; none where it has fewer than five words."""
    words: list[Span] = []
    quoted: list[bool] = []
    for part in report.body:
        quotes = [match.span() for match in _QUOTED.finditer(report.text, part.start, part.end)]
        for match in _WORD.finditer(report.text, part.start, part.end):
            words.append(Span(*match.span()))
            while quotes and quotes[0][1] <= match.start():
                quotes.pop(0)
            quoted.append(bool(quotes) and quotes[0][0] <= match.start())
    folded = [word.of(report.text).casefold() for word in words]
    hashes = tuple(_hash(folded[n : n + _WORDS]) for n in range(len(folded) - _WORDS + 1))
    return Shingles(
        hashes,
        tuple(words),
        frozenset(hashes),
        frozenset(one for one, inside in zip(hashes, quoted, strict=False) if not inside),
        frozenset(one for one in hashes if one % _MODULUS == 0),
    )


def _hash(words: Sequence[str]) -> int:
    data = " ".join(words).encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(data, digest_size=8).digest(), "big")


def measure_share(part: frozenset[int], whole: frozenset[int]) -> float:
    """Return which share of `part` stands in `whole`; 0 where `part` is empty."""
    return len(part & whole) / len(part) if part else 0.0


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
