"""Gold: releases annotated by hand, as JSON Lines or as ``<id>.gold.json`` beside ``<id>.txt``."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

Gold = dict[str, Any]
INDEX = "index.jsonl"
SUFFIX = ".gold.json"


class GoldError(ValueError):
    """A gold file that cannot be read or does not fit its text."""


def read(path: Path, *, split: str | None = None) -> Iterator[Gold]:
    """The gold releases of a JSON Lines file, of one ``.gold.json`` file or of a folder of such files.

    Of a folder, only those that its ``index.jsonl`` puts into ``split``, if one is given.
    """
    for where, data in sources(path, split=split):
        yield checked(parsed(data, where), where)


def sources(path: Path, *, split: str | None = None) -> Iterator[tuple[str, str]]:
    """Where each release of ``path`` stands, and its JSON."""
    if path.is_dir():
        wanted = _ids(path / INDEX, split) if split else None
        for file in sorted(path.glob(f"*{SUFFIX}")):
            if wanted is None or file.name.removesuffix(SUFFIX) in wanted:
                yield str(file), _decoded(file.read_bytes(), str(file))
    elif path.name.endswith(SUFFIX):
        yield str(path), _decoded(path.read_bytes(), str(path))
    else:
        with path.open("rb") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield f"{path}:{number}", _decoded(line, f"{path}:{number}")


def _decoded(data: bytes, where: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise GoldError(f"{where}: no valid UTF-8 at byte {error.start}") from error


def read_all(path: Path, *, split: str | None = None) -> dict[str, Gold]:
    """The gold releases of ``path`` by id. Raises ``GoldError`` where there is none, or an id is there twice."""
    found: dict[str, Gold] = {}
    for release in read(path, split=split):
        if release["id"] in found:
            raise GoldError(f"{path}: the id {release['id']!r} is there twice")
        found[release["id"]] = release
    if not found:
        raise GoldError(f"{path}: no gold release{f' in the split {split!r}' if split else ''}")
    return found


def read_index(path: Path) -> dict[str, Gold]:
    """What the index of a folder says of each release, by id; nothing where there is none."""
    index = path / INDEX
    if not index.is_file():
        return {}
    rows = [parsed(line, str(index)) for line in index.read_text(encoding="utf-8").splitlines() if line.strip()]
    if not all(isinstance(row, dict) and isinstance(row.get("id"), str) for row in rows):
        raise GoldError(f"{index}: each line needs an id")
    return {row["id"]: row for row in rows}


def checksum(gold: Mapping[str, Gold]) -> str:
    """SHA-256 over texts and annotations, whatever files they came in."""
    digest = sha256()
    for id_ in sorted(gold):
        digest.update(json.dumps(gold[id_], sort_keys=True, ensure_ascii=False).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def _ids(index: Path, split: str) -> set[str]:
    if not index.is_file():
        raise GoldError(f"{index.parent} has no {index.name}, which says what belongs to {split!r}")
    return {id_ for id_, row in read_index(index.parent).items() if row.get("split") == split}


def parsed(data: str, where: str) -> Gold:
    """The JSON object in ``data``. Raises ``GoldError``, which says ``where``."""
    try:
        gold = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise GoldError(f"{where}: no valid JSON ({error})") from error
    if not isinstance(gold, dict):
        raise GoldError(f"{where}: a gold release needs id, text and spans")
    return gold


def checked(gold: Gold, where: str) -> Gold:
    """``gold`` if its spans hold what they say and each MONEY span has its amount. Raises ``GoldError``."""
    spans = gold.get("spans")
    if isinstance(gold.get("id"), int):
        gold["id"] = str(gold["id"])
    if not isinstance(gold.get("id"), str) or not isinstance(gold.get("text"), str) or not isinstance(spans, list):
        raise GoldError(f"{where}: a gold release needs id, text and spans")
    try:
        return _sound(gold, where)
    except (KeyError, TypeError, AttributeError) as error:
        raise GoldError(f"{where}: not annotated as the guidelines say ({error!r})") from error


def _sound(gold: Gold, where: str) -> Gold:
    for span in gold["spans"]:
        if not is_span(span) or not isinstance(span.get("label"), str):
            raise GoldError(f"{where}: a span needs start, end, label and text")
        if span["start"] < 0 or gold["text"][span["start"] : span["end"]] != span["text"]:
            raise GoldError(f"{where}: span {span['start']}-{span['end']} does not hold {span['text']!r}")
    money = sum(span["label"] == "MONEY" for span in gold["spans"])
    if "amounts" in gold and money != len(gold["amounts"]):
        raise GoldError(f"{where}: {money} MONEY spans but {len(gold['amounts'])} amounts")
    return gold


def is_span(span: Any) -> bool:
    """Whether ``span`` has offsets and a text of the right types."""
    return (
        isinstance(span, dict)
        and all(type(span.get(key)) is int for key in ("start", "end"))
        and isinstance(span.get("text"), str)
    )
