"""Print today's figures beside their floors: `python -m evaluation [NAME…] [--data FOLDER]`.

Each module of this folder that has a `measure(data)` is one measurement; it returns named figures. The floors
stand in `floors.toml` with the hash of the data they were set on. Exit status 1 where a figure lies below its
floor by more than its noise, 2 where the data is missing.
"""

import argparse
import hashlib
import importlib
import pkgutil
import sys
import time
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import evaluation

HERE = Path(__file__).parent
DATA = HERE.parent.parent / "shared" / "data"

Measure = Callable[[Path], dict[str, float]]


@dataclass(frozen=True, slots=True)
class Floor:
    """What a figure must reach; `noise` is how far below it may lie without being a fall."""

    at_least: float
    noise: float


def measurements() -> dict[str, Measure]:
    """Return every measurement by its module's name, sorted."""
    names = sorted(module.name for module in pkgutil.iter_modules(evaluation.__path__))
    modules = {name: importlib.import_module(f"evaluation.{name}") for name in names if name != "__main__"}
    return {name: module.measure for name, module in modules.items() if hasattr(module, "measure")}


def read_floors(file: Path = HERE / "floors.toml") -> dict[str, dict[str, Floor]]:
    """Return the floors by measurement and figure."""
    tables = tomllib.loads(file.read_text("utf-8"))
    return {
        name: {
            figure: Floor(float(value), float(table.get("noise", 0.0)))
            for figure, value in table.get("floors", {}).items()
        }
        for name, table in tables.items()
        if isinstance(table, dict)
    }


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


def rows(name: str, figures: dict[str, float], floors: dict[str, Floor]) -> Iterator[tuple[str, bool]]:
    """Yield a printed line for each figure, and whether it is no fall."""
    for figure, value in figures.items():
        floor = floors.get(figure)
        holds = floor is None or value >= floor.at_least - floor.noise
        beside = "" if floor is None else f"{floor.at_least:>10.4g}  {'' if holds else 'BELOW ITS FLOOR'}"
        yield f"  {figure:<52}{value:>10.4g}{beside}".rstrip(), holds
    for figure in floors.keys() - figures.keys():
        yield f"  {figure:<52}{'missing':>10}", False


def main() -> int:
    """Run the measurements asked for."""
    parser = argparse.ArgumentParser(prog="python -m evaluation", description=__doc__)
    parser.add_argument("names", nargs="*", help="measurements to run; all of them when none is named")
    parser.add_argument(
        "--data", type=Path, default=DATA, help="the development data (default: beside the project)"
    )
    parser.add_argument("--list", action="store_true", help="list the measurements and what each needs")
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
    print(f"  {'figure':<52}{'today':>10}{'floor':>10}")
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
        figures = known[name](options.data)
        print(f"{name}  {time.monotonic() - began:.0f} s, data {found}{note}")
        for line, holds in rows(name, figures, read_floors().get(name, {})):
            print(line)
            if not holds:
                status = max(status, 1)
        sys.stdout.flush()
    return status


if __name__ == "__main__":
    sys.exit(main())
