"""Whether two sentences of two reports tell of one occasion: asked before they are said to differ.

In come two claims. They are of one occasion where they share most of the words that say what they are about;
fewer will do where the record has linked so many events of the two reports that both tell one story.
"""

import re

from dateline.link.disagreements.claims import Claim

_DATED = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)(?=\.)|(?:1[5-9]|20)\d\d(?!,\d)"
    r"|(?:last|previous|earlier\sthis|this)\s(?:month|year|season|spring|summer|autumn|fall|winter)"
    r"|(?:years?|months?|weeks?|days?)\s(?:ago|earlier))\b"
)
_WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_LIKE = 0.5
_LIKE_TOLD = 0.34
_SHARED = 4
_SHARED_ALONE = 8
# So many events, and such a share of the fewer, two reports of one story have in common.
_TOLD = 2
_TOLD_SHARE = 0.3
_OF_THE_NEWS = 2
_FOCUS = 3


def count_shared(one: Claim, other: Claim) -> tuple[int, float]:
    """Return how many stems two claims share, and which share of the shorter claim's those are."""
    shared = len(one.stems & other.stems)
    return shared, shared / max(min(len(one.stems), len(other.stems)), 1)


def are_one_occasion(one: Claim, other: Claim) -> bool:
    """Tell whether two sentences tell of one occasion."""
    for read in (find_dates, find_weekdays):
        dates = read(one), read(other)
        if dates[0] and dates[1] and not dates[0] & dates[1]:
            return False
    if bool(find_dates(one)) != bool(find_dates(other)):
        return False
    shared, share = count_shared(one, other)
    if are_one_story(one, other):
        return shared >= _SHARED and share >= _LIKE_TOLD
    return shared >= _SHARED_ALONE and share >= _LIKE and may_be_one_story(one, other)


def may_be_one_story(one: Claim, other: Claim) -> bool:
    """Tell whether two reports begin alike, and each of two sentences names no others than the other."""
    return not name_others(one, other) and len(one.focus & other.focus) >= _FOCUS


def name_others(one: Claim, other: Claim) -> bool:
    """Tell whether each of two sentences names somebody that the other does not."""
    return bool(one.named - other.named and other.named - one.named)


def lie_elsewhere(one: Claim, other: Claim) -> bool:
    """Tell whether two sentences are of two places, or one of them of two and the other of one."""
    if not (one.places and other.places) or one.places == other.places:
        return False
    return (
        bool(one.places - other.places and other.places - one.places)
        or one.joins_places != other.joins_places
    )


def are_one_story(one: Claim, other: Claim) -> bool:
    """Tell whether two reports tell of the same events, by what the record has linked."""
    both = len(one.told & other.told)
    return both >= _TOLD and both >= _TOLD_SHARE * min(len(one.told), len(other.told))


def tell_the_news(one: Claim, other: Claim) -> bool:
    """Tell whether two sentences of two reports of one story tell what those reports are about.

    Each shares words with the headlines and first sentences, and names no other time.
    """
    if not are_one_story(one, other) or find_dates(one) or find_dates(other):
        return False
    if len(one.stems & other.stems) < _OF_THE_NEWS:
        return False
    days = find_weekdays(one), find_weekdays(other)
    if days[0] and days[1] and not days[0] & days[1]:
        return False
    return all(len(each.stems & (one.focus | other.focus)) >= _OF_THE_NEWS for each in (one, other))


def find_dates(claim: Claim) -> frozenset[str]:
    """Return the years and months that a claim's words name, and "last year" and its like."""
    return frozenset(_DATED.findall(claim.words.of(claim.report.text)))


def find_weekdays(claim: Claim) -> frozenset[str]:
    """Return the days of the week that a claim's words name."""
    return frozenset(_WEEKDAY.findall(claim.words.of(claim.report.text)))
