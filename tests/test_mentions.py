"""What names name: types, canonical names, and which are one actor."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.find.layers import NameSpan
from dateline.find.names.mentions import find_mentions
from dateline.find.names.names import is_armed_group
from dateline.model.findings import Mention
from dateline.model.span import Span
from tests.attributed import make_report, read_marked

ROWS = [
    # text with names marked, then (words, type, name) of each mention
    ("CIA Director {p|John Harrow} left.", [
        ("CIA", "organization", "CIA"),
        ("Director", "office", "CIA Director"),
        ("John Harrow", "person", "John Harrow"),
    ]),
    ("{p|Ms. Mary Osei} met {p|Gen. Abel J. Stroud} III.", [
        ("Mary Osei", "person", "Mary Osei"),
        ("Abel J. Stroud III", "person", "Abel J. Stroud III"),
    ]),
    ("Valdan’s Deputy Foreign Minister {p|Jan Vale} spoke.", [
        ("Valdan’s Deputy Foreign Minister", "office", "Valdan’s Deputy Foreign Minister"),
        ("Jan Vale", "person", "Jan Vale"),
    ]),
    ("They worked with {p|Vale}. Mayor {p|Ana Osei} left.", [
        ("Vale", "person", "Vale"),
        ("Mayor", "office", "Mayor"),
        ("Ana Osei", "person", "Ana Osei"),
    ]),
    ("{p|Ana Osei} spoke. {p|Osei}’s boat sank.", [
        ("Ana Osei", "person", "Ana Osei"),
        ("Osei", "person", "Ana Osei"),
    ]),
    ("The {o|Inter}-{o|Port Relations} ({o|IPR}) wrote. {o|IPR} denied it.", [
        ("Inter-Port Relations", "organization", "Inter-Port Relations"),
        ("IPR", "organization", "Inter-Port Relations"),
        ("IPR", "organization", "Inter-Port Relations"),
    ]),
    ("The {g|Dock Guards}, also known as {g|Night Watch}, left.", [
        ("Dock Guards", "group", "Dock Guards"),
        ("Night Watch", "group", "Dock Guards"),
    ]),
    ("The {o|Wall Street Journal} ({o|WSJ}) wrote.", [
        ("Wall Street Journal", "outlet", "The Wall Street Journal"),
        ("WSJ", "outlet", "The Wall Street Journal"),
    ]),
    ("{l|U.S}. officials left the {l|US}.", [
        ("U.S.", "place", "United States"),
        ("US", "place", "United States"),
    ]),
    ("The {g|Osten} network and the {g|Democrats} spoke.", [
        ("Osten network", "group", "Osten network"),
        ("Democrats", "group", "Democrats"),
    ]),
    # found by the lexicons alone
    ("Two skippers told Reuters of it in Norway.", [
        ("Reuters", "outlet", "Reuters"),
        ("Norway", "place", "Norway"),
    ]),
    ("Two skippers told Dawn of it.", [("Dawn", "outlet", "Dawn")]),
    ("General Ali Osei spoke. {p|Osei} left.", [
        ("Ali Osei", "person", "Ali Osei"),
        ("Osei", "person", "Ali Osei"),
    ]),
    ("The Taliban met Hamas.", [("Taliban", "group", "Taliban"), ("Hamas", "group", "Hamas")]),
    # the encoder's type set right
    ("They read the {l|Washington Post} then.", [("Washington Post", "outlet", "The Washington Post")]),
    ("Some went to {p|North Osten} again.", [("North Osten", "place", "North Osten")]),
    ("Some met {o|Harbour Secretary} {p|Ana Osei} again.", [
        ("Harbour Secretary", "office", "Harbour Secretary"),
        ("Ana Osei", "person", "Ana Osei"),
    ]),
    ("Some met the envoy in {p|Oslo} again.", [("Oslo", "place", "Oslo")]),
    ("The {o|Valdan Courier} reported it. The {o|Courier} erred.", [
        ("Valdan Courier", "outlet", "Valdan Courier"),
        ("Courier", "outlet", "Valdan Courier"),
    ]),
    ("The {o|Valdan Mail} carried the boat.", [("Valdan Mail", "organization", "Valdan Mail")]),
    ("The {o|Harbour Board of Anser} met. Some at the {p|HBA} left.", [
        ("Harbour Board of Anser", "organization", "Harbour Board of Anser"),
        ("HBA", "organization", "Harbour Board of Anser"),
    ]),
    # grown from a fragment
    ("Two more boats have left {l|North} Osten since then.", [("North Osten", "place", "North Osten")]),
    ("Some more came from the Osten People’s {o|Party} and left.", [
        ("Osten People’s Party", "organization", "Osten People’s Party"),
    ]),
    ("Some more of the {p|Al} Qaeda cells have fled.", [("Al Qaeda", "group", "Al Qaeda")]),
    ("Some more of the Pakistani Taliban have fled.", [("Pakistani Taliban", "group", "Pakistani Taliban")]),
    ("Some more at the {o|University} of Anser left.", [
        ("University of Anser", "organization", "University of Anser"),
    ]),
    ("Some more at the {o|University} of {o|Anser} left.", [
        ("University of Anser", "organization", "University of Anser"),
    ]),
    ("Some more of the {p|Low Quay Residents}’ Association left.", [
        ("Low Quay Residents’ Association", "organization", "Low Quay Residents’ Association"),
    ]),
    ("Three boats were bought then with help from the {l|Low Quay} Residents’ Association.", [
        ("Low Quay Residents’ Association", "organization", "Low Quay Residents’ Association"),
    ]),
    ("Some more of the {o|Osten People}’s Party left.", [
        ("Osten People’s Party", "organization", "Osten People’s Party"),
    ]),
    ("Some more left {p|Port Osten} again.", [("Port Osten", "place", "Port Osten")]),
    # near misses
    ("Some of the {o|Harbour Guild} of Anser left.", [("Harbour Guild", "organization", "Harbour Guild")]),
    ("Some more of the {g|Dockers}’ Boats have left.", [("Dockers", "group", "Dockers")]),
    ("Big {l|Osten} Sale Opens Today", [("Osten", "place", "Osten")]),
    ("They have often met {p|Osei} Monday nights.", [("Osei", "person", "Osei")]),
    ("Some have left with Osei’s {o|Party} since then.", [("Party", "organization", "Party")]),
    ("General Motors spoke. The {l|Norway}-backed plan failed.", [("Norway", "place", "Norway")]),
    ("At Dawn the boats left in Time.", []),
    ("{p|She} and {p|the Prime} Minister {p|Ana Osei} left.", [
        ("Prime Minister", "office", "Prime Minister"),
        ("Ana Osei", "person", "Ana Osei"),
    ]),
    ("{x|added} the clerk", []),
    ("The clerk, {l|Elke Harrow}, left. {p|Harrow} came back.", [
        ("Elke Harrow", "person", "Elke Harrow"),
        ("Harrow", "person", "Elke Harrow"),
    ]),
    ("It sank in {l|Lake Harrow}. {p|Harrow} came back.", [
        ("Lake Harrow", "place", "Lake Harrow"),
        ("Harrow", "person", "Harrow"),
    ]),
]  # fmt: skip


@pytest.mark.parametrize(("marked", "expected"), ROWS, ids=[row[0] for row in ROWS])
def test_mentions(marked: str, expected: list[tuple[str, str, str]]) -> None:
    read = read_marked(marked)
    text = read.report.text
    assert [(text[m.start : m.end], m.type.value, m.name) for m in read.mentions] == expected


def actors(mentions: tuple[Mention, ...]) -> list[str | None]:
    return [m.actor for m in mentions]


def test_one_actor_has_one_id() -> None:
    osei, harrow, again = actors(read_marked("{p|Ana Osei} met {p|Ben Harrow}. {p|Osei} left.").mentions)
    assert osei == again
    assert osei != harrow


def test_two_who_share_a_surname_stay_apart() -> None:
    marked = "{p|Mary Osei} met {p|John Osei}. {p|Mrs. Osei} left, {p|Mr. Osei} stayed."
    assert [m.name for m in read_marked(marked).mentions] == [
        "Mary Osei",
        "John Osei",
        "Mary Osei",
        "John Osei",
    ]


def test_an_office_is_not_its_holder() -> None:
    office, person = read_marked("Prime Minister {p|Ana Osei} left.").mentions
    assert office.actor != person.actor


def test_names_outside_the_body_are_left_out() -> None:
    report = make_report("Ana Osei\nBen Harrow", body=(Span(9, 19),))
    spans = [NameSpan(0, 8, "person", 1.0), NameSpan(9, 19, "person", 1.0)]
    assert [m.name for m in find_mentions(report, spans)] == ["Ben Harrow"]


TYPES = st.sampled_from(["person", "organization", "place", "group", "other"])


@settings(max_examples=150, deadline=None)
@given(
    st.text("aA .,’'-\né😀\u0301U.SsTheMr(", min_size=1, max_size=60),
    st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20), TYPES), max_size=5),
)
def test_mentions_bound_their_words_whatever_the_spans(text: str, drawn: list[tuple[int, int, str]]) -> None:
    spans = [
        NameSpan(start, min(len(text), start + length), kind, 1.0)
        for start, length, kind in drawn
        if start < len(text)
    ]
    report = make_report(text)
    mentions = find_mentions(report, spans)
    assert mentions == find_mentions(report, list(reversed(spans)))
    for one in mentions:
        assert 0 <= one.start < one.end <= len(text)
        assert text[one.start : one.end].strip() == text[one.start : one.end]
    for left, right in pairwise(mentions):
        assert left.end <= right.start


@pytest.mark.parametrize(
    ("name", "armed"),
    [
        ("Afghan Taliban", True),
        ("Harakat-e-Taliban North", True),
        ("Anti-Taliban", False),
        ("Harbour-e-Office", False),
        ("Taliban Street", False),
    ],
)
def test_a_group_that_names_itself_after_another_is_a_group(name: str, armed: bool) -> None:
    assert is_armed_group(name) is armed
