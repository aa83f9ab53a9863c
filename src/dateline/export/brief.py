"""The record as a brief to read: what happened when, who said so, where they disagree, what became of plans.

In: a record. Out: sections of items, each with the words as printed, whose they are, and notes that hold the
exact words with their report and place. How a brief looks is for `markdown` and `docx` to say.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dateline.export.commitments import select_commitments
from dateline.export.disagreements import select_disagreements
from dateline.export.page.controls import show_line
from dateline.export.page.places import Places, clip, lay_out
from dateline.export.page.words import count, join_words, say_edtf, say_horizon, say_published, unlock
from dateline.export.references import name_title
from dateline.export.sayings import (
    list_sentences,
    name_committed,
    name_speaker,
    quote,
    say_where,
    say_whose,
)
from dateline.export.timeline import describe_date, select_entries
from dateline.model.findings import SpeakerKind
from dateline.model.record import Actor, Disagreement, Evidence, Record, StatementEntry

_MOST_DATES = 40
_MOST_SPEAKERS = 12
_MOST_STATEMENTS = 5  # of one speaker
_LONGEST = 2_000  # characters of a line
_UNNAMED = (SpeakerKind.ANONYMOUS, SpeakerKind.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Note:
    """The exact words that something rests on, and where they stand; `number` counts from 1."""

    number: int
    words: str
    where: str


@dataclass(frozen=True, slots=True)
class Item:
    """A line of a brief: what leads it, what it says, whose word it is, and its notes.

    `level` is 1 for what belongs to the last item of level 0.
    """

    lead: str
    text: str
    whose: str
    notes: tuple[Note, ...]
    level: int = 0


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, a sentence on what is under it, and the items, none where there is nothing to tell."""

    heading: str
    about: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """A title, a sentence on what the record rests on, and the sections; all text is on one line."""

    title: str
    about: str
    sections: tuple[Section, ...]

    @property
    def notes(self) -> tuple[Note, ...]:
        """All notes in the order of their numbers."""
        return tuple(note for section in self.sections for item in section.items for note in item.notes)


def make_brief(record: Record, *, title: str) -> Brief:
    """Return the brief of a record."""
    writer = _Writer(record)
    return Brief(
        title=_fit(title),
        about=writer.introduce(),
        sections=(
            writer.tell_dates(),
            writer.tell_speakers(),
            writer.tell_unnamed(),
            writer.tell_disagreements(),
            writer.tell_commitments(),
            writer.tell_reports(),
        ),
    )


class _Writer:
    """Writes the sections one after the other, so that notes are numbered as they come."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._places: Places = lay_out(record)
        self._statements = {one.id: one for one in record.statements}
        self._noted = 0

    def introduce(self) -> str:
        record = self._record
        outlets = {one.report.outlet for one in record.reports if one.report.outlet}
        undated = sum(one.report.published.value is None for one in record.reports)
        told = f"{count(len(record.reports), 'report')} of {count(len(outlets), 'outlet')}"
        open_ = f", {count(undated, 'report')} without a date" if undated else ""
        return (
            f"From {told}{open_}. What follows is what reports say, word for word; what a source says is "
            "that source’s word and nobody else’s."
        )

    def tell_dates(self) -> Section:
        shown = select_entries(self._record, top=_MOST_DATES)
        items = []
        for entry in shown:
            lead = describe_date(entry.date)
            for at, sentence in enumerate(list_sentences(entry, self._places.findings)):
                where = say_where(sentence.words.report, self._places)
                whose = say_whose(sentence.voices, where, sentence.quoted)
                words = sentence.words
                items.append(
                    self._item("" if at else lead, quote(words.exact), whose, [words], level=min(at, 1))
                )
        about = _say_some(len(shown), len(self._record.timeline), "date", "of which most is made")
        return Section("What happened when", about, tuple(items))

    def tell_speakers(self) -> Section:
        heard: dict[Actor, list[StatementEntry]] = defaultdict(list)
        for entry in self._record.statements:
            actor = self._places.actors.get(entry.speaker.actor or "")
            if actor is not None:
                heard[actor].append(entry)
        ranked = sorted(heard, key=lambda one: (-len(heard[one]), one.name.casefold(), one.id))
        items = []
        for actor in ranked[:_MOST_SPEAKERS]:
            roles = [one.role for one in sorted(actor.roles, key=lambda one: one.until or "")]
            role = f", {roles[-1]}" if roles else ""
            items.append(self._item(f"{actor.name}{role}", count(len(heard[actor]), "statement"), "", []))
            items += [self._say(one, level=1) for one in self._pick(heard[actor])]
        shown = min(len(ranked), _MOST_SPEAKERS)
        about = _say_some(shown, len(ranked), "named source", "heard most often")
        return Section("Who said so", about, tuple(items))

    def tell_unnamed(self) -> Section:
        unnamed = [one for one in self._record.statements if one.speaker.kind in _UNNAMED]
        unnamed.sort(key=self._order)
        about = count(len(unnamed), "statement") + " of sources without a name" if unnamed else ""
        return Section("What unnamed sources said", about, tuple(self._say(one) for one in unnamed))

    def _pick(self, entries: list[StatementEntry]) -> list[StatementEntry]:
        """Return the statements that are surest, in the order in which they were printed."""
        surest = sorted(entries, key=lambda one: (-one.confidence, one.id))[:_MOST_STATEMENTS]
        return sorted(surest, key=self._order)

    def _order(self, entry: StatementEntry) -> tuple[int, int, str]:
        return (self._places.numbers[entry.report], entry.evidence[0].start, entry.id)

    def _say(self, entry: StatementEntry, *, level: int = 0) -> Item:
        where = say_where(entry.report, self._places)
        reason = entry.anonymity.reason if entry.anonymity else None
        text = self._places.findings(entry.report).report.text
        unnamed = f", unnamed {reason.of(text)}" if reason else ""
        through = f", through {join_words(entry.chain)}" if entry.chain else ""
        whose = f"{name_speaker(entry, self._places)}{unnamed}, in {where}{through}"
        said = f"{unlock(entry.act.value)}: {quote(entry.content)}"
        return self._item("", said, whose, entry.evidence, level=level)

    def tell_disagreements(self) -> Section:
        entries = select_disagreements(self._record)
        items = [
            self._item(unlock(one.kind), self._set_beside(one), one.why, one.evidence) for one in entries
        ]
        about = count(len(items), "pair") if items else ""
        return Section("Where reports do not say the same", about, tuple(items))

    def _set_beside(self, entry: Disagreement) -> str:
        sides = zip((entry.left, entry.right), entry.evidence[:2], strict=True)
        return " — ".join(f"{quote(words.exact)} ({self._say_side(side, words)})" for side, words in sides)

    def _say_side(self, side: str, words: Evidence) -> str:
        said = self._statements.get(side)
        voice = name_speaker(said, self._places) if said else ""
        return say_whose(voice, say_where(words.report, self._places))

    def tell_commitments(self) -> Section:
        items = []
        for one in select_commitments(self._record):
            when = say_edtf(one.on) if one.on else "on an unknown day"
            horizon = say_horizon(one.horizon)
            by = f" for {horizon}" if horizon else ""
            why = f" ({one.why})" if one.why else ""
            text = f"{unlock(one.kind) or 'commitment'}{by}: {quote(one.what)} — {unlock(one.outcome)}{why}"
            where = say_where(one.evidence[0].report, self._places)
            whose = f"{name_committed(one, self._places)}, in {where}"
            items.append(self._item(when, text, whose, (*one.evidence, *one.outcome_evidence)))
        about = count(len(items), "entry", "entries") if items else ""
        return Section("What was announced, and what became of it", about, tuple(items))

    def tell_reports(self) -> Section:
        items = []
        for findings in self._places.reports:
            report = findings.report
            basis = report.published.basis.value
            told = f"{say_published(report.published)} (date: {basis})"
            items.append(self._item(told, name_title(report), report.outlet or "outlet not known", []))
        return Section("The reports", count(len(items), "report") if items else "", tuple(items))

    def _item(
        self, lead: str, text: str, whose: str, evidence: Iterable[Evidence], *, level: int = 0
    ) -> Item:
        return Item(_fit(lead), _fit(text), _fit(whose), self._cite(evidence), level)

    def _cite(self, evidence: Iterable[Evidence]) -> tuple[Note, ...]:
        """Return a note for each report that the words stand in."""
        by_report: dict[str, list[Evidence]] = defaultdict(list)
        for one in dict.fromkeys(evidence):
            by_report[one.report].append(one)
        return tuple(self._note(report, words) for report, words in by_report.items())

    def _note(self, report: str, words: Sequence[Evidence]) -> Note:
        self._noted += 1
        ordered = sorted(words, key=lambda one: (one.start, one.end))
        exact = " … ".join(quote(one.exact) for one in ordered)
        spans = ", ".join(f"{one.start}–{one.end}" for one in ordered)
        pages = join_words([str(page) for page in sorted({one.page or 0 for one in ordered}) if page])
        page = f", page {pages}" if pages else ""
        found = self._places.findings(report).report
        where = f"{say_where(report, self._places)}, {found.path}{page}, characters {spans} (report {report})"
        return Note(self._noted, _fit(exact), _fit(where))


def _fit(text: str) -> str:
    """Return `text` on one line, cut where nobody reads on; its place tells where the rest stands."""
    return clip(show_line(text), _LONGEST)


def _say_some(shown: int, all_: int, thing: str, which: str) -> str:
    if shown < all_:
        return f"{shown} of {count(all_, thing)}, those {which}"
    return count(all_, thing) if all_ else ""
