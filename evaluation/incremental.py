"""What it costs to add ten reports to a case of 300, 1,000 and 5,000, and to take one out of the smaller two.

The case holds a pile as `scaling` makes it, here of 80 articles; the ten that are added are articles of
PolNeAR's training part that none of it was made of, as text files, and go the way of `dateline add`: the
case is read, they are read and searched, all is joined, what changed is written. "From nothing" is what
joining and keeping the pile took before, in the same process, with nothing kept of any report; finding, which
a build from nothing would do for all of them, is not counted there. Costs are seconds of processor time.

    .venv/bin/python -m evaluation.incremental ../shared/data
"""

import pickle
import sys
import time
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

from dateline.case.file import Case
from dateline.engine.building import extend_case
from dateline.engine.finding import find_in_reports
from dateline.engine.removing import remove_reports
from dateline.link.linking import link
from dateline.link.memory import Memory
from dateline.model.findings import Findings
from dateline.nlp.encoder import Encoder
from dateline.nlp.release import read_model_version
from evaluation.scaling import make_pile
from evaluation.timelines import read_politics

SIZES = (300, 1_000, 5_000)
_SOURCES = 80
_ADDED = 10


class _Stamps:
    """Stamps when each part of the work begins."""

    def __init__(self) -> None:
        self._parts = [("reading and finding", time.process_time())]

    def __call__(self, things: Iterable[Findings]) -> Iterable[Findings]:
        """Pass on each report's findings."""
        return things

    def say(self, task: str) -> None:
        """Be told what is done now."""
        self._parts.append((task.lower(), time.process_time()))

    def read(self) -> dict[str, float]:
        """Return the seconds of each part up to now."""
        ends = [*(at for _, at in self._parts[1:]), time.process_time()]
        return {name: end - at for (name, at), end in zip(self._parts, ends, strict=True)}


def measure(data: Path) -> dict[str, float]:
    """Return seconds of processor time by size and part, and shares of what joining and keeping all takes."""
    texts = sorted(read_politics(data / "polnear"), key=lambda one: one.id)[: _SOURCES + _ADDED]
    found = list(find_in_reports(texts[:_SOURCES], encoder=Encoder.load()))
    figures: dict[str, float] = {}
    with TemporaryDirectory() as folder:
        file = Path(folder) / "sources.pickle"
        file.write_bytes(pickle.dumps(found))
        for number, one in enumerate(texts[_SOURCES:]):
            (Path(folder) / f"{number}.txt").write_text(one.text, "utf-8")
        for size in SIZES:
            with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
                figures |= pool.submit(run, file, size).result()
    small, large = (figures[f"{_ADDED} to {size:,}, s"] for size in (SIZES[0], SIZES[-1]))
    figures[f"{_ADDED} to {SIZES[-1]:,}, times as much as to {SIZES[0]:,}"] = large / small
    return figures


def run(file: Path, size: int) -> dict[str, float]:
    """Return the figures of one size; `file` holds the sources, and beside it lie the reports to add."""
    pile = make_pile(pickle.loads(file.read_bytes()), size)
    case = file.with_name(f"{size}.dateline")
    began = time.process_time()
    memory = Memory()
    memory.note(pile)
    record = link(pile, memory)
    with Case.open_or_create(case) as opened:
        opened.extend(pile, record, model=read_model_version(), remembered=memory.fresh)
    whole = time.process_time() - began
    added = _time_adding(case, sorted(map(str, file.parent.glob("*.txt"))))
    removed = {}
    if size < SIZES[-1]:
        began = time.process_time()
        remove_reports(case, [pile[0].report.id])
        removed[f"1 out of {size:,}, s"] = time.process_time() - began
    name = f"{_ADDED} to {size:,}"
    total = sum(added.values())
    return {
        f"{name}, s": total,
        **{f"{name}, {part}, s": seconds for part, seconds in added.items()},
        f"{name}, share of from nothing": total / whole,
        **removed,
        f"{size:,} from nothing, joining and keeping, s": whole,
    }


def _time_adding(case: Path, paths: Sequence[str]) -> dict[str, float]:
    stamps = _Stamps()
    outcome = extend_case(case, paths, create=False, watch=stamps)
    if outcome.read != _ADDED:
        raise ValueError(f"{outcome.read} reports were added, and not {_ADDED}")
    return stamps.read()


def main() -> None:
    for name, figure in measure(Path(sys.argv[1])).items():
        print(f"{name:60} {figure:.4g}")


if __name__ == "__main__":
    main()
