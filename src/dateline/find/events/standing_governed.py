"""How an event without a tense of its own stands: as what governs it says.

In: the grammar of a text and an infinitive, a participle, or a noun with the word that governs it. Out: its
`Standing`: "agreed to withdraw" is planned, "failed to agree" did not happen, "managed to" did.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from dateline.find.events.auxiliaries import MAY, WILL, WOULD
from dateline.find.events.event_words import Making, list_forms
from dateline.find.events.governing import (
    classify,
    find_condition,
    find_governor,
    find_joined,
    has_object_between,
)
from dateline.find.events.standing import DEEPEST, FACTUAL, Standing, Tell
from dateline.find.grammar import NOUN_MODIFIERS, VERBS, Grammar
from dateline.model.findings import Status

# What they open goes along with the main clause, and is not governed by it.
_MEANWHILE: Final = frozenset({"while", "when", "after", "as", "since"})
_UNREAL: Final = frozenset({"without"})


def heed_condition(g: Grammar, at: int, told: Standing) -> Standing:
    """Return how a word's event stands once a condition before it is heeded: "should the talks fail"."""
    if told.status is Status.HYPOTHETICAL or told.definite:
        return told
    condition = find_condition(g, at, finite=told.told)
    if condition is None:
        return told
    return replace(told, status=Status.HYPOTHETICAL, why=f"“{g.lower[condition]}” before it", open=False)


def tell_participle(g: Grammar, at: int, positive: bool, depth: int, tell: Tell) -> Standing:
    """Tell of a participle alone: "talks held in June", "planned by", "the offensive wanted"."""
    lasts = g.lower[at] in list_forms("lasting_verbs")
    if any(c < at for c in g.having(at, "nsubj")) and not lasts:
        return Standing(Status.HAPPENED, positive, "past tense", told=True)
    head = g.heads[at]
    if g.relations[at] in ("advcl", "conj", "xcomp", "ccomp") and head >= 0 and depth < DEEPEST:
        making = classify(g, head)
        if making is not None and making.status != "as governed" and not g.having(at, "nsubj"):
            return make_governed(g, head, making, positive, depth, tell)
    if lasts:
        return Standing(Status.ONGOING, positive, "participle of what lasts", told=True)
    return Standing(Status.HAPPENED, positive, "participle", told=True)


def tell_governed(
    g: Grammar, at: int, positive: bool, depth: int, tell: Tell, *, infinitive: int | None
) -> Standing:
    """Tell of an infinitive or a participle in "ing": it stands as what governs it says."""
    if (
        infinitive is None
        and g.tags[at] == "VBG"
        and g.relations[at] in ("nsubj", "csubj")
        and g.heads[at] > at
    ):
        predicate = g.heads[at]
        verbs = [predicate, *(c for c in g.children[predicate] if g.relations[c] in ("cop", "aux"))]
        if any(g.tags[c] in ("VBZ", "VBP", "MD") for c in verbs):
            return Standing(Status.HYPOTHETICAL, positive, "spoken of, and not told of", open=True)
    governor = find_governor(g, at, infinitive)
    if governor is None or depth >= DEEPEST:
        if infinitive is None and at and g.lower[at - 1] == "from":
            return Standing(Status.HYPOTHETICAL, positive, "“from” before it", open=True)
        if infinitive is None and g.tags[at] == "VBG":
            return Standing(Status.HAPPENED, positive, "participle of nothing", open=True, loose=True)
        if infinitive is not None and g.heads[at] < 0 and _opens_sentence(g, infinitive):
            return Standing(Status.PLANNED, positive, "a headline's infinitive", open=True)
        if infinitive is None and g.tags[at] in ("VB", "VBP") and g.relations[at] == "root":
            return Standing(Status.DEMANDED, positive, "imperative", open=True)
        return Standing(Status.HYPOTHETICAL, positive, "nothing says that it came about", open=True)
    making = classify(g, governor)
    joined = find_joined(g, at)
    if joined is not None and infinitive is None:
        outer = tell(g, joined, None, False, depth + 1)
        return replace(outer, positive=positive, why=f"beside “{g.lower[joined]}”: {outer.why}", told=False)
    if g.tags[at] == "VBG" and g.relations[at] == "advcl" and not _has_case(g, at):
        making = None  # "struggled for years, losing ships": it is not what was tried
    if making is not None:
        return make_governed(
            g,
            governor,
            making,
            positive,
            depth,
            tell,
            wants=infinitive is not None and has_object_between(g, governor, infinitive),
        )
    if infinitive is not None:
        if g.relations[at] == "advcl" or g.tags[governor] in VERBS:
            outer = tell(g, governor, None, False, depth + 1)
            status = Status.PLANNED if outer.status in FACTUAL else outer.status
            return Standing(status, positive, "infinitive of purpose", open=True)
        return Standing(Status.HYPOTHETICAL, positive, f"infinitive after “{g.lower[governor]}”", open=True)
    cases = [g.lower[c] for c in g.children[at] if c < at and g.relations[c] in ("mark", "case")]
    if any(case in _UNREAL for case in cases):
        return Standing(Status.HAPPENED, False, "“without”", open=True)
    if "before" in cases or "for" in cases:
        return Standing(Status.HYPOTHETICAL, positive, f"“{cases[0]}”", open=True)
    outer = tell(g, governor, None, False, depth + 1)
    return replace(outer, positive=positive, why=f"as “{g.lower[governor]}”: {outer.why}", told=False)


def _opens_sentence(g: Grammar, infinitive: int) -> bool:
    """Tell whether only the subject of an infinitive stands before it: "Osei to visit Merrow"."""
    first, _ = g.bounds_of(infinitive)
    return infinitive > first and all(g.tags[at] in NOUN_MODIFIERS for at in range(first, infinitive))


def _has_case(g: Grammar, at: int) -> bool:
    return any(
        g.relations[c] in ("mark", "case") and c < at and g.lower[c] not in _MEANWHILE for c in g.children[at]
    )


def make_governed(
    g: Grammar, governor: int, making: Making, positive: bool, depth: int, tell: Tell, *, wants: bool = False
) -> Standing:
    """Return how an event stands that a word of the lexicon governs."""
    verb = g.tags[governor] in VERBS
    outer = tell(g, governor, None, False, depth + 1) if depth < DEEPEST else None
    why = f"“{g.lower[governor]}”: {making.name}"
    if outer is not None and g.tags[governor] in ("JJ", "JJR"):
        outer = _tell_predicate(g, governor, outer)
    so = positive if outer is None else positive == outer.positive
    if making.status == "as governed" and outer is not None:
        return replace(outer, positive=so, why=f"as “{g.lower[governor]}”: {outer.why}", told=False)
    if making.status == "claimed":
        return Standing(Status.HAPPENED, positive, why, claimed=True)
    if making.status == "not done":
        status = Status.HAPPENED
        if outer is not None and outer.status not in FACTUAL:
            status = outer.status
        return Standing(status, not so, why, open=True)
    if making.status in ("as governed", "hypothetical") or (
        verb and outer is not None and outer.status is Status.HYPOTHETICAL
    ):
        return Standing(Status.HYPOTHETICAL, so, why, open=True)
    status = Status(making.status)
    if status is Status.PLANNED and wants and g.lower[governor] in list_forms("wishing_verbs"):
        status = Status.DEMANDED
    if status is Status.DENIED:
        return Standing(status, False, why)
    return Standing(status, so, why, open=True)


def _tell_predicate(g: Grammar, at: int, outer: Standing) -> Standing:
    """Tell how an adjective stands by the modal before its "be": "will be impossible"."""
    words = {g.lower[c] for c in g.children[at] if g.relations[c] in ("aux", "cop")}
    if words & (WILL | WOULD):
        return replace(outer, status=Status.PREDICTED)
    return replace(outer, status=Status.HYPOTHETICAL) if words & MAY else outer
