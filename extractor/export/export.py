"""``export``: records into a folder that is whole or not there."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from extractor.export.target import Name, Options, Written, target
from extractor.records import SCHEMA_VERSION, Record

MANIFEST = "export.json"
"""Says what a folder holds; only a folder with it is ever replaced."""


def export(records: Iterable[Record], name: Name, folder: Path, options: Options) -> Written:
    """Write ``records`` for the target ``name`` into the empty ``folder``: data, schema and manifest.

    Raises ``ExportError``.
    """
    found = target(name)
    for file, content in found.schemas(options.shape).items():
        path = folder / file
        path.parent.mkdir(exist_ok=True)
        path.write_text(content, encoding="utf-8")
    written = found.write(records, folder, options)
    manifest = {
        "target": name.value,
        "shape": options.shape.value,
        "schema_version": SCHEMA_VERSION,
        "counts": written.counts,
        "files": sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()),
    }
    (folder / MANIFEST).write_text(json.dumps(manifest, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return written
