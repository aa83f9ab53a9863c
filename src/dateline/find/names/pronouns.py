"""Pronouns -> whom they mean: "he said", "she added", "who, they said".

In: where a pronoun stands, the cast, and who spoke before. Out: the likeliest antecedent with a measure of
how sure that is. "He" and "she" are ranked by `antecedents`; "it" and "they" mean the body or the many that
spoke last or stood as a subject. Phrases with a noun of their own are left to `nominals`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from typing import Final

from dateline.find.names.candidates import Candidate, is_subject
from dateline.find.names.cast import Cast, Member
from dateline.find.names.names import Gender
from dateline.find.statements.quotations import covering_quotation
from dateline.find.statements.scenes import Scene, voice_of_member, voice_of_several
from dateline.find.statements.voices import Voice, silent_voice
from dateline.model.findings import MentionType, Speaker, SpeakerKind

# Between two who do something together: "Osei and her deputy Vale".
_JOINT: Final = re.compile(r",?\s+and\s+(?:\S+\s+){0,3}")
_LONGEST_TITLE: Final = 3
# The share of belief from which the next likely person is spoken of too.
_RIVAL: Final = 0.15
# No reading of a pronoun is surer than this.
_SUREST: Final = 0.97
_SURE_BY_DISTANCE: Final = (0.9, 0.88, 0.8, 0.7, 0.65)


class Pronoun(StrEnum):
    """What kind of pronoun a source is."""

    HE = "he"
    SHE = "she"
    THEY = "they"
    IT = "it"
    FIRST = "I"
    WE = "we"
    YOU = "you"
    RELATIVE = "who"


_FORMS: Final = {
    Pronoun.HE: "he his him himself",
    Pronoun.SHE: "she her hers herself",
    Pronoun.THEY: "they their them theirs themselves",
    Pronoun.IT: "it its itself",
    Pronoun.FIRST: "i my me mine myself",
    Pronoun.WE: "we our us ours ourselves",
    Pronoun.YOU: "you your yours",
    Pronoun.RELATIVE: "who which that whose whom",
}
_GENDER: Final = {Pronoun.HE: Gender.HE, Pronoun.SHE: Gender.SHE}
# From here on a pronoun may tell the gender of whom it was taken to mean.
_SURE_ENOUGH: Final = 0.75
_PRONOUNS: Final = {form: kind for kind, forms in _FORMS.items() for form in forms.split()}


@lru_cache(maxsize=4096)
def read_pronoun(text: str) -> Pronoun | None:
    """Return what pronoun a source's words are, None where they are none: "He" is, "he and she" is not."""
    plain = text.replace("\u00a0", " ").strip(" \t\n\"“”‘’'()[],.;:—–-")
    if len(plain) > 1 and plain.isupper():
        return None  # "US" is a country
    plain = plain.lower()
    plain = (
        plain.removesuffix(" himself")
        .removesuffix(" herself")
        .removesuffix(" themselves")
        .removesuffix(" also")
    )
    return _PRONOUNS.get(plain)


def tell_pronoun(
    scene: Scene,
    pronoun: Pronoun,
    words: str,
    start: int,
    enclosing: Voice | None,
    quoted_by: Voice | None,
) -> Voice:
    """Return the voice of whom a pronoun, other than a relative one, means.

    Args:
        scene: The report so far. A person whose gender was not known has it after "he" or "she" was told.
        pronoun: What kind of pronoun it is.
        words: As printed.
        start: Where it stands.
        enclosing: Who speaks the statement inside whose content it stands; None where it stands in none.
        quoted_by: The same, where that content is quoted.
    """
    said = f"“{' '.join(words.split())}”"
    if pronoun in (Pronoun.FIRST, Pronoun.WE, Pronoun.YOU):
        return _tell_first_person(scene, pronoun, said, start, quoted_by)
    if enclosing is not None and quoted_by is None and _fits(pronoun, enclosing):
        return enclosing.again(start, f"{said} is the one who says it: {enclosing.label}", 0.9)
    if pronoun in (Pronoun.HE, Pronoun.SHE):
        gender = _GENDER[pronoun]
        not_actor = quoted_by.speaker.actor if quoted_by else None
        found = find_person(scene, at=start, gender=gender, not_actor=not_actor)
        if found is not None and found.member is not None and found.sure > _SURE_ENOUGH:
            found.member.gender = gender
        return _from_antecedent(scene, found, said, start)
    many = pronoun is Pronoun.THEY
    if many and (pair := _find_joined(scene, said, start)) is not None:
        return pair
    voice = _from_antecedent(scene, find_body(scene.cast, scene.voices, at=start, plural=many), said, start)
    return replace(voice, plural=many)


def _find_joined(scene: Scene, said: str, start: int) -> Voice | None:
    """Return the two whom "they" means where the sentence before opens with both: "Osei and Vale met"."""
    here = scene.cast.sentence_at(start)
    if here == 0 or any(scene.cast.sentences[here - 1].start <= v.start < start for v in scene.voices):
        return None
    span = scene.cast.sentences[here - 1]
    named = scene.cast.between(span.start, span.end)[:2]
    if len(named) < 2 or any(m.type is not MentionType.PERSON for m in named):
        return None
    joint = scene.text[named[0].end : named[1].start]
    if scene.text[span.start : named[0].start].count(" ") > _LONGEST_TITLE or not _JOINT.fullmatch(joint):
        return None
    names = [scene.cast.member_of(m).name for m in named]
    return voice_of_several(
        scene, names, start, f"{said} are {' and '.join(names)}, named one sentence before", 0.8
    )


def _fits(pronoun: Pronoun, voice: Voice) -> bool:
    """Tell whether a pronoun can mean the one inside whose words it stands."""
    if pronoun in (Pronoun.HE, Pronoun.SHE):
        return voice.is_one_person and _agrees(voice.gender, _GENDER[pronoun])
    kinds = (SpeakerKind.NAMED_ORGANIZATION, SpeakerKind.OUTLET, SpeakerKind.DOCUMENT)
    if pronoun is Pronoun.THEY:
        return voice.plural
    return not voice.plural and voice.speaker.kind in kinds


def _tell_first_person(
    scene: Scene, pronoun: Pronoun, said: str, start: int, quoted_by: Voice | None
) -> Voice:
    if quoted_by is not None and pronoun is Pronoun.FIRST:
        return quoted_by.again(start, f"{said} inside the words of {quoted_by.label}", 0.95)
    if quoted_by is not None and pronoun is Pronoun.WE:
        speaker = Speaker(None, None, SpeakerKind.GROUP, f"{said} as {quoted_by.label} uses it")
        return Voice(speaker, start, True, Gender.UNKNOWN, None, 0.8)
    if pronoun is Pronoun.FIRST and len(scene.report.bylines) == 1:
        name = scene.report.bylines[0]
        speaker = Speaker(
            scene.actor_id(name), name, SpeakerKind.NAMED_PERSON, f"{said} is the report's author"
        )
        return Voice(speaker, start, False, Gender.UNKNOWN, None, 0.7)
    speaker = Speaker(None, None, SpeakerKind.UNKNOWN, f"{said} names nobody")
    return Voice(speaker, start, pronoun is not Pronoun.FIRST, Gender.UNKNOWN, None, 0.5)


def _from_antecedent(scene: Scene, found: Antecedent | None, said: str, start: int) -> Voice:
    if found is None:
        return silent_voice(start, f"{said} points back to nobody the report has named")
    where = _say_distance(found.sentences_back)
    if found.rival is not None:
        where += f", more likely than {found.rival}"
    if found.voice is not None and found.member is None:
        return found.voice.again(
            start, f"{said} refers to {found.voice.label}, who spoke {where}", found.sure
        )
    if found.member is None:
        return silent_voice(start)
    why = f"{said} refers to {found.member.name}, named {where}"
    return voice_of_member(scene, found.member, start, why, found.sure)


def _say_distance(sentences_back: int) -> str:
    if sentences_back == 0:
        return "in the same sentence"
    return "one sentence before" if sentences_back == 1 else f"{sentences_back} sentences before"


@dataclass(frozen=True, slots=True)
class Antecedent:
    """Whom a pronoun means: someone named, or someone who spoke; how sure that is, and who comes next."""

    member: Member | None
    voice: Voice | None
    sentences_back: int
    sure: float
    rival: str | None = None


def _agrees(gender: Gender, wanted: Gender) -> bool:
    return gender is wanted or gender is Gender.UNKNOWN or wanted is Gender.UNKNOWN


def find_person(scene: Scene, *, at: int, gender: Gender, not_actor: str | None) -> Antecedent | None:
    """Find the one person that "he" or "she" at offset `at` means.

    Args:
        scene: Who is named in the report, and who has spoken.
        at: Where the pronoun stands.
        gender: What it tells of the person.
        not_actor: Who it cannot be: the speaker inside whose quotation it stands.

    Returns:
        The likeliest of those that agree, as sure as its share of belief; None where nobody does.
    """
    cast = scene.cast
    here = cast.sentence_at(at)
    if (ahead := _find_ahead(cast, here, at, gender, not_actor)) is not None:
        return Antecedent(ahead, None, 0, 0.8 if ahead.gender is gender else 0.74)
    ranked = scene.antecedents.rank(at, gender, scene.voices, not_actor=not_actor, speaks=True)
    if not ranked:
        return None
    best = ranked[0]
    rival = _label(ranked[1].candidate) if len(ranked) > 1 and ranked[1].share > _RIVAL else None
    sure = round(min(best.share, _SUREST), 4)
    candidate = best.candidate
    spoke = [start for start in candidate.spoke if start < at]
    if candidate.voice is not None and spoke and here - cast.sentence_at(spoke[-1]) <= best.sentences_back:
        return Antecedent(None, candidate.voice, best.sentences_back, sure, rival)
    return Antecedent(
        candidate.member, None if candidate.member else candidate.voice, best.sentences_back, sure, rival
    )


def _label(candidate: Candidate) -> str | None:
    if candidate.member is not None:
        return candidate.member.name
    return candidate.voice.label if candidate.voice is not None else None


_FRONTED: Final = re.compile(
    r"[“\"]?(?:In|As|When|While|If|After|Before|Although|Though|Despite|On|At|For|With|During|Since)\b[^.!?]*?,\s+"
)


def _find_ahead(cast: Cast, sentence: int, at: int, gender: Gender, not_actor: str | None) -> Member | None:
    """Return the subject that a clause set before it speaks of: "In what he called a mistake, Vale said"."""
    span = cast.sentences[sentence]
    clause = _FRONTED.match(cast.text, span.start, span.end)
    if clause is None or not span.start <= at < clause.end():
        return None
    named = cast.between(span.start, span.end)
    if not named or any(m.type is MentionType.PERSON and m.start < at for m in named):
        return None
    after = next((m for m in named if m.start >= clause.end()), None)
    if after is None or after.type is not MentionType.PERSON or after.actor == not_actor:
        return None
    member = cast.member_of(after)
    title = cast.text[clause.end() : after.start]
    return member if len(title.split()) <= 2 and _agrees(member.gender, gender) else None


def find_body(cast: Cast, voices: Sequence[Voice], *, at: int, plural: bool) -> Antecedent | None:
    """Find what "it" (a body, an outlet, a text) or "they" (many, or a body) at offset `at` means."""
    here = cast.sentence_at(at)
    kinds = (MentionType.ORGANIZATION, MentionType.OUTLET, MentionType.GROUP)
    for back in range(min(4, here) + 1):
        span = cast.sentences[here - back]
        sure = _SURE_BY_DISTANCE[min(back, len(_SURE_BY_DISTANCE) - 1)] * 0.9
        spoke = [
            v for v in voices if span.start <= v.start < min(span.end, at) and _can_be_body(v, plural=plural)
        ]
        if spoke:
            return Antecedent(None, spoke[-1], back, round(sure, 4))
        named = [
            m
            for m in cast.between(span.start, min(span.end, at))
            if covering_quotation(cast.quotations, m.start) is None
            and (m.type in kinds or (m.type is MentionType.PLACE and not plural))
            and is_subject(cast, m.start, span.start)
        ]
        if named:
            return Antecedent(cast.member_of(named[0]), None, back, round(sure * 0.8, 4))
    return None


def _can_be_body(voice: Voice, *, plural: bool) -> bool:
    kind = voice.speaker.kind
    if voice.speaker.actor is None and voice.descriptor is None:
        return False
    if plural:
        return voice.plural or kind in (SpeakerKind.GROUP, SpeakerKind.NAMED_ORGANIZATION)
    return not voice.plural and kind in (
        SpeakerKind.NAMED_ORGANIZATION,
        SpeakerKind.OUTLET,
        SpeakerKind.DOCUMENT,
    )
