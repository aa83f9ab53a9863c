"""What is found in a case: sentences, where they stand, and whose word they are."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Voice:
    """A statement that a sentence is part of: its id, its actor, and whose word it is.

    `name` is what the report calls somebody without a name, None where it does not say.
    """

    statement: str
    actor: str | None
    name: str | None


@dataclass(frozen=True, slots=True)
class Repeat:
    """Where the words of a hit stand once more: in another report, or in the same."""

    report: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Hit:
    """A sentence that was found.

    `text[start:end]` of the report is the sentence. `pieces` are its words as they are shown, cut where it is
    long; `found` says of each whether it was looked for. `voices` are the statements it is part of; where
    there are none, the report says it in its own voice. `likeness` is the cosine of what is asked and what
    the sentence means, None for what was found by its words; what is near is sorted by it and by how much of
    the words it holds. `also` is where else the same sentence stands.
    """

    report: str
    start: int
    end: int
    pieces: tuple[str, ...]
    found: tuple[bool, ...]
    voices: tuple[Voice, ...]
    likeness: float | None = None
    also: tuple[Repeat, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found: the `hits` of this page by words, the `total` of all pages, what is `near`.

    `more` tells whether another page follows. `total` counts a sentence as often as it stands in the reports,
    those that a hit tells in `also` too.
    """

    hits: tuple[Hit, ...]
    total: int
    near: tuple[Hit, ...]
    more: bool = False

    def reports(self) -> list[str]:
        """Return the ids of the reports that hold them, sorted, each once."""
        hits = (*self.hits, *self.near)
        return sorted({hit.report for hit in hits} | {one.report for hit in hits for one in hit.also})


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of a report in the sentences they stand in; `str` puts the three together.

    `text[start:end]` of the report is `words`.
    """

    report: str
    start: int
    end: int
    before: str
    words: str
    after: str

    def __str__(self) -> str:
        return self.before + self.words + self.after
