"""Offices that a text gives a person, and words beside a name that are none."""

import pytest

from dateline.link.linking import link
from tests.marked import make_report

FOUND = [
    ("Harbour minister {Ada Osei|person} said", ["Harbour minister"]),
    ("the PEA chief {Ada Osei|person} said", ["PEA chief"]),
    ("former prime minister {Ada Osei|person} said", ["former prime minister"]),
    ("But Prime Minister {Ada Osei|person}’s car", ["Prime Minister"]),
    ("PEA chief Lt Gen {Ada Osei|person} said", ["PEA chief"]),
    ("Admiral {Ada Osei|person} said", ["Admiral"]),
    (
        "a meeting with Velden’s Ambassador in Port Elm {Ada Osei|person} on",
        ["Velden’s Ambassador in Port Elm"],
    ),
    ("Velden’s harbour secretary, {Ada Osei|person}, is heading", ["Velden’s harbour secretary"]),
    (
        "{Gen. Ada J. Osei III|person}, head of the U.S. Harbour Command, held",
        ["General", "head of the U.S. Harbour Command"],
    ),
    ("{Ada Osei|person}, the mayor, said", ["mayor"]),
    ("{Ada Osei|person}, head of the board since June, said", ["head of the board"]),
    ("the al Barra chief {Ada Osei|person} said", ["al Barra chief"]),
    (
        "the Velden Director Combined Boards of Pilots Admiral {Ada Osei|person}",
        ["Velden Director Combined Boards of Pilots"],
    ),
    (
        "{Ada Osei|person}, a former top Harbour Office official who left",
        ["former top Harbour Office official"],
    ),
    (
        "{Ada Osei|person}, a former aide who is dean of the Port School, told",
        ["former aide", "dean of the Port School"],
    ),
    (
        "{Ada Osei|person}, Special Assistant for Harbour Affairs, said",
        ["Special Assistant for Harbour Affairs"],
    ),
]
NONE = [
    "{Ada Osei|person}, whose power base is the port, said",
    "Mr. {Ada Osei|person} said",
    "his harbour counterpart {Ada Osei|person} said",
    "{Ada Osei|person}, in Port Elm, said",
    "The mayor met {Ada Osei|person}",
    "{Ada Osei|person}, the harbour and the mayor of it all was lost",
    "He told the chief, {Ada Osei|person} said",
    "The governor resigned. {Ada Osei|person} said",
    "He told the minister. {Ada Osei|person} said",
    "Velden Deputy Minister Jo {Osei|person} said",
    "Velden {Ada Osei|person} said",
    "{Ada Osei|person}’s chief of staff said",
]


@pytest.mark.parametrize(("text", "roles"), FOUND)
def test_roles_stand_before_and_after_a_name(text: str, roles: list[str]) -> None:
    record = link([make_report("a", text, published="2031-05-06")])
    (actor,) = record.actors
    assert [role.role for role in actor.roles] == roles
    for role in actor.roles:
        assert (role.since, role.until) == ("2031-05-06", "2031-05-06")
        for words in role.evidence:
            assert record.reports[0].report.text[words.start : words.end] == words.exact
            assert words.exact in (role.role, "Gen.")


@pytest.mark.parametrize("text", NONE)
def test_other_words_are_no_roles(text: str) -> None:
    (actor,) = link([make_report("a", text)]).actors
    assert actor.roles == ()


def test_a_role_does_not_reach_into_another_name() -> None:
    record = link([make_report("a", "{Mayor Bo Lund|person} and Admiral {Ada Osei|person} met")])
    roles = {actor.name: [role.role for role in actor.roles] for actor in record.actors}
    assert roles == {"Bo Lund": ["Mayor"], "Ada Osei": ["Admiral"]}


def test_a_role_carries_the_dates_of_the_first_and_last_report_that_give_it() -> None:
    text = "Mayor {Ada Osei|person} said"
    dates = ["2032-01-09", "2031-05-06", None]
    record = link([make_report(f"r{n}", text, published=day) for n, day in enumerate(dates)])
    (role,) = record.actors[0].roles
    assert (role.role, role.since, role.until, len(role.evidence)) == ("Mayor", "2031-05-06", "2032-01-09", 3)


def test_a_role_in_an_undated_report_has_no_dates() -> None:
    (role,) = link([make_report("a", "Mayor {Ada Osei|person} said")]).actors[0].roles
    assert (role.since, role.until) == (None, None)


def test_shorter_ways_to_say_a_role_are_one_with_it_and_a_former_one_is_another() -> None:
    texts = [
        ("the board’s chief {Ada Osei|person} said", "2031-01-01"),
        ("{Ada Osei|person}, chief of the harbour board, said", "2031-02-01"),
        ("harbour board chief {Ada Osei|person} said", "2031-03-01"),
        ("former chief {Ada Osei|person} said", "2033-01-01"),
    ]
    record = link([make_report(f"r{n}", text, published=day) for n, (text, day) in enumerate(texts)])
    assert [(role.role, role.since, role.until) for role in record.actors[0].roles] == [
        ("chief of the harbour board", "2031-01-01", "2031-03-01"),
        ("former chief", "2033-01-01", "2033-01-01"),
    ]


def test_two_who_held_one_office_are_two_people_each_with_their_time() -> None:
    record = link(
        [
            make_report("a", "PEA chief {Ada Osei|person} said so.", published="2031-05-05"),
            make_report("b", "{Ada Osei|person}, the PEA chief, left.", published="2031-09-01"),
            make_report("c", "PEA Director {Bo Lund|person} said so.", published="2034-01-02"),
            make_report(
                "d", "Former PEA chief {Osei|person} met PEA Director {Lund|person}.", published="2035-03-04"
            ),
        ]
    )
    roles = {
        actor.name: [(role.role, role.since, role.until) for role in actor.roles] for actor in record.actors
    }
    assert roles == {
        "Ada Osei": [
            ("PEA chief", "2031-05-05", "2031-09-01"),
            ("Former PEA chief", "2035-03-04", "2035-03-04"),
        ],
        "Bo Lund": [("PEA Director", "2034-01-02", "2035-03-04")],
    }
    words = {
        (actor.name, role.role): [evidence.exact for evidence in role.evidence]
        for actor in record.actors
        for role in actor.roles
    }
    assert words == {
        ("Ada Osei", "PEA chief"): ["PEA chief", "PEA chief"],
        ("Ada Osei", "Former PEA chief"): ["Former PEA chief"],
        ("Bo Lund", "PEA Director"): ["PEA Director", "PEA Director"],
    }
