"""Words of events, folded so that a verb and its noun are one: "resigned", "resignation" → "resign".

In: a word as printed. Out: what it has in common with its other forms. It is for comparing and not for
reading: "arrive" comes out as "arriv".
"""

import re
from functools import cache
from typing import Final

from dateline.lexicons import load

_LEAST: Final = 3  # letters that are left of a word
# What a noun has that its verb has not, the longest first; what is written in its place.
_OF_NOUNS: Final = (
    ("ication", "y"),
    ("ization", "iz"),
    ("isation", "iz"),
    ("ation", ""),
    ("ition", ""),
    ("ction", "ct"),
    ("ption", "pt"),
    ("ution", "ut"),
    ("sion", "s"),
    ("tion", "t"),
    ("ment", ""),
    ("ance", ""),
    ("ence", ""),
    ("al", ""),
)
# Left off of what the nouns' endings do not tell: "operate" beside "operation".
_OF_VERBS: Final = ("ate", "ise", "ize", "at", "is", "iz", "e")


@cache
def fold_word(word: str) -> str:
    """Return a word without what tells its forms apart, in small letters; only its letters count."""
    plain = re.sub(r"[^\w]+", "", word.casefold())
    known = _look_up(plain)
    if known is None and plain.endswith("s"):
        plain = _leave_off_plural(plain)
        known = _look_up(plain)
    return _cut(known or _uninflect(plain))


def _look_up(word: str) -> str | None:
    words = load("en", "stems").words
    known = words["forms"].get(word) or words["nouns"].get(word)
    return None if known is None else str(known)


def _leave_off_plural(word: str) -> str:
    """Return a word without the s of many, or of one who does something now."""
    if word.endswith(("ss", "us", "is")):
        return word
    for ending, instead in (("ies", "y"), ("sses", "ss"), ("shes", "sh"), ("ches", "ch"), ("s", "")):
        if (left := _leave_off(word, ending, instead)) is not None:
            return left
    return word


def _uninflect(word: str) -> str:
    """Return the bare form of a verb, as far as the spelling tells; "carried" → "carry"."""
    if (left := _leave_off(word, "ied", "y")) is not None:
        return left
    for ending in ("ing", "ed"):
        left = _leave_off(word, ending, "")
        if left is not None and re.search(r"[aeiouy]", left):
            doubled = left[-1] == left[-2] and left[-1] not in "lsz"
            return left[:-1] if doubled else left
    return word


def _cut(word: str) -> str:
    for ending, instead in _OF_NOUNS:
        if (left := _leave_off(word, ending, instead, _LEAST + 1)) is not None:
            word = left
            break
    for ending in _OF_VERBS:
        if (left := _leave_off(word, ending, "", _LEAST)) is not None:
            return left
    return word


def _leave_off(word: str, ending: str, instead: str, least: int = _LEAST) -> str | None:
    """Return a word with another ending, None where it has not that one or too little is left."""
    if not word.endswith(ending) or len(word) - len(ending) < least:
        return None
    return word[: len(word) - len(ending)] + instead
