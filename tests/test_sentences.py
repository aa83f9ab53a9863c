"""Paragraphs and sentences: each text with its cuts, among them many stops that end nothing."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.model.span import Span
from dateline.nlp.sentences import find_paragraphs, find_sentences

SENTENCES = [
    ["Gen. Lloyd J. Austin III met Lt. Col. Ann Reed in the U.S. Senate on Monday.", "He left early."],
    ["The deal was signed in the U.S.", "The minister smiled."],
    ["Lt Gen Smith spoke to Mr. Vale Jr. about the harbour."],
    ["It shut at 5 p.m.", "Police said nothing."],
    ["The train left at 5 p.m. Monday and came back."],
    ["Pier No. 5 was closed.", "No.", "It was open."],
    ["“We will go.”", "He left."],
    ["“We will go,” he said.", "“Then we rest.”"],
    ['"Stop!" she said.', '"Why?"', "Nobody knew."],
    ["“Why now?” he asked."],
    ["Acme Inc. said it lost $3.5 million on Sept. 14, 2015."],
    ["Martin Vale Jr. spoke first.", "Then St. Anne's choir sang."],
    ["PORT ELM, Minn. (AP) — It rained for a day."],
    ["J.K. Moor and R. Hale wrote to Dr. Lind."],
    ["They waited… and waited.", "Then it came…", "A boat."],
    ["He met Iran vs. Iraq fans.", "They sang."],
    ["Yahoo! said it would pay."],
    ["It was plan B.", "The other failed."],
    ["Who?", "Me?", "No."],
    ["The firm sold 2.5 tons.", "1,000 were left."],
    ["He said: “It is over.", "We lost.”", "She left."],
    ["(It rained.)", "They stayed."],
    ["The U.N. Security Council met.", "It voted."],
    ["The word came from the U.N.", "It was late."],
]
KNOWN_GAPS = [
    # An abbreviation before a noun that begins the next sentence.
    ["He works for Acme Inc.", "Harbour towns suffer."],
]


@pytest.mark.parametrize(
    "sentences",
    [*SENTENCES, *(pytest.param(row, marks=pytest.mark.xfail(reason="known_gap")) for row in KNOWN_GAPS)],
)
def test_sentences_are_cut_where_they_end(sentences: list[str]) -> None:
    text = " ".join(sentences)
    found = find_sentences(text, find_paragraphs(text))
    assert [span.of(text) for span in found] == sentences


PARAGRAPHS = [
    ("One.\n\nTwo.", ["One.", "Two."]),
    ("A headline\nBy Ann Reed\nThe harbour shut.", ["A headline", "By Ann Reed", "The harbour shut."]),
    ("  One. \r\n\r\n\r\n Two.  ", ["One.", "Two."]),
    ("", []),
    (" \n ", []),
    (
        "The harbour shut on Monday after a\n"
        "storm that nobody had foreseen had\n"
        "broken the older of its two moles,\n"
        "the mayor said. Nobody was hurt in\n"
        "the night.\n\n"
        "A ferry was lost.",
        [
            "The harbour shut on Monday after a\nstorm that nobody had foreseen had\nbroken the older of its "
            "two moles,\nthe mayor said. Nobody was hurt in\nthe night.",
            "A ferry was lost.",
        ],
    ),
]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(("text", "paragraphs"), PARAGRAPHS)
def test_paragraphs_end_at_line_ends_that_no_program_made(text: str, paragraphs: list[str], end: str) -> None:
    ended = text.replace("\n", end)
    found = [span.of(ended) for span in find_paragraphs(ended)]
    assert found == [paragraph.replace("\n", end) for paragraph in paragraphs]


def test_a_paragraph_stays_within_its_part_of_the_text() -> None:
    text = "The harbour shut. Read also: ferries. It rained."
    parts = [Span(0, 17), Span(38, 48)]
    assert [span.of(text) for span in find_paragraphs(text, parts)] == ["The harbour shut.", "It rained."]


@given(st.text(alphabet="aB. \n”“\"'!?U.S.…0)(", max_size=80))
def test_sentences_hold_every_character_once(text: str) -> None:
    found = find_sentences(text, find_paragraphs(text))
    assert found == sorted(found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert "".join("".join(span.of(text) for span in found).split()) == "".join(text.split())
