"""What became of it, told in other words: put off, overdue, decided, kept as promised, taken back, belied."""

import pytest

from dateline.model.findings import Act, Findings, Interval
from tests.pledged import PLAN, judge, report

CLOSE = ("close", "the old lock", "will")


def told(text: str, *, day: str = "2031-05-01", how: str = "will", word: str = "clos") -> str:
    """Return what is said to have become of the plan to close the old lock by the end of May."""
    at = text.replace("{", "").split("|")[0]
    trigger = next(one.strip(".,") for one in at.split() if one.startswith(word))
    later = report("later", text, day=day, event=(trigger, "old lock", how))
    return judge(PLAN, later)[0].outcome


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("The port postponed the closing of the old lock.", "reported_not_done"),
        ("Closing of the old lock was called off.".replace("Closing", "The closing"), "reported_not_done"),
        ("Osei scrapped the closing of the old lock.", "reversed"),
        ("The port may yet have postponed the closing of the old lock.", "reported_not_done"),
        ("The port has not postponed the closing of the old lock.", "open"),
        ("The fair was postponed. The closing of the old lock draws people.", "open"),
    ],
)
def test_put_off_or_dropped(text: str, outcome: str) -> None:
    assert told(text) == outcome


def test_still_to_come_when_its_time_is_over() -> None:
    words = "The port will close the old lock."
    assert told(words, day="2031-06-20") == "reported_not_done"
    assert told(words, day="2031-05-20") == "open"


def test_until_is_no_deadline() -> None:
    stays = report(
        "stays",
        "Osei said the port would close the old lock until {the end of May|2031-05-31}.",
        day="2031-03-01",
        said="the port would close the old lock until the end of May",
        event=CLOSE,
    )
    later = report("later", "The port will close the old lock.", day="2031-06-20", event=CLOSE)
    assert judge(stays, later)[0].outcome == "open"


def considers(decision: str) -> str:
    first = report(
        "first",
        "Osei said the port was considering a request of the Elm fishermen.",
        day="2031-03-01",
        said="the port was considering a request of the Elm fishermen",
        event=("considering", "a request of the Elm fishermen", "will"),
    )
    later = report(
        "later",
        f"The port {decision} a request of the Elm fishermen.",
        day="2031-05-01",
        event=(decision, "a request of the Elm fishermen", "did"),
    )
    return judge(first, later)[0].outcome


def test_what_was_considered_is_decided() -> None:
    assert considers("denied") == "reported_not_done"
    assert considers("approved") == "reported_done"
    assert considers("printed") == "open"


def test_told_in_passing_of_the_very_time() -> None:
    passing = (
        "Rain fell. More rain fell. Then there was sun. Nobody sang. "
        "The quay, closed on {May 6|2031-05-06}, was dry."
    )
    later = report("later", passing, day="2031-07-01", event=("closed", "The quay", "did"), when="2031-05-06")
    assert judge(PLAN, later)[0].outcome == "open"
    lock = passing.replace("The quay", "The old lock")
    later = report(
        "later", lock, day="2031-07-01", event=("closed", "The old lock", "did"), when="2031-05-06"
    )
    assert judge(PLAN, later)[0].outcome == "reported_done"


BEFORE = "{when} Osei had said that he would close the old lock. Now it stays."


@pytest.mark.parametrize(
    ("when", "outcome"), [("Previously,", "reversed"), ("Earlier,", "reversed"), ("Late on Monday", "open")]
)
def test_said_before_and_so_no_longer(when: str, outcome: str) -> None:
    (one,) = judge(
        report(
            "back",
            BEFORE.replace("{when}", when),
            day="2031-03-01",
            said="that he would close the old lock",
            cue="had said",
            event=CLOSE,
        )
    )
    assert one.outcome == outcome


def test_a_quotation_of_a_mood_denies_nothing() -> None:
    def deny(words: str) -> int:
        text = f"“{words},” Osei said."
        return len(judge(report("a", text, day="2031-01-01", said=f"“{words},”", act=Act.DENIAL)))

    assert deny("We are not angry any more") == 0
    assert deny("We are not planning a strike") == 1


def test_no_report_up_to_the_last_that_is_dated() -> None:
    undated = report("undated", "Rain fell.", day="2035-01-01")
    assert "1 January 2035" in judge(PLAN, undated)[0].why
    assert PLAN.report.published.latest is not None
    assert judge(PLAN)[0].horizon == Interval(None, "2031-05-31")


def test_said_again_in_nearly_the_same_words() -> None:
    def say(key: str, words: str, day: str) -> Findings:
        return report(key, f"Osei said {words}.", day=day, said=words)

    first = say("first", "the council wants no tolls at the Elm lock", "2031-01-01")
    again = say("again", "the council wants no tolls at all at the Elm lock", "2031-02-01")
    other = say("other", "the council wants new boats for the ferry", "2031-02-01")
    assert judge(first, again)[0].outcome == "repeated"
    assert judge(first, other)[0].outcome == "open"


def test_a_saying_that_is_quoted_again_is_one_and_not_said_again() -> None:
    def say(key: str, words: str, day: str) -> Findings:
        return report(key, f"{words} Osei said.", day=day, said=words, act=Act.PLAN)

    words = "“We will not sell the quay to anybody who comes by,”"
    first, later = say("first", words, "2031-01-01"), say("again", words, "2031-02-01")
    other = say("other", "“We will sell no quay to anybody who comes by,”", "2031-02-01")
    assert [one.outcome for one in judge(first, later)] == ["open"]
    assert len(judge(first, other)) == 2
