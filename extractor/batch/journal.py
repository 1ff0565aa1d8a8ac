"""What a run has done so far, so that it can go on after any end.

Beside the records' ``FILE.part`` lies ``FILE.journal``: a line on what is extracted with what, then a line for each
release in input order: what it was, where its record ends in the part, or why it failed. A line counts when it is
whole, and it is written after its record, so what a kill leaves can always be cut back to the last line.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from extractor.archive.release import Failure
from extractor.archive.unread import Item
from extractor.batch.output import OutputError, opened
from extractor.batch.work import Done

JOURNAL = ".journal"


@dataclass(frozen=True, slots=True)
class Entry:
    """One release that is done: what it was, where its record ends, what it gave."""

    item: list[Any]
    end: int
    failure: Failure | None = None
    words: int = 0
    mentions: dict[str, int] = field(default_factory=dict)
    doubtful: bool = False

    def to_json(self) -> str:
        """One line."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def of_json(cls, line: str) -> Entry:
        """The entry in a line. Raises ``ValueError``, ``KeyError`` or ``TypeError``."""
        row = json.loads(line)
        failure = Failure(**row["failure"]) if row["failure"] else None
        counts = {str(label): int(count) for label, count in row["mentions"].items()}
        return cls(row["item"], int(row["end"]), failure, int(row["words"]), counts, bool(row["doubtful"]))


def identity(item: Item) -> list[Any]:
    """What makes ``item`` the same one in a later run."""
    if isinstance(item, Failure):
        return [item.id, item.path, item.member, item.line, item.reason]
    return [item.id, item.path, item.member, item.line, item.sha256, item.title]


class Journal:
    """The journal of a run; a new one, or with ``resume`` that of a run that ended early.

    ``header`` says with what is extracted: where it differs, the run starts anew, and ``anew`` is true.
    """

    def __init__(self, records: Path, header: dict[str, Any], *, resume: bool) -> None:
        self.path = records.with_name(records.name + JOURNAL)
        self.anew = False
        self._stream = _locked(self.path)
        if not (resume and self._goes_on(header)):
            self.cut(0)
            self._write(json.dumps(header, ensure_ascii=False, sort_keys=True))

    def add(self, item: Item, result: Done | Failure, end: int) -> Entry:
        """Note that ``item`` is done; its record ends at ``end`` in the part."""
        if isinstance(result, Failure):
            entry = Entry(identity(item), end, result)
        else:
            entry = Entry(identity(item), end, None, result.words, result.mentions, result.doubtful)
        self._write(entry.to_json())
        return entry

    def entries(self) -> Iterator[tuple[int, Entry]]:
        """All entries, each with the place in the file where its line starts; none is held in memory."""
        with self.path.open("rb") as lines:
            lines.readline()
            place = lines.tell()
            for line in lines:
                yield place, Entry.of_json(line.decode())
                place += len(line)

    def cut(self, place: int) -> None:
        """Forget the lines from ``place`` on."""
        self._stream.seek(place)
        self._stream.truncate()

    def close(self, *, done: bool) -> None:
        """Let go of the file; one that is done with goes."""
        if done:
            self.path.unlink(missing_ok=True)
        self._stream.close()

    def _goes_on(self, header: dict[str, Any]) -> bool:
        """Whether the file is of a run like this one; what follows its last whole line is cut off."""
        self._stream.seek(0)
        try:
            before = json.loads(self._stream.readline())
        except ValueError:
            return False
        self.anew = bool(before != json.loads(json.dumps(header)))
        if self.anew:
            return False
        good = self._stream.tell()
        with suppress(ValueError, KeyError, TypeError):
            while (line := self._stream.readline()).endswith(b"\n"):
                Entry.of_json(line.decode())
                good = self._stream.tell()
        self.cut(good)
        return True

    def _write(self, line: str) -> None:
        self._stream.write(line.encode() + b"\n")
        self._stream.flush()


def _locked(path: Path) -> BinaryIO:
    """The file for reading and writing, for this process alone. Raises ``OutputError``."""
    stream = opened(path, "a+b")  # never cut what another run may hold
    with suppress(ImportError):  # Windows has no fcntl and locks what is open
        import fcntl

        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            stream.close()
            raise OutputError(f"another run writes here: {path} is in use") from None
    return stream
