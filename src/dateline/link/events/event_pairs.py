"""How likely two mentions are of one event.

In: mentions and pairs of their numbers. Out: features of each pair, and the logarithm of the odds that both
are one event, by weights that `training/event_pairs.py` learned from ECB+'s train topics.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from dateline.link.events.event_tellings import Telling, Tellings, number_stems, read_folded
from dateline.link.word_rows import Floats
from dateline.model.findings import Polarity

Pairs = NDArray[np.int64]
"""Numbers of two mentions a row, `(p, 2)`."""

WEIGHTS: Final = Path(__file__).with_name("event_pairs.json")
BASE: Final = (
    "same stem",
    "meaning",
    "stems' meaning",
    "reports",
    "same news",
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
    "named apart",
    "targets shared",
    "targets apart",
    "agents shared",
    "agents apart",
    "days meet",
    "days apart",
    "other standing",
    "other polarity",
    "numbers shared",
    "numbers apart",
    "other number",
    "verb of much",
    "least spread",
    "most spread",
    "least depth",
    "most depth",
)
# No pair says more than this, for or against.
SURE: Final = 6.0
# So alike are sentences of which one is the other's copy.
COPIED: Final = 0.95
# Two reports of one thing may be a day apart: it was night, or another clock.
_ERROR_DAYS: Final = 1
_CROSSING: Final = ("same stem", "same news", "same report")
CROSSED: Final = tuple(
    (left, right) for n, left in enumerate(_CROSSING) for right in BASE if right not in _CROSSING[: n + 1]
)
# How alike the words of a report and its own are taken to be: not so much that it tells for two mentions.
_SAME_REPORT: Final = 0.3
# How alike two mentions, and two stems, are taken to be without the encoder: of one stem, or not.
_USUALLY_ALIKE: Final = (0.65, 0.2)
_CENTRES_ALIKE: Final = (1.0, 0.4)


def describe_pairs(told: Tellings, pairs: Pairs) -> Floats:
    """Return the features of each pair, `(p, features)`, in the order of `name_features`."""
    tellings = told.tellings
    stems = number_stems(tellings)
    left, right = pairs[:, 0], pairs[:, 1]
    report = np.array([one.report for one in tellings], np.int64)
    sentence = np.array([one.sentence for one in tellings], np.int64)
    news = np.array([one.news for one in tellings], np.int64)
    plain = np.array(
        [(one.rarity, one.told, one.is_many, one.spread, math.log1p(one.depth)) for one in tellings],
        np.float32,
    ).reshape(len(tellings), 5)
    negative = np.array([one.event.polarity is Polarity.NEGATIVE for one in tellings], np.bool_)
    generic = np.array([one.stem in read_folded("generic_verbs") for one in tellings], np.bool_)
    least, most = np.minimum(plain[left], plain[right]), np.maximum(plain[left], plain[right])
    same_report = report[left] == report[right]
    same_stem = stems[left] == stems[right]
    has_meaning = np.asarray(told.meanings.any(1), np.bool_)
    meant = has_meaning[left] & has_meaning[right]
    centres = _find_centres(told.meanings, stems)
    compared = np.array([_compare(tellings[a], tellings[b]) for a, b in pairs.tolist()], np.float32)
    columns = [
        same_stem,
        np.where(meant, _multiply(told.meanings, left, right), np.where(same_stem, *_USUALLY_ALIKE)),
        np.where(meant, _multiply(centres, stems[left], stems[right]), np.where(same_stem, *_CENTRES_ALIKE)),
        np.where(same_report, _SAME_REPORT, _multiply(told.reports, report[left], report[right])),
        news[left] == news[right],
        _multiply(told.sentences, sentence[left], sentence[right]),
        same_report,
        sentence[left] == sentence[right],
        least[:, 0],
        *compared.reshape(len(pairs), 13).T,
        plain[left, 1] != plain[right, 1],
        negative[left] != negative[right],
        *_compare_numbers(tellings, pairs).T,
        plain[left, 2] != plain[right, 2],
        generic[left] | generic[right],
        least[:, 3],
        most[:, 3],
        least[:, 4],
        most[:, 4],
    ]
    base = np.column_stack(columns).astype(np.float32)
    place = {name: n for n, name in enumerate(BASE)}
    crossed = [base[:, place[a]] * base[:, place[b]] for a, b in CROSSED]
    return np.column_stack([np.ones(len(pairs)), base, *crossed]).astype(np.float32)


def _find_centres(meanings: Floats, stems: NDArray[np.int64]) -> Floats:
    """Return the mean of the meanings of each stem's mentions, of length 1 or 0."""
    centres = np.zeros((int(stems.max(initial=-1)) + 1, meanings.shape[1]), np.float32)
    np.add.at(centres, stems, meanings)
    length = np.linalg.norm(centres, axis=1, keepdims=True)
    return np.asarray(centres / np.where(length > 0, length, 1), np.float32)


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
    days = None
    if one.first is not None and one.last is not None and other.first is not None and other.last is not None:
        days = one.first <= other.last + _ERROR_DAYS and other.first <= one.last + _ERROR_DAYS
    named = len(one.named & other.named)
    return (
        len(one.near & other.near) / (1 + min(len(one.near), len(other.near))),
        *_overlap(one.actors, other.actors),
        *_overlap(one.places, other.places),
        named / (1 + min(len(one.named), len(other.named))),
        float(bool(one.named and other.named) and not named),
        *_overlap(one.targets, other.targets),
        *_overlap(one.agents, other.agents),
        float(days is True),
        float(days is False),
    )


def _compare_numbers(tellings: Sequence[Telling], pairs: Pairs) -> Floats:
    rows = [_overlap(tellings[a].numbers, tellings[b].numbers) for a, b in pairs.tolist()]
    return np.array(rows, np.float32).reshape(len(pairs), 2)


def _overlap(one: frozenset[str], other: frozenset[str]) -> tuple[float, float]:
    """Tell, as 1 or 0, whether two sets share any, and whether both hold some and share none."""
    if not one or not other:
        return 0.0, 0.0
    shared = not one.isdisjoint(other)
    return float(shared), float(not shared)


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
