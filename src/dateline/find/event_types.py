"""What kind of political act an event is: its PLOVER type and mode, from its words and what they mean.

In: a report's encoding and grammar, the word of an event, who does it and to whom. Out: a type with its mode
and how likely it is right, or None for what is no act of one political or social actor towards another, or
cannot be told. The lexicon says what a word may name; which act these make together ("refused to lift
sanctions" against "lifted sanctions") is learned, by `training/event_types.py`, from sentences of
PLOVER's classes. Where it is known who does it and to whom, `act_reader`, which reads what words mean, has
more than half of the say. What was tried is in `docs/decisions/0011-how-an-event-gets-its-type.md`.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from dateline.find.act_doubts import is_doubtful, is_somebody
from dateline.find.act_features import describe
from dateline.find.act_reader import load_reader, read_act, see
from dateline.find.act_words import LANGUAGE
from dateline.find.grammar import Grammar
from dateline.lexicons import load
from dateline.model.span import Span
from dateline.nlp.encoding import Encoding

WEIGHTS: Final = Path(__file__).with_name("event_types.json")
HEAD_SCALE: Final = 0.82
"""The factor of the head's scores under which right types are likeliest, calibrated without the reader."""
SAY: Final = 0.6
"""The reader's part of the whole where it is known who does it and to whom; half of it where one is known."""
# For a noun that names nothing but the type, and for a word that names nothing.
_LEAST_ALONE: Final = 0.3
_LEAST_UNNAMED: Final = 0.8


@dataclass(frozen=True, slots=True)
class EventType:
    """A PLOVER type.

    Attributes:
        type: One of 15 root types; `YIELD` is what later editions part into `CONCEDE` and `RETREAT`.
        mode: How it is done, where the words say it, as the codebook names it: `arrest`, `visit`.
        confidence: How likely the type is right, calibrated on sentences that the head did not learn from.
    """

    type: str
    mode: str | None
    confidence: float


@dataclass(frozen=True, slots=True)
class Head:
    """The trained weights: for each feature one a type, by name.

    Attributes:
        types: The names of the columns.
        weights: By feature.
        bias: What each type has before any feature.
        scale: By how much surer both are where they agree than each by itself.
        least: The share of belief that a type needs.
    """

    types: tuple[str, ...]
    weights: dict[str, tuple[float, ...]]
    bias: tuple[float, ...]
    scale: float
    least: float


@cache
def load_head() -> Head:
    """Return the trained head."""
    made = json.loads(WEIGHTS.read_text("utf-8"))
    unit = made["unit"]
    return Head(
        types=tuple(made["types"]),
        weights={name: tuple(one * unit for one in row) for name, row in made["weights"].items()},
        bias=tuple(made["bias"]),
        scale=made["scale"],
        least=made["least"],
    )


def type_event(
    encoding: Encoding,
    clause: Grammar,
    at: int,
    *,
    carrier: int | None = None,
    agents: Sequence[Span] = (),
    targets: Sequence[Span] = (),
) -> EventType | None:
    """Tell the PLOVER type of an event.

    Args:
        encoding: The encoder's output for the report.
        clause: Its grammar.
        at: The word of the event.
        carrier: The verb that puts a noun's event on the stage, where there is one.
        agents: Who does it, in code points.
        targets: To whom it is done.

    Returns:
        None where no word of it is one of the lexicon's, or no type is likely enough. A word that is not in
        the lexicon takes more, and somebody to whom it is done: "fell to" them is no attack.
    """
    features = describe(clause, at, carrier=carrier, agents=agents, targets=targets)
    if not any(name.startswith(("word:", "object:", "above:")) for name in features):
        return None
    head = load_head()
    say = SAY * (bool(agents) + bool(targets)) / 2
    sight = see(encoding, clause, at, agents=agents, targets=targets) if say else None
    read = [0.0] * len(head.types) if sight is None else read_act(sight, load_reader()).tolist()
    shares = weigh(features, head, read, say if sight is not None else 0.0)
    best = max(range(len(shares)), key=shares.__getitem__)
    kind = head.types[best]
    somebody = any(
        is_somebody(clause, one) for span in targets for one in clause.find_words(span.start, span.end)
    )
    if shares[best] < _find_least(kind, features, head, somebody, noun=clause.tags[at].startswith("NN")):
        return None
    if is_doubtful(clause, at, kind, features, targets=targets, carried=carrier is not None):
        return None
    return EventType(kind, tell_mode(kind, features), round(shares[best], 3))


def _find_least(kind: str, features: Mapping[str, float], head: Head, somebody: bool, *, noun: bool) -> float:
    """Return the share of belief that a type needs: little for a noun that names it and no other."""
    own = {name[5:].split(" ")[0] for name in features if name.startswith("word:")}
    if noun and own == {kind}:
        return _LEAST_ALONE
    pairs = load(LANGUAGE, "plover").words["pairs"]
    if any(one in head.types for one in own) or any(" with " in name and name in pairs for name in features):
        return head.least
    return _LEAST_UNNAMED if somebody else 1.0


def weigh(features: Mapping[str, float], head: Head, read: Sequence[float], say: float) -> list[float]:
    """Return the share of belief of each type.

    Args:
        features: As `describe` returns them.
        head: What they weigh.
        read: What the reader says, as logarithms of shares.
        say: The reader's part of the whole, 0 to `SAY`.
    """
    scores = list(head.bias)
    for name, value in features.items():
        row = head.weights.get(name)
        if row is not None:
            scores = [score + value * weight for score, weight in zip(scores, row, strict=True)]
    told = _take_logarithms([score * HEAD_SCALE for score in scores])
    sure = 1 + (head.scale - 1) * say / SAY
    both = [((1 - say) * one + say * other) * sure for one, other in zip(told, read, strict=True)]
    return [math.exp(one) for one in _take_logarithms(both)]


def _take_logarithms(scores: Sequence[float]) -> list[float]:
    """Return the logarithms of the shares that scores stand for."""
    top = max(scores)
    total = top + math.log(sum(math.exp(score - top) for score in scores))
    return [score - total for score in scores]


def tell_mode(kind: str, features: dict[str, float]) -> str | None:
    """Return the mode that the words nearest to the event's name, None where they name none."""
    for place in ("word", "object", "deep", "target"):
        for name in features:
            if name.startswith(f"{place}:") and (found := name.split(":", 1)[1]).startswith(f"{kind} "):
                return found.removeprefix(f"{kind} ")
    return None
