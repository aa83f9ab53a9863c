"""Words as SQLite's full-text index tells them apart: which signs make one, and what its endings are cut to.

An index of another engine that is made of these finds the same sentences for the same query. They are not
told by rules of our own but learned from SQLite itself, each sign and each word once, so that the two cannot
part. And where words were found in a text, the same SQLite marks.
"""

import sqlite3
from collections.abc import Sequence
from functools import cache
from threading import Lock

TOKENIZER = "porter unicode61 remove_diacritics 2"
# Marks around the words that were found, of which no text makes use.
OPEN, CLOSE = "\ufdd0", "\ufdd1"
# Longer sentences are cut to so many words around what was found, and what is no sentence to its beginning.
LONG, _SNIPPET_WORDS, ENDLESS = 600, 60, 20_000
# SQLite looks for the best place in a time that grows with the square of how often words are found.
SHOWN = (
    f"CASE WHEN length(text) > {ENDLESS} THEN substr(text, 1, {LONG + 1}) "
    f"WHEN length(text) > {LONG} THEN snippet(fulltext, 0, '{OPEN}', '{CLOSE}', '…', {_SNIPPET_WORDS}) "
    f"ELSE highlight(fulltext, 0, '{OPEN}', '{CLOSE}') END"
)
"""What SQLite's full-text table `fulltext` shows of a text in which words were found."""

# As many words as the language of a case has; hostile input has more, and is asked for anew.
_MOST_WORDS = 500_000


class _Index:
    """A full-text table in memory, which holds what is asked about and nothing else."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._connection = sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None)
        self._connection.execute(f"CREATE VIRTUAL TABLE fulltext USING fts5(text, tokenize = '{TOKENIZER}')")
        self._connection.execute("CREATE VIRTUAL TABLE told USING fts5vocab(fulltext, instance)")

    def tell(self, text: str) -> tuple[str, ...]:
        """Return the words of a text, in their order, as the index keeps them."""
        with self._lock:
            self._put([text])
            found = self._connection.execute('SELECT term FROM told ORDER BY "offset"').fetchall()
        return tuple(term for (term,) in found)

    def mark(self, texts: Sequence[str], expression: str) -> list[str]:
        """Return texts as `SHOWN` shows them where they hold what an expression of FTS5 asks for."""
        with self._lock:
            self._put(texts)
            wanted = f"SELECT rowid, {SHOWN} FROM fulltext WHERE fulltext MATCH ?"
            shown = dict(self._connection.execute(wanted, (expression,)).fetchall())
        return [shown.get(number, text) for number, text in enumerate(texts)]

    def _put(self, texts: Sequence[str]) -> None:
        self._connection.execute("DELETE FROM fulltext")
        put = "INSERT INTO fulltext (rowid, text) VALUES (?, ?)"
        self._connection.executemany(put, list(enumerate(texts)))


@cache
def _open_index() -> _Index:
    return _Index()


class _Signs(dict[int, str]):
    """What each sign is to the index: itself where it can stand in a word, else a space."""

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        # Half of a character is no text that SQLite takes.
        joins = not 0xD800 <= code < 0xE000 and len(_open_index().tell(f"a{sign}a")) == 1
        self[code] = sign if joins else " "
        return self[code]


class _Words(dict[str, tuple[str, ...]]):
    """What the index makes of each word."""

    def __missing__(self, word: str) -> tuple[str, ...]:
        if len(self) >= _MOST_WORDS:
            self.clear()
        self[word] = found = _open_index().tell(word)
        return found


_signs = _Signs()
_words = _Words()


def read_lexemes(text: str) -> list[str]:
    """Return the words of a text, in their order, as the index keeps them; none of a text without words."""
    return [lexeme for word in text.translate(_signs).split() for lexeme in _words[word]]


def mark_words(texts: Sequence[str], expression: str) -> list[str]:
    """Return texts with marks around what an expression of FTS5 asks for, long ones cut around it."""
    return _open_index().mark(texts, expression)
