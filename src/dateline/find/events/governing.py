"""What governs a word: the verb, noun or condition that says how an event stands.

In: the grammar of a text and one of its words. Out: the word that governs it, None where none does. What that
makes of the event is told by `standings`.
"""

from __future__ import annotations

from typing import Final

from dateline.find.events.event_words import Making, list_forms, tell_governing
from dateline.find.grammar import VERBS, Grammar

_IF: Final = frozenset({"if", "unless", "whether", "lest", "provided", "assuming"})
_CLAUSAL: Final = ("ccomp", "xcomp", "advcl", "acl", "conj", "parataxis")
_PARTICLES: Final = frozenset({"for", "on", "off", "out", "against", "upon", "of"})
_DEEPEST: Final = 5
_REACH: Final = 8


def find_joined(g: Grammar, at: int) -> int | None:
    """Return the finite verb that a participle goes along with: "went badly, displacing many"."""
    head = g.heads[at]
    if g.tags[at] != "VBG" or g.relations[at] != "conj" or head < 0 or at < 1 or g.lower[at - 1] != ",":
        return None
    return head if g.tags[head] in ("VBD", "VBZ", "VBP", "VBN") else None


def has_object_between(g: Grammar, governor: int, infinitive: int) -> bool:
    """Tell whether somebody else is to do it: "wants Osei to leave"."""
    return any(g.tags[at] in ("NN", "NNS", "NNP", "NNPS", "PRP") for at in range(governor + 1, infinitive))


def find_governor(g: Grammar, at: int, infinitive: int | None) -> int | None:
    """Return the word that says how an infinitive or participle stands: its head, or the word before "to"."""
    first, _ = g.bounds_of(at)
    before = (infinitive if infinitive is not None else at) - 1
    purpose = g.relations[at] == "advcl" and 0 <= g.heads[at] < before
    if infinitive is not None and before >= first and not purpose:
        near = classify(g, before)
        if near is not None and g.tags[before] not in ("RB", "IN"):
            return before
    if infinitive is None and before >= first and g.lower[before] == "from":
        for back in range(before - 1, first - 1, -1):
            making = classify(g, back) if g.tags[back] in VERBS else None
            if making is not None and making.status == "not done":
                return back  # "ban members of the crew from entering"
    here = at
    for _ in range(_DEEPEST):
        relation, head = g.relations[here], g.heads[here]
        if head < 0:
            break
        if relation != "conj":
            # A subject clause, or one before its verb, is not governed by it.
            if head < at or infinitive is None:
                return head
            break
        here = head
    if infinitive is not None:
        for back in range(before, max(first, before - _REACH) - 1, -1):
            if g.lower[back] in (",", ";", "—", "–"):
                break
            making = classify(g, back)
            if making is not None and making.status != "as governed" and g.tags[back] != "IN":
                return back
    return None


def classify(g: Grammar, at: int) -> Making | None:
    """Return what a word makes of what it governs, with its particle if it has one: "called for"."""
    after = at + 1
    if after < len(g.lower) and g.lower[after] in _PARTICLES:
        making = tell_governing(f"{g.lower[at]} {g.lower[after]}")
        if making is not None:
            return making
    return tell_governing(g.lower[at])


def _is_doubted(g: Grammar, at: int) -> bool:
    """Tell whether there is said to be none of what would show something: "no sign that"."""
    return g.lower[at] in list_forms("showing_nouns") and any(
        g.lower[c] in ("no", "little", "any", "without", "scant") for c in g.children[at] if c < at
    )


def find_noun_governor(g: Grammar, at: int) -> int | None:
    """Return the verb or noun that a noun depends on, past the nouns that it is listed with."""
    here = at
    for _ in range(_DEEPEST):
        head = g.heads[here]
        if head < 0:
            return None
        if g.relations[here] in ("conj", "flat", "appos"):
            here = head
            continue
        return head
    return None


def find_condition(g: Grammar, at: int, *, finite: bool) -> int | None:
    """Return the "if" of the clause that a word stands in, or of one around it."""
    first, end = g.bounds_of(at)
    here = at
    for _ in range(_DEEPEST):
        for child in g.children[here]:
            in_case = child + 1 < at and g.lower[child] == "in" and g.lower[child + 1] == "case"
            if in_case or (
                child < at and g.lower[child] in _IF and g.relations[child] in ("mark", "advmod", "cc")
            ):
                return child
            if (
                child < at
                and g.lower[child] == "should"
                and g.relations[child] == "aux"
                and any(child < subject < here for subject in g.having(here, "nsubj"))
            ):
                return child  # "should the talks fail"
            if (
                child == first
                and g.lower[child] == "had"
                and g.lower[end - 1] != "?"
                and any(child < subject < here for subject in g.having(here, "nsubj"))
            ):
                return child  # "had the talks failed, they would"
        head = g.heads[here]
        if head >= 0 and g.relations[here] in ("acl", "ccomp") and _is_doubted(g, head):
            return head  # "no evidence that they left"
        if g.relations[here] not in (*_CLAUSAL, "obj", "nsubj", "obl", "nmod") or g.heads[here] < 0:
            return None
        if finite and g.relations[here] in ("acl", "advcl", "ccomp", "parataxis"):
            return None  # "if the figure that they gave is right": they gave it
        # A main clause is no condition for being followed by one.
        here = g.heads[here]
    return None
