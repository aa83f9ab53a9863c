"""The ledger of commitments: in order, of one actor, of one outcome, as a table and as JSON."""

import io
import json

import pytest
from rich.console import Console

from dateline.case.explaining import explain
from dateline.export.commitments import (
    print_commitments,
    select_commitments,
    to_json,
)
from dateline.link.linking import link
from dateline.model.errors import UsageError
from dateline.model.plain import to_plain
from tests import export_cases
from tests.story import make_story

RECORD = link(make_story())
FULL = export_cases.make_story()


def test_of_one_actor() -> None:
    (one,) = select_commitments(RECORD, by="Ada Osei")
    assert one.what == "will open the new lock by the summer of 2032"
    assert select_commitments(RECORD, by="Bo Osei") == ()
    with pytest.raises(UsageError, match="--by Nobody"):
        select_commitments(RECORD, by="Nobody")


def test_of_one_outcome_and_in_order() -> None:
    assert [one.outcome for one in select_commitments(FULL, outcome="reported_not_done")] == [
        "reported_not_done"
    ]
    assert select_commitments(FULL, outcome="open") == ()
    dates = [one.on or "9999" for one in select_commitments(RECORD)]
    assert dates == sorted(dates)


def test_as_json_it_has_the_shape_of_the_record() -> None:
    entries = select_commitments(RECORD)
    assert json.loads(to_json(entries)) == [to_plain(one) for one in entries]
    assert to_json(()) == "[]"


def test_as_a_table_it_names_speaker_words_and_outcome() -> None:
    out = io.StringIO()
    print_commitments(RECORD, select_commitments(RECORD), console=Console(file=out, width=300))
    printed = out.getvalue()
    assert "will open the new lock by the summer of 2032" in printed
    assert "promise, Ada Osei · to be: not after 31 August 2032 · " in printed
    assert "open: no report" in printed


def test_explained_it_says_why_and_what_it_is_made_of() -> None:
    (one,) = RECORD.commitments
    told = explain(RECORD, one.id)
    assert "(promise)" in told
    assert "outcome: open" in told
    assert f"why: {one.why}" in told
    assert all(f"made of: statement {said}" in told for said in one.statements)


def test_explained_it_has_the_words_of_the_outcome() -> None:
    (one,) = FULL.commitments
    told = explain(FULL, one.id)
    assert "outcome: reported not done" in told
    assert "“Nobody here believes”" in told
