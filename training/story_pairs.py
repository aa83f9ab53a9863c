"""Learn when two reports tell one story: `python -m training.story_pairs [--data FOLDER]`.

In: ECB+'s train topics, read by the program as it is, in one pile. Out: the frame in which the meanings of
their sentences differ, and the weights of what two reports have in common, both beside the modules that read
them. Two minutes on one core, no chance in it.
"""

from __future__ import annotations

import argparse
import base64
import json
from pathlib import Path

import numpy as np

from dateline.engine.finding import find_in_reports
from dateline.link.stories.gists import FRAME
from dateline.link.stories.story_pairs import WEIGHTS
from dateline.model.report import Report
from dateline.nlp.encoder import Encoder
from dateline.nlp.frame import fit_frame, make_unit
from evaluation.event_piles import DEV
from evaluation.story_piles import read_told
from evaluation.story_weights import learn

DATA = Path(__file__).parents[2] / "shared" / "data"


def write_frame(texts: list[str]) -> None:
    """Write the frame of the sentences of some texts."""
    found = find_in_reports((Report.of_text(one) for one in texts), encoder=Encoder.load())
    written = [sentence.meaning for one in found for sentence in one.sentences if sentence.meaning]
    rows = np.stack([np.frombuffer(base64.b64decode(one), np.int8) for one in written])
    frame = fit_frame(make_unit(rows.astype(np.float32)))
    np.savez_compressed(FRAME, middle=frame.middle.astype(np.float16), spread=frame.spread.astype(np.float16))


def main() -> None:
    """Write the frame, read the reports in it, learn the weights and write them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--keep-frame", action="store_true", help="learn the weights in the frame as it is")
    options = parser.parse_args()
    if not options.keep_frame:
        seen = [one.text for one in read_told(options.data / "ecbplus") if one.topic not in DEV]
        write_frame(seen)
    pile = [one for one in read_told(options.data / "ecbplus") if one.topic not in DEV]
    WEIGHTS.write_text(json.dumps({"weights": learn(pile)}, indent=1, sort_keys=True) + "\n", "utf-8")


if __name__ == "__main__":
    main()
