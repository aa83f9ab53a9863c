"""Offices by which an article calls people: article text in, the days in which they held them out.

Who calls Ada Osei the harbour minister writes after she has become so, and who calls her the former one after
her term. That she is no longer so is often left out ("President Osei opened the bridge, ten years ago"), so a
term's end bounds the date as a hint only, and only where the sentence tells of its own days.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from dateline.ingest.days import Constraint, Days, Strength
from dateline.lexicons import Rule, load, match_any
from dateline.model.report import DateEvidence
from dateline.model.span import Span

# A report of the day after a term has ended may be a day late, and so may the calendar be.
_GRACE = timedelta(days=7)
_LEFT = re.compile(r"(?:[A-Za-z.-]{1,30}[ \n-]){0,6}\Z")
_SENTENCE_END = re.compile(r"[.!?][\"'”’)]*\s+(?=[\"“‘'(]?[A-Z])|\n")
_REACH = 300
_WORD = re.compile(r"\w+")
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d")

Term = tuple[date, date | None]


@dataclass(frozen=True, slots=True)
class _Use:
    """Somebody is called by an office at `text[start:end]`; `left` where the words say that it is over."""

    office: str
    name: str
    terms: tuple[Term, ...]
    start: int
    end: int
    left: bool
    news: bool

    @property
    def begun(self) -> date:
        """The first day on which the words can have been written."""
        return min((last or first) if self.left else first for first, last in self.terms)


@dataclass(frozen=True, slots=True)
class _Office:
    """An office of the lexicon: its rule, the terms by every form of a holder's name, what finds its uses.

    `names` are the first words of the forms: where a text has none of them, there is no use.
    """

    rule: Rule
    terms: Mapping[str, tuple[Term, ...]]
    names: frozenset[str]
    pattern: re.Pattern[str]


def find_offices(text: str, body: Sequence[Span]) -> list[Constraint]:
    """Find what the offices that an article gives people say of the day it was written.

    Args:
        text: The whole text.
        body: What of it is article.

    Returns:
        One constraint an office and holder from below, and where the sentence tells of its own days one from
        above for the last holder that is named, in the order of the offices in the lexicon.
    """
    found = []
    folded = [text[part.start : part.end].casefold() for part in body]
    words = [frozenset(_WORD.findall(text, part.start, part.end)) for part in body]
    for office in _read_offices():
        rule = office.rule
        parts = [
            part
            for part, low, own in zip(body, folded, words, strict=True)
            if not office.names.isdisjoint(own) and rule.may_match(low)
        ]
        uses = [use for part in parts for use in _find_uses(office, text, part)]
        for one in {use.begun: use for use in reversed(uses)}.values():
            days = Days.between(one.begun, None)
            why = f"calls {one.name} {_say(rule, one)}: not published before {one.begun}"
            found.append(Constraint(days, Strength.PAST, DateEvidence(one.start, one.end, why)))
        if ends := _end(office, uses, text):
            use, days = ends
            terms = ", ".join(
                f"from {first} to {last}" if last else f"since {first}" for first, last in use.terms
            )
            why = f"calls {use.name} {rule.name} and tells of its own days: in office {terms}"
            found.append(Constraint(days, Strength.HINT, DateEvidence(use.start, use.end, why)))
    return found


def _say(rule: Rule, use: _Use) -> str:
    return f"a former {rule.name}" if use.left else rule.name


def _end(office: _Office, uses: Iterable[_Use], text: str) -> tuple[_Use, Days] | None:
    """Return the use that says most surely who is in office, and the days of the terms."""
    present = [use for use in uses if not use.left]
    if not present:
        return None
    latest = max(use.begun for use in present)
    news = [
        use for use in present if use.news and use.begun == latest and not _has_namesake(office, use, text)
    ]
    if not news:
        return None
    days = Days.union(
        (first, (last or date.max) + (_GRACE if last else timedelta())) for first, last in news[0].terms
    )
    return news[0], days


def _has_namesake(office: _Office, use: _Use, text: str) -> bool:
    """Tell whether somebody else of the same family name is in the text, where it alone is said."""
    if " " in use.name:
        return False
    others = re.findall(rf"\b[A-Z][a-z]{{2,20}}\s{re.escape(use.name)}\b", text)
    return any(one not in office.terms and one.split()[0].lower() not in _list("of_titles") for one in others)


def _find_uses(office: _Office, text: str, part: Span) -> Iterator[_Use]:
    for match in office.pattern.finditer(text, part.start, part.end):
        around = _cut_sentence(text, match, part)
        words = _LEFT.search(text, max(part.start, match.start() - _REACH), match.start())
        how = "now" if match["team"] else _judge(words[0] if words else "", match["how"] or "")
        if how is None or _any_of("supposes").search(around):
            continue
        name = " ".join((match["before"] or match["after"] or match["team"]).split())
        yield _Use(
            office.rule.name,
            name,
            office.terms[name],
            match.start(),
            match.end(),
            left=how == "left",
            news=how == "now" and _tells_news(office.rule, text, match.end(), around),
        )


def _judge(left: str, how: str) -> str | None:
    """Tell by the words before an office whether it is held "now", was "then" or is "left"; None for none."""
    words = [*re.split(r"[\s-]+", left.lower().strip(" -")), *re.split(r"[\s-]+", how.lower().strip(" -"))]
    words = [word for word in words if word]
    if words and words[-1] in _list("other_time"):
        return "then" if words[-1] == "then" else None
    if words and words[-1] == "as":
        return None  # "as secretary of state, she"
    for word in reversed(words):
        if word in _list("no_longer"):
            return "left"
        if word in _list("phrase_ends"):
            break
    return "now"


def _cut_sentence(text: str, match: re.Match[str], part: Span) -> str:
    """Return the sentence around a match, in lower case."""
    low, high = max(part.start, match.start() - _REACH), min(part.end, match.end() + _REACH)
    starts = [stop.end() for stop in _SENTENCE_END.finditer(text, low, match.start())]
    stop = _SENTENCE_END.search(text, match.end(), high)
    return text[starts[-1] if starts else low : stop.start() if stop else high].lower()


def _tells_news(rule: Rule, text: str, end: int, sentence: str) -> bool:
    """Tell whether a sentence, in lower case, tells of the days around its publication.

    Any does that looks back at no others far off. Of one whose office keeps its title the words must say so,
    or go on after `end` with what he does.
    """
    if _YEAR.search(sentence) or _any_of("looks_far_back").search(sentence):
        return False
    if _any_of("days_of_news").search(sentence):
        return True
    if not rule.fields.get("keeps_title"):
        return _any_of("looks_back_to_office").search(sentence) is None
    now = _any_of("present").search(sentence) and not _any_of("looks_back").search(sentence)
    return bool(now and _doing().match(text, end))


@cache
def _doing() -> re.Pattern[str]:
    verbs = match_any(load("en", "holders").lists["does"])
    return re.compile(rf"\s{{1,3}}(?:[a-z]{{2,12}}ly\s)?(?:{verbs}|[a-z]{{2,12}}ed|[a-z]{{2,12}}s)\b")


@cache
def _any_of(name: str) -> re.Pattern[str]:
    return re.compile(rf"\b{match_any(load('en', 'holders').lists[name])}\b")


@cache
def _list(name: str) -> frozenset[str]:
    return frozenset(load("en", "holders").lists[name])


@cache
def _read_offices() -> tuple[_Office, ...]:
    """Return the offices of the lexicon; a form of a name that several holders share has the terms of all."""
    offices = []
    for rule in load("en", "holders").rules:
        terms: dict[str, list[Term]] = {}
        for forms, *periods in rule.fields["holders"]:
            for form in _read_forms(forms):
                terms.setdefault(form, []).extend(_read_term(period) for period in periods)
        by_form = {form: tuple(sorted(found, key=lambda term: term[0])) for form, found in terms.items()}
        names = frozenset(_WORD.findall(form)[0] for form in by_form)
        offices.append(_Office(rule, by_form, names, _compile(rule, by_form)))
    return tuple(offices)


def _read_forms(forms: str) -> set[str]:
    full, *others = forms.split("|")
    words = full.split()
    return {full, *others, words[-1], f"{words[0]} {words[-1]}"}


def _read_term(period: str) -> Term:
    first, last = period.split("/")
    return date.fromisoformat(first), date.fromisoformat(last) if last else None


def _compile(rule: Rule, forms: Iterable[str]) -> re.Pattern[str]:
    """Match "CIA chief Michael Hayden", "Michael Hayden, the CIA chief" and "the Obama administration"."""
    ranks = match_any(load("en", "holders").lists["ranks"])
    any_form, full = match_any(forms), match_any(form for form in forms if " " in form)
    gap = r"\s{1,3}"
    before = rf"{rule.pattern},?{gap}(?:{ranks}{gap}){{0,2}}(?P<before>{any_form})"
    after = rf"(?P<after>{full}),{gap}(?:the{gap})?(?P<how>(?:[a-z]{{2,10}}[ -]){{0,2}}){rule.pattern}"
    team = rf"(?P<team>{any_form})(?:['’]s)?{gap}[Aa]dministration"
    named = f"{after}|{team}" if rule.fields.get("administration") else f"{after}|(?P<team>(?!))"
    return re.compile(rf"\b(?:{before}|(?=[A-Z])(?:{named}))\b(?!-[a-z])")
