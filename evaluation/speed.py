"""Words a second of the whole of `dateline read`, beside the encoder alone and a small spaCy pipeline.

All on the same text, on two processors, in one run. The pipeline has the shape of `en_core_web_sm` (tok2vec,
tagger, parser, NER) with weights that were never trained, which does not change its speed; it has none of
that model's rules for lemmas and attributes, which favours it.
"""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

import numpy

from dateline.engine.finding import find_in_reports
from dateline.ingest.reading import read_reports
from dateline.model.plain import to_json_line
from dateline.model.report import Report
from dateline.nlp.encoder import Encoder

_ROUNDS = 5
_REPORTS = 100
_WARM_UP = 16
_PROCESSORS = 2
# So small that the last batch of a process does not leave the other without work.
_SPACY_BATCH = 10
_TAGS, _RELATIONS, _NAMES = 50, 45, 18


def measure(data: Path) -> dict[str, float]:
    """Return words a second of each, and what the whole costs and gains beside the others.

    Each round has 100 training articles of PolNeAR of its own, so that nothing is remembered from the round
    before; the medians of five rounds are given. Other work on the machine disturbs the figures by the clock
    most: so the floors are on processor time, which says who is faster where both keep the two processors
    busy, as spaCy does in two processes. spaCy is left out where it is not installed.
    """
    programs: dict[str, Callable[[str, list[Report]], None]] = {
        "encoder alone": lambda _, reports: _encode(reports),
        "whole": lambda folder, _: _read(folder),
    }
    if find_spec("spacy"):
        pipeline = _build_pipeline()
        programs["small spaCy in one process"] = lambda _, reports: _pipe(pipeline, reports, 1)
        programs["small spaCy in two processes"] = lambda _, reports: _pipe(pipeline, reports, 2)
    files = iter(sorted((data / "polnear/train/text").glob("*.txt")))
    speeds: dict[str, list[float]] = {program: [] for program in programs}
    costs: dict[str, list[float]] = {program: [] for program in programs}
    with _on_processors(_PROCESSORS):
        for count in (_WARM_UP, *[_REPORTS] * _ROUNDS):
            with TemporaryDirectory() as folder:
                for file in islice(files, count):
                    (Path(folder) / file.name).write_bytes(file.read_bytes())
                reports = [one for one in read_reports([folder]) if isinstance(one, Report)]
                words = sum(len(one.text.split()) for one in reports)
                for program, run in programs.items():
                    began, used = time.perf_counter(), _sum_times()
                    run(folder, reports)
                    if count != _WARM_UP:
                        speeds[program].append(words / (time.perf_counter() - began))
                        costs[program].append((_sum_times() - used) / words)
    alone = "encoder alone"
    figures = {f"{program}, words a second": median(each) for program, each in speeds.items()}
    figures["cost of the whole, encoder alone = 1"] = _compare(speeds[alone], speeds["whole"])
    figures["processor time of the whole, encoder alone = 1"] = _compare(costs["whole"], costs[alone])
    for peer in [one for one in programs if one.startswith("small")]:
        figures[f"processor time of the whole, {peer} = 1"] = _compare(costs["whole"], costs[peer])
        figures[f"speed of the whole, {peer} = 1"] = _compare(speeds["whole"], speeds[peer])
    return figures


def _sum_times() -> float:
    """Return the processor time of this process and those that it started and that have ended."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def _compare(these: list[float], others: list[float]) -> float:
    """Return how many times the others these are, round by round: the median."""
    return median(this / other for this, other in zip(these, others, strict=True))


@contextmanager
def _on_processors(count: int) -> Iterator[None]:
    """Keep to the first `count` processors, where the system can do that."""
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    all_ = os.sched_getaffinity(0)
    os.sched_setaffinity(0, sorted(all_)[:count])
    try:
        yield
    finally:
        os.sched_setaffinity(0, all_)


def _encode(reports: list[Report]) -> None:
    Encoder.load().encode([(report.text, report.body) for report in reports])


def _read(folder: str) -> None:
    reports = (one for one in read_reports([folder]) if isinstance(one, Report))
    for findings in find_in_reports(reports, encoder=Encoder.load()):
        to_json_line(findings)


def _pipe(pipeline: Any, reports: list[Report], processes: int) -> None:
    texts = [report.text for report in reports]
    for _ in pipeline.pipe(texts, n_process=processes, batch_size=_SPACY_BATCH):
        pass


def _build_pipeline() -> Any:
    """Build a pipeline with the components and sizes of `en_core_web_sm`, with labels but untrained."""
    import spacy

    pipeline = spacy.blank("en")
    pipeline.add_pipe("tok2vec", config={"model": _describe_tok2vec()})
    listener = {"@architectures": "spacy.Tok2VecListener.v1", "width": 96}
    pipeline.add_pipe("tagger", config={"model": {"@architectures": "spacy.Tagger.v2", "tok2vec": listener}})
    pipeline.add_pipe("parser", config={"model": _describe_parser("parser", listener)})
    pipeline.add_pipe("ner", config={"model": _describe_parser("ner", _describe_tok2vec())})
    pipeline.initialize(lambda: _make_examples(pipeline))
    _randomise(pipeline)
    return pipeline


def _randomise(pipeline: Any) -> None:
    """Put chance for the zeros that layers begin with: with them each word is a sentence and a name."""
    random = numpy.random.default_rng(0)
    for name in ("tagger", "parser", "ner"):
        for layer in pipeline.get_pipe(name).model.walk():
            weights = layer.maybe_get_param("W")
            if weights is not None and not weights.any():
                layer.set_param("W", random.normal(size=weights.shape).astype(weights.dtype))


def _describe_tok2vec() -> dict[str, Any]:
    return {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": {
            "@architectures": "spacy.MultiHashEmbed.v2",
            "width": 96,
            "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE"],
            "rows": [5000, 1000, 2500, 2500],
            "include_static_vectors": False,
        },
        "encode": {
            "@architectures": "spacy.MaxoutWindowEncoder.v2",
            "width": 96,
            "depth": 4,
            "window_size": 1,
            "maxout_pieces": 3,
        },
    }


def _describe_parser(kind: str, tok2vec: dict[str, Any]) -> dict[str, Any]:
    return {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": kind,
        "extra_state_tokens": False,
        "hidden_width": 64,
        "maxout_pieces": 2,
        "use_upper": True,
        "nO": None,
        "tok2vec": tok2vec,
    }


def _make_examples(pipeline: Any) -> list[Any]:
    """Make documents in which every label stands, often enough that the parser keeps it."""
    from spacy.training import Example

    relations = cycle([f"relation{n}" for n in range(_RELATIONS)])
    names = cycle([f"NAME{n}" for n in range(_NAMES)])
    examples = []
    for _ in range(80):
        words = [f"word{n}" for n in range(_TAGS)]
        marked = {
            "words": words,
            "tags": [f"tag{n}" for n in range(_TAGS)],
            # An odd word hangs on the one after it, an even one on the even one before it.
            "heads": [0, *(n + 1 if n % 2 else n - 2 for n in range(1, _TAGS - 1)), _TAGS - 2],
            "deps": ["ROOT", *islice(relations, _TAGS - 1)],
            "entities": [f"U-{next(names)}" if n % 3 == 0 else "O" for n in range(_TAGS)],
        }
        examples.append(Example.from_dict(pipeline.make_doc(" ".join(words)), marked))
    return examples
