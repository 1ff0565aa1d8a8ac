"""``python -m extractor.evaluation.repack RELEASES``: the same archive gives the same records in any container.

Releases are packed into each kind of container, read and extracted as ``extract`` does, and compared with the records
of the same texts as JSON Lines. Containers that keep a text as it is must give the same records, offsets and all;
pages, documents and feeds must give .99 of the mentions again (label and text; white space and the breaks of lines do
not count). ``new`` are mentions that only the container gives, as from a menu that was taken for text.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import Any

from extractor.archive.formats import Options
from extractor.archive.readers import UnreadableError, read, releases
from extractor.archive.release import Failure, Release
from extractor.archive.unread import Item
from extractor.batch.pool import Pool, WorkerError
from extractor.batch.run import Engine, Result, run
from extractor.batch.work import Recipe
from extractor.evaluation.packing import KINDS, Kind, PackingError, pack, rows
from extractor.pipeline import DEFAULT

FLOOR = 0.99
HEAD = ("id", "source", "title", "sender", "date")
"""Fields of a record that a container says, or not, beside the text."""
SHOWN = 5
COLUMNS = "{:10} {:>8} {:>8} {:>8} {:>8} {:>8} {:>7} {:>8}"
TITLES = ("kind", "releases", "left out", "mentions", "same", "new", "share", "seconds")

Found = dict[str, Any] | Failure


@dataclass(slots=True)
class Comparison:
    """What one kind of container gave; ``wrong`` has a line for each release that differs or failed."""

    kind: Kind
    releases: int
    left_out: int = 0
    mentions: int = 0
    same: int = 0
    new: int = 0
    seconds: float = 0.0
    wrong: list[str] = field(default_factory=list)

    @property
    def share(self) -> float:
        """The part of the mentions that was found again."""
        return self.same / self.mentions if self.mentions else 1.0

    @property
    def holds(self) -> bool:
        """Whether the promise is kept: all for the exact kinds, nearly all for the others."""
        return not self.wrong if self.kind.exact else self.share >= FLOOR

    def __str__(self) -> str:
        """A line of the table."""
        counts = (self.releases, self.left_out, self.mentions, self.same, self.new)
        return COLUMNS.format(self.kind.name, *counts, f"{self.share:.4f}", f"{self.seconds:.1f}")


class Repacked:
    """Compares kinds of containers on the same releases; records of the same text are made once."""

    def __init__(self, items: Sequence[Release], engine: Engine) -> None:
        self._items = items
        self._engine = engine
        self._known: dict[str, Found] = {}

    def compare(self, kind: Kind) -> Comparison:
        """Pack, read, extract and compare. Raises ``PackingError``."""
        with tempfile.TemporaryDirectory(prefix="repack-") as folder:
            packed = pack(self._items, Path(folder), kind)
            expected = self._expected(packed.texts, Path(folder))
            begun = time.monotonic()
            found = extracted(packed.path, self._engine) if packed.texts else []
        result = Comparison(kind, len(packed.texts), packed.left_out, seconds=time.monotonic() - begun)
        if len(found) != len(expected):
            result.wrong.append(f"{len(expected)} releases were packed, {len(found)} came out")
        for number, one in enumerate(expected):
            _compare(result, number + 1, one, found[number] if number < len(found) else None)
        return result

    def _expected(self, texts: list[str], folder: Path) -> list[Found]:
        """The records of ``texts`` as JSON Lines."""
        missing = [text for text in dict.fromkeys(texts) if text not in self._known]
        if missing:
            path = folder / "expected.jsonl.gz"
            rows([replace(Release.of_text(text), id=str(number)) for number, text in enumerate(missing)], path)
            self._known |= zip(missing, extracted(path, self._engine), strict=True)
        return [self._known[text] for text in texts]


def extracted(path: Path, engine: Engine) -> list[Found]:
    """The records and failures of an archive, in its order."""
    found: list[Found] = []

    def keep(_: Item, result: Result) -> None:
        found.append(result if isinstance(result, Failure) else json.loads(result.line))

    run(read([path], Options(later=True)), engine, keep)
    return found


def _compare(result: Comparison, number: int, expected: Found, found: Found | None) -> None:
    mentions = _mentions(expected, exact=result.kind.exact)
    again = _mentions(found, exact=result.kind.exact)
    result.mentions += mentions.total()
    result.same += (mentions & again).total()
    result.new += (again - mentions).total()
    if isinstance(found, Failure):
        result.wrong.append(f"release {number}: {found.reason}")
    elif mentions != again or (result.kind.exact and _said(found) != _said(expected)):
        lost = ", ".join(str(key[-1]) for key in mentions - again) or "nothing"
        result.wrong.append(f"release {number}: another record, lost: {lost}")


def _mentions(found: Found | None, *, exact: bool) -> Counter[tuple[Any, ...]]:
    mentions = [] if found is None or isinstance(found, Failure) else found["mentions"]
    if exact:
        return Counter((one["start"], one["end"], one["label"], one["text"]) for one in mentions)
    return Counter((one["label"], folded(one["text"])) for one in mentions)


def folded(text: str) -> str:
    """``text`` without the breaks of lines: white space is one space, none behind a hyphen."""
    return re.sub(r"(?<=-)\s+", "", " ".join(text.split()))


def _said(found: Found | None) -> object:
    """What a record says of its text."""
    return {name: found[name] for name in found if name not in HEAD} if isinstance(found, dict) else found


def report(items: Sequence[Release], engine: Engine, kinds: Iterable[str], *, verbose: bool = False) -> int:
    """Print the table; the exit code: 1 where a promise is broken, 2 where no kind could be compared."""
    print(COLUMNS.format(*TITLES))
    repacked = Repacked(items, engine)
    compared: list[Comparison] = []
    for name in kinds:
        try:
            compared.append(repacked.compare(KINDS[name]))
        except PackingError as error:
            print(f"{name:10} skipped: {error}")
            continue
        print(compared[-1], flush=True)
        for line in compared[-1].wrong[: None if verbose else SHOWN if not compared[-1].holds else 0]:
            print(f"  {line}")
    broken = [one.kind.name for one in compared if not one.holds]
    if broken:
        print(f"not the same: {', '.join(broken)}")
    return 1 if broken else 0 if compared else 2


def main() -> None:
    """Print the table of kinds; exit with 1 where one does not keep the promise."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("releases", type=Path)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--model", default=DEFAULT)
    parser.add_argument("--kinds", nargs="+", choices=KINDS, default=list(KINDS))
    parser.add_argument("--verbose", action="store_true", help="name every release that differs")
    arguments = parser.parse_args()
    try:
        items = list(islice(releases([arguments.releases]), arguments.count))
        with Pool(Recipe(arguments.model), arguments.workers) as engine:
            sys.exit(report(items, engine, arguments.kinds, verbose=arguments.verbose))
    except (UnreadableError, WorkerError) as error:
        parser.error(str(error))


if __name__ == "__main__":
    main()
