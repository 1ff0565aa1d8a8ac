"""From one release to its line of output, wherever that happens: here, in a worker process, on a cluster."""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from extractor import pipeline
from extractor.archive.faults import MEMORY, MEMORY_HELP
from extractor.archive.release import Failure, Release
from extractor.archive.unread import Item, Unread
from extractor.records import Record

logger = logging.getLogger("extractor.batch")

Extract = Callable[[Release], Record]


@dataclass(frozen=True, slots=True)
class Recipe:
    """How records are made; calling it loads what is needed, in whatever process that happens."""

    model: str = pipeline.DEFAULT
    keep_text: bool = True

    def __call__(self) -> Extract:
        """Load the model. Raises ``ModelError``."""
        return pipeline.Extractor(self.model, keep_text=self.keep_text).extract_release

    def header(self, **options: object) -> dict[str, Any]:
        """All that decides what the records of a run are like. Raises ``ModelError``."""
        return {"fingerprint": pipeline.identify(self.model).fingerprint, "text": self.keep_text, **options}


WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Done:
    """A record as a line of JSON, with what the summary counts."""

    line: str
    words: int = 0
    mentions: dict[str, int] = field(default_factory=dict)
    doubtful: bool = False


def extracted(item: Release | Unread, extract: Extract) -> Done | Failure:
    """The record of ``item``; any exception is this release's failure, never the run's."""
    release = item.read() if isinstance(item, Unread) else item
    if isinstance(release, Failure):
        return release
    try:
        record = extract(release)
        line = record.to_json()
    except Exception as error:
        logger.debug("%s failed", release.id, exc_info=True)
        return release.failure(MEMORY, MEMORY_HELP) if _out_of_memory(error) else release.failure(reason(error))
    words = sum(1 for _ in WORD.finditer(release.text))
    return Done(line, words, dict(Counter(mention.label.value for mention in record.mentions)), bool(record.warnings))


def _out_of_memory(error: Exception) -> bool:
    """Whether memory was refused; libraries in C++ say so in words only."""
    return isinstance(error, MemoryError) or "bad_alloc" in str(error)


def weight(item: Item) -> int:
    """What an item takes in memory, in bytes, by its content."""
    if isinstance(item, Release):
        return len(item.text)
    return len(item.content) if isinstance(item, Unread) else 0


def reason(error: Exception) -> str:
    """The error's first line: our own errors say what is wrong, foreign ones need their type."""
    message = (str(error).strip() or "no message").splitlines()[0]
    ours = isinstance(error, ValueError) and type(error).__module__.startswith("extractor.")
    return message if ours else f"{type(error).__name__}: {message}"
