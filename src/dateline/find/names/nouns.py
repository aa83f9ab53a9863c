"""What kind of source a common noun stands for: a person, a crowd, a body, an outlet, a text."""

from __future__ import annotations

import re
from enum import Enum, auto
from functools import cache
from typing import Final

from dateline.find.names.cast import full_head
from dateline.find.names.phrases import Phrase
from dateline.lexicons import load

# What is said only of human beings, and how words for what they do end.
_HUMAN: Final = re.compile(r"\b(?:who|whose name|(?:his|her) (?:name|last name|surname)|\w+-year-old)\b")
_CALLING: Final = re.compile(r"\w{2}(?:ist|man|woman|person)$")


class NounKind(Enum):
    """What a noun stands for as a source."""

    PERSON = auto()
    CROWD = auto()
    BODY = auto()
    OUTLET = auto()
    OUTLET_PIECE = auto()
    TEXT = auto()
    UNKNOWN = auto()


@cache
def _lists() -> dict[str, frozenset[str]]:
    lists = load("en", "nominals").lists
    offices = frozenset(full_head(o.lower()) for o in load("en", "offices").lists["offices"])
    demonyms = frozenset(load("en", "governments").words["demonym"])
    kinds = {name: frozenset(words) for name, words in lists.items()}
    return {**kinds, "offices": offices, "demonyms": demonyms}


def tell_noun(phrase: Phrase) -> NounKind:
    """Tell what kind of source a phrase without a name is; `UNKNOWN` where the lexicons do not have its noun.

    The plural of someone who knows ("officials", "analysts") is a source like one of them; of others
    ("residents", "Democrats") it is a crowd.
    """
    lists, head = _lists(), phrase.head
    last_two = " ".join([*phrase.modifiers[-1:], head])
    if last_two in lists["outlet_pieces"] or head in lists["outlet_pieces"]:
        return NounKind.OUTLET_PIECE
    if head in lists["outlets"] or last_two in lists["outlets"]:
        return NounKind.OUTLET
    if phrase.plural:
        if head in lists["knowing"] or (head == "people" and "familiar" in phrase.text):
            return NounKind.PERSON
        if head in lists["crowds"]:
            return _tell_crowd(phrase)
    if head in lists["documents"]:
        return NounKind.TEXT
    if phrase.plural and (head in lists["bodies"] or head in lists["informants"]):
        return NounKind.CROWD
    if head in lists["bodies"] and head != "operator":
        return NounKind.BODY
    if phrase.presents_one and (head.capitalize() in lists["demonyms"] or head in lists["adherents"]):
        return NounKind.PERSON
    if head in lists["informants"] or full_head(head) in lists["offices"] or last_two in lists["offices"]:
        return NounKind.PERSON
    if head in lists["crowds"] or head in lists["many"]:
        return NounKind.CROWD
    return NounKind.PERSON if not phrase.plural and _is_human(phrase) else NounKind.UNKNOWN


def _is_human(phrase: Phrase) -> bool:
    """Tell whether a noun that no lexicon has is of a human being: "a diver who", "a botanist"."""
    return _HUMAN.search(phrase.text) is not None or _CALLING.search(phrase.head) is not None


def _tell_crowd(phrase: Phrase) -> NounKind:
    """Tell a crowd from a few who know something: "people close to the minister", "two people briefed"."""
    knowing = (
        "familiar",
        "close to",
        "briefed",
        "with knowledge",
        "with direct knowledge",
        "involved in",
        "privy",
        "who have seen",
        "who had seen",
        "who have read",
        "who had read",
        "who know",
        "who knew",
    )
    return NounKind.PERSON if any(word in phrase.text for word in knowing) else NounKind.CROWD
