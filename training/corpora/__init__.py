"""The corpora, a module each: each is read into `Document`s with code-point intervals."""

from training.corpora.document import EVENT_KINDS, NAME_TYPES, UNKNOWN, Document, Role
from training.corpora.ecbplus import read_ecbplus
from training.corpora.meantime import read_meantime
from training.corpora.polnear import read_brat, read_polnear, split_held_out
from training.corpora.treebanks import read_ewt, read_gum
from training.corpora.tweets import read_tweets

__all__ = [
    "EVENT_KINDS",
    "NAME_TYPES",
    "UNKNOWN",
    "Document",
    "Role",
    "read_brat",
    "read_ecbplus",
    "read_ewt",
    "read_gum",
    "read_meantime",
    "read_polnear",
    "read_tweets",
    "split_held_out",
]
