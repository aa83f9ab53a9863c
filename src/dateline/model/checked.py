"""What a check of a case says: what was verified, how much of it, and what is wrong."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

_MOST_FAULTS = 1000
"""So many faults are told one by one; of a case that is damaged through and through the rest is counted."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is not as it must be: where, what, and what to do about it."""

    where: str
    what: str
    todo: str


@dataclass(frozen=True, slots=True)
class Checkup:
    """What a check found.

    Args:
        verified: How much of what was looked at, in the order in which it was: "words of evidence": 194534.
        faults: What is wrong; none where the case is sound. At most a thousand of them.
        found: How many faults there are in all.
        notes: What is no fault, and worth knowing: what could not be verified, and why.
    """

    verified: Mapping[str, int]
    faults: tuple[Fault, ...]
    found: int
    notes: tuple[str, ...]

    @property
    def sound(self) -> bool:
        """Tell whether nothing is wrong."""
        return not self.found


@dataclass(slots=True)
class Tally:
    """Gathers what a check finds while it goes."""

    verified: Counter[str] = field(default_factory=Counter)
    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    found: int = 0

    def count(self, what: str, many: int = 1) -> None:
        """Count things that were looked at, whatever was found."""
        self.verified[what] += many

    def fault(self, where: str, what: str, todo: str) -> None:
        """Keep a fault."""
        self.found += 1
        if len(self.faults) < _MOST_FAULTS:
            self.faults.append(Fault(where, what, todo))

    def note(self, words: str) -> None:
        """Keep something that is no fault."""
        self.notes.append(words)

    def close(self) -> Checkup:
        """Return what was found."""
        return Checkup(dict(self.verified), tuple(self.faults), self.found, tuple(self.notes))
