"""The tense of the clause that a time stands in, by the words beside it.

In: a text and a span of it. Out: whether what is told there is past or still to come, by the nearest word
that shows it. What an encoder says of verbs goes before this; that is left to `clauses`.
"""

import re
from collections.abc import Iterator
from enum import Enum

from dateline.find.timex.grammar import Grammar


class Tense(Enum):
    """Whether what a clause tells of is past or still to come, as far as its words show.

    `OVER` is what is surely past and `AHEAD` what surely lies ahead: no date may contradict them, as one may
    the others. `AIM` is what an infinitive alone shows ("ways to get around Friday's ruling"): often what is
    to come, and often not.
    """

    OVER = "over"
    PAST = "past"
    OPEN = "open"
    AIM = "aim"
    FUTURE = "future"
    AHEAD = "ahead"

    @property
    def looks_ahead(self) -> bool:
        """True where what is told is still to come."""
        return self in (Tense.FUTURE, Tense.AHEAD)


WORD = re.compile(r"[A-Za-z]+|[0-9$€£]+")
_STOP = re.compile(r"[.!?;:]['\"”’)]*\s|\n\s*\n|[“”\"]|``|''")
_LAST_WORD = re.compile(r"[A-Za-z]+\Z")
_LEFT, _RIGHT = 90, 90
_WORDS = 16  # to each side, in which a word that tells the tense is looked for
_NEAR = 4  # words within which a verb is surely that of the clause: "closed its doors in"
_CLAUSE_END = re.compile(r"[,(—–]|\s-")


def find_tense(text: str, start: int, end: int, grammar: Grammar) -> Tense:
    """Tell the tense of the clause around `text[start:end]` by the nearest telling word, left side first."""
    left = text[max(0, start - _LEFT) : start]
    stops = [stop.end() for stop in _find_stops(left, 0, len(left), grammar)]
    found = list(WORD.finditer(left, stops[-1] if stops else 0))
    words = [word[0] for word in found]
    deadline = bool(words) and words[-1].lower() in grammar.lists["deadline"]
    for n in range(len(words) - 1, max(-1, len(words) - _WORDS), -1):
        tense = _tell_tense(words, n, grammar)
        if tense is not Tense.OPEN:
            near = n >= len(words) - _NEAR and not _CLAUSE_END.search(left, found[n].end())
            following = words[n + 1].lower() if n + 1 < len(words) else "on"
            # "closed its doors on", and not "redeemed preferred shares on"
            near = near and (tense is not Tense.PAST or following in grammar.lists["no_verbs"])
            return _make_sure(tense, words[n].lower(), grammar) if near and not deadline else tense
    stop_right = next(_find_stops(text, end, end + _RIGHT, grammar), None)
    words = [word[0] for word in WORD.finditer(text, end, stop_right.start() if stop_right else end + _RIGHT)]
    for n in range(min(len(words), _WORDS)):
        tense = _tell_tense(words, n, grammar)
        if tense is not Tense.OPEN:
            return tense
    return Tense.FUTURE if deadline else Tense.OPEN


def _make_sure(tense: Tense, word: str, grammar: Grammar) -> Tense:
    """Return what a verb right beside a time tells surely, if it does: "closed in February", "will open"."""
    if tense is Tense.PAST and word not in grammar.lists["past_times"]:
        return Tense.OVER
    return Tense.AHEAD if word in grammar.lists["surely_future"] else tense


def _find_stops(text: str, start: int, end: int, grammar: Grammar) -> Iterator[re.Match[str]]:
    """Yield where a clause ends in `text[start:end]`; it goes on after "Mr.", "a.m." and "J."."""
    for stop in _STOP.finditer(text, start, end):
        word = _LAST_WORD.search(text, max(0, stop.start() - 10), stop.start()) if stop[0][0] == "." else None
        if word is None or not (len(word[0]) == 1 or word[0].lower() in grammar.lists["abbreviations"]):
            yield stop


def _tell_tense(words: list[str], n: int, grammar: Grammar) -> Tense:
    word = words[n].lower()
    if word in grammar.lists["future"]:
        return Tense.FUTURE
    if (
        n > 1
        and words[n - 1].lower() == "be"
        and words[n - 2].lower() in ("will", "would", "still", "to", "not")
    ):
        return Tense.OPEN  # "would be paid until": the word before "be" tells
    if word in grammar.lists["aims"]:
        return Tense.AIM
    if word in grammar.lists["past"] or _is_past_verb(words, n, grammar):
        return Tense.PAST
    if word == "to" and n + 1 < len(words):
        verb = words[n + 1]
        if verb.islower() and verb not in grammar.lists["no_verbs"]:
            return Tense.AIM
    return Tense.OPEN


def _is_past_verb(words: list[str], n: int, grammar: Grammar) -> bool:
    """Tell whether a word in "ed" is a verb and not part of a name: "the proposed rule", "United"."""
    word = words[n]
    if len(word) < 5 or not word.islower() or not word.endswith("ed"):
        return False
    return n == 0 or words[n - 1].lower() not in grammar.lists["before_names"]
