"""Entries that do not say the same: typed, with both sides' words and why.

In come findings with the record's actors, out go pairs of claims (`claims`, `.sums`) that are
about one thing and differ (`contrasts`). Only claims with a word and somebody or
something in common are held against each other, and of many only neighbours in time: cost grows with the
number of claims. Copies and relays of one origin do not disagree with themselves.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from dateline.link.actors.names import fold_name
from dateline.link.disagreements.claimed_deeds import Deed, find_deeds, find_planned, share_against
from dateline.link.disagreements.claims import Claim, Place, order_claim
from dateline.link.disagreements.contrasts import (
    Contrast,
    Kind,
    contrast_corrected,
    contrast_deeds,
    contrast_sums,
    is_before,
)
from dateline.link.disagreements.datings import contrast_dates
from dateline.link.disagreements.denials import Saying, find_sayings, narrow, pair_denials
from dateline.link.disagreements.holders import find_bodies
from dateline.link.disagreements.measure_contrasts import contrast_measures, find_alike
from dateline.link.disagreements.measures import Measure, find_measures
from dateline.link.disagreements.occasions import count_shared
from dateline.link.disagreements.sums import Sum, find_corrections, find_sums, middle
from dateline.link.disagreements.telling import tell_dates, tell_deeds, tell_denial, tell_sums
from dateline.link.evidence import join_words, make_evidence
from dateline.link.memory import Memory, remember
from dateline.model.findings import Findings
from dateline.model.ids import make_id
from dateline.model.record import Disagreement, EventEntry

# Of many who speak of one thing each is held against so many that spoke before.
_MOST_BEFORE = 16
# A number that is set against another is held against so many of the sentences that first gave that other.
_MOST_GIVEN = 100


@dataclass(frozen=True, slots=True)
class Claimed:
    """What one report says that another may say otherwise: see the modules that find each."""

    deeds: tuple[Deed, ...]
    sums: tuple[Sum, ...]
    corrections: tuple[Sum, ...]
    measures: tuple[Measure, ...]
    sayings: tuple[Saying, ...]


def link_disagreements(
    reports: Sequence[Findings],
    origins: Mapping[str, str],
    events: Iterable[EventEntry],
    memory: Memory | None = None,
) -> tuple[Disagreement, ...]:
    """Return the pairs of entries that do not say the same, sorted by id.

    Of the two sides the one said first is the left one, where that is known.

    Args:
        reports: Findings with the record's actors.
        origins: For each report the id of the report whose text it is, itself or the original of a copy.
        events: The record's.
        memory: What is kept of earlier linking, if anything is.
    """
    entries = {mention["event"]: one.id for one in events for mention in one.mentions}
    bodies = find_bodies(reports)

    def list_given(one: Findings) -> list[Any]:
        speakers = sorted({said.speaker.actor for said in one.statements if said.speaker.actor in bodies})
        acting = {actor: sorted(bodies[actor]) for actor in speakers}
        return [origins[one.report.id], acting, [entries.get(event.id) for event in one.events]]

    def work_out(one: Findings) -> Claimed:
        return _read_claims(Place(one, origins[one.report.id], bodies, entries))

    claimed = remember(memory, "disagreements", Claimed, reports, work_out, list_given)
    deeds = [deed for one in claimed for deed in one.deeds]
    sums = [each for one in claimed for each in one.sums]
    corrections = [each for one in claimed for each in one.corrections]
    measures = [each for one in claimed for each in one.measures]
    sayings = [one.sayings for one in claimed]
    made = [*_contrast_deeds(deeds), *_contrast_sums(sums)]
    made += _contrast_denials(sayings)
    made += _contrast_measures(measures)
    told = {one.right for one in made}
    left = (one for one in corrections if one.claim.entry not in told)
    made += _contrast_corrected(left, sums)
    once = {one.id: one for one in made}
    return tuple(once[id_] for id_ in sorted(once))


def _read_claims(place: Place) -> Claimed:
    """Return what one report says that another may say otherwise."""
    return Claimed(
        deeds=tuple(share_against([*find_deeds(place), *find_planned(place)])),
        sums=tuple(find_sums(place)),
        corrections=tuple(find_corrections(place)),
        measures=tuple(find_measures(place)),
        sayings=tuple(find_sayings(place)),
    )


def _contrast_deeds(deeds: Iterable[Deed]) -> Iterator[Disagreement]:
    """Yield what differs of deeds: of two reports only once under one word."""
    blocks: dict[tuple[str, str], list[Deed]] = defaultdict(list)
    for one in deeds:
        for key in sorted(one.agents | one.targets | (one.powers if one.meant else frozenset())):
            blocks[one.deed, key].append(one)
        if one.when is not None and one.entry is not None:
            blocks["event", one.entry].append(one)
    seen: set[tuple[str, ...]] = set()
    for _, block in sorted(blocks.items()):
        ordered = sorted(block, key=lambda one: order_claim(one.claim))
        for before, one in _pair_up(ordered):
            same = before.deed == one.deed
            contrast = (contrast_deeds(before, one) if same else None) or contrast_dates(before, one)
            if contrast is None or seen & set(told := _name_pair(before, one, contrast)):
                continue
            seen.update(told)
            word = " ".join(one.trigger.of(one.claim.report.text).split()).casefold()
            tell = tell_dates if contrast.kind is Kind.DATE else tell_deeds
            yield _make(before.claim, one.claim, contrast, tell(before, one, contrast), word)


def _name_pair(before: Deed, one: Deed, contrast: Contrast) -> list[tuple[str, ...]]:
    """Return what no second disagreement shall have: an update's either side, of others both."""
    kind, deed = contrast.kind.value, one.deed
    if contrast.kind is Kind.UPDATE:
        return [(kind, deed, "left", before.claim.origin), (kind, deed, "right", one.claim.origin)]
    word = one.trigger.of(one.claim.report.text).casefold()
    return [(kind, deed, word, *sorted((before.claim.origin, one.claim.origin)))]


def _pair_up(ordered: Sequence[Deed]) -> Iterator[tuple[Deed, Deed]]:
    """Yield each deed with those before it: first the nearest that hold the opposite, then the others."""
    told: dict[bool, list[Deed]] = {True: [], False: []}
    for one in ordered:
        for holds in (not one.holds, one.holds):
            for before in islice(reversed(told[holds]), _MOST_BEFORE):
                if _are_two(before.claim, one.claim):
                    yield before, one
        told[one.holds].append(one)


def _contrast_denials(sayings: Iterable[Sequence[Saying]]) -> Iterator[Disagreement]:
    """Yield each claim with the denial of it."""
    contrast = Contrast(Kind.CONFLICT, "one asserts what the other denies")
    for pair in pair_denials(sayings):
        left, right = (one.claim for one in pair)
        if left.report is right.report and left.words == right.words:
            left, right = (narrow(one).claim for one in pair)
        cue = join_words(right.report, pair[1].statement.cue)
        yield _make(left, right, contrast, tell_denial(left, right, contrast, cue=cue), None)


def _are_two(one: Claim, other: Claim) -> bool:
    """Tell whether two claims are of two origins, or of two speakers of one report."""
    if one.report is other.report:
        return one.speaker != other.speaker and None not in (one.speaker, other.speaker)
    if one.relays or other.relays:
        outlets = (fold_name(one.report.outlet or ""), fold_name(other.report.outlet or ""))
        if (one.relays or "", other.relays or "") in ((outlets[1], ""), ("", outlets[0])):
            return False
    return one.origin != other.origin


def _contrast_sums(sums: Iterable[Sum]) -> Iterator[Disagreement]:
    """Yield what differs of numbers, each two numbers once: where the sentences are likest.

    A number that supersedes others is held against the last of them alone.
    """
    blocks: dict[tuple[str, str | None], list[Sum]] = defaultdict(list)
    for one in sums:
        blocks[one.unit, one.deed].append(one)
    for (unit, _), block in sorted(blocks.items(), key=lambda item: (item[0][0], item[0][1] or "")):
        ordered = sorted(block, key=lambda one: order_claim(one.claim))
        found: list[tuple[int, Sum, Sum, Contrast]] = []
        for at, one in enumerate(ordered):
            for before in reversed(ordered[max(0, at - _MOST_BEFORE) : at]):
                contrast = contrast_sums(before, one) if _are_two(before.claim, one.claim) else None
                if contrast is None or (contrast.kind is Kind.UPDATE and found and found[-1][2] is one):
                    continue
                found.append((count_shared(before.claim, one.claim)[0], before, one, contrast))
        seen: set[tuple[object, ...]] = set()
        for _, before, one, contrast in sorted(found, key=lambda each: -each[0]):
            told = (contrast.kind, *sorted(((before.low, before.high), (one.low, one.high)), key=str))
            if told not in seen:
                seen.add(told)
                yield _make(before.claim, one.claim, contrast, tell_sums(before, one, contrast), unit)


def _contrast_measures(measures: Iterable[Measure]) -> Iterator[Disagreement]:
    """Yield what differs of measures, each two numbers once: where the sentences are likest."""
    blocks: dict[tuple[str, str], list[Measure]] = defaultdict(list)
    for one in measures:
        blocks[one.kind, one.of].append(one)
    for (kind, _), block in sorted(blocks.items()):
        ordered = sorted(block, key=lambda one: order_claim(one.claim))
        seen: set[tuple[tuple[float | None, float | None], ...]] = set()
        for before, one in find_alike(ordered, least=1 if kind == "age" else 4):
            contrast = contrast_measures(before, one) if _are_two(before.claim, one.claim) else None
            told = tuple(sorted(((before.low, before.high), (one.low, one.high)), key=str))
            if contrast is not None and told not in seen:
                seen.add(told)
                yield _make(before.claim, one.claim, contrast, tell_sums(before, one, contrast), kind)


def _contrast_corrected(corrections: Iterable[Sum], sums: Iterable[Sum]) -> Iterator[Disagreement]:
    """Yield each number that is set against another with the first report that gave that other one."""
    given: dict[float, dict[tuple[object, ...], Sum]] = defaultdict(dict)
    for one in sorted(sums, key=lambda each: order_claim(each.claim)):
        value = middle(one.low, one.high)
        if value is not None:
            given[value].setdefault((one.claim.origin, one.claim.speaker, one.claim.stems), one)
    for one in corrections:
        corrected = one.corrects
        value = middle(corrected.low, corrected.high) if corrected is not None else None
        if value is None:
            continue
        for before in islice(given[value].values(), _MOST_GIVEN):
            contrast = contrast_corrected(before, one) if _are_two(before.claim, one.claim) else None
            if contrast is not None:
                yield _make(before.claim, one.claim, contrast, tell_sums(before, one, contrast), before.unit)
                break


def _name_side(claim: Claim) -> tuple[str | int, ...]:
    return (claim.entry, claim.report.id, claim.words.start)


def _make(left: Claim, right: Claim, contrast: Contrast, why: str, about: str | None) -> Disagreement:
    if is_before(right.said, left.said):
        left, right = right, left
    return Disagreement(
        id=make_id("disagreement", contrast.kind, *_name_side(left), *_name_side(right)),
        left=left.entry,
        right=right.entry,
        about=about,
        kind=contrast.kind.value,
        why=why,
        evidence=(
            make_evidence(left.report, left.words.start, left.words.end),
            make_evidence(right.report, right.words.start, right.words.end),
        ),
    )
