"""Who takes part in an event, and where: the phrases that hang on its word, with the part that each plays.

In: the grammar of a text, its mentions, and the word of an event. Out: participants. A verb's subject acts,
its object is acted upon, in the passive the other way round; a relative clause and a verb that shares its
subject have it from where it stands; of a noun "by", an owner or a people before it acts, "on", "against"
and, for some nouns, "of" name whom it befalls.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dateline.find.events.auxiliaries import NOT, find_auxiliaries, is_passive
from dateline.find.events.event_words import list_forms, tell_governing
from dateline.find.events.participant_phrases import Scenery, find_cases, find_phrases
from dateline.find.grammar import NOUNS, VERBS, Grammar
from dateline.find.names.phrases import to_singular
from dateline.lexicons import load
from dateline.model.findings import Mention, MentionType, Participant, Role

_WHO: Final = frozenset({"who", "which", "that", "whom"})
_IN: Final = frozenset(
    {"in", "at", "near", "inside", "outside", "around", "across", "throughout", "off", "along", "on"}
)
_TO: Final = frozenset({"to", "into", "from", "toward", "towards", "through", "over", "via"})
_AT: Final = frozenset({"on", "against", "upon", "at", "targeting", "toward", "towards"})
_OPENING: Final = frozenset({"after", "before", "while", "when", "because", "although", "though", "until"})
_DEEPEST: Final = 4


def find_participants(g: Grammar, scenery: Scenery, at: int, carrier: int | None) -> tuple[Participant, ...]:
    """Find who takes part in an event, and where.

    Args:
        g: The text's grammar.
        scenery: Who and where in the text.
        at: The event's word.
        carrier: The verb that puts a noun's event on the stage, where there is one.

    Returns:
        Sorted by where they stand; no two of them overlap.
    """
    found: list[tuple[Role, int]] = []
    if g.tags[at] in VERBS:
        found += _of_verb(g, scenery, at)
    else:
        found += _of_noun(g, scenery, at)
        if carrier is not None:
            known = {role for role, _ in found}
            found += [
                (role, head)
                for role, head in _of_verb(g, scenery, carrier)
                if head != at
                and role is not Role.TARGET
                and role not in known
                and to_singular(g.lower[head])[0] not in list_forms("event_nouns")
            ]
        elif not any(role is Role.AGENT for role, _ in found):
            found += [(Role.AGENT, head) for head in _find_planners(g, at)]
    return find_phrases(g, scenery, at, found)


def _find_planners(g: Grammar, at: int) -> list[int]:
    """Return who means to do what a noun tells of: "the army is planning an offensive"."""
    verb = g.heads[at]
    if verb < 0 or g.relations[at] != "obj" or g.tags[verb] not in VERBS:
        return []
    making = tell_governing(g.lower[verb])
    if making is None or making.status != "planned" or is_passive(g, verb):
        return []
    return _find_subjects(g, verb)[0]


def _of_verb(g: Grammar, scenery: Scenery, at: int) -> Iterator[tuple[Role, int]]:
    passive = is_passive(g, at)
    befalls = g.lower[at] in list_forms("befalling_verbs")
    subjects, near = _find_subjects(g, at)
    turned = passive and near
    for subject in subjects:
        yield (Role.TARGET if (turned or befalls) else Role.AGENT), subject
    for child in g.children[at]:
        relation = g.relations[child]
        # The tree may take what a passive is said of for its object: "the lock was opened by Osei".
        if relation in ("obj", "iobj") and (child > at or (passive and not subjects)):
            yield (Role.OTHER if relation == "iobj" else Role.TARGET), child
        elif relation in ("obl", "nmod") and not scenery.is_time(g.starts[child], g.ends[child]):
            yield from _of_preposition(g, scenery, child, passive=passive)


def _of_preposition(g: Grammar, scenery: Scenery, child: int, *, passive: bool) -> Iterator[tuple[Role, int]]:
    """Tell what part a phrase with a preposition plays for a verb."""
    cases = find_cases(g, child)
    if g.lower[child] in list_forms("manner_nouns"):
        return
    place = scenery.is_place(g.starts[child], g.ends[child])
    if "by" in cases and passive:
        yield Role.AGENT, child
    elif place and cases & (_IN | _TO):
        yield Role.PLACE, child
    elif cases & {"against"} or (cases & {"at", "on", "upon"} and _is_somebody(g, scenery, child)):
        yield Role.TARGET, child
    elif cases & {
        "with",
        "to",
        "from",
        "for",
        "of",
        "about",
        "between",
        "among",
        "alongside",
    } and _is_somebody(g, scenery, child):
        yield Role.OTHER, child


def _is_somebody(g: Grammar, scenery: Scenery, at: int) -> bool:
    mention = scenery.mention_at(g.ends[at] - 1)
    if mention is not None:
        return True
    return g.tags[at] in ("NNS", "NNPS", "NNP", "PRP") and to_singular(g.lower[at])[0] not in list_forms(
        "event_nouns"
    )


def _find_subjects(g: Grammar, at: int) -> tuple[list[int], bool]:
    """Return what a verb is said of, and whether it stands with the verb itself and not with another."""
    here = at
    for _ in range(_DEEPEST):
        own = [c for c in g.having(here, "nsubj") if g.lower[c] != "there" and not _hangs_on_noun(g, c)]
        own = [c for c in own if c < here] or [
            c for c in own[:1] if c - here < 4 and g.lower[here + 1] != ","
        ]
        if own:
            nouns = [_antecedent(g, here, c) for c in own]
            return [n for n in nouns if n is not None], here == at or g.relations[here] != "conj"
        head, relation = g.heads[here], g.relations[here]
        if head < 0:
            break
        if head < here and g.tags[at] == "VB" and g.tags[head] in NOUNS and tell_governing(g.lower[head]):
            # "the army has no plans to attack", "the board's plan to sell".
            owners = [
                c for c in g.children[head] if c < head and (g.tags[c] == "PRP$" or _has_owner_mark(g, c))
            ]
            if owners:
                return owners[-1:], True
            if g.heads[head] >= 0 and g.tags[g.heads[head]] in VERBS and g.relations[head] != "nsubj":
                here = g.heads[head]
                continue
        if (
            relation == "acl"
            and here == at
            and here
            and g.tags[here] in ("VBN", "VBG")
            and g.tags[here - 1] in (*NOUNS, "DT", "PRP")
        ):
            return [here - 1], True
        if relation == "acl" and g.tags[head] in (*NOUNS, "PRP", "CD"):
            if g.tags[here] == "VB" or (here > at):
                return [], True
            return ([head], True) if here == at or g.tags[here] == "VBG" else ([], True)
        if relation in ("conj", "xcomp", "advcl", "ccomp") and g.tags[head] in (*VERBS, "JJ", "NN"):
            if relation in ("xcomp", "ccomp", "advcl") and g.tags[at] in ("VB", "VBG"):
                hindered = _find_hindered(g, head, here)
                if hindered is not None:
                    return [hindered], True
                # "asked Osei to leave": it is Osei who leaves; "promised Osei to leave": it is not.
                objects = [
                    c for c in g.having(head, "obj", "iobj") if head < c < here and not _has_case(g, c)
                ]
                making = tell_governing(g.lower[head])
                if (
                    objects
                    and relation != "advcl"
                    and (
                        making is None
                        or making.status != "planned"
                        or g.lower[head] in list_forms("wishing_verbs")
                    )
                ):
                    return [objects[-1]], True
            if relation == "ccomp" and _is_finite(g, at):
                break  # "officials said the pause was entering its third month": the officials enter nothing
            if relation == "conj" and _begins_clause(g, head, here):
                break
            here = head
            continue
        break
    beside = _find_noun_beside(g, at) if here == at else None
    return ([] if beside is None else [beside]), True


def _begins_clause(g: Grammar, head: int, at: int) -> bool:
    """Tell whether a conjunct stands in a clause of its own: "visited, days after Reed held talks"."""
    between = g.lower[head + 1 : at]
    opening = max((n for n, word in enumerate(between) if word in _OPENING), default=-1)
    return opening >= 0 and not {"and", "or", "but"} & set(between[opening:])


def _is_finite(g: Grammar, at: int) -> bool:
    """Tell whether a verb has a subject of its own form: "was entering", "will leave"; not "to begin"."""
    before = {g.lower[one] for one in find_auxiliaries(g, at)} - NOT
    return g.tags[at] not in ("VB", "VBG") or bool(before and "to" not in before)


def _has_owner_mark(g: Grammar, at: int) -> bool:
    return any(g.tags[c] == "POS" for c in g.children[at])


def _find_hindered(g: Grammar, verb: int, at: int) -> int | None:
    """Return the noun before "from", "of" or "for" and a participle: "kept the pilots from leaving"."""
    if g.tags[at] != "VBG" or not at or g.lower[at - 1] not in ("from", "of", "for"):
        return None
    nouns = [c for c in range(at - 2, verb, -1) if g.tags[c] in (*NOUNS, "PRP") and g.heads[c] == verb]
    return nouns[0] if nouns else None


def _hangs_on_noun(g: Grammar, at: int) -> bool:
    """Tell whether a preposition ties a noun to the noun before it: "dialogue with the pilots failed"."""
    cases = find_cases(g, at)
    if not cases & {"with", "in", "at", "by", "for", "from", "to", "against", "of"}:
        return False
    before = at - 1
    while before >= 0 and g.lower[before] not in cases:
        before -= 1
    return before > 0 and g.tags[before - 1] in NOUNS


def _find_noun_beside(g: Grammar, at: int) -> int | None:
    """Return the noun right before a finite verb that the tree has left without a subject."""
    if g.tags[at] not in ("VBD", "VBZ", "VBP") and not find_auxiliaries(g, at):
        return None
    first, _ = g.bounds_of(at)
    auxiliaries = set(find_auxiliaries(g, at))
    before = at - 1
    while before >= first and (before in auxiliaries or g.tags[before] == "RB"):
        before -= 1
    if before < first or g.tags[before] not in (*NOUNS, "PRP") or _has_case(g, before):
        return None
    return before if g.relations[before] not in ("obl", "obj", "nmod") else None


def _has_case(g: Grammar, at: int) -> bool:
    return any(g.relations[c] == "case" and c < at for c in g.children[at])


def _antecedent(g: Grammar, verb: int, subject: int) -> int | None:
    """Return the noun that a relative pronoun stands for, or the subject itself."""
    if g.lower[subject] not in _WHO or g.tags[subject] not in ("WP", "WDT", "IN", "DT"):
        return subject
    before = subject - 1
    if before > 0 and g.lower[before] == "," and g.lower[subject] in ("which", "who"):
        before -= 1
    if before >= 0 and g.tags[before] in (*NOUNS, "CD", "PRP"):
        return before  # what stands right before it
    here = verb
    for _ in range(_DEEPEST):
        head = g.heads[here]
        if head < 0:
            return None
        if g.relations[here] == "acl" and g.tags[head] in (*NOUNS, "PRP", "CD") and head < subject:
            return head
        here = head
    return None


def _acts(mention: Mention) -> bool:
    """Tell whether a place stands for its government before a noun: "US strikes", but "the Selby strikes"."""
    name = mention.name or ""
    words = load("en", "governments").words
    return name in words["country"] or name in words["country"].values()


def _of_noun(g: Grammar, scenery: Scenery, at: int) -> Iterator[tuple[Role, int]]:
    """Yield who takes part in a noun's event: "the board's attack on pilots", "an arrest by police"."""
    befalls = g.lower[at] in list_forms("befalling_nouns")
    for child in g.children[at]:
        relation = g.relations[child]
        if scenery.is_time(g.starts[child], g.ends[child]):
            continue
        if child < at:
            if relation in ("nmod", "compound", "amod", "nsubj") and g.tags[child] in (*NOUNS, "PRP$", "JJ"):
                mention = scenery.mention_at(g.ends[child] - 1)
                owner = g.tags[child] == "PRP$" or any(g.tags[c] == "POS" for c in g.children[child])
                if mention is None and not owner:
                    continue
                if (
                    mention is not None
                    and mention.type is MentionType.PLACE
                    and not owner
                    and not _acts(mention)
                ):
                    yield Role.PLACE, child
                else:
                    yield (Role.TARGET if befalls and owner else Role.AGENT), child
        elif relation in ("nmod", "obl"):
            cases = find_cases(g, child)
            if g.lower[child] in list_forms("manner_nouns"):
                continue
            place = scenery.is_place(g.starts[child], g.ends[child])
            if "by" in cases:
                yield Role.AGENT, child
            elif cases & {"against", "targeting"}:
                yield Role.TARGET, child
            elif place and cases & _IN:
                yield Role.PLACE, child
            elif cases & _AT:
                topic = "on" in cases and to_singular(g.lower[at])[0] in list_forms("topic_nouns")
                if not topic:
                    yield Role.TARGET, child
            elif "of" in cases:
                yield (Role.TARGET if befalls or not _is_somebody(g, scenery, child) else Role.AGENT), child
            elif cases & {"with", "between", "among", "to", "from", "for"} and _is_somebody(
                g, scenery, child
            ):
                yield (Role.AGENT if "between" in cases else Role.OTHER), child
