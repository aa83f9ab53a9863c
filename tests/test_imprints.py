"""In which outlet a report appeared: imprint lines, and lines that only look like one."""

import pytest

from dateline.ingest.imprints import find_outlet, read_imprint
from dateline.lexicons import load
from dateline.model.report import Furniture, FurnitureKind

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
