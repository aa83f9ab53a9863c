"""What kind of political act an event is: its PLOVER type and mode, from its words and a small trained head.

In: the grammar of a report, the word of an event, who does it and to whom. Out: a type with its mode and how
likely it is right, or None for what is no act of one political or social actor towards another, or cannot be
told. The lexicon says what each word may name; which act these words make together ("refused to lift
sanctions" against "lifted sanctions") is learned, by `training/event_types.py`, from sentences of PLOVER's
classes. What was tried is in `docs/decisions/0011-how-an-event-gets-its-type.md`.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from dateline.find.acts import inflect
from dateline.find.grammar import Grammar
from dateline.lexicons import load
from dateline.model.span import Span

WEIGHTS: Final = Path(__file__).with_name("event_types.json")
_LANGUAGE: Final = "en"
_TOKEN: Final = re.compile(r"\w+|[^\w\s]")
# How deep below its word an event's own words lie, and how far above it what governs it.
_DEEP: Final = 4
_HIGH: Final = 3
_CONTENT: Final = ("NN", "VB", "JJ")
_PARTICLES: Final = frozenset(
    {"up", "down", "out", "off", "back", "over", "away", "aside", "free", "on", "in"}
)
_NOT: Final = frozenset({"not", "n't", "never", "no", "cannot", "neither"})
_WILL: Final = {
    **dict.fromkeys(("will", "wo", "shall", "'ll"), "will"),
    **dict.fromkeys(("would", "'d"), "would"),
    **dict.fromkeys(("must", "should"), "must"),
    **dict.fromkeys(("may", "might", "could", "can", "ca"), "may"),
}
_COMPLEMENTS: Final = ("xcomp", "ccomp", "advcl", "acl", "dep")
# Kinds of words that make another act of the one that they govern.
_DECIDING: Final = frozenset({"refusing", "demanding", "threatening", "agreeing"})
# How much the lexicon's word for a place says before anything is learned.
_BEFOREHAND: Final = {
    **{"word": 2.0, "object": 0.8, "obj": 0.6, "xcomp": 0.6, "ccomp": 0.6, "deep": 0.5, "above": 0.5},
    **{"target": 0.3},
}
_PAIR_BEFOREHAND: Final = 2.0
_LEAST_UNNAMED: Final = 0.8
# What stands further away counts less.
_NEARNESS: Final = {"deep": 0.5, "above": 0.7, "target": 0.5, "agent": 0.5}
_WORD_COUNTS: Final = 0.5


Kinds = Mapping[int, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class EventType:
    """A PLOVER type.

    Attributes:
        type: One of 15 root types; `YIELD` is what later editions part into `CONCEDE` and `RETREAT`.
        mode: How it is done, where the words say it, as the codebook names it: `arrest`, `visit`.
        confidence: How likely the type is right, calibrated on sentences that the head did not learn from.
    """

    type: str
    mode: str | None
    confidence: float


@dataclass(frozen=True, slots=True)
class Words:
    """The lexicon, ready to be asked: what each form may name, and the bare form of each verb."""

    verbs: dict[tuple[str, ...], tuple[str, ...]]
    nouns: dict[tuple[str, ...], tuple[str, ...]]
    by_first: dict[str, tuple[tuple[str, ...], ...]]
    bare: dict[str, str]


@dataclass(frozen=True, slots=True)
class Head:
    """The trained weights: for each feature one a type, the share of belief that a type needs, by name."""

    types: tuple[str, ...]
    weights: dict[str, tuple[float, ...]]
    bias: tuple[float, ...]
    scale: float
    least: float


@cache
def load_words() -> Words:
    """Return the lexicon's words by their forms."""
    verbs: dict[tuple[str, ...], list[str]] = {}
    nouns: dict[tuple[str, ...], list[str]] = {}
    bare: dict[str, str] = {}
    for name, entries in load(_LANGUAGE, "plover").lists.items():
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


@cache
def load_head() -> Head:
    """Return the trained head."""
    made = json.loads(WEIGHTS.read_text("utf-8"))
    unit = made["unit"]
    return Head(
        types=tuple(made["types"]),
        weights={name: tuple(one * unit for one in row) for name, row in made["weights"].items()},
        bias=tuple(made["bias"]),
        scale=made["scale"],
        least=made["least"],
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


def type_event(
    clause: Grammar,
    at: int,
    *,
    carrier: int | None = None,
    agents: Sequence[Span] = (),
    targets: Sequence[Span] = (),
) -> EventType | None:
    """Tell the PLOVER type of an event.

    Args:
        clause: The grammar of the report.
        at: The word of the event.
        carrier: The verb that puts a noun's event on the stage, where there is one.
        agents: Who does it, in code points.
        targets: To whom it is done.

    Returns:
        None where no word of it is one of the lexicon's, or no type is likely enough. A word that is not in
        the lexicon takes more, and somebody to whom it is done: "fell to" them is no attack.
    """
    features = describe(clause, at, carrier=carrier, agents=agents, targets=targets)
    if not any(name.startswith(("word:", "object:", "above:")) for name in features):
        return None
    head = load_head()
    shares = weigh(features, head)
    best = max(range(len(shares)), key=shares.__getitem__)
    named = any(name.startswith("word:") for name in features)
    if shares[best] < (head.least if named else _LEAST_UNNAMED) or not (named or targets):
        return None
    kind = head.types[best]
    return EventType(kind, tell_mode(kind, features), round(shares[best], 3))


def weigh(features: dict[str, float], head: Head) -> list[float]:
    """Return the share of belief of each type."""
    scores = list(head.bias)
    for name, value in features.items():
        row = head.weights.get(name)
        if row is not None:
            scores = [score + value * weight for score, weight in zip(scores, row, strict=True)]
    top = max(scores)
    likely = [math.exp((score - top) * head.scale) for score in scores]
    return [one / sum(likely) for one in likely]


def tell_mode(kind: str, features: dict[str, float]) -> str | None:
    """Return the mode that the words nearest to the event's name, None where they name none."""
    for place in ("word", "object", "deep", "target"):
        for name in features:
            if name.startswith(f"{place}:") and (found := name.split(":", 1)[1]).startswith(f"{kind} "):
                return found.removeprefix(f"{kind} ")
    return None


def describe(
    clause: Grammar,
    at: int,
    *,
    carrier: int | None = None,
    agents: Sequence[Span] = (),
    targets: Sequence[Span] = (),
) -> dict[str, float]:
    """Return the features of an event by name; what is 0 is left out. Arguments as for `type_event`."""
    acting = {one for span in agents for one in clause.find_words(span.start, span.end)}
    top = find_top(clause, at if carrier is None else carrier, acting)
    first, end = clause.bounds_of(top)
    lower = clause.lower
    kinds = name_kinds(clause, first, end)
    top = find_said(clause, kinds, top)
    befallen = {one for span in targets for one in clause.find_words(span.start, span.end)} - {top, at}
    acting -= {top, at}
    below = _find_below(clause, top)
    found: dict[str, float] = {}

    def add(name: str, value: float = 1.0) -> None:
        found[name] = max(found.get(name, 0.0), value)

    def tell(place: str, one: int) -> None:
        value = _NEARNESS.get(place, 1.0)
        for kind in kinds.get(one, ()):
            add(f"{place}:{kind}", value)
            add(f"{place}:{kind.split(' ')[0]}", value)
        if clause.tags[one][:2] in _CONTENT and place != "deep":
            add(f"{place}={_strip(lower[one], clause.tags[one])}", value * _WORD_COUNTS)

    tell("word", top)
    for one, depth in below.items():
        if one in acting or depth == 0:
            continue
        if one in befallen:
            tell("target", one)
            continue
        tell("object" if depth <= 2 else "deep", one)
        if depth == 1 and clause.relations[one] in ("xcomp", "ccomp", "obj"):
            tell(clause.relations[one], one)
        if depth <= 2:
            low = " below" if depth == 2 else ""
            if lower[one] in _WILL:
                add(f"{_WILL[lower[one]]}{low}")
            if lower[one] in _NOT:
                add(f"not{low}")
    if clause.heads[top] >= 0:
        add(f"relation {clause.relations[top]}")
    for step, one in enumerate(_climb(clause, top)):
        if step >= _HIGH:
            break
        tell("above", one)
        for child in clause.children[one]:
            if lower[child] in _WILL:
                add(f"{_WILL[lower[child]]} above")
            if lower[child] in _NOT:
                add("not above")
    for one in range(first, end):
        if one in acting:
            for kind in kinds.get(one, ()):
                add(f"agent:{kind}", _NEARNESS["agent"])
    own = sorted({kind.split(" ")[0] for kind in kinds.get(top, ())})
    others = sorted(
        {
            kind.split(" ")[0]
            for one, depth in below.items()
            if 0 < depth <= 2 and one not in acting
            for kind in kinds.get(one, ())
        }
    )
    stem = _strip(lower[top], clause.tags[top])
    for other in others:
        add(f"{stem} with {other}")
        for kind in own:
            add(f"{kind} with {other}")
    for name in compose(clause, kinds, top, acting):
        add(name)
    for mark in ("will", "would", "must", "not"):
        if mark in found:
            for kind in own:
                add(f"{mark} {kind}")
        if f"{mark} below" in found:
            for other in others:
                add(f"{mark} below {other}")
    return found


def find_top(clause: Grammar, at: int, acting: Set[int] = frozenset()) -> int:
    """Return the word that decides what an act is: "refused" for what somebody "refused to release".

    What somebody demands of another is the other's act, unless who acts is who demands.
    """
    words = load_words()
    for one in _climb(clause, at):
        entries = words.verbs if clause.tags[one].startswith("VB") else words.nouns
        own = any(clause.relations[child] == "nsubj" and child in acting for child in clause.children[one])
        shared = clause.relations[at] == "xcomp" or (own and clause.relations[at] in _COMPLEMENTS)
        if not shared or not _DECIDING.intersection(entries.get((clause.lower[one],), ())):
            break
        at = one
    return at


def find_said(clause: Grammar, kinds: Kinds, at: int) -> int:
    """Return the word of what is said, where the word at hand only says or begins it: "said it would"."""
    for _ in range(_HIGH):
        own = kinds.get(at, ())
        if _DECIDING.intersection(own) or not {"saying", "beginning"}.intersection(own):
            break
        ways = ("ccomp", "parataxis") if "saying" in own else ("xcomp",)
        said = [one for one in clause.children[at] if clause.relations[one] in ways]
        said = [one for one in said if clause.tags[one][:2] in ("VB", "JJ", "NN")]
        if not said:
            break
        at = said[0]
    return at


def compose(clause: Grammar, kinds: Kinds, at: int, acting: Set[int]) -> list[str]:
    """Return what is made of which act: refused, demanded, threatened, ahead or plain, and its type and side.

    "Refused to lift sanctions" and "will not lift sanctions" are `refusing/YIELD` and `refusing/cooperation`.
    """
    made, inner = "", at
    for _ in range(_HIGH):
        deciding = [one for one in kinds.get(inner, ()) if one in _DECIDING]
        below = [one for one in clause.children[inner] if clause.relations[one] in ("xcomp", "ccomp")]
        below = below or [
            one
            for one in clause.children[inner]
            if deciding and clause.relations[one] in ("obj", "obl") and one not in acting
        ]
        made = made or _decide_by_marks(clause, inner)
        if not deciding or not below:
            break
        made = deciding[0] if made in ("", "agreeing") else made
        inner = below[0]
    near = [inner, *(one for one in clause.children[inner] if one not in acting)]
    near += [
        two for one in near[1:] if clause.relations[one] in ("obj", "obl") for two in clause.children[one]
    ]
    named = dict.fromkeys(kind.split(" ")[0] for one in near for kind in kinds.get(one, ()))
    sides = load(_LANGUAGE, "plover").words["sides"]
    sided = dict.fromkeys(str(sides[kind]) for kind in named if kind in sides)
    first = next((str(sides[kind]) for kind in named if kind in sides), "")
    made = made or "plain"
    return [made, f"{made} first/{first}", *(f"{made}/{name}" for name in (*named, *sided))]


def _decide_by_marks(clause: Grammar, at: int) -> str:
    """Return what "not", "must" and "will" before a verb make of it."""
    marks = {
        clause.lower[one]
        for one in clause.children[at]
        if clause.relations[one] in ("aux", "advmod", "dep", "mark", "cop", "det")
    }
    will = {_WILL[one] for one in marks if one in _WILL}
    if marks & _NOT:
        return "refusing"
    if "must" in will:
        return "demanding"
    return "agreeing" if will & {"will", "would"} else ""


def find_prior(name: str, types: Sequence[str]) -> dict[str, float]:
    """Return what the lexicon says of a feature before anything is learned: weights by type."""
    pair = load(_LANGUAGE, "plover").words["pairs"].get(name)
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


def _find_below(clause: Grammar, top: int) -> dict[int, int]:
    """Return the words below a word, and how deep they lie."""
    depths = {top: 0}
    waiting = [top]
    for one in waiting:
        for child in clause.children[one]:
            if child not in depths and depths[one] < _DEEP and not _tells_another(clause, child):
                depths[child] = depths[one] + 1
                waiting.append(child)
    return depths


def _tells_another(clause: Grammar, at: int) -> bool:
    """Tell whether a clause with a subject of its own begins at a word: "after crowds burned the embassy"."""
    return clause.relations[at] in ("advcl", "parataxis", "conj") and any(
        clause.relations[child] == "nsubj" for child in clause.children[at]
    )


def _climb(clause: Grammar, at: int) -> Iterator[int]:
    seen = {at}
    while (at := clause.heads[at]) >= 0 and at not in seen:
        seen.add(at)
        yield at


def _strip(word: str, tag: str) -> str:
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
