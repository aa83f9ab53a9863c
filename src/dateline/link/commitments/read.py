"""What one report says to come, and what it tells of: all that commitments need of it alone.

In: a report's findings with the record's actors. Out: its pledges, each with the deeds and sums in its words,
and the deeds and sums of the whole report. What became of what `commitments` tells, from those of all.
"""

from dataclasses import dataclass

from dateline.link.commitments.deeds import Deed, Sum, Told
from dateline.link.commitments.pledges import Pledge, find_pledges
from dateline.model.findings import Findings


@dataclass(frozen=True, slots=True)
class Pledged:
    """A pledge with its deeds, and with the amounts it names, each by its bounds."""

    pledge: Pledge
    deeds: tuple[Deed, ...]
    sums: frozenset[str]


@dataclass(frozen=True, slots=True)
class Read:
    """What was read in one report.

    Attributes:
        pledged: In the order of the text.
        deeds: Of all events, in their order.
        near: For each deed the stems of the sentences beside its own and of the title, where it leads.
        sums: The amounts of money in the body.
        stems: Those of all words of the body.
    """

    pledged: tuple[Pledged, ...]
    deeds: tuple[Deed, ...]
    near: tuple[frozenset[str], ...]
    sums: tuple[Sum, ...]
    stems: frozenset[str]


def read_report(findings: Findings) -> Read:
    """Return what one report says to come, and what it tells of."""
    told = Told(findings)
    deeds = tuple(told.read_deeds())
    return Read(
        pledged=tuple(_read_pledge(told, one) for one in find_pledges(findings, told.sentences)),
        deeds=deeds,
        near=tuple(told.read_near(one) if one.leads else frozenset() for one in deeds),
        sums=tuple(told.sums),
        stems=frozenset(term.stem for terms in told.terms for term in terms),
    )


def _read_pledge(told: Told, pledge: Pledge) -> Pledged:
    sums = frozenset(f"{each.quantity.low} to {each.quantity.high}" for each in told.find_sums(pledge))
    return Pledged(pledge, tuple(told.read_pledged(pledge)), sums)
