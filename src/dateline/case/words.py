"""Words as a person types them, in the form that SQLite's full-text search reads.

Phrases in quotation marks, beginnings of words with an asterisk, `OR`, `NOT` or a minus before a word, and
`NEAR(a b, 5)` mean what they mean there; whatever else would be a mistake there is taken as a word.
Function words ("the price of bread") are not looked for where other words are.
"""

import re

from dateline.ingest.lines import function_words
from dateline.model.errors import UsageError

_PART = re.compile(
    r'(?P<not>(?<![^\s(])-(?=["\w]))?'
    r'(?:"(?P<phrase>[^"]*)"?(?P<open>\*?)'
    r"|NEAR\((?P<near>[^()]*?)(?:,\s*(?P<distance>\d{1,4}))?\)"
    r"|(?P<operator>AND|OR|NOT)(?=\s|$)"
    r"|(?P<word>[^\s\"*()]+)(?P<begins>\*?))"
)


def to_fulltext(query: str) -> str:
    """Return `query` as an expression of FTS5.

    Raises:
        UsageError: It holds no word.
    """
    wanted: list[str] = []
    spared: set[int] = set()
    unwanted: list[str] = []
    operator = ""
    for match in _PART.finditer(query):
        if match["operator"]:
            operator = match["operator"]
            continue
        term = _write_term(match)
        if not term:
            continue
        if match["not"] or operator == "NOT":
            unwanted.append(term)
        elif operator == "OR" and wanted:
            wanted[-1] = f"{wanted[-1]} OR {term}"
            spared.discard(len(wanted) - 1)
        else:
            if match["word"] and not match["begins"] and match["word"].lower() in function_words():
                spared.add(len(wanted))
            wanted.append(term)
        operator = ""
    if not wanted:
        raise UsageError(f"{query!r} holds no word to look for")
    asked = [one for at, one in enumerate(wanted) if at not in spared] or wanted
    expression = " AND ".join(f"({one})" for one in asked)
    return " NOT ".join([f"({expression})", *unwanted]) if unwanted else expression


def _write_term(match: re.Match[str]) -> str:
    if match["near"] is not None:
        words = [_quote(word) for word in match["near"].split() if has_word(word)]
        return f"NEAR({' '.join(words)}, {match['distance'] or 10})" if words else ""
    term = str(match["word"] if match["phrase"] is None else match["phrase"])
    begins = match["open"] or match["begins"]
    return f"{_quote(term)}{' *' if begins else ''}" if has_word(term) else ""


def _quote(words: str) -> str:
    return '"' + words.replace('"', "").replace("\0", " ") + '"'


def has_word(text: str) -> bool:
    """Tell whether there is anything in `text` to look for."""
    return any(sign.isalnum() for sign in text)
