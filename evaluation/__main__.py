"""Print today's figures beside their floors and goals: `python -m evaluation [NAME…] [--data FOLDER]`.

Each module of this folder that has a `measure(data)` is one measurement; it returns named figures. The floors
stand in `floors.toml` with the hash of the data they were set on, as do the goals that were set beforehand;
what people reach stands beside them where a module has a `measure_ceiling(data)`. Exit status 1 where a
figure lies below its floor by more than its noise, 2 where the data is missing; no goal fails anything.
With `--keep` the figures are added to `history.jsonl`; "before" is what was kept there last.
"""

import argparse
import hashlib
import importlib
import json
import os
import pkgutil
import platform
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import evaluation

HERE = Path(__file__).parent
DATA = HERE.parent.parent / "shared" / "data"


@dataclass(frozen=True, slots=True)
class Bound:
    """What a figure is to reach, or, where less is better, what it is not to exceed."""

    value: float
    at_most: bool = False

    def lacks(self, figure: float) -> float:
        """Return how much `figure` falls short of the bound, 0 where it does not."""
        return max(0.0, figure - self.value if self.at_most else self.value - figure)

    def __str__(self) -> str:
        return f"{'≤ ' if self.at_most else ''}{self.value:.4g}"


@dataclass(frozen=True, slots=True)
class Bounds:
    """The bounds of one measurement; `noise` is how far a figure may pass its floor without being a fall."""

    floors: dict[str, Bound]
    goals: dict[str, Bound]
    noise: float


def measurements() -> dict[str, ModuleType]:
    """Return every module that measures something by its name, sorted."""
    names = sorted(module.name for module in pkgutil.iter_modules(evaluation.__path__))
    modules = {name: importlib.import_module(f"evaluation.{name}") for name in names if name != "__main__"}
    return {name: module for name, module in modules.items() if hasattr(module, "measure")}


def read_bounds(file: Path = HERE / "floors.toml") -> dict[str, Bounds]:
    """Return the floors and goals by measurement."""
    return {
        name: Bounds(
            {figure: read_bound(value) for figure, value in table.get("floors", {}).items()},
            {figure: read_bound(value) for figure, value in table.get("goals", {}).items()},
            float(table.get("noise", 0.0)),
        )
        for name, table in tomllib.loads(file.read_text("utf-8")).items()
    }


def read_bound(value: float | str) -> Bound:
    """Return the bound that is written as a number, or as "at most" and a number.

    Raises:
        ValueError: It is neither.
    """
    if isinstance(value, str):
        return Bound(float(value.removeprefix("at most ")), at_most=True)
    return Bound(float(value))


def read_folders(file: Path = HERE / "floors.toml") -> dict[str, tuple[tuple[str, ...], str]]:
    """Return, by measurement, the folders of the data it needs and the hash they had when floors were set."""
    tables = tomllib.loads(file.read_text("utf-8"))
    return {name: (tuple(table["needs"]), table.get("hash", "")) for name, table in tables.items()}


def hash_folders(folders: list[Path]) -> str:
    """Return a short hash of the names and bytes of all files in `folders`."""
    digest = hashlib.sha256()
    for file in sorted(file for folder in folders for file in folder.rglob("*") if file.is_file()):
        digest.update(file.name.encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()[:12]


def read_history(file: Path = HERE / "history.jsonl") -> dict[str, dict[str, float]]:
    """Return the figures that were kept last of each measurement."""
    kept = [json.loads(line) for line in file.read_text("utf-8").splitlines()] if file.exists() else []
    return {one["name"]: one["figures"] for one in kept}


def keep(name: str, figures: dict[str, float], file: Path = HERE / "history.jsonl") -> None:
    """Add the figures of one measurement to those kept, with the day, the commit and the machine."""
    commit = ["git", "describe", "--always", "--dirty", "--abbrev=9"]
    described = subprocess.run(commit, cwd=HERE, capture_output=True, encoding="utf-8", check=False)
    line = {
        "name": name,
        "day": time.strftime("%Y-%m-%d", time.gmtime()),
        "commit": described.stdout.strip(),
        "machine": f"{os.cpu_count()} processors, {platform.machine()}, Python {platform.python_version()}",
        "figures": {figure: float(f"{value:.6g}") for figure, value in figures.items()},
    }
    with file.open("a", encoding="utf-8") as out:
        out.write(json.dumps(line, ensure_ascii=False) + "\n")


def rows(
    figures: dict[str, float], bounds: Bounds, ceiling: dict[str, float], before: dict[str, float]
) -> Iterator[tuple[str, bool]]:
    """Yield a printed line for each figure, and whether it is no fall."""
    for figure, value in figures.items():
        floor, goal = bounds.floors.get(figure), bounds.goals.get(figure)
        others = [f"{kept[figure]:.4g}" if figure in kept else "" for kept in (ceiling, before)]
        holds = floor is None or floor.lacks(value) <= bounds.noise
        lacking = goal.lacks(value) if goal else 0.0
        notes = ["BELOW ITS FLOOR"] * (not holds) + [f"goal missed by {lacking:.2g}"] * (lacking > 0)
        columns = "".join(f"{shown!s:>10}" for shown in (f"{value:.4g}", floor or "", goal or "", *others))
        yield f"  {figure:<44}{columns}  {', '.join(notes)}".rstrip(), holds
    for figure in sorted((bounds.floors.keys() | bounds.goals.keys()) - figures.keys()):
        yield f"  {figure:<44}{'missing':>10}", False


def no_ceiling(data: Path) -> dict[str, float]:
    """Return what people reach where nobody has measured it: nothing."""
    return {}


def main() -> int:
    """Run the measurements asked for."""
    parser = argparse.ArgumentParser(prog="python -m evaluation", description=__doc__)
    parser.add_argument("names", nargs="*", help="measurements to run; all of them when none is named")
    parser.add_argument(
        "--data", type=Path, default=DATA, help="the development data (default: beside the project)"
    )
    parser.add_argument("--list", action="store_true", help="list the measurements and what each needs")
    parser.add_argument("--keep", action="store_true", help="add the figures to evaluation/history.jsonl")
    options = parser.parse_args()
    known = measurements()
    folders = read_folders()
    if options.list:
        for name in known:
            print(f"{name:<16}{', '.join(folders.get(name, ((), ''))[0])}")
        return 0
    if unknown := sorted(set(options.names) - known.keys()):
        parser.error(f"no measurement {', '.join(unknown)}; there are {', '.join(known)}")
    status = 0
    print(f"  {'figure':<44}{'today':>10}{'floor':>10}{'goal':>10}{'people':>10}{'before':>10}")
    bounds, history = read_bounds(), read_history()
    for name in options.names or known:
        needs, expected = folders.get(name, ((), ""))
        missing = [need for need in needs if not (options.data / need).is_dir()]
        if missing:
            print(
                f"{name}: not measured: {', '.join(str(options.data / need) for need in missing)} is missing"
            )
            status = max(status, 2)
            continue
        found = hash_folders([options.data / need for need in needs])
        note = "" if not expected or found == expected else f"  (data {found}, floors were set on {expected})"
        began = time.monotonic()
        figures = known[name].measure(options.data)
        ceiling = getattr(known[name], "measure_ceiling", no_ceiling)(options.data)
        print(f"{name}  {time.monotonic() - began:.0f} s, data {found}{note}")
        of_name = bounds.get(name, Bounds({}, {}, 0.0))
        for line, holds in rows(figures, of_name, ceiling, history.get(name, {})):
            print(line)
            if not holds:
                status = max(status, 1)
        sys.stdout.flush()
        if options.keep:
            keep(name, figures)
    return status


if __name__ == "__main__":
    sys.exit(main())
