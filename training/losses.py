"""What the network is asked for: batches as tensors, the loss of each head, and figures for the log.

In: windows with labels and what the network says of them. Out: losses and figures.
"""

from __future__ import annotations

import random

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from training.examples import IGNORE, Window, batch_windows
from training.network import LINK_WIDTH, Encoder, Scores

WEIGHTS = {
    "roles": 1.0,
    "links": 0.5,
    "names": 1.5,
    "tags": 0.3,
    "relations": 0.3,
    "heads": 0.5,
    "starts": 0.3,
    "events": 1.5,
}


def stack(batch: list[Window]) -> dict[str, Tensor]:
    """Pad a batch to its longest window."""
    longest = max(len(window.ids) for window in batch)

    def pad(name: str, fill: int) -> Tensor:
        rows = [getattr(window, name) for window in batch]
        out = np.full((len(rows), longest, *rows[0].shape[1:]), fill, dtype=np.int64)
        for row, values in enumerate(rows):
            out[row, : len(values)] = values
        return torch.from_numpy(out)

    tensors = {"ids": pad("ids", 0), "case": pad("case", 0), "quoted": pad("quoted", 0)}
    tensors |= {
        name: pad(name, IGNORE)
        for name in ("roles", "names", "tags", "heads", "relations", "starts", "events")
    }
    tensors["cues"] = pad("cues", -1)
    lengths = torch.tensor([len(window.ids) for window in batch])
    tensors["real"] = torch.arange(longest) < lengths[:, None]
    tensors["names_weight"] = torch.tensor([window.source.document.names_weight for window in batch])
    return tensors


def hide_pieces(tensors: dict[str, Tensor], *, share: float, mask: int, marks: tuple[int, ...]) -> Tensor:
    """Hide a share of the word pieces, so that labels are learned from what stands around a word too."""
    ids = tensors["ids"]
    hidden = (torch.rand(ids.shape) < share) & tensors["real"]
    for mark in marks:
        hidden &= ids != mark
    return ids.masked_fill(hidden, mask)


def score_links(pointers: Tensor, targets: Tensor, real: Tensor) -> Tensor:
    """Score each place pointing to each place, `(batch, place, place)`, padding excluded."""
    arcs = torch.einsum("btd,bsd->bts", pointers.float(), targets.float()) / LINK_WIDTH**0.5
    return arcs.masked_fill(~real[:, None, :], -1e4)


def compute_losses(scores: Scores, tensors: dict[str, Tensor]) -> dict[str, Tensor]:
    """Compute each head's loss, summed over labelled places and divided by all real places of the batch."""
    total = tensors["real"].sum()
    losses = {}
    for name in ("roles", "tags", "relations", "starts", "events"):
        flat = functional.cross_entropy(
            getattr(scores, name).float().flatten(0, 1),
            tensors[name].flatten(),
            ignore_index=IGNORE,
            reduction="sum",
        )
        losses[name] = flat / total
    each = functional.cross_entropy(
        scores.names.float().flatten(0, 1), tensors["names"].flatten(), ignore_index=IGNORE, reduction="none"
    ).view_as(tensors["names"])
    losses["names"] = (each * tensors["names_weight"][:, None]).sum() / total
    rows = (tensors["cues"] >= 0).any(-1)
    if rows.any():
        arcs = functional.log_softmax(score_links(scores.pointers, scores.cues, tensors["real"]), dim=-1)[
            rows
        ]
        targets = tensors["cues"][rows]
        chosen = arcs.gather(1, targets.clamp(min=0)) * (targets >= 0)
        losses["links"] = -(chosen.sum(1) / (targets >= 0).sum(1)).sum() / total
    else:
        losses["links"] = torch.zeros(())
    if (tensors["heads"] != IGNORE).any():
        arcs = score_links(scores.dependents, scores.heads, tensors["real"])
        wrong = functional.cross_entropy(
            arcs.flatten(0, 1), tensors["heads"].flatten(), ignore_index=IGNORE, reduction="sum"
        )
        losses["heads"] = wrong / total
    return losses


@torch.no_grad()
def measure(model: Encoder, windows: list[Window], *, pieces: int) -> dict[str, float]:
    """Measure token F1 of each role and the accuracy of links and tags, greedily, for the log."""
    model.eval()
    counts: dict[str, np.ndarray] = {}
    for batch in batch_windows(windows, pieces=pieces, chance=random.Random(0)):
        tensors = stack(batch)
        with torch.autocast("cpu", torch.bfloat16):
            scores = model(
                tensors["ids"], tensors["case"], tensors["quoted"], tensors["real"][:, None, None, :]
            )
        for layer, kinds in (
            ("roles", ("Source", "Cue", "Content")),
            ("names", ("name",)),
            ("events", ("event part",)),
            ("starts", ("sentence start",)),
        ):
            gold = tensors[layer]
            found = getattr(scores, layer).float().argmax(-1)
            known = gold != IGNORE
            for index, kind in enumerate(kinds):
                if layer == "starts":
                    of_gold, of_found = gold == 1, (found == 1) & known
                    right = of_gold & of_found
                elif layer == "roles":
                    of_gold = (gold + 1) // 2 == index + 1
                    of_found = (found + 1) // 2 == index + 1
                    right = of_gold & of_found & known
                else:
                    of_gold, of_found = gold > 0, found > 0
                    right = of_gold & known & ((gold + 1) // 2 == (found + 1) // 2)
                entry = counts.setdefault(kind, np.zeros(3))
                entry += (int(right.sum()), int((of_gold & known).sum()), int((of_found & known).sum()))
        rows = (tensors["cues"] >= 0).any(-1)
        if rows.any():
            best = score_links(scores.pointers, scores.cues, tensors["real"])[rows].argmax(-1)
            entry = counts.setdefault("links", np.zeros(3))
            hits = int((best[:, None] == tensors["cues"][rows]).any(1).sum())
            entry += (hits, int(rows.sum()), int(rows.sum()))
        arcs = score_links(scores.dependents, scores.heads, tensors["real"])
        for name, best in (
            ("tags", scores.tags.argmax(-1)),
            ("heads", arcs.argmax(-1)),
            ("relations", scores.relations.argmax(-1)),
        ):
            known = tensors[name] != IGNORE
            if known.any():
                entry = counts.setdefault(name, np.zeros(3))
                hits = int((best[known] == tensors[name][known]).sum())
                entry += (hits, int(known.sum()), int(known.sum()))
    model.train()
    return {
        kind: round(float(2 * right / max(gold + found, 1)), 4)
        for kind, (right, gold, found) in counts.items()
    }
