"""Who was found to speak: a `Voice` is a speaker where it speaks.

In: a source without a name, or nobody. Out: its voice. Voices of those who are named are made by `scenes`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from dateline.find.names.names import Gender, names_a_people
from dateline.find.names.phrases import to_singular
from dateline.find.statements.unnamed import Unnamed
from dateline.lexicons import load
from dateline.model.findings import Speaker, SpeakerKind

NO_SOURCE: Final = "the report names no source"


@dataclass(frozen=True, slots=True)
class Voice:
    """Someone who was found to speak.

    Attributes:
        speaker: Who.
        start: Where the source, or for want of one the cue, stands.
        plural: Whether it is many.
        gender: As far as known.
        descriptor: How who has no name is described, without the article; None for others.
        sure: Between 0 and 1: how sure it is that the words mean this speaker.
        through: A text through which the speaker speaks: "statement"; None where there is none.
    """

    speaker: Speaker
    start: int
    plural: bool
    gender: Gender
    descriptor: str | None
    sure: float
    through: str | None = None

    @property
    def label(self) -> str:
        """The name, or how the source is described, for a clause that a reader reads."""
        return self.speaker.name or (
            f"the {self.descriptor}" if self.descriptor else "the one who speaks before"
        )

    @property
    def is_one_person(self) -> bool:
        """Whether it is one human being, named or not."""
        return not self.plural and self.speaker.kind in (SpeakerKind.NAMED_PERSON, SpeakerKind.ANONYMOUS)

    def again(self, start: int, why: str, sure: float) -> Voice:
        """Return the same voice at another place, told by `why` and as sure as both together."""
        speaker = replace(self.speaker, why=why)
        return replace(self, start=start, speaker=speaker, sure=round(self.sure * sure, 4), through=None)


def silent_voice(start: int, why: str = NO_SOURCE) -> Voice:
    """Return the voice of a statement for which the report names no source."""
    return Voice(Speaker(None, None, SpeakerKind.UNKNOWN, why), start, False, Gender.UNKNOWN, None, 0.8)


def voice_of_unnamed(known: Unnamed, start: int, why: str, sure: float) -> Voice:
    """Return the voice of a source without a name."""
    speaker = Speaker(known.actor, None, known.kind, why)
    return Voice(speaker, start, known.plural, known.gender, known.descriptor, sure)


def is_crowd(name: str) -> bool:
    """Tell whether a name is a people, or many of a kind: "Democrats", "House Republicans"."""
    noun, plural = to_singular(name.rsplit(maxsplit=1)[-1])
    return names_a_people(name) or (plural and noun in load("en", "nominals").lists["crowds"])
