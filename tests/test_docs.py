"""The documentation is true: the reference is the program's, commands are told of, links lead somewhere."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest

from dateline.cli import main
from docs.generate import FOLDER, pages

ROOT = Path(__file__).parent.parent
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "samples").glob("*.md")])
LINK = re.compile(r"\]\((?!https?://|#|mailto:)([^)\s#]+)")


@pytest.mark.parametrize("name", sorted(pages()))
def test_the_reference_is_what_the_program_says(name: str) -> None:
    assert (FOLDER / name).read_text("utf-8") == pages()[name], "run `make docs`"


def test_the_site_is_built_without_a_complaint(tmp_path: Path) -> None:
    sphinx = [sys.executable, "-m", "sphinx", "-q", "-W", "-d", str(tmp_path / "read"), "-c", "docs", "."]
    subprocess.run([*sphinx, str(tmp_path / "site")], cwd=ROOT, check=True)
    written = {one.relative_to(tmp_path / "site") for one in (tmp_path / "site").rglob("*.html")}
    read = {one.relative_to(ROOT).with_suffix(".html") for one in DOCUMENTS}
    assert read | {Path("index.html")} <= written


@pytest.mark.skipif(not shutil.which("man"), reason="no man here to read it")
def test_the_manual_page_is_read_without_a_complaint() -> None:
    run = subprocess.run(
        ["man", "--warnings", "-l", str(FOLDER / "man" / "dateline.1")],
        capture_output=True,
        encoding="utf-8",
        env={"PATH": os.environ["PATH"], "MANWIDTH": "150", "LC_ALL": "C.UTF-8"},
        check=True,
    )
    assert run.stderr == ""
    for name, command in main.commands.items():
        assert f"   dateline {name} [OPTIONS]" in run.stdout
        assert all(
            max(one.opts, key=len) in run.stdout for one in command.params if isinstance(one, click.Option)
        )


@pytest.mark.parametrize("command", sorted(main.commands))
def test_every_command_stands_in_the_readme(command: str) -> None:
    assert f"`dateline {command} " in (ROOT / "README.md").read_text("utf-8")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(document: Path) -> None:
    for target in LINK.findall(document.read_text("utf-8")):
        assert (document.parent / target).exists(), target


def test_decisions_are_numbered_without_gaps() -> None:
    numbers = [int(file.name[:4]) for file in sorted((ROOT / "docs" / "decisions").glob("*.md"))]
    assert numbers == list(range(1, len(numbers) + 1))
