"""Files that hold no text dateline can read, told by their first bytes, each with what to do instead."""

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file; save it as DOCX or text"),
    (b"{\\rtf", "a rich text file; save it as DOCX or text"),
    (b"\x89PNG", "a picture, not text"),
    (b"\xff\xd8\xff", "a picture, not text"),
    (b"GIF8", "a picture, not text"),
    (b"RIFF", "a picture, sound or film, not text"),
    (b"ID3", "sound, not text"),
    (b"OggS", "sound or film, not text"),
    (b"\x1aE\xdf\xa3", "a film, not text"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive; unpack it first"),
    (b"Rar!", "a RAR archive; unpack it first"),
    (b"\xfd7zXZ\x00", "an XZ archive; unpack it first"),
    (b"BZh", "a bzip2 archive; unpack it first"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive; unpack it first"),
    (b"SQLite format 3\x00", "a database, not a report"),
    (b"\x7fELF", "a program, not text"),
    (b"MZ\x90", "a program, not text"),
)
_TAR_AT, _TAR = 257, b"ustar"
# What a browser saves beside a page, and what lies about in folders: text, but no report.
_SUFFIXES = {
    ".css": "a style sheet, not a report",
    ".js": "a script, not a report",
    ".mjs": "a script, not a report",
    ".map": "a script's index, not a report",
    ".svg": "a picture, not text",
    ".py": "a program, not a report",
    ".sh": "a program, not a report",
    ".ini": "settings, not a report",
    ".log": "a log, not a report",
}


def explain_unknown(head: bytes, name: str = "") -> str | None:
    """Return in one clause why a file is not read, None where it may be.

    Args:
        head: Its first bytes.
        name: Its name in lower case.
    """
    for suffix, reason in _SUFFIXES.items():
        if name.endswith(suffix):
            return reason
    if head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<?xml"):
        return "XML of a kind that dateline does not know"
    for signature, reason in _SIGNATURES:
        if head.startswith(signature):
            return reason
    if head[_TAR_AT : _TAR_AT + len(_TAR)] == _TAR:
        return "a tar archive; unpack it first"
    return None
