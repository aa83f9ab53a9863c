"""Command line -> its manual page, in roff: what `man dateline` shows, all commands on one page.

The generators on the index cut each summary short, run the lines of a table together and give every command a
page of its own, which one does not find.
"""

import inspect
import re

import click

from dateline import __version__

_CLOSING = r"""
.SH EXIT STATUS
.TP
0
Something was read or built.
.TP
1
Nothing could be; or, with \-\-strict, an input was skipped.
.TP
2
The command was not understood.
.TP
130
You interrupted it.
.SH ENVIRONMENT
.TP
DATELINE_TRACEBACK
Set to anything, a failure of the program itself is printed whole, for a report of it.
.SH NOTES
Nothing is sent anywhere: it needs no network. The same input gives the same bytes out.
"""


def write_page(program: click.Group) -> str:
    """Return the manual page of `program` and its commands, sorted by name."""
    with click.Context(program, info_name="dateline") as root:
        about = inspect.cleandoc(program.help or "")
        summary, _, rest = about.partition("\n\n")
        parts = [
            f'.TH DATELINE 1 "" "dateline {__version__}" "User Commands"',
            f".SH NAME\ndateline \\- {_escape(summary[0].lower() + summary[1:].rstrip('.'))}",
            ".SH SYNOPSIS\n.B dateline\n.I COMMAND\n[OPTIONS] [ARGUMENTS]",
            f".SH DESCRIPTION\n{_write_text(rest)}",
            f".SH OPTIONS\n{_write_options(program, root)}",
            ".SH COMMANDS",
        ]
        for name, command in sorted(program.commands.items()):
            with click.Context(command, info_name=name, parent=root) as context:
                parts.append(_write_command(name, command, context))
    return "\n".join(parts) + _CLOSING


def _write_command(name: str, command: click.Command, context: click.Context) -> str:
    usage = _escape(" ".join(command.collect_usage_pieces(context)))
    text = _write_text(inspect.cleandoc(command.help or ""))
    return f".SS dateline {_escape(name)} \\fR{usage}\\fP\n{text}\n{_write_options(command, context)}"


def _write_options(command: click.Command, context: click.Context) -> str:
    """Return its options, without the `--help` that all have."""
    options = [one for one in command.params if isinstance(one, click.Option) and one.name != "help"]
    records = filter(None, (one.get_help_record(context) for one in options))
    return "\n".join(f".TP\n.B {_escape(names)}\n{_escape(about)}" for names, about in records)


def _write_text(text: str) -> str:
    """Return paragraphs as roff; one that click is told to leave alone keeps its lines."""
    paragraphs = []
    for paragraph in filter(None, re.split(r"\n\s*\n", text)):
        kept = paragraph.startswith("\b\n")
        words = _escape(paragraph.removeprefix("\b\n"))
        paragraphs.append(f".nf\n{words}\n.fi" if kept else " ".join(words.split()))
    return "\n.PP\n".join(paragraphs)


def _escape(text: str) -> str:
    """Return `text` so that roff prints it as it is, also at the start of a line."""
    escaped = text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq")
    return re.sub(r"^\.", r"\\&.", escaped, flags=re.MULTILINE)
