"""What `dateline build` costs from files to a case, step by step, beside the encoder and SQLite alone.

The reports are the cut training articles of PolNeAR of `scaling`, each under a line with its day, written to
files, so that all of it is done: the files read, the reports searched, joined and kept. Costs are processor
time. "The encoder alone" reads the same texts, "SQLite alone" writes the same rows into the same tables with
their indexes; both in the same run.

    .venv/bin/python -m evaluation.building ../shared/data 5000
"""

import sqlite3
import sys
import time
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

from dateline.engine.building import extend_case
from dateline.ingest.reading import read_reports
from dateline.model.findings import Findings
from dateline.model.report import Report
from dateline.nlp.encoder import Encoder
from evaluation.scaling import cut_texts
from evaluation.timelines import read_politics

_SIZES = (100, 1_000)
_SOURCES = 250


class _Clock:
    """Takes the processor time at which each part of a build begins."""

    def __init__(self) -> None:
        self.began = {"finding": time.process_time()}

    def __call__(self, things: Iterable[Findings]) -> Iterable[Findings]:
        """Pass on each report's findings."""
        return things

    def say(self, task: str) -> None:
        """Be told what is done now."""
        self.began[task] = time.process_time()

    def read(self) -> dict[str, float]:
        """Return the seconds of each part, by its name."""
        ends = [*self.began.items(), ("", time.process_time())]
        return {name: end - start for (name, start), (_, end) in pairwise(ends)}


def measure(data: Path, sizes: Sequence[int] = _SIZES) -> dict[str, float]:
    """Return reports and words a second, each part's share, and what the whole costs beside bare floors."""
    sources = sorted(read_politics(data / "polnear"), key=lambda one: one.id)[:_SOURCES]
    figures: dict[str, float] = {}
    for size in sizes:
        with TemporaryDirectory() as folder:
            reports = Path(folder) / "reports"
            reports.mkdir()
            for n, text in enumerate(cut_texts(sources, size)):
                (reports / f"{n:06}.txt").write_text(text, "utf-8")
            figures |= {f"{size:,} reports, {name}": value for name, value in _build(reports).items()}
    return figures


def _build(reports: Path) -> dict[str, float]:
    case = reports.parent / "pile.dateline"
    warm = reports.parent / "warm"
    warm.mkdir()
    for file in sorted(reports.iterdir())[:20]:
        (warm / file.name).write_bytes(file.read_bytes())
    extend_case(reports.parent / "warm.dateline", [str(warm)], create=True)
    clock, clock_began = _Clock(), time.perf_counter()
    held = extend_case(case, [str(reports)], create=True, watch=clock).held
    took = time.perf_counter() - clock_began
    parts = clock.read()
    whole = sum(parts.values())
    read = [one for one in read_reports([str(reports)]) if isinstance(one, Report)]
    words = sum(len(one.text.split()) for one in read)
    began = time.process_time()
    Encoder.load().encode([(one.text, one.body) for one in read])
    encoder = time.process_time() - began
    rows = write_rows(case, reports.parent / "bare.sqlite")
    return {
        "reports a second by the clock": held / took,
        "words a second by the clock": words / took,
        "joining, share": parts["Joining"] / whole,
        "keeping, share": parts["Keeping"] / whole,
        "the whole, encoder alone = 1": whole / encoder,
        "keeping, SQLite alone = 1": parts["Keeping"] / rows,
        "case, kB a report": case.stat().st_size / 1000 / held,
    }


def write_rows(case: Path, bare: Path) -> float:
    """Return the processor seconds to write the rows of a case into the same tables, but for its search."""
    with sqlite3.connect(f"file:{case}?mode=ro", uri=True) as source, sqlite3.connect(bare) as target:
        wanted = "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type DESC, name"
        made = [(kind, name, sql) for kind, name, sql in source.execute(wanted) if not _is_of_search(name)]
        tables = [name for kind, name, _ in made if kind == "table"]
        held = {name: source.execute(f'SELECT * FROM "{name}"').fetchall() for name in tables}
        began = time.process_time()
        for kind, _, sql in made:
            if kind in ("table", "index"):
                target.execute(sql)
        for name, rows in held.items():
            if rows:
                target.executemany(f'INSERT INTO "{name}" VALUES ({", ".join("?" * len(rows[0]))})', rows)
        target.commit()
        return time.process_time() - began


def _is_of_search(name: str) -> bool:
    return name.startswith(("fulltext", "sqlite_"))


def main() -> None:
    sizes = [int(one) for one in sys.argv[2:]] or _SIZES
    for name, figure in measure(Path(sys.argv[1]), sizes).items():
        print(f"{name:60} {figure:10.4g}")


if __name__ == "__main__":
    main()
