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
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from dateline.find.act_features import describe
from dateline.find.grammar import Grammar
from dateline.model.span import Span

WEIGHTS: Final = Path(__file__).with_name("event_types.json")
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
    named = any(name.startswith("word:") for name in features)
    if shares[best] < (head.least if named else _LEAST_UNNAMED) or not (named or targets):
        return None
    kind = head.types[best]
    return EventType(kind, tell_mode(kind, features), round(shares[best], 3))


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
