"""The rules for times of one language, compiled from its lexicons and indexed by the words they begin with.

In: a language. Out: a grammar that scans a stretch of text once and gives the longest match at each place.
What a match means on the calendar is left to `meaning`.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from dateline.find.timex.numbers import NumberWords
from dateline.find.timex.pattern import NUMBER_KEY, CompiledPattern
from dateline.find.timex.rules import TimeRule, build_classes, compile_rule
from dateline.lexicons import Scalar, load
from dateline.nlp.tokens import cuts_character

SUBJECTS = (
    "times_negatives",
    "times_dates",
    "times_relative",
    "times_clock",
    "times_sets",
    "times_durations",
    "times_holidays",
)
"""The lexicons that hold rules; where two rules match equally long, the one that comes first has it."""

_TOKEN = re.compile(r"[^\W\d_]+|\d+")
_MONEY = "$€£¥#"
_DASHES = ("-", "–", " - ", " – ")
_BESIDE = re.compile(r"[\s–-]*")
_REACH = (
    9  # tokens from the start of a match to a word that tells: "at least the first twenty five or so days"
)
_ADDRESS = re.compile(
    r"\s(?:[A-Z][\w.]*\s){1,3}(?:Street|Road|Avenue|Lane|Drive|Boulevard|St\.|Rd\.|Ave\.|Blvd)"
)


Start = tuple[int, TimeRule, CompiledPattern]
"""A pattern that can begin with a word, after its rank in the lexicons and its rule."""

Token = tuple[int, int, str]
"""Bounds of a word and the word in lower case; for any figures `NUMBER_KEY`."""


@dataclass(frozen=True, slots=True)
class Match:
    """Where a rule matched, and the words its classes captured."""

    start: int
    end: int
    rule: TimeRule
    words: Mapping[str, str]
    classes: Mapping[str, str]

    @property
    def means(self) -> str:
        """What kind of time it is; the key of the function that reads it."""
        return self.rule.means


@dataclass(frozen=True)
class Grammar:
    """All rules of a language, with the tables their words are looked up in.

    Attributes:
        rules: In the order of the lexicons.
        starts: By the word a match begins with, then by the telling word it holds.
        core: The telling words of all rules.
        tables: The classes of words, with what each word stands for.
        lists: The lists of words that conditions and readers name.
        numbers: The words for numbers.
    """

    rules: tuple[TimeRule, ...]
    starts: Mapping[str, Mapping[str, tuple[Start, ...]]]
    core: frozenset[str]
    tables: Mapping[str, Mapping[str, Scalar]]
    lists: Mapping[str, frozenset[str]]
    numbers: NumberWords

    def scan(self, text: str, start: int, end: int) -> Iterator[Match]:
        """Yield the matches in `text[start:end]`, from left to right, without overlap.

        At each word only the rules are tried that can begin with it, and only where a word that tells of a
        time is near; all rules are bounded, so that the time taken grows with the length of the text alone.
        """
        tokens = [
            (found.start(), found.end(), NUMBER_KEY if found[0].isdigit() else found[0].lower())
            for found in _TOKEN.finditer(text, start, end)
        ]
        free = start
        for n, near in self._near_telling(tokens):
            at, _, key = tokens[n]
            if at < free:
                continue
            picked = self._pick(key, near)
            best = self._match_longest(picked, text, tokens, n, end) if picked else None
            if best is not None:
                free = best.end
                yield best

    def look_up(self, table: str, words: str) -> Scalar:
        """Return what `words`, captured for the class `table`, stand for."""
        return self.tables[table][normalise(words)]

    def _near_telling(self, tokens: list[Token]) -> Iterator[tuple[int, list[str]]]:
        """Yield the index of each token that can begin a match near telling ones, and those, each once."""
        telling = [n for n, token in enumerate(tokens) if token[2] in self.core]
        first = free = 0
        for last in telling:
            for n in range(max(free, last - _REACH), last + 1):
                if tokens[n][2] not in self.starts:
                    continue
                while telling[first] < n:
                    first += 1
                near = []
                for at in telling[first : first + _REACH + 1]:
                    if at > n + _REACH:
                        break
                    if tokens[at][2] not in near:
                        near.append(tokens[at][2])
                yield n, near
            free = last + 1

    def _pick(self, key: str, near: list[str]) -> Sequence[Start]:
        """Return, in order, the patterns that can begin with `key` and hold one of the words `near`."""
        by_telling = self.starts[key]
        picked = [by_telling[word] for word in near if word in by_telling]
        if len(picked) < 2:
            return picked[0] if picked else ()
        ranked = {one[0]: one for starts in picked for one in starts}
        return [ranked[rank] for rank in sorted(ranked)]

    def _is_other(
        self, rule: TimeRule, text: str, start: int, end: int, previous: str, following: str
    ) -> bool:
        """Tell whether a month is a name ("April Reed") or two years ("2003-04"), or a year a number."""
        previous = previous.removesuffix("-")
        if "unless_name" in rule.fields and previous not in self.lists["before_months"]:
            return following.istitle() and following.lower() not in self.tables["month"]
        if "unless_range" in rule.fields:
            return text[end - 2 : end] > text[start + 2 : start + 4]
        if "unless_counted" in rule.fields and previous not in self.lists["before_years"]:
            if following[:1].isupper() and _ADDRESS.match(text, end) is not None:
                return True
            return len(following) > 3 and following.islower() and following.endswith("s")
        return False

    def _match_longest(
        self, starts: Sequence[Start], text: str, tokens: list[Token], n: int, end: int
    ) -> Match | None:
        at = tokens[n][0]
        if at and (cuts_character(text, at) or (text[at].isdigit() and text[at - 1].isalpha())):
            return None  # the tail of a word, as in "Mk2017"
        previous = _word_before(text, tokens, n)
        if tokens[n][2] == NUMBER_KEY and at:
            tail = previous == NUMBER_KEY and text[at - 1] in ".,:/"
            if tail or text[at - 1] in _MONEY:
                return None  # the tail of a longer number, or a sum
        best: tuple[re.Match[str], TimeRule, CompiledPattern] | None = None
        for _, rule, pattern in starts:
            found = pattern.regex.match(text, at, end)
            if found is None or (best is not None and found.end() <= best[0].end()):
                continue
            if cuts_character(text, found.end()):
                continue  # "May" is no month where its last letter has an accent of its own
            following = _word_after(text, found.end(), end)
            if rule.allows(previous, following.lower()) and not self._is_other(
                rule, text, at, found.end(), previous, following
            ):
                best = found, rule, pattern
        if best is None:
            return None
        found, rule, pattern = best
        captured = {group: words for group, words in found.groupdict().items() if words}
        return Match(
            start=at,
            end=found.end(),
            rule=rule,
            words={group.rstrip("_"): words for group, words in reversed(captured.items())},
            classes={group.rstrip("_"): pattern.classes[group] for group in reversed(captured)},
        )


def normalise(words: str) -> str:
    """Return `words` as the tables write them: lower case, single spaces, no full stop at the end."""
    return " ".join(re.sub(r"[-\s]+", " ", words.lower().replace("’", "'")).split()).rstrip(".")


@cache
def load_grammar(language: str) -> Grammar:
    """Return the grammar of a language; it is compiled once.

    Raises:
        FileNotFoundError: The language has no lexicons for times.
        ValueError: A rule is not well formed.
    """
    words = load(language, "times_words")
    tables = dict(load(language, "calendar").words) | dict(words.words)
    numbers = NumberWords(
        *(tables[f"number_{part}"] for part in ("small", "tens", "scales", "vague", "halves"))
    )
    common = frozenset(words.lists["common"])
    classes = build_classes(tables, words, numbers, common)
    lists = {name: frozenset(entries) for name, entries in words.lists.items()}
    lists["abbreviations"] = frozenset(load(language, "abbreviations").lists["before_names"])
    rules = tuple(
        compile_rule(rule, classes, common, lists)
        for subject in SUBJECTS
        for rule in load(language, subject).rules
    )
    return Grammar(
        rules=rules,
        starts=_index_starts(rules),
        core=frozenset().union(*(pattern.core for rule in rules for pattern in rule.compiled)),
        tables={
            name: {normalise(word): value for word, value in table.items()} for name, table in tables.items()
        },
        lists=lists,
        numbers=numbers,
    )


def _index_starts(rules: tuple[TimeRule, ...]) -> dict[str, dict[str, tuple[Start, ...]]]:
    starts: dict[str, dict[str, list[Start]]] = {}
    patterns = [(rule, pattern) for rule in rules for pattern in rule.compiled]
    for rank, (rule, pattern) in enumerate(patterns):
        for word in pattern.first:
            for telling in pattern.core:
                starts.setdefault(word, {}).setdefault(telling, []).append((rank, rule, pattern))
    return {
        word: {telling: tuple(ones) for telling, ones in by_telling.items()}
        for word, by_telling in starts.items()
    }


def _word_before(text: str, tokens: list[Token], n: int) -> str:
    if n == 0:
        return ""
    _, end, key = tokens[n - 1]
    at = tokens[n][0]
    gap = text[end:at]
    if gap.removeprefix(".") in _DASHES:
        return key + "-"
    if (gap.isspace() and gap.count("\n") < 2) or (key == NUMBER_KEY and gap in (".", ",", ":", "/")):
        return key
    return ""


def _word_after(text: str, at: int, end: int) -> str:
    beside = _BESIDE.match(text, at, min(end, at + 4))
    found = _TOKEN.match(text, beside.end() if beside else at, end)
    if found is None:
        return ""
    return NUMBER_KEY if found[0].isdigit() else found[0]
