"""The small words before a verb: tense, modals, voice and negation.

In: the grammar of a text and one of its verbs. Out: its auxiliaries, and what they say of it. What that makes
of an event is told by `standing_verbs`.
"""

from __future__ import annotations

from typing import Final

from dateline.find.grammar import NOUN_MODIFIERS, Grammar
from dateline.model.findings import Status

NOT: Final = frozenset({"not", "n't", "never", "nor", "neither", "nt", "hardly", "barely", "cannot"})
WILL: Final = frozenset({"will", "shall", "'ll", "wo"})
WOULD: Final = frozenset({"would", "'d"})
MAY: Final = frozenset({"may", "might", "could", "can", "ca", "cannot"})
MUST: Final = frozenset({"should", "must", "ought"})
BE: Final = frozenset(
    {"be", "is", "are", "was", "were", "been", "being", "am", "'s", "'re", "'m", "get", "got", "gets"}
)
WAS: Final = frozenset({"was", "were", "had", "did", "been"})
HAVE: Final = frozenset({"has", "have", "had", "'ve", "having"})
_AUXILIARY: Final = WILL | WOULD | MAY | MUST | BE | HAVE | NOT | {"do", "does", "did", "to", "going"}
_MANNERS: Final = frozenset({"well", "smoothly", "badly", "far", "quietly", "easily", "unnoticed"})
_REACH: Final = 8


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
    if any(word in BE for word in words):
        return True
    has_subject = any(c < at for c in g.having(at, "nsubj"))
    return g.tags[at] == "VBN" and not any(word in HAVE for word in words) and not has_subject


def tell_meant_or_foretold(g: Grammar, at: int) -> Status:
    """Tell a plan from a forecast: whoever is in the passive or no actor plans nothing, but is foretold."""
    subjects = [c for c in g.having(at, "nsubj") if c < at]
    if subjects and g.tags[subjects[0]] in ("NNP", "NNPS", "PRP") and g.lower[subjects[0]] != "it":
        return Status.PLANNED
    return Status.PREDICTED if subjects and not is_passive(g, at) else Status.PLANNED


def is_denied_subject(g: Grammar, at: int) -> bool:
    """Tell whether the subject or object of a verb is none: "no agreement was reached"."""
    parts = g.having(at, "nsubj", "obj")
    return any(
        (g.lower[part] in ("nobody", "nothing", "none") and not g.having(part, "case"))
        or any(
            g.lower[c] in ("no", "neither")
            and not _is_number_sign(g, c)
            and all(g.tags[b] in NOUN_MODIFIERS for b in range(c, part))
            for c in g.children[part]
        )
        for part in parts
    )


def _is_number_sign(g: Grammar, at: int) -> bool:
    """Tell "the No. 4 lock" from "no lock"."""
    return g.text[g.ends[at] : g.ends[at] + 1] == "."


def is_negated(g: Grammar, at: int) -> bool:
    """Tell whether a verb's own words deny it: "did not leave"."""
    return any(g.lower[a] in NOT for a in find_auxiliaries(g, at))


def has_manner(g: Grammar, at: int) -> bool:
    """Tell whether what is denied is how it went and not that it did: "has not gone well"."""
    return any(g.lower[child] in _MANNERS for child in g.children[at] if child > at)


def has_future(g: Grammar, at: int) -> bool:
    """Tell whether a verb stands in the future: "will leave"."""
    return any(g.lower[a] in WILL for a in find_auxiliaries(g, at))
