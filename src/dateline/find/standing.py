"""How an event stands: it happened, goes on, is meant, foretold, demanded, threatened, denied, or imagined.

In: the grammar of a text and a word that tells of an event. Out: status, polarity, and the words that say so.
A verb stands as its tense and its modals say. An infinitive, a participle and a noun stand as what governs
them says: "agreed to withdraw", "plans for a strike", "an attack took place". Whose word it is, is left to
`whose_word`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from dateline.find.event_words import Making, list_forms, tell_describing
from dateline.find.governing import (
    classify,
    find_condition,
    find_governor,
    find_joined,
    find_noun_governor,
    has_object_between,
)
from dateline.find.grammar import VERBS, Grammar
from dateline.model.findings import Status

_NOT: Final = frozenset({"not", "n't", "never", "nor", "neither", "nt", "hardly", "barely", "cannot"})
_WILL: Final = frozenset({"will", "shall", "'ll", "wo"})
_WOULD: Final = frozenset({"would", "'d"})
_MAY: Final = frozenset({"may", "might", "could", "can", "ca", "cannot"})
_MUST: Final = frozenset({"should", "must", "ought"})
_BE: Final = frozenset(
    {"be", "is", "are", "was", "were", "been", "being", "am", "'s", "'re", "'m", "get", "got", "gets"}
)
_WAS: Final = frozenset({"was", "were", "had", "did", "been"})
_HAVE: Final = frozenset({"has", "have", "had", "'ve", "having"})
_AUXILIARY: Final = _WILL | _WOULD | _MAY | _MUST | _BE | _HAVE | _NOT | {"do", "does", "did", "to", "going"}
# With the present tense beside a future: "until it is done".
_STILL_TO_COME: Final = frozenset({"until", "till", "once", "when", "before", "after", "as", "while"})
_UNREAL: Final = frozenset({"without"})
_NOUN_MODIFIERS: Final = (
    "DT",
    "JJ",
    "JJR",
    "JJS",
    "VBN",
    "VBG",
    "NN",
    "NNS",
    "NNP",
    "NNPS",
    "CD",
    "PRP$",
    "HYPH",
    "POS",
    "RB",
    "``",
)
_DEFINITE: Final = frozenset(
    {"the", "this", "that", "these", "those", "his", "her", "its", "their", "our", "my", "your"}
)
# What they govern is told as known: "after attacks".
_BACKWARD: Final = frozenset(
    {
        "after",
        "following",
        "since",
        "amid",
        "amidst",
        "during",
        "despite",
        "because",
        "over",
        "in",
        "by",
        "due",
    }
)
# What is at the same time as what it stands beside: "will speak at the meeting".
_BESIDE: Final = frozenset({"at", "in", "during", "for", "to"})
_MANNERS: Final = frozenset({"well", "smoothly", "badly", "far", "quietly", "easily", "unnoticed"})
_DEEPEST: Final = 5
_REACH: Final = 8


@dataclass(frozen=True, slots=True)
class Standing:
    """How an event stands.

    Attributes:
        status: What the report says of it.
        positive: Whether it is said to be, or not to be.
        why: The rule or the words that told.
        told: Whether the event's own words say so, by tense or modal, and not what governs it nor a default.
        open: Whether the words leave it open whether it came about: infinitives, futures, mere nouns.
        definite: Whether it is a noun spoken of as known: "the attack".
        loose: Whether it is a participle that hangs on nothing that would say how it stands.
        claimed: Whether the words say that it is somebody's word: "accused of", "reports of".
    """

    status: Status
    positive: bool
    why: str
    told: bool = False
    open: bool = False
    definite: bool = False
    claimed: bool = False
    loose: bool = False


def tell_standing(
    grammar: Grammar, at: int, *, carrier: int | None = None, in_title: bool = False
) -> Standing:
    """Tell how the event of the word `at` stands.

    Args:
        grammar: The text's.
        at: The word: a verb, a noun, seldom another.
        carrier: The verb that puts a noun's event on the stage, as in "held talks", where there is one.
        in_title: Whether the word stands in a headline, where the present tells of the past.
    """
    return _tell(grammar, at, carrier, in_title, 0)


def _tell(g: Grammar, at: int, carrier: int | None, in_title: bool, depth: int) -> Standing:
    if g.tags[at] in VERBS or g.tags[at] == "MD":
        told = _tell_verb(g, at, in_title, depth)
    else:
        told = _tell_noun(g, at, carrier, in_title, depth)
    return told if depth else _heed_condition(g, at, told)


def _heed_condition(g: Grammar, at: int, told: Standing) -> Standing:
    """Return how a word's event stands once a condition before it is heeded: "should the talks fail"."""
    if told.status is Status.HYPOTHETICAL or told.definite:
        return told
    condition = find_condition(g, at, finite=told.told)
    if condition is None:
        return told
    return replace(told, status=Status.HYPOTHETICAL, why=f"“{g.lower[condition]}” before it", open=False)


def find_auxiliaries(g: Grammar, at: int) -> list[int]:
    """Return the auxiliaries, negations and "to" of a verb, in order."""
    first, _ = g.bounds_of(at)
    found = {
        child
        for child in g.children[at]
        if child < at
        and at - child < _REACH
        and g.lower[child] in _AUXILIARY
        and g.relations[child] in ("aux", "cop", "advmod", "mark", "det", "cc")
    }
    here = at - 1
    while here >= first and at - here <= _REACH and (g.lower[here] in _AUXILIARY or g.tags[here] == "RB"):
        if g.lower[here] in _AUXILIARY:
            found.add(here)
        here -= 1
    return sorted(found)


def is_passive(g: Grammar, at: int) -> bool:
    """Tell whether a verb is in the passive: "were held", "held by", but not "had held"."""
    if g.tags[at] not in ("VBN", "VBD"):
        return False
    words = [g.lower[a] for a in find_auxiliaries(g, at)]
    if any(word in _BE for word in words):
        return True
    has_subject = any(c < at for c in g.having(at, "nsubj"))
    return g.tags[at] == "VBN" and not any(word in _HAVE for word in words) and not has_subject


def _tell_verb(g: Grammar, at: int, in_title: bool, depth: int) -> Standing:
    auxiliaries = find_auxiliaries(g, at)
    head = g.heads[at]
    if not auxiliaries and g.relations[at] == "conj" and head >= 0 and depth < _DEEPEST:
        # "will meet and discuss": the second has the auxiliaries of the first.
        same = g.tags[head] == g.tags[at] or (g.tags[at] == "VB" and find_auxiliaries(g, head))
        subject = [c for c in g.having(at, "nsubj") if c < at]
        if same and g.tags[at] in ("VB", "VBG", "VBN") and not subject:
            return _tell_verb(g, head, in_title, depth + 1)
    if g.tags[at] == "VBN" and auxiliaries and g.lower[auxiliaries[-1]] == "be":
        auxiliaries = auxiliaries[:-1] if _ends_in_to(g, auxiliaries[:-1]) else auxiliaries  # "to be held"
    words = [g.lower[a] for a in auxiliaries]
    positive = not any(word in _NOT for word in words) and not _is_denied_subject(g, at)
    shown = " ".join(words)
    tag = g.tags[at]
    if any(word in _MAY for word in words):
        return Standing(Status.HYPOTHETICAL, positive, f"“{shown}”", told=True, open=True)
    if any(word in _MUST for word in words) or words[-2:] in (["have", "to"], ["has", "to"], ["had", "to"]):
        return Standing(Status.DEMANDED, positive, f"“{shown}”", told=True, open=True)
    if (
        any(word in _WILL for word in words)
        or words[-2:] == ["going", "to"]
        or (words[-1:] == ["to"] and len(words) > 1 and words[-2] in ("is", "are", "'s"))
    ):
        return Standing(_meant_or_foretold(g, at), positive, f"“{shown}”", told=True, open=True)
    if any(word in _WOULD for word in words):
        status = Status.HYPOTHETICAL if "have" in words else _meant_or_foretold(g, at)
        return Standing(status, positive, f"“{shown}”", told=True, open=True)
    if "to" in words and any(word == "have" for word in words) and tag == "VBN":
        told = _tell_governed(g, at, positive, depth, infinitive=auxiliaries[words.index("to")])
        return told if told.claimed else replace(told, status=Status.HAPPENED, open=False)
    if "to" in words[-2:] and (tag in ("VB", "VBP", "NN") or (tag == "VBN" and words[-1] == "to")):
        return _tell_governed(
            g, at, positive, depth, infinitive=auxiliaries[-1] if words[-1] == "to" else auxiliaries[-2]
        )
    if tag == "VBD" or any(word in _WAS or word in _HAVE for word in words):
        if "being" not in words and tag == "VBG" and any(word in ("has", "have", "'ve") for word in words):
            return Standing(Status.ONGOING, positive, f"“{shown}”", told=True)
        return Standing(Status.HAPPENED, positive, "past tense" if not shown else f"“{shown}”", told=True)
    present = tag in ("VBZ", "VBP") or (
        tag in ("VBN", "VBG") and any(word in ("is", "are", "'s", "'re") for word in words)
    )
    if (
        present
        and g.relations[at] == "advcl"
        and g.heads[at] >= 0
        and depth < _DEEPEST
        and any(g.lower[c] in _STILL_TO_COME for c in g.children[at] if c < at)
    ):
        outer = _tell(g, g.heads[at], None, in_title, depth + 1)
        if outer.status is Status.ONGOING:
            return Standing(Status.ONGOING, positive, "present tense of what recurs", told=True)
        if outer.status is not Status.HAPPENED:
            return replace(
                outer,
                positive=positive,
                why=f"as “{g.lower[g.heads[at]]}”: {outer.why}",
                told=False,
                open=True,
            )
    if tag == "VBG" and any(word in _BE for word in words):
        return Standing(Status.ONGOING, positive, f"“{shown}”", told=True)
    if tag == "VBN" and any(word in _BE for word in words):
        lasts = present and g.lower[at] in list_forms("lasting_verbs")
        status = Status.ONGOING if lasts or "being" in words else Status.HAPPENED
        return Standing(status, positive, f"“{shown}”", told=True)
    if tag in ("VBZ", "VBP"):
        status = Status.HAPPENED if in_title else Status.ONGOING
        return Standing(status, positive, "present tense", told=True)
    if tag == "VBN":
        return _tell_participle(g, at, positive, depth)
    if tag == "VB" and any(word in ("do", "does") for word in words):
        return Standing(Status.ONGOING, positive, f"“{shown}”", told=True)
    return _tell_governed(g, at, positive, depth, infinitive=None)


def _ends_in_to(g: Grammar, auxiliaries: Sequence[int]) -> bool:
    return bool(auxiliaries) and g.lower[auxiliaries[-1]] == "to"


def _meant_or_foretold(g: Grammar, at: int) -> Status:
    """Tell a plan from a forecast: whoever is in the passive or no actor plans nothing, but is foretold."""
    subjects = [c for c in g.having(at, "nsubj") if c < at]
    if subjects and g.tags[subjects[0]] in ("NNP", "NNPS", "PRP") and g.lower[subjects[0]] != "it":
        return Status.PLANNED
    return Status.PREDICTED if subjects and not is_passive(g, at) else Status.PLANNED


def _is_denied_subject(g: Grammar, at: int) -> bool:
    """Tell whether the subject or object of a verb is none: "no agreement was reached"."""
    parts = g.having(at, "nsubj", "obj")
    return any(
        g.lower[part] in ("nobody", "nothing", "none")
        or any(
            g.lower[c] in ("no", "neither")
            and not _is_number_sign(g, c)
            and all(g.tags[b] in _NOUN_MODIFIERS for b in range(c, part))
            for c in g.children[part]
        )
        for part in parts
    )


def _is_number_sign(g: Grammar, at: int) -> bool:
    """Tell "the No. 4 lock" from "no lock"."""
    return g.text[g.ends[at] : g.ends[at] + 1] == "."


def _is_negated(g: Grammar, at: int) -> bool:
    return any(g.lower[a] in _NOT for a in find_auxiliaries(g, at))


def _has_manner(g: Grammar, at: int) -> bool:
    """Tell whether what is denied is how it went and not that it did: "has not gone well"."""
    return any(g.lower[child] in _MANNERS for child in g.children[at] if child > at)


def _tell_participle(g: Grammar, at: int, positive: bool, depth: int) -> Standing:
    """Tell of a participle alone: "talks held in June", "planned by", "the offensive wanted"."""
    lasts = g.lower[at] in list_forms("lasting_verbs")
    if any(c < at for c in g.having(at, "nsubj")) and not lasts:
        return Standing(Status.HAPPENED, positive, "past tense", told=True)
    head = g.heads[at]
    if g.relations[at] in ("advcl", "conj", "xcomp", "ccomp") and head >= 0 and depth < _DEEPEST:
        making = classify(g, head)
        if making is not None and making.status != "as governed" and not g.having(at, "nsubj"):
            return _make(g, head, making, positive, depth)
    if lasts:
        return Standing(Status.ONGOING, positive, "participle of what lasts", told=True)
    return Standing(Status.HAPPENED, positive, "participle", told=True)


def _tell_governed(g: Grammar, at: int, positive: bool, depth: int, *, infinitive: int | None) -> Standing:
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
    if governor is None or depth >= _DEEPEST:
        if infinitive is None and at and g.lower[at - 1] == "from":
            return Standing(Status.HYPOTHETICAL, positive, "“from” before it", open=True)
        if infinitive is None and g.tags[at] == "VBG":
            return Standing(Status.HAPPENED, positive, "participle of nothing", open=True, loose=True)
        if infinitive is None and g.tags[at] in ("VB", "VBP") and g.relations[at] == "root":
            return Standing(Status.DEMANDED, positive, "imperative", open=True)
        return Standing(Status.HYPOTHETICAL, positive, "nothing says that it came about", open=True)
    making = classify(g, governor)
    joined = find_joined(g, at)
    if joined is not None and infinitive is None:
        outer = _tell(g, joined, None, False, depth + 1)
        return replace(outer, positive=positive, why=f"beside “{g.lower[joined]}”: {outer.why}", told=False)
    if g.tags[at] == "VBG" and g.relations[at] == "advcl" and not _has_case(g, at):
        making = None  # "struggled for years, losing ships": it is not what was tried
    if making is not None:
        return _make(
            g,
            governor,
            making,
            positive,
            depth,
            wants=infinitive is not None and has_object_between(g, governor, infinitive),
        )
    if infinitive is not None:
        if g.relations[at] == "advcl" or g.tags[governor] in VERBS:
            outer = _tell(g, governor, None, False, depth + 1)
            status = Status.PLANNED if outer.status in (Status.HAPPENED, Status.ONGOING) else outer.status
            return Standing(status, positive, "infinitive of purpose", open=True)
        return Standing(Status.HYPOTHETICAL, positive, f"infinitive after “{g.lower[governor]}”", open=True)
    cases = [g.lower[c] for c in g.children[at] if c < at and g.relations[c] in ("mark", "case")]
    if any(case in _UNREAL for case in cases):
        return Standing(Status.HAPPENED, False, "“without”", open=True)
    if "before" in cases or "for" in cases:
        return Standing(Status.HYPOTHETICAL, positive, f"“{cases[0]}”", open=True)
    outer = _tell(g, governor, None, False, depth + 1)
    return replace(outer, positive=positive, why=f"as “{g.lower[governor]}”: {outer.why}", told=False)


def _has_case(g: Grammar, at: int) -> bool:
    return any(g.relations[c] in ("mark", "case") and c < at for c in g.children[at])


def _make(
    g: Grammar, governor: int, making: Making, positive: bool, depth: int, *, wants: bool = False
) -> Standing:
    """Return how an event stands that a word of the lexicon governs."""
    verb = g.tags[governor] in VERBS
    outer = _tell(g, governor, None, False, depth + 1) if depth < _DEEPEST else None
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
        if outer is not None and outer.status not in (Status.HAPPENED, Status.ONGOING):
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


def _has_future(g: Grammar, at: int) -> bool:
    return any(g.lower[a] in _WILL for a in find_auxiliaries(g, at))


def _tell_predicate(g: Grammar, at: int, outer: Standing) -> Standing:
    """Tell how an adjective stands by the modal before its "be": "will be impossible"."""
    words = {g.lower[c] for c in g.children[at] if g.relations[c] in ("aux", "cop")}
    if words & (_WILL | _WOULD):
        return replace(outer, status=Status.PREDICTED)
    return replace(outer, status=Status.HYPOTHETICAL) if words & _MAY else outer


def _tell_noun(g: Grammar, at: int, carrier: int | None, in_title: bool, depth: int) -> Standing:
    """Tell of a noun: its adjectives first, then what carries or governs it, then whether it is known."""
    first, _ = g.bounds_of(at)
    positive, definite = True, False
    here = at - 1
    while here >= first and at - here <= _REACH and (g.tags[here] in _NOUN_MODIFIERS):
        word = g.lower[here]
        making = tell_describing(word)
        if making is not None and not (
            word in ("no", "any", "more", "further", "another") and g.heads[here] != at
        ):
            if making.status == "not done":
                positive = False
                if word != "no":
                    return Standing(Status.PLANNED, False, f"“{word}”: {making.name}")
            else:
                return Standing(Status(making.status), positive, f"“{word}”: {making.name}", open=True)
        definite = definite or word in _DEFINITE or g.tags[here] == "POS"
        here -= 1
    if here > first and g.lower[here - 1 : here + 1] in (["rather", "than"], ["instead", "of"]):
        return Standing(Status.HAPPENED, False, f"“{g.lower[here - 1]} {g.lower[here]}”", open=True)
    if g.lower[here] == "pending" or (here > first and g.lower[here - 1 : here + 1] == ["eve", "of"]):
        return Standing(Status.PLANNED, positive, f"“{g.lower[here]}” before it", open=True)
    if here >= first and g.lower[here] in ("without", "toward", "towards") and depth < _DEEPEST:
        verb = next((up for up in g.climb(at) if g.tags[up] in VERBS), None)
        outer = None if verb is None else _tell(g, verb, None, in_title, depth + 1)
        so = g.lower[here] != "without"
        if verb is not None and outer is not None and outer.status not in (Status.HAPPENED, Status.ONGOING):
            return Standing(outer.status, so, f"“{g.lower[here]}”, as “{g.lower[verb]}”", open=True)
        return Standing(Status.HAPPENED if not so else Status.PREDICTED, so, f"“{g.lower[here]}”", open=True)
    verb = next((up for up in g.climb(at) if g.tags[up] in VERBS), None)
    if here >= first and g.lower[here] == "after" and verb is not None and _has_future(g, verb):
        return Standing(Status.PLANNED, positive, f"“after”, with “{g.lower[verb]}” to come", open=True)
    if (
        carrier is None
        and here >= first
        and g.lower[here] in _BACKWARD
        and g.lower[here] not in ("in", "over", "by")
    ):
        return Standing(Status.HAPPENED, positive, f"“{g.lower[here]}”", definite=True)
    if (
        carrier is None
        and here >= first
        and g.lower[here] in ("before", "until", "till", "pending", "of")
        and depth < _DEEPEST
    ):
        ahead = g.lower[here] != "of" or (here > first and g.lower[here - 1] == "ahead")
        verb = next((up for up in g.climb(at) if g.tags[up] in VERBS), None) if ahead else None
        outer = None if verb is None else _tell(g, verb, None, in_title, depth + 1)
        if ahead and outer is not None and outer.status is Status.ONGOING:
            return Standing(Status.PLANNED, positive, f"“{g.lower[here]}” and the present", open=True)
        if verb is not None and outer is not None and outer.status not in (Status.HAPPENED, Status.ONGOING):
            return Standing(outer.status, positive, f"“{g.lower[here]}”, as “{g.lower[verb]}”", open=True)
    if carrier is not None and depth < _DEEPEST:
        outer = _tell(g, carrier, None, in_title, depth + 1)
        if not positive and _is_denied_subject(g, carrier) and not _is_negated(g, carrier):
            outer = replace(outer, positive=True)  # "no agreement was reached" says it once
        if not outer.positive and _has_manner(g, carrier):
            outer = replace(outer, positive=True)  # "the talks have not gone well": they went on
        return replace(
            outer,
            positive=positive == outer.positive,
            why=f"as “{g.lower[carrier]}”: {outer.why}",
            told=outer.told,
        )
    if here > first and g.lower[here] == "of" and g.lower[here - 1] in ("lack", "absence"):
        return Standing(Status.HAPPENED, not positive, f"“{g.lower[here - 1]} of”", open=True)
    whole = g.heads[at]
    measured = whole >= 0 and g.lower[at - 1] == "of" and g.lower[whole] in list_forms("measure_nouns")
    if measured and depth < _DEEPEST:
        return _tell_noun(g, whole, carrier, in_title, depth + 1)  # "that level of cooperation"
    listed = g.heads[at]
    if g.relations[at] == "conj" and listed >= 0 and g.tags[listed] == "VB" and depth < _DEEPEST:
        outer = _heed_condition(g, listed, _tell(g, listed, None, in_title, depth + 1))
        if outer.status not in (Status.HAPPENED, Status.ONGOING):
            # "should the talks fail and the rebels return": taken for a noun.
            return replace(outer, why=f"as “{g.lower[listed]}”: {outer.why}", told=False)
    governor = find_noun_governor(g, at)
    if governor is not None and depth < _DEEPEST:
        subject = g.relations[at] == "nsubj" and g.tags[governor] in VERBS
        making = None if subject else classify(g, governor)
        if making is not None and making.status == "claimed" and definite:
            # "condemned the attack" says that there was one; "arrested for the attack" does not say whose.
            making = None if g.relations[at] not in ("obl", "nmod") else making
        own = making is not None and (
            making.status not in ("as governed", "hypothetical")
            or g.tags[governor] not in VERBS
            or not definite
        )
        if own and making is not None and not (definite and making.status == "predicted"):
            told = _make(g, governor, making, positive, depth)
            if making.status == "not done" and definite:
                # "rejected the attack" says nothing of whether there was one.
                return Standing(told.status, told.positive, told.why, open=True, definite=True)
            return told
        outer = _tell(g, governor, None, in_title, depth + 1)
        if subject and g.lower[governor] in list_forms("nearing_verbs") and outer.status is Status.ONGOING:
            return Standing(Status.PLANNED, positive, f"“{g.lower[governor]}”", open=True)
        if subject and outer.told and outer.status is Status.HAPPENED:
            so = positive and (outer.positive or definite)
            return Standing(Status.HAPPENED, so, f"“{g.lower[governor]}” is told of it", definite=definite)
        beside = g.relations[at] == "obl" and here >= first and g.lower[here] in _BESIDE
        if not definite and not outer.positive and g.relations[at] in ("obj", "obl"):
            positive = False  # "never took part in a debate"
        if (not definite or beside) and outer.status not in (Status.HAPPENED, Status.ONGOING):
            return Standing(outer.status, positive, f"as “{g.lower[governor]}”: {outer.why}", open=True)
    return Standing(
        Status.HAPPENED,
        positive,
        "spoken of as known" if definite else "named",
        open=not definite,
        definite=definite,
    )
