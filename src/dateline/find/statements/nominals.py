"""A source's words without a name -> whose voice they are: "the official", "the minister", "the newspaper".

They point back to someone named with that office, to an unnamed source met before, to an outlet, to a text
or to the one whose text it is; or they present someone new, who then has no name but is kept apart and
found again.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from dateline.find.names.cast import Member
from dateline.find.names.names import (
    Gender,
    find_outlet,
    is_demonym,
    names_a_people,
    split_person,
    tell_gender_of_title,
)
from dateline.find.names.nouns import NounKind, tell_noun
from dateline.find.names.phrases import Phrase, read_phrase
from dateline.find.names.pronouns import find_body, find_person, read_pronoun, tell_pronoun
from dateline.find.statements.named import ARTICLE, find_named, tell_named, tell_unlisted
from dateline.find.statements.scenes import Scene, voice_of_member, voice_of_several
from dateline.find.statements.texts import find_author, is_someones_text
from dateline.find.statements.unnamed import describe, words_of
from dateline.find.statements.voices import Voice, silent_voice, voice_of_unnamed
from dateline.lexicons import load
from dateline.model.findings import Mention, MentionType, Speaker, SpeakerKind
from dateline.model.span import Span

_MIXED = re.compile(r"\w\s+and\s+(?:some|many|several|other|a\s+few)\s+\w")
_EXAMPLES = re.compile(r"[\s,]+(?:like|such\s+as|including|among\s+them)\s+")
_AGED = re.compile(r"\d+-year-old")
# How many sentences after "an American newspaper" its name is looked for.
_NAMED_SOON = 2


def tell_nominal(
    scene: Scene, phrase: Phrase, words: str, start: int, upcoming: Sequence[Span] = ()
) -> Voice:
    """Return the voice that a phrase without a name stands for.

    Args:
        scene: The report so far; an unnamed source that is new is added to its memory.
        phrase: The words, read as a noun phrase.
        words: The words as printed.
        start: Where they begin.
        upcoming: The source of the next statement in the same paragraph; empty where there is none.
    """
    if (whose := _tell_minded(scene, phrase, start)) is not None:
        return whose
    kind = tell_noun(phrase)
    if kind in (NounKind.OUTLET, NounKind.OUTLET_PIECE):
        return _tell_outlet(scene, phrase, start, kind)
    if kind is NounKind.TEXT:
        return _tell_text(scene, phrase, start)
    if kind is NounKind.BODY:
        return _tell_body(scene, phrase, words, start)
    if (pair := find_pair(scene, phrase, start)) is not None:
        return pair
    one = kind is NounKind.PERSON or (kind is NounKind.UNKNOWN and _is_another_word(phrase))
    if one and (voice := _find_titled(scene, phrase, start, upcoming)) is not None:
        return voice
    if kind is NounKind.UNKNOWN and not phrase.plural:
        return silent_voice(start, f"“{phrase.text}” is nobody the report has named")
    if kind is NounKind.CROWD and names_a_people(phrase.core):
        return tell_unlisted(scene, words, start, phrase)
    crowd = kind in (NounKind.CROWD, NounKind.UNKNOWN) or (phrase.plural and _is_mixed(scene, phrase, start))
    return _tell_unnamed(scene, phrase, start, SpeakerKind.GROUP if crowd else SpeakerKind.ANONYMOUS)


def _is_mixed(scene: Scene, phrase: Phrase, start: int) -> bool:
    """Tell whether some of many have names, or a body is with them: "advisers like Osei", "it and some"."""
    if _MIXED.search(phrase.core) is not None:
        return True
    examples = _EXAMPLES.search(scene.text, start, start + len(phrase.text))
    if examples is None:
        return False
    after = scene.cast.between(examples.end(), start + len(phrase.text))
    return any(m.type is MentionType.PERSON for m in after)


def _tell_unnamed(scene: Scene, phrase: Phrase, start: int, kind: SpeakerKind) -> Voice:
    known = scene.memory.find(phrase, kind, before=start)
    if known is None and kind is SpeakerKind.ANONYMOUS and scene.voices:
        last = scene.voices[-1]
        here = scene.cast.sentence_at(start) - scene.cast.sentence_at(last.start) <= _NAMED_SOON
        known = scene.memory.find_by_another_word(phrase, last.speaker.actor) if here else None
    descriptor = describe(phrase)
    if known is not None:
        known.last = start
        why = f"“{phrase.text}” is the same source as “{known.descriptor}” before"
        voice = voice_of_unnamed(known, start, why, 0.95 if phrase.points_back else 0.85)
        own_words = voice.descriptor is not None and not phrase.points_back
        return replace(voice, descriptor=descriptor) if own_words else voice
    known = scene.memory.add(phrase, kind, descriptor, start)
    why = f"the report gives “{phrase.text}” no name"
    return voice_of_unnamed(known, start, why, 0.85 if phrase.points_back else 0.97)


# --- persons by their office ------------------------------------------------------------------------------


def _find_titled(scene: Scene, phrase: Phrase, start: int, upcoming: Sequence[Span]) -> Voice | None:
    """Return the person whom "the minister" means, named before it or, for the first time, right after."""
    if phrase.plural or phrase.presents:
        return None
    words = words_of(phrase)
    unnamed = scene.memory.find(phrase, SpeakerKind.ANONYMOUS, before=start) if phrase.points_back else None
    fits = (
        scene.cast.with_role(phrase.head, words, before=start) if phrase.points_back or phrase.owner else []
    )
    for member, shared, role in fits:
        last = max(m.start for m in member.places if m.start < start)
        if (unnamed is not None and unnamed.last > last) or (words and not shared and len(fits) > 1):
            continue
        if words and not shared and phrase.owner:
            continue
        why = f"“{phrase.text}” refers to {member.name}, called “{role.text}”"
        return voice_of_member(scene, member, start, why, 0.85 if shared or len(fits) == 1 else 0.7)
    if unnamed is not None:
        return None
    return _find_newly_named(scene, phrase, start, upcoming) or _find_by_another_word(scene, phrase, start)


def _find_by_another_word(scene: Scene, phrase: Phrase, start: int) -> Voice | None:
    """Return the person last spoken of whom "the tycoon" means, where the report has presented no tycoon."""
    if phrase.determiner != "the" or phrase.owner:
        return None
    if not _is_another_word(phrase):
        return None
    gender = tell_gender_of_title(phrase.head)
    found = find_person(scene, at=start, gender=gender, not_actor=None)
    if found is None or found.sentences_back > _NAMED_SOON:
        return None
    if found.sentences_back == 0 and (other := _find_other_here(scene, start, gender)) is not None:
        why = f"“{phrase.text}” is one more word for {other.name}, named in the same sentence"
        return voice_of_member(scene, other, start, why, 0.55)
    if found.voice is not None and found.voice.speaker.kind is SpeakerKind.NAMED_PERSON:
        why = f"“{phrase.text}” is one more word for {found.voice.label}, who spoke just before"
        return found.voice.again(start, why, 0.7)
    if found.member is not None:
        why = f"“{phrase.text}” is one more word for {found.member.name}, named just before"
        return voice_of_member(scene, found.member, start, why, 0.6)
    return None


def _is_another_word(phrase: Phrase) -> bool:
    """Tell whether a noun may be one more word for someone: "the tycoon", "the 45-year-old"."""
    by_another_word = load("en", "nominals").lists["by_another_word"]
    return phrase.head in by_another_word or _AGED.fullmatch(phrase.head) is not None


def find_pair(scene: Scene, phrase: Phrase, start: int) -> Voice | None:
    """Return the two whom "the two", "both" or "the couple" means: those whom the last sentences name."""
    words = {phrase.head, *phrase.text.lower().split()[:2]}
    if not words & set(load("en", "nominals").lists["pairs"]) or phrase.owner:
        return None
    if phrase.determiner not in ("the", "both", "") or " of " in phrase.text:
        return None
    here = scene.cast.sentence_at(start)
    for sentence in range(here, max(-1, here - _NAMED_SOON - 1), -1):
        persons = [m for m, _ in scene.cast.persons_in(sentence, before=start)]
        names = list(dict.fromkeys(scene.cast.member_of(m).name for m in persons))
        if len(names) == 2:
            return voice_of_several(scene, names, start, f"“{phrase.text}” are {' and '.join(names)}", 0.8)
        if names:
            return None
    return None


def _find_newly_named(scene: Scene, phrase: Phrase, start: int, upcoming: Sequence[Span]) -> Voice | None:
    """Return who is named for the first time, by a bare full name, as the source of the next statement."""
    if not upcoming or not (phrase.owner or phrase.points_back or phrase.determiner == "its"):
        return None
    named = scene.cast.between(upcoming[0].start, upcoming[0].end)
    if len(named) != 1 or named[0].type is not MentionType.PERSON:
        return None
    mention, member = named[0], scene.cast.member_of(named[0])
    bare = mention.start == upcoming[0].start and not scene.text[mention.end : upcoming[0].end].strip(" ,")
    if not bare or member.places[0] != mention or len(split_person(member.name).words) < 2:
        return None
    why = f"“{phrase.text}” is named in the next statement: {member.name}"
    return voice_of_member(scene, member, start, why, 0.8)


def _find_other_here(scene: Scene, start: int, gender: Gender) -> Member | None:
    """Return who else is named in the sentence: "Osei scolded Vale after the tycoon left" is about Vale."""
    here = [
        mention
        for mention, owner in scene.cast.persons_in(scene.cast.sentence_at(start), before=start)
        if not owner
    ]
    others = [scene.cast.member_of(mention) for mention in here if mention.actor != here[0].actor]
    fits = [m for m in others if Gender.UNKNOWN in (m.gender, gender) or m.gender is gender]
    return fits[-1] if fits else None


# --- outlets, texts, bodies -------------------------------------------------------------------------------


def _tell_outlet(scene: Scene, phrase: Phrase, start: int, kind: NounKind) -> Voice:
    """Return the outlet that "the newspaper" or "the dispatch" means: the last before, or one right after."""
    outlets = [m for m in scene.cast.mentions if m.type is MentionType.OUTLET and not _is_own(scene, m)]
    before = [m for m in outlets if m.start < start]
    here = scene.cast.sentence_at(start)
    soon = [m for m in outlets if m.start >= start and scene.cast.sentence_at(m.start) <= here + _NAMED_SOON]
    back = phrase.points_back or kind is NounKind.OUTLET_PIECE
    named = [m for m in outlets if start <= m.start < start + len(phrase.text)]
    if named and kind is NounKind.OUTLET_PIECE:
        member = scene.cast.member_of(named[0])
        return voice_of_member(scene, member, start, f"“{phrase.text}” is the word of {member.name}", 0.9)
    if before and back and not phrase.plural and not phrase.owner and not phrase.presents:
        member = scene.cast.member_of(before[-1])
        return voice_of_member(scene, member, start, f"“{phrase.text}” is {member.name}, named before", 0.9)
    if soon and not phrase.plural and kind is NounKind.OUTLET:
        member = scene.cast.member_of(soon[0])
        why = f"“{phrase.text}” is {member.name}, named right after"
        return voice_of_member(scene, member, start, why, 0.75)
    as_kind = SpeakerKind.OUTLET if kind is NounKind.OUTLET else SpeakerKind.DOCUMENT
    return _tell_unnamed(scene, phrase, start, as_kind)


def _is_own(scene: Scene, mention: Mention) -> bool:
    own = scene.report.outlet
    return own is not None and (find_outlet(own) or own) == mention.name


def _tell_text(scene: Scene, phrase: Phrase, start: int) -> Voice:
    """Return the voice of a text: its author's where the report says who that is, else its own."""
    author = find_author(phrase, scene.voices, start)
    if author is not None:
        why = f"“{phrase.text}” is by {author.label}, who spoke before"
        return replace(author.again(start, why, 0.75), through=phrase.head)
    owned = is_someones_text(phrase)
    if owned and phrase.owner and read_pronoun(phrase.owner) is None:
        voice = _tell_owner(scene, phrase.owner, start)
        if voice.speaker.kind is not SpeakerKind.UNKNOWN:
            return replace(voice, start=start, through=phrase.head)
    if owned and (pronoun := read_pronoun(phrase.determiner)) is not None:
        voice = tell_pronoun(scene, pronoun, phrase.determiner, start, None, None)
        if voice.speaker.kind is not SpeakerKind.UNKNOWN:
            return replace(voice, through=phrase.head)
    voice = _tell_unnamed(scene, phrase, start, SpeakerKind.DOCUMENT)
    known = next((u for u in scene.memory.known if u.actor == voice.speaker.actor), None)
    if known is None or len(known.descriptor.split()) < 2 or len(known.descriptor) > 80:
        return voice
    return replace(voice, speaker=replace(voice.speaker, name=known.descriptor))


def _tell_minded(scene: Scene, phrase: Phrase, start: int) -> Voice | None:
    """Return the voice of whose mind or words a phrase speaks of: "Osei's mind", "his account"."""
    if phrase.head not in load("en", "nominals").lists["someones_minds"]:
        return None
    if phrase.owner and read_pronoun(phrase.owner) is None:
        voice = _tell_owner(scene, phrase.owner, start)
    elif (pronoun := read_pronoun(phrase.determiner)) is not None:
        voice = tell_pronoun(scene, pronoun, phrase.determiner, start, None, None)
    else:
        return None
    return replace(voice, start=start) if voice.speaker.kind is not SpeakerKind.UNKNOWN else None


def _tell_owner(scene: Scene, words: str, start: int) -> Voice:
    """Return the voice of whoever "Osei" in "Osei's letter" or "the port" in "the port's statement" is."""
    phrase = read_phrase(words)
    if (mention := find_named(scene, words, start, phrase)) is not None:
        return tell_named(scene, mention, words, start)
    if phrase.named:
        return tell_unlisted(scene, words, start, phrase)
    return tell_nominal(scene, phrase, words, start)


def _tell_body(scene: Scene, phrase: Phrase, words: str, start: int) -> Voice:
    """Return the voice of "the ministry" (named before), "the Osei government" (named so) or "his team"."""
    if phrase.points_back and not phrase.modifiers and not phrase.owner:
        for mention in reversed([m for m in scene.cast.mentions if m.start < start]):
            last = (mention.name or "").split()[-1].lower()
            called = (mention.name or "").split(" of ")[0].split()[-1].lower()
            if mention.type is MentionType.ORGANIZATION and phrase.head in (last, called):
                member = scene.cast.member_of(mention)
                why = f"“{phrase.text}” is {member.name}, named before"
                return voice_of_member(scene, member, start, why, 0.9)
        if (body := _find_body_before(scene, phrase, start)) is not None:
            return body
    pronoun = read_pronoun(phrase.determiner)
    if pronoun is not None:
        whose = tell_pronoun(scene, pronoun, phrase.determiner, start, None, None)
        if whose.speaker.name is not None:
            name = f"{whose.speaker.name}’s {phrase.core}"
            why = f"“{phrase.text}” is that of {whose.speaker.name}"
            return _voice_of_body(scene, name, why, start, whose.sure)
        return _tell_unnamed(scene, phrase, start, SpeakerKind.GROUP)
    capital = any(w[:1].isupper() or is_demonym(w) for w in phrase.core.split()[:-1])
    if phrase.owner[:1].isupper() or capital:
        name = ARTICLE.sub("", " ".join(words[: phrase.core_end].split())).strip(' ,“”"')
        name = re.sub(r"(?:[’']s|(?<=s)[’'])$", "", name)
        return _voice_of_body(scene, name, f"named as “{name}”", start, 0.9)
    return _tell_unnamed(scene, phrase, start, SpeakerKind.GROUP)


def _find_body_before(scene: Scene, phrase: Phrase, start: int) -> Voice | None:
    """Return the body that "the campaign" means: one that spoke, or was "the Osei campaign", before."""
    for voice in reversed(scene.voices):
        name = voice.speaker.name or ""
        if voice.speaker.kind is SpeakerKind.NAMED_ORGANIZATION and name.lower().endswith(f" {phrase.head}"):
            return voice.again(start, f"“{phrase.text}” is {name}, who spoke before", 0.9)
    called = re.compile(rf"\b(?P<name>[A-Z][\w.-]+(?:[’']s)? {re.escape(phrase.head)})\b")
    before = [m["name"] for m in called.finditer(scene.text, 0, start) if not m["name"].startswith("The ")]
    if before:
        name = before[-1]
        return _voice_of_body(scene, name, f"“{phrase.text}” is {name}, named before", start, 0.8)
    if phrase.head not in load("en", "nominals").lists["any_body"]:
        return None
    found = find_body(scene.cast, scene.voices, at=start, plural=False)
    if found is None or found.sentences_back > _NAMED_SOON:
        return None
    kinds = (MentionType.ORGANIZATION, MentionType.GROUP)
    if found.member is not None and found.member.type in kinds:
        why = f"“{phrase.text}” is one more word for {found.member.name}, named just before"
        return voice_of_member(scene, found.member, start, why, 0.7)
    if found.voice is not None and found.voice.speaker.kind is SpeakerKind.NAMED_ORGANIZATION:
        why = f"“{phrase.text}” is one more word for {found.voice.label}, who spoke just before"
        return found.voice.again(start, why, 0.7)
    return None


def _voice_of_body(scene: Scene, name: str, why: str, start: int, sure: float) -> Voice:
    speaker = Speaker(scene.actor_id(name), name, SpeakerKind.NAMED_ORGANIZATION, why)
    return Voice(speaker, start, False, Gender.UNKNOWN, None, sure)
