"""Records built by hand for the tests of the exports: a small story, and one written to do harm."""

from dataclasses import replace

from dateline.model.findings import (
    Act,
    Anchor,
    Anonymity,
    Findings,
    Form,
    Interval,
    Mention,
    MentionType,
    Speaker,
    SpeakerKind,
    Statement,
    TimeExpression,
    TimexType,
)
from dateline.model.ids import make_id
from dateline.model.record import (
    Actor,
    ActorRole,
    Alias,
    Commitment,
    CopyGroup,
    Disagreement,
    EventEntry,
    Evidence,
    Record,
    Relay,
    SourceEntry,
    StatementEntry,
    TimelineDate,
    TimelineEntry,
)
from dateline.model.report import Basis, DateEvidence, Furniture, FurnitureKind, Published, Report
from dateline.model.span import Span

MILL = """Mill to reopen, owner says
The Arden mill will reopen in May 2021, its owner, Ada Birch, said on Monday.
“We never sold it,” Birch said. “We only shut the door.”
An official who asked not to be named because talks go on said the price was 3 million.
Tickets for the mill museum! 12 May 2030
Published in The Arden Post, 2 February 2021."""

BRIDGE = """ARDEN, Feb 3: The Arden Post reported on Tuesday, citing an official, that the mill had cost
3 million."""

UNDATED = """Nobody here believes that the mill will open. “Not before the river runs uphill,” said Cy Oak."""


def find_span(text: str, words: str, nth: int = 0) -> Span:
    """Return where `words` stand in `text` for the `nth` time, from 0."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


def make_evidence(report: Report, words: str, nth: int = 0) -> Evidence:
    """Return the evidence for `words` in a report."""
    span = find_span(report.text, words, nth)
    return Evidence(report.id, span.start, span.end, words)


def make_report(text: str, *, name: str, published: Published, title: str, outlet: str | None) -> Report:
    """Return a report all of which is its body."""
    return Report(
        id=make_id("report", name),
        path=name,
        url=f"https://arden.example/{name}",
        title=title,
        outlet=outlet,
        language="en",
        bylines=(),
        dateline=None,
        published=published,
        text=text,
        body=(Span(0, len(text)),),
        furniture=(),
    )


def make_statement(
    report: Report,
    *,
    content: tuple[str, ...],
    cue: str,
    source: str,
    speaker: Speaker,
    act: Act = Act.ASSERTION,
    form: Form = Form.INDIRECT,
    anonymity: Anonymity | None = None,
    chain: tuple[str, ...] = (),
) -> Statement:
    """Return a statement whose roles are the first places where their words stand."""
    spans = tuple(find_span(report.text, words) for words in content)
    return Statement(
        id=make_id("statement", report.id, *(f"{s.start}-{s.end}" for s in spans)),
        content=spans,
        cue=(find_span(report.text, cue),),
        source=(find_span(report.text, source),),
        speaker=speaker,
        anonymity=anonymity,
        chain=chain,
        form=form,
        act=act,
        confidence=0.87,
        rule="by hand",
    )


def make_entry(report: Report, statement: Statement) -> StatementEntry:
    """Return the record's entry for a statement."""
    spans = (*statement.content, *statement.cue, *statement.source)
    return StatementEntry(
        id=statement.id,
        report=report.id,
        published=Interval(report.published.earliest, report.published.latest),
        content=" … ".join(span.of(report.text) for span in statement.content),
        speaker=statement.speaker,
        anonymity=statement.anonymity,
        chain=statement.chain,
        form=statement.form,
        act=statement.act,
        confidence=statement.confidence,
        evidence=tuple(Evidence(report.id, s.start, s.end, s.of(report.text)) for s in sorted(set(spans))),
    )


def make_story() -> Record:
    """Return a record in which every table holds something."""
    stated = find_span(MILL, "Published in The Arden Post, 2 February 2021.")
    teaser = find_span(MILL, "Tickets for the mill museum! 12 May 2030")
    mill = replace(
        make_report(
            MILL,
            name="mill.txt",
            published=Published(
                "2021-02-02",
                "2021-02-02",
                "2021-02-02",
                Basis.STATED,
                (DateEvidence(stated.start, stated.end, "imprint line"),),
            ),
            title="Mill to reopen, owner says",
            outlet="The Arden Post",
        ),
        body=(Span(0, teaser.start - 1),),
        furniture=(
            Furniture(teaser.start, teaser.end, FurnitureKind.TEASER),
            Furniture(stated.start, stated.end, FurnitureKind.IMPRINT),
        ),
    )
    bridge = make_report(
        BRIDGE,
        name="bridge.txt",
        published=Published("XXXX-02-03", "2021-02-03", "2021-02-03", Basis.DATELINE),
        title="Mill cost 3 million, paper says",
        outlet="Bridge Weekly",
    )
    undated = make_report(
        UNDATED,
        name="undated.txt",
        published=Published(None, "2021-01-01", None, Basis.UNKNOWN),
        title="Uphill",
        outlet=None,
    )
    birch, post = make_id("actor", "birch"), make_id("actor", "post")
    owner = Speaker(birch, "Ada Birch", SpeakerKind.NAMED_PERSON, "named")
    hidden = Speaker(None, "An official", SpeakerKind.ANONYMOUS, "no name")
    outlet = Speaker(post, "The Arden Post", SpeakerKind.OUTLET, "named")
    oak = Speaker(None, "Cy Oak", SpeakerKind.NAMED_PERSON, "named")
    promise = make_statement(
        mill,
        content=("The Arden mill will reopen in May 2021",),
        cue="said",
        source="its owner, Ada Birch",
        speaker=owner,
        act=Act.PROMISE,
    )
    quoted = make_statement(
        mill,
        content=("“We never sold it,”", "“We only shut the door.”"),
        cue="Birch said",
        source="Birch",
        speaker=owner,
        act=Act.DENIAL,
        form=Form.DIRECT,
    )
    price = make_statement(
        mill,
        content=("the price was 3 million",),
        cue="said the",
        source="An official",
        speaker=hidden,
        anonymity=Anonymity("An official", find_span(MILL, "because talks go on")),
    )
    relayed = make_statement(
        bridge,
        content=("the mill had cost\n3 million",),
        cue="reported",
        source="The Arden Post",
        speaker=outlet,
        chain=("The Arden Post", "an official"),
    )
    uphill = make_statement(
        undated,
        content=("“Not before the river runs uphill,”",),
        cue="said",
        source="Cy Oak",
        speaker=oak,
        act=Act.PREDICTION,
        form=Form.DIRECT,
    )
    entries = [make_entry(mill, s) for s in (promise, quoted, price)]
    entries += [make_entry(bridge, relayed), make_entry(undated, uphill)]
    may, monday = find_span(MILL, "May 2021"), find_span(MILL, "on Monday")
    times = (
        TimeExpression(may.start, may.end, TimexType.DATE, "2021-05", None, "2021-05-01", "2021-05-31",
                       Anchor.NONE, "month and year"),
        TimeExpression(monday.start, monday.end, TimexType.DATE, "2021-02-01", None, "2021-02-01",
                       "2021-02-01", Anchor.PUBLISHED, "weekday before publication"),
    )  # fmt: skip
    name = find_span(MILL, "Ada Birch")
    mentions = (Mention(name.start, name.end, MentionType.PERSON, "Ada Birch", birch, "name"),)
    sentence = "The Arden mill will reopen in May 2021, its owner, Ada Birch, said on Monday."
    timeline = (
        TimelineEntry(
            id=make_id("timeline", "may"),
            date=TimelineDate("2021-02-01", "2021-05-31", "interval"),
            summary=(sentence,),
            events=(),
            according_to=(promise.id,),
            salience=0.5,
            evidence=(make_evidence(mill, sentence), make_evidence(mill, "May 2021")),
        ),
        TimelineEntry(
            id=make_id("timeline", "1890"),
            date=TimelineDate("1890-01-01", "1890-12-31", "year"),
            summary=("Nobody here believes that the mill will open.",),
            events=(),
            according_to=(),
            salience=0.1,
            evidence=(make_evidence(undated, "Nobody here believes that the mill will open."),),
        ),
    )
    cost = find_span(MILL, "3 million")
    event = EventEntry(
        id=make_id("event", "reopening"),
        mentions=({"report": mill.id, "event": "e"},),
        date=Interval("2021-05-01", "2021-05-31"),
        type="AGREE",
        status=({"status": "planned", "report": mill.id},),
        figures=(
            {
                "unit": "money",
                "of": "crowns",
                "low": 2.7e6,
                "high": 3.3e6,
                "latest": {"low": 2.7e6, "high": 3.3e6, "report": mill.id},
                "given": [
                    {
                        "low": 2.7e6,
                        "high": 3.3e6,
                        "of": "crowns",
                        "report": mill.id,
                        "event": "e",
                        "start": cost.start,
                        "end": cost.end,
                        "published": "2021-02-02",
                        "by": None,
                        "according_to": [price.id],
                    },
                ],
            },
        ),
        reports=1,
        outlets=1,
        independent_origins=1,
        evidence=(make_evidence(mill, "reopen in May 2021"),),
    )
    return Record(
        reports=(
            Findings(mill, times=times, mentions=mentions, statements=(promise, quoted, price)),
            Findings(bridge, statements=(relayed,)),
            Findings(undated, statements=(uphill,)),
        ),
        actors=(
            Actor(
                id=birch,
                name="Ada Birch",
                kind="person",
                aliases=(Alias("Ada Birch", 1), Alias("Birch", 1)),
                roles=(ActorRole("owner", "2021-02-02", "2021-02-02", (make_evidence(mill, "its owner"),)),),
                evidence=(make_evidence(mill, "Ada Birch"),),
                why="surname after the full name",
            ),
            Actor(
                id=post,
                name="The Arden Post",
                kind="outlet",
                aliases=(Alias("The Arden Post", 1),),
                roles=(),
                evidence=(make_evidence(bridge, "The Arden Post"),),
                why="one name",
            ),
        ),
        statements=tuple(sorted(entries, key=lambda entry: entry.id)),
        events=(event,),
        timeline=tuple(sorted(timeline, key=lambda entry: entry.id)),
        disagreements=(
            Disagreement(
                id=make_id("disagreement", "opening"),
                left=promise.id,
                right=uphill.id,
                about="the mill",
                kind="conflict",
                why="one says it will open, one that it will not",
                evidence=(make_evidence(mill, "will reopen"), make_evidence(undated, "believes")),
            ),
        ),
        commitments=(
            Commitment(
                id=make_id("commitment", "reopen"),
                by=birch,
                on="2021-02-02",
                what="The Arden mill will reopen in May 2021",
                horizon=Interval("2021-05-01", "2021-05-31"),
                outcome="reported_not_done",
                outcome_evidence=(make_evidence(undated, "Nobody here believes"),),
                evidence=(make_evidence(mill, "The Arden mill will reopen in May 2021"),),
            ),
        ),
        sources=(
            SourceEntry(
                id=make_id("source", "birch"),
                name="Ada Birch",
                kind="named_person",
                named=True,
                statements=(promise.id, quoted.id),
                reports=(mill.id,),
                evidence=(make_evidence(mill, "its owner, Ada Birch"),),
            ),
        ),
        copies=(
            CopyGroup(
                id=make_id("relays", "post"),
                original=mill.id,
                copies=(bridge.id,),
                overlap=0.72,
                relays=(
                    Relay(
                        bridge.id,
                        "Bridge Weekly",
                        "The Arden Post",
                        (make_evidence(bridge, "The Arden Post reported"),),
                    ),
                ),
                evidence=(make_evidence(mill, "3 million"), make_evidence(bridge, "3 million")),
            ),
        ),
    )


def make_hostile(words: str) -> Record:
    """Return a record in which everything that comes from outside holds `words`."""
    text = f"Before {words} after, said {words}."
    span, name = find_span(text, words), find_span(text, words, 1)
    report = replace(
        make_report(
            text,
            name=words,
            published=Published(
                "2020-01-01", "2020-01-01", "2020-01-01", Basis.GIVEN, (DateEvidence(None, None, words),)
            ),
            title=words,
            outlet=words,
        ),
        url=words,
        language=words,
        bylines=(words,),
        collected=words,
    )
    actor = make_id("actor", words)
    statement = Statement(
        id=make_id("statement", words),
        content=(span,),
        cue=(find_span(text, "said"),),
        source=(name,),
        speaker=Speaker(actor, words, SpeakerKind.NAMED_PERSON, words),
        anonymity=None,
        chain=(words, words),
        form=Form.DIRECT,
        act=Act.ASSERTION,
        confidence=1.0,
        rule=words,
    )
    time = TimeExpression(span.start, span.end, TimexType.DATE, words, None, None, None, Anchor.NONE, words)
    here = Evidence(report.id, span.start, span.end, words)
    return Record(
        reports=(
            Findings(
                report,
                times=(time,),
                mentions=(Mention(name.start, name.end, MentionType.PERSON, words, actor, words),),
                statements=(statement,),
            ),
        ),
        actors=(
            Actor(
                actor,
                words,
                words,
                (Alias(words, 2), Alias(words + "x", 1)),
                (ActorRole(words, None, None, (here,)),),
                (here,),
                words,
            ),
        ),
        statements=(make_entry(report, statement),),
        timeline=(
            TimelineEntry(
                make_id("timeline", words),
                TimelineDate("2020-01-01", "2020-01-01", "day"),
                (words,),
                (),
                (statement.id,),
                0.5,
                (here,),
            ),
        ),
        copies=(
            CopyGroup(
                make_id("copies", words), None, (), None, (Relay(report.id, words, words, (here,)),), (here,)
            ),
        ),
    )
