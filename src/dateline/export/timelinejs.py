"""The timeline as TimelineJS3 reads it: one JSON file.

An uncertain date is drawn from its first to its last day and shown in words (`display_date`); nothing firmer
is said than the record says. A sentence leads to its report where that has an address on the web.

Source: the JSON format of TimelineJS3 (Northwestern University Knight Lab).
"""

from collections.abc import Mapping, Sequence
from html import escape

from dateline.export.exporter import Exporter, make_json, write_file
from dateline.export.ledger import name_report
from dateline.export.page.controls import show_line
from dateline.export.page.places import safe_url
from dateline.export.sayings import Sentence, list_sentences, say_alone
from dateline.export.timeline import describe_date, select_entries
from dateline.model.findings import Findings
from dateline.model.record import Record, TimelineEntry
from dateline.model.report import Report

_LONGEST_HEADLINE = 90  # characters


def to_timelinejs(record: Record, entries: Sequence[TimelineEntry], *, title: str) -> str:
    """Return entries of a record's timeline as TimelineJS3's JSON, under `title`."""
    reports = {one.report.id: one for one in record.reports}
    shown = {
        "title": {"text": {"headline": escape(show_line(title)), "text": escape(_count(len(reports)))}},
        "events": [_show(one, reports) for one in entries],
    }
    return make_json(shown).decode().rstrip("\n")


def _count(reports: int) -> str:
    return f"From {reports} report{'' if reports == 1 else 's'}, word for word."


def _show(entry: TimelineEntry, reports: Mapping[str, Findings]) -> dict[str, object]:
    sentences = list_sentences(entry, reports.__getitem__)
    first = sentences[0]
    outlet = show_line(name_report(reports[first.words.report].report))
    shown: dict[str, object] = {
        "unique_id": entry.id,
        "start_date": _split(entry.date.earliest),
        "display_date": describe_date(entry.date),
        "text": {
            "headline": escape(_shorten(say_alone(first, outlet))),
            "text": "".join(_show_sentence(one, reports[one.words.report].report) for one in sentences),
        },
    }
    if entry.date.latest != entry.date.earliest:
        shown["end_date"] = _split(entry.date.latest)
    return shown


def _show_sentence(sentence: Sentence, report: Report) -> str:
    where = f"{escape(sentence.voices)}, in {_name(report)}" if sentence.voices else _name(report)
    quoting = f", quoting {escape(sentence.quoted)}" if sentence.quoted else ""
    return f"<p>{escape(show_line(sentence.words.exact))} ({where}{quoting})</p>"


def _name(report: Report) -> str:
    """Return a report's outlet or path as HTML, linked where it has an address on the web."""
    name = escape(show_line(name_report(report)))
    url = safe_url(report.url)
    return f'<a href="{escape(url)}" rel="noopener">{name}</a>' if url else name


def _split(day: str) -> dict[str, int]:
    year, month, number = map(int, day.split("-"))
    return {"year": year, "month": month, "day": number}


def _shorten(words: str) -> str:
    """Return words that fit a headline, cut between two of them."""
    if len(words) <= _LONGEST_HEADLINE:
        return words
    return words[:_LONGEST_HEADLINE].rsplit(" ", 1)[0].rstrip(",;:–— ") + " …"


def _make(record: Record, *, title: str) -> bytes:
    return f"{to_timelinejs(record, select_entries(record), title=title)}\n".encode()


EXPORTER = Exporter(
    name="timelinejs",
    summary="the timeline for TimelineJS3",
    write=write_file(_make),
    ending=".json",
    media_type="application/json",
)
