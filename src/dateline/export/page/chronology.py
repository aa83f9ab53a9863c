"""The head of the page, the timeline by date, and the marks for its drawing."""

from itertools import groupby

from dateline.export.page.drawing import NARROW, WIDE, Drawing, DrawnEntry, DrawnReport, draw_timeline
from dateline.export.page.places import Places, clip, label_anchor
from dateline.export.page.refs import is_inside, make_ref, quote, refer
from dateline.export.page.scale import Days, choose_window, read_days
from dateline.export.page.views import HeadView, Ref, TimelineView
from dateline.export.page.words import (
    count,
    is_dated,
    say_date,
    say_interval,
    say_published,
)
from dateline.model.record import Record, TimelineEntry
from dateline.model.report import Report


def make_head(record: Record, places: Places, title: str) -> HeadView:
    """Return what the pile is: how many reports, by whom, from when to when."""
    reports = [findings.report for findings in places.reports]
    dated = [r.published for r in reports if is_dated(r.published)]
    first = min((p.earliest for p in dated if p.earliest), default=None)
    last = max((p.latest for p in dated if p.latest), default=None)
    return HeadView(
        title=title,
        reports=count(len(reports), "report"),
        outlets=tuple(dict.fromkeys(r.outlet for r in reports if r.outlet)),
        span=say_interval(first, last) if first and last else "",
        undated=len(reports) - len(dated),
        statements=count(len(record.statements), "statement"),
        dates=count(len(record.timeline), "dated entry", "dated entries"),
    )


def make_timeline(record: Record, places: Places) -> tuple[tuple[str, tuple[TimelineView, ...]], ...]:
    """Return the timeline by year, each year's entries by date; what lies outside the story comes as one."""
    entries = sorted(record.timeline, key=lambda t: int(places.labels[t.id][1:]))
    window = choose_window([days for one in places.reports if (days := _read_report(one.report))], [])
    views = [_make_dated(entry, places, _name_year(entry, window)) for entry in entries]
    return tuple((year, tuple(group)) for year, group in groupby(views, key=lambda v: v.year))


def _read_report(report: Report) -> Days | None:
    return read_days(report.published.earliest, report.published.latest)


def _name_year(entry: TimelineEntry, window: Days | None) -> str:
    days = read_days(entry.date.earliest, entry.date.latest)
    if days and window and days.last < window.first:
        return "Before"
    if days and window and days.first > window.last:
        return "After"
    return entry.date.earliest.split("-")[0].lstrip("0") or "0"


def _make_dated(entry: TimelineEntry, places: Places, year: str) -> TimelineView:
    label = places.labels[entry.id]
    return TimelineView(
        anchor=label_anchor(label, entry.id),
        label=label,
        year=year,
        date=say_date(entry.date),
        exact=entry.date.precision == "day",
        sentences=quote(entry.summary, entry.evidence, places, label, said_in=entry.according_to),
        more=_find_more(entry, places, label),
    )


def _find_more(entry: TimelineEntry, places: Places, label: str) -> tuple[Ref, ...]:
    """Return the places of the sentences that the summary leaves out; a date inside a sentence is none."""
    whole = [one for one in entry.evidence if not any(is_inside(one, other) for other in entry.evidence)]
    shown = {make_ref(one, places, label) for one in whole if one.exact in entry.summary}
    return tuple(ref for ref in refer(whole, places, label) if ref not in shown)


def draw(record: Record, places: Places) -> tuple[Drawing, ...]:
    """Return the wide and the narrow drawing; none where nothing is dated."""
    reports = [_draw_report(findings.report.id, places) for findings in places.reports]
    entries = []
    for entry in sorted(record.timeline, key=lambda t: int(places.labels[t.id][1:])):
        days = read_days(entry.date.earliest, entry.date.latest)
        if days is not None:
            label = places.labels[entry.id]
            href = f"#{label_anchor(label, entry.id)}"
            sentences = quote(entry.summary, entry.evidence, places, label, said_in=entry.according_to)
            said = bool(sentences) and all(sentence.according_to for sentence in sentences)
            title = f"{say_date(entry.date)}: {clip(entry.summary[0] if entry.summary else '', 140)}"
            if said:
                title += f" (according to {', '.join(link.text for link in sentences[0].according_to)})"
            entries.append(DrawnEntry(label, href, title, days, said))
    copies = [(group.original, copy) for group in record.copies if group.original for copy in group.copies]
    drawings = (draw_timeline(reports, entries, copies, width=width) for width in (WIDE, NARROW))
    return tuple(drawing for drawing in drawings if drawing is not None)


def _draw_report(identifier: str, places: Places) -> DrawnReport:
    report = places.findings(identifier).report
    published = report.published
    first, last = (
        read_days(published.earliest, published.earliest),
        read_days(published.latest, published.latest),
    )
    name = report.title or report.path
    return DrawnReport(
        id=identifier,
        row=report.outlet or "No outlet named",
        href=places.report(identifier),
        title=f"{clip(name, 100)} ({places.outlet(identifier)}, {say_published(published)})",
        first=first.first if first else None,
        last=last.last if last else None,
    )
