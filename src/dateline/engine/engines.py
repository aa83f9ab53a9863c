"""The places that a user can name: `--engine here`, `processes` or `ray`."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from dateline.case.location import Location
from dateline.engine.alone import Alone
from dateline.engine.processes import Processes
from dateline.engine.ray_cluster import RayCluster
from dateline.engine.shelf import Shelf
from dateline.engine.spread import Spread
from dateline.model.errors import UsageError
from dateline.model.version import __version__
from dateline.nlp.encoder import Encoder, count_processors
from dateline.nlp.release import read_model_version


class Engine(StrEnum):
    """Where finding runs."""

    HERE = "here"
    PROCESSES = "processes"
    RAY = "ray"


@dataclass(frozen=True, slots=True)
class Choice:
    """What a user says of the engine.

    Args:
        engine: Which one.
        workers: How many processes or actors search; None for one a processor.
        address: Of a Ray cluster; None for one on this machine alone.
        findings: The folder, or the address of one, that keeps what is found, and stays; None for one beside
            the case that goes when the case is whole.

    Raises:
        UsageError: They do not go together.
    """

    engine: Engine = Engine.HERE
    workers: int | None = None
    address: str | None = None
    findings: str | None = None

    def __post_init__(self) -> None:
        if self.engine is Engine.HERE and (self.workers or self.findings):
            raise UsageError("--workers and --findings go with --engine processes or ray")
        if self.engine is not Engine.RAY and self.address:
            raise UsageError("--address goes with --engine ray")


@contextmanager
def open_place(choice: Choice, case: Location) -> Iterator[Spread | None]:
    """Give the place that is chosen, None for this process.

    Args:
        choice: What the user says.
        case: Where the case will lie, or the folder of several.

    What was found stays when the block ends with an error, so that the same command goes on from there.
    """
    if choice.engine is Engine.HERE:
        yield None
        return
    with open_spread(choice, case) as spread:
        yield spread


@contextmanager
def open_spread(choice: Choice, case: Location) -> Iterator[Spread]:
    """Give workers that keep what is found, this process among them; see `open_place`."""
    beside = _name_beside(case)
    shelf = Shelf(choice.findings or str(beside), f"{__version__}-{read_model_version()}")
    if choice.engine is Engine.RAY:
        yield Spread(RayCluster(choice.address, choice.workers), shelf)
    elif choice.engine is Engine.PROCESSES:
        yield Spread(Processes(choice.workers or count_processors()), shelf)
    else:
        yield Spread(Alone(Encoder.load()), shelf)
    if choice.findings is None:
        shutil.rmtree(beside, ignore_errors=True)


def _name_beside(case: Location) -> Path:
    """Return the folder that keeps what is found: hidden, so that it is no input where the reports lie."""
    folder = case.parent if isinstance(case, Path) else Path()
    return folder / f".{case.name}.findings"
