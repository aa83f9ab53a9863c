"""What later reports tell that keeps something announced from coming about, without saying that it did not.

In: what was announced, and the same deed in a later report. Out: whether it is put off or dropped there, or
is still to come when its time is over; and for what was only being considered, which deeds decide it.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from dateline.lexicons import load
from dateline.link.commitments.deeds import Deed
from dateline.link.commitments.pledges import Pledge
from dateline.link.commitments.terms import stem_of
from dateline.model.findings import Status

_REACH = 60  # characters between a deed and the word that puts it off
_NOT_SO = re.compile(
    r"(?i)(?:\bnot|n['’]t|\bnever|\b(?:will|would|may|might|could|should|must|to|if|whether))\s(?:\w+\s)?$"
)
_BEFORE = 24
_UNTIL = re.compile(r"(?i)\b(?:until|till)\b")  # it is to be all that time
_AHEAD = (Status.PLANNED, Status.PREDICTED, Status.DEMANDED)


def find_put_off(other: Deed) -> str | None:
    """Return the word by which a deed is put off or dropped: "postponed", None where there is none."""
    text = other.findings.report.text
    start = max(other.sentence.start, other.trigger.start - _REACH)
    match = _put_off().search(text, start, min(other.sentence.end, other.trigger.end + _REACH))
    if match is None or _NOT_SO.search(text, max(start, match.start() - _BEFORE), match.start()):
        return None
    between = text[min(match.end(), other.trigger.end) : max(match.start(), other.trigger.start)]
    return None if re.search(r"[.;:!?]\s", between) else match[0]


@cache
def _put_off() -> re.Pattern[str]:
    rule = next(one for one in load("en", "outcomes").rules if one.fields.get("outcome") == "put off")
    return re.compile(rule.pattern)


def is_overdue(pledge: Pledge, other: Deed) -> bool:
    """Tell whether a deed is still to come in a report that is later than its time."""
    ends = pledge.horizon.latest if pledge.horizon else None
    day = other.findings.report.published.earliest
    if ends is None or day is None or ends >= day or other.status not in _AHEAD or not other.positive:
        return False
    if _UNTIL.search(pledge.what):
        return False
    return other.when.latest is None or other.when.latest > ends


def list_decisions(deed: Deed) -> Iterator[tuple[Deed, bool]]:
    """Yield the deeds that decide what is being considered, each with whether it says yes.

    "Considers a request" is decided by "denied the request".
    """
    lists = load("en", "outcomes").lists
    if deed.stem in {stem_of(word) for word in lists["considers"]}:
        for name, positive in (("grants", True), ("refuses", False)):
            for stem in sorted({stem_of(word) for word in lists[name]}):
                yield replace(deed, stem=stem, positive=True), positive
