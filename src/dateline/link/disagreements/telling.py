"""Why two claims differ, in a sentence that names both sides, their reports and their dates.

In come the two sides with what each says (`claimed_deeds`, `.sums`, `.measures`) and the
verdict, out goes one sentence to stand beside the two quotations.
"""

import re
from functools import cache

from dateline.lexicons import load
from dateline.link.disagreements.claimed_deeds import Deed
from dateline.link.disagreements.claims import Claim
from dateline.link.disagreements.contrasts import Contrast
from dateline.link.disagreements.measures import Measure, find_plural
from dateline.link.disagreements.sums import Sum
from dateline.model.days import MONTHS, say_day
from dateline.model.findings import Interval, TimeExpression

_LANGUAGE = "en"
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_HEAD_ENDS = re.compile(r",|\s(?:of|in|at|for|from|with|to|on|who|that|close|familiar|briefed)\b")
_DASH = re.compile(r"\s[-–—]+\s")
_POSSESSIVE = re.compile(r"[’']s?\s")
_DENYING = re.compile(r"(?i)\bden(?:y|ies|ied|ying)\b")
_UNNAMED = "an unnamed speaker"
_CLOCK = re.compile(r"T(\d\d:\d\d)")
_WEEKDAY = re.compile(r"-W(?:\d\d|XX)-([1-7])")
_DAY = re.compile(r"(\d{4}|XXXX)-(\d\d)(?:-(\d\d))?")


def tell_deeds(one: Deed, other: Deed, contrast: Contrast) -> str:
    """Say what two claims make of one deed."""
    return _tell((one.claim, _tell_deed(one)), (other.claim, _tell_deed(other)), contrast)


def tell_dates(one: Deed, other: Deed, contrast: Contrast) -> str:
    """Say on which days two claims put one deed."""
    sides = [(each.claim, f"dated “{_name_deed(each)}” to {_name_time(each.when)}") for each in (one, other)]
    return _tell(sides[0], sides[1], contrast)


def tell_sums(one: Sum | Measure, other: Sum | Measure, contrast: Contrast) -> str:
    """Say what two claims make of one number."""
    first = f"gave {_name_counted(one)} as {_name_number(one)}"
    return _tell((one.claim, first), (other.claim, f"gave it as {_name_number(other)}"), contrast)


def tell_denial(claimed: Claim, denied: Claim, contrast: Contrast, *, cue: str) -> str:
    """Say who claimed something and who denied it, by the word for that: "has rejected"."""
    does = "denied it" if _DENYING.search(cue) else "rejected it"
    return _tell((claimed, "made a claim"), (denied, does), contrast)


def _tell(one: tuple[Claim, str], other: tuple[Claim, str], contrast: Contrast) -> str:
    """Put two sides into one sentence; what both have in common is not said twice."""
    (left, does), (right, does_too) = one, other
    when, when_too = (say_when(each.said) for each in (left, right))
    who, who_too = (_name_speaker(each) for each in (left, right))
    place, place_too = _name_report(left), _name_report(right)
    if left.report is right.report:
        place_too = "the same report"
    if when and when == when_too:
        same_day = left.said.earliest == left.said.latest
        when_too = "" if left.report is right.report or not same_day else "the same day"
    if who is not None and left.speaker == right.speaker and who != _UNNAMED:
        who_too = "the same speaker"
    first, second = _join(when, who, place), _join(when_too, who_too, place_too)
    told = f"{first} {does}; {second} {does_too}: {contrast.verdict}."
    return told[0].upper() + told[1:]


def _join(when: str, who: str | None, place: str) -> str:
    """Return the subject of a clause: "on 3 March 2020 Ada Osei, in The Gull,"."""
    subject = f"{who}, in {place}," if who else f"{place} itself"
    return f"{when} {subject}" if when else subject


def _tell_deed(one: Deed) -> str:
    word = _name_deed(one)
    if one.denied:
        return f"denied “{word}”"
    if one.meant:
        return f"spoke of “{word}” as still to come" if one.holds else f"said that “{word}” was not planned"
    return f"reported “{word}” as done" if one.holds else f"reported “{word}” as not done"


def _name_deed(one: Deed) -> str:
    return " ".join(one.trigger.of(one.claim.report.text).split())


def _name_number(one: Sum | Measure) -> str:
    """Return the words of a number, as they stand inside a sentence."""
    words = " ".join(one.number.of(one.claim.report.text).split())
    words = words if words[1:2].isupper() else words[:1].lower() + words[1:]
    return f"{words} percent" if isinstance(one, Measure) and one.kind == "share" else words


def _name_counted(one: Sum | Measure) -> str:
    """Return what a number is of: "the number of dead"."""
    names = load(_LANGUAGE, "disagreements").words["counted"]
    unit = one.kind if isinstance(one, Measure) else one.unit
    if unit in names:
        return str(names[unit])
    noun = _read_noun(one) if isinstance(one, Measure) else unit
    return f"the number of {noun}"


def _read_noun(one: Measure) -> str:
    """Return the plural after a number as it is printed: "armed men"."""
    text = one.claim.report.text
    noun = find_plural(text, one.number.end)
    return " ".join(noun.of(text).split()) if noun is not None else "them"


def _name_report(claim: Claim) -> str:
    name = claim.report.outlet or claim.report.path.rsplit("/", 1)[-1]
    return name if claim.said.earliest or claim.said.latest else f"{name} (undated)"


def _name_speaker(claim: Claim) -> str | None:
    """Return what a speaker is called inside a sentence; None where a report says it itself."""
    if claim.speaker is None:
        return None
    words = _DASH.split(claim.speaker)[0].strip(" ,;:-–—“”\"'")
    if not words or words.casefold() in _nobodies():
        return _UNNAMED
    head = _HEAD_ENDS.split(words, maxsplit=1)[0].split() or [words]
    first, last = head[0], head[-1]
    lists = load(_LANGUAGE, "disagreements").lists
    if first.casefold() in (*lists["determiners"], *lists["speaking_plurals"]):
        return first.lower() + words[len(first) :]
    if (
        not last.islower()
        or last.endswith("s")
        or last in lists["without_article"]
        or _POSSESSIVE.search(" ".join(head))
    ):
        return words
    return f"{'an' if first[0].casefold() in 'aeiou' else 'a'} {words}"


@cache
def _nobodies() -> frozenset[str]:
    return frozenset((*load(_LANGUAGE, "disagreements").lists["no_things"], "somebody", "all", "some")) - {
        "police", "officials", "authorities", "people", "others",
    }  # fmt: skip


def say_when(when: Interval) -> str:
    """Return when something was said, as a clause begins with it; "" where that is not known."""
    first, last = when.earliest, when.latest
    if first is None and last is None:
        return ""
    if first is None or last is None:
        return f"some time up to {say_day(last)}" if last else f"some time from {say_day(first or '')} on"
    if first == last:
        return f"on {say_day(first)}"
    if first[:7] == last[:7] and first.endswith("-01") and last[8:] in ("28", "29", "30", "31"):
        return f"in {MONTHS[int(first[5:7]) - 1]} {int(first[:4])}"
    return f"some time between {say_day(first)} and {say_day(last)}"


def _name_time(time: TimeExpression | None) -> str:
    """Return the day, or what is known of it, that an expression of time means."""
    if time is None or time.value is None:
        return "a day that is not known"
    clock = _CLOCK.search(time.value)
    hour = f", {clock[1]}" if clock else ""
    if time.earliest is not None and time.earliest == time.latest:
        return say_day(time.earliest) + hour
    if weekday := _WEEKDAY.search(time.value):
        return _WEEKDAYS[int(weekday[1]) - 1] + hour
    if day := _DAY.match(time.value):
        parts = [
            str(int(day[3])) if day[3] else "",
            MONTHS[int(day[2]) - 1],
            day[1] if day[1].isdigit() else "",
        ]
        return " ".join(part for part in parts if part) + hour
    return clock[1] if clock else time.value[:4]
