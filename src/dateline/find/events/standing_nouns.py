"""How the event of a noun stands: by its adjectives, its preposition, what carries and what governs it.

In: the grammar of a text and one of its nouns. Out: its `Standing`: "no agreement", "planned talks", "after
the attack", "held talks", "called for a strike". What nothing else is said of is named, or known.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from dateline.find.events.auxiliaries import has_future, has_manner, is_denied_subject, is_negated, is_passive
from dateline.find.events.event_words import list_forms, tell_describing
from dateline.find.events.governing import classify, find_noun_governor
from dateline.find.events.standing import DEEPEST, FACTUAL, Standing, Tell
from dateline.find.events.standing_governed import heed_condition, make_governed
from dateline.find.grammar import NOUN_MODIFIERS, VERBS, Grammar
from dateline.model.findings import Status

_DEFINITE: Final = frozenset(
    {"the", "this", "that", "these", "those", "his", "her", "its", "their", "our", "my", "your"}
)
# What they govern is told as known: "after attacks".
_BACKWARD: Final = frozenset(
    {"after", "following", "since", "amid", "amidst", "during", "despite", "because", "due"}
)
_AHEAD: Final = frozenset({"before", "until", "till", "pending", "of"})
# What is at the same time as what it stands beside: "will speak at the meeting".
_BESIDE: Final = frozenset({"at", "in", "during", "for", "to"})
_LACKING: Final = ("lack", "absence")
_WITH_CASE: Final = ("obl", "nmod")
_REACH: Final = 8


@dataclass(frozen=True, slots=True)
class _Noun:
    """A noun with what was read of it so far.

    Attributes:
        at: The word.
        first: The first word of its sentence.
        before: The word before its modifiers; `first - 1` where there is none.
        positive: Whether no "no" stands before it.
        definite: Whether it is spoken of as known: "the attack".
        verb: The verb that it hangs on, at whatever depth; None for none.
    """

    at: int
    first: int
    before: int
    positive: bool
    definite: bool
    verb: int | None


def tell_noun(g: Grammar, at: int, carrier: int | None, in_title: bool, depth: int, tell: Tell) -> Standing:
    """Tell how a noun's event stands: the first of what stands around it that says so decides."""
    one = _read_modifiers(g, at)
    if isinstance(one, Standing):
        return one
    told = _tell_by_preposition(g, one, carrier, in_title, depth, tell)
    if told is None and carrier is not None and depth < DEEPEST:
        return _tell_carried(g, one.positive, carrier, in_title, depth, tell)
    return (
        told
        or _tell_by_noun_before(g, one, carrier, in_title, depth, tell)
        or _tell_taken_for_noun(g, at, in_title, depth, tell)
        or _tell_by_governor(g, one, in_title, depth, tell)
    )


def _read_modifiers(g: Grammar, at: int) -> _Noun | Standing:
    """Read what stands before a noun and belongs to it; its `Standing` if that decides: "planned talks"."""
    first, _ = g.bounds_of(at)
    positive, definite = True, False
    here = at - 1
    while here >= first and at - here <= _REACH and g.tags[here] in NOUN_MODIFIERS:
        word = g.lower[here]
        asked = here > first and g.lower[here - 1] in ("-", "‑") and g.tags[here] == "VBN"
        making = None if asked else tell_describing(word)  # "a union-requested pause" may have come
        if making is not None and not (
            word in ("no", "any", "more", "further", "another") and g.heads[here] != at
        ):
            if making.status != "not done":
                return Standing(Status(making.status), positive, f"“{word}”: {making.name}", open=True)
            positive = False
            if word != "no":
                return Standing(Status.PLANNED, False, f"“{word}”: {making.name}")
        definite = definite or word in _DEFINITE or g.tags[here] == "POS"
        here -= 1
    verb = next((up for up in g.climb(at) if g.tags[up] in VERBS), None)
    return _Noun(at, first, here, positive, definite, verb)


def _tell_by_preposition(
    g: Grammar, one: _Noun, carrier: int | None, in_title: bool, depth: int, tell: Tell
) -> Standing | None:
    """Tell of a noun by the word before it and its modifiers: "without a fight", "after attacks"."""
    here, first, positive, verb = one.before, one.first, one.positive, one.verb
    if here < first:
        return None
    word, two = g.lower[here], g.lower[max(here - 1, first) : here + 1]
    if two in (["rather", "than"], ["instead", "of"]):
        return Standing(Status.HAPPENED, False, f"“{' '.join(two)}”", open=True)
    if word == "pending" or two == ["eve", "of"]:
        return Standing(Status.PLANNED, positive, f"“{word}” before it", open=True)
    if word in ("without", "toward", "towards") and depth < DEEPEST:
        outer = None if verb is None else tell(g, verb, None, in_title, depth + 1)
        so = word != "without"
        if verb is not None and outer is not None and outer.status not in FACTUAL:
            return Standing(outer.status, so, f"“{word}”, as “{g.lower[verb]}”", open=True)
        return Standing(Status.HAPPENED if not so else Status.PREDICTED, so, f"“{word}”", open=True)
    if word == "after" and verb is not None and has_future(g, verb):
        return Standing(Status.PLANNED, positive, f"“after”, with “{g.lower[verb]}” to come", open=True)
    if carrier is not None:
        return None
    if word in _BACKWARD:
        return Standing(Status.HAPPENED, positive, f"“{word}”", definite=True)
    ahead = word in _AHEAD and (word != "of" or two == ["ahead", "of"])
    if not ahead or verb is None or depth >= DEEPEST:
        return None
    outer = tell(g, verb, None, in_title, depth + 1)
    if outer.status is Status.ONGOING:
        return Standing(Status.PLANNED, positive, f"“{word}” and the present", open=True)
    if outer.status not in FACTUAL:
        return Standing(outer.status, positive, f"“{word}”, as “{g.lower[verb]}”", open=True)
    return None


def _tell_carried(
    g: Grammar, positive: bool, carrier: int, in_title: bool, depth: int, tell: Tell
) -> Standing:
    """Tell of a noun that a verb puts on the stage: "no agreement was reached"."""
    outer = tell(g, carrier, None, in_title, depth + 1)
    if not positive and is_denied_subject(g, carrier) and not is_negated(g, carrier):
        outer = replace(outer, positive=True)  # "no agreement was reached" says it once
    if not outer.positive and has_manner(g, carrier):
        outer = replace(outer, positive=True)  # "the talks have not gone well": they went on
    return replace(outer, positive=positive == outer.positive, why=f"as “{g.lower[carrier]}”: {outer.why}")


def _tell_by_noun_before(
    g: Grammar, one: _Noun, carrier: int | None, in_title: bool, depth: int, tell: Tell
) -> Standing | None:
    """Tell of a noun by the one whose "of" stands before it: "a lack of progress", "that level of aid"."""
    if one.before > one.first and g.lower[one.before] == "of" and g.lower[one.before - 1] in _LACKING:
        why = f"“{g.lower[one.before - 1]} of”"
        return Standing(Status.HAPPENED, not one.positive, why, open=True)
    whole = g.heads[one.at]
    after_of = one.at > one.first and g.lower[one.at - 1] == "of"
    measured = whole >= 0 and after_of and g.lower[whole] in list_forms("measure_nouns")
    return tell_noun(g, whole, carrier, in_title, depth + 1, tell) if measured and depth < DEEPEST else None


def _tell_taken_for_noun(g: Grammar, at: int, in_title: bool, depth: int, tell: Tell) -> Standing | None:
    """Tell of a verb that was taken for a noun: "should the talks fail and the rebels return"."""
    listed = g.heads[at]
    if g.relations[at] != "conj" or listed < 0 or g.tags[listed] != "VB" or depth >= DEEPEST:
        return None
    outer = heed_condition(g, listed, tell(g, listed, None, in_title, depth + 1))
    if outer.status in FACTUAL:
        return None
    return replace(outer, why=f"as “{g.lower[listed]}”: {outer.why}", told=False)


def _tell_by_governor(g: Grammar, one: _Noun, in_title: bool, depth: int, tell: Tell) -> Standing:
    """Tell of a noun by the verb or noun that governs it: "called for a strike"; by none, it is named."""
    at, positive, definite = one.at, one.positive, one.definite
    governor = find_noun_governor(g, at)
    if governor is None or depth >= DEEPEST:
        return _name(positive, definite=definite)
    subject = g.relations[at] == "nsubj" and g.tags[governor] in VERBS
    making = None if subject else classify(g, governor)
    if making is not None and making.status == "claimed" and definite and g.relations[at] not in _WITH_CASE:
        making = None  # "condemned the attack" says that there was one; "arrested for the attack" not whose
    if (
        making is not None
        and not (definite and making.status == "predicted")
        and (
            making.status not in ("as governed", "hypothetical")
            or g.tags[governor] not in VERBS
            or not definite
        )
    ):
        told = make_governed(g, governor, making, positive, depth, tell)
        if making.status == "not done" and definite:
            # "rejected the attack" says nothing of whether there was one.
            return Standing(told.status, told.positive, told.why, open=True, definite=True)
        return told
    outer = tell(g, governor, None, in_title, depth + 1)
    if subject and g.lower[governor] in list_forms("undoing_verbs") and is_passive(g, governor):
        status = Status.PLANNED if g.lower[governor] in list_forms("planning_verbs") else outer.status
        return Standing(status, status is Status.PLANNED, f"“{g.lower[governor]}” is told of it", open=True)
    if subject and is_passive(g, governor) and g.lower[governor] in list_forms("scheduling_verbs"):
        making = classify(g, governor)
        if making is not None and making.status != "as governed" and outer.status in FACTUAL:
            return make_governed(g, governor, making, positive, depth, tell)
    if subject and g.lower[governor] in list_forms("nearing_verbs") and outer.status is Status.ONGOING:
        return Standing(Status.PLANNED, positive, f"“{g.lower[governor]}”", open=True)
    if subject and outer.told and outer.status is Status.HAPPENED:
        so = positive and (outer.positive or definite)
        return Standing(Status.HAPPENED, so, f"“{g.lower[governor]}” is told of it", definite=definite)
    settled = g.lower[at] in list_forms("settled_nouns") or is_passive(g, governor)
    if subject and outer.status in (Status.PLANNED, Status.PREDICTED) and outer.told and not settled:
        return Standing(outer.status, positive, f"as “{g.lower[governor]}”: {outer.why}", open=True)
    beside = g.relations[at] == "obl" and one.before >= one.first and g.lower[one.before] in _BESIDE
    if not definite and not outer.positive and g.relations[at] in ("obj", "obl"):
        positive = False  # "never took part in a debate"
    if (not definite or beside) and outer.status not in FACTUAL:
        return Standing(outer.status, positive, f"as “{g.lower[governor]}”: {outer.why}", open=True)
    return _name(positive, definite=definite)


def _name(positive: bool, *, definite: bool) -> Standing:
    """Return how a noun stands that is only named: it happened, for all that is said."""
    why = "spoken of as known" if definite else "named"
    return Standing(Status.HAPPENED, positive, why, open=not definite, definite=definite)
