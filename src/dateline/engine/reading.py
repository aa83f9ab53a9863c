"""Paths -> findings, without a case: what `dateline read` does."""

from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO

from dateline.engine.finding import find_in_reports
from dateline.engine.spacy_pipeline import Pipeline
from dateline.ingest.reading import Skipped, read_reports
from dateline.model.findings import Findings
from dateline.model.report import Report
from dateline.nlp.encoder import Encoder


def read_findings(
    paths: Sequence[str],
    *,
    published: str | None = None,
    skipped: list[Skipped],
    stdin: BinaryIO | None = None,
    pipeline: Pipeline | None = None,
) -> Iterator[Findings]:
    """Yield the findings of every report in `paths`, in the order named.

    Args:
        paths: Files, folders, or `-` for `stdin`.
        published: The publication date of all of them (EDTF), where the user gives one.
        skipped: What could not be read is appended here, as it is met.
        stdin: Where `-` reads from.
        pipeline: Gives what it finds in the place of the encoder.
    """
    reports = read_reports(paths, published=published, stdin=stdin)
    yield from find_in_reports(
        put_skipped_aside(reports, skipped),
        encoder=Encoder.load(),
        look=pipeline.read if pipeline else None,
        skipped=skipped,
    )


def put_skipped_aside(things: Iterable[Report | Skipped], skipped: list[Skipped]) -> Iterator[Report]:
    """Yield the reports of `things` and append the rest to `skipped`."""
    for thing in things:
        if isinstance(thing, Skipped):
            skipped.append(thing)
        else:
            yield thing
