"""What is said of how an event stands, as the words around it tell.

`Standing` is what `standing_verbs`, `standing_nouns` and `standing_governed` give back; they ask one another
through `Tell`, as a plan of a plan stands as the words around both say. `standings` is where to ask.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Protocol

from dateline.find.grammar import Grammar
from dateline.model.findings import Status

FACTUAL: Final = (Status.HAPPENED, Status.ONGOING)
# How often one word is asked how the word that governs it stands.
DEEPEST: Final = 5


@dataclass(frozen=True, slots=True)
class Standing:
    """How an event stands.

    Attributes:
        status: What the report says of it.
        positive: Whether it is said to be, or not to be.
        why: The rule or the words that told.
        told: Whether the event's own words say so, by tense or modal, and not what governs it nor a default.
        open: Whether the words leave it open whether it came about: infinitives, futures, mere nouns.
        definite: Whether it is a noun spoken of as known: "the attack".
        loose: Whether it is a participle that hangs on nothing that would say how it stands.
        claimed: Whether the words say that it is somebody's word: "accused of", "reports of".
    """

    status: Status
    positive: bool
    why: str
    told: bool = False
    open: bool = False
    definite: bool = False
    claimed: bool = False
    loose: bool = False


class Tell(Protocol):
    """Tells how the event of a word stands: of a verb or noun, `depth` words below the one asked for."""

    def __call__(self, g: Grammar, at: int, carrier: int | None, in_title: bool, depth: int) -> Standing:
        """Return how the event of the word `at` stands."""
        ...
