"""Where the places of the record lie: country, coordinates, GeoNames' id; or nothing.

In: actors of kind place and the reports that name them. Out: the same actors, with a place where the reports
and the gazetteer leave no doubt. No place is better than a wrong one. What follows a name ("Hyderabad,
Sindh") decides first; then whether its country is spoken of in the report; how many live there decides alone
only where it is far more than elsewhere, and never for a name that is a person's too. An actor whom two
reports put in two places has none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from dateline.lexicons import load
from dateline.link.actors.gazetteer import Gazetteer, Town, fold_place, load_gazetteer
from dateline.link.actors.whereabouts import Within, find_countries, find_within, is_other_thing
from dateline.model.findings import Findings, MentionType
from dateline.model.record import Actor, Place
from dateline.model.span import Span

_LANGUAGE: Final = "en"
_FAR_MORE: Final = 10
"""A town is meant rather than another of its name if so many times as many live there."""
_OVERWHELMING: Final = 50
"""With so many times as many it is meant whatever other countries the report speaks of."""
_CITY: Final = 300_000
"""A town of a country that the report does not speak of is only meant if so many live there."""
_NOTED: Final = 100_000
"""A smaller town of the US is only meant if the report speaks of its state: it has smaller namesakes."""


def locate_actors(actors: Sequence[Actor], reports: Sequence[Findings]) -> tuple[Actor, ...]:
    """Say where the actors that are places lie.

    Args:
        actors: All of the record.
        reports: Their findings, with the record's actors filled in.

    Returns:
        The actors in the same order; `place` is filled in where it is known. The gazetteer is read only if
        one of them is a place.
    """
    places = {actor.id: actor for actor in actors if actor.kind == MentionType.PLACE}
    if not places:
        return tuple(actors)
    gazetteer = load_gazetteer()
    people = _find_people(actors)
    named: dict[str, list[tuple[Findings, Span]]] = defaultdict(list)
    for report in reports:
        for mention in report.mentions:
            if mention.actor in places:
                named[mention.actor].append((report, Span(mention.start, mention.end)))
    spoken_of = {report.report.id: find_countries(report) for report in reports}
    located = {
        actor_id: _locate(actor, named[actor_id], spoken_of, people, gazetteer)
        for actor_id, actor in places.items()
    }
    return tuple(replace(actor, place=located.get(actor.id)) for actor in actors)


def _find_people(actors: Iterable[Actor]) -> frozenset[str]:
    """Return the words that are names of people: given names, and the surnames of the record's people."""
    lists = load(_LANGUAGE, "people").lists
    surnames = {
        fold_place(alias.name.split()[-1])
        for actor in actors
        if actor.kind == MentionType.PERSON
        for alias in actor.aliases
        if alias.name.split()
    }
    return frozenset([*lists["male_names"], *lists["female_names"], *surnames])


def _locate(
    actor: Actor,
    named: Sequence[tuple[Findings, Span]],
    spoken_of: Mapping[str, frozenset[str]],
    people: frozenset[str],
    gazetteer: Gazetteer,
) -> Place | None:
    """Locate one actor in each of its reports; None where they do not agree, or none of them tells."""
    seats = load(_LANGUAGE, "governments").lists["seats"]
    names = [
        name for name in dict.fromkeys([actor.name, *(a.name for a in actor.aliases)]) if name not in seats
    ]
    for name in names:
        if (place := _read_country(name, gazetteer)) is not None:
            return place
    towns = next((some for name in names if (some := gazetteer.find_towns(name))), ())
    if not towns:
        return None
    by_report: dict[str, list[Within]] = defaultdict(list)
    for findings, span in named:
        by_report[findings.report.id] += find_within(findings.report.text, span)
    lexicon = load(_LANGUAGE, "places")
    shared = any(_is_listed(name, lexicon.lists["towns_and_states"]) for name in names)
    # "WASHINGTON, March 2:", "NEW YORK:": a report is filed from a town.
    filed = any(span.of(one.report.text).isupper() and not one.report.text.isupper() for one, span in named)
    unclear = any(
        _is_listed(name, lexicon.lists["unclear"]) or name in lexicon.words["regions"] for name in names
    )
    unclear = unclear or any(fold_place(name) in people for name in names)
    found: dict[int, Place] = {}
    for report in sorted({findings.report.id for findings, _ in named}):
        withins = by_report[report]
        if any(is_other_thing(one.report.text, span) for one, span in named if one.report.id == report):
            return None
        if withins:
            town, why = _choose_within(towns, withins)
            if town is None:
                return None
        elif shared and filed:
            town, why = towns[0], "the report is filed from the town"
        elif shared:
            return Place("US", None, None, None, actor.name, "a town and a state of the US have this name")
        elif unclear:
            continue
        else:
            town, why = _choose(towns, spoken_of[report])
        if town is not None:
            found.setdefault(
                town.geonames, Place(town.country, town.lat, town.lon, town.geonames, town.name, why)
            )
    return next(iter(found.values())) if len(found) == 1 else None


def _is_listed(name: str, names: Iterable[str]) -> bool:
    """Tell whether a name is one of a list's, however it is printed: date lines are in capitals."""
    return fold_place(name) in {fold_place(one) for one in names}


def _read_country(name: str, gazetteer: Gazetteer) -> Place | None:
    """Return the country or the US state of a name; neither has a position."""
    if _is_listed(name, load(_LANGUAGE, "places").lists["unclear"]):
        return None
    folded = fold_place(name)
    if (country := gazetteer.countries.get(folded)) is not None:
        return Place(country[0], None, None, country[1], name, "the name of a country")
    if (state := gazetteer.states.get(folded)) is not None:
        return Place("US", None, None, state[1], name, "the name of a state of the US")
    return None


def _choose_within(towns: Sequence[Town], withins: Sequence[Within]) -> tuple[Town | None, str]:
    """Choose the town that lies in everything it is said to lie in, if one does or one is far the largest."""
    inside = [
        town
        for town in towns
        if all(within.holds(town) for within in withins)
        and (town.country != "US" or town.people >= _NOTED or any(within.region for within in withins))
    ]
    if not inside or (len(inside) > 1 and inside[0].people < _FAR_MORE * inside[1].people):
        return None, ""
    return inside[0], f"the report puts it in {withins[0].words}"


def _choose(towns: Sequence[Town], countries: frozenset[str]) -> tuple[Town | None, str]:
    """Choose the town that is meant where nothing beside its name says it."""
    first, rivals = towns[0], towns[1:]
    near = [town for town in towns if _is_near(town, countries)]
    ratio = first.people / max(rivals[0].people, 1) if rivals else float("inf")
    if ratio >= _FAR_MORE and first in near:
        return first, f"the report speaks of its country, {first.country}"
    if ratio >= _FAR_MORE and first.people >= _CITY and (not near or ratio >= _OVERWHELMING):
        return first, "no other place of that name is nearly as large"
    if near and ratio < _FAR_MORE:
        largest = near[0]
        others = [town for town in near[1:] if town.people * _FAR_MORE > largest.people]
        if largest.country == "US" and largest is not first and f"US-{largest.region}" not in countries:
            return None, ""  # nearly all reports speak of the US
        if not others and largest.people >= first.people / _FAR_MORE:
            return largest, f"of the countries with such a place the report speaks only of {largest.country}"
    return None, ""


def _is_near(town: Town, countries: frozenset[str]) -> bool:
    """Tell whether a report speaks of a town's country; of a small one of the US, whether of its state."""
    if town.country == "US" and town.people < _NOTED:
        return f"US-{town.region}" in countries
    return town.country in countries
