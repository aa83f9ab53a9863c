"""The words of a source -> a noun phrase: its head, whose it is, whether it points back or presents.

In: the text of a source, "the senior Valdan official, who asked not to be named". Out: a `Phrase` with head
"official", words "senior Valdan official", pointing back. Which actor it stands for is left to `speakers`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Final

from dateline.lexicons import load

_LANGUAGE: Final = "en"
_WORD: Final = re.compile(r"(?:[A-Z]\.)+|\w+(?:[-’'.&/]\w+)*[’']?|\d[\d.,]*")
# Where the noun ends and what is said of it begins.
_AFTER: Final = re.compile(
    r"\s*[,;:(\[—–]|\s-\s|\s+(?:who|whom|whose|that|which|where|when|in|at|on|from|with|close|familiar|briefed|involved|"
    r"working|to|by|speaking|talking|citing|including|such|like|near|inside|outside|within|among|amongst|across|around|"
    r"under|about|as|interviewed|surveyed|quoted|polled|traveling|travelling|attending|issued|released|published|"
    r"conducted|obtained|backing|supporting|present|privy|loyal|opposed|aligned|knowledgeable|here|there|alike|"
    r"themselves|himself|herself|itself|also|both|not|is|was|are|were|has|have|had|said|over|after|before|during|"
    r"seeking|running|calling|using|representing|led|based|described|identified|named|known|seen|aware|"
    r"relating|regarding|concerning|written|signed)\b"
)
# "an 800-page, $7 million report"
_COUNTED: Final = re.compile(r"\s*[$€£\d][\d.,]*\s*(?:million|billion|thousand)?[\s-]\w")
_OF: Final = re.compile(r"\s+(?:of|for)\s+")
_SHARED: Final = "a share of"
# One of many, presented.
_ONE: Final = ("a", "an", "one", "another")
# "about 6 in 10 dock hands", "more than 50 percent of", "a number of".
_SHARE: Final = re.compile(
    r"(?i)^\s*(?:(?:about|nearly|roughly|only|just|almost|over|at least|(?:more|fewer|less) than|some)\s+)*"
    r"(?:[\w.]+\s+(?:in|out\s+of)\s+(?:every\s+)?(?:ten|10|five|5|four|4|three|3|100)|"
    r"[\w.-]+\s?(?:percent|per\s+cent|%)\s+of"
    r"|an?\s+(?:(?:large|small|growing|wide|broad|whole|long)\s+)?"
    r"(?:number|majority|plurality|handful|couple|group|lot|chorus|array|range|host|string|series|variety)\s+of)"
    r"\s+(?:the\s+|his\s+|her\s+|their\s+)?(?=\w)"
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase.

    Attributes:
        text: All of it, with single spaces.
        core: What stands before any comma, relative clause or preposition, without the determiner.
        determiner: "the", "a", "one", "his" …, lower case, "" where there is none.
        owner: Whose it is: "Osei" in "Osei's lawyer"; "" where it does not say.
        head: The noun itself, singular and lower case; the last word of a name as printed in lower case.
        modifiers: The words before the head, lower case.
        plural: Whether it is many.
        named: Whether the head is written with a capital, in a phrase that is not all a known noun.
        core_end: Where the core ends, counted from the start of the text the phrase was read from.
    """

    text: str
    core: str
    determiner: str
    owner: str
    head: str
    modifiers: tuple[str, ...]
    plural: bool
    named: bool
    core_end: int

    @property
    def points_back(self) -> bool:
        """Whether it means someone who was presented before."""
        return self.determiner in load(_LANGUAGE, "nominals").lists["points_back"]

    @property
    def presents(self) -> bool:
        """Whether it presents someone new."""
        return self.determiner in (*load(_LANGUAGE, "nominals").lists["presents"], _SHARED)

    @property
    def presents_one(self) -> bool:
        """Whether it presents one person or thing: "a pilot", "another Anser Democrat"."""
        return self.determiner in _ONE and not self.plural

    @property
    def is_share(self) -> bool:
        """Whether it is a part of many, never spoken of twice: "6 in 10 voters"."""
        return self.determiner == _SHARED


@cache
def _nouns() -> frozenset[str]:
    lists = load(_LANGUAGE, "nominals").lists
    offices = load(_LANGUAGE, "offices").lists["offices"]
    kinds = ("informants", "knowing", "crowds", "bodies", "outlets", "outlet_pieces", "documents")
    return frozenset(w for kind in kinds for w in lists[kind]) | {o.lower() for o in offices}


@cache
def _determiners() -> frozenset[str]:
    lists = load(_LANGUAGE, "nominals").lists
    return frozenset([*lists["presents"], *lists["points_back"], *lists["owners"], *lists["many"]])


@lru_cache(maxsize=4096)
def to_singular(word: str) -> tuple[str, bool]:
    """Return a noun's singular, lower case, and whether it was a plural."""
    plain = word.lower().strip("’'.,")
    irregular = load(_LANGUAGE, "nominals").words["singular"]
    if plain in irregular:
        return str(irregular[plain]), plain not in ("data", "press", "media")
    if plain in _nouns() or len(plain) < 4 or not plain.endswith("s") or plain.endswith("ss"):
        return plain, False
    for cut, add in ((3, "y"), (2, ""), (1, "")):
        stem = plain[:-cut] + add
        if stem in _nouns() and plain == _plural(stem):
            return stem, True
    if plain.endswith("ies"):
        return plain[:-3] + "y", True
    return (plain[:-1], True) if not plain.endswith(("us", "is")) else (plain, False)


def _plural(noun: str) -> str:
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    if noun.endswith(("s", "x", "ch", "sh")):
        return noun + "es"
    return noun + "s"


@lru_cache(maxsize=4096)
def read_phrase(text: str) -> Phrase:
    """Read the noun phrase that a source's words begin with; `text` holds at least one word."""
    flat = text.replace("\u00a0", " ")
    if (share := _SHARE.match(flat)) is not None:
        rest = read_phrase(flat[share.end() :])
        return replace(
            rest,
            text=" ".join(flat.split()),
            determiner=_SHARED,
            plural=True,
            core_end=share.end() + rest.core_end,
        )
    core_end = _find_core_end(flat)
    core = flat[:core_end].strip(' \t\n“”"‘,;:')
    words = [m.group() for m in _WORD.finditer(core)]
    determiner = ""
    while words and words[0].lower() in _determiners():
        first = words[0].lower()
        if len(words) == 1 and (
            first in load(_LANGUAGE, "nominals").lists["partitives"] or first not in ("the", "a", "an")
        ):
            break
        determiner = determiner or first
        words = words[1:]
    owner, words = _split_owner(words)
    if len(words) > 1 and words[-1].endswith(("’s", "'s")):
        words[-1] = words[-1][:-2]
    if words and words[-1].islower() and to_singular(words[-1])[0] not in _nouns():
        # "one woman adopted from abroad": what follows the noun is said of it.
        known_at = [at for at, word in enumerate(words) if to_singular(word)[0] in _nouns()]
        words = words[: known_at[-1] + 1] if known_at else words
    last = words[-1] if words else determiner
    last = re.sub(r"(?:[’']s|(?<=s)[’'])$", "", last)
    head, plural = to_singular(last)
    many = load(_LANGUAGE, "nominals").lists["many"]
    plural = plural or determiner in many or head in many
    known = head in _nouns()
    whole = " of " in core or " for " in core
    common = (known and _is_common_use(words, determiner)) or _is_of_a_people(words, determiner)
    named = last[:1].isupper() and (whole or not common)
    return Phrase(
        text=" ".join(flat.split()),
        core=" ".join(words),
        determiner=determiner,
        owner=owner,
        head=head if not named else last.lower(),
        modifiers=tuple(w.lower() for w in words[:-1]),
        plural=plural and not named,
        named=named,
        core_end=core_end,
    )


def _is_common_use(words: list[str], determiner: str) -> bool:
    """Tell whether a known noun with a capital is still a noun: a plural, alone, or after a plain word."""
    if len(words) == 1 or to_singular(words[-1])[1]:
        return True
    return any(w[:1].islower() for w in words) or determiner in (*_ONE, "some", "many")


def _is_of_a_people(words: list[str], determiner: str) -> bool:
    """Tell whether a word with a capital says of which country someone without a name is: "an American"."""
    return (
        len(words) == 1 and determiner in _ONE and words[0] in load(_LANGUAGE, "governments").words["demonym"]
    )


def _split_owner(words: list[str]) -> tuple[str, list[str]]:
    """Split "the board's harbour master" into the owner and the rest."""
    for at in range(len(words) - 2, -1, -1):
        if re.search(r"(?:[’']s|s[’'])$", words[at]):
            owner = re.sub(r"[’']s?$", "", " ".join(words[: at + 1]))
            return re.sub(r"^of\s+", "", owner), words[at + 1 :]
    return "", words


def _find_core_end(text: str) -> int:
    start = re.match(r"\s*[“\"‘]?\s*(?:both\s+)?", text)
    begin = start.end() if start else 0
    cuts = [m.start() for m in _AFTER.finditer(text, begin + 1) if _ends_core(text, begin, m)]
    end = min(cuts, default=len(text))
    lists = load(_LANGUAGE, "nominals").lists
    bodies, partitives = lists["bodies"], lists["partitives"]
    for match in _OF.finditer(text, begin, end):
        before = text[begin : match.start()].split()
        last = before[-1].lower().strip("%") if before else ""
        if last in partitives or text[match.start() - 1 : match.start()] == "%":
            continue
        if (
            before
            and before[-1][0].isupper()
            and text[match.end()].isupper()
            and to_singular(last)[0] in bodies
        ):
            continue  # "Department of Justice", "Center for Responsive Politics"
        return match.start()
    return end


def _ends_core(text: str, begin: int, match: re.Match[str]) -> bool:
    """Tell whether a match of `_AFTER` ends the core: not inside a name, nor a participle before the noun."""
    word = match.group().strip().lower()
    if word == "," and _COUNTED.match(text, match.end()):
        return False
    if word.isalpha() and re.search(r"(?:[’']s|s[’'])$", text[: match.start()]):
        return False  # "Osei's running mate": after an owner comes the noun
    if word.endswith("ed") or word in ("known", "led", "seen", "close"):
        # "a newly released email" against "an email released today", "a close aide" against "one close to"
        before = [w for w in text[begin : match.start()].split() if w.lower() not in _determiners()]
        return any(to_singular(w)[0] in _nouns() or w[0].isupper() for w in before)
    return not _is_part_of_name(text, match)


def _is_part_of_name(text: str, match: re.Match[str]) -> bool:
    """Tell whether a preposition stands inside a name, as in "Committee on Fisheries"."""
    word = match.group().strip()
    if word not in ("on", "to", "at", "in", "by", "with", "from", "under", "about"):
        return False
    before = text[: match.start()].split()
    after = text[match.end() :].lstrip()
    if not before or not before[-1][0].isupper() or not after[:1].isupper():
        return False
    return word in ("on", "to") and to_singular(before[-1])[0] in (
        "committee", "commission", "council", "subcommittee", "conference", "panel", "right", "office",
    )  # fmt: skip
