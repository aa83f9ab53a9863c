"""What the words that a match captured stand for: numbers, modifiers, years.

In: a match and its context. Out: the number, modifier or year, None where the match captured none.
"""

import re

from dateline.find.timex.anchors import Context
from dateline.find.timex.grammar import Match
from dateline.find.timex.periods import Unit

_DIGITS = re.compile(r"[0-9]+")
_LAST_SHORT_YEAR = 40  # "'41" is 1941


def number_in(match: Match, group: str) -> int | None:
    """Return the first figures of what `group` captured, None where it captured nothing."""
    words = match.words.get(group)
    found = _DIGITS.search(words) if words else None
    return int(found[0]) if found else None


def word_in(match: Match, context: Context, group: str) -> int | None:
    """Return the number that the word captured by `group` stands for, None where it captured nothing."""
    words = match.words.get(group)
    return int(context.grammar.look_up(match.classes[group], words)) if words else None


def mod_in(match: Match, context: Context) -> str | None:
    """Return the TIMEX3 modifier that a match begins with."""
    for group in ("mod_after", "mod_glued", "mod_inner", "mod", "mod_day", "length"):
        words = match.words.get(group)
        if words and (found := str(context.grammar.look_up(group, words))):
            return found
    return None


def read_year(match: Match, context: Context) -> int | None:
    """Return the year a match names, astronomical; None where it names none."""
    spelled = match.words.get("spelled_year")
    if spelled:
        return context.grammar.numbers.read_year(spelled)
    year = number_in(match, "year")
    if year is None and (short := number_in(match, "two_digits")) is not None:
        year = (1900 if short > _LAST_SHORT_YEAR else 2000) + short
    if year is None and (last := number_in(match, "range_year")) is not None and context.told is not None:
        first = context.told.year
        year = first // 100 * 100 + last + (100 if last < first % 100 else 0)  # "1998-02"
    if year is not None and "bc" in match.words:
        return 1 - year
    return year


def unit_in(match: Match, context: Context, group: str) -> Unit:
    """Return the unit that `group` captured."""
    return Unit(str(context.grammar.look_up(match.classes[group], match.words[group])))
