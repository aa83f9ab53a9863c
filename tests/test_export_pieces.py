"""A report's text in pieces: crossing layers, places, links back, furniture; nothing of the text is lost."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.export.page.pieces import Block, Layer, Note, Piece, cut_report
from dateline.model.report import Basis, Furniture, FurnitureKind, Published, Report
from dateline.model.span import Span
from tests.export_cases import find_span, make_report

UNKNOWN = Published(None, None, None, Basis.UNKNOWN)


def report_of(text: str) -> Report:
    body = (Span(0, len(text)),) if text else ()
    report = make_report(text or "x", name="a", published=UNKNOWN, title="A", outlet=None)
    return replace(report, text=text, body=body)


def pieces_of(blocks: tuple[Block, ...]) -> list[Piece]:
    return [piece for block in blocks for line in block.lines for piece in line]


@pytest.mark.parametrize(
    ("text", "layers", "pieces"),
    [
        ("The gates will close.", [], [("The gates will close.", "")]),
        (
            "The gates will close, she said.",
            [("said", "The gates will close"), ("cue", "said")],
            [("The gates will close", "said"), (", she ", ""), ("said", "cue"), (".", "")],
        ),
        (  # one inside the other
            "The gates close in May.",
            [("dated", "The gates close in May."), ("when", "May")],
            [("The gates close in ", "dated"), ("May", "dated when"), (".", "dated")],
        ),
        (  # crossing
            "The gates close in May.",
            [("said", "The gates close"), ("dated", "close in May")],
            [("The gates ", "said"), ("close", "dated said"), (" in May", "dated"), (".", "")],
        ),
        (  # the same stretch twice
            "Closed.",
            [("said", "Closed"), ("dated", "Closed")],
            [("Closed", "dated said"), (".", "")],
        ),
        (  # across a line break
            "The gates\nwill close.",
            [("said", "gates\nwill")],
            [("The ", ""), ("gates", "said"), ("will", "said"), (" close.", "")],
        ),
    ],
)
def test_a_piece_ends_where_any_layer_does(
    text: str, layers: list[tuple[str, str]], pieces: list[tuple[str, str]]
) -> None:
    spans = [(kind, find_span(text, words)) for kind, words in layers]
    laid = [Layer(span.start, span.end, kind) for kind, span in spans]
    blocks = cut_report(report_of(text), layers=laid, anchors={}, notes={})
    assert [(piece.text, piece.classes) for piece in pieces_of(blocks)] == pieces


def test_places_and_links_back_stand_at_their_offsets() -> None:
    text = "He said: it closes.\n\n\nSo it did."
    note = Note("1", "#s-1", "Statement 1", "s")
    span = find_span(text, "it closes")
    blocks = cut_report(
        report_of(text),
        layers=[Layer(span.start, span.end, "said", "1")],
        anchors={span.start: "here", 0: "top", text.index("So"): "below"},
        notes={span.end: [note]},
    )
    pieces = pieces_of(blocks)
    assert [(p.text, p.anchor) for p in pieces if p.anchor] == [
        ("He said: ", "top"),
        ("it closes", "here"),
        ("So it did.", "below"),
    ]
    assert [(p.text, p.notes) for p in pieces if p.notes] == [("it closes", (note,))]
    assert [len(line) for line in blocks[0].lines] == [3, 0, 1]


def test_a_place_on_an_empty_line_is_kept() -> None:
    text = "One.\n\nTwo."
    blocks = cut_report(report_of(text), layers=[], anchors={5: "gap", len(text): "end"}, notes={})
    assert [(p.text, p.anchor) for p in pieces_of(blocks)] == [("One.", ""), ("", "gap"), ("Two.", "")]


def test_layers_outside_the_text_are_cut_to_it() -> None:
    blocks = cut_report(
        report_of("Short."), layers=[Layer(2, 99, "said"), Layer(40, 50, "cue")], anchors={}, notes={}
    )
    assert [(p.text, p.classes) for p in pieces_of(blocks)] == [("Sh", ""), ("ort.", "said")]


def test_furniture_is_folded_and_neighbours_are_one() -> None:
    text = "Home News\nThe gates closed.\nBy Ann\nMore stories\nComments: none\n"
    kinds = {
        "Home News": FurnitureKind.NAVIGATION,
        "By Ann": FurnitureKind.BYLINE,
        "More stories": FurnitureKind.TEASER,
        "Comments: none": FurnitureKind.COMMENT,
    }
    spans = {words: find_span(text, words) for words in kinds}
    report = replace(
        report_of(text),
        body=(find_span(text, "The gates closed."),),
        furniture=tuple(Furniture(spans[w].start, spans[w].end, kind) for w, kind in kinds.items()),
    )
    blocks = cut_report(report, layers=[], anchors={}, notes={})
    assert [(block.kinds, block.folded) for block in blocks] == [
        (("navigation",), True),
        (("body",), False),
        (("byline",), False),
        (("teaser", "comment"), True),
    ]


@given(
    text=st.text(alphabet="ab \n\r\u2028é🚢", max_size=40),
    spans=st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=8),
)
def test_nothing_of_the_text_is_lost_or_doubled(text: str, spans: list[tuple[int, int]]) -> None:
    layers = [Layer(min(a, b), max(a, b), "said", str(n)) for n, (a, b) in enumerate(spans) if a != b]
    anchors = {layer.start: f"c{layer.start}" for layer in layers if layer.start < len(text)}
    blocks = cut_report(report_of(text), layers=layers, anchors=anchors, notes={})
    pieces = pieces_of(blocks)
    assert "".join("".join(p.text for p in pieces).split()) == "".join(text.split())
    named = [piece.anchor for piece in pieces if piece.anchor]
    assert sorted(named) == sorted(set(anchors.values()))
