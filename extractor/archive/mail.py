"""E-mail: one message (``.eml``) or a mailbox of them (``mbox``); the body is the release, the subject its title.

Of several bodies the plain one is read, else the HTML one. Attachments are not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime

from extractor.archive.faults import failed
from extractor.archive.formats import Content, Format, Options, Origin
from extractor.archive.html import main_text
from extractor.archive.release import Release, digest
from extractor.archive.streams import Line, ReadError, lines, size, whole
from extractor.archive.texts import DAMAGED, EMPTY
from extractor.archive.unread import Item, Unread
from extractor.text.decode import Decoded, decode, without_surrogates

MOST_PARTS = 1000
SEPARATOR = b"From "
LINE_END = re.compile(r"\r\n?|\n")


def message(raw: bytes, origin: Origin) -> Release:
    """The release in a message. Raises ``ReadError``."""
    try:
        parsed = message_from_bytes(raw, policy=policy.default)
        body, html = _body(parsed)
    except (MessageError, LookupError, RecursionError) as error:
        raise ReadError(f"a message that cannot be read: {error}") from error
    text = main_text(body.text)[0] if html else body.text
    text = "\n".join(line.rstrip() for line in LINE_END.split(text)).strip("\n")
    if not text.strip():
        raise ReadError(EMPTY, "the message has no text body; attachments are not read")
    return Release(
        id=origin.id,
        text=without_surrogates(text),
        path=origin.path,
        member=origin.member,
        sha256=digest(raw),
        encoding=body.encoding,
        media_type=origin.media_type,
        title=_header(parsed, "subject"),
        sender=_sender(parsed),
        date=_date(parsed),
        doubts=(DAMAGED,) if body.damaged else (),
        origin=origin.shown,
    )


def _body(parsed: EmailMessage) -> tuple[Decoded, bool]:
    """The body and whether it is HTML. Raises ``ReadError``."""
    for number, _ in enumerate(parsed.walk(), 1):
        if number > MOST_PARTS:
            raise ReadError(f"the message has more than {MOST_PARTS:,} parts")
    part = parsed.get_body(preferencelist=("plain", "html"))
    if part is None:
        raise ReadError(EMPTY, "the message has no text body; attachments are not read")
    content = part.get_payload(decode=True)
    decoded = decode(content if isinstance(content, bytes) else b"", part.get_content_charset())
    return decoded, part.get_content_subtype() == "html"


def _header(parsed: EmailMessage, name: str) -> str | None:
    try:
        value = str(parsed.get(name) or "")
    except (ValueError, LookupError, AttributeError, RecursionError):  # headers that the parser trips over
        return None
    return without_surrogates(" ".join(value.split())) or None


def _sender(parsed: EmailMessage) -> str | None:
    try:
        name, address = parseaddr(_header(parsed, "from") or "")
    except RecursionError:
        return None
    return name or address or None


def _date(parsed: EmailMessage) -> date | None:
    try:
        return parsedate_to_datetime(_header(parsed, "date") or "").date()
    except (ValueError, TypeError, IndexError, OverflowError, RecursionError):
        return None


def _eml(content: Content, origin: Origin, options: Options) -> Iterator[Release]:
    yield message(whole(content.parts, options.max_bytes), origin)


def _mbox(content: Content, origin: Origin, options: Options) -> Iterator[Item]:
    """Each message of the box; it begins with a line ``From …`` behind an empty one."""
    for number, raw in enumerate(_messages(content.parts, options.max_bytes), 1):
        place = replace(origin, id=f"{origin.id}-{number}", member=f"{origin.member or ''}{number}")
        try:
            if raw is None:
                raise ReadError(f"larger than {size(options.max_bytes)}, the limit for one release")
            yield Unread(place.id, EML.name, raw, place, options) if options.later else message(raw, place)
        except Exception as error:
            yield failed(error, place)


def _messages(parts: Iterator[bytes], limit: int) -> Iterator[bytes | None]:
    """The messages of a mailbox one by one; None for one that is too large."""
    kept: list[bytes] = []
    held, empty_before, begun = 0, True, False
    for line in lines(parts, limit):
        if empty_before and line.data is not None and line.data.startswith(SEPARATOR):
            if begun:
                yield b"\n".join(kept) if held <= limit else None
            kept, held, begun = [], 0, True
        elif begun:
            held += limit + 1 if line.data is None else len(line.data) + 1
            if held <= limit:
                kept.append(_unquoted(line))
            else:
                kept.clear()
        else:
            raise ReadError("this is no mailbox: it does not begin with a line 'From …'")
        empty_before = line.data is not None and not line.data.strip()
    if begun:
        yield b"\n".join(kept) if held <= limit else None


def _unquoted(line: Line) -> bytes:
    data = line.data or b""
    return data[1:] if data.lstrip(b">").startswith(SEPARATOR) and data.startswith(b">") else data


EML = Format("email", (".eml",), "message/rfc822", _eml, slow=True)
MBOX = Format("mbox", (".mbox", ".mbx"), "application/mbox", _mbox, many=True)
