"""An article's words found again on its page: in order, each once, whatever was cut or joined."""

import pytest

from dateline.ingest.align import align_lines

A = "The mill by the river closed on Monday after eighty years of work."
B = "Its owner said that nobody wanted linen any more, and that he was tired."
C = "Forty people worked there; most of them have found no other place."

# The page's lines, the article as an extractor gives it, the lines that are its.
TABLE: list[tuple[list[str], str, str]] = [
    (["Home", A, B, "Imprint"], f"{A}\n{B}", "-++-"),
    ([A, B], f"{A} {B}", "++"),  # joined
    ([f"{A} {B}"], f"{A}\n{B}", "+"),  # split
    ([A, "Home", A, B], f"{A}\n{B}", "+--+"),  # repeated: taken once
    ([f"{B} Read on: the history of linen"], B, "+"),  # its end cut off
    (["About the mill by the river and what became of it", C], C, "-+"),
    ([A, "Jobs", B], f"{A}\nJobs\n{B}", "+++"),  # a short line between two
    (["Jobs", A, B], f"{A}\n{B}\nJobs", "-++"),  # a short line elsewhere
    ([C, A], f"{A}\n{C}", "+-|-+"),  # out of order: one of them
    ([A.upper()], A, "+"),
    ([A], "", "-"),
    ([], A, ""),
]


@pytest.mark.parametrize(("lines", "article", "taken"), TABLE)
def test_lines_of_the_article_are_found_on_the_page(lines: list[str], article: str, taken: str) -> None:
    found = "".join("+" if yes else "-" for yes in align_lines(lines, article))
    assert found in taken.split("|")


def test_a_page_of_one_line_without_end_is_read_in_time() -> None:
    lines = ["the same line of words again and again"] * 20_000
    assert sum(align_lines(lines, "\n".join(lines))) >= 1
