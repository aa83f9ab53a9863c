"""The little language in which rules for times are written, and its way to a regular expression.

In: a pattern such as `[{early}] {month} [of] {year}` and the classes of words it names. Out: a compiled
regular expression, the words a match can begin with, and the words one of which every match holds. There is
no repetition in the language, so no pattern can take more than constant time at one place of a text.

    word             itself, in any case; with a capital only if it is written with a capital here
    {class}          a word of that class, captured under the class's name
    {class:name}     the same, captured under another name
    [ ... ]          may be left out
    ( ... | ... )    one of these
    < ... >          must follow, and is not part of the match; what it captures is kept
    a b              a space: white space, at most one line break
    a~b              white space or a hyphen
    a-b, a,          other signs stand for themselves, glued to what comes before
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

# White space of every width that is set between words, the kinds without a line break and without width too.
BLANK = r"[ \t\u00a0\u2000-\u200b\u202f\u3000]"
LINE_END = r"(?:\r\n?|\n)"
GAP = rf"(?:{BLANK}{{1,3}}(?:{LINE_END}[ \t]{{0,3}})?|{LINE_END}[ \t]{{0,3}})"
_LOOSE = rf"(?:{GAP}|[-\u2010\u2011])"
NUMBER_KEY = "0"
"""Stands for any run of digits where words are listed."""

_SYMBOL = re.compile(r"\{(\w+)(?::(\w+))?\}|([\[\](|)<>])|([ ]+)|(~)|([^\W_]+)|(.)")
_TOKEN = re.compile(r"[^\W\d_]+|\d+")


@dataclass(frozen=True, slots=True)
class WordClass:
    """A class of words.

    Attributes:
        regex: Its pattern, without capturing groups.
        first: The first token of each of its words.
        core: One telling token of each of its words; empty where some word has none.
    """

    regex: str
    first: frozenset[str]
    core: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class CompiledPattern:
    """A pattern ready for use; `classes` names the class that each capturing group was written for."""

    regex: re.Pattern[str]
    classes: Mapping[str, str]
    first: frozenset[str]
    core: frozenset[str]


@dataclass(slots=True)
class _Node:
    """One piece of a pattern: `glue` is what stands between it and the piece before."""

    glue: str
    regex: str
    first: frozenset[str]
    core: frozenset[str]
    optional: bool = False


@dataclass(slots=True)
class _Compiler:
    pattern: str
    words: Mapping[str, WordClass]
    common: frozenset[str]
    classes: dict[str, str] = field(default_factory=dict)
    symbols: list[re.Match[str]] = field(default_factory=list)
    at: int = 0

    def read_choice(self) -> _Node:
        branches = [self.read_sequence()]
        while self.peek() == "|":
            self.at += 1
            branches.append(self.read_sequence())
        regex = "|".join(branch.regex for branch in branches)
        cores = [branch.core for branch in branches]
        return _Node(
            "",
            f"(?:{regex})" if len(branches) > 1 else regex,
            frozenset().union(*(branch.first for branch in branches)),
            frozenset().union(*cores) if all(cores) else frozenset(),
        )

    def read_sequence(self) -> _Node:
        nodes: list[_Node] = []
        glue = ""
        while self.at < len(self.symbols) and self.peek() not in ("|", "]", ")", ">"):
            symbol = self.symbols[self.at]
            self.at += 1
            if symbol[4] or symbol[5]:
                glue = GAP if symbol[4] else _LOOSE
                continue
            node = self.read_node(symbol)
            node.glue, glue = (glue if nodes else ""), ""
            nodes.append(node)
        return self.join(nodes)

    def read_node(self, symbol: re.Match[str]) -> _Node:
        if symbol[1]:
            return self.read_class(symbol[1], symbol[2] or symbol[1])
        if symbol[3]:
            gap = GAP if symbol[3] == "<" and self.peek().isspace() else ""
            inner = self.read_choice()
            self.at += 1  # the closing bracket
            inner.optional = symbol[3] == "["
            if symbol[3] == "<":
                return _Node("", f"(?={gap}{inner.regex})", frozenset(), frozenset())
            return inner
        literal = symbol[0]
        token = _TOKEN.match(literal)
        first = frozenset({_key(token[0])} if token else ())
        regex = "['’]" if literal == "'" else re.escape(literal)
        if literal[0].isupper():
            regex = f"(?-i:{regex})"
        return _Node("", regex, first, first if not first & self.common else frozenset())

    def read_class(self, name: str, group: str) -> _Node:
        if name not in self.words:
            raise ValueError(f"pattern {self.pattern!r}: there is no class {name!r}")
        word_class = self.words[name]
        unique = group
        while unique in self.classes:
            unique += "_"
        self.classes[unique] = name
        return _Node("", f"(?P<{unique}>{word_class.regex})", word_class.first, word_class.core)

    def join(self, nodes: list[_Node]) -> _Node:
        """Chain the pieces; an optional one takes the gap on its far side from the first mandatory one."""
        anchor = next((n for n, node in enumerate(nodes) if not node.optional), None)
        if anchor is None:
            raise ValueError(f"pattern {self.pattern!r}: a sequence needs a piece that must be there")
        regex = ""
        for n, node in enumerate(nodes):
            if n < anchor:
                regex += f"(?:{node.regex}{nodes[n + 1].glue})?"
            elif n == anchor:
                regex += node.regex
            else:
                regex += f"(?:{node.glue}{node.regex})?" if node.optional else node.glue + node.regex
        cores = [node.core for node in nodes if not node.optional and node.core]
        without_numbers = [core for core in cores if NUMBER_KEY not in core]
        return _Node(
            "",
            regex,
            frozenset().union(*(node.first for node in nodes[: anchor + 1])),
            (without_numbers or cores or [frozenset()])[-1],
        )

    def peek(self) -> str:
        return self.symbols[self.at][0] if self.at < len(self.symbols) else ""


def compile_patterns(
    pattern: str, words: Mapping[str, WordClass], common: frozenset[str]
) -> tuple[CompiledPattern, ...]:
    """Compile each alternative of a pattern by itself, so that the longest match can be told from the first.

    Args:
        pattern: In the language above.
        words: The classes it may name.
        common: Words too frequent to tell that a match is near.

    Raises:
        ValueError: The pattern names an unknown class, or every word of it is common or may be left out.
    """
    return tuple(_compile_alternative(one, words, common) for one in _split_alternatives(pattern))


def _split_alternatives(pattern: str) -> list[str]:
    parts, depth = [""], 0
    for sign in pattern:
        depth += (sign in "[(<") - (sign in ")]>")
        if sign == "|" and depth == 0:
            parts.append("")
        else:
            parts[-1] += sign
    return parts


def _compile_alternative(
    pattern: str, words: Mapping[str, WordClass], common: frozenset[str]
) -> CompiledPattern:
    compiler = _Compiler(pattern, words, common, symbols=list(_SYMBOL.finditer(pattern)))
    node = compiler.read_choice()
    if compiler.at != len(compiler.symbols):
        raise ValueError(f"pattern {pattern!r}: unbalanced at {compiler.symbols[compiler.at][0]!r}")
    if not node.core:
        raise ValueError(f"pattern {pattern!r}: no word of it tells that a match is near")
    # A number that goes on ("1.5", "12:30", "1990/1") is not the number that was meant; no time ends in
    # a comma.
    end = r"(?!\w)(?<![0-9,])|(?<=[0-9])(?![\w%]|[.,:/][0-9])"
    return CompiledPattern(
        re.compile(f"(?:{node.regex})(?:{end})", re.IGNORECASE), compiler.classes, node.first, node.core
    )


def first_tokens(words: list[str]) -> frozenset[str]:
    """Return the first token of each word, as a scan would see it; a sign at the front is skipped."""
    return frozenset(_key(token[0]) for word in words if (token := _TOKEN.search(word)))


def telling_tokens(words: list[str], common: frozenset[str]) -> frozenset[str]:
    """Return for each word its last token that is not common; nothing where a word has only common ones."""
    telling = set()
    for word in words:
        tokens = [key for token in _TOKEN.findall(word) if (key := _key(token)) not in common]
        if not tokens:
            return frozenset()
        telling.add(tokens[-1])
    return frozenset(telling)


def _key(token: str) -> str:
    return NUMBER_KEY if token.isdigit() else token.lower()
