"""The events of the record as the page tells them: in the reports' sentences, with their figures, by weight.

What several reports tell of, what has a date of its own, figures or a plan that led to it stands open, by
date; the rest is folded away and counted.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any, Final

from dateline.export.page.places import Places, label_anchor
from dateline.export.page.refs import make_ref, name_sources
from dateline.export.page.views import EventView, FigureView, Link, Ref, TellingView
from dateline.export.page.words import count, say_interval, unlock
from dateline.model.findings import Event, Findings
from dateline.model.record import EventEntry, Evidence, Record
from dateline.model.span import Span
from dateline.nlp.sentences import find_paragraphs, find_sentences

_MOST_OPEN: Final = 40
_WEIGHTY: Final = 2  # what an entry needs to stand open, as `_weigh` counts
_FEW: Final = 12  # so few are never folded
_MOST_TELLINGS: Final = 3
_LONGEST_SIDE: Final = 150
"""Characters of a sentence that are shown on either side of the words that name the event."""
_OF: Final = re.compile(r"\s+of\b")
_FATES: Final = {
    "killed": "killed", "wounded": "wounded", "held": "held", "displaced": "driven out", "missing": "missing",
    "casualties": "killed or wounded",
}  # fmt: skip


def make_events(record: Record, places: Places) -> tuple[tuple[EventView, ...], tuple[EventView, ...]]:
    """Return the events that matter most and the others, each by date."""
    ordered = sorted(record.events, key=lambda e: int(places.labels[e.id][1:]))
    if len(ordered) <= _FEW:
        most = {one.id for one in ordered}
    else:
        heavy = [one for one in ordered if _weigh(one) >= _WEIGHTY]
        most = {one.id for one in sorted(heavy, key=_weigh, reverse=True)[:_MOST_OPEN]}
    told = _Told(record)
    views = [(one.id in most, _make_event(one, told, places)) for one in ordered]
    return tuple(v for is_open, v in views if is_open), tuple(v for is_open, v in views if not is_open)


def _weigh(entry: EventEntry) -> int:
    """Return how much is made of an event: told independently, dated by itself, counted, foretold, typed."""
    # A bound on one side is mostly the day of the report itself.
    dated = entry.date.earliest is not None and entry.date.latest is not None
    return (
        2 * (entry.independent_origins > 1)
        + (entry.reports > 1)
        + dated
        + 2 * bool(entry.figures)
        + bool(entry.links)
        + (entry.type is not None)
    )


class _Told:
    """Where the reports tell of an event: the finding and its sentence."""

    def __init__(self, record: Record) -> None:
        self._findings = {one.report.id: one for one in record.reports}
        self._events = {one.report.id: {event.id: event for event in one.events} for one in record.reports}
        self._sentences = cache(self._cut)

    def find(self, report: str, event: str) -> Event | None:
        return self._events[report].get(event)

    def words(self, report: str, start: int, end: int) -> str:
        return self._findings[report].report.text[start:end]

    def sentence(self, report: str, span: Span) -> Span:
        """Return the sentence that a span begins in, the span itself where it stands in none."""
        sentences = self._sentences(report)
        at = bisect_right(sentences, span.start, key=lambda one: one.start) - 1
        return sentences[at] if at >= 0 and sentences[at].end >= span.end else span

    def _cut(self, report: str) -> list[Span]:
        found: Findings = self._findings[report]
        text = found.report.text
        return find_sentences(text, find_paragraphs(text, found.report.body))


def _make_event(entry: EventEntry, told: _Told, places: Places) -> EventView:
    label = places.labels[entry.id]
    tellings = _make_tellings(entry, told, places, label)
    standing = ""
    if entry.reports > 1:
        parts = [count(entry.reports, "report")]
        parts += [count(entry.outlets, "outlet")] if entry.outlets > 1 else []
        standing = ", ".join([*parts, count(entry.independent_origins, "independent origin")])
    return EventView(
        anchor=label_anchor(label, entry.id),
        label=label,
        date=say_interval(entry.date.earliest, entry.date.latest),
        type=unlock(entry.type or "").lower(),
        status=_say_status(entry.status),
        figures=tuple(view for row in entry.figures for view in _make_figures(row, told, places)),
        standing=standing,
        tellings=tellings[:_MOST_TELLINGS],
        more=tuple(dict.fromkeys(ref for view in tellings[_MOST_TELLINGS:] for ref in view.refs)),
    )


def _say_status(rows: Iterable[Mapping[str, Any]]) -> str:
    """Return how an event stood, in the order in which it was said, "not" where it was said not to be."""
    said = [
        f"{'not ' if row.get('polarity') == 'negative' else ''}{unlock(row.get('status') or '')}"
        for row in rows
    ]
    changes = [word for at, word in enumerate(said) if at == 0 or word != said[at - 1]]
    return ", then ".join(changes)


def _make_tellings(entry: EventEntry, told: _Told, places: Places, label: str) -> tuple[TellingView, ...]:
    """Return the sentences that tell of an event, each once with all its places, in the order of the page."""
    views: dict[tuple[str, str, str], TellingView] = {}
    for words, event in sorted(
        _find_mentions(entry, told), key=lambda pair: (places.numbers[pair[0].report], pair[0].start)
    ):
        span = event.trigger if event else Span(words.start, words.end)
        sentence = told.sentence(words.report, span)
        parts = (
            _clip_before(told.words(words.report, sentence.start, span.start)),
            " ".join(told.words(words.report, span.start, span.end).split()),
            _clip_after(told.words(words.report, span.end, sentence.end)),
        )
        said = [places.statements[i] for i in (event.according_to if event else ()) if i in places.statements]
        ref = make_ref(words, places, label)
        known = views.get(parts)
        views[parts] = TellingView(
            *parts,
            refs=tuple(dict.fromkeys((*(known.refs if known else ()), ref))),
            according_to=known.according_to if known else name_sources(said, places),
        )
    return tuple(views.values())


def _find_mentions(entry: EventEntry, told: _Told) -> list[tuple[Evidence, Event | None]]:
    """Return the words of an entry, each with the finding that they are of."""
    events = [
        (one["report"], event) for one in entry.mentions if (event := told.find(one["report"], one["event"]))
    ]
    return [
        (
            words,
            next((e for report, e in events if report == words.report and _holds(words, e.trigger)), None),
        )
        for words in entry.evidence
    ]


def _holds(words: Evidence, span: Span) -> bool:
    return words.start <= span.start and span.end <= words.end


def _clip_before(text: str) -> str:
    plain = " ".join(text.split()) + (" " if text[-1:].isspace() else "")
    if len(plain) <= _LONGEST_SIDE:
        return plain
    return "… " + plain[-_LONGEST_SIDE:].split(" ", 1)[-1]


def _clip_after(text: str) -> str:
    plain = (" " if text[:1].isspace() else "") + " ".join(text.split())
    return plain if len(plain) <= _LONGEST_SIDE else plain[:_LONGEST_SIDE].rsplit(" ", 1)[0] + " …"


def _make_figures(row: Mapping[str, Any], told: _Told, places: Places) -> Sequence[FigureView]:
    """Return what was counted, each number once in the order in which it was given, and who gave it."""
    views: dict[tuple[object, object], FigureView] = {}
    for given in row["given"]:
        words = " ".join(told.words(given["report"], given["start"], given["end"]).split())
        counted, fate = given["of"] or "", _FATES.get(row["unit"] or "", "")
        of = "of" if _OF.match(told.words(given["report"], given["end"], given["end"] + 8)) else ""
        parts = (words,) if row["unit"] == "money" else (words, of if counted else "", counted, fate)
        said = [places.statements[one] for one in given["according_to"][-1:] if one in places.statements]
        evidence = Evidence(given["report"], given["start"], given["end"], words)
        ref: Ref = make_ref(evidence, places, "")
        key = (given["low"], given["high"])
        known = views.get(key)
        views[key] = FigureView(
            amount=known.amount if known else " ".join(part for part in parts if part),
            bounds=_say_bounds(words, given["low"], given["high"]),
            by=_once((*(known.by if known else ()), *name_sources(said, places))),
            own=(known.own if known else False) or not said,
            refs=tuple(dict.fromkeys((*(known.refs if known else ()), ref))),
        )
    return tuple(views.values())


def _once(links: Iterable[Link]) -> tuple[Link, ...]:
    """Return the first link of each name."""
    first: dict[str, Link] = {}
    for link in links:
        first.setdefault(link.text, link)
    return tuple(first.values())


def _say_bounds(words: str, low: float | None, high: float | None) -> str:
    """Return what "dozens" or "about 600" mean, "" where the words are exact or give the bound themselves."""
    if low is None or high is None:
        # "Passed 80 million": the number as printed is without the word that bounds it.
        return "" if words[0].isalpha() else "or more" if high is None else "or less"
    return "" if low == high else f"{low:,.12g} to {high:,.12g}"
