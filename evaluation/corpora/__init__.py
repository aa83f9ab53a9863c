"""The corpora, a module each: each is read into `Document`s with code-point intervals."""

from evaluation.corpora.document import EVENT_KINDS, NAME_TYPES, UNKNOWN, Document, Role
from evaluation.corpora.ecbplus import read_ecbplus
from evaluation.corpora.meantime import read_meantime
from evaluation.corpora.polnear import read_brat, read_polnear, split_held_out
from evaluation.corpora.treebanks import read_ewt, read_gum
from evaluation.corpora.tweets import read_tweets

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
