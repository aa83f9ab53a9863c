"""Whom "he" and "she" stand for, with the weights that come with the program."""

import pytest

from dateline.find.names.antecedents import Antecedents, load_weights
from dateline.find.names.cast import Cast
from dateline.find.names.names import Gender
from dateline.find.statements.quotations import find_quotations
from dateline.nlp.sentences import find_paragraphs, find_sentences
from tests.attributed import Marked, read_marked

# The pronoun asked about is the last one of its form in the text; None: nobody it could stand for.
ROWS = [
    ("{p|John Vale} came. He left.", "He", "John Vale"),
    ("{p|John Vale} came. She left.", "She", None),
    ("{p|John Vale} met {p|Mary Osei}. She left.", "She", "Mary Osei"),
    ("{p|Mary Osei} wrote to {p|Anna Brook}. She asked for time.", "She", "Mary Osei"),
    ("{p|John Vale} wrote to {p|Peter Reed}. {p|Reed} waited. He asked for time.", "He", "Peter Reed"),
    # A pronoun carries its subject on: the one before is nearer than the name.
    (
        "{p|John Vale} runs the port. He came early. He met {p|Peter Reed} there. He was late.",
        "He",
        "John Vale",
    ),
    ("{p|John Vale} told {p|Peter Reed} the news. {p|Vale} thanked him.", "him", "Peter Reed"),
    ("{p|Mary Osei} met {p|Anna Brook} and thanked her.", "her", "Anna Brook"),
    ("{p|Mary Osei} came with her daughter.", "her", "Mary Osei"),
    ("Nobody came. He left.", "He", None),
]


def _read(marked: str) -> tuple[Marked, Cast]:
    read = read_marked(marked)
    report = read.report
    paragraphs = find_paragraphs(report.text, report.body)
    sentences = find_sentences(report.text, paragraphs)
    return read, Cast(report.text, read.mentions, sentences, find_quotations(report.text, paragraphs))


def _rank(marked: str, pronoun: str) -> list[tuple[str, float]]:
    read, cast = _read(marked)
    gender = Gender.HE if pronoun.lower() in ("he", "him", "his") else Gender.SHE
    at = read.report.text.rindex(pronoun)
    ranked = Antecedents(cast).rank(at, gender, ())
    return [(one.candidate.member.name if one.candidate.member else "", one.share) for one in ranked]


@pytest.mark.parametrize(("marked", "pronoun", "name"), ROWS, ids=[row[0] for row in ROWS])
def test_antecedent(marked: str, pronoun: str, name: str | None) -> None:
    ranked = _rank(marked, pronoun)
    assert (ranked[0][0] if ranked else None) == name, ranked


def test_shares_are_those_of_one_belief() -> None:
    shares = [
        share for _, share in _rank("{p|John Vale} met {p|Peter Reed} and {p|Karl Brook}. He left.", "He")
    ]
    assert len(shares) == 3
    assert sum(shares) == pytest.approx(1.0)
    assert shares == sorted(shares, reverse=True)


def test_whoever_is_quoted_is_not_he() -> None:
    read, cast = _read("{p|John Vale} met {p|Peter Reed}. “He is late,” {p|Vale} said.")
    vale = next(m.actor for m in read.mentions if m.name == "John Vale")
    ranked = Antecedents(cast).rank(read.report.text.index("He is"), Gender.HE, (), not_actor=vale)
    assert [one.candidate.member.name for one in ranked if one.candidate.member] == ["Peter Reed"]


def test_every_weight_is_of_a_feature() -> None:
    read, cast = _read(
        "{p|John Vale} met {p|Mary Osei}. “He left,” he told her, and she saw him and his dog."
    )
    text, known = read.report.text, set[str]()
    antecedents = Antecedents(cast)
    for at, gender in ((text.index("he told"), Gender.HE), (text.index("him"), Gender.HE)):
        ranked = antecedents.rank(at, gender, ())
        for row in antecedents.describe(at, gender, [one.candidate for one in ranked]):
            known |= row.keys()
    assert known
    assert known <= load_weights().keys()
