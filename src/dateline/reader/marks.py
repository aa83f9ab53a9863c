"""The timeline as a picture: which marks it has, in which lanes, and where each leads.

In come the dates to draw, out go their marks: a date has one for each thing that was last said of its events
(that they happened, that they are planned, that they are denied), so that what is planned never looks like
what happened. Where no event is read in its sentences it has one that says so.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dateline.case.file import Case
from dateline.export.page.scale import choose_window, read_days
from dateline.export.page.words import say_date
from dateline.model.plain import from_plain
from dateline.model.record import Evidence, TimelineDate
from dateline.reader.dates import KINDS, Deed, read_deeds

LANES = ("kind", "actor")
MOST_DRAWN = 400
TOLD = "told"
"""The kind of a date in whose sentences no event is read."""

_MOST_ACTORS = 8
_NOBODY = "others"
_LONGEST = 220


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark of a date.

    `earliest` and `latest` bound it, inclusive ISO dates; it is `exact` where it is known to the day. `kind`
    is what was last said of its events, `told` where none is read; `said` tells whether that is a source's
    word. `words` are the first sentence that tells of one, and `whose` names its sources, nobody where it is
    the report's own word; `beside` names whom it quotes for something else. `lanes` are those it stands in.
    """

    id: str
    href: str
    earliest: str
    latest: str
    exact: bool
    when: str
    words: str
    whose: tuple[str, ...]
    beside: tuple[str, ...]
    kind: str
    said: bool
    salience: float
    lanes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lane:
    """A lane, how it is called, and how many marks it has."""

    id: str
    name: str
    many: int


@dataclass(frozen=True, slots=True)
class Picture:
    """What is drawn; `first` and `last` are the days that it shows at first, those of the reports."""

    first: str | None
    last: str | None
    lanes: tuple[Lane, ...]
    marks: tuple[Mark, ...]


def draw_picture(case: Case, links: Mapping[str, str], *, lanes: str, about: str | None) -> Picture:
    """Return the picture of some dates.

    Args:
        case: Holds them.
        links: Where each leads, by its id.
        lanes: One of `LANES`.
        about: The actor whose lane comes first, by id or words of a name; None for nobody.
    """
    entries = case.timeline(ids=list(links)).to_dicts()
    deeds = read_deeds(case, (id_ for one in entries for id_ in one["events"]))
    told = [
        _Told(one, words, kind, said)
        for one in entries
        for kind, said, words in _list_kinds(one, [deeds[id_] for id_ in one["events"] if id_ in deeds])
    ]
    voices = case.voices(one.words for one in told)
    actors = _find_actors(case, [one.words for one in told], about) if lanes == "actor" else None
    marks = []
    for one in told:
        statements = set(one.entry["according_to"])
        whose, beside = (
            tuple(
                dict.fromkeys(
                    voice.name or "somebody not named"
                    for voice in voices[one.words]
                    if (voice.statement in statements) is its_word
                )
            )
            for its_word in (True, False)
        )
        inside = (one.kind,) if actors is None else actors.find_lanes(one.words)
        marks.append(_make_mark(one, links[one.entry["id"]], whose, beside, inside))
    first, last = _choose_window(case, marks)
    return Picture(first, last, _list_lanes(marks, actors), tuple(marks))


@dataclass(frozen=True, slots=True)
class _Told:
    """A date in plain form, one thing that is last said of its events, and the sentence that is shown for it.

    `said` tells whether sources alone say so, None where no event is read: then it is as the sentence is.
    """

    entry: Mapping[str, Any]
    words: Evidence
    kind: str
    said: bool | None


def _list_kinds(
    entry: Mapping[str, Any], deeds: Sequence[Deed]
) -> Iterator[tuple[str, bool | None, Evidence]]:
    """Yield what was last said of a date's events, each once, with the first sentence that tells of one."""
    sentences = _list_sentences(entry)
    found = False
    for kind in KINDS:
        alike = [one for one in deeds if one.kind == kind]
        if alike:
            found = True
            telling = (one for one in sentences if any(_covers(one, deed.words) for deed in alike))
            yield kind, all(one.said for one in alike), next(telling, sentences[0])
    if not found:
        yield TOLD, None, sentences[0]


def _list_sentences(entry: Mapping[str, Any]) -> list[Evidence]:
    """Return the words of an entry, the sentences of its summary first."""
    words = [from_plain(Evidence, one) for one in entry["evidence"]]
    return sorted(words, key=lambda one: one.exact not in entry["summary"])


def _covers(sentence: Evidence, words: Evidence) -> bool:
    return sentence.report == words.report and sentence.start <= words.start and words.end <= sentence.end


def _make_mark(
    told: _Told, href: str, whose: tuple[str, ...], beside: tuple[str, ...], lanes: tuple[str, ...]
) -> Mark:
    day = from_plain(TimelineDate, told.entry["date"])
    sentence = " ".join(told.words.exact.split())
    return Mark(
        id=told.entry["id"],
        href=href,
        earliest=day.earliest,
        latest=day.latest,
        exact=day.precision == "day",
        when=say_date(day),
        words=sentence if len(sentence) <= _LONGEST else f"{sentence[:_LONGEST]}…",
        whose=whose,
        beside=beside,
        kind=told.kind,
        said=bool(whose) if told.said is None else told.said,
        salience=told.entry["salience"],
        lanes=lanes,
    )


def _choose_window(case: Case, marks: Sequence[Mark]) -> tuple[str | None, str | None]:
    """Return the first and the last day to show: what the reports tell of lies mostly where they do."""
    days = [day for day in case.reports().count_by("day") if day is not None]
    ends = [(min(days), max(days))] if days else [(one.earliest, one.latest) for one in marks]
    spans = [found for one in ends if (found := read_days(*one)) is not None]
    window = choose_window(spans, [])
    if window is None:
        return None, None
    return date.fromordinal(window.first).isoformat(), date.fromordinal(window.last).isoformat()


@dataclass(frozen=True, slots=True)
class _Actors:
    """Who has a lane, by id in the order of the lanes, and whom each sentence names."""

    names: Mapping[str, str]
    named: Mapping[Evidence, tuple[str, ...]]

    def find_lanes(self, words: Evidence) -> tuple[str, ...]:
        return tuple(id_ for id_ in self.names if id_ in self.named[words]) or (_NOBODY,)


def _find_actors(case: Case, words: Sequence[Evidence], about: str | None) -> _Actors:
    """Return who is named most in some sentences, places left out: those are where, and not who."""
    named = case.named(words)
    many = Counter(id_ for ids in named.values() for id_ in ids)
    asked = {row[0] for row in case.actors(name=about).pick("id")} if about is not None else set()
    rows = {row[0]: row for row in case.actors(ids=list(many)).pick("id", "name", "kind")}
    people = [id_ for id_, row in rows.items() if row[2] != "place" or id_ in asked]
    ranked = sorted(people, key=lambda id_: (id_ not in asked, -many[id_], rows[id_][1], id_))
    return _Actors({id_: rows[id_][1] for id_ in ranked[:_MOST_ACTORS]}, named)


def _list_lanes(marks: Sequence[Mark], actors: _Actors | None) -> tuple[Lane, ...]:
    many = Counter(lane for mark in marks for lane in mark.lanes)
    names = {kind: kind for kind in KINDS} | {TOLD: "no event read"}
    if actors is not None:
        names = {**actors.names, _NOBODY: "nobody of these"}
    return tuple(Lane(id_, name, many[id_]) for id_, name in names.items() if many[id_])
