"""Finding in this process, in the steps that other workers take, what is found being kept as it comes."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from dateline.engine.copies import Pair, find_copies
from dateline.engine.shelf import Done, Shelf
from dateline.engine.slices import Shard, read_slices
from dateline.engine.spread import Task, search
from dateline.nlp.encoder import Encoder

T = TypeVar("T")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Alone:
    """This process; see `Workers`."""

    encoder: Encoder

    def run(self, shards: Sequence[Shard], task: Task) -> Iterator[tuple[Done, bool]]:
        """Read and search the shards, see `Workers`."""
        for shard in shards:
            for one in read_slices(shard, published=task.published, known=task.known):
                yield search(one, encoder=self.encoder, shelf=task.shelf), one.is_last

    def map(self, step: Callable[[T], R], things: Iterable[T]) -> Iterator[R]:
        """Take a step with each of some things, see `Workers`."""
        return map(step, things)

    def find_copies(self, shelf: Shelf, parts: Sequence[str]) -> set[Pair]:
        """Return the pairs of reports that are one text, see `Workers`."""
        return find_copies(shelf, parts)
