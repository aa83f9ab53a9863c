"""What a record costs as its pile grows: 100 reports, 1,000 and 5,000, joined and kept in a case file.

The reports are made of 250 of PolNeAR's training articles: each is eight sentences or fewer of one of them,
from another sentence on each time, moved by up to a year; so a large pile holds the same people, the same
days and much the same words over and over. What is found in an article is found once and cut and moved with
it: finding costs the same for each report, and is measured in `speed`. Costs are processor time, so that
other work on the machine does not count. "Growth over n log n" is how many times more the larger pile costs
than the smaller one, divided by what n log n allows. Peak memory is of a process that holds the pile, joins
it and writes the case; each size has its own.

    .venv/bin/python -m evaluation.scaling ../shared/data
"""

import itertools
import math
import pickle
import re
import resource
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date, timedelta
from functools import wraps
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FunctionType
from typing import Any

from dateline.case.file import Case
from dateline.engine.finding import find_in_reports
from dateline.link import linking
from dateline.model.findings import Findings
from dateline.model.ids import make_id
from dateline.model.report import Report
from dateline.model.span import Span
from dateline.nlp.encoder import Encoder
from dateline.nlp.sentences import find_paragraphs, find_sentences
from evaluation.timelines import read_politics

SIZES = (100, 1_000, 5_000)
_SOURCES = 250
_SENTENCES = 8
_STEP = 3
_WARM_UP = 50
_DAYS = 365
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Cost:
    """What a pile of one size cost.

    Attributes:
        size: How many reports.
        linking: Seconds of processor time to join them.
        keeping: Seconds of processor time to write the case.
        memory: Peak, in bytes.
        parts: Seconds of linking by the name of each step.
    """

    size: int
    linking: float
    keeping: float
    memory: int
    parts: dict[str, float]


def make_pile(sources: Sequence[Findings], size: int) -> list[Findings]:
    """Return so many reports with what is found in them, made of the sources by cutting and moving."""
    cuts = [list(_find_cuts(one.report)) for one in sources]
    pile = []
    for n in range(size):
        at, turn = n % len(sources), n // len(sources)
        window = cuts[at][turn % len(cuts[at])]
        pile.append(cut(sources[at], window, key=n, days=n * 37 % _DAYS))
    return pile


def cut_texts(sources: Sequence[Report], size: int) -> Iterator[str]:
    """Yield so many reports as texts, each part of one of the sources under a line with its day."""
    cuts = [list(_find_cuts(one)) for one in sources]
    for n in range(size):
        at, turn = n % len(sources), n // len(sources)
        day = date(2016, 1, 1) + timedelta(n * 37 % _DAYS)
        yield f"{day:%B} {day.day}, {day.year}\n\n{cuts[at][turn % len(cuts[at])].of(sources[at].text)}\n"


def _find_cuts(report: Report) -> Iterator[Span]:
    sentences = find_sentences(report.text, find_paragraphs(report.text, report.body))
    for first in range(0, max(1, len(sentences) - _STEP), _STEP):
        part = sentences[first : first + _SENTENCES]
        yield Span(part[0].start, part[-1].end)


def cut(source: Findings, window: Span, *, key: int, days: int) -> Findings:
    """Return a part of a report as a report of its own, so many days later, with what was found in it."""
    text = window.of(source.report.text)
    report = Report.of_text(text, id=make_id("report", "pile", key), path=f"{key:05}.txt")
    published = replace(move(source.report.published, 0, days), evidence=())
    report = replace(report, published=published, outlet=source.report.outlet)
    times = [n for n, one in enumerate(source.times) if _lies_in(one, window)]
    numbers = {old: new for new, old in enumerate(times)}
    said = {one.id for one in source.statements if _lies_in(one, window)}

    def keep(things: Iterable[Any]) -> tuple[Any, ...]:
        inside = (one for one in things if _lies_in(one, window))
        return tuple(_renumber(move(one, window.start, days), numbers, said, key) for one in inside)

    return Findings(
        report,
        times=keep(source.times),
        mentions=keep(source.mentions),
        statements=keep(source.statements),
        events=keep(source.events),
        order=keep(source.order),
        sentences=keep(source.sentences),
    )


def _lies_in(thing: Any, window: Span) -> bool:
    """Tell whether all places that a finding names lie within a part of its report."""
    if isinstance(thing, tuple):
        return all(_lies_in(one, window) for one in thing)
    if not is_dataclass(thing) or isinstance(thing, type):
        return True
    start, end = getattr(thing, "start", None), getattr(thing, "end", None)
    if start is not None and end is not None and not window.start <= start < end <= window.end:
        return False
    return all(_lies_in(getattr(thing, field.name), window) for field in fields(thing))


def move(thing: Any, by: int, days: int) -> Any:
    """Return a finding so many code points nearer to the start of its text, its dates so many days later."""
    if isinstance(thing, str):
        return (date.fromisoformat(thing) + timedelta(days)).isoformat() if _DAY.fullmatch(thing) else thing
    if isinstance(thing, tuple):
        return tuple(move(one, by, days) for one in thing)
    if not is_dataclass(thing) or isinstance(thing, type):
        return thing
    values = {field.name: getattr(thing, field.name) for field in fields(thing)}
    moved = {
        name: value - by if name in ("start", "end") and isinstance(value, int) else move(value, by, days)
        for name, value in values.items()
    }
    return replace(thing, **moved)


def _renumber(thing: Any, numbers: dict[int, int], said: set[str], key: int) -> Any:
    """Return a moved finding whose references lead to what is left of its report."""
    changed: dict[str, Any] = {}
    for name in ("time", "counted_from"):
        if hasattr(thing, name):
            changed[name] = numbers.get(getattr(thing, name))
    if hasattr(thing, "id"):
        changed["id"] = make_id("pile", key, thing.id)
    if hasattr(thing, "according_to"):
        changed["according_to"] = tuple(
            make_id("pile", key, one) for one in thing.according_to if one in said
        )
    if hasattr(thing, "figures"):
        changed["figures"] = tuple(replace(one, as_of=numbers.get(one.as_of)) for one in thing.figures)
    if getattr(thing, "said", None) is not None:
        changed["said"] = replace(thing.said, time=numbers.get(thing.said.time))
    return replace(thing, **changed) if changed else thing


def run(file: Path, size: int) -> Cost:
    """Join a pile of one size and keep it; `file` holds the sources, pickled."""
    pile = make_pile(pickle.loads(file.read_bytes()), size)
    linking.link(pile[:_WARM_UP])  # what is read and remembered once counts for no size
    parts = _time_steps()
    began = time.process_time()
    record = linking.link(pile)
    linked = time.process_time()
    with TemporaryDirectory() as folder, Case.open_or_create(Path(folder) / "pile.dateline") as case:
        case.extend(pile, record, model="none")
    kept = time.process_time()
    # Linux counts in KiB, macOS in bytes.
    unit = 1 if sys.platform == "darwin" else 1024
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
    return Cost(size, linked - began, kept - linked, memory, dict(parts))


def _time_steps() -> dict[str, float]:
    """Have each function that `link` calls count its processor time, and return where it counts it."""
    spent: dict[str, float] = defaultdict(float)

    def count(name: str, step: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(step)
        def counted(*given: Any, **named: Any) -> Any:
            began = time.process_time()
            try:
                return step(*given, **named)
            finally:
                spent[name] += time.process_time() - began

        return counted

    for name, step in list(vars(linking).items()):
        made_in = getattr(step, "__module__", "")
        is_step = made_in.startswith("dateline.link") and made_in != linking.__name__
        if isinstance(step, FunctionType) and is_step:
            setattr(linking, name, count(name, step))
    return spent


def run_all(data: Path, sizes: Sequence[int] = SIZES) -> list[Cost]:
    """Return the costs of piles of several sizes, each joined in a process of its own."""
    texts = sorted(read_politics(data / "polnear"), key=lambda one: one.id)[:_SOURCES]
    found = list(find_in_reports(texts, encoder=Encoder.load()))
    with TemporaryDirectory() as folder:
        file = Path(folder) / "sources.pickle"
        file.write_bytes(pickle.dumps(found))
        return measure_sizes(file, sizes)


def measure_sizes(file: Path, sizes: Sequence[int]) -> list[Cost]:
    """Return the costs of piles made of the sources in `file`."""
    costs = []
    for size in sizes:
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            costs.append(pool.submit(run, file, size).result())
    return costs


def measure(data: Path) -> dict[str, float]:
    """Return milliseconds a report, growth over n log n, and peak memory, by size."""
    return describe(run_all(data))


def describe(costs: Sequence[Cost]) -> dict[str, float]:
    """Return the figures of some costs, the smallest size first."""
    figures = {}
    for one in costs:
        figures[f"{one.size:,} reports, linking, ms a report"] = 1000 * one.linking / one.size
        figures[f"{one.size:,} reports, keeping, ms a report"] = 1000 * one.keeping / one.size
        figures[f"{one.size:,} reports, peak memory, GB"] = one.memory / 1e9
    for small, large in itertools.pairwise(costs):
        allowed = large.size * math.log(large.size) / (small.size * math.log(small.size))
        sizes = f"{small.size:,} to {large.size:,}"
        figures[f"linking, growth over n log n, {sizes}"] = large.linking / small.linking / allowed
        figures[f"keeping, growth over n log n, {sizes}"] = large.keeping / small.keeping / allowed
        figures[f"memory, growth over n log n, {sizes}"] = large.memory / small.memory / allowed
    last = costs[-1]
    for name in sorted(last.parts, key=lambda name: -last.parts[name]):
        if last.parts[name] > last.linking / 100:
            figures[f"{last.size:,} reports, {name}, share"] = last.parts[name] / last.linking
    return figures


def main() -> None:
    costs = run_all(Path(sys.argv[1]))
    for name, figure in describe(costs).items():
        print(f"{name:60} {figure:.4g}")
    for one in costs:
        for name in sorted(one.parts, key=lambda name: -one.parts[name]):
            print(f"{one.size:,} reports, {name:30} {1000 * one.parts[name] / one.size:.2f} ms a report")


if __name__ == "__main__":
    main()
