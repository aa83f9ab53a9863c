"""Views to HTML: the templates, and the words and addresses that they all use.

What comes from reports is text and stays text: templates escape all of it, control characters that could turn
it around are spelled out, and of what is longer than anyone reads in a list the beginning is shown.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from dateline.export.page.controls import spell_out
from dateline.export.page.places import clip
from dateline.export.page.reports import say_furniture
from dateline.export.page.words import (
    BASIS_WORDS,
    count,
    join_words,
    say_date,
    say_days_in,
    say_edtf,
    say_interval,
    say_published,
    say_published_briefly,
)
from dateline.model.days import say_day
from dateline.model.found import Voice
from dateline.model.record import Evidence
from dateline.reader.asked import Asked
from dateline.reader.dates import KINDS
from dateline.reader.desktop import Desktop
from dateline.reader.page import Page, menu
from dateline.reader.told import tell_lines

if TYPE_CHECKING:
    from jinja2 import Environment

# Code points: what one speaker is quoted with at a stretch, and a name.
_LONGEST = 4000
_LONGEST_NAME = 100


def draw_page(page: Page, view: Any, asked: Asked, *, story: str, may_change: bool, desktop: Desktop) -> str:
    """Return a page as HTML.

    Args:
        page: Says which template draws it.
        view: What its `read` returned.
        asked: What it was asked for, for links to more of the same.
        story: What the case is called.
        may_change: Whether this browser may correct the case.
        desktop: Who corrects it, and what was corrected.
    """
    template = _environment().get_template(f"{page.name}.html.j2")
    return template.render(
        page=page, view=view, asked=asked, menu=menu(), story=story, may_change=may_change, desktop=desktop
    )


def draw_error(status: int, message: str) -> str:
    """Return the page that says what went wrong, and where to go on."""
    return draw_message(HTTPStatus(status).phrase, message)


def draw_message(phrase: str, message: str) -> str:
    """Return a page that says one thing, under a heading."""
    template = _environment().get_template("error.html.j2")
    return template.render(
        phrase=phrase,
        message=message,
        page=None,
        asked=Asked(),
        menu=menu(),
        story="dateline",
        may_change=None,
        desktop=None,
    )


def words_url(evidence: Evidence) -> str:
    """Return the address at which the words of `evidence` are shown in their report."""
    return f"/report/{evidence.report}?words={evidence.start}-{evidence.end}#words"


def name_once(voices: Iterable[Voice]) -> list[Voice]:
    """Return voices without those of a speaker who is among them already."""
    found: dict[tuple[str, str | None], Voice] = {}
    for one in voices:
        found.setdefault((one.actor or one.statement, one.name), one)
    return list(found.values())


def _quote(value: str | Mapping[str, object]) -> str:
    """Return text, or names and values, as part of an address; a lone surrogate, which has none, as "?"."""
    if isinstance(value, str):
        return quote(value, errors="replace")
    return urlencode({key: str(one) for key, one in value.items()}, errors="replace")


def show(value: Any) -> Any:
    """Return what a template prints for `value`: controls are shown, and of a long text the beginning."""
    if not isinstance(value, str) or hasattr(value, "__html__") or len(value) <= _LONGEST:
        return spell_out(value)
    return f"{spell_out(value[:_LONGEST])}… (and {len(value) - _LONGEST:,} characters more)"


@cache
def _environment() -> "Environment":
    from jinja2 import ChoiceLoader, Environment, PackageLoader, PrefixLoader, StrictUndefined

    own = PackageLoader("dateline.reader", "templates")
    # What the single page draws, the reader draws alike.
    shared = PrefixLoader({"page": PackageLoader("dateline.export", "templates")})

    environment = Environment(
        loader=ChoiceLoader([own, shared]),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=show,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "day": say_day,
        "in_words": say_days_in,
        "edtf": say_edtf,
        "published": say_published,
        "published_briefly": say_published_briefly,
        "timeline_date": say_date,
        "basis": BASIS_WORDS.__getitem__,
        "joined": join_words,
        "furniture": say_furniture,
        "file_name": lambda path: str(path).replace("\\", "/").rsplit("/", 1)[-1],
        "urlencode": _quote,
        "short": lambda name: clip(name, _LONGEST_NAME),
        "each_once": name_once,
        "told": tell_lines,
        "human": lambda word: str(word).replace("_", " "),
    }
    environment.globals |= {
        "words_url": words_url,
        "count": count,
        "say_interval": say_interval,
        "event_kinds": KINDS,
    }
    return environment
