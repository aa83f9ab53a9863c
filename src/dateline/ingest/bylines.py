"""Who wrote it: names out of a byline as printed or as metadata give it, without "By", jobs and addresses."""

import re
from collections.abc import Iterable, Sequence
from functools import cache

from dateline.lexicons import Lexicon, load, match_any
from dateline.model.report import Furniture, FurnitureKind
from dateline.nlp.calendar import find_calendar_dates

_ADDRESS = re.compile(r"\S+@\S+|https?://\S+|(?:www\.|twitter\.com|facebook\.com)\S*|(?<!\w)@\w+")
_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]{0,80}[)\]]")
_SEPARATOR = re.compile(
    r"\s*(?:[;|•·▪\n\t]|\s/\s|\s[-–—]{1,2}\s|\s(?:and|with|&|y|und|et)\s(?=\w)|,\s*and\s)\s*", re.IGNORECASE
)
_COMMA = re.compile(r"\s*,\s*")
_WORD = re.compile(r"[^\W\d_]+")
# "posted on … by": what comes before is when, what follows is who.
_WITHIN = re.compile(
    r"(?i:^\W*(?:posted|published|updated|written|last updated|first published)\b.{0,60}?\bby)\s+(?=[A-Z])"
)
_MOST_WORDS = 6
_LONGEST_LINE = 300


def read_names(values: Iterable[str]) -> tuple[str, ...]:
    """Return the names in bylines or author fields, each once, in order; empty where nobody is named.

    Args:
        values: Bylines as printed ("By Ana Silva, Staff Writer, and Tom Reed") or fields of one name each.
    """
    names: dict[str, str] = {}
    for value in values:
        for name in _split(value):
            key = " ".join(_WORD.findall(name.lower()))
            if key and key not in names:
                names[key] = name
    persons = tuple(name for name in names.values() if not is_organisation(name))
    return persons or tuple(names.values())


def is_organisation(name: str) -> bool:
    """Tell whether a byline's name is a news organisation's: "The Associated Press", "WBZE"."""
    words = name.split()
    is_call_sign = len(words) == 1 and name.isupper() and len(name) > 1
    return is_call_sign or any(word.lower() in _words("organisations") for word in words)


def find_bylines(text: str, furniture: Sequence[Furniture]) -> tuple[str, ...]:
    """Return the names in the byline lines of `text`, in order; empty where there is none."""
    lines = [
        line
        for piece in furniture
        if piece.kind is FurnitureKind.BYLINE
        for line in text[piece.start : piece.end].splitlines()
    ]
    return read_names(line for line in lines if len(line) <= _LONGEST_LINE and is_byline(line))


def is_byline(line: str) -> bool:
    """Tell whether a line is a byline by its words: "By Ana Silva", "posted on Monday by Tom Reed"."""
    return bool(_opener().match(line.strip())) or bool(_WITHIN.search(line[:_LONGEST_LINE]))


def _split(value: str) -> list[str]:
    value = _WITHIN.sub("", value)
    for date in reversed(find_calendar_dates(value)):
        value = f"{value[: date.start]}|{value[date.end :]}"
    value = _ADDRESS.sub("|", value)
    value = _BRACKETS.sub("", value)
    value = _credit().split(value.replace("\u00a0", " "), maxsplit=1)[0]
    names: list[str] = []
    for part in _SEPARATOR.split(_opener().sub("", value.strip(), count=1)):
        for piece in _COMMA.split(_opener().sub("", part.strip(), count=1)):
            if names and piece.lower() in _words("generations"):
                names[-1] = f"{names[-1]}, {piece}"
            elif _is_name(name := _strip_degrees(piece)):
                names.append(_trim(name))
    return names


def _is_name(piece: str) -> bool:
    words = _WORD.findall(piece)
    if not words or len(words) > _MOST_WORDS or re.search(r"\d\d|[!?:]", piece):
        return False
    if words[0].islower() and words[-1].islower() and len(words) > 1:
        return False
    lowered = " ".join(piece.lower().split()).strip(" .:")
    return lowered not in _words("nobody") and not _is_job(lowered)


def _is_job(lowered: str) -> bool:
    return any(word in _words("jobs") for word in re.findall(r"[\w-]+", lowered))


def _trim(name: str) -> str:
    """Return `name` without what stood between it and a date or the end of a sentence."""
    name = re.sub(r"\s+(?:on|at|in|for|from)$", "", name.strip(" :;,|-–—*"))
    return name[:-1] if re.search(r"[a-z]{3}\.$", name) else name


def _strip_degrees(piece: str) -> str:
    words = piece.split()
    while words and words[-1].lower().strip(",") in _words("degrees") and (len(words) > 2 or len(words) == 1):
        words.pop()
    return " ".join(words)


@cache
def _lexicon() -> Lexicon:
    return load("en", "bylines")


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(_lexicon().lists[name])


@cache
def _opener() -> re.Pattern[str]:
    return re.compile(rf"^(?:{match_any(_lexicon().lists['openers'])}\b\s*:?\s*)+", re.IGNORECASE)


@cache
def _credit() -> re.Pattern[str]:
    return re.compile(rf"\b{match_any(_lexicon().lists['others'])}\b", re.IGNORECASE)
