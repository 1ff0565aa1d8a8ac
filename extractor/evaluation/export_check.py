"""``python -m extractor.evaluation.export_check RECORDS``: export records to every target, and read back what can be.

For each target: seconds, MiB and rows. Parquet and SQLite must give the same records, field by field.
"""

from __future__ import annotations

import argparse
import gzip
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path

from extractor.export import parquet, sqlite
from extractor.export.export import export
from extractor.export.target import Name, Options
from extractor.record_lines import Fault, records
from extractor.records import Record

MIB = 1 << 20
READ = {
    Name.SQLITE: lambda folder: sqlite.read(folder / sqlite.DATABASE),
    Name.PARQUET: parquet.read,
}


@dataclass(slots=True)
class Result:
    """What an export took and gave; ``differ`` counts records that are others when read back, None where none are."""

    name: Name
    seconds: float
    size: int
    counts: dict[str, int]
    read_seconds: float = 0.0
    differ: int | None = None


@dataclass(slots=True)
class RecordLines:
    """The records of a file, as often as they are asked for, and the lines that are none."""

    path: Path
    faults: list[Fault] = field(default_factory=list)

    def __iter__(self) -> Iterator[Record]:
        self.faults.clear()
        with gzip.open(self.path) if self.path.suffix == ".gz" else self.path.open("rb") as stream:
            yield from records(enumerate(stream, 1), self.faults.append)


def check(found: Iterable[Record], name: Name, folder: Path) -> Result:
    """Export into ``folder`` and compare what is read back."""
    begun = time.monotonic()
    written = export(found, name, folder, Options())
    seconds = time.monotonic() - begun
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    result = Result(name, seconds, size, written.counts)
    if read := READ.get(name):
        begun = time.monotonic()
        result.differ = sum(not _same(one, other) for one, other in zip_longest(found, read(folder)))
        result.read_seconds = time.monotonic() - begun
    return result


def _same(one: Record | None, other: Record | None) -> bool:
    return one is not None and other is not None and one == other and one.to_json() == other.to_json()


def _line(result: Result) -> str:
    counts = ", ".join(f"{number:,} {kind}" for kind, number in result.counts.items() if number)
    line = f"{result.name.value:12} {result.seconds:7.1f} s {result.size / MIB:8.1f} MiB  {counts}"
    if result.differ is None:
        return line
    return f"{line}\n{'':12} {result.read_seconds:7.1f} s read back: {result.differ:,} records differ"


def main() -> None:
    """Check, print, exit with 1 where a record differs or a line is none."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("records", type=Path)
    parser.add_argument("--to", type=Name, nargs="+", choices=list(Name), default=list(Name))
    arguments = parser.parse_args()
    found = RecordLines(arguments.records)
    wrong = False
    for name in arguments.to:
        with tempfile.TemporaryDirectory(prefix="export-check-") as folder:
            result = check(found, name, Path(folder))
        print(_line(result), flush=True)
        wrong |= bool(result.differ)
    for fault in found.faults:
        print(f"{found.path}:{fault.line}: {fault.reason}")
    sys.exit(1 if wrong or found.faults else 0)


if __name__ == "__main__":
    main()
