"""Entries of the record in a line of words, for formats that have a place for a note and none for its fields.

Whose word something is, what is said of it and how sure it is stand in each line: a claim stays a claim.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from dateline.export.page.controls import show_line
from dateline.export.page.places import Places
from dateline.export.page.refs import describe
from dateline.export.page.words import join_words, say_published, unlock
from dateline.export.tellings import Telling
from dateline.export.timeline import find_speakers, find_words
from dateline.model.findings import Findings, Polarity
from dateline.model.record import Commitment, Disagreement, Evidence, StatementEntry, TimelineEntry


def say_where(report: str, places: Places) -> str:
    """Return where something is printed: "The Northern Courier, 4 March 2020"."""
    return f"{places.outlet(report)}, {say_published(places.findings(report).report.published)}"


def name_speaker(entry: StatementEntry, places: Places) -> str:
    """Return whose word a statement is: a name, or how the report speaks of who has none."""
    return places.speaker(entry.speaker) or describe(entry)


def say_statement(entry: StatementEntry, places: Places) -> str:
    """Return all that is known of a statement beside its words.

    "Tomas Verrin, in The Northern Courier, 4 March 2020: denial, indirect, confidence 0.88", and through whom
    it came where the report did not hear it itself.
    """
    through = [one for one in entry.chain if one not in (entry.speaker.name, name_speaker(entry, places))]
    by_way = f", through {join_words(through)}" if through else ""
    return (
        f"{name_speaker(entry, places)}, in {say_where(entry.report, places)}{by_way}: "
        f"{unlock(entry.act.value)}, {entry.form.value}, confidence {entry.confidence:.2f}"
    )


def name_voices(said_in: Iterable[StatementEntry], places: Places) -> str:
    """Return whose word something is; "" where the report says it in its own voice."""
    return join_words(list(dict.fromkeys(name_speaker(one, places) for one in said_in)))


def say_standing(telling: Telling) -> str:
    """Return what a report says of an event: "planned", "happened, negated"."""
    negated = telling.event.polarity is Polarity.NEGATIVE
    return f"{telling.event.status.value}{', negated' if negated else ''}"


def say_telling(telling: Telling, places: Places) -> str:
    """Return what a report says of an event and whose word it is.

    "planned, according to Tomas Verrin, in The Northern Courier, 4 March 2020, confidence 0.88"
    """
    voices = name_voices(telling.said_in, places)
    whose = say_whose(voices, say_where(telling.report.id, places))
    return f"{say_standing(telling)}, according to {whose}, confidence {telling.event.confidence:.2f}"


def say_whose(voices: str, where: str, quoted: str = "") -> str:
    """Return whose word something is: "Tomas Verrin, in The Tribune, 4 May 2020", or the report's own."""
    if voices:
        return f"{voices}, in {where}"
    return f"{where}, in its own voice{f', quoting {quoted}' if quoted else ''}"


def quote(words: str) -> str:
    """Return words on one line in quotation marks, with no second pair where they begin with one."""
    line = show_line(words)
    return line if line.startswith(("“", '"')) else f"“{line}”"


def say_commitment(entry: Commitment, places: Places) -> str:
    """Return whose a commitment is and what became of it: "Tomas Verrin, plan: reported not done: …"."""
    why = f": {entry.why}" if entry.why else ""
    return (
        f"{name_committed(entry, places)}, {unlock(entry.kind) or 'commitment'}: {unlock(entry.outcome)}{why}"
    )


def name_committed(entry: Commitment, places: Places) -> str:
    """Return who announced, promised, threatened, foretold or denied something."""
    own = bool(entry.kind) and not entry.statements
    return places.name(entry.by) or ("the report’s own words" if own else "not said by whom")


def say_disagreement(entry: Disagreement) -> str:
    """Return in what two sides differ and why it is told: "figure, about people: …"."""
    about = f", about {unlock(entry.about)}" if entry.about else ""
    return f"{unlock(entry.kind)}{about}: {entry.why}"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the timeline: where it stands and whose word it is.

    `voices` vouch for its date; "" where the report says it in its own voice. `quoted` are all others whose
    words stand in it.
    """

    words: Evidence
    voices: str
    quoted: str


def list_sentences(entry: TimelineEntry, find: Callable[[str], Findings]) -> tuple[Sentence, ...]:
    """Return the sentences of an entry of the timeline, in the order of its summary.

    Args:
        entry: One of the timeline.
        find: Returns a report by its id.
    """
    return tuple(_tell_sentence(find_words(entry, one), entry, find) for one in entry.summary)


def _tell_sentence(words: Evidence, entry: TimelineEntry, find: Callable[[str], Findings]) -> Sentence:
    findings = find(words.report)
    voices = find_speakers(findings, entry, words)
    all_said = replace(entry, according_to=tuple(one.id for one in findings.statements))
    quoted = [one for one in find_speakers(findings, all_said, words) if one not in voices]
    return Sentence(words, show_line(join_words(voices)), show_line(join_words(quoted)))


def say_alone(sentence: Sentence, outlet: str) -> str:
    """Return a sentence as a headline, which stands alone: whose word it is has to stand in it."""
    told = show_line(sentence.words.exact)
    if sentence.voices:
        return f"{sentence.voices}: {told}"
    return f"{outlet}, quoting {sentence.quoted}: {told}" if sentence.quoted else told
