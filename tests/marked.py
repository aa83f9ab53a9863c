"""Findings written by hand: a text with its mentions and times marked in place.

`make_report("a", "{Ada Osei|person} spoke on {Monday|2031-05-05}.")` gives a report whose text is the words
without the marks. A mark is a mention type, or an ISO date, or two with a slash between them, or a TIMEX3
type before them ("DURATION 2031-05-05").
"""

import re
from dataclasses import replace

from dateline.find.statements.saying import date_sayings
from dateline.model.findings import (
    Act,
    Anchor,
    Anonymity,
    Findings,
    Form,
    Mention,
    MentionType,
    Speaker,
    SpeakerKind,
    Statement,
    TimeExpression,
    TimexType,
)
from dateline.model.ids import make_id
from dateline.model.report import Basis, DateEvidence, Published, Report
from dateline.model.span import Span

_MARK = re.compile(r"\{([^|{}]+)\|([^{}]+)\}")
_TYPES = {kind.value for kind in MentionType}


def make_report(
    key: str,
    marked: str,
    *,
    published: str | None = None,
    outlet: str | None = None,
    statements: tuple[dict[str, object], ...] = (),
) -> Findings:
    """Return findings whose report has an id made from `key`; `published` is a full ISO date."""
    text, mentions, times = _read_marks(marked)
    report = Report(
        id=make_id("report", key),
        path=f"{key}.txt",
        url=None,
        title=None,
        outlet=outlet,
        language="en",
        bylines=(),
        dateline=None,
        published=_make_published(published),
        text=text,
        body=(Span(0, len(text)),) if text else (),
        furniture=(),
    )
    made = tuple(make_statement(report, n, **one) for n, one in enumerate(statements))  # type: ignore[arg-type]
    return Findings(report, tuple(times), tuple(mentions), date_sayings(report, made, times))


def _make_published(day: str | None) -> Published:
    if day is None:
        return Published(None, None, None, Basis.UNKNOWN)
    return Published(day, day, day, Basis.GIVEN, (DateEvidence(None, None, "given by hand"),))


def _read_marks(marked: str) -> tuple[str, list[Mention], list[TimeExpression]]:
    text, at = "", 0
    mentions: list[Mention] = []
    times: list[TimeExpression] = []
    for match in _MARK.finditer(marked):
        text += marked[at : match.start()]
        start, end = len(text), len(text) + len(match[1])
        text += match[1]
        if match[2] in _TYPES:
            mentions.append(Mention(start, end, MentionType(match[2]), None, None, "by hand"))
        else:
            times.append(_make_time(start, end, match[2]))
        at = match.end()
    return text + marked[at:], mentions, times


def _make_time(start: int, end: int, mark: str) -> TimeExpression:
    kind, _, dates = mark.rpartition(" ")
    earliest, _, latest = dates.partition("/")
    value = earliest if not latest else f"{earliest}/{latest}"
    return TimeExpression(
        start,
        end,
        TimexType(kind or "DATE"),
        value,
        None,
        earliest,
        latest or earliest,
        Anchor.NONE,
        "by hand",
    )


def make_statement(
    report: Report,
    number: int,
    *,
    content: str,
    cue: str = "said",
    source: str | None = None,
    name: str | None = None,
    kind: SpeakerKind = SpeakerKind.UNKNOWN,
    chain: tuple[str, ...] = (),
    act: Act = Act.ASSERTION,
) -> Statement:
    """Return a statement whose roles are the first places where the words given stand in the text."""

    def find(words: str) -> Span:
        start = report.text.index(words)
        return Span(start, start + len(words))

    anonymity = Anonymity(source, None) if kind is SpeakerKind.ANONYMOUS and source else None
    return Statement(
        id=make_id("statement", report.id, number),
        content=(find(content),),
        cue=(find(cue),),
        source=(find(source),) if source else (),
        speaker=Speaker(None, name, kind, "by hand"),
        anonymity=anonymity,
        chain=chain,
        form=Form.INDIRECT,
        act=act,
        confidence=0.9,
        rule="by hand",
    )


def rename(findings: Findings, path: str) -> Findings:
    """Return the same findings under another path."""
    return replace(findings, report=replace(findings.report, path=path))
