"""Train the encoder on all corpora together.

In: the data folder. Out: one checkpoint an epoch and a log. `export` makes of a checkpoint what the program
ships.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from training.corpora import (
    Document,
    read_ecbplus,
    read_ewt,
    read_gum,
    read_meantime,
    read_polnear,
    read_tweets,
    split_held_out,
)
from training.examples import EVENTS, IGNORE, NAMES, ROLES, Labelled, Window, batch_windows, cut_epoch, label
from training.network import LINK_WIDTH, Encoder, Scores, find_base
from training.released import read_released

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


def load_tokenizer(base: Path) -> Tokenizer:
    """Load the base tokenizer without padding, truncation or marks."""
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def read_training(data: Path) -> tuple[list[Document], list[Document]]:
    """Read what is trained on, and the PolNeAR train articles held out for early decisions."""
    polnear, held_out = split_held_out(read_polnear(data / "polnear" / "train"))
    documents = [
        *polnear,
        *read_gum(data / "treebanks" / "gum", "train"),
        *read_ewt(data / "treebanks" / "ewt" / "en_ewt-ud-train.conllu"),
        *read_meantime(find_meantime(data), held_out=False),
        *read_ecbplus(data / "ecbplus" / "ECB+"),
        *read_tweets(data / "names" / "broad-twitter" / "btc.train", corpus="broad-twitter", weight=0.4),
        *read_tweets(data / "names" / "wnut17" / "wnut17train.conll", corpus="wnut17", weight=0.4),
    ]
    return documents, held_out


def find_meantime(data: Path) -> Path:
    """Find the folder of MEANTIME's document-level annotation."""
    return data / "entity-timelines" / "meantime" / "intra-doc_annotation" / "corpus_apple"


def join_tweets(documents: list[Document]) -> list[Document]:
    """Join tweets into texts of eight paragraphs, so that windows are not all marks."""
    joined, rest = [], [d for d in documents if not d.name.startswith(("broad-twitter", "wnut17"))]
    for corpus in ("broad-twitter", "wnut17"):
        tweets = [d for d in documents if d.name.startswith(corpus)]
        for first in range(0, len(tweets), 8):
            text, names, paragraphs = "", [], []
            for tweet in tweets[first : first + 8]:
                base = len(text)
                names += [(base + start, base + end, kind) for start, end, kind in tweet.names or ()]
                text += tweet.text.replace("\n", " ")
                paragraphs.append((base, len(text)))
                text += "\n"
            joined.append(
                Document(
                    f"{corpus}/{first}",
                    text,
                    tuple(paragraphs),
                    names=tuple(names),
                    names_weight=tweets[0].names_weight,
                )
            )
    return rest + joined


def set_british(document: Document) -> Document:
    """Set the quotation marks of a text as British papers do, which the corpus has none of; offsets stay."""
    return replace(document, text=document.text.translate(str.maketrans('“”"', "‘’'")))


def choose_epoch(
    corpus: list[Labelled], british: dict[str, Labelled], *, chance: random.Random
) -> list[Labelled]:
    """Choose what an epoch reads: half of the tweets, one report in twelve in British marks."""
    chosen = []
    for labelled in corpus:
        name = labelled.document.name
        if name.startswith(("broad-twitter", "wnut17")) and chance.random() < 0.5:
            continue
        chosen.append(british[name] if name in british and chance.random() < 1 / 12 else labelled)
    return chosen


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


def count_tags(documents: list[Document], *, least: int = 30) -> list[str]:
    """List the part-of-speech tags seen at least so often, sorted."""
    counts: dict[str, int] = {}
    for document in documents:
        for _, _, tag in document.tags or ():
            counts[tag] = counts.get(tag, 0) + 1
    return sorted(tag for tag, count in counts.items() if count >= least)


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
