"""What became of the counted: killed, hurt, held, driven out, gone missing.

In: a number, the noun it counts, their text. Out: the unit and the word that tells. What stands right beside
the number is read from the words ("23 soldiers were executed", "killing at least 23", "the toll rose to 23"),
what stands further off from the tree of the sentence ("23 people in the old town were killed"). Those who do
something to others ("two gunmen killed 14") are not told by it, and a denial tells of nobody.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from dateline.find.events.counted import Counted, Text
from dateline.find.events.quantities import Quantity
from dateline.lexicons import load, match_any
from dateline.model.span import Span
from dateline.nlp.words import Words

_LANGUAGE: Final = "en"
_WIDEST_LEAD: Final = 90
"""Characters before a number that are searched for what was done to the counted."""
_ASIDE: Final = re.compile(
    r"\s?,\s(?:including|among|most|mostly|many|some|all|nearly|at least)[^,.;:]{3,80},"
)
_MOST_STEPS: Final = 4
_OBJECTS: Final = frozenset(("obj", "iobj"))


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of the counted, and where that is said."""

    unit: str
    cue: Span


@dataclass(frozen=True, slots=True)
class _Patterns:
    after: re.Pattern[str]
    before: re.Pattern[str]
    told: re.Pattern[str]
    of: re.Pattern[str]
    lives: re.Pattern[str]
    units: dict[str, dict[str, str]]


@cache
def _patterns() -> _Patterns:
    words, lists = load(_LANGUAGE, "figures").words, load(_LANGUAGE, "figures").lists
    done, became = words["done_to"], words["became"]
    auxiliary = rf"(?:{match_any([*lists['auxiliaries'], *lists['nots']])}|\w+ly)\s+"
    filler = rf"(?:{match_any(lists['fillers'])}\s+)?"
    # "The execution last week of 12 sailors."
    when = r"(?:(?:last|this|earlier|on|in)\s+\w+\s+(?:(?:last|this)\s+\w+\s+)?)?"
    adverb = r"(?:\w+ly\s+|\w+ed\s+and\s+|\w+ed\s+or\s+)?"
    return _Patterns(
        after=re.compile(
            rf"(?i)(?:,(?=\s+who\b))?\s+(?P<between>(?:{auxiliary}){{0,6}})"
            rf"(?:(?P<became>{match_any([*became, *words['gathered']])})|(?P<done>{match_any(done)}))\b"
        ),
        before=re.compile(
            rf"(?i)\b(?P<cue>{match_any(done)})\s+(?:(?:and|or)\s+{match_any(done)}\s+)?{filler}$"
        ),
        told=re.compile(
            rf"(?i)\b(?P<cue>{match_any(words['told_before'])})\b"
            rf"(?:[^.;:]{{0,60}}?\b(?:to|at|of|was|is|initially|reached|from|topped|exceeded|passed|hit)\s+|:?\s+){filler}$"
        ),
        of=re.compile(rf"(?i)\b(?P<cue>{match_any(words['of_them'])})\s+{when}of\s+{filler}$"),
        lives=re.compile(rf"(?i)\b(?P<cue>{match_any(words['lives'])})\s+(?:the\s+lives\s+of\s+)?{adverb}$"),
        units={name: {w.lower(): str(u) for w, u in words[name].items()} for name in words},
    )


def find_fate(text: Text, quantity: Quantity, counted: Counted) -> Fate | None:
    """Find what became of the counted: said right beside them, else by the tree of their sentence.

    Args:
        text: With the encoder's grammar where there is any; without it only what stands near is read.
        quantity: A number.
        counted: What it counts.

    Returns:
        None where nothing is said to have become of them, and for sums of money.
    """
    if quantity.currency:
        return None
    fate = _find_beside(text, quantity, counted)
    if fate is None and text.words is not None and (counted.token >= 0 or quantity.crowd):
        token = counted.token if counted.token >= 0 else text.find(quantity.end) - 1
        units = _patterns().units
        if found := _find_in_tree(text, text.words, token, units):
            fate = Fate(found[0], text.tokens[found[1]])
    return fate


def _find_beside(text: Text, quantity: Quantity, counted: Counted) -> Fate | None:
    patterns = _patterns()
    lead = text.text[max(0, quantity.start - _WIDEST_LEAD) : quantity.start]
    offset = quantity.start - len(lead)
    names = {"before": "done_to", "told": "told_before", "of": "of_them"}
    if counted.noun in ("life", "live", "lives") or re.search(r"(?i)\bthe\s+lives\s+of\s+$", lead):
        match = patterns.lives.search(lead)
        return match and Fate("killed", Span(offset + match.start("cue"), offset + match.end("cue")))
    if (after := _read_after(text, counted)) is not None:
        return after
    for name, table in names.items():
        if (match := getattr(patterns, name).search(lead)) is not None:
            unit = patterns.units[table][re.sub(r"\s+", " ", match["cue"]).lower()]
            if unit and not (name == "before" and _is_noun(text, offset + match.start("cue"))):
                return Fate(unit, Span(offset + match.start("cue"), offset + match.end("cue")))
    return None


def _is_noun(text: Text, at: int) -> bool:
    """Tell whether the word at a code point is a noun, as "arrests" may be; no where it is not known."""
    return text.tag(text.find(at)).startswith("NN")


def _read_after(text: Text, counted: Counted) -> Fate | None:
    """Read what became of the counted from the words right after them, past an aside between commas."""
    patterns, lists = _patterns(), load(_LANGUAGE, "figures").lists
    at = counted.end
    if aside := _ASIDE.match(text.text, at):
        at = aside.end()
    match = patterns.after.match(text.text, at)
    if match is None:
        return None
    between = match["between"].lower()
    if any(word in between.replace("n't", " n't").replace("n’t", " n’t").split() for word in lists["nots"]):
        return None
    cue = Span(match.start("became"), match.end("became")) if match["became"] else Span(*match.span("done"))
    word = re.sub(r"\s+", " ", cue.of(text.text)).lower()
    units = patterns.units
    if match["became"] and (unit := units["became"].get(word)):
        return Fate(unit, cue)
    if match["became"]:
        return Fate(units["gathered"][word], cue) if (counted.unit or "people") == "people" else None
    passive = any(word in lists["passives"] for word in between.split())
    if not passive and _begins_object(text, cue.end):
        return None
    return Fate(units["done_to"][word], cue) if units["done_to"][word] else None


def _begins_object(text: Text, at: int) -> bool:
    """Tell whether someone follows to whom it was done, so that the counted are those who did it."""
    token = text.find(at)
    if token >= len(text.tokens) or re.match(r"\s*[,.;:!?)—–-]", text.text[at : at + 4]):
        return False
    if text.words is not None:
        return text.tag(token)[:2] in ("DT", "CD", "JJ", "NN", "PR", "$") and text.tag(token) != "NNP"
    return (
        re.fullmatch(
            r"(?i)the|an?|his|her|its|their|\d+|one|two|three|four|five|six|seven|eight|nine|ten|at|dozens|hundreds",
            text.word(token),
        )
        is not None
    )


def _find_in_tree(
    text: Text, words: Words, token: int, units: Mapping[str, Mapping[str, str]]
) -> tuple[str, int] | None:
    """Return the unit and the word by which the tree tells what was done to those whom a token counts."""
    done, became, of_them = units["done_to"], units["became"], units["of_them"]
    at = token
    for _ in range(_MOST_STEPS):
        head, relation = words.heads[at], words.relations[at]
        if head < 0:
            return None
        word = text.word(head).lower()
        if relation in ("conj", "appos", "flat"):
            at = head
            continue
        if relation == "nsubj":
            if unit := became.get(word):
                return unit, head
            unit = done.get(word)
            return (
                (unit, head)
                if unit and words.tags[head] == "VBN" and _is_passive(text, words, head)
                else None
            )
        if relation in _OBJECTS:
            unit = done.get(word)
            return (unit, head) if unit and words.tags[head].startswith("VB") else None
        if relation == "nmod" and _has_case(text, words, at, "of"):
            unit = of_them.get(word)
            return (unit, head) if unit else None
        return None
    return None


def _is_passive(text: Text, words: Words, verb: int) -> bool:
    """Tell whether a form of "be" or "get" stands before a participle as its auxiliary."""
    passives = ("were", "was", "are", "is", "be", "been", "being", "got", "get")
    return any(
        words.heads[one] == verb
        and words.relations[one] in ("aux", "cop")
        and text.word(one).lower() in passives
        for one in range(max(0, verb - 6), verb)
    )


def _has_case(text: Text, words: Words, noun: int, preposition: str) -> bool:
    """Tell whether a preposition leads up to a noun."""
    return any(
        words.heads[one] == noun and text.word(one).lower() == preposition
        for one in range(max(0, noun - 8), noun)
    )
