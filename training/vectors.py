"""Give the network an output for what words mean: `vectors`, a projection of what its lower layers say.

In: a weights folder and the corpora. Out: its `encoder.onnx` with that output, all others as they were. The
upper layers are taken up with roles and names; on which events and which reports are alike, the second and
third say most (the card has the figures). They are summed, centred and projected on the directions in which
content words of the train articles differ most, each scaled down by the root of its spread, so that a few
common directions do not drown the rest.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Final

import numpy as np
import onnx
import onnxruntime
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from dateline.model.span import Span
from dateline.nlp.encoder import Encoder
from evaluation.chained_texts import ECB_HELD_OUT, read_ecb

_LAYERS: Final = ("l1.norm_2", "l2.norm_2")
_WIDTH: Final = 128
_ARTICLES: Final = 200
_CONTENT: Final = ("NN", "VB", "JJ")

Floats = NDArray[np.float32]


def read_texts(data: Path) -> list[str]:
    """Return train articles: the first of PolNeAR's by name, and those of ECB+'s topics that train."""
    polnear = sorted((data / "polnear/train/text").glob("*.txt"))[:_ARTICLES]
    topics = read_ecb(data / "ecbplus")
    ecb = [text.text for topic in sorted(topics.keys() - ECB_HELD_OUT) for text in topics[topic][::2]]
    return [path.read_text("utf-8") for path in polnear] + ecb


def fit(encoder: Encoder, session: onnxruntime.InferenceSession, texts: list[str]) -> tuple[Floats, Floats]:
    """Return the centre of content words and the projection, `(384,)` and `(384, 128)`."""
    tags = np.array([tag.startswith(_CONTENT) for tag in encoder.labels.tags])
    rows = []
    for text in texts:
        pieces = encoder._cut(text, [Span(0, len(text))])
        for window in encoder._lay_out(text, pieces):
            given = {"ids": window.ids, "case": window.case, "quoted": window.quoted}
            *layers, told = session.run([*_LAYERS, "tags"], given)
            summed = sum(layers).reshape(-1, layers[0].shape[-1])
            rows.append(summed[window.real & tags[told.reshape(-1)]])
    words = np.concatenate(rows).astype(np.float64)
    centre = words.mean(0)
    spread, directions = np.linalg.eigh(np.cov((words - centre).T))
    kept = np.argsort(-spread)[:_WIDTH]
    # The sign of a direction is the solver's whim: its largest part is made positive.
    chosen = directions[:, kept]
    chosen *= np.sign(chosen[np.abs(chosen).argmax(0), np.arange(_WIDTH)])
    return centre.astype(np.float32), (chosen / spread[kept] ** 0.25).astype(np.float32)


def add_output(model: onnx.ModelProto, centre: Floats, projection: Floats) -> None:
    """Add `vectors` to a graph: (the sum of the layers - `centre`) @ `projection`, a row a place."""
    graph = model.graph
    for name, values in (("vectors.centre", centre), ("vectors.projection", projection)):
        graph.initializer.append(numpy_helper.from_array(values, name))
    graph.node.extend(
        [
            helper.make_node("Add", list(_LAYERS), ["vectors.sum"]),
            helper.make_node("Sub", ["vectors.sum", "vectors.centre"], ["vectors.centred"]),
            helper.make_node("MatMul", ["vectors.centred", "vectors.projection"], ["vectors"]),
        ]
    )
    graph.output.append(helper.make_tensor_value_info("vectors", TensorProto.FLOAT, None))


def main() -> None:
    """Add the output to the weights of a folder, in place."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--weights", type=Path, required=True)
    options = parser.parse_args()
    path = options.weights / "encoder.onnx"
    model = onnx.load(path)
    if any(output.name == "vectors" for output in model.graph.output):
        raise SystemExit(f"{path} has vectors already")
    with_layers = onnx.ModelProto()
    with_layers.CopyFrom(model)
    with_layers.graph.output.extend(
        helper.make_tensor_value_info(name, TensorProto.FLOAT, None) for name in _LAYERS
    )
    session = onnxruntime.InferenceSession(with_layers.SerializeToString())
    centre, projection = fit(Encoder.load(options.weights), session, read_texts(options.data))
    add_output(model, centre, projection)
    onnx.save(model, path)


if __name__ == "__main__":
    main()
