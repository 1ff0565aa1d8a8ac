"""A small archive of texts that were written for this project, to look around in.

``make demo-records`` makes its file again, from every second release of the part of ``corpus/`` that rules may be
developed on.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

from extractor.archive.release import Release
from extractor.records import Record
from extractor.search import Index

FILE = "demo.jsonl.gz"
SPLIT = "regression"
STEP = 2


def records() -> Iterator[Record]:
    """The records of the small archive."""
    data = gzip.decompress(files(__package__).joinpath(FILE).read_bytes())
    return (Record.model_validate_json(line) for line in data.splitlines())


def make_index(folder: Path) -> Path:
    """An index of the small archive in ``folder``."""
    path = folder / "demo.index"
    with Index.create(path).writer() as writer:
        for record in records():
            writer.add(record)
    return path


def releases(corpus: Path) -> Iterator[Release]:
    """The releases that the small archive is made of."""
    rows = [json.loads(line) for line in (corpus / "index.jsonl").read_text(encoding="utf-8").splitlines()]
    for row in [row for row in rows if row["split"] == SPLIT][::STEP]:
        name = f"{row['id']}.txt"
        release = Release.of_text((corpus / name).read_text(encoding="utf-8"), id=row["id"], path=name)
        yield replace(release, sender=row["sender"], encoding="utf-8")


def make_records(corpus: Path) -> bytes:
    """The file of the small archive, the same bytes for the same texts and model."""
    from extractor.pipeline import Extractor

    extractor = Extractor()
    lines = [extractor.extract_release(release).to_json() + "\n" for release in releases(corpus)]
    return gzip.compress("".join(lines).encode(), mtime=0)


if __name__ == "__main__":
    sys.stdout.buffer.write(make_records(Path(sys.argv[1])))
