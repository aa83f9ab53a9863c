"""ISO days in words, as every sentence of the program's own has them."""

import re
from typing import Final

MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip

_SEASON_BY_CODE: Final = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}  # EDTF level 1
_ISO: Final = re.compile(r"(-?\d{1,4})(?:-(\d{2})(?:-(\d{2}))?)?")


def say_day(iso: str) -> str:
    """Return an ISO date of any length in words: "2019-10-14" is "14 October 2019", "2019-10" "October 2019".

    What is not an ISO date comes back as it is.
    """
    match = _ISO.fullmatch(iso)
    if not match:
        return iso
    year, month, day = match.groups()
    if month is None:
        return year
    if not 1 <= int(month) <= 12:
        return f"{_SEASON_BY_CODE[month]} {year}" if month in _SEASON_BY_CODE else iso
    name = MONTHS[int(month) - 1]
    return f"{int(day)} {name} {year}" if day else f"{name} {year}"
