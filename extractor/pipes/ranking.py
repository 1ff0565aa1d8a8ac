"""Chooses among options by trained weights of their features."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from math import fsum
from pathlib import Path
from typing import Protocol, TypeVar


class Weighed(Protocol):
    """What has features."""

    @property
    def features(self) -> frozenset[str]:
        """Names that weights are known for."""
        ...


Weighable = TypeVar("Weighable", bound=Weighed)


@cache
def load_weights(path: Path) -> dict[str, dict[str, float]]:
    """The trained weights of each field by feature."""
    loaded: dict[str, dict[str, float]] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


def best(found: Sequence[Weighable], weight: Mapping[str, float]) -> Weighable:
    """The option with the largest sum of weights, the first of equals; ``fsum`` is the same in any order."""
    return max(found, key=lambda option: fsum([weight[name] for name in option.features if name in weight]))
