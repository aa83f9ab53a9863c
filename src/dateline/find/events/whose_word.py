"""Whose word an event is that no statement covers: the report's own, or still somebody else's.

In: a report's claims, its grammar, a word outside of all statements. Out: whose it is: that of a statement it
hangs on or goes on with, somebody's whom nobody names, as in a quotation that no statement has, or the
report's. What is nobody's by name has no entry: better none than a claim that reads like a fact.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from dateline.find.events.auxiliaries import find_auxiliaries
from dateline.find.events.claims import Claims
from dateline.find.events.event_words import has_reserve, list_forms, tell_governing
from dateline.find.grammar import NOUNS, Grammar

# A few words in quotation marks may be the report's own irony; more are somebody's.
_FEWEST_QUOTED: Final = 3
# Words from a comma to who speaks, and from there to the end.
_LONGEST_TAIL: Final = 9
# How what is claimed hangs on the word that claims it: "charges that", "accused of".
_CLAIMED: Final = ("ccomp", "xcomp", "advcl", "acl", "obl", "nmod")
_OPENS_CLAUSE: Final = frozenset(
    {"that", "after", "when", "once", "if", "while", "before", "since", "although"}
)
# How what is said hangs on the word of saying, where it stands after it.
_SAID: Final = ("xcomp", "obj", "advcl", "acl", "dep")


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose word an event is that no statement covers.

    Attributes:
        statement: The index of the statement that it belongs to; None where none says whose it is.
        claimed: Whether the words say that it is claimed: "accused of", "hearsay that".
    """

    statement: int | None
    claimed: bool = False


def is_question(g: Grammar, at: int) -> bool:
    """Tell whether a word stands in a question."""
    begin, end = g.bounds_of(at)
    return any(g.lower[last] == "?" for last in range(max(begin, end - 2), end))


def is_indirect(g: Grammar, at: int, told: bool) -> bool:
    """Tell whether a word stands in a sentence that goes on in somebody's words: "It would show the toil".

    What its own tense tells of the past is the report's.
    """
    if told:
        return False
    root = next((up for up in reversed([at, *g.climb(at)]) if g.tags[up] in ("VB", "VBN", "VBD")), None)
    return root is not None and any(g.lower[aux] == "would" for aux in g.having(root, "aux"))


def find_owner(g: Grammar, claims: Claims, at: int) -> Owner | None:
    """Return whose a word is that no statement covers; None where it is the report's own.

    It is somebody's where it stands in a longer quotation, hangs on a word of speaking, goes on past the end
    of a statement, or is what somebody is accused, suspected or reported to have done.
    """
    if claims.quoted[at] > _FEWEST_QUOTED or g.sentences[at] in claims.voiced:
        return Owner(None)
    running = _runs_on(g, claims, at)
    if running is not None:
        return Owner(running)
    if _follows_claim(g, at) or _is_as_reported(g, at):
        return Owner(None, claimed=True)
    if _follows_colon(g, at) or _is_called(g, at):
        return Owner(None)
    cue = _find_speaker_at_end(g, claims, at)
    if cue is not None:
        owner = _own_by_cue(claims, cue)
        said = None if owner.statement is None else claims.statements[owner.statement].content[0].start
        return owner if said is not None and said < g.starts[cue] else Owner(None)
    below = at
    for here in g.climb(at):
        relation = g.relations[below]
        said = relation in ("ccomp", "parataxis") or (below > here and relation in _SAID)
        if here in claims.cues and said:
            # "Said when she resigned" tells when she spoke: not surely hers, and not surely the report's.
            return Owner(None) if relation in ("advcl", "acl") else _own_by_cue(claims, here)
        if below > here and relation in _CLAIMED and _is_claimed(g, here, below):
            return Owner(None, claimed=_is_plainly_claimed(g, here, below))
        if below > here and relation in ("obj", *_CLAIMED) and _is_found_by_study(g, here):
            return Owner(None, claimed=True)
        below = here
    return None


def _own_by_cue(claims: Claims, cue: int) -> Owner:
    statement = claims.cues[cue]
    return Owner(None if statement < 0 else statement)


def _is_claimed(g: Grammar, here: int, below: int) -> bool:
    """Tell whether what hangs on a word is claimed or denied there: "alleges that"."""
    making = tell_governing(g.lower[here])
    return making is not None and (
        making.name in ("claimed", "supposed")
        or (making.name == "denied" and g.tags[below] in ("VBD", "VBZ", "VBP", "VBN"))
    )


def _is_plainly_claimed(g: Grammar, here: int, below: int) -> bool:
    """Tell whether what hangs on a word of claiming is surely what is claimed: "charged with murder".

    Not so "told reporters after the vote", nor "a way to leave".
    """
    making = tell_governing(g.lower[here])
    if making is not None and making.name == "supposed":
        return g.lower[here] in list_forms("attempting_verbs") and g.tags[below] in ("VB", "VBG")
    accuses = g.tags[here] in NOUNS or g.lower[here] in list_forms("accusing_verbs")
    return g.relations[below] not in ("obl", "nmod") or accuses


def _is_found_by_study(g: Grammar, here: int) -> bool:
    """Tell whether a word says what those who study something found: "researchers found a drop"."""
    return g.lower[here] in list_forms("finding_verbs") and any(
        g.lower[c] in list_forms("finding_nouns") for c in g.having(here, "nsubj")
    )


def _follows_claim(g: Grammar, at: int) -> bool:
    """Tell whether a claim opens the sentence of a word: "claims when it rained, they left"."""
    first, _ = g.bounds_of(at)
    return any(
        g.lower[said] in list_forms("speaking_verbs")
        and g.tags[said] in ("VBZ", "VBP", "VBD")
        and g.lower[said + 1] in _OPENS_CLAUSE
        and said > first
        and g.tags[said - 1] in (*NOUNS, "PRP")
        for said in range(first, at - 1)
    )


def _runs_on(g: Grammar, claims: Claims, at: int) -> int | None:
    """Return the statement whose words a word goes on with, past where it ends; None for most words.

    It hangs on the statement's content, or is the verb after an insertion: "said that they would stay until
    the harbour, the last that was held, has been freed".
    """
    if at not in claims.tails:
        return None
    statement, content = claims.tails[at]
    below = at
    for here in g.climb(at):
        if here in content:
            return None if g.relations[below] in ("conj", "parataxis", "root", "advcl") else statement
        below = here
    auxiliaries = find_auxiliaries(g, at)
    before = (auxiliaries[0] if auxiliaries else at) - 1
    return statement if auxiliaries and g.lower[before] == "," and not g.having(at, "nsubj") else None


def _is_as_reported(g: Grammar, at: int) -> bool:
    """Tell whether a participle stands right after that of a claim: "was reported stolen"."""
    if g.tags[at] not in ("VBN", "JJ") or not at or g.tags[at - 1] not in ("VBN", "VBD"):
        return False
    making = tell_governing(g.lower[at - 1])
    return making is not None and making.status == "claimed"


def _is_called(g: Grammar, at: int) -> bool:
    """Tell whether a participle is what somebody calls something: "called the charges invented"."""
    if g.tags[at] not in ("VBN", "VBD") or any(g.relations[c] in ("aux", "nsubj") for c in g.children[at]):
        return False
    return any(
        g.relations[here] in ("xcomp", "conj", "obj", "acl", "amod", "ccomp", "dep")
        and g.lower[up] in list_forms("naming_verbs")
        and up < at
        for here, up in zip((at, *g.climb(at)), g.climb(at), strict=False)
    )


def _find_speaker_at_end(g: Grammar, claims: Claims, at: int) -> int | None:
    """Return the cue with which the sentence of a word ends: "…, the pilots told the Tribune"."""
    _, end = g.bounds_of(at)
    for cue in range(end - 1, max(at, end - _LONGEST_TAIL), -1):
        if cue in claims.cues and g.tags[cue] in ("VBD", "VBZ", "VBP", "VBN"):
            before = range(max(at, cue - _LONGEST_TAIL), cue)
            return cue if any(g.lower[comma] == "," for comma in before) else None
    return None


def _follows_colon(g: Grammar, at: int) -> bool:
    """Tell whether a word stands after a colon that a view comes before: "his message: the port was sold"."""
    first, _ = g.bounds_of(at)
    for colon in range(at - 1, first, -1):
        if g.lower[colon] == ":":
            claims = (tell_governing(g.lower[before]) for before in range(first, colon))
            return any(making is not None and making.status == "claimed" for making in claims)
    return False


def has_reserve_near(g: Grammar, at: int) -> bool:
    """Tell whether the clause of a word tells with reserve: "reportedly", "allegedly"."""
    first, _ = g.bounds_of(at)
    if has_reserve(g.lower[first]):
        return True  # "Maybe the board's decision helped"
    near = [at, *g.climb(at)]
    return any(has_reserve(g.lower[child]) for here in near for child in g.children[here])
