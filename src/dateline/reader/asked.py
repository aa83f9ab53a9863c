"""What a request asks for: the parts of its path and its query, each read once and checked."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

from dateline.case.conditions import first_day
from dateline.model.errors import UsageError

_LONGEST = 1000


@dataclass(frozen=True, slots=True)
class Asked:
    """The question behind an address.

    Attributes:
        path: The address without its query and without `.json`.
        query: Names and values in their order; a name may come more than once.
        parts: What stands in the variable parts of the path, as "id".
        as_data: Whether the twin is asked for: what only a script draws from is read for it alone.
    """

    path: str = "/"
    query: Sequence[tuple[str, str]] = ()
    parts: Mapping[str, str] = field(default_factory=dict)
    as_data: bool = False

    def text(self, name: str) -> str | None:
        """Return the text given for `name`, None where there is none but spaces.

        Raises:
            UsageError: It is longer than anyone types.
        """
        found = next((value.strip() for key, value in reversed(self.query) if key == name), "")
        if len(found) > _LONGEST:
            raise UsageError(f"{name}: {len(found)} characters; at most {_LONGEST} will do")
        return found or None

    def choices(self, name: str, known: Collection[str]) -> tuple[str, ...]:
        """Return the values given for `name`, in their order.

        Raises:
            UsageError: One of them is not among `known`.
        """
        found = tuple(value for key, value in self.query if key == name and value)
        for value in found:
            if value not in known:
                raise UsageError(f"{name}: {value!r:.40} is none of {', '.join(known)}")
        return found

    def day(self, name: str) -> str | None:
        """Return the date given for `name`: an ISO date or its beginning.

        Raises:
            UsageError: It is none.
        """
        found = self.text(name)
        if found is not None:
            first_day(found)
        return found

    def number(self, name: str, *, default: int = 1, most: int = 1_000_000) -> int:
        """Return the whole number given for `name`, from 1 to `most`.

        Raises:
            UsageError: It is none.
        """
        found = self.text(name)
        if found is None:
            return default
        if not (found.isascii() and found.isdigit() and 1 <= int(found) <= most):
            raise UsageError(f"{name}: {found!r:.40} is no number from 1 to {most}")
        return int(found)

    def link(self, **changes: str | int | None) -> str:
        """Return the address of the same page with some of its query changed; None takes a name out.

        Whatever changes, the first page of the answer is asked for, unless `page` is among the changes.
        """
        kept = [(key, value) for key, value in self.query if key not in {*changes, "page"} and value.strip()]
        kept += [(key, str(value)) for key, value in changes.items() if value is not None]
        return f"{self.path}?{urlencode(kept)}" if kept else self.path

    def here(self) -> str:
        """Return the address itself, its page of the list included."""
        kept = [(key, value) for key, value in self.query if value.strip()]
        return f"{self.path}?{urlencode(kept)}" if kept else self.path

    def twin(self) -> str:
        """Return the address of the same answer as JSON."""
        return self._write(".json", self.query)

    def file(self, ending: str) -> str:
        """Return the address of the whole list as a file, whichever page of it this is."""
        return self._write(ending, [one for one in self.query if one[0] != "page"])

    def _write(self, ending: str, query: Sequence[tuple[str, str]]) -> str:
        path = "/story" if self.path == "/" else self.path
        kept = [(key, value) for key, value in query if value.strip()]
        return f"{path}{ending}?{urlencode(kept)}" if kept else f"{path}{ending}"
