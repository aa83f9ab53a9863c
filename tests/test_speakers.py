"""Whose word a statement is: names, pronouns, nouns that point back, sources that stay unnamed."""

import pytest

from dateline.model.findings import SpeakerKind
from tests.attributed import read_marked

PERSON = SpeakerKind.NAMED_PERSON
BODY = SpeakerKind.NAMED_ORGANIZATION
ANONYMOUS = SpeakerKind.ANONYMOUS
GROUP = SpeakerKind.GROUP
OUTLET = SpeakerKind.OUTLET
DOCUMENT = SpeakerKind.DOCUMENT
UNKNOWN = SpeakerKind.UNKNOWN

# The last attribution of each text is the one asked about: its kind, and its name or else its descriptor.
ROWS = [
    # --- names
    ("{S1|{p|Ana Osei}} {C1|said} {T1|the pier is shut}.", PERSON, "Ana Osei"),
    ("{S1|Harbour Minister {p|Ana Osei}, who chairs the board,} {C1|said} {T1|so}.", PERSON, "Ana Osei"),
    ("{S1|Valdan’s envoy in Oslo {p|Ana Osei}} {C1|said} {T1|so}.", PERSON, "Ana Osei"),
    ("{S1|The treasurer, {p|Ana Osei},} {C1|said} {T1|so}.", PERSON, "Ana Osei"),
    ("{S1|An aide to {p|Ana Osei}} {C1|said} {T1|so}.", ANONYMOUS, "aide to Ana Osei"),
    ("{S1|{p|Osei} aides} {C1|said} {T1|so}.", ANONYMOUS, "Osei aides"),
    ("{p|Ana Osei} came. {S1|{p|Osei}} {C1|said} {T1|so}.", PERSON, "Ana Osei"),
    ("{S1|{p|Ana Osei} and {p|Ben Harrow}} {C1|said} {T1|so}.", GROUP, "Ana Osei and Ben Harrow"),
    ("{S1|Both {l|Norway} and {l|Iceland}} {C1|said} {T1|so}.", GROUP, "Norway and Iceland"),
    ("{S1|{l|Norway}} {C1|denied} {T1|it}.", BODY, "Norway"),
    ("{S1|{l|Oslo}} {C1|denied} {T1|it}.", BODY, "Norway"),
    ("{S1|The {l|US}} {C1|denied} {T1|it}.", BODY, "United States"),
    ("{S1|The Osei government} {C1|denied} {T1|it}.", BODY, "Osei government"),
    ("{S1|{g|Democrats}} {C1|want} {T1|more ferries}.", GROUP, "Democrats"),
    ("{S1|{o|Reuters}} {C1|reported} {T1|a strike}.", OUTLET, "Reuters"),
    # --- one surname, two persons: the bare one is whoever was named first
    (
        "{p|Ana Osei} ran the port with {p|Karl Osei}. {p|Karl Osei} left. {S1|{p|Osei}} {C1|said} {T1|so}.",
        PERSON,
        "Ana Osei",
    ),
    (
        "{p|Ana Osei} ran the port with {p|Karl Osei}. {S1|Mr. {p|Osei}} {C1|said} {T1|so}.",
        PERSON,
        "Karl Osei",
    ),
    # --- who answers in an interview
    (
        "{p|Ana Osei} sails. {p|Osei} met {p|Ben Harrow}.\n\nQ: Where?\n\n{S1|A}{C1|:} {T1|At sea}.",
        PERSON,
        "Ana Osei",
    ),
    ("It rained.\n\nQ: Where?\n\n{S1|A}{C1|:} {T1|At sea}.", UNKNOWN, None),
    # --- two together
    ("{p|Ana Osei} and {p|Ben Harrow} met. {S1|They} {C1|said} {T1|so}.", GROUP, "Ana Osei and Ben Harrow"),
    ("{p|Ana Osei} met {p|Ben Harrow}. {S1|The two} {C1|said} {T1|so}.", GROUP, "Ana Osei and Ben Harrow"),
    (
        "{p|Ana Osei} met {p|Ben Harrow}. {S1|Both mayors} {C1|said} {T1|so}.",
        GROUP,
        "Ana Osei and Ben Harrow",
    ),
    ("{p|Ana Osei} met him. {S1|The two} {C1|said} {T1|so}.", GROUP, None),
    ("{p|Ana Osei} met {p|Ben Harrow}. {S1|Two mayors} {C1|said} {T1|so}.", GROUP, None),
    # --- bodies by their noun
    (
        "{S1|The {p|Osei} campaign} {C1|said} {T1|so}. {S2|The campaign} {C2|did} {T2|it}.",
        BODY,
        "Osei campaign",
    ),
    (
        "The {o|Department of Harbours} met. {S1|The department} {C1|said} {T1|so}.",
        BODY,
        "Department of Harbours",
    ),
    ("The {o|Osei Foundation} met. {S1|The group} {C1|said} {T1|so}.", BODY, "Osei Foundation"),
    ("Nobody met. {S1|The group} {C1|said} {T1|so}.", GROUP, None),
    # --- one more word for someone
    ("{p|Ana Osei}, an actress, came. It rained. {S1|The actress} {C1|said} {T1|so}.", PERSON, "Ana Osei"),
    ("{p|Ana Osei} came. {S1|The 45-year-old} {C1|said} {T1|so}.", PERSON, "Ana Osei"),
    ("{p|Ana Osei} came. {S1|A 45-year-old} {C1|said} {T1|so}.", ANONYMOUS, "45-year-old"),
    ("{p|Ana Osei} came. {S1|The Valdan Democrat} {C1|said} {T1|so}.", PERSON, "Ana Osei"),
    # --- one of a party, after an article, has no name
    ("{S1|A {p|Valdan Democrat}} {C1|said} {T1|so}.", ANONYMOUS, "Valdan Democrat"),
    # --- whose mind or words they are
    ("{p|Ana Osei} came. {C1|In} {S1|{p|Osei}’s mind}, {T1|the pier is shut}.", PERSON, "Ana Osei"),
    ("{p|Ana Osei} came. {C1|By} {S1|her own account}, {T1|the pier is shut}.", PERSON, "Ana Osei"),
    ("{p|Ana Osei} came. {C1|According to} {S1|{p|Osei}’s gardener} {T1|it is}.", UNKNOWN, None),
    # --- unnamed
    ("{S1|A senior port official} {C1|said} {T1|so}.", ANONYMOUS, "senior port official"),
    ("{S1|Sources} {C1|say} {T1|so}.", ANONYMOUS, "Sources"),
    ("{S1|people familiar with the talks} {C1|say} {T1|so}.", ANONYMOUS, "people familiar with the talks"),
    ("{S1|Analysts} {C1|say} {T1|so}.", ANONYMOUS, "Analysts"),
    ("{S1|Two people who have seen it} {C1|say} {T1|so}.", ANONYMOUS, "Two people who have seen it"),
    ("{S1|Two people who have lodgings} {C1|say} {T1|so}.", GROUP, None),
    ("{S1|A foreman on} the pier {C1|said} {T1|so}.", ANONYMOUS, "foreman"),
    ("{S1|Many residents} {C1|say} {T1|so}.", GROUP, None),
    ("{S1|A new study} {C1|found} {T1|so}.", DOCUMENT, "new study"),
    ("{C1|reportedly} {T1|the pier is shut}.", UNKNOWN, None),
    (
        "{S1|the official, who asked not to be named} {C1|said} {T1|so}.",
        ANONYMOUS,
        "official",
    ),
    # --- nouns that point back
    (
        "{S1|A senior port official} {C1|said} {T1|so}. {S2|The official} {C2|added} {T2|more}.",
        ANONYMOUS,
        "senior port official",
    ),
    (
        "{S1|A senior port official} {C1|said} {T1|so}. {S2|One union official} {C2|denied} {T2|it}. "
        "{S3|The senior port official} {C3|insisted} {T3|on it}.",
        ANONYMOUS,
        "senior port official",
    ),
    ("Minister {p|Ana Osei} came. {S1|The minister} {C1|said} {T1|so}.", PERSON, "Ana Osei"),
    ("Minister {p|Ana Osei} came. {S1|A minister} {C1|said} {T1|so}.", ANONYMOUS, "minister"),
    (
        "{p|Ana Osei}, the mayor, met Sen. {p|Ben Harrow}. {S1|The senator} {C1|said} {T1|so}.",
        PERSON,
        "Ben Harrow",
    ),
    (
        "{S1|Premier {p|Ana Osei}’s security adviser} {C1|said} {T1|so}. "
        "{T2|“We go,”} {S2|{p|Karl Vale}} {C2|told} reporters. {S3|The adviser} {C3|said} {T3|no more}.",
        ANONYMOUS,
        "adviser",
    ),
    (
        "The {o|Wall Street Journal} wrote of it. {S1|The newspaper} {C1|said} {T1|so}.",
        OUTLET,
        "The Wall Street Journal",
    ),
    (
        "{S1|An American newspaper} {C1|reported} {T1|so}. It was the {o|Wall Street Journal}.",
        OUTLET,
        "The Wall Street Journal",
    ),
    ("The {o|Harbour Ministry} met. {S1|The ministry} {C1|said} {T1|so}.", BODY, "Harbour Ministry"),
    ("{S1|A statement issued by the {o|Harbour Board}} {C1|said} {T1|so}.", BODY, "Harbour Board"),
    ("{S1|{p|Ana Osei}’s letter} {C1|said} {T1|so}.", PERSON, "Ana Osei"),
    # one more word for someone just named; an official is never one
    (
        "{S1|{p|Mary Osei}} {C1|said} {T1|so}. {S2|The shipping tycoon} {C2|added} {T2|more}.",
        PERSON,
        "Mary Osei",
    ),
    (
        "{S1|{p|Mary Osei}} {C1|said} {T1|so}. {S2|The union official} {C2|added} {T2|more}.",
        ANONYMOUS,
        "union official",
    ),
    (
        "{S1|{p|Mary Osei}} {C1|said} {T1|so}. {S2|The businessman} {C2|added} {T2|more}.",
        ANONYMOUS,
        "businessman",
    ),
    # --- pronouns
    (
        "{S1|Two officials with doubts} {C1|said} {T1|so}. {T2|“It leaks,”} {C2|said} {S2|one of them}.",
        ANONYMOUS,
        "Two officials with doubts",
    ),
    (
        "{S1|Two officials} {C1|said} {T1|so}. {S2|One of them, {p|Ana Osei},} {C2|said} {T2|more}.",
        PERSON,
        "Ana Osei",
    ),
    ("{T1|“It leaks,”} {C1|said} {S1|one of them}.", UNKNOWN, None),
    (
        "{S1|{p|John Vale}} {C1|said} {T1|the pier is shut}. {S2|He} {C2|added} {T2|it will stay so}.",
        PERSON,
        "John Vale",
    ),
    (
        "{S1|{p|John Vale}} {C1|met the board and said} {T1|so}. {p|Mary Osei} listened. "
        "{S2|He} {C2|added} {T2|more}.",
        PERSON,
        "John Vale",
    ),
    (
        "{p|Mary Osei} met {p|John Vale} in the rain. {S1|She} {C1|said} {T1|so}.",
        PERSON,
        "Mary Osei",
    ),
    (
        "{p|Mary Osei} met {p|John Vale} in the rain. {S1|He} {C1|said} {T1|so}.",
        PERSON,
        "John Vale",
    ),
    (
        "{S1|{p|John Vale}} {C1|said} {T1|{S2|he} {C2|believes} {T2|in piers}}.",
        PERSON,
        "John Vale",
    ),
    (
        "{p|John Vale} fell ill. {T1|“{S2|He} {C2|wants} {T2|to go},”} {S1|{p|Karl Harrow}} {C1|said}.",
        PERSON,
        "John Vale",
    ),
    (
        "{T1|“{S2|I} {C2|believe} {T2|in piers},”} {S1|{p|Karl Harrow}} {C1|said}.",
        PERSON,
        "Karl Harrow",
    ),
    (
        "{S1|The port officials} {C1|said} {T1|so}. {S2|They} {C2|added} {T2|more}.",
        ANONYMOUS,
        "port officials",
    ),
    ("The mayor is {p|Mary Osei}, {S1|who} {C1|said} {T1|so}.", PERSON, "Mary Osei"),
    ("It came from a dock worker {S1|who} {C1|said} {T1|so}.", ANONYMOUS, "dock worker"),
    ("It was {p|Mary Osei}, the board’s clerk, {S1|who} {C1|said} {T1|so}.", PERSON, "Mary Osei"),
    (
        "Then {p|Mary Osei}, the former chief of {o|Osten Lines} {S1|who} left in May, {C1|said} {T1|so}.",
        PERSON,
        "Mary Osei",
    ),
    ("It came from {o|Osten Lines}, {S1|which} {C1|said} {T1|so}.", BODY, "Osten Lines"),
    ("{p|John Vale} scolded {p|Mary Osei} after {S1|the tycoon} {C1|said} {T1|so}.", PERSON, "Mary Osei"),
    ("{S1|An 800-page, $7 million report} {C1|shows} {T1|so}.", DOCUMENT, "800-page, $7 million report"),
    ("{T1|In what {S2|he} {C2|called} {T2|a mistake}}, {S1|{p|John Vale}} {C1|left}.", PERSON, "John Vale"),
    ("{p|Mary Osei}’s words show that {S1|she} {C1|wants} {T1|more}.", PERSON, "Mary Osei"),
    ("{S1|The secretary of the Treasury, {p|Ana Osei},} {C1|said} {T1|so}.", PERSON, "Ana Osei"),
    (
        "The {o|Washington Post} wrote of it. {S1|The {o|Post}} {C1|said} {T1|so}.",
        OUTLET,
        "The Washington Post",
    ),
    ("{p|Xan Vale} left. One. Two. Three. Four. {S1|She} {C1|said} {T1|so}.", UNKNOWN, None),
    ("{p|Lyle Vale} ruled. {S1|62-year-old Mary Vale} {C1|said} {T1|so}.", PERSON, "Mary Vale"),
    ("{S1|{p|Osei}’s running mate — Mayor {p|Ben Vale} —} {C1|said} {T1|so}.", PERSON, "Ben Vale"),
    ("{S1|The shipping industry} {C1|wants} {T1|it}.", GROUP, None),
    ("{S1|The news media} {C1|said} {T1|so}.", GROUP, None),
    ("{S1|A delegate supporting {p|Osei}} {C1|said} {T1|so}.", ANONYMOUS, "delegate supporting Osei"),
    ("{S1|A newly released email} {C1|shows} {T1|so}.", DOCUMENT, "newly released email"),
    ("{S1|{p|Ana Osei of Valdan}} {C1|said} {T1|so}.", PERSON, "Ana Osei"),
    ("{S1|He} {C1|said} {T1|so}.", UNKNOWN, None),
    # --- no source of its own
    (
        "{S1|{p|Mary Osei}} {C1|blamed} {T1|the board} and {C2|warned} {T2|of a flood}.",
        PERSON,
        "Mary Osei",
    ),
    (
        "{S1|{p|Mary Osei}} {C1|said} {T1|so}, {C2|adding} {T2|that it was late}.",
        PERSON,
        "Mary Osei",
    ),
    (
        "{S1|{p|Mary Osei}} {C1|said} {T1|so} and {C2|is expected} {T2|to resign}.",
        UNKNOWN,
        None,
    ),
    (
        "{S1|{p|Mary Osei}} {C1|said} {T1|so}. {C2|It seems} {T2|that it was late}.",
        UNKNOWN,
        None,
    ),
]


@pytest.mark.parametrize(("marked", "kind", "name"), ROWS, ids=[row[0] for row in ROWS])
def test_speaker(marked: str, kind: SpeakerKind, name: str | None) -> None:
    read = read_marked(marked)
    told = read.statement(len(read.attributions))
    said = told.speaker.name or (told.anonymity.descriptor if told.anonymity else None)
    assert (told.speaker.kind, said) == (kind, name), told.speaker.why
    assert told.speaker.why


def test_an_office_is_told_from_the_name_that_follows() -> None:
    marked = (
        "{S1|Premier {p|Ana Osei}’s security adviser} {C1|said} {T1|so}. "
        "{T2|“We go,”} {S2|{p|Karl Vale}} {C2|told} reporters."
    )
    told = read_marked(marked).statement(1).speaker
    assert (told.kind, told.name) == (PERSON, "Karl Vale")
    assert told.why == "“Premier Ana Osei’s security adviser” is named in the next statement: Karl Vale"


def test_a_source_inside_the_content_is_taken_out_of_it() -> None:
    read = read_marked("{T1|“So it is,”} {T1|envoy {p|Ana Osei}} {C1|was quoted as saying}.")
    (told,) = read.statements
    assert told.speaker.name == "Ana Osei"
    assert [span.of(read.report.text) for span in told.source] == ["envoy Ana Osei"]
    assert [span.of(read.report.text) for span in told.content] == ["“So it is,”"]


def test_who_behind_the_verb_is_nobodys_source() -> None:
    read = read_marked(
        "{T1|“So,”} {C1|said} {S1|the port official}, "
        "{C2|adding} {T2|that it told the clerks, }{S2|who}{T2| met}."
    )
    (_, told) = read.statements
    assert told.source == ()
    assert told.anonymity is not None
    assert told.anonymity.descriptor == "port official"


def test_a_pronoun_says_why() -> None:
    marked = "{S1|{p|John Vale}} {C1|said} {T1|so}. {S2|He} {C2|added} {T2|more}."
    assert (
        read_marked(marked).statement(2).speaker.why
        == "“He” refers to John Vale, who spoke one sentence before"
    )


def test_the_same_unnamed_source_is_one_actor_and_others_are_not() -> None:
    marked = (
        "{S1|A port official} {C1|said} {T1|so}. {S2|The official} {C2|added} {T2|more}. "
        "{S3|A port official} {C3|denied} {T3|it}."
    )
    first, again, other = (s.speaker.actor for s in read_marked(marked).statements)
    assert first is not None
    assert first == again
    assert first != other


def test_confidence_is_that_of_the_attribution_whatever_leads_to_the_speaker() -> None:
    marked = "{S1|{p|John Vale}} {C1|said} {T1|so}. {S2|He} {C2|added} {T2|more}."
    named, pronoun = read_marked(marked).statements
    assert named.confidence == pronoun.confidence == 1.0
    assert "refers to John Vale" in pronoun.speaker.why


@pytest.mark.parametrize(
    ("lead", "kind"),
    [("", PERSON), ("{S3|{p|Ben Harrow}} {C3|said} {T3|so}.\n\n", ANONYMOUS)],
)
def test_a_first_paragraph_leaves_the_name_to_the_second(lead: str, kind: SpeakerKind) -> None:
    read = read_marked(
        f"{lead}{{T1|The port plans a pier}}, {{S1|its director}} {{C1|said}}.\n\n"
        "{S2|{p|Ana Osei}} {C2|said} {T2|more}."
    )
    told = read.statement(1).speaker
    assert (told.kind, told.name) == (kind, "Ana Osei" if kind is PERSON else None)
