"""The addresses of the pages. Ids of strangers stand in them so that nothing can be mistaken for a path."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import quote, urlencode

from extractor.search.schema import key

KINDS = {"person": "people", "organisation": "organisations", "programme": "programmes"}
"""The kinds of entities, and under which address they stand."""

_PLAIN = re.compile(r"[^\W_][\w.,:@ +~-]{0,199}")
_HEX, _DIGEST = "~", "~~"
LONGEST = 200
"""Longer ids make addresses that servers refuse; a digest stands for them."""


def segment(id_: str) -> str:
    """``id_`` as the last part of an address: as it is where it is plain, else in hexadecimal, long ones as a digest.

    >>> segment("pm-2016.17"), segment("../x")
    ('pm-2016.17', '~2e2e2f78')
    """
    if len(id_) > LONGEST:
        return _DIGEST + key(id_)
    return quote(id_, safe="") if _PLAIN.fullmatch(id_) else _HEX + id_.encode().hex()


def id_of(found: str) -> str | None:
    """The id of a segment (already unquoted), None where it is none or a digest.

    >>> id_of("~2e2e2f78")
    '../x'
    """
    if not found.startswith(_HEX):
        return found
    try:
        return bytes.fromhex(found[1:]).decode()
    except ValueError:
        return None


def digest_of(found: str) -> str | None:
    """The digest of a segment, by which ``extractor.search.schema.key`` knows an id; None where it has none."""
    return found.removeprefix(_DIGEST) if found.startswith(_DIGEST) else None


def release(id_: str) -> str:
    """The page of a release."""
    return f"/releases/{segment(id_)}"


def entity(kind: str, id_: str) -> str:
    """The page of a person, an organisation or a programme."""
    return f"/{KINDS[kind]}/{segment(id_)}"


def correction(id_: str) -> str:
    """The page where a release is corrected."""
    return f"/corrections/{segment(id_)}"


def search(pairs: Iterable[tuple[str, object]] = (), /, **values: object) -> str:
    """The search page with these parameters; those without a value are left out."""
    return with_query("/", [*pairs, *values.items()])


def with_query(path: str, pairs: Iterable[tuple[str, object]]) -> str:
    """``path`` with parameters; those without a value are left out."""
    text = urlencode([(name, value) for name, value in pairs if value is not None and value != ""])
    return f"{path}?{text}" if text else path
