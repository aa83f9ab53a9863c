"""Which mentions are one event, across reports: CoNLL F1 on ECB+, beside the same head lemma.

Scored as is usual since Cybulska and Vossen (2015): annotated sentences only, chains across texts and
within one, mentions that are alone counted, and none left out that is missed or that is found where nothing
is marked. Mentions are "found" where they are all that the encoder marks as an action, a state or a saying;
"printed" are the events of the findings, which leave states and sayings out by design; "given" are the
corpus' own. A pile is eight or nine topics at once, and nobody tells one from another; "topics" are those
that train, three piles, each with weights learned from the others; "dev topics" are the usual eight, seen
neither by the encoder nor by the weights. "In each topic" stands each topic alone, as in most published
figures. The baseline takes the same mentions, and those with the same head lemma for one event. A plan and
what came of it are one chain here, as they are in the corpus.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from pathlib import Path

from dateline.model.findings import Findings
from dateline.nlp.encoder import Encoder
from evaluation.coreference_scores import score_conll
from evaluation.corpora.event_chains import read_event_chains
from evaluation.event_piles import DEV, Marked, cut_folds, make_pile, prepare
from evaluation.event_weights import learn

Chains = dict[Hashable, Hashable]


def measure(data: Path) -> dict[str, float]:
    """Return CoNLL F1 of the program and of the baseline, by mentions and by what is read together."""
    texts = read_event_chains(data / "ecbplus")
    marked = list(prepare(texts, Encoder.load()))
    folds = [*cut_folds([one for one in texts if one.topic not in DEV]), DEV]
    piles = [make_pile([one.with_all for one in marked if one.text.topic in fold], marked) for fold in folds]
    train = piles[:-1]
    weights = [learn(one for one in train if one is not pile) for pile in train]
    figures: dict[str, float] = {}

    def tell(name: str, choose: Callable[[Marked], Findings], *, alone: bool) -> None:
        for part, chosen in (("topics", range(len(train))), ("dev topics", (len(train),))):
            key: Chains = {}
            found: Chains = {}
            lemmas: Chains = {}
            for fold in chosen:
                known = weights[fold] if fold < len(train) else None
                for topics in [{topic} for topic in sorted(folds[fold])] if alone else [folds[fold]]:
                    at = (fold, min(topics))
                    pile = make_pile([choose(one) for one in marked if one.text.topic in topics], marked)
                    key |= pile.key
                    found |= {one: (at, chain) for one, chain in pile.join(known).items()}
                    lemmas |= {one: (at, chain) for one, chain in pile.join_lemmas().items()}
            ours, theirs = score_conll(key, found), score_conll(key, lemmas)
            figures[f"{part}, {name}"] = ours
            figures[f"{part}, {name}, same head lemma"] = theirs
            figures[f"{part}, {name}, ahead by"] = ours - theirs

    tell("found in a pile", lambda one: one.with_all, alone=False)
    tell("printed in a pile", lambda one: one.printed, alone=False)
    tell("found in each topic", lambda one: one.with_all, alone=True)
    tell("given in each topic", lambda one: one.with_given, alone=True)
    tell("given in a pile", lambda one: one.with_given, alone=False)
    return figures
