"""Inputs cut for work in many processes: shards, which are read, and slices of them, which are searched.

A shard is one large input or many small ones, so that reading spreads; a slice is some reports of a shard, so
that searching does. How they are cut depends on the inputs alone, and what is found not even on that.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from dateline.ingest.inputs import find_sources
from dateline.ingest.reading import Skipped, read_source
from dateline.ingest.source import Limits, Source
from dateline.model.ids import make_id
from dateline.model.report import Report

_SHARD_BYTES: Final = 16_000_000
_SHARD_INPUTS: Final = 1_000
# The first slices of a shard are small, so that a small pile too keeps several processes at work.
_FIRST_REPORTS: Final = 2
_MOST_REPORTS: Final = 64
_MOST_CHARACTERS: Final = 2_000_000


@dataclass(frozen=True, slots=True)
class Shard:
    """Inputs to be read one after the other; `key` changes when one of them does, None where none tells."""

    sources: tuple[Source | Skipped, ...]
    key: str | None


@dataclass(frozen=True, slots=True)
class Met:
    """A report that need not be searched, under the name by which it was met."""

    id: str
    path: str


@dataclass(frozen=True, slots=True)
class Slice:
    """Some of what a shard holds, in order; `is_last` tells that the shard ends with it."""

    things: tuple[Report | Skipped, ...]
    met: tuple[Met, ...]
    is_last: bool


def cut_shards(paths: Sequence[str]) -> Iterator[Shard]:
    """Yield the inputs that `paths` name, in order, in shards."""
    inputs: list[Source | Skipped] = []
    size = 0
    for path in paths:
        for found in find_sources(path, Limits()):
            one = found if isinstance(found, Source) else Skipped(found.path, found.reason)
            own = (one.size or 0) if isinstance(one, Source) else 0
            if inputs and (size + own > _SHARD_BYTES or len(inputs) == _SHARD_INPUTS):
                yield _make_shard(inputs)
                inputs, size = [], 0
            inputs.append(one)
            size += own
    if inputs:
        yield _make_shard(inputs)


def _make_shard(inputs: Sequence[Source | Skipped]) -> Shard:
    told = [(one.path, one.stamp) if isinstance(one, Source) else (one.path, one.reason) for one in inputs]
    known = [part for path, stamp in told if stamp is not None for part in (path, stamp)]
    return Shard(tuple(inputs), make_id("shard", *known) if len(known) == 2 * len(told) else None)


def read_slices(shard: Shard, *, published: str | None, known: Collection[str]) -> Iterator[Slice]:
    """Yield what a shard holds, in slices; at least one.

    Args:
        shard: The inputs.
        published: The publication date of all of them (EDTF), where the user gives one.
        known: The ids of reports that need not be searched.
    """
    things: list[Report | Skipped] = []
    met: list[Met] = []
    most, characters = _FIRST_REPORTS, 0
    for thing in _read(shard, published):
        if len(things) + len(met) >= most or characters > _MOST_CHARACTERS:
            yield Slice(tuple(things), tuple(met), is_last=False)
            things, met = [], []
            most, characters = min(2 * most, _MOST_REPORTS), 0
        if isinstance(thing, Report) and thing.id in known:
            met.append(Met(thing.id, thing.path))
        else:
            things.append(thing)
            characters += len(thing.text) if isinstance(thing, Report) else 0
    yield Slice(tuple(things), tuple(met), is_last=True)


def _read(shard: Shard, published: str | None) -> Iterator[Report | Skipped]:
    for one in shard.sources:
        if isinstance(one, Skipped):
            yield one
        else:
            yield from read_source(one, Limits(), published=published)
