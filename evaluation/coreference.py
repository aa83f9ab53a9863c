"""Pronouns and nouns that stand for someone named: GUM's news, interviews, speeches and lives, and ECB+.

Asked is each "he" or "she", in any of its forms, and each "the minister" that the corpus chains to a
person whom the text names before. It is right where the person found is named in that chain. The names
are those that the encoder finds: whom it misses, no pronoun finds. Of GUM the dev and test parts are
read, of ECB+ the usual dev topics.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from dateline.engine.finding import find_in_reports
from dateline.find.names.antecedents import Antecedents
from dateline.find.names.cast import Cast
from dateline.find.names.names import Gender
from dateline.find.names.pronouns import Pronoun, read_pronoun
from dateline.find.statements.quotations import covering_quotation, find_quotations
from dateline.find.statements.speakers import Speakers
from dateline.find.statements.voices import Voice
from dateline.model.findings import Findings
from dateline.model.report import Basis, Published, Report
from dateline.model.span import Span
from dateline.nlp.encoder import Encoder
from dateline.nlp.sentences import find_paragraphs, find_sentences
from evaluation.corpora.chains import NEWS_LIKE, Anaphor, Chained, read_ecbplus, read_gum


@dataclass(frozen=True)
class Asked:
    """A text with its findings, ready to be asked who a pronoun stands for."""

    chained: Chained
    findings: Findings
    cast: Cast
    voices: tuple[Voice, ...]


@dataclass(frozen=True)
class Answer:
    """Whom a pronoun was taken for: whether rightly, with what share of belief.

    `features` are those of each candidate that has a name, `marks` tell which of them the pronoun stands for.
    """

    anaphor: Anaphor
    right: bool
    share: float
    features: list[dict[str, float]]
    marks: list[bool]

    @property
    def named(self) -> bool:
        """Whether the text names the person before the pronoun."""
        return bool(self.anaphor.names) and self.anaphor.names[0][0] < self.anaphor.start


_GENDERS = {Pronoun.HE: Gender.HE, Pronoun.SHE: Gender.SHE}


def measure(data: Path) -> dict[str, float]:
    """Return the share of pronouns and nouns whose person is found."""
    encoder = Encoder.load()
    figures: dict[str, float] = {}
    gum = read_gum(data / "treebanks" / "gum", ("dev", "test"), NEWS_LIKE)
    for name, documents in (
        ("gum", gum),
        ("ecb+", read_ecbplus(data / "ecbplus", held_out=True)),
    ):
        answers = [a for asked in prepare(documents, encoder) for a in answer(asked) if a.named]
        figures[f"{name} pronouns"] = sum(one.right for one in answers) / max(len(answers), 1)
    nouns = [right for asked in prepare(gum, encoder) for right in answer_nouns(asked)]
    figures["gum nouns"] = sum(nouns) / max(len(nouns), 1)
    return figures


def prepare(documents: Iterable[Chained], encoder: Encoder) -> Iterator[Asked]:
    """Yield each text with what the program finds in it."""
    texts = {one.name: one for one in documents}
    reports = [_make_report(one) for one in texts.values()]
    for findings in find_in_reports(reports, encoder=encoder):
        report = findings.report
        paragraphs = find_paragraphs(report.text, report.body)
        sentences = find_sentences(report.text, paragraphs)
        cast = Cast(report.text, findings.mentions, sentences, find_quotations(report.text, paragraphs))
        voices = sorted(_find_voices(cast, findings), key=lambda v: v.start)
        yield Asked(texts[report.path], findings, cast, tuple(voices))


def _make_report(one: Chained) -> Report:
    published = Published(None, None, None, Basis.UNKNOWN)
    body = (Span(0, len(one.text)),)
    return Report(one.name, one.name, None, None, None, "en", (), None, published, one.text, body, ())


def _find_voices(cast: Cast, findings: Findings) -> Iterator[Voice]:
    for statement in findings.statements:
        member = cast.members.get(statement.speaker.actor or "")
        gender = member.gender if member else Gender.UNKNOWN
        start = (statement.source or statement.cue)[0].start
        descriptor = statement.anonymity.descriptor if statement.anonymity else None
        if statement.source:
            yield Voice(statement.speaker, start, False, gender, descriptor, 1.0)


def answer(asked: Asked, weights: dict[str, float] | None = None) -> list[Answer]:
    """Return whom each pronoun of one person is taken for.

    Args:
        asked: The text.
        weights: Of the features; None for those that come with the program.
    """
    antecedents = Antecedents(asked.cast, weights)
    answers: list[Answer] = []
    for one in asked.chained.anaphors:
        pronoun = read_pronoun(asked.chained.text[one.start : one.end])
        if pronoun not in _GENDERS:
            continue
        before = [v for v in asked.voices if v.start < one.start]
        gender = _GENDERS[pronoun]
        speaks = any(v.start == one.start for v in asked.voices)
        quoted = find_quoted(asked, one.start)
        ranked = antecedents.rank(one.start, gender, before, not_actor=quoted, speaks=speaks)
        meant = find_actors(asked, one)
        right = bool(ranked) and ranked[0].candidate.key in meant
        fits = [r.candidate for r in ranked if r.candidate.member is not None]
        marks = [candidate.key in meant for candidate in fits]
        features = antecedents.describe(one.start, gender, fits, speaks=speaks) if fits else []
        answers.append(Answer(one, right, ranked[0].share if ranked else 0.0, features, marks))
    return answers


def answer_nouns(asked: Asked) -> list[bool]:
    """Tell of each noun that points back to somebody named before it whether it is taken for that person."""
    speakers = Speakers(asked.findings.report, asked.cast)
    right: list[bool] = []
    for one in asked.chained.anaphors:
        if one.is_pronoun or not one.names or one.names[0][0] >= one.start:
            continue
        span = Span(one.start, one.end)
        voice = speakers.tell((span,), enclosing=None, in_quotation_of=None, upcoming=())
        right.append(voice.speaker.actor in find_actors(asked, one))
    return right


def find_quoted(asked: Asked, at: int) -> str | None:
    """Return who speaks the quotation around `at`; None where none does."""
    quotation = covering_quotation(asked.cast.quotations, at)
    if quotation is None:
        return None
    for statement in asked.findings.statements:
        if any(span.start <= at < span.end for span in statement.content):
            return statement.speaker.actor
    return None


def find_actors(asked: Asked, one: Anaphor) -> set[str]:
    """Return the actors whose mentions stand where the chain of a pronoun is named."""
    return {
        m.actor
        for m in asked.findings.mentions
        if m.actor and m.type.value == "person" and any(s < m.end and m.start < e for s, e in one.names)
    }
