"""What two reports may differ on: each thing said to happen or not to, each number, with whose word it is.

In come findings with the record's actors, out go claims: the sentence, the day it was said, who holds it, and
what it is about, in stems of words and ids of actors. Whether two of them differ is told in
`contrasts`.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from dateline.find.events.quantities import Quantity, find_quantities
from dateline.find.timex.event_days import stem_of
from dateline.lexicons import load
from dateline.link.actors.names import fold_name
from dateline.link.disagreements.holders import find_holders, name_speaker
from dateline.link.overlaps import Overlaps
from dateline.model.findings import Event, Findings, Interval, Mention, MentionType, Statement
from dateline.model.report import Report
from dateline.model.span import Span
from dateline.nlp.sentences import find_paragraphs, find_sentences

_LANGUAGE = "en"
_JOINED = re.compile(r",?\sand\s(?:in\s)?(?:the\s)?")
_WORD = re.compile(r"[^\W\d_]{3,}")
_REMEMBERED = 1 << 16
# Figures of what befell people.
HARM = frozenset(("killed", "wounded", "missing", "casualties", "displaced", "held"))
_FOCUS_SENTENCES = 2
_POINTING = re.compile(r"[“\"'‘]?(?:It|That|This)\s(?:could|may|might|will|would|can)\b")


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence and whose word it is.

    `entry` is the id of the statement it stands in, of the record's event where the report says it itself;
    `speaker` is None there. `said` is when it was said or, where that is not told, published. `holders` are
    the keys of those who hold it, `stems` those of its words, `focus` those of the report's headline and
    first sentences. `relays` is the folded name of the outlet whose report this one passes on, None for most;
    `events` are the record's events that the sentence tells of, `told` those of the whole report;
    `named` are the ids of those whom the sentence names, `places` those of its places,
    `joins_places` tells whether it joins two: "in Merrow and Carrow".
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
    events: frozenset[str] = frozenset()
    told: frozenset[str] = frozenset()
    named: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    joins_places: bool = False


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
        self._triggers = [one.trigger.start for one in findings.events]
        self._told = frozenset(self._entries[one.id] for one in findings.events if one.id in self._entries)
        self._quantities: dict[Span, list[Quantity]] = {}
        self._harmed = {
            figure.start for one in findings.events for figure in one.figures if figure.unit in HARM
        }
        self._named = Overlaps((Span(one.start, one.end), one) for one in findings.mentions)
        self._times = Overlaps((Span(one.start, one.end), one) for one in findings.times)
        self._contents = Overlaps((span, one) for one in findings.statements for span in one.content)
        opening = [one.of(text) for one in self.sentences[:_FOCUS_SENTENCES]]
        self._focus = find_stems(" ".join([self.report.title or "", *opening]))

    def find_sentence(self, at: int) -> Span | None:
        """Return the sentence that holds a place, None outside the article."""
        number = bisect_right(self._starts, at) - 1
        found = self.sentences[number] if number >= 0 else None
        return found if found is not None and at < found.end else None

    def find_events(self, sentence: Span) -> Sequence[Event]:
        """Return the events that a sentence tells of, in the order of their words."""
        first, last = (bisect_left(self._triggers, at) for at in (sentence.start, sentence.end))
        return self.findings.events[first:last]

    def find_quantities(self, sentence: Span) -> list[Quantity]:
        """Return the numbers of a sentence, in order; they are read once."""
        if sentence not in self._quantities:
            found = find_quantities(self.report.text, sentence.start, sentence.end)
            self._quantities[sentence] = found
        return self._quantities[sentence]

    def find_entry(self, event: str) -> str | None:
        """Return the record's event that an event of the report is, None where it has none."""
        return self._entries.get(event)

    def find_mentions(self, sentence: Span) -> list[Mention]:
        """Return who and what a sentence names, in order."""
        return [one for _, one in self._named.find(sentence)]

    def is_time(self, span: Span) -> bool:
        """Tell whether a place lies in an expression of time."""
        return bool(self._times.find(span))

    def is_harm(self, span: Span) -> bool:
        """Tell whether a number counts the dead, the hurt, the held."""
        return span.start in self._harmed

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
        names = self.find_mentions(sentence)
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
            events=frozenset(
                self._entries[one.id] for one in self.find_events(sentence) if one.id in self._entries
            ),
            told=self._told,
            named=frozenset(one.actor for one in names if one.actor and one.type is not MentionType.PLACE),
            joins_places=any(
                _JOINED.fullmatch(self.report.text, left.end, right.start) is not None
                for left, right in pairwise(one for one in names if one.type is MentionType.PLACE)
            ),
            places=frozenset(one.actor for one in names if one.actor and one.type is MentionType.PLACE),
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
