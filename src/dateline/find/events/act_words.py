"""What words may name which political act: `lexicons/en/plover.toml`, ready to be asked.

In: the grammar of a sentence. Out: the kinds of act that each of its words may name, alone or with another,
and what the lexicon says of them before anything is learned. Which act it is where several words speak, is
left to `event_types`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from dateline.find.grammar import Grammar
from dateline.find.statements.acts import inflect
from dateline.lexicons import load

Kinds = Mapping[int, tuple[str, ...]]
"""For each word that the lexicon has, by index, the kinds of act that it may name."""

LANGUAGE: Final = "en"
_TOKEN: Final = re.compile(r"\w+|[^\w\s]")
_PARTICLES: Final = frozenset(
    {"up", "down", "out", "off", "back", "over", "away", "aside", "free", "on", "in"}
)
# How much the lexicon's word for a place says before anything is learned.
_BEFOREHAND: Final = {
    **{"word": 2.0, "object": 0.8, "obj": 0.6, "xcomp": 0.6, "ccomp": 0.6, "deep": 0.5, "above": 0.5},
    **{"target": 0.3},
}
_PAIR_BEFOREHAND: Final = 2.0


@dataclass(frozen=True, slots=True)
class Words:
    """The lexicon, ready to be asked: what each form may name, and the bare form of each verb."""

    verbs: dict[tuple[str, ...], tuple[str, ...]]
    nouns: dict[tuple[str, ...], tuple[str, ...]]
    by_first: dict[str, tuple[tuple[str, ...], ...]]
    bare: dict[str, str]


@cache
def load_words() -> Words:
    """Return the lexicon's words by their forms."""
    verbs: dict[tuple[str, ...], list[str]] = {}
    nouns: dict[tuple[str, ...], list[str]] = {}
    bare: dict[str, str] = {}
    for name, entries in load(LANGUAGE, "plover").lists.items():
        kind, part = name.rsplit(" ", 1)
        for entry in entries:
            if part == "verbs":
                forms = list(inflect(entry))
                for form in forms:
                    verbs.setdefault(tuple(_TOKEN.findall(form)), []).append(kind)
                    bare.setdefault(form.split()[0], forms[0].split()[0])
            else:
                for form in {entry, pluralise(entry)}:
                    nouns.setdefault(tuple(_TOKEN.findall(form)), []).append(kind)
    firsts: dict[str, list[tuple[str, ...]]] = {}
    for entry_words in sorted({*verbs, *nouns}, key=lambda words: (-len(words), words)):
        firsts.setdefault(entry_words[0], []).append(entry_words)
    return Words(
        {words: tuple(dict.fromkeys(kinds)) for words, kinds in verbs.items()},
        {words: tuple(dict.fromkeys(kinds)) for words, kinds in nouns.items()},
        {first: tuple(entries) for first, entries in firsts.items()},
        bare,
    )


def pluralise(noun: str) -> str:
    """Return the plural of a noun as the lexicon writes it: "cessation of hostilities" has it in front."""
    if " of " in noun:
        front, rest = noun.split(" of ", 1)
        return f"{pluralise(front)} of {rest}"
    if noun.endswith("man"):
        return f"{noun[:-3]}men"
    if re.search(r"[^aeiou]y$", noun):
        return f"{noun[:-1]}ies"
    return f"{noun}es" if noun.endswith(("s", "x", "z", "ch", "sh")) else f"{noun}s"


def find_prior(name: str, types: Sequence[str]) -> dict[str, float]:
    """Return what the lexicon says of a feature before anything is learned: weights by type."""
    pair = load(LANGUAGE, "plover").words["pairs"].get(name)
    found = {str(pair): _PAIR_BEFOREHAND} if pair is not None else {}
    place, _, kind = name.partition(":")
    if kind in types and place in _BEFOREHAND:
        found[kind] = found.get(kind, 0.0) + _BEFOREHAND[place]
    return found


def name_kinds(clause: Grammar, first: int, end: int) -> dict[int, tuple[str, ...]]:
    """Return what words of a sentence may name: the first of a verb's entry, the last of a noun's."""
    words = load_words()
    found: dict[int, tuple[str, ...]] = {}
    for at in range(first, end):
        entries = words.by_first.get(clause.lower[at])
        if entries is None:
            continue
        tag = clause.tags[at]
        if tag.startswith("VB"):
            for entry in entries:
                if entry in words.verbs and _stands(clause.lower, at, end, entry):
                    found[at] = found.get(at, ()) + words.verbs[entry]
                    break
        if not tag.startswith("VB") or tag == "VBG":
            for entry in entries:
                last = at + len(entry) - 1
                if entry in words.nouns and last < end and tuple(clause.lower[at : last + 1]) == entry:
                    found[last] = found.get(last, ()) + words.nouns[entry]
                    break
    return found


def _stands(lower: Sequence[str], at: int, end: int, entry: tuple[str, ...]) -> bool:
    """Tell whether an entry stands at a word, its particle perhaps behind an object: "let the pilots go"."""
    if tuple(lower[at : min(end, at + len(entry))]) == entry:
        return True
    return len(entry) == 2 and entry[1] in _PARTICLES and entry[1] in lower[at + 1 : min(end, at + 5)]


@lru_cache(maxsize=4096)
def strip(word: str, tag: str) -> str:
    """Return the bare form of a word, as far as its spelling gives it."""
    if tag.startswith("VB"):
        known = load_words().bare.get(word)
        if known is not None:
            return known
        for ending, instead in (("ies", "y"), ("ing", ""), ("ed", ""), ("es", ""), ("s", "")):
            if word.endswith(ending) and len(word) - len(ending) > 2:
                return word.removesuffix(ending) + instead
    elif tag.startswith("NN") and word.endswith("s") and not word.endswith("ss") and len(word) > 3:
        return word[:-1]
    return word
