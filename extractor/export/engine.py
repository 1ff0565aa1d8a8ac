"""What the search engines have in common: documents as JSON in bulk files, and names that they refuse."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from extractor.export.chunks import LINES, Chunks, Frame
from extractor.export.documents import Document, documents
from extractor.export.target import ExportError, Options, Shape, Written
from extractor.records import Record

LINE_ENDS = str.maketrans({"\u2028": "\\u2028", "\u2029": "\\u2029", "\x85": "\\u0085"})
"""What some readers of lines take for their end, and JSON does not."""
LONGEST_NAME = 255
"""In bytes: every engine makes a folder of that name."""


@dataclass(frozen=True, slots=True)
class Names:
    """The names of indexes, cores or collections that an engine takes."""

    noun: str
    pattern: re.Pattern[str]
    rule: str

    def check(self, name: str) -> None:
        """Raises ``ExportError``."""
        if not self.pattern.fullmatch(name) or name.strip(".") == "":
            raise ExportError(f"--index {name!r} is no name of {self.noun}: {self.rule}")
        if len(name.encode(errors="surrogatepass")) > LONGEST_NAME:
            raise ExportError(f"--index is too long for {self.noun}: at most {LONGEST_NAME} bytes")


@dataclass(frozen=True, slots=True)
class Engine:
    """A search engine as a target."""

    file: str
    """The name of a bulk file, with a place for its number."""
    names: Names
    entry: Callable[[Document, Options], bytes]
    """A document as it stands in a bulk file."""
    settings: Callable[[Shape, str], Mapping[str, str]]
    """Mapping, settings or schema, by file name, for an index of that name."""
    frame: Frame = LINES

    def write(self, records: Iterable[Record], folder: Path, options: Options) -> Written:
        """Write the documents of all ``records`` into bulk files. Raises ``ExportError``."""
        self.names.check(options.index)
        written = Written()
        for file, content in self.settings(options.shape, options.index).items():
            (folder / file).write_text(content, encoding="utf-8")
        with Chunks(folder, self.file, options.chunk_bytes, self.frame) as chunks:
            for record in records:
                for document in documents(record, options.shape):
                    chunks.add(self.entry(document, options))
                    written.add("documents")
        if chunks.oversized:
            written.add("larger than --chunk", chunks.oversized)
        return written

    def schemas(self, shape: Shape) -> Mapping[str, str]:
        """The same settings for an index of the default name."""
        return self.settings(shape, Options().index)


def iso(time: date | datetime) -> str:
    """A date as ``2024-05-31``, a time (in UTC) as ``2024-05-31T10:00:00Z``.

    >>> iso(date(2024, 5, 31))
    '2024-05-31'
    """
    return time.isoformat(timespec="milliseconds").replace("+00:00", "Z") if isinstance(time, datetime) else str(time)


def line(value: Any, time: Callable[[date | datetime], Any] = iso) -> bytes:
    """``value`` as JSON in one line, whatever its reader takes for a line; ``time`` gives dates their form."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False, default=time)
    return text.translate(LINE_ENDS).encode()


def pretty(value: Any) -> str:
    """``value`` as JSON for a file that people read too."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
