"""Links to words, and sentences with theirs."""

import re
from collections.abc import Iterable, Sequence

from dateline.export.page.places import Places
from dateline.export.page.views import Link, Ref, SentenceView
from dateline.export.page.words import say_published_briefly
from dateline.model.record import Evidence, StatementEntry


def make_ref(evidence: Evidence, places: Places, key: str) -> Ref:
    """Return the link to the words of `evidence`."""
    report = places.findings(evidence.report).report
    return Ref(
        number=places.numbers[evidence.report],
        name=places.outlet(evidence.report),
        date=say_published_briefly(report.published),
        href=places.words(evidence),
        key=key,
        page=evidence.page,
    )


def refer(evidence: Iterable[Evidence], places: Places, label: str) -> tuple[Ref, ...]:
    """Return the links to all of `evidence`, in the order of the page."""
    ordered = sorted(evidence, key=lambda e: (places.numbers[e.report], e.start))
    return tuple(dict.fromkeys(make_ref(one, places, label) for one in ordered))


def refer_once(evidence: Iterable[Evidence], places: Places, label: str) -> tuple[Ref, ...]:
    """Return one link a report, to the first of its words among `evidence`."""
    first: dict[int, Ref] = {}
    for ref in refer(evidence, places, label):
        first.setdefault(ref.number, ref)
    return tuple(first.values())


def fold(words: str) -> str:
    """Return the letters and digits alone: two papers set the same words with other quotation marks."""
    return re.sub(r"[\W_]+", " ", words).casefold().strip() or words


def quote(
    sentences: Iterable[str],
    evidence: Sequence[Evidence],
    places: Places,
    label: str,
    *,
    said_in: Iterable[str] = (),
) -> tuple[SentenceView, ...]:
    """Return each sentence with the places where it stands; one no evidence holds has none.

    Args:
        sentences: Verbatim, in the order in which they are shown.
        evidence: What the entry rests on.
        places: The page's lookups.
        label: The entry's.
        said_in: Ids of the statements that hold the entry's dates; those that lie over a sentence are its.
    """
    statements = [places.statements[one] for one in said_in if one in places.statements]
    views = []
    for sentence in dict.fromkeys(sentences):
        where = [e for e in evidence if e.exact == sentence] or [e for e in evidence if sentence in e.exact]
        where = where or [e for e in evidence if e.exact in sentence]
        said = [one for one in statements if any(_overlaps(words, where) for words in one.evidence)]
        views.append(SentenceView(sentence, refer(where, places, label), name_sources(said, places)))
    return tuple(views)


def is_inside(words: Evidence, other: Evidence) -> bool:
    """Tell whether `words` are part of `other` and not all of it."""
    return (
        words.report == other.report
        and other.start <= words.start
        and words.end <= other.end
        and words.end - words.start < other.end - other.start
    )


def _overlaps(words: Evidence, others: Iterable[Evidence]) -> bool:
    return any(o.report == words.report and o.start < words.end and words.start < o.end for o in others)


def name_sources(statements: Iterable[StatementEntry], places: Places) -> tuple[Link, ...]:
    """Return whose word it is, each name once, with the statement it leads to."""
    links: dict[str, Link] = {}
    for entry in statements:
        name = places.speaker(entry.speaker) or describe(entry)
        links.setdefault(name, Link(name, places.entry(entry.id) or ""))
    return tuple(links.values())


def describe(entry: StatementEntry) -> str:
    """Return how the report speaks of an unnamed speaker."""
    described = entry.anonymity.descriptor if entry.anonymity else entry.speaker.name
    return described or "a source the report does not name"
