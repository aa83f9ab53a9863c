"""When two words are one of another script, or a slip: the same consonants, and nearly the same letters."""

from functools import lru_cache

_SHORTEST = 5
# Letters that stand for one sound in words carried over from another script.
_SOUNDS = str.maketrans({"q": "k", "c": "k", "w": "v", "z": "s", **dict.fromkeys("aeiouyh'", "")})


@lru_cache(maxsize=65536)
def read_skeleton(word: str) -> str:
    """Return the first letter of a folded word and the consonants behind it, double ones once: "ysf"."""
    sounds = word[:1] + word[1:].translate(_SOUNDS)
    return "".join(sign for at, sign in enumerate(sounds) if not at or sign != sounds[at - 1])


def are_spellings(left: str, right: str) -> bool:
    """Tell whether two folded words are ways to write one: "gilbane" and "gillbane", not "hale" and "hall".

    They have one skeleton and differ by one letter put in, left out or changed; by two in longer words.
    """
    short, long = sorted((left, right), key=len)
    if len(short) < _SHORTEST or read_skeleton(left) != read_skeleton(right):
        return False
    return _count_edits(short, long) <= (1 if len(short) < 8 else 2)


def _count_edits(left: str, right: str) -> int:
    """Return the edit distance (Levenshtein 1966)."""
    above = list(range(len(right) + 1))
    for row, sign in enumerate(left, 1):
        line = [row]
        for column, other in enumerate(right, 1):
            line.append(min(above[column] + 1, line[-1] + 1, above[column - 1] + (sign != other)))
        above = line
    return above[-1]
