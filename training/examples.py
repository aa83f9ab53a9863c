"""Turn annotated documents into word pieces with labels, and those into windows and batches.

In: `Document`s. Out: batches of equal-length tensors for `train`. Every layer that a document does not
carry is masked with `IGNORE`, so that one batch can mix corpora.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from dateline.nlp.pieces import WINDOW_PIECES, Pieces, cut_pieces, cut_windows
from evaluation.corpora import EVENT_KINDS, NAME_TYPES, UNKNOWN, Document

IGNORE = -100
ROLES = ("O", "B-Source", "I-Source", "B-Cue", "I-Cue", "B-Content", "I-Content")
NAMES = ("O", *(f"{mark}-{kind}" for kind in NAME_TYPES for mark in "BI"))
EVENTS = ("O", *(f"{mark}-{kind}" for kind in EVENT_KINDS for mark in "BI"))
MAX_CUES = 3

Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Labelled:
    """The pieces of one document with their labels, each of shape `(n,)` unless said otherwise.

    Attributes:
        document: Where they come from.
        pieces: The word pieces.
        roles: Index into `ROLES`, or `IGNORE`.
        cues: Pieces at which the cues begin that the piece belongs to, `(n, MAX_CUES)`, filled up with -1.
        names: Index into `NAMES`, or `IGNORE`.
        tags: Index into the tag set, or `IGNORE`; only at the first piece of a word.
        heads: First piece of the head of the word, -1 at the root, or `IGNORE`; likewise.
        relations: Index into the relations, or `IGNORE`; likewise.
        starts: 1 where the word begins a sentence, else 0, or `IGNORE`; likewise.
        events: Index into `EVENTS`, or `IGNORE`.
    """

    document: Document
    pieces: Pieces
    roles: Ints
    cues: Ints
    names: Ints
    tags: Ints
    heads: Ints
    relations: Ints
    starts: Ints
    events: Ints


def label(
    document: Document, tokenizer: Tokenizer, tags: Sequence[str], relations: Sequence[str]
) -> Labelled:
    """Cut a document into pieces and give each its labels."""
    pieces = cut_pieces(document.text, document.paragraphs, tokenizer)
    n = len(pieces)
    starts, ends = pieces.offsets[:, 0], pieces.offsets[:, 1]

    def covered(start: int, end: int) -> slice:
        return slice(
            int(np.searchsorted(ends, start, side="right")), int(np.searchsorted(starts, end, side="left"))
        )

    roles = np.full(n, IGNORE if document.roles is None else 0, dtype=np.int64)
    cues = np.full((n, MAX_CUES), -1, dtype=np.int64)
    for role in document.roles or ():
        begin = ROLES.index(f"B-{role.kind}")
        targets = sorted({covered(cue, cue + 1).start for cue in role.cues})[:MAX_CUES]
        for start, end in role.segments:
            at = covered(start, end)
            if at.start >= at.stop:
                continue
            roles[at] = begin + 1
            roles[at.start] = begin
            # A span that goes on in the next paragraph begins again there: windows are cut between
            # paragraphs.
            inside = np.arange(at.start + 1, at.stop)
            roles[inside[pieces.paragraph[inside] != pieces.paragraph[inside - 1]]] = begin
            cues[at] = -1
            cues[at, : len(targets)] = targets

    def mark(spans: tuple[tuple[int, int, str], ...] | None, kinds: Sequence[str]) -> Ints:
        marks = np.full(n, IGNORE if spans is None else 0, dtype=np.int64)
        for start, end, kind in spans or ():
            at = covered(start, end)
            if at.start < at.stop:
                marks[at] = IGNORE if kind == UNKNOWN else kinds.index(f"I-{kind}")
                marks[at.start] = IGNORE if kind == UNKNOWN else kinds.index(f"B-{kind}")
        return marks

    tag_labels = np.full(n, IGNORE, dtype=np.int64)
    places = {tag: index for index, tag in enumerate(tags)}
    for start, end, tag in document.tags or ():
        at = covered(start, end)
        if at.start < at.stop and tag in places:
            tag_labels[at.start] = places[tag]
    heads = np.full(n, IGNORE, dtype=np.int64)
    kinds = np.full(n, IGNORE, dtype=np.int64)
    known = {relation: index for index, relation in enumerate(relations)}
    for start, head, relation in document.trees or ():
        at = covered(start, start + 1)
        if at.start < at.stop:
            heads[at.start] = -1 if head < 0 else covered(head, head + 1).start
            kinds[at.start] = known.get(relation, IGNORE)
    begun = np.full(n, IGNORE, dtype=np.int64)
    firsts = frozenset(document.sentences or ())
    for start, _, _ in document.tags or () if document.sentences is not None else ():
        at = covered(start, start + 1)
        if at.start < at.stop:
            begun[at.start] = max(int(start in firsts), begun[at.start])
    return Labelled(
        document,
        pieces,
        roles,
        cues,
        mark(document.names, NAMES),
        tag_labels,
        heads,
        kinds,
        begun,
        mark(document.events, EVENTS),
    )


@dataclass(frozen=True)
class Window:
    """One window with its marks: `[CLS]`, pieces, `[SEP]` between paragraphs and at the end; shapes `(t,)`.

    Attributes:
        at: Index of the piece in its document, -1 at a mark.
        cues: Weights over the places of the window that a piece points to, `(t, MAX_CUES)` of places, -1 if
            unused; place 0 (`[CLS]`) where the cue is not in the window.
    """

    source: Labelled
    at: Ints
    ids: Ints
    case: Ints
    quoted: Ints
    roles: Ints
    cues: Ints
    names: Ints
    tags: Ints
    heads: Ints
    relations: Ints
    starts: Ints
    events: Ints


def build_window(labelled: Labelled, start: int, end: int, *, cls: int, sep: int) -> Window:
    """Set the marks of a window and take over features and labels."""
    at = place_marks(labelled.pieces.paragraph, start, end)
    real = at >= 0

    def spread(values: Ints, fill: int) -> Ints:
        out = np.full((len(at), *values.shape[1:]), fill, dtype=np.int64)
        out[real] = values[at[real]]
        return out

    ids = spread(labelled.pieces.ids, sep)
    ids[0] = cls
    place = np.zeros(len(labelled.pieces) + 1, dtype=np.int64)
    place[at[real]] = np.nonzero(real)[0]
    cues = spread(labelled.cues, -1)
    known = cues >= 0
    # A cue outside the window has place 0, which is [CLS].
    cues = np.where(known, place[cues], -1)
    beyond = known.any(1) & ~(cues > 0).any(1)
    cues[(cues == 0) & ~beyond[:, None]] = -1
    heads = spread(labelled.heads, IGNORE)
    inside = np.where(heads >= 0, place[np.clip(heads, 0, None)], 0)
    # The root points to [CLS]; a head beyond the window is not learned.
    heads = np.where(heads == -1, 0, np.where(inside > 0, inside, IGNORE))
    return Window(
        labelled,
        at,
        ids,
        spread(labelled.pieces.case, 0),
        spread(labelled.pieces.quoted, 0),
        spread(labelled.roles, IGNORE),
        cues,
        spread(labelled.names, IGNORE),
        spread(labelled.tags, IGNORE),
        heads,
        spread(labelled.relations, IGNORE),
        spread(labelled.starts, IGNORE),
        spread(labelled.events, IGNORE),
    )


def place_marks(paragraph: Ints, start: int, end: int) -> Ints:
    """Lay out a window: piece indices with -1 at the start, between paragraphs and at the end."""
    inside = np.arange(start, end)
    breaks = np.nonzero(np.diff(paragraph[start:end]))[0] + 1
    return np.concatenate(([-1], np.insert(inside, breaks, -1), [-1])).astype(np.int64)


def cut_epoch(
    corpus: Sequence[Labelled], *, cls: int, sep: int, chance: random.Random | None
) -> list[Window]:
    """Cut all documents into windows; with a source of chance at other places each time."""
    windows = []
    for labelled in corpus:
        room = first = WINDOW_PIECES
        if chance is not None:
            first = chance.randint(WINDOW_PIECES // 4, WINDOW_PIECES)
            room = (
                WINDOW_PIECES if chance.random() < 0.8 else chance.randint(WINDOW_PIECES // 2, WINDOW_PIECES)
            )
        for start, end in cut_windows(labelled.pieces, labelled.document.text, room=room, first_room=first):
            windows.append(build_window(labelled, start, end, cls=cls, sep=sep))
    return windows


def batch_windows(windows: Sequence[Window], *, pieces: int, chance: random.Random) -> Iterator[list[Window]]:
    """Group windows of like length into batches of about so many pieces, in random order."""
    ranked = sorted(windows, key=lambda window: len(window.ids) + chance.random() * 12)
    batches: list[list[Window]] = []
    batch: list[Window] = []
    longest = 0
    for window in ranked:
        longest = max(longest, len(window.ids))
        if batch and longest * (len(batch) + 1) > pieces:
            batches.append(batch)
            batch, longest = [], len(window.ids)
        batch.append(window)
    if batch:
        batches.append(batch)
    chance.shuffle(batches)
    yield from batches
