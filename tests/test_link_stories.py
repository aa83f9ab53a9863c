"""Which reports tell one story: what joins them, what keeps them apart, and what a stream lets go of."""

import pickle
from collections.abc import Iterable, Sequence
from itertools import permutations

import pytest

from dateline.link.stories.gists import Gist, order_gist, read_gist
from dateline.link.stories.story_stream import Story, StoryStream, assign_stories
from tests.marked import make_report

CRANE = (
    "A crane fell onto the ferry pier at {Port Elm|place} and hurt four dock hands, harbour master "
    "{Ada Osei|person} said. The crane of {Brandt Lifting|organization} had stood idle since a storm.",
    "Four dock hands were hurt when a crane crashed onto a pier in {Port Elm|place}. {Ada Osei|person} "
    "closed the ferry pier and asked {Brandt Lifting|organization} why its crane stood there.",
    "{Brandt Lifting|organization} will pay the dock hands who were hurt by its crane at {Port Elm|place}, "
    "it told {Ada Osei|person}. The ferry pier stays closed.",
)
OTHER_CRANE = (
    "A crane fell onto a school yard in {Velden|place} and hurt two teachers, mayor {Tomas Reuter|person} "
    "said. {Kessel Bau|organization} had put the crane up for a new gymnasium.",
    "Two teachers were hurt when a crane crashed onto a school yard in {Velden|place}. {Tomas Reuter|person} "
    "stopped the works of {Kessel Bau|organization} on the gymnasium.",
)
VOTE = (
    "{Lena Marsh|person} won the vote for the seat of {Upper Wend|place} with 5,204 votes, the {Reed Party|"
    "organization} announced. {Karl Dunn|person} conceded before midnight.",
    "The {Reed Party|organization} of {Lena Marsh|person} took {Upper Wend|place} with 5,204 votes. "
    "{Karl Dunn|person} conceded and wished her well.",
)


def make_gists(texts: Sequence[str], name: str, days: Sequence[str | None]) -> list[Gist]:
    return [
        read_gist(make_report(f"{name}{n}", text, published=day))
        for n, (text, day) in enumerate(zip(texts, days, strict=True))
    ]


def name_all(stories: Iterable[Story]) -> set[frozenset[str]]:
    return {frozenset(gist.path.removesuffix(".txt") for gist in story.gists) for story in stories}


MAY = ("2031-05-02", "2031-05-03", "2031-05-05")
PILE = [
    *make_gists(CRANE, "crane", MAY),
    *make_gists(OTHER_CRANE, "other", MAY[:2]),
    *make_gists(VOTE, "vote", (None, "2031-05-04")),
]
STORIES = {
    frozenset(("crane0", "crane1", "crane2")),
    frozenset(("other0", "other1")),
    frozenset(("vote0", "vote1")),
}


def test_two_falls_of_a_crane_are_two_stories_and_an_undated_report_finds_its_own() -> None:
    assert name_all(assign_stories(sorted(PILE, key=order_gist))) == STORIES


def test_the_order_within_a_day_and_the_way_over_another_process_change_nothing() -> None:
    days = make_gists(CRANE, "crane", MAY[:1] * 3) + make_gists(VOTE, "vote", MAY[:1] * 2)
    expected = list(assign_stories(days))
    for order in list(permutations(days))[::17]:
        assert list(assign_stories(pickle.loads(pickle.dumps(order)))) == expected


def test_a_story_says_when_it_was_told_who_acts_in_it_and_what_it_is_called() -> None:
    (story,) = (one for one in assign_stories(sorted(PILE, key=order_gist)) if len(one.reports) == 3)
    assert (story.first, story.last) == (MAY[0], MAY[2])
    assert story.actors == ("Ada Osei", "Brandt Lifting")
    assert story.title in {gist.title for gist in story.gists}
    assert story.reports == tuple(gist.report for gist in sorted(story.gists, key=order_gist))


def test_an_id_stays_as_it_is_when_more_is_told() -> None:
    first, *_ = (one.id for one in assign_stories(make_gists(CRANE[:1], "crane", MAY[:1])))
    assert [one.id for one in assign_stories(make_gists(CRANE, "crane", MAY))] == [first]


def test_what_nobody_tells_of_for_long_goes_quiet_and_is_let_go_of() -> None:
    stream = StoryStream(quiet_days=30, together=1)
    early = [story for gist in make_gists(CRANE, "crane", MAY) for story in stream.place(gist)]
    assert early == []
    (late,) = make_gists(VOTE[:1], "vote", ("2031-06-05",))
    assert name_all(stream.place(late)) == {frozenset(("crane0", "crane1", "crane2"))}
    (again,) = make_gists(CRANE[:1], "again", ("2031-06-06",))
    assert list(stream.place(again)) == []
    assert name_all(stream.close()) == {frozenset(("vote0",)), frozenset(("again0",))}
    assert not stream.held


def test_a_story_that_goes_on_stays_open_though_its_first_reports_are_forgotten() -> None:
    days = ("2031-05-02", "2031-05-25", "2031-06-18")
    stream = StoryStream(quiet_days=30, together=1)
    told = [story for gist in make_gists(CRANE, "crane", days) for story in stream.place(gist)]
    (later,) = make_gists(VOTE[:1], "vote", ("2031-06-20",))
    told += stream.place(later)
    assert told == []
    assert stream.held == 2
    assert frozenset(("crane0", "crane1", "crane2")) in name_all(stream.close())


def test_a_report_given_twice_counts_once() -> None:
    (story,) = assign_stories(make_gists(CRANE[:1], "crane", MAY[:1]) * 2)
    assert len(story.reports) == 1


def test_a_report_of_no_words_is_a_story_of_its_own() -> None:
    empty = make_gists(("", "…"), "empty", (None, None))
    assert name_all(assign_stories(empty)) == {frozenset(("empty0",)), frozenset(("empty1",))}


@pytest.mark.parametrize(
    ("earliest", "latest", "day"),
    [(10, 12, 10), (10, 80, None), (10, None, None), (None, 10, None), (None, None, None)],
)
def test_a_report_is_sorted_by_a_day_that_is_known_to_a_month(
    earliest: int | None, latest: int | None, day: int | None
) -> None:
    from dataclasses import replace

    assert replace(PILE[0], earliest=earliest, latest=latest).day == day
