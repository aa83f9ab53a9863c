"""What a report says to be, to come or not: its events, each with the claim it stands in.

In comes a report ready to be asked (`claims.Place`), out go its deeds. Which two are one, and
whether they differ, is told in `contrasts`.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from dateline.find.statements.acts import inflect
from dateline.find.timex.event_days import stem_of
from dateline.lexicons import load, match_any
from dateline.link.disagreements.claims import Claim, Place
from dateline.link.disagreements.holders import find_countries
from dateline.model.findings import Event, Interval, Participant, Polarity, Role, Status, TimeExpression
from dateline.model.span import Span

_LANGUAGE = "en"
_REMEMBERED = 1 << 16
_REACH = 60  # characters before a deed in which a word may deny it
_AGAINST = re.compile(r"\bagainst\s")
_NEAR_AGAINST = 40  # characters in which the names after "against" begin
_OWN = frozenset(("i", "we"))
_OTHERS = frozenset(("he", "she", "they", "it"))
_MEANT = frozenset((Status.PLANNED, Status.PREDICTED, Status.THREATENED))
_TOLD = frozenset((Status.HAPPENED, Status.ONGOING))


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that is said to be or not to be: `deed` is the word it is compared under.

    `agents`, `targets` and `places` are ids of actors and stems; `powers` the countries that would do it.
    `holds` tells whether it is said to be, `meant` whether it lies ahead, `denied` whether it is a denial of
    what others say. `when` is the expression that dates it, `entry` the record's event; `nearest` tells
    whether no other event of its sentence stands nearer to that expression. `against` are the ids of those
    against whom the report says it is to be.
    """

    claim: Claim
    trigger: Span
    deed: str
    agents: frozenset[str]
    targets: frozenset[str]
    places: frozenset[str]
    powers: frozenset[str]
    holds: bool
    meant: bool
    denied: bool
    date: Interval
    when: TimeExpression | None = None
    entry: str | None = None
    nearest: bool = False
    against: frozenset[str] = frozenset()


def find_deeds(place: Place) -> Iterator[Deed]:
    """Yield what a report says to be, to come or not, in the order of its text."""
    for event in place.findings.events:
        if (
            event.status in _TOLD | _MEANT | {Status.DENIED}
            and (deed := _make_deed(place, event)) is not None
        ):
            yield deed


def _make_deed(place: Place, event: Event) -> Deed | None:
    text = place.report.text
    word = deed_of(event.trigger.of(text))
    claim = place.make_claim(event.trigger, event.id)
    if word is None or claim is None or claim.words.of(text).rstrip("”\"’' ").endswith("?"):
        return None

    holds = event.polarity is Polarity.POSITIVE and event.status is not Status.DENIED
    before = text[max(claim.words.start, event.trigger.start - _REACH) : event.trigger.start]
    if _mays().search(before) or holds == (_negators().search(before) is not None):
        return None

    when = place.findings.times[event.time] if event.time is not None else None
    return Deed(
        claim=claim,
        trigger=event.trigger,
        deed=word,
        agents=find_things(event, text, Role.AGENT) or _find_speaker(event, claim, text),
        targets=find_things(event, text, Role.TARGET),
        places=find_things(event, text, Role.PLACE),
        powers=find_countries(claim.words.of(text)),
        holds=holds,
        meant=event.status in _MEANT,
        denied=event.status is Status.DENIED,
        date=event.date,
        when=when,
        entry=place.find_entry(event.id),
        nearest=when is not None and _is_nearest(place, event, when),
        against=_find_against(place, claim.words),
    )


def _is_nearest(place: Place, event: Event, when: TimeExpression) -> bool:
    """Tell whether no other event of its sentence stands nearer to what dates it, or has the same word."""
    sentence = place.find_sentence(event.trigger.start)
    others = place.find_events(sentence) if sentence is not None else ()

    def gap(one: Event) -> int:
        return max(when.start - one.trigger.end, one.trigger.start - when.end)

    text, word = place.report.text, deed_of(event.trigger.of(place.report.text))
    again = sum(deed_of(one.trigger.of(text)) == word for one in others)
    return again <= 1 and all(gap(event) <= gap(one) for one in others)


def _find_speaker(event: Event, claim: Claim, text: str) -> frozenset[str]:
    """Return who speaks where that is who does it: "denied that she sent it", "“I sent it”"."""
    agents = {text[one.start : one.end].casefold() for one in event.participants if one.role is Role.AGENT}
    own = _OWN if event.status is not Status.DENIED else _OWN | _OTHERS
    return claim.holders if agents & own else frozenset()


def find_planned(place: Place) -> Iterator[Deed]:
    """Yield deeds that are only named as planned, or not: "the planned raid", "no plan for a raid"."""
    text = place.report.text
    taken = {one.trigger.start for one in place.findings.events}
    none: frozenset[str] = frozenset()
    for sentence in place.sentences:
        for pattern, holds in _planned():
            for match in pattern.finditer(text, sentence.start, sentence.end):
                span = Span(match.start("deed"), match.end("deed"))
                claim = place.make_claim(span, None) if span.start not in taken else None
                word = deed_of(span.of(text))
                if claim is not None and word is not None:
                    powers = find_countries(claim.words.of(text))
                    date = Interval(None, None)
                    against = _find_against(place, claim.words)
                    yield Deed(
                        claim, span, word, none, none, none, powers, holds, True, False, date, against=against
                    )


def share_against(deeds: Sequence[Deed]) -> list[Deed]:
    """Return the deeds of one report, with what it says anywhere of against whom each is to be."""
    named: dict[str, frozenset[str]] = defaultdict(frozenset)
    for one in deeds:
        if one.meant:
            named[one.deed] |= one.against
    return [replace(one, against=named[one.deed]) if one.meant else one for one in deeds]


def _find_against(place: Place, words: Span) -> frozenset[str]:
    """Return the ids of those named right after "against"."""
    text = place.report.text
    places = [match.end() for match in _AGAINST.finditer(text, words.start, words.end)]
    named = [one for one in place.find_mentions(words) if one.actor is not None]
    return frozenset(
        one.actor or "" for one in named for at in places if 0 <= one.start - at <= _NEAR_AGAINST
    )


@cache
def _planned() -> tuple[tuple[re.Pattern[str], bool], ...]:
    """Return the patterns of deeds that are planned, each with whether they are."""
    lexicon = load(_LANGUAGE, "disagreements")
    deeds = match_any(lexicon.words["same_deed"])
    rules = (one for one in lexicon.rules if "planned" in one.fields)
    return tuple(
        (re.compile(one.pattern.replace("{deeds}", deeds)), bool(one.fields["planned"])) for one in rules
    )


@cache
def _negators() -> re.Pattern[str]:
    return re.compile(
        rf"(?i)(?<!\w){match_any(load(_LANGUAGE, 'disagreements').lists['negators'])}(?!\w)|n[’']t\b"
    )


@cache
def _mays() -> re.Pattern[str]:
    return re.compile(
        rf"(?i)\b{match_any(load(_LANGUAGE, 'disagreements').lists['mays'])}\s(?:be\s|have\s)?(?:\w+ly\s)?$"
    )


def find_things(event: Event, text: str, *roles: Role) -> frozenset[str]:
    """Return the keys of those who take part in an event in one of these roles; no role is any."""
    found = (one for one in event.participants if not roles or one.role in roles)
    return frozenset(key for one in found for key in _name_thing(one, text))


def _name_thing(participant: Participant, text: str) -> Iterator[str]:
    """Yield the keys of who or what takes part: the actor's id and the stem of the head of its words."""
    words = text[participant.start : participant.end]
    if participant.actor is not None:
        yield participant.actor
    head = re.split(r"\s(?:of|in|at|for|on|from|to|with)\s", " ".join(words.split()))[0]
    last = head.rsplit(" ", 1)[-1].casefold().strip("’'\"”“.,")
    if head.casefold() not in _no_things() and last not in _no_things() and last.isalpha():
        yield stem_of(last)


@lru_cache(maxsize=_REMEMBERED)
def deed_of(words: str) -> str | None:
    """Return the word under which an event is compared, None for one too common to tell anything."""
    low = " ".join(words.casefold().split()).strip("”“\"’'")
    first = low.split(" ")[0] if low else ""
    if first in _common():
        return None
    same = load(_LANGUAGE, "disagreements").words["same_deed"]
    return str(same.get(low) or same.get(first) or " ".join([stem_of(first), *low.split(" ")[1:]]))


@cache
def _common() -> frozenset[str]:
    return frozenset(
        form for verb in load(_LANGUAGE, "disagreements").lists["common_deeds"] for form in inflect(verb)
    )


@cache
def _no_things() -> frozenset[str]:
    return frozenset(load(_LANGUAGE, "disagreements").lists["no_things"])
