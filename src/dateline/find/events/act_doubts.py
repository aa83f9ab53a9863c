"""Where words for a political act name none: an accident, or a verb whose object is nobody.

In: the grammar of a report, the word of an event, its features and its type. Out: whether the type is to be
doubted. "A driver hit a woman" is no assault, "she occupies a key post" neither, "they share the honour" no
cooperation. The words are those of `lexicons/en/act_doubts.toml`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from functools import cache
from typing import Final

from dateline.find.events.act_words import LANGUAGE, pluralise, strip
from dateline.find.grammar import Grammar
from dateline.find.statements.acts import inflect
from dateline.lexicons import load
from dateline.model.span import Span

_PERSONS: Final = frozenset(
    {"him", "her", "them", "us", "me", "you", "who", "whom", "he", "she", "they", "we"}
)
_OBJECTS: Final = ("obj", "iobj", "obl", "nsubj", "xcomp", "ccomp", "nmod")
_PASSIVE: Final = frozenset({"is", "are", "was", "were", "be", "been", "being", "'s", "'re", "got", "gets"})
_PEOPLE: Final = (
    *("informants", "knowing", "crowds", "adherents", "bodies", "any_body"),
    *("party_members", "group_names", "body_names"),
)
# Acts that are what they are in sport and show too.
_ANYWHERE: Final = frozenset({"ACCUSE", "ASSAULT", "COERCE", "PROTEST"})
# Kinds of verbs that name an act only with what they govern.
_LIGHT: Final = frozenset({"doing", "giving", "taking", "stopping", "imposing", "establishing", "easing"})
# Kinds of nouns that acts are about.
_ABOUT: Final = (
    *(
        "agreement",
        "ties",
        "force",
        "guest",
        "diplomat",
        "captive",
        "refugee",
        "border",
        "burden",
        "proposal",
    ),
    *("permission", "AID", "ASSAULT", "COERCE", "CONSULT", "COOPERATE", "PROTEST", "SANCTION"),
)
# Kinds of nouns that stand for somebody.
_SOMEBODY: Final = frozenset({"force", "guest", "diplomat", "captive", "refugee", "party", "work"})


def is_no_act(clause: Grammar, at: int, features: Mapping[str, float], *, carried: bool = False) -> bool:
    """Tell whether an event is no act of one actor towards another, of whatever type.

    Args:
        clause: The grammar of the report.
        at: The event's word.
        features: What stands where, as `act_features.describe` names it.
        carried: A verb puts the event's noun on the stage: "launched an investigation".
    """
    word, tag = clause.lower[at], clause.tags[at]
    if not carried and f"word={strip(word, tag)}" not in features and not _is_act_below(features):
        return True
    if tag.startswith("NN") and word in _list_nouns("harming nouns"):
        return False
    if word in _list_verbs("dismissing verbs") and any(
        is_somebody(clause, one) for one in clause.having(at, "nsubj" if _is_passive(clause, at) else "obj")
    ):
        return True
    if _is_light(clause, at, features):
        return True
    return word in _list_verbs("thing verbs") and _is_done_by_thing(clause, at)


def is_doubtful(
    clause: Grammar, at: int, kind: str, features: Mapping[str, float], *, targets: Sequence[Span] = ()
) -> bool:
    """Tell whether an event that may be an act is none of a type, whatever its words may name.

    Args:
        clause: The grammar of the report.
        at: The event's word; `is_no_act` does not hold for it.
        kind: The type that the head would give.
        features: What stands where, as `act_features.describe` names it.
        targets: To whom it is done, as far as that is known.
    """
    word = clause.lower[at]
    noun = clause.tags[at].startswith("NN")
    if kind == "ASSAULT" and noun and word in _list_nouns("harming nouns"):
        return not _speaks_of(clause, at, "meaning nouns")
    meant = "word:ASSAULT" in features and word not in _list_verbs("harming verbs")
    if kind == "ASSAULT" and not meant and _is_accident(clause, at):
        return True
    if kind not in _ANYWHERE and _speaks_of(clause, at, "pastime nouns"):
        return True
    if _is_harm_left_undone(kind, features):
        return True
    return word in _list_verbs("broad verbs") and not _befalls_somebody(clause, at, kind, features, targets)


def _is_act_below(features: Mapping[str, float]) -> bool:
    """Tell whether what somebody demands, refuses or agrees to is an act: "to release", not "to answer"."""
    sides = load(LANGUAGE, "plover").words["sides"]
    told = (name.partition(":") for name in features)
    return any(place in ("xcomp", "ccomp", "obj") and kind.split(" ")[0] in sides for place, _, kind in told)


def _is_harm_left_undone(kind: str, features: Mapping[str, float]) -> bool:
    """Tell whether "not" before a word for harm made a refusal of it: "was not hanging"."""
    own = {name[5:].split(" ")[0] for name in features if name.startswith("word:")}
    return kind == "REJECT" and "not" in features and "ASSAULT" in own and "REJECT" not in own


def _is_light(clause: Grammar, at: int, features: Mapping[str, float]) -> bool:
    """Tell whether a verb that names an act with a noun only has none: "made an appearance in a march"."""
    own = {name[5:].split(" ")[0] for name in features if name.startswith("word:")}
    if not own & _LIGHT or own - _LIGHT or _is_passive(clause, at):
        return False
    return not any(name.startswith(("obj:", "target:", "xcomp:")) for name in features)


def _is_accident(clause: Grammar, at: int) -> bool:
    """Tell whether a sentence speaks of harm that nobody meant."""
    return not _speaks_of(clause, at, "meaning nouns") and _speaks_of(clause, at, "accident nouns")


def _speaks_of(clause: Grammar, at: int, name: str) -> bool:
    """Tell whether the sentence of a word has a noun of a list."""
    first, end = clause.bounds_of(at)
    told = f" {' '.join(clause.lower[first:end])} "
    return any(f" {noun} " in told for noun in _list_nouns(name))


def _is_done_by_thing(clause: Grammar, at: int) -> bool:
    """Tell whether a verb's own subject is neither somebody nor what stands for somebody: "figures"."""
    subjects = () if _is_passive(clause, at) else clause.having(at, "nsubj")
    things = [one for one in subjects if clause.tags[one] in ("NN", "NNS")]
    return bool(things) and not any(is_somebody(clause, one) for one in subjects)


def _befalls_somebody(
    clause: Grammar, at: int, kind: str, features: Mapping[str, float], targets: Sequence[Span]
) -> bool:
    """Tell whether somebody is acted upon, or what the lexicon knows acts to be about: "sanctions"."""
    if any(f"{place}:{one}" in features for place in ("object", "target") for one in (*_ABOUT, kind)):
        return True
    given = {one for span in targets for one in clause.find_words(span.start, span.end)}
    return any(is_somebody(clause, one) for one in given or _list_objects(clause, at))


def is_somebody(clause: Grammar, at: int) -> bool:
    """Tell whether a word stands for a person, a body, a crowd or what has a name."""
    word, tag = clause.lower[at], clause.tags[at]
    return tag.startswith("NNP") or word in _PERSONS or (tag.startswith("NN") and word in _list_people())


def _list_objects(clause: Grammar, at: int) -> list[int]:
    """Return the words of what a verb governs, and of its subject where it is passive."""
    ways = _OBJECTS if _is_passive(clause, at) else tuple(way for way in _OBJECTS if way != "nsubj")
    heads = clause.having(at, *ways)
    return [
        *heads,
        *(below for one in heads for below in clause.having(one, "compound", "nmod", "poss", "conj")),
    ]


def _is_passive(clause: Grammar, at: int) -> bool:
    return clause.tags[at] == "VBN" and any(clause.lower[one] in _PASSIVE for one in clause.children[at])


@cache
def _list_verbs(name: str) -> Set[str]:
    """Return the first words of a list's verbs in all their forms."""
    return frozenset(
        form.split()[0] for verb in load(LANGUAGE, "act_doubts").lists[name] for form in inflect(verb)
    )


@cache
def _list_nouns(name: str) -> Set[str]:
    """Return a list's nouns, singular and plural."""
    nouns = load(LANGUAGE, "act_doubts").lists[name]
    return frozenset({*nouns, *map(pluralise, nouns)})


@cache
def _list_people() -> Set[str]:
    """Return the nouns for people and bodies that the lexicons have, singular and plural."""
    nominals = load(LANGUAGE, "nominals").lists
    people = [word for name in _PEOPLE for word in nominals[name]]
    people += load(LANGUAGE, "offices").lists["offices"]
    acts = load(LANGUAGE, "plover").lists
    people += [word for name, nouns in acts.items() if name.split(" ")[0] in _SOMEBODY for word in nouns]
    return frozenset({*people, *map(pluralise, people)})
