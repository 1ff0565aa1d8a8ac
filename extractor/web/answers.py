"""The curation file as the pages write it: answers are added and taken back, each time the whole file at once.

The file is that of ``extractor entities --curation``. Lines that others wrote stay as they are, byte for byte.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Final

from extractor.batch.output import OutputError, whole_file
from extractor.entities.curation import Action, parse, references
from extractor.web.locking import BusyError, locked

LOCK: Final = ".lock"
SEEN_NONE: Final = "-"
"""What ``seen`` is where nobody said anything yet."""


class AnswersError(ValueError):
    """A curation file that cannot be read; nothing is written to it until somebody mends it."""


class OtherAnswerError(ValueError):
    """Somebody answered the same question otherwise, or took an answer back, in the meantime."""

    def __init__(self, answers: Sequence[Answer]) -> None:
        super().__init__("somebody else answered this in the meantime")
        self.answers = answers


@dataclass(frozen=True, slots=True)
class Answer:
    """A line of the file; ``key`` means it as long as it stands there, wherever."""

    line: int
    key: str
    action: Action


@dataclass(frozen=True, slots=True)
class Answers:
    """All that the file says."""

    lines: tuple[bytes, ...] = ()
    answers: tuple[Answer, ...] = ()

    def about(self, ids: Sequence[str]) -> tuple[Answer, ...]:
        """The answers to the same question: of a pair all that speak of both, else all that speak of it alone."""
        return tuple(one for one in self.answers if _same_question(ids, references(one.action)))

    def seen(self, ids: Sequence[str]) -> str:
        """What a form shows of the answers to its question, in short."""
        keys = "".join(one.key for one in self.about(ids))
        return blake2b(keys.encode(), digest_size=8).hexdigest() if keys else SEEN_NONE

    def actions(self) -> list[tuple[int, Action]]:
        """The actions with their lines, as ``Store.identify`` takes them."""
        return [(one.line, one.action) for one in self.answers]


def _same_question(ids: Sequence[str], others: Sequence[str]) -> bool:
    return set(ids) <= set(others) if len(ids) > 1 else list(ids) == list(others)


class CurationFile:
    """The file at ``path``; it need not be there yet. Any number of threads and processes may use it."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def version(self) -> tuple[int, int, int] | None:
        """Changes with the file; None where there is none."""
        try:
            found = self.path.stat()
        except OSError:
            return None
        return found.st_mtime_ns, found.st_size, found.st_ino

    def read(self) -> Answers:
        """All answers. Raises ``AnswersError``."""
        try:
            content = self.path.read_bytes()
        except FileNotFoundError:
            return Answers()
        except OSError as error:
            raise AnswersError(f"{self.path.name}: {error.strerror}") from error
        try:
            found = parse(content.decode("utf-8-sig").split("\n"))
        except ValueError as error:
            raise AnswersError(f"{self.path.name}: {error}") from error
        lines = tuple(content.split(b"\n"))
        seen: Counter[bytes] = Counter()
        answers = []
        for line, action in found:
            raw = lines[line - 1].strip()
            seen[raw] += 1
            key = blake2b(b"%d %b" % (seen[raw], raw), digest_size=8).hexdigest()
            answers.append(Answer(line, key, action))
        return Answers(lines, tuple(answers))

    def add(self, action: Action, *, seen: str | None = None) -> Answer:
        """Write an answer behind the others; one that the file gives already stays alone.

        ``seen`` is that of the form; without it only a contradiction is refused. Raises ``OtherAnswerError``,
        ``AnswersError`` and ``BusyError``.
        """
        with locked(self._lock()):
            answers = self.read()
            others = answers.about(references(action))
            if others and _says(others[-1].action) == _says(action):
                return others[-1]
            if others and (seen is None or seen != answers.seen(references(action))):
                raise OtherAnswerError(others)
            if not others and seen not in (None, SEEN_NONE):
                raise OtherAnswerError(())
            kept = list(answers.lines)
            while kept and not kept[-1].strip():
                kept.pop()
            self._write([*kept, _line(action)])
            return self.read().answers[-1]

    def take_back(self, key: str) -> Answer:
        """Remove an answer. Raises ``OtherAnswerError`` where it is gone, ``AnswersError`` and ``BusyError``."""
        with locked(self._lock()):
            answers = self.read()
            found = next((one for one in answers.answers if one.key == key), None)
            if found is None:
                raise OtherAnswerError(())
            kept = [line for number, line in enumerate(answers.lines, 1) if number != found.line]
            while kept and not kept[-1].strip():
                kept.pop()
            self._write(kept)
            return found

    def _lock(self) -> Path:
        return self.path.with_name(self.path.name + LOCK)

    def _write(self, lines: Sequence[bytes]) -> None:
        try:
            with whole_file(self.path, overwrite=True) as stream:
                stream.write(b"".join(line.removesuffix(b"\r") + b"\n" for line in lines))
        except (OutputError, OSError) as error:
            raise BusyError(str(error)) from error


def _says(action: Action) -> dict[str, object]:
    return action.model_dump(exclude={"note"})


def _line(action: Action) -> bytes:
    return json.dumps(action.model_dump(exclude_none=True), ensure_ascii=False).encode()
