"""The dates of the record as a calendar (iCalendar, RFC 5545): what is dated, and what was announced.

In: a record. Out: one file. A date that is not known to the day lasts as long as it is open and is tentative;
what lies open on a side has no place in a calendar and is left out. No entry makes anybody busy.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from dateline.export.exporter import Exporter, write_file
from dateline.export.page.controls import show_line, show_text
from dateline.export.page.places import Places, clip, lay_out, safe_url
from dateline.export.sayings import (
    list_sentences,
    name_committed,
    quote,
    say_alone,
    say_commitment,
    say_where,
    say_whose,
)
from dateline.export.timeline import describe_date, select_entries
from dateline.model.record import Commitment, Evidence, Record, TimelineEntry

_LONGEST_LINE = 75  # octets, without the line break
_LONGEST_SUMMARY = 250  # characters
_LONGEST_WORDS = 2_000
_UNKNOWN_DAY = "1970-01-01"
Property = tuple[str, str]


def make_calendar(record: Record, *, title: str) -> bytes:
    """Return the calendar: the entries of the timeline in its order, then commitments that have a horizon."""
    places = lay_out(record)
    lines: list[Property] = [
        ("BEGIN", "VCALENDAR"),
        ("VERSION", "2.0"),
        ("PRODID", "-//dateline//dateline//EN"),
        ("CALSCALE", "GREGORIAN"),
        ("X-WR-CALNAME", _escape(title)),
    ]
    for entry in select_entries(record):
        lines += _tell_date(entry, places)
    for commitment in record.commitments:
        lines += _tell_horizon(commitment, places)
    lines.append(("END", "VCALENDAR"))
    return b"".join(_fold(f"{name}:{value}") for name, value in lines)


def _tell_date(entry: TimelineEntry, places: Places) -> Iterator[Property]:
    sentences = list_sentences(entry, places.findings)
    told = [
        f"{clip(quote(one.words.exact), _LONGEST_WORDS)} "
        f"({say_whose(one.voices, say_where(one.words.report, places), one.quoted)}, "
        f"characters {one.words.start} to {one.words.end})"
        for one in sentences
    ]
    first = sentences[0]
    summary = say_alone(first, places.outlet(first.words.report))
    yield from _make_event(
        entry.id,
        (entry.date.earliest, entry.date.latest),
        summary=clip(summary, _LONGEST_SUMMARY),
        description=[f"Date: {describe_date(entry.date)}", *told],
        category="DATE",
        evidence=[one.words for one in sentences],
        places=places,
        certain=entry.date.precision == "day" and not any(one.voices or one.quoted for one in sentences),
    )


def _tell_horizon(entry: Commitment, places: Places) -> Iterator[Property]:
    horizon = entry.horizon
    if horizon is None or horizon.earliest is None or horizon.latest is None:
        return
    words, who = entry.evidence[0], name_committed(entry, places)
    yield from _make_event(
        entry.id,
        (horizon.earliest, horizon.latest),
        summary=clip(show_line(f"{who} ({entry.kind or 'commitment'}): {entry.what}"), _LONGEST_SUMMARY),
        description=[
            say_commitment(entry, places),
            f"In {say_where(words.report, places)}, characters {words.start} to {words.end}",
        ],
        category="COMMITMENT",
        evidence=list(entry.evidence),
        places=places,
        certain=False,
    )


def _make_event(
    id_: str,
    days: tuple[str, str],
    *,
    summary: str,
    description: Iterable[str],
    category: str,
    evidence: list[Evidence],
    places: Places,
    certain: bool,
) -> Iterator[Property]:
    """Return the lines of an event that takes whole days."""
    reports = [places.findings(one.report).report for one in evidence]
    known = [one.published.latest for one in reports if one.published.latest]
    url = next((found for one in reports if (found := safe_url(one.url))), None)
    yield "BEGIN", "VEVENT"
    yield "UID", f"{id_}@dateline"
    # When the entry was last revised: no clock is asked, so the day of the last report it rests on.
    yield "DTSTAMP", f"{_print_day(max(known, default=_UNKNOWN_DAY))}T000000Z"
    yield "DTSTART;VALUE=DATE", _print_day(days[0])
    if days[1] != "9999-12-31":
        yield "DTEND;VALUE=DATE", _print_day((date.fromisoformat(days[1]) + timedelta(days=1)).isoformat())
    yield "SUMMARY", _escape(summary)
    yield "DESCRIPTION", _escape("\n".join(description))
    yield "STATUS", "CONFIRMED" if certain else "TENTATIVE"
    yield "TRANSP", "TRANSPARENT"
    yield "CATEGORIES", category
    if url:
        yield "URL", url
    yield "END", "VEVENT"


def _print_day(day: str) -> str:
    return day.replace("-", "")


def _escape(text: str) -> str:
    r"""Return `text` as a TEXT value: `\`, `;`, `,` and line breaks are escaped, controls spelled out."""
    shown = show_text(text)
    for plain, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        shown = shown.replace(plain, written)
    return shown


def _fold(line: str) -> bytes:
    """Return a content line in UTF-8, folded so that none has more than 75 octets and no character is cut."""
    parts: list[bytes] = []
    part = b""
    for character in line:
        octets = character.encode()
        if len(part) + len(octets) > _LONGEST_LINE:
            parts.append(part)
            part = b" "
        part += octets
    return b"\r\n".join([*parts, part]) + b"\r\n"


EXPORTER = Exporter(
    name="ical",
    summary="the dates and what was announced for when, as iCalendar",
    write=write_file(make_calendar),
    ending=".ics",
    media_type="text/calendar",
)
