"""A person's or body's name as printed -> the name without titles, its parts, and what they tell.

In: the words of a name. Out: titles cut off, surname, gender where a given name or form of address tells
it, the name under which an outlet or country is known. Names stay as they are spelled; joining spellings
across reports is left to `link`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from typing import Final

from dateline.lexicons import load, match_any

_LANGUAGE: Final = "en"
_GENERATIONS: Final = frozenset({"jr", "sr", "ii", "iii", "iv"})
_EDGES: Final = " \t\n\r\u00a0\"“”‘’'()[]<>,;:–—-"
_POSSESSIVE: Final = re.compile(r"(?:[’']s|(?<=s)[’'])$")


class Gender(StrEnum):
    """What pronouns stand for someone, as far as a name or title tells."""

    HE = "he"
    SHE = "she"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's name in its parts.

    Attributes:
        name: The name without titles, as printed: "John Brennan".
        title: What stood before it, empty where nothing did: "CIA Director".
        offset: Where `name` begins in the text that was split.
    """

    name: str
    title: str
    offset: int

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the name, lower case, without stops and "Jr."."""
        return _split_words(self.name)

    @property
    def surname(self) -> str:
        """The last word of the name, lower case."""
        return self.words[-1]


@lru_cache(maxsize=4096)
def _split_words(name: str) -> tuple[str, ...]:
    words = tuple(word.strip(".,").lower() for word in name.split())
    kept = tuple(word for word in words if word and word not in _GENERATIONS)
    return kept or words


@lru_cache(maxsize=4096)
def clean_name(text: str) -> str:
    """Return a name without marks at its edges, a possessive ending, or a leading "the"."""
    plain = _POSSESSIVE.sub("", " ".join(text.split()).strip(_EDGES)).strip(_EDGES)
    return re.sub(r"^[Tt]he\s+(?=\S)", "", plain)


@cache
def _title_pattern() -> re.Pattern[str]:
    lists = load(_LANGUAGE, "offices").lists
    titles = match_any([*lists["titles"], *lists["honorifics"], *lists["regal"]])
    offices = match_any([*lists["offices"], *(o.title() for o in lists["offices"])])
    return re.compile(rf"(?<![\w’'-])(?:{titles}\.?|(?i:{offices})|ex-president|ex-\w+)(?=[\s,])[\s,]+")


@cache
def _regal_pattern() -> re.Pattern[str]:
    return re.compile(rf"{match_any(load(_LANGUAGE, 'offices').lists['regal'])}$")


@cache
def _before_office() -> re.Pattern[str]:
    words = [w for w in load(_LANGUAGE, "offices").lists["before_offices"] if " " not in w]
    return re.compile(rf"^(?:(?i:{match_any(words)})[\s-]+)+(?=[A-Z])")


@lru_cache(maxsize=4096)
def split_person(text: str) -> PersonName:
    """Split a person's name from the ranks, offices and forms of address before it.

    Args:
        text: As printed, "CIA Director John Brennan" or "Ms. Osei"; a possessive ending may follow.

    Returns:
        The parts; where cutting would leave no name ("the Prime Minister"), all of it is the name. A regal or
        clerical title before a single word is kept: "Pope Francis".
    """
    cut = 0
    for match in _title_pattern().finditer(text):
        rest = text[match.end() :]
        if not rest.strip(_EDGES) or not rest[:1].isupper():
            continue
        title = text[: match.end()].strip(_EDGES)
        if _regal_pattern().search(title) and len(clean_name(rest).split()) == 1:
            continue
        cut = match.end()
    if not cut and (before := _before_office().match(text)) and len(text[before.end() :].split()) > 1:
        cut = before.end()
    title, name = text[:cut].strip(_EDGES), _POSSESSIVE.sub("", text[cut:].rstrip(_EDGES)).rstrip(_EDGES)
    lead = len(text[cut:]) - len(text[cut:].lstrip(_EDGES))
    return PersonName(" ".join(name.strip(_EDGES).split()), " ".join(title.split()), cut + lead)


@cache
def _genders() -> dict[str, Gender]:
    lists = load(_LANGUAGE, "people").lists
    return {
        **dict.fromkeys(lists["male_names"], Gender.HE),
        **dict.fromkeys(lists["female_names"], Gender.SHE),
    }


@cache
def _gender_words() -> dict[str, Gender]:
    lists = load(_LANGUAGE, "people").lists
    return {
        **dict.fromkeys(lists["male_words"], Gender.HE),
        **dict.fromkeys(lists["female_words"], Gender.SHE),
    }


def tell_gender_of_name(words: tuple[str, ...]) -> Gender:
    """Tell a gender from the given name, the first of several `words` in lower case."""
    return _genders().get(words[0].strip("."), Gender.UNKNOWN) if len(words) > 1 else Gender.UNKNOWN


def is_given_name(word: str) -> bool:
    """Tell whether a word is a given name of known gender."""
    return word.lower() in _genders()


def tell_gender_of_title(title: str) -> Gender:
    """Tell a gender from a title or noun, as "Mr." or "spokeswoman"; unknown where it tells none."""
    found = {_gender_words()[w] for w in re.findall(r"[a-z]+", title.lower()) if w in _gender_words()}
    return found.pop() if len(found) == 1 else Gender.UNKNOWN


@cache
def outlet_forms() -> dict[str, str]:
    """Return every form of an outlet's name, as printed, and the name as people write it."""
    return {form: str(name) for form, name in load(_LANGUAGE, "outlets").words["outlet"].items()}


@cache
def _outlets_folded() -> dict[str, str]:
    return {clean_name(form).casefold(): name for form, name in outlet_forms().items()}


def find_outlet(name: str) -> str | None:
    """Return the name under which an outlet is known, None where `name` is no outlet's."""
    return outlet_forms().get(name) or _outlets_folded().get(clean_name(name).casefold())


def is_common_outlet(form: str) -> bool:
    """Tell whether an outlet's name is also an everyday word or another name, as Dawn or Time."""
    return form in load(_LANGUAGE, "outlets").lists["common"]


@cache
def _places() -> dict[str, str]:
    words = load(_LANGUAGE, "governments").words
    return {**{k: str(v) for k, v in words["country"].items()}}


def find_country(name: str) -> str | None:
    """Return the country that a name means, as "United States" for "US", None where it means none."""
    return _places().get(clean_name(name))


def find_capital(name: str) -> str | None:
    """Return the country whose government a capital's name stands for, None where it is no capital."""
    found = load(_LANGUAGE, "governments").words["capital"].get(clean_name(name))
    return None if found is None else str(found)


def is_seat(name: str) -> bool:
    """Tell whether a name is a seat of government or a body known by its short name."""
    lists = load(_LANGUAGE, "governments").lists
    return clean_name(name) in lists["seats"] or clean_name(name) in lists["bodies"]


@cache
def _demonyms() -> frozenset[str]:
    return frozenset(load(_LANGUAGE, "governments").words["demonym"])


def is_demonym(word: str) -> bool:
    """Tell whether a word says of which country someone is: "Pakistani", "U.S."."""
    return word in _demonyms()


def names_a_people(name: str) -> bool:
    """Tell whether a name is a whole people or party: "Americans", "the French", "Democrats"."""
    plain = clean_name(name)
    peoples = load(_LANGUAGE, "nominals").lists["peoples"]
    return plain in peoples or (plain.endswith("s") and is_demonym(plain[:-1]))


# "Harakat-e-", "Tehrik-i-", "Jamiat-ul-": a genitive, written between hyphens.
_GENITIVE = re.compile(r"^[A-Z]\w+-[a-z]{1,2}-")


def is_armed_group(name: str) -> bool:
    """Tell whether a name ends as that of a known armed group or network, or joins one to itself.

    "Afghan Taliban" ends in one; "Harakat-e-Taliban North" has one behind a genitive between hyphens;
    "Anti-Taliban" is none.
    """
    groups = load(_LANGUAGE, "governments").lists["armed_groups"]
    joined = _GENITIVE.search(name)
    return f" {name}".endswith(_armed_group_ends()) or (
        joined is not None and name[joined.end() :].startswith(groups)
    )


@cache
def _armed_group_ends() -> tuple[str, ...]:
    return tuple(f" {group}" for group in load(_LANGUAGE, "governments").lists["armed_groups"])
