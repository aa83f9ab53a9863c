"""Who said what, for a terminal: the words, under them whose they are, in which report, and of what day."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from rich.console import Console

from dateline.export.ledger import Line, print_ledger
from dateline.export.page.words import say_published_briefly
from dateline.model.plain import to_json_line
from dateline.model.record import StatementEntry
from dateline.model.report import ReportHead

_AT_ONCE = 100
"""So many are laid out together: the first stand there before the last are read."""


def print_statements(
    entries: Iterable[StatementEntry], heads: Mapping[str, ReportHead], *, console: Console
) -> None:
    """Print statements in the order given.

    Args:
        entries: What is printed.
        heads: Their reports, by id.
        console: Where to.
    """
    rows = (
        (say_published_briefly(heads[one.report].published), one.id, _tell(one, heads[one.report]))
        for one in entries
    )
    some = list(islice(rows, _AT_ONCE))
    if not some:
        console.print("Nobody is found saying this.")
    while some:
        print_ledger(some, console=console)
        some = list(islice(rows, _AT_ONCE))
        if some:
            console.print()


def write_array(entries: Iterable[StatementEntry]) -> Iterator[str]:
    """Yield the lines of one JSON array, an entry a line, in the shape of the record's `statements.jsonl`."""
    last = None
    for one in entries:
        yield "[" if last is None else f"{last},"
        last = to_json_line(one)
    yield "[]" if last is None else f"{last}\n]"


def _tell(entry: StatementEntry, head: ReportHead) -> Iterator[Line]:
    nameless = entry.anonymity.descriptor if entry.anonymity is not None else "somebody not named"
    whose = " ← ".join(entry.chain) or entry.speaker.name or nameless
    outlet = head.outlet or head.path.rsplit("/", 1)[-1]
    yield Line(entry.content, f"{whose}, {entry.act}, {entry.form}; {outlet}")
