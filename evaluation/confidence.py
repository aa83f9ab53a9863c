"""Fit the confidence of statements on those that are printed of articles no weight was trained on.

In: texts of PolNeAR and an encoder. Out: the weights of a logistic regression, its constant first, and what
each statement is given by a fit that has not seen its article. Fitted on all that is decoded, statements that
are left out on the way would count, and those whose source or content is put right would count as wrong.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dateline.find.finding import find_findings
from dateline.find.statements.attributions import describe_attributions
from dateline.ingest.bylines import find_bylines
from dateline.ingest.imprints import find_outlet
from dateline.ingest.publication import date_report
from dateline.ingest.zoning import zone
from dateline.model.ids import make_report_id
from dateline.model.report import Report
from dateline.nlp.encoder import Encoder
from evaluation.statements import find_gold, pair_up, to_tokens

_SHRINKAGE = 2.0


@dataclass(frozen=True, slots=True)
class Printed:
    """One statement as it is printed.

    Attributes:
        article: Number of its article.
        features: As `describe_attributions` gives them; empty where the statement's cue is not one that was
            decoded: it was made whole, or stands inside of another.
        given: Its confidence today.
        right: Whether it is paired with an attribution of the first annotator, as in `evaluation.statements`.
    """

    article: int
    features: tuple[float, ...]
    given: float
    right: bool


def read_printed(folder: Path, stems: Sequence[str], encoder: Encoder) -> list[Printed]:
    """Return the statements that are printed of texts of a folder of PolNeAR, in their order."""
    printed = []
    for article, stem in enumerate(stems):
        report = _read(folder / "text" / f"{stem}.txt")
        (encoding,) = encoder.encode([(report.text, report.body)])
        features = {one.cue: one.features for one in describe_attributions(encoding)}
        statements = find_findings(report, encoding=encoding).statements
        meant = find_gold(folder, stem, report.text)
        right = {j for _, j in pair_up(meant, to_tokens(report.text, statements))}
        printed += [
            Printed(article, features.get(one.cue, ()), one.confidence, n in right)
            for n, one in enumerate(statements)
        ]
    return printed


def _read(path: Path) -> Report:
    """Read a text as the program does, all but its language, which takes a library training does without."""
    content = path.read_bytes()
    text = content.decode("utf-8")
    zones = zone(text)
    when, dateline = date_report(text, zones, (), given=None, url=None, collected=None)
    return Report(
        id=make_report_id(content),
        path=str(path),
        url=None,
        title=zones.title.of(text) if zones.title else None,
        outlet=find_outlet(text, zones.furniture, zones.body),
        language="en",
        bylines=find_bylines(text, zones.furniture),
        dateline=dateline,
        published=when,
        text=text,
        body=zones.body,
        furniture=zones.furniture,
    )


def fit(printed: Sequence[Printed]) -> list[float]:
    """Return the weights that give the statements the highest likelihood, all but the constant shrunk."""
    fitted = [one for one in printed if one.features]
    x, y = _lay_out(fitted), np.array([float(one.right) for one in fitted])
    weights = np.zeros(x.shape[1])
    shrinkage = np.full(x.shape[1], _SHRINKAGE)
    shrinkage[0] = 1e-6
    for _ in range(100):  # Newton's method
        p = _apply(weights, x)
        slope = x.T @ (y - p) - shrinkage * weights
        curve = (x * (p * (1 - p))[:, None]).T @ x + np.diag(shrinkage)
        step = np.linalg.solve(curve, slope)
        weights += step
        if np.abs(step).max() < 1e-9:
            break
    return [round(float(weight), 4) for weight in weights]


def cross_fit(printed: Sequence[Printed], *, folds: int = 10) -> list[float]:
    """Return what each statement is given by a fit to the articles of the other folds.

    One without features keeps what it is given today.
    """
    given = [one.given for one in printed]
    for left_out in range(folds):
        weights = np.array(fit([one for one in printed if one.article % folds != left_out]))
        for n, one in enumerate(printed):
            if one.features and one.article % folds == left_out:
                given[n] = float(_apply(weights, _lay_out([one]))[0])
    return given


def _lay_out(printed: Sequence[Printed]) -> NDArray[np.float64]:
    return np.array([(1.0, *one.features) for one in printed])


def _apply(weights: NDArray[np.float64], x: NDArray[np.float64]) -> NDArray[np.float64]:
    made: NDArray[np.float64] = 1 / (1 + np.exp(-x @ weights))
    return made
