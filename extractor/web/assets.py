"""The style sheets, scripts and pictures of the pages: read once, never by a path from a request."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

KINDS = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}


@dataclass(frozen=True, slots=True)
class Asset:
    """A file as it is sent."""

    content: bytes
    media_type: str
    digest: str


@cache
def assets() -> Mapping[str, Asset]:
    """All files by name; the style sheet has the look of all our pages before its own rules."""
    found = {}
    for file in files(__package__).joinpath("static").iterdir():
        suffix = "." + file.name.rpartition(".")[2]
        if suffix in KINDS:
            content = file.read_bytes()
            if file.name == "web.css":
                content = files("extractor.view").joinpath("look.css").read_bytes() + content
            digest = hashlib.blake2b(content, digest_size=6).hexdigest()
            found[file.name] = Asset(content, KINDS[suffix], digest)
    return found


def address(name: str) -> str:
    """The address of a file; it changes with what the file holds."""
    return f"/static/{name}?v={assets()[name].digest}"
