"""The body of a form that a page of ours sent, to names and values; a file counts as its text."""

from email import message_from_bytes
from email.policy import HTTP
from urllib.parse import parse_qsl

from dateline.model.errors import UsageError

LONGEST_BODY = 16_000_000
_MOST_FIELDS = 1000


def read_form(content_type: str, body: bytes) -> tuple[tuple[str, str], ...]:
    """Return the names and values in the body of a form, in their order.

    Args:
        content_type: The header of that name.
        body: As it was sent.

    Raises:
        UsageError: It is no form, or holds what is no text.
    """
    try:
        if content_type.startswith("multipart/form-data"):
            return _read_parts(content_type, body)
        if content_type.startswith("application/x-www-form-urlencoded"):
            text = body.decode("ascii")
            found = parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS)
            return tuple(found)
    except ValueError as error:
        raise UsageError(f"this form cannot be read ({error})") from None
    raise UsageError(f"{content_type!r:.60} is no form")


def _read_parts(content_type: str, body: bytes) -> tuple[tuple[str, str], ...]:
    head = f"Content-Type: {content_type}\r\n\r\n".encode("latin-1")
    message = message_from_bytes(head + body, policy=HTTP)
    found = []
    for part in message.iter_parts():
        name = part.get_param("name", header="content-disposition")
        content = part.get_payload(decode=True)
        if isinstance(name, str) and isinstance(content, bytes):
            found.append((name, content.decode("utf-8-sig")))
    return tuple(found)
