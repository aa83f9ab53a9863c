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
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from dateline.find.events.act_doubts import is_doubtful, is_no_act, is_somebody
from dateline.find.events.act_features import Naming, describe
from dateline.find.events.act_reader import Sight, load_reader, read_acts, see
from dateline.find.events.act_words import LANGUAGE
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


Floats = NDArray[np.float64]


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
class Asked:
    """An event whose type is asked for.

    Attributes:
        at: Its word.
        carrier: The verb that puts a noun's event on the stage, where there is one.
        agents: Who does it, in code points.
        targets: To whom it is done.
    """

    at: int
    carrier: int | None = None
    agents: Sequence[Span] = ()
    targets: Sequence[Span] = ()


@dataclass(frozen=True, eq=False)
class Head:
    """The trained weights: for each feature one a type, by name.

    Attributes:
        types: The names of the columns.
        weights: By feature, its row of `table`.
        table: `(1 + features, types)`; the first row is what each type has before any feature.
        scale: By how much surer both are where they agree than each by itself.
        least: The share of belief that a type needs.
    """

    types: tuple[str, ...]
    weights: dict[str, int]
    table: Floats
    scale: float
    least: float


@cache
def load_head() -> Head:
    """Return the trained head."""
    made = json.loads(WEIGHTS.read_text("utf-8"))
    rows = np.array(list(made["weights"].values()), np.float64) * made["unit"]
    return Head(
        types=tuple(made["types"]),
        weights={name: row for row, name in enumerate(made["weights"], start=1)},
        table=np.concatenate([np.array([made["bias"]], np.float64), rows]),
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
    """Tell the PLOVER type of one event, as `type_events` does of several."""
    return type_events(encoding, clause, [Asked(at, carrier, agents, targets)])[0]


def type_events(encoding: Encoding, clause: Grammar, asked: Sequence[Asked]) -> list[EventType | None]:
    """Tell the PLOVER types of events; they are read together, which takes a third of the time.

    Args:
        encoding: The encoder's output for the report.
        clause: Its grammar.
        asked: The events.

    Returns:
        For each event its type. None where no word of it is one of the lexicon's, or no type is likely
        enough. A word that is not in the lexicon takes more, and somebody to whom it is done: "fell to" them
        is no attack.
    """
    found: list[EventType | None] = [None] * len(asked)
    described: list[tuple[int, dict[str, float], bool]] = []
    naming = Naming(clause)
    for number, one in enumerate(asked):
        features = describe(
            clause, one.at, carrier=one.carrier, agents=one.agents, targets=one.targets, naming=naming
        )
        if not any(name.startswith(("word:", "object:", "above:")) for name in features):
            continue
        somebody = _befalls_somebody(clause, one.targets)
        if _may_be_act(clause, one, features, somebody):
            described.append((number, features, somebody))
    shares = _weigh_with_reader(
        encoding, clause, [asked[number] for number, _, _ in described], [one for _, one, _ in described]
    )
    head = load_head()
    for (number, features, somebody), row in zip(described, shares.tolist(), strict=True):
        one = asked[number]
        best = max(range(len(row)), key=row.__getitem__)
        kind = head.types[best]
        if row[best] < _find_least(kind, features, head, somebody, noun=_is_noun(clause, one.at)):
            continue
        if not is_doubtful(clause, one.at, kind, features, targets=one.targets):
            found[number] = EventType(kind, tell_mode(kind, features), round(row[best], 3))
    return found


def _befalls_somebody(clause: Grammar, targets: Sequence[Span]) -> bool:
    return any(
        is_somebody(clause, one) for span in targets for one in clause.find_words(span.start, span.end)
    )


def _is_noun(clause: Grammar, at: int) -> bool:
    return clause.tags[at].startswith("NN")


def _may_be_act(clause: Grammar, one: Asked, features: Mapping[str, float], somebody: bool) -> bool:
    """Tell whether some type would do for an event: what tells against all is seen before any is read."""
    if is_no_act(clause, one.at, features, carried=one.carrier is not None):
        return False
    return somebody or _is_named(features, load_head())


def _is_named(features: Mapping[str, float], head: Head) -> bool:
    """Tell whether an event's own word names a type, or does with another."""
    pairs = load(LANGUAGE, "plover").words["pairs"]
    return any(one in head.types for one in _list_own(features)) or any(
        " with " in name and name in pairs for name in features
    )


def _weigh_with_reader(
    encoding: Encoding, clause: Grammar, asked: Sequence[Asked], described: Sequence[Mapping[str, float]]
) -> Floats:
    """Return the share of belief of each type, a row an event."""
    head, reader = load_head(), load_reader()
    read = np.zeros((len(asked), len(head.types)))
    say = np.zeros(len(asked))
    seen: list[tuple[int, Sight]] = []
    for row, one in enumerate(asked):
        part = SAY * (bool(one.agents) + bool(one.targets)) / 2
        sight = see(encoding, clause, one.at, agents=one.agents, targets=one.targets) if part else None
        if sight is not None:
            say[row] = part
            seen.append((row, sight))
    if seen:
        read[[row for row, _ in seen]] = read_acts([sight for _, sight in seen], reader)
    return weigh(described, head, read, say)


def _find_least(kind: str, features: Mapping[str, float], head: Head, somebody: bool, *, noun: bool) -> float:
    """Return the share of belief that a type needs: little for a noun that names it and no other."""
    own = _list_own(features)
    if noun and own == {kind}:
        return _LEAST_ALONE
    if _is_named(features, head):
        return head.least
    return _LEAST_UNNAMED if somebody else 1.0


def _list_own(features: Mapping[str, float]) -> set[str]:
    """Return the kinds that the event's own word names."""
    return {name[5:].split(" ")[0] for name in features if name.startswith("word:")}


def weigh(
    described: Sequence[Mapping[str, float]],
    head: Head,
    read: NDArray[np.floating],
    say: Floats,
) -> Floats:
    """Return the share of belief of each type, `(n, t)`, a row an event.

    Args:
        described: The features of each, as `describe` returns them.
        head: What they weigh.
        read: What the reader says, as logarithms of shares, `(n, t)`.
        say: The reader's part of the whole, 0 to `SAY`, `(n,)`.
    """
    if not described:
        return np.zeros((0, len(head.types)))
    rows: list[int] = []
    values: list[float] = []
    begins: list[int] = []
    for features in described:
        begins.append(len(rows))
        known = [(head.weights[name], value) for name, value in features.items() if name in head.weights]
        rows += [0, *(row for row, _ in known)]
        values += [1.0, *(value for _, value in known)]
    scores = np.add.reduceat(head.table[rows] * np.array(values)[:, None], begins)
    part = say[:, None]
    both = (1 - part) * _take_logarithms(scores * HEAD_SCALE) + part * read
    shares: Floats = np.exp(_take_logarithms(both * (1 + (head.scale - 1) * part / SAY)))
    return shares


def _take_logarithms(scores: Floats) -> Floats:
    """Return the logarithms of the shares that the scores of each row stand for."""
    least = scores - scores.max(axis=1, keepdims=True)
    told: Floats = least - np.log(np.exp(least).sum(axis=1, keepdims=True))
    return told


def tell_mode(kind: str, features: dict[str, float]) -> str | None:
    """Return the mode that the words nearest to the event's name, None where they name none."""
    for place in ("word", "object", "deep", "target"):
        for name in features:
            if name.startswith(f"{place}:") and (found := name.split(":", 1)[1]).startswith(f"{kind} "):
                return found.removeprefix(f"{kind} ")
    return None
