"""A report as it was read: its text, what of it is the article, and when it was published."""

from dataclasses import dataclass
from enum import StrEnum

from dateline.model.span import Span


class FurnitureKind(StrEnum):
    """What stands on a page but is not the article."""

    NAVIGATION = "navigation"
    TEASER = "teaser"
    COMMENT = "comment"
    CREDIT = "credit"
    BOILERPLATE = "boilerplate"
    BYLINE = "byline"
    IMPRINT = "imprint"


class Basis(StrEnum):
    """What a publication date rests on, strongest first."""

    GIVEN = "given"
    METADATA = "metadata"
    URL = "url"
    STATED = "stated"
    DATELINE = "dateline"
    INFERRED = "inferred"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Furniture:
    """A stretch of the page that is not the article; nothing inside it becomes a finding."""

    start: int
    end: int
    kind: FurnitureKind


@dataclass(frozen=True, slots=True)
class DateEvidence:
    """One reason for a publication date; `start` and `end` are None where it stands outside the text."""

    start: int | None
    end: int | None
    why: str


@dataclass(frozen=True, slots=True)
class Published:
    """When a report was published.

    `value` is EDTF (ISO 8601-2) at the precision that is known, None where the report does not let one say;
    `earliest` and `latest` are ISO dates that bound it, None where nothing does.
    """

    value: str | None
    earliest: str | None
    latest: str | None
    basis: Basis
    evidence: tuple[DateEvidence, ...] = ()


UNKNOWN_DATE = Published(None, None, None, Basis.UNKNOWN)
"""The date of a report of which nobody knows when it was published."""


@dataclass(frozen=True, slots=True)
class Dateline:
    """The line that says where and when the report was filed; `date` is EDTF."""

    place: str | None
    date: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ReportHead:
    """What a list of reports shows of each; `length` is that of its article, in code points."""

    id: str
    path: str
    url: str | None
    title: str | None
    outlet: str | None
    language: str | None
    bylines: tuple[str, ...]
    published: Published
    length: int


@dataclass(frozen=True, slots=True)
class Report:
    """One report, before anything was found in it.

    Offsets are code points into `text`. `body` and `furniture` do not overlap and are sorted.
    `collected` is when the page was fetched, an ISO date: it bounds the publication date from above and
    is never taken for it. `pages` holds one span a page for paginated formats and is empty for others.
    """

    id: str
    path: str
    url: str | None
    title: str | None
    outlet: str | None
    language: str | None
    bylines: tuple[str, ...]
    dateline: Dateline | None
    published: Published
    text: str
    body: tuple[Span, ...]
    furniture: tuple[Furniture, ...]
    collected: str | None = None
    pages: tuple[Span, ...] = ()

    @classmethod
    def of_text(
        cls,
        text: str,
        *,
        id: str = "",  # noqa: A002  the field's name
        path: str = "",
        published: Published = UNKNOWN_DATE,
        outlet: str | None = None,
    ) -> "Report":
        """Return an English text as a report all of which is its article, and of which no more is known."""
        return cls(
            id=id,
            path=path,
            url=None,
            title=None,
            outlet=outlet,
            language="en",
            bylines=(),
            dateline=None,
            published=published,
            text=text,
            body=(Span(0, len(text)),) if text else (),
            furniture=(),
        )

    def page_at(self, offset: int) -> int | None:
        """Return the number of the page, from 1, that holds `offset`; None where the format has no pages."""
        return next((n for n, page in enumerate(self.pages, 1) if page.start <= offset < page.end), None)


def make_head(report: Report) -> ReportHead:
    """Return what a list shows of `report`."""
    return ReportHead(
        id=report.id,
        path=report.path,
        url=report.url,
        title=report.title,
        outlet=report.outlet,
        language=report.language,
        bylines=report.bylines,
        published=report.published,
        length=sum(span.end - span.start for span in report.body),
    )
