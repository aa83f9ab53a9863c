"""Inputs built as real ones are that hold anything: each is read or named, and all bounds lie in the text."""

import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.engine.finding import find_in_reports
from dateline.ingest.reading import Skipped
from dateline.link.linking import link
from dateline.model.ids import make_report_id
from dateline.model.report import Report
from dateline.model.span import Span
from dateline.nlp.encoder import Encoder
from tests.reports import make_csv, make_rss, make_zip, read

NAMES = ["Ada Osei", "Mr. Reed", "the Port Elm Authority (PEA)", "O’Brien-Lund", "she", "an official", "X"]
DATES = [
    "on Monday",
    "May 6, 2031",
    "2031-02-30",
    "31/12/99",
    "the 1980s",
    "last year",
    "Q3",
    "at 25:61 p.m.",
]
QUOTES = ["“", "”", '"', "'", "‘", "’", "«", "»", "``", "—", "(", ")", "["]
CUES = [
    "said",
    "told",
    "according to",
    "denied that",
    "will",
    "had not",
    "but",
    "that",
    "was killed",
    "promised",
]
NUMBERS = ["12", "1,000,000", "3.5 million", "½", "-7", "$", "per cent", "two dozen", "٣", "9" * 40, "1e999"]
STOPS = [".", "?!", "…", ",", ":", "\n", "\n\n", "\r\n", "\u2028", ". . .", "* * *"]
ODD = [
    "\x00",
    "\u200b",
    "\u202e",
    "\u0301",
    "\ufeff",
    "\ufffe",
    "👩🏽‍🚀",
    "İ",
    "ﬁ",
    "नि",
    "\ud800",
    "&#0;",
    "<",
    "%s",
    "{}",
]
PIECES = st.sampled_from([*NAMES, *DATES, *QUOTES, *CUES, *NUMBERS, *STOPS, *ODD]) | st.text(max_size=6)
PROSE = st.builds(
    lambda parts, glue: glue.join(parts), st.lists(PIECES, max_size=60), st.sampled_from([" ", " ", ""])
)
SENTENCES = st.builds(
    lambda name, cue, prose, day, stop: f"{name} {cue} {prose} {day}{stop} ",
    *(st.sampled_from(NAMES), st.sampled_from(CUES), PROSE, st.sampled_from(DATES), st.sampled_from(STOPS)),
)
TEXTS = st.lists(
    st.lists(SENTENCES, min_size=1, max_size=6).map("".join), min_size=1, max_size=3, unique=True
)

TAGS = [
    "p",
    "div",
    "article",
    "h1",
    "time",
    "a",
    "table",
    "tr",
    "td",
    "ul",
    "li",
    "blockquote",
    "figure",
    "br",
    "pre",
]
TAGS += ["script", "style", "head", "meta", "title", "body", "template", "svg", "textarea", "!--", "![CDATA["]
HEADS = [
    "",
    ' class="byline"',
    ' datetime="2031-99-99"',
    ' property="article:published_time" content="',
    " itemprop",
    "/",
]


def _wrap(tag: str, head: str, inner: list[str], end: str) -> str:
    return f"<{tag}{head}>{''.join(inner)}{end.format(tag)}"


HTML = st.recursive(
    PROSE,
    lambda inner: st.builds(
        _wrap,
        st.sampled_from(TAGS),
        st.sampled_from(HEADS),
        st.lists(inner, max_size=4),
        st.sampled_from(["</{0}>", "</{0}>", "", "</", "-->"]),
    ),
    max_leaves=12,
)
COLUMNS = st.sampled_from(
    ["id", "url", "title", "outlet", "published", "text", "authors", "body", "html", ""]
)
VALUES = st.recursive(
    PROSE | HTML | st.none() | st.booleans() | st.integers() | st.floats(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(COLUMNS, inner, max_size=3),
    max_leaves=6,
)


def _encode(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _make_items(items: list[tuple[str, str, str]]) -> bytes:
    told = (
        f"<item><title>{title}</title><description><![CDATA[{text}]]></description><pubDate>{day}</pubDate></item>"
        for title, text, day in items
    )
    return make_rss("".join(told).encode("utf-8", "replace").decode())


def _make_lines(lines: list[dict[str, Any]], cut: int) -> bytes:
    text = "\n".join(map(json.dumps, lines))
    return text[: len(text) - cut].encode()


def _make_table(rows: list[list[str]]) -> bytes:
    names = ("title", "published", "text")
    shown = [[one.encode("utf-8", "replace").decode() for one in row] for row in rows]
    return make_csv([dict(zip(names, row, strict=True)) for row in shown])


ROWS = st.lists(st.dictionaries(COLUMNS, VALUES, max_size=6), min_size=1, max_size=4)
FILES = st.one_of(
    st.tuples(st.just("a.html"), st.builds(lambda page: _encode(f"<html>{page}"), HTML)),
    st.tuples(st.just("a.xml"), st.builds(_make_items, st.lists(st.tuples(PROSE, HTML, PIECES), max_size=3))),
    st.tuples(st.just("a.jsonl"), st.builds(_make_lines, ROWS, st.integers(0, 3))),
    st.tuples(st.just("a.json"), st.builds(lambda rows: json.dumps(rows).encode(), ROWS)),
    st.tuples(
        st.just("a.csv"),
        st.builds(_make_table, st.lists(st.lists(PROSE, min_size=3, max_size=3), min_size=1, max_size=3)),
    ),
    st.tuples(st.sampled_from(["a.txt", "a.md"]), st.builds(_encode, PROSE)),
)
ARCHIVES = st.recursive(
    FILES,
    lambda inner: st.tuples(
        st.just("a.zip"),
        st.builds(
            lambda members: make_zip({f"{n}/{name}": content for n, (name, content) in enumerate(members)}),
            st.lists(inner, max_size=3),
        ),
    ),
    max_leaves=4,
)


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder.load(threads=1)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fuzzed")


def fuzz(examples: int) -> settings:
    return settings(
        max_examples=examples, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
    )


def spans_of(thing: object) -> Iterator[Span]:
    """Yield every span in a dataclass, however deep."""
    if isinstance(thing, Span):
        yield thing
    elif is_dataclass(thing):
        for one in fields(thing):
            yield from spans_of(getattr(thing, one.name))
    elif isinstance(thing, tuple | list):
        for part in thing:
            yield from spans_of(part)


def check_reading(folder: Path, file: tuple[str, bytes]) -> None:
    name, content = file
    path = folder / name
    path.write_bytes(content)
    for one in read(path):
        if isinstance(one, Skipped):
            assert "defeats" not in one.reason, one
            # All but what was cut short is whole.
            assert "damaged" not in one.reason or name in ("a.jsonl", "a.zip", "a.xml"), one
        else:
            assert all(span.end <= len(one.text) for span in spans_of(one))


def check_finding(encoder: Encoder, texts: list[str]) -> None:
    reports = [Report.of_text(one, id=make_report_id(_encode(one)), path="a.txt") for one in texts]
    found = list(find_in_reports(reports, encoder=encoder))
    assert [one.report for one in found] == reports
    for one in found:
        end = len(one.report.text)
        assert all(span.start < span.end <= end for span in spans_of(one))
        assert all(0 <= part.start < part.end <= end for part in one.times)
        assert all(0 <= part.start < part.end <= end for part in one.mentions)
    by_id = {one.id: one.text for one in reports}
    for statement in link(found).statements:
        for words in statement.evidence:
            assert by_id[words.report][words.start : words.end] == words.exact


@fuzz(20)
@given(ARCHIVES)
def test_any_input_is_read_or_named(folder: Path, file: tuple[str, bytes]) -> None:
    check_reading(folder, file)


@fuzz(20)
@given(TEXTS)
def test_all_that_is_found_lies_in_the_texts(encoder: Encoder, texts: list[str]) -> None:
    check_finding(encoder, texts)


@pytest.mark.soak
@fuzz(5000)
@given(ARCHIVES)
def test_many_inputs_are_read_or_named(folder: Path, file: tuple[str, bytes]) -> None:
    check_reading(folder, file)


@pytest.mark.soak
@fuzz(5000)
@given(TEXTS)
def test_all_that_is_found_in_many_texts_lies_in_them(encoder: Encoder, texts: list[str]) -> None:
    check_finding(encoder, texts)
