"""Words as a person types them, and the same as SQLite's full-text search reads them.

Phrases in quotation marks, beginnings of words with an asterisk, `OR`, `NOT` or a minus before a word, and
`NEAR(a b, 5)` mean what they mean there; whatever else would be a mistake there is taken as a word.
Function words ("the price of bread") are not looked for where other words are.
"""

import re
from dataclasses import dataclass

from dateline.ingest.lines import function_words
from dateline.model.errors import UsageError

_PART = re.compile(
    r'(?P<not>(?<![^\s(])-(?=["\w]))?'
    r'(?:"(?P<phrase>[^"]*)"?(?P<open>\*?)'
    r"|NEAR\((?P<near>[^()]*?)(?:,\s*(?P<distance>\d{1,4}))?\)"
    r"|(?P<operator>AND|OR|NOT)(?=\s|$)"
    r"|(?P<word>[^\s\"*()]+)(?P<begins>\*?))"
)


_NEAR = 10


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words side by side; of the last perhaps only its beginning."""

    words: str
    begins: bool = False


@dataclass(frozen=True, slots=True)
class Term:
    """A phrase, or several that stand near each other, in whatever order.

    Attributes:
        phrases: One, or those that are near each other.
        distance: How many words may stand between the first of several and the last; None for one phrase.
    """

    phrases: tuple[Phrase, ...]
    distance: int | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a sentence is to hold: of each group one of its terms, and none of the unwanted."""

    groups: tuple[tuple[Term, ...], ...]
    unwanted: tuple[Term, ...] = ()

    def part(self) -> "list[Wanted]":
        """Return each of its terms as all that is wanted, each once, but for function words."""
        terms = dict.fromkeys(term for group in self.groups for term in group)
        telling = (one for one in terms if one.phrases[0].words.lower() not in function_words())
        return [Wanted(((term,),), self.unwanted) for term in telling]


def read_words(query: str) -> Wanted:
    """Return what is looked for by words as a person types them.

    Raises:
        UsageError: It holds no word, or half of a character, as a shell may hand over.
    """
    try:
        query.encode()
    except UnicodeEncodeError:
        raise UsageError(f"{query!r:.60} is no text that can be looked for or kept") from None
    wanted: list[tuple[Term, ...]] = []
    spared: set[int] = set()
    unwanted: list[Term] = []
    operator = ""
    for match in _PART.finditer(query):
        if match["operator"]:
            operator = match["operator"]
            continue
        term = _read_term(match)
        if term is None:
            continue
        if match["not"] or operator == "NOT":
            unwanted.append(term)
        elif operator == "OR" and wanted:
            wanted[-1] = (*wanted[-1], term)
            spared.discard(len(wanted) - 1)
        else:
            if match["word"] and not match["begins"] and match["word"].lower() in function_words():
                spared.add(len(wanted))
            wanted.append((term,))
        operator = ""
    if not wanted:
        raise UsageError(f"{query!r} holds no word to look for")
    asked = [one for at, one in enumerate(wanted) if at not in spared] or wanted
    return Wanted(tuple(asked), tuple(unwanted))


def _read_term(match: re.Match[str]) -> Term | None:
    if match["near"] is not None:
        phrases = tuple(Phrase(_spare(word)) for word in match["near"].split() if has_word(word))
        return Term(phrases, int(match["distance"] or _NEAR)) if phrases else None
    words = str(match["word"] if match["phrase"] is None else match["phrase"])
    begins = bool(match["open"] or match["begins"])
    return Term((Phrase(_spare(words), begins),)) if has_word(words) else None


def _spare(words: str) -> str:
    return words.replace('"', "").replace("\0", " ")


def to_fulltext(query: str) -> str:
    """Return `query` as an expression of FTS5.

    Raises:
        UsageError: It holds no word.
    """
    return write_fulltext(read_words(query))


def write_fulltext(wanted: Wanted) -> str:
    """Return what is wanted as an expression of FTS5."""
    asked = " AND ".join(f"({' OR '.join(map(_write_term, group))})" for group in wanted.groups)
    if not wanted.unwanted:
        return asked
    return " NOT ".join([f"({asked})", *map(_write_term, wanted.unwanted)])


def _write_term(term: Term) -> str:
    phrases = " ".join(f'"{one.words}"{" *" if one.begins else ""}' for one in term.phrases)
    return phrases if term.distance is None else f"NEAR({phrases}, {term.distance})"


def has_word(text: str) -> bool:
    """Tell whether there is anything in `text` to look for."""
    return any(sign.isalnum() for sign in text)
