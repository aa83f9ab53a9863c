"""What kind of political act an event is: its PLOVER type and mode, from its words and a small trained head.

In: the grammar of a report, the word of an event, who does it and to whom. Out: a type with its mode and how
likely it is right, or None for what is no act of one political or social actor towards another, or cannot be
told. The lexicon says what each word may name; which act these words make together ("refused to lift
sanctions" against "lifted sanctions") is learned, by `training/event_types.py`, from sentences of PLOVER's
classes. What was tried is in `docs/decisions/0011-how-an-event-gets-its-type.md`.
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
from dateline.find.act_words import LANGUAGE
from dateline.find.grammar import Grammar
from dateline.lexicons import load
from dateline.model.span import Span

WEIGHTS: Final = Path(__file__).with_name("event_types.json")
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
    """The trained weights: for each feature one a type, the share of belief that a type needs, by name."""

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
    clause: Grammar,
    at: int,
    *,
    carrier: int | None = None,
    agents: Sequence[Span] = (),
    targets: Sequence[Span] = (),
) -> EventType | None:
    """Tell the PLOVER type of an event.

    Args:
        clause: The grammar of the report.
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
    shares = weigh(features, head)
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


def weigh(features: dict[str, float], head: Head) -> list[float]:
    """Return the share of belief of each type."""
    scores = list(head.bias)
    for name, value in features.items():
        row = head.weights.get(name)
        if row is not None:
            scores = [score + value * weight for score, weight in zip(scores, row, strict=True)]
    top = max(scores)
    likely = [math.exp((score - top) * head.scale) for score in scores]
    return [one / sum(likely) for one in likely]


def tell_mode(kind: str, features: dict[str, float]) -> str | None:
    """Return the mode that the words nearest to the event's name, None where they name none."""
    for place in ("word", "object", "deep", "target"):
        for name in features:
            if name.startswith(f"{place}:") and (found := name.split(":", 1)[1]).startswith(f"{kind} "):
                return found.removeprefix(f"{kind} ")
    return None
