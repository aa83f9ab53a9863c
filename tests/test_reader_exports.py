"""Every export format as the reader gives it: the same bytes as the command line, whole, named and typed."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from dateline.case.file import Case
from dateline.export.exporter import Exporter, exporters, make_title
from dateline.reader.app import make_app
from dateline.reader.desk import Desk
from tests.reading import keep_case
from tests.story import make_story

HOME = "http://127.0.0.1:8000"


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return keep_case(tmp_path_factory.mktemp("case") / "the lock & “quay”.dateline", make_story())


@pytest.fixture(scope="module")
def client(path: Path) -> Iterator[TestClient]:
    desk = Desk(path)
    with TestClient(make_app(path, token="t", port=8000, desk=desk), base_url=HOME) as client:
        client.get("/?token=t")
        yield client
    desk.close()


@pytest.mark.parametrize("exporter", exporters(), ids=lambda one: one.name)
def test_a_format_is_what_the_command_line_writes(
    client: TestClient, path: Path, exporter: Exporter, tmp_path: Path
) -> None:
    target = tmp_path / f"record{exporter.ending}"
    with Case.open(path) as case:
        exporter.write(case.record(), target, title=make_title(path.stem))
    answer = client.get(f"/exports/{exporter.name}")
    assert answer.status_code == 200, answer.text
    named = "attachment; filename*=utf-8''the%20lock%20%26%20%E2%80%9Cquay%E2%80%9D"
    if exporter.is_folder:
        assert answer.headers["content-type"] == "application/zip"
        assert answer.headers["content-disposition"] == f"{named}-{exporter.name}.zip"
        with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:
            assert packed.testzip() is None
            held = {name: packed.read(name) for name in packed.namelist()}
        assert held == {one.name: one.read_bytes() for one in target.iterdir()}
    else:
        assert answer.headers["content-type"].split(";")[0] == exporter.media_type
        assert answer.headers["content-disposition"] == f"{named}{exporter.ending}"
        assert exporter.ending.startswith(".")
        assert answer.content == target.read_bytes()


def test_the_page_leads_to_every_format(client: TestClient) -> None:
    page = client.get("/exports").text
    assert all(f'href="/exports/{one.name}" download' in page for one in exporters())
    assert client.get("/exports/parchment").status_code == 404


def test_whoever_may_not_correct_has_nothing_written(path: Path) -> None:
    with TestClient(make_app(path, token="t", port=8000), base_url=HOME) as client:
        assert client.get("/exports/html").status_code == 403
        assert "/exports/html" not in client.get("/exports").text


def test_a_case_that_is_gone_is_said_so(tmp_path: Path) -> None:
    path = keep_case(tmp_path / "lock.dateline", make_story())
    desk = Desk(path)
    with TestClient(make_app(path, token="t", port=8000, desk=desk), base_url=HOME) as client:
        client.get("/?token=t")
        path.unlink()
        assert client.get("/exports/ris").status_code == 503
    desk.close()
