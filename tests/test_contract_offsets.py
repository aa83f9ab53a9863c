"""What every finding must keep to, whatever the text is made of: its offsets bound the words it names."""

import unicodedata
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.engine.finding import find_in_reports
from dateline.ingest.reading import Skipped
from dateline.model.findings import Findings
from dateline.model.ids import make_report_id
from dateline.model.report import Basis, Published, Report
from dateline.model.span import Span
from dateline.nlp.encoder import Encoder
from tests.reports import make_samples, read

PARAGRAPHS = (
    "MARROW, 22 November 2019 – The ferry to Odd Island will stop on Monday, the harbour office of Marrow "
    "said on Friday.",
    "“We have run out of money,” said Ilse Quandt, who heads the office. She said that the boat needed a new "
    "engine, and that the county had twice refused to pay for one since May 2017.",
    "A senior county official, who spoke on condition of anonymity because the talks were private, denied "
    "that. Tomas Reed told the Marrow Courier that he had ordered flour for five months.",
    "“It is cold,” he said. “It will be colder,” he added on 3 December.",
)
ARTICLE = "\n\n".join(PARAGRAPHS)
FAMILY = "👩‍👩‍👧‍👦"

# The same words in another dress: nothing that is found may be lost by it, nor be cut elsewhere.
SAME_WORDS = {
    "line ends of one kind": "\n".join(PARAGRAPHS),
    "line ends of Windows": "\r\n\r\n".join(PARAGRAPHS),
    "line ends of an old Mac": "\r\r".join(PARAGRAPHS),
    "one line end of an old Mac": "\r".join(PARAGRAPHS),
    "form feeds": "\f".join(PARAGRAPHS),
    "vertical tabs": "\v".join(PARAGRAPHS),
    "next lines": "\x85".join(PARAGRAPHS),
    "line separators": "\u2028".join(PARAGRAPHS),
    "paragraph separators": "\u2029".join(PARAGRAPHS),
    "tabs": "\t" + "\n\n\t".join(one.replace(", ", ",\t") for one in PARAGRAPHS),
    "two spaces": ARTICLE.replace(" ", "  "),
    "hard spaces": ARTICLE.replace(" ", "\u00a0"),
    "narrow hard spaces": ARTICLE.replace(" ", "\u202f"),
    "thin spaces": ARTICLE.replace(" ", "\u2009"),
    "a byte order mark": "\ufeff" + ARTICLE,
}

# Other words, or words with something in them: here only the bounds are held.
OTHER_WORDS = {
    "emoji before it": f"{FAMILY} 🏴‍☠️ 🇸🇪\n\n" + ARTICLE,
    "emoji at ends": "\n\n".join(f"{one} 👩🏽‍🚀" for one in PARAGRAPHS),
    "spaces of no width between words": ARTICLE.replace(" ", " \u200b"),
    "combining marks": unicodedata.normalize(
        "NFD", ARTICLE.replace("Quandt", "Quàndtöỹ").replace("Reed", "Řéed").replace("Marrow", "Märrow")
    ),
    "marks on every letter": "".join(one + "\u0301" * one.isalpha() for one in ARTICLE),
    "letters beyond the first plane": ARTICLE.replace("Ilse", "𝐈𝐥𝐬𝐞").replace("Reed", "𠮷野"),
    "another script": ARTICLE.replace("Ilse Quandt", "नरेन्द्र मोदी").replace("Reed", "क्षि"),
    "a script from the right": ARTICLE.replace("Ilse Quandt", "אילזה קוואנדט").replace("Reed", "ريد"),
    "marks for a script from the right": "\n\n".join(
        f"\u200f{one.replace('Ilse Quandt', chr(0x2067) + 'Ilse Quandt' + chr(0x2069))}\u200e"
        for one in PARAGRAPHS
    ),
    "soft hyphens and joiners": ARTICLE.replace("Quandt", "Qu\u2060andt").replace("Reed", "Re\u00aded"),
    "spaces of no width beside words": ARTICLE.replace("said", "\u200bsaid\u200b"),
    "emoji in words": ARTICLE.replace("said", "🙂said🙂")
    .replace("Quandt", "Quandt👩🏽‍🚀")
    .replace("2019", "2019🕰️"),
    "one very long line": " ".join(PARAGRAPHS * 12),
    "no white space": ARTICLE.replace(" ", ""),
    "one very long word": "x" * 20_000 + " said Ilse Quandt. " + "😀" * 5_000,
    "emoji alone": (FAMILY + "🙂") * 50,
    "marks alone": "\u0301" * 300,
    "no width at all": "\u200b\u200f\ufeff" * 5,
    "quotation marks alone": "“”\"'‘’" * 40,
    "one letter": "x",
}


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder.load(threads=1)


def find(encoder: Encoder, text: str) -> Findings:
    """Return what is found in a text that is all article."""
    published = Published("2019-11-22", "2019-11-22", "2019-11-22", Basis.GIVEN, ())
    report = Report.of_text(
        text,
        id=make_report_id(text.encode("utf-8", "surrogatepass")),
        path="ferry.txt",
        published=published,
    )
    (found,) = find_in_reports([report], encoder=encoder)
    return found


def spans_of(found: Findings) -> Iterator[tuple[str, Span]]:
    """Yield every span of the findings with what it bounds."""
    yield from (("time", Span(one.start, one.end)) for one in found.times)
    yield from (("mention", Span(one.start, one.end)) for one in found.mentions)
    for one in found.statements:
        yield from (("content", span) for span in one.content)
        yield from (("cue", span) for span in one.cue)
        yield from (("source", span) for span in one.source)
        if one.anonymity is not None and one.anonymity.reason is not None:
            yield "reason", one.anonymity.reason


def words_of(found: Findings) -> Counter[tuple[str, str]]:
    """Count the words that are bounded, white space of any kind as one space."""
    plain = ((kind, span.of(found.report.text).replace("\u200b", "")) for kind, span in spans_of(found))
    return Counter((kind, " ".join(words.split())) for kind, words in plain)


def assert_bounds(found: Findings) -> None:
    """Hold every span of the findings against the text."""
    text = found.report.text
    for kind, span in spans_of(found):
        words = span.of(text)
        shown = f"{kind} {words!r} in {text[max(0, span.start - 20) : span.end + 20]!r}"
        assert span.end <= len(text), shown
        assert any(part.covers(span) for part in found.report.body), shown
        assert words == words.strip(), shown
        assert any(char.isalnum() for char in words), shown
        assert not _cuts_word(text, span.start), shown
        assert not _cuts_word(text, span.end), shown
    for statement in found.statements:
        for role in (statement.content, statement.cue, statement.source):
            assert all(a.end <= b.start for a, b in pairwise(role))
    for ones in (found.times, found.mentions):
        places = [(one.start, one.end) for one in ones]
        assert places == sorted(places)


def _cuts_word(text: str, at: int) -> bool:
    """Tell whether a bound falls within a word, or within what is drawn as one character."""
    if not 0 < at < len(text):
        return False
    left, right = text[at - 1], text[at]
    if unicodedata.category(right).startswith("M") or "\u200d" in (left, right):
        return True
    # "3December": a figure and a word that ran together are still two.
    return left.isalnum() and right.isalnum() and not (left.isdigit() and not right.isdigit())


def test_what_is_found_in_the_plain_text(encoder: Encoder) -> None:
    found = words_of(find(encoder, ARTICLE))
    assert found["mention", "Ilse Quandt"] == 1
    assert found["time", "22 November 2019"] == found["time", "five months"] == 1
    assert found["content", "“We have run out of money,”"] == 1
    assert found["source", "Ilse Quandt, who heads the office"] == 1


@pytest.mark.parametrize("name", SAME_WORDS)
def test_the_same_words_are_bounded_in_another_dress(encoder: Encoder, name: str) -> None:
    found = find(encoder, SAME_WORDS[name])
    assert_bounds(found)
    assert words_of(found) == words_of(find(encoder, ARTICLE))


@pytest.mark.parametrize("name", OTHER_WORDS)
def test_bounds_hold_in_words_of_any_kind(encoder: Encoder, name: str) -> None:
    assert_bounds(find(encoder, OTHER_WORDS[name]))


NAMES = """MARROW (Eastwire) - CIA Director Ana Osei told the Valdan Courier that 23 soldiers were \
killed near Port Elm.

Prime Minister Ilse Quandt of the Harbour Workers Party condemned it. She said police had arrested at least \
12 men, and then left.

Two officials at the Department of Justice, citing Reuters, said the pier was shut after the fire. The \
Marrow Courier and Gen. Tomas Reed met United Nations monitors before the vote."""


def spans_of_events(found: Findings) -> Iterator[tuple[str, Span]]:
    """Yield every span of the events and of their order with what it bounds."""
    for event in found.events:
        yield "trigger", event.trigger
        yield from (("participant", Span(one.start, one.end)) for one in event.participants)
        yield from (("figure", Span(one.start, one.end)) for one in event.figures)
    for pair in found.order:
        yield from (("before", pair.before), ("after", pair.after), ("signal", pair.signal))


@pytest.mark.parametrize("step", [1, 2, 3, 5, 7, 11, 13, 17])
@pytest.mark.parametrize("text", [ARTICLE, NAMES], ids=["article", "names"])
def test_no_span_parts_a_letter_from_its_accent(encoder: Encoder, text: str, step: int) -> None:
    accented = "".join(one + "\u0301" * (one.isalnum() and not at % step) for at, one in enumerate(text))
    found = find(encoder, accented)
    spans = [*spans_of(found), *spans_of_events(found)]
    assert not [(kind, span.of(accented)) for kind, span in spans if _cuts_word(accented, span.start)]
    assert not [(kind, span.of(accented)) for kind, span in spans if _cuts_word(accented, span.end)]


def test_a_name_goes_on_over_an_accent(encoder: Encoder) -> None:
    text = NAMES.replace("Marrow Courier", "Marrow Co\u0301urier")
    names = [text[one.start : one.end] for one in find(encoder, text).mentions]
    assert "Marrow Co\u0301urier" in names
    assert not [name for name in names if name.endswith("Co")]


SPACES = ["\r\n", "\r", "\t", "\u00a0", "\u200b", "\u200d", "\u200f", "\ufeff", "\u0301", "\u00ad"]
LETTERS = ["é", "ß", "İ", "ﬁ", "𠮷", "नि", "ا", "Ⅻ", "٣", "½", "²", " 2019 ", "said"]
SIGNS = ["🙂", "👩🏽‍🚀", FAMILY, "🇸🇪", "“", "”", "'", "’", "—", "…"]
ODD = st.sampled_from([*SPACES, *LETTERS, *SIGNS])


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.lists(st.tuples(st.integers(0, len(ARTICLE)), ODD), min_size=1, max_size=25))
def test_bounds_hold_whatever_is_put_between(encoder: Encoder, put: list[tuple[int, str]]) -> None:
    text = ARTICLE
    for at, odd in sorted(put, reverse=True):
        text = text[:at] + odd + text[at:]
    assert_bounds(find(encoder, text))


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.text(max_size=200))
def test_bounds_hold_in_any_text(encoder: Encoder, text: str) -> None:
    if text:
        assert_bounds(find(encoder, text))


SAMPLES = make_samples()


@pytest.mark.parametrize("name", SAMPLES)
def test_bounds_hold_in_every_format(encoder: Encoder, name: str, tmp_path: Path) -> None:
    file = tmp_path / name
    file.write_bytes(SAMPLES[name])
    (report,) = read(file)
    assert isinstance(report, Report)
    (found,) = find_in_reports([report], encoder=encoder)
    assert_bounds(found)
    assert {(kind, words) for kind, words in words_of(found) if kind == "time"} >= {
        ("time", "Monday"),
        ("time", "Friday"),
        ("time", "five months"),
    }
    assert found.statements


@pytest.mark.parametrize(
    "content", [b"", b" \n\t\r\n", "\u00a0\u2003 ".encode(), b"\xef\xbb\xbf", b"\xff\xfe"]
)
def test_a_file_that_holds_no_words_is_named(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "ferry.txt").write_bytes(content)
    (skipped,) = read(tmp_path)
    assert isinstance(skipped, Skipped)
    assert skipped.reason in ("empty", "holds no text")


@pytest.mark.parametrize("name", [*SAME_WORDS, *OTHER_WORDS])
def test_offsets_point_into_the_file_of_the_user(encoder: Encoder, name: str, tmp_path: Path) -> None:
    text = (SAME_WORDS | OTHER_WORDS)[name]
    (tmp_path / "ferry.txt").write_bytes(text.encode())
    (report,) = read(tmp_path)
    assert isinstance(report, Report)
    # A byte order mark is no part of the text, as in any editor.
    assert report.text == text.removeprefix("\ufeff")
    (found,) = find_in_reports([report], encoder=encoder)
    assert_bounds(found)
    for one in (report.dateline, *report.published.evidence):
        if one is not None and one.start is not None and one.end is not None:
            assert 0 <= one.start < one.end <= len(report.text)
