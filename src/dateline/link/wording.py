"""Whether two sentences are nearly the same words, and two quotations of one saying."""

import re

_WORD = re.compile(r"\w+")
_SHARED = 0.6
_CONTAINED = 0.85
_QUOTED = re.compile(r"[“\"`‘']")
_FIRST = 8  # words that two quotations of one saying begin with


def say_the_same(left: str, right: str) -> bool:
    """Tell whether two sentences share most of their words, or one nearly holds the other."""
    one, other = (set(_WORD.findall(words.casefold())) for words in (left, right))
    if not one or not other:
        return left == right
    shared = len(one & other)
    return shared / len(one | other) >= _SHARED or shared / min(len(one), len(other)) >= _CONTAINED


def quote_the_same(left: str, right: str) -> bool:
    """Tell whether two quotations begin with the same words: a saying is quoted again long after it."""
    if not (_QUOTED.match(left) and _QUOTED.match(right)):
        return False
    one, other = (_WORD.findall(words.casefold())[:_FIRST] for words in (left, right))
    return len(one) == _FIRST and one == other
