"""Finding in processes of this machine: one reads, the others search."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from typing import Final, Generic, TypeVar

from dateline.engine.copies import Pair, find_copies
from dateline.engine.shelf import Done, Shelf
from dateline.engine.slices import Shard, Slice, read_slices
from dateline.engine.spread import Task, load_encoder, search
from dateline.model.errors import DatelineError

T = TypeVar("T")
R = TypeVar("R")

# Enough that no process waits while the next reports are read.
_AHEAD: Final = 2
_TRIES: Final = 3


@dataclass(frozen=True, slots=True)
class Processes:
    """So many processes; see `Workers`."""

    count: int

    def run(self, shards: Sequence[Shard], task: Task) -> Iterator[tuple[Done, bool]]:
        """Read and search the shards, see `Workers`.

        Raises:
            DatelineError: A slice has cost several processes their life.
        """
        slices = (
            slice_
            for shard in shards
            for slice_ in read_slices(shard, published=task.published, known=task.known)
        )
        yield from self.map(partial(_search, shelf=task.shelf), slices)

    def map(self, step: Callable[[T], R], things: Iterable[T]) -> Iterator[R]:
        """Take a step with each of some things, see `Workers`.

        Raises:
            DatelineError: A thing has cost several processes their life.
        """
        pool = _Pool(self.count, step)
        try:
            for thing in things:
                pool.submit(thing)
                if len(pool) > _AHEAD * self.count:
                    yield pool.take()
            while pool:
                yield pool.take()
        finally:
            pool.close()

    def find_copies(self, shelf: Shelf, parts: Sequence[str]) -> set[Pair]:
        """Return the pairs of reports that are one text, see `Workers`."""
        return find_copies(shelf, parts)


class _Pool(Generic[T, R]):
    """Processes and the things they are at, in order; processes that die are replaced."""

    def __init__(self, count: int, step: Callable[[T], R]) -> None:
        self._count = count
        self._step = step
        self._executor = self._start()
        self._waiting: deque[tuple[T, Future[R]]] = deque()

    def __len__(self) -> int:
        return len(self._waiting)

    def submit(self, thing: T) -> None:
        """Have the step taken with a thing."""
        with suppress(BrokenProcessPool):
            self._waiting.append((thing, self._executor.submit(self._step, thing)))
            return
        self._restart()
        self._waiting.append((thing, self._executor.submit(self._step, thing)))

    def take(self) -> R:
        """Wait for the first of the things."""
        for _ in range(_TRIES):
            try:
                done = self._waiting[0][1].result()
            except BrokenProcessPool:
                self._restart()
            else:
                self._waiting.popleft()
                return done
        raise DatelineError(
            f"{_TRIES} processes died over the same reports, for want of memory perhaps; try fewer --workers"
        )

    def close(self) -> None:
        """Let the processes go, and what they have not begun."""
        self._executor.shutdown(wait=True, cancel_futures=True)

    def _start(self) -> ProcessPoolExecutor:
        # Not forked: the encoder's threads do not survive that.
        return ProcessPoolExecutor(self._count, mp_context=get_context("spawn"))

    def _restart(self) -> None:
        self._executor.shutdown(wait=False, cancel_futures=True)
        self._executor = self._start()
        self._waiting = deque((thing, self._executor.submit(self._step, thing)) for thing, _ in self._waiting)


def _search(slice_: Slice, shelf: Shelf) -> tuple[Done, bool]:
    return search(slice_, encoder=load_encoder(), shelf=shelf), slice_.is_last
