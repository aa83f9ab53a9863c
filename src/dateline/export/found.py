"""What a search found, for a terminal: the words that were looked for stand out, and whose word each is."""

from collections.abc import Mapping

from rich.console import Console
from rich.text import Text

from dateline.export.page.controls import show_controls
from dateline.export.page.words import say_published_briefly
from dateline.model.found import Found, Hit
from dateline.model.report import ReportHead


def print_found(found: Found, heads: Mapping[str, ReportHead], *, page: int, console: Console) -> None:
    """Print what was found by its words, and below it what is near in meaning.

    Args:
        found: One page of it.
        heads: The reports that hold it, by id.
        page: Which page it is, from 1.
        console: Where to.
    """
    for hit in found.hits:
        _print_hit(hit, heads, console)
    if found.total:
        more = f" · page {page}" if page > 1 or found.more else ""
        more += f", --page {page + 1} for more" if found.more else ""
        console.print(f"{found.total} sentence{'s' * (found.total != 1)}{more}", style="bold")
    else:
        console.print("No sentence holds these words.", style="bold")
    if found.near:
        console.print("\nNear in meaning, by the program\u2019s reading:", style="bold")
        for hit in found.near:
            _print_hit(hit, heads, console)


def _print_hit(hit: Hit, heads: Mapping[str, ReportHead], console: Console) -> None:
    text = Text()
    for piece, is_found in zip(hit.pieces, hit.found, strict=True):
        text.append(" ".join(show_controls(piece).split(" ")).replace("\n", " "), "bold" if is_found else "")
    console.print(text)
    voices = dict.fromkeys(voice.name or "somebody not named" for voice in hit.voices)
    whose = f"according to {', '.join(voices)}" if voices else "the report\u2019s own word"
    place = f"{hit.report[:8]}:{hit.start}-{hit.end}"
    head = heads[hit.report]
    note = show_controls(f"{whose} · {_name(head)}, {say_published_briefly(head.published)} · {place}\n")
    if hit.also:
        others = ", ".join(dict.fromkeys(_name(heads[one.report]) for one in hit.also))
        note += show_controls(f"{len(hit.also)} time{'s' * (len(hit.also) > 1)} more: {others}\n")
    console.print(Text(note, "italic"))


def _name(head: ReportHead) -> str:
    return head.outlet or head.path.rsplit("/", 1)[-1]
