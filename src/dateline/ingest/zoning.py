"""What of a page's text is the article and what is page furniture: text in, spans with their kinds out.

A linear-chain conditional random field (Lafferty et al., ICML 2001) over the lines tells article from the
rest; `training/zoning.py` learned its weights from labelled pages dumped to text. Rules of the lexicon then
overrule it where a line cannot be anything else, and name the kind of each stretch of furniture.

A headline is neither: the people who marked the articles left it out, and headlines sharpen what the article
hedges, so nothing is found in it. It is returned as `title`. A first line that ends in a full stop cannot be
told from a sentence: it is body, and may be the title as well.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import repeat

from dateline.ingest.datelines import is_dateline_line
from dateline.ingest.line_features import describe_lines
from dateline.ingest.lines import (
    Line,
    RuleMatch,
    content_words,
    function_words,
    is_sentence,
    match_rules,
    split_lines,
    tokens_of,
)
from dateline.model.report import Furniture, FurnitureKind
from dateline.model.span import Span
from dateline.nlp.calendar import find_calendar_dates


@dataclass(frozen=True, slots=True)
class Zones:
    """The parts of a page: `body` and `furniture`, sorted and apart; `title` may lie in `body`."""

    body: tuple[Span, ...]
    furniture: tuple[Furniture, ...]
    title: Span | None


@dataclass(frozen=True, slots=True)
class Weights:
    """The field's parameters: scores of a line's features for "article", and of passing from line to line.

    `passing[a][b]` is for a line of class `a` before one of class `b`; class 1 is article.
    """

    features: dict[str, float]
    passing: tuple[tuple[float, float], tuple[float, float]]


def zone(text: str) -> Zones:
    """Tell what of `text` is the article and what is page furniture.

    Args:
        text: A plain text, or a page as text: one line a block, or wrapped at a common width.

    Returns:
        Body spans are the longest runs of article lines, with the line breaks inside the run; furniture spans
        are stretches of adjacent lines of one kind, without white space at their edges. A headline that does
        not end as a sentence, and the standfirst under it, are in neither. All empty for a blank text.
    """
    lines = split_lines(text)
    if not lines:
        return Zones((), (), None)
    rules = [match_rules(line.words) for line in lines]
    article = _overrule(lines, rules, decode(describe_lines(lines), load_weights()))
    title = _find_title(lines, rules, article)
    if title is not None and not is_sentence(lines[title].words):
        article[title] = False
    spared = _headings(lines, rules, article, title)
    kinds = _name_kinds(lines, rules, article, title)
    body = [Span(lines[a].start, lines[b].end) for a, b in _runs(article) if article[a]]
    furniture = [
        Furniture(lines[a].start, lines[b].end, FurnitureKind(kind))
        for a, b in _runs([None if at in spared else kind for at, kind in enumerate(kinds)])
        if (kind := kinds[a]) is not None and a not in spared
    ]
    return Zones(
        tuple(body), tuple(furniture), _title_span(text, lines[title]) if title is not None else None
    )


def _title_span(text: str, line: Line) -> Span:
    """Return a headline's words without the mark or label before them: "# ", "Subject: "."""
    match = re.match(r"(?:#{1,6}\s+|(?i:subject|title|headline): )(?=\S)", text[line.start : line.end])
    return Span(line.start + (match.end() if match else 0), line.end)


@cache
def load_weights() -> Weights:
    """Return the weights that come with the package."""
    data = json.loads(resources.files(__package__).joinpath("zoning.json").read_text("utf-8"))
    (a, b), (c, d) = data["passing"]
    return Weights(data["features"], ((a, b), (c, d)))


def decode(rows: Iterable[Sequence[str]], weights: Weights) -> list[bool]:
    """Return for each line whether it is article: the most probable sequence (Viterbi).

    Args:
        rows: The features of each line, as `describe_lines` gives them.
        weights: What they count for.
    """
    best: list[float] | None = None
    pointers: list[tuple[bool, bool]] = []
    weigh = weights.features.get
    for row in rows:
        score = sum(map(weigh, row, repeat(0.0)))
        if best is None:
            best = [0.0, score]
            continue
        (stay, enter), (leave, go_on) = weights.passing
        from_article = (best[1] + leave > best[0] + stay, best[1] + go_on > best[0] + enter)
        pointers.append(from_article)
        best = [
            max(best[0] + stay, best[1] + leave),
            max(best[0] + enter, best[1] + go_on) + score,
        ]
    if best is None:
        return []
    classes = [best[1] > best[0]]
    for pointer in reversed(pointers):
        classes.append(pointer[classes[-1]])
    return classes[::-1]


# A note, a brief or a question typed in has few lines, and the field knows only pages.
_FEW_LINES = 3
_SHORT_SENTENCE = 3  # words: "The strike ended."


def _overrule(lines: Sequence[Line], rules: Sequence[Sequence[RuleMatch]], article: list[bool]) -> list[bool]:
    """Return the classes after the rules that need no weighing."""
    classes = [
        mine and not any(match.sure for match in matched)
        for mine, matched in zip(article, rules, strict=True)
    ]
    comments = _comments_from(lines, rules, classes)
    classes[comments:] = [False] * (len(classes) - comments)
    _close_with_imprint(lines, rules, classes)
    _go_on(lines, rules, classes)
    # An author's note is one only at the article's foot; a profile may say what its subject is.
    for at in range(len(classes) - 1, 0, -1):
        if classes[at]:
            if not any(match.rule == "what the author is" for match in rules[at]) or not any(classes[:at]):
                break
            classes[at] = False
    for at in range(len(lines) - 1):
        if not classes[at] and classes[at + 1] and is_dateline_line(lines[at].words):
            classes[at] = True
    for at in range(1, len(lines)):
        # One sentence that the field lost between two that it kept, or as the last, and that no rule knows.
        if (
            not rules[at]
            and classes[at - 1]
            and all(classes[at + 1 : at + 2])
            and is_sentence(lines[at].words)
        ):
            classes[at] = True
    if not any(classes) and len(lines) <= _FEW_LINES:
        return [not rules[at] and _may_be_told(line.words) for at, line in enumerate(lines)]
    return classes


def _may_be_told(words: str) -> bool:
    """Tell whether a line of a page without prose may be news: a short sentence, or one without its stop."""
    if is_sentence(words) and len(words.split()) >= _SHORT_SENTENCE:
        return True
    return len(words.split()) >= 5 and any(word in function_words() for word in tokens_of(words))


def _close_with_imprint(
    lines: Sequence[Line], rules: Sequence[Sequence[RuleMatch]], classes: list[bool]
) -> None:
    """Make paragraphs before an imprint article: it stands under the article that it speaks of."""
    imprints = [at for at, matched in enumerate(rules) if any(match.rule == _IMPRINT for match in matched)]
    if not imprints or not any(classes[: imprints[-1]]):
        return
    for at in range(classes.index(True), imprints[-1]):
        if any(match.opens for match in rules[at]):
            return
        if not rules[at] and _is_paragraph(lines[at].words):
            classes[at] = True


def _go_on(lines: Sequence[Line], rules: Sequence[Sequence[RuleMatch]], classes: list[bool]) -> None:
    """Make a paragraph after an article's paragraph article too, with the list between them.

    Neither an advertisement nor a pointer to another story between two paragraphs ends an article; a heading
    over other stories does, and so does whatever is neither paragraph nor item of a list.
    """
    going, items = False, list[int]()
    for at, line in enumerate(lines):
        if not rules[at] and line.words[0] in "-–•*" and going:
            items.append(at)
            continue
        if not classes[at] and not any(match.sure and not match.opens for match in rules[at]):
            classes[at] = going and not rules[at] and _is_paragraph(line.words)
            going = classes[at]
        if classes[at]:
            going = True
            for item in items:
                classes[item] = True
        items.clear()


_IMPRINT = "published in an outlet on a date"


def _comments_from(
    lines: Sequence[Line], rules: Sequence[Sequence[RuleMatch]], classes: Sequence[bool]
) -> int:
    """Return the line at which readers' comments begin, the number of lines where there are none.

    A comments link under the headline is no beginning: most of the article lies before it.
    """
    lengths = [(line.end - line.start) * mine for line, mine in zip(lines, classes, strict=True)]
    total, before = sum(lengths), 0
    for at, matched in enumerate(rules):
        heads = any(match.kind == "comment" and match.opens for match in matched)
        written = sum(any(match.kind == "comment" for match in later) for later in rules[at + 1 : at + 8])
        if heads and before and (before >= total / 2 or written):
            return at
        before += lengths[at]
    return len(rules)


_LONGEST_TITLE = 30


def _find_title(
    lines: Sequence[Line], rules: Sequence[Sequence[RuleMatch]], article: Sequence[bool]
) -> int | None:
    """Return the headline's line: of those before the first paragraph, what shares most with the article."""
    first = next((at for at, mine in enumerate(article) if mine and _is_paragraph(lines[at].words)), None)
    if first is None:
        return None
    told = Counter(content_words(" ".join(line.words for line in lines[first : first + 12])))
    best, best_score = None, 0.0
    for at in range(max(0, first - 12), first):
        words = content_words(lines[at].words)
        count = len(lines[at].words.split())
        if rules[at] or not words or not 2 <= count <= _LONGEST_TITLE or is_dateline_line(lines[at].words):
            continue
        if lines[at + 1].words[0].islower() or (is_sentence(lines[at].words) and count > 12):
            continue  # a line of a paragraph that was cut, a caption
        score = sum(word in told for word in words) / len(words) * min(len(words), 6)
        if score > best_score:
            best, best_score = at, score
    if best is None and first == 1 and not rules[0] and _is_headline(lines[0].words):
        return 0
    return best


def _is_paragraph(words: str) -> bool:
    return is_sentence(words) and len(words.split()) >= 12


def _is_headline(words: str) -> bool:
    if is_sentence(words) or words[-1] in ":," or is_dateline_line(words):
        return False
    return 2 <= len(words.split()) <= _LONGEST_TITLE


def _headings(
    lines: Sequence[Line], rules: Sequence[Sequence[RuleMatch]], article: Sequence[bool], title: int | None
) -> set[int]:
    """Return the lines of headline and standfirst that are neither article nor furniture."""
    if title is None:
        return set()
    spared = {title} if not article[title] else set()
    for at in range(title + 1, min(title + 3, len(lines))):
        if article[at] or rules[at] or len(lines[at].words.split()) < 4:
            break
        spared.add(at)
    return spared


def _name_kinds(
    lines: Sequence[Line], rules: Sequence[Sequence[RuleMatch]], article: Sequence[bool], title: int | None
) -> list[str | None]:
    """Return each line's kind of furniture, None for article."""
    kinds: list[str | None] = []
    section: str | None = None
    inside = [at for at, mine in enumerate(article) if mine]
    for at, (line, matched) in enumerate(zip(lines, rules, strict=True)):
        if article[at] or at == title:
            section = None  # what a heading opened, an article or its headline closes
        if article[at]:
            kinds.append(None)
            continue
        own = next((match.kind for match in sorted(matched, key=lambda match: not match.sure)), None)
        opened = next((match.kind for match in matched if match.opens), None)
        # Dates and names of sections head teasers as often as pages.
        if section in ("teaser", "comment") and own in ("imprint", "navigation", "byline"):
            own = section if own != "imprint" or not line.words.startswith(("©", "Copyright")) else own
        section = opened or section
        if own == "navigation" and not any(match.sure for match in matched) and inside and at > inside[-1]:
            section = section or "teaser"
        head = max(title, inside[0] - 12) if title is not None and inside else inside[0] - 4 if inside else at
        in_head = bool(inside) and head <= at < inside[0] and section is None
        within = bool(inside) and inside[0] < at < inside[-1]
        kinds.append(own or section or _guess_kind(line.words, within=within, in_head=in_head))
    return kinds


def _guess_kind(words: str, *, within: bool, in_head: bool) -> str:
    """Name a line that no rule knows by its place and length.

    Long lines within the article or under its headline are captions, those that hold a date there are date
    lines; elsewhere long lines are teasers and short ones entries of a menu.
    """
    count = len(words.split())
    if in_head and count <= 16 and find_calendar_dates(words):
        return "imprint"
    if (within or in_head) and count >= 5:
        return "credit"
    return "teaser" if count >= 4 and not in_head else "navigation"


def _runs(values: Sequence[object]) -> Iterable[tuple[int, int]]:
    """Yield first and last index of each run of equal values."""
    first = 0
    for at in range(1, len(values) + 1):
        if at == len(values) or values[at] != values[first]:
            yield first, at - 1
            first = at
