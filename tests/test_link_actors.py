"""Which names of several reports become one actor, and which stay apart."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from dateline.link.linking import link
from dateline.model.findings import Findings, Mention, SpeakerKind
from dateline.model.record import Actor
from tests.marked import make_report


def link_texts(*texts: str) -> tuple[Actor, ...]:
    return link([make_report(f"r{n}", text) for n, text in enumerate(texts)]).actors


def group_names(actors: Sequence[Actor]) -> set[frozenset[str]]:
    return {frozenset(alias.name for alias in actor.aliases) for actor in actors}


def read_groups(*groups: str) -> set[frozenset[str]]:
    """Read "A = B" as one actor with two names."""
    return {frozenset(group.split(" = ")) for group in groups}


JOINED = [
    # Exact names, folded.
    (["{Harbour Board|organization}", "the {Harbor Board|group}"], ["Harbour Board = Harbor Board"]),
    (["{Al-Qaida|group}", "{al Qaeda|organization}"], ["Al-Qaida = al Qaeda"]),
    (
        ["{Jamiat-e-Rehbar Velden|group}", "a group called {Jamiat-i-Rehbar Velden|group}"],
        ["Jamiat-e-Rehbar Velden = Jamiat-i-Rehbar Velden"],
    ),
    (["{U.S.|place}", "{United States|place}", "{America|place}"], ["U.S. = United States = America"]),
    # Initials.
    (
        ["{Port Elm Authority|organization} ({PEA|organization})", "{PEA|organization}"],
        ["Port Elm Authority = PEA"],
    ),
    (["{Port Elm Authority|organization} (PEA) met", "{PEA|organization}"], ["Port Elm Authority = PEA"]),
    (["{Port Elm Authority (PEA)|organization}", "{PEA|group}"], ["Port Elm Authority = PEA"]),
    (["{Port Elm Authority|organization}", "{PEA|organization}"], ["Port Elm Authority = PEA"]),
    (["{PEA|organization} ({Port Elm Authority|organization})"], ["Port Elm Authority = PEA"]),
    # What a report says is one.
    (
        [
            "The {Shore Guards|group} — also known by the initials {JRV|group}, for "
            "{Jamiat-e-Rehbar Velden|group} — met.",
            "{JRV|group}",
            "{Jamiat-i-Rehbar Velden|group}",
            "{Shore Guards|group}",
        ],
        ["Shore Guards = JRV = Jamiat-e-Rehbar Velden = Jamiat-i-Rehbar Velden"],
    ),
    (
        ["{Shore Guards|group}, also known as the {Blue Coats|group}, met", "{Blue Coats|group}"],
        ["Shore Guards = Blue Coats"],
    ),
    # A name that one report explains, where the finders saw but a part of it, or nothing.
    (
        [
            "The {Shore Guards|group}, also known as {Jamiat-e-Rehbar Velden|group}",
            "called Jamiat-i-Rehbar Velden.",
        ],
        ["Shore Guards = Jamiat-e-Rehbar Velden = Jamiat-i-Rehbar Velden"],
    ),
    # A country's group with and without its country, while no other country has one of that name.
    (
        ["the Norwegian {Harbour Office|organization}", "the {Harbour Office|organization}"],
        ["Norwegian Harbour Office = Harbour Office"],
    ),
    (["the {Veld|group} network", "the {Veld network|group}"], ["Veld network"]),
    # What one mention takes for a person and many for a body.
    (["{PEA|person} and {PEA|group}, {PEA|group}, {PEA|group}"], ["PEA"]),
    # People.
    (["{Ada Osei|person} met. {Osei|person} left."], ["Ada Osei = Osei"]),
    (["{Gen. Ada Osei|person}", "{Ada Osei|person}"], ["Ada Osei"]),
    (["{Ada J. Osei|person}", "{Ada Osei|person}"], ["Ada J. Osei = Ada Osei"]),
    (["{Ada J. Osei|person}", "{Ada Jane Osei|person}"], ["Ada J. Osei = Ada Jane Osei"]),
    (["{Zephyrine|person}", "{Zephyrine|person}"], ["Zephyrine"]),
    # A surname, where one person of the case has it, or a given name that few have.
    (["{Ada Osei|person}", "{Osei|person}", "{Osei|person}"], ["Ada Osei = Osei"]),
    (["{Zephyrine Osei|person}", "{Zephyrine|person}"], ["Zephyrine Osei = Zephyrine"]),
    # What may be left out of a name, or put short.
    (["{Ada Jane Osei|person}", "{Jane Osei|person}"], ["Ada Jane Osei = Jane Osei"]),
    (["{Carlo De Veld|person}", "{De Veld|person}"], ["Carlo De Veld = De Veld"]),
    (["{William Osei|person}", "{Bill Osei|person}"], ["William Osei = Bill Osei"]),
    (["{Maximilian Osei|person}", "{Max Osei|person}"], ["Maximilian Osei = Max Osei"]),
    # A nickname between the given name and what the finders took for the name.
    (
        ['{Ada Osei|person} met. Ada "Iron Mayor" {Osei|person} and {Bo Osei|person}'],
        ["Ada Osei = Osei", "Bo Osei"],
    ),
    (
        ["{Bea Osei|person}. Adaline (Ada) {Osei|person}", "{Ada Osei|person}", "{Adaline Osei|person}"],
        ["Ada Osei = Adaline Osei = Osei", "Bea Osei"],
    ),
    # Spellings of another script, or a slip.
    (["{Tariq Gillbane|person}", "{Tariq Gilbane|person}"], ["Tariq Gillbane = Tariq Gilbane"]),
    (["{Bettine Osei|person}", "{Betine Osei|person}"], ["Bettine Osei = Betine Osei"]),
    # A place's body, a business, capitals in a headline.
    (
        ["The {Port Elm Gulls|organization} of {Port Elm|place}", "The {Gulls|organization}"],
        ["Port Elm Gulls = Gulls", "Port Elm"],
    ),
    (
        [
            "{Royal Elm Gulls|organization} met. {Elm Gulls|organization} left.",
            "The {Elm Gulls|organization}",
        ],
        ["Royal Elm Gulls = Elm Gulls"],
    ),
    (["{Veld|organization}", "{Veld Inc.|organization}"], ["Veld = Veld Inc."]),
    (["{Veld|organization}", "{Veld Computer|organization}"], ["Veld = Veld Computer"]),
    (["{GULLS|organization} WIN", "{Gulls|organization}"], ["GULLS = Gulls"]),
    # A country acts through its government.
    (
        ["{Norway|place}", "the {Norwegian government|organization}", "{Oslo government|organization}"],
        ["Norway = Norwegian government = Oslo government"],
    ),
    (["{government of Norway|organization}", "{Norway|place}"], ["government of Norway = Norway"]),
    # What as many mentions take for a place as for a person, and is nobody's surname.
    (["{Velden|person} and {Velden|place}"], ["Velden"]),
]
APART = [
    # People who share a surname.
    (["{Ada Osei|person}", "{Bo Osei|person}"], ["Ada Osei", "Bo Osei"]),
    (["{Ada Osei|person} and {Bo Osei|person}. {Osei|person}"], ["Ada Osei", "Bo Osei", "Osei"]),
    (["{Ada Osei|person}", "{Bo Osei|person}", "{Osei|person}"], ["Ada Osei", "Bo Osei", "Osei"]),
    (["{Robert Osei|person}", "Ms. {Osei|person}"], ["Robert Osei", "Osei"]),
    (["{David Osei|person}", "{David|person}"], ["David Osei", "David"]),
    (["{Jane Osei|person}", "{John Osei|person}"], ["Jane Osei", "John Osei"]),
    (["{Paul Osei|person}", "{Paula Osei|person}"], ["Paul Osei", "Paula Osei"]),
    (["{Maria Osei|person}", "{Marta Osei|person}"], ["Maria Osei", "Marta Osei"]),
    (
        ["{Max Osei|person}", "{Maxime Osei|person}", "{Maximilian Osei|person}"],
        ["Max Osei", "Maxime Osei", "Maximilian Osei"],
    ),
    (
        ["{Ada Jane Osei|person}", "{Bo Jane Osei|person}", "{Jane Osei|person}"],
        ["Ada Jane Osei", "Bo Jane Osei", "Jane Osei"],
    ),
    (["{Bill Osei Jr.|person}", "{William Osei Sr.|person}"], ["Bill Osei Jr.", "William Osei Sr."]),
    (
        ["{Ada Jane Osei|person}", "{Ada Ruth Osei|person}", "{Ada Osei|person}"],
        ["Ada Jane Osei", "Ada Ruth Osei", "Ada Osei"],
    ),
    (["{Bo Lund Jr.|person}", "{Bo Lund Sr.|person}"], ["Bo Lund Jr.", "Bo Lund Sr."]),
    # A group and its parts, and groups that share a word.
    (
        ["{Northern Guards|group} and {Southern Guards|group}", "{Guards|group}"],
        ["Northern Guards", "Southern Guards", "Guards"],
    ),
    (["{Port Elm|place}", "{Port Elm Authority|organization}"], ["Port Elm", "Port Elm Authority"]),
    (["{Osei|person}", "{Osei Line|organization}"], ["Osei", "Osei Line"]),
    (
        ["the Norwegian {Guards|group}, the Danish {Guards|group}", "the {Guards|group}"],
        ["Norwegian Guards", "Danish Guards", "Guards"],
    ),
    (
        ["the Norwegian {Parliament|organization}", "the {Parliament|organization}"],
        ["Norwegian Parliament", "Parliament"],
    ),
    (
        ["the {Norwegian Guards|group}", "the {Danish Guards|group}", "{Guards|group}"],
        ["Norwegian Guards", "Danish Guards", "Guards"],
    ),
    (["the {Norwegian Guards|group}", "{Guards|group}"], ["Norwegian Guards", "Guards"]),
    (
        ["{Port Elm|place} and the {Port Elm Rebels|group}", "the {Rebels|group}"],
        ["Port Elm", "Port Elm Rebels", "Rebels"],
    ),
    (
        ["{Port Elm|place} and the {Port Elm Police|organization}", "the {Police|organization}"],
        ["Port Elm", "Port Elm Police", "Police"],
    ),
    (
        [
            "{Port Elm|place} and {Gull Point|place}: the {Port Elm Gulls|organization}, the "
            "{Gull Point Gulls|organization}",
            "the {Gulls|organization}",
        ],
        ["Port Elm", "Gull Point", "Port Elm Gulls", "Gull Point Gulls", "Gulls"],
    ),
    (["{Veld|organization}", "{Veld Bridge|organization}"], ["Veld", "Veld Bridge"]),
    (["{Royal Gulls|organization}", "{Gulls|organization}"], ["Royal Gulls", "Gulls"]),
    (["{Royal Bank|organization} and the {Bank|organization}"], ["Royal Bank", "Bank"]),
    (
        ["{Veld|organization}", "{Veld Computer|organization}", "{Veld Foods|organization}"],
        ["Veld", "Veld Computer", "Veld Foods"],
    ),
    (["{Norway|place}", "the {Norwegian Army|organization}"], ["Norway", "Norwegian Army"]),
    # Initials that fit two names, or that nothing explains.
    (
        ["{Port Elm Authority|organization} {Public Estates Agency|organization}", "{PEA|organization}"],
        ["Port Elm Authority", "Public Estates Agency", "PEA"],
    ),
    (["{PEA|organization}", "{Harbour Board|organization}"], ["PEA", "Harbour Board"]),
    # Words between two names that make nothing one.
    (
        ["{Shore Guards|group}, also attacked by the {Blue Coats|group}, met"],
        ["Shore Guards", "Blue Coats"],
    ),
    (["the {Harbour Board|organization} ({Port Elm|place})"], ["Harbour Board", "Port Elm"]),
    (["{PEA|organization}, for {Bo Lund|person}, is all"], ["PEA", "Bo Lund"]),
    # A day or a dawn is not the person.
    (["{Dawn|person} rose", "{Dawn|outlet} wrote"], ["Dawn", "Dawn"]),
]


@pytest.mark.parametrize(("texts", "groups"), JOINED)
def test_names_of_one_actor_are_joined(texts: list[str], groups: list[str]) -> None:
    assert group_names(link_texts(*texts)) == read_groups(*groups)


@pytest.mark.parametrize(("texts", "groups"), APART)
def test_near_misses_stay_apart(texts: list[str], groups: list[str]) -> None:
    actors = link_texts(*texts)
    assert sorted(name for actor in actors for name in {a.name for a in actor.aliases}) == sorted(groups)
    assert len({actor.id for actor in actors}) == len(groups)


def test_initials_that_two_reports_explain_differently_are_joined_inside_each() -> None:
    actors = link_texts(
        "{Port Elm Authority|organization} (PEA) met. {PEA|organization} left.",
        "{Public Estates Agency|organization} (PEA) met. {PEA|organization} left.",
        "{PEA|organization}",
    )
    assert group_names(actors) == read_groups(
        "Port Elm Authority = PEA", "Public Estates Agency = PEA", "PEA"
    )
    assert len(actors) == 3


def test_two_people_known_by_one_surname_alone_stay_apart_where_two_full_names_have_it() -> None:
    actors = link_texts("{Ada Osei|person}", "{Bo Osei|person}", "{Osei|person}", "{Osei|person}")
    assert sorted(actor.name for actor in actors) == ["Ada Osei", "Bo Osei", "Osei", "Osei"]
    assert len({actor.id for actor in actors}) == 4


def test_a_title_or_a_role_tells_which_of_two_a_surname_means() -> None:
    actors = link_texts(
        "Harbour minister {Mary Osei|person} met Mayor {Robert Osei|person}.",
        "Ms. {Osei|person} left.",
        "Mayor {Osei|person} stayed.",
        "{Osei|person} came back.",
    )
    counts = {actor.name: len(actor.evidence) for actor in actors}
    assert counts == {"Mary Osei": 2, "Robert Osei": 2, "Osei": 1}
    assert {actor.name: actor.why for actor in actors} == {
        "Mary Osei": "“Osei” is “Mary Osei”: the title fits nobody else",
        "Robert Osei": "“Osei” is “Robert Osei”: nobody else of that name has the role",
        "Osei": "known in this report alone: a surname that others bear too",
    }


def test_a_surname_alone_means_the_one_of_whom_nearly_all_reports_speak() -> None:
    texts = ["{Ada Osei|person}", "{Ada Osei|person}", "{Bo Osei|person}", "{Osei|person}"]
    assert len(link_texts(*texts)) == 3
    actors = link_texts("{Ada Osei|person}", *texts)
    assert group_names(actors) == read_groups("Ada Osei = Osei", "Bo Osei")
    assert "nearly all reports" in "".join(actor.why for actor in actors)


def test_the_name_is_the_most_frequent_full_form() -> None:
    (actor,) = link_texts(
        "{Port Elm Authority|organization} ({PEA|organization}). {PEA|organization}. {PEA|organization}."
    )
    assert (actor.name, actor.kind) == ("Port Elm Authority", "organization")
    assert [(alias.name, alias.count) for alias in actor.aliases] == [("PEA", 3), ("Port Elm Authority", 1)]
    assert "in brackets" in actor.why


@pytest.mark.parametrize(
    "text", ["{He|person} met.", "{Prime|person} Minister", "the {Norwegian|place} port"]
)
def test_pronouns_parts_of_titles_and_peoples_words_are_no_actors(text: str) -> None:
    record = link([make_report("a", text)])
    assert record.actors == ()
    assert record.reports[0].mentions[0].actor is None


def test_mentions_get_the_actor_and_its_name() -> None:
    record = link([make_report("a", "{Ada Osei|person} met. {Osei|person} left.")])
    (actor,) = record.actors
    for mention in record.reports[0].mentions:
        assert (mention.actor, mention.name) == (actor.id, "Ada Osei")
    (words,) = actor.evidence
    assert (words.start, words.end, words.exact) == (0, 8, "Ada Osei")


def test_a_title_before_a_name_is_no_actor() -> None:
    record = link([make_report("a", "{Prime Minister|office} {Ada Osei|person} met.")])
    assert [actor.name for actor in record.actors] == ["Ada Osei"]
    assert record.reports[0].mentions[0].actor is None


def test_offices_are_joined_across_reports_only_where_they_say_whose_they_are() -> None:
    actors = link_texts(
        "The {Prime Minister|office}. The {Velden Prime Minister|office}.",
        "The {Prime Minister|office}. The {Velden Prime Minister|office}.",
    )
    assert sorted(actor.name for actor in actors) == [
        "Prime Minister",
        "Prime Minister",
        "Velden Prime Minister",
    ]


def test_a_capital_that_says_something_is_its_country() -> None:
    said: dict[str, object] = {
        "content": "the lock was shut",
        "source": "Oslo",
        "name": "Oslo",
        "kind": SpeakerKind.NAMED_ORGANIZATION,
    }
    record = link(
        [
            make_report(
                "a", "{Oslo|place} said the lock was shut. {Norway|place} is far, {Oslo|place} farther."
            )
        ]
    )
    assert group_names(record.actors) == read_groups("Oslo", "Norway")
    record = link(
        [
            make_report(
                "a",
                "{Oslo|place} said the lock was shut. {Norway|place} is far, {Oslo|place} farther.",
                statements=(said,),
            )
        ]
    )
    assert [mention.name for mention in record.reports[0].mentions] == ["Norway", "Norway", "Oslo"]
    assert record.statements[0].speaker.name == "Norway"


def test_what_the_finders_join_inside_a_report_stays_joined() -> None:
    one = make_report("a", "{Ada Osei|person} met. The {Iron Mayor|person} left.")

    def join(mention: Mention) -> Mention:
        return replace(mention, actor="x", name="Ada Osei")

    joined: Findings = replace(one, mentions=tuple(map(join, one.mentions)))
    assert group_names(link([joined]).actors) == read_groups("Ada Osei = Iron Mayor")


def test_an_id_stays_when_a_report_with_the_same_names_comes() -> None:
    text = "{Port Elm Authority|organization} ({PEA|organization}) and {Ada Osei|person}"
    before, after = link_texts(text), link_texts(text, text)
    assert {actor.id for actor in before} == {actor.id for actor in after}
