"""What every corpus is read into: a text with whichever annotation the corpus carries.

What the annotation means to the encoder is left to `examples`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

NAME_TYPES = ("person", "organization", "place", "group", "other")
EVENT_KINDS = ("action", "reporting", "state", "participant", "object", "place", "time")
UNKNOWN = "unknown"


@dataclass(frozen=True)
class Role:
    """One span of an attribution.

    Attributes:
        kind: `Source`, `Cue` or `Content`.
        segments: Half-open code points; more than one where the text interrupts the span.
        cues: Where the cue of each attribution that the span belongs to begins.
    """

    kind: str
    segments: tuple[tuple[int, int], ...]
    cues: tuple[int, ...]


@dataclass(frozen=True)
class Document:
    """One annotated text. A layer that the corpus does not annotate is None.

    Attributes:
        name: Corpus and file, unique.
        text: The text that all offsets point into.
        paragraphs: Half-open code points.
        roles: Attribution spans.
        names: `(start, end, type)`, sorted, not overlapping; of type `UNKNOWN` where a name may stand that
            was not marked.
        tags: `(start, end, Penn tag)` for each word.
        trees: `(start, head's start, relation)` for each word; -1 in place of the head's start at the root.
        sentences: Where each sentence begins.
        events: `(start, end, kind)` of what happens, who takes part, where and when, sorted, not overlapping;
            of kind `UNKNOWN` where the corpus may leave something out.
        names_weight: How much the names of this document count.
    """

    name: str
    text: str
    paragraphs: tuple[tuple[int, int], ...]
    roles: tuple[Role, ...] | None = None
    names: tuple[tuple[int, int, str], ...] | None = None
    tags: tuple[tuple[int, int, str], ...] | None = None
    trees: tuple[tuple[int, int, str], ...] | None = None
    sentences: tuple[int, ...] | None = None
    events: tuple[tuple[int, int, str], ...] | None = None
    names_weight: float = 1.0


def find_lines(text: str) -> tuple[tuple[int, int], ...]:
    """Find the lines of a text that hold more than white space."""
    return tuple((m.start(), m.end()) for m in re.finditer(r"[^\n]+", text) if m.group().strip())


def find_event_spans(
    mentions: list[tuple[str, list[tuple[int, int]]]],
) -> tuple[tuple[int, int, str], ...]:
    """Make spans of mentions, the shorter ones first served where they overlap; gaps break a span."""
    taken: list[tuple[int, int, str]] = []
    for kind, tokens in sorted(mentions, key=lambda m: (sum(b - a for a, b in m[1]), m)):
        runs: list[tuple[int, int]] = []
        for start, end in sorted(tokens):
            if runs and start - runs[-1][1] <= 1:
                runs[-1] = (runs[-1][0], end)
            else:
                runs.append((start, end))
        for start, end in runs:
            if all(end <= other[0] or other[1] <= start for other in taken):
                taken.append((start, end, kind))
    return tuple(sorted(taken))
