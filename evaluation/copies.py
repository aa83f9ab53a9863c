"""Which reports are one text: copies made by editing real articles, among the articles they were made from.

Each article of ECB+, PolNeAR and news-dev is edited in ways in which reports are passed on: cut, given a new
lede or another byline, set in another order, worded anew here and there, merged with another story. All stand
in one pile with the articles, of which many tell of one event in other words and are no copies. A pair of
reports is right where both go back to one article. Half of the articles are held back: nobody looks at them.
"""

import random
import re
import time
import xml.etree.ElementTree as ET
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from hashlib import sha256
from itertools import combinations
from pathlib import Path

from dateline.link.copies.copies import link_copies
from dateline.model.findings import Findings
from dateline.model.report import Report
from evaluation.pages import load_pages

_FEWEST_WORDS = 80
_EDITS_EACH = 2
_WORD = re.compile(r"\w+")
# Two articles as they came: so much of the shorter in the longer makes them copies; where it is less, but
# more than in two accounts of one event, nobody can say, and the pair is not scored.
_COPIES, _APART = 0.65, 0.2
_RUN = 5  # words in a row that count as taken over
_SIZES = (100, 1000, 5000)


@dataclass(frozen=True, slots=True)
class Article:
    """A text as it came or as it was edited; `parts` are the articles it goes back to."""

    name: str
    topic: str
    paragraphs: tuple[str, ...]
    parts: frozenset[str]
    edit: str = "as it came"

    @property
    def text(self) -> str:
        """The whole of it."""
        return "\n\n".join(self.paragraphs)

    def words(self) -> list[str]:
        """Return its words in small letters."""
        return _WORD.findall(self.text.lower())


def measure(data: Path) -> dict[str, float]:
    """Return precision, recall and F1 of pairs on both halves, recall by edit, and what it costs by size."""
    articles = read_articles(data)
    figures: dict[str, float] = {}
    for name, held_back in (("looked at", False), ("held back", True)):
        half = [one for one in articles if is_held_back(one) == held_back]
        related = relate(half)
        pile = half + edit_all(half)
        figures |= {f"{name}, {k}": v for k, v in score(pile, group(pile), related).items()}
        # Where the article itself is missing, two shortened ones may share but little: told, and no floor.
        copies = [one for one in pile if one.edit != "as it came"]
        figures[f"{name}, without the articles, F1"] = score(copies, group(copies), related)["F1"]
    return figures | measure_cost(articles)


def read_articles(data: Path) -> list[Article]:
    """Return the articles of all three sets that are long enough, in one order."""
    found = [*_read_ecbplus(data / "ecbplus"), *_read_polnear(data / "polnear"), *_read_pages(data)]
    return [one for one in found if len(one.words()) >= _FEWEST_WORDS]


def is_held_back(article: Article) -> bool:
    """Tell whether an article, with all of its ECB+ topic, is one that nobody looks at."""
    return sha256(article.topic.encode()).digest()[0] % 2 == 1


def _make(name: str, topic: str, lines: Iterable[str]) -> Article:
    return Article(name, topic, tuple(filter(None, map(str.strip, lines))), frozenset({name}))


def _read_ecbplus(folder: Path) -> list[Article]:
    articles = []
    for file in sorted(folder.rglob("*.xml")):
        lines: dict[str, list[str]] = defaultdict(list)
        for token in ET.parse(file).getroot().findall("token"):
            lines[token.get("sentence", "")].append(token.text or "")
        topic = f"ecbplus/{file.name.split('_')[0]}"
        articles.append(_make(f"ecbplus/{file.stem}", topic, (" ".join(line) for line in lines.values())))
    return articles


def _read_polnear(folder: Path) -> list[Article]:
    files = sorted(file for part in ("train", "dev") for file in (folder / part / "text").glob("*.txt"))
    names = [f"polnear/{file.stem}" for file in files]
    return [
        _make(name, name, file.read_text("utf-8").splitlines())
        for name, file in zip(names, files, strict=True)
    ]


def _read_pages(data: Path) -> list[Article]:
    pages = [(f"pages/{page.key}", page.text) for page in load_pages(data, "news-dev")]
    return [_make(name, name, text.splitlines()) for name, text in pages]


Edit = Callable[[Article, Sequence[Article], random.Random], Article]
"""From an article, others that are not it, and a source of chance, to a copy."""


def _derive(article: Article, paragraphs: Iterable[str]) -> Article:
    return Article(article.name, article.topic, tuple(paragraphs), article.parts)


def _cut(article: Article, others: Sequence[Article], chance: random.Random) -> Article:
    """Keep the beginning, a third to three quarters of it."""
    wanted = len(article.words()) * chance.uniform(0.35, 0.75)
    kept: list[str] = []
    for paragraph in article.paragraphs:
        if kept and sum(len(_WORD.findall(one)) for one in kept) >= wanted:
            break
        kept.append(paragraph)
    return _derive(article, kept)


def _lead_anew(article: Article, others: Sequence[Article], chance: random.Random) -> Article:
    """Put a beginning of another story in the place of the first paragraph."""
    lede = " ".join(_split_sentences(chance.choice(others).paragraphs[0])[:2])
    return _derive(article, (lede, *(article.paragraphs[1:] or article.paragraphs)))


def _sign_anew(article: Article, others: Sequence[Article], chance: random.Random) -> Article:
    """Set another byline, place and closing line around it."""
    name = chance.choice(("Mara Lindqvist", "J. P. Obuya", "Tessa Arkwright", "our own correspondent"))
    place = chance.choice(("PORT ELM", "MARROW", "VELDEN", "SELBY"))
    first, *rest = article.paragraphs
    closing = "Follow our coverage all day. Send what you know to the news desk of this paper."
    return _derive(article, (f"By {name}", f"{place} — {first}", *rest, closing))


def _reorder(article: Article, others: Sequence[Article], chance: random.Random) -> Article:
    """Set the paragraphs in another order."""
    paragraphs = list(article.paragraphs)
    chance.shuffle(paragraphs)
    return _derive(article, paragraphs)


def _reword(article: Article, others: Sequence[Article], chance: random.Random) -> Article:
    """Change one word in twelve to one in seven: left out, or another in its place."""
    share = chance.uniform(1 / 12, 1 / 7)
    spare = chance.choice(others).words()

    def change(match: re.Match[str]) -> str:
        if chance.random() >= share:
            return match[0]
        return "" if chance.random() < 0.3 else chance.choice(spare)

    return _derive(article, (_WORD.sub(change, paragraph) for paragraph in article.paragraphs))


def _shorten(article: Article, others: Sequence[Article], chance: random.Random) -> Article:
    """Keep a third to two thirds of the sentences under a new lede, as a desk shortens a wire story."""
    sentences = [one for paragraph in article.paragraphs for one in _split_sentences(paragraph)]
    count = max(4, round(len(sentences) * chance.uniform(0.33, 0.66)))
    kept = sorted(chance.sample(range(len(sentences)), min(count, len(sentences))))
    lede = _split_sentences(chance.choice(others).paragraphs[0])[0]
    return _derive(article, (lede, *(sentences[n] for n in kept)))


def _merge(article: Article, others: Sequence[Article], chance: random.Random) -> Article:
    """Put two stories into one report, one after the other or by turns."""
    other = chance.choice(others)
    if chance.random() < 0.5:
        paragraphs = [*article.paragraphs, *other.paragraphs]
    else:
        size = max(len(article.paragraphs), len(other.paragraphs))
        columns = [[*one.paragraphs, *[""] * (size - len(one.paragraphs))] for one in (article, other)]
        paragraphs = [one for pair in zip(*columns, strict=True) for one in pair if one]
    return Article(article.name, article.topic, tuple(paragraphs), article.parts | other.parts)


def _pass_on(article: Article, others: Sequence[Article], chance: random.Random) -> Article:
    """Do several of these at once."""
    shorter = _cut(article, others, chance)
    share = [_sign_anew, _lead_anew, _reorder]
    for edit in chance.sample(share, 2):
        shorter = edit(shorter, others, chance)
    return shorter


EDITS: dict[str, Edit] = {
    "cut": _cut,
    "new lede": _lead_anew,
    "new byline": _sign_anew,
    "new order": _reorder,
    "new words": _reword,
    "shortened": _shorten,
    "merged": _merge,
    "several edits": _pass_on,
}


def _split_sentences(paragraph: str) -> list[str]:
    return [one for one in re.split(r"(?<=[.!?”\"])\s+(?=[A-Z“\"])", paragraph) if one]


def edit_all(articles: Sequence[Article]) -> list[Article]:
    """Return edited copies, two of each article, and some pairs that share a passage and are no copies."""
    kinds = list(EDITS)
    by_topic: dict[str, list[Article]] = defaultdict(list)
    for article in articles:
        by_topic[article.topic].append(article)
    edited: list[Article] = []
    for n, article in enumerate(articles):
        chance = random.Random(article.name)
        near = [one for one in by_topic[article.topic] if one is not article]
        others = near if near and chance.random() < 0.5 else [one for one in articles if one is not article]
        for kind in (kinds[n % len(kinds)], kinds[(n * 3 + n // len(kinds) + 1) % len(kinds)])[:_EDITS_EACH]:
            made = EDITS[kind](article, others, chance)
            if len(made.words()) >= _FEWEST_WORDS // 2:
                name = f"{article.name} {kind} {len(edited)}"
                edited.append(Article(name, article.topic, made.paragraphs, made.parts, kind))
        if n % 4 == 0:
            edited += _share_passage(article, others, chance)
    return edited


def _share_passage(article: Article, others: Sequence[Article], chance: random.Random) -> list[Article]:
    """Return another story with a passage of this one: a background paragraph, or a long quotation."""
    host, long = chance.choice(others), max(article.paragraphs, key=len)
    words = long.split()
    passage = " ".join(words[: max(20, len(host.words()) // 5)])
    quoted = chance.random() < 0.5
    if quoted:
        passage = "“" + passage.strip('“”"') + "”"
    kind = "shares a quotation" if quoted else "shares a passage"
    paragraphs = (*host.paragraphs, passage)
    return [Article(f"{host.name} with {article.name}", host.topic, paragraphs, host.parts, kind)]


def relate(articles: Sequence[Article]) -> dict[tuple[str, str], float]:
    """Return for pairs of articles, as they came, how much of the shorter stands in the longer.

    Only pairs that may be copies, or nearly, are listed; names sorted. The words are aligned one by one in
    order, which is another way than the one that is measured; where more of them stand there in other orders,
    that counts.
    """
    words = {one.name: one.words() for one in articles}
    runs = {name: _list_runs(own) for name, own in words.items()}
    holders: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for name, own in runs.items():
        for run in own:
            holders[run].add(name)
    shared: Counter[tuple[str, str]] = Counter()
    for names in holders.values():
        if 1 < len(names) <= 50:
            shared.update(combinations(sorted(names), 2))
    related = {}
    for (left, right), count in shared.items():
        short = min(len(words[left]), len(words[right]))
        if count >= short * _APART / 4:
            blocks = SequenceMatcher(None, words[left], words[right], autojunk=False).get_matching_blocks()
            aligned = sum(block.size for block in blocks if block.size >= _RUN)
            both = set(runs[left]) & set(runs[right])
            anywhere = {n + i for n, run in enumerate(runs[left]) if run in both for i in range(_RUN + 1)}
            related[left, right] = min(1.0, max(aligned, len(anywhere)) / short)
    return related


def _list_runs(words: list[str]) -> list[tuple[str, ...]]:
    return [tuple(words[n : n + _RUN + 1]) for n in range(len(words) - _RUN)]


def group(pile: Sequence[Article]) -> set[tuple[str, str]]:
    """Return the pairs of reports that the program holds for one text, names sorted."""
    reports = [_make_report(one) for one in pile]
    names = {report.id: one.name for report, one in zip(reports, pile, strict=True)}
    ordered = sorted((Findings(report) for report in reports), key=lambda one: one.report.id)
    pairs: set[tuple[str, str]] = set()
    for found in link_copies(ordered, {}):
        members = sorted(names[one] for one in (found.original, *found.copies) if one)
        pairs.update(combinations(members, 2))
    return pairs


def _make_report(article: Article) -> Report:
    return Report.of_text(article.text, id=sha256(article.name.encode()).hexdigest()[:20], path=article.name)


def score(
    pile: Sequence[Article], found: set[tuple[str, str]], related: dict[tuple[str, str], float]
) -> dict[str, float]:
    """Return the figures of one half; pairs that nobody can tell are left out on both sides."""
    true, open_pairs = _list_true(pile, related)
    right, wrong = len(found & true), len(found - true - open_pairs)
    missed = len(true - found - open_pairs)
    precision, recall = right / max(1, right + wrong), right / max(1, right + missed)
    figures = {
        "reports": float(len(pile)),
        "pairs": float(len(true)),
        "precision": precision,
        "recall": recall,
        "F1": 2 * precision * recall / max(1e-9, precision + recall),
    }
    for edit in EDITS:
        made = [one for one in pile if one.edit == edit]
        pairs = {(min(one.name, part), max(one.name, part)) for one in made for part in one.parts}
        figures[f"recall, {edit}"] = len(pairs & found) / max(1, len(pairs))
    return figures


def _list_true(
    pile: Sequence[Article], related: dict[tuple[str, str], float]
) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
    """Return the pairs that go back to one article, and those of which nobody can tell."""
    same: dict[str, set[str]] = defaultdict(set)
    unsure: dict[str, set[str]] = defaultdict(set)
    for (left, right), share in related.items():
        for one, other in ((left, right), (right, left)):
            if share >= _COPIES:
                same[one].add(other)
            elif share >= _APART:
                unsure[one].add(other)
    families = _close(same)
    holders: dict[str, set[str]] = defaultdict(set)
    doubted: dict[str, set[str]] = defaultdict(set)
    for report in pile:
        for part in report.parts:
            for member in families.get(part, {part}):
                holders[member].add(report.name)
                for other in unsure[member]:
                    doubted[other].add(report.name)
    true = {pair for names in holders.values() for pair in combinations(sorted(names), 2)}
    doubts = {
        (min(one, other), max(one, other))
        for part, names in doubted.items()
        for one in names
        for other in holders[part]
        if one != other
    }
    return true, doubts - true


def _close(same: dict[str, set[str]]) -> dict[str, set[str]]:
    """Return for each article its whole family."""
    families: dict[str, set[str]] = {}
    for one in sorted(same):
        if one in families:
            continue
        family, ahead = {one}, [one]
        while ahead:
            for other in same[ahead.pop()] - family:
                family.add(other)
                ahead.append(other)
        families |= dict.fromkeys(family, family)
    return families


def measure_cost(articles: Sequence[Article]) -> dict[str, float]:
    """Return the processor time for piles of several sizes, and how it grows from 1,000 reports to 5,000."""
    pile = [*articles, *edit_all(articles)]
    random.Random(0).shuffle(pile)
    figures = {}
    for size in _SIZES:
        reports = sorted(map(_make_report, pile[:size]), key=lambda one: one.id)
        began = time.process_time()
        link_copies([Findings(report) for report in reports], {})
        figures[f"seconds for {len(reports):,} reports"] = time.process_time() - began
    small, large = (list(figures.values())[n] / min(_SIZES[n], len(pile)) for n in (1, 2))
    figures["time a report, 5,000 to 1,000"] = large / small
    return figures
