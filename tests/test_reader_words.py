"""How the reader words whose word something is, and what the program itself says of it."""

from pathlib import Path

import pytest

from dateline.export.page.views import Link
from dateline.export.page.words import say_days_in
from dateline.model.findings import Findings, SpeakerKind
from dateline.model.found import Voice
from dateline.model.record import Evidence
from dateline.model.report import UNKNOWN_DATE, ReportHead
from dateline.reader.drawing import name_once
from dateline.reader.passages import cut_passages
from dateline.reader.told import shorten, tell_lines
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


HEADS = {
    "a" * 20: ReportHead(
        "a" * 20, "in/one/page.html", None, None, None, None, (), published=UNKNOWN_DATE, length=9
    ),
}


def test_what_explain_prints_is_told_in_words_and_links() -> None:
    one, other = "a" * 20, "b" * 20
    lines = [
        f"commitment {other} (plan)",
        "  to be: … to 2031-12-31",
        "    “by 2031-12-31” [12, 25) in in/one/page.html, page 2",
        f"  report: in/one/page.html ({one})",
        "    the dateline says so: “6 May” [0, 5)",
    ]
    told = tell_lines(lines, HEADS)
    assert [(line.depth, line.label) for line in told] == [
        (0, ""), (1, "to be"), (2, ""), (1, "report"), (2, "the dateline says so"),
    ]  # fmt: skip
    assert told[0].pieces[1] == Link("b" * 8, f"/entry/{other}")
    assert told[1].pieces == (Link("… to 31 December 2031", ""),)
    assert [piece.text for piece in told[2].pieces] == ["“by 2031-12-31”", " in ", "page.html", ", page 2"]
    assert told[2].pieces[2].href == f"/report/{one}?words=12-25#words"
    assert told[3].pieces == (Link("page.html", f"/report/{one}"),)
    assert told[4].pieces == (Link("“6 May”", ""),)


def test_a_report_is_called_by_as_much_of_its_path_as_tells_it_apart() -> None:
    assert shorten(["in/a/x.txt", "in/b/x.txt", "in/b/y.txt", "x.txt"]) == {
        "in/a/x.txt": "a/x.txt",
        "in/b/x.txt": "b/x.txt",
        "in/b/y.txt": "y.txt",
        "x.txt": "x.txt",
    }


def test_words_of_one_sentence_stand_in_it_together() -> None:
    text = "The port will open, Osei said. The lock is shut. " + "Rain fell " * 100 + "on it."
    report = make_report("one", text).report

    def words(exact: str) -> Evidence:
        start = text.index(exact)
        return Evidence(report.id, start, start + len(exact), exact)

    said, cue, whole, rain = (words(one) for one in ("will open", "said", "The lock is shut.", "on it"))
    voice = Voice("s1", "a1", "Ada Osei")
    passages = cut_passages((rain, said, cue, whole), {report.id: report}, {said: (voice,), cue: (voice,)})
    assert [one.words for one in passages] == [rain, said, whole]
    assert "".join(piece.text for piece in passages[1].pieces) == "The port will open, Osei said."
    assert [piece.text for piece in passages[1].pieces if piece.marked] == ["will open", "said"]
    assert passages[1].voices == (voice,)
    assert [piece.marked for piece in passages[2].pieces] == [False]
    assert passages[0].pieces[0].text == "…"
    assert len("".join(piece.text for piece in passages[0].pieces)) < 420


def test_a_date_beside_what_somebody_says_is_not_that_speakers_word(tmp_path: Path) -> None:
    story = [
        make_report(
            "since",
            "{Ada Osei|person}, minister since {May 6, 2031|2031-05-06}, said that the lock would hold.",
            published="2031-09-01",
            statements=(
                {
                    "content": "the lock would hold",
                    "source": "Ada Osei",
                    "name": "Ada Osei",
                    "kind": SpeakerKind.NAMED_PERSON,
                },
            ),
        )
    ]
    with open_reader(tmp_path / "since.dateline", story) as client:
        (year,) = client.get("/timeline.json").json()["years"]
        sentence = year["dates"][0]["sentences"][0]
        assert sentence["voices"] == []
        assert [one["name"] for one in sentence["beside"]] == ["Ada Osei"]
        assert "the date is the report’s own word, and it quotes" in client.get("/timeline").text
        (mark,) = client.get("/timeline.json").json()["picture"]["marks"]
        assert (mark["whose"], mark["beside"]) == ([], ["Ada Osei"])
