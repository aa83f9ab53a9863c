"""What stands under which date of the timeline, and what stands under none."""

from dataclasses import replace

import pytest

from dateline.link.linking import link
from dateline.link.precision import name_precision
from dateline.model.record import TimelineEntry
from tests.marked import make_report

LEDE = "The harbour board of Port Elm will meet behind closed doors. "


def by_date(entries: tuple[TimelineEntry, ...]) -> dict[str, TimelineEntry]:
    return {entry.date.earliest: entry for entry in entries}


def test_a_sentence_stands_under_the_date_in_it() -> None:
    record = link([make_report("a", LEDE + "The wall broke on {May 5, 2031|2031-05-05}. All was well.")])
    (entry,) = record.timeline
    assert (entry.date.earliest, entry.date.latest, entry.date.precision) == (
        "2031-05-05",
        "2031-05-05",
        "day",
    )
    assert entry.summary == ("The wall broke on May 5, 2031.",)
    assert [words.exact for words in entry.evidence] == ["The wall broke on May 5, 2031.", "May 5, 2031"]
    assert entry.according_to == ()
    assert 0 < entry.salience < 1


@pytest.mark.parametrize(
    "mark",
    [
        "DURATION 2031-05-05/2031-05-08",
        "SET 2031-05-05/2031-05-05",
        "2021-01-01/2030-12-31",
    ],
)
def test_durations_sets_and_long_stretches_have_no_entry(mark: str) -> None:
    assert link([make_report("a", f"The wall broke in {{those days|{mark}}}.")]).timeline == ()


def test_what_somebody_said_that_day_is_a_source_s_word_too() -> None:
    said: dict[str, object] = {
        "content": "The gates will close before the storms come",
        "source": "the mayor",
    }
    text = "The gates will close before the storms come, the mayor said on {May 5|2031-05-05}."
    record = link([make_report("a", text, statements=(said,))])
    assert record.timeline[0].according_to == (record.statements[0].id,)
    aside: dict[str, object] = {"content": "it was loud", "source": "the mayor"}
    text = "The harbour wall broke along its length on {May 5|2031-05-05}, and it was loud, the mayor said."
    assert link([make_report("a", text, statements=(aside,))]).timeline[0].according_to == ()


@pytest.mark.parametrize(
    ("text", "cue", "is_said"),
    [
        ("The lock shuts, the mayor said on {May 5|2031-05-05}, which leaves the town one.", "said", True),
        ("The mayor on {May 5|2031-05-05} denied that the lock shuts, as many had feared.", "denied", True),
        (
            "That the lock shuts was said when the tide came on {May 5|2031-05-05} into the yard.",
            "said",
            False,
        ),
    ],
)
def test_a_date_of_the_saying_leads_to_what_was_said(text: str, cue: str, is_said: bool) -> None:
    said: dict[str, object] = {"content": "lock shuts", "cue": cue}
    record = link([make_report("a", text, statements=(said,))])
    assert record.timeline[0].according_to == ((record.statements[0].id,) if is_said else ())


def test_a_day_of_saying_has_no_entry_where_another_day_is_told() -> None:
    said: dict[str, object] = {"content": "The ferry sank off the lock on May 5", "cue": "said"}
    text = "The ferry sank off the lock on {May 5|2031-05-05}, the mayor said on {May 6|2031-05-06}."
    assert list(by_date(link([make_report("a", text, statements=(said,))]).timeline)) == ["2031-05-05"]


def test_a_source_s_word_leads_to_its_statement() -> None:
    said: dict[str, object] = {"content": "the wall broke on May 5", "source": "the mayor"}
    text = "It was plain that the wall broke on {May 5|2031-05-05}, the mayor said."
    record = link([make_report("a", text, statements=(said,))])
    (entry,) = record.timeline
    assert entry.according_to == (record.statements[0].id,)


def test_a_report_s_first_sentence_stands_under_the_day_of_its_publication() -> None:
    record = link([make_report("a", "Harbour news\n\n" + LEDE + "More follows.", published="2031-05-06")])
    (entry,) = record.timeline
    assert (entry.date.earliest, entry.summary) == ("2031-05-06", (LEDE.strip(),))


def test_a_first_sentence_that_names_a_day_stands_under_that_day_alone() -> None:
    text = "The gates of Port Elm closed for good on {Tuesday|2031-05-06}. More follows."
    record = link([make_report("a", text, published="2031-05-07")])
    assert [entry.date.earliest for entry in record.timeline] == ["2031-05-06"]
    text = "The gates of Port Elm, built in {2009|2009-01-01/2009-12-31}, have closed for good."
    record = link([make_report("a", text, published="2031-05-07")])
    assert sorted(by_date(record.timeline)) == ["2009-01-01", "2031-05-07"]


def test_a_named_day_is_worth_more_than_a_mere_publication_and_the_own_word_comes_first() -> None:
    said: dict[str, object] = {"content": "the wall broke on May 6", "source": "the mayor"}
    record = link(
        [
            make_report("a", LEDE, published="2031-05-06"),
            make_report(
                "b", "Then the wall broke on {May 6|2031-05-06}, the mayor said.", statements=(said,)
            ),
            make_report("c", "Two ships sank at their moorings on {May 6|2031-05-06} as the sea came in."),
            make_report("d", "Nothing at all moved on the quay on {May 7|2031-05-07}."),
        ]
    )
    days = by_date(record.timeline)
    assert [words[:8] for words in days["2031-05-06"].summary] == ["Two ship", "Then the"]
    assert LEDE.strip() in {words.exact for words in days["2031-05-06"].evidence}
    assert days["2031-05-06"].salience > days["2031-05-07"].salience > 0


def test_copies_count_once_and_say_it_once() -> None:
    body = (
        "The sea wall of Port Elm broke in four places on {May 6|2031-05-06} when the highest tide of "
        "the year met a storm from the north. Nobody was hurt, but two boats were lost and the lower "
        "town was under water until the evening."
    )
    alone = link([make_report("a", body)])
    both = link([make_report("a", body), make_report("b", body)])
    assert both.timeline[0].salience == alone.timeline[0].salience
    assert len(both.timeline[0].summary) == 1
    assert len({words.report for words in both.timeline[0].evidence}) == 2


def test_a_date_that_a_later_report_comes_back_to_weighs_more() -> None:
    text = "The wall broke on {May 6|2031-05-06} as many had feared."
    soon = link([make_report("a", text, published="2031-05-07")])
    later = link([make_report("a", text, published="2033-05-07")])
    assert by_date(later.timeline)["2031-05-06"].salience > by_date(soon.timeline)["2031-05-06"].salience


def test_a_line_that_is_but_a_date_is_no_summary() -> None:
    assert link([make_report("a", "{Monday, 5 May 2031|2031-05-05}\n\n" + LEDE)]).timeline == ()


@pytest.mark.parametrize(
    ("earliest", "latest", "value", "precision"),
    [
        ("2031-05-06", "2031-05-06", None, "day"),
        ("2031-05-01", "2031-05-31", "2031-05", "month"),
        ("2031-01-01", "2031-12-31", "2031", "year"),
        ("2031-06-01", "2031-08-31", "2031-SU", "season"),
        ("2031-05-01", "2031-05-30", None, "interval"),
        ("2031-05-05", "2031-05-11", "2031-W19", "interval"),
    ],
)
def test_precision(earliest: str, latest: str, value: str | None, precision: str) -> None:
    assert name_precision(earliest, latest, value) == precision


def test_spring_and_autumn_of_a_year_stay_two_dates_where_their_bounds_are_one() -> None:
    either = "2031-03-01/2031-11-30"
    text = f"The gates were hung in {{spring|{either}}} by hand. They shut in {{autumn|{either}}} at last."
    report = make_report("a", text)
    spring, autumn = (
        replace(time, value=value) for time, value in zip(report.times, ("2031-SP", "2031-FA"), strict=True)
    )
    entries = link([replace(report, times=(spring, autumn))]).timeline
    assert sorted(one.date.season or "" for one in entries) == ["2031-FA", "2031-SP"]
    assert len({one.id for one in entries}) == 2
