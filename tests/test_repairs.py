"""Parts of attributions that were torn, and who is only said to do something."""

import pytest

from dateline.model.findings import SpeakerKind
from tests.attributed import Marked, read_marked


def words(read: Marked, number: int) -> tuple[str, str, str]:
    """Return cue, source and content of the statement whose cue holds that of attribution `number`."""
    cue = read.attributions[number - 1].cue[0]
    told = next(s for s in read.statements if s.cue[0].covers(cue))
    cue_words, source, content = (
        " … ".join(span.of(read.report.text) for span in spans)
        for spans in (told.cue, told.source, told.content)
    )
    return cue_words, source, content


WHOLE = [
    (
        "{S1|Pilots} {C1|said} {T1|the boats left from the} outer pier, {T1|the long one, at noon}.",
        "the boats left from the outer pier, the long one, at noon",
    ),
    (
        "{S1|The port} {C1|insists} {T1|the pilots (}like most of the crews{T1|) may stay}.",
        "the pilots (like most of the crews) may stay",
    ),
    (
        "{S1|Pilots} {C1|said} {T1|they met the owners}, who have long wanted {T1|a pier}.",
        "they met the owners, who have long wanted a pier",
    ),
    (
        "{S1|Pilots} {C1|blame} {T1|the delay on the weather, should} the tide turn.",
        "the delay on the weather, should the tide turn",
    ),
    (
        "{S1|Pilots} {C1|said} {T1|the pier}, which {p|Ana Osei} built, {T1|is shut}.",
        "the pier … is shut",
    ),
    (
        "{S1|Pilots} {C1|said} {T1|the pier of the} yard that {S2|{p|Ana Osei}} {C2|says} {T2|is sold} "
        "{T1|was shut}.",
        "the pier of the … was shut",
    ),
    (
        "{T1|“The pier is shut,”} {S1|{p|Ana Osei}} {C1|said} in a talk on the wall {T1|pilot} Harrow built.",
        "“The pier is shut,”",
    ),
    (
        "{T1|“The pier is shut,”} {S1|{p|Ana Osei}} {C1|said}, {T1|“till noon.”}",
        "“The pier is shut,” … “till noon.”",
    ),
]

CLAUSES = [
    (
        "{S2|The yard} {C2|plans} {T2|to close a dock}, {S1|its chief} {C1|said} Monday, {T1|after a fire}.",
        "The yard plans to close a dock … after a fire",
    ),
    (
        "PORT ELM, May 2 (East) - The yard will close its dock, {S1|its owner} {C1|said}, {T1|after it}.",
        "The yard will close its dock … after it",
    ),
    ("When the yard closed its dock, {S1|its owner} {C1|said}, {T1|pilots wept}.", "pilots wept"),
    ("The yard, {S1|its owner} {C1|said}, {T1|is shut}.", "is shut"),
    (
        "{S1|The port} {C1|confirmed} {T1|that they had met, but would not say how long}.",
        "that they had met",
    ),
    (
        "{S1|The port} {C1|said} {T1|they had met but would not meet again}.",
        "they had met but would not meet again",
    ),
]


@pytest.mark.parametrize(("marked", "content"), CLAUSES)
def test_a_content_is_as_long_as_what_was_said(marked: str, content: str) -> None:
    assert words(read_marked(marked), 1)[2] == content


def test_a_second_verb_has_what_follows_it() -> None:
    read = read_marked(
        "{S1|{p|Ana Osei}}, {C1|voicing} {T1|anger at the port}, has threatened {T1|to leave}."
    )
    told = [(s.speaker.name, s.act.value, s.content[0].of(read.report.text)) for s in read.statements]
    assert told == [("Ana Osei", "assessment", "anger at the port"), ("Ana Osei", "threat", "to leave")]


def test_a_denial_within_what_is_said_is_a_statement_of_its_own() -> None:
    read = read_marked(
        "{S1|{p|Ana Osei}} {C1|said} {T1|that the sum “stands”, and denied that it had grown}."
    )
    told = [(s.act.value, s.content[0].of(read.report.text)) for s in read.statements]
    assert told == [("assertion", "that the sum “stands”"), ("denial", "that it had grown")]
    one = read_marked("{S1|{p|Ana Osei}} {C1|said} {T1|“that it stands, and denied that it had grown”}.")
    assert len(one.statements) == 1


@pytest.mark.parametrize(("marked", "content"), WHOLE)
def test_what_was_torn_is_whole_and_what_was_parted_stays_so(marked: str, content: str) -> None:
    assert words(read_marked(marked), 1)[2] == content


def test_what_follows_upon_another_cue_is_that_cues() -> None:
    read = read_marked(
        "{S1|{p|Ana Osei}} {C1|said} {T1|the sale had yet to start but} {C2|noted} {T1|that pilots} "
        "{T2|had left}."
    )
    assert words(read, 1)[2] == "the sale had yet to start"
    assert words(read, 2)[2] == "that pilots had left"


def test_a_cue_is_more_than_an_article() -> None:
    read = read_marked("{C1|The} shared opinion of {S1|pilots} is {T1|that the pier is shut}.")
    assert words(read, 1)[0] == "The shared opinion of"
    assert read_marked("{S1|Pilots} left {C1|the} {T1|pier}.").statements == ()


SAID_OF = [
    (
        "{S1|The {o|Harbour Board}} {C1|is often said} {T1|to be divided}.",
        "The Harbour Board … to be divided",
    ),
    ("{S1|Pilots} {C1|are believed to} {T1|hide there}.", "Pilots … hide there"),
    ("The vote, {S1|which} {C1|is expected} {T1|to fail}, is on Monday.", "to fail"),
    ("The {g|Dock Guards}, as {S1|the town} heard, {C1|blamed for} {T1|the leak}, left.", "the leak"),
]


@pytest.mark.parametrize(("marked", "content"), SAID_OF)
def test_who_is_only_said_to_do_something_does_not_speak(marked: str, content: str) -> None:
    read = read_marked(marked)
    assert words(read, 1)[1:] == ("", content)
    assert read.statements[0].speaker.kind is SpeakerKind.UNKNOWN


@pytest.mark.parametrize(
    "marked",
    [
        "{S1|{p|Ana Osei}} {C1|blamed} {T1|the guards for the leak}.",
        "The leak, which {S1|{p|Ana Osei}} {C1|blamed on} {T1|the guards}, was small.",
        "{S1|{p|Ana Osei}} {C1|said to} {T1|the board that it was late}.",
        "{T1|The leak} {C1|is said} {S1|by {p|Ana Osei}} {T1|to be small}.",
    ],
)
def test_who_speaks_speaks(marked: str) -> None:
    assert [s.speaker.name for s in read_marked(marked).statements] == ["Ana Osei"]


def test_a_participle_goes_on_with_whom_it_is_said_of() -> None:
    read = read_marked(
        "{S1|The {o|Harbour Board}} {C1|is said} {T1|to balk at the sale}, {C2|insisting} {T2|it can wait}."
    )
    assert [s.speaker.name for s in read.statements] == [None, "Harbour Board"]


def test_a_participle_leaves_out_who_speaks_in_a_relative_clause() -> None:
    read = read_marked(
        "{T1|The pier is shut}, {C1|said} {S1|{p|Ana Osei}}, citing {p|Ben Harrow}, {S2|who} {C2|had warned} "
        "{T2|of it}, {C3|adding} {T3|that the tide would tell}."
    )
    assert read.statement(3).speaker.name == "Ana Osei"


def test_the_one_who_is_quoted_as_saying_is_no_statement_but_a_link() -> None:
    read = read_marked(
        "{S1|{p|Ana Osei}} {C1|explained} {T1|that it is shut}, {S2|the {o|Osten Courier} newspaper} "
        "{C2|quoted} {T2|officials} as saying."
    )
    (told,) = read.statements
    assert (told.speaker.name, told.chain[1:]) == ("Ana Osei", ("officials", "Ana Osei"))


def test_an_interview_may_be_given_to_an_outlet() -> None:
    read = read_marked(
        "In a rare interview to the {o|Osten Courier} last week, {S1|{p|Ana Osei}} {C1|said} {T1|it is so}."
    )
    assert read.statements[0].chain == ("Osten Courier", "Ana Osei")


def test_a_source_ends_where_its_clause_breaks_off() -> None:
    read = read_marked(
        "{T1|It is shut}, {C1|said} {S1|one pilot, who like other guards and pilots} spoke off the record."
    )
    assert words(read, 1)[1] == "one pilot"
    anonymity = read.statements[0].anonymity
    assert anonymity is not None
    assert anonymity.descriptor == "pilot"
