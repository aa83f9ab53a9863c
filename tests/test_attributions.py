"""Attributions and names decoded from an encoding: by hand-made numbers, and by the shipped weights."""

import re

import numpy as np
import pytest

from dateline.find.layers import decode_event_parts, decode_names
from dateline.find.statements.attributions import Attribution, decode_attributions
from dateline.model.span import Span
from dateline.nlp.encoder import Encoder
from dateline.nlp.encoding import Encoding, Labels

ROLES = ("O", "B-Source", "I-Source", "B-Cue", "I-Cue", "B-Content", "I-Content")
NAMES = ("O", "B-person", "I-person", "B-place", "I-place")
EVENTS = ("O", "B-action", "I-action", "B-participant", "I-participant")


def make_encoding(
    text: str,
    roles: str,
    links: dict[int, int],
    *,
    names: str = "",
    events: str = "",
    windows: str = "",
    broken: tuple[int, ...] = (),
) -> Encoding:
    """Make an encoding of words by hand.

    Args:
        text: One piece a word.
        roles: A digit a word: the column of its role.
        links: From the word that points to the word it points to; -1 for nowhere, which is also the default.
        names: A digit a word, likewise.
        events: A digit a word, likewise.
        windows: A digit a word: its window.
        broken: Words that go on with the word before.
    """
    spans = [match.span() for match in re.finditer(r"\w+|[^\w\s]", text)]
    n = len(spans)
    window = np.array([int(d) for d in windows] or [0] * n, dtype=np.int64)
    pointers = np.zeros((n, n + 1), dtype=np.float32)
    for at in range(n):
        pointers[at, links.get(at, -1)] = 1.0
    nowhere = np.zeros((int(window.max()) + 1, n + 1), dtype=np.float32)
    nowhere[:, -1] = 20.0

    def sure(digits: str, width: int) -> np.ndarray:
        out = np.full((n, width), -8.0, dtype=np.float32)
        out[np.arange(n), [int(d) for d in digits or "0" * n]] = -0.01
        return out

    return Encoding(
        text=text,
        labels=Labels(ROLES, NAMES, ("NN",), ("root",), EVENTS, {}),
        pieces=np.array(spans, dtype=np.int64),
        windows=window,
        paragraphs=window,
        opens_word=np.array([at not in broken for at in range(n)]),
        quoted=np.zeros(n, dtype=np.int64),
        roles=sure(roles, 7),
        names=sure(names, len(NAMES)),
        tags=np.zeros(n, dtype=np.int64),
        relations=np.zeros(n, dtype=np.int64),
        heads=np.full(n, -1, dtype=np.int64),
        starts=np.zeros(n, dtype=np.int64),
        events=sure(events, len(EVENTS)),
        pointers=pointers,
        cues=np.eye(n, n + 1, dtype=np.float32) * 20.0,
        vectors=np.eye(n, 128, dtype=np.float32),
        nowhere=nowhere,
    )


def test_the_parts_of_an_event_are_typed_and_whole() -> None:
    text = "Harbour crews tore down the pier"
    parts = decode_event_parts(make_encoding(text, "000000", {}, events="341200"))
    assert [(p.type, text[p.start : p.end]) for p in parts] == [
        ("participant", "Harbour crews"),
        ("action", "tore down"),
    ]


def show(text: str, found: list[Attribution]) -> list[tuple[str, str, str]]:
    return [
        (
            " / ".join(s.of(text) for s in a.source),
            " / ".join(s.of(text) for s in a.cue),
            " / ".join(s.of(text) for s in a.content),
        )
        for a in found
    ]


DECODED = [
    # text, roles, links, what is found
    ("Reed said it rained", "1356", {0: 1, 2: 1, 3: 1}, [("Reed", "said", "it rained")]),
    ("Officials said it rained", "0356", {2: 1, 3: 1}, [("", "said", "it rained")]),
    # A content that the cue interrupts.
    (
        "It rained , Reed said , and blew",
        "56013056",
        {0: 4, 1: 4, 3: 4, 6: 4, 7: 4},
        [("Reed", "said", "It rained / and blew")],
    ),
    # Two attributions side by side, each with its own.
    (
        "Reed said yes , Vale said no",
        "1350135",
        {0: 1, 2: 1, 4: 5, 6: 5},
        [("Reed", "said", "yes"), ("Vale", "said", "no")],
    ),
    # A content that points nowhere, a cue without a content, a source alone: nothing.
    ("Reed said it rained", "1356", {0: 1}, []),
    ("Reed said nothing more", "1300", {0: 1}, []),
    ("Reed left it raining", "1056", {}, []),
    # Two contents in a row: the second begins anew.
    ("said this that", "355", {1: 0, 2: 0}, [("", "said", "this / that")]),
]


@pytest.mark.parametrize(("text", "roles", "links", "found"), DECODED)
def test_segments_that_point_to_one_cue_are_one_attribution(
    text: str, roles: str, links: dict[int, int], found: list[tuple[str, str, str]]
) -> None:
    assert show(text, decode_attributions(make_encoding(text, roles, links))) == found


def test_one_source_serves_two_cues_when_its_link_is_torn() -> None:
    text = "Reed came and said this and added that"
    encoding = make_encoding(text, "10035035", {0: 3, 4: 3, 7: 6})
    encoding.pointers[0] = 0.0
    encoding.pointers[0, [3, 6]] = 0.5
    assert show(text, decode_attributions(encoding)) == [("Reed", "said", "this"), ("Reed", "added", "that")]


def test_a_span_never_begins_in_its_middle() -> None:
    text = "Reed said it rained"
    encoding = make_encoding(text, "1366", {0: 1, 2: 1, 3: 1})
    encoding.roles[2, 5] = -1.0
    assert show(text, decode_attributions(encoding)) == [("Reed", "said", "it rained")]


def test_a_word_is_never_cut_in_half() -> None:
    text = "Reed said it rain ed"
    # The last two pieces are one word, and the second of them is less sure of going on.
    encoding = make_encoding(text, "13560", {0: 1, 2: 1, 3: 1, 4: 1}, broken=(4,))
    encoding.roles[4] = np.log([0.6, 0.01, 0.01, 0.01, 0.01, 0.01, 0.35])
    assert show(text, decode_attributions(encoding)) == [("Reed", "said", "it rain ed")]


def test_links_do_not_leave_their_window() -> None:
    text = "Reed said it rained"
    assert decode_attributions(make_encoding(text, "1356", {0: 1, 2: 1, 3: 1}, windows="0011")) == []


def test_names_are_typed_and_whole() -> None:
    text = "Ann Reed left Port Elm"
    found = decode_names(make_encoding(text, "00000", {}, names="12034"))
    assert [(Span(n.start, n.end).of(text), n.type) for n in found] == [
        ("Ann Reed", "person"),
        ("Port Elm", "place"),
    ]
    assert all(0.0 <= n.score <= 1.0 for n in found)


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder.load(threads=1)


READ = [
    (
        "The harbour will stay shut until Friday, Mayor Ann Reed said on Monday.",
        ("Mayor Ann Reed", "said", "The harbour will stay shut until Friday"),
    ),
    ("“We lost two boats,” she said.", ("she", "said", "“We lost two boats,”")),
    (
        "According to the ministry, nobody was hurt.",
        ("the ministry", "According to", "nobody was hurt"),
    ),
    ("Officials say the bridge is safe.", ("Officials", "say", "the bridge is safe")),
    ("Vale believes that the company lied.", ("Vale", "believes", "that the company lied")),
]


@pytest.mark.parametrize(("text", "found"), READ)
def test_what_the_shipped_weights_read(encoder: Encoder, text: str, found: tuple[str, str, str]) -> None:
    (encoding,) = encoder.encode([(text, [Span(0, len(text))])])
    assert show(text, decode_attributions(encoding)) == [found]


@pytest.mark.parametrize("text", ["The harbour shut on Monday.", "Ann Reed was born in Port Elm.", ""])
def test_no_attribution_where_nobody_says_anything(encoder: Encoder, text: str) -> None:
    (encoding,) = encoder.encode([(text, [Span(0, len(text))] if text else [])])
    assert decode_attributions(encoding) == []


NAMED = [
    (
        "Prime Minister Ann Reed met Tom Vale in Geneva.",
        [("Ann Reed", "person"), ("Tom Vale", "person"), ("Geneva", "place")],
    ),
    ("The United Nations sent officials to Kenya.", [("United Nations", "organization"), ("Kenya", "place")]),
    ("The harbour was shut.", []),
]


@pytest.mark.parametrize(("text", "names"), NAMED)
def test_names_the_shipped_weights_read(encoder: Encoder, text: str, names: list[tuple[str, str]]) -> None:
    (encoding,) = encoder.encode([(text, [Span(0, len(text))])])
    assert [(Span(n.start, n.end).of(text), n.type) for n in decode_names(encoding)] == names


def test_scores_are_probabilities_and_order_is_by_place(encoder: Encoder) -> None:
    text = " ".join(row[0] for row in READ)
    (encoding,) = encoder.encode([(text, [Span(0, len(text))])])
    found = decode_attributions(encoding)
    assert all(0.0 <= a.score <= 1.0 for a in found)
    assert [a.content[0].start for a in found] == sorted(a.content[0].start for a in found)
