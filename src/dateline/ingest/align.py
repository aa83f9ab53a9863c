"""Which lines of a page stand in a text that was taken from it: the words are compared, not the white space.

An extractor gives its article as a text of its own, with paragraphs joined, split or cleaned. Findings need
offsets into the page, so what it took is found again in the page's own lines.
"""

import re
from collections.abc import Sequence

_WORD = re.compile(r"\w+")
_GRAM = 4


def cover_lines(lines: Sequence[str], text: str) -> list[float]:
    """Return for each of `lines` the share of its words, 0 to 1, that stands in `text`.

    Words in runs of four are compared; a line of fewer words counts only where it is a line of `text`.
    """
    words = _split(text)
    joined = f" {' '.join(words)} "
    grams = {tuple(words[i : i + _GRAM]) for i in range(len(words) - _GRAM + 1)}
    short = {" ".join(_split(line)) for line in text.split("\n")}
    shares = []
    for line in lines:
        own = _split(line)
        if not own:
            shares.append(0.0)
        elif len(own) < _GRAM:
            shares.append(float(" ".join(own) in short))
        elif f" {' '.join(own)} " in joined:
            shares.append(1.0)
        else:
            runs = [tuple(own[i : i + _GRAM]) for i in range(len(own) - _GRAM + 1)]
            shares.append(sum(run in grams for run in runs) / len(runs))
    return shares


def _split(text: str) -> list[str]:
    return _WORD.findall(text.lower())
