"""A statement's sentence -> the outlet through which it reached the report: told, interviewed, quoted, aired.

"Osei told the Valdan Courier", "in an interview last week with Radio Osten", "on ABC's “This Week”", "was
quoted as saying by the daily", "the Courier's Jana Hill". Whether that outlet is the report's own is left to
`authority`, the chain that it makes to `chains`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from dateline.find.names.cast import Cast
from dateline.find.names.names import find_outlet, is_seat
from dateline.find.names.nouns import NounKind, tell_noun
from dateline.find.names.phrases import read_phrase
from dateline.lexicons import Rule, load, match_any
from dateline.model.findings import Mention, MentionType
from dateline.model.span import Span

_LANGUAGE: Final = "en"
# In the words from the cue on: these say to whom the speaker spoke, or who prints it.
_AFTER_CUE: Final = ("was quoted as saying by an outlet", "told an outlet", "wrote in an outlet")
# Anywhere in the sentence outside what is said: the occasion.
_OCCASIONS: Final = ("in an interview with an outlet", "in an outlet's interview")
_ANYWHERE: Final = (*_OCCASIONS, "in words to an outlet", "on the air")
# How far ahead of the cue an occasion may stand, unless the sentence opens with it.
_AHEAD: Final = 200
# How far behind the cue an outlet may be named, in code points.
_REACH: Final = 60
_NAME: Final = re.compile(r"[A-Z][\w&’'.-]*(?<![’'.])(?:\s+(?:of\s+)?(?:[A-Z][\w&-]*|\d{1,4}\b))*")
_TIME: Final = re.compile(
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|\w+ber)\b"
)
# The channel in "Fox 35", "Radio 4".
_NUMBER: Final = re.compile(r"\s\d{1,3}\b(?![\w.,%-]*\d)")
_POSSESSIVE: Final = re.compile(r"[’']s?\s+")


@dataclass(frozen=True, slots=True)
class Relay:
    """An outlet through which a statement reached the report.

    Attributes:
        name: The outlet's name; None for "the newspaper" where the report never names it.
        start: Where it is named.
        told: Whether the speaker spoke to it, as against the outlet reporting on its own.
    """

    name: str | None
    start: int
    told: bool


@cache
def _rules() -> dict[str, tuple[Rule, re.Pattern[str]]]:
    return {rule.name: (rule, re.compile(rule.pattern)) for rule in load(_LANGUAGE, "relays").rules}


@cache
def _kinds() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what says before and after an outlet's name that it is one: "state radio", "newspaper"."""
    lists = load(_LANGUAGE, "relays").lists
    kinds, described = match_any(lists["kinds_of_outlet"]), match_any(lists["describing_outlets"])
    before = re.compile(rf"(?:(?:the|an?|its|his|her)\s+)?(?:{described}\s+)*(?P<kind>(?:{kinds}\s+)*)", re.I)
    return before, re.compile(rf"\s+{kinds}\b")


def find_relay(
    cast: Cast, cue: Sequence[Span], source: Sequence[Span], content: Sequence[Span], sentence: Span
) -> Relay | None:
    """Find the outlet that, by a statement's sentence, was told it, asked for it, aired or printed it."""
    if not cue:
        return None
    first, last = cue[0], cue[-1]
    for relay, start in _matches(cast, _AFTER_CUE, Span(first.start, min(sentence.end, last.end + 140))):
        if start <= last.end + _REACH:
            return relay
    said = [*content, *source]
    for relay, start in _matches(cast, _ANYWHERE, sentence):
        ahead = start < first.start and (first.start - start < _AHEAD or start - sentence.start < _REACH)
        near = first.start <= start <= last.end + _REACH
        if (ahead or near) and not any(s.start <= relay.start < s.end for s in said):
            return relay
    return None


def find_occasion(cast: Cast, sentence: Span) -> Relay | None:
    """Find the outlet of the interview that a sentence sets, for what is said after it."""
    return next((relay for relay, _ in _matches(cast, _OCCASIONS, sentence)), None)


def find_employer(cast: Cast, source: Sequence[Span], name: str) -> str | None:
    """Return the outlet for which the speaker called `name` writes or talks: "the Courier's Jana Hill"."""
    for span in source:
        named = cast.between(span.start, span.end)
        for one in (m for m in named if m.type is MentionType.OUTLET):
            for person in (m for m in named if m.type is MentionType.PERSON and m.name == name):
                between = cast.text[min(one.end, person.end) : max(one.start, person.start)]
                rule = "an outlet's writer" if one.start < person.start else "a writer of an outlet"
                if _rules()[rule][1].fullmatch(between):
                    return one.name
    return None


def _matches(cast: Cast, names: Sequence[str], within: Span) -> Iterator[tuple[Relay, int]]:
    """Yield the outlets that rules find in a stretch of text, each with where its words begin."""
    folded = within.of(cast.text).casefold()
    for name in names:
        rule, pattern = _rules()[name]
        if not rule.may_match(folded):
            continue
        for match in pattern.finditer(cast.text, within.start, within.end):
            relay = _read_outlet(cast, match.start("outlet"), rule=name)
            if relay is not None:
                yield relay, match.start()


def _read_outlet(cast: Cast, offset: int, *, rule: str) -> Relay | None:
    """Return the outlet named, or pointed back to, at `offset`, after the words of a rule."""
    text, told = cast.text, rule != "was quoted as saying by an outlet"
    before, after = _kinds()
    lead = before.match(text, offset)
    start = lead.end() if lead else offset
    near = [m for m in cast.between(offset, min(len(text), start + 70)) if m.start <= start + 1]
    named = next((m for m in near if m.type is MentionType.OUTLET), None) or (near[-1] if near else None)
    if named is not None and named.type is MentionType.PERSON:
        return _read_outlet_of(cast, named, rule)
    printed = None if named is not None else _NAME.match(text, start)
    if named is not None:
        number = _NUMBER.match(text, named.end)
        name = (named.name or "") + (number.group() if number else "")
        begin, end = named.start, number.end() if number else named.end
    elif printed is not None:
        name, begin, end = printed.group(), printed.start(), printed.end()
    else:
        return _read_noun(cast, offset, told=told)
    called = bool(lead and lead["kind"]) or after.match(text, end) is not None
    known = named is not None and named.type is MentionType.OUTLET
    known = known or find_outlet(name) is not None or _sounds(name.split()[:1])
    if not (known or called or (rule == _OCCASIONS[0] and _may_be_outlet(name, named))):
        return None
    if rule == "on the air" and not _is_aired(text, name, end):
        return None
    return Relay(find_outlet(name) or name, begin, told)


def _read_outlet_of(cast: Cast, person: Mention, rule: str) -> Relay | None:
    """Return the outlet whose reporter was told: "told Jana Hill of the Courier"."""
    link = _rules()["a writer of an outlet"][1].match(cast.text, person.end)
    if link is None:
        return None
    mention = next((m for m in cast.between(link.end(), link.end() + 60) if m.start <= link.end() + 1), None)
    if mention is None or mention.type is not MentionType.OUTLET:
        return None
    return Relay(mention.name, mention.start, rule != "was quoted as saying by an outlet")


def _may_be_outlet(name: str, named: Mention | None) -> bool:
    """Tell whether who interviewed someone can be an outlet: no place, no ministry."""
    if named is not None and named.type not in (MentionType.ORGANIZATION, MentionType.OTHER):
        return False
    if _TIME.match(name) or name in ("Mr", "Mrs", "Ms", "Dr"):
        return False
    return (
        not is_seat(name)
        and name.rsplit(maxsplit=1)[-1].lower() not in load(_LANGUAGE, "nominals").lists["body_names"]
    )


def _sounds(words: Sequence[str]) -> bool:
    """Tell whether one of the words is of those in broadcasters' names."""
    return not set(load(_LANGUAGE, "relays").lists["broadcasters"]).isdisjoint(words)


def _is_aired(text: str, name: str, end: int) -> bool:
    """Tell whether "on" before an outlet means its programme: a broadcaster's, and no "on CNN's report"."""
    owner = _POSSESSIVE.match(text, end)
    return _sounds(name.split()) and (
        owner is None or re.match(r"[“\"‘'A-Z]|\w+\s+(?:show|program)", text[owner.end() :][:40]) is not None
    )


def _read_noun(cast: Cast, offset: int, *, told: bool) -> Relay | None:
    """Return the outlet that "the newspaper" at `offset` points back to."""
    words = re.compile(r"[^.;:“”\",]{2,60}").match(cast.text, offset)
    if words is None or not words.group().strip():
        return None
    phrase = read_phrase(words.group())
    if tell_noun(phrase) is not NounKind.OUTLET or not phrase.points_back or phrase.plural:
        return None
    names = [m.name for m in cast.mentions if m.type is MentionType.OUTLET and m.start < offset]
    return Relay(names[-1] if names else None, offset, told)
