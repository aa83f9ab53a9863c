"""What a check of a case found, for a terminal and as JSON."""

import json

from rich.console import Console
from rich.text import Text

from dateline.export.page.controls import show_controls
from dateline.model.checked import Checkup
from dateline.model.plain import to_plain

_SHOWN = 20


def print_checkup(checkup: Checkup, *, console: Console) -> None:
    """Print what was verified in counts, then each fault with where it is and what to do."""
    width = max((len(f"{many:,}") for many in checkup.verified.values()), default=0)
    for what, many in checkup.verified.items():
        console.print(Text(f"{many:>{width},} {what}"))
    for words in checkup.notes:
        console.print(Text(f"\nNote: {words}"))
    for fault in checkup.faults[:_SHOWN]:
        console.print(Text(show_controls(f"\n{fault.where}: {fault.what}"), "bold"))
        console.print(Text(f"  What to do: {fault.todo}."))
    if checkup.found > _SHOWN:
        console.print(f"\nand {checkup.found - _SHOWN:,} more; --format json has them")
    verdict = "\nSound." if checkup.sound else f"\nNot sound: {checkup.found:,} faults."
    console.print(Text(verdict, "bold"))


def to_json(checkup: Checkup) -> str:
    """Return the same as JSON: `sound`, `verified`, `faults` (`where`, `what`, `todo`), `found`, `notes`."""
    return json.dumps({"sound": checkup.sound, **to_plain(checkup)}, ensure_ascii=True)
