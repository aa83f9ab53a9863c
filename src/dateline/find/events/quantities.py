"""Numbers in running text and what they bound: "at least 23", "dozens", "20 to 30", "Rs. 3 crore".

In: text. Out: where a number stands, with the words that say how exact it is, the least and the most it
means, and the currency of a sum. Whether it counts anything is left to `figures`; numbers that are glued to
letters, that are part of a score, a clock time, a share or an ordinal are none.

How words are read: "dozens" is 24 to 99, "scores" 40 to 99, "hundreds" 200 to 999, and so on up; "several"
and "a few" are 3 to 9, "several hundred" 300 to 999. "About" and "some" leave a tenth on both sides,
"nearly" a tenth below, in whole numbers where things are counted. "At least 23" has no high, and neither has
"more than 100", whose low is 100: that 100 itself is not meant, a closed bound cannot say. "Passed 80
million" has no high either; "half of 94 million" is 47 million.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from dateline.find.timex.numbers import NumberWords
from dateline.lexicons import Scalar, load, match_any
from dateline.nlp.tokens import cuts_character

_LANGUAGE: Final = "en"
_TOLERANCE: Final = 0.1
_WIDEST_LEAD: Final = 28
"""Characters that are searched for words before a number, and for a currency."""
_OPENING: Final = re.compile(r"(?<![\w.,:/#$€£¥₹₨+-])(?:\w+|[^\w\s])")
"""A word or sign that a number may begin with."""
_LARGE: Final = 1000
"""From here on "passed" bounds a number, and "crowns" are money."""


@dataclass(frozen=True, slots=True, order=True)
class Quantity:
    """A number with its bounds.

    Attributes:
        start: First code point, of the word that bounds it or the sign of its currency.
        end: The code point after its last.
        low: The least that is meant, None where that is open.
        high: The most, likewise.
        currency: What a sum of money is counted in, as far as the report says; None for other numbers.
        crowd: Whether the word can count alone, as "dozens" does.
        plain: Whether it is written as a year is: four digits and nothing else.
    """

    start: int
    end: int
    low: float | None
    high: float | None
    currency: str | None = None
    crowd: bool = False
    plain: bool = False


@dataclass(frozen=True, slots=True)
class _Grammar:
    numbers: NumberWords
    tables: Mapping[str, Mapping[str, Scalar]]
    core: re.Pattern[str]
    lead: re.Pattern[str]
    tail: re.Pattern[str]
    passed: re.Pattern[str]
    part: re.Pattern[str]
    currency: re.Pattern[str]
    short: re.Pattern[str]
    change: re.Pattern[str]


@cache
def _grammar() -> _Grammar:
    tables = load(_LANGUAGE, "figures").words
    words = load(_LANGUAGE, "times_words").words
    numbers = NumberWords(
        words["number_small"], words["number_tens"], tables["scales"], {}, words["number_halves"]
    )
    scale, signs = match_any(tables["scales"]), match_any(tables["signs"])
    indian = r"[0-9]{1,2}(?:,[0-9]{2}){1,3},[0-9]{3}(?![0-9])"
    short = rf"[0-9]{{1,6}}(?:[.,][0-9]{{1,3}}){{0,2}}{match_any(tables['short_scales'])}\b"
    number = rf"(?:{match_any(tables['whole'])}|{indian}|{short}|{numbers.pattern()})"
    to = rf"(?:\s?[-–—]\s?|\sto\s|(?P<or>\sor\s)|(?(between)\sand\s|(?!)))(?(sign)(?:{signs}\s?)?)"
    return _Grammar(
        numbers,
        tables,
        re.compile(
            r"(?i)(?<![\w.,:/#$€£¥₹₨+-])(?P<between>between\s)?(?P<sign>"
            rf"{signs}\s?)?(?:(?P<crowd>{match_any(tables['crowd'])})"
            rf"|(?P<vague>{match_any(tables['vague'])})(?:\s(?P<times>{scale}))?"
            rf"|(?P<first>{number})(?:{to}(?P<second>{number}))?|(?P<nobody>{match_any(tables['nobody'])})"
            r"(?!\s(?:more|fewer|less)\s))"
            r"(?!\w|[.,:/][0-9]|[’']\w|[\s-](?:thirds|quarters)\b)"
        ),
        re.compile(rf"(?i)(?<![\w-]){match_any(tables['before'])}\s$"),
        re.compile(rf"(?i)(?:\s|(?=[-+])){match_any(tables['after'])}(?!\w)"),
        re.compile(rf"(?i)(?<![\w-]){match_any(tables['passed'])}\s$"),
        re.compile(
            rf"(?i)(?<![\w-])(?P<part>{match_any(tables['parts'])})\s(?:of\s(?:(?:the|its|those|these|their|that)\s)?|(?:the|its|their)\s)$"
        ),
        re.compile(
            rf"[\s-]?(?:(?P<whole>{match_any(tables['currencies'])})"
            rf"|(?P<large>{match_any(tables['large_coins'])})(?!\sof\b)"
            rf"|(?P<whose>[A-Z][a-z]{{2,12}})\s(?P<coin>{match_any(tables['coins'])}))(?!\w)"
        ),
        re.compile(rf"(?i)([0-9.,]+)({match_any(tables['short_scales'])})"),
        re.compile(rf"(?i)\b{match_any(load(_LANGUAGE, 'figures').lists['changes'])}\s(?:by\s)?$"),
    )


def find_quantities(text: str, start: int = 0, end: int | None = None) -> list[Quantity]:
    """Find the numbers of a text and what they bound.

    Args:
        text: Any text.
        start: Where to begin, in code points.
        end: Where to stop; the end of the text if None.

    Returns:
        Numbers sorted by where they stand; they do not overlap.
    """
    grammar, end = _grammar(), len(text) if end is None else end
    found: list[Quantity] = []
    at = start
    for opening in _OPENING.finditer(text, start, end):
        if opening.start() < at or not _may_begin(opening[0]):
            continue
        match = grammar.core.match(text, opening.start(), end)
        if match is None:
            continue
        one = _read(text, match, found[-1].end if found else start)
        if not cuts_character(text, one.start) and not cuts_character(text, one.end):
            found.append(one)
        at = max(one.end, match.start() + 1)
    return found


def _may_begin(word: str) -> bool:
    """Tell whether a number may begin with a word or sign: most do not, and need not be looked at closely."""
    if word[0].isdigit():
        return True
    folded = word.casefold()
    return folded in _first_words() or folded.startswith(_first_signs())


@cache
def _first_words() -> frozenset[str]:
    """Return the words that a number begins with, folded."""
    tables, words = load(_LANGUAGE, "figures").words, load(_LANGUAGE, "times_words").words
    numbers = [*words["number_small"], *words["number_tens"], "a", "between"]
    named = [word for name in ("whole", "crowd", "vague", "nobody") for word in tables[name]]
    return frozenset(_OPENING.findall(word)[0].casefold() for word in [*numbers, *named])


@cache
def _first_signs() -> tuple[str, ...]:
    """Return what the signs of currencies begin with, folded."""
    return tuple({_OPENING.findall(sign)[0].casefold() for sign in load(_LANGUAGE, "figures").words["signs"]})


def _read(text: str, match: re.Match[str], after: int) -> Quantity:
    """Return what a match means, with the words around it that bound it; none of them before `after`."""
    grammar = _grammar()
    changed = grammar.change.search(text, max(after, match.start() - _WIDEST_LEAD), match.start()) is not None
    low, high, end = _read_bounds(match, changed=changed)
    currency = match["sign"] and str(_look_up(grammar.tables["signs"], match["sign"]))
    named = grammar.currency.match(text, end)
    if named and not match["nobody"] and not (named["large"] and low < _LARGE):
        currency, end = _name_currency(named), named.end()
    begin = match.start() if match["sign"] or (match["between"] and match["second"]) else match.end("between")
    begin = match.start() if begin < 0 else begin
    how = ""
    front = text[max(after, begin - _WIDEST_LEAD) : begin]
    if part := grammar.part.search(front):
        share = float(_look_up(grammar.tables["parts"], part["part"]))
        low, high, begin = _round(low * share), _round(high * share), begin - len(front) + part.start()
    elif lead := grammar.lead.search(front):
        how, begin = str(_look_up(grammar.tables["before"], lead[0])), begin - len(front) + lead.start()
    elif tail := grammar.tail.match(text, end):
        how, end = str(_look_up(grammar.tables["after"], tail[0])), tail.end()
    if not how and (verb := grammar.passed.search(front)):
        size = _look_up(grammar.tables["passed"], verb[0])
        how = "from" if size == "any" or low >= _LARGE else ""
    if match["nobody"]:
        how = ""
    plain = re.fullmatch(r"1[5-9][0-9]{2}|20[0-9]{2}", match[0]) is not None and not how
    bounds = _bound(low, high, how, whole=not currency)
    return Quantity(begin, end, *bounds, currency or None, bool(match["crowd"]), plain)


def _name_currency(match: re.Match[str]) -> str:
    """Return the currency named after a sum: one known by its name, else one by its country and name."""
    tables = _grammar().tables
    if match["large"]:
        return str(_look_up(tables["large_coins"], match["large"]))
    if match["whole"]:
        return str(_look_up(tables["currencies"], match["whole"]))
    return f"{match['whose']} {_look_up(tables['coins'], match['coin'])}"


def _read_bounds(match: re.Match[str], *, changed: bool) -> tuple[float, float, int]:
    """Return the least and the most that the bare number means, and where it ends.

    In "fell $1 to $14" something `changed` by the one number to the other: they are no range.
    """
    tables = _grammar().tables
    if match["nobody"]:
        return 0.0, 0.0, match.end()
    if match["crowd"]:
        return *_read_pair(_look_up(tables["crowd"], match["crowd"])), match.end()
    if match["vague"]:
        low, high = _read_pair(_look_up(tables["vague"], match["vague"]))
        if match["times"] is None:
            return low, high, match.end()
        scale = float(_look_up(tables["scales"], match["times"]))
        return low * scale, (high + 1) * scale - 1, match.end()
    low = _read_number(match["first"])
    if match["second"] is None or changed:
        return low, low, match.end("first")
    high = _read_number(match["second"])
    scale = max((float(s) for w, s in tables["scales"].items() if _ends_in(match["second"], w)), default=1.0)
    scale = scale if not any(_ends_in(match["first"], word) for word in tables["scales"]) else 1.0
    if match["first"][-1].isdigit() and low < high / scale:
        low *= scale
    if low < high and not (match["or"] and high > 2 * low + 1):
        return low, high, match.end()
    return _read_number(match["first"]), _read_number(match["first"]), match.end("first")


def _ends_in(words: str, scale: str) -> bool:
    return re.search(rf"(?i)(?<![^\W\d]){scale}$", words) is not None


def _read_number(words: str) -> float:
    grammar = _grammar()
    whole = _find(grammar.tables["whole"], words)
    if whole is not None:
        return float(whole)
    if short := grammar.short.fullmatch(words):
        return float(short[1].replace(",", "")) * float(_look_up(grammar.tables["short_scales"], short[2]))
    return grammar.numbers.read(words) or 0.0


def _read_pair(pair: Scalar) -> tuple[float, float]:
    low, high = str(pair).split()
    return float(low), float(high)


def _find(table: Mapping[str, Scalar], words: str) -> Scalar | None:
    plain = re.sub(r"\s+", " ", words.strip())
    return table.get(plain, table.get(plain.lower(), table.get(plain.upper())))


def _look_up(table: Mapping[str, Scalar], words: str) -> Scalar:
    """Return what a word stands for that a pattern made of the table matched, in whichever case."""
    found = _find(table, words)
    if found is not None:
        return found
    folded = {word.lower(): value for word, value in table.items()}
    return folded[re.sub(r"\s+", " ", words.strip()).lower()]


def _bound(low: float, high: float, how: str, *, whole: bool) -> tuple[float | None, float | None]:
    """Return the bounds of a number, given how exact the words around it say it is.

    Where whole things are counted (`whole`) a tenth more or less is widened to whole numbers.
    """
    if how == "from":
        return low, None
    if how == "to":
        return None, high
    less, more = _round(low * (1 - _TOLERANCE)), _round(high * (1 + _TOLERANCE))
    if whole and low.is_integer() and high.is_integer():
        less, more = float(math.floor(less)), float(math.ceil(more))
    if how == "almost":
        return less, high
    return (less, more) if how == "about" else (low, high)


def _round(number: float) -> float:
    """Cut what binary fractions leave behind a number."""
    return float(f"{number:.12g}")
