"""Everyone and everything that acts or speaks, across reports, and their ids in the findings.

In come the locals of every report, out go actors with their names, roles and evidence, and the reports'
findings with the actor of each mention and speaker filled in.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from dateline.link.actors.aliases import find_named_elsewhere, find_second_names
from dateline.link.actors.joining import Joined, join_locals
from dateline.link.actors.locals import Local, Locals
from dateline.link.actors.names import (
    clean_name,
    find_known_name,
    fold_name,
    is_acronym,
    split_person,
    strip_titles,
)
from dateline.link.actors.roles import find_roles, is_same_role, print_role, read_role
from dateline.link.evidence import make_evidence, order_by_date
from dateline.model.findings import Event, Findings, Mention, MentionType, Participant, Statement
from dateline.model.ids import make_id
from dateline.model.record import Actor, ActorRole, Alias, Evidence
from dateline.model.report import Report
from dateline.model.span import Span

_TYPE_ORDER = list(MentionType)


@dataclass(frozen=True, slots=True)
class LinkedActors:
    """The actors, sorted by id, and each report's findings with them filled in, in the order given."""

    actors: tuple[Actor, ...]
    reports: tuple[Findings, ...]


def link_actors(gathered: Sequence[Locals]) -> LinkedActors:
    """Join the locals of all reports into actors.

    Args:
        gathered: One a report, sorted by report id.
    """
    second_names = [second for one in gathered for second in find_second_names(one)]
    all_locals = [local for one in gathered for local in one.all]
    all_locals += find_named_elsewhere(gathered, second_names)
    people = {one.findings.report.id: _find_people(one) for one in gathered}
    printed = sorted(outlet for one in gathered if (outlet := one.findings.report.outlet))
    outlets = {fold_name(outlet): outlet for outlet in printed}
    actor_of: dict[int, Actor] = {}
    for joined in join_locals(all_locals, second_names, people):
        actor = _make_actor(joined, people, outlets)
        actor_of.update((id(local), actor) for local in joined.locals)
    actors = {actor.id: actor for actor in actor_of.values()}
    return LinkedActors(
        tuple(actors[one] for one in sorted(actors)), tuple(_fill_in(one, actor_of) for one in gathered)
    )


def _find_people(one: Locals) -> list[Span]:
    return sorted(span for local in one.all if local.is_person for span, _ in local.spans)


def _fill_in(one: Locals, actor_of: Mapping[int, Actor]) -> Findings:
    """Return a report's findings with the actors of the record in place of those of the report."""

    def link_mention(mention: Mention, local: Local | None) -> Mention:
        if local is None:
            return replace(mention, actor=None)
        actor = actor_of[id(local)]
        return replace(mention, actor=actor.id, name=actor.name)

    def link_speaker(statement: Statement, local: Local | None) -> Statement:
        if local is None:
            return statement
        actor = actor_of[id(local)]
        return replace(statement, speaker=replace(statement.speaker, actor=actor.id, name=actor.name))

    findings = one.findings
    mentions = tuple(map(link_mention, findings.mentions, one.of_mention))
    return replace(
        findings,
        mentions=mentions,
        statements=tuple(map(link_speaker, findings.statements, one.of_speaker)),
        events=_fill_in_events(findings, mentions),
    )


def _fill_in_events(findings: Findings, linked: Sequence[Mention]) -> tuple[Event, ...]:
    """Return a report's events, whose participants are the actors that linking gave their mentions."""
    starts = [mention.start for mention in linked]

    def link_participant(one: Participant) -> Participant:
        at = bisect_right(starts, one.end - 1) - 1
        standing = at >= 0 and linked[at].end >= one.end
        return replace(one, actor=linked[at].actor if one.actor is not None and standing else None)

    return tuple(
        replace(event, participants=tuple(map(link_participant, event.participants)))
        for event in findings.events
    )


def _make_actor(joined: Joined, people: Mapping[str, Sequence[Span]], outlets: Mapping[str, str]) -> Actor:
    locals_by_date = sorted(joined.locals, key=lambda local: order_by_date(local.report))
    outlet = next((outlets[key[1]] for key in joined.keys if key[0] == "name" and key[1] in outlets), None)
    kind = MentionType.OUTLET if outlet else _choose_kind(joined.locals)
    person = kind is MentionType.PERSON
    forms = Counter(form for local in joined.locals for form in _read_forms(local, person=person))
    name = outlet or _choose_name(forms, kind)
    return Actor(
        id=_make_actor_id(joined, person=person),
        name=name,
        kind=kind.value,
        aliases=tuple(Alias(*one) for one in sorted(forms.items(), key=lambda one: (-one[1], one[0]))),
        roles=_collect_roles(locals_by_date, people) if person else (),
        evidence=tuple(_make_first_evidence(local) for local in _first_of_reports(locals_by_date)),
        why=_say_why(joined, forms),
    )


def _make_actor_id(joined: Joined, *, person: bool) -> str:
    """Return an id that more mentions of the same names leave as it is.

    It rests on the longest name known across reports; on the report too where only that tells who is meant.
    """
    kind = "person" if person else "named"
    if joined.keys:
        longest = max(joined.keys, key=lambda key: (len(" ".join(key[1:])), key))
        return make_id("actor", kind, *longest)
    local = min(joined.locals, key=lambda one: one.report.id)
    form = max((fold_name(one) for one in local.forms), key=lambda one: (len(one), one))
    return make_id("actor", kind, "within", local.report.id, form, min(local.spans)[0].start)


def _choose_kind(all_locals: Iterable[Local]) -> MentionType:
    counts = Counter(kind for local in all_locals for _, kind in local.spans)
    return max(counts, key=lambda kind: (counts[kind], -_TYPE_ORDER.index(kind)))


def _read_forms(local: Local, *, person: bool) -> list[str]:
    if person:
        return [strip_titles(form) for form in local.forms]
    return [clean_name(form) for form in local.forms]


def _choose_name(forms: Counter[str], kind: MentionType) -> str:
    """Return the name an actor goes by: known to all, else the most frequent full form."""
    if kind is not MentionType.PERSON:
        known = {find_known_name(form, outlet=kind is MentionType.OUTLET) for form in forms} - {None}
        if len(known) == 1:
            return str(known.pop())

    def is_full(form: str) -> bool:
        return len(split_person(form)) > 1 if kind is MentionType.PERSON else not is_acronym(form)

    return max(forms, key=lambda form: (is_full(form), forms[form], len(form), form))


def _first_of_reports(locals_by_date: Iterable[Local]) -> list[Local]:
    """Return the local with the first mention in each report, in the order given."""
    first: dict[str, Local] = {}
    for local in locals_by_date:
        other = first.setdefault(local.report.id, local)
        if min(local.spans) < min(other.spans):
            first[local.report.id] = local
    return list(first.values())


def _make_first_evidence(local: Local) -> Evidence:
    span = min(local.spans)[0]
    return make_evidence(local.report, span.start, span.end)


def _say_why(joined: Joined, forms: Counter[str]) -> str:
    if joined.reasons:
        return "; ".join(joined.reasons)
    if len(joined.locals) > 1:
        return f"one name in {len({local.report.id for local in joined.locals})} reports"
    if len(forms) > 1:
        return "the report names them as one"
    if not joined.keys:
        return "known in this report alone: a surname that others bear too"
    return "one name in one report"


def _collect_roles(
    locals_by_date: Sequence[Local], people: Mapping[str, Sequence[Span]]
) -> tuple[ActorRole, ...]:
    """Return the roles that the reports give, in the order in which they first do."""
    found: dict[frozenset[str], list[tuple[Report, Span]]] = {}
    for local in locals_by_date:
        for name, _ in local.spans:
            for span in find_roles(local.report, name, people[local.report.id]):
                found.setdefault(read_role(span.of(local.report.text)), []).append((local.report, span))
    fullest: dict[frozenset[str], list[tuple[Report, Span]]] = {}
    # The longest first, so that a shorter way to say it finds the whole.
    for words in sorted(found, key=lambda words: (-len(words), sorted(words))):
        whole = next((long for long in fullest if is_same_role(words, long)), words)
        fullest.setdefault(whole, []).extend(found[words])
    met = list(found)
    return tuple(_make_role(fullest[whole], whole) for whole in sorted(fullest, key=met.index))


def _make_role(places: Sequence[tuple[Report, Span]], whole: frozenset[str]) -> ActorRole:
    """Return one role under the most frequent of its fullest forms."""
    printed = [span.of(report.text) for report, span in places]
    forms = Counter(print_role(form) for form in printed if read_role(form) == whole)
    dated = [report.published for report, _ in places if _is_dated(report)]
    return ActorRole(
        role=max(forms, key=lambda form: (forms[form], form)),
        since=min((one.earliest for one in dated if one.earliest), default=None),
        until=max((one.latest for one in dated if one.latest), default=None),
        evidence=_make_role_evidence(places),
    )


def _make_role_evidence(places: Iterable[tuple[Report, Span]]) -> tuple[Evidence, ...]:
    found = {
        (*order_by_date(report), span): make_evidence(report, span.start, span.end) for report, span in places
    }
    return tuple(found[key] for key in sorted(found))


def _is_dated(report: Report) -> bool:
    """Tell whether the report's date is known and not only bounded: a bound is no date."""
    value = report.published.value
    return value is not None and value.replace("-", "").isdigit()
