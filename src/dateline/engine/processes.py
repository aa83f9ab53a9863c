"""Finding in processes of this machine: one reads, the others search."""

from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context
from typing import Final

from dateline.engine.shelf import Done, Shelf
from dateline.engine.slices import Shard, Slice, read_slices
from dateline.engine.spread import Task, search
from dateline.model.errors import DatelineError
from dateline.nlp.encoder import Encoder

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
        pool = _Pool(self.count, task.shelf)
        try:
            for shard in shards:
                for slice_ in read_slices(shard, published=task.published, known=task.known):
                    pool.submit(slice_)
                    if len(pool) > _AHEAD * self.count:
                        yield pool.take()
            while pool:
                yield pool.take()
        finally:
            pool.close()


class _Pool:
    """Processes and the slices they are at, in order; processes that die are replaced."""

    def __init__(self, count: int, shelf: Shelf) -> None:
        self._count = count
        self._shelf = shelf
        self._executor = self._start()
        self._waiting: deque[tuple[Slice, Future[Done]]] = deque()

    def __len__(self) -> int:
        return len(self._waiting)

    def submit(self, slice_: Slice) -> None:
        """Have a slice searched."""
        with suppress(BrokenProcessPool):
            self._waiting.append((slice_, self._executor.submit(_search, slice_, self._shelf)))
            return
        self._restart()
        self._waiting.append((slice_, self._executor.submit(_search, slice_, self._shelf)))

    def take(self) -> tuple[Done, bool]:
        """Wait for the first of the slices."""
        for _ in range(_TRIES):
            slice_, future = self._waiting[0]
            try:
                done = future.result()
            except BrokenProcessPool:
                self._restart()
            else:
                self._waiting.popleft()
                return done, slice_.is_last
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
        self._waiting = deque(
            (slice_, self._executor.submit(_search, slice_, self._shelf)) for slice_, _ in self._waiting
        )


def _search(slice_: Slice, shelf: Shelf) -> Done:
    return search(slice_, encoder=_load_encoder(), shelf=shelf)


@cache
def _load_encoder() -> Encoder:
    return Encoder.load(threads=1)
