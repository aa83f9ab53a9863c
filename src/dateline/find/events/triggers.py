"""Which words of a report tell of an event.

In: the grammar of a text, what the encoder takes for actions, whose words are whose. Out: triggers, each with
the verb that puts a noun's event on the stage. Words of speaking are statements and no events; what merely
is, or goes on in a head, is left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from dateline.find.events.claims import Claims
from dateline.find.events.event_words import list_forms
from dateline.find.events.participant_phrases import find_cases
from dateline.find.grammar import NOUNS, VERBS, Grammar
from dateline.find.layers import EventPart
from dateline.find.names.phrases import to_singular
from dateline.model.span import Span

_LEAST_SCORE: Final = 0.3
# A noun that the lexicon has as one of events, and one that it does not have.
_LEAST_KNOWN_NOUN: Final = 0.2
_LEAST_UNKNOWN_NOUN: Final = 0.55


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that tells of an event.

    Attributes:
        span: Where it stands, with the particle that belongs to it.
        at: The word of the grammar that the rest of the clause hangs on.
        carrier: The verb that puts a noun's event on the stage, where there is one.
        score: How sure the encoder is.
    """

    span: Span
    at: int
    carrier: int | None
    score: float


def find_triggers(g: Grammar, parts: Sequence[EventPart], claims: Claims) -> list[Trigger]:
    """Return the words that tell of events worth an entry, in the order of the text.

    Args:
        g: The text's grammar.
        parts: What the encoder takes for parts of events; actions, and what is done by saying it, are read.
        claims: Which words are whose.
    """
    telling = [one for one in _find_actions(g, parts, claims) if not _is_dull(g, one)]
    # A noun that tells of nothing carries nothing off: "lost its case" is a loss.
    carriers = {one.carrier for one in telling}
    return [one for one in telling if one.at not in carriers]


def _find_actions(g: Grammar, parts: Sequence[EventPart], claims: Claims) -> list[Trigger]:
    """Return what the encoder takes for actions, with the words they hang on; words of speaking left out."""
    found: list[Trigger] = []
    for part in parts:
        if part.type == "place" or part.score < _LEAST_KNOWN_NOUN:
            continue
        at = _find_word(g, part)
        if at is None or _describes(g, at):
            continue
        if part.type == "reporting" and not (
            g.tags[at] in VERBS and g.lower[at] in list_forms("acting_verbs")
        ):
            continue
        if part.score < _LEAST_SCORE and not is_known_noun(g, at):
            continue
        if claims.cues.get(at, -1) >= 0 and not (
            g.tags[at] in VERBS and g.lower[at] in list_forms("acting_verbs")
        ):
            continue
        found.append(Trigger(Span(part.start, part.end), at, _find_carrier(g, at), part.score))
    return found


def _find_word(g: Grammar, part: EventPart) -> int | None:
    """Return the word of a trigger that the clause hangs on: its verb or noun, not its particle."""
    inside = [at for at in g.find_words(part.start, part.end) if g.tags[at] in (*VERBS, *NOUNS)]
    if not inside:
        inside = [at for at in g.find_words(part.start, part.end) if g.tags[at] in ("JJ", "IN", "RP", "MD")]
    if not inside:
        return None
    if g.tags[inside[-1]] in NOUNS and g.heads[inside[0]] == inside[-1] and g.tags[inside[0]] == "VBG":
        return inside[-1]  # "coming victories"
    outer = [at for at in inside if g.heads[at] not in inside]
    return (outer or inside)[-1 if g.tags[inside[0]] in NOUNS else 0]


def _describes(g: Grammar, at: int) -> bool:
    """Tell whether a word only describes the noun after it: "striking workers", "more support"."""
    if g.tags[at] in VERBS:
        before = g.tags[at - 1] if at else ""
        wanting = before in ("DT", "JJ", "JJR", "PRP$") and g.lower[at] in list_forms("dull_nouns")
        return wanting or (g.relations[at] in ("amod", "compound") and g.heads[at] > at)
    return False


def _find_carrier(g: Grammar, at: int) -> int | None:
    """Return the verb that puts a noun's event on the stage: "held talks", "the vote took place"."""
    head = g.heads[at]
    if g.tags[at] not in NOUNS:
        return None
    for child in g.having(at, "acl"):
        if child == at + 1 and g.tags[child] == "VBN" and g.lower[child] in list_forms("carrying_verbs"):
            return child  # "a deal reached in June"
    if head < 0 or g.tags[head] not in VERBS:
        return None
    if g.relations[at] not in ("obj", "nsubj", "obl", "ccomp") or g.lower[head] not in list_forms(
        "carrying_verbs"
    ):
        return None
    if g.relations[at] == "obl":
        takes_part = head + 1 < len(g.lower) and g.lower[head + 1] == "part"
        joins = takes_part or g.lower[head] in list_forms("joining_verbs")
        return head if joins and find_cases(g, at) & {"in"} else None
    return head


def _is_dull(g: Grammar, one: Trigger) -> bool:
    """Tell whether a trigger is worth no entry: it merely is, or goes on in a head."""
    word = g.text[one.span.start : one.span.end].lower()
    if not any(char.isalpha() for char in word) or len(word) < 3:
        return True
    if (
        g.text[one.span.end : one.span.end + 1] == "-"
        and g.text[one.span.end + 1 : one.span.end + 2].isalpha()
    ):
        return True  # "battle-hardened"
    if g.tags[one.at] in VERBS and _only_governs(g, one.at):
        return True
    if g.tags[one.at] in VERBS:
        dull: tuple[str, ...] = ("inner_verbs", "being_verbs", "light_verbs", "speaking_verbs")
    elif g.tags[one.at] in NOUNS:
        if _is_part_of_name(g, one.at) or _only_describes(g, one.at):
            return True
        dull = ("dull_nouns",)
        known = is_known_noun(g, one.at) or word in list_forms("event_nouns")
        if not known and one.score < _LEAST_UNKNOWN_NOUN:
            return True
    else:
        return True
    return any(word in list_forms(name) for name in dull)


def _only_describes(g: Grammar, at: int) -> bool:
    """Tell whether a noun only says what kind of thing the next one is: "debate site", "battle lines"."""
    head = g.heads[at]
    if head <= at or g.relations[at] != "compound" or g.tags[head] not in NOUNS or head != at + 1:
        return False
    return not is_known_noun(g, head) and g.lower[head] in list_forms("thing_nouns")


def _is_part_of_name(g: Grammar, at: int) -> bool:
    """Tell whether a word is somebody's name: "Ban Ki-moon"."""
    return (
        g.tags[at] == "NNP"
        and at + 1 < len(g.tags)
        and g.tags[at + 1] == "NNP"
        and g.relations[at + 1] == "flat"
        and g.heads[at + 1] == at
    )


def _only_governs(g: Grammar, at: int) -> bool:
    """Tell whether a verb says no more than how another stands: "failed to agree", "came to pass"."""
    if g.lower[at] in list_forms("outcome_verbs"):
        return any(
            g.relations[c] in ("xcomp", "ccomp", "advcl") and c > at and g.lower[c - 1] == "to"
            for c in g.children[at]
        )
    return (
        g.lower[at] == "pass" and at > 1 and g.lower[at - 1] == "to" and g.lower[at - 2] in ("come", "came")
    )


def is_known_noun(g: Grammar, at: int) -> bool:
    """Tell whether the lexicon has a word as a noun of events."""
    return g.tags[at] in NOUNS and to_singular(g.lower[at])[0] in list_forms("event_nouns")
