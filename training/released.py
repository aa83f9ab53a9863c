"""Read the weights of a release back into a checkpoint, so that the next release can go on from it.

In: a weights folder as the program ships it. Out: weights by the names of `network.Encoder`. int8 loses what
it loses: each weight is within half a step of what it was.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper
from safetensors.torch import load_file
from tokenizers import Tokenizer

from training.network import HEADS, LAYERS, LINK_WIDTH, WIDTH

_PROJECTIONS = ("pointers", "cues", "dependents", "heads")
_LINEAR = ("roles", "names", "tags", "relations", "starts", "events")


def read_released(folder: Path, base: Path) -> dict[str, torch.Tensor]:
    """Read what `export` wrote, scales undone.

    Args:
        folder: Holds `encoder.onnx` and `tokenizer.json`.
        base: The base's folder: word pieces and places that the release left out are taken from there.

    Returns:
        Weights by the names of `network.Encoder`; a head that the release did not have is absent.
    """
    held = {
        constant.name: numpy_helper.to_array(constant)
        for constant in onnx.load(folder / "encoder.onnx").graph.initializer
    }

    def weigh(name: str) -> NDArray[np.float32]:
        """Undo one linear layer's int8, where it is int8: `(out, in)`."""
        if f"{name}.weight" in held:
            exact: NDArray[np.float32] = held[f"{name}.weight"].T
            return exact
        values = held[f"{name}.weight_quantized"].astype(np.float32)
        values -= held[f"{name}.weight_zero_point"].astype(np.float32)
        scaled: NDArray[np.float32] = (values * held[f"{name}.weight_scale"]).T.astype(np.float32)
        return scaled

    state: dict[str, NDArray[np.float32]] = {
        "case.weight": held["case_table"],
        "quoted.weight": held["quoted_table"],
        "norm.weight": held["embedded.weight"],
        "norm.bias": held["embedded.bias"],
    }
    for i in range(LAYERS):
        new, old = f"layers.{i}.", f"l{i}."
        scales = {"q": (WIDTH // HEADS) ** 0.5, "k": 1.0, "v": 1.0}
        state[f"{new}qkv.weight"] = np.concatenate([weigh(f"{old}{n}") * s for n, s in scales.items()])
        state[f"{new}qkv.bias"] = np.concatenate([held[f"{old}{n}.bias"] * s for n, s in scales.items()])
        for part in ("out", "up", "down"):
            state[f"{new}{part}.weight"] = weigh(f"{old}{part}")
            state[f"{new}{part}.bias"] = held[f"{old}{part}.bias"]
        for part in ("norm_1", "norm_2"):
            state[f"{new}{part}.weight"] = held[f"{old}{part}.weight"]
            state[f"{new}{part}.bias"] = held[f"{old}{part}.bias"]
    for head in _LINEAR:
        if f"{head}.scores.bias" in held:
            state[f"{head}.weight"] = weigh(f"{head}.scores")
            state[f"{head}.bias"] = held[f"{head}.scores.bias"]
    for head in _PROJECTIONS:
        if f"{head}.out.bias" in held:
            state[f"{head}.0.weight"], state[f"{head}.0.bias"] = (
                weigh(f"{head}.hidden"),
                held[f"{head}.hidden.bias"],
            )
            state[f"{head}.2.weight"] = weigh(f"{head}.out") * LINK_WIDTH**0.25
            state[f"{head}.2.bias"] = held[f"{head}.out.bias"] * LINK_WIDTH**0.25
    made = {name: torch.from_numpy(np.array(values, dtype=np.float32)) for name, values in state.items()}
    whole = load_file(base / "model.safetensors")
    whole = {key.removeprefix("bert."): value for key, value in whole.items()}
    words = whole["embeddings.word_embeddings.weight"].clone()
    vocabulary = Tokenizer.from_file(str(base / "tokenizer.json")).get_vocab()
    kept = Tokenizer.from_file(str(folder / "tokenizer.json")).get_vocab()
    rows = torch.from_numpy(held["words"].astype(np.float32) * held["words.scales"])
    for piece, at in kept.items():
        words[vocabulary[piece]] = rows[at]
    places = whole["embeddings.position_embeddings.weight"].clone()
    places += whole["embeddings.token_type_embeddings.weight"][0]
    places[: len(held["places"])] = torch.from_numpy(held["places"].copy())
    return made | {"words.weight": words, "places.weight": places}
