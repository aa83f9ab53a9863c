"""The record as one web page that asks nothing of anyone: no network, no server, no other file.

What comes from reports is text and stays text: the templates escape all of it, control characters that
could turn it around are spelled out, and the page's own policy lets no other script or style run.
"""

import base64
import hashlib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from dateline.export.exporter import Exporter, write_file
from dateline.export.page.chronology import draw, make_head, make_timeline
from dateline.export.page.controls import spell_out
from dateline.export.page.events import make_events
from dateline.export.page.places import lay_out
from dateline.export.page.reports import make_reports, say_furniture
from dateline.export.page.sections import (
    make_actors,
    make_commitments,
    make_copies,
    make_disagreements,
    make_sources,
)
from dateline.export.page.speakers import group_statements
from dateline.export.page.views import PageView
from dateline.model.record import Record

if TYPE_CHECKING:
    from jinja2 import Environment

_TEMPLATES = files("dateline.export") / "templates"


def write_html(record: Record, *, title: str) -> str:
    """Return `record` as one self-contained HTML page; the same record and title give the same characters.

    Args:
        record: Its reports hold the texts; every entry's evidence must stand in them.
        title: What the story is called; plain text.

    Raises:
        ValueError: The evidence of an entry is not what its report says at that place.
    """
    style, script = read_base_style() + "\n" + _read_asset("page.css"), _read_asset("page.js")
    template = _environment().get_template("page.html.j2")
    return template.render(
        page=make_page(record, title=title),
        style=style,
        script=script,
        policy=_write_policy(style=style, script=script),
    )


def make_page(record: Record, *, title: str) -> PageView:
    """Return all that the page shows, before any markup."""
    places = lay_out(record)
    named, unnamed, unknown = group_statements(record, places)
    actors, minor_actors = make_actors(record, places)
    events, minor_events = make_events(record, places)
    return PageView(
        head=make_head(record, places, title),
        drawings=draw(record, places),
        timeline=make_timeline(record, places),
        named=named,
        unnamed=unnamed,
        unknown=unknown,
        actors=actors,
        minor_actors=minor_actors,
        copies=make_copies(record, places),
        sources=make_sources(record, places),
        commitments=make_commitments(record, places),
        disagreements=make_disagreements(record, places),
        events=events,
        minor_events=minor_events,
        reports=make_reports(record, places),
    )


def read_base_style() -> str:
    """Return the style of colours, type, basic elements and marked text, which the reader shares."""
    return _read_asset("base.css") + "\n" + _read_asset("text.css")


def _write_policy(*, style: str, script: str) -> str:
    """Return a Content Security Policy under which this style and this script run, and nothing else does."""
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(source: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()


@cache
def _read_asset(name: str) -> str:
    from markupsafe import Markup

    # The project's own file, kept as it is: what is hashed must be what stands between the tags.
    return Markup((_TEMPLATES / name).read_text("utf-8").strip())


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("dateline.export", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=spell_out,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["furniture"] = say_furniture
    return environment


def _make(record: Record, *, title: str) -> bytes:
    return write_html(record, title=title).encode()


EXPORTER = Exporter(
    name="html",
    summary="one self-contained page to read",
    write=write_file(_make),
    ending=".html",
    media_type="text/html",
)
