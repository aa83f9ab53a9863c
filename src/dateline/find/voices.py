"""Who was found to speak, and what telling the next speaker needs: the scene of one report.

A `Voice` is a speaker where it speaks; a `Scene` holds the report, its cast, the unnamed sources met so far
and the voices heard so far. `named`, `nominals`, `pronouns` and `speakers` read it and write the last two.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from dateline.find.actors import make_actor_id
from dateline.find.antecedents import Antecedents
from dateline.find.cast import Cast, Member
from dateline.find.names import Gender, find_capital, names_a_people
from dateline.find.phrases import to_singular
from dateline.find.unnamed import Memory, Unnamed
from dateline.lexicons import load
from dateline.model.findings import MentionType, Speaker, SpeakerKind
from dateline.model.report import Report

_KIND_OF_TYPE: Final = {
    MentionType.PERSON: SpeakerKind.NAMED_PERSON,
    MentionType.ORGANIZATION: SpeakerKind.NAMED_ORGANIZATION,
    MentionType.PLACE: SpeakerKind.NAMED_ORGANIZATION,
    MentionType.GROUP: SpeakerKind.NAMED_ORGANIZATION,
    MentionType.OUTLET: SpeakerKind.OUTLET,
    MentionType.DOCUMENT: SpeakerKind.DOCUMENT,
    MentionType.OTHER: SpeakerKind.NAMED_ORGANIZATION,
    MentionType.OFFICE: SpeakerKind.ANONYMOUS,
}
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


@dataclass(slots=True)
class Scene:
    """What is known of a report while its speakers are told, in the order of the text."""

    report: Report
    cast: Cast
    memory: Memory
    antecedents: Antecedents
    voices: list[Voice] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The report's text."""
        return self.report.text

    def actor_id(self, name: str) -> str:
        """Return the id of the actor known by `name` in this report."""
        return make_actor_id(self.report, name)


def silent_voice(start: int, why: str = NO_SOURCE) -> Voice:
    """Return the voice of a statement for which the report names no source."""
    return Voice(Speaker(None, None, SpeakerKind.UNKNOWN, why), start, False, Gender.UNKNOWN, None, 0.8)


def voice_of_member(scene: Scene, member: Member, start: int, why: str, sure: float) -> Voice:
    """Return the voice of someone named; a capital stands for its government."""
    kind, name, actor = _KIND_OF_TYPE[member.type], member.name, member.actor
    country = find_capital(name)
    if country is not None and member.type in (MentionType.PLACE, MentionType.ORGANIZATION):
        why = f"{why}: the capital stands for the government of {country}"
        name, actor = country, scene.actor_id(country)
    if member.type in (MentionType.GROUP, MentionType.ORGANIZATION, MentionType.OTHER) and is_crowd(name):
        kind = SpeakerKind.GROUP
    plural = kind is SpeakerKind.GROUP
    return Voice(Speaker(actor, name, kind, why), start, plural, member.gender, None, sure)


def voice_of_several(scene: Scene, names: Sequence[str], start: int, why: str, sure: float) -> Voice:
    """Return the voice of several who speak together, all of them named."""
    name = ", ".join(names[:-1]) + f" and {names[-1]}"
    speaker = Speaker(scene.actor_id(name), name, SpeakerKind.GROUP, why)
    return Voice(speaker, start, True, Gender.UNKNOWN, None, sure)


def voice_of_unnamed(known: Unnamed, start: int, why: str, sure: float) -> Voice:
    """Return the voice of a source without a name."""
    speaker = Speaker(known.actor, None, known.kind, why)
    return Voice(speaker, start, known.plural, known.gender, known.descriptor, sure)


def is_crowd(name: str) -> bool:
    """Tell whether a name is a people, or many of a kind: "Democrats", "House Republicans"."""
    noun, plural = to_singular(name.rsplit(maxsplit=1)[-1])
    return names_a_people(name) or (plural and noun in load("en", "nominals").lists["crowds"])
