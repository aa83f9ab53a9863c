"""A source's words that name someone -> the voice of whoever they name.

"Valdan's Ambassador in Osterby Ana Osei" names Osei, "an aide to Ana Osei" does not; "Osei and Harrow"
names both together; a name that the encoder missed is told by its looks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from dateline.find.names.cast import Member
from dateline.find.names.names import (
    Gender,
    PersonName,
    clean_name,
    find_capital,
    find_country,
    find_outlet,
    is_common_outlet,
    is_given_name,
    is_seat,
    split_person,
    tell_gender_of_name,
    tell_gender_of_title,
)
from dateline.find.names.phrases import Phrase
from dateline.find.names.titles import find_title_start
from dateline.find.statements.scenes import Scene, voice_of_member
from dateline.find.statements.voices import Voice, is_crowd
from dateline.lexicons import load
from dateline.model.findings import Mention, MentionType, Speaker, SpeakerKind

ARTICLE: Final = re.compile(r"^(?:the|an?|one|another|some|these|those)\s+", re.I)
# What may follow the name that a source's words are about.
_AFTER_HEAD: Final = re.compile(
    r"[\s”\"]*(?:$|[,;:(\[—–.]|-\s|(?:[’']s?)?\s*$|\b(?:who|whom|whose|that|which|of|in|at|on|for|from|with|to|by|"
    r"as|himself|herself|itself|here|is|was|has|had|when|while|speaking|running)\b)"
)
_OTHERS: Final = re.compile(r"(?:and|or)\s+((?:other|some|many|several|his|her|their|two|three)\b.*)", re.S)
_ENDS_LIST: Final = re.compile(r"$|[,(]|(?:both|together|alike|who)\b")
# From the end of a noun to the name set beside it: "of the Treasury, ".
_BESIDE: Final = re.compile(r"(?:\s+(?:of|for|in|at|on|not)\s+[^,;.]{2,50})?\s*[,—–]\s+(?:then\s+)?")
_ROLE: Final = re.compile(
    r"(?:[\w’'.-]+\s+)*(?P<noun>[a-z][\w-]+)\s+(?P<name>[A-Z][\w’'.-]+(?:\s+[A-Z][\w’'.-]+)+)$"
)
_AGE: Final = re.compile(r"^\d+-year-old\s+")
_JOINED: Final = re.compile(r"\s*,?\s+(?:and|as well as|or)\s+(?:the\s+|also\s+)?|\s*,\s*", re.I)


def find_named(scene: Scene, words: str, start: int, phrase: Phrase) -> Mention | None:
    """Return the mention that a source's words are about, None where they are about no name.

    Args:
        scene: The report so far.
        words: The source's words.
        start: Where they begin.
        phrase: The same, read as a noun phrase.
    """
    end, core_end = start + len(words), start + phrase.core_end
    found = scene.cast.between(start, end)
    if phrase.presents_one and not phrase.named:
        # "one Anser Democrat", where a name was seen: who is presented by a common noun has none.
        found = [m for m in found if not m.start < core_end <= m.end]
    for mention in found:
        if _is_head(scene, mention, start, end):
            return mention
    for mention in reversed(found):
        rest = scene.text[mention.end : core_end]
        if mention.start < core_end and not re.sub(r"^(?:[’']s?)|\W+|\b(?:him|her|it)self\b", "", rest):
            return mention
    return _find_beside(scene, core_end, end) if not phrase.plural and not phrase.named else None


def _find_beside(scene: Scene, core_end: int, end: int) -> Mention | None:
    """Return the person set beside a noun: "the harbour master, Ana Osei,"."""
    match = _BESIDE.match(scene.text, core_end)
    if match is None:
        return None
    for mention in scene.cast.between(match.end(), end)[:1]:
        title = scene.text[match.end() : mention.start]
        closed = re.match(r"\s*(?:[,;(—–-]|$)", scene.text[mention.end : end])
        if mention.type is MentionType.PERSON and len(title.split()) <= 3 and closed:
            return mention
    return None


def _is_head(scene: Scene, mention: Mention, start: int, end: int) -> bool:
    if not _AFTER_HEAD.match(scene.text, mention.end, end):
        return False
    person = mention.type is MentionType.PERSON
    title_start = max(start, find_title_start(scene.text, mention.start)) if person else mention.start
    before = scene.text[start:title_start].strip(' \t\n“”"‘(')
    if not before or before.lower() in ("the", "both"):
        return True
    if not person or re.search(r"[,;:—–(]|\b(?:who|that|which)\b", before):
        return False
    last = before.split()[-1].lower()
    objects = load("en", "nominals").lists["before_objects"]
    return last not in objects and not re.search(r"(?:[’']s|s[’']|ing)$", last)


def tell_several(scene: Scene, words: str, start: int, phrase: Phrase) -> Voice | None:
    """Return the voice of several together, one of them named: "Osei and Harrow", "Osei and others"."""
    if not re.search(r"\band\b|,| or ", words):
        return None
    end = start + len(words)
    run: list[Mention] = []
    for mention in scene.cast.between(start, end):
        if run and not _is_joined(scene.text[run[-1].end : mention.start]):
            break
        if not run and not _may_begin(scene, mention, start):
            break
        run.append(mention)
    names = list(dict.fromkeys(m.name or "" for m in run))
    joints = [scene.text[a.end : b.start] for a, b in pairwise(run)]
    rest = scene.text[run[-1].end : end].strip(" ,.") if run else ""
    if run and (others := _OTHERS.match(rest)) is not None:
        names.append(others[1])
    elif len(names) < 2 or not _ENDS_LIST.match(rest) or not _is_list(run, joints, words):
        return None
    name = ", ".join(names[:-1]) + f" and {names[-1]}"
    why = f"“{phrase.text}” names several together"
    return Voice(
        Speaker(scene.actor_id(name), name, SpeakerKind.GROUP, why), start, True, Gender.UNKNOWN, None, 0.95
    )


def _is_list(run: Sequence[Mention], joints: Sequence[str], words: str) -> bool:
    """Tell whether names are joined by "and", or are persons with commas alone, as headlines have them."""
    if any(" and " in joint for joint in joints):
        return True
    return words.count(",") == len(joints) and all(m.type is MentionType.PERSON for m in run)


def _may_begin(scene: Scene, mention: Mention, start: int) -> bool:
    """Tell whether nothing but an article, "both" or a title stands before the first name."""
    before = re.sub(r"(?i)^both\s+", "", scene.text[start : mention.start].lstrip(' “"('))
    return not ARTICLE.sub("", before).strip(' “"(') or _is_title(scene, mention, start)


def _is_joined(between: str) -> bool:
    plain = re.sub(r"^[’']s?|\([^)]*\)", "", between)
    joined = _JOINED.match(plain)
    title = plain[joined.end() :].strip() if joined else ""
    return joined is not None and (not title or bool(split_person(f"{title} Xu").title))


def _is_title(scene: Scene, mention: Mention, start: int) -> bool:
    return mention.type is MentionType.PERSON and find_title_start(scene.text, mention.start) <= start + 5


def tell_named(scene: Scene, mention: Mention, words: str, start: int) -> Voice:
    """Return the voice of the one that `mention`, inside a source's `words`, names."""
    member = scene.cast.member_of(mention)
    printed = clean_name(words[: max(1, mention.end - start)])
    why = f"named as “{printed}”" if printed == member.name else f"“{printed}” is {member.name}"
    return voice_of_member(scene, member, start, why, 1.0)


def tell_unlisted(scene: Scene, words: str, start: int, phrase: Phrase) -> Voice:
    """Return the voice of a name that is not among the mentions, told by its looks."""
    name = clean_name(words[: phrase.core_end])
    if (outlet := find_outlet(name)) and not (is_common_outlet(name) and "The" not in words.split()):
        kind, name = SpeakerKind.OUTLET, outlet
    elif country := find_country(name) or find_capital(name):
        kind, name = SpeakerKind.NAMED_ORGANIZATION, country
    elif is_crowd(name):
        kind = SpeakerKind.GROUP
    elif is_seat(name):
        kind = SpeakerKind.NAMED_ORGANIZATION
    elif " and " in name and phrase.head not in load("en", "nominals").lists["body_names"]:
        kind = SpeakerKind.GROUP
    else:
        return _tell_unlisted_person(scene, words, start, phrase)
    speaker = Speaker(scene.actor_id(name), name, kind, f"named as “{name}”")
    return Voice(speaker, start, kind is SpeakerKind.GROUP, Gender.UNKNOWN, None, 0.9)


def _tell_unlisted_person(scene: Scene, words: str, start: int, phrase: Phrase) -> Voice:
    printed = ARTICLE.sub("", " ".join(words[: phrase.core_end].split()))
    split = split_person(_cut_role(_AGE.sub("", printed)))
    name = clean_name(split.name) or clean_name(words)
    if (known := _find_surname(scene, split)) is not None:
        why = f"“{name}” is {known.name}, named elsewhere in the report"
        return voice_of_member(scene, known, start, why, 0.9)
    person = bool(split.title) or is_given_name(split.words[0])
    gender = tell_gender_of_title(split.title)
    if person and gender is Gender.UNKNOWN:
        gender = tell_gender_of_name(split.words)
    kind = SpeakerKind.NAMED_PERSON if person else SpeakerKind.NAMED_ORGANIZATION
    speaker = Speaker(scene.actor_id(name), name, kind, f"named as “{name}”")
    return Voice(speaker, start, False, gender, None, 0.85 if person else 0.7)


def _cut_role(words: str) -> str:
    """Return a name without the occupation before it: "Ana Osei" of "harbour surveyor Ana Osei"."""
    match = _ROLE.match(words)
    known = match is not None and match["noun"] in load("en", "nominals").lists["informants"]
    return match["name"] if match is not None and known else words


def _find_surname(scene: Scene, name: PersonName) -> Member | None:
    """Return the first person of the report with this surname and, where it is printed, this given name."""
    persons = [m for m in scene.cast.members.values() if m.type is MentionType.PERSON]
    fits: list[Member] = []
    for member in persons:
        known = split_person(member.name)
        same_given = len(name.words) == 1 or len(known.words) == 1 or name.words[0] == known.words[0]
        gender = tell_gender_of_title(name.title)
        agrees = Gender.UNKNOWN in (gender, member.gender) or gender is member.gender
        if known.surname == name.surname and same_given and agrees:
            fits.append(member)
    return fits[0] if fits else None
