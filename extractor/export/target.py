"""What a target is: a format of documents or tables that some search engine or database takes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from typing import Protocol

from extractor.records import Record


class Name(StrEnum):
    """The targets."""

    OPENSEARCH = "opensearch"
    SOLR = "solr"
    MEILISEARCH = "meilisearch"
    TYPESENSE = "typesense"
    POSTGRES = "postgres"
    SQLITE = "sqlite"
    PARQUET = "parquet"
    CSV = "csv"
    FTM = "ftm"


class Shape(StrEnum):
    """What one document (or row) is."""

    RELEASE = "release"
    MENTION = "mention"


class ExportError(ValueError):
    """An export that cannot be done, with what helps; nothing was written."""


@dataclass(frozen=True, slots=True)
class Options:
    """How a target writes. A target takes those that concern it."""

    shape: Shape = Shape.RELEASE
    index: str = "releases"
    """The name of index, core or collection."""
    chunk_bytes: int = 50 << 20
    """The most bytes of one bulk file."""
    separator: str = ";"
    """Between the cells of a table for Excel."""
    bom: bool = True
    """A byte order mark before a table, by which Excel knows UTF-8."""
    decimal: str = ","
    """The decimal mark of a table for Excel."""

    def __post_init__(self) -> None:
        """Raises ``ExportError`` for what no target can write."""
        if len(self.separator) != 1 or self.separator in {'"', "\r", "\n", "\0"}:
            raise ExportError(f"--separator {self.separator!r}: one character, as ; , or \\t, and no quote")
        if self.decimal not in {",", "."}:
            raise ExportError(f"--decimal {self.decimal!r}: , or .")
        if self.separator == self.decimal:
            other = "." if self.decimal == "," else ","
            raise ExportError(f"separator and decimal mark are both {self.decimal!r}; --decimal {other} helps")


@dataclass(slots=True)
class Written:
    """What was written: documents or rows of each kind."""

    counts: dict[str, int] = field(default_factory=dict)

    def add(self, kind: str, number: int = 1) -> None:
        """Count."""
        self.counts[kind] = self.counts.get(kind, 0) + number


class Target(Protocol):
    """A format of records. Its module is named like it and holds one as ``TARGET``."""

    def write(self, records: Iterable[Record], folder: Path, options: Options) -> Written:
        """Write all ``records`` into ``folder``, in one pass and bounded memory. Raises ``ExportError``."""
        ...

    def schemas(self, shape: Shape) -> Mapping[str, str]:
        """The mapping, settings or DDL that belongs to the data: content by file name, made from the models."""
        ...


def target(name: Name) -> Target:
    """The target of that name."""
    found: Target = import_module(f"extractor.export.{name.value}").TARGET
    return found
