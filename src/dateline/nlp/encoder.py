"""Read reports with the encoder: one small transformer whose output every finder shares.

In: texts and the spans of them that are the article. Out: an `Encoding` a report: word pieces with offsets,
and for each piece how likely each role, each kind of name and each part of an event is, its part of speech,
the head it depends on, and the two sides of a link between a span and its cue. What to make of the numbers is
left to `dateline.find`.

Each window is one run of the network, and each run uses one thread; several runs go on at once, beside the
thread that asked. The int8 network scales the activations of a whole run together, so windows that shared a
run would change each other's numbers. This way a window has the same numbers whatever else is read with it.
"""

from __future__ import annotations

import os
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from dateline.model.errors import ModelError
from dateline.model.span import Span
from dateline.nlp.encoding import Encoding, Floats, Ints, Labels, read_labels
from dateline.nlp.pieces import Pieces, cut_pieces, cut_windows
from dateline.nlp.release import FILES, WEIGHTS
from dateline.nlp.sentences import find_paragraphs

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

_KEPT_WINDOWS: Final = 256
_SILENT: Final = 4


@dataclass(frozen=True)
class _Window:
    """One window as the network reads it: `[CLS]`, pieces, `[SEP]` between paragraphs and at the end."""

    start: int
    end: int
    real: NDArray[np.bool_]
    ids: Ints
    case: Ints
    quoted: Ints

    @property
    def key(self) -> bytes:
        return self.ids.tobytes() + self.case.tobytes() + self.quoted.tobytes()


class _Output(NamedTuple):
    """What the network says of one window, a row a place; the fields are the graph's outputs by name."""

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


@dataclass(frozen=True, eq=False)
class Reading:
    """A report that an encoder is reading, as `Encoder.start` returns it."""

    _encoder: Encoder
    _text: str
    _pieces: Pieces
    _windows: Sequence[tuple[_Window, Future[_Output]]]

    def finish(self) -> Encoding:
        """Wait until all of it is read."""
        found = [(window, self._wait(window, output)) for window, output in self._windows]
        return self._encoder._join(self._text, self._pieces, found)

    def cancel(self) -> None:
        """Read no more of it."""
        for _, output in self._windows:
            output.cancel()

    def _wait(self, window: _Window, output: Future[_Output]) -> _Output:
        try:
            return output.result()
        except CancelledError:  # a copy of this report, which shared the window, was given up
            return self._encoder._run_one(window)


class Encoder:
    """The network with its tokenizer. Safe to share between threads."""

    def __init__(
        self, session: InferenceSession, tokenizer: Tokenizer, labels: Labels, *, threads: int
    ) -> None:
        self._session = session
        self._tokenizer = tokenizer
        self.labels = labels
        self._cls = _find_mark(tokenizer, "[CLS]")
        self._sep = _find_mark(tokenizer, "[SEP]")
        self._pool = ThreadPoolExecutor(threads)
        self._lock = Lock()
        self._seen: OrderedDict[bytes, Future[_Output]] = OrderedDict()

    @classmethod
    def load(cls, folder: Path | None = None, *, threads: int = 0) -> Encoder:
        """Load the weights.

        Args:
            folder: Holds `encoder.onnx`, `tokenizer.json` and `labels.json`; those of the package if None.
            threads: How many windows are read at once; as many as there are processors to use if 0. The
                output does not depend on it.

        Raises:
            ModelError: The folder does not hold the weights, or they cannot be read.
        """
        # Reports may be spread over processes; the tokenizer's own threads would not survive a fork.
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        import onnxruntime
        from tokenizers import Tokenizer

        folder = WEIGHTS if folder is None else folder
        missing = [n for n in FILES if not (folder / n).is_file()]
        if missing:
            raise ModelError(
                f"{folder}: no {', '.join(missing)}; install dateline again, or see training/README.md"
            )
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = _SILENT
        try:
            session = onnxruntime.InferenceSession(
                folder / "encoder.onnx", options, providers=["CPUExecutionProvider"]
            )
            tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        except Exception as error:  # the two libraries raise bare exceptions
            raise ModelError(
                f"{folder}: the weights cannot be read ({error}); install dateline again"
            ) from error
        labels = read_labels(folder / "labels.json")
        return cls(session, tokenizer, labels, threads=threads or count_processors())

    def encode(self, texts: Sequence[tuple[str, Sequence[Span]]]) -> list[Encoding]:
        """Read reports.

        Args:
            texts: For each report its text and the spans of it that are the article, sorted. Only those are
                read.

        Returns:
            One encoding a report, in the same order; the same numbers whichever reports are read together.
        """
        readings = [self.start(text, body) for text, body in texts]
        return [reading.finish() for reading in readings]

    def start(self, text: str, body: Sequence[Span]) -> Reading:
        """Begin to read a report, and return before it is read.

        Args:
            text: The report's text.
            body: As for `encode`.
        """
        pieces = self._cut(text, body)
        windows = [(window, self._submit(window)) for window in self._lay_out(text, pieces)]
        return Reading(self, text, pieces, windows)

    def _cut(self, text: str, body: Sequence[Span]) -> Pieces:
        paragraphs = find_paragraphs(text, body)
        return cut_pieces(text, [(span.start, span.end) for span in paragraphs], self._tokenizer)

    def _lay_out(self, text: str, pieces: Pieces) -> Iterator[_Window]:
        for start, end in cut_windows(pieces, text):
            at = place_marks(pieces.paragraph, start, end)
            real = at >= 0
            ids = np.where(real, pieces.ids[at], self._sep)
            ids[0] = self._cls
            case = np.where(real, pieces.case[at], 0)
            quoted = np.where(real, pieces.quoted[at], 0)
            yield _Window(start, end, real, ids, case, quoted)

    def _submit(self, window: _Window) -> Future[_Output]:
        """Have a window read, once for all its copies among those read lately or still to be read."""
        key = window.key
        with self._lock:
            output = self._seen.get(key)
            if output is None or output.cancelled():
                output = self._seen[key] = self._pool.submit(self._run_one, window)
            self._seen.move_to_end(key)
            if len(self._seen) > _KEPT_WINDOWS:
                self._seen.popitem(last=False)
        return output

    def _run_one(self, window: _Window) -> _Output:
        given = {"ids": window.ids, "case": window.case, "quoted": window.quoted}
        return _Output(*self._session.run(_Output._fields, given))

    def _join(self, text: str, pieces: Pieces, found: list[tuple[_Window, _Output]]) -> Encoding:
        rows = [_leave_marks(window, output) for window, output in found] or [self._read_nothing()]
        joined = {
            name: np.concatenate([getattr(output, name) for output in rows]) for name in _Output._fields
        }
        nowhere = [output.cues[0] for _, output in found]
        sizes = [window.end - window.start for window, _ in found]
        return Encoding(
            text=text,
            labels=self.labels,
            pieces=pieces.offsets,
            windows=np.repeat(np.arange(len(found)), sizes).astype(np.int64),
            paragraphs=pieces.paragraph,
            opens_word=pieces.opens_word,
            quoted=pieces.quoted,
            nowhere=np.stack(nowhere) if nowhere else joined["cues"],
            **joined,
        )

    def _read_nothing(self) -> _Output:
        """Return what the network says of no word."""
        kinds = (self.labels.roles, self.labels.names, self.labels.events)
        roles, names, events = (np.zeros((0, len(each)), np.float32) for each in kinds)
        none, side = np.zeros(0, np.int64), np.zeros((0, 1), np.float32)
        return _Output(roles, names, none, none, none, none, events, side, side, side)


def _leave_marks(window: _Window, output: _Output) -> _Output:
    """Keep the rows of pieces; heads become pieces of the report, and a mark as head stands for the root."""
    pieces = np.where(window.real, np.cumsum(window.real) - 1 + window.start, -1)
    kept = {name: values[window.real] for name, values in output._asdict().items()}
    return _Output(**kept | {"heads": pieces[kept["heads"]]})


def place_marks(paragraph: Ints, start: int, end: int) -> Ints:
    """Lay out a window.

    Args:
        paragraph: Index of the paragraph of each piece of a text.
        start: First piece of the window.
        end: The piece after its last.

    Returns:
        Indices of pieces, with -1 where a mark stands: at the start, between paragraphs and at the end.
    """
    inside = np.arange(start, end)
    breaks = np.nonzero(np.diff(paragraph[start:end]))[0] + 1
    return np.concatenate(([-1], np.insert(inside, breaks, -1), [-1])).astype(np.int64)


def _find_mark(tokenizer: Tokenizer, mark: str) -> int:
    index: int | None = tokenizer.token_to_id(mark)
    if index is None:
        raise ModelError(f"the tokenizer knows no {mark}; install dateline again")
    return index


def count_processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
