"""Inputs of an object store are those of a local folder, in its order."""

from pathlib import Path

import fsspec
import pytest

from dateline.ingest.reading import Skipped, read_reports
from dateline.model.errors import MissingPackage
from dateline.model.report import Report
from tests.reports import ARTICLE, make_parquet, make_zip

ROWS = [{"text": f"{ARTICLE} {n}", "title": "Ferry", "publish_date": "2019-11-22"} for n in range(3)]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("store")
    (root / "b").mkdir()
    (root / ".hidden").mkdir()
    (root / ".hidden/x.txt").write_text(ARTICLE)
    (root / "b/inner.txt").write_text(ARTICLE + " Inside.")
    (root / "b.txt").write_text(ARTICLE + " Beside.")
    (root / "rows.parquet").write_bytes(make_parquet(ROWS))
    (root / "packed.zip").write_bytes(make_zip({"one.txt": (ARTICLE + " Packed.").encode()}))
    return root


def read(path: str) -> list[tuple[str, str]]:
    found = list(read_reports([path]))
    assert all(isinstance(one, Report) for one in found), found
    return [(one.path, one.id) for one in found if isinstance(one, Report)]


@pytest.mark.parametrize("kind", ["file", "memory"])
def test_a_folder_of_a_store_reads_as_a_local_one(kind: str, folder: Path) -> None:
    address = f"file://{folder}"
    if kind == "memory":
        address = "memory://store"
        store = fsspec.filesystem("memory")
        for file in folder.rglob("*"):
            if file.is_file():
                store.pipe_file(f"/store/{file.relative_to(folder)}", file.read_bytes())
    assert read(address) == [(path.replace(str(folder), address), id_) for path, id_ in read(str(folder))]
    assert read(f"{address}/b.txt") == [one for one in read(address) if one[0] == f"{address}/b.txt"]


def test_what_is_not_there_is_named() -> None:
    (found,) = read_reports(["memory://nowhere/a.txt"])
    assert found == Skipped("memory://nowhere/a.txt", "there is no such file or folder, or nothing in it")


@pytest.mark.parametrize("address", ["https://courier.example/a.html", "http://courier.example", "ftp://x/y"])
def test_nothing_is_fetched_from_the_web(address: str) -> None:
    (found,) = read_reports([address])
    assert isinstance(found, Skipped)
    assert "fetches nothing" in found.reason


def test_a_store_of_no_known_kind_is_refused() -> None:
    with pytest.raises(MissingPackage, match="cannot be reached"):
        list(read_reports(["nosuchstore://bucket/folder"]))
