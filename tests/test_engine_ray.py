"""A Ray cluster of two nodes leaves the case that one process leaves, whatever happens to its workers."""

import os
from collections.abc import Iterator
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from dateline.engine.alone import Alone
from dateline.engine.archive import build_archive
from dateline.engine.copies import find_copies
from dateline.engine.place import Fresh
from dateline.engine.ray_cluster import RayCluster
from dateline.engine.shelf import Shelf
from dateline.engine.spread import Spread
from dateline.model.errors import UsageError
from dateline.nlp.encoder import Encoder
from tests import spreading
from tests.spreading import SAMPLE, DeadlyShelf, ToldShelf, build, make_pile

os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
ray: Any = pytest.importorskip("ray", reason="Ray is not installed: the extra dateline[ray]")
pytest.importorskip("ray.data", reason="Ray Data is not installed: the extra dateline[ray]")

pytestmark = pytest.mark.filterwarnings("default")  # Ray's own warnings are its makers' to mend


@pytest.fixture(scope="module")
def cluster() -> Iterator[str]:
    """Start two nodes of two processors each, in processes of this machine, and join them."""
    cluster_utils: Any = import_module("ray.cluster_utils")
    # The nodes know nothing of the tests.
    ray.cloudpickle.register_pickle_by_value(spreading)
    nodes = cluster_utils.Cluster(
        initialize_head=True, head_node_args={"num_cpus": 2, "include_dashboard": False}
    )
    nodes.add_node(num_cpus=2)
    ray.init(address=nodes.address, log_to_driver=False, logging_level="ERROR")
    yield nodes.address
    ray.shutdown()
    nodes.shutdown()


@pytest.fixture(scope="module")
def pile(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    return make_pile(tmp_path_factory.mktemp("pile"))


@pytest.fixture(scope="module")
def alone(pile: list[str], tmp_path_factory: pytest.TempPathFactory) -> str:
    return build(tmp_path_factory.mktemp("alone") / "pile.dateline", pile)


def test_an_address_without_a_cluster_is_refused(tmp_path: Path) -> None:
    place = Spread(RayCluster("127.0.0.1:1"), Shelf(str(tmp_path / "found"), "m"))
    with pytest.raises(UsageError, match="no Ray cluster"):
        list(place.find([SAMPLE], published=None, fresh=Fresh(()), skipped=[]))


def test_two_nodes_leave_the_bytes_of_one_process(tmp_path: Path, cluster: str) -> None:
    alone = build(tmp_path / "one.dateline", [SAMPLE])
    place = Spread(RayCluster(cluster), Shelf(str(tmp_path / "found"), "m"))
    assert build(tmp_path / "two.dateline", [SAMPLE], place) == alone
    parts = sorted(file.stem for file in (tmp_path / "found").rglob("*.parquet"))
    pairs = RayCluster(cluster).find_copies(place.shelf, parts)
    assert pairs
    assert pairs == find_copies(place.shelf, parts)


@pytest.mark.soak
def test_two_nodes_leave_the_cases_of_one_process(tmp_path: Path, cluster: str, pile: list[str]) -> None:
    shelf = Shelf(str(tmp_path / "found"), "m")
    alone = build_archive(tmp_path / "one", pile, Spread(Alone(Encoder.load()), shelf))
    assert build_archive(tmp_path / "two", pile, Spread(RayCluster(cluster), shelf)) == alone
    files = sorted(file.name for file in (tmp_path / "one").iterdir())
    assert len(files) == len(alone.stories) + 1
    for name in files:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_a_worker_that_is_killed_costs_nothing(
    tmp_path: Path, cluster: str, pile: list[str], alone: str
) -> None:
    shelf = DeadlyShelf(str(tmp_path / "found"), "m", str(tmp_path / "log"))
    assert build(tmp_path / "pile.dateline", pile, Spread(RayCluster(cluster), shelf)) == alone
    assert (tmp_path / "log.before").exists()
    assert (tmp_path / "log.after").exists()


@pytest.mark.soak
def test_a_run_that_is_stopped_goes_on_where_it_was(
    tmp_path: Path, cluster: str, pile: list[str], alone: str
) -> None:
    log = tmp_path / "log"
    place = Spread(RayCluster(cluster, count=1), ToldShelf(str(tmp_path / "found"), "m", str(log)))
    found = place.find(pile, published=None, fresh=Fresh(()), skipped=[])
    list(islice(found, 1))
    found.close()  # type: ignore[attr-defined]  # a generator
    before = log.read_text().split()
    assert before
    assert build(tmp_path / "pile.dateline", pile, place) == alone
    after = log.read_text().split()
    assert len(set(after)) == len(after)
    assert after[: len(before)] == before
