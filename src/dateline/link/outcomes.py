"""What became of what somebody announced, foretold or denied, as far as later reports tell.

In: a pledge with what it says will be, and the deeds, sums and sentences of all reports. Out: an outcome,
with the words that show it and why, or none. Only reports of a later day are asked, and of events only those
that were later. Two deeds are one where their words have one stem and what they are done to is the same; how
rare the words are in the story decides. Each lookup is by such a pair of words and reads a bounded number of
later deeds, so that the cost grows with the reports and not with their square.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from dateline.lexicons import load
from dateline.link.deeds import Deed, Sum, Told
from dateline.link.evidence import make_evidence
from dateline.link.pledges import AHEAD, KINDS, Pledge
from dateline.link.terms import Rarity
from dateline.model.findings import Status
from dateline.model.record import Evidence
from dateline.model.report import Report
from dateline.model.span import Span

DONE, NOT_DONE, REVERSED, REPEATED = "reported_done", "reported_not_done", "reversed", "repeated"
_SHARED = 0.5  # of the weight of what a deed is about
_SHARED_BACK = 0.6
_SHARED_SUM = 0.5
_MOST = 40  # later deeds that are read for a pair of words
# Verbs that do too many different things to be one deed.
_VAGUE = frozenset(
    {"us", "work", "help", "keep", "giv", "hold", "run", "continu", "chang", "find", "show", "support"}
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of it: `on` is the day of the report that shows it, `why` a clause a reader understands."""

    outcome: str
    on: str
    evidence: tuple[Evidence, ...]
    why: str


class Later:
    """What all reports tell, to be asked what came after a day.

    Args:
        told: The reports, in any order.
        origins: For each report the id of the one whose text it is.
        kin: For each actor the ids of those for whom it speaks, or who speak for it.
        retold: The ids of the statements that are told of as made before.
    """

    def __init__(
        self,
        told: Sequence[Told],
        origins: Mapping[str, str],
        kin: Mapping[str, frozenset[str]],
        retold: Collection[str],
    ) -> None:
        self._told = {one.findings.report.id: one for one in told}
        self._origins = origins
        self._kin = kin
        self.retold = retold
        self.rarity = Rarity({term.stem for terms in one.terms for term in terms} for one in told)
        deeds: dict[tuple[str, str], list[Deed]] = defaultdict(list)
        sums: dict[str, list[Sum]] = defaultdict(list)
        instead: dict[tuple[float | None, float | None], list[tuple[Sum, Sum]]] = defaultdict(list)
        for one in sorted(told, key=lambda one: (_day_of(one.findings.report) or "", one.findings.report.id)):
            if _day_of(one.findings.report) is None:
                continue
            for deed in one.read_deeds():
                near = one.read_near(deed) if deed.leads else frozenset[str]()
                for stem in sorted(deed.key | deed.around | near):
                    deeds[deed.stem, stem].append(deed)
            found = one.sums
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
        enough = bool(deed.key & (other.key or other.around)) or len(deed.around & other.around) > 2
        if whole and shared / whole >= _SHARED and both and enough and not self._has_other_name(deed, other):
            return True
        if not other.leads:
            return None
        near = self.told(other.findings.report).read_near(other)
        context = (self.told(deed.findings.report).read_near(deed) | deed.around) - about
        close = self.rarity.weigh(about & near)
        return False if whole and close >= whole and len(context & other.around) > 1 else None

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
        for new, old in self._instead.get((one.quantity.low, one.quantity.high), ())[:_MOST]:
            # "Million dollars" is no subject.
            subject = (new.around | old.around) - {term.stem for each in (new, old) for term in each.terms}
            if (_day_of(new.findings.report) or "") > after and len(context & subject) > 1:
                yield new, old

    def are_kin(self, one: str | None, other: str | None) -> bool:
        """Tell whether two actors are one, or one speaks for the other."""
        if one is None or other is None:
            return False
        return one == other or other in self._kin.get(one, frozenset())

    def list_kin(self, actor: str | None) -> frozenset[str]:
        """Return an actor and those for whom it speaks."""
        return frozenset() if actor is None else frozenset({actor}) | self._kin.get(actor, frozenset())

    def are_copies(self, one: Report, other: Report) -> bool:
        """Tell whether two reports are one text."""
        return self._origins[one.id] == self._origins[other.id]

    def told(self, report: Report) -> Told:
        """Return what a report tells."""
        return self._told[report.id]


def find_outcome(pledge: Pledge, deeds: Sequence[Deed], later: Later) -> Outcome | None:
    """Return what became of a pledge, None where no later report tells.

    Of several the first to be reported counts; that it was said again counts only where nothing else does.
    """
    after = pledge.said.latest
    if after is None:
        return None
    found = [
        outcome
        for deed in deeds
        if deed.stem not in _VAGUE
        for other, here in later.find_deeds(deed, after)
        if (outcome := _judge(pledge, deed, other, here, later)) is not None
    ]
    found += _judge_sums(pledge, later, after)
    decided = [one for one in found if one.outcome != REPEATED] or found
    return min(decided, key=lambda one: (one.on, _RANK[one.outcome], one.why), default=None)


_RANK = {DONE: 0, NOT_DONE: 1, REVERSED: 2, REPEATED: 3}


def _judge(pledge: Pledge, deed: Deed, other: Deed, here: bool, later: Later) -> Outcome | None:
    report = other.findings.report
    same = report.id == pledge.findings.report.id
    if (same and any(span.covers(other.trigger) for span in pledge.spans)) or (
        not same and later.are_copies(report, pledge.findings.report)
    ):
        return None
    said = _name_voice(other)
    if other.status is Status.HAPPENED and _was_later(pledge, other):
        return _judge_done(pledge, deed, other, said)
    if not here or other.statement is None or not later.are_kin(pledge.by, other.by):
        return None
    if other.status not in KINDS or other.statement.id in later.retold:
        return None
    if deed.positive != other.positive:
        why = f"{said} now says that it will {'' if other.positive else 'not '}be so"
        return _make(REVERSED, pledge, other, why)
    if pledge.by == other.by:
        return _make(REPEATED, pledge, other, "said again by the same")
    return None


def _judge_done(pledge: Pledge, deed: Deed, other: Deed, said: str) -> Outcome | None:
    """Judge what is told as having come about, or not."""
    word = other.trigger.of(other.findings.report.text)
    ends = pledge.horizon.latest if pledge.horizon else None
    when = other.when.earliest
    if deed.positive and other.positive:
        if ends is not None and when is not None and when > ends:
            why = f"was to be by {ends}; {said} tells of “{word}” on {when} or later"
            return _make(NOT_DONE, pledge, other, why)
        return _make(DONE, pledge, other, f"{said} tells of “{word}” as having happened")
    if not deed.positive and other.positive:
        how = REVERSED if pledge.by is not None and pledge.by == other.by else NOT_DONE
        return _make(
            how, pledge, other, f"was said not to be so; {said} tells of “{word}” as having happened"
        )
    if deed.positive and not other.positive and not _is_still_ahead(ends, other):
        return _make(NOT_DONE, pledge, other, f"{said} says that it did not happen")
    return None


def _is_still_ahead(ends: str | None, other: Deed) -> bool:
    return ends is not None and ends > (_day_of(other.findings.report) or "")


def _was_later(pledge: Pledge, other: Deed) -> bool:
    """Tell whether an event came after what was said of it: by its date, or as the news of its report."""
    said = pledge.said.latest or ""
    if other.statement is not None and other.statement.act in AHEAD:
        return False  # "while it is built" is still to come
    if other.event is not None and other.event.time is not None and other.when.earliest is not None:
        return other.when.earliest > said
    if other.when.latest is not None and other.when.latest <= said:
        return False
    return other.leads and not pledge.retold


def _judge_sums(pledge: Pledge, later: Later, after: str) -> Iterator[Outcome]:
    """Yield what a later sum says of one that somebody announced and held to."""
    if pledge.statement is None:
        return
    for one in later.told(pledge.findings.report).find_sums(pledge):
        printed = _print(one)
        for other in later.find_sums(one, later.list_kin(pledge.by), after):
            if not later.are_copies(other.findings.report, pledge.findings.report):
                why = f"{_print(other)} is given later where it was {printed}"
                yield _make_of(REVERSED, pledge, other.findings.report, other.sentence, why)
        for new, _ in later.find_instead(one, after):
            if later.are_copies(new.findings.report, pledge.findings.report):
                continue
            who = new.statement.speaker.actor if new.statement else None
            how = REVERSED if later.are_kin(pledge.by, who) else NOT_DONE
            why = f"{_print(new)} is given later in the place of {printed}"
            yield _make_of(how, pledge, new.findings.report, new.sentence, why)


def find_told_beside(pledge: Pledge, retelling: Pledge, later: Later) -> Outcome | None:
    """Return what a report that comes back to a pledge says of it in the same breath.

    Asked are the sentence that retells it, those before and after, and the first of the report: "The day came
    and went. Last May she promised …".
    """
    told = later.told(retelling.findings.report)
    at = told.place(retelling.spans[0])
    if at is None or pledge.said.latest is None:
        return None
    text = retelling.findings.report.text
    ends = pledge.horizon.latest if pledge.horizon else None
    day = _day_of(retelling.findings.report) or ""
    for near in dict.fromkeys((at, at - 1, at + 1, *((0,) if at < 2 * 3 else ()))):
        if not 0 <= near < len(told.sentences):
            continue
        sentence = told.sentences[near]
        for rule in load("en", "outcomes").rules:
            how = {"not done": NOT_DONE, "reversed": REVERSED}.get(str(rule.fields["outcome"]))
            if how is None or (how == NOT_DONE and ends is not None and ends >= day):
                continue
            match = _compile(rule.pattern).search(text, sentence.start, sentence.end)
            if match is not None:
                words = (
                    *retelling.evidence,
                    make_evidence(retelling.findings.report, sentence.start, sentence.end),
                )
                why = f"a later report comes back to it and says “{match[0]}”"
                return Outcome(how, day, _put_first(pledge, words), why)
    return None


@cache
def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _find_instead(found: Sequence[Sum]) -> Iterator[tuple[Sum, Sum]]:
    """Yield the pairs of sums of which a sentence says that the first takes the place of the second."""
    rule = next(one for one in load("en", "outcomes").rules if one.fields["outcome"] == "another sum")
    for new, old in pairwise(found):
        if new.sentence == old.sentence:
            text = new.findings.report.text
            if _compile(rule.pattern).search(text, new.quantity.end, old.quantity.start):
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


def _print(one: Sum) -> str:
    return " ".join(one.findings.report.text[one.quantity.start : one.quantity.end].split())


def _name_voice(deed: Deed) -> str:
    """Return whose word a deed is: the speaker's name, "a source", or the report's own."""
    if deed.statement is None:
        return "a later report"
    return deed.statement.speaker.name or "a source in a later report"


def _make(outcome: str, pledge: Pledge, other: Deed, why: str) -> Outcome:
    return _make_of(outcome, pledge, other.findings.report, other.sentence, why)


def _make_of(outcome: str, pledge: Pledge, report: Report, sentence: Span, why: str) -> Outcome:
    words = (make_evidence(report, sentence.start, sentence.end),)
    return Outcome(outcome, _day_of(report) or "", _put_first(pledge, words), why)


def _put_first(pledge: Pledge, words: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Return the words of the pledge, then those that show what became of it, each once."""
    own = (make_evidence(pledge.findings.report, span.start, span.end) for span in pledge.spans)
    return tuple(dict.fromkeys((*own, *words)))


def _day_of(report: Report) -> str | None:
    return report.published.earliest


def _days(found: Sequence[Deed] | Sequence[Sum]) -> list[str]:
    return [_day_of(one.findings.report) or "" for one in found]
