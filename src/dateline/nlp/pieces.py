"""Cut text into word pieces with offsets and features, and into windows for the encoder.

In: paragraphs of one text, as code-point intervals. Out: word pieces with code-point offsets, and for each
piece the vocabulary index, the letter case of its word and whether it stands inside quotation marks; then
windows of whole paragraphs. Training and the running program share this module, so that the encoder reads
in both what it learned on. What a paragraph is, is left to `dateline.nlp.sentences`; what the pieces mean,
to the encoder.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from tokenizers import Tokenizer

WINDOW_PIECES: Final = 254
"""Word pieces a window holds, its paragraph marks counted in and the two marks at its ends not."""

LOWER: Final = 0
CAPITALISED: Final = 1
ALL_CAPS: Final = 2

_OPENING: Final = "“„«``"
_CLOSING: Final = "”»"
_DOUBLE: Final = re.compile(r"[“”„«»\"]|''|``")
# 'the "early four" states', ‘It is over,’ but neither '90s nor boats' crews: the mark before a word that is
# no decade, the mark after a word or stop and before no letter; a curly one that is not closed runs on.
_SINGLE: Final = re.compile(
    r"(?<![\w'’.])(?:'(?=[\w\"“…])(?!\d0s|em\b|tis\b|til\b)[^'\n]*?(?:(?<=\w)'\w[^'\n]*?)*"
    r"(?<=[\w.,!?…%)\-”\"])'(?!\w)|‘(?!\d0s|em\b)(?:[^‘’\n]|(?<=\w)’(?=\w))*(?:’(?!\w)|$))"
)

_ANY_MARK: Final = re.compile(r"[“”„«»\"'‘`]")
# JSON can hold half a character, UTF-8 and so the tokenizer cannot; what stands in its place is as long.
_HALVES: Final = re.compile("[\ud800-\udfff]")
_NO_CHARACTER: Final = "\ufffd"

Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Pieces:
    """The word pieces of one text, in order.

    Attributes:
        ids: Vocabulary index, shape `(n,)`.
        offsets: Half-open code points into the text, shape `(n, 2)`.
        case: `LOWER`, `CAPITALISED` or `ALL_CAPS` for the word the piece belongs to, shape `(n,)`.
        quoted: 1 inside quotation marks, the marks included, else 0, shape `(n,)`.
        paragraph: Index of the paragraph, shape `(n,)`, never falling.
        opens_word: True for the first piece of a word, shape `(n,)`.
    """

    ids: Ints
    offsets: Ints
    case: Ints
    quoted: Ints
    paragraph: Ints
    opens_word: NDArray[np.bool_]

    def __len__(self) -> int:
        """Count the pieces."""
        return len(self.ids)


def find_case(word: str) -> int:
    """Say how a word is written: `LOWER`, `CAPITALISED` (any other use of capitals too) or `ALL_CAPS`."""
    if word.islower() or word.lower() == word:
        return LOWER
    return ALL_CAPS if len(word) > 1 and word.isupper() else CAPITALISED


def mark_quoted(paragraph: str) -> NDArray[np.int64]:
    """Mark the characters of a paragraph that stand inside quotation marks.

    A quotation that is not closed runs to the end of the paragraph: news style opens it again at the start
    of the next paragraph. A straight mark, or two apostrophes in its place, opens where no word or stop
    stands before it and closes elsewhere. Single marks count where they stand around words, as British
    papers set them, and not where they are apostrophes.

    Args:
        paragraph: The text of one paragraph.

    Returns:
        1 inside, the marks included, and 0 outside; shape `(len(paragraph),)`.
    """
    marks = np.zeros(len(paragraph), dtype=np.int64)
    opened = -1
    for match in _DOUBLE.finditer(paragraph):
        at, mark = match.start(), match.group()
        if mark in _OPENING:
            opened = at if opened < 0 else opened
        elif opened >= 0:
            marks[opened : match.end()] = 1
            opened = -1
        elif mark not in _CLOSING and not (
            at and (paragraph[at - 1].isalnum() or paragraph[at - 1] in ".,!?;:")
        ):
            opened = at
    if opened >= 0:
        marks[opened:] = 1
    if "'" in paragraph or "‘" in paragraph:
        for match in _SINGLE.finditer(paragraph):
            marks[match.start() : match.end()] = 1
    return marks


def cut_pieces(text: str, paragraphs: Sequence[tuple[int, int]], tokenizer: Tokenizer) -> Pieces:
    """Cut the paragraphs of a text into word pieces.

    Args:
        text: The whole text; offsets are code points into it.
        paragraphs: Half-open intervals, sorted, not overlapping.
        tokenizer: A word-piece tokenizer without padding, truncation or marks at its ends.

    Returns:
        The pieces of all paragraphs in order; none for an empty paragraph.
    """
    bodies = [_HALVES.sub(_NO_CHARACTER, text[start:end]) for start, end in paragraphs]
    ids: list[int] = []
    offsets: list[tuple[int, int]] = []
    case: list[int] = []
    quoted: list[NDArray[np.int64]] = []
    paragraph: list[int] = []
    opens: list[bool] = []
    for index, encoding in enumerate(tokenizer.encode_batch(bodies, add_special_tokens=False)):
        if not encoding.ids:
            continue
        body, base = bodies[index], paragraphs[index][0]
        spans = encoding.offsets
        starts = np.fromiter((start for start, _ in spans), dtype=np.int64, count=len(spans))
        if _ANY_MARK.search(body):
            quoted.append(mark_quoted(body)[starts])
        else:
            quoted.append(np.zeros(len(spans), dtype=np.int64))
        ids += encoding.ids
        offsets += [(start + base, end + base) for start, end in spans]
        paragraph += [index] * len(spans)
        words = encoding.word_ids
        firsts = [at for at in range(len(words)) if at == 0 or words[at] != words[at - 1]]
        for first, after in pairwise([*firsts, len(words)]):
            case += [find_case(body[spans[first][0] : spans[after - 1][1]])] * (after - first)
            opens += [True] + [False] * (after - first - 1)
    return Pieces(
        ids=np.array(ids, dtype=np.int64),
        offsets=np.array(offsets, dtype=np.int64).reshape(-1, 2),
        case=np.array(case, dtype=np.int64),
        quoted=np.concatenate(quoted) if quoted else np.zeros(0, dtype=np.int64),
        paragraph=np.array(paragraph, dtype=np.int64),
        opens_word=np.array(opens, dtype=np.bool_),
    )


def cut_windows(
    pieces: Pieces, text: str, *, room: int = WINDOW_PIECES, first_room: int | None = None
) -> Iterator[tuple[int, int]]:
    """Cut pieces into windows that hold as many whole paragraphs as there is room for.

    A paragraph boundary inside a window takes one place, for the mark that stands there. A paragraph that
    is longer than a window is cut after its last full stop, or else before a word, that leaves the window
    at least half full.

    Args:
        pieces: The pieces of one text.
        text: The text, to look for full stops.
        room: Pieces and paragraph marks in a window.
        first_room: The same for the first window, where training wants other cuts each time.

    Yields:
        Half-open intervals of piece indices; together they hold every piece once, in order.
    """
    total = len(pieces)
    paragraph = pieces.paragraph
    start = 0
    limit = first_room or room
    while start < total:
        end = start
        used = 0
        while end < total:
            after = int(np.searchsorted(paragraph, paragraph[end], side="right"))
            mark = 1 if end > start else 0
            if used + mark + after - end > limit:
                break
            used += mark + after - end
            end = after
        if end == start:
            end = _cut_long(pieces, text, start, start + limit)
        yield start, end
        start = end
        limit = room


def _cut_long(pieces: Pieces, text: str, start: int, end: int) -> int:
    """Find where to cut a paragraph that runs past `end`: after a stop, else before a word, else anywhere."""
    half = (start + end) // 2
    for at in range(end, half, -1):
        if not pieces.opens_word[at]:
            continue
        before = text[pieces.offsets[at - 1, 0] : pieces.offsets[at - 1, 1]]
        first = text[pieces.offsets[at, 0]]
        if (before in ".!?" or before in "”\"'’") and (first.isupper() or first in "“\"'‘"):
            return at
    for at in range(end, half, -1):
        if pieces.opens_word[at]:
            return at
    return end
