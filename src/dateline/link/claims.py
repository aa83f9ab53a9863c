"""What two reports may differ on: each thing said to happen or not to, each number, with whose word it is.

In come findings with the record's actors, out go claims: the sentence, the day it was said, who holds it, and
what it is about, in stems of words and ids of actors. Whether two of them differ is told in
`dateline.link.contrasts`.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from dateline.find.acts import inflect
from dateline.find.timex.event_days import stem_of
from dateline.lexicons import load, match_any
from dateline.link.holders import find_countries, find_holders, name_speaker
from dateline.link.names import fold_name
from dateline.link.overlaps import Overlaps
from dateline.model.findings import Event, Findings, Interval, Participant, Polarity, Role, Statement, Status
from dateline.model.report import Report
from dateline.model.span import Span
from dateline.nlp.sentences import find_paragraphs, find_sentences

_LANGUAGE = "en"
_WORD = re.compile(r"[^\W\d_]{3,}")
_REMEMBERED = 1 << 16
_FOCUS_SENTENCES = 2
_OWN = frozenset(("i", "we"))
_OTHERS = frozenset(("he", "she", "they", "it"))
_REACH = 60  # characters before a deed in which a word may deny it
_POINTING = re.compile(r"[“\"'‘]?(?:It|That|This)\s(?:could|may|might|will|would|can)\b")
_MEANT = frozenset((Status.PLANNED, Status.PREDICTED, Status.THREATENED))
_TOLD = frozenset((Status.HAPPENED, Status.ONGOING))


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence and whose word it is.

    `entry` is the id of the statement it stands in, of the record's event where the report says it itself;
    `speaker` is None there. `said` is when it was said or, where that is not told, published. `holders` are
    the keys of those who hold it, `stems` those of its words, `focus` those of the report's headline and
    first sentences. `relays` is the folded name of the outlet whose report this one passes on, None for most.
    """

    report: Report
    words: Span
    entry: str
    speaker: str | None
    origin: str
    said: Interval
    holders: frozenset[str]
    stems: frozenset[str]
    focus: frozenset[str]
    relays: str | None = None


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that is said to be or not to be: `deed` is the word it is compared under.

    `agents`, `targets` and `places` are ids of actors and stems; `powers` the countries that would do it.
    `holds` tells whether it is said to be, `meant` whether it lies ahead, `denied` whether it is a denial of
    what others say.
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
    dated: bool = False


class Place:
    """A report, ready to be asked for the sentence and the statements at a place."""

    def __init__(
        self,
        findings: Findings,
        origin: str,
        bodies: Mapping[str, frozenset[str]],
        entries: Mapping[str, str] | None = None,
    ) -> None:
        self.findings = findings
        self.report = findings.report
        self._origin = origin
        self._bodies = bodies
        self._entries = entries or {}
        text = self.report.text
        self.sentences = find_sentences(text, find_paragraphs(text, self.report.body))
        self._starts = [one.start for one in self.sentences]
        self._contents = Overlaps((span, one) for one in findings.statements for span in one.content)
        opening = [one.of(text) for one in self.sentences[:_FOCUS_SENTENCES]]
        self._focus = find_stems(" ".join([self.report.title or "", *opening]))

    def find_sentence(self, at: int) -> Span | None:
        """Return the sentence that holds a place, None outside the article."""
        number = bisect_right(self._starts, at) - 1
        found = self.sentences[number] if number >= 0 else None
        return found if found is not None and at < found.end else None

    def find_statements(self, span: Span) -> list[Statement]:
        """Return the statements whose content covers a place, the innermost first."""
        found = [(content, one) for content, one in self._contents.find(span) if content.covers(span)]
        return [one for _, one in sorted(found, key=lambda pair: (pair[0].end - pair[0].start, pair[1].id))]

    def make_claim(self, span: Span, event: str | None) -> Claim | None:
        """Return the sentence at a place as a claim, None where it is neither statement nor event."""
        sentence = self.find_sentence(span.start)
        statements = self.find_statements(span)
        if sentence is None or not (statements or event):
            return None
        statement = statements[0] if statements else None
        published = self.report.published
        said = Interval(published.earliest, published.latest)
        if statement is not None and statement.said is not None and statement.said.time is not None:
            said = Interval(statement.said.earliest, statement.said.latest)
        return Claim(
            report=self.report,
            words=self._extend(sentence, statement),
            entry=statement.id if statement else self._entries.get(event or "", event or ""),
            speaker=name_speaker(statement, self.report) if statement else None,
            origin=self._origin,
            said=said,
            holders=find_holders(statements, self.report, self._bodies),
            stems=find_stems(sentence.of(self.report.text)),
            focus=self._focus,
            relays=fold_name(statement.chain[0]) if statement and len(statement.chain) > 1 else None,
        )

    def _extend(self, sentence: Span, statement: Statement | None) -> Span:
        """Add the next sentence where the same speaker goes on in it with "It could be …"."""
        number = bisect_right(self._starts, sentence.start)
        if statement is None or number >= len(self.sentences):
            return sentence
        following = self.sentences[number]
        if not _POINTING.match(following.of(self.report.text)):
            return sentence
        speakers = {one.speaker.actor for _, one in self._contents.find(following)}
        going_on = statement.speaker.actor is not None and statement.speaker.actor in speakers
        return Span(sentence.start, following.end) if going_on else sentence


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
        dated=event.time is not None,
    )


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
                    yield Deed(claim, span, word, none, none, none, powers, holds, True, False, date)


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


@cache
def _stop_words() -> frozenset[str]:
    return frozenset(load(_LANGUAGE, "disagreements").lists["stop_words"])


@lru_cache(maxsize=_REMEMBERED)
def _stem(word: str) -> str:
    return stem_of(word)


def find_stems(words: str) -> frozenset[str]:
    """Return the stems of the words that say what something is about."""
    found = (one for one in _WORD.findall(words.casefold()) if one not in _stop_words())
    return frozenset(_stem(one) for one in found)


def order_claim(claim: Claim) -> tuple[str, str, bool, str, int]:
    """Return what sorts claims by when they were said, those without a date last."""
    said = claim.said
    return (
        said.latest or "9999",
        said.earliest or "9999",
        claim.relays is not None,
        claim.report.id,
        claim.words.start,
    )
