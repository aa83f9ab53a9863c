"""Corrections to lines and back, for a colleague's case, and to a table for a terminal."""

import json
from collections.abc import Iterable, Sequence

from rich.console import Console

from dateline.export.ledger import Line, print_ledger
from dateline.model.correction import Correction, Deed, Unfit, describe, find_live, make_correction
from dateline.model.errors import UsageError
from dateline.model.plain import from_plain, to_json_line


def to_lines(corrections: Iterable[Correction]) -> str:
    """Return corrections as JSON lines, in their order; nothing where there are none."""
    return "".join(f"{to_json_line(one)}\n" for one in corrections)


def read_lines(lines: str) -> list[Correction]:
    """Return the corrections that `to_lines` wrote.

    Raises:
        UsageError: A line is no correction, or not as it was written.
    """
    found = []
    for number, line in enumerate(lines.splitlines(), 1):
        if not line.strip():
            continue
        try:
            one = from_plain(Correction, json.loads(line))
        except (ValueError, TypeError, KeyError) as error:
            raise UsageError(f"line {number} is no correction of dateline ({error})") from None
        again = make_correction(
            one.deed, one.target, at=one.at, by=one.by, other=one.other, values=one.values, why=one.why
        )
        if again != one:
            raise UsageError(f"line {number}: not as it was written; export it again")
        found.append(one)
    return found


def print_corrections(corrections: Sequence[Correction], unfit: Sequence[Unfit], *, console: Console) -> None:
    """Print corrections in their order: when, which, what each does, who made it and why, if it holds."""
    if not corrections:
        console.print("No corrections. `dateline correct --help` says how to make one.")
        return
    live = {one.id for one in find_live(tuple(corrections))}
    missing = {one.correction.id: one.why for one in unfit}
    rows = ((one.at[:10], one.id, [Line(describe(one), _note(one, live, missing))]) for one in corrections)
    print_ledger(rows, console=console)


def _note(one: Correction, live: set[str], missing: dict[str, str]) -> str:
    note = f"by {one.by}" + (f": {one.why}" if one.why else "")
    if one.deed is not Deed.UNDO and one.id not in live:
        return f"{note} · undone"
    return f"{note} · does not fit: {missing[one.id]}" if one.id in missing else note
