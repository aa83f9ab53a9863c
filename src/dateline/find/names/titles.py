"""The titles, ranks and offices before a person's name: where they begin, and whether one is an office."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final

from dateline.lexicons import load, match_any

_LANGUAGE: Final = "en"
# How far before a name its title may begin.
_TITLE_REACH: Final = 90
# The word right before a name: unless it ends a title, the slow look is spared.
_WORD_BEFORE: Final = re.compile(r"([^\W\d_]+)\.?,?\s+$")


@cache
def _last_words() -> frozenset[str]:
    lists = load(_LANGUAGE, "offices").lists
    titles = [t for kind in ("titles", "honorifics", "regal", "offices") for t in lists[kind]]
    return frozenset(re.split(r"[\s-]", title)[-1].lower() for title in titles)


@lru_cache(maxsize=256)  # whoever takes part, speaks or is named asks for the same names of a report
def find_title_start(text: str, start: int) -> int:
    """Return where the title before the name at `start` begins, `start` where there is none."""
    before = _WORD_BEFORE.search(text, max(0, start - 30), start)
    if before is None or before[1].lower() not in _last_words():
        return start
    low = max(0, start - _TITLE_REACH)
    line = max(text.rfind("\n", low, start) + 1, low)
    begin = line
    for stop in re.finditer(r"[.!?,;:—–“”\"(]\s+(?=\S)", text[begin:start]):
        word = re.search(r"[\w.]+$", text[begin : begin + stop.start() + 1])
        if word is None or not _is_short(word.group()):
            line = begin + stop.end()
    return _match_title(text, line, start)


def _is_short(word: str) -> bool:
    """Tell "U.S." and "Gen." from the last word of a sentence: "… with Osei. Mayor Vale"."""
    before_names = load(_LANGUAGE, "abbreviations").lists["before_names"]
    return re.fullmatch(r"(?:[A-Z]\.)+", word) is not None or (
        word.endswith(".") and word[:-1].lower() in before_names
    )


@cache
def _title_before() -> re.Pattern[str]:
    lists = load(_LANGUAGE, "offices").lists
    titles = match_any([*lists["titles"], *lists["honorifics"], *lists["regal"]])
    offices = match_any(lists["offices"])
    before = match_any(lists["before_offices"])
    capital = r"(?:(?:al[\s-])?[A-Z][\w.&-]*|(?:U\.S\.|U\.K\.|U\.N\.))(?:[’']s)?"
    return re.compile(
        rf"\b(?:(?:{capital}|(?i:{before})|of|for|and)[\s-]+){{0,6}}(?:{titles}\.?|(?i:{offices})),?\s+$"
    )


def _match_title(text: str, line: int, start: int) -> int:
    match = _title_before().search(text, line, start)
    if match is None:
        return start
    found = match.start()
    lead = re.match(
        r"(?:(?:of|for|and|The|A|An|But|And|When|As|If|While|Both|In|On|At|For|With|By)\s+)+",
        text[found:start],
    )
    return found + lead.end() if lead else found


def is_office(title: str) -> bool:
    """Tell whether a title names an office: not a form of address, nor a rank alone."""
    plain = title.casefold()
    return plain not in _ranks() and _office_at_end().search(plain) is not None


@cache
def _ranks() -> frozenset[str]:
    return frozenset(rank.casefold() for rank in load(_LANGUAGE, "offices").lists["titles"])


@cache
def _office_at_end() -> re.Pattern[str]:
    offices = load(_LANGUAGE, "offices").lists["offices"]
    return re.compile(rf"\b(?:{'|'.join(re.escape(office.casefold()) for office in offices)})$")
