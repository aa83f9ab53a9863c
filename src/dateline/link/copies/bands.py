"""Which reports of an archive may be one text: min-hashes in bands, so that nobody holds all reports at once.

In: the shingles of a report, then the reports that share a band. Out: pairs to be held against each other by
the same rule as within a story (`one_text`), and the groups that the pairs which hold make.
Bands of two find reports that share a third of their shingles nearly always, and a tenth every third time: a
short report inside a very long one may stay unseen. Within a story all copies are found; the bands are there
to bring copies into one story.

Source: Broder, "On the resemblance and containment of documents", SEQUENCES 1997; bands: Leskovec, Rajaraman
and Ullman, "Mining of Massive Datasets", 2014, section 3.4.
"""

from collections.abc import Collection, Iterable, Iterator
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from dateline.link.copies.one_text import FEWEST_SHINGLES, NEIGHBOURS
from dateline.link.copies.shingles import Shingles
from dateline.model.ids import make_id

_BANDS: Final = 48
_ROWS: Final = 2
_SEED: Final = 20_101_014


def make_bands(shingles: Shingles) -> list[str]:
    """Return the bands of a report, by which its copies are found; none where it is too short to be one."""
    if len(shingles.all) < FEWEST_SHINGLES:
        return []
    values = np.fromiter(shingles.all, np.uint64, len(shingles.all))
    factors, terms = _make_hashes()
    # Multiplication modulo 2^64 with an odd factor is a permutation; the sum keeps zero from being its own.
    least = np.array([(values * factor + term).min() for factor, term in zip(factors, terms, strict=True)])
    rows = least.reshape(_BANDS, _ROWS)
    return [make_id("band", number, row.tobytes()) for number, row in enumerate(rows)]


@cache
def _make_hashes() -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    numbers = np.random.Generator(np.random.PCG64(_SEED))
    drawn = numbers.integers(0, 2**64, size=(2, _BANDS * _ROWS), dtype=np.uint64, endpoint=False)
    return drawn[0] | np.uint64(1), drawn[1]


def pair_up(reports: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the pairs to be looked at among reports that share a band, each the smaller id first.

    Each is paired with the few before it and with the first, so that a text that a thousand outlets carry
    gives thousands of pairs and not a million.
    """
    ids = sorted(set(reports))
    for at, one in enumerate(ids):
        others = {*ids[max(0, at - NEIGHBOURS) : at], *ids[: min(at, 1)]}
        yield from ((other, one) for other in sorted(others))


def gather_copies(pairs: Collection[tuple[str, str]]) -> dict[str, str]:
    """Return for each report of some pairs the first report, by id, of all that are joined to it."""
    first: dict[str, str] = {}

    def find(one: str) -> str:
        while first.setdefault(one, one) != one:
            first[one] = first[first[one]]
            one = first[one]
        return one

    for left, right in pairs:
        low, high = sorted((find(left), find(right)))
        first[high] = low
    return {one: find(one) for one in sorted(first)}
