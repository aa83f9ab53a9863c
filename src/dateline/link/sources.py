"""On whose word the statements rest: named actors, unnamed sources report by report, outlets relayed.

An unnamed source is never joined across reports: nothing tells that two officials are one. Inside a report
the finders say which mentions of it are one.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from dateline.link.actors.names import find_known_name, fold_name, is_pronoun
from dateline.link.evidence import make_evidence, order_by_date
from dateline.model.findings import Findings, MentionType, Speaker, SpeakerKind, Statement
from dateline.model.ids import make_id
from dateline.model.record import Actor, Evidence, SourceEntry
from dateline.model.report import Report
from dateline.model.span import Span


def identify_unnamed(reports: Iterable[Findings], actors: Mapping[str, Actor]) -> tuple[Findings, ...]:
    """Return the findings with every unnamed speaker's `actor` set to the id of its entry in the sources.

    A speaker whom the report does not give at all keeps None.
    """
    return tuple(_identify(one, actors) for one in reports)


def _identify(findings: Findings, actors: Mapping[str, Actor]) -> Findings:
    statements = tuple(
        replace(one, speaker=replace(one.speaker, actor=_read_unnamed_id(findings.report, one, actors)))
        for one in findings.statements
    )
    return replace(findings, statements=statements)


def _read_unnamed_id(report: Report, statement: Statement, actors: Mapping[str, Actor]) -> str | None:
    speaker = statement.speaker
    if speaker.actor is not None and speaker.actor in actors:
        return speaker.actor
    name = _read_unnamed_name(report, statement)
    if name is None:
        return None
    return make_id("source", report.id, speaker.kind.value, speaker.actor or fold_name(name) or name)


def _read_unnamed_name(report: Report, statement: Statement) -> str | None:
    """Return how the report speaks of a source that is no actor, None where it gives none."""
    if statement.anonymity is not None:
        return statement.anonymity.descriptor
    if statement.speaker.kind is SpeakerKind.UNKNOWN:
        return None
    name = statement.speaker.name
    if not name and statement.source:
        name = statement.source[0].of(report.text)
    # "the board, which said": a pronoun that was not resolved names no one.
    return name if name and not is_pronoun(name) else None


@dataclass(slots=True)
class _Origin:
    """One origin while its statements are gathered."""

    kinds: Counter[str] = field(default_factory=Counter)
    names: Counter[str] = field(default_factory=Counter)
    named: bool = False
    statements: set[str] = field(default_factory=set)
    places: dict[tuple[str, str, Span], Evidence] = field(default_factory=dict)


def link_sources(reports: Sequence[Findings], actors: Mapping[str, Actor]) -> tuple[SourceEntry, ...]:
    """Return the origins of what the reports say, sorted by id, each with the statements that rest on it.

    Args:
        reports: Findings with the record's actors, unnamed speakers identified.
        actors: The record's actors by id.
    """
    origins: dict[str, _Origin] = {}
    names: dict[str, tuple[str, ...]] = {}
    for one in reports:
        relays = any(statement.chain for statement in one.statements)
        in_report = _name_actors(one, actors, names) if relays else {}
        for statement in one.statements:
            for key, name, kind, named in _read_origins(one.report, statement, actors, in_report):
                origin = origins.setdefault(key, _Origin())
                origin.names[name] += 1
                origin.kinds[kind] += 1
                origin.named |= named
                origin.statements.add(statement.id)
                for span in statement.source or statement.cue or statement.content:
                    place = (*order_by_date(one.report), span)
                    origin.places[place] = make_evidence(one.report, span.start, span.end)
    return tuple(_make_entry(key, origins[key]) for key in sorted(origins))


def _make_entry(key: str, origin: _Origin) -> SourceEntry:
    evidence = tuple(origin.places[place] for place in sorted(origin.places))
    return SourceEntry(
        id=key,
        name=_choose_most(origin.names),
        kind=_choose_most(origin.kinds),
        named=origin.named,
        statements=tuple(sorted(origin.statements)),
        reports=tuple(sorted({words.report for words in evidence})),
        evidence=evidence,
    )


def _choose_most(counts: Counter[str]) -> str:
    return min(counts, key=lambda one: (-counts[one], one))


def _read_origins(
    report: Report, statement: Statement, actors: Mapping[str, Actor], in_report: Mapping[str, Actor]
) -> Iterator[tuple[str, str, str, bool]]:
    """Yield id, name, kind and whether it is named for each origin that a statement rests on."""
    speaker = statement.speaker
    yield from _read_speaker(report, statement, speaker, actors)
    for link in statement.chain:
        actor = in_report.get(fold_name(link))
        if actor is not None and actor.id != speaker.actor:
            yield _make_source_id(actor), actor.name, _name_kind(actor), True
        elif actor is None and (known := find_known_name(link, outlet=True)):
            yield make_id("source", "outlet", fold_name(known)), known, SpeakerKind.OUTLET.value, True


def _read_speaker(
    report: Report, statement: Statement, speaker: Speaker, actors: Mapping[str, Actor]
) -> Iterator[tuple[str, str, str, bool]]:
    if speaker.actor is not None and (actor := actors.get(speaker.actor)) is not None:
        yield _make_source_id(actor), actor.name, speaker.kind.value, True
    elif speaker.actor is not None:
        name = _read_unnamed_name(report, statement)
        yield speaker.actor, name or speaker.kind.value, speaker.kind.value, False


def _make_source_id(actor: Actor) -> str:
    return make_id("source", "actor", actor.id)


def _name_kind(actor: Actor) -> str:
    if actor.kind == MentionType.PERSON:
        return SpeakerKind.NAMED_PERSON.value
    return (
        SpeakerKind.OUTLET.value if actor.kind == MentionType.OUTLET else SpeakerKind.NAMED_ORGANIZATION.value
    )


def _name_actors(
    findings: Findings, actors: Mapping[str, Actor], names: dict[str, tuple[str, ...]]
) -> dict[str, Actor]:
    """Return the actors that a report names, by each folded name they have.

    Args:
        findings: The report's.
        actors: The record's by id.
        names: The folded names by actor, kept here from one report to the next: somebody in a thousand
            reports has his many names folded once.
    """
    here = {mention.actor for mention in findings.mentions} | {
        one.speaker.actor for one in findings.statements
    }
    found: dict[str, Actor] = {}
    for one in sorted(id_ for id_ in here if id_ is not None and id_ in actors):
        if one not in names:
            forms = (*(alias.name for alias in actors[one].aliases), actors[one].name)
            names[one] = tuple(dict.fromkeys(map(fold_name, forms)))
        found |= dict.fromkeys(names[one], actors[one])
    return found
