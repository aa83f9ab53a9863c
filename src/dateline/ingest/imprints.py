"""In which outlet a report appeared, where an imprint line on the page says so."""

import re
from collections.abc import Sequence
from functools import cache

from dateline.lexicons import load
from dateline.model.report import Furniture, FurnitureKind
from dateline.nlp.calendar import find_calendar_dates


def find_outlet(text: str, furniture: Sequence[Furniture]) -> str | None:
    """Return the outlet that the first imprint line naming one names, as printed; None where none does.

    Args:
        text: The whole text.
        furniture: Only its imprint pieces are read: prose that speaks of a publication is no imprint.
    """
    for piece in furniture:
        if piece.kind is FurnitureKind.IMPRINT:
            for line in text[piece.start : piece.end].splitlines():
                if outlet := read_imprint(line):
                    return outlet
    return None


def read_imprint(line: str) -> str | None:
    """Return the outlet that an imprint line names, None where it names none."""
    for pattern in _patterns():
        found = pattern.search(line)
        # "Published in March" names a month where a name would stand.
        if found and not find_calendar_dates(found["outlet"]) and not _is_month(found["outlet"]):
            outlet = found["outlet"].rstrip(".")
            return outlet[0].upper() + outlet[1:]
    return None


def _is_month(words: str) -> bool:
    return words.split()[0].lower() in load("en", "calendar").words["month"]


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(rule.pattern) for rule in load("en", "imprints").rules)
