"""What a report says of where a place lies: beside its name, and by the countries it speaks of.

In: text and where a name stands in it. Out: the country or state that the words beside the name put it in
("Hyderabad, Sindh", "the Pakistani city of Hyderabad"), whether they make it no town ("the island of"), and
the countries that the whole report speaks of. Which place is meant is left to `places`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from dateline.lexicons import load, match_any
from dateline.link.actors.gazetteer import Town, fold_place, load_gazetteer
from dateline.model.findings import Findings
from dateline.model.span import Span

_LANGUAGE: Final = "en"
_MOST_WORDS: Final = 3
_MOST_KEPT: Final = 50_000
"""Names whose meaning is kept, so that it is looked up once for all reports."""
_CAPITALISED: Final = re.compile(r"[A-Z][\w.’'-]*(?:\s(?:of\s)?[A-Z][\w.’'-]*)*")


@dataclass(frozen=True, slots=True)
class Within:
    """A part of the world that is said to hold a place: a country, of the US perhaps a state."""

    country: str
    region: str | None
    words: str

    def holds(self, town: Town) -> bool:
        """Tell whether a town lies in it."""
        return town.country == self.country and self.region in (None, town.region)


def find_countries(findings: Findings) -> frozenset[str]:
    """Return the codes of the countries that a report speaks of, and "US-OH" for a state of the US."""
    demonyms = load(_LANGUAGE, "governments").words["demonym"]
    found: set[str] = set()
    text = findings.report.text
    for span in findings.report.body:
        for match in _CAPITALISED.finditer(text, span.start, span.end):
            words = match[0].split()
            for first in range(len(words)):
                for last in range(first + 1, min(first + _MOST_WORDS, len(words)) + 1):
                    printed = " ".join(words[first:last])
                    name = printed.rstrip(".’'")
                    within = read_within(printed) or read_within(name)
                    if within is not None:
                        found.update((within.country, f"{within.country}-{within.region}"))
                    elif (country := demonyms.get(name)) is not None:
                        found.update(code for code in [_find_code(str(country))] if code)
    return frozenset(found)


def _find_code(country: str) -> str | None:
    known = load_gazetteer().countries.get(fold_place(country))
    return known[0] if known else None


@lru_cache(_MOST_KEPT)
def read_within(name: str) -> Within | None:
    """Return the country or the part of one that a name stands for; None where it is unclear or is none."""
    lexicon, gazetteer = load(_LANGUAGE, "places"), load_gazetteer()
    if (state := lexicon.words["states"].get(name)) is not None:
        return Within("US", str(state), name)
    name = re.sub(r"[’']s?$", "", name)
    if name in lexicon.lists["unclear"]:
        return None
    if (country := gazetteer.countries.get(fold_place(name))) is not None:
        return Within(country[0], None, name)
    if (region := lexicon.words["regions"].get(name)) is not None:
        return Within(str(region), None, name)
    if (known := gazetteer.states.get(fold_place(name))) is not None:
        return Within("US", known[0], name)
    return None


@cache
def _around() -> tuple[re.Pattern[str], ...]:
    lists = load(_LANGUAGE, "places").lists
    direction = rf"(?:(?:the\s)?{match_any(lists['directions'])}\s)?"
    after = re.compile(
        rf"\s?(?:,\s|\sin\s|,\sin\s|\s\(){direction}((?:[A-Z][\w.’'-]*\.?)(?:\s(?:of\s)?[A-Z][\w.’'-]*){{0,2}})"
    )
    before = re.compile(
        rf"([A-Z][\w.]+(?:\s[A-Z][\w.]+)?)(?:[’']s)?\s(?:[a-z-]+\s){{0,2}}?{match_any(lists['settlements'])}(?:\sof)?\s$"
    )
    others = match_any(load(_LANGUAGE, "places").lists["no_towns"])
    other_before = re.compile(rf"(?i)\b{others}\s(?:of\s)(?:the\s)?$")
    other_after = re.compile(rf"(?i)\s{others}\b")
    return after, before, other_before, other_after


def find_within(text: str, span: Span) -> list[Within]:
    """Return what the words beside a name say it lies in; empty where they do not say."""
    after, before = _around()[:2]
    if (match := after.match(text, span.end)) is not None:
        words = match[1].split()
        for count in range(len(words), 0, -1):
            name = " ".join(words[:count])
            for one in (name, name.rstrip(".’'")):
                if (within := read_within(one)) is not None:
                    return [within]
    demonyms = load(_LANGUAGE, "governments").words["demonym"]
    if (match := before.search(text[max(0, span.start - 60) : span.start])) is not None:
        for name in (match[1], match[1].split()[-1]):
            country = str(demonyms.get(name, name))
            if (within := read_within(country)) is not None:
                return [within]
    return []


def is_other_thing(text: str, span: Span) -> bool:
    """Tell whether the words beside a name make it that of an island, a river or a province."""
    before, after = _around()[2:]
    lead = text[max(0, span.start - 24) : span.start]
    return before.search(lead) is not None or after.match(text, span.end) is not None
