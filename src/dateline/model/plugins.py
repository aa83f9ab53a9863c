"""Finding the plug-ins of a folder: a module that is there is known, and nothing is registered twice."""

import importlib
import pkgutil
from functools import cache
from typing import Any


@cache
def discover(package: str, attribute: str) -> tuple[Any, ...]:
    """Return `attribute` of every module in `package` that has one, in the order of the modules' names.

    Args:
        package: The full name of a package, as "dateline.ingest.formats".
        attribute: The name under which each module there keeps its plug-in, as "FORMAT".
    """
    folder = importlib.import_module(package)
    names = sorted(module.name for module in pkgutil.iter_modules(folder.__path__))
    modules = [importlib.import_module(f"{package}.{name}") for name in names]
    return tuple(getattr(module, attribute) for module in modules if hasattr(module, attribute))
