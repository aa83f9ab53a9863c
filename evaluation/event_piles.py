"""ECB+'s texts as the program reads them, one by one and in piles, with what is marked in them by hand.

In: texts with marked mentions. Out: their findings with three kinds of mentions (see `event_links`), and
piles of them, in which each mention of an annotated sentence stands beside the marked one it is. A found
mention is the marked one that it shares most letters with; one that shares none is none.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from dateline.find.events.participant_phrases import Scenery
from dateline.find.events.participants import find_participants
from dateline.find.finding import find_findings
from dateline.find.grammar import Grammar, read_grammar
from dateline.find.layers import decode_event_parts
from dateline.find.meanings import write_meaning
from dateline.link.actors.actors import link_actors
from dateline.link.actors.locals import gather_locals, settle_types
from dateline.link.events.event_clusters import find_pairs
from dateline.link.events.event_pairs import Pairs
from dateline.link.events.event_tellings import Tellings, gather_tellings
from dateline.link.events.events import join_mentions, order_mentions
from dateline.model.findings import Event, Findings, Interval, Polarity, Status
from dateline.model.ids import make_id
from dateline.model.span import Span
from dateline.nlp.encoder import Encoder
from dateline.nlp.encoding import Encoding
from dateline.nlp.sentences import find_paragraphs, find_sentences
from evaluation.corpora.event_chains import EventText
from evaluation.events import make_report

DEV = frozenset((2, 5, 12, 18, 21, 23, 34, 35))
_FOLDS = 3
_LEAST_SCORE = 0.3

Key = tuple[str, int]


@dataclass(frozen=True)
class Marked:
    """A document with its findings: as printed, with all that the encoder marks, with the given mentions."""

    text: EventText
    printed: Findings
    with_all: Findings
    with_given: Findings


@dataclass(frozen=True)
class Pile:
    """Documents read together.

    Attributes:
        reports: Their findings with actors linked.
        told: The mentions of all.
        kept: For each mention in an annotated sentence its key, and its chain if it is a marked one.
        key: The chains of all marked mentions.
    """

    reports: tuple[Findings, ...]
    told: Tellings
    kept: Mapping[int, tuple[Key, Hashable | None]]
    key: Mapping[Key, Hashable]

    def list_pairs(self) -> tuple[Pairs, list[bool]]:
        """Return the pairs that linking compares, both in annotated sentences, and which are one event."""
        pairs = find_pairs(self.told, order_mentions(self.told, self.reports))
        pairs = pairs[[one in self.kept and other in self.kept for one, other in pairs.tolist()]]
        chains = {at: chain for at, (_, chain) in self.kept.items()}
        return pairs, [
            chains[one] is not None and chains[one] == chains[other] for one, other in pairs.tolist()
        ]

    def join(self, weights: Mapping[str, float] | None) -> dict[Key, Hashable]:
        """Return the chains that the program finds."""
        _, groups = join_mentions(self.reports, weights)
        group = {at: n for n, members in enumerate(groups) for at in members}
        return {key: group[at] for at, (key, _) in self.kept.items()}

    def join_lemmas(self) -> dict[Key, Hashable]:
        """Return the chains of the baseline: the same head lemma, one event."""
        return {key: self.told.tellings[at].stem for at, (key, _) in self.kept.items()}


def cut_folds(texts: Iterable[EventText]) -> list[frozenset[int]]:
    """Return the topics in three parts."""
    topics = sorted({one.topic for one in texts})
    return [frozenset(topics[at::_FOLDS]) for at in range(_FOLDS)]


def prepare(texts: Iterable[EventText], encoder: Encoder) -> Iterator[Marked]:
    """Yield each text with what the program finds in it."""
    for one in texts:
        report = make_report(one.name, one.text)
        encoding = encoder.start(report.text, report.body).finish()
        printed = find_findings(report, encoding=encoding)
        bare = _Bare(printed, encoding)
        triggers = [event.trigger for event in printed.events]
        more = [span for span in bare.marked if not any(span.overlaps(other) for other in triggers)]
        every = (*printed.events, *bare.make_events(more))
        given = bare.make_events(mention.span for mention in one.mentions)
        yield Marked(
            one,
            printed,
            replace(printed, events=tuple(sorted(every, key=lambda event: event.trigger))),
            replace(printed, events=tuple(given)),
        )


class _Bare:
    """Events of words that the findings leave out, with no more than who takes part in them."""

    def __init__(self, printed: Findings, encoding: Encoding) -> None:
        report = printed.report
        sentences = find_sentences(report.text, find_paragraphs(report.text, report.body))
        self._g: Grammar = read_grammar(encoding, sentences)
        self._printed, self._encoding = printed, encoding
        parts = decode_event_parts(encoding, ("action", "reporting", "state", "place"))
        self.marked = [
            Span(part.start, part.end)
            for part in parts
            if part.type != "place" and part.score >= _LEAST_SCORE
        ]
        self._scenery = Scenery(
            printed.mentions,
            [mention.start for mention in printed.mentions],
            [(part.start, part.end) for part in parts if part.type == "place"],
            [(time.start, time.end) for time in printed.times],
        )

    def make_events(self, spans: Iterable[Span]) -> Iterator[Event]:
        """Yield an event for each span that holds a word: the printed one that stands there, if one does."""
        for span in spans:
            id_ = make_id("event", self._printed.report.id, span.start, span.end)
            known = next((event for event in self._printed.events if event.trigger.overlaps(span)), None)
            inside = list(self._g.find_words(span.start, span.end))
            outer = [at for at in inside if self._g.heads[at] not in inside] or inside
            if known is not None:
                yield replace(known, id=id_, trigger=span)
            elif outer:
                yield Event(
                    id=id_,
                    trigger=span,
                    participants=find_participants(self._g, self._scenery, outer[0], None),
                    time=None,
                    date=Interval(None, None),
                    type=None,
                    mode=None,
                    status=Status.HAPPENED,
                    polarity=Polarity.POSITIVE,
                    according_to=(),
                    figures=(),
                    confidence=1.0,
                    rule="given",
                    meaning=write_meaning(self._encoding, span.start, span.end),
                )


def make_pile(findings: Sequence[Findings], marked: Iterable[Marked]) -> Pile:
    """Return documents read together, with the actors that run through them."""
    texts = {one.printed.report.id: one.text for one in marked}
    once = sorted(findings, key=lambda one: one.report.id)
    settled = settle_types(once)
    reports = link_actors([gather_locals(one, settled) for one in once]).reports
    told = gather_tellings(reports)
    kept: dict[int, tuple[Key, Hashable | None]] = {}
    taken: set[Key] = set()
    for at, one in enumerate(told.tellings):
        text, trigger = texts[reports[one.report].report.id], one.event.trigger
        if not any(sentence.start <= trigger.start < sentence.end for sentence in text.sentences):
            continue
        shared = [
            (min(mention.span.end, trigger.end) - max(mention.span.start, trigger.start), -n)
            for n, mention in enumerate(text.mentions)
            if mention.span.overlaps(trigger) and (text.name, n) not in taken
        ]
        if shared:
            key = (text.name, -max(shared)[1])
            taken.add(key)
            kept[at] = (key, (text.topic, text.mentions[key[1]].chain))
        else:
            kept[at] = ((text.name, -1 - at), None)
    return Pile(
        reports,
        told,
        kept,
        {
            (text.name, n): (text.topic, mention.chain)
            for text in (texts[one.report.id] for one in reports)
            for n, mention in enumerate(text.mentions)
        },
    )
