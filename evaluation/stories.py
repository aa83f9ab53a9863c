"""A pile split into stories: ECB+'s topics taken as stories, and what a long stream costs.

A topic holds two events of one kind; each is a story (topics 1 to 35, 66 stories of 772 documents). Stories
are scored by BCubed over documents; one in which no article is found stands alone. Beside it stands
agglomerative clustering of TF-IDF vectors by average linkage, at the threshold that is best for the very pile
it is scored on. "Held out" are the usual dev topics, of which no weight was learned and by which nothing was
chosen. "Left out" learns the weights anew for each fourth of all topics from the others, places the whole
pile by them and scores that fourth; beside it the TF-IDF clusters of the whole pile at their best threshold
for all. "Day by day" settles each day before the next comes, as a stream is, undated reports before all.

The stream is made of PolNeAR's training articles as in `scaling`: cut, moved by up to a year, in order of
publication; 5,000 of them stand for a stretch of time, and come again, as other reports, for the next.
"Growth of time" is how many times more 20,000 reports cost than 5,000, divided by how many times more they
are; growth of memory and of what is held is not divided: a stream four times as long takes no more.
"""

from __future__ import annotations

import math
import pickle
import re
import time
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from tempfile import TemporaryDirectory

import numpy as np

from dateline.engine.finding import find_in_reports
from dateline.link.stories.gists import Gist, order_gist, read_gist
from dateline.link.stories.story_pairs import FEATURES
from dateline.link.stories.story_stream import TOGETHER, Story, StoryStream
from dateline.model.ids import make_id
from dateline.nlp.encoder import Encoder
from dateline.nlp.frame import Floats
from evaluation.coreference_scores import Score, score_b_cubed
from evaluation.event_piles import DEV
from evaluation.scaling import make_pile
from evaluation.story_piles import Told, read_told
from evaluation.story_weights import learn
from evaluation.timelines import read_politics

_FOLDS = 4
_THRESHOLDS = np.arange(0.02, 0.9, 0.01)
_WORD = re.compile(r"(?u)\b\w\w+\b")
_SOURCES = 120
_SIZES = (5_000, 20_000)
# From the first report of the made year to the last.
_STREAM_DAYS = 730


def measure(data: Path) -> dict[str, float]:
    """Return BCubed on piles that weights were and were not learned from, and what a stream costs."""
    told = read_told(data / "ecbplus")
    held_out = [one for one in told if one.topic in DEV]
    figures: dict[str, float] = {}
    for name, pile in (("held out", held_out), ("all topics", told)):
        ours = score(pile, place(pile))
        theirs = find_best(pile)
        figures |= {
            f"{name}, F1": ours.f1,
            f"{name}, precision": ours.precision,
            f"{name}, recall": ours.recall,
            f"{name}, TF-IDF F1": theirs.f1,
            f"{name}, ahead": ours.f1 - theirs.f1,
        }
    figures["held out, day by day, F1"] = score(held_out, place(held_out, together=1)).f1
    figures["all topics, day by day, F1"] = score(told, place(told, together=1)).f1
    figures |= measure_left_out(told)
    return figures | measure_stream(data)


def measure_left_out(told: Sequence[Told]) -> dict[str, float]:
    """Return BCubed on each fourth of the topics by weights learned from the others, over all documents."""
    topics = sorted({one.topic for one in told})
    clusters = find_best_clusters(told)
    ours, theirs = 0.0, 0.0
    for n in range(_FOLDS):
        left_out = frozenset(topics[n::_FOLDS])
        weights = learn([one for one in told if one.topic not in left_out])
        placed = place(told, weights=[weights[name] for name in FEATURES])
        share = sum(one.topic in left_out for one in told) / len(told)
        ours += share * score(told, placed, left_out).f1
        theirs += share * score(told, clusters, left_out).f1
    return {"left out, F1": ours, "left out, TF-IDF F1": theirs, "left out, ahead": ours - theirs}


def place(
    pile: Iterable[Told], *, weights: Sequence[float] | None = None, together: int = TOGETHER
) -> dict[str, str]:
    """Return the story of each document; one without a gist stands alone."""
    pile = list(pile)
    stream = StoryStream(weights=weights, together=together)
    stories: list[Story] = []
    names = {one.gist.report: one.name for one in pile if one.gist}
    for gist in sorted((one.gist for one in pile if one.gist), key=order_gist):
        stories += stream.place(gist)
    stories += stream.close()
    placed = {names[report]: story.id for story in stories for report in story.reports}
    return {one.name: placed.get(one.name, one.name) for one in pile}


def score(pile: Iterable[Told], found: Mapping[str, str], topics: Collection[int] | None = None) -> Score:
    """Return BCubed over the documents of a pile, or of some of its topics."""
    key = {one.name: one.story for one in pile if topics is None or one.topic in topics}
    return score_b_cubed(key, {name: found[name] for name in key})


def find_best(pile: Sequence[Told]) -> Score:
    """Return the score of TF-IDF clusters at the threshold at which their F1 is highest."""
    return score(pile, find_best_clusters(pile))


def find_best_clusters(pile: Sequence[Told]) -> dict[str, str]:
    """Return the TF-IDF clusters at their best threshold."""
    rows = weigh_words([one.text for one in pile])
    joins = join_by_average(rows @ rows.T)
    every = [_cut(joins, len(pile), bound) for bound in _THRESHOLDS]
    named = [{one.name: str(number) for one, number in zip(pile, cut, strict=True)} for cut in every]
    return max(named, key=lambda found: score(pile, found).f1)


def weigh_words(texts: Sequence[str]) -> Floats:
    """Return the TF-IDF rows of texts, of length 1: sublinear counts, smoothed rarity."""
    counts = [Counter(_WORD.findall(text.lower())) for text in texts]
    spread = Counter(word for one in counts for word in one)
    columns = {word: n for n, word in enumerate(sorted(spread))}
    rows = np.zeros((len(texts), len(columns)), np.float32)
    for row, one in zip(rows, counts, strict=True):
        for word, count in one.items():
            rarity = math.log((1 + len(texts)) / (1 + spread[word])) + 1
            row[columns[word]] = (1 + math.log(count)) * rarity
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.where(lengths > 0, lengths, 1), np.float32)


def join_by_average(alike: Floats) -> list[tuple[float, int, int]]:
    """Return how average linkage joins things: the mean likeness of two groups and one thing of each."""
    alike = alike.astype(np.float64)
    np.fill_diagonal(alike, -np.inf)
    sizes = np.ones(len(alike))
    joins = []
    for _ in range(len(alike) - 1):
        at = int(alike.argmax())
        keeps, goes = divmod(at, len(alike))
        joins.append((float(alike[keeps, goes]), keeps, goes))
        row = (alike[keeps] * sizes[keeps] + alike[goes] * sizes[goes]) / (sizes[keeps] + sizes[goes])
        sizes[keeps] += sizes[goes]
        alike[keeps] = alike[:, keeps] = row
        alike[goes] = alike[:, goes] = alike[keeps, keeps] = -np.inf
    return joins


def _cut(joins: Iterable[tuple[float, int, int]], size: int, bound: float) -> list[int]:
    """Return the group of each thing where two groups are one from a mean likeness on."""
    group = list(range(size))

    def find(one: int) -> int:
        while group[one] != one:
            one = group[one]
        return one

    for alike, keeps, goes in joins:
        if alike < bound:
            break
        group[find(goes)] = find(keeps)
    return [find(one) for one in range(size)]


def measure_stream(data: Path) -> dict[str, float]:
    """Return how many reports a second are placed, and how time and memory grow with the stream."""
    texts = sorted(read_politics(data / "polnear"), key=lambda one: one.id)[:_SOURCES]
    sources = list(find_in_reports(texts, encoder=Encoder.load()))
    year = [read_gist(one) for one in make_pile(sources, _SIZES[0])]
    with TemporaryDirectory() as folder:
        file = Path(folder) / "year.pickle"
        file.write_bytes(pickle.dumps(year))
        costs = []
        for size in _SIZES:
            with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
                costs.append(pool.submit(run, file, size).result())
    times = _SIZES[1] / _SIZES[0]
    small, large = costs
    return {
        "stream, reports a second": _SIZES[1] / large.seconds,
        "stream, growth of time": large.seconds / small.seconds / times,
        "stream, growth of memory": large.memory / small.memory,
        "stream, growth of what is held": large.held / small.held,
        "stream, most held at once": large.held,
    }


@dataclass(frozen=True, slots=True)
class Cost:
    """What a stream cost: seconds of processor time, peak memory in KiB, most reports held at once."""

    seconds: float
    memory: int
    held: int


def run(file: Path, size: int) -> Cost:
    """Place a stream of so many reports; `file` holds those of a year, which come again year by year."""
    year = sorted(pickle.loads(file.read_bytes()), key=order_gist)
    stream, most = StoryStream(), 0
    began = time.process_time()
    for n in range(size):
        gist = move(year[n % len(year)], n // len(year))
        for _ in stream.place(gist):
            pass
        most = max(most, stream.held)
    for _ in stream.close():
        pass
    return Cost(time.process_time() - began, getrusage(RUSAGE_SELF).ru_maxrss, most)


def move(gist: Gist, years: int) -> Gist:
    """Return a gist as that of another report, so many years later."""
    days = years * _STREAM_DAYS
    return replace(
        gist,
        report=make_id("stream", years, gist.report),
        earliest=None if gist.earliest is None else gist.earliest + days,
        latest=None if gist.latest is None else gist.latest + days,
        days=frozenset(day + days for day in gist.days),
    )
