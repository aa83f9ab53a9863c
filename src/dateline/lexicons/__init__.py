"""Words and patterns as data: one folder a language, one TOML file a subject.

In: the name of a language and of a subject. Out: that subject's words and rules, checked and typed. What a
pattern means is left to the finder that asks for it.

    about = "What the file is for."

    [lists]                        # plain lists of words
    titles = ["minister", "governor"]

    [words.month]                  # words with a value
    january = 1

    [[rules]]                      # patterns, each with what it must and must not match
    name = "weekday before publication"
    pattern = "..."
    match = ["on Friday"]
    no_match = ["Friday prayers"]
    signs = ["fri"]                # may be left out: a text without any of them need not be searched
    anything = "else"              # other keys are the finder's own, under `fields`
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from types import MappingProxyType
from typing import Any

Scalar = str | int | float

_RULE_KEYS = ("name", "pattern", "match", "no_match", "signs")
_FILE_KEYS = {"about", "lists", "words", "rules"}


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern with a name as a reader would say it, and examples that a test runs both ways.

    Where a rule has `signs`, whatever it matches holds one of them, its case folded: see `may_match`.
    `fields` holds the keys of the entry that only its finder understands.
    """

    name: str
    pattern: str
    match: tuple[str, ...]
    no_match: tuple[str, ...]
    fields: Mapping[str, Any]
    signs: tuple[str, ...] = ()

    def may_match(self, folded: str) -> bool:
        """Tell at little cost whether the pattern can match in a text, given with its case folded."""
        for sign in self.signs:
            if sign in folded:
                return True
        return not self.signs


class WordList(tuple[str, ...]):
    """Words in the file's order; whether one is among them is told without going through them."""

    @cached_property
    def _set(self) -> frozenset[str]:
        return frozenset(self)

    def __contains__(self, word: object) -> bool:
        return word in self._set


@dataclass(frozen=True, slots=True)
class Lexicon:
    """One subject of one language: lists of words, words with values, rules, each in the file's order."""

    language: str
    subject: str
    about: str
    lists: Mapping[str, WordList]
    words: Mapping[str, Mapping[str, Scalar]]
    rules: tuple[Rule, ...]


@cache
def load(language: str, subject: str) -> Lexicon:
    """Return the lexicon of `subject` in `language`; it is read and checked once.

    Args:
        language: A BCP 47 tag that names a folder here, as "en".
        subject: The name of a TOML file in it, without its ending.

    Raises:
        FileNotFoundError: There is no such language or subject.
        ValueError: The file does not keep to the shape above; the message says where.
    """
    source = resources.files(__name__).joinpath(language, f"{subject}.toml")
    data = tomllib.loads(source.read_text(encoding="utf-8"))
    where = f"lexicons/{language}/{subject}.toml"
    unknown = sorted(set(data) - _FILE_KEYS)
    if unknown:
        raise ValueError(f"{where}: unknown keys {unknown}; there may be {sorted(_FILE_KEYS)}")
    return Lexicon(
        language=language,
        subject=subject,
        about=_read_text(data.get("about"), f"{where}: about"),
        lists=MappingProxyType(
            {name: _read_list(one, f"{where}: lists.{name}") for name, one in data.get("lists", {}).items()}
        ),
        words=MappingProxyType(
            {name: _read_words(one, f"{where}: words.{name}") for name, one in data.get("words", {}).items()}
        ),
        rules=tuple(_read_rule(one, f"{where}: rule {n}") for n, one in enumerate(data.get("rules", []), 1)),
    )


def match_any(words: Iterable[str]) -> str:
    """Return a pattern, in a group of its own, that matches any of `words`, the longest one first.

    A space in a word stands for any run of up to three white-space characters.
    """
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "(?:" + "|".join(r"\s{1,3}".join(map(re.escape, word.split(" "))) for word in ordered) + ")"


def _read_text(data: Any, where: str) -> str:
    if not isinstance(data, str) or not data:
        raise ValueError(f"{where} must be a text")
    return data


def _read_list(data: Any, where: str) -> WordList:
    if not isinstance(data, list):
        raise ValueError(f"{where} must be a list of texts")
    return WordList(_read_text(one, where) for one in data)


def _read_words(data: Any, where: str) -> Mapping[str, Scalar]:
    if not isinstance(data, dict) or not all(isinstance(v, (str, int, float)) for v in data.values()):
        raise ValueError(f"{where} must give each word a text or a number")
    return MappingProxyType(data)


def _read_rule(data: dict[str, Any], where: str) -> Rule:
    match = _read_list(data.get("match"), f"{where}: match")
    no_match = _read_list(data.get("no_match"), f"{where}: no_match")
    if not match or not no_match:
        raise ValueError(f"{where} must have examples under both match and no_match")
    return Rule(
        name=_read_text(data.get("name"), f"{where}: name"),
        pattern=_read_text(data.get("pattern"), f"{where}: pattern"),
        match=match,
        no_match=no_match,
        fields=MappingProxyType({k: v for k, v in data.items() if k not in _RULE_KEYS}),
        signs=_read_list(data.get("signs", []), f"{where}: signs"),
    )
