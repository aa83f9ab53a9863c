"""Entries of the record in two columns for a terminal: when and which, the words and what is said of them.

In: for each entry its date, its id, and its texts, each with a note. Out: a table that reads well from 60
columns up. Beside each entry stands the beginning of its id, which `dateline explain` takes.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table
from rich.text import Text

from dateline.export.page.controls import show_controls
from dateline.model.report import Report

BRIEF_ID = 8
"""Characters of an id that are printed: of ten thousand entries two begin alike once in a hundred records."""
_WIDTH = 120
"""Columns where no terminal says how many it has: in a file or a pipe."""
_NARROWEST = 17  # "17 September 2011"


@dataclass(frozen=True, slots=True)
class Line:
    """Words of the reports, and what is said of them underneath; without words a note on the entry."""

    words: str
    note: str


def make_console() -> Console:
    """Return a console on standard output, as wide as the terminal; 120 columns where there is none."""
    wide = sys.stdout.isatty() or os.environ.get("COLUMNS", "").isdigit()
    return Console(highlight=False, width=None if wide else _WIDTH)


def print_ledger(rows: Iterable[tuple[str, str, Iterable[Line]]], *, console: Console) -> None:
    """Print entries, an empty line between two; nothing in them moves the cursor or hides.

    Args:
        rows: For each entry what stands at its left, as its date or its kind; its id; its lines.
        console: Where to.
    """
    table = Table(box=None, pad_edge=False, show_header=False, padding=(0, 2, 0, 0))
    table.add_column(min_width=_NARROWEST, max_width=_NARROWEST + 5)
    table.add_column(ratio=1)
    for at, (heading, entry, lines) in enumerate(rows):
        if at:
            table.add_row("", "")
        left = Text.assemble((heading, "bold"), "\n", (entry[:BRIEF_ID], "dim"))
        table.add_row(left, Text("\n").join(text for line in lines for text in _lay_out(line)))
    console.print(table)


def _lay_out(line: Line) -> Iterator[Text]:
    if line.words:
        yield Text(_show(line.words))
    yield Text(_show(line.note), style="italic")


def _show(words: str) -> str:
    return " ".join(show_controls(words).split())


def name_report(report: Report) -> str:
    """Return the outlet that printed a report, or its file where that is not known."""
    return report.outlet or report.path.rsplit("/", 1)[-1]
