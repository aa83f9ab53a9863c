"""The brief as Markdown with footnotes, for Obsidian, pandoc or a desk memo.

What comes from reports is text and stays text: every character that means something to a reader of Markdown
has a backslash before it, so nothing becomes a link, a picture, a tag or markup.
"""

import re
from collections.abc import Iterator

from dateline.export.brief import Brief, Item, make_brief
from dateline.export.exporter import Exporter, write_file
from dateline.model.record import Record

# What CommonMark, tables and footnotes, and Obsidian's tags, highlights, comments and formulas are made of.
# The last three are what a reader makes a link of without any mark around it: `http://`, `www.`, an address.
_MEANS_SOMETHING = re.compile(r"[\\`*_\[\]<>&|~$^=#%{}!]|:(?=//)|(?<=www)\.|@(?=\w)", re.IGNORECASE)
_NOTHING = "Nothing was found."


def make_markdown(record: Record, *, title: str) -> bytes:
    """Return the brief of a record as Markdown in UTF-8."""
    return ("\n".join(_write(make_brief(record, title=title))) + "\n").encode()


def _write(brief: Brief) -> Iterator[str]:
    yield f"# {escape(brief.title)}"
    yield ""
    yield escape(brief.about)
    for section in brief.sections:
        yield ""
        yield f"## {escape(section.heading)}"
        yield ""
        yield f"{escape(section.about)}." if section.about else _NOTHING
        if section.items:
            yield ""
        yield from (_write_item(item) for item in section.items)
    if brief.notes:
        yield ""
    for note in brief.notes:
        yield f"[^{note.number}]: {escape(note.words)} — {escape(note.where)}"


def _write_item(item: Item) -> str:
    parts = [
        f"**{escape(item.lead)}**" if item.lead else "",
        escape(item.text),
        f"— *{escape(item.whose)}*" if item.whose else "",
    ]
    marks = "".join(f"[^{note.number}]" for note in item.notes)
    return f"{'  ' * item.level}- {' '.join(part for part in parts if part)}{marks}"


def escape(text: str) -> str:
    """Return one line of text as Markdown that shows it and does nothing else."""
    return _MEANS_SOMETHING.sub(r"\\\g<0>", text)


EXPORTER = Exporter(
    name="markdown",
    summary="a brief with footnotes, as Markdown",
    write=write_file(make_markdown),
    ending=".md",
    media_type="text/markdown",
)
