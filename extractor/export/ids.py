"""Ids that every target takes: hexadecimal digits, made of the ids of records."""

from __future__ import annotations

import hashlib

DIGITS = 32


def document_id(record: str, part: str = "") -> str:
    """The id of a record's document, or of that of a ``part`` of it (as ``mention 3``): 32 hexadecimal digits."""
    return hashlib.sha256(f"{record}\0{part}".encode()).hexdigest()[:DIGITS]
