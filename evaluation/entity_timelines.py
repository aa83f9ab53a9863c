"""What one actor did and had done to it, beside the timelines of SemEval-2015 task 4's trial corpus.

Thirty reports on Apple and six of those in them, from raw text: the date of each report is the one on its
second line. An entity is looked up by its name as `dateline timeline --about` does, "Beatles Apple Corps" by
the two names that it holds. Marked are no headlines, so none are counted. Rules were chosen while looking at
three of the six, in the order of their files the first, third and fifth, never at the errors in the others
("held back"). The encoder learned what tells of an event from two thirds of the same texts (MEANTIME's marks,
another annotation): "texts new to the encoder" are the rest. Beside the program stands a bare timeline: the
same events, each on the day of its report.

Published, on the task's evaluation data (other topics, three corpora): the best system on raw text stood at
micro-F1 7.85 in a hundred (Minard et al., SemEval 2015).
"""

import xml.etree.ElementTree as ET
from argparse import ArgumentParser
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from dateline.engine.finding import find_in_reports
from dateline.export.deeds import print_date
from dateline.link.linking import link
from dateline.link.timeline.entity_timeline import DeedLine, order_deeds
from dateline.model.findings import Findings
from dateline.model.record import Actor, Record
from dateline.model.span import Span
from dateline.nlp.encoder import Encoder
from evaluation.chained_texts import put_together
from evaluation.entity_timeline_scores import Counts, Line, read_date, read_lines, score_lines, score_mentions
from evaluation.timelines import read_trial

_TRIAL = "entity-timelines/semeval2015-task4-trial"
_TEXTS = "Corpus-trial-data_task4_events_timelines"
_LINES = "TimeLines_trial_data_task4_v1.2"
_MEANTIME = "entity-timelines/meantime/intra_cross-doc_annotation/corpus_apple"
# The headline and the date.
_UNMARKED = ("0", "1")


@dataclass(frozen=True, slots=True)
class Tokens:
    """Where the tokens of a text stand, with the number of their sentence and their form."""

    number: str
    places: Sequence[tuple[Span, str, str]]

    def name(self, span: Span) -> str | None:
        """Return the words of a span as `document-sentence-word`, None where they are not marked."""
        inside = [(sentence, form) for place, sentence, form in self.places if place.overlaps(span)]
        if not inside or inside[0][0] in _UNMARKED:
            return None
        return f"{self.number}-{inside[0][0]}-" + "_".join(form for _, form in inside)


@dataclass(frozen=True, slots=True)
class Trial:
    """The corpus read: its record, its tokens by report id, the wanted lines by entity."""

    record: Record
    tokens: Mapping[str, Tokens]
    wanted: Mapping[str, tuple[str, list[Line]]]


def read_tokens(file: Path) -> Tokens:
    """Read where the tokens of a text stand in what `put_together` makes of them."""
    tokens = list(ET.parse(file).getroot().iter("token"))
    _, places = put_together(tokens)
    named = {one.get("t_id", ""): (one.get("sentence", ""), one.text or "") for one in tokens}
    number = file.stem.replace("_", "-").split("-")[0]
    return Tokens(number, [(span, *named[token]) for token, span in places.items()])


def read_all(data: Path, encoder: Encoder) -> Trial:
    """Read the trial corpus and link what is found in it."""
    folder = data / _TRIAL / _TEXTS
    record = link(list(find_in_reports(read_trial(folder), encoder=encoder)))
    by_path = {file.stem: read_tokens(file) for file in sorted(folder.glob("*.xml"))}
    tokens = {one.report.id: by_path[one.report.path] for one in record.reports}
    wanted = {}
    for file in sorted((data / _TRIAL / _LINES).glob("*.txt")):
        text = file.read_text("utf-8")
        wanted[file.stem] = text.splitlines()[0], read_lines(text)
    return Trial(record, tokens, wanted)


def find_actors(actors: Iterable[Actor], name: str) -> dict[str, str]:
    """Return the ids and names of the actors called so, or else of those whose names it holds whole."""
    wanted = f" {' '.join(name.casefold().split())} "
    called = {
        one.id: [one.name.casefold(), *(alias.name.casefold() for alias in one.aliases)] for one in actors
    }
    names = {one.id: one.name for one in actors}
    same = {id_: names[id_] for id_, known in called.items() if wanted.strip() in known}
    held = {id_ for id_, known in called.items() if f" {known[0]} " in wanted and len(known[0].split()) > 1}
    rest = wanted
    for id_ in held:
        rest = rest.replace(f" {called[id_][0]} ", " ")
    held |= {id_ for id_, known in called.items() if known[0] == rest.strip()}
    return same or {id_: names[id_] for id_ in sorted(held)}


def to_lines(found: Iterable[DeedLine], tokens: Mapping[str, Tokens]) -> list[Line]:
    """Return lines as the task has them; those of headlines alone are left out."""
    lines = []
    for one in found:
        named = {tokens[deed.report].name(deed.words) for deed in one.deeds} - {None}
        mentions = frozenset(name for name in named if name is not None)
        if mentions:
            lines.append(Line(one.ordinal, read_date(print_date(one.date)), mentions))
    return lines


def make_bare(lines: Iterable[Line], reports: Iterable[Findings], tokens: Mapping[str, Tokens]) -> list[Line]:
    """Return the same mentions, each a line of its own on the day of its report."""
    days = {tokens[one.report.id].number: one.report.published.earliest or "" for one in reports}
    mentions = sorted((days[one.split("-")[0]], one) for line in lines for one in line.mentions)
    ordinals = {day: n for n, day in enumerate(sorted({day for day, _ in mentions}), 1)}
    return [Line(ordinals[day], day, frozenset({one})) for day, one in mentions]


def keep_texts(lines: Iterable[Line], numbers: Collection[str]) -> list[Line]:
    """Return lines with the mentions of some texts only."""
    kept = []
    for line in lines:
        mentions = frozenset(one for one in line.mentions if one.split("-")[0] in numbers)
        if mentions:
            kept.append(Line(line.ordinal, line.date, mentions))
    return kept


def find_new_texts(data: Path) -> set[str]:
    """Return the numbers of the texts whose marks in MEANTIME the encoder has not learned from."""
    stems = [file.stem for file in sorted((data / _MEANTIME).glob("*.xml"))]
    new = {_name_text(stem) for n, stem in enumerate(stems) if n % 3 == 0}
    files = sorted((data / _TRIAL / _TEXTS).glob("*.xml"))
    return {file.stem.replace("_", "-").split("-")[0] for file in files if _name_text(file.stem) in new}


def _name_text(stem: str) -> str:
    return stem.replace("-", "_").split("_", 1)[1].removesuffix(".txt")[:12]


def measure(data: Path) -> dict[str, float]:
    """Return micro-F1, precision and recall, and that of the mentions alone, by part."""
    trial = read_all(data, Encoder.load())
    new = find_new_texts(data)
    names = ("", "development", "held back", "texts new to the encoder", "bare")
    orders = dict.fromkeys(names, Counts())
    mentions = dict.fromkeys(names, Counts())
    for n, (name, wanted) in enumerate(trial.wanted.values()):
        actors = find_actors(trial.record.actors, name)
        found = to_lines(order_deeds(trial.record.reports, actors), trial.tokens)
        part = "held back" if n % 2 else "development"
        for key in ("", part):
            orders[key] += score_lines(found, wanted)
            mentions[key] += score_mentions(found, wanted)
        orders["texts new to the encoder"] += score_lines(keep_texts(found, new), keep_texts(wanted, new))
        mentions["texts new to the encoder"] += score_mentions(
            keep_texts(found, new), keep_texts(wanted, new)
        )
        orders["bare"] += score_lines(make_bare(found, trial.record.reports, trial.tokens), wanted)
    figures = {}
    for key, counts in orders.items():
        prefix = f"{key}, " if key else ""
        figures[f"{prefix}micro-F1"] = counts.f1
        if key != "bare":
            figures[f"{prefix}precision"] = counts.precision
            figures[f"{prefix}recall"] = counts.recall
            figures[f"{prefix}mentions, F1"] = mentions[key].f1
    return figures


def main() -> None:
    parser = ArgumentParser(description="List what is missed and what is too many.")
    parser.add_argument("data", type=Path)
    options = parser.parse_args()
    trial = read_all(options.data, Encoder.load())
    for n, (name, wanted) in enumerate(trial.wanted.values()):
        if n % 2:
            continue
        actors = find_actors(trial.record.actors, name)
        found = to_lines(order_deeds(trial.record.reports, actors), trial.tokens)
        ours, theirs = ({one for line in lines for one in line.mentions} for lines in (found, wanted))
        print(name, "as", ", ".join(sorted(actors.values())), score_lines(found, wanted))
        for kind, mentions in (("MISSED", theirs - ours), ("EXTRA", ours - theirs)):
            print(kind, *sorted(mentions))
        dates = {one: line.date for line in wanted for one in line.mentions}
        for line in found:
            for one in sorted(line.mentions):
                if one in dates and dates[one] != line.date:
                    print(f"DATE {one}: {line.date or 'none'} for {dates[one] or 'none'}")


if __name__ == "__main__":
    main()
