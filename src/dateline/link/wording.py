"""Whether two sentences are nearly the same words."""

import re

_WORD = re.compile(r"\w+")
_SHARED = 0.6
_CONTAINED = 0.85


def say_the_same(left: str, right: str) -> bool:
    """Tell whether two sentences share most of their words, or one nearly holds the other."""
    one, other = (set(_WORD.findall(words.casefold())) for words in (left, right))
    if not one or not other:
        return left == right
    shared = len(one & other)
    return shared / len(one | other) >= _SHARED or shared / min(len(one), len(other)) >= _CONTAINED
