"""Gold: releases annotated by hand, as JSON Lines or as ``<id>.gold.json`` beside ``<id>.txt``."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Gold = dict[str, Any]
INDEX = "index.jsonl"


class GoldError(ValueError):
    """A gold file that cannot be read or does not fit its text."""


def read(path: Path, *, split: str | None = None) -> Iterator[Gold]:
    """The gold releases of a JSON Lines file, of one ``.gold.json`` file or of a folder of such files.

    Of a folder, only those that its ``index.jsonl`` puts into ``split``, if one is given.
    """
    if path.is_dir():
        wanted = _ids(path / INDEX, split) if split else None
        for file in sorted(path.glob("*.gold.json")):
            if wanted is not None and file.name.removesuffix(".gold.json") not in wanted:
                continue
            yield _checked(_parse(file.read_text(encoding="utf-8"), str(file)), str(file))
    elif path.name.endswith(".gold.json"):
        yield _checked(_parse(path.read_text(encoding="utf-8"), str(path)), str(path))
    else:
        with path.open(encoding="utf-8-sig") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield _checked(_parse(line, f"{path}:{number}"), f"{path}:{number}")


def _ids(index: Path, split: str) -> set[str]:
    if not index.is_file():
        raise GoldError(f"{index.parent} has no {index.name}, which says what belongs to {split!r}")
    rows = [_parse(line, str(index)) for line in index.read_text(encoding="utf-8").splitlines() if line.strip()]
    return {row["id"] for row in rows if row["split"] == split}


def _parse(data: str, where: str) -> Gold:
    try:
        gold: Gold = json.loads(data)
    except ValueError as error:
        raise GoldError(f"{where}: no valid JSON ({error})") from error
    return gold


def _checked(gold: Gold, where: str) -> Gold:
    if not isinstance(gold, dict) or not {"id", "text", "spans"} <= gold.keys():
        raise GoldError(f"{where}: a gold release needs id, text and spans")
    for span in gold["spans"]:
        if gold["text"][span["start"] : span["end"]] != span["text"]:
            raise GoldError(f"{where}: span {span['start']}-{span['end']} does not hold {span['text']!r}")
    money = sum(span["label"] == "MONEY" for span in gold["spans"])
    if "amounts" in gold and money != len(gold["amounts"]):
        raise GoldError(f"{where}: {money} MONEY spans but {len(gold['amounts'])} amounts")
    return gold
