"""Reader for seasons: with a year, or near the day of publication.

In: a match and its context. Out: its meaning. Its value says which season of which year; when that was hangs
on the half of the earth that the report is set in, and where that is not known the bounds take in both.
"""

from dataclasses import replace

from dateline.find.timex.anchors import Context
from dateline.find.timex.captured import mod_in, number_in, read_year, word_in
from dateline.find.timex.grammar import Match
from dateline.find.timex.hemispheres import Hemisphere, find_hemisphere
from dateline.find.timex.meaning import Meaning, carry
from dateline.find.timex.periods import Period, Unit
from dateline.find.timex.read_dates import read_in_year, read_yearly

_VALUES = ("SP", "SU", "FA", "WI")
_OVER_NEW_YEAR = {
    Hemisphere.NORTH: 3,
    Hemisphere.SOUTH: 1,
}  # the season that one year begins and the next ends
_UNITS = {Hemisphere.NORTH: Unit.SEASON, Hemisphere.SOUTH: Unit.SOUTHERN_SEASON}


def read_season(match: Match, context: Context) -> Meaning | None:
    """Read a season; "the winter of 1994" may be the one before or the one after that summer."""
    season = word_in(match, context, "season")
    if season is None:
        season = word_in(match, context, "season_clear") or 0
    half = find_hemisphere(match.start, match.end, context)
    if "two_years" in match.words:
        half = next((one for one, over in _OVER_NEW_YEAR.items() if over == season), half)
    if half is not None:
        return _read_in(half, season, match, context)
    north = _read_in(Hemisphere.NORTH, season, match, context)
    south = _read_in(Hemisphere.SOUTH, season, match, context)
    if north is None or south is None or (north.period is None and north.counting is None):
        return north
    return replace(north, reaches=(*north.reaches, south))


def _read_in(half: Hemisphere, season: int, match: Match, context: Context) -> Meaning | None:
    """Read a season of one half of the earth."""

    def make(year: int) -> Period:
        return Period(_UNITS[half], year * 4 + season)

    two_years = number_in(match, "two_years")
    if two_years is not None:
        return Meaning(period=make(two_years), mod=mod_in(match, context))
    year = read_year(match, context)
    of_year = "of_year" in match.rule.fields and ("which" in match.words or "which_told" in match.words)
    if year is not None:
        meaning: Meaning | None = Meaning(period=make(year), mod=mod_in(match, context))
    elif of_year:
        meaning = read_in_year(match, context, make)
    else:
        meaning = read_yearly(match, context, make, f"XXXX-{_VALUES[season]}")
    if meaning is None or season != _OVER_NEW_YEAR[half] or not (of_year or meaning.period is not None):
        return meaning
    return replace(meaning, reaches=(carry(meaning, lambda period: period.shift(-4)),))
