"""Inputs made to do harm: entities, loops in a PDF, patterns fed with what they choke on, names alike."""

import gzip
import io
import json
import re
import time
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from dateline import lexicons
from dateline.cli import main
from dateline.ingest.reading import Skipped, read_reports
from dateline.lexicons import load
from dateline.link.linking import link
from dateline.model.report import Report
from tests.marked import make_report
from tests.reports import make_docx, make_pdf, make_record, make_rss

_SECRET = "a word that stands in another file"


def read(file: Path) -> list[Report | Skipped]:
    return list(read_reports([str(file)]))


def test_a_feed_opens_no_other_file(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text(_SECRET)
    feed = make_rss(
        "<item><title>Ferry</title><description>&x; The ferry stays shut, it said.</description></item>"
    )
    outside = f'<!DOCTYPE rss [<!ENTITY x SYSTEM "file://{tmp_path}/secret">]>'.encode()
    start = feed.index(b"<rss")
    file = tmp_path / "feed.xml"
    file.write_bytes(feed[:start] + outside + feed[start:])
    for one in read(file):
        assert not isinstance(one, Report) or _SECRET not in one.text


@pytest.mark.parametrize("kind", ["outside", "laughs"])
def test_a_word_document_opens_no_other_file_and_does_not_swell(kind: str, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text(_SECRET)
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    entities = {
        "outside": f'<!ENTITY x SYSTEM "file://{tmp_path}/secret">',
        "laughs": f'<!ENTITY l0 "ha">{laughs}<!ENTITY x "&l9;">',
    }
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(make_docx())) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "word/document.xml":
                text = content.decode()
                text = re.sub(r"(<w:t[^>]*>)", r"\1&x;", text, count=1)
                at = text.index("<w:document")
                content = f"{text[:at]}<!DOCTYPE x [{entities[kind]}]>{text[at:]}".encode()
            new.writestr(name, content)
    file = tmp_path / "letter.docx"
    file.write_bytes(made.getvalue())
    began = time.monotonic()
    for one in read(file):
        assert not isinstance(one, Report) or (_SECRET not in one.text and len(one.text) < 100_000)
    assert time.monotonic() - began < 30


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (rb"/Kids\s*\[\s*\d+ 0 R", b"/Kids [2 0 R"),
        (rb"/Contents \d+ 0 R", b"/Contents [3 0 R 3 0 R]"),
        (rb"/Parent \d+ 0 R", b"/Parent 3 0 R"),
        (rb"/Count \d+", b"/Count 2147483647"),
        (rb"/Length \d+", b"/Length 99999999999"),
    ],
)
def test_a_pdf_that_leads_back_to_itself_ends(old: bytes, new: bytes, tmp_path: Path) -> None:
    file = tmp_path / "loop.pdf"
    made = make_pdf([["The ferry stops on Monday, the harbour board said."]])
    changed = re.sub(old, new, made)
    file.write_bytes(changed)
    began = time.monotonic()
    assert len(read(file)) == 1
    assert time.monotonic() - began < 30


def test_a_page_that_a_crawler_kept_does_not_unpack_without_end(tmp_path: Path) -> None:
    bomb = gzip.compress(bytes(40_000_000), mtime=0)
    head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip"
    file = tmp_path / "crawl.warc"
    file.write_bytes(make_record("response", "http://a.example/", head, bomb))
    assert all(isinstance(one, Skipped) for one in read(file))


def _is_plain(pattern: str) -> bool:
    """Tell whether a pattern is Python's; some are of words of the lexicon, and are put together first."""
    try:
        re.compile(pattern)
    except re.error:
        return False
    return True


_PATTERNS = sorted(
    {
        (f"{file.stem}: {rule.name}", rule.pattern)
        for file in (Path(lexicons.__file__).parent / "en").glob("*.toml")
        for rule in load("en", file.stem).rules
        if _is_plain(rule.pattern)
    }
)
# What patterns choke on: one thing over and over, and something else at the end.
_REPEATS = (
    "a ",
    "A",
    "A ",
    "Aa ",
    "1",
    "1 ",
    "1,",
    "the ",
    "of the ",
    "\n",
    " ",
    "- ",
    "“a” ",
    "A. ",
    "May 1, ",
    "two and ",
)
_LONG = 1000


@pytest.mark.soak
@pytest.mark.parametrize(("name", "pattern"), _PATTERNS, ids=[name for name, _ in _PATTERNS])
def test_no_pattern_chokes_on_repeats(name: str, pattern: str) -> None:
    compiled = re.compile(pattern, re.IGNORECASE)
    for repeated in _REPEATS:
        text = repeated * (_LONG // len(repeated)) + "\x00"
        began = time.process_time()
        for _ in zip(range(_LONG), compiled.finditer(text), strict=False):
            pass
        assert time.process_time() - began < 2.0, repeated


def _name(number: int) -> str:
    letters = ""
    while number >= 0:
        letters, number = letters + chr(97 + number % 26), number // 26 - 1
    return letters.capitalize() + "o"


ALIKE = {
    "one name in all": lambda n: [make_report(f"k{i}", "{A B|person} met the board.") for i in range(n)],
    "one surname": lambda n: [
        make_report(f"k{i}", f"{{{_name(i)} Osei|person}} met {{Osei|person}}.") for i in range(n)
    ],
    "one report of names": lambda n: [
        make_report("one", " ".join(f"{{{_name(i)} {_name(i * 7)}|person}} spoke." for i in range(n)))
    ],
    "one report of one surname": lambda n: [
        make_report("one", " ".join(f"{{{_name(i)} Osei|person}} met {{Osei|person}}." for i in range(n)))
    ],
    "one kind of body": lambda n: [
        make_report(f"k{i}", f"{{{_name(i)} Board Committee|organization}} ({{ABC|organization}}) met.")
        for i in range(n)
    ],
}


def _time(name: str, many: int) -> float:
    reports = ALIKE[name](many)
    began = time.process_time()
    link(reports)
    return time.process_time() - began


@pytest.mark.parametrize("name", ALIKE)
def test_names_chosen_alike_cost_by_their_number(name: str) -> None:
    _time(name, 20)  # the word lists are read by now
    small = min(_time(name, 150) for _ in range(2))
    # Eight times as many: by their square it would be sixty-four times as long.
    assert _time(name, 1200) < 24 * small + 0.5


@pytest.mark.soak
@pytest.mark.parametrize(
    ("name", "many"),
    [
        ("one name in all", 5_000),
        ("one surname", 20_000),
        ("one report of names", 50_000),
        ("one report of one surname", 20_000),
        ("one kind of body", 5_000),
    ],
)
def test_thousands_of_names_chosen_alike_are_joined_within_minutes(name: str, many: int) -> None:
    assert _time(name, many) < 240


def test_half_a_character_and_an_escape_stop_nothing_and_reach_no_terminal(tmp_path: Path) -> None:
    half, escape = "\ud800", "\x1b[2J"
    text = (
        f"The ferry stops {half} on Monday, Ada{half} Osei of the harbour office said. The office promised "
        f"{escape}to open the lock by June 2032. “It is {half} cold,” Bo Lund said on May 6, 2031."
    )
    row = {
        "title": f"Ferry{half}",
        "outlet": f"Courier{half}{escape}",
        "published": "2031-05-07",
        "text": text,
    }
    (tmp_path / "a.jsonl").write_text(json.dumps(row))
    case = str(tmp_path / "a.dateline")
    for asked in (
        ("build", str(tmp_path / "a.jsonl"), "-o", case),
        *(("timeline", case), ("statements", case), ("commitments", case)),
    ):
        told = CliRunner().invoke(main, asked)
        assert told.exit_code == 0, told.output
        assert "\x1b" not in told.output
        if asked[0] != "build":
            assert "⟦U+D800⟧" in told.output, asked
