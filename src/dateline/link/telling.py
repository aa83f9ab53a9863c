"""Why two claims differ, in a sentence that names both sides, their reports and their dates."""

from dateline.link.claimed_deeds import Deed
from dateline.link.claims import Claim
from dateline.link.contrasts import Contrast
from dateline.link.sums import Sum
from dateline.model.findings import Interval

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip


def tell_deeds(one: Deed, other: Deed, contrast: Contrast) -> str:
    """Say what two claims make of one deed."""
    return f"{_tell_deed(one)}; {_tell_deed(other)}: {contrast.verdict}."


def tell_sums(one: Sum, other: Sum, contrast: Contrast) -> str:
    """Say what two claims make of one number."""
    return f"{_tell_sum(one)}; {_tell_sum(other)}: {contrast.verdict}."


def tell_denial(claimed: Claim, denied: Claim, contrast: Contrast) -> str:
    """Say who claimed something and who denied it."""
    return f"{_name_side(claimed)} made a claim; {_name_side(denied)} denied it: {contrast.verdict}."


def _tell_deed(one: Deed) -> str:
    word = " ".join(one.trigger.of(one.claim.report.text).split())
    if one.denied:
        does = f"denied “{word}”"
    elif one.meant:
        does = f"spoke of “{word}” as {'something' if one.holds else 'nothing'} to come"
    else:
        does = f"said “{word}” {'of something that is so' if one.holds else 'of something that is not so'}"
    return f"{_name_side(one.claim)} {does}"


def _tell_sum(one: Sum) -> str:
    number = " ".join(one.number.of(one.claim.report.text).split())
    return f"{_name_side(one.claim)} gave {number}"


def _name_side(claim: Claim) -> str:
    outlet = claim.report.outlet or claim.report.path.rsplit("/", 1)[-1]
    speaker = f"{claim.speaker}, in {outlet}," if claim.speaker else f"{outlet} itself"
    return f"{say_when(claim.said)} {speaker}"


def say_when(when: Interval) -> str:
    """Return when something was said, as a sentence begins with it."""
    first, last = when.earliest, when.latest
    if first is None and last is None:
        return "On a day that is not known"
    if first is None or last is None:
        return f"On a day before {_say_day(last)}" if last else f"On a day after {_say_day(first or '')}"
    if first == last:
        return f"On {_say_day(first)}"
    if first[:7] == last[:7] and first.endswith("-01") and last[8:] in ("28", "29", "30", "31"):
        return f"In {_MONTHS[int(first[5:7]) - 1]} {int(first[:4])}"
    return f"Between {_say_day(first)} and {_say_day(last)}"


def _say_day(day: str) -> str:
    year, month, number = day.split("-")
    return f"{int(number)} {_MONTHS[int(month) - 1]} {int(year)}"
