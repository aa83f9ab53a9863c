"""The ledger: what was announced, promised, threatened, foretold and denied, and what became of it."""

from dataclasses import dataclass

from dateline.case.file import Case
from dateline.model.found import Voice
from dateline.model.record import Commitment
from dateline.model.report import ReportHead
from dateline.reader.asked import Asked
from dateline.reader.lists import Facet, Pager, make_facets, read_heads, read_page
from dateline.reader.page import Page

KINDS = ("plan", "promise", "threat", "prediction", "denial")
OUTCOMES = ("reported_done", "reported_not_done", "reversed", "repeated", "open")


@dataclass(frozen=True, slots=True)
class CommitmentsView:
    """Commitments of one page of the ledger; `names` of who made them and `heads` of their reports, by id.

    `voices` are whose word the last of the words is that show what became of one, by the commitment's id;
    none where it is the report's own. `last` is the day of the last report, None where none has one.
    """

    commitments: tuple[Commitment, ...]
    pager: Pager
    kinds: tuple[Facet, ...]
    outcomes: tuple[Facet, ...]
    names: dict[str, str]
    voices: dict[str, tuple[Voice, ...]]
    last: str | None
    heads: dict[str, ReportHead]


def read(case: Case, asked: Asked) -> CommitmentsView:
    """Return the commitments that are asked for, in the order in which they were made."""
    chosen = case.commitments(
        by=asked.text("by"),
        kind=asked.choices("kind", KINDS) or None,
        outcome=asked.choices("outcome", OUTCOMES) or None,
        due=asked.day("due"),
        before=asked.day("before"),
        after=asked.day("after"),
    )
    commitments, pager = read_page(chosen, asked)
    everything = case.commitments()
    words = [words for one in commitments for words in (*one.evidence, *one.outcome_evidence)]
    shown = {one.id: one.outcome_evidence[-1] for one in commitments if one.outcome_evidence}
    voices = case.voices(shown.values())
    return CommitmentsView(
        commitments=commitments,
        pager=pager,
        kinds=make_facets(everything.count_by("kind")),
        outcomes=make_facets(everything.count_by("outcome")),
        names=case.names(one.by for one in commitments if one.by),
        voices={id_: voices[words] for id_, words in shown.items()},
        last=max((day for day in case.reports().count_by("day") if day), default=None),
        heads=read_heads(case, words),
    )


PAGE = Page(name="commitments", path="/commitments", read=read, title="Promised, denied", place=5)
