"""Names that are one name once spelling is folded, and names that only look alike."""

import re

import pytest

from dateline.lexicons import load
from dateline.link.actors.names import (
    can_be_one,
    clean_name,
    find_known_name,
    fold_name,
    has_letters_of,
    is_acronym,
    names_holder,
    read_initials,
    split_brackets,
    strip_titles,
)

SAME = [
    ("the Harbour Board", "Harbor Board"),
    ("The Meridian", "Meridian"),
    ("Élodie Faß", "Elodie Fass"),
    ("Port Elm’s", "Port Elm"),
    ("Al-Qaida", "al Qaeda"),
    ("Jamiat-e-Rehbar Velden", "Jamiat-i-Rehbar Velden"),
    ("Jamiat e Rehbar", "Jamiat-i-Rehbar"),
    ("U.N.", "UN"),
    ("Mohammad Veld", "Mohammed Veld"),
    ("Gulf   Line", "Gulf-Line"),
]
DIFFERENT = [
    ("Harbour Board", "Harbour Boards"),
    ("Harbour Board", "Harbour"),
    ("Marin Kolar", "Maren Kolar"),
    ("Northern Guard", "Southern Guard"),
    ("Dana I. Orr", "Dana E. Orr"),
    ("The", "the Board"),
]


@pytest.mark.parametrize(("left", "right"), SAME)
def test_spelling_is_folded(left: str, right: str) -> None:
    assert fold_name(left) == fold_name(right) != ""


@pytest.mark.parametrize(("left", "right"), DIFFERENT)
def test_other_names_stay_apart(left: str, right: str) -> None:
    assert fold_name(left) != fold_name(right)


@pytest.mark.parametrize(
    ("short", "long", "fits"),
    [
        ("PEA", "Port Elm Authority", True),
        ("ISHO", "Inter-Shore Harbour Office", True),
        ("JRV", "Jamiat-e-Rehbar Velden", True),
        ("PEA", "Port Authority", False),
        ("EA", "Elm", False),
        ("RAP", "Port Elm Authority", False),
        ("P", "Port Elm", False),
    ],
)
def test_initials_stand_in_the_long_name_in_order(short: str, long: str, fits: bool) -> None:
    assert has_letters_of(short, long) is fits


def test_initials_leave_small_words_out_or_keep_them() -> None:
    assert read_initials("Board of the Harbour") == {"both", "bh"}
    assert read_initials("Jamiat-e-Rehbar Velden") == {"jirv", "jrv"}
    assert read_initials("Harbour") == frozenset()


@pytest.mark.parametrize(("form", "is_one"), [("PEA", True), ("P.E.A.", True), ("Pea", False), ("A", False)])
def test_acronyms_are_capitals(form: str, is_one: bool) -> None:
    assert is_acronym(form) is is_one


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Gen. Ada J. Osei III", "Ada J. Osei III"),
        ("Prime Minister Bo Lund’s", "Bo Lund"),
        ("Lt Gen Cy Ames", "Cy Ames"),
        ("Major", "Major"),
        ("Generosa Veld", "Generosa Veld"),
    ],
)
def test_titles_are_no_part_of_a_name(printed: str, name: str) -> None:
    assert strip_titles(printed) == name


def test_brackets_are_split_only_around_initials() -> None:
    assert split_brackets("Port Elm Authority (PEA)") == ("Port Elm Authority", "PEA")
    assert split_brackets("Ada Osei (Independent)") == ("Ada Osei (Independent)",)


@pytest.mark.parametrize(
    ("left", "right", "one"),
    [
        ((), ("jane",), True),
        (("j",), ("jane",), True),
        (("jane",), ("joan",), False),
        (("a", "b"), ("b",), True),
        (("b", "a"), ("a", "b"), False),
    ],
)
def test_middle_names(left: tuple[str, ...], right: tuple[str, ...], one: bool) -> None:
    assert can_be_one(left, right) is one
    assert can_be_one(right, left) is one


def test_countries_and_outlets_are_known_by_many_names() -> None:
    assert find_known_name("U.S.", outlet=False) == find_known_name("United States", outlet=False)
    assert find_known_name("WSJ", outlet=True) == "The Wall Street Journal"
    assert find_known_name("Dawn", outlet=False) is None
    assert find_known_name("Port Elm", outlet=True) is None


def test_an_office_may_say_whose_it_is() -> None:
    assert names_holder("Port Elm Harbour Master")
    assert not names_holder("Prime Minister")


def test_cleaning_keeps_an_article_that_belongs_to_the_name() -> None:
    assert clean_name("the “Harbour Board’s") == "Harbour Board"
    assert clean_name("The Meridian") == "The Meridian"


@pytest.mark.parametrize("rule", load("en", "names").rules, ids=lambda rule: rule.name)
def test_phrases_match_what_follows_a_name(rule: object) -> None:
    pattern = re.compile(getattr(rule, "pattern"))  # noqa: B009  ids give `rule` no type
    for example in getattr(rule, "match"):  # noqa: B009
        assert pattern.fullmatch(example), example
    for example in getattr(rule, "no_match"):  # noqa: B009
        assert not pattern.match(example), example
