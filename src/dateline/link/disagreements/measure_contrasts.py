"""How two measures of one thing differ, if they do: an age, a magnitude, a sum, a count of things.

In come measures (`measures`), out goes a contrast or None. A number does not differ from its
rounding.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from dateline.link.disagreements.contrasts import Contrast, Kind, is_before, is_far, is_near
from dateline.link.disagreements.measures import Measure
from dateline.link.disagreements.occasions import (
    are_one_occasion,
    are_one_story,
    count_shared,
    find_dates,
    may_be_one_story,
    name_others,
)

_LIKE = 0.5
# Of money, so much in common is enough where the words around the sums are alike.
_SHARED_SUM = 5
# Counts need the words around them to be alike, or more of the sentences.
_NEAR = 2
_SHARED_COUNT = 6
_ROUNDED = 1000
_COMMONEST = 24  # measures that share a stem, beyond which it leads to none
_LEAST = 4  # stems that two sentences share


def find_alike(ordered: Sequence[Measure], *, least: int = _LEAST) -> Iterator[tuple[Measure, Measure]]:
    """Yield pairs whose sentences share words, the likest first; a word that many have leads to none.

    Args:
        ordered: Measures of one kind and thing, the one said first before the others.
        least: So many words two sentences share at least.
    """
    by_stem: dict[str, list[int]] = defaultdict(list)
    for at, one in enumerate(ordered):
        for stem in one.claim.stems:
            by_stem[stem].append(at)
    shared: Counter[tuple[int, int]] = Counter()
    for places in by_stem.values():
        if len(places) <= _COMMONEST:
            shared.update(combinations(places, 2))
    alike = ((count, pair) for pair, count in shared.items() if count >= least)
    for _, (before, at) in sorted(alike, key=lambda one: (-one[0], one[1])):
        yield ordered[before], ordered[at]


def _are_of_one_occasion(one: Measure, other: Measure) -> bool:
    """Tell whether two measures are of one thing on one occasion, by what the kind leaves open."""
    if one.kind == "age":  # the name tells whose it is; a story does not last for years
        return are_one_story(one.claim, other.claim) and not find_dates(one.claim) | find_dates(other.claim)
    if name_others(one.claim, other.claim):
        return False
    near = len(one.near & other.near)
    shared, share = count_shared(one.claim, other.claim)
    alike = near >= _NEAR and shared >= _SHARED_SUM and share >= _LIKE
    if one.kind == "money" and alike and may_be_one_story(one.claim, other.claim):
        return not find_dates(one.claim) ^ find_dates(other.claim)
    if one.kind == "count" and (share < _LIKE or (near < _NEAR and shared < _SHARED_COUNT)):
        return False
    return near > 0 and are_one_occasion(one.claim, other.claim)


def contrast_measures(one: Measure, other: Measure) -> Contrast | None:
    """Return how two measures of one thing differ; the first was said first, or neither surely was."""
    left, right = one.claim, other.claim
    if (one.kind, one.of) != (other.kind, other.of) or _agree(one, other):
        return None
    if left.report is right.report or is_far(left.said, right.said) or not _are_of_one_occasion(one, other):
        return None
    if is_before(left.said, right.said) and not is_near(left.said, right.said):
        return Contrast(Kind.UPDATE, "the later number supersedes the earlier")
    return Contrast(Kind.FIGURE, "the two numbers cannot both be right")


def _agree(one: Measure, other: Measure) -> bool:
    """Tell whether one number may be meant by both: ranges that meet, and a number beside its rounding."""
    low = max(one.low or 0.0, other.low or 0.0)
    high = min(*(math.inf if each.high is None else each.high for each in (one, other)))
    if low <= high:
        return True
    values = [each.low if each.low is not None else each.high or 0.0 for each in (one, other)]
    rounds = all(each >= _ROUNDED for each in values) or any(each != int(each) for each in values)
    return rounds and (_is_rounding(*values) or _is_rounding(values[1], values[0]))


def _is_rounding(exact: float, rounded: float) -> bool:
    """Tell whether a number is another one with fewer digits: 6 of 5.9, 55 million of 55.3."""
    if rounded == 0:
        return False
    digits = len(f"{rounded:.15g}".replace(".", "").strip("0")) or 1
    scale = 10 ** (digits - 1 - math.floor(math.log10(abs(exact)))) if exact else 1.0
    return math.isclose(round(exact * scale) / scale, rounded)
