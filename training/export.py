"""Make of a checkpoint what the program ships: an int8 ONNX graph, the tokenizer and the labels.

In: a checkpoint of `train` and the folder of corpora, for the word pieces that English news uses. Out: the
weights folder. The graph reads one window at a time, so it has neither batch nor padding:
`dateline.nlp.encoder` says why.
"""

from __future__ import annotations

import argparse
import json
import re
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer

from training.network import HEADS, LAYERS, WIDTH, find_base
from training.train import load_tokenizer, read_checkpoint

Floats = NDArray[np.float32]

_LINEAR = ("roles", "names", "events", "tags", "relations", "starts")
# What int8 would cost most: see `quantise`.
_EXACT = (
    *(f"l0.{name}.product" for name in ("q", "k", "v", "out")),
    *(f"{h}.scores.product" for h in _LINEAR),
)


class Graph:
    """Builds an ONNX graph node by node; each method returns the name of what it adds."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def hold(self, name: str, values: NDArray[np.generic]) -> str:
        """Add a constant."""
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def add(self, kind: str, inputs: list[str], name: str, **attributes: object) -> str:
        """Add a node with one output of the same name."""
        self.nodes.append(helper.make_node(kind, inputs, [name], name=f"{name}:{kind}", **attributes))
        return name

    def linear(self, x: str, weight: Floats, bias: Floats, name: str) -> str:
        """Add `x @ weight.T + bias`."""
        held = self.hold(f"{name}.weight", weight.T.astype(np.float32))
        product = self.add("MatMul", [x, held], f"{name}.product")
        return self.add("Add", [product, self.hold(f"{name}.bias", bias)], name)

    def norm(self, x: str, weight: Floats, bias: Floats, name: str) -> str:
        """Add a layer normalisation."""
        held = [self.hold(f"{name}.weight", weight), self.hold(f"{name}.bias", bias)]
        return self.add("LayerNormalization", [x, *held], name, axis=-1, epsilon=1e-12)


def build_graph(state: dict[str, torch.Tensor], kept: NDArray[np.int64]) -> onnx.ModelProto:
    """Write the encoder as an ONNX graph over one window.

    Args:
        state: Weights by the names of `network.Encoder`.
        kept: The word pieces that the shipped vocabulary keeps, as indices into the base's.

    Returns:
        A graph from `ids`, `case`, `quoted` of shape `(t,)` to log-probabilities `roles`, `names`, `events`;
        the index of the likeliest tag `tags` and relation `relations`, the place of the likeliest head
        `heads`, whether a sentence begins, `starts`; and the two sides of a link, `pointers` and `cues`,
        scaled so that their product is a score.
    """
    w = {name: value.float().numpy() for name, value in state.items()}
    graph = Graph()
    words = graph.add("Gather", [graph.hold("words", w["words.weight"][kept]), "ids"], "word_rows")
    count = graph.add("Shape", ["ids"], "count")
    zero = graph.hold("zero", np.array([0], dtype=np.int64))
    places = graph.add(
        "Slice", [graph.hold("places", w["places.weight"][:257]), zero, count, zero], "place_rows"
    )
    case = graph.add("Gather", [graph.hold("case_table", w["case.weight"]), "case"], "case_rows")
    quoted = graph.add("Gather", [graph.hold("quoted_table", w["quoted.weight"]), "quoted"], "quoted_rows")
    x = graph.add("Add", [words, places], "sum_1")
    x = graph.add("Add", [x, case], "sum_2")
    x = graph.add("Add", [x, quoted], "sum_3")
    x = graph.norm(x, w["norm.weight"], w["norm.bias"], "embedded")
    split = graph.hold("split", np.array([0, HEADS, WIDTH // HEADS], dtype=np.int64))
    merge = graph.hold("merge", np.array([0, WIDTH], dtype=np.int64))
    for i in range(LAYERS):
        x = _add_layer(graph, x, w, i, split=split, merge=merge)
    for head in ("roles", "names", "events"):
        scores = graph.linear(x, w[f"{head}.weight"], w[f"{head}.bias"], f"{head}.scores")
        graph.add("LogSoftmax", [scores], head, axis=-1)
    for head in ("tags", "relations", "starts"):
        scores = graph.linear(x, w[f"{head}.weight"], w[f"{head}.bias"], f"{head}.scores")
        graph.add("ArgMax", [scores], head, axis=-1, keepdims=0)
    for head in ("pointers", "cues", "dependents", "heads"):
        hidden = graph.linear(x, w[f"{head}.0.weight"], w[f"{head}.0.bias"], f"{head}.hidden")
        hidden = graph.add("Gelu", [hidden], f"{head}.gelu")
        scale = w[f"{head}.2.weight"].shape[0] ** -0.25
        graph.linear(hidden, w[f"{head}.2.weight"] * scale, w[f"{head}.2.bias"] * scale, f"{head}.out")
    for head in ("pointers", "cues"):
        graph.add("Identity", [f"{head}.out"], head)
    turned = graph.add("Transpose", ["heads.out"], "heads.turned", perm=[1, 0])
    arcs = graph.add("MatMul", ["dependents.out", turned], "heads.arcs")
    graph.add("ArgMax", [arcs], "heads", axis=-1, keepdims=0)
    inputs = [helper.make_tensor_value_info(n, TensorProto.INT64, ["t"]) for n in ("ids", "case", "quoted")]
    widths = {name: w[f"{name}.bias"].shape[0] for name in ("roles", "names", "events")}
    widths |= {name: w[f"{name}.2.bias"].shape[0] for name in ("pointers", "cues")}
    outputs = [helper.make_tensor_value_info(n, TensorProto.FLOAT, ["t", k]) for n, k in widths.items()]
    outputs += [
        helper.make_tensor_value_info(name, TensorProto.INT64, ["t"])
        for name in ("tags", "relations", "heads", "starts")
    ]
    made = helper.make_graph(graph.nodes, "encoder", inputs, outputs, graph.constants)
    model = helper.make_model(made, opset_imports=[helper.make_opsetid("", 20)], ir_version=9)
    onnx.checker.check_model(model)
    return model


def _add_layer(graph: Graph, x: str, w: dict[str, Floats], i: int, *, split: str, merge: str) -> str:
    """Add one transformer layer; the scale of attention goes into the query's weights."""
    p, n = f"layers.{i}.", f"l{i}."
    heads = {}
    for at, name in enumerate(("q", "k", "v")):
        rows = slice(at * WIDTH, (at + 1) * WIDTH)
        scale = (WIDTH // HEADS) ** -0.5 if name == "q" else 1.0
        flat = graph.linear(
            x, w[f"{p}qkv.weight"][rows] * scale, w[f"{p}qkv.bias"][rows] * scale, f"{n}{name}"
        )
        cut = graph.add("Reshape", [flat, split], f"{n}{name}.heads")
        perm = [1, 2, 0] if name == "k" else [1, 0, 2]
        heads[name] = graph.add("Transpose", [cut], f"{n}{name}.turned", perm=perm)
    weights = graph.add("MatMul", [heads["q"], heads["k"]], f"{n}attention.scores")
    weights = graph.add("Softmax", [weights], f"{n}attention", axis=-1)
    mixed = graph.add("MatMul", [weights, heads["v"]], f"{n}mixed")
    mixed = graph.add("Transpose", [mixed], f"{n}mixed.turned", perm=[1, 0, 2])
    mixed = graph.add("Reshape", [mixed, merge], f"{n}mixed.flat")
    out = graph.linear(mixed, w[f"{p}out.weight"], w[f"{p}out.bias"], f"{n}out")
    x = graph.add("Add", [x, out], f"{n}sum_1")
    x = graph.norm(x, w[f"{p}norm_1.weight"], w[f"{p}norm_1.bias"], f"{n}norm_1")
    up = graph.linear(x, w[f"{p}up.weight"], w[f"{p}up.bias"], f"{n}up")
    up = graph.add("Gelu", [up], f"{n}gelu")
    down = graph.linear(up, w[f"{p}down.weight"], w[f"{p}down.bias"], f"{n}down")
    x = graph.add("Add", [x, down], f"{n}sum_2")
    return graph.norm(x, w[f"{p}norm_2.weight"], w[f"{p}norm_2.bias"], f"{n}norm_2")


def choose_pieces(tokenizer: Tokenizer, data: Path, *, frequent: int) -> NDArray[np.int64]:
    """Choose the word pieces to ship: the corpora's, the most frequent, marks and single characters.

    The base's vocabulary is ordered by frequency. A word that loses its piece falls apart into smaller
    ones; with all single characters kept none becomes unknown that was not before.

    Args:
        tokenizer: The base tokenizer.
        data: The folder of corpora.
        frequent: How many of the base's first pieces to keep in any case.

    Returns:
        Indices into the base's vocabulary, rising.
    """
    counts = np.zeros(tokenizer.get_vocab_size(), dtype=np.int64)
    for path in sorted(data.rglob("*")):
        if path.suffix not in (
            ".txt",
            ".conllu",
            ".xml",
            ".tml",
            ".json",
            ".tsv",
            ".conll",
            ".train",
            ".dev",
        ):
            continue
        text = path.read_bytes().decode("utf-8", errors="replace")
        text = re.sub(r"<[^<>]{0,300}>", " ", text)
        lines = [text[at : at + 20000] for at in range(0, len(text), 20000)]
        for encoding in tokenizer.encode_batch(lines, add_special_tokens=False):
            counts += np.bincount(encoding.ids, minlength=len(counts))
    keep = counts >= 2
    for piece, index in tokenizer.get_vocab().items():
        bare = piece.removeprefix("##")
        if piece in ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]") or len(bare) == 1:
            keep[index] = True
        elif piece.startswith("[unused"):
            keep[index] = False
        elif index < frequent:
            keep[index] = True
    return np.nonzero(keep)[0].astype(np.int64)


def write_tokenizer(base: Path, kept: NDArray[np.int64], path: Path) -> None:
    """Write the base tokenizer with the kept pieces only, numbered anew."""
    made = json.loads((base / "tokenizer.json").read_text(encoding="utf-8"))
    pieces = sorted(made["model"]["vocab"], key=made["model"]["vocab"].__getitem__)
    made["model"]["vocab"] = {pieces[old]: new for new, old in enumerate(kept)}
    made["truncation"] = made["padding"] = made["post_processor"] = None
    for added in made["added_tokens"]:
        added["id"] = made["model"]["vocab"][added["content"]]
    path.write_text(json.dumps(made, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")


def quantise(model: onnx.ModelProto, path: Path, *, per_channel: bool = True) -> None:
    """Write the graph with int8 weights, a scale for each output channel, and an int8 word table.

    The first layer's attention and the last layers of the heads stay as they are: with them in int8, names,
    cues and events lost more than half a point of F1.
    """
    exact = [node.name for node in model.graph.node if node.name.startswith(_EXACT)]
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "encoder.onnx"
        onnx.save(model, whole)
        quantize_dynamic(
            whole,
            path,
            per_channel=per_channel,
            weight_type=QuantType.QInt8,
            op_types_to_quantize=["MatMul"],
            nodes_to_exclude=exact,
            extra_options={"MatMulConstBOnly": True},
        )
    made = onnx.load(path)
    quantise_table(made)
    onnx.save(made, path)


def quantise_table(model: onnx.ModelProto) -> None:
    """Turn the word table into int8 with one scale a row: rows of rare words keep their precision."""
    graph = model.graph
    table = next(constant for constant in graph.initializer if constant.name == "words")
    values = numpy_helper.to_array(table)
    scales = (np.abs(values).max(axis=1, keepdims=True) / 127).astype(np.float32)
    rows = np.clip(np.rint(values / scales), -127, 127).astype(np.int8)
    graph.initializer.remove(table)
    graph.initializer.append(numpy_helper.from_array(rows, "words"))
    graph.initializer.append(numpy_helper.from_array(scales, "words.scales"))
    at = next(i for i, node in enumerate(graph.node) if "word_rows" in node.output)
    del graph.node[at]
    for shift, node in enumerate(
        (
            helper.make_node("Gather", ["words", "ids"], ["word_rows.int8"]),
            helper.make_node("Cast", ["word_rows.int8"], ["word_rows.float"], to=TensorProto.FLOAT),
            helper.make_node("Gather", ["words.scales", "ids"], ["word_scales"]),
            helper.make_node("Mul", ["word_rows.float", "word_scales"], ["word_rows"]),
        )
    ):
        graph.node.insert(at + shift, node)


def average(checkpoints: list[Path], shares: list[float], base: Path) -> dict[str, torch.Tensor]:
    """Return the mean of the weights of checkpoints of one trajectory, each with its share.

    A head that a checkpoint does not have is the mean of the others'.

    Args:
        checkpoints: Files of `train`, or the folder of a release.
        shares: One for each checkpoint; they add up to 1.
        base: The base's folder.

    Raises:
        ValueError: There is not one share for each checkpoint, or they do not add up to 1.
    """
    if len(shares) != len(checkpoints) or abs(sum(shares) - 1) > 1e-6:
        raise ValueError(f"{len(checkpoints)} checkpoints need as many shares, adding up to 1: {shares}")
    states = [read_checkpoint(path, base) for path in checkpoints]
    mean = {}
    for name in sorted(set().union(*states)):
        having = [(share, state[name]) for share, state in zip(shares, states, strict=True) if name in state]
        whole = sum(share for share, _ in having)
        mean[name] = sum((share / whole * value for share, value in having), torch.zeros(()))
    return mean


def export(
    checkpoints: list[Path], shares: list[float], data: Path, out: Path, *, frequent: int, whole: bool = False
) -> None:
    """Write `encoder.onnx`, `tokenizer.json` and `labels.json`; thresholds are left to `calibrate`.

    The graph is int8, or fp32 if `whole`: that is for comparing them only.
    """
    out.mkdir(parents=True, exist_ok=True)
    base = find_base()
    tokenizer = load_tokenizer(base)
    state = average(checkpoints, shares, base)
    kept = choose_pieces(tokenizer, data, frequent=frequent)
    model = build_graph(state, kept)
    if whole:
        onnx.save(model, out / "encoder.onnx")
    else:
        quantise(model, out / "encoder.onnx")
    write_tokenizer(base, kept, out / "tokenizer.json")
    labels = json.loads((checkpoints[-1].parent / "labels.json").read_text(encoding="utf-8"))
    (out / "labels.json").write_text(json.dumps(labels, indent=1) + "\n", encoding="utf-8")
    print(f"{len(kept)} word pieces, {(out / 'encoder.onnx').stat().st_size / 1e6:.1f} MB")


def main() -> None:
    """Read the command line and export."""
    parser = argparse.ArgumentParser(description="Export a checkpoint.")
    parser.add_argument("--checkpoint", type=Path, required=True, action="append")
    parser.add_argument("--share", type=float, action="append", help="of each checkpoint in the mean")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True, help="the weights folder")
    parser.add_argument("--frequent", type=int, default=12000, help="pieces of the base to keep in any case")
    parser.add_argument("--whole", action="store_true", help="leave the weights in fp32, to compare with")
    given = parser.parse_args()
    export(
        given.checkpoint,
        given.share or [1.0],
        given.data,
        given.out,
        frequent=given.frequent,
        whole=given.whole,
    )


if __name__ == "__main__":
    main()
