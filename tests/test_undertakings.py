"""Whose plan it is, and the words that say what."""

from dataclasses import replace

import pytest

from dateline.model.findings import Act, Findings, Participant, Role, SpeakerKind
from dateline.model.record import Commitment
from dateline.model.span import Span
from tests.pledged import judge, report

PORT = "actor-port"


def with_agent(made: Findings, name: str) -> Findings:
    """Return findings in which an actor of that name acts in the first event."""
    at = made.report.text.index(name)
    agent = Participant(Role.AGENT, at, at + len(name), PORT)
    event = replace(made.events[0], participants=(*made.events[0].participants, agent))
    return replace(made, events=(event,))


def tell(words: str, *, act: Act = Act.PLAN, kind: SpeakerKind = SpeakerKind.NAMED_PERSON) -> Commitment:
    made = report(
        "a", f"Osei said {words}.", day="2031-01-01", said=words, act=act, event=("close", "lock", "will")
    )
    spoken = tuple(replace(one, speaker=replace(one.speaker, kind=kind)) for one in made.statements)
    (one,) = judge(with_agent(replace(made, statements=spoken), "the port"))
    return one


def test_another_s_plan_is_that_other_s() -> None:
    one = tell("the port is planning to close the lock")
    assert (one.by, one.chain) == (PORT, ("Ada Osei",))


def test_what_somebody_says_will_be_is_his_word_and_not_an_outlet_s() -> None:
    assert tell("the port will close the lock").by != PORT
    assert tell("the port will close the lock", kind=SpeakerKind.OUTLET).by == PORT
    assert tell("the port is not planning to close the lock", act=Act.DENIAL).by != PORT


WHAT = [
    ("Osei expects it to rise again.", "it to rise again", "expects", "expects it to rise again"),
    ("It will rise again, Osei said.", "It will rise again", "said", "It will rise again"),
    ("Osei said that it will rise again.", "that it will rise again", "said", "it will rise again"),
]


@pytest.mark.parametrize(("text", "content", "cue", "what"), WHAT)
def test_the_words_can_be_read_alone(text: str, content: str, cue: str, what: str) -> None:
    (one,) = judge(report("a", text, day="2031-01-01", said=content, cue=cue, act=Act.PREDICTION))
    assert one.what == what


def test_the_line_that_says_where_it_was_filed_is_no_announcement() -> None:
    (one,) = judge(
        report(
            "a",
            "ELM PORT (Wire) — The lock will close.",
            day="2031-01-01",
            event=("close", "The lock", "will"),
        )
    )
    assert one.what == "The lock will close."


@pytest.mark.parametrize(
    "text",
    [
        "Whether the lock will close is not clear.",
        "The lock will close in May, the head of the port promised on Monday.",
    ],
)
def test_what_is_unclear_or_somebody_s_is_not_the_report_s(text: str) -> None:
    assert judge(report("a", text, day="2031-01-01", event=("close", "lock", "will"))) == []


def test_spans_that_look_ahead_are_kept_of_several_quotations() -> None:
    text = "“We had rain,” Osei said. “The lock will close.”"
    made = report("a", text, day="2031-01-01", said="“The lock will close.”", act=Act.PLAN)
    (spoken,) = made.statements
    spoken = replace(spoken, content=(Span(0, 14), *spoken.content))
    (one,) = judge(replace(made, statements=(spoken,)))
    assert one.what == "“The lock will close.”"
