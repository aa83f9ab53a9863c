"""Times in a plain string: for programs that have a text and a date, and no report.

In: a text, all of it article, and when it was published. Out: the times that `dateline.find.times` finds.
"""

from dateline.find.times import find_times
from dateline.ingest.dates import read_date
from dateline.ingest.edtf import first_day, last_day
from dateline.model.findings import TimeExpression
from dateline.model.report import UNKNOWN_DATE, Basis, Published, Report


def tag_times(text: str, published: str | None = None) -> tuple[TimeExpression, ...]:
    """Find the expressions of time in an English text and say what they mean on the calendar.

    Without the encoder: whether a clause tells of what was or what will be is told by its words alone.

    Args:
        text: All of it is read.
        published: The day, month or year it was published, as 2011-09-17, 2011-09 or 2011; None where that is
            not known.

    Returns:
        Time expressions in the order of the text, without overlap, in code points.

    Raises:
        ValueError: `published` is no such date.
    """
    value = None if published is None else read_date(published)
    if value != published:
        raise ValueError(f"{published!r} is no date such as 2011-09-17, 2011-09 or 2011")
    when = UNKNOWN_DATE
    if value is not None:
        when = Published(value, first_day(value), last_day(value), Basis.GIVEN)
    return find_times(Report.of_text(text, published=when))
