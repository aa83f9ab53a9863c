"""Who takes part in an event, and where: the phrases that hang on its word, with the part that each plays.

In: the grammar of a text, its mentions, and the word of an event. Out: participants. A verb's subject acts,
its object is acted upon, in the passive the other way round; a relative clause and a verb that shares its
subject have it from where it stands; of a noun "by", an owner or a people before it acts, "on", "against"
and, for some nouns, "of" name whom it befalls.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from dateline.find.event_words import list_forms, tell_governing
from dateline.find.grammar import Grammar
from dateline.find.phrases import to_singular
from dateline.find.standing import find_auxiliaries, is_passive
from dateline.lexicons import load
from dateline.model.findings import Mention, MentionType, Participant, Role

_NOUNS: Final = ("NN", "NNS", "NNP", "NNPS")
_VERBS: Final = ("VB", "VBD", "VBG", "VBN", "VBP", "VBZ")
_BEFORE_NOUN: Final = (*_NOUNS, "JJ", "JJR", "JJS", "CD", "PRP$", "DT", "HYPH", "VBN", "VBG", "$", "#")
_LEFT_OUT: Final = frozenset(
    {
        "the",
        "a",
        "an",
        "some",
        "its",
        "their",
        "his",
        "her",
        "our",
        "my",
        "your",
        "this",
        "that",
        "these",
        "those",
    }
)
_WHO: Final = frozenset({"who", "which", "that", "whom"})
_EMPTY: Final = frozenset(
    {
        "it",
        "there",
        "what",
        "that",
        "this",
        "which",
        "one",
        "something",
        "anything",
        "nothing",
        "everything",
        "who",
        "whom",
        "those",
        "these",
        "such",
        "all",
        "some",
        "others",
        "many",
        "much",
        "more",
    }
)
_IN: Final = frozenset(
    {"in", "at", "near", "inside", "outside", "around", "across", "throughout", "off", "along", "on"}
)
_TO: Final = frozenset({"to", "into", "from", "toward", "towards", "through", "over", "via"})
_AT: Final = frozenset({"on", "against", "upon", "at", "targeting", "toward", "towards"})
_DEEPEST: Final = 4
_LONGEST: Final = 8


@dataclass(frozen=True, slots=True)
class Scenery:
    """What a report says of who and where, laid out for look-up by offset.

    Attributes:
        mentions: Sorted by their start.
        starts: Their starts.
        places: Half-open intervals of what the encoder takes for places of events, sorted.
        times: The same for the report's times.
    """

    mentions: Sequence[Mention]
    starts: list[int]
    places: Sequence[tuple[int, int]]
    times: Sequence[tuple[int, int]]

    def mention_at(self, offset: int) -> Mention | None:
        """Return the mention that a code point lies in."""
        at = bisect_right(self.starts, offset) - 1
        return self.mentions[at] if at >= 0 and self.mentions[at].end > offset else None

    def is_place(self, start: int, end: int) -> bool:
        """Tell whether a phrase is where something is."""
        mention = self.mention_at(end - 1)
        if mention is not None:
            return mention.type is MentionType.PLACE
        return _holds(self.places, start, end)

    def is_time(self, start: int, end: int) -> bool:
        """Tell whether a phrase is when something is."""
        return _holds(self.times, start, end)


def _holds(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    at = bisect_right(spans, (end - 1, 1 << 60)) - 1
    return at >= 0 and spans[at][1] > end - 1 and spans[at][1] > start


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
    if g.tags[at] in _VERBS:
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
    return _phrase(g, scenery, at, found)


def _find_planners(g: Grammar, at: int) -> list[int]:
    """Return who means to do what a noun tells of: "the army is planning an offensive"."""
    verb = g.heads[at]
    if verb < 0 or g.relations[at] != "obj" or g.tags[verb] not in _VERBS:
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


def find_cases(g: Grammar, at: int) -> frozenset[str]:
    """Return the prepositions of a noun, those right before it: "out of", "by"; empty where it has none."""
    first, _ = g.bounds_of(at)
    before = at - 1
    while (
        before >= first
        and at - before < _LONGEST
        and (g.tags[before] in _BEFORE_NOUN or g.tags[before] in ("POS", "RB", "``"))
        and g.relations[before] not in ("case", "mark")
    ):
        before -= 1
    found: set[str] = set()
    while before >= first and (g.tags[before] in ("IN", "TO") or g.relations[before] == "case"):
        found.add(g.lower[before])
        before -= 1
    return frozenset(found)


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
        if head < here and g.tags[at] == "VB" and g.tags[head] in _NOUNS and tell_governing(g.lower[head]):
            # "the army has no plans to attack", "the board's plan to sell".
            owners = [
                c for c in g.children[head] if c < head and (g.tags[c] == "PRP$" or _has_owner_mark(g, c))
            ]
            if owners:
                return owners[-1:], True
            if g.heads[head] >= 0 and g.tags[g.heads[head]] in _VERBS and g.relations[head] != "nsubj":
                here = g.heads[head]
                continue
        if (
            relation == "acl"
            and here == at
            and here
            and g.tags[here] in ("VBN", "VBG")
            and g.tags[here - 1] in (*_NOUNS, "DT", "PRP")
        ):
            return [here - 1], True
        if relation == "acl" and g.tags[head] in (*_NOUNS, "PRP", "CD"):
            if g.tags[here] == "VB" or (here > at):
                return [], True
            return ([head], True) if here == at or g.tags[here] == "VBG" else ([], True)
        if relation in ("conj", "xcomp", "advcl", "ccomp") and g.tags[head] in (*_VERBS, "JJ", "NN"):
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
            if relation == "ccomp" and g.tags[at] not in ("VB", "VBG"):
                break
            here = head
            continue
        break
    beside = _find_noun_beside(g, at) if here == at else None
    return ([] if beside is None else [beside]), True


def _has_owner_mark(g: Grammar, at: int) -> bool:
    return any(g.tags[c] == "POS" for c in g.children[at])


def _find_hindered(g: Grammar, verb: int, at: int) -> int | None:
    """Return the noun before "from", "of" or "for" and a participle: "kept the pilots from leaving"."""
    if g.tags[at] != "VBG" or not at or g.lower[at - 1] not in ("from", "of", "for"):
        return None
    nouns = [c for c in range(at - 2, verb, -1) if g.tags[c] in (*_NOUNS, "PRP") and g.heads[c] == verb]
    return nouns[0] if nouns else None


def _hangs_on_noun(g: Grammar, at: int) -> bool:
    """Tell whether a preposition ties a noun to the noun before it: "dialogue with the pilots failed"."""
    cases = find_cases(g, at)
    if not cases & {"with", "in", "at", "by", "for", "from", "to", "against", "of"}:
        return False
    before = at - 1
    while before >= 0 and g.lower[before] not in cases:
        before -= 1
    return before > 0 and g.tags[before - 1] in _NOUNS


def _find_noun_beside(g: Grammar, at: int) -> int | None:
    """Return the noun right before a finite verb that the tree has left without a subject."""
    if g.tags[at] not in ("VBD", "VBZ", "VBP") and not find_auxiliaries(g, at):
        return None
    first, _ = g.bounds_of(at)
    auxiliaries = set(find_auxiliaries(g, at))
    before = at - 1
    while before >= first and (before in auxiliaries or g.tags[before] == "RB"):
        before -= 1
    if before < first or g.tags[before] not in (*_NOUNS, "PRP") or _has_case(g, before):
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
    if before >= 0 and g.tags[before] in (*_NOUNS, "CD", "PRP"):
        return before  # what stands right before it
    here = verb
    for _ in range(_DEEPEST):
        head = g.heads[here]
        if head < 0:
            return None
        if g.relations[here] == "acl" and g.tags[head] in (*_NOUNS, "PRP", "CD") and head < subject:
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
            if relation in ("nmod", "compound", "amod", "nsubj") and g.tags[child] in (*_NOUNS, "PRP$", "JJ"):
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


def _phrase(
    g: Grammar, scenery: Scenery, event: int, found: Sequence[tuple[Role, int]]
) -> tuple[Participant, ...]:
    """Make participants of heads, and of those listed beside them: their words, and whose mention it is."""
    taken: list[tuple[int, int]] = [(g.starts[event], g.ends[event])]
    made: list[Participant] = []
    for role, head in found:
        for listed in (head, *_listed(g, head)):
            one = _find_owned(g, listed, event)
            if one == event or (g.lower[one] in _EMPTY and g.tags[one] not in _NOUNS):
                continue
            if g.tags[one] not in (*_NOUNS, "PRP", "PRP$", "CD", "JJ", "DT", "JJR"):
                continue
            start, end, actor = _find_phrase(g, scenery, one)
            if any(start < b and a < end for a, b in taken) or scenery.is_time(start, end):
                continue
            taken.append((start, end))
            made.append(Participant(role, start, end, actor))
    return tuple(_join_titles(g.text, sorted(made, key=lambda p: (p.start, p.end))))


def _find_owned(g: Grammar, at: int, event: int) -> int:
    """Return what belongs to an owner, "rebels' port", where that is not the event; others as they are."""
    if at + 2 >= len(g.tags) or g.tags[at + 1] != "POS":
        return at
    here = at + 2
    while here < len(g.tags) and here - at < _LONGEST and g.tags[here] in _BEFORE_NOUN:
        if here == event:
            return at
        here += 1
    return here - 1 if g.tags[here - 1] in _NOUNS else at


def _join_titles(text: str, found: Sequence[Participant]) -> Iterator[Participant]:
    """Make one of a title and the name after it, which the tree may have apart: "Director | Ada Osei"."""
    last: Participant | None = None
    for one in found:
        if (
            last is not None
            and one.role is last.role
            and text[last.end : one.start].strip() in ("", ",")
            and one.start - last.end < 3
        ) and (
            last.actor is None
            or one.actor is None
            or last.actor == one.actor
            or text[last.end : one.start] == " "
        ):
            keep = one if one.actor is not None else last
            last = keep
            continue
        if last is not None:
            yield last
        last = one
    if last is not None:
        yield last


def _listed(g: Grammar, head: int) -> Iterator[int]:
    """Yield the nouns that are listed beside one: "Osei, Brandt and the pilots"."""
    for child in g.children[head]:
        joined = g.relations[child] == "conj" or (
            g.relations[child] in ("nmod", "obl", "obj", "appos")
            and any(g.relations[c] == "cc" and c < child for c in g.children[child])
        )
        if joined and g.tags[child] in (*_NOUNS, "PRP") and child > head and not find_cases(g, child):
            yield child
            yield from (c for c in g.children[child] if g.relations[c] == "conj" and g.tags[c] in _NOUNS)


def _find_phrase(g: Grammar, scenery: Scenery, head: int) -> tuple[int, int, str | None]:
    """Return the words of a phrase, without article, and the actor whose mention its last word is in."""
    first, last = head, head
    begin, end = g.bounds_of(head)
    if g.tags[head] not in ("PRP", "PRP$"):
        # "tens of thousands of residents", "a number of ships": the kind is what is counted.
        while (
            last + 1 < end
            and last - head < _LONGEST
            and g.tags[last + 1] in _NOUNS
            and _belongs(g, last + 1, head)
        ):
            last += 1
        if last == head and head + 2 < end and g.lower[head + 1] == "of" and g.lower[head] in _COUNTS:
            last = _end_of_counted(g, head, end)
        while (
            first > begin
            and head - first < _LONGEST
            and g.tags[first - 1] in _BEFORE_NOUN
            and g.lower[first - 1] not in _LEFT_OUT
            and not _is_foreign(g, scenery, first - 1, head)
            and not (g.tags[first - 1] in _VERBS and g.relations[first - 1] not in ("amod", "compound"))
        ):
            first -= 1
        while first < head and g.tags[first] in ("HYPH", "POS"):
            first += 1
    mention = scenery.mention_at(g.ends[last] - 1)
    if mention is None and last != head:
        mention = scenery.mention_at(g.ends[head] - 1)
    start, stop = g.starts[first], g.ends[last]
    if mention is not None and mention.start >= start:
        # "CIA Director John Brennan" is known by the name.
        start = mention.start
    if mention is not None:
        start, stop = min(start, mention.start), max(stop, mention.end)
    return start, stop, mention.actor if mention is not None else None


_COUNTS: Final = frozenset(
    {
        "tens",
        "dozens",
        "hundreds",
        "thousands",
        "scores",
        "millions",
        "number",
        "group",
        "majority",
        "couple",
        "handful",
        "series",
        "most",
        "half",
        "members",
        "crowd",
        "team",
        "delegation",
    }
)


def _end_of_counted(g: Grammar, head: int, end: int) -> int:
    at, last = head + 1, head
    while at < end and at - head < _LONGEST and (g.lower[at] == "of" or g.tags[at] in _BEFORE_NOUN):
        if g.tags[at] in _NOUNS:
            last = at
        at += 1
    return last


def _belongs(g: Grammar, at: int, head: int) -> bool:
    return (g.heads[at] == head and g.relations[at] in ("flat", "compound", "appos", "nmod", "goeswith")) or (
        g.heads[at] >= 0 and g.heads[g.heads[at]] == head and g.relations[at] == "flat"
    )


def _is_foreign(g: Grammar, scenery: Scenery, at: int, head: int) -> bool:
    """Tell whether a word before a noun is another phrase's: a time, or the noun of another verb."""
    if scenery.is_time(g.starts[at], g.ends[at]):
        return True
    return (
        g.relations[at] in ("nsubj", "obj", "iobj", "obl")
        and g.heads[at] != head
        and g.tags[at] not in ("CD", "JJ")
    )
