"""Bytes to text: byte order mark, strict UTF-8, declared charset, cp1252, statistics last.

Newlines stay as they are: offsets count the characters that this module hands out.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""UTF-32 before UTF-16: the little-endian mark of the one begins with that of the other."""

CP1252 = "cp1252"
LATIN1 = "iso8859-1"
CP1252_ALIASES = frozenset({LATIN1, "ascii", CP1252})
"""Who declares one of these means the Windows code page that contains them (as browsers read it)."""

REFUSED = frozenset({"idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape", "utf-7"})
"""Codecs that are no charsets of files."""

WIDE = frozenset({"utf-16", "utf-16-be", "utf-16-le", "utf-32", "utf-32-be", "utf-32-le"})

STATISTICAL = (
    "cp850",
    "cp437",
    "mac_roman",
    "cp1250",
    "cp852",
    "iso8859_15",
    "iso8859_2",
    "cp1251",
    "koi8_r",
    "cp1254",
)
"""What statistics may choose from: charsets of European text that cp1252 cannot read."""

SAMPLE = 1 << 17
"""Bytes that statistics look at."""

MAX_CONTROLS = 0.1
"""Share of control characters above which bytes are no text (random bytes have .11 to .23)."""

VALID_PER_BROKEN = 4
"""Valid multi-byte characters for each broken one that make bytes damaged UTF-8 rather than a one-byte charset."""

_CONTROLS = re.compile("[\x01-\x08\x0e-\x1f\x7f-\x9f]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_NON_ASCII = re.compile("[^\x00-\x7f]")


class NotTextError(ValueError):
    """The bytes are not text: a picture, an archive, a program."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text with the charset it was read by; ``damaged`` where some bytes could not be read for certain."""

    text: str
    encoding: str
    damaged: bool = False


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """The text in ``data``; ``declared`` is the charset that its container names. Raises ``NotTextError``."""
    decoded = _decode(data, _known(declared))
    _check(decoded.text)
    return decoded


def without_surrogates(text: str) -> str:
    """``text`` with lone surrogates (JSON can carry them) replaced by U+FFFD, one for one: such text can be written."""
    return text if text.isascii() else _SURROGATES.sub("\ufffd", text)


def _decode(data: bytes, declared: str | None) -> Decoded:
    for mark, marked in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _strictly(data, marked) or Decoded(data.decode(marked, "replace"), marked, damaged=True)
    if declared in WIDE and (decoded := _strictly(data, declared)):
        return decoded
    for encoding in ("utf-8", declared):
        if encoding and (decoded := _strictly(data, encoding)):
            return decoded
    return _damaged_utf8(data) or _strictly(data, CP1252) or _by_statistics(data) or _last_resort(data)


def _known(declared: str | None) -> str | None:
    """The codec's own name of a declared charset, None where Python has none."""
    try:
        name = codecs.lookup((declared or "").strip()).name
    except (LookupError, ValueError):
        return None
    if name in CP1252_ALIASES:
        return CP1252
    return None if name.replace("_", "-") in REFUSED else name


def _strictly(data: bytes, encoding: str | None) -> Decoded | None:
    try:
        return Decoded(data.decode(encoding), encoding) if encoding else None
    except (LookupError, ValueError):
        return None


def _damaged_utf8(data: bytes) -> Decoded | None:
    """UTF-8 with a few broken characters (a file cut off, two files joined): any other charset would ruin the rest."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    valid = len(_NON_ASCII.findall(text)) - broken
    return Decoded(text, "utf-8", damaged=True) if valid >= VALID_PER_BROKEN * broken else None


def _by_statistics(data: bytes) -> Decoded | None:
    sample = data[:SAMPLE]
    best = from_bytes(sample, cp_isolation=list(STATISTICAL)).best()
    return _strictly(data, best.encoding) if best else None


def _last_resort(data: bytes) -> Decoded:
    """Every byte a character, the five that cp1252 leaves free replaced."""
    return Decoded(data.decode(CP1252, "replace"), CP1252, damaged=True)


def _check(text: str) -> None:
    if "\0" in text:
        raise NotTextError("this is binary data, not text: it holds NUL characters")
    controls = sum(1 for _ in _CONTROLS.finditer(text))
    if controls > MAX_CONTROLS * len(text):
        raise NotTextError(f"this is binary data, not text: {controls:,} of {len(text):,} characters are control codes")
