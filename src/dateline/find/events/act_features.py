"""What the words around an event tell of its kind: features by name, for the head to weigh.

In: the grammar of a report, the word of an event, who does it and to whom. Out: which kinds of words, by the
lexicon, stand at the event's word, as its object, below it, above it and in its target; and what is made of
the act: refused, demanded, threatened, ahead or plain. What each weighs
is left to `event_types`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from typing import Final

from dateline.find.events.act_words import LANGUAGE, Kinds, load_words, name_kinds, strip
from dateline.find.grammar import Grammar
from dateline.lexicons import load
from dateline.model.span import Span

# How deep below its word an event's own words lie, and how far above it what governs it.
_DEEP: Final = 4
_HIGH: Final = 3
_CONTENT: Final = ("NN", "VB", "JJ")
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
# What stands further away counts less.
_NEARNESS: Final = {"deep": 0.5, "above": 0.7, "target": 0.5, "agent": 0.5}
_WORD_COUNTS: Final = 0.5


class Naming:
    """What the words of a report may name, looked up once a sentence."""

    def __init__(self, clause: Grammar) -> None:
        self._clause = clause
        self._found: dict[int, Kinds] = {}

    def of(self, sentence: int) -> Kinds:
        """Return what the words of a sentence may name."""
        kinds = self._found.get(sentence)
        if kinds is None:
            kinds = self._found[sentence] = name_kinds(self._clause, *self._clause.bounds[sentence])
        return kinds


def describe(
    clause: Grammar,
    at: int,
    *,
    carrier: int | None = None,
    agents: Sequence[Span] = (),
    targets: Sequence[Span] = (),
    naming: Naming | None = None,
) -> dict[str, float]:
    """Return the features of an event by name; what is 0 is left out.

    The arguments are those of `event_types.type_event`, and `naming`, what the words of the report may name,
    where several of its events are described.
    """
    acting = {one for span in agents for one in clause.find_words(span.start, span.end)}
    top = find_top(clause, at if carrier is None else carrier, acting)
    first, end = clause.bounds_of(top)
    lower = clause.lower
    kinds = (naming or Naming(clause)).of(clause.sentences[top])
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
            add(f"{place}={strip(lower[one], clause.tags[one])}", value * _WORD_COUNTS)

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
    stem = strip(lower[top], clause.tags[top])
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
    sides = load(LANGUAGE, "plover").words["sides"]
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
