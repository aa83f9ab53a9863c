"""What the encoder says of a report: an `Encoding`, and what its columns mean, its `Labels`.

In: the weights' `labels.json`. Out: labels. Reading a report is left to `encoder`, what to make of the
numbers to `dateline.find`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dateline.model.errors import ModelError

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Labels:
    """What the columns of an encoding mean, and what was set on held-out articles.

    Attributes:
        roles: `O`, then `B-` and `I-` of `Source`, `Cue`, `Content`.
        names: `O`, then `B-` and `I-` of each kind of name.
        tags: Penn part-of-speech tags.
        relations: Universal Dependencies relations, without their subtypes.
        events: `O`, then `B-` and `I-` of each kind of part that an event has.
        settings: Thresholds and calibration by name, as `training/calibrate.py` wrote them.
    """

    roles: tuple[str, ...]
    names: tuple[str, ...]
    tags: tuple[str, ...]
    relations: tuple[str, ...]
    events: tuple[str, ...]
    settings: dict[str, Any]


@dataclass(frozen=True, eq=False)
class Encoding:
    """What the encoder says of one report; `n` word pieces in `w` windows.

    Attributes:
        text: The report's text, which all offsets point into.
        labels: What the columns mean.
        pieces: Half-open code points, `(n, 2)`.
        windows: Index of the window that a piece was read in, `(n,)`, never falling.
        paragraphs: Index of the paragraph, `(n,)`, never falling.
        opens_word: True for the first piece of a word, `(n,)`.
        quoted: 1 inside quotation marks, `(n,)`.
        roles: Log-probabilities, `(n, 7)`.
        names: Log-probabilities, `(n, 2 * kinds + 1)`.
        tags: Index of the likeliest part of speech, `(n,)`; this and the next three are meant for the first
            piece of a word.
        relations: Index of the likeliest relation of the word to its head, `(n,)`.
        heads: Piece at which the head of the word begins, `(n,)`; -1 at the root of a sentence. Each word's
            likeliest by itself, so they need not make a tree.
        starts: 1 where the word begins a sentence, `(n,)`.
        events: Log-probabilities, `(n, 2 * kinds + 1)`.
        pointers: The pointing side of a link, `(n, d)`.
        cues: The side pointed to, `(n, d)`: `pointers[i] @ cues[j]` scores that the cue of i begins at j.
        vectors: What a word means where it stands, `(n, 128)`: the cosine between the sums over two words, or
            two sentences, tells how alike they are.
        nowhere: The side pointed to where a window holds no cue for a piece, `(w, d)`.
    """

    text: str
    labels: Labels
    pieces: Ints
    windows: Ints
    paragraphs: Ints
    opens_word: NDArray[np.bool_]
    quoted: Ints
    roles: Floats
    names: Floats
    tags: Ints
    relations: Ints
    heads: Ints
    starts: Ints
    events: Floats
    pointers: Floats
    cues: Floats
    vectors: Floats
    nowhere: Floats

    def __len__(self) -> int:
        """Count the word pieces."""
        return len(self.pieces)


def read_labels(path: Path) -> Labels:
    """Read what the columns mean.

    Raises:
        ModelError: The file is not as `training/export.py` writes it.
    """
    try:
        made = json.loads(path.read_text(encoding="utf-8"))
        kinds = {name: tuple(made[name]) for name in ("roles", "names", "tags", "relations", "events")}
        return Labels(**kinds, settings=made.get("settings", {}))
    except (OSError, ValueError, KeyError) as error:
        raise ModelError(f"{path}: not the labels of an encoder ({error}); install dateline again") from error
