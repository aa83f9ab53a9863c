"""Who is who across reports: the chains of ECB+ and of MEANTIME's Apple corpus, beside two simpler ways.

The texts of a topic of ECB+ (and, apart, of each of its two stories) and those of MEANTIME are linked as one
case. The program's mentions are names, so its chains are laid beside the marked mentions that are names, and
beside all of them, pronouns and nouns too. A mention found is the marked one that holds its last word while
it holds the marked one's head; each is paired once. A marked mention that was not found counts as missed. A
mention found that is not marked counts for nothing: both corpora mark only those who take part in what they
follow. Beside the program, on the same mentions: names that are the same string, and surnames (people by
their last word, others by their name without case).

ECB+'s held-out topics (2, 5, 12, 18, 21, 23, 34, 35) and every third text of MEANTIME were not looked at; the
encoder saw names of the other texts in training.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from dateline.engine.finding import find_in_reports
from dateline.link.linking import link
from dateline.model.findings import Findings, Mention, MentionType
from dateline.model.ids import make_id
from dateline.model.report import Report
from dateline.model.span import Span
from dateline.nlp.encoder import Encoder
from evaluation.chained_texts import ECB_HELD_OUT, ChainedMention, ChainedText, read_ecb, read_meantime
from evaluation.coreference_scores import Chains, score_b_cubed, score_conll

# Which chain the mention of a report is in, None for none.
Chaining = Callable[[Report, Mention], Hashable]


@dataclass(frozen=True, slots=True)
class Case:
    """Texts that were linked as one: what is marked in each, and what the program found."""

    name: str
    texts: tuple[tuple[ChainedText, Findings], ...]


def measure(data: Path) -> dict[str, float]:
    """Return B³ and CoNLL F1 by corpus, for the program and the two simpler ways."""
    encoder = Encoder.load()
    topics = {topic: find_in_texts(texts, encoder) for topic, texts in read_ecb(data / "ecbplus").items()}
    folder = data / "entity-timelines/meantime/intra_cross-doc_annotation/corpus_apple"
    apple = find_in_texts(read_meantime(folder), encoder)
    seen = {topic: found for topic, found in topics.items() if topic not in ECB_HELD_OUT}
    held_out = {topic: found for topic, found in topics.items() if topic in ECB_HELD_OUT}
    figures: dict[str, float] = {}
    for name, cases in (
        ("ecb+ topics", [link_case(str(topic), found) for topic, found in seen.items()]),
        ("ecb+ topics held out", [link_case(str(topic), found) for topic, found in held_out.items()]),
        ("ecb+ stories", _link_stories(seen)),
        ("ecb+ stories held out", _link_stories(held_out)),
        ("meantime", [link_case("apple", apple)]),
        ("meantime held out", [link_case("apple", apple[::3])]),
    ):
        figures |= score_cases(name, cases)
    return figures


def _link_stories(topics: Mapping[int, Sequence[tuple[ChainedText, Findings]]]) -> list[Case]:
    """Link each half of each topic alone: ECB+ has two stories of one kind under a number."""
    return [
        link_case(f"{topic} {half}", [one for one in found if one[0].name.endswith(half)])
        for topic, found in topics.items()
        for half in ("ecb", "ecbplus")
    ]


def find_in_texts(texts: Sequence[ChainedText], encoder: Encoder) -> list[tuple[ChainedText, Findings]]:
    """Return what the program finds in each text before linking, all of a text being its body."""
    reports = [_make_report(text) for text in texts]
    return list(zip(texts, find_in_reports(reports, encoder=encoder), strict=True))


def _make_report(text: ChainedText) -> Report:
    return Report.of_text(text.text, id=make_id("report", text.name), path=text.name)


def link_case(name: str, found: Iterable[tuple[ChainedText, Findings]]) -> Case:
    """Link texts as one case."""
    texts = list(found)
    linked = {one.report.id: one for one in link([findings for _, findings in texts]).reports}
    return Case(name, tuple((text, linked[findings.report.id]) for text, findings in texts))


def score_cases(name: str, cases: Sequence[Case]) -> dict[str, float]:
    """Return the figures of one corpus."""
    figures: dict[str, float] = {}
    for marked, only_names in (("names", True), ("all mentions", False)):
        key: dict[Hashable, Hashable] = {}
        responses: dict[str, dict[Hashable, Hashable]] = {way: {} for way in _WAYS}
        for case in cases:
            for text, findings in case.texts:
                gold = [one for one in text.mentions if one.is_name or not only_names]
                places = [(case.name, text.name, one.span, one.chain) for one in gold]
                key |= {place: (case.name, one.chain) for place, one in zip(places, gold, strict=True)}
                for at, mention in pair_mentions(gold, findings.mentions).items():
                    for way, chaining in _WAYS.items():
                        chain = chaining(findings.report, mention)
                        if chain is not None:
                            responses[way][places[at]] = (case.name, chain)
        if only_names:
            found = len({place for response in responses.values() for place in response})
            figures[f"{name}, names found"] = found / max(len(key), 1)
        figures |= _score_ways(f"{name}, {marked}", key, responses)
    return figures


def _score_ways(name: str, key: Chains, responses: Mapping[str, Chains]) -> dict[str, float]:
    scores = (("B³", lambda key, response: score_b_cubed(key, response).f1), ("CoNLL", score_conll))
    return {
        f"{name}, {title}{way}": score(key, response)
        for title, score in scores
        for way, response in responses.items()
    }


def pair_mentions(gold: Sequence[ChainedMention], found: Iterable[Mention]) -> dict[int, Mention]:
    """Return the mention found for each marked one that has one, by its index.

    Two are one where each holds the other's head; the head of a mention found is its last word. Of several
    the one with the same bounds goes first, then the shorter.
    """
    pairs = [
        (
            one.span != Span(mention.start, mention.end),
            mention.end - mention.start,
            mention.start,
            at,
            mention,
        )
        for mention in found
        for at, one in enumerate(gold)
        if one.span.start < mention.end <= one.span.end + 1
        and mention.start <= one.head.start
        and one.head.start < mention.end
    ]
    paired: dict[int, Mention] = {}
    taken: set[int] = set()
    for _, _, start, at, mention in sorted(pairs, key=lambda pair: pair[:4]):
        if at not in paired and start not in taken:
            paired[at] = mention
            taken.add(start)
    return paired


def _chain_as_linked(_: Report, mention: Mention) -> Hashable:
    return mention.actor


def _chain_by_string(report: Report, mention: Mention) -> Hashable:
    return " ".join(report.text[mention.start : mention.end].split())


def _chain_by_surname(report: Report, mention: Mention) -> Hashable:
    words = _chain_by_string(report, mention)
    plain = str(words).casefold().removesuffix("'s").removeprefix("the ").strip(" .")
    return plain.split()[-1] if mention.type is MentionType.PERSON else plain


_WAYS: Mapping[str, Chaining] = {
    "": _chain_as_linked,
    ", same string": _chain_by_string,
    ", surname": _chain_by_surname,
}
