"""What all reports of a story tell, to be asked what came after a day: the same deed, another sum.

In: the reports with what they tell, and who speaks for whom. Out: deeds and sums of later reports. Two deeds
are one where their words have one stem and what they are done to is the same; how rare the words are in the
story decides. Each lookup is by such a pair of words and reads a bounded number of later deeds, so that the
cost grows with the reports and not with their square.
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise

from dateline.lexicons import load
from dateline.link.commitments.deeds import Deed, Sum, Told
from dateline.link.commitments.read import Read
from dateline.link.commitments.terms import Rarity
from dateline.model.findings import Interval, Status
from dateline.model.report import Report
from dateline.model.span import Span

_SHARED = 0.5  # of the weight of what a deed is about
_SHARED_BACK = 0.6
_SHARED_SUM = 0.5
_MOST = 40  # later deeds that are read for a pair of words
_RARE = 0.35  # of the weight of a word that no other report has: so much must be shared
_RARE_OF_ONE = 0.05
_SHARED_WORDS = 0.6  # of the same weight: so much of the words around
_CAME_ABOUT = (Status.HAPPENED, Status.ONGOING)


class Later:
    """What all reports tell, to be asked what came after a day.

    Args:
        told: The reports, in any order.
        read: For each of them what was read in it, in the same order.
        origins: For each report the id of the one whose text it is.
        kin: For each actor the ids of those for whom it speaks, or who speak for it.
        retold: The ids of the statements that are told of as made before.
    """

    def __init__(
        self,
        told: Sequence[Told],
        read: Sequence[Read],
        origins: Mapping[str, str],
        kin: Mapping[str, frozenset[str]],
        retold: Collection[str],
    ) -> None:
        self._told = {one.findings.report.id: one for one in told}
        self._origins = origins
        self._kin = kin
        self.retold = retold
        self.rarity = Rarity(one.stems for one in read)
        deeds: dict[tuple[str, str], list[Deed]] = defaultdict(list)
        sums: dict[str, list[Sum]] = defaultdict(list)
        instead: dict[tuple[float | None, float | None], list[tuple[Sum, Sum]]] = defaultdict(list)
        by_day = sorted(
            (
                (day, one.findings.report.id, n)
                for n, one in enumerate(told)
                if (day := day_of(one.findings.report))
            )
        )
        for _, _, n in by_day:
            for deed, near in zip(read[n].deeds, read[n].near, strict=True):
                for stem in sorted(deed.key | deed.around | near):
                    deeds[deed.stem, stem].append(deed)
            found = read[n].sums
            for each in found:
                if each.statement is not None and each.statement.speaker.actor is not None:
                    sums[each.statement.speaker.actor].append(each)
            for new, old in _find_instead(found):
                instead[old.quantity.low, old.quantity.high].append((new, old))
        self._deeds = {pair: (_days(found), found) for pair, found in deeds.items()}
        self._sums = {actor: (_days(found), found) for actor, found in sums.items()}
        self._instead = dict(instead)

    def find_deeds(self, deed: Deed, after: str) -> Iterator[tuple[Deed, bool]]:
        """Yield the same deed in later reports, and whether one sentence has it with what it is done to."""
        seen: set[tuple[str, Span]] = set()
        for stem in sorted(deed.key or deed.around):
            days, found = self._deeds.get((deed.stem, stem), ((), ()))
            first = bisect_right(days, after)
            for other in found[first : first + _MOST]:
                place = (other.findings.report.id, other.trigger)
                if place not in seen:
                    seen.add(place)
                    how = self.compare(deed, other)
                    if how is not None:
                        yield other, how

    def find_at(self, deed: Deed, time: Interval) -> Iterator[Deed]:
        """Yield what is told by the same word of the very time for which a deed is announced.

        Of who does it and to whom something must be named in both.
        """
        if time.earliest is None or time.latest is None:
            return
        seen: set[tuple[str, Span]] = set()
        for stem in sorted(deed.key | deed.around | deed.voice):
            days, found = self._deeds.get((deed.stem, stem), ((), ()))
            first = bisect_left(days, time.earliest)
            for other in found[first : first + _MOST]:
                place = (other.findings.report.id, other.trigger)
                dated = other.event is not None and other.event.time is not None
                if place in seen or not dated or other.when.earliest is None or other.when.latest is None:
                    continue
                seen.add(place)
                if time.earliest <= other.when.earliest and other.when.latest <= time.latest:
                    clash = deed.doers and other.doers and not self._are_any_kin(deed.doers, other.doers)
                    if not clash and (
                        not other.agent or other.agent & (deed.agent | deed.around | deed.voice)
                    ):
                        yield other

    def is_news(self, deed: Deed, until: str) -> bool:
        """Tell whether no report up to a day tells of a deed as having come about."""
        for stem in sorted(deed.key or deed.around):
            days, found = self._deeds.get((deed.stem, stem), ((), ()))
            last = bisect_right(days, until)
            for other in found[max(last - _MOST, 0) : last]:
                if other.status in _CAME_ABOUT and other.positive and self.compare(deed, other):
                    return False
        return True

    def compare(self, deed: Deed, other: Deed) -> bool | None:
        """Tell whether two deeds with one stem are one: True or False as said above, None where they are not.

        What one is about must be named with the other, and the other way round.
        """
        about = deed.key or deed.around
        if _numbers(deed.key) != _numbers(other.key | other.around) & _numbers(deed.key):
            return None
        whole = self.rarity.weigh(about)
        shared = self.rarity.weigh(about & (other.key | other.around))
        back = self.rarity.weigh(other.key & (deed.key | deed.around))
        both = back >= _SHARED_BACK * self.rarity.weigh(other.key)
        doers = deed.agent or deed.voice | deed.key | (deed.around if deed.is_passive else frozenset())
        if other.agent and not other.agent & doers:
            return None  # somebody else did it
        if deed.doers and other.doers and not self._are_any_kin(deed.doers, other.doers):
            return None  # "he moved it", and it was somebody else
        common = (deed.key | deed.around) & (other.key | other.around)
        # Whoever speaks of it twice need not say as much for one to know what is meant, nor a report that
        # names who does it, and to whom.
        named = self.are_named_one(deed, other)
        share = _RARE_OF_ONE if named or self.are_kin(deed.by, other.by) else _RARE
        enough = self.rarity.weigh(common) >= share * self.rarity.most
        enough = enough and (bool(deed.key & (other.key or other.around)) or len(common) > 2)
        if self._share_much(deed, other):
            return True
        if deed.agent and shared < whole and not (self._has_doer(deed, other) or deed.agent & other.around):
            return None  # it is not said who did it, nor quite to what
        if whole and shared / whole >= _SHARED and both and enough and not self._has_other_name(deed, other):
            return True
        if not other.leads:
            return None
        near = self.told(other.findings.report).read_near(other)
        context = (self.told(deed.findings.report).read_near(deed) | deed.around) - about
        if other.key and shared < whole and not other.key & (context | deed.key):
            return None
        close = self.rarity.weigh(about & near)
        return False if whole and close >= whole and len(context & other.around) > 1 else None

    def are_named_one(self, deed: Deed, other: Deed) -> bool:
        """Tell whether one does what is announced, to whom it is announced, and both are named."""
        about = deed.key <= other.key | other.around and other.key <= deed.key | deed.around
        return bool(deed.key) and about and self._has_doer(deed, other)

    def are_surely_one(self, deed: Deed, other: Deed) -> bool:
        """Tell whether so much is said of both that it need not be said when it was done."""
        return self.are_named_one(deed, other) or self._share_much(deed, other)

    def _share_much(self, deed: Deed, other: Deed) -> bool:
        """Tell whether one did both, and so many words are the same that it need not be quite to the same."""
        common = (deed.key | deed.around) & (other.key | other.around)
        whole = deed.key <= other.key | other.around
        most = (_SHARED_WORDS if whole else 2 * _SHARED_WORDS) * self.rarity.most
        alike = len(common) > 1 and bool(deed.key & common) and self.rarity.weigh(common) >= most
        return alike and self._has_doer(deed, other) and not self._has_other_name(deed, other)

    def _has_doer(self, deed: Deed, other: Deed) -> bool:
        return bool(other.agent & (deed.agent or deed.voice)) or self._are_any_kin(deed.doers, other.doers)

    def _has_other_name(self, deed: Deed, other: Deed) -> bool:
        """Tell whether the other sentence has a longer name: "Snow Leopard" where this one has "Leopard"."""
        told = self.told(other.findings.report)
        text = other.findings.report.text
        terms = told.terms[told.place(other.trigger) or 0]
        return any(
            one.stem in deed.key
            and before.stem not in deed.key | deed.around
            and before.end + 1 == one.start
            and text[one.start].isupper()
            and text[before.start].isupper()
            for before, one in pairwise(terms)
        )

    def are_one(self, deed: Deed, other: Deed) -> bool:
        """Tell whether two deeds are one, each of which may be the fuller."""
        alike = deed.stem == other.stem and deed.positive == other.positive
        return alike and (bool(deed.key & other.key) or len(deed.around & other.around) > 1)

    def find_sums(self, one: Sum, by: Iterable[str], after: str) -> Iterator[Sum]:
        """Yield what the same speakers later give as another amount of the same."""
        whole = self.rarity.weigh(one.around)
        for actor in sorted(by):
            days, found = self._sums.get(actor, ((), ()))
            first = bisect_right(days, after)
            for other in found[first : first + _MOST]:
                currencies = {other.quantity.currency, one.quantity.currency} - {None}
                apart = len(currencies) == 1 and _are_apart(one, other)
                shared = one.around & other.around
                if apart and len(shared) > 1 and self.rarity.weigh(shared) >= _SHARED_SUM * whole:
                    yield other

    def find_instead(self, one: Sum, after: str) -> Iterator[tuple[Sum, Sum]]:
        """Yield the sums that are later said to take the place of this one, with its mention there."""
        told = self.told(one.findings.report)
        at = told.place(Span(one.quantity.start, one.quantity.end)) or 0
        context = {term.stem for terms in told.terms[max(at - 3, 0) : at + 3] for term in terms}
        found = self._instead.get((one.quantity.low, one.quantity.high), [])
        first = bisect_right(found, after, key=lambda pair: day_of(pair[0].findings.report) or "")
        for new, old in found[first : first + _MOST]:
            # "Million dollars" is no subject.
            subject = (new.around | old.around) - {term.stem for each in (new, old) for term in each.terms}
            if len(context & subject) > 1:
                yield new, old

    def are_kin(self, one: str | None, other: str | None) -> bool:
        """Tell whether two actors are one, or one speaks for the other."""
        if one is None or other is None:
            return False
        return one == other or other in self._kin.get(one, frozenset())

    def _are_any_kin(self, ones: Iterable[str], others: Iterable[str]) -> bool:
        others = tuple(others)
        return any(self.are_kin(one, other) for one in ones for other in others)

    def list_kin(self, actor: str | None) -> frozenset[str]:
        """Return an actor and those for whom it speaks."""
        return frozenset() if actor is None else frozenset({actor}) | self._kin.get(actor, frozenset())

    def are_copies(self, one: Report, other: Report) -> bool:
        """Tell whether two reports are one text."""
        return self._origins[one.id] == self._origins[other.id]

    def told(self, report: Report) -> Told:
        """Return what a report tells."""
        return self._told[report.id]


def day_of(report: Report) -> str | None:
    """Return the first day on which a report may have been published."""
    return report.published.earliest


@cache
def compile_rule(pattern: str) -> re.Pattern[str]:
    """Return a rule of the lexicon ready for use."""
    return re.compile(pattern)


def _find_instead(found: Sequence[Sum]) -> Iterator[tuple[Sum, Sum]]:
    """Yield the pairs of sums of which a sentence says that the first takes the place of the second."""
    rule = next(one for one in load("en", "outcomes").rules if one.fields.get("outcome") == "another sum")
    for new, old in pairwise(found):
        if new.sentence == old.sentence:
            text = new.findings.report.text
            if compile_rule(rule.pattern).search(text, new.quantity.end, old.quantity.start):
                yield new, old


def _are_apart(one: Sum, other: Sum) -> bool:
    """Tell whether two amounts cannot both be meant."""
    low, high = one.quantity.low, one.quantity.high
    least, most = other.quantity.low, other.quantity.high
    return (low is not None and most is not None and most < low) or (
        high is not None and least is not None and least >= high and (least > high or most is None)
    )


def _numbers(stems: Iterable[str]) -> frozenset[str]:
    return frozenset(stem for stem in stems if any(char.isdigit() for char in stem))


def _days(found: Sequence[Deed] | Sequence[Sum]) -> list[str]:
    return [day_of(one.findings.report) or "" for one in found]
