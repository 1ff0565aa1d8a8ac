"""Text of strangers: no control and no direction character gets through."""

from __future__ import annotations

import re

_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_DIRECTIONS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def harmless(text: str) -> str:
    """``text`` with every control and direction character shown as U+FFFD; the length stays."""
    return _DIRECTIONS.sub("\ufffd", _CONTROLS.sub("\ufffd", text))


def without_controls(text: str) -> str:
    """``text`` with every control character shown as U+FFFD; what turns the direction stays, for ``<bdi>`` to end."""
    return _CONTROLS.sub("\ufffd", text)
