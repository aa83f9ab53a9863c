"""Name spans -> mentions: what each name names, under which name it is known, and which ones are one actor.

In: a report and the name spans that the encoder found. Out: mentions with type, canonical name and an actor
id that the mentions of one actor in this report share. Titles are cut off persons and become mentions of an
office; outlets, countries and seats of government that the lexicons know are found where the encoder missed
them. Who is who across reports is left to `link`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from dateline.find.names.actors import make_actor_id, name_actors
from dateline.find.names.names import (
    clean_name,
    find_capital,
    find_country,
    find_outlet,
    is_armed_group,
    is_common_outlet,
    is_given_name,
    is_seat,
    names_a_people,
    outlet_forms,
    split_person,
)
from dateline.find.names.namings import Naming, Repaired, find_name_start, repair_spans, settle_types
from dateline.find.names.papers import call_outlets, is_treated_as_outlet, name_own
from dateline.find.names.pronouns import read_pronoun
from dateline.find.names.titles import find_title_start, is_office
from dateline.lexicons import load, match_any
from dateline.model.findings import Mention, MentionType
from dateline.model.report import Report
from dateline.model.span import Span
from dateline.nlp.tokens import widen_to_words

if TYPE_CHECKING:
    from dateline.find.layers import NameSpan

_LANGUAGE: Final = "en"
_NAME_START: Final = re.compile(r"(?<![\w@#/.’'-])(?P<word>[A-Z]\w*|al(?=[ -][A-Z])|dpa\b)")
_REGION: Final = re.compile(
    r"(?:(?:North|South|East|West|Upper|Lower)(?:ern)?|Port|Fort|Cape|Gulf of|River)\s+[A-Z]\w+$"
)
_OWNER: Final = re.compile(r"[’']s?\s")
# "a Valdan democrat", not "Arbor Democrat"
_ONE_OF: Final = re.compile(r"\b(?:the|an?|one|another|some|this|that)\s+$", re.I)
# Names of countries that are also names of people, or words: only the encoder's eye is trusted with them.
_DOUBTFUL_COUNTRIES: Final = frozenset({"Jordan", "Chad", "Georgia", "Mali", "Turkey", "US", "Cuba", "Niger"})


def find_mentions(report: Report, name_spans: Sequence[NameSpan]) -> tuple[Mention, ...]:
    """Find who and what a report names.

    Args:
        report: Only `report.body` is read.
        name_spans: Names with types `person`, `organization`, `place`, `group` or `other`, in any order;
            what lies outside the body is left out.

    Returns:
        Mentions sorted by start; they do not overlap. `name` is the canonical name: a person's fullest name
        in this report without titles, an outlet's or country's name as people write it, the spelled-out
        form of an acronym that the report explains. An office ("CIA Director") is an actor of its own,
        apart from whoever holds it; it ends where the holder's name begins.
    """
    text = report.text
    namings = [n for span in repair_spans(report, name_spans) if (n := _read_span(report, span)) is not None]
    namings = _drop_overlaps(_drop_titles(text, namings))
    namings = _drop_overlaps([*namings, *_find_known(report, namings)])
    namings = _drop_overlaps([*namings, *_find_ranked(report, namings)])
    namings = _drop_overlaps(_widen(text, naming) for naming in namings)
    namings = settle_types(text, call_outlets(report, namings))
    names = name_actors(text, namings)
    mentions: list[Mention] = []
    for naming in namings:
        name, why = names[naming.start]
        name = name_own(report, name) if naming.type is MentionType.OUTLET else name
        rule = naming.rule if not why else f"{naming.rule}; {why}"
        mentions.append(_make_mention(report, naming.start, naming.end, naming.type, name, rule))
        if naming.title_start < naming.start and is_office(naming.title):
            end = naming.start - 1
            while text[end - 1].isspace() or text[end - 1] in ",.":
                end -= 1
            title = clean_name(text[naming.title_start : end])
            mentions.append(
                _make_mention(
                    report, naming.title_start, end, MentionType.OFFICE, title, "title before a name"
                )
            )
    return tuple(sorted(_keep_apart(text, mentions), key=lambda m: (m.start, m.end)))


def _make_mention(report: Report, start: int, end: int, kind: MentionType, name: str, rule: str) -> Mention:
    return Mention(start, end, kind, name, make_actor_id(report, name), rule)


def _read_span(report: Report, span: Repaired) -> Naming | None:
    """Find a name's title and correct its type by what the lexicons know; None where it is no name."""
    text = report.text
    words = text[span.start : span.end]
    if not re.search(r"[A-Z]|[^\W\d_a-z]", words) or read_pronoun(words) is not None:
        return None
    if _is_party_member(text, span):
        return None
    kind = tell_type(words, span.type)
    if kind is not MentionType.PERSON:
        return Naming(span.start, span.end, kind, "", span.start, f"{span.by} name")
    return read_person(text, span.start, span.end, rule=f"{span.by} name")


def _is_party_member(text: str, span: Repaired) -> bool:
    """Tell "a Valdan Democrat" from a name: one of a party, by where he is from."""
    words = text[span.start : span.end].split()
    members = load(_LANGUAGE, "nominals").lists["party_members"]
    if words[-1].lower() not in members or span.type in (MentionType.PLACE, MentionType.GROUP):
        return False
    return _ONE_OF.search(text, max(0, span.start - 10), span.start) is not None


def _widen(text: str, naming: Naming) -> Naming:
    """Return a naming that cuts no word in half: a pattern may take an accent of its own for a word's end."""
    span = Span(naming.start, naming.end)
    whole = widen_to_words(text, span)
    if whole == span:
        return naming
    return replace(naming, start=whole.start, end=whole.end, title_start=min(naming.title_start, whole.start))


def _drop_titles(text: str, namings: Sequence[Naming]) -> list[Naming]:
    """Drop persons that are but a piece of another's title: "Prime" of "Prime Minister Osei".

    Whose title it is stays: "Osei" in "Osei's former campaign manager Ben Harrow".
    """
    titles = [(n.title_start, n.start) for n in namings if n.title_start < n.start]
    return [
        n
        for n in namings
        if n.type is not MentionType.PERSON
        or _OWNER.match(text, n.end)
        or not any(a <= n.start and n.end <= b for a, b in titles)
    ]


def read_person(text: str, start: int, end: int, *, rule: str) -> Naming:
    """Return a person's name with its title cut off, be the title in the span or before it."""
    title_start = find_title_start(text, start)
    split = split_person(text[title_start:end])
    name_start = title_start + split.offset
    if not split.title or not start <= name_start < end:
        inner = split_person(text[start:end])
        return Naming(start + inner.offset, end, MentionType.PERSON, inner.title, start, rule)
    return Naming(name_start, end, MentionType.PERSON, split.title, title_start, rule)


@lru_cache(maxsize=4096)
def tell_type(name: str, guess: MentionType) -> MentionType:
    """Correct the type of a name by the lexicons and by its last word; else it is `guess`."""
    plain = clean_name(name)
    last = plain.split()[-1].lower() if plain.split() else ""
    if find_outlet(name) and not (is_common_outlet(plain) and guess is MentionType.PERSON):
        return MentionType.OUTLET if guess is not MentionType.PLACE or " " in plain else guess
    nouns = load(_LANGUAGE, "nominals").lists
    if is_armed_group(plain):
        return MentionType.GROUP
    if names_a_people(plain):
        return MentionType.GROUP
    if find_country(plain) and (guess is not MentionType.PERSON or plain not in _DOUBTFUL_COUNTRIES):
        return MentionType.PLACE
    if find_capital(plain) and guess in (MentionType.ORGANIZATION, MentionType.PERSON):
        return MentionType.PLACE
    if guess is MentionType.PERSON and _REGION.match(plain):
        return MentionType.PLACE
    if guess in (MentionType.ORGANIZATION, MentionType.OTHER) and is_office(plain):
        return MentionType.OFFICE
    if is_seat(plain):
        return MentionType.ORGANIZATION if guess in (MentionType.PLACE, MentionType.OTHER) else guess
    if (
        guess is MentionType.PERSON
        and len(plain.split()) > 1
        and (last in nouns["body_names"] or last in nouns["group_names"])
    ):
        return MentionType.ORGANIZATION if last in nouns["body_names"] else MentionType.GROUP
    if guess in (MentionType.OTHER, MentionType.PLACE) and len(plain.split()) > 1:
        if last in nouns["document_names"]:
            return MentionType.DOCUMENT
        if last in nouns["group_names"]:
            return MentionType.GROUP
        if last in nouns["body_names"] and guess is MentionType.OTHER:
            return MentionType.ORGANIZATION
    if guess is MentionType.ORGANIZATION and last in (
        "network",
        "militia",
        "insurgents",
        "rebels",
        "militants",
    ):
        return MentionType.GROUP
    return guess


def _drop_overlaps(namings: Iterable[Naming]) -> list[Naming]:
    """Return the namings in order without those that overlap an earlier or longer one."""
    kept: list[Naming] = []
    for one in sorted(namings, key=lambda n: (n.start, -n.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def _keep_apart(text: str, mentions: Iterable[Mention]) -> list[Mention]:
    """Let no office cover another mention: of "CIA Director", where "CIA" is one, "Director" is left."""
    ordered = sorted(mentions, key=lambda m: (m.type is MentionType.OFFICE, m.start))
    kept: list[Mention] = []
    for one in ordered:
        inside = [m for m in kept if m.start < one.end and one.start < m.end]
        if not inside:
            kept.append(one)
        elif one.type is MentionType.OFFICE and all(one.start <= m.start and m.end < one.end for m in inside):
            rest = _cut_start(text, one, max(m.end for m in inside))
            kept += [rest] if rest is not None else []
    return kept


def _cut_start(text: str, office: Mention, start: int) -> Mention | None:
    """Return an office without the name before it, its own name still whole; None where nothing is left."""
    gap = re.compile(r"(?:[’']s)?\s*").match(text, start)
    start = gap.end() if gap else start
    return replace(office, start=start) if start < office.end else None


@dataclass(frozen=True, slots=True)
class _Names:
    """Names to be found in a text: a pattern for them, and the words that they begin with."""

    pattern: re.Pattern[str]
    first: frozenset[str]


def _match_at_words(names: _Names, text: str, part: Span) -> Iterator[re.Match[str]]:
    """Yield the matches that begin where a word with a capital (or "al-", "dpa") does, not overlapping."""
    end = part.start
    for word in _NAME_START.finditer(text, part.start, part.end):
        if word["word"] not in names.first or word.start() < end:
            continue
        match = names.pattern.match(text, word.start(), part.end)
        if match is not None:
            end = match.end()
            yield match


def _list_first_words(names: Iterable[str]) -> frozenset[str]:
    return frozenset(found["word"] for name in names if (found := _NAME_START.match(name)))


@cache
def _known_names() -> _Names:
    governments = load(_LANGUAGE, "governments")
    countries = [c for c in governments.words["country"] if c not in _DOUBTFUL_COUNTRIES]
    capitals = [c for c in governments.words["capital"] if len(c) > 4]
    names = [
        *outlet_forms(),
        *governments.lists["seats"],
        *governments.lists["bodies"],
        *governments.lists["armed_groups"],
        *countries,
        *capitals,
    ]
    return _Names(re.compile(rf"{match_any(names)}(?![\w/@-])"), _list_first_words(names))


@cache
def _ranks() -> _Names:
    lists = load(_LANGUAGE, "offices").lists
    ranks = [*lists["titles"], *lists["honorifics"]]
    pattern = rf"{match_any(ranks)}\.?[ \u00a0](?P<name>(?:[A-Z][\w’'-]*\w\s){{1,3}}[A-Z][\w’'-]*\w)"
    return _Names(re.compile(pattern), _list_first_words(ranks))


def _find_ranked(report: Report, found: Sequence[Naming]) -> list[Naming]:
    """Find persons with a rank that no name span covers: the given name or the surname is known."""
    text = report.text
    surnames = {text[n.start : n.end].split()[-1] for n in found if n.type is MentionType.PERSON}
    ranked: list[Naming] = []
    for part in report.body:
        for match in _match_at_words(_ranks(), text, part):
            words = match["name"].split()
            start, end = match.span("name")
            taken = any(n.start < end and start < n.end for n in found)
            if not taken and (words[-1] in surnames or is_given_name(words[0])):
                ranked.append(read_person(text, start, end, rule="name after a rank"))
    return ranked


def _find_known(report: Report, found: Sequence[Naming]) -> list[Naming]:
    """Find the outlets, countries and seats of government that no name span covers."""
    taken = [(n.start, n.end) for n in found]
    known: list[Naming] = []
    for part in report.body:
        for match in _match_at_words(_known_names(), report.text, part):
            kind = _type_known(report.text, match)
            start, end = match.span()
            if kind is MentionType.GROUP:
                start = find_name_start(report.text, start)
            bare = start + len("The ") if report.text.startswith("The ", start) else start
            # A span that the known name holds and outgrows was a piece of it: "Al" of "Al Qaeda".
            if kind is None or any(
                a < end and start < b and ((a, b) in ((start, end), (bare, end)) or a < start or b > end)
                for a, b in taken
            ):
                continue
            known.append(Naming(start, end, kind, "", start, "name that the lexicons know"))
    return known


def _type_known(text: str, match: re.Match[str]) -> MentionType | None:
    name = " ".join(match.group().split())
    if find_outlet(name):
        return (
            MentionType.OUTLET
            if not is_common_outlet(name) or is_treated_as_outlet(text, *match.span())
            else None
        )
    # "Washington Post-ABC", "Paris Hilton": a capitalised neighbour makes it part of another name.
    if re.match(r"\s[A-Z][a-z]", text[match.end() : match.end() + 3]) and find_capital(name):
        return None
    if find_country(name) or find_capital(name):
        return MentionType.PLACE
    return MentionType.GROUP if is_armed_group(name) else MentionType.ORGANIZATION
