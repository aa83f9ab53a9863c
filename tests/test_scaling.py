"""Piles made by cutting and moving: what is found stays with its words, and dates move together."""

from dataclasses import replace

from dateline.link.linking import link
from dateline.model.findings import Event, Figure, Interval, Polarity, SpeakerKind, Status
from dateline.model.span import Span
from evaluation.scaling import Cost, cut, describe, make_pile
from tests.marked import make_report

SAID: dict[str, object] = {
    "content": "the lock would open on May 9",
    "source": "She",
    "name": "Ada Osei",
    "kind": SpeakerKind.NAMED_PERSON,
}
SOURCE = make_report(
    "a",
    "It rained on {May 1|2031-05-01}. {Ada Osei|person} met {Bo Vale|person} on {May 5|2031-05-05}. "
    "She said the lock would open on {May 9|2031-05-09}. The {Harbour Board|organization} agreed.",
    published="2031-05-05",
    statements=(SAID,),
)


def test_what_is_found_stays_with_its_words_and_moves_with_its_report() -> None:
    text = SOURCE.report.text
    window = Span(text.index("Ada"), text.index(" The Harbour"))
    part = cut(SOURCE, window, key=7, days=30)
    assert part.report.text == window.of(text)
    assert part.report.published.earliest == "2031-06-04"
    words = part.report.text
    assert [words[one.start : one.end] for one in part.mentions] == ["Ada Osei", "Bo Vale"]
    assert [(words[one.start : one.end], one.earliest) for one in part.times] == [
        ("May 5", "2031-06-04"),
        ("May 9", "2031-06-08"),
    ]
    (statement,) = part.statements
    assert statement.content[0].of(words) == SAID["content"]
    assert statement.id != SOURCE.statements[0].id


def test_what_is_cut_through_is_left_out() -> None:
    text = SOURCE.report.text
    part = cut(SOURCE, Span(0, text.index(" would")), key=7, days=0)
    assert part.statements == ()
    assert len(part.times) == 2


def test_a_finding_that_rests_on_words_outside_is_left_out() -> None:
    rain = replace(SOURCE.times[1], event=Span(0, 2))
    source = replace(SOURCE, times=(SOURCE.times[0], rain, SOURCE.times[2]))
    part = cut(source, Span(SOURCE.report.text.index("Ada"), len(SOURCE.report.text)), key=7, days=0)
    assert [one.earliest for one in part.times] == ["2031-05-09"]


def test_what_refers_to_a_time_that_is_left_out_refers_to_none() -> None:
    at = SOURCE.report.text.index("met")
    figures = tuple(Figure(at, at + 3, 2.0, 2.0, "killed", None, as_of=n) for n in (0, 1))
    met = Event(
        id="met",
        trigger=Span(at, at + 3),
        participants=(),
        time=1,
        date=Interval("2031-05-05", "2031-05-05"),
        type=None,
        mode=None,
        status=Status.HAPPENED,
        polarity=Polarity.POSITIVE,
        according_to=(),
        figures=figures,
        confidence=0.9,
        rule="by hand",
    )
    window = Span(SOURCE.report.text.index("Ada"), len(SOURCE.report.text))
    (event,) = cut(replace(SOURCE, events=(met,)), window, key=7, days=0).events
    assert (event.time, [one.as_of for one in event.figures]) == (0, [None, 0])


def test_a_pile_has_as_many_reports_as_asked_for_and_links() -> None:
    pile = make_pile([SOURCE], 5)
    assert len({one.report.id for one in pile}) == 5
    assert len(link(pile).reports) == 5


def test_growth_is_held_against_n_log_n() -> None:
    costs = [Cost(100, 1.0, 1.0, 10**9, {}), Cost(10_000, 200.0, 400.0, 10**9, {"link_actors": 150.0})]
    figures = describe(costs)
    # n log n allows 100 times 2.
    assert round(figures["linking, growth over n log n, 100 to 10,000"], 6) == 1.0
    assert round(figures["keeping, growth over n log n, 100 to 10,000"], 6) == 2.0
    assert figures["10,000 reports, link_actors, share"] == 0.75
