"""What can be told of a line of a page by its looks and its place: lines in, names of features out.

These are what the line classifier of `dateline.ingest.zoning` weighs; `training/zoning.py` learns their
weights. No feature is a word of the page.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.ingest.lines import (
    Line,
    choose_content_words,
    function_words,
    is_sentence,
    match_rules,
    tokens_of,
)

_DIGIT = re.compile(r"\d")
_BAR = re.compile(r"[|·•»›→«‹←]")
_WORD = re.compile(r"\w+(?:['’.-]\w+)*")
_SENTENCE_BREAK = re.compile(r"""[.?!]["'”’)]*\s+["'“‘(]?[A-Z]""")
_MARK = {
    "link": re.compile(r"https?://|www\.|\b\w+\.(?:com|org|net)\b"),
    "address": re.compile(r"\b[\w.+-]+@[\w-]+\.\w"),
    "handle": re.compile(r"(?:^|\s)[@#]\w"),
    "bar": re.compile(r"\s[|·•»›]\s|[»›→]$|^[«‹←]"),
    "ago": re.compile(r"(?i)\b(?:\d+|an?)\s?(?:[smhd]|sec|second|min|minute|hour|day|week|month|year)s? ago"),
    "clock": re.compile(r"(?i)\b\d{1,2}[:.]\d\d\s?(?:[ap]\.?m|et|gmt|utc|ist|est|pst|bst)?\b"),
    "year": re.compile(r"\b(?:19|20)\d\d\b"),
    "money": re.compile(r"[$€£]\s?\d"),
    "dots": re.compile(r"(?:\.\.\.|…)$"),
    "speech": re.compile(r"[“”\"]"),
    "you": re.compile(r"(?i)\b(?:you|your|our|us)\b"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Look:
    """What one line looks like by itself."""

    content: set[str]
    chars: int
    prose: bool
    features: tuple[str, ...]
    size: str
    ending: str
    kinds: tuple[str, ...]


def describe_lines(lines: Sequence[Line]) -> list[list[str]]:
    """Return the features of each line, in the lines' order: the names of those that hold."""
    looks = [_look(line.words) for line in lines]
    places = _places(looks)
    shapes = [re.sub(r"\d+", "0", line.words.lower()) for line in lines]
    repeated = Counter(shapes)
    common = _share_with_the_rest(looks)
    whole = _whole(looks)
    rows = []
    for at, look in enumerate(looks):
        row = ["bias", *look.features, *places[at], common[at], f"{common[at]}&{look.size}"]
        row += [f"whole={whole}", f"whole={whole}&{look.size}", f"whole={whole}&prose={look.prose}"]
        if repeated[shapes[at]] > 1:
            row += ["repeated", f"repeated&{look.size}"]
        for step in (-2, -1, 1, 2):
            beside = looks[at + step] if 0 <= at + step < len(looks) else None
            if beside is None:
                row.append(f"{step:+}:edge")
                continue
            row += [f"{step:+}:{beside.size}", f"{step:+}:{beside.ending}", f"{step:+}:prose={beside.prose}"]
            row += [f"{step:+}:kind={kind}" for kind in beside.kinds]
        rows.append(row)
    return rows


def _look(words: str) -> _Look:
    tokens = tokens_of(words)
    count = len(tokens)
    size = "size=" + _bucket(count, (0, 1, 3, 6, 10, 15, 25, 50))
    function = sum(map(function_words().__contains__, tokens)) / max(count, 1)
    closed = is_sentence(words)
    ending = "end=" + _ending(words, closed=closed)
    prose = count >= 10 and function >= 0.2 and closed
    later = [word for word in _WORD.findall(words)[1:] if len(word) > 3]
    capitals = sum(word[0].isupper() for word in later) / max(len(later), 1)
    kinds = tuple(sorted({match.kind + ("!" if match.sure else "") for match in match_rules(words)}))
    features = [
        size, ending, f"{size}&{ending}", "start=" + _beginning(words), f"prose={prose}",
        "function=" + _bucket(function, (0.0, 0.1, 0.2, 0.3, 0.4, 0.5)),
        "capitals=" + (_bucket(capitals, (0.0, 0.2, 0.4, 0.6, 0.8)) if later else "none"),
        "sentences=" + _bucket(len(_SENTENCE_BREAK.findall(words[:4000])), (0, 1, 2, 4)),
        "digits=" + _bucket(len(_DIGIT.findall(words)) / len(words), (0.0, 0.05, 0.2, 0.4)),
    ]  # fmt: skip
    features.append(f"{size}&{features[6]}")
    features.append(f"{size}&{features[5]}")
    if words.upper() == words and any(c.isalpha() for c in words):
        features += ["shouted", f"shouted&{size}"]
    marks = _find_marks(words)
    features += marks
    features += [f"{name}&{size}" for name in ("ago", "you", "speech", "year") if name in marks]
    features += [f"kind={kind}" for kind in kinds]
    return _Look(choose_content_words(tokens), len(words), prose, tuple(features), size, ending, kinds)


def _find_marks(words: str) -> list[str]:
    """Return the names of the marks that a line bears; slow patterns are tried only where they may match."""
    digit = _DIGIT.search(words) is not None
    slow = {
        "link": any(sign in words for sign in ("http", "www.", ".com", ".org", ".net")),
        "address": "@" in words,
        "handle": "@" in words or "#" in words,
        "bar": _BAR.search(words) is not None,
        "ago": "ago" in words.lower(),
        "clock": digit,
        "year": digit,
    }
    return [name for name, mark in _MARK.items() if slow.get(name, True) and mark.search(words)]


def _bucket(value: float, bounds: Sequence[float]) -> str:
    """Name the smallest bound that `value` does not exceed."""
    at = bisect_left(bounds, value)
    return f"<={bounds[at]}" if at < len(bounds) else f">{bounds[-1]}"


def _ending(words: str, *, closed: bool) -> str:
    if words.endswith(("...", "…")):
        return "dots"
    if closed:
        return "sentence"
    return {
        ":": "colon",
        ";": "semicolon",
        ",": "comma",
        "—": "dash",
        "”": "quote",
        '"': "quote",
        ")": "bracket",
    }.get(words[-1], "digit" if words[-1].isdigit() else "open")


def _beginning(words: str) -> str:
    first = words[0]
    if first in "“\"'‘":
        return "quote"
    if first.isalpha():
        return "upper" if first.isupper() else "lower"
    return "digit" if first.isdigit() else "bullet" if first in "-–•*●▪·" else "other"


def _places(looks: Sequence[_Look]) -> list[list[str]]:
    """Return where each line stands among the lines of prose: before, within or after them, near or far."""
    prose = [at for at, look in enumerate(looks) if look.prose]
    clusters = _clusters(prose)
    total = sum(looks[at].chars for at in prose) or 1
    weights = [sum(looks[at].chars for at in prose if a <= at <= b) / total for a, b in clusters]
    largest = max(range(len(clusters)), key=weights.__getitem__, default=None) if clusters else None
    before, rows, cluster = 0, [], 0
    for at, look in enumerate(looks):
        while cluster < len(clusters) - 1 and at > clusters[cluster][1]:
            cluster += 1
        row = _place_in_clusters(at, clusters, weights, cluster, largest)
        here = bisect_left(prose, at)
        last = at - prose[here - 1] if here else None
        following = next((p - at for p in prose[here : here + 2] if p > at), None)
        gaps = [
            name + ("none" if gap is None else _bucket(gap, (1, 2, 4, 8, 16)))
            for name, gap in (("since=", last), ("until=", following))
        ]
        row += [*gaps, f"{gaps[0]}&{gaps[1]}", f"{gaps[0]}&{look.size}", f"{gaps[1]}&{look.size}"]
        row += [f"{gaps[0]}&{look.ending}", f"{gaps[1]}&{look.ending}"]
        row.append("read=" + _bucket(before / total, (0.0, 0.1, 0.3, 0.6, 0.9, 0.999)))
        for reach in (3, 8):
            window = looks[max(0, at - reach) : at + reach + 1]
            share = sum(one.prose for one in window) / len(window)
            near = f"near{reach}=" + _bucket(share, (0.0, 0.15, 0.3, 0.5, 0.8))
            row += [near, f"{near}&{look.size}", f"{near}&prose={look.prose}"]
        before += look.chars if look.prose else 0
        rows.append(row)
    return rows


def _clusters(prose: Sequence[int]) -> list[tuple[int, int]]:
    """Return first and last line of each stretch of prose in which no more than three lines are not."""
    clusters: list[tuple[int, int]] = []
    for at in prose:
        if clusters and at - clusters[-1][1] <= 4:
            clusters[-1] = clusters[-1][0], at
        else:
            clusters.append((at, at))
    return clusters


def _place_in_clusters(
    at: int, clusters: Sequence[tuple[int, int]], weights: Sequence[float], near: int, largest: int | None
) -> list[str]:
    if largest is None:
        return ["cluster=none"]
    first, last = clusters[near]
    side = "within" if first <= at <= last else "outside"
    share = _bucket(weights[near], (0.05, 0.2, 0.5, 0.8, 0.99))
    a, b = clusters[largest]
    main = "before" if at < a else "after" if at > b else "within"
    return [f"cluster={side}{share}", f"main={main}", f"main={main}&cluster={side}{share}"]


def _share_with_the_rest(looks: Sequence[_Look]) -> list[str]:
    """Return for each line how many of its content words the lines of prose elsewhere on the page share."""
    used: Counter[str] = Counter()
    for look in looks:
        if look.prose:
            used.update(look.content)
    rows = []
    for look in looks:
        words = look.content
        shared = sum(used[word] > look.prose for word in words)
        rows.append(
            "shared=" + (_bucket(shared / len(words), (0.0, 0.15, 0.3, 0.5, 0.7)) if words else "none")
        )
    return rows


def _whole(looks: Sequence[_Look]) -> str:
    """Name how much of the page is prose, and whether it is long."""
    chars = sum(look.chars for look in looks) or 1
    share = sum(look.chars for look in looks if look.prose) / chars
    return _bucket(share, (0.2, 0.4, 0.6, 0.8, 0.9, 0.97)) + "of" + _bucket(len(looks), (1, 3, 8, 40))
