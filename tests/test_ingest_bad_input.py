"""Bad input, by kind: each is named with a reason in a clause, and the rest goes on."""

import gzip
import io
import json
import os
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from dateline.ingest.reading import Skipped, read_reports
from dateline.ingest.source import Limits
from dateline.model.report import Report
from tests.reports import (
    HTML,
    ROW,
    TEXT,
    make_csv,
    make_docx,
    make_parquet,
    make_pdf,
    make_record,
    make_rss,
    make_warc,
    make_zip,
    read,
    read_one,
    read_reason,
)

ENTITY_BOMB = b"""<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;">]><rss><channel><item><description>&c;</description></item></channel></rss>"""
LOCKED_PDF = make_pdf([["Nothing to see"]]).replace(
    b"/Root 1 0 R", b"/Root 1 0 R /Encrypt << /Filter /Standard /V 9 >>"
)
PICTURE = "HTTP/1.1 200 OK\r\nContent-Type: image/png"
NO_ARTICLE = (
    b"<html><body><nav><a href='/'>Home</a> <a href='/b'>News</a></nav><img src='x.png'></body></html>"
)

# What the file is called, what is in it, and words of the reason.
NAMED: list[tuple[str, bytes, str]] = [
    ("empty.txt", b"", "empty"),
    ("blank.txt", b" \r\n\t\n", "empty"),
    ("zeros.txt", bytes(500), "empty"),
    ("binary.txt", bytes(range(256)) * 20, "binary"),
    ("noise.txt", bytes((n * n * 7 + n // 3) % 251 for n in range(5000)), "not text|cannot be told"),
    ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(50), "picture"),
    ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old Office file"),
    ("letter.rtf", b"{\\rtf1 Hello}", "rich text"),
    ("all.tar", bytes(257) + b"ustar" + bytes(300), "tar archive"),
    ("style.css", b"p { color: red }", "style sheet"),
    ("data.xml", b"<?xml version='1.0'?><prices><price>3</price></prices>", "XML of a kind"),
    ("index.html", NO_ARTICLE, "article|text"),
    ("hollow.html", b"<html><body><script>var a = 1;</script></body></html>", "text"),
    ("patched.txt", "“Shut,” said Okafor – “since May.”\n".encode() * 3 + b"\xff caf\xe9", "UTF-8 with"),
    ("long.txt", b"The quay is shut. " * 120_000, "longer than the 2 million characters"),
    ("story.html", b'<html><meta name="generator" content="dateline"><p>Shut.</p></html>', "wrote itself"),
    ("scan.pdf", make_pdf([[], []]), "without a text layer"),
    ("cut.pdf", make_pdf([["The ferry stops on Monday."]])[:150], "damaged or truncated PDF"),
    ("locked.pdf", LOCKED_PDF, "PDF|password"),
    ("cut.docx", make_docx()[:2000], "Word document"),
    ("none.docx", make_docx("", ()), "without text"),
    ("bomb.xml", ENTITY_BOMB, "trap"),
    ("none.xml", make_rss("<ttl>5</ttl>"), "without an entry"),
    ("void.xml", make_rss("<item><title>Only a title</title></item>"), "entry without text"),
    ("pictures.warc", make_record("response", "x", PICTURE, b"x"), "without a page"),
    ("cut.zip", make_zip({"a.txt": TEXT.encode()})[:-30], "damaged or truncated ZIP"),
    ("none.zip", make_zip({"__MACOSX/a": b"x"}), "nothing in it"),
    ("up.zip", make_zip({"../../up.txt": TEXT.encode()}), "climbs out"),
    ("root.zip", make_zip({"/etc/up.txt": TEXT.encode()}), "climbs out"),
    ("drive.zip", make_zip({"C:\\up.txt": TEXT.encode()}), "climbs out"),
    ("zeros.zip", make_zip({"a.txt": bytes(40_000_000)}), "without end"),
    ("zeros.txt.gz", gzip.compress(bytes(40_000_000), mtime=0), "without end"),
    ("cut.txt.gz", gzip.compress(os.urandom(5000), mtime=0)[:3000], "truncated"),
    ("links.csv", make_csv([{"url": "a.example/1", "title": "T"}]), "text column (it lists addresses"),
    ("numbers.csv", b"a,b\n1,2\n", "without a text column"),
    ("header.csv", make_csv().split(b"\n")[0], "without rows"),
    ("row.csv", make_csv([{**ROW, "text": " "}]), "row without text"),
    ("gkg.json", json.dumps({"articles": [{"url": "u", "seendate": "20191122"}]}).encode(), "text column"),
    ("cut.json", b'{"articles": [{"text": "The ferry', "damaged or truncated JSON"),
    ("words.jsonl", b"these are\nno objects\n", "not JSON"),
    ("cut.parquet", make_parquet()[:200], "Parquet"),
    ("numbers.parquet", make_parquet([{"a": 1}]), "without a text column"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "reason"), NAMED, ids=[row[0] for row in NAMED])
def test_bad_input_is_named_with_its_reason(name: str, content: bytes, reason: str, tmp_path: Path) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    found = read(file)
    assert all(isinstance(one, Skipped) for one in found)
    said = " / ".join(one.reason for one in found if isinstance(one, Skipped))
    assert any(words in said for words in reason.split("|")), said
    assert "\n" not in said


def test_the_rest_goes_on(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "b.txt").write_text(TEXT)
    (tmp_path / "c.pdf").write_bytes(b"%PDF-1.4 and no more")
    (tmp_path / "d.html").write_text(HTML)
    kinds = [type(one) for one in read(tmp_path)]
    assert kinds == [Skipped, Report, Skipped, Report]


@pytest.mark.parametrize("name", ["long.txt", "long.html", "long.md", "long.xml"])
def test_a_report_that_is_too_large_is_named_before_it_is_read(name: str, tmp_path: Path) -> None:
    reason = read_reason(tmp_path, name, b"<p>word " * 200_000, Limits(report_bytes=1_000_000))
    assert reason == "larger than the 1 MB dateline reads as one report"


def test_fifty_megabytes_in_one_line_are_named(tmp_path: Path) -> None:
    file = tmp_path / "line.txt"
    with file.open("wb") as out:
        for _ in range(50):
            out.write(b"word " * 200_000)
    (found,) = read(file)
    assert found == Skipped(str(file), "larger than the 20 MB dateline reads as one report")


def test_a_truncated_web_archive_gives_what_is_whole(tmp_path: Path) -> None:
    for packed in (True, False):
        file = tmp_path / "cut.warc"
        whole = make_warc(packed=packed, more=2)
        two = len(make_warc(packed=packed, more=1)) + 100
        file.write_bytes(whole[: two if two < len(whole) - 200 else len(whole) - 600])
        found = read(file)
        assert isinstance(found[0], Report)
        assert isinstance(found[-1], Skipped), found
        assert "cut" in found[-1].reason


@pytest.mark.parametrize("left", [40, 100, 180])
def test_a_packed_web_archive_cut_within_a_record_s_headers_is_named(tmp_path: Path, left: int) -> None:
    file = tmp_path / "cut.warc.gz"
    file.write_bytes(make_warc(packed=True, more=1)[: len(make_warc(packed=True)) + left])
    found = read(file)
    assert isinstance(found[0], Report)
    assert isinstance(found[-1], Skipped), found
    file.write_bytes(make_warc(packed=True, more=1))
    assert not [one for one in read(file) if isinstance(one, Skipped)]


def test_a_link_in_an_archive_is_not_followed(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(link, "/etc/passwd")
    assert read_reason(tmp_path, "link.zip", out.getvalue()) == "a link, which is not followed"


def test_archives_within_archives_come_to_an_end(tmp_path: Path) -> None:
    inner = make_zip({"a.txt": TEXT.encode()})
    for _ in range(6):
        inner = make_zip({"inner.zip": inner})
    assert "deeper" in read_reason(tmp_path, "deep.zip", inner)


def test_an_archive_in_an_archive_counts_against_the_same_limit(tmp_path: Path) -> None:
    inner = make_zip({f"{n}.txt": bytes([65 + n]) * 900_000 for n in range(9)})
    limits = Limits(unpacked_bytes=3_000_000)
    reasons = {
        one.reason for one in _read(tmp_path, make_zip({"in.zip": inner}), limits) if isinstance(one, Skipped)
    }
    assert any("unpacks to more" in reason for reason in reasons)


def test_members_are_counted(tmp_path: Path) -> None:
    found = _read(tmp_path, make_zip({f"{n}.txt": TEXT.encode() for n in range(9)}), Limits(members=4))
    assert [type(one) for one in found] == [Report] * 4 + [Skipped]


def _read(folder: Path, content: bytes, limits: Limits) -> list[Report | Skipped]:
    file = folder / "many.zip"
    file.write_bytes(content)
    return read(file, limits)


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda path: None, "there is no such file"),
        (os.mkfifo, "not a file but a pipe"),
        (lambda path: path.mkdir(), "a folder without files"),
        (lambda path: path.symlink_to("nowhere"), "a link to nothing"),
    ],
)
def test_what_is_no_file_is_named(make: Callable[[Path], None], reason: str, tmp_path: Path) -> None:
    path = tmp_path / "x"
    make(path)
    (found,) = read(path)
    assert isinstance(found, Skipped)
    assert found.reason.startswith(reason)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_named(tmp_path: Path) -> None:
    file = tmp_path / "secret.txt"
    file.write_text(TEXT)
    file.chmod(0)
    (found,) = read(file)
    assert found == Skipped(str(file), "may not be read (permission denied)")


def test_a_link_that_leads_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "out.txt").write_text(TEXT)
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").symlink_to(tmp_path / "out.txt")
    (folder / "b.txt").write_text(TEXT)
    (folder / "c.txt").symlink_to(folder / "b.txt")
    found = read(folder)
    assert found[0] == Skipped(str(folder / "a.txt"), "a link that leads out of the folder")
    assert [type(one) for one in found] == [Skipped, Report, Report]


def test_a_folder_is_walked_in_sorted_order_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", ".hidden.txt", ".git/x.txt", "c.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(TEXT)
    assert [Path(one.path).name for one in read(tmp_path)] == ["z.txt", "b.txt", "c.txt"]


def test_standard_input_that_is_not_there_is_named() -> None:
    assert list(read_reports(["-"])) == [Skipped("-", "there is no standard input")]


def test_deep_markup_does_not_overturn_the_reader(tmp_path: Path) -> None:
    deep = b"<html><body>" + b"<div>" * 5000 + b"deep" + b"</div>" * 5000
    assert read_reason(tmp_path, "deep.html", deep)


def test_hostile_markup_stays_text(tmp_path: Path) -> None:
    hostile = HTML.replace("About 140 people", "About &lt;script&gt;alert(1)&lt;/script&gt; people")
    report = read_one(tmp_path, "a.html", hostile.encode())
    assert "About <script>alert(1)</script> people" in report.text


def test_a_report_that_defeats_the_program_does_not_cost_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dateline.ingest import zoning

    zone = zoning.zone

    def fail_on_letters(text: str) -> zoning.Zones:
        if text.startswith("x"):
            raise ValueError("no such span")
        return zone(text)

    monkeypatch.setattr(zoning, "zone", fail_on_letters)
    (tmp_path / "a.txt").write_text("x" + TEXT)
    (tmp_path / "b.txt").write_text(TEXT)
    found = read(tmp_path)
    assert [type(one) for one in found] == [Skipped, Report]
    assert isinstance(found[0], Skipped)
    assert "no such span" in found[0].reason
