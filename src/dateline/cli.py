"""The command line: what a person types, and what becomes of what the library raises.

The commands stand in `dateline.commands`, each a thin coat over the floors below; their imports stand inside
them, so that `dateline --help` answers at once.
Exit status: 0 when something was read or built, 1 when nothing could be (or, with --strict, when anything
was skipped), 2 for wrong usage, 130 when interrupted.
"""

import os
import sys
from typing import Any

import click

from dateline import __version__
from dateline.model.plugins import discover
from dateline.terminal import one_line

_TRACEBACK = "DATELINE_TRACEBACK"


class _Program(click.Group):
    """Turns what the library raises into one line and an exit status."""

    def invoke(self, ctx: click.Context) -> Any:
        from dateline.model.errors import DatelineError, UsageError

        try:
            return super().invoke(ctx)
        except UsageError as error:
            raise click.UsageError(str(error)) from None
        except DatelineError as error:
            raise click.ClickException(str(error)) from None
        except BrokenPipeError:
            # The reader of our output has seen enough; Python would complain once more when it flushes.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(0)
        except KeyboardInterrupt:
            click.echo("Interrupted: nothing was written.", err=True)
            ctx.exit(130)
        except OSError as error:
            words = f"{error.filename}: {error.strerror}" if error.filename else str(error)
            raise click.ClickException(one_line(words)) from None
        # Whatever else comes up is this program's fault; whoever mends it wants the whole of it.
        except Exception as error:
            if isinstance(error, click.ClickException | click.exceptions.Exit) or _TRACEBACK in os.environ:
                raise
            words = one_line(f"{type(error).__name__}: {error}")
            raise click.ClickException(
                f"dateline failed, through no fault of yours ({words}). Nothing was written. "
                f"Please report it, with what {_TRACEBACK}=1 prints."
            ) from None


def _show_version(ctx: click.Context, _parameter: click.Parameter, wanted: bool) -> None:
    if wanted:
        from dateline.nlp.release import read_model_version

        click.echo(f"dateline {__version__}, encoder {read_model_version()}")
        ctx.exit()


@click.group(cls=_Program, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show_version,
    help="Print the versions of the program and of its encoder.",
)
def main() -> None:
    """Turn a folder of news reports into a record one can check.

    What happened when, who said so, and on whose authority: every entry leads to the words it rests on.

    \b
    To begin:
      dateline build my-folder -o story.dateline
      dateline open story.dateline
    """


for _commands in discover("dateline.commands", "COMMANDS"):
    for _command in _commands:
        main.add_command(_command)


if __name__ == "__main__":
    main()
