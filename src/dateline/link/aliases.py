"""Second names that a report itself gives: "also known as …", initials in brackets after the full name.

In come the locals of one report, out go pairs of a local and the other name the text gives it. The phrases
stand in the lexicon; what the pairs join is left to `joining`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from dateline.lexicons import load
from dateline.link.locals import Local, Locals
from dateline.link.names import clean_name, has_letters_of, is_acronym
from dateline.model.span import Span

# What may stand between a name and the second one; longer phrases speak of something else.
_LONGEST_NAME = 80
_NAME = re.compile(r"[A-Z][\w&’'.-]*(?:\s+(?:(?:of|for|and|the|de|ul|al|on|in)\s+){0,2}[A-Z][\w&’'-]*){0,6}")


@dataclass(frozen=True, slots=True)
class SecondName:
    """A name that the text gives to a local besides the one it stands behind.

    `rule` is the phrase's name in the lexicon, `span` reaches from the first name to the end of the second.
    """

    local: Local
    name: str
    rule: str
    span: Span


@dataclass(frozen=True, slots=True)
class _Phrase:
    name: str
    pattern: re.Pattern[str]
    letters: bool


@cache
def _phrases() -> tuple[_Phrase, ...]:
    rules = load("en", "names").rules
    return tuple(_Phrase(r.name, re.compile(r.pattern), bool(r.fields.get("letters"))) for r in rules)


def find_second_names(found: Locals) -> list[SecondName]:
    """Return the second names that a report gives, in the order in which they stand."""
    starts: dict[int, Span] = {}
    for local in found.all:
        for span, _ in local.spans:
            starts[span.start] = max(span, starts.get(span.start, span))
    names: list[SecondName] = []
    for local in found.all:
        for span, _ in local.spans:
            names += _follow(local, span, starts)
    return sorted(names, key=lambda one: (one.span, one.name))


def _follow(local: Local, span: Span, starts: dict[int, Span]) -> Iterator[SecondName]:
    """Yield the names given after `span`: a first one, and one given after that, as initials explained."""
    text = local.report.text
    first = text[span.start : span.end]
    for _ in range(2):
        step = next(_read_phrases(text, first, span, starts), None)
        if step is None:
            return
        rule, second = step
        yield SecondName(local, clean_name(second.of(text)), rule, Span(span.start, second.end))
        first, span = second.of(text), Span(span.start, second.end)


def _read_phrases(text: str, first: str, span: Span, starts: dict[int, Span]) -> Iterator[tuple[str, Span]]:
    for phrase in _phrases():
        match = phrase.pattern.match(text, span.end)
        if match is None:
            continue
        second = _read_name(text, match.end(), starts)
        if second is not None and (not phrase.letters or _abbreviates(first, second.of(text))):
            yield phrase.name, second


def _read_name(text: str, at: int, starts: dict[int, Span]) -> Span | None:
    """Return the mention that begins at `at`, or else the run of capitalised words there."""
    if at in starts:
        return starts[at]
    match = _NAME.match(text, at, at + _LONGEST_NAME)
    return Span(at, at + len(match[0].rstrip(".’'-"))) if match and match[0].rstrip(".’'-") else None


def _abbreviates(left: str, right: str) -> bool:
    left, right = clean_name(left), clean_name(right)
    return (is_acronym(left) and has_letters_of(left, right)) or (
        is_acronym(right) and has_letters_of(right, left)
    )
