"""What the sentences of a case mean, side by side in memory, and which of them lie near a question.

In: the vectors that the encoder made when the reports were read. The question is read by the same encoder, so
that nothing else is needed; the vectors of a case are read once and kept until it changes.
"""

import base64
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock

import numpy as np
import sqlalchemy as sa
from numpy.typing import NDArray

from dateline.case.rows import read_change
from dateline.case.schema import sentences
from dateline.case.store import Store
from dateline.model.span import Span
from dateline.nlp.encoder import Encoder
from dateline.nlp.frame import Frame, fit_frame, make_unit

Floats = NDArray[np.float32]
_LONGEST = 1000
# Less alike than this is not worth showing, unless it holds some of the words.
_LEAST_ALIKE = 0.2
# The least weight that is as good as any on the topics of ECB+ that are not dev (`evaluation/search.py`): the
# more it is, the less is found that shares no word with a question.
_BY_WORDS = 0.5


@dataclass(frozen=True, eq=False)
class Meanings:
    """The meanings of sentences.

    Attributes:
        numbers: The sentences' numbers, `(n,)`, rising.
        vectors: Their meanings in the space of `frame`, each of length 1, `(n, 128)`.
        frame: What makes the meanings of this case differ.
        read: Returns the meaning of a text as the encoder reads it, `(128,)`, None where it has no words.
    """

    numbers: NDArray[np.int64]
    vectors: Floats
    frame: Frame
    read: Callable[[str], Floats | None]

    def find_nearest(self, text: str, shares: Mapping[int, float] | None = None) -> list[tuple[int, float]]:
        """Return the sentences that lie near to `text`, with the cosine of each, nearest first.

        Args:
            text: A question, or any other words.
            shares: How well sentences, by their numbers, fit the words of it, at most 1: those are near too,
                and nearer.
        """
        meaning = self.read(text) if len(self.numbers) else None
        if meaning is None:
            return []
        likeness = self.vectors @ self.frame.place(make_unit(meaning[None]))[0]
        held = np.zeros(len(self.numbers), np.float32)
        if shares:
            known = np.isin(self.numbers, list(shares))
            held[known] = [shares[number] for number in self.numbers[known].tolist()]
        near = weigh_near(likeness, held)
        alike = np.flatnonzero(near > -np.inf)
        order = alike[np.argsort(-near[alike], kind="stable")]
        return list(zip(self.numbers[order].tolist(), likeness[order].tolist(), strict=True))


def weigh_near(likeness: Floats, shares: Floats) -> Floats:
    """Return how near sentences are, by what they mean and by what they hold of the words.

    Args:
        likeness: The cosine of what is asked and what they mean, of any shape.
        shares: How well they fit the words, 0 to 1, of the same shape.

    Returns:
        A number for each, of the same shape; minus infinity for what is not near.
    """
    is_near = (likeness >= _LEAST_ALIKE) | (shares > 0)
    return np.where(is_near, likeness + np.float32(_BY_WORDS) * shares, np.float32(-np.inf))


def read_meanings(connection: sa.Connection, read: Callable[[str], Floats | None]) -> Meanings:
    """Return the meanings of all sentences that have one; those of a case of an earlier release have none."""
    wanted = sa.select(sentences.c.id, sentences.c.meaning).where(sentences.c.meaning.is_not(None))
    rows = connection.execute(wanted.order_by(sentences.c.id)).all()
    numbers = np.fromiter((row[0] for row in rows), np.int64, len(rows))
    raw = np.frombuffer(b"".join(row[1] for row in rows), np.int8)
    vectors = make_unit(
        raw.reshape(len(rows), -1).astype(np.float32) if rows else np.zeros((0, 1), np.float32)
    )
    frame = fit_frame(vectors) if rows else Frame(np.zeros(1, np.float32), np.eye(1, dtype=np.float32))
    return Meanings(numbers, frame.place(vectors), frame, read)


@lru_cache(maxsize=1)
def _load_encoder() -> Encoder:
    return Encoder.load(threads=1)


def read_with_encoder(text: str) -> Floats | None:
    """Return what a text means to the encoder, made as that of a sentence is; None where it has no words."""
    from dateline.find.meanings import write_meaning

    text = text[:_LONGEST]
    if not text.strip():
        return None
    (encoding,) = _load_encoder().encode([(text, [Span(0, len(text))])])
    written = write_meaning(encoding, 0, len(text))
    return None if written is None else np.frombuffer(base64.b64decode(written), np.int8).astype(np.float32)


_State = tuple[Hashable, str]
_kept: dict[_State, Meanings] = {}
_lock = Lock()


def keep_meanings(connection: sa.Connection, store: Store) -> Meanings:
    """Return the meanings of the case in `store`, from `connection` where those kept are of an older state.

    The numbers of sentences are given anew to others: meanings must be of the very state that is searched,
    as its transaction sees it.
    """
    key = (store.read_state(connection), read_change(connection))
    with _lock:
        if key not in _kept:
            _kept.clear()
            _kept[key] = read_meanings(connection, read_with_encoder)
        return _kept[key]
