"""The statements by speaker: people and bodies by name, the unnamed by report and description."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from dateline.export.page.places import Places, label_anchor
from dateline.export.page.refs import describe, fold, make_ref
from dateline.export.page.views import Link, SpeakerView, StatementView
from dateline.export.page.words import KIND_WORDS, say_published_briefly, unlock
from dateline.model.findings import Findings, SpeakerKind, Statement
from dateline.model.record import Evidence, Record, StatementEntry

_DOUBTFUL = 0.5  # more likely wrong than right

Groups = tuple[tuple[SpeakerView, ...], tuple[SpeakerView, ...], tuple[SpeakerView, ...]]


def group_statements(record: Record, places: Places) -> Groups:
    """Return the speakers with a name, those without, and the statements that have none.

    Each is sorted: by how often someone is heard, then by name; the unnamed by report.
    """
    named: dict[str, list[StatementEntry]] = defaultdict(list)
    unnamed: dict[tuple[int, str], list[StatementEntry]] = defaultdict(list)
    unknown: list[StatementEntry] = []
    for entry in record.statements:
        if entry.anonymity is not None or entry.speaker.kind is SpeakerKind.ANONYMOUS:
            unnamed[(places.numbers[entry.report], describe(entry))].append(entry)
        elif name := places.speaker(entry.speaker):
            named[entry.speaker.actor or f"name:{name}"].append(entry)
        else:
            unknown.append(entry)
    with_name = [_make_named(key, entries, places) for key, entries in named.items()]
    return (
        tuple(sorted(with_name, key=lambda s: (-_heard(s), s.name.casefold(), s.anchor))),
        tuple(_make_unnamed(unnamed[key], places) for key in sorted(unnamed)),
        tuple(_make_unknown(unknown, places)),
    )


def _heard(speaker: SpeakerView) -> int:
    return sum(1 + len(statement.also) for statement in speaker.statements)


def _make_named(key: str, entries: Sequence[StatementEntry], places: Places) -> SpeakerView:
    first = entries[0]
    actor = places.actors.get(first.speaker.actor or "")
    roles = [role.role for role in sorted(actor.roles, key=lambda r: r.until or "")] if actor else []
    return SpeakerView(
        anchor=speaker_anchor(first),
        name=places.speaker(first.speaker),
        href=f"#a-{actor.id}" if actor else "",
        subtitle=roles[-1] if roles else KIND_WORDS[first.speaker.kind],
        reason=None,
        statements=_make_statements(entries, places),
    )


def speaker_anchor(entry: StatementEntry) -> str:
    """Return the name of the place where the page lists a named speaker's statements."""
    return f"by-{entry.speaker.actor}" if entry.speaker.actor else f"by-{entry.id}"


def _make_unnamed(entries: Sequence[StatementEntry], places: Places) -> SpeakerView:
    described = next((e for e in entries if e.anonymity and e.anonymity.reason), entries[0])
    text = places.findings(described.report).report.text
    reason = described.anonymity.reason if described.anonymity else None
    return SpeakerView(
        anchor=f"by-{entries[0].id}",
        name=describe(described),
        href="",
        subtitle=places.outlet(described.report),
        reason=Link(reason.of(text), f"#{places.anchor(described.report, reason.start)}") if reason else None,
        statements=_make_statements(entries, places),
    )


def _make_unknown(entries: Sequence[StatementEntry], places: Places) -> Iterable[SpeakerView]:
    by_report: dict[int, list[StatementEntry]] = defaultdict(list)
    for entry in entries:
        by_report[places.numbers[entry.report]].append(entry)
    for number in sorted(by_report):
        members = by_report[number]
        yield SpeakerView(
            anchor=f"by-{members[0].id}",
            name=places.outlet(members[0].report),
            href=places.report(members[0].report),
            subtitle=say_published_briefly(places.findings(members[0].report).report.published),
            reason=None,
            statements=_make_statements(members, places),
        )


def _make_statements(entries: Sequence[StatementEntry], places: Places) -> tuple[StatementView, ...]:
    """Return the statements in the order of the page's reports, the same words only once."""
    ordered = sorted(entries, key=lambda e: _label_order(places.labels[e.id]))
    once: dict[str, StatementView] = {}
    for entry in ordered:
        view = _make_statement(entry, places)
        same = fold(entry.content)
        known = once.get(same)
        once[same] = replace(known, also=(*known.also, view)) if known else view
    return tuple(once.values())


def _label_order(label: str) -> tuple[int, ...]:
    return tuple(int(part) for part in label.split("."))


def _make_statement(entry: StatementEntry, places: Places) -> StatementView:
    label = places.labels[entry.id]
    findings = places.findings(entry.report)
    finding = _find_statement(entry, findings)
    return StatementView(
        anchor=label_anchor(label, entry.id),
        label=label,
        text=entry.content,
        cue=" … ".join(" ".join(span.of(findings.report.text).split()) for span in finding.cue)
        if finding
        else "",
        form=entry.form.value,
        act=unlock(entry.act.value),
        confidence=f"{entry.confidence:.2f}",
        doubtful=entry.confidence < _DOUBTFUL,
        ref=make_ref(first_words(entry, places), places, label),
        chain=_say_chain(entry, places),
        commitment=places.entry(places.commitments.get(entry.id, "")) or "",
    )


def first_words(entry: StatementEntry, places: Places) -> Evidence:
    """Return the evidence at which the content begins; it is what a link to the words leads to."""
    finding = _find_statement(entry, places.findings(entry.report))
    starts = {finding.content[0].start} if finding else set()
    return min(entry.evidence, key=lambda e: (e.start not in starts, e.start))


def _find_statement(entry: StatementEntry, findings: Findings) -> Statement | None:
    return next((one for one in findings.statements if one.id == entry.id), None)


def _say_chain(entry: StatementEntry, places: Places) -> tuple[str, ...]:
    """Return the outlet and those it relies on, nearest first; empty where it heard the speaker itself."""
    speaker = {entry.speaker.name, places.speaker(entry.speaker), describe(entry)}
    if not [one for one in entry.chain if one not in speaker]:
        return ()
    return (places.outlet(entry.report), *entry.chain)
