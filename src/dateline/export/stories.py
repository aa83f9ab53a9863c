"""The stories of a pile or a stream: a line for each report for programs, and a page for people."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final

from rich.console import Console

from dateline.export.ledger import Line, print_ledger
from dateline.link.stories.gists import Gist
from dateline.link.stories.story_stream import Story

_EXAMPLES: Final = 3
_ALONE: Final = 40


def to_json_lines(story: Story) -> Iterator[str]:
    """Yield a line for each report of a story, in order of publication: its id, path and story.

    With each comes what is said of the story: title, first and last day, who acts in it.
    """
    about = {
        "story": story.id,
        "title": story.title,
        "first": story.first,
        "last": story.last,
        "actors": list(story.actors),
    }
    for gist in story.gists:
        yield json.dumps({"report": gist.report, "path": gist.path} | about, ensure_ascii=False)


def print_stories(stories: Sequence[Story], *, console: Console) -> None:
    """Print stories, those of most reports first; those of one report alone in a line each at the end."""
    told = [story for story in stories if len(story.gists) > 1]
    ordered = sorted(told, key=lambda one: (-len(one.gists), one.first or "", one.id))
    print_ledger(((_say_when(one), one.id, _say_what(one)) for one in ordered), console=console)
    alone = sorted(
        (one for one in stories if len(one.gists) == 1), key=lambda one: (one.first or "", one.title, one.id)
    )
    if alone:
        lines = [Line(one.title, " · ".join([_say_when(one), one.gists[0].path])) for one in alone[:_ALONE]]
        if len(alone) > _ALONE:
            lines.append(Line("", f"… and {len(alone) - _ALONE} more; --format jsonl has them all"))
        console.print()
        heading = "Told by one report"
        print_ledger([(heading, str(len(alone)), lines)], console=console)


def print_story(story: Story, *, console: Console) -> None:
    """Print one story, as it goes quiet."""
    print_ledger([(_say_when(story), story.id, _say_what(story))], console=console)
    console.print()


def _say_what(story: Story) -> Iterator[Line]:
    count = len(story.gists)
    yield Line(story.title, " · ".join([f"{count} report{'s' * (count > 1)}", *story.actors]))
    if count > 1:
        for gist in _choose_examples(story):
            yield Line("", f"{gist.title} ({gist.path.rsplit('/', 1)[-1]})")


def _choose_examples(story: Story) -> Iterable[Gist]:
    """Return a few reports with other titles: the first, one from the middle, the last."""
    others = {gist.title.casefold(): gist for gist in story.gists if gist.title != story.title}
    rest = list(others.values())
    if len(rest) <= _EXAMPLES:
        return rest
    return (rest[0], rest[len(rest) // 2], rest[-1])


def _say_when(story: Story) -> str:
    """Return the days of a story as a reader says them: "2 to 5 May 2031"."""
    if story.first is None or story.last is None:
        return "no date"
    first, last = date.fromisoformat(story.first), date.fromisoformat(story.last)
    if first == last:
        return f"{last.day} {last:%B %Y}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {last.day} {last:%B %Y}"
    year = "" if first.year == last.year else f" {first.year}"
    return f"{first.day} {first:%b}{year} to {last.day} {last:%b} {last.year}"
