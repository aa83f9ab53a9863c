"""Namings of one report -> whose they are: a canonical name for each, the same for all that name one actor.

In: the names of a report where they stand, with types and titles. Out: for each the fullest name that the
report gives its actor, and a clause that says how it was told where it was not plain. A surname stands for
the full name before it, an acronym for what it abbreviates, a short form for the long one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from dateline.find.names.names import (
    Gender,
    PersonName,
    clean_name,
    find_country,
    find_outlet,
    split_person,
    tell_gender_of_name,
    tell_gender_of_title,
)
from dateline.lexicons import load
from dateline.model.findings import MentionType
from dateline.model.ids import make_id
from dateline.model.report import Report

if TYPE_CHECKING:
    from dateline.find.names.namings import Naming

_ACRONYM: Final = re.compile(r"[A-Z][A-Za-z]?[A-Z&-]{0,8}[A-Z]s?")
_SECOND_NAME: Final = re.compile(
    r"\s*[,(—–-]*\s*(?:also\s+|better\s+|commonly\s+)?(?:known|called|abbreviated)\s+"
    r"(?:(?:simply\s+)?as|by\s+the\s+(?:initials|acronym)|to)\s+(?:the\s+)?[“\"‘]?"
)
_STANDS_FOR: Final = re.compile(r"\s*[,(—–-]*\s*(?:(?:which\s+stands|short)\s+)?for\s+(?:the\s+)?")


def make_actor_id(report: Report, name: str) -> str:
    """Return the id that an actor known by `name` has within `report`; `link` maps it across reports."""
    return make_id("actor", report.id, name.casefold())


def name_actors(text: str, namings: Sequence[Naming]) -> dict[int, tuple[str, str]]:
    """Return the canonical name of each naming, by its start, and how it was told, "" where as printed.

    Args:
        text: The report's text.
        namings: In order, not overlapping.
    """
    persons = [n for n in namings if n.type is MentionType.PERSON]
    others = [n for n in namings if n.type is not MentionType.PERSON]
    return {**_name_persons(text, persons), **_name_others(text, others)}


def _name_persons(text: str, namings: Sequence[Naming]) -> dict[int, tuple[str, str]]:
    printed = {n.start: split_person(text[n.start : n.end]) for n in namings}
    full: list[tuple[int, PersonName, Gender]] = []
    for naming in namings:
        name = printed[naming.start]
        if len(name.words) > 1:
            gender = tell_gender_of_name(name.words)
            if gender is Gender.UNKNOWN:
                gender = tell_gender_of_title(naming.title)
            full.append((naming.start, name, gender))
    longest = _find_longest(full)
    names: dict[int, tuple[str, str]] = {}
    for naming in namings:
        name = printed[naming.start]
        if len(name.words) > 1:
            canonical = longest[_person_key(name)]
            names[naming.start] = (canonical, "" if canonical == name.name else "longer form in this report")
            continue
        gender = tell_gender_of_title(naming.title)
        whole = _find_whole(name.words[0], gender, full)
        if whole is None:
            names[naming.start] = (name.name, "")
        else:
            part = "surname" if whole.surname == name.words[0] else "given name"
            names[naming.start] = (longest[_person_key(whole)], f"{part} of {longest[_person_key(whole)]}")
    return names


def _person_key(name: PersonName) -> tuple[str, str]:
    return name.words[0], name.surname


def _find_longest(full: Sequence[tuple[int, PersonName, Gender]]) -> dict[tuple[str, str], str]:
    """Return the fullest form for each given name and surname: the most words, then the first in the text."""
    longest: dict[tuple[str, str], PersonName] = {}
    for _, name, _ in full:
        known = longest.get(_person_key(name))
        if known is None or len(name.words) > len(known.words):
            longest[_person_key(name)] = name
    return {key: name.name for key, name in longest.items()}


def _find_whole(
    word: str, gender: Gender, full: Sequence[tuple[int, PersonName, Gender]]
) -> PersonName | None:
    """Return the full name that a single word stands for.

    Of several with one surname the bare surname is whoever was named first: the report is about that one, and
    gives the others their given names. Of 92 bare surnames that two persons share in GUM and ECB+ it is the
    first one's 88 times, the last one's before it 40 times.
    """
    fits = [
        (at, name)
        for at, name, sex in full
        if name.surname == word and (Gender.UNKNOWN in (gender, sex) or gender is sex)
    ]
    if not fits:
        given = {_person_key(name): (at, name) for at, name, _ in full if name.words[0] == word}
        fits = list(given.values()) if len(given) == 1 else []
    return fits[0][1] if fits else None


def _name_others(text: str, namings: Sequence[Naming]) -> dict[int, tuple[str, str]]:
    printed = {n.start: clean_name(text[n.start : n.end]) for n in namings}
    canonical = {n.start: _find_canonical(printed[n.start], n.type) for n in namings}
    _join_short_outlets(namings, canonical)
    second = _find_second_names(text, namings, canonical)
    spelled = _find_spelled_out(list(canonical.values()))
    names: dict[int, tuple[str, str]] = {}
    for naming in namings:
        name, why = canonical[naming.start], ""
        if name != printed[naming.start]:
            why = f"{printed[naming.start]} is {name}"
        for table, reason in ((second, "the report says so"), (spelled, "its initials")):
            if name in table and table[name] != name:
                name, why = table[name], f"{printed[naming.start]} is {table[name]}: {reason}"
        names[naming.start] = (name, why)
    return names


def _join_short_outlets(namings: Sequence[Naming], canonical: dict[int, str]) -> None:
    """Give "the Post" the name of the last outlet before it that ends so."""
    long: dict[str, str] = {}
    for naming in namings:
        name = canonical[naming.start]
        if naming.type is MentionType.OUTLET and " " in name:
            long[name.split()[-1]] = name
        elif naming.type is MentionType.OUTLET and name in long:
            canonical[naming.start] = long[name]


def _find_canonical(name: str, kind: MentionType) -> str:
    if kind is MentionType.OUTLET:
        return find_outlet(name) or name
    return find_country(name) or name


def _find_second_names(text: str, namings: Sequence[Naming], canonical: dict[int, str]) -> dict[str, str]:
    """Return what the report itself says is one: "Harbour Board (HB)", "the Guards, also known as HG"."""
    same: dict[str, str] = {}
    for first, second in pairwise(namings):
        between = text[first.end : second.start]
        after = text[second.end : second.end + 1]
        left, right = canonical[first.start], canonical[second.start]
        bracketed = (
            re.fullmatch(r"\s*\(\s*(?:the\s+|or\s+)?", between)
            and after in "),"
            and (_is_short_for(right, left) or _is_short_for(left, right))
        )
        if (
            bracketed
            or _SECOND_NAME.fullmatch(between)
            or (_STANDS_FOR.fullmatch(between) and _is_short_for(left, right))
        ):
            root = same.get(left, left)
            if root != right:
                same[right] = root
    for naming in namings:
        # "(WSJ)" where the name in brackets was not found as a name of its own.
        match = re.compile(r"\s*\(\s*([A-Z][\w&.-]{1,9})\s*\)").match(text, naming.end)
        if match and _is_short_for(match[1], canonical[naming.start]):
            same.setdefault(match[1], canonical[naming.start])
    return same


def _initials(name: str) -> str:
    small = load("en", "names").lists["small"]
    words = re.findall(r"[A-Za-z]+", name)
    return "".join(w[0] for w in words if w.lower() not in small).upper()


def _is_short_for(short: str, name: str) -> bool:
    """Tell whether `short` is an acronym whose letters begin the words of `name`, in order."""
    letters = re.sub(r"[^A-Za-z]", "", short).upper()
    if not 2 <= len(letters) <= 8 or not _ACRONYM.fullmatch(short.replace(".", "")):
        return False
    initials = _initials(name)
    return len(initials) > 1 and (
        letters == initials or letters in _initials(re.sub(r"(?=[A-Z])", " ", name))
    )


def _find_spelled_out(names: Sequence[str]) -> dict[str, str]:
    """Return for each acronym the one name of the report that has its initials, where there is one."""
    spelled: dict[str, set[str]] = {}
    for name in names:
        if len(initials := _initials(name)) > 2 and " " in name:
            spelled.setdefault(initials, set()).add(name)
    found: dict[str, str] = {}
    for name in names:
        letters = name.replace(".", "")
        if letters.isupper() and " " not in name and len(spelled.get(letters, ())) == 1:
            found[name] = next(iter(spelled[letters]))
    return found
