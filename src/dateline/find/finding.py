"""Everything that is found in one report: its times, its mentions, its statements, its events.

In comes a report and what the encoder says of its body, out go its findings. Each report stands on its
own, so that a thousand can be read side by side; what joins them is left to `link`.
"""

from dataclasses import dataclass

from dateline.find.events.events import find_events
from dateline.find.events.order import find_order
from dateline.find.layers import NameSpan, decode_names
from dateline.find.meanings import find_sentence_meanings
from dateline.find.names.mentions import find_mentions
from dateline.find.statements.attributions import Attribution, decode_attributions
from dateline.find.statements.saying import date_sayings
from dateline.find.statements.statements import find_statements
from dateline.find.times import find_times
from dateline.model.findings import Findings
from dateline.model.report import Report
from dateline.model.span import Span
from dateline.nlp.encoding import Encoding
from dateline.nlp.sentences import find_paragraphs, find_sentences


@dataclass(frozen=True, slots=True)
class Given:
    """What another reader says of a report, in the place of encoder and rules; None where it is silent.

    Attributes:
        names: Names with the types of `decode_names`.
        attributions: Who says what.
        sentences: The sentences of the body, in order, none across paragraphs.
    """

    names: tuple[NameSpan, ...] | None = None
    attributions: tuple[Attribution, ...] | None = None
    sentences: tuple[Span, ...] | None = None


def find_findings(report: Report, *, encoding: Encoding, given: Given | None = None) -> Findings:
    """Return all that is found in `report`, each list sorted by where it stands.

    Args:
        report: Only `report.body` is read; page furniture holds no findings.
        encoding: The encoder's output for that body.
        given: What another reader says of it.

    Raises:
        EncodingMismatch: `encoding` was made from another text.
    """
    given = given or Given()
    names = decode_names(encoding) if given.names is None else given.names
    attributions = decode_attributions(encoding) if given.attributions is None else given.attributions
    sentences = given.sentences
    if sentences is None:
        sentences = tuple(find_sentences(report.text, find_paragraphs(report.text, report.body)))
    times, mentions = find_times(report, encoding=encoding), find_mentions(report, names)
    statements = find_statements(report, attributions, mentions, sentences=sentences)
    statements = date_sayings(report, statements, times)
    events = find_events(
        report,
        encoding=encoding,
        times=times,
        mentions=mentions,
        statements=statements,
        sentences=sentences,
    )
    return Findings(
        report=report,
        times=times,
        mentions=mentions,
        statements=statements,
        events=events,
        order=find_order(encoding, sentences, times, statements),
        sentences=find_sentence_meanings(sentences, encoding),
    )


def has_findings(report: Report) -> bool:
    """Tell whether the finders read this report's language: English, or a language that is not known."""
    return report.language is None or report.language.split("-")[0].lower() == "en"
