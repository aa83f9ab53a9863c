"""How the event of a verb stands: by its tense, its modals and its negation.

In: the grammar of a text and one of its verbs. Out: its `Standing`. What has no tense of its own is left to
`standing_governed`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from dateline.find.events.auxiliaries import (
    BE,
    HAVE,
    MAY,
    MUST,
    NOT,
    WAS,
    WILL,
    WOULD,
    find_auxiliaries,
    is_denied_subject,
    tell_meant_or_foretold,
)
from dateline.find.events.event_words import list_forms
from dateline.find.events.standing import DEEPEST, Standing, Tell
from dateline.find.events.standing_governed import tell_governed, tell_participle
from dateline.find.grammar import Grammar
from dateline.model.findings import Status

_NEARLY: Final = frozenset({"nearly", "almost"})
# With the present tense beside a future: "until it is done".
_STILL_TO_COME: Final = frozenset({"until", "till", "once", "when", "before", "after", "as", "while"})


def tell_verb(g: Grammar, at: int, in_title: bool, depth: int, tell: Tell) -> Standing:
    """Tell how a verb's event stands, by its own tense and modals, else by what governs it."""
    told = _tell_verb(g, at, in_title, depth, tell)
    nearly = at > 0 and g.lower[at - 1] in _NEARLY and g.lower[at] not in list_forms("measuring_verbs")
    if nearly and told.status is Status.HAPPENED and told.positive:
        return replace(told, positive=False, why=f"“{g.lower[at - 1]}”")
    return told


def _tell_verb(g: Grammar, at: int, in_title: bool, depth: int, tell: Tell) -> Standing:
    auxiliaries = find_auxiliaries(g, at)
    head = g.heads[at]
    if not auxiliaries and g.relations[at] == "conj" and head >= 0 and depth < DEEPEST:
        # "will meet and discuss": the second has the auxiliaries of the first.
        same = g.tags[head] == g.tags[at] or (g.tags[at] == "VB" and find_auxiliaries(g, head))
        subject = [c for c in g.having(at, "nsubj") if c < at]
        if same and g.tags[at] in ("VB", "VBG", "VBN") and not subject:
            return tell_verb(g, head, in_title, depth + 1, tell)
    if g.tags[at] == "VBN" and auxiliaries and g.lower[auxiliaries[-1]] == "be":
        auxiliaries = auxiliaries[:-1] if _ends_in_to(g, auxiliaries[:-1]) else auxiliaries  # "to be held"
    words = [g.lower[a] for a in auxiliaries]
    positive = not any(word in NOT for word in words) and not is_denied_subject(g, at)
    shown = " ".join(words)
    tag = g.tags[at]
    if tag == "VBN" and words[:1] == ["be"]:  # "the demand that it be held"
        return tell_governed(g, at, positive, depth, tell, infinitive=None)
    if any(word in MAY for word in words):
        return Standing(Status.HYPOTHETICAL, positive, f"“{shown}”", told=True, open=True)
    expected = _tell_expected(g, auxiliaries, words)
    if expected is not None:
        return expected
    if any(word in MUST for word in words) or words[-2:] in (["have", "to"], ["has", "to"], ["had", "to"]):
        return Standing(Status.DEMANDED, positive, f"“{shown}”", told=True, open=True)
    if (
        any(word in WILL for word in words)
        or words[-2:] == ["going", "to"]
        or (words[-1:] == ["to"] and len(words) > 1 and words[-2] in ("is", "are", "'s"))
    ):
        return Standing(tell_meant_or_foretold(g, at), positive, f"“{shown}”", told=True, open=True)
    if any(word in WOULD for word in words):
        status = Status.HYPOTHETICAL if "have" in words else tell_meant_or_foretold(g, at)
        return Standing(status, positive, f"“{shown}”", told=True, open=True)
    if "to" in words and any(word == "have" for word in words) and tag == "VBN":
        told = tell_governed(g, at, positive, depth, tell, infinitive=auxiliaries[words.index("to")])
        return told if told.claimed else replace(told, status=Status.HAPPENED, open=False)
    if "to" in words[-2:] and (tag in ("VB", "VBP", "NN") or (tag == "VBN" and words[-1] == "to")):
        return tell_governed(
            g, at, positive, depth, tell, infinitive=auxiliaries[-1] if words[-1] == "to" else auxiliaries[-2]
        )
    if tag == "VBD" or any(word in WAS or word in HAVE for word in words):
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
        and depth < DEEPEST
        and any(g.lower[c] in _STILL_TO_COME for c in g.children[at] if c < at)
    ):
        outer = tell(g, g.heads[at], None, in_title, depth + 1)
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
    if tag == "VBG" and any(word in BE for word in words):
        return Standing(Status.ONGOING, positive, f"“{shown}”", told=True)
    if tag == "VBN" and any(word in BE for word in words):
        lasts = present and g.lower[at] in list_forms("lasting_verbs")
        status = Status.ONGOING if lasts or "being" in words else Status.HAPPENED
        return Standing(status, positive, f"“{shown}”", told=True)
    if tag in ("VBZ", "VBP"):
        status = Status.HAPPENED if in_title else Status.ONGOING
        return Standing(status, positive, "present tense", told=True)
    if tag == "VBN":
        return tell_participle(g, at, positive, depth, tell)
    if tag == "VB" and any(word in ("do", "does") for word in words):
        return Standing(Status.ONGOING, positive, f"“{shown}”", told=True)
    return tell_governed(g, at, positive, depth, tell, infinitive=None)


def _tell_expected(g: Grammar, auxiliaries: Sequence[int], words: Sequence[str]) -> Standing | None:
    """Tell of what was to be, and of what has yet to be; None for all else."""
    for have, to in pairwise(auxiliaries):
        if g.lower[to] == "to" and g.lower[have] in HAVE and "yet" in g.lower[have:to]:
            return Standing(Status.HAPPENED, False, f"“{g.lower[have]} yet to”", told=True)
    if (
        len(words) > 1
        and words[0] in ("was", "were")
        and auxiliaries[1] == auxiliaries[0] + 1
        and words[1] == "to"
    ):
        if words[-1] == "have":
            return Standing(Status.HAPPENED, False, "“was to have”", told=True)
        return Standing(Status.PLANNED, True, "“was to”", told=True, open=True)
    return None


def _ends_in_to(g: Grammar, auxiliaries: Sequence[int]) -> bool:
    return bool(auxiliaries) and g.lower[auxiliaries[-1]] == "to"
