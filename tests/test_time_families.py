"""Times by families of rules: a file of `tables/times` each, with near misses beside what is to be found.

A line is a text, its times in brackets, and for each of them after a bar its type, value, modifier and
bounds ("-" for none; "=" where both bounds are the value). A text without brackets holds no time.
"@ 2013-05-01" says when the texts below it were published, "@ -" that it is not known.
"""

import re
from pathlib import Path

import pytest

from dateline.model.report import Basis, Published
from tests.test_times import SATURDAY, UNKNOWN, find

TABLES = Path(__file__).parent / "tables/times"
Row = tuple[str, list[str], Published]


def read_table(path: Path) -> list[Row]:
    """Return the texts of a table, times marked, with what each means, and when they were published."""
    rows: list[Row] = []
    published = SATURDAY
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("@"):
            day = line[1:].strip()
            published = UNKNOWN if day == "-" else Published(day, day, day, Basis.GIVEN)
        elif line and not line.startswith("#"):
            text, *meanings = re.split(r"\s+\|\s+", line)
            rows.append((text.replace(r"\n", "\n"), [" ".join(one.split()) for one in meanings], published))
    return rows


def mark(text: str, published: Published) -> tuple[str, list[str]]:
    """Return the text with its times in brackets, and what each means, as a table writes it."""
    marked, meanings, last = "", [], 0
    for one in find(text, published):
        marked += f"{text[last : one.start]}[{text[one.start : one.end]}]"
        last = one.end
        bounds = f"{one.earliest or '-'}..{one.latest or '-'}"
        same = one.value is not None and bounds == f"{one.value}..{one.value}"
        meanings.append(f"{one.type} {one.value or '-'} {one.mod or '-'} {'=' if same else bounds}")
    return marked + text[last:], meanings


ROWS = [
    pytest.param(*row, id=f"{path.stem}: {row[0]}")
    for path in sorted(TABLES.glob("*.txt"))
    for row in read_table(path)
]


@pytest.mark.parametrize(("text", "meanings", "published"), ROWS)
def test_a_text_holds_these_times_and_no_others(text: str, meanings: list[str], published: Published) -> None:
    assert mark(re.sub(r"[\[\]]", "", text), published) == (text, meanings)


@pytest.mark.parametrize("path", sorted(TABLES.glob("*.txt")), ids=lambda path: path.stem)
def test_a_table_has_near_misses_beside_what_it_finds(path: Path) -> None:
    rows = read_table(path)
    assert any(meanings for _, meanings, _ in rows)
    assert any(not meanings for _, meanings, _ in rows)
    assert all(text.count("[") == text.count("]") == len(meanings) for text, meanings, _ in rows)
