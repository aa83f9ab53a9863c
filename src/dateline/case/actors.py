"""Actors made one, taken apart and renamed, in all the tables that speak of them.

Statements, sources, commitments and the links of mentions in the reports follow the actor. One that a
correction makes rests on the words that name it, as every actor does.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from dateline.case.overlay import Overlay
from dateline.link.actors.names import fold_name
from dateline.link.evidence import make_evidence
from dateline.model.findings import Findings
from dateline.model.ids import make_id
from dateline.model.record import Actor, Alias, Evidence, SourceEntry
from dateline.model.span import Span


def move_actor(overlay: Overlay, actor: Actor, into: Actor, why: str) -> None:
    """Make `actor` one with `into`, whose id and name stay."""
    counts = Counter({alias.name: alias.count for alias in into.aliases})
    counts.update({alias.name: alias.count for alias in actor.aliases})
    joined = replace(
        into,
        aliases=_make_aliases(counts),
        roles=(*into.roles, *(role for role in actor.roles if role not in into.roles)),
        evidence=_join((*into.evidence, *actor.evidence)),
        why=f"{into.why}; one with {actor.name}, {why}",
        place=into.place or actor.place,
    )
    overlay.put("actors", actor.id, None)
    overlay.put("actors", into.id, joined)
    _give_voice(overlay, None, actor.id, joined)
    _relink_all(overlay, actor.id, joined)
    made = overlay.find("commitments", by=actor.id)
    overlay.put_all("commitments", {one.id: replace(one, by=into.id) for one in made})


def rename_actor(overlay: Overlay, actor: Actor, name: str, why: str) -> None:
    """Give `actor` another name; its aliases are what the reports call it, and stay."""
    renamed = replace(actor, name=name, why=f"{actor.why}; named so, {why}")
    overlay.put("actors", actor.id, renamed)
    _give_voice(overlay, None, actor.id, renamed)
    _relink_all(overlay, actor.id, renamed)


def split_actor(overlay: Overlay, actor: Actor, names: tuple[str, ...], why: str) -> bool:
    """Take the mentions with some names away from `actor`, for an actor of their own.

    A statement goes with them where the words that name its speaker are such a mention; what a pronoun says
    stays where it was.

    Returns:
        Whether there are words in the reports that call it so; nothing is changed where there are none.
    """
    folded = {fold_name(name) for name in names}
    moved = {
        id_: (findings, links, spans)
        for id_, links in overlay.linking(actor.id).items()
        if (findings := overlay.report(id_)) and (spans := _find_mentions(findings, actor.id, folded))
    }
    words = tuple(
        make_evidence(findings.report, spans[0].start, spans[0].end) for findings, _, spans in moved.values()
    )
    if not words:
        return False
    taken = [alias for alias in actor.aliases if fold_name(alias.name) in folded]
    other = Actor(
        id=make_id("actor", "split", actor.id, *sorted(folded)),
        name=names[0],
        kind=actor.kind,
        aliases=tuple(taken),
        roles=(),
        evidence=words,
        why=f"taken apart from {actor.name}, {why}",
    )
    left = tuple(one for one in actor.evidence if fold_name(one.exact) not in folded)
    kept = replace(
        actor,
        name=actor.name if fold_name(actor.name) not in folded else _first_left(actor, folded),
        aliases=tuple(alias for alias in actor.aliases if alias not in taken),
        evidence=left or actor.evidence,
        why=f"{actor.why}; without {', '.join(names)}, {why}",
    )
    overlay.put("actors", actor.id, kept)
    overlay.put("actors", other.id, other)
    for findings, links, spans in moved.values():
        _relink(links, _make_test(findings, spans), actor.id, other)
    overlay.put_links({id_: links for id_, (_, links, _) in moved.items()})
    gone = {
        statement.id
        for findings, _, spans in moved.values()
        for statement in findings.statements
        if _share(statement.source, spans)
    }
    _give_voice(overlay, gone, actor.id, other)
    made = [one for one in overlay.find("commitments", by=actor.id) if gone.intersection(one.statements)]
    overlay.put_all("commitments", {one.id: replace(one, by=other.id) for one in made})
    return True


def _first_left(actor: Actor, folded: set[str]) -> str:
    return next(alias.name for alias in actor.aliases if fold_name(alias.name) not in folded)


def _find_mentions(findings: Findings, actor: str, folded: set[str]) -> list[Span]:
    text = findings.report.text
    return [
        Span(one.start, one.end)
        for one in findings.mentions
        if one.actor == actor and fold_name(text[one.start : one.end]) in folded
    ]


def _make_test(findings: Findings, spans: list[Span]) -> Callable[[str, tuple[int, int]], bool]:
    """Return the test whether a link, told by its table and its place there, goes with `spans`."""

    def goes(table: str, at: tuple[int, int]) -> bool:
        match table:
            case "mentions":
                mention = findings.mentions[at[0]]
                return Span(mention.start, mention.end) in spans
            case "speakers":
                return _share(findings.statements[at[0]].source, spans)
        participant = findings.events[at[0]].participants[at[1]]
        return _share((Span(participant.start, participant.end),), spans)

    return goes


def _share(words: Iterable[Span], spans: Iterable[Span]) -> bool:
    return any(one.overlaps(span) for one in words for span in spans)


def _relink(
    links: dict[str, Any], goes: Callable[[str, tuple[int, int]], bool], old: str, actor: Actor
) -> None:
    """Link to `actor` what was linked to `old` and goes with it."""
    for table in ("mentions", "speakers"):
        for at, pair in enumerate(links[table]):
            if pair[0] == old and goes(table, (at, 0)):
                links[table][at] = [actor.id, actor.name]
    for at, ids in enumerate(links.get("participants", [])):
        for place, id_ in enumerate(ids):
            if id_ == old and goes("participants", (at, place)):
                ids[place] = actor.id


def _relink_all(overlay: Overlay, old: str, actor: Actor) -> None:
    linking = overlay.linking(old)
    for links in linking.values():
        _relink(links, lambda _table, _at: True, old, actor)
    overlay.put_links(linking)


def _give_voice(overlay: Overlay, statements: set[str] | None, old: str, actor: Actor) -> None:
    """Make `actor` the speaker of statements of `old`, None for all of them, and their source."""
    reports = overlay.give_voice(statements, old, actor)
    source: SourceEntry | None = overlay.read("sources", _source_id(old))
    if source is None:
        return
    gone = tuple(id_ for id_ in source.statements if statements is None or id_ in statements)
    if not gone:
        return
    left = tuple(id_ for id_ in source.statements if id_ not in set(gone))
    overlay.put("sources", source.id, replace(source, statements=left) if left else None)
    # Which words are of which statement is not told, but in which report each is.
    words = tuple(one for one in source.evidence if not left or one.report in reports) or source.evidence
    there: SourceEntry | None = overlay.read("sources", _source_id(actor.id))
    joined = SourceEntry(
        id=_source_id(actor.id),
        name=actor.name,
        kind=(there or source).kind,
        named=source.named or bool(there and there.named),
        statements=tuple(sorted({*(there.statements if there else ()), *gone})),
        reports=tuple(sorted({*(there.reports if there else ()), *(one.report for one in words)})),
        evidence=_join((*(there.evidence if there else ()), *words)),
    )
    overlay.put("sources", joined.id, joined)


def _source_id(actor: str) -> str:
    return make_id("source", "actor", actor)


def _make_aliases(counts: Counter[str]) -> tuple[Alias, ...]:
    return tuple(Alias(*one) for one in sorted(counts.items(), key=lambda one: (-one[1], one[0])))


def _join(words: Iterable[Evidence]) -> tuple[Evidence, ...]:
    return tuple(dict.fromkeys(words))
