"""Everything that is found in one report: its times, its mentions, its statements.

In comes a report and what the encoder says of its body, out go its findings. Each report stands on its
own, so that a thousand can be read side by side; what joins them is left to `link`.
"""

from dateline.find.attributions import decode_attributions, decode_names
from dateline.find.mentions import find_mentions
from dateline.find.statements import find_statements
from dateline.find.times import find_times
from dateline.model.findings import Findings
from dateline.model.report import Report
from dateline.nlp.encoder import Encoding


def find_findings(report: Report, *, encoding: Encoding) -> Findings:
    """Return all that is found in `report`, each list sorted by where it stands.

    Args:
        report: Only `report.body` is read; page furniture holds no findings.
        encoding: The encoder's output for that body.

    Raises:
        EncodingMismatch: `encoding` was made from another text.
    """
    mentions = find_mentions(report, decode_names(encoding))
    return Findings(
        report=report,
        times=find_times(report),
        mentions=mentions,
        statements=find_statements(report, decode_attributions(encoding), mentions),
    )


def has_findings(report: Report) -> bool:
    """Tell whether the finders read this report's language: English, or a language that is not known."""
    return report.language is None or report.language.split("-")[0].lower() == "en"
