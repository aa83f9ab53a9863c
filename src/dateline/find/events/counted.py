"""What a number counts: "23 Pakistani soldiers", "dozens of the villagers", "40 others".

In: text, its tokens, and the encoder's tags where there are any. Out: the noun after a number, with the
words that narrow it, and the unit it is counted in. What became of the counted is left to `figures`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from dateline.find.events.quantities import Quantity
from dateline.find.names.phrases import to_singular
from dateline.lexicons import Scalar, load
from dateline.model.span import Span
from dateline.nlp.words import Words

_LANGUAGE: Final = "en"
_WIDEST_NOUN: Final = 6
"""Most words from a number to the noun it counts."""
_OF: Final = re.compile(
    r"[\"”’']{0,2}\s+of\s+(?:(?:the|these|those|its|their|his|her|our|my)\s+)?(?:(?P<pronoun>them|us|whom|which|those)\b)?"
)
_GLUED: Final = re.compile(r"-(?=strong\b)")
_PLURAL: Final = re.compile(r"[a-z]{3,}[^su\W]s")
# What ends a noun phrase to the eye of one who has no tags.
_NO_NOUN_AFTER: Final = frozenset(
    (
        *("at", "in", "on", "near", "inside", "outside", "from", "by", "with", "without", "during", "after"),
        *("before", "a", "an", "the", "and", "or", "but", "who", "that", "which"),
        *("was", "were", "are", "is", "had", "have", "has"),
    )
)
_NOUNS: Final = frozenset(("NN", "NNS", "NNP", "NNPS"))
_MODIFIERS: Final = frozenset(
    ("JJ", "JJR", "JJS", "VBN", "VBG", "RB", "HYPH", "CD", "AFX", "POS", "``", "''")
)


@dataclass(frozen=True, slots=True)
class Text:
    """A text cut into tokens; `words` says of each what the encoder says, None where it has not read it."""

    text: str
    tokens: Sequence[Span]
    words: Words | None = None

    def find(self, at: int) -> int:
        """Return the first token that begins at or after a code point."""
        return bisect_left(self.tokens, at, key=lambda token: token.start)

    def word(self, token: int) -> str:
        """Return a token as printed; empty past the end."""
        return self.tokens[token].of(self.text) if 0 <= token < len(self.tokens) else ""

    def tag(self, token: int) -> str:
        """Return a token's Penn tag; empty where it is not known."""
        return self.words.tags[token] if self.words and 0 <= token < len(self.tokens) else ""


@dataclass(frozen=True, slots=True)
class Counted:
    """What a number counts.

    Attributes:
        start: First code point of the words that narrow the noun, or of the noun.
        end: The code point after the noun.
        token: The noun's token; -1 where the number stands for itself ("dozens were held").
        noun: Singular, lower case.
        unit: The unit it is counted in, None where the lexicon does not have the noun.
    """

    start: int
    end: int
    token: int
    noun: str
    unit: str | None


@cache
def _units() -> dict[str, str]:
    words = load(_LANGUAGE, "figures").words
    people = load(_LANGUAGE, "nominals").lists["informants"]
    strays = {"source", "head", "figure", "star", "host", "member"}
    units = {word: "people" for word in people if word not in strays}
    return units | {word: str(unit) for table in ("people", "nouns") for word, unit in words[table].items()}


@cache
def _singulars() -> Mapping[str, Scalar]:
    return load(_LANGUAGE, "figures").words["singulars"]


@cache
def _peoples() -> frozenset[str]:
    demonyms = load(_LANGUAGE, "governments").words["demonym"]
    return frozenset(load(_LANGUAGE, "nominals").lists["peoples"]) | {f"{one}s" for one in demonyms}


@cache
def _endings() -> tuple[str, ...]:
    return load(_LANGUAGE, "figures").lists["people_endings"]


def tell_unit(noun: str) -> tuple[str, str | None]:
    """Return a noun's singular, lower case, and the unit it is counted in; None where it has none."""
    plain = noun.lower()
    singular = str(_singulars().get(plain) or to_singular(plain)[0])
    units = _units()
    for one in (plain, singular):
        if one in units:
            return one, units[one]
    if noun in _peoples() or plain.endswith(_endings()):
        return singular, "people"
    return singular, None


def read_counted(text: Text, quantity: Quantity) -> Counted:
    """Return what follows a number and is counted by it; without a noun, an empty one at the number's end."""
    at = quantity.end
    nothing = Counted(at, at, -1, "", None)
    if glued := _GLUED.match(text.text, at):
        end = glued.end() + len("strong")
        return Counted(end, end, -1, "", "troops")
    if of := _OF.match(text.text, at):
        if of["pronoun"]:
            return Counted(of.end(), of.end(), -1, "", None)
        at = of.end()
    elif not text.text[at : at + 1].isspace():
        return nothing
    first = text.find(at)
    last = _find_head(text, first)
    if last < 0 and of:  # "seven of those killed"
        end = len(text.text[:at].rstrip())
        return Counted(end, end, -1, "", None)
    if last < 0:
        return nothing
    while first < last and _is_no_part(text, first):
        first += 1
    noun, unit = tell_unit(text.word(last))
    if quantity.low != quantity.high or quantity.high != 1:
        unit = unit if _can_be_many(text.word(last), noun) else None
    return Counted(text.tokens[first].start, text.tokens[last].end, last, noun, unit)


def _is_no_part(text: Text, token: int) -> bool:
    """Tell whether a word after a number narrows nothing: "more", or the number of a larger lot."""
    word = text.word(token).lower()
    return (
        word in ("more", "additional", "other", "further", "new")
        or word[0].isdigit()
        or text.tag(token) == "CD"
    )


def _can_be_many(printed: str, noun: str) -> bool:
    """Tell whether a noun as printed can stand for more than one: it is a plural, or is never one."""
    return printed.lower() != noun or noun in load(_LANGUAGE, "figures").lists["invariant"]


def _find_head(text: Text, first: int) -> int:
    """Return the token of the noun that a noun phrase beginning at `first` is about, -1 for none."""
    head = -1
    for token in range(first, min(first + _WIDEST_NOUN, len(text.tokens))):
        word = text.word(token)
        if token > first and not _are_close(text, token):
            break
        if text.words is None:
            if word.lower() in _NO_NOUN_AFTER:
                break
            if not word[0].isalpha() and word != "-" and not (token == first and word.isdigit()):
                break
            if tell_unit(word)[1] is not None:
                return _prefer_next(text, token)
            if head < 0 and _PLURAL.fullmatch(word):
                head = token
            continue
        tag = text.tag(token)
        if tag in _NOUNS or (word.lower() in ("others", "dead", "wounded", "injured") and head < 0):
            if head >= 0 and text.tag(head) in ("NNS", "NNPS") and tag == "NNP":
                break
            head = token
        elif word == "of" and head >= 0 and text.tag(head) == text.tag(token + 1) == "NNP":
            continue  # "10 House of Commons members"
        elif tag not in _MODIFIERS or (head >= 0 and tag not in ("HYPH", "POS", "NN")):
            break
    return head


def _are_close(text: Text, token: int) -> bool:
    """Tell whether no mark but a hyphen or a quotation mark parts a token from the one before."""
    return (
        re.fullmatch(r"\s{0,3}[-‐“”\"'’]?", text.text[text.tokens[token - 1].end : text.tokens[token].start])
        is not None
    )


def _prefer_next(text: Text, token: int) -> int:
    """Return the next token where it is counted too, as in "police officers"."""
    following = text.word(token + 1)
    close = token + 1 < len(text.tokens) and _are_close(text, token + 1)
    is_noun = following.isalpha() and tell_unit(following)[1] is not None
    return (
        token + 1 if close and is_noun and following.lower() not in ("dead", "wounded", "injured") else token
    )
