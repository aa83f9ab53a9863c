"""Finding in many processes: what one of them does with a slice, and how all is put together in order.

Workers are anything that runs `search` on every slice of some shards; what they hand back is the names of
parts, and the findings themselves are read from the shelf.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Protocol, TypeVar

from dateline.case.rows import dump
from dateline.engine.copies import Pair
from dateline.engine.finding import find_in_reports
from dateline.engine.place import Fresh
from dateline.engine.shelf import Done, Shelf
from dateline.engine.slices import Shard, Slice, cut_shards
from dateline.ingest.reading import Skipped
from dateline.model.findings import Findings
from dateline.model.ids import make_id
from dateline.model.plain import to_plain
from dateline.model.report import Report
from dateline.nlp.encoder import Encoder

T = TypeVar("T")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be done with every shard: see `read_slices`, and where it is kept."""

    shelf: Shelf
    published: str | None
    known: Collection[str]


class Workers(Protocol):
    """Processes that search."""

    def run(self, shards: Sequence[Shard], task: Task) -> Iterator[tuple[Done, bool]]:
        """Read and search the shards; yield what became of each slice, in order, and whether it is the last.

        A worker that dies is replaced, and what it was at is done again.
        """

    def map(self, step: Callable[[T], R], things: Iterable[T]) -> Iterator[R]:
        """Take a step with each of some things, maybe twice, and yield what comes of it, in order."""

    def find_copies(self, shelf: Shelf, parts: Sequence[str]) -> set[Pair]:
        """Return the pairs of reports in some parts that are one text, see `dateline.engine.copies`."""


@cache
def load_encoder() -> Encoder:
    """Return the encoder of this process, for one window at a time: the processes are many."""
    return Encoder.load(threads=1)


def search(slice_: Slice, *, encoder: Encoder, shelf: Shelf) -> Done:
    """Find in a slice and keep what is found; what is kept already is not looked for again."""
    if not slice_.things:
        return Done(None, slice_.met)
    key = make_id("part", shelf.reader, *(dump(to_plain(one)) for one in slice_.things))
    if not shelf.has(key):
        skipped = [one for one in slice_.things if isinstance(one, Skipped)]
        reports = [one for one in slice_.things if isinstance(one, Report)]
        found = list(find_in_reports(reports, encoder=encoder, skipped=skipped))
        shelf.put(key, [*found, *skipped])
    return Done(key, slice_.met)


@dataclass(frozen=True, slots=True)
class Spread:
    """A place where finding runs in many processes; see `Place`."""

    workers: Workers
    shelf: Shelf

    def find(
        self, paths: Sequence[str], *, published: str | None, fresh: Fresh, skipped: list[Skipped]
    ) -> Iterator[Findings]:
        """Yield what is found in each report that is fresh, in the order in which the paths name them."""
        for done in self.run(paths, published=published, known=fresh.known):
            for met in done.met:
                fresh.take(met.id, met.path)
            for thing in self.shelf.read(done.part) if done.part else ():
                if isinstance(thing, Skipped):
                    skipped.append(thing)
                elif fresh.take(thing.report.id, thing.report.path):
                    yield thing

    def run(self, paths: Sequence[str], *, published: str | None, known: Collection[str]) -> Iterator[Done]:
        """Yield what became of each slice, in order; shards that are done are not even read again."""
        asked = (published or "", *sorted(known))
        shards = list(cut_shards(paths))
        kept = [self.shelf.read_shard(shard, asked) for shard in shards]
        left = [shard for shard, done in zip(shards, kept, strict=True) if done is None]
        fresh = self.workers.run(left, Task(self.shelf, published, known))
        for shard, done in zip(shards, kept, strict=True):
            if done is not None:
                yield from done
                continue
            found: list[Done] = []
            for one, is_last in fresh:
                found.append(one)
                yield one
                if is_last:
                    break
            self.shelf.close_shard(shard, asked, found)
