"""From bytes to text: byte order mark, UTF-8, what is declared, UTF-16, and only then a guess.

What no encoding fits is named and not read with question marks in it: findings would quote what the report
does not say.
"""

import codecs
import re

from dateline.model.errors import UnreadableInput

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
# The WHATWG encoding standard reads these labels as windows-1252, and so does every browser.
_AS_WINDOWS = frozenset(
    {"iso-8859-1", "iso8859-1", "latin-1", "latin1", "l1", "ascii", "us-ascii", "windows-1252"}
)
_META = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_XML = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,40})""")
_SAMPLE = 200_000


def decode_text(content: bytes, path: str, declared: str | None = None) -> str:
    """Return the text of `content`; line ends stay as they are, a byte order mark goes.

    Args:
        content: The whole input.
        path: For the message.
        declared: The encoding that a header or a container gives, None where none does.

    Raises:
        UnreadableInput: It is empty, binary, or in an encoding that cannot be told.
    """
    if not content.strip(b"\x00 \t\r\n"):
        raise UnreadableInput(path, "empty")
    text = _decode_by_mark(content)
    if text == "":
        raise UnreadableInput(path, "empty")
    text = text or (None if b"\x00" in content else _decode_by_label(content, "utf-8"))
    if text is None and _is_damaged_utf8(content[:_SAMPLE]):
        raise UnreadableInput(path, "UTF-8 with damaged bytes in it; save it anew from where it came from")
    text = text or (declared and _decode_by_label(content, declared)) or _decode_by_look(content)
    if text is None:
        reason = (
            "not text but binary data"
            if b"\x00" in content[:_SAMPLE]
            else "in an encoding that cannot be told"
        )
        raise UnreadableInput(path, reason)
    controls = len(_CONTROLS.findall(text[:_SAMPLE]))
    if controls > 2 + len(text[:_SAMPLE]) // 200:
        raise UnreadableInput(path, "not text but binary data")
    return text


def find_declared(content: bytes) -> str | None:
    """Return the encoding that an HTML or XML page declares within itself, None where it declares none."""
    head = content[:4096]
    match = _XML.search(head) or _META.search(head)
    return match.group(1).decode("ascii").lower() if match else None


def _decode_by_mark(content: bytes) -> str | None:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _decode_by_label(content, encoding)
    return None


def _decode_by_label(content: bytes, label: str) -> str | None:
    label = "cp1252" if label.lower() in _AS_WINDOWS else label
    try:
        codecs.lookup(label).incrementaldecoder  # noqa: B018  binary codecs such as "zip" have none of use
        text = content.decode(label)
    except (LookupError, UnicodeError, TypeError, ValueError):
        return None
    return text if isinstance(text, str) else None


def _decode_by_look(content: bytes) -> str | None:
    sample = content[:_SAMPLE]
    wide = _guess_utf16(sample)
    if wide is not None:
        return _decode_by_label(content, wide)
    if b"\x00" in sample:
        return None
    if _is_western(sample):
        text = _decode_by_label(content, "cp1252")
        if text is not None:
            return text
    return _guess(content)


def _is_damaged_utf8(sample: bytes) -> bool:
    """Tell whether nearly all that is not ASCII is UTF-8: chance does not make other encodings look so."""
    read = sample.decode("utf-8", "replace")
    damaged = read.count("\ufffd")
    whole = sum(character > "\x7f" for character in read) - damaged
    return 0 < 2 * damaged <= whole


def _guess_utf16(sample: bytes) -> str | None:
    # Text in a European script has a zero in every second byte; which one tells the byte order.
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) / 2
    if odd > 0.6 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.6 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None


# Bytes above 127 that stand where Western text has them: an accented letter beside a letter, curly quotes,
# dashes, the signs for pound, euro and degree.
_WESTERN = re.compile(
    rb"[A-Za-z][\xc0-\xff]|[\xc0-\xff][A-Za-z]"
    rb"| [\xe0\xe8\xe9\xf2\xf3\xc0] "
    rb"|[\x91-\x97\x85\xa0\xa3\x80\xa7\xa9\xab\xae\xb0\xbb\xbf\xa1\x99\x8c\x9c]"
)


def _is_western(sample: bytes) -> bool:
    high = sum(byte > 127 for byte in sample)
    return high <= len(sample) // 8 and len(_WESTERN.findall(sample)) >= 0.9 * high


def _guess(content: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(content[:_SAMPLE], threshold=0.15).best()
    if best is None or best.encoding is None:
        return None
    return _decode_by_label(content, best.encoding)
