"""What was announced and what became of it: found, held against later reports, never against other things."""

from dataclasses import replace

import pytest

from dateline.link.commitments.terms import stem_of
from dateline.model.findings import (
    Act,
    Findings,
    Interval,
)
from dateline.model.record import Actor, ActorRole
from tests.marked import make_report
from tests.pledged import OSEI, PLAN, PORT, judge, report


def test_done_in_time() -> None:
    later = report(
        "done",
        "The old lock was closed on {May 6|2031-05-06}.",
        day="2031-05-07",
        event=("closed", "The old lock", "did"),
        when="2031-05-06",
    )
    (one,) = judge(PLAN, later)
    assert (one.outcome, one.outcome_on) == ("reported_done", "2031-05-07")
    assert one.horizon == Interval(None, "2031-05-31")
    words = [words.exact for words in one.outcome_evidence]
    assert words == ["the port would close the old lock by the end of May", later.report.text]
    assert "“closed”" in one.why


def test_done_when_its_time_was_over_is_not_done() -> None:
    later = report(
        "late",
        "The old lock was closed on {August 6|2031-08-06}.",
        day="2031-08-07",
        event=("closed", "The old lock", "did"),
        when="2031-08-06",
    )
    (one,) = judge(PLAN, later)
    assert one.outcome == "reported_not_done"
    assert "was to be by 31 May 2031" in one.why


NOTHING = [
    ("another thing", "The fish market was closed on {May 6|2031-05-06}.", "The fish market", "2031-05-07"),
    ("before it was said", "The old lock was closed on {May 6|2030-05-06}.", "The old lock", "2031-05-07"),
    ("an earlier report", "The old lock was closed on {May 6|2030-05-06}.", "The old lock", "2031-02-07"),
]


@pytest.mark.parametrize(("why", "text", "target", "day"), NOTHING, ids=[row[0] for row in NOTHING])
def test_what_shows_nothing(why: str, text: str, target: str, day: str) -> None:
    when = "2031-05-06" if why == "another thing" else "2030-05-06"
    (one,) = judge(PLAN, report("other", text, day=day, event=("closed", target, "did"), when=when))
    assert (one.outcome, one.outcome_evidence, one.outcome_on) == ("open", (), None)
    assert one.why


def test_a_time_that_passed_without_a_word_stays_open_and_says_so() -> None:
    (one,) = judge(PLAN, report("other", "Rain fell.", day="2031-09-01"))
    assert one.outcome == "open"
    assert "passed on 31 May 2031" in one.why


def test_without_a_date_nothing_is_later() -> None:
    undated = replace(PLAN, report=make_report("plan", "Osei said.").report)
    undated = replace(PLAN, report=replace(PLAN.report, published=undated.report.published))
    (one,) = judge(undated, report("other", "Rain fell.", day="2031-09-01"))
    assert (one.on, one.outcome) == (None, "open")
    assert "not known" in one.why


STAYS = report(
    "stays",
    "Osei denied that the ferry would be moved to Gull Point.",
    day="2031-03-01",
    said="that the ferry would be moved to Gull Point",
    act=Act.DENIAL,
    cue="denied",
    event=("moved", "the ferry", "denied"),
    positive=False,
)


def moves(by: str) -> Findings:
    return report(
        "moves",
        "The ferry will be moved to Gull Point, the port said.",
        day="2031-06-01",
        said="The ferry will be moved to Gull Point",
        by=by,
        event=("moved", "The ferry", "will"),
    )


def test_the_same_speaker_says_the_opposite() -> None:
    first, second = judge(STAYS, moves(OSEI))
    assert (first.kind, first.outcome, first.outcome_on) == ("denial", "reversed", "2031-06-01")
    assert second.outcome == "open"
    assert [words.report for words in first.outcome_evidence] == [STAYS.report.id, moves(OSEI).report.id]


def test_somebody_else_who_says_the_opposite_reverses_nothing() -> None:
    first, _ = judge(STAYS, moves("actor-other"))
    assert first.outcome == "open"


def test_the_body_that_one_heads_speaks_for_one() -> None:
    words = PLAN.report.text
    evidence = judge(PLAN)[0].evidence
    role = ActorRole("head of the Elm Port", None, None, evidence)
    osei = Actor(OSEI, "Ada Osei", "person", (), (role,), evidence, "by hand")
    port = Actor(PORT, "Elm Port", "organization", (), (), evidence, "by hand")
    first, _ = judge(STAYS, moves(PORT), actors=(osei, port))
    assert first.outcome == "reversed", words


def test_what_was_denied_is_reported_as_having_happened() -> None:
    later = report(
        "moved",
        "The ferry was moved to Gull Point on {June 6|2031-06-06}.",
        day="2031-06-07",
        event=("moved", "The ferry", "did"),
        when="2031-06-06",
    )
    (one,) = judge(STAYS, later)
    assert one.outcome == "reported_not_done"


def test_said_again_by_the_same() -> None:
    again = report(
        "again",
        "Osei said the port would close the old lock this spring.",
        day="2031-04-01",
        said="the port would close the old lock this spring",
        event=("close", "the old lock", "will"),
    )
    first, second = judge(PLAN, again)
    assert (first.outcome, second.outcome) == ("repeated", "open")


def test_a_retelling_is_no_second_promise_and_what_is_said_beside_it_counts() -> None:
    back = report(
        "back",
        "The day came and went. In {March|2031-03-01/2031-03-31} Osei promised that the port would close the "
        "old lock by {the end of May|2031-05-31}.",
        day="2031-06-02",
        said="that the port would close the old lock by the end of May",
        cue="promised",
        act=Act.PROMISE,
        event=("close", "old lock", "will"),
    )
    (one,) = judge(PLAN, back)
    assert (one.outcome, one.outcome_on) == ("reported_not_done", "2031-06-02")
    assert "“came and went”" in one.why
    assert len(one.statements) == 2


def test_a_sum_that_takes_the_place_of_another() -> None:
    promise = report(
        "sum",
        "Osei said the new lock at Gull Point would cost 40 million dollars.",
        day="2031-03-01",
        said="the new lock at Gull Point would cost 40 million dollars",
    )
    later = report(
        "more",
        "The lock at Gull Point cost 65 million dollars rather than 40 million dollars.",
        day="2032-03-01",
    )
    other = report(
        "fish",
        "Fish at the market brought 65 million dollars rather than 40 million dollars.",
        day="2032-03-01",
    )
    assert judge(promise, later)[0].outcome == "reported_not_done"
    assert judge(promise, other)[0].outcome == "open"
    # However many set the same sums against each other before it was promised.
    day = "2030-03-01"
    before = replace(other.report.published, value=day, earliest=day, latest=day)
    earlier = [
        replace(other, report=replace(other.report, id=f"fish {n}", published=before)) for n in range(50)
    ]
    assert judge(promise, later, *earlier)[0].outcome == "reported_not_done"


def test_what_a_report_says_in_its_own_voice_is_nobodys_statement() -> None:
    (one,) = judge(
        report("own", "The port will close the lock.", day="2031-01-01", event=("close", "lock", "will"))
    )
    assert (one.kind, one.statements, one.by) == ("plan", (), None)
    assert one.what == "The port will close the lock."


def test_a_purpose_is_no_announcement() -> None:
    made = report("own", "It rang to close the lock.", day="2031-01-01", event=("close", "lock", "will"))
    event = replace(made.events[0], rule="encoder; planned: infinitive of purpose")
    assert judge(replace(made, events=(event,))) == []


SAME_STEM = [
    ("closing", "close"),
    ("moved", "relocates"),
    ("gates", "gate"),
    ("paid", "pay"),
    ("cities", "city"),
]
OTHER_STEM = [("gate", "gale"), ("pay", "play"), ("close", "clothe")]


@pytest.mark.parametrize(("one", "other"), SAME_STEM)
def test_words_of_one_stem(one: str, other: str) -> None:
    assert stem_of(one) == stem_of(other) != ""


@pytest.mark.parametrize(("one", "other"), OTHER_STEM)
def test_words_of_two_stems(one: str, other: str) -> None:
    assert stem_of(one) != stem_of(other)
