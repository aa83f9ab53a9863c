"""Train the encoder on all corpora together.

In: the data folder. Out: one checkpoint an epoch and a log. `export` makes of a checkpoint what the program
ships.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor

from evaluation.corpora import (
    read_ecbplus,
    read_gum,
    read_meantime,
)
from training.examples import EVENTS, NAMES, ROLES, Labelled, batch_windows, cut_epoch, label
from training.losses import WEIGHTS, compute_losses, hide_pieces, measure, stack
from training.mixture import choose_epoch, count_tags, find_meantime, join_tweets, read_training, set_british
from training.network import Encoder, find_base
from training.released import read_released


def load_tokenizer(base: Path) -> Tokenizer:
    """Load the base tokenizer without padding, truncation or marks."""
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def read_checkpoint(path: Path, base: Path) -> dict[str, Tensor]:
    """Read a checkpoint of an earlier run, or the weights of a release from their folder."""
    if path.is_dir():
        return read_released(path, base)
    state: dict[str, Tensor] = torch.load(path, weights_only=True)
    return state


def train(
    data: Path,
    out: Path,
    *,
    epochs: int,
    seed: int,
    pieces: int,
    rate: float,
    decay: float,
    hide: float = 0.0,
    resume: Path | None = None,
    stop_after: int | None = None,
) -> None:
    """Train and write `epoch-N.pt` (averaged weights) and `labels.json` to a folder."""
    torch.manual_seed(seed)
    np.random.seed(seed)
    chance = random.Random(seed)
    out.mkdir(parents=True, exist_ok=True)
    base = find_base()
    tokenizer = load_tokenizer(base)
    cls, sep = tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]")
    documents, held_out = read_training(data)
    tags = count_tags(documents)
    relations = sorted({relation for document in documents for _, _, relation in document.trees or ()})
    labels = {"roles": ROLES, "names": NAMES, "tags": tags, "relations": relations, "events": EVENTS}
    (out / "labels.json").write_text(json.dumps(labels, indent=1), encoding="utf-8")
    corpus: list[Labelled] = [
        label(document, tokenizer, tags, relations) for document in join_tweets(documents)
    ]
    checks = {
        "held out": [label(document, tokenizer, tags, relations) for document in held_out],
        "gum dev": [
            label(d, tokenizer, tags, relations) for d in read_gum(data / "treebanks" / "gum", "dev")
        ],
        "meantime": [
            label(d, tokenizer, tags, relations) for d in read_meantime(find_meantime(data), held_out=True)
        ],
        "ecb+ dev": [
            label(d, tokenizer, tags, relations)
            for d in read_ecbplus(data / "ecbplus" / "ECB+", held_out=True)
        ],
    }
    print(f"{len(corpus)} documents, {sum(len(each.pieces) for each in corpus)} pieces", flush=True)
    model = Encoder(
        roles=len(ROLES), names=len(NAMES), tags=len(tags), relations=len(relations), events=len(EVENTS)
    )
    model.load_base(base)
    fresh: set[str] = set()
    if resume is not None:
        # A head that the earlier run did not have starts anew.
        fresh = set(model.load_state_dict(read_checkpoint(resume, base), strict=False).missing_keys)
    heads = (
        "roles",
        "names",
        "tags",
        "pointers",
        "cues",
        "case",
        "quoted",
        "relations",
        "dependents",
        "heads",
        "starts",
        "events",
    )
    british = {
        document.name: label(set_british(document), tokenizer, tags, relations)
        for document in documents
        if document.name.startswith("polnear")
    }
    plan = []
    for _ in range(epochs):
        chosen = choose_epoch(corpus, british, chance=chance)
        plan.append(cut_epoch(chosen, cls=cls, sep=sep, chance=chance))
    batches = [list(batch_windows(windows, pieces=pieces, chance=chance)) for windows in plan]
    steps = sum(len(each) for each in batches)
    groups: dict[tuple[float, float], list[Tensor]] = {}
    for name, parameter in model.named_parameters():
        if name.startswith(heads):
            lr = 1e-3 if resume is None or name in fresh else 3 * rate
        elif name.startswith("layers."):
            lr = rate * decay ** (5 - int(name.split(".")[1]))
        else:
            lr = rate * decay**6
        groups.setdefault((lr, 0.0 if parameter.ndim < 2 else 0.01), []).append(parameter)
    optimiser = torch.optim.AdamW(
        [{"params": members, "lr": lr, "weight_decay": wd} for (lr, wd), members in groups.items()]
    )
    warm = 60
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min((step + 1) / warm, max(0.0, (steps - step) / (steps - warm)))
    )
    average = {name: value.detach().clone() for name, value in model.state_dict().items()}
    step, seen, began = 0, 0, time.time()
    running: dict[str, float] = {}
    for epoch in range(epochs):
        for batch in batches[epoch]:
            tensors = stack(batch)
            tensors["ids"] = hide_pieces(
                tensors, share=hide, mask=tokenizer.token_to_id("[MASK]"), marks=(cls, sep)
            )
            with torch.autocast("cpu", torch.bfloat16):
                mask = None if bool(tensors["real"].all()) else tensors["real"][:, None, None, :]
                scores = model(tensors["ids"], tensors["case"], tensors["quoted"], mask)
            losses = compute_losses(scores, tensors)
            loss = sum((WEIGHTS[name] * value for name, value in losses.items()), torch.zeros(()))
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            optimiser.zero_grad(set_to_none=True)
            step += 1
            seen += int(tensors["real"].sum())
            if step % 4 == 0:
                keep = min(0.985, step / (step + 40))
                with torch.no_grad():
                    for name, value in model.state_dict().items():
                        average[name].lerp_(value, 1 - keep)
            for name, value in losses.items():
                running[name] = 0.98 * running.get(name, value.item()) + 0.02 * value.item()
            if step % 25 == 0:
                speed = seen / (time.time() - began)
                shown = " ".join(f"{name} {value:.3f}" for name, value in running.items())
                print(f"epoch {epoch + 1} step {step}/{steps} {speed:.0f} pieces/s {shown}", flush=True)
        torch.save(average, out / f"epoch-{epoch + 1}.pt")
        trained = {name: value.detach().clone() for name, value in model.state_dict().items()}
        model.load_state_dict(average)
        for name, labelled in checks.items():
            windows = cut_epoch(labelled, cls=cls, sep=sep, chance=None)
            print(f"epoch {epoch + 1} {name}: {measure(model, windows, pieces=pieces)}", flush=True)
        model.load_state_dict(trained)
        if epoch + 1 == stop_after:
            return


def main() -> None:
    """Read the command line and train."""
    parser = argparse.ArgumentParser(description="Train the encoder.")
    parser.add_argument("--data", type=Path, required=True, help="the folder of corpora")
    parser.add_argument("--out", type=Path, required=True, help="where checkpoints go")
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--pieces", type=int, default=4096, help="word pieces a step")
    parser.add_argument("--rate", type=float, default=2e-4, help="learning rate of the top layer")
    parser.add_argument(
        "--decay", type=float, default=0.95, help="learning rate factor from a layer to the one below"
    )
    parser.add_argument("--hide", type=float, default=0.0, help="share of word pieces hidden in training")
    parser.add_argument(
        "--resume", type=Path, help="a checkpoint or a release's folder to go on from, with a new schedule"
    )
    parser.add_argument("--stop-after", type=int, help="leave off after so many epochs of the schedule")
    parser.add_argument("--threads", type=int, default=2)
    given = parser.parse_args()
    torch.set_num_threads(given.threads)
    train(
        given.data,
        given.out,
        epochs=given.epochs,
        seed=given.seed,
        pieces=given.pieces,
        rate=given.rate,
        decay=given.decay,
        hide=given.hide,
        resume=given.resume,
        stop_after=given.stop_after,
    )


if __name__ == "__main__":
    main()
