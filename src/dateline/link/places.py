"""Where the places of the record lie: country, coordinates, GeoNames' id; or nothing.

In: actors of kind place and the reports that name them. Out: the same actors, with a place where the reports
and the gazetteer leave no doubt. No place is better than a wrong one. What follows a name ("Hyderabad,
Sindh") decides first; then whether its country is spoken of in the report; how many live there decides alone
only where it is far more than elsewhere, and never for a name that is a person's too. An actor whom two
reports put in two places has none.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from dateline.lexicons import load, match_any
from dateline.link.gazetteer import Gazetteer, Town, fold_place, load_gazetteer
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
_MOST_WORDS: Final = 3
_CAPITALISED: Final = re.compile(r"[A-Z][\w.’'-]*(?:\s(?:of\s)?[A-Z][\w.’'-]*)*")


@dataclass(frozen=True, slots=True)
class _Within:
    """A part of the world that is said to hold a place: a country, of the US perhaps a state."""

    country: str
    region: str | None
    words: str

    def holds(self, town: Town) -> bool:
        return town.country == self.country and self.region in (None, town.region)


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
    spoken_of = {report.report.id: _find_countries(report, gazetteer) for report in reports}
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


def _find_countries(findings: Findings, gazetteer: Gazetteer) -> frozenset[str]:
    """Return the codes of the countries that a report speaks of, and "US-OH" for a state of the US."""
    demonyms = load(_LANGUAGE, "governments").words["demonym"]
    found: set[str] = set()
    text = findings.report.text
    for span in findings.report.body:
        for match in _CAPITALISED.finditer(text, span.start, span.end):
            words = match[0].split()
            for first in range(len(words)):
                for last in range(first + 1, min(first + _MOST_WORDS, len(words)) + 1):
                    printed = " ".join(words[first:last])
                    name = printed.rstrip(".’'")
                    within = _read_within(printed, gazetteer) or _read_within(name, gazetteer)
                    if within is not None:
                        found.update((within.country, f"{within.country}-{within.region}"))
                    elif (country := demonyms.get(name)) is not None:
                        found.update(code for code in [_find_code(str(country), gazetteer)] if code)
    return frozenset(found)


def _find_code(country: str, gazetteer: Gazetteer) -> str | None:
    known = gazetteer.countries.get(fold_place(country))
    return known[0] if known else None


def _read_within(name: str, gazetteer: Gazetteer) -> _Within | None:
    """Return the country or the part of one that a name stands for; None where it is unclear or is none."""
    lexicon = load(_LANGUAGE, "places")
    if (state := lexicon.words["states"].get(name)) is not None:
        return _Within("US", str(state), name)
    name = re.sub(r"[’']s?$", "", name)
    if name in lexicon.lists["unclear"]:
        return None
    if (country := gazetteer.countries.get(fold_place(name))) is not None:
        return _Within(country[0], None, name)
    if (region := lexicon.words["regions"].get(name)) is not None:
        return _Within(str(region), None, name)
    if (known := gazetteer.states.get(fold_place(name))) is not None:
        return _Within("US", known[0], name)
    return None


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
    by_report: dict[str, list[_Within]] = defaultdict(list)
    for findings, span in named:
        by_report[findings.report.id] += _find_within(findings.report.text, span, gazetteer)
    lexicon = load(_LANGUAGE, "places")
    shared = any(name in lexicon.lists["towns_and_states"] for name in names)
    unclear = any(name in lexicon.lists["unclear"] or name in lexicon.words["regions"] for name in names)
    unclear = unclear or any(fold_place(name) in people for name in names)
    found: dict[int, Place] = {}
    for report in sorted({findings.report.id for findings, _ in named}):
        withins = by_report[report]
        if any(_is_other_thing(one.report.text, span) for one, span in named if one.report.id == report):
            return None
        if withins:
            town, why = _choose_within(towns, withins)
            if town is None:
                return None
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


def _read_country(name: str, gazetteer: Gazetteer) -> Place | None:
    """Return the country or the US state of a name; neither has a position."""
    if name in load(_LANGUAGE, "places").lists["unclear"]:
        return None
    folded = fold_place(name)
    if (country := gazetteer.countries.get(folded)) is not None:
        return Place(country[0], None, None, country[1], name, "the name of a country")
    if (state := gazetteer.states.get(folded)) is not None:
        return Place("US", None, None, state[1], name, "the name of a state of the US")
    return None


@cache
def _around() -> tuple[re.Pattern[str], ...]:
    lists = load(_LANGUAGE, "places").lists
    direction = rf"(?:(?:the\s)?{match_any(lists['directions'])}\s)?"
    after = re.compile(
        rf"\s?(?:,\s|\sin\s|,\sin\s|\s\(){direction}((?:[A-Z][\w.’'-]*\.?)(?:\s(?:of\s)?[A-Z][\w.’'-]*){{0,2}})"
    )
    before = re.compile(
        rf"([A-Z][\w.]+(?:\s[A-Z][\w.]+)?)(?:[’']s)?\s(?:[a-z-]+\s){{0,2}}?{match_any(lists['settlements'])}(?:\sof)?\s$"
    )
    others = match_any(load(_LANGUAGE, "places").lists["no_towns"])
    other_before = re.compile(rf"(?i)\b{others}\s(?:of\s)(?:the\s)?$")
    other_after = re.compile(rf"(?i)\s{others}\b")
    return after, before, other_before, other_after


def _find_within(text: str, span: Span, gazetteer: Gazetteer) -> list[_Within]:
    """Return what the words beside a name say it lies in; empty where they do not say."""
    after, before = _around()[:2]
    if (match := after.match(text, span.end)) is not None:
        words = match[1].split()
        for count in range(len(words), 0, -1):
            name = " ".join(words[:count])
            for one in (name, name.rstrip(".’'")):
                if (within := _read_within(one, gazetteer)) is not None:
                    return [within]
    demonyms = load(_LANGUAGE, "governments").words["demonym"]
    if (match := before.search(text[max(0, span.start - 60) : span.start])) is not None:
        for name in (match[1], match[1].split()[-1]):
            country = str(demonyms.get(name, name))
            if (within := _read_within(country, gazetteer)) is not None:
                return [within]
    return []


def _is_other_thing(text: str, span: Span) -> bool:
    """Tell whether the words beside a name make it that of an island, a river or a province."""
    before, after = _around()[2:]
    lead = text[max(0, span.start - 24) : span.start]
    return before.search(lead) is not None or after.match(text, span.end) is not None


def _choose_within(towns: Sequence[Town], withins: Sequence[_Within]) -> tuple[Town | None, str]:
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
