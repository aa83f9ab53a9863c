"""Writes docs/reference/ and the manual page from the program: `make docs`. A test fails where they are old.

Commands come from their `--help`, formats from the plug-ins that are found, the findings and the record from
the dataclasses that hold them, the library from its docstrings and the columns of its tables.
"""

import dataclasses
import enum
import inspect
import re
import sys
import types
import typing
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click

import dateline
from dateline import cli
from dateline.case.columns import COLUMNS
from dateline.case.counts import Counts
from dateline.case.file import Case
from dateline.case.selection import Selection
from dateline.case.tables import Tables
from dateline.export.exporter import exporters
from dateline.ingest.source import Format
from dateline.model import findings, record, report
from dateline.model.plugins import discover
from docs.man import write_page

FOLDER = Path(__file__).parent
_NOTE = "<!-- Written by docs/generate.py from the program: change it there. -->\n\n"


def pages() -> dict[str, str]:
    """Return every page that is written from the program, by its path below `docs`."""
    return {
        "man/dateline.1": write_page(cli.main),
        "reference/commands.md": _NOTE + _commands(),
        "reference/formats.md": _NOTE + _formats(),
        "reference/findings.md": _NOTE
        + _types("The findings: what is found in one report", [report, findings]),
        "reference/library.md": _NOTE + _library(),
        "reference/record.md": _NOTE + _types("The record: what a pile of reports says together", [record]),
    }


def _commands() -> str:
    parts = ["# Commands\n"]
    with click.Context(cli.main, info_name="dateline", max_content_width=100, terminal_width=100) as program:
        parts.append(f"```text\n{cli.main.get_help(program)}\n```\n")
        for name, command in sorted(cli.main.commands.items()):
            with click.Context(command, info_name=name, parent=program, terminal_width=100) as context:
                parts.append(f"## dateline {name}\n\n```text\n{command.get_help(context)}\n```\n")
    return "\n".join(parts)


def _formats() -> str:
    lines = ["# Formats\n", "## Read\n", "| format | file names | what is read |", "| --- | --- | --- |"]
    formats: tuple[Format, ...] = discover("dateline.ingest.formats", "FORMAT")
    for one in formats:
        suffixes = " ".join(f"`{suffix}`" for suffix in one.suffixes)
        lines.append(f"| {one.name} | {suffixes} | {_about(one)} |")
    lines += ["\n## Written\n", "| `--to` | what it is |", "| --- | --- |"]
    lines += [f"| `{one.name}` | {one.summary} |" for one in exporters()]
    return "\n".join(lines) + "\n"


def _about(form: Format) -> str:
    """Return the first paragraph of the docstring of the module that holds `form`, on one line."""
    module = sys.modules[form.read.__module__]
    return " ".join((inspect.getdoc(module) or "").split("\n\n")[0].split()).replace("|", "\\|")


_OF_A_CASE = (
    "search",
    "text",
    "explain",
    "report",
    "entry",
    "locate",
    "part",
    "record",
    "corrections",
    "close",
)
_OF_A_SELECTION = (
    "__iter__", "__len__", "__getitem__", "first", "page", "count_by", "to_pandas", "to_polars", "to_arrow",
    "to_dicts", "rows",
)  # fmt: skip


def _library() -> str:
    tables = [name for name in COLUMNS if hasattr(Tables, name)]
    counts = [
        name for kind in (Tables, Counts) for name in vars(kind) if name[0] != "_" and name not in tables
    ]
    parts = ["# The library\n"]
    functions = ("open", "build", "remove", "read", "check", "backup")
    parts += [_tell(f"dateline.{name}", getattr(dateline, name)) for name in functions]
    parts += ["## A case\n", f"{inspect.getdoc(Tables)}\n"]
    parts += [_tell(f"case.{name}", getattr(Case, name)) for name in (*tables, *_OF_A_CASE, *counts)]
    parts += ["## A selection\n", f"{inspect.getdoc(Selection)}\n"]
    parts += [_tell(_write_use(name), getattr(Selection, name)) for name in _OF_A_SELECTION]
    parts.append("## Columns\n")
    for name, columns in COLUMNS.items():
        parts.append(f"### {name}\n\n| column | what it says | cells |\n| --- | --- | --- |")
        parts += [f"| `{one.name}` | {one.about} | {one.holds} |" for one in columns]
        parts.append("")
    return "\n".join(parts)


def _write_use(name: str) -> str:
    return {
        "__iter__": "for one in selection",
        "__len__": "len(selection)",
        "__getitem__": "selection[…]",
    }.get(name, f"selection.{name}")


def _tell(name: str, thing: Callable[..., Any]) -> str:
    """Return how something is called, its signature without the modules of its types, and its docstring."""
    signature = re.sub(r"(?<=[:>] )'([^']+)'", r"\1", str(inspect.signature(thing)))
    signature = (
        re.sub(r"\b(?:[a-z_]+\.)+(?=[A-Z])", "", signature).replace("(self, ", "(").replace("(self)", "()")
    )
    if len(signature) > 80:
        inside, end = signature[1:].rsplit(") -> ", 1)
        signature = "(\n    " + re.sub(r", (?=\w+:|\*,)", ",\n    ", inside) + f",\n) -> {end}"
    return f"### {name}\n\n```text\n{signature}\n\n{inspect.getdoc(thing)}\n```\n"


def _types(title: str, modules: list[types.ModuleType]) -> str:
    return "\n".join([f"# {title}\n", *(line for module in modules for line in _module(module))])


def _module(module: types.ModuleType) -> Iterator[str]:
    for name, thing in vars(module).items():
        if not isinstance(thing, type) or thing.__module__ != module.__name__ or name.startswith("_"):
            continue
        if dataclasses.is_dataclass(thing):
            yield f"## {name}\n\n{inspect.getdoc(thing)}\n\n| field | type |\n| --- | --- |"
            hints = typing.get_type_hints(thing)
            yield from (f"| `{f.name}` | `{_name(hints[f.name])}` |" for f in dataclasses.fields(thing))
            yield ""
        elif issubclass(thing, enum.Enum):
            yield f"## {name}\n\n{inspect.getdoc(thing)}\n\n{', '.join(f'`{one.value}`' for one in thing)}\n"


def _name(hint: object) -> str:
    arguments = typing.get_args(hint)
    if isinstance(hint, types.UnionType):
        return " or ".join(_name(one) for one in arguments)
    if typing.get_origin(hint) is tuple:
        return f"list of {_name(arguments[0])}"
    return "null" if hint is type(None) else getattr(hint, "__name__", str(hint))


def main() -> None:
    """Write the pages."""
    for name, text in pages().items():
        (FOLDER / name).parent.mkdir(exist_ok=True)
        (FOLDER / name).write_text(text, "utf-8")


if __name__ == "__main__":
    main()
