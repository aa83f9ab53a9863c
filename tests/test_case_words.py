"""Words as typed become an expression that SQLite reads, whatever was typed."""

import sqlite3

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.case.words import to_fulltext
from dateline.model.errors import UsageError

TEXTS = (
    "The harbour wall broke in the night.",
    "The minister broke her word about the wall.",
    "A new breakwater is planned, the port authority said.",
)


def search(query: str) -> list[int]:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE fulltext USING fts5(text, tokenize = 'porter unicode61')")
    connection.executemany("INSERT INTO fulltext (text) VALUES (?)", [(text,) for text in TEXTS])
    found = connection.execute(
        "SELECT rowid FROM fulltext WHERE fulltext MATCH ? ORDER BY rowid", (to_fulltext(query),)
    ).fetchall()
    connection.close()
    return [row[0] for row in found]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("wall", [1, 2]),
        ("walls", [1, 2]),
        ("harbour wall", [1]),
        ('"broke her word"', [2]),
        ('"broke the word"', []),
        ("break*", [3]),
        ("wall -minister", [1]),
        ("wall NOT minister", [1]),
        ("breakwater OR minister", [2, 3]),
        ("wall breakwater OR minister", [2]),
        ("NEAR(harbour night, 5)", [1]),
        ("NEAR(harbour night, 1)", []),
        ("wall AND (minister", [2]),
        ('"broke her', [2]),
        ("minister's OR :) wall", [1, 2]),
        ("what broke in the night", [1]),
        ("what was it with the wall", [1, 2]),
        ("the", [1, 2, 3]),
        ("the OR breakwater", [1, 2, 3]),
        ("wall -the", []),
        ("the* wall", [1, 2]),
        ("wall night*", [1]),
    ],
)
def test_what_is_found(query: str, found: list[int]) -> None:
    assert search(query) == found


@pytest.mark.parametrize("query", ["", "  ", "* ( ) -", '""', "OR", "NEAR()", "-wall"])
def test_without_a_word_there_is_no_search(query: str) -> None:
    with pytest.raises(UsageError, match="no word to look for"):
        to_fulltext(query)


@settings(deadline=None)
@given(st.text(alphabet=st.sampled_from("ab \"*()-:^+,{}NEARORT\0é'5"), max_size=30))
def test_whatever_is_typed_is_an_expression_or_no_search(query: str) -> None:
    try:
        to_fulltext(query)
    except UsageError:
        return
    search(query)
