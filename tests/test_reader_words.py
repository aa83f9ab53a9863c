"""How the reader words whose word something is, and what the program itself says of it."""

from pathlib import Path

import pytest

from dateline.export.page.words import say_days_in
from dateline.model.findings import Findings, SpeakerKind
from dateline.model.found import Voice
from dateline.reader.drawing import name_once
from tests.marked import make_report
from tests.test_reader import open_reader


@pytest.mark.parametrize(
    ("prose", "words"),
    [
        (
            "told as past: not published before 2011-01-01",
            "told as past: not published before 1 January 2011",
        ),
        ("says 2023-05-12, against 2020-11-19", "says 12 May 2023, against 19 November 2020"),
        ("a later report says “since 2031-05-06”", "a later report says “since 2031-05-06”"),
        ("the file 2031-05-061 and 12031-05-06", "the file 2031-05-061 and 12031-05-06"),
        ("month 2031-13-01", "month 2031-13-01"),
    ],
)
def test_the_programs_own_sentences_have_days_in_words(prose: str, words: str) -> None:
    assert say_days_in(prose) == words


def test_several_statements_of_one_speaker_are_one_voice() -> None:
    osei, other = Voice("s1", "a1", "Ada Osei"), Voice("s3", None, None)
    assert name_once([osei, Voice("s2", "a1", "Ada Osei"), other, Voice("s4", None, None)]) == [
        osei,
        other,
        Voice("s4", None, None),
    ]


def _make_heard() -> list[Findings]:
    return [
        make_report(
            "heard",
            "The harbour council voted for the lock. Ada Osei told The Ledger that the lock would hold.",
            published="2031-09-01",
            statements=(
                {
                    "content": "the lock would hold",
                    "cue": "told",
                    "source": "Ada Osei",
                    "name": "Ada Osei",
                    "kind": SpeakerKind.NAMED_PERSON,
                    "chain": ("The Ledger", "Ada Osei"),
                },
                {
                    "content": "the lock",
                    "cue": "voted",
                    "source": "The harbour council",
                    "kind": SpeakerKind.GROUP,
                },
            ),
        )
    ]


def test_who_is_called_something_is_called_so_and_who_stands_between_is_told(tmp_path: Path) -> None:
    with open_reader(tmp_path / "heard.dateline", _make_heard()) as client:
        page = client.get("/statements").text
    assert "<bdi>The harbour council</bdi>" in page
    assert "somebody not named" not in page
    assert page.count("as told by <bdi>The Ledger</bdi>") == 1
    assert "as told by <bdi>Ada Osei</bdi>" not in page
