"""The folder of a model: what it holds and what it is known by. Loads nothing."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

MODEL_FILE, TOKENIZER_FILE, CONFIG_FILE = "model.onnx", "tokenizer.json", "config.json"
DEFAULT_MODEL, FAST_MODEL = (Path(__file__).parent / name for name in ("default", "fast"))
SHIPPED = {"default": DEFAULT_MODEL, "fast": FAST_MODEL}
"""The models that are known by name, the fast one where it was made."""


class ModelError(ValueError):
    """A model that cannot be loaded, with what to do about it."""


def shipped(model: str) -> Path | None:
    """The folder of a model known by name. Raises ``ModelError`` where this installation is without it."""
    folder = SHIPPED.get(model)
    if folder and not (folder / CONFIG_FILE).is_file():
        raise ModelError(f"this installation has no model {model!r}; use default, or `make train-fast` makes it")
    return folder


@dataclass(frozen=True, slots=True)
class Config:
    """What the tagger must know of its weights."""

    name: str
    version: str
    labels: tuple[str, ...]
    window: int
    overlap: int
    bos: int
    eos: int

    @classmethod
    def read(cls, path: Path) -> Config:
        """The configuration in the JSON file ``path``."""
        data = json.loads(path.read_text(encoding="utf-8"))
        return cls(**{field: data[field] for field in cls.__slots__} | {"labels": tuple(data["labels"])})


@lru_cache(maxsize=4)
def fingerprint(folder: Path) -> str:
    """SHA-256 over the files of a model folder."""
    digest = sha256()
    for name in (CONFIG_FILE, TOKENIZER_FILE, MODEL_FILE):
        digest.update((folder / name).read_bytes())
    return digest.hexdigest()
