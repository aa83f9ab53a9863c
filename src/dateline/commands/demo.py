"""`dateline demo`: the sample story, built where one can look at it, with nothing else at hand."""

import shutil
from pathlib import Path

import click

# An installed program carries the sample inside; a checkout has it beside `src`.
_PLACES = (
    Path(__file__).parent.parent / "samples" / "harbour",
    Path(__file__).parents[3] / "samples" / "harbour",
)


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), default=Path("dateline-demo"))
def demo(folder: Path) -> None:
    """Build a fictional story told by five outlets, to look at, in FOLDER (dateline-demo).

    It writes the reports (harbour), the case (harbour.dateline) and the record as a page (harbour.html).
    Where the case is there already, it and what was corrected in it are kept.
    """
    from dateline.case.file import Case
    from dateline.commands.options import title_of
    from dateline.engine.building import extend_case
    from dateline.export.html import EXPORTER
    from dateline.terminal import Progress

    reports, case, page = folder / "harbour", folder / "harbour.dateline", folder / "harbour.html"
    sample = next(one for one in _PLACES if one.is_dir())
    shutil.copytree(sample, reports, dirs_exist_ok=True)
    with Progress("Reading") as watch:
        outcome = extend_case(case, [str(reports)], create=True, watch=watch)
    with Case.open(case) as opened:
        EXPORTER.write(opened.record(), page, title=title_of(case))
    click.echo(f"Built the record of {outcome.held} reports in {folder}.")
    click.echo(f"Open {page} in a browser: every line leads to the words it rests on.")
    click.echo(f"Or read, search and correct it:  dateline open {case}")


COMMANDS = (demo,)
