"""The record as a file of one of the export formats, written in a process beside and then sent."""

import shutil
import zipfile
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dateline.case.file import Case
from dateline.case.location import Location
from dateline.export.exporter import Exporter, exporters, make_title
from dateline.model.errors import DatelineError
from dateline.reader.answers import say, say_error
from dateline.reader.beside import Beside
from dateline.reader.files import send_file

# A zip file's earliest: the same record gives the same bytes.
_EARLIEST = (1980, 1, 1, 0, 0, 0)


def make_exports(path: Location, beside: Beside) -> Route:
    """Return the route to every format; `beside` does the writing.

    Only a browser that may correct the case gets them: another site could have the whole record written over
    and over, without seeing any of it.
    """
    known = {one.name: one for one in exporters()}

    async def answer(request: Request) -> Response:
        exporter = known.get(request.path_params["name"])
        if exporter is None:
            return say(404, f"There is no such format; there are {', '.join(known)}.", as_json=False)
        if not request.scope.get("may_change"):
            words = "Open the address that `dateline open` printed to save this, or use `dateline export`."
            return say(403, words, as_json=False)
        return await run_in_threadpool(_export, path, exporter, beside)

    return Route("/exports/{name}", answer)


def _export(path: Location, exporter: Exporter, beside: Beside) -> Response:
    with TemporaryDirectory() as folder:
        target = Path(folder) / f"record{exporter.ending}"
        try:
            beside.begin(write_export, path, exporter.name, target).result()
        except DatelineError as error:
            return say_error(error, path, as_json=False)
        except BrokenProcessPool:
            return say(503, "This was ended before it was written; ask for it once more.", as_json=False)
        held = TemporaryFile()  # noqa: SIM115  it is closed when all is sent
        packed = target.with_suffix(".zip") if exporter.is_folder else target
        with packed.open("rb") as file:
            shutil.copyfileobj(file, held)
    ending, kind = (
        (f"-{exporter.name}.zip", "application/zip")
        if exporter.is_folder
        else (exporter.ending, exporter.media_type)
    )
    return send_file(held, f"{path.stem}{ending}", kind)


def write_export(path: Location, name: str, target: Path) -> None:
    """Write the record of the case at `path` in a format; a folder is packed into `target` with ".zip".

    Raises:
        CaseError: The case cannot be read.
        UsageError: The format takes a package that is not installed.
    """
    exporter = next(one for one in exporters() if one.name == name)
    with Case.open(path) as case:
        record = case.record()
    exporter.write(record, target, title=make_title(path.stem))
    if exporter.is_folder:
        _pack(target)


def _pack(folder: Path) -> None:
    with zipfile.ZipFile(folder.with_suffix(".zip"), "w", zipfile.ZIP_DEFLATED) as packed:
        for file in sorted(one for one in folder.rglob("*") if one.is_file()):
            entry = zipfile.ZipInfo(file.relative_to(folder).as_posix(), _EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            with file.open("rb") as source, packed.open(entry, "w") as target:
                shutil.copyfileobj(source, target)
