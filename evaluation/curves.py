"""Kept figures -> the pictures of docs/how-far-it-goes.md: `python -m evaluation.curves`.

In: the last line of each measurement in `history.jsonl`; a figure whose name holds a size is a point of a
curve over sizes. Out: an SVG a picture in docs/images, the same bytes for the same figures.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from evaluation.__main__ import read_history

FOLDER = Path(__file__).parent.parent / "docs" / "images"
_SIZE = r"([\d,]+)"
_COLOURS = ("#1f4e79", "#b5472f", "#3d7a4a", "#8a6d1d")


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: `curves` are, by name, a measurement and the pattern of its figures, which holds a size."""

    name: str
    title: str
    curves: dict[str, tuple[str, str]]


PICTURES = (
    Picture(
        "how-far-cost",
        "Milliseconds of processor time a report, by the size of the pile",
        {
            "joining": ("scaling", f"{_SIZE} reports, linking, ms a report"),
            "keeping": ("scaling", f"{_SIZE} reports, keeping, ms a report"),
        },
    ),
    Picture(
        "how-far-memory",
        "Peak memory of joining and keeping one story, GB",
        {"peak memory": ("scaling", f"{_SIZE} reports, peak memory, GB")},
    ),
    Picture(
        "how-far-adding",
        "Seconds of processor time to add ten reports, by what the case holds",
        {
            "adding ten": ("incremental", f"10 to {_SIZE}, s"),
            "joining and keeping all": ("incremental", f"{_SIZE} from nothing, joining and keeping, s"),
        },
    ),
)


def read_curve(figures: dict[str, float], pattern: str) -> list[tuple[int, float]]:
    """Return the sizes and values of a figure that was measured at several sizes, the smallest first."""
    found = ((re.fullmatch(pattern, name), value) for name, value in figures.items())
    return sorted((int(match[1].replace(",", "")), value) for match, value in found if match)


def draw(picture: Picture, history: dict[str, dict[str, float]], folder: Path = FOLDER) -> bool:
    """Write one picture; False where nothing was kept of what it shows."""
    import matplotlib as mpl
    from matplotlib import pyplot as plt

    curves = {
        name: points
        for name, (measured, pattern) in picture.curves.items()
        if (points := read_curve(history.get(measured, {}), pattern))
    }
    if not curves:
        return False
    style = {
        "svg.hashsalt": picture.name,
        "font.size": 9,
        "axes.spines.top": False,
        "axes.spines.right": False,
    }
    with mpl.rc_context(style):
        figure, axes = plt.subplots(figsize=(6.4, 2.8), layout="constrained")
        for (name, points), colour in zip(curves.items(), _COLOURS, strict=False):
            sizes, values = zip(*points, strict=True)
            axes.plot(sizes, values, marker="o", markersize=4, color=colour)
            axes.annotate(
                name, (sizes[-1], values[-1]), xytext=(6, 0), textcoords="offset points", color=colour
            )
        axes.set(xscale="log", ylim=(0, None), xlabel="reports")
        axes.minorticks_off()
        measured = sorted({size for points in curves.values() for size, _ in points})
        axes.set_xticks(measured, [f"{size:,}" for size in measured])
        axes.grid(axis="y", color="#e4e0d8", linewidth=0.7)
        axes.set_title(picture.title, loc="left", fontsize=10)
        figure.savefig(folder / f"{picture.name}.svg", metadata={"Date": None})
        plt.close(figure)
    return True


def main() -> None:
    history = read_history()
    for picture in PICTURES:
        print(f"{picture.name}: {'drawn' if draw(picture, history) else 'nothing kept'}")


if __name__ == "__main__":
    main()
