"""NAnCo: which answers to one question differ, told as disagreements are, and by what they share.

For two answers to one question the comparison of the record says whether they differ, beside one that only
counts the words they share, and one that also asks whether the numbers in them meet; the threshold of both is
set on the validation questions. The figure is balanced accuracy over pairs, averaged over questions.
"""

import json
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import combinations
from pathlib import Path

from dateline.find.events.quantities import find_quantities
from dateline.link.disagreements.claimed_deeds import Deed, find_deeds
from dateline.link.disagreements.claims import Place, find_stems
from dateline.link.disagreements.contrasts import contrast_deeds, contrast_sums
from dateline.link.disagreements.datings import contrast_dates
from dateline.link.disagreements.sums import Sum, find_sums
from dateline.model.findings import Findings
from dateline.nlp.encoder import Encoder
from evaluation.events import find_all, make_report

_VALIDATION = frozenset(("Q2", "Q3", "Q5", "Q6"))


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of NAnCo's: its group of meaning, its words, its numbers, and what may differ in it."""

    group: int
    stems: frozenset[str]
    numbers: tuple[tuple[float | None, float | None], ...]
    deeds: tuple[Deed, ...]
    sums: tuple[Sum, ...]


Way = Callable[[Answer, Answer], bool]
"""Tells of two answers whether they differ."""


def measure_answers(file: Path, encoder: Encoder) -> dict[str, float]:
    """Return for both parts the balanced accuracy of telling answers that differ, averaged over questions."""
    questions: dict[str, list[Answer]] = {}
    for question in json.loads(file.read_text("utf-8")):
        rows = question["answers"]
        reports = [make_report(f"{n}", row["Answer"]) for n, row in enumerate(rows)]
        found = find_all([one for one in reports if one.text], encoder=encoder)
        questions[rows[0]["qid"]] = [
            _make_answer(row["cluster_global"], one)
            for row, one in zip((row for row in rows if row["Answer"]), found, strict=True)
        ]
    validation = [ones for name, ones in sorted(questions.items()) if name in _VALIDATION]
    test = [ones for name, ones in sorted(questions.items()) if name not in _VALIDATION]
    ways: dict[str, Way] = {
        "as disagreements are told": _differ,
        "by shared words alone": _choose(validation, _share_few),
        "by shared words and numbers": _choose(validation, _share_nothing),
    }
    figures = {}
    for part, ones in (("validation", validation), ("test", test)):
        for name, way in ways.items():
            scores = [_balance(each, way) for each in ones]
            figures[f"nanco {part}, {name}"] = sum(scores) / len(scores)
    return figures


def _choose(questions: Sequence[Sequence[Answer]], way: Callable[[Answer, Answer, float], bool]) -> Way:
    """Return a way of telling answers apart with the threshold that does best on questions."""
    ways: list[Way] = [partial(_at, way, number / 100) for number in range(1, 60)]
    return max(ways, key=lambda each: sum(_balance(ones, each) for ones in questions))


def _at(way: Callable[[Answer, Answer, float], bool], threshold: float, one: Answer, other: Answer) -> bool:
    return way(one, other, threshold)


def _share(rights: Sequence[bool]) -> float:
    return sum(rights) / len(rights) if rights else 0.0


def _make_answer(group: int, findings: Findings) -> Answer:
    place = Place(findings, findings.report.id, {})
    stems = find_stems(findings.report.text)
    numbers = tuple((each.low, each.high) for each in find_quantities(findings.report.text))
    return Answer(group, stems, numbers, tuple(find_deeds(place)), tuple(find_sums(place)))


def _balance(answers: Sequence[Answer], way: Way) -> float:
    """Return the mean of the shares right of pairs that differ and of pairs that agree."""
    right: dict[bool, list[bool]] = {True: [], False: []}
    for one, other in combinations(answers, 2):
        differ = one.group != other.group
        right[differ].append(way(one, other) == differ)
    return sum(_share(each) for each in right.values()) / len(right)


def _share_few(one: Answer, other: Answer, threshold: float) -> bool:
    return len(one.stems & other.stems) < threshold * max(len(one.stems | other.stems), 1)


def _share_nothing(one: Answer, other: Answer, threshold: float) -> bool:
    """Tell whether two answers share few words, and no number of one may be meant by one of the other."""
    return _share_few(one, other, threshold) and not any(
        _meet(left, right) for left in one.numbers for right in other.numbers
    )


def _meet(one: tuple[float | None, float | None], other: tuple[float | None, float | None]) -> bool:
    low = max(one[0] or 0.0, other[0] or 0.0)
    return low <= min(math.inf if high is None else high for high in (one[1], other[1]))


def _differ(one: Answer, other: Answer) -> bool:
    deeds = ((a, b) for a in one.deeds for b in other.deeds if a.deed == b.deed)
    if any(contrast_deeds(a, b) or contrast_dates(a, b) for a, b in deeds):
        return True
    return any(contrast_sums(a, b) for a in one.sums for b in other.sums)
