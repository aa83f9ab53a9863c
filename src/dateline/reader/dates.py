"""Dates of the timeline as the reader tells them: their sentences with whose word each is, and their events.

In come entries of the timeline, out come views of them. A date is a source's word where one of the entry's
statements lies over its sentence; else it is the report's own.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dateline.case.file import Case
from dateline.model.found import Voice
from dateline.model.record import Evidence, TimelineDate, TimelineEntry

KINDS = ("happened", "ongoing", "planned", "predicted", "threatened", "demanded", "denied", "hypothetical")
"""What can last be said of an event, from what is to what only may be."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """A sentence under a date, and whose word the date is: the report's own where there are no `voices`.

    `beside` are those whom the sentence quotes for something else: "Osei, in office since May, said that …".
    """

    words: Evidence
    voices: tuple[Voice, ...]
    beside: tuple[Voice, ...]


@dataclass(frozen=True, slots=True)
class Deed:
    """An event that the reports date so: what was last said of it, and whether that is a source's word."""

    id: str
    words: Evidence
    kind: str
    said: bool


@dataclass(frozen=True, slots=True)
class DateView:
    """A date of the timeline.

    `more` counts the reports that speak of it beside those of its `sentences`.
    """

    id: str
    date: TimelineDate
    salience: float
    sentences: tuple[Quoted, ...]
    more: int
    deeds: tuple[Deed, ...]

    def words(self) -> tuple[Evidence, ...]:
        """Return the words of its sentences."""
        return tuple(one.words for one in self.sentences)


def read_dates(
    case: Case, entries: Sequence[TimelineEntry], *, most: int | None = None, naming: str | None = None
) -> tuple[DateView, ...]:
    """Return entries of the timeline as they are told.

    Args:
        case: Holds them.
        entries: In the order in which they are told.
        most: At most so many sentences of each; None for all of its summary.
        naming: Actors, by id or words of a name: sentences that name one of them take the place of others.
    """
    shown = {one.id: _choose(one)[:most] for one in entries}
    if naming is not None:
        wanted = {row[0] for row in case.actors(name=naming).pick("id")}
        whole = {one.id: _list_sentences(one) for one in entries}
        named = case.named(words for sentences in whole.values() for words in sentences)
        for id_, sentences in whole.items():
            about = [words for words in sentences if wanted & set(named[words])]
            shown[id_] = about[: len(shown[id_]) or None] or shown[id_]
    voices = case.voices(words for sentences in shown.values() for words in sentences)
    deeds = read_deeds(case, (id_ for one in entries for id_ in one.events))
    views = []
    for one in entries:
        said = set(one.according_to)
        quoted = tuple(
            Quoted(
                words,
                tuple(voice for voice in voices[words] if voice.statement in said),
                tuple(voice for voice in voices[words] if voice.statement not in said),
            )
            for words in shown[one.id]
        )
        told = {words.report for words in shown[one.id]}
        more = len({words.report for words in one.evidence} - told)
        events = tuple(deeds[id_] for id_ in one.events if id_ in deeds)
        views.append(DateView(one.id, one.date, one.salience, quoted, more, events))
    return tuple(views)


def _choose(entry: TimelineEntry) -> list[Evidence]:
    """Return where the sentences of the summary stand, each in the first of the reports that have it."""
    first = {words.exact: words for words in reversed(entry.evidence)}
    return [first[one] for one in entry.summary if one in first]


def _list_sentences(entry: TimelineEntry) -> list[Evidence]:
    """Return the sentences of an entry without the dates in them, which are evidence too."""
    spans = {(one.report, one.start, one.end) for one in entry.evidence}
    return [
        one
        for one in entry.evidence
        if not any(
            report == one.report
            and start <= one.start
            and one.end <= end
            and (start, end) != (one.start, one.end)
            for report, start, end in spans
        )
    ]


def read_deeds(case: Case, ids: Iterable[str]) -> dict[str, Deed]:
    """Return events of the record by id, those without a status left out."""
    wanted = sorted(set(ids))
    words = case.first_words(wanted)
    rows = case.events(ids=wanted).pick("id", "status", "said_in")
    return {
        id_: Deed(id_, words[id_], status, said_in is not None)
        for id_, status, said_in in rows
        if status in KINDS and id_ in words
    }
