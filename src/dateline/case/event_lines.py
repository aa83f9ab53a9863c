"""One event of a record in plain text: how it stood, its figures, and which mentions are taken for it.

In: an entry and the findings of all reports. Out: lines, the first of which names the entry. Of each
mention it is said what it has in common with those before it, by which they were taken for one event.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from dateline.case.finding_lines import flatten
from dateline.link.stems import fold_word
from dateline.model.findings import Event, Findings, Interval
from dateline.model.record import EventEntry


def tell_event(entry: EventEntry, reports: Mapping[str, Findings]) -> Iterator[str]:
    """Yield how an event came about."""
    days = tuple(dict.fromkeys(day or "…" for day in (entry.date.earliest, entry.date.latest)))
    known = entry.date != Interval(None, None)
    dated = " to ".join(days) if known else "no known date"
    yield f"event {entry.id}: {dated}{f', {entry.type}' if entry.type else ''}"
    yield f"  told by {_say_tellers(entry)}"
    yield "  how it stood, by the day of the report that first said so:"
    for row in entry.status:
        whose = f", in statement {row['according_to']}" if row["according_to"] else ", by the report itself"
        negative = ", not to be or not to have been" if row["polarity"] == "negative" else ""
        yield f"    {row['date'] or 'no known day'}: {row['status']}{negative}{whose}"
    for figure in entry.figures:
        yield from _tell_figure(figure, reports)
    for link in entry.links:
        yield f"  {'plan of' if link['kind'] == 'plan_of' else 'execution of'}: event {link['event']}"
    yield "  mentions, and what each has in common with those before it:"
    yield from _tell_mentions(entry, reports)


def _say_tellers(entry: EventEntry) -> str:
    if entry.reports == 1:
        return "one report"
    outlets = f" of {entry.outlets} outlets" if entry.outlets > 1 else ""
    return f"{entry.reports} reports{outlets}, {entry.independent_origins} of them independent of each other"


def _tell_figure(figure: Mapping[str, Any], reports: Mapping[str, Findings]) -> Iterator[str]:
    counted, last = figure["unit"] or figure["of"], _say_bounds(figure["latest"])
    yield f"  figure, {counted}: {_say_bounds(figure)}; last {last}"
    for given in figure["given"]:
        findings = reports[given["report"]]
        words = flatten(findings.report.text[given["start"] : given["end"]])
        of = f" ({given['of']})" if given["of"] and given["of"] not in words.lower() else ""
        statement = f" (statement {given['according_to'][-1]})" if given["according_to"] else ""
        who = given["by"] or ("a source without a name" if given["according_to"] else "the report itself")
        day = given["published"] or "no known day"
        yield f"    “{words}”{of}, by {who}{statement} in {findings.report.path}, {day}"


def _say_bounds(bounds: Mapping[str, Any]) -> str:
    low, high = bounds["low"], bounds["high"]
    if low is None or high is None:
        return f"up to {high:,.12g}" if high is not None else f"{low or 0:,.12g} or more"
    return f"{low:,.12g}" if low == high else f"{low:,.12g} to {high:,.12g}"


def _tell_mentions(entry: EventEntry, reports: Mapping[str, Findings]) -> Iterator[str]:
    stems: set[str] = set()
    actors: set[str] = set()
    for words in entry.evidence:
        findings = reports[words.report]
        held = {mention["event"] for mention in entry.mentions if mention["report"] == words.report}
        inside = (e for e in findings.events if e.id in held and words.start <= e.trigger.start < words.end)
        event = next(inside, None)
        yield f"    “{flatten(words.exact)}” [{words.start}, {words.end}) in {findings.report.path}"
        if event is None:
            continue
        word = event.trigger.of(findings.report.text)
        stem = fold_word(word)
        taking = _name_actors(event, findings)
        shared = [f"the word “{flatten(word)}”"] * (stem in stems) + sorted(
            name for actor, name in taking.items() if actor in actors
        )
        if stems:
            yield f"      in common: {', '.join(shared) or 'what the words mean and stand among'}"
        stems.add(stem)
        actors.update(taking)


def _name_actors(event: Event, findings: Findings) -> dict[str, str]:
    """Return who takes part in an event, by id, with a name."""
    names = {mention.actor: mention.name for mention in findings.mentions if mention.actor}
    return {one.actor: names.get(one.actor) or one.actor for one in event.participants if one.actor}
