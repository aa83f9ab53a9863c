"""In which half of the earth a report's seasons fall, told by the places that it names.

In: the context of a season. Out: the hemisphere, or None where no place tells or the places are of both: the
season's months are left open then. Countries near the equator tell nothing.
"""

import re
from bisect import bisect_left
from enum import Enum
from functools import cache

from dateline.find.timex.anchors import Context
from dateline.lexicons import load, match_any

_LANGUAGE = "en"


class Hemisphere(Enum):
    """Half of the earth; in the southern one summer begins in December."""

    NORTH = "north"
    SOUTH = "south"


# What may begin a name that tells.
_WORD = re.compile(r"\b(?:[A-Z]\w*|northern|southern|austral|boreal|antipodean)")
_SENTENCE = re.compile(r"[.!?]['\"”’)]*\s+(?=[\"“‘']?[A-Z])|\n\s*\n")
_REACH = 300  # characters to each side in which the sentence is looked for
_FIRST = re.compile(r"\w+")
_SHARE = 0.9  # of the places of a report that must be of one hemisphere


def find_hemisphere(start: int, end: int, context: Context) -> Hemisphere | None:
    """Return where a season at `[start, end)` falls, by the places of its sentence or of the whole report."""
    if context.places is None:
        context.places = _find_places(context)
    places = context.places
    first, last = _find_sentence(start, end, context.text)
    here = places[bisect_left(places, (first, "")) : bisect_left(places, (last, ""))]
    halves = {half for _, half in here}
    if halves:
        return Hemisphere(halves.pop()) if len(halves) == 1 else None
    for half in Hemisphere:
        if places and sum(one == half.value for _, one in places) >= _SHARE * len(places):
            return half
    return None


def _find_sentence(start: int, end: int, text: str) -> tuple[int, int]:
    stops = [stop.end() for stop in _SENTENCE.finditer(text, max(0, start - _REACH), start)]
    stop = _SENTENCE.search(text, end, end + _REACH)
    return (stops[-1] if stops else max(0, start - _REACH)), (stop.start() if stop else end + _REACH)


def _find_places(context: Context) -> list[tuple[int, str]]:
    """Return where the report's article names a place that tells, and which half of the earth it lies in."""
    names = _index_names(_LANGUAGE)
    places, free = [], 0
    for span in context.body:
        for word in _WORD.finditer(context.text, span.start, span.end):
            at = word.start()
            for pattern, half in names.get(word[0].lower(), ()) if at >= free else ():
                found = pattern.match(context.text, at, span.end)
                if found is not None:
                    places.append((at, half))
                    free = found.end()
                    break
    return places


@cache
def _index_names(language: str) -> dict[str, list[tuple[re.Pattern[str], str]]]:
    """Return the names that begin with a word, longer ones first, each with its half of the earth."""
    lists = load(language, "times_hemispheres").lists
    names = [(name, half.value) for half in Hemisphere for name in lists[half.value]]
    index: dict[str, list[tuple[re.Pattern[str], str]]] = {}
    for name, half in sorted(names, key=lambda one: (-len(one[0]), one[0])):
        first = _FIRST.match(name)
        pattern = re.compile(match_any([name]) + r"(?!\w)", re.IGNORECASE)
        index.setdefault(first[0] if first else name, []).append((pattern, half))
    return index
