"""Sources without a name: how they are described, and that one of them stays one within its report."""

from dataclasses import replace

import pytest

from dateline.find.statements.statements import find_statements
from dateline.model.findings import SpeakerKind
from tests.attributed import read_marked

# The source of each text as printed, and its descriptor.
DESCRIPTORS = [
    ("A senior {l|Valdan} official", "senior Valdan official"),
    ("{l|U.S.} officials", "U.S. officials"),
    ("sources", "sources"),
    ("Two sources", "Two sources"),
    ("diplomatic sources in {l|Osterby}", "diplomatic sources in Osterby"),
    ("people familiar with the matter", "people familiar with the matter"),
    ("a person familiar with the matter", "person familiar with the matter"),
    ("a close aide to {p|Ana Osei}", "close aide to Ana Osei"),
    ("current and former officials", "current and former officials"),
    ("a wide array of economists", "wide array of economists"),
    ("some of {p|Osei}’s longtime allies", "some of Osei’s longtime allies"),
    ("one of the advisers", "one of the advisers"),
    ("the prime minister’s spokesman", "prime minister’s spokesman"),
    # nouns that no lexicon has
    ("a diver who was there", "diver who was there"),
    ("a 19-year-old", "19-year-old"),
    ("a tide botanist", "tide botanist"),
    # a people's or a party's name is no name of one of it
    ("an {g|Anser Democrat}", "Anser Democrat"),
    ("one {p|Anser Democrat}", "Anser Democrat"),
    ("another {g|Republican} close to the board", "Republican close to the board"),
    ("an American", "American"),
    # what only tells that the source goes unnamed is left out
    ("the clerk, who requested to remain anonymous,", "clerk"),
    ("an official, speaking on the condition of anonymity to discuss the sale,", "official"),
    ("an official who was briefed and spoke anonymously because of the talks", "official who was briefed"),
    ("two officials, both of whom asked not to be identified,", "two officials"),
    ("a diver, who asked that her name not be used because she feared for her job,", "diver"),
    ("a clerk who like other clerks spoke on condition of anonymity", "clerk"),
    ("one clerk, who like other clerks of the board", "clerk"),
    ("a clerk of the board who was not authorized to speak publicly", "clerk of the board"),
    ("a clerk who requested that he not be identified", "clerk"),
    ("harbour officials, speaking privately,", "harbour officials"),
    ("a harbour official speaking on background", "harbour official"),
]


@pytest.mark.parametrize(("source", "descriptor"), DESCRIPTORS, ids=[row[0] for row in DESCRIPTORS])
def test_descriptor_is_as_printed(source: str, descriptor: str) -> None:
    said = read_marked(f"In the end {{S1|{source}}} {{C1|said}} {{T1|so}}.").statement(1)
    assert said.speaker.kind is SpeakerKind.ANONYMOUS
    assert said.speaker.name is None
    assert said.anonymity is not None
    assert said.anonymity.descriptor == descriptor


# The kind of each source: some of many have names, one set beside a noun is named.
KINDS = [
    ("advisers like {p|Ana Osei}", SpeakerKind.GROUP),
    ("several officials, including {p|Ana Osei},", SpeakerKind.GROUP),
    ("officials like those in {l|Osterby}", SpeakerKind.ANONYMOUS),
    ("the harbour board and some surveyors", SpeakerKind.GROUP),
    ("one delegate not on the slate, {p|Ana Osei},", SpeakerKind.NAMED_PERSON),
    ("Anser surveyor Mary Osei", SpeakerKind.NAMED_PERSON),
]


@pytest.mark.parametrize(("source", "kind"), KINDS, ids=[row[0] for row in KINDS])
def test_kind(source: str, kind: SpeakerKind) -> None:
    assert read_marked(f"In the end {{S1|{source}}} {{C1|said}} {{T1|so}}.").statement(1).speaker.kind is kind


# Whether the last source of each text is the first.
SAME = [
    ("{S1|A senior port official} {C1|said} {T1|so}. {S2|The official} {C2|added} {T2|more}.", True),
    ("{S1|A senior port official} {C1|said} {T1|so}. {S2|The senior official} {C2|added} {T2|more}.", True),
    ("{S1|A port official} {C1|said} {T1|so}. {S2|He} {C2|added} {T2|more}.", True),
    ("{S1|Two port officials} {C1|said} {T1|so}. {S2|The officials} {C2|added} {T2|more}.", True),
    ("{S1|Port officials} {C1|said} {T1|so}. {S2|Port officials} {C2|added} {T2|more}.", True),
    ("{S1|A source close to the board} {C1|said} {T1|so}. {S2|The source} {C2|added} {T2|more}.", True),
    ("{S1|A person familiar with it} {C1|said} {T1|so}. {S2|The person} {C2|added} {T2|more}.", True),
    (
        "{S1|A port official, who spoke on condition of anonymity,} {C1|said} {T1|so}.\n\nIt rained. "
        "{S2|{p|Ana Osei}} {C2|denied} {T2|it}. {S3|The official} {C3|insisted} {T3|on it}.",
        True,
    ),
    # one more word for who spoke last
    ("{S1|A port official} {C1|said} {T1|so}. {S2|The aide} {C2|declined} {T2|to say more}.", True),
    ("{S1|{p|Ana Osei}} {C1|said} {T1|so}. {S2|The aide} {C2|declined} {T2|to say more}.", False),
    ("{S1|Port officials} {C1|said} {T1|so}. {S2|The aide} {C2|declined} {T2|to say more}.", False),
    # another one
    ("{S1|A port official} {C1|said} {T1|so}. {S2|Another official} {C2|denied} {T2|it}.", False),
    ("{S1|A port official} {C1|said} {T1|so}. {S2|A union official} {C2|denied} {T2|it}.", False),
    ("{S1|A port official} {C1|said} {T1|so}. {S2|A port official} {C2|denied} {T2|it}.", False),
    ("{S1|Port officials} {C1|said} {T1|so}. {S2|Union officials} {C2|denied} {T2|it}.", False),
    (
        "{S1|One {g|Anser Democrat}} {C1|said} {T1|so}. {S2|Another {g|Anser Democrat}} {C2|denied} {T2|it}.",
        False,
    ),
]


@pytest.mark.parametrize(("marked", "same"), SAME, ids=[row[0] for row in SAME])
def test_one_source_stays_one(marked: str, same: bool) -> None:
    statements = read_marked(marked).statements
    first, last = statements[0].speaker, statements[-1].speaker
    assert first.actor is not None
    assert (first.actor == last.actor) is same


def test_a_source_that_points_back_has_the_descriptor_and_the_reason_of_the_first() -> None:
    read = read_marked(
        "{S1|A senior port official} {C1|said} {T1|so}. "
        "{S2|The official, who asked not to be named because the talks go on,} {C2|added} {T2|more}."
    )
    given = [s.anonymity for s in read.statements]
    assert [a.descriptor for a in given if a] == ["senior port official"] * 2
    assert [a.reason.of(read.report.text) for a in given if a and a.reason] == ["because the talks go on"] * 2


def test_the_same_words_in_another_report_are_another_source() -> None:
    read = read_marked("{S1|A senior port official} {C1|said} {T1|so}.")
    other = replace(read.report, id="other")
    (here,), (there,) = read.statements, find_statements(other, read.attributions, read.mentions)
    assert here.speaker.actor != there.speaker.actor


def test_whoever_is_who_is_a_person_whatever_the_noun() -> None:
    read = read_marked("One of those left is the thatcher, {S1|who} {C1|says} {T1|he will stay}.")
    (told,) = read.statements
    assert told.speaker.kind is SpeakerKind.ANONYMOUS
    assert told.anonymity is not None
    assert told.anonymity.descriptor == "thatcher"
    nobody = read_marked("None on the lane could be found {S1|who} {C1|remembered} {T1|it}.")
    assert nobody.statements[0].speaker.kind is SpeakerKind.UNKNOWN
