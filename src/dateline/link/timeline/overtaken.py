"""Which figures have been overtaken: "at least 80 were killed" once a later report of it says 84.

In: the events of a record. Out: for each report the places of its figures for which a later day's report of
the same event has another.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from dateline.model.record import EventEntry
from dateline.model.span import Span


def find_overtaken(events: Iterable[EventEntry]) -> Mapping[str, Sequence[Span]]:
    """Return the figures that were given anew on a later day, by the id of their report.

    A figure of a report whose day is not known overtakes none and is overtaken by none.
    """
    found: dict[str, list[Span]] = defaultdict(list)
    for event in events:
        for row in event.figures:
            dated = [one for one in row["given"] if one["published"] is not None]
            latest = max((one["published"] for one in dated), default="")
            newest = {(one["low"], one["high"]) for one in dated if one["published"] == latest}
            for one in dated:
                if one["published"] < latest and (one["low"], one["high"]) not in newest:
                    found[one["report"]].append(Span(one["start"], one["end"]))
    return found
