"""Where a place lies, and where nothing is said of it: no place is better than a wrong one."""

import sys

import pytest

from dateline.link.actors.gazetteer import fold_place, load_gazetteer
from dateline.link.linking import link
from dateline.model.plain import from_plain, to_plain
from dateline.model.record import Actor, Place
from tests.marked import make_report


def locate(name: str, *texts: str) -> Place | None:
    record = link([make_report(f"r{n}", text) for n, text in enumerate(texts)])
    actors = [actor for actor in record.actors if name in [alias.name for alias in actor.aliases]]
    assert len(actors) == 1
    return actors[0].place


LOCATED = [
    # name, texts, country, whole degrees north and east
    ("Hyderabad", ["A fire broke out in {Hyderabad|place}, Sindh."], "PK", 25, 68),
    ("Hyderabad", ["A fire broke out in {Hyderabad|place}, in southern India."], "IN", 17, 78),
    ("Hyderabad", ["The Pakistani city of {Hyderabad|place} was calm."], "PK", 25, 68),
    ("Hyderabad", ["{Pakistan|place} sent pumps to {Hyderabad|place}."], "PK", 25, 68),
    ("Hyderabad", ["{Hyderabad|place}, Sindh, was calm.", "{Hyderabad|place} was not."], "PK", 25, 68),
    ("London", ["{London|place} was calm."], "GB", 51, 0),
    ("London", ["{London|place}, Ontario, was calm."], "CA", 42, -81),
    ("Paris", ["The {U.S.|place} envoy flew to {Paris|place}."], "FR", 48, 2),
    ("Paris", ["They met in {Paris|place}, Texas."], "US", 33, -95),
    ("Athens", ["The {Greek|group} union met in {Athens|place}."], "GR", 37, 23),
    ("Austin", ["They met in {Austin|place}, Texas."], "US", 30, -97),
    ("Washington", ["They met in {Washington|place}, D.C."], "US", 38, -77),
    ("WASHINGTON", ["{WASHINGTON|place}, March 2: They met on Monday."], "US", 38, -77),
    ("NEW YORK", ["{NEW YORK|place}: They met on Monday."], "US", 40, -74),
    ("Palmer", ["The {Palmer|place} barn in {Massachusetts|place} burned."], "US", 42, -72),
    ("Bombay", ["The ship left {Bombay|place}."], "IN", 19, 72),
    ("St. Petersburg", ["The {Russian|group} ship left {St. Petersburg|place}."], "RU", 59, 30),
]


@pytest.mark.parametrize(("name", "texts", "country", "lat", "lon"), LOCATED)
def test_a_town_is_located(name: str, texts: list[str], country: str, lat: int, lon: int) -> None:
    place = locate(name, *texts)
    assert place is not None
    assert place.lat is not None
    assert place.lon is not None
    assert (place.country, int(place.lat), int(place.lon)) == (country, lat, lon)
    assert place.geonames
    assert place.why


WHOLE = [
    ("Pakistan", "PK"),
    ("United States", "US"),
    ("Britain", "GB"),
    ("California", "US"),
    ("New York", "US"),
    ("Washington", "US"),
]


@pytest.mark.parametrize(("name", "country"), WHOLE)
def test_a_country_or_a_state_has_no_position(name: str, country: str) -> None:
    place = locate(name, f"They spoke of {{{name}|place}}.")
    assert place is not None
    assert (place.country, place.lat, place.lon) == (country, None, None)


NOWHERE = [
    # two of a name, and nothing tells, or both are spoken of
    ("Hyderabad", ["{Hyderabad|place} was calm."]),
    ("Hyderabad", ["{India|place} and {Pakistan|place} spoke of {Hyderabad|place}."]),
    ("Springfield", ["The {U.S.|place} town of {Springfield|place} was calm."]),
    # said to lie where the gazetteer has none of the name
    ("Karachi", ["They met in {Karachi|place}, Ohio."]),
    # a country or a state, a person's name, a region, a village
    ("Georgia", ["They spoke of {Georgia|place}."]),
    ("Austin", ["They met in {Austin|place}."]),
    ("North Waziristan", ["Troops left {North Waziristan|place} in {Pakistan|place}."]),
    ("Port Elm", ["They met in {Port Elm|place}."]),
    ("Athens", ["The {U.S.|place} envoy spoke of {Athens|place}."]),
    ("Palmer", ["The {U.S.|place} town of {Palmer|place} was calm."]),
    ("Bandar Abbas", ["The {Iranian|group} island of {Bandar Abbas|place} was calm."]),
    ("White House", ["The {White House|place} was calm."]),
    ("Surrey", ["They met in {Surrey|place}."]),
    # a small town of a country that is not spoken of
    ("Wellington", ["They met in {Wellington|place}, Ohio."]),
]


@pytest.mark.parametrize(("name", "texts"), NOWHERE)
def test_nothing_is_said_in_doubt(name: str, texts: list[str]) -> None:
    assert locate(name, *texts) is None


def test_a_name_of_one_of_the_people_is_no_town() -> None:
    assert locate("Houston", "{Ada Houston|person} spoke in {Texas|place}. {Houston|place} was calm.") is None


def test_only_places_have_a_place() -> None:
    assert locate("Karachi", "{Karachi|organization} lost to the {Harbour Boys|organization}.") is None


def test_a_place_goes_to_plain_and_back() -> None:
    actors = link([make_report("r", "{Karachi|place}")]).actors
    plain = to_plain(actors[0])
    assert plain["place"]["country"] == "PK"
    assert from_plain(Actor, plain) == actors[0]


def test_names_fold() -> None:
    assert fold_place("Saint-Étienne") == fold_place("St. Etienne")
    assert fold_place("The Hague") == fold_place("Hague")


def test_the_gazetteer_is_read_only_where_a_place_is_named() -> None:
    load_gazetteer.cache_clear()
    link([make_report("r", "{Ada Osei|person} spoke.")])
    assert load_gazetteer.cache_info().currsize == 0
    assert "dateline.link.actors.gazetteer" in sys.modules
