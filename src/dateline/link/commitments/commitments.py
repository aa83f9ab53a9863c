"""What was announced, promised, threatened, foretold or denied, by whom, and what became of it.

In: the findings of all reports. Out: commitments, each with an outcome that later reports show, or open. What
copies carry and what later reports retell is one commitment with them.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dateline.link.commitments.deeds import Deed, Told
from dateline.link.commitments.hindsight import find_taken_back, find_told_beside, make_repeated
from dateline.link.commitments.later import Later
from dateline.link.commitments.outcomes import Outcome, find_outcome
from dateline.link.commitments.pledges import Pledge
from dateline.link.commitments.read import Read, read_report
from dateline.link.commitments.terms import read_terms
from dateline.link.memory import Memory, remember
from dateline.link.wording import quote_the_same, say_the_same
from dateline.model.days import say_day
from dateline.model.findings import Findings
from dateline.model.ids import make_id
from dateline.model.record import Actor, Commitment
from dateline.model.report import Published

OPEN = "open"
_WORDS = re.compile(r"\w+")
_NEVER = "9999-12-31"
_FIRST_WORDS = 3  # of what is said, by which it is found again
_MOST_OF_ONE = 50  # commitments of one speaker to one deed that a retelling is held against


@dataclass(frozen=True, slots=True)
class _Group:
    """One commitment: the first that told of it, those that carry it, come back to it, or say it anew.

    `sums` are the amounts it names, each by its bounds.
    """

    first: Pledge
    deeds: tuple[Deed, ...]
    sums: frozenset[str]
    others: list[Pledge]
    retellings: list[Pledge]
    repeats: list[Pledge]


def link_commitments(
    reports: Iterable[Findings],
    origins: Mapping[str, str],
    actors: Iterable[Actor] = (),
    memory: Memory | None = None,
) -> tuple[Commitment, ...]:
    """Return the commitments of a story, sorted by id.

    Args:
        reports: Findings with the record's actors.
        origins: For each report the id of the report whose text it is.
        actors: The record's; an office may say for whom somebody speaks.
        memory: What is kept of earlier linking, if anything is.
    """
    ordered = sorted(reports, key=lambda one: one.report.id)
    read = remember(memory, "commitments", Read, ordered, read_report)
    told = [Told(one, each.sums) for one, each in zip(ordered, read, strict=True)]
    pledged = [one for each in read for one in each.pledged]
    retold_before = {one.pledge.key for one in pledged if one.pledge.retold}
    later = Later(told, read, origins, _find_kin(actors), retold_before)
    groups: list[_Group] = []
    known: dict[tuple[str | None, str], list[_Group]] = defaultdict(list)
    for one in sorted(pledged, key=lambda one: _order(one.pledge)):
        pledge, deeds, sums = one.pledge, one.deeds, one.sums
        first = {f"of {term.stem}" for term in read_terms(pledge.what)[:_FIRST_WORDS]}
        keys = (_fold(pledge.what), *sorted({deed.stem for deed in deeds} | sums | first))
        near = list(
            {id(group): group for key in keys for group in known[pledge.by, key][-_MOST_OF_ONE:]}.values()
        )
        retold = (
            [group for group in near if _is_retold(group, pledge, deeds, sums, later)]
            if pledge.retold
            else []
        )
        same = [group for group in near if _is_same(group, pledge)] or retold
        if same:
            same[0].others.append(pledge)
        else:
            groups.append(_Group(pledge, deeds, sums, [], [pledge] if pledge.retold else [], []))
            for key in keys:
                known[pledge.by, key].append(groups[-1])
        for group in retold:
            group.retellings.append(pledge)
        for group in near:
            if _is_said_anew(group, pledge, later):
                group.repeats.append(pledge)
    last = max((_date_last(one.report.published) for one in ordered), default="")
    made = (_make(group, _decide(group, later), last) for group in groups)
    return tuple(sorted(made, key=lambda one: one.id))


def _date_last(published: Published) -> str:
    """Return the last day on which a report may have been published, "" where it has no date of its own."""
    known = published.value is not None and published.earliest is not None and published.latest is not None
    if not known or published.value is None or not published.value[:4].isdigit():
        return ""
    return published.latest or ""


def _order(pledge: Pledge) -> tuple[bool, str, str, str]:
    """Return what sorts pledges by when they were made, those that are only retold last."""
    day = pledge.said.earliest or pledge.said.latest or _NEVER
    return (pledge.retold, day, pledge.findings.report.published.earliest or _NEVER, pledge.key)


def _is_same(group: _Group, pledge: Pledge) -> bool:
    """Tell whether a pledge is another account of one saying: the same words of the same time, or quoted."""
    first = group.first
    if quote_the_same(first.what, pledge.what):
        return True
    if first.kind != pledge.kind or not _meet(first, pledge):
        return False
    return _fold(first.what) == _fold(pledge.what) or say_the_same(first.what, pledge.what)


def _is_said_anew(group: _Group, pledge: Pledge, later: Later) -> bool:
    """Tell whether the same speaker says the same again, at another time and in another text."""
    first = group.first
    if pledge.retold or pledge.by is None or first.said.latest is None or _meet(first, pledge):
        return False
    copied = later.are_copies(first.findings.report, pledge.findings.report)
    again = say_the_same(first.what, pledge.what) and not quote_the_same(first.what, pledge.what)
    return not copied and pledge.kind == first.kind and again


def _is_retold(
    group: _Group, pledge: Pledge, deeds: Sequence[Deed], sums: frozenset[str], later: Later
) -> bool:
    """Tell whether a later report retells a commitment: the same speaker, the same time, one deed or sum."""
    first = group.first
    if not pledge.retold or pledge.by is None or first.retold:
        return False
    ends = [one.horizon.latest for one in (first, pledge) if one.horizon]
    if not _meet(first, pledge) and not (len(ends) == 2 and ends[0] == ends[1]):
        return False
    if sums & group.sums and _meet(first, pledge):
        return True
    return any(later.are_one(mine, theirs) for mine in deeds for theirs in group.deeds)


def _meet(one: Pledge, other: Pledge) -> bool:
    """Tell whether two may have been said at the same time, or a day apart as in two papers."""
    if one.said.latest is None or other.said.latest is None:
        return one.findings.report.id == other.findings.report.id
    first, second = sorted((one, other), key=lambda each: each.said.latest or "")
    return (second.said.earliest or second.said.latest or "") <= (first.said.latest or "") or _is_next(
        first.said.latest or "", second.said.earliest or second.said.latest or ""
    )


def _is_next(day: str, other: str) -> bool:
    return abs((date.fromisoformat(other) - date.fromisoformat(day)).days) <= 1


def _decide(group: _Group, later: Later) -> Outcome | None:
    """Return what became of a commitment: of what is found the first to be reported."""
    found = [find_outcome(group.first, group.deeds, later), find_taken_back(group.first, later)]
    found += [find_told_beside(group.first, one, later) for one in group.retellings]
    found += [make_repeated(group.first, one, later) for one in group.repeats]
    known = [one for one in found if one is not None]
    decided = [one for one in known if one.outcome != "repeated"] or known
    return min(decided, key=lambda one: (one.on, one.outcome, one.why), default=None)


def _make(group: _Group, outcome: Outcome | None, last: str) -> Commitment:
    first = group.first
    members = [first, *group.others]
    return Commitment(
        id=make_id("commitment", first.key),
        by=first.by,
        on=first.on,
        what=first.what,
        horizon=first.horizon,
        outcome=OPEN if outcome is None else outcome.outcome,
        outcome_evidence=() if outcome is None else outcome.evidence,
        evidence=tuple(dict.fromkeys(words for one in members for words in one.evidence)),
        kind=first.kind,
        outcome_on=None if outcome is None else outcome.on,
        why=_say_open(first, last) if outcome is None else outcome.why,
        chain=first.chain,
        statements=tuple(sorted(one.statement.id for one in members if one.statement is not None)),
        events=tuple(sorted({event.id for one in members for event in one.events})),
    )


def _say_open(pledge: Pledge, last: str) -> str:
    """Return why a commitment is open."""
    if pledge.said.latest is None or pledge.on is None:
        return "when it was said is not known, so that no report can be told to be later"
    if last <= pledge.said.latest:
        return "no report is later"
    ends = pledge.horizon.latest if pledge.horizon else None
    untold = f"no report up to {say_day(last)} tells what became of it"
    return untold if ends is None or ends >= last else f"its time passed on {say_day(ends)}, and {untold}"


def _find_kin(actors: Iterable[Actor]) -> dict[str, frozenset[str]]:
    """Return for each actor those that its offices name, and the reverse: a body's head speaks for it."""
    actors = tuple(actors)
    bodies: dict[str, str] = {}
    for one in actors:
        if one.kind == "organization":
            for alias in (one.name, *(alias.name for alias in one.aliases)):
                if len(alias.split()) > 1:
                    bodies.setdefault(_fold(alias), one.id)
    kin: dict[str, set[str]] = defaultdict(set)
    for one in actors:
        for role in one.roles:
            words = _fold(role.role).split()
            if not _SPEAKS & set(words):
                continue
            for first in range(len(words)):
                for end in range(first + 2, len(words) + 1):
                    body = bodies.get(" ".join(words[first:end]))
                    if body is not None:
                        kin[one.id].add(body)
                        kin[body].add(one.id)
    return {actor: frozenset(others) for actor, others in kin.items()}


_SPEAKS = frozenset(
    {"chief", "head", "chairman", "chairwoman", "chair", "president", "director", "spokesman", "spokeswoman"}
    | {"spokesperson", "ceo", "secretary", "minister", "founder", "leader", "commander", "governor"}
)


def _fold(words: str) -> str:
    return " ".join(_WORDS.findall(words.casefold()))
