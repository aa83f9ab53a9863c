"""Which sentence of a day is printed first, and which is printed once."""

from dataclasses import replace

import pytest

from dateline.export.timeline import select_entries
from dateline.link.linking import link
from dateline.model.findings import Order, TimexType
from dateline.model.span import Span
from tests.marked import make_report

DAY = "2031-05-05"


def shorten(summary: tuple[str, ...]) -> list[str]:
    return [one.split()[1] for one in summary]


@pytest.mark.parametrize(
    ("clocks", "ordered"),
    [
        (("T12:00", "T09:00"), ["rain", "sirens"]),
        (("TEV", "TMO"), ["rain", "sirens"]),
        (("T19:30", "TEV"), ["rain", "sirens"]),
        (("T09:00", "T12:00"), ["sirens", "rain"]),
        (("T12:00", None), ["sirens", "rain"]),
    ],
)
def test_sentences_of_a_day_come_in_the_order_of_its_hours(
    clocks: tuple[str | None, ...], ordered: list[str]
) -> None:
    text = (
        "Harbour sirens howled over the old quays {at that hour|2031-05-05} when the wall was gone.\n\n"
        "Heavy rain drowned seven cellars {at that hour|2031-05-05}."
    )
    found = make_report("a", text)
    times = tuple(
        one if clock is None else replace(one, type=TimexType.TIME, value=DAY + clock)
        for one, clock in zip(found.times, clocks, strict=True)
    )
    assert shorten(select_entries(link([found]))[0].summary) == ["sirens", "rain"]
    (entry,) = select_entries(link([replace(found, times=times)]))
    assert shorten(entry.summary) == ordered


def test_what_a_report_says_came_first_comes_first() -> None:
    text = (
        "Harbour sirens howled over the old quays on {May 5|2031-05-05} when the wall was gone.\n\n"
        "Heavy rain drowned seven cellars on {May 5|2031-05-05}."
    )
    found = make_report("a", text)
    words = found.report.text
    rain, sirens = (Span(words.index(one), words.index(one) + len(one)) for one in ("drowned", "howled"))
    order = Order(rain, sirens, Span(words.index("when"), words.index("when") + 4), 0.9, "when")
    assert shorten(select_entries(link([found]))[0].summary) == ["sirens", "rain"]
    assert shorten(select_entries(link([replace(found, order=(order,))]))[0].summary) == ["rain", "sirens"]


def test_a_sentence_of_two_dates_is_printed_once_where_the_other_has_another() -> None:
    text = (
        "The wall broke on {May 5|2031-05-05} and again on {May 9|2031-05-09}, to the day.\n\n"
        "Pilots sailed out to sea on {May 9|2031-05-09} for want of a port."
    )
    early, late = select_entries(link([make_report("a", text)]), sentences=1)
    assert early.summary[0].startswith("The wall")
    assert late.summary[0].startswith("Pilots")
