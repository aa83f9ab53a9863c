"""What an archive would take, on paper: hours, bytes and money for a million and a hundred million reports.

Measured, in this process alone, on training articles of PolNeAR in the shape of files: the processor time of
each step of an archive's build a report, and the bytes of what is kept. All but one step are done by report,
by part or by story, so that they take any number of processors; what they come to is these times multiplied.
The exception is the placing of reports in stories, one pass in one process: it is given apart. Reports are
taken to be as long as those measured, and stories to have as few reports as a mixed pile gives. The prices
are assumptions, see `_PRICES`; a processor is one of this machine's, which is what clouds sell as a vCPU.

    .venv/bin/python -m evaluation cluster
"""

import pickle
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, TypeVar

from dateline.case.file import Case
from dateline.engine.dating import link_by_date
from dateline.engine.finding import find_in_reports
from dateline.engine.parts import read_part, write_part
from dateline.ingest.reading import read_reports
from dateline.link.copies.bands import make_bands
from dateline.link.copies.shingles import make_shingles
from dateline.link.stories.gists import Gist, order_gist, read_gist
from dateline.link.stories.story_stream import assign_stories
from dateline.model.findings import Findings
from dateline.model.report import Report
from dateline.nlp.encoder import Encoder
from evaluation.timelines import read_politics

T = TypeVar("T")

_REPORTS: Final = 120
_PART: Final = 64
_WARM_UP: Final = 10
_OF_CASES: Final = ("joining", "cases")
# A part is written once, and read for gists, for copies and for the cases.
_READ: Final = 3
_SIZES: Final = {"a million reports": 1_000_000, "a hundred million": 100_000_000}
_PRICES: Final = {"processor hour, USD": 0.04, "GB kept for a month, USD": 0.023}
"""Assumed: general-purpose machines rented by the hour, and object storage, as large clouds list them."""


class _Clock:
    """Adds up the processor time of steps by name."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = {}

    def time(self, step: str, work: Callable[[], T]) -> T:
        """Do some work and count its processor time, that of all threads, for a step."""
        began = time.process_time()
        done = work()
        self.spent[step] = self.spent.get(step, 0.0) + time.process_time() - began
        return done


def measure(data: Path) -> dict[str, float]:
    """Return milliseconds and bytes a report by step, and hours, storage and money for whole archives."""
    sources = sorted(read_politics(data / "polnear"), key=lambda one: one.id)
    clock = _Clock()
    encoder = Encoder.load(threads=1)
    with TemporaryDirectory() as folder:
        root = Path(folder) / "reports"
        root.mkdir()
        for number, text in enumerate(_write_texts(sources)):
            (root / f"{number:06}.txt").write_text(text, "utf-8")
        read = clock.time("reading", lambda: list(read_reports([str(root)])))
        reports = [one for one in read if isinstance(one, Report)]
        list(find_in_reports(reports[:_WARM_UP], encoder=Encoder.load(threads=1)))
        found = clock.time("finding", lambda: list(find_in_reports(reports, encoder=encoder)))
        cuts = [found[start : start + _PART] for start in range(0, len(found), _PART)]
        parts = clock.time("parts", lambda: [write_part(cut) for cut in cuts])
        for _ in range(_READ):
            clock.time("parts", lambda: [list(read_part(part)) for part in parts])
        gists = clock.time("gists", lambda: sorted(map(read_gist, found), key=order_gist))
        clock.time("copies", lambda: [make_bands(make_shingles(one)) for one in reports])
        stories = clock.time("placing in stories", lambda: list(assign_stories(gists)))
        kept = {one.report.id: one for one in found}
        size = sum(
            _build(
                Path(folder) / f"{story.id}.dateline", [kept[one] for one in story.reports], encoder, clock
            )
            for story in stories
        )
    words = sum(len(one.text.split()) for one in reports)
    figures = {"reports a story": len(reports) / len(stories), "KB a gist": _weigh(gists) / 1000}
    return figures | describe(clock.spent, len(reports), words, sum(map(len, parts)), size)


def _weigh(gists: list[Gist]) -> float:
    """Return how many bytes a gist takes on its way between processes."""
    return sum(len(pickle.dumps(one)) for one in gists) / len(gists)


def _write_texts(sources: list[Report]) -> Iterator[str]:
    """Yield articles under a line with their day."""
    for one in sources[:_REPORTS]:
        day = date.fromisoformat(one.published.value or "")
        yield f"{day:%B} {day.day}, {day.year}\n\n{one.text}"


def _build(file: Path, told: list[Findings], encoder: Encoder, clock: _Clock) -> int:
    """Build the case of a story and return its bytes."""
    with Case.open_or_create(file) as case:
        memory = case.memory()
        memory.note(told)
        record = clock.time(
            "joining", lambda: link_by_date(told, lambda some: find_in_reports(some, encoder=encoder), memory)
        )
        clock.time("cases", lambda: case.extend(told, record, model="none", remembered=memory.fresh))
    return file.stat().st_size


def describe(spent: dict[str, float], reports: int, words: int, parts: int, cases: int) -> dict[str, float]:
    """Return the figures of seconds spent by step on so many reports, of so many words and bytes."""
    each = {step: seconds / reports for step, seconds in spent.items()}
    figures = {"words a report": words / reports, "finding, words a second": words / spent["finding"]}
    figures |= {f"{step}, ms a report": 1000 * seconds for step, seconds in each.items()}
    bytes_of = {"findings and stories": parts / reports, "a case a story": cases / reports}
    figures |= {f"{name}, KB a report": size / 1000 for name, size in bytes_of.items()}
    for name, many in _SIZES.items():
        for part, size in bytes_of.items():
            seconds = sum(
                cost for step, cost in each.items() if (step in _OF_CASES) == (part == "a case a story")
            )
            hours, gigabytes = many * seconds / 3600, many * size / 1e9
            figures[f"{name}, {part}: processor hours"] = hours
            figures[f"{name}, {part}: USD for them"] = hours * _PRICES["processor hour, USD"]
            figures[f"{name}, {part}: TB"] = gigabytes / 1000
            figures[f"{name}, {part}: USD a month to keep"] = gigabytes * _PRICES["GB kept for a month, USD"]
        figures[f"{name}: hours in one process"] = many * each["placing in stories"] / 3600
    return figures
