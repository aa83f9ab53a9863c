"""Marked mentions are read with the right words, heads and chains, and paired with those found."""

from pathlib import Path

import pytest

from dateline.model.findings import Mention, MentionType
from dateline.model.span import Span
from evaluation.actors import pair_mentions
from evaluation.chained_texts import ChainedMention, read_ecb, read_meantime

ECB = """<Document doc_name="1_1ecbplus.xml">
<token t_id="1" sentence="0" number="0">http</token>
<token t_id="2" sentence="1" number="0">Ada</token>
<token t_id="3" sentence="1" number="1">Osei</token>
<token t_id="4" sentence="1" number="2">left</token>
<token t_id="5" sentence="1" number="3">Port</token>
<token t_id="6" sentence="1" number="4">Elm</token>
<token t_id="7" sentence="1" number="5">,</token>
<token t_id="8" sentence="1" number="6">Anser</token>
<token t_id="9" sentence="1" number="7">.</token>
<token t_id="10" sentence="2" number="0">She</token>
<token t_id="11" sentence="2" number="1">slept</token>
<token t_id="12" sentence="2" number="2">.</token>
<token t_id="13" sentence="3" number="0">Osei</token>
<Markables>
<HUMAN_PART_PER m_id="1"><token_anchor t_id="2"/><token_anchor t_id="3"/></HUMAN_PART_PER>
<LOC_GEO m_id="2">
<token_anchor t_id="5"/><token_anchor t_id="6"/><token_anchor t_id="7"/><token_anchor t_id="8"/>
</LOC_GEO>
<HUMAN_PART_PER m_id="3"><token_anchor t_id="10"/></HUMAN_PART_PER>
<ACTION_OCCURRENCE m_id="4"><token_anchor t_id="4"/></ACTION_OCCURRENCE>
<HUMAN_PART_PER m_id="5"><token_anchor t_id="13"/></HUMAN_PART_PER>
<HUMAN_PART_PER m_id="9" instance_id="HUM1"/>
</Markables>
<Relations>
<CROSS_DOC_COREF r_id="7" note="HUM1">
<source m_id="1"/><source m_id="3"/><source m_id="5"/><target m_id="9"/>
</CROSS_DOC_COREF>
<INTRA_DOC_COREF r_id="8"><source m_id="2"/><target m_id="8"/></INTRA_DOC_COREF>
<CROSS_DOC_COREF r_id="9" note="ACT1"><source m_id="4"/><target m_id="7"/></CROSS_DOC_COREF>
</Relations>
</Document>"""

MEANTIME = """<Document doc_name="a">
<token t_id="1" sentence="0" number="0">Veld</token>
<token t_id="2" sentence="0" number="1">chief</token>
<token t_id="3" sentence="0" number="2">Ada</token>
<token t_id="4" sentence="0" number="3">Osei</token>
<token t_id="5" sentence="0" number="4">left</token>
<Markables>
<ENTITY_MENTION m_id="1" syntactic_type="NAM" head="Ada Osei">
<token_anchor t_id="1"/><token_anchor t_id="2"/><token_anchor t_id="3"/><token_anchor t_id="4"/>
</ENTITY_MENTION>
<ENTITY_MENTION m_id="2" syntactic_type="PRE.NAM" head="Veld"><token_anchor t_id="1"/></ENTITY_MENTION>
<ENTITY m_id="8" ent_type="PER" instance_id="P1"/>
<ENTITY m_id="9" ent_type="PRO" instance_id="X1"/>
</Markables>
<Relations>
<REFERS_TO r_id="1"><source m_id="1"/><target m_id="8"/></REFERS_TO>
<REFERS_TO r_id="2"><source m_id="2"/><target m_id="9"/></REFERS_TO>
</Relations>
</Document>"""


def test_ecb_is_read_without_addresses_actions_and_sentences_that_were_not_chosen(tmp_path: Path) -> None:
    (tmp_path / "ECB+" / "1").mkdir(parents=True)
    (tmp_path / "ECB+" / "1" / "1_1ecbplus.xml").write_text(ECB, "utf-8")
    (tmp_path / "ECBplus_coreference_sentences.csv").write_text(
        "Topic,File,Sentence Number\n1,1ecbplus,1\n1,1ecbplus,2\n", "utf-8"
    )
    ((one,),) = read_ecb(tmp_path).values()
    assert one.text == "Ada Osei left Port Elm, Anser.\nShe slept.\nOsei"
    assert [
        (mention.span.of(one.text), mention.head.of(one.text), mention.chain, mention.is_name)
        for mention in one.mentions
    ] == [
        ("Ada Osei", "Osei", "HUM1", True),
        ("Port Elm, Anser", "Elm", "1_1ecbplus 8", True),
        ("She", "She", "HUM1", False),
    ]


def test_meantime_is_read_without_what_is_no_actor(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(MEANTIME, "utf-8")
    (one,) = read_meantime(tmp_path)
    (mention,) = one.mentions
    assert (mention.span.of(one.text), mention.head.of(one.text)) == ("Veld chief Ada Osei", "Osei")
    assert (mention.chain, mention.is_name) == ("P1", True)


@pytest.mark.parametrize(
    ("words", "is_paired"),
    [
        ("Ada Osei", True),
        ("Osei", True),
        ("Veld chief Ada Osei", True),
        ("Veld", False),
        ("Osei left", False),
    ],
)
def test_a_mention_is_paired_where_each_holds_the_others_head(words: str, is_paired: bool) -> None:
    text = "Veld chief Ada Osei left"
    gold = ChainedMention(Span(0, 19), Span(15, 19), "P1", is_name=True)
    start = text.index(words)
    found = Mention(start, start + len(words), MentionType.PERSON, None, None, "by hand")
    assert (pair_mentions([gold], [found]) == {0: found}) is is_paired


def test_each_mention_is_paired_once_the_one_with_the_same_bounds_first() -> None:
    long = ChainedMention(Span(0, 19), Span(15, 19), "P1", is_name=True)
    short = ChainedMention(Span(11, 19), Span(15, 19), "P2", is_name=True)
    found = Mention(11, 19, MentionType.PERSON, None, None, "by hand")
    assert pair_mentions([long, short], [found]) == {1: found}
