"""The folder of an index: what it holds, and how it comes to be, whole or not at all."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractor.search.errors import IndexFolderError, sound
from extractor.search.schema import TERMS, VERSION, need_engine, schema

if TYPE_CHECKING:
    from tantivy import Index

MARKER = "index.json"
"""Says that a folder is an index, and of which version."""
META = "meta.json"
"""The engine's list of what belongs to the last commit; it is replaced as one."""
PART = ".part"
SEGMENT_FILE = re.compile(r"([0-9a-f]{32})\.(?:(\d+)\.del|\w+)")
"""A file of a segment; what was deleted in it stands in one of its own for each commit."""


def opened(path: Path) -> Index:
    """The engine's index in ``path``. Raises ``IndexFolderError``."""
    need_engine()
    from tantivy import Index, TextAnalyzerBuilder, Tokenizer

    _check(path)
    with sound(path):
        index = Index.open(str(path))
        index.register_tokenizer(TERMS, TextAnalyzerBuilder(Tokenizer.whitespace()).build())
        index.config_reader("manual")
        index.reload()
    return index


def create(path: Path) -> None:
    """An empty index in ``path``, unless there is one. Raises ``IndexFolderError``."""
    need_engine()
    from tantivy import Index

    if (path / MARKER).is_file():
        return
    target = path.resolve()
    if target.exists() and not target.is_dir():
        raise IndexFolderError(f"{path} is a file; name a folder")
    if target.exists() and any(target.iterdir()):
        raise IndexFolderError(f"{path} holds other things and no index; name a folder of its own")
    part = target.with_name(target.name + PART)
    shutil.rmtree(part, ignore_errors=True)
    try:
        part.mkdir()
        with sound(part):
            Index(schema(), str(part))
        (part / MARKER).write_text(json.dumps({"what": "releases", "version": VERSION}) + "\n", encoding="utf-8")
        part.rename(target)
    except OSError as error:
        if not (path / MARKER).is_file():  # else another process was quicker
            raise IndexFolderError(f"cannot write {path}: {error.strerror}") from error
    finally:
        shutil.rmtree(part, ignore_errors=True)


def clear(path: Path) -> None:
    """Remove files of the engine that belong to no commit: those of a killed writer stand in the way of the next.

    Only for who holds the writer's lock.
    """
    committed = json.loads((path / META).read_bytes())["segments"]
    deletes = {_segment(one): (one.get("deletes") or {}).get("opstamp") for one in committed}
    for file in path.iterdir():
        if not (found := SEGMENT_FILE.fullmatch(file.name)):
            continue
        segment, opstamp = found.groups()
        if segment not in deletes or (opstamp is not None and int(opstamp) != deletes[segment]):
            file.unlink(missing_ok=True)


def _segment(entry: Mapping[str, Any]) -> str:
    return str(entry["segment_id"]).replace("-", "")


def _check(path: Path) -> None:
    """Raises ``IndexFolderError`` where ``path`` is no index, or one of another version."""
    if not path.is_dir():
        raise IndexFolderError(f"there is no index {path}; make one with: extractor index RECORDS -o {path}")
    try:
        marker = json.loads((path / MARKER).read_bytes())
        version = str(marker["version"])
    except FileNotFoundError:
        raise IndexFolderError(f"the folder {path} holds no index (no {MARKER})") from None
    except OSError as error:
        raise IndexFolderError(f"cannot read {path}: {error.strerror}") from error
    except (ValueError, KeyError, TypeError, RecursionError):
        raise IndexFolderError(f"{path / MARKER} is damaged; remove the folder and index the records again") from None
    if version != VERSION:
        raise IndexFolderError(
            f"the index {path} is of another version ({version[:20]!r}, not {VERSION!r});"
            f" remove the folder and make it anew: extractor index RECORDS -o {path}"
        )
