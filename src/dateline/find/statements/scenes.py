"""The scene of one report: what telling the next speaker needs.

A `Scene` holds the report, its cast, the unnamed sources met so far and the voices heard so far. `named`,
`nominals`, `pronouns` and `speakers` read it and write the last two.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from dateline.find.names.actors import make_actor_id
from dateline.find.names.antecedents import Antecedents
from dateline.find.names.cast import Cast, Member
from dateline.find.names.names import Gender, find_capital
from dateline.find.statements.unnamed import Memory
from dateline.find.statements.voices import Voice, is_crowd
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
