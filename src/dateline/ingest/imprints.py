"""In which outlet a report appeared, where an imprint line or a masthead on the page says so."""

import re
from collections.abc import Sequence
from functools import cache
from itertools import takewhile

from dateline.lexicons import load
from dateline.model.report import Furniture, FurnitureKind
from dateline.model.span import Span
from dateline.nlp.calendar import find_calendar_dates

# A masthead stands over the article: nearer to the page's start than this many lines.
_MASTHEAD_LINES = 4
_HEADING_LINES = 8
_SEPARATOR = re.compile(r"\s*[|·•–—]\s*|\s{2,}|\t")
_LONGEST_NAME = 6


def find_outlet(text: str, furniture: Sequence[Furniture], body: Sequence[Span] = ()) -> str | None:
    """Return the outlet that the page names as its own, as printed; None where it names none.

    An imprint line says it outright; failing that, a line between headline and article, or a masthead over
    the article does.

    Args:
        text: The whole text.
        furniture: Of the rest nothing is read: prose that speaks of a publication is no imprint. Sorted.
        body: The article; what stands before it and is not furniture is its heading. Sorted.
    """
    return _find_imprint(text, furniture) or _find_in_heading(text, body) or _find_masthead(text, furniture)


def _find_in_heading(text: str, body: Sequence[Span]) -> str | None:
    lines = text[: body[0].start].splitlines()[-_HEADING_LINES:] if body else []
    return next((outlet for line in lines if (outlet := read_imprint(line))), None)


def _find_imprint(text: str, furniture: Sequence[Furniture]) -> str | None:
    for piece in furniture:
        if piece.kind is FurnitureKind.IMPRINT:
            for line in text[piece.start : piece.end].splitlines():
                if outlet := read_imprint(line):
                    return outlet
    return None


def _find_masthead(text: str, furniture: Sequence[Furniture]) -> str | None:
    for piece in furniture:
        if text.count("\n", 0, piece.start) >= _MASTHEAD_LINES:
            return None
        if outlet := read_masthead(text[piece.start : piece.end].splitlines()[0]):
            return outlet
    return None


def read_masthead(line: str) -> str | None:
    """Return the outlet whose masthead `line` is, None where it is none.

    A masthead is a name that ends as outlets' names do, alone or before other things set apart from it:
    "THE HARBOUR COURIER Region Sport", "Elm Valley Post · 3 May 2011 · Page 1". Capitals are written as a
    name is.
    """
    words = _SEPARATOR.split(line.strip())[0].split()
    capitals = list(takewhile(str.isupper, words))
    name = capitals if len(capitals) > 1 else words
    nouns = load("en", "imprints").lists["outlet_nouns"]
    if not 1 < len(name) <= _LONGEST_NAME or name[-1].lower() not in nouns:
        return None
    if not all(word[0].isupper() or word in ("of", "and", "the") for word in name):
        return None
    return " ".join(name).title() if capitals == name else " ".join(name)


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
    return words.split(maxsplit=1)[0].lower() in load("en", "calendar").words["month"]


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(rule.pattern) for rule in load("en", "imprints").rules)
