"""How likely the entry of an event is right: that its word tells of one, and that it stands as it says.

In: a trigger with how it stands and who takes part. Out: a few features, and the probability that a logistic
regression makes of them. The weights are data, fitted by `evaluation/event_confidence.py`.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Final

from dateline.find.events.standing import FACTUAL, Standing
from dateline.find.events.triggers import Trigger, is_known_noun
from dateline.find.grammar import NOUNS, Grammar
from dateline.model.findings import Participant, Role

WEIGHTS: Final = Path(__file__).with_name("event_confidence.json")
FEATURES: Final = ("log-odds of the encoder", "noun", "noun of the lexicon", "said", "acted", "fact", "told")
"""What `describe_event` gives, in its order."""


def describe_event(
    g: Grammar, one: Trigger, standing: Standing, participants: Sequence[Participant], *, said: bool
) -> tuple[float, ...]:
    """Describe the entry of an event for calibration, in the order of `FEATURES`.

    Args:
        g: The text's grammar.
        one: The event's word.
        standing: How it stands.
        participants: Who takes part.
        said: Whether it is a source's word.
    """
    bounded = min(max(one.score, 0.02), 0.995)  # what is all but certain is not to outweigh the rest
    return (
        math.log(bounded / (1.0 - bounded)),
        float(g.tags[one.at] in NOUNS),
        float(is_known_noun(g, one.at)),
        float(said),
        float(any(part.role in (Role.AGENT, Role.TARGET) for part in participants)),
        float(standing.status in FACTUAL),
        float(standing.told),
    )


def rate_event(features: Sequence[float]) -> float:
    """Return how likely an entry is right, between 0 and 1, of its features in the order of `FEATURES`."""
    constant, *weights = _load_weights()
    total = constant + sum(w * f for w, f in zip(weights, features, strict=True))
    return round(1.0 / (1.0 + math.exp(-total)), 3)


@cache
def _load_weights() -> tuple[float, ...]:
    return tuple(json.loads(WEIGHTS.read_text(encoding="utf-8"))["weights"])
