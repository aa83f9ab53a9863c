"""What the reader takes to answer on a case of 5,000 reports: milliseconds and bytes, by page and by search.

The reports are those of `scaling`. Each page is asked for a first time, which puts its templates into code,
and then five times more, of which the median counts; a page of one entry is that of the actor, report and
statement with most to tell. Forty searches are made of the case's own words: words, phrases, beginnings,
`NEAR`, and each field, all by meaning too; each is asked once in a process that has the encoder loaded.
Processor time is what the floors are on, for other work on the machine does not count in it; what the clock
says stands beside it. "dateline open" is timed from the start of its process to the first byte of its page.

    .venv/bin/python -m evaluation.reader STORY.dateline
"""

import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from urllib.parse import parse_qsl, quote_plus
from urllib.request import urlopen

import sqlalchemy as sa

from dateline.case.file import Case
from dateline.case.opening import connect
from dateline.case.schema import evidence
from dateline.engine.finding import find_in_reports
from dateline.link.linking import link
from dateline.nlp.encoder import Encoder
from dateline.nlp.release import read_model_version
from dateline.reader.asked import Asked
from dateline.reader.desktop import read_desktop
from dateline.reader.drawing import draw_page
from dateline.reader.page import Page, pages
from evaluation.scaling import make_pile
from evaluation.timelines import read_politics

_REPORTS = 5_000
_SOURCES = 250
_SEARCHES = 40
_AGAIN = 5
_WORD = re.compile(r"[A-Za-z]{5,}")
_TOLD = re.compile(r"http://127\.0\.0\.1:\d+/")


def measure(data: Path) -> dict[str, float]:
    """Return milliseconds and kilobytes of each page, and what the slowest searches but two take."""
    texts = sorted(read_politics(data / "polnear"), key=lambda one: one.id)[:_SOURCES]
    pile = make_pile(list(find_in_reports(texts, encoder=Encoder.load())), _REPORTS)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "pile.dateline"
        with Case.open_or_create(path) as case:
            case.extend(pile, link(pile), model=read_model_version())
        return measure_case(path)


def measure_case(path: Path) -> dict[str, float]:
    """Return the figures of one case."""
    figures: dict[str, float] = {}
    spent: list[float] = []
    took: list[float] = []
    sizes: list[float] = []
    for name, address in find_addresses(path).items():
        page = next(one for one in pages() if one.name == name)
        costs = [_time(partial(_answer, path, page, address)) for _ in range(1 + _AGAIN)]
        spent.append(median(one[0] for one in costs[1:]))
        took.append(median(one[1] for one in costs[1:]))
        sizes.append(len(costs[0][2].encode()) / 1000)
        figures[f"page {name}, processor ms"] = spent[-1]
        figures[f"page {name}, kB"] = sizes[-1]
        if name == "story":
            figures["first page, processor ms"] = spent[-1]
            figures["first page by the clock, ms"] = took[-1]
            figures["first page, kB"] = sizes[-1]
    figures["slowest page, processor ms"] = max(spent)
    figures["slowest page by the clock, ms"] = max(took)
    figures["largest page, kB"] = max(sizes)
    search = next(one for one in pages() if one.name == "search")
    _answer(path, search, "/search?q=warm")
    asked = [
        _time(partial(_answer, path, search, f"/search?q={quote_plus(query)}"))
        for query in make_searches(path)
    ]
    figures["searches"] = len(asked)
    figures["searches, 95th percentile, processor ms"] = quantiles((one[0] for one in asked), n=20)[-1]
    figures["searches, 95th percentile by the clock, ms"] = quantiles((one[1] for one in asked), n=20)[-1]
    figures["searches, median by the clock, ms"] = median(one[1] for one in asked)
    figures["dateline open to the first byte, ms"] = median(_start(path) for _ in range(3))
    return figures


def find_addresses(path: Path) -> dict[str, str]:
    """Return an address of each page by its name: of one entry, that which rests on most words."""
    ids = {"report": _find_fullest(path, "report", None)}
    for table, name in (("actors", "actor"), ("statements", "entry")):
        ids[name] = _find_fullest(path, "entry", table)
    return {page.name: page.path.replace("{id}", ids.get(page.name, "")) for page in pages()}


def _find_fullest(path: Path, column: str, table: str | None) -> str:
    wanted = sa.select(evidence.c[column]).group_by(evidence.c[column])
    if table is not None:
        wanted = wanted.where(evidence.c.entry_table == table)
    with connect(path, write=False).connect() as connection:
        ordered = wanted.order_by(sa.func.count().desc(), evidence.c[column]).limit(1)
        return str(connection.execute(ordered).scalar_one())


def make_searches(path: Path) -> list[str]:
    """Return searches made of a case's words, the same for the same case."""
    return list(islice(_make_searches(path), _SEARCHES))


def _make_searches(path: Path) -> Iterator[str]:
    with Case.open(path) as case:
        said = list(islice(case.statements(), 0, None, max(1, len(case.statements()) // 200)))
        outlets = [one for one in case.reports().count_by("outlet") if one]
    for n, one in enumerate(said):
        words = _WORD.findall(one.content)
        if len(words) < 3 or one.published is None:
            continue
        a, b, c = words[:3]
        yield (
            a,
            f"{a} {b}",
            f'"{" ".join(one.content.split()[:3])}"',
            f"{a[:4]}* {b}",
            f"NEAR({a} {b}, 8)",
            f"{a} OR {b} OR {c}",
            f'speaker:"{one.speaker.name}" {a}' if one.speaker.name else f"kind:{one.speaker.kind} {a}",
            f"act:{one.act} {a}",
            f"kind:{one.speaker.kind} form:{one.form} {b}",
            f'outlet:"{outlets[n % len(outlets)]}" {a}' if outlets else b,
            f"after:{(one.published.earliest or '2016')[:7]} {a}",
            " ".join(one.content.split()[:12]).replace('"', ""),
        )[n % 12]


def _answer(path: Path, page: Page, address: str) -> str:
    where, _, query = address.partition("?")
    asked = Asked(where, parse_qsl(query), {"id": where.rsplit("/", 1)[-1]})
    with Case.open(path) as case, case.snapshot():
        view = page.read(case, asked)
        desktop = read_desktop(case, by="", done=None)
    return draw_page(page, view, asked, story=path.stem, may_change=True, desktop=desktop)


def _time(work: Callable[[], str]) -> tuple[float, float, str]:
    """Return the milliseconds of processor time and by the clock that some work takes, and what it gives."""
    spent, began = time.process_time(), time.perf_counter()
    given = work()
    return 1000 * (time.process_time() - spent), 1000 * (time.perf_counter() - began), given


def _start(path: Path) -> float:
    """Return the milliseconds from the start of `dateline open` to the first byte of its page."""
    began = time.perf_counter()
    command = [sys.executable, "-m", "dateline", "open", str(path), "--no-browser"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        address = None
        while address is None:
            address = _TOLD.search(process.stderr.readline())
        with urlopen(address[0]) as answer:
            answer.read(1)
        took = 1000 * (time.perf_counter() - began)
        process.terminate()
    return took


def main() -> None:
    for name, figure in measure_case(Path(sys.argv[1])).items():
        print(f"{name:60} {figure:10.1f}")


if __name__ == "__main__":
    main()
