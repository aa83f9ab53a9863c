"""Who is who, where it comes from, and what the record holds beyond: commitments, disagreements."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from dateline.export.page.places import Places, label_anchor
from dateline.export.page.refs import fold, make_ref, refer_once
from dateline.export.page.speakers import speaker_anchor
from dateline.export.page.views import (
    ActorView,
    CommitmentView,
    CopyView,
    DisagreementView,
    Link,
    Ref,
    RelayView,
    RoleView,
    SideView,
    SourceView,
)
from dateline.export.page.words import count, say_edtf, say_horizon, say_interval, say_published, unlock
from dateline.model.record import Actor, ActorRole, Commitment, Evidence, Record

_SORTS = {"person": "People"} | dict.fromkeys(("organization", "group", "office", "outlet"), "Bodies")
_LISTED_STATEMENTS = 12  # a source with more has the rest counted


def make_actors(
    record: Record, places: Places
) -> tuple[tuple[tuple[str, tuple[ActorView, ...]], ...], tuple[ActorView, ...]]:
    """Return who is named often, heard or has an office, by sort, and the others; the most named first."""
    heard: dict[str, list[str]] = defaultdict(list)
    for entry in record.statements:
        if entry.speaker.actor and entry.anonymity is None:
            heard[entry.speaker.actor].append(speaker_anchor(entry))
    views = [(_make_actor(actor, places, heard.get(actor.id, [])), actor) for actor in record.actors]
    views.sort(key=lambda pair: (-pair[0].mentions, pair[0].name.casefold(), pair[1].id))
    major = [bool(view.mentions > 1 or view.roles or view.statements) for view, _ in views]
    sorts: dict[str, list[ActorView]] = {"People": [], "Bodies": [], "Places and other names": []}
    for (view, _), is_major in zip(views, major, strict=True):
        if is_major:
            sorts[_SORTS.get(view.kind, "Places and other names")].append(view)
    return (
        tuple((name, tuple(members)) for name, members in sorts.items() if members),
        tuple(view for (view, _), is_major in zip(views, major, strict=True) if not is_major),
    )


def _make_actor(actor: Actor, places: Places, heard: list[str]) -> ActorView:
    firsts: dict[str, Evidence] = {}
    for one in sorted(actor.evidence, key=lambda e: (places.numbers[e.report], e.start)):
        firsts.setdefault(one.report, one)
    others = sorted((a for a in actor.aliases if a.name != actor.name), key=lambda a: (-a.count, a.name))
    return ActorView(
        anchor=f"a-{actor.id}",
        name=actor.name,
        kind=unlock(actor.kind),
        aliases=tuple((alias.name, alias.count) for alias in others),
        roles=tuple(
            RoleView(role.role, _say_span(role), _first_words(role.evidence, places))
            for role in sorted(actor.roles, key=lambda r: (r.since or "", r.role))
        ),
        mentions=sum(alias.count for alias in actor.aliases) or len(actor.evidence),
        statements=Link(count(len(heard), "statement"), f"#{heard[0]}") if heard else None,
        refs=tuple(make_ref(one, places, "") for one in firsts.values()),
        why=actor.why,
    )


def _say_span(role: ActorRole) -> str:
    return say_interval(role.since, role.until) if role.since or role.until else ""


def _first_words(evidence: Sequence[Evidence], places: Places) -> str:
    if not evidence:
        return ""
    return places.words(min(evidence, key=lambda e: (places.numbers[e.report], e.start)))


def make_copies(record: Record, places: Places) -> tuple[CopyView, ...]:
    """Return the groups of copies and relays, those with copies first."""
    views = []
    for group in sorted(record.copies, key=lambda g: (not g.copies, g.id)):
        relays = sorted(group.relays, key=lambda r: (places.numbers[r.report], r.relays))
        words = {e.report: e for e in sorted(group.evidence, key=lambda e: e.start, reverse=True)}
        views.append(
            CopyView(
                original=_refer_report(group.original, words, places) if group.original else None,
                copies=tuple(
                    _refer_report(c, words, places)
                    for c in sorted(group.copies, key=places.numbers.__getitem__)
                ),
                overlap=f"{group.overlap:.0%}" if group.overlap is not None else "",
                relays=tuple(
                    RelayView(make_ref(relay.evidence[0], places, ""), relay.relays)
                    for relay in relays
                    if relay.evidence
                ),
            )
        )
    return tuple(views)


def _refer_report(report: str, words: dict[str, Evidence], places: Places) -> Ref:
    published = places.findings(report).report.published
    href = places.words(words[report]) if report in words else places.report(report)
    return Ref(places.numbers[report], places.outlet(report), say_published(published), href, "")


def make_sources(record: Record, places: Places) -> tuple[SourceView, ...]:
    """Return the origins of information, those that most rests on first."""
    views = []
    for source in sorted(record.sources, key=lambda s: (-len(s.statements), s.name.casefold(), s.id)):
        known = [identifier for identifier in source.statements if identifier in places.statements]
        known.sort(key=lambda i: tuple(int(n) for n in places.labels[i].split(".")))
        links = tuple(Link(places.labels[i], places.entry(i) or "") for i in known)
        reports = sorted(source.reports, key=places.numbers.__getitem__)
        views.append(
            SourceView(
                name=source.name,
                kind=unlock(source.kind),
                named=source.named,
                href=_first_words(source.evidence, places),
                statements=_list_some(links),
                reports=tuple(Link(str(places.numbers[r]), places.report(r)) for r in reports),
            )
        )
    return tuple(views)


def _list_some(links: tuple[Link, ...]) -> tuple[Link, ...]:
    if len(links) <= _LISTED_STATEMENTS:
        return links
    return (*links[:_LISTED_STATEMENTS], Link(f"and {len(links) - _LISTED_STATEMENTS} more", ""))


def make_commitments(record: Record, places: Places) -> tuple[CommitmentView, ...]:
    """Return what was promised, announced, foreseen or denied, by the day it was; the same words once."""
    once: dict[tuple[str, str, str], CommitmentView] = {}
    for entry in sorted(record.commitments, key=lambda c: (_say_when(c.on), c.id)):
        view = _make_commitment(entry, places)
        same = (view.by, fold(view.what), view.outcome)
        known = once.get(same)
        once[same] = (
            replace(known, refs=known.refs + view.refs, also=(*known.also, view.anchor)) if known else view
        )
    return tuple(once.values())


def _say_when(on: str | None) -> str:
    """Return what sorts EDTF dates: those without a year come last."""
    return on if on and on[0].isdigit() else f"9999{on or ''}"


def _make_commitment(entry: Commitment, places: Places) -> CommitmentView:
    label = places.labels[entry.id]
    own = bool(entry.kind) and not entry.statements
    later = tuple(words for words in entry.outcome_evidence if words not in entry.evidence)
    return CommitmentView(
        anchor=label_anchor(label, entry.id),
        label=label,
        kind=entry.kind,
        by=places.name(entry.by) or ("the report’s own words" if own else "not said by whom"),
        on=say_edtf(entry.on) if entry.on else "",
        what=entry.what,
        horizon=say_horizon(entry.horizon) or "",
        outcome=unlock(entry.outcome),
        refs=refer_once(entry.evidence, places, label),
        outcome_refs=refer_once(later, places, label),
        why=entry.why,
    )


def make_disagreements(record: Record, places: Places) -> tuple[DisagreementView, ...]:
    """Return the pairs of entries that do not say the same."""
    views = []
    for entry in record.disagreements:
        label = places.labels[entry.id]
        views.append(
            DisagreementView(
                anchor=label_anchor(label, entry.id),
                label=label,
                kind=unlock(entry.kind),
                about=entry.about or "",
                why=entry.why,
                sides=tuple(
                    _make_side(side, words, places)
                    for side, words in zip((entry.left, entry.right), entry.evidence, strict=False)
                ),
                refs=refer_once(entry.evidence, places, label),
            )
        )
    return tuple(views)


def _make_side(identifier: str, words: Evidence, places: Places) -> SideView:
    link = Link(places.labels.get(identifier, identifier), places.entry(identifier) or "")
    statement = places.statements.get(identifier)
    if statement is not None:
        described = statement.anonymity.descriptor if statement.anonymity else "not said by whom"
        who = places.speaker(statement.speaker) or described
        published = places.findings(statement.report).report.published
        return SideView(
            statement.content,
            f"{who}, in {places.outlet(statement.report)}, {say_published(published)}",
            link,
        )
    when = say_published(places.findings(words.report).report.published)
    return SideView(words.exact, f"{places.outlet(words.report)} itself, {when}", link)
