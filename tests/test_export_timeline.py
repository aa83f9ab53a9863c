"""The timeline cut to what was asked for, and what it looks like elsewhere."""

import io
import json
from dataclasses import replace

import pytest
from rich.console import Console

from dateline.export.timeline import (
    describe_date,
    find_actor,
    print_timeline,
    select_entries,
    to_json,
)
from dateline.export.timelinejs import to_timelinejs
from dateline.link.linking import link
from dateline.model.errors import UsageError
from dateline.model.record import Record, TimelineDate
from tests.marked import make_report


@pytest.fixture(scope="module")
def record() -> Record:
    said: dict[str, object] = {"content": "the wall broke on May 6", "source": "the mayor"}
    return link(
        [
            make_report("a", "The wall of <Port Elm> & its gates broke on {May 6|2031-05-06}. All was well."),
            make_report(
                "b", "Then the wall broke on {May 6|2031-05-06}, the mayor said.", statements=(said,)
            ),
            make_report("c", "Nothing at all moved on the quay in {June|2031-06-01/2031-06-30}."),
            make_report("d", "The ferry sailed north again on {May 20|2032-05-20} from the old quay."),
        ]
    )


def test_entries_come_in_the_order_of_their_dates(record: Record) -> None:
    assert [one.date.earliest for one in select_entries(record)] == ["2031-05-06", "2031-06-01", "2032-05-20"]


@pytest.mark.parametrize(
    ("first", "last", "kept"),
    [
        ("2031-06", None, ["2031-06-01", "2032-05-20"]),
        ("2031-06-15", "2031", ["2031-06-01"]),
        (None, "2031-05", ["2031-05-06"]),
        ("2033", None, []),
    ],
)
def test_only_what_may_lie_within_the_days_asked_for(
    record: Record, first: str | None, last: str | None, kept: list[str]
) -> None:
    assert [one.date.earliest for one in select_entries(record, first=first, last=last)] == kept


def test_the_most_salient_are_kept_and_summaries_cut(record: Record) -> None:
    (entry,) = select_entries(record, top=1, sentences=1)
    assert entry.date.earliest == "2031-05-06"
    assert len(entry.summary) == 1
    assert len(select_entries(record, top=1)[0].summary) == 2


def test_without_a_number_a_long_timeline_is_cut_to_what_one_by_hand_would_have() -> None:
    told = [
        f"The gates were shut on {{{day} of {month}|2031-{n:02}-{day:02}}} at the port."
        for n, month in (
            (1, "January"),
            (3, "March"),
            (5, "May"),
            (7, "July"),
            (8, "August"),
            (10, "October"),
        )
        for day in range(1, 31)
    ]
    everything = link([make_report("a", " ".join(told))])
    assert len(select_entries(everything)) == 180
    assert len(select_entries(everything, top="that matter")) == 27
    assert len(select_entries(everything, top="that matter", last="2031-01-20")) == 20


def test_an_actor_is_known_by_id_name_and_alias() -> None:
    text = "{Ada Osei|person} spoke at length on {May 6|2031-05-06}. Rain fell on {May 7|2031-05-07} all day."
    record = link(
        [make_report("a", text), make_report("b", "{Osei|person} left in {June|2031-06-01/2031-06-30}.")]
    )
    (actor,) = record.actors
    assert (
        find_actor(record, actor.id) == find_actor(record, "ada  osei") == find_actor(record, "Osei") == actor
    )
    assert [one.date.earliest for one in select_entries(record, about="Osei")] == ["2031-05-06", "2031-06-01"]
    with pytest.raises(UsageError, match="did you mean Ada Osei"):
        find_actor(record, "Ose")
    with pytest.raises(UsageError, match="nobody in the case"):
        find_actor(record, "Brannock")


@pytest.mark.parametrize(
    ("date", "words"),
    [
        (TimelineDate("2031-05-06", "2031-05-06", "day"), "6 May 2031"),
        (TimelineDate("2031-05-01", "2031-05-31", "month"), "May 2031"),
        (TimelineDate("2031-01-01", "2031-12-31", "year"), "2031"),
        (TimelineDate("2030-01-01", "2039-12-31", "decade"), "2030s"),
        (TimelineDate("2031-05-03", "2031-05-09", "interval"), "3 to 9 May 2031"),
        (TimelineDate("2031-05-30", "2031-06-02", "interval"), "30 May to 2 June 2031"),
        (TimelineDate("2031-03-01", "2031-11-30", "season", "2031-FA"), "autumn 2031"),
        (TimelineDate("2031-12-01", "2032-02-29", "season"), "1 December 2031 to 29 February 2032"),
    ],
)
def test_dates_read_as_they_are_written(date: TimelineDate, words: str) -> None:
    assert describe_date(date) == words


def test_the_table_says_whose_word_a_sentence_is(record: Record) -> None:
    out = io.StringIO()
    print_timeline(record, select_entries(record), console=Console(file=out, width=200))
    lines = out.getvalue().splitlines()
    assert "6 May 2031" in lines[0]
    assert "<Port Elm> & its gates" in lines[0]
    assert "the report’s own word" in lines[1]
    assert "according to the mayor" in lines[3]


def test_json_holds_the_entries_as_the_record_does(record: Record) -> None:
    entries = select_entries(record)
    assert [one["id"] for one in json.loads(to_json(entries))] == [one.id for one in entries]
    assert json.loads(to_json([])) == []


def test_timelinejs_shows_uncertain_dates_as_spans_and_escapes_words(record: Record) -> None:
    report = record.reports[0].report
    linked = replace(record.reports[0], report=replace(report, url="https://example.org/a?b=1&c=2"))
    shown = json.loads(
        to_timelinejs(
            replace(record, reports=(linked, *record.reports[1:])), select_entries(record), title="Port <Elm>"
        )
    )
    assert shown["title"]["text"]["headline"] == "Port &lt;Elm&gt;"
    day, month, _ = shown["events"]
    assert day["start_date"] == {"year": 2031, "month": 5, "day": 6}
    assert "end_date" not in day
    assert "&lt;Port Elm&gt; &amp; its gates" in day["text"]["text"]
    assert (month["end_date"]["day"], month["display_date"]) == (30, "June 2031")
    assert "https://example.org/a?b=1&amp;c=2" in json.dumps(shown)
    assert "<Port" not in json.dumps(shown)


def test_a_headline_never_makes_a_fact_of_a_source_s_word() -> None:
    said: dict[str, object] = {"content": "The wall broke on May 6", "source": "the mayor"}
    record = link(
        [make_report("b", "The wall broke on {May 6|2031-05-06}, the mayor said.", statements=(said,))]
    )
    (event,) = json.loads(to_timelinejs(record, select_entries(record), title=""))["events"]
    assert event["text"]["headline"] == "the mayor: The wall broke on May 6, the mayor said."
