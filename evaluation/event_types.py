"""How well an event gets its PLOVER type: on PLV, on PETRARCH's tests, and whether what is no act gets none.

In: PLV's train part, with source and target given, and the program's reading of it. Out: figures of heads and
readers that were each fitted to four fifths, by `fit` and `fit_readers`, which `training.event_types` uses
too. The lexicon's words were chosen with four fifths of the rows in sight; "held back" is the fifth that was
not looked at. Then 320 events of `annotations/event_types.jsonl`, drawn from whatever the program finds in
news, most of them no political act: those of odd number are held back. Where PLV's test part lies beside its
train part, what ships is measured on it.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dateline.find.events.act_features import describe
from dateline.find.events.act_reader import Sight, load_reader, read_acts, see
from dateline.find.events.act_words import find_prior
from dateline.find.events.event_types import HEAD_SCALE, SAY, load_head, type_event, weigh
from dateline.find.grammar import Grammar, read_grammar
from dateline.model.span import Span
from dateline.nlp.encoder import Encoder
from dateline.nlp.encoding import Encoding
from evaluation.act_readers import fit_readers
from evaluation.corpora.plover import COOPERATION, Coded, find_act, read_plv, read_unit_sentences
from evaluation.events import find_all, read_labelled

ANNOTATIONS = Path(__file__).parent / "annotations" / "event_types.jsonl"
Floats = NDArray[np.float32]
Features = Mapping[str, float]

FOLDS = 5
PENALTY = 0.3
ROUNDS = 150
RATE = 0.1
# The power of how much smaller than the mean a type is, by which its rows count more.
SMALL_COUNT = 0.3
# A feature that is seen less often says nothing, unless the lexicon knows what it says.
LEAST_SEEN = 2


def measure(data: Path) -> dict[str, float]:
    """Measure the types."""
    folder = data / "event-coding"
    rows = read_plv(folder)
    found = cross_validate(rows, *look_at_rows(rows))
    right = [one.type == guess for one, guess in zip(rows, found, strict=True)]
    held = [is_held_back(one.text) for one in rows]
    sides = [
        (one.type in COOPERATION) == (guess in COOPERATION) for one, guess in zip(rows, found, strict=True)
    ]
    return (
        _measure_unit_sentences(folder)
        | measure_null(data)
        | measure_test(folder)
        | {
            "PLV train, five folds, macro-F1": macro_f1([one.type for one in rows], found),
            "PLV train, five folds, right": float(np.mean(right)),
            "PLV train, five folds, side right": float(np.mean(sides)),
            "PLV train, held back, right": float(
                np.mean([one for one, h in zip(right, held, strict=True) if h])
            ),
        }
    )


def _measure_unit_sentences(folder: Path) -> dict[str, float]:
    """Measure the type of the first act that the program finds in a sentence of PETRARCH's unit tests."""
    sentences = read_unit_sentences(folder)
    right = []
    clauses = read_clauses([text for text, _ in sentences])
    for (encoding, clause), (_, kinds) in zip(clauses, sentences, strict=True):
        typed = (
            type_event(encoding, clause, at) for at, tag in enumerate(clause.tags) if tag[:2] in ("VB", "NN")
        )
        first = next((one.type for one in typed if one is not None), None)
        right.append(first in kinds)
    return {"PETRARCH unit sentences, type right": float(np.mean(right))}


def measure_test(folder: Path) -> dict[str, float]:
    """Measure what ships on PLV's test part; nothing where it is not there."""
    path = folder / "PLV" / "PLV_test.tsv"
    if not path.is_file():
        return {}
    rows = read_plv(folder, path.name)
    described, sights = look_at_rows(rows)
    head, reader = load_head(), load_reader()
    shares = weigh(described, head, read_acts(sights, reader), np.full(len(rows), SAY))
    found = [head.types[best] for best in shares.argmax(axis=1)]
    wanted = [row.type for row in rows]
    return {
        "PLV test, macro-F1": macro_f1(wanted, found),
        "PLV test, right": float(np.mean([one == guess for one, guess in zip(wanted, found, strict=True)])),
    }


def measure_null(data: Path) -> dict[str, float]:
    """Measure on events of any kind how many given types are right, and how many due ones are given."""
    rows = [json.loads(line) for line in ANNOTATIONS.read_text("utf-8").splitlines()]
    names = sorted({row["text"] for row in rows})
    found = find_all(read_labelled(data, names), encoder=Encoder.load())
    types = {
        (name, event.trigger.start): event.type
        for name, one in zip(names, found, strict=True)
        for event in one.events
    }
    figures = {}
    for half, part in enumerate(("looked at", "held back")):
        pairs = [
            (row["types"], types.get((row["text"], row["start"]))) for row in rows if row["n"] % 2 == half
        ]
        given = [kind in right for right, kind in pairs if kind is not None]
        due = [kind in right for right, kind in pairs if None not in right]
        figures[f"events of news, {part}, given types right"] = float(np.mean(given))
        figures[f"events of news, {part}, due types given"] = float(np.mean(due))
    return figures


def look_at_rows(rows: Sequence[Coded]) -> tuple[list[dict[str, float]], list[Sight]]:
    """Return the features of each row's act, and what the reader sees of it."""
    described, sights = [], []
    for row, (encoding, clause) in zip(rows, read_clauses([row.text for row in rows]), strict=True):
        act = find_act(clause, row)
        described.append(describe(clause, act, agents=row.sources, targets=row.targets))
        sight = see(encoding, clause, act, agents=row.sources, targets=row.targets)
        if sight is None:
            raise ValueError(f"no word was read in: {row.text}")
        sights.append(sight)
    return described, sights


def read_clauses(texts: Sequence[str]) -> list[tuple[Encoding, Grammar]]:
    """Return the encoding and the grammar of each text, taken as one sentence."""
    encoder = Encoder.load()
    whole = [(text, [Span(0, len(text))]) for text in texts]
    return [
        (encoding, read_grammar(encoding, spans))
        for encoding, (_, spans) in zip(encoder.encode(whole), whole, strict=True)
    ]


def cross_validate(
    rows: Sequence[Coded], described: Sequence[Features], sights: Sequence[Sight]
) -> list[str]:
    """Return for each row the type that head and reader give it which were fitted to the other folds."""
    types = sorted({row.type for row in rows})
    scores, _ = cross_score(rows, described, sights)
    return [types[best] for best in scores.argmax(axis=1)]


def cross_score(
    rows: Sequence[Coded], described: Sequence[Features], sights: Sequence[Sight]
) -> tuple[Floats, NDArray[np.int64]]:
    """Return each row's scores by head and reader fitted to the other folds, and its type's column."""
    types = sorted({row.type for row in rows})
    wanted = np.array([types.index(row.type) for row in rows])
    scores = np.zeros((len(rows), len(types)), np.float32)
    folds = np.array([_draw(f"fold {row.text}") % FOLDS for row in rows])
    for fold in range(FOLDS):
        here, rest = np.nonzero(folds == fold)[0].tolist(), np.nonzero(folds != fold)[0].tolist()
        _, names, weights = fit([described[at] for at in rest], [rows[at].type for at in rest])
        head = HEAD_SCALE * lay_out([described[at] for at in here], names) @ weights
        reader = fit_readers([sights[at] for at in rest], wanted[rest].tolist(), types=len(types))
        read = read_acts([sights[at] for at in here], reader)
        told = head - np.log(np.exp(head).sum(axis=1, keepdims=True))
        scores[here] = (1 - SAY) * told + SAY * read
    return scores, wanted


def fit(described: Sequence[Features], kinds: Sequence[str]) -> tuple[list[str], list[str], Floats]:
    """Fit a head: multinomial logistic regression that starts from what the lexicon says and is drawn to it.

    Rows of small types count more.

    Returns:
        The types; the features' names, of which the last is the bias; their weights, a row a feature.
    """
    types = sorted(set(kinds))
    seen = Counter(name for one in described for name in one)
    before = {name: row for name in seen if (row := find_prior(name, types))}
    names = sorted(name for name in seen if seen[name] >= LEAST_SEEN or name in before)
    names.append("")
    prior = np.zeros((len(names), len(types)), np.float32)
    for at, name in enumerate(names):
        for kind, value in before.get(name, {}).items():
            prior[at, types.index(kind)] = value
    values = lay_out(described, names)
    wanted = np.array([types.index(kind) for kind in kinds])
    sizes = np.bincount(wanted, minlength=len(types))
    counts = ((sizes.mean() / sizes[wanted]) ** SMALL_COUNT)[:, None].astype(np.float32)
    goal = np.eye(len(types), dtype=np.float32)[wanted]
    turned = np.ascontiguousarray(values.T)
    penalty = np.full((len(names), 1), PENALTY, np.float32)
    penalty[-1] = 0
    weights, mean, square = prior.copy(), np.zeros_like(prior), np.zeros_like(prior)
    for step in range(1, ROUNDS + 1):
        scores = values @ weights
        likely = np.exp(scores - scores.max(axis=1, keepdims=True))
        likely /= likely.sum(axis=1, keepdims=True)
        slope = turned @ ((likely - goal) * counts) + penalty * (weights - prior)
        mean = 0.9 * mean + 0.1 * slope
        square = 0.98 * square + 0.02 * slope**2
        rate = RATE * (1 - step / (ROUNDS + 1)) / (1 - 0.9**step)
        weights -= rate * mean / (np.sqrt(square / (1 - 0.98**step)) + 1e-6)
    return types, names, weights


def lay_out(described: Sequence[Features], names: Sequence[str]) -> Floats:
    """Return a row of values for each event, a column a feature, the last of ones."""
    place = {name: at for at, name in enumerate(names)}
    values = np.zeros((len(described), len(names)), np.float32)
    values[:, -1] = 1
    for row, one in enumerate(described):
        for name, value in one.items():
            if name in place:
                values[row, place[name]] = value
    return values


def macro_f1(wanted: Sequence[str], found: Sequence[str]) -> float:
    """Return the mean over the types of F1."""
    both = Counter(one for one, guess in zip(wanted, found, strict=True) if one == guess)
    sizes = Counter(wanted) + Counter(found)
    return float(np.mean([2 * both[kind] / sizes[kind] for kind in sorted(set(wanted))]))


def is_held_back(text: str) -> bool:
    """Tell whether a row was out of sight when the words of the lexicon were chosen."""
    return _draw(text) % 5 == 0


def _draw(text: str) -> int:
    return int(hashlib.sha1(text.encode("utf-8"), usedforsecurity=False).hexdigest(), 16)
