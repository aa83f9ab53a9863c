"""The sentences of a report that stand under a date, and which date: what a timeline is made of.

In come one report's findings, out go its sentences by the dates in them. A sentence that is a source's word
leads to the statement it stands in; a report's first sentence stands under the day of its publication, unless
it names a day itself.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dateline.link.overlaps import Overlaps
from dateline.link.precision import make_date
from dateline.link.timeline.bounding import find_bounded
from dateline.model.findings import Findings, Statement, TimeExpression, TimexType
from dateline.model.record import TimelineDate
from dateline.model.report import Report
from dateline.model.span import Span
from dateline.nlp.sentences import find_paragraphs, find_sentences

# What spans more says when something was and not when it happened.
_LONGEST_DAYS = 366
_FEWEST_WORDS = 6
_FEWEST_WORDS_BESIDE = 3
_ENDS_OF_SENTENCES = (".", "!", "?", "…", "”", '"', "’", "'", ")")


@dataclass(frozen=True, slots=True)
class Dated:
    """A sentence under a date: `time` is where the date stands, None for a report's first sentence.

    `leads` tells whether it is that first sentence or the next one, `saying` whether its date is the one on
    which somebody said something; `names` counts who is named in it; `relevance`, 0 to 1, is how near it
    lies to what the story is about; `is_overtaken` tells whether later reports give another figure.
    """

    report: Report
    sentence: Span
    time: Span | None
    according_to: tuple[str, ...]
    origin: str
    saying: bool
    leads: bool
    names: int
    relevance: float = 1.0
    is_overtaken: bool = False

    @property
    def words(self) -> str:
        """The sentence, as printed."""
        return self.sentence.of(self.report.text)


class _Said:
    """Who is named and what is said in a report, by place, and its first two sentences."""

    def __init__(self, findings: Findings, opening: Sequence[Span]) -> None:
        self.report = findings.report
        self.opening = opening
        self.times = findings.times
        self._contents = Overlaps((span, one) for one in findings.statements for span in one.content)
        self._actors = sorted((one.start, one.actor or "") for one in findings.mentions)

    def find_statements(self, sentence: Span) -> list[Statement]:
        """Return the statements of which a part stands in a sentence, each once."""
        return list({one.id: one for _, one in self._contents.find(sentence)}.values())

    def find_actors(self, sentence: Span) -> list[str]:
        """Return the ids of those named in a sentence, in order; "" stands for one without."""
        low, high = (bisect_left(self._actors, (at, "")) for at in (sentence.start, sentence.end))
        return [one for _, one in self._actors[low:high]]


def find_dated(findings: Findings, origin: str, about: str | None) -> list[tuple[TimelineDate, Dated]]:
    """Return the sentences of a report under the dates they speak of, in no order.

    Args:
        findings: One report's.
        origin: The id of the report whose text it is.
        about: The id of an actor: only sentences that name it are taken; None takes all.
    """
    report = findings.report
    sentences = find_sentences(report.text, find_paragraphs(report.text, report.body))
    starts = [sentence.start for sentence in sentences]
    opening = [one for one in sentences if _is_sentence(one.of(report.text))][:2]
    said = _Said(findings, opening)
    dated: list[tuple[TimelineDate, Dated]] = []
    for time in findings.times:
        day = read_date(time)
        at = bisect_right(starts, time.start) - 1
        if day is None or at < 0 or time.end > sentences[at].end:
            continue
        if _says_more(report.text, sentences[at], time):
            span = Span(time.start, time.end)
            dated.append((day, _make_dated(said, sentences[at], span, origin)))
    dated = _leave_out_sayings(dated)
    dated += _find_bounded(findings, said, sentences, {one.sentence for _, one in dated}, origin)
    on_days = {one.sentence for day, one in dated if day.precision == "day"}
    dated += _find_reported(said, on_days, origin)
    return [one for one in dated if about is None or about in said.find_actors(one[1].sentence)]


def _leave_out_sayings(dated: Sequence[tuple[TimelineDate, Dated]]) -> list[tuple[TimelineDate, Dated]]:
    """Return sentences without those under the day of a saying that name another day for what was said.

    "They sailed on Monday, Osei said on Tuesday" tells of nothing else that was on Tuesday.
    """
    told = {one.sentence for day, one in dated if day.precision == "day" and not one.saying}
    return [(day, one) for day, one in dated if not one.saying or one.sentence not in told]


def _find_bounded(
    findings: Findings, said: _Said, sentences: Sequence[Span], dated: Container[Span], origin: str
) -> list[tuple[TimelineDate, Dated]]:
    """Return the sentences without a date of their own that say what they came after."""
    found: dict[Span, tuple[TimelineDate, Dated]] = {}
    for one in find_bounded(findings, sentences):
        if one.sentence not in dated and one.sentence not in found:
            made = _make_dated(said, one.sentence, None, origin)
            holding = tuple(sorted({*made.according_to, *one.according_to}))
            found[one.sentence] = one.day, replace(made, time=one.dated_by, according_to=holding)
    return list(found.values())


def _says_more(text: str, sentence: Span, time: TimeExpression) -> bool:
    """Tell a sentence that holds a date from a line that is one: "Wednesday, 5 May 2031"."""
    rest = text[sentence.start : time.start] + text[time.end : sentence.end]
    return len(re.findall(r"\w+", rest)) >= _FEWEST_WORDS_BESIDE


def _find_reported(said: _Said, on_days: Container[Span], origin: str) -> list[tuple[TimelineDate, Dated]]:
    """Return the report's first sentence under the day it was published, where that day is known.

    One that names a day, as those in `on_days` do, stands there: "The gates closed on Tuesday" in the paper
    of Wednesday tells of nothing that happened on Wednesday.
    """
    report = said.report
    published = report.published
    if published.earliest is None or published.earliest != published.latest:
        return []
    if not said.opening or said.opening[0] in on_days:
        return []
    day = TimelineDate(published.earliest, published.latest, "day")
    return [(day, _make_dated(said, said.opening[0], None, origin))]


def _is_sentence(words: str) -> bool:
    """Tell a sentence from a headline or a line of an address."""
    return len(words.split()) >= _FEWEST_WORDS and words.endswith(_ENDS_OF_SENTENCES)


def _make_dated(said: _Said, sentence: Span, time: Span | None, origin: str) -> Dated:
    statements = said.find_statements(sentence)
    according_to = sorted(one.id for one in statements if _holds(one, said.times, sentence, time))
    saying = time is not None and any(_dates_saying(one, said.times, time) for one in statements)
    leads = sentence in said.opening
    names = len(said.find_actors(sentence))
    return Dated(said.report, sentence, time, tuple(according_to), origin, saying, leads, names)


def _holds(statement: Statement, times: Sequence[TimeExpression], sentence: Span, time: Span | None) -> bool:
    """Tell whether a sentence, or its date, is what somebody is said to have said.

    "The gates will close, Verrin said on Tuesday" dates the saying; what it tells is Verrin's word all the
    same, however much the sentence adds to it.
    """
    if time is None:
        return any(span.overlaps(sentence) for span in statement.content)
    inside = [(max(span.start, sentence.start), min(span.end, sentence.end)) for span in statement.content]
    mostly = 2 * sum(max(end - start, 0) for start, end in inside) >= sentence.end - sentence.start
    return (
        mostly
        or any(span.covers(time) for span in statement.content)
        or _dates_saying(statement, times, time)
    )


def _dates_saying(statement: Statement, times: Sequence[TimeExpression], time: Span) -> bool:
    """Tell whether a date says when it was said: "said on Tuesday", "on Tuesday denied"."""
    number = statement.said.time if statement.said is not None else None
    return number is not None and times[number].start == time.start


def read_date(time: TimeExpression) -> TimelineDate | None:
    """Return the date of the timeline that a time expression means, None where it means no one date."""
    when = time.type in (TimexType.DATE, TimexType.TIME) or time.event is not None
    if not when or time.earliest is None or time.latest is None:
        return None
    if time.value is not None and time.value.endswith("_REF"):
        return None
    days = (date.fromisoformat(time.latest) - date.fromisoformat(time.earliest)).days + 1
    if not 0 < days <= _LONGEST_DAYS:
        return None
    return make_date(time.earliest, time.latest, time.value)
