"""How likely two mentions are of one event.

In: mentions and pairs of their numbers. Out: features of each pair, and the logarithm of the odds that both
are one event, by weights that `training/event_pairs.py` learned from ECB+'s train topics.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from dateline.link.event_tellings import Floats, Telling, Tellings, number_stems
from dateline.model.findings import Polarity

Pairs = NDArray[np.int64]
"""Numbers of two mentions a row, `(p, 2)`."""

WEIGHTS: Final = Path(__file__).with_name("event_pairs.json")
BASE: Final = (
    "same stem",
    "meaning",
    "reports",
    "sentences",
    "same report",
    "same sentence",
    "rarity of stem",
    "near words",
    "actors shared",
    "actors apart",
    "places shared",
    "places apart",
    "named shared",
    "days meet",
    "days apart",
    "other standing",
    "other polarity",
    "numbers shared",
    "numbers apart",
)
# No pair says more than this, for or against.
SURE: Final = 6.0
# So alike are sentences of which one is the other's copy.
COPIED: Final = 0.95
# Two reports of one thing may be a day apart: it was night, or another clock.
_ERROR_DAYS: Final = 1
CROSSED: Final = (
    *((left, right) for n, left in enumerate(BASE[:9]) for right in BASE[n + 1 : 9]),
    *(("same stem", right) for right in BASE[9:]),
    *(("same report", right) for right in BASE[9:]),
)


def describe_pairs(told: Tellings, pairs: Pairs) -> Floats:
    """Return the features of each pair, `(p, features)`, in the order of `name_features`."""
    stems = number_stems(told.tellings)
    rare = np.array([one.rarity for one in told.tellings], np.float32)
    left, right = pairs[:, 0], pairs[:, 1]
    report = np.array([one.report for one in told.tellings], np.int64)
    sentence = np.array([one.sentence for one in told.tellings], np.int64)
    same_stem = (stems[left] == stems[right]).astype(np.float32)
    same_report = (report[left] == report[right]).astype(np.float32)
    columns = [
        same_stem,
        _multiply(told.meanings, left, right),
        np.where(same_report > 0, 0.5, _multiply(told.reports, report[left], report[right])),
        _multiply(told.sentences, sentence[left], sentence[right]),
        same_report,
        (sentence[left] == sentence[right]).astype(np.float32),
        np.minimum(rare[left], rare[right]),
    ]
    rest = np.array(
        [_compare(told.tellings[a], told.tellings[b]) for a, b in pairs.tolist()], np.float32
    ).reshape(len(pairs), len(BASE) - len(columns))
    base = np.column_stack([*columns, rest]).astype(np.float32)
    place = {name: n for n, name in enumerate(BASE)}
    crossed = [base[:, place[a]] * base[:, place[b]] for a, b in CROSSED]
    return np.column_stack([np.ones(len(pairs)), base, *crossed]).astype(np.float32)


def name_features() -> tuple[str, ...]:
    """Return the names of the features, in order."""
    return ("always", *BASE, *(f"{left} × {right}" for left, right in CROSSED))


def _multiply(rows: Floats, left: NDArray[np.int64], right: NDArray[np.int64]) -> Floats:
    """Return the product of two rows for each pair; a slice at a time, for the rows may be long."""
    found = np.zeros(len(left), np.float32)
    for at in range(0, len(left), 4096):
        part = slice(at, at + 4096)
        found[part] = np.einsum("ij,ij->i", rows[left[part]], rows[right[part]])
    return found


def _compare(one: Telling, other: Telling) -> tuple[float, ...]:
    shared = len(one.near & other.near)
    days = None
    if one.first is not None and one.last is not None and other.first is not None and other.last is not None:
        days = one.first <= other.last + _ERROR_DAYS and other.first <= one.last + _ERROR_DAYS
    return (
        shared / (1 + min(len(one.near), len(other.near))),
        float(bool(one.actors & other.actors)),
        float(bool(one.actors and other.actors) and not one.actors & other.actors),
        float(bool(one.places & other.places)),
        float(bool(one.places and other.places) and not one.places & other.places),
        len(one.named & other.named) / (1 + min(len(one.named), len(other.named))),
        float(days is True),
        float(days is False),
        float(one.told != other.told),
        float((one.event.polarity is Polarity.NEGATIVE) != (other.event.polarity is Polarity.NEGATIVE)),
        float(bool(one.numbers & other.numbers)),
        float(bool(one.numbers and other.numbers) and not one.numbers & other.numbers),
    )


@cache
def read_weights() -> Mapping[str, float]:
    """Return the learned weights by feature."""
    weights: dict[str, float] = json.loads(WEIGHTS.read_text("utf-8"))["weights"]
    return weights


def rate_pairs(told: Tellings, pairs: Pairs, weights: Mapping[str, float] | None = None) -> Floats:
    """Return for each pair the logarithm of the odds that both are one event, at most `SURE` either way.

    Args:
        told: The mentions.
        pairs: Numbers of two mentions a row.
        weights: Of the features; None for those that come with the program.
    """
    if not len(pairs):
        return np.zeros(0, np.float32)
    known = read_weights() if weights is None else weights
    weighed = np.array([known.get(name, 0.0) for name in name_features()], np.float32)
    features = describe_pairs(told, pairs)
    # What was learned knows no copies: the same word in the same sentence is the same event.
    place = {name: n for n, name in enumerate(name_features())}
    copied = features[:, place["sentences"]] * features[:, place["same stem"]] >= COPIED
    copied &= features[:, place["same report"]] == 0
    return np.where(copied, np.float32(SURE), np.clip(features @ weighed, -SURE, SURE))
