"""Characters that no reader sees and that change what is seen: spelled out, so that nothing hides in them."""

import re
from typing import Any

# C0 and C1 controls but tab and line feed; the embeddings, overrides and isolates of the Unicode
# Bidirectional Algorithm (UAX #9), which can make a text read other than it stands; lone surrogates,
# which UTF-8 cannot hold; noncharacters of the first plane. The plain direction marks stay: Arabic and
# Hebrew text needs them, and they turn nothing around.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_LINE_BREAK = re.compile("\r\n|[\r\u2028\u2029]")


def show_controls(text: str) -> str:
    """Return `text` with every such character written as ⟦U+202E⟧; the same text where there is none."""
    return _HIDDEN.sub(lambda match: f"⟦U+{ord(match.group()):04X}⟧", text)


def spell_out(value: Any) -> Any:
    """Return what a template prints for `value`: text with its controls shown, own markup as it is."""
    return value if hasattr(value, "__html__") or not isinstance(value, str) else show_controls(value)


def show_text(text: str) -> str:
    """Return `text` for formats of plain text: controls spelled out, line breaks as line feeds."""
    return show_controls(_LINE_BREAK.sub("\n", text))


def show_line(text: str) -> str:
    """Return `text` on one line: controls spelled out, each run of white space as one space."""
    return show_controls(" ".join(text.split()))
