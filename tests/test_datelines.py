"""Datelines: where and when a report was filed, each beside a line that only looks like one."""

import pytest

from dateline.ingest.datelines import find_dateline, is_dateline_line
from dateline.model.span import Span

FOUND = [
    # text, place, date, the words of the dateline
    ("PORT ELM, March 2: The harbour was closed.", "PORT ELM", "XXXX-03-02", "PORT ELM, March 2"),
    ("PORT ELM:", "PORT ELM", None, "PORT ELM"),
    ("ELMSTEAD, Norland (AP) — The harbour", "ELMSTEAD, Norland", None, "ELMSTEAD, Norland (AP)"),
    ("(Reuters) - The harbour", None, None, "(Reuters)"),
    ("ELMSTEAD (Reuters) - A ferry", "ELMSTEAD", None, "ELMSTEAD (Reuters)"),
    ("ELMSTEAD, Aug 5 (Xinhua) -- The", "ELMSTEAD", "XXXX-08-05", "ELMSTEAD, Aug 5 (Xinhua)"),
    ("ELMSTEAD. March 2 (Interfax) - The", "ELMSTEAD", "XXXX-03-02", "ELMSTEAD. March 2 (Interfax)"),
    ("PORT ELM, NL – March 2, 2010 – A", "PORT ELM, NL", "2010-03-02", "PORT ELM, NL – March 2, 2010"),
    ("Elmstead (Pajhwok): The", "Elmstead", None, "Elmstead (Pajhwok)"),
    ("Elmstead, May 3: The trial", "Elmstead", "XXXX-05-03", "Elmstead, May 3"),
    ("QUILLFORD, N.L. — Hours before", "QUILLFORD, N.L.", None, "QUILLFORD, N.L."),
    ("ELMSTEAD/PORT ELM, Monday, March 3 (Reuters) - A", "ELMSTEAD/PORT ELM", "XXXX-03-03",
     "ELMSTEAD/PORT ELM, Monday, March 3 (Reuters)"),
    ("ST. ELM — The", "ST. ELM", None, "ST. ELM"),
    ("London — The", "London", None, "London"),
    ("PORT ELM (AP) _ The", "PORT ELM", None, "PORT ELM (AP)"),
    ("PORT ELM – Five boats sank.", "PORT ELM", None, "PORT ELM"),
]  # fmt: skip

NOT_FOUND = [
    "BREAKING: Two boats sink",
    "MARTA QUILL, RADIO HOST: Good evening.",
    "March 2: The talks began.",
    "Monday, March 2: The talks began.",
    "The mayor said: no.",
    "NATO: the alliance explained",
    "Quill — the ferry's owner — said no.",
    "In May, the mayor (a former pilot) — said no",
    "The Harbour (AP) board - said no",
    "Elmstead (the capital) — a city",
    "Q: Who decided that?",
    "May 3, 2012 — The ferry",
]


@pytest.mark.parametrize(("text", "place", "date", "words"), FOUND)
def test_datelines_are_found(text: str, place: str | None, date: str | None, words: str) -> None:
    found = find_dateline(text, [Span(0, len(text))])
    assert found is not None
    dateline, printed = found
    assert (dateline.place, dateline.date, text[dateline.start : dateline.end]) == (place, date, words)
    assert (printed.value if printed else None) == date


@pytest.mark.parametrize("text", NOT_FOUND)
def test_what_only_looks_like_a_dateline_is_none(text: str) -> None:
    assert find_dateline(text, [Span(0, len(text))]) is None


def test_speakers_of_a_transcript_are_no_places() -> None:
    text = "QUILL: Good evening.\nREEDLEY: Good evening, Marta.\nQUILL: Let us begin."
    assert find_dateline(text, [Span(0, 20)]) is None
    assert find_dateline("PORT ELM: Good evening.", [Span(0, 23)]) is not None


def test_only_the_lines_named_are_read() -> None:
    text = "The ferry stopped.\nPORT ELM, March 2: The ferry stopped."
    assert find_dateline(text, [Span(0, 18)]) is None
    found = find_dateline(text, [Span(0, 18), Span(19, len(text))])
    assert found is not None
    assert found[0].start == 19


@pytest.mark.parametrize("words", ["PORT ELM:", "PORT ELM, 3 May (AP) —", "London –"])
def test_a_line_may_be_nothing_but_a_dateline(words: str) -> None:
    assert is_dateline_line(words)


@pytest.mark.parametrize("words", ["PORT ELM: The ferry", "Ferries:", "QUILL, FERRY OWNER:", "PORT ELM"])
def test_other_lines_are_more_or_less_than_a_dateline(words: str) -> None:
    assert not is_dateline_line(words)
