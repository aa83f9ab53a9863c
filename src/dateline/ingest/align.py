"""Where the words of an article stand on the page it was taken from: lines of the page, in order, each once.

An extractor gives its article as a text of its own, with paragraphs joined, split or cleaned. Findings need
offsets into the page, so what it took is found again in the page's own lines: the heaviest chain of lines
that runs through both in the same order. A headline that the page repeats ten times is taken once.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

_WORD = re.compile(r"\w+")
_GRAM = 4
_MOST_PLACES = 50  # of one line in the article; more only in tables of figures
_MOST_MATCHES = 100_000  # of all lines: a page that repeats one line without end is no article
_ENOUGH = 0.5  # of a line's runs of four words, where it does not stand in the article whole


@dataclass(frozen=True, slots=True)
class _Match:
    """Line `line` stands at words `start` to `end` of the article; `weight` words of it do."""

    line: int
    start: int
    end: int
    weight: float


def align_lines(lines: Sequence[str], article: str) -> list[bool]:
    """Tell for each line of a page whether its words stand in `article`, in order, each place once.

    Case, punctuation and white space do not count. A line of fewer than four words counts only between lines
    that stand in the article, or where it is a line of its own there.
    """
    words = [_split(line) for line in lines]
    target = _split(article)
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at in range(len(target) - _GRAM + 1):
        places[tuple(target[at : at + _GRAM])].append(at)
    most = max(1, min(_MOST_PLACES, _MOST_MATCHES // max(1, len(lines))))
    matches = [match for n, own in enumerate(words) for match in _find_matches(n, own, target, places, most)]
    chain = _find_heaviest_chain(matches, len(target))
    taken = [False] * len(lines)
    for match in chain:
        taken[match.line] = True
    for line in _fill_gaps(chain, words, target):
        taken[line] = True
    return taken


def _find_matches(
    line: int, own: Sequence[str], target: Sequence[str], places: dict[tuple[str, ...], list[int]], most: int
) -> list[_Match]:
    if len(own) < _GRAM:
        return []
    size = len(own)
    starts = places.get(tuple(own[:_GRAM]), [])[:most]
    whole = [_Match(line, at, at + size, size) for at in starts if target[at : at + size] == own]
    if whole:
        return whole
    runs = [places.get(tuple(own[i : i + _GRAM]), []) for i in range(size - _GRAM + 1)]
    hits = [i for i, found in enumerate(runs) if found]
    if len(hits) <= _ENOUGH * len(runs):
        return []
    # A line that is there in part (its link was taken out, say) stands where its first run does.
    first, last = hits[0], hits[-1]
    share = len(hits) / len(runs)
    return [_Match(line, at, at + last - first + 1, share * size) for at in runs[first][:most]]


def _find_heaviest_chain(matches: Sequence[_Match], size: int) -> list[_Match]:
    """Return matches with growing lines and places that do not overlap, of the greatest weight in all."""
    ends: list[int] = [0]  # the best chain that ends by each place, growing in both
    best: list[tuple[float, int]] = [(0.0, -1)]  # its weight, and its last match
    before: list[int] = []
    by_line: dict[int, list[int]] = defaultdict(list)
    for n, match in enumerate(matches):
        by_line[match.line].append(n)
    for line in sorted(by_line):
        found = []
        for n in by_line[line]:
            weight, last = best[bisect_left(ends, matches[n].start + 1) - 1]
            found.append((n, weight + matches[n].weight, last))
        before.extend(last for _, _, last in found)
        for n, weight, _ in found:
            _keep_best(ends, best, matches[n].end, weight, n)
    chain, at = [], best[-1][1]
    while at >= 0:
        chain.append(matches[at])
        at = before[at]
    return chain[::-1]


def _keep_best(ends: list[int], best: list[tuple[float, int]], end: int, weight: float, match: int) -> None:
    at = bisect_left(ends, end + 1)
    if best[at - 1][0] >= weight:
        return
    if ends[at - 1] == end:
        at -= 1
        best[at] = (weight, match)
    else:
        ends.insert(at, end)
        best.insert(at, (weight, match))
    while at + 1 < len(ends) and best[at + 1][0] <= weight:
        del ends[at + 1], best[at + 1]


def _fill_gaps(chain: Sequence[_Match], words: Sequence[list[str]], target: Sequence[str]) -> list[int]:
    """Return the short lines that stand in the article between two lines of the chain."""
    filled = []
    for left, right in pairwise(chain):
        at = left.end
        for line in range(left.line + 1, right.line):
            own = words[line]
            if not own or len(own) >= _GRAM:
                continue
            found = next(
                (i for i in range(at, right.start - len(own) + 1) if target[i : i + len(own)] == own), None
            )
            if found is not None:
                filled.append(line)
                at = found + len(own)
    return filled


def _split(text: str) -> list[str]:
    return _WORD.findall(text.lower())
