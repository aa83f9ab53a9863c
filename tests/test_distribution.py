"""What is handed out: built twice it is the same bytes, and what is installed from it needs no checkout."""

import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from dateline import __version__

ROOT = Path(__file__).parent.parent


def build_from_copy(folder: Path, *, umask: int) -> tuple[Path, Path]:
    """Return the wheel and the sdist of a copy of the checkout made with `umask`."""
    copy = folder / "checkout"
    kept = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        encoding="utf-8",
    ).stdout.split("\0")
    for name in filter(None, kept):
        if (ROOT / name).is_file():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, copy / name)
            (copy / name).chmod(0o666 & ~umask)
    subprocess.run(
        [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder / "dist"), str(copy)],
        check=True,
        capture_output=True,
    )
    (wheel,) = (folder / "dist").glob("*.whl")
    (sdist,) = (folder / "dist").glob("*.tar.gz")
    return wheel, sdist


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return build_from_copy(tmp_path_factory.mktemp("first"), umask=0o022)


def test_it_builds_the_same_bytes_again(built: tuple[Path, Path], tmp_path: Path) -> None:
    again = build_from_copy(tmp_path, umask=0o077)
    assert [one.name for one in again] == [one.name for one in built]
    assert [one.read_bytes() for one in again] == [one.read_bytes() for one in built]


def test_it_carries_what_it_needs_and_owes(built: tuple[Path, Path]) -> None:
    wheel, sdist = built
    inside = set(zipfile.ZipFile(wheel).namelist())
    info = f"dateline-{__version__}.dist-info/licenses"
    assert {
        "dateline/nlp/weights/encoder.onnx",
        "dateline/nlp/weights/CARD.md",
        "dateline/samples/harbour/02-meridian-feed.xml",
        f"dateline-{__version__}.data/data/share/man/man1/dateline.1",
        f"{info}/LICENSE",
        f"{info}/NOTICE",
        "dateline/reader/static/vendor/LICENSES.txt",
    } <= inside
    assert not any(name.startswith(("tests/", "evaluation/", "training/")) for name in inside)
    with tarfile.open(sdist) as archive:
        assert f"dateline-{__version__}/samples/harbour/02-meridian-feed.xml" in archive.getnames()


def test_the_demo_runs_from_what_is_installed(built: tuple[Path, Path], tmp_path: Path) -> None:
    installed, work = tmp_path / "installed", tmp_path / "work"
    work.mkdir()
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index"]
    subprocess.run([*install, "--target", str(installed), str(built[0])], check=True)
    run = subprocess.run(
        [sys.executable, "-m", "dateline", "demo"],
        cwd=work,
        env={**os.environ, "PYTHONPATH": str(installed)},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert "Built the record of 15 reports in dateline-demo." in run.stdout
    page = (work / "dateline-demo" / "harbour.html").read_text("utf-8")
    assert "Verrin" in page
    assert str(ROOT) not in page
