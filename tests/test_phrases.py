"""Noun phrases of sources, and the names of persons with their titles."""

import pytest

from dateline.find.names.names import Gender, split_person, tell_gender_of_name, tell_gender_of_title
from dateline.find.names.phrases import read_phrase

PHRASES = [
    # words, determiner, head, plural, named, owner
    ("the senior Valdan official, who asked not to be named", "the", "official", False, False, ""),
    ("U.S. officials", "", "official", True, False, ""),
    ("one woman adopted from abroad", "one", "woman", False, False, ""),
    ("some of Mr. Osei's admirers", "some", "admirer", True, False, "Mr Osei"),
    ("people familiar with the matter", "", "people", True, False, ""),
    ("the Department of Fisheries", "the", "fisheries", False, True, ""),
    ("the Committee on Ports", "the", "ports", False, True, ""),
    ("Senator Ana Osei of Valdan", "", "osei", False, True, ""),
    ("about 6 in 10 skippers", "a share of", "skipper", True, False, ""),
    ("several members of the council", "several", "member", True, False, ""),
    ("the harbour board’s treasurer", "the", "treasurer", False, False, "harbour board"),
    ("The sources", "the", "source", True, False, ""),
    ("many", "", "many", True, False, ""),
    ("police", "", "police", True, False, ""),
]


@pytest.mark.parametrize(("words", "determiner", "head", "plural", "named", "owner"), PHRASES)
def test_phrase(words: str, determiner: str, head: str, plural: bool, named: bool, owner: str) -> None:
    phrase = read_phrase(words)
    assert (phrase.determiner, phrase.head, phrase.plural, phrase.named, phrase.owner) == (
        determiner,
        head,
        plural,
        named,
        owner,
    )


PERSONS = [
    # as printed, name, title
    ("CIA Director John Harrow", "John Harrow", "CIA Director"),
    ("Ms. Osei", "Osei", "Ms."),
    ("Gen. Abel J. Stroud III", "Abel J. Stroud III", "Gen."),
    ("Lt Gen Karim Vale", "Karim Vale", "Lt Gen"),
    ("Prime Minister Ana Osei’s", "Ana Osei", "Prime Minister"),
    ("former Eastmoor Gov. Ben Harrow", "Ben Harrow", "former Eastmoor Gov."),
    ("House Speaker Paul Vale", "Paul Vale", "House Speaker"),
    # near misses: no title, or a title that is half of the name
    ("Ana Osei", "Ana Osei", ""),
    ("Pope Anselm", "Pope Anselm", ""),
    ("the Prime Minister", "the Prime Minister", ""),
    ("Governor", "Governor", ""),
]


@pytest.mark.parametrize(("printed", "name", "title"), PERSONS)
def test_titles_are_cut_off_a_name(printed: str, name: str, title: str) -> None:
    split = split_person(printed)
    assert (split.name, split.title) == (name, title)
    assert printed[split.offset :].startswith(name)


GENDERS = [
    ("mary", "osei", Gender.SHE),
    ("john", "osei", Gender.HE),
    ("robin", "osei", Gender.UNKNOWN),
    ("zorblat", "osei", Gender.UNKNOWN),
]


@pytest.mark.parametrize(("given", "surname", "gender"), GENDERS)
def test_gender_of_a_given_name(given: str, surname: str, gender: Gender) -> None:
    assert tell_gender_of_name((given, surname)) is gender
    assert tell_gender_of_name((given,)) is Gender.UNKNOWN


def test_gender_of_a_title() -> None:
    assert tell_gender_of_title("Mrs.") is Gender.SHE
    assert tell_gender_of_title("spokesman") is Gender.HE
    assert tell_gender_of_title("spokesperson") is Gender.UNKNOWN
