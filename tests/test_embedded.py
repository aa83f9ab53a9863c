"""What is said inside what is said, and participles that go on, told by their wording."""

import pytest

from dateline.find.statements.embedded import Wording, load_wordings
from tests.attributed import read_marked

Told = tuple[str, str, str, tuple[str, ...]]


@pytest.mark.parametrize("wording", load_wordings("en"), ids=lambda wording: wording.source.name)
def test_a_wording_matches_its_examples_and_no_near_miss(wording: Wording) -> None:
    assert [text for text in wording.source.match if not wording.pattern.search(text)] == []
    assert [text for text in wording.source.no_match if wording.pattern.search(text)] == []


def added(marked: str) -> list[Told]:
    """Return source, cue, content and chain of what is found beside what is marked."""
    read = read_marked(marked)

    def words(spans: tuple[object, ...]) -> str:
        return " … ".join(read.report.text[s.start : s.end] for s in spans)  # type: ignore[attr-defined]

    return [
        (words(s.source), words(s.cue), words(s.content), s.chain)
        for s in read.statements
        if s.rule.startswith("wording")
    ]


FOUND: list[tuple[str, Told]] = [
    (
        "{S1|{p|Ana Osei}} {C1|said} {T1|crews search what the {o|Dock Board} says are shelters, and huts}.",
        ("the Dock Board", "says", "are shelters", ("Ana Osei", "Dock Board")),
    ),
    (
        "{S1|{p|Ana Osei}} {C1|noted} {T1|that crews, who she said were “worn out” by the tides, had left}.",
        ("she", "said", "were “worn out” by the tides", ()),
    ),
    (
        "{S1|Pilots} {C1|say} {T1|they spoke of a fire which the {o|Dock Board} suspects was set}.",
        ("the Dock Board", "suspects", "was set", ("Pilots", "Dock Board")),
    ),
    (
        "{S1|{p|Ana Osei}} {C1|said} on Monday, adding that the pier would stay shut.",
        ("Ana Osei", "adding", "that the pier would stay shut", ()),
    ),
    (
        "{S1|Pilots} {C1|said} {T1|that port officials have long urged the yard to dredge}.",
        ("port officials", "have long urged", "the yard to dredge", ("Pilots", "port officials")),
    ),
    (
        "{S1|{p|Ana Osei}} {C1|said} {T1|she talked with port officials, who have long demanded a sale}.",
        ("who", "have long demanded", "a sale", ("Ana Osei", "port officials")),
    ),
    (
        "Port officials, while praising the sale, {C1|said} {T1|it was late}.",
        ("Port officials", "praising", "the sale", ()),
    ),
    (
        "{T1|Pilots and owners}, {C1|according to} {S1|{p|Ana Osei}}, {T1|both described it as useful}.",
        ("Pilots and owners", "both described", "it as useful", ("Ana Osei", "Pilots and owners")),
    ),
]


@pytest.mark.parametrize(("marked", "told"), FOUND)
def test_what_is_said_inside_has_its_own_speaker(marked: str, told: Told) -> None:
    if "{T1" not in marked:  # a statement needs something said
        marked = "{T1|“It is shut,”} " + marked
    assert added(marked) == [told]


@pytest.mark.parametrize(
    "marked",
    [
        "{S1|{p|Ana Osei}} {C1|said} {T1|that everything that she said was wrong}.",
        "{S1|{p|Ana Osei}} {C1|said} {T1|that the pier, which had long asked for paint, was shut}.",
        "{T1|It is shut}, {S1|{p|Ana Osei}} {C1|said}, {C2|adding} {T2|that it would stay so}.",
        "A pilot left, saying that the pier was shut. {S1|{p|Ana Osei}} {C1|denied} {T1|it}.",
        "{S1|{p|Ana Osei}} {C1|said} {T1|the crews left, adding water to the soup}.",
        "{T1|It is shut}, {C1|said} {S1|{p|Ana Osei}}, saying nothing of the date.",
    ],
)
def test_what_only_looks_so_is_left_alone(marked: str) -> None:
    assert added(marked) == []


def test_they_are_those_who_say_it_and_not_those_of_whom_they_say_it() -> None:
    read = read_marked(
        "{S1|Port sources} {C1|claim} {T1|that pilots also have confirmed {l|Valdan}’s view that it shut}. "
        "{S2|They} {C2|said} {T2|the tide had turned}."
    )
    assert read.statement(2).speaker.actor == read.statement(1).speaker.actor
