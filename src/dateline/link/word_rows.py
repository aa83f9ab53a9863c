"""The words of texts, and what events mean, as rows of numbers: how rare each word is, and what it weighs.

In: the words of the reports of a pile, of sentences, and events. Out: rows of length 1, or of zeros.
"""

from __future__ import annotations

import base64
import json
import math
import re
import zlib
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from dateline.link.stems import fold_word
from dateline.model.findings import Event

Floats = NDArray[np.float32]

WORD: Final = re.compile(r"[^\W\d_][\w'’-]+")
# In what share of reports the common words stand; written by `training/event_pairs.py`.
SHARES: Final = Path(__file__).with_name("word_shares.json")
_OTHER_REPORTS: Final = 100
_LEAST_SHARE: Final = 0.005
# So many columns hold the words of a sentence, each word in one of them.
_SENTENCE_WIDTH: Final = 256


def rate_rarity(bags: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """Return how rare each word is in the pile, as in a pile with so many more reports of other things.

    In a pile of two reports of one fire, "fire" stands in both, and yet says that they are of one thing.
    """
    spread = Counter(word for bag in bags for word in bag)
    shares = read_shares()
    return {word: rate_word(count, len(bags), shares.get(word)) for word, count in spread.items()}


def rate_word(count: int, reports: int, share: float | None) -> float:
    """Return how rare a word is that stands in `count` of some reports and in a `share` of the news."""
    total = reports + _OTHER_REPORTS
    most = math.log(total / (1 + _OTHER_REPORTS * _LEAST_SHARE))
    usual = _OTHER_REPORTS * (_LEAST_SHARE if share is None else share)
    return math.log(total / (count + usual)) / most


@cache
def read_shares() -> Mapping[str, float]:
    """Return in what share of the news a folded word stands, of those that stand in one report of fifty."""
    shares: dict[str, float] = json.loads(SHARES.read_text("utf-8"))
    return shares


def count_words(text: str) -> Counter[str]:
    """Return how often each word, folded, stands in a text."""
    return Counter(fold_word(word) for word in WORD.findall(text))


def weigh_sentences(bags: Sequence[Mapping[str, int]], rarity: Mapping[str, float]) -> Floats:
    """Return the words of each sentence as a row of length 1 or 0, `(s, 256)`, rare ones weighing more.

    Each word has a column by its hash.
    """
    rows = np.zeros((len(bags), _SENTENCE_WIDTH), np.float32)
    columns = {word: zlib.crc32(word.encode()) % _SENTENCE_WIDTH for bag in bags for word in bag}
    for row, bag in zip(rows, bags, strict=True):
        for word, count in bag.items():
            row[columns[word]] += (1 + np.log(count)) * max(rarity.get(word, 0.0), 0.0)
    return _scale(rows)


def _scale(rows: Floats) -> Floats:
    length = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.where(length > 0, length, 1), np.float32)


def read_meanings(events: Sequence[Event]) -> Floats:
    """Return what each event's words mean, of length 1, `(n, 128)`; zeros where that was not kept."""
    rows = np.zeros((len(events), 128), np.float32)
    for row, event in zip(rows, events, strict=True):
        if event.meaning is not None:
            row[:] = np.frombuffer(base64.b64decode(event.meaning), np.int8)
    return _scale(rows)
