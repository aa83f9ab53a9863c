"""What one actor did and had done to it as lines with tabs, in the format of SemEval-2015 task 4.

In: a record and an actor. Out: the actor's name, then a line an event: its place, 0 where it has none; its
date as far as it is known, as `2011-05-03`, `2011-05-XX`, `2011-XX-XX`; and the words that tell of it, each
as `document-sentence-words`: the report's file without its ending, the sentence from 1 on, the words.
"""

from bisect import bisect_right
from collections.abc import Mapping

from dateline.link.timeline.entity_timeline import Deed, order_deeds
from dateline.model.findings import Findings
from dateline.model.record import Actor, Record, TimelineDate
from dateline.nlp.sentences import find_paragraphs, find_sentences


def to_deed_lines(record: Record, actor: Actor) -> str:
    """Return the lines of an actor's timeline; the first is its name."""
    lines = order_deeds(record.reports, {actor.id})
    reports = {one.report.id: one for one in record.reports}
    told = {deed.report for line in lines for deed in line.deeds}
    starts = {id_: _find_starts(reports[id_]) for id_ in sorted(told)}
    rows = [
        "\t".join(
            (str(line.ordinal), print_date(line.date), *(_name(deed, reports, starts) for deed in line.deeds))
        )
        for line in lines
    ]
    return "\n".join([actor.name, *rows])


def print_date(date: TimelineDate | None) -> str:
    """Return a date by what its bounds share, X for each digit that is not known."""
    if date is None:
        return "XXXX-XX-XX"
    if date.earliest == date.latest:
        return date.earliest
    for length, rest in ((7, "-XX"), (4, "-XX-XX")):
        if date.earliest[:length] == date.latest[:length]:
            return date.earliest[:length] + rest
    return "XXXX-XX-XX"


def _find_starts(findings: Findings) -> list[int]:
    report = findings.report
    return [one.start for one in find_sentences(report.text, find_paragraphs(report.text, report.body))]


def _name(deed: Deed, reports: Mapping[str, Findings], starts: Mapping[str, list[int]]) -> str:
    report = reports[deed.report].report
    document = report.path.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    words = "_".join(deed.words.of(report.text).split())
    return f"{document}-{bisect_right(starts[deed.report], deed.words.start)}-{words}"
