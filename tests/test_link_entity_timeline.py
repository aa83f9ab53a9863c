"""What one actor did and had done to it: which events, with which date, in which order."""

from dataclasses import replace

import pytest

from dateline.export.deeds import to_deed_lines
from dateline.link.linking import link
from dateline.link.timeline.entity_timeline import DeedLine, find_deeds, order_deeds
from dateline.model.findings import (
    Event,
    Findings,
    Interval,
    Order,
    Participant,
    Polarity,
    Role,
    SpeakerKind,
    Status,
)
from dateline.model.ids import make_id
from dateline.model.record import Record
from dateline.model.span import Span
from tests.marked import make_report


def add_events(findings: Findings, *told: tuple[str, str, Role, Status, int | None]) -> Findings:
    """Add events: the word, who takes part and as what, how it stands, and the number of its time."""
    text = findings.report.text
    names = {mention.start for mention in findings.mentions}
    events = []
    for word, who, role, status, time in told:
        at = text.index(word)
        start = text.rindex(who, 0, at) if who in text[:at] else text.index(who, at)
        day = findings.times[time] if time is not None else None
        events.append(
            Event(
                id=make_id("event", findings.report.id, at),
                trigger=Span(at, at + len(word)),
                participants=(Participant(role, start, start + len(who), "x" if start in names else None),),
                time=time,
                date=Interval(day.earliest, day.latest) if day else Interval(None, None),
                type=None,
                mode=None,
                status=status,
                polarity=Polarity.POSITIVE,
                according_to=(),
                figures=(),
                confidence=0.9,
                rule="by hand",
            )
        )
    return replace(findings, events=tuple(sorted(events, key=lambda one: one.trigger)))


AGENT, TARGET, PLACE = Role.AGENT, Role.TARGET, Role.PLACE
HAPPENED, PLANNED = Status.HAPPENED, Status.PLANNED


def order_of(record: Record, name: str) -> list[tuple[int, str | None, list[str]]]:
    actor = next(one for one in record.actors if one.name == name)
    texts = {one.report.id: one.report.text for one in record.reports}
    return [_read(line, texts) for line in order_deeds(record.reports, {actor.id})]


def _read(line: DeedLine, texts: dict[str, str]) -> tuple[int, str | None, list[str]]:
    words = [deed.words.of(texts[deed.report]) for deed in line.deeds]
    return line.ordinal, line.date.earliest if line.date else None, words


def test_deeds_stand_in_the_order_of_their_dates_and_what_is_meant_is_none() -> None:
    text = (
        "{Ada Osei|person} left the board on {June 2, 2031|2031-06-02}. She had built the lock in "
        "{May 2031|2031-05-01/2031-05-31}. {Ada Osei|person} will return. {Bo Vale|person} slept."
    )
    told = add_events(
        make_report("a", text),
        ("left", "Ada Osei", AGENT, HAPPENED, 0),
        ("built", "She", AGENT, HAPPENED, 1),
        ("return", "Ada Osei", AGENT, PLANNED, None),
        ("slept", "Bo Vale", AGENT, HAPPENED, None),
    )
    assert order_of(link([told]), "Ada Osei") == [(1, "2031-05-01", ["built"]), (2, "2031-06-02", ["left"])]
    assert order_of(link([told]), "Bo Vale") == [(0, None, ["slept"])]


def test_a_place_takes_no_part() -> None:
    told = add_events(
        make_report("a", "The lock broke in {Port Elm|place}."), ("broke", "Port Elm", PLACE, HAPPENED, None)
    )
    assert order_of(link([told]), "Port Elm") == []


def test_what_is_told_without_a_date_stands_with_what_was_told_before_it() -> None:
    text = "{Ada Osei|person} spoke. {Ada Osei|person} fell on {May 2, 2031|2031-05-02} and wept."
    told = add_events(
        make_report("a", text, published="2031-06-01"),
        ("spoke", "Ada Osei", AGENT, HAPPENED, None),
        ("fell", "Ada Osei", AGENT, HAPPENED, 0),
        ("wept", "Ada Osei", AGENT, HAPPENED, None),
    )
    record = link([told])
    assert order_of(record, "Ada Osei") == [
        (1, "2031-05-02", ["fell"]),
        (1, "2031-05-02", ["wept"]),
        (2, "2031-06-01", ["spoke"]),
    ]
    actor = record.actors[0].id
    assert [one.is_dated for one in find_deeds(record.reports[0], {actor})] == [False, True, False]
    undated = link([replace(told, report=make_report("a", text).report)])
    assert order_of(undated, "Ada Osei")[0] == (0, None, ["spoke"])


def test_two_reports_of_one_event_share_a_line_and_two_sayings_do_not() -> None:
    def tell(key: str, word: str) -> Findings:
        text = f"{{Ada Osei|person}} {word} the board on {{June 2, 2031|2031-06-02}}, she said."
        said: dict[str, object] = {
            "content": "the board",
            "source": "she",
            "name": "Ada Osei",
            "kind": SpeakerKind.NAMED_PERSON,
        }
        made = make_report(key, text, published="2031-06-02", statements=(said,))
        return add_events(made, (word, "Ada Osei", AGENT, HAPPENED, 0))

    lines = order_of(link([tell("a", "resigned"), tell("b", "resigns")]), "Ada Osei")
    assert sorted(words for _, _, words in lines) == [["resigned", "resigns"], ["said"], ["said"]]


def test_what_a_report_says_came_first_comes_first_on_its_day() -> None:
    text = "On {June 2|2031-06-02} {Ada Osei|person} resigned after {Ada Osei|person} lost the vote."
    told = add_events(
        make_report("a", text, published="2031-06-02"),
        ("resigned", "Ada Osei", AGENT, HAPPENED, 0),
        ("lost", "Ada Osei", AGENT, HAPPENED, 0),
    )
    assert [n for n, _, _ in order_of(link([told]), "Ada Osei")] == [1, 1]
    first, last, sign = (
        Span(at := told.report.text.index(word), at + len(word)) for word in ("lost", "resigned", "after")
    )
    told = replace(told, order=(Order(first, last, sign, 0.9, "by hand"),))
    assert order_of(link([told]), "Ada Osei") == [
        (1, "2031-06-02", ["lost"]),
        (2, "2031-06-02", ["resigned"]),
    ]
    circle = (*told.order, Order(last, first, sign, 0.9, "by hand"))
    assert len(order_of(link([replace(told, order=circle)]), "Ada Osei")) == 2


@pytest.mark.parametrize(
    ("content", "is_about"), [("the new Osprey", True), ("the new Osprey would fly to the far north", False)]
)
def test_a_saying_that_is_a_name_and_nothing_else_is_about_it(content: str, is_about: bool) -> None:
    said: dict[str, object] = {"content": content, "cue": "has unveiled"}
    text = f"{{Bo Vale|person}} has unveiled {content.replace('Osprey', '{Osprey|other}')}."
    record = link([make_report("a", text, published="2031-06-02", statements=(said,))])
    assert order_of(record, "Osprey") == ([(1, "2031-06-02", ["unveiled"])] if is_about else [])


def test_the_lines_print_as_the_task_has_them() -> None:
    text = "The lock opened. {Ada Osei|person} stepped down in {May 2031|2031-05-01/2031-05-31}."
    told = add_events(make_report("a", text), ("stepped down", "Ada Osei", AGENT, HAPPENED, 0))
    record = link([told])
    assert to_deed_lines(record, record.actors[0]) == "Ada Osei\n1\t2031-05-XX\ta-2-stepped_down"
    assert record.timeline[0].events == (record.events[0].id,)


def test_an_entry_about_somebody_holds_the_events_it_takes_part_in() -> None:
    from dateline.export.timeline import select_entries

    text = "{Ada Osei|person} fell and {Bo Vale|person} rose on {May 2, 2031|2031-05-02}."
    told = add_events(
        make_report("a", text),
        ("fell", "Ada Osei", AGENT, HAPPENED, 0),
        ("rose", "Bo Vale", TARGET, HAPPENED, 0),
    )
    record = link([told])
    entries = {one.mentions[0]["event"]: one.id for one in record.events}
    fell, rose = (entries[one.id] for one in told.events)
    assert record.timeline[0].events == tuple(sorted((fell, rose)))
    assert select_entries(record, about="Bo Vale")[0].events == (rose,)
