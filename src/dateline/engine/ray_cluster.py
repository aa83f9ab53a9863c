"""Finding on a Ray cluster: reading as tasks, and searching in a pool of actors that hold the encoder.

It needs the extra `dateline[ray]`, and dateline of one release on every node. A worker that dies is replaced
by Ray, which gives the slice it was at to another. Ray's reports of its use to its makers are switched off.
"""

from __future__ import annotations

import logging
import os
import pickle
import re
import socket
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Final, TypeVar

from dateline.engine.copies import Pair, Row, hold_pairs, pair_rows, read_bands
from dateline.engine.shelf import Done, Shelf
from dateline.engine.slices import Shard, read_slices
from dateline.engine.spread import Task, load_encoder, search
from dateline.model.errors import MissingPackage, ModelError, UsageError
from dateline.nlp.release import read_model_version

T = TypeVar("T")
R = TypeVar("R")
_Row = dict[str, Any]

# A reader feeds many searchers, so both fit on one processor.
_READER_CPUS: Final = 0.1
_SEARCHER_CPUS: Final = 0.9
# As long as no slice is larger, each is a block of its own and goes to the next searcher that is free.
_BLOCK_BYTES: Final = 1_000
# Into so many parts a shuffle is cut at most: as many tasks group at once.
_MOST_GROUPS: Final = 1_000
_KNOCK_SECONDS: Final = 10.0


@dataclass(frozen=True, slots=True)
class RayCluster:
    """A cluster; see `Workers`.

    Args:
        address: As `ray start --head` names it, or "auto"; None starts one on this machine for the time.
        count: How many actors search; one a processor of the cluster where it is None.
    """

    address: str | None = None
    count: int | None = None

    def run(self, shards: Sequence[Shard], task: Task) -> Iterator[tuple[Done, bool]]:
        """Read and search the shards, see `Workers`.

        Raises:
            MissingPackage: Ray is not installed.
            UsageError: There is no cluster at the address.
        """
        if not shards:
            return
        with _joined(self.address) as ray:
            count = self.count or max(1, int(ray.cluster_resources().get("CPU", 1)))
            with _quiet(ray) as context:
                context.execution_options.preserve_order = True
                context.target_max_block_size = _BLOCK_BYTES
                rows = [{"shard": pickle.dumps(shard)} for shard in shards]
                slices = ray.data.from_items(rows, override_num_blocks=len(rows)).flat_map(
                    _read, fn_kwargs={"task": task}, num_cpus=_READER_CPUS
                )
                done = slices.map(
                    _Searcher,
                    fn_constructor_kwargs={"shelf": task.shelf, "model": read_model_version()},
                    compute=ray.data.ActorPoolStrategy(size=count, max_tasks_in_flight_per_actor=2),
                    num_cpus=_SEARCHER_CPUS,
                )
                for row in done.iter_rows():
                    yield pickle.loads(row["done"]), row["is_last"]

    def map(self, step: Callable[[T], R], things: Iterable[T]) -> Iterator[R]:
        """Take a step with each of some things, as tasks; see `Workers`."""
        rows = [{"thing": pickle.dumps(thing)} for thing in things]
        if not rows:
            return
        with _joined(self.address) as ray, _quiet(ray) as context:
            context.execution_options.preserve_order = True
            many = ray.data.from_items(rows, override_num_blocks=min(_MOST_GROUPS, len(rows)))
            for row in many.map(_take, fn_kwargs={"step": step}).iter_rows():
                yield pickle.loads(row["done"])

    def find_copies(self, shelf: Shelf, parts: Sequence[str]) -> set[Pair]:
        """Return what `dateline.engine.copies.find_copies` does: bands and pairs are grouped by shuffles."""
        if not parts:
            return set()
        with _joined(self.address) as ray, _quiet(ray):
            many = min(_MOST_GROUPS, len(parts))
            bands = ray.data.from_items([{"part": part} for part in parts]).flat_map(
                _read_bands, fn_kwargs={"shelf": shelf}
            )
            pairs = bands.groupby("band", num_partitions=many).map_groups(_pair, batch_format="pyarrow")
            found = pairs.groupby("left_part", num_partitions=many).map_groups(
                _hold, fn_kwargs={"shelf": shelf}, batch_format="pyarrow"
            )
            return {(row["left"], row["right"]) for row in found.iter_rows()}


def _take(row: _Row, step: Callable[[Any], Any]) -> _Row:
    return {"done": pickle.dumps(step(pickle.loads(row["thing"])))}


def _read_bands(row: _Row, shelf: Shelf) -> Iterator[Row]:
    yield from read_bands(shelf, row["part"])


def _pair(band: Any) -> Any:
    return _make_table(pair_rows(band.to_pylist()), ("left", "left_part", "right", "right_part"))


def _hold(pairs: Any, shelf: Shelf) -> Any:
    found = hold_pairs(shelf, pairs.to_pylist())
    return _make_table(({"left": left, "right": right} for left, right in found), ("left", "right"))


def _make_table(rows: Iterable[Row], columns: Sequence[str]) -> Any:
    import pyarrow

    schema = pyarrow.schema([(name, pyarrow.string()) for name in columns])
    return pyarrow.Table.from_pylist([dict(row) for row in rows], schema=schema)


def _read(row: _Row, task: Task) -> Iterator[_Row]:
    """Yield the slices of a shard."""
    shard: Shard = pickle.loads(row["shard"])
    for one in read_slices(shard, published=task.published, known=task.known):
        yield {"slice": pickle.dumps(one)}


class _Searcher:
    """An actor that holds the encoder."""

    def __init__(self, shelf: Shelf, model: str) -> None:
        if read_model_version() != model:
            raise ModelError("the nodes of the cluster have other releases of dateline; install one on all")
        self._shelf = shelf
        self._encoder = load_encoder()

    def __call__(self, row: _Row) -> _Row:
        slice_ = pickle.loads(row["slice"])
        done = search(slice_, encoder=self._encoder, shelf=self._shelf)
        return {"done": pickle.dumps(done), "is_last": slice_.is_last}


@contextmanager
def _joined(address: str | None) -> Iterator[Any]:
    """Give Ray, as part of a cluster: of our own where there is no address; one that we are part of stays."""
    # Read by Ray when it is imported: nothing is to be told to its makers.
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    try:
        ray: Any = import_module("ray")
        import_module("ray.data")
    except ImportError:
        raise MissingPackage("--engine ray needs Ray: pip install 'dateline[ray]'") from None
    if ray.is_initialized():
        yield ray
        return
    # It tells at length what it plans and when it is done; errors reach us as exceptions.
    logging.getLogger("ray.data").setLevel(logging.ERROR)
    own = {"address": "local", "include_dashboard": False} if address is None else {"address": address}
    try:
        _knock(address)
        ray.init(**own, logging_level=logging.ERROR, log_to_driver=False)
    except (OSError, ValueError, RuntimeError) as error:
        words = " ".join(str(error).split())[:200]
        raise UsageError(f"--address {address}: no Ray cluster answers there ({words})") from None
    try:
        yield ray
    finally:
        ray.shutdown()


@contextmanager
def _quiet(ray: Any) -> Iterator[Any]:
    """Give settings of Ray Data that hold for what is made in the block: it says nothing while it works."""
    context = ray.data.DataContext.get_current().copy()
    context.enable_progress_bars = False
    context.print_on_execution_start = False
    with ray.data.DataContext.current(context):
        yield context


def _knock(address: str | None) -> None:
    """See whether somebody listens at HOST:PORT: Ray itself would wait for minutes.

    Raises:
        OSError: Nobody does.
    """
    named = re.fullmatch(r"(?:ray://)?\[?([^\[\]/]+?)\]?:(\d{1,5})", address or "")
    if named is not None:
        socket.create_connection((named[1], int(named[2])), timeout=_KNOCK_SECONDS).close()
