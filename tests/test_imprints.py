"""In which outlet a report appeared: imprint lines, and lines that only look like one."""

import pytest

from dateline.ingest.imprints import find_outlet, read_imprint, read_masthead
from dateline.lexicons import load
from dateline.model.report import Furniture, FurnitureKind
from dateline.model.span import Span

RULES = load("en", "imprints").rules


@pytest.mark.parametrize("line", [line for rule in RULES for line in rule.match])
def test_examples_name_an_outlet(line: str) -> None:
    assert read_imprint(line)


@pytest.mark.parametrize("line", [line for rule in RULES for line in rule.no_match])
def test_near_misses_name_none(line: str) -> None:
    assert read_imprint(line) is None


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("Published in The Harbour Courier, June 9th, 2016.", "The Harbour Courier"),
        ("Originally published by Eastmoor Wire.", "Eastmoor Wire"),
        ("This story first appeared in the Elm Valley Post on 3 May 2011", "The Elm Valley Post"),
    ],
)
def test_the_name_is_as_printed(line: str, outlet: str) -> None:
    assert read_imprint(line) == outlet


def test_only_an_imprint_counts() -> None:
    line = "Published in The Harbour Courier, June 9th, 2016."
    text = f"Some prose.\n{line}"
    at = text.index(line)
    assert find_outlet(text, [Furniture(at, len(text), FurnitureKind.IMPRINT)]) == "The Harbour Courier"
    assert find_outlet(text, [Furniture(at, len(text), FurnitureKind.COMMENT)]) is None


def test_a_line_between_headline_and_article_may_name_the_outlet() -> None:
    line = "*Rope Walk. News from the island, by its people. March 2018*"
    text = f"The quay is shut\n\n{line}\n\nThe quay has been shut."
    body = [Span(text.index("The quay has"), len(text))]
    assert find_outlet(text, [], body) == "Rope Walk"
    assert find_outlet(text, [], [Span(0, len(text))]) is None


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("THE HARBOUR COURIER", "The Harbour Courier"),
        ("The Harbour Courier | Region | Sport", "The Harbour Courier"),
        ("Elm Valley Post · Thursday, 3 May 2011 · Page 1", "Elm Valley Post"),
        ("THE HARBOUR COURIER Region | Letters", "The Harbour Courier"),
        ("THE FERRY resumes after long wait for news", None),
        ("Ferry service resumes after long wait for news", None),
        ("News", None),
        ("Read more in the Harbour Courier", None),
        ("Local News from the Harbour Towns of the Elm Valley Press", None),
    ],
)
def test_a_masthead_is_a_name_that_ends_as_outlets_do(line: str, outlet: str | None) -> None:
    assert read_masthead(line) == outlet


def test_a_masthead_stands_over_the_article() -> None:
    head, prose = "THE HARBOUR COURIER", "The quay is shut.\n" * 9
    piece = FurnitureKind.NAVIGATION
    above, below = f"{head}\n{prose}", f"{prose}{head}"
    assert find_outlet(above, [Furniture(0, len(head), piece)]) == "The Harbour Courier"
    assert find_outlet(below, [Furniture(len(prose), len(below), piece)]) is None
