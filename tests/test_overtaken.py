"""Which figures a later report gave anew, and that a timeline prefers those that stand."""

from typing import Any

import pytest

from dateline.link.evidence import make_evidence
from dateline.link.timeline.overtaken import find_overtaken
from dateline.link.timeline.timeline import link_timeline
from dateline.model.findings import Findings, Interval
from dateline.model.record import EventEntry
from dateline.model.span import Span
from tests.marked import make_report

DAY = "{May 5|2031-05-05}"


def make_event(*given: tuple[Findings, str, float]) -> EventEntry:
    """Return an event with figures, each the report, the words and the number."""
    rows: list[dict[str, Any]] = []
    for found, words, number in given:
        at = found.report.text.index(words)
        rows.append(
            {
                "report": found.report.id,
                "start": at,
                "end": at + len(words),
                "low": number,
                "high": number,
                "published": found.report.published.earliest,
            }
        )
    report = given[0][0].report
    return EventEntry(
        id="event",
        mentions=(),
        date=Interval("2031-05-05", "2031-05-05"),
        type=None,
        status=(),
        figures=({"unit": "killed", "given": rows},),
        reports=len(given),
        outlets=1,
        independent_origins=1,
        evidence=(make_evidence(report, 0, 5),),
    )


@pytest.mark.parametrize(
    ("days", "numbers", "overtaken"),
    [
        (("2031-05-05", "2031-05-06"), (8, 12), ["a"]),
        (("2031-05-06", "2031-05-05"), (8, 12), ["b"]),
        (("2031-05-05", "2031-05-06"), (8, 8), []),
        (("2031-05-05", "2031-05-05"), (8, 12), []),
        ((None, "2031-05-06"), (8, 12), []),
    ],
)
def test_a_figure_is_overtaken_by_another_of_a_later_day(
    days: tuple[str | None, str | None], numbers: tuple[int, int], overtaken: list[str]
) -> None:
    a, b = (
        make_report(key, "The wave killed many.", published=day) for key, day in zip("ab", days, strict=True)
    )
    found = find_overtaken([make_event((a, "many", numbers[0]), (b, "many", numbers[1]))])
    names = {a.report.id: "a", b.report.id: "b"}
    assert [names[one] for one in found] == overtaken
    assert all(spans == [Span(16, 20)] for spans in found.values())


@pytest.mark.parametrize(
    ("days", "kept"), [(("06", "09"), "12 dockers"), (("09", "06"), "8 sailors")], ids=["rises", "falls"]
)
def test_the_timeline_prefers_the_figure_that_stands(days: tuple[str, str], kept: str) -> None:
    told = ("8 sailors", "12 dockers")
    reports = [
        make_report(key, f"The great wave killed {who} at Port Elm on {DAY}.", published=f"2031-05-{day}")
        for key, who, day in zip("ab", told, days, strict=True)
    ]
    event = make_event((reports[0], told[0], 8), (reports[1], told[1], 12))
    origins = {one.report.id: one.report.id for one in reports}
    (entry,) = [
        one for one in link_timeline(reports, origins, events=[event]) if one.date.earliest == "2031-05-05"
    ]
    assert kept in entry.summary[0]
