"""Which mentions of events are one event: across reports, and what keeps them apart."""

from dataclasses import replace
from itertools import permutations

import pytest

from dateline.case.explaining import explain
from dateline.link.events.event_bounds import limit, may_come_of
from dateline.link.events.event_tellings import Telling, gather_tellings
from dateline.link.linking import link
from dateline.link.stems import fold_word
from dateline.model.findings import (
    Event,
    Figure,
    Findings,
    Interval,
    Participant,
    Polarity,
    Role,
    SpeakerKind,
    Status,
)
from dateline.model.ids import make_event_id
from dateline.model.record import EventEntry, Record
from dateline.model.span import Span
from tests.marked import make_report

BLAST = (
    "A blast tore through the grain silo at {Port Elm|place} and killed dock workers, the {Harbour Guard|"
    "organization} reported. Fire crews reached the grain silo within the hour."
)
AGAIN = (
    "Dock workers died when a blast wrecked the grain silo of {Port Elm|place}, the {Harbour Guard|"
    "organization} confirmed. The grain silo stood empty of guards."
)


def tell(
    findings: Findings,
    word: str,
    *,
    nth: int = 0,
    status: Status = Status.HAPPENED,
    polarity: Polarity = Polarity.POSITIVE,
    days: tuple[str | None, str | None] = (None, None),
    figures: tuple[Figure, ...] = (),
    said: bool = False,
) -> Findings:
    """Return findings with one more event: that of the nth place of a word; all mentions take part in it."""
    text = findings.report.text
    start = -1
    for _ in range(nth + 1):
        start = text.index(word, start + 1)
    event = Event(
        id=make_event_id(findings.report.id, Span(start, start + len(word))),
        trigger=Span(start, start + len(word)),
        participants=tuple(
            Participant(Role.AGENT, one.start, one.end, one.actor) for one in findings.mentions
        ),
        time=None,
        date=Interval(*days),
        type=None,
        mode=None,
        status=status,
        polarity=polarity,
        according_to=tuple(one.id for one in findings.statements) if said else (),
        figures=figures,
        confidence=0.9,
        rule="by hand",
    )
    return replace(findings, events=(*findings.events, event))


def find_entry(record: Record, findings: Findings, number: int = 0) -> EventEntry:
    """Return the entry that holds an event of some findings."""
    id_ = findings.events[number].id
    (entry,) = (one for one in record.events if any(mention["event"] == id_ for mention in one.mentions))
    return entry


def test_two_reports_of_one_blast_are_one_event() -> None:
    one = tell(make_report("a", BLAST, published="2031-10-02", outlet="The Ledger"), "blast")
    other = tell(make_report("b", AGAIN, published="2031-10-03", outlet="The Courier"), "blast")
    entry = find_entry(link([one, other]), one)
    assert entry is not None
    assert [mention["report"] for mention in entry.mentions] == sorted((one.report.id, other.report.id))
    assert (entry.reports, entry.outlets, entry.independent_origins) == (2, 2, 2)
    assert [words.report for words in entry.evidence] == [one.report.id, other.report.id]


def test_each_mention_stands_in_one_event_whatever_the_order() -> None:
    reports = [
        tell(tell(make_report("a", BLAST, published="2031-10-02"), "blast"), "killed"),
        tell(make_report("b", AGAIN, published="2031-10-03"), "blast"),
        tell(make_report("c", "The council cut the price of bread."), "cut"),
    ]
    records = [link(order).events for order in permutations(reports)]
    assert all(one == records[0] for one in records)
    mentions = [mention["event"] for entry in records[0] for mention in entry.mentions]
    assert sorted(mentions) == sorted(event.id for one in reports for event in one.events)


def test_what_another_report_tells_of_another_thing_stays_apart() -> None:
    one = tell(make_report("a", BLAST, published="2031-10-02"), "blast")
    other = tell(
        make_report("b", "The {Velden|place} orchestra opened its season with a blast of brass in May."),
        "blast",
    )
    assert find_entry(link([one, other]), one) != find_entry(link([one, other]), other)


APART = [
    ("The 2010 South {Dorrin|place} offensive ended the siege.", "The North {Dorrin|place} offensive ended."),
    (
        "The first round of {Dorrin|place} talks ended well.",
        "The second round of {Dorrin|place} talks ended.",
    ),
]


@pytest.mark.parametrize(("left", "right"), APART)
def test_a_side_or_a_number_keeps_events_apart(left: str, right: str) -> None:
    word = "offensive" if "offensive" in left else "talks"
    one, other = tell(make_report("a", left), word), tell(make_report("b", right), word)
    record = link([one, other])
    assert find_entry(record, one).id != find_entry(record, other).id


def test_days_that_lie_apart_keep_events_apart() -> None:
    one = tell(make_report("a", BLAST, published="2031-10-02"), "blast", days=("2031-10-01", "2031-10-01"))
    other = tell(make_report("b", AGAIN, published="2031-12-03"), "blast", days=("2031-12-02", "2031-12-02"))
    record = link([one, other])
    assert find_entry(record, one).id != find_entry(record, other).id
    near = tell(make_report("b", AGAIN, published="2031-12-03"), "blast", days=("2031-10-02", "2031-10-02"))
    record = link([one, near])
    assert find_entry(record, one).id == find_entry(record, near).id


def test_a_plan_and_what_came_of_it_are_two_events_with_a_link() -> None:
    plan = "The {Harbour Guard|organization} will blast the wreck off {Port Elm|place} with its own cargo."
    done = "The {Harbour Guard|organization} has blasted the wreck off {Port Elm|place}; it had lain there."
    one = tell(make_report("a", plan, published="2031-10-02"), "blast", status=Status.PLANNED)
    other = tell(make_report("b", done, published="2031-10-09"), "blasted", days=("2031-10-08", "2031-10-08"))
    record = link([one, other])
    before, after = find_entry(record, one), find_entry(record, other)
    assert before.id != after.id
    assert before.links == ({"event": after.id, "kind": "plan_of"},)
    assert after.links == ({"event": before.id, "kind": "execution_of"},)
    refused = tell(
        make_report("a", plan, published="2031-10-02"),
        "blast",
        status=Status.PLANNED,
        polarity=Polarity.NEGATIVE,
    )
    entry = find_entry(link([refused, other]), refused)
    assert (len(entry.mentions), entry.links) == (1, ())


def test_what_does_not_come_of_a_plan_has_no_link_to_it() -> None:
    def read(text: str, word: str, status: Status, day: str) -> Telling:
        made = tell(make_report(day, text, published=day), word, status=status)
        return gather_tellings([made]).tellings[0]

    text = "The {Harbour Guard|organization} will blast the wreck off {Port Elm|place}."
    plan = replace(read(text, "blast", Status.PLANNED, "2031-10-02"), targets=frozenset({"wreck"}))
    done = replace(read(text, "blast", Status.HAPPENED, "2031-10-09"), targets=frozenset({"wreck"}), report=1)
    assert may_come_of([done], [plan])
    again = replace(plan, report=1, published=done.published)
    assert may_come_of([done], [plan, again])  # the report of the deed tells of the plan, too
    refused = replace(done, event=replace(done.event, polarity=Polarity.NEGATIVE))
    denied = replace(done, told=False, event=replace(done.event, status=Status.DENIED))
    for other in (
        replace(done, report=plan.report),
        replace(done, published=(plan.published or 0) - 1),
        replace(done, targets=frozenset({"pier"})),
        replace(done, near=frozenset({"south"})),
        refused,
        denied,
    ):
        assert not may_come_of([other], [replace(plan, near=frozenset({"north"}))])
    assert not may_come_of(
        [replace(done, places=frozenset({"elm"}))], [replace(plan, places=frozenset({"sel"}))]
    )


def test_copies_and_relays_are_one_origin() -> None:
    wire = (
        BLAST + " The silo had been filled the day before, and nobody could say who had last been inside it."
    )
    first = tell(make_report("a", wire, published="2031-10-02", outlet="The Ledger"), "blast")
    copy = tell(make_report("b", wire + " More soon.", published="2031-10-03", outlet="The Courier"), "blast")
    relayed = (
        "A blast tore through the grain silo at {Port Elm|place} and killed dock workers, the Ledger said."
    )
    relay = tell(
        make_report(
            "c",
            relayed,
            published="2031-10-03",
            outlet="The Herald",
            statements=(
                {
                    "content": "A blast tore through the grain silo at Port Elm and killed dock workers",
                    "source": "the Ledger",
                    "name": "The Ledger",
                    "kind": SpeakerKind.OUTLET,
                    "chain": ("The Ledger",),
                },
            ),
        ),
        "blast",
        said=True,
    )
    entry = find_entry(link([first, copy, relay]), first)
    assert (entry.reports, entry.outlets, entry.independent_origins) == (3, 3, 1)


def test_figures_say_who_gave_each() -> None:
    text = "The blast at {Port Elm|place} killed 12 dock workers at the grain silo, Osei said."
    said: dict[str, object] = {
        "content": "The blast at Port Elm killed 12 dock workers at the grain silo",
        "name": "Ada Osei",
    }
    one = make_report("a", text, published="2031-10-02", statements=(said,))
    start = one.report.text.index("12")
    one = tell(
        one, "blast", figures=(Figure(start, start + 2, 12.0, 12.0, "killed", "dock workers"),), said=True
    )
    late = "The blast at the grain silo of {Port Elm|place} killed at least 15 dock workers."
    other = make_report("b", late, published="2031-10-05")
    start = other.report.text.index("15")
    other = tell(other, "blast", figures=(Figure(start, start + 2, 15.0, None, "killed", "dock workers"),))
    (row,) = find_entry(link([one, other]), one).figures
    assert (row["unit"], row["low"], row["high"]) == ("killed", 12.0, None)
    assert row["latest"] == {"low": 15.0, "high": None, "report": other.report.id}
    given = row["given"]
    assert isinstance(given, list)
    assert [(each["by"], each["low"], each["published"]) for each in given] == [
        ("Ada Osei", 12.0, "2031-10-02"),
        (None, 15.0, "2031-10-05"),
    ]


STEMS = [
    ("resigned", "resignation", "resigning", "resigns"),
    ("killed", "killing", "killings", "kills"),
    ("shot", "shooting", "shootings", "shoot"),
    ("died", "death", "deaths", "dying"),
    ("exploded", "explosion", "explosions"),
    ("announced", "announcement", "announces"),
    ("negotiated", "negotiations", "negotiating"),
    ("carried", "carries", "carrying"),
    ("stopped", "stops", "stopping"),
]


@pytest.mark.parametrize("words", STEMS, ids=lambda words: words[0])
def test_the_forms_of_a_word_fold_into_one(words: tuple[str, ...]) -> None:
    assert len({fold_word(word) for word in words}) == 1


def test_other_words_do_not() -> None:
    assert len({fold_word(words[0]) for words in STEMS}) == len(STEMS)
    assert fold_word("talks") != fold_word("take")


def test_an_event_says_how_it_stood_and_what_its_mentions_share() -> None:
    one = tell(
        make_report("a", BLAST, published="2031-10-02"),
        "blast",
        status=Status.DENIED,
        polarity=Polarity.NEGATIVE,
    )
    start = AGAIN.index("Dock")
    figure = Figure(start, start + 12, 12.0, None, "killed", "dock workers")
    other = tell(make_report("b", AGAIN, published="2031-10-03"), "blast", figures=(figure,))
    record = link([one, other])
    told = explain(record, find_entry(record, one).id)
    for words in (
        "told by 2 reports, 2 of them independent of each other",
        "2031-10-02: denied, not to be or not to have been, by the report itself",
        "2031-10-03: happened, by the report itself",
        "figure, killed: 12 or more; last 12 or more",
        "“Dock workers”, by the report itself in b.txt, 2031-10-03",
        "in common: the word “blast”",
    ):
        assert words in told


def test_one_who_is_named_is_not_among_those_who_are_counted() -> None:
    text = "Raiders killed 19 guards at {Port Elm|place}. A strike in November killed {Ada Osei|person}."
    report = make_report("a", text, published="2031-10-02")
    start = report.report.text.index("19")
    counted = tell(report, "killed", figures=(Figure(start, start + 2, 19.0, 19.0, "killed", "guards"),))
    many, one = gather_tellings([tell(counted, "killed", nth=1)]).tellings
    named = replace(one, actors=frozenset({"osei"}), targets=frozenset({"osei"}))
    assert limit(many, named) < -100
    assert limit(many, replace(named, targets=frozenset({"guard"}))) > -100
    held = replace(many, event=replace(many.event, figures=(replace(many.event.figures[0], unit="held"),)))
    assert limit(held, named) < -100
    paid = replace(many, event=replace(many.event, figures=(replace(many.event.figures[0], unit="money"),)))
    assert limit(paid, named) > -100
