"""What a story is called, and who acts in it: from the gists of its reports."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from dateline.link.actors.names import fold_name
from dateline.link.stems import fold_word
from dateline.link.stories.gists import Gist
from dateline.link.word_rows import rate_word, read_shares

_WORD: Final = re.compile(r"[^\W_][\w'’-]*")
_MOST_ACTORS: Final = 4
# Of many reports at least this share speaks of a leading actor.
_LEADING: Final = 0.25
# A headline says as much as it has words that its story comes back to, but a long one is not better for it.
_USUAL_LENGTH: Final = 6
_NO_HEADLINE: Final = 0.7


def choose_title(gists: Sequence[Gist]) -> str:
    """Return the headline that has most of what the reports of a story come back to; the first of equals.

    Args:
        gists: Of the story's reports, one at least, in order of publication.
    """
    held = Counter(word for gist in gists for word in gist.words)
    titles = {(gist.title, gist.has_headline): None for gist in gists}
    if len(gists) == 1:
        return gists[0].title
    return max(titles, key=lambda one: _rate_title(one[0], one[1], held, len(gists)))[0]


def _rate_title(title: str, is_headline: bool, held: Mapping[str, int], reports: int) -> float:
    words = dict.fromkeys(fold_word(found.group()) for found in _WORD.finditer(title))
    shares = read_shares()
    weights = [
        max(0.0, rate_word(0, 0, shares.get(word))) * max(0, held.get(word, 0) - 1) / max(1, reports - 1)
        for word in words
    ]
    return round(sum(weights) / (len(words) + _USUAL_LENGTH) * (1 if is_headline else _NO_HEADLINE), 6)


def list_actors(gists: Sequence[Gist]) -> tuple[str, ...]:
    """Return who acts in a story, those first of whom most reports speak: people, bodies, groups.

    Args:
        gists: Of the story's reports, one at least, in order of publication.
    """
    forms: dict[str, Counter[str]] = {}
    reports: Counter[str] = Counter()
    mentions: Counter[str] = Counter()
    full = _complete([fold_name(name) for gist in gists for name in gist.actors])
    for gist in gists:
        spoken_of = set()
        for name, count in gist.names.items():
            if name in gist.actors:
                folded = full.get(fold_name(name), fold_name(name))
                forms.setdefault(folded, Counter())[name] += count
                mentions[folded] += count
                spoken_of.add(folded)
        reports.update(spoken_of)
    least = max(1, _LEADING * len(gists))
    leading = sorted(
        (one for one in reports if reports[one] >= least),
        key=lambda one: (-reports[one], -mentions[one], one),
    )
    return tuple(_choose_form(forms[one]) for one in leading[:_MOST_ACTORS])


def _complete(folded: Sequence[str]) -> dict[str, str]:
    """Return for each single word the one longer name that it closes, where there is just one."""
    longer: dict[str, set[str]] = {}
    for name in folded:
        if " " in name:
            longer.setdefault(name.rsplit(" ", 1)[1], set()).add(name)
    return {word: names.pop() for word, names in longer.items() if len(names) == 1}


def _choose_form(forms: Mapping[str, int]) -> str:
    return max(forms, key=lambda form: (" " in form, forms[form], form))
