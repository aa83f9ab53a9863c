"""The timeline of a record cut to what was asked for: one actor's, some years, the dates that matter most.

In: a record. Out: entries in the order of their dates, and the same as a table or as JSON.
"""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Literal

from rich.console import Console

from dateline.export.ledger import Line, name_report, print_ledger
from dateline.link.copies.copies import find_origins
from dateline.link.disagreements.holders import name_speaker
from dateline.link.timeline.timeline import link_timeline
from dateline.link.timeline.within_day import order_within_day
from dateline.model.days import MONTHS
from dateline.model.errors import UsageError
from dateline.model.findings import Findings
from dateline.model.plain import to_json_line
from dateline.model.record import Actor, Evidence, Record, TimelineDate, TimelineEntry
from dateline.model.span import Span

_MOST_NAMED = 8
# A timeline by hand has some twice as many dates as the square root of those that its reports speak of; one
# that fits on a page need not be cut.
_DATES_BY_ROOT = 2.0
_FEWEST_CUT = 25
_SEASONS = {"SP": "spring", "SU": "summer", "FA": "autumn", "WI": "winter"}  # of TIMEX3


def select_entries(
    record: Record,
    *,
    about: str | None = None,
    first: str | None = None,
    last: str | None = None,
    top: int | Literal["that matter"] | None = None,
    sentences: int | None = None,
) -> tuple[TimelineEntry, ...]:
    """Return entries of the timeline, sorted by date, the vaguer of two that begin together last.

    A sentence that names several dates stands under the most salient of them, and under another only where
    nothing else is said of that.

    Args:
        record: Of a whole case.
        about: An actor's id, name or alias: only sentences that name it are taken, and salience is counted
            anew from them.
        first: An ISO date or its beginning (`2011`, `2011-09`): only what may lie on or after it.
        last: Likewise, on or before it.
        top: So many of the most salient; None for all, "that matter" for as many as a timeline by hand would
            have. Of two as salient the earlier.
        sentences: At most so many in each summary, those that say most, in the order of what they tell where
            that is known; None for all there are.

    Raises:
        UsageError: `about` names no actor of the record, or several.
    """
    entries: Sequence[TimelineEntry] = record.timeline
    if about is not None:
        origins = find_origins(record.reports, record.copies)
        actor = find_actor(record, about)
        entries = link_timeline(record.reports, origins, about=actor.id, events=record.events)
    kept = [
        one
        for one in entries
        if (first is None or one.date.latest[: len(first)] >= first)
        and (last is None or one.date.earliest[: len(last)] <= last)
    ]
    count = count_dates_that_matter(kept) if top == "that matter" else top
    ranked = sorted(kept, key=lambda one: (-one.salience, one.date.earliest, one.id))[:count]
    reports = {one.report.id: one for one in record.reports}
    printed: set[str] = set()
    told = []
    for entry in ranked:
        fresh = [one for one in entry.summary if one not in printed] or entry.summary[:1]
        summary = [find_words(entry, one) for one in fresh[:sentences]]
        printed.update(one.exact for one in summary)
        ordered = order_within_day(summary, entry.date, reports)
        told.append(replace(entry, summary=tuple(one.exact for one in ordered)))
    return tuple(sorted(told, key=_order))


def count_dates_that_matter(entries: Sequence[TimelineEntry]) -> int:
    """Return how many dates a timeline by hand would have, of all that reports speak of."""
    return max(_FEWEST_CUT, round(_DATES_BY_ROOT * math.sqrt(len(entries))))


def _order(entry: TimelineEntry) -> tuple[str, str, str]:
    return (entry.date.earliest, entry.date.latest, entry.id)


def find_actor(record: Record, name: str, *, option: str = "--about") -> Actor:
    """Return the actor with this id, name or alias; `option` is what the name was given with.

    Raises:
        UsageError: None has it, or several have; the message names those that may be meant.
    """
    wanted = " ".join(name.casefold().split())
    tests: tuple[Callable[[Actor], bool], ...] = (
        lambda one: one.id == name,
        lambda one: one.name.casefold() == wanted,
        lambda one: any(alias.name.casefold() == wanted for alias in one.aliases),
    )
    for test in tests:
        found = [one for one in record.actors if test(one)]
        if len(found) == 1:
            return found[0]
        if found:
            told = ", ".join(f"{one.name} ({one.kind}, {one.id})" for one in found)
            raise UsageError(f"{option} {name}: several are called so; give the id of one: {told}")
    near = sorted({one.name for one in record.actors if wanted in one.name.casefold()})[:_MOST_NAMED]
    hint = f"did you mean {', '.join(near)}?" if near else "nobody in the case is called so"
    raise UsageError(f"{option} {name}: {hint}")


def describe_date(date: TimelineDate) -> str:
    """Return a date as a reader would write it: "17 September 2011", "autumn 2019", "3 to 9 May 2011"."""
    year, month, day = date.earliest.split("-")
    named = f"{MONTHS[int(month) - 1]} {int(year)}"
    match date.precision:
        case "day":
            return f"{int(day)} {named}"
        case "month":
            return named
        case "year":
            return str(int(year))
        case "decade":
            return f"{int(year)}s"
        case "season" if date.season is not None:
            return f"{_SEASONS[date.season[5:]]} {date.season[:4]}"
    last_year, last_month, last_day = date.latest.split("-")
    last = f"{int(last_day)} {MONTHS[int(last_month) - 1]} {int(last_year)}"
    if (year, month) == (last_year, last_month):
        return f"{int(day)} to {last}"
    return f"{int(day)} {MONTHS[int(month) - 1]}{'' if year == last_year else f' {int(year)}'} to {last}"


def find_speakers(findings: Findings, entry: TimelineEntry, words: Evidence) -> list[str]:
    """Return whose word a sentence of an entry is, each once, in the order of the text.

    Empty where the report says it in its own voice. Somebody without a name is called what the report calls
    them, "somebody" where it does not say.

    Args:
        findings: Of the report that the sentence stands in.
        entry: One of the timeline.
        words: One of its sentences.
    """
    said = set(entry.according_to)
    sentence = Span(words.start, words.end)
    found = [
        name_speaker(one, findings.report)
        for one in findings.statements
        if one.id in said and any(span.overlaps(sentence) for span in (*one.content, *one.cue))
    ]
    return list(dict.fromkeys(found))


def find_words(entry: TimelineEntry, sentence: str) -> Evidence:
    """Return where a sentence of the summary stands, in the first of the reports that have it."""
    return next(one for one in entry.evidence if one.exact == sentence)


def print_timeline(record: Record, entries: Sequence[TimelineEntry], *, console: Console) -> None:
    """Print entries: the date, the sentences, and under each whose word it is and where it stands."""
    reports = {one.report.id: one for one in record.reports}
    print_ledger(
        ((describe_date(one.date), one.id, _tell_summary(one, reports)) for one in entries), console=console
    )


def _tell_summary(entry: TimelineEntry, reports: Mapping[str, Findings]) -> Iterator[Line]:
    for sentence in entry.summary:
        words = find_words(entry, sentence)
        findings = reports[words.report]
        speakers = ", ".join(find_speakers(findings, entry, words))
        whose = f"according to {speakers}" if speakers else "the report’s own word"
        yield Line(sentence, f"{whose} · {name_report(findings.report)}")


def to_json(entries: Sequence[TimelineEntry]) -> str:
    """Return entries as one JSON array, an entry a line, in the shape of the record's `timeline.jsonl`."""
    lines = ",\n".join(to_json_line(one) for one in entries)
    return f"[\n{lines}\n]" if entries else "[]"
