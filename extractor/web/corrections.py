"""Corrected releases as gold, in a folder like ``corpus/``: ``extractor corpus check`` and ``evaluate`` read it.

The name of a file is made of the release's id and a checksum of id and text, so no id is ever a path, and a release
whose text changes is another. Every version is kept in ``versions/``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final

from pydantic import ValidationError

from extractor.batch.output import OutputError, whole_file
from extractor.evaluation.annotated import gold_of
from extractor.evaluation.corpus_check import Finding, Severity, findings_of
from extractor.evaluation.gold import SUFFIX, GoldError, parsed
from extractor.records import Record
from extractor.text.folding import words
from extractor.web.correction import Corrected, Stamp, editable
from extractor.web.editors import now
from extractor.web.locking import BusyError, locked

VERSIONS: Final = "versions"
LOCK: Final = ".lock"
NONE: Final = "-"
"""The tag where there is no correction."""
STEM: Final = re.compile(r"[a-z0-9-]{1,64}")


class RejectedError(ValueError):
    """A correction that ``corpus check`` would refuse; nothing was written."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__(f"{len(findings)} errors")
        self.findings = findings


class OtherChangeError(ValueError):
    """Somebody else changed the correction in the meantime; nothing was written."""

    def __init__(self, current: Correction | None) -> None:
        super().__init__("somebody else corrected this release in the meantime")
        self.current = current


@dataclass(frozen=True, slots=True)
class Correction:
    """A corrected release as it is on disk; ``tag`` changes with each version."""

    stem: str
    release: str
    stamp: Stamp
    gold: Mapping[str, Any]
    tag: str


class Corrections:
    """The folder ``path``; it is made with the first correction. Any number of threads and processes may use it."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def of(self, record: Record) -> Correction | None:
        """The correction of a release."""
        return self._read(stem(record))

    def all(self) -> list[Correction]:
        """All corrections, the newest first."""
        stems = [file.name.removesuffix(SUFFIX) for file in self.path.glob(f"*{SUFFIX}")]
        found = [one for name in stems if STEM.fullmatch(name) and (one := self._read(name))]
        return sorted(found, key=lambda one: (one.stamp.at, one.stem), reverse=True)

    def versions(self, record: Record) -> list[Correction]:
        """All that was ever saved for a release, the newest first."""
        name = stem(record)
        files = sorted(self._versions(name).glob(f"*{SUFFIX}"), reverse=True)
        return [one for file in files if (one := _parsed(name, file))]

    def tag(self, record: Record) -> str:
        """What a form carries, so that it never overwrites what it did not show."""
        found = self.of(record)
        return found.tag if found else NONE

    def start(self, record: Record) -> dict[str, Any]:
        """What a form begins with: the correction, else what the record says."""
        found = self.of(record)
        return editable(found.gold if found else gold_of(record))

    def save(self, record: Record, corrected: Corrected, *, tag: str, by: str) -> tuple[Correction, list[Finding]]:
        """Write a correction, and tell what of it is in doubt.

        Raises ``RejectedError``, ``OtherChangeError`` and ``BusyError``.
        """
        name, gold = stem(record), _gold(record, corrected)
        findings = list(findings_of(gold, name))
        if wrong := [one for one in findings if one.severity is Severity.ERROR]:
            raise RejectedError(wrong)
        with self._writing(name, tag) as current:
            if current is not None and editable(current.gold) == editable(gold):
                return current, findings
            self._write(name, gold, by, previous=current.stamp.version if current else 0)
        saved = self._read(name)
        assert saved is not None
        return saved, findings

    def findings(self, record: Record, corrected: Corrected) -> list[Finding]:
        """What ``corpus check`` says of a correction."""
        return list(findings_of(_gold(record, corrected), stem(record)))

    def restore(self, record: Record, version: int, *, tag: str, by: str) -> Correction | None:
        """Bring back an older version as the newest; 0 takes the correction away, its versions stay.

        Raises ``OtherChangeError``, also where there is no such version, and ``BusyError``.
        """
        name = stem(record)
        with self._writing(name, tag) as current:
            if version == 0:
                (self.path / f"{name}{SUFFIX}").unlink(missing_ok=True)
                (self.path / f"{name}.txt").unlink(missing_ok=True)
                return None
            old = _parsed(name, self._version_file(name, version))
            if old is None:
                raise OtherChangeError(current)
            self._write(name, dict(old.gold), by, previous=old.stamp.previous)
        return self._read(name)

    @contextmanager
    def _writing(self, name: str, tag: str) -> Iterator[Correction | None]:
        """Hold the folder while a correction is written, if it is still what ``tag`` says."""
        try:
            self.path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise BusyError(f"cannot make {self.path}: {error.strerror}") from error
        with locked(self.path / LOCK):
            current = self._read(name)
            if (current.tag if current else NONE) != tag:
                raise OtherChangeError(current)
            yield current

    def _read(self, name: str) -> Correction | None:
        return _parsed(name, self.path / f"{name}{SUFFIX}")

    def _versions(self, name: str) -> Path:
        return self.path / VERSIONS / name

    def _version_file(self, name: str, version: int) -> Path:
        return self._versions(name) / f"{version:06}{SUFFIX}"

    def _write(self, name: str, gold: dict[str, Any], by: str, *, previous: int) -> None:
        """Text and version first: the correction itself is there whole, or as it was."""
        folder = self._versions(name)
        taken = [int(found[1]) for file in folder.glob(f"*{SUFFIX}") if (found := re.match(r"(\d{6})\.", file.name))]
        stamp = Stamp(by=by, at=now(), version=max(taken, default=0) + 1, previous=previous)
        gold = gold | {"corrected": stamp.model_dump(mode="json")}
        content = (json.dumps(gold, ensure_ascii=False, indent=1) + "\n").encode()
        try:
            folder.mkdir(parents=True, exist_ok=True)
            _put(self.path / f"{name}.txt", gold["text"].encode())
            _put(self._version_file(name, stamp.version), content)
            _put(self.path / f"{name}{SUFFIX}", content)
        except (OutputError, OSError) as error:
            raise BusyError(f"cannot write to {self.path}: {error}") from error


def stem(record: Record) -> str:
    """The name of the files of a release."""
    digest = blake2b(f"{record.id}\0{record.text}".encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
    slug = "-".join(re.findall(r"[a-z0-9]+", " ".join(words(record.id[:200]))))[:40].strip("-")
    return f"{slug}-{digest}" if slug else digest


def _gold(record: Record, corrected: Corrected) -> dict[str, Any]:
    assert record.text is not None
    name = stem(record)
    return {"id": name, **corrected.gold(record.text), "release": record.id, "sha256": record.source.sha256}


def differences(theirs: Mapping[str, Any], mine: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What two corrections say otherwise, line by line: ``-`` is only in ``theirs``, ``+`` only in ``mine``."""
    one, other = (list(_lines(gold)) for gold in (theirs, mine))
    left, right = set(one), set(other)
    yield from (("-", line) for line in dict.fromkeys(one) if line not in right)
    yield from (("+", line) for line in dict.fromkeys(other) if line not in left)


def _lines(gold: Mapping[str, Any]) -> Iterator[str]:
    for name, value in editable(gold).items():
        for row in value if isinstance(value, list) else [value]:
            yield f"{name}: {json.dumps(row, ensure_ascii=False)}"


def _parsed(name: str, file: Path) -> Correction | None:
    """The correction in ``file``; None where there is none, or none that we wrote."""
    with suppress(OSError, UnicodeDecodeError, GoldError, ValidationError, KeyError):
        content = file.read_bytes()
        gold = parsed(content.decode(), file.name)
        release = gold["release"]
        if isinstance(release, str) and isinstance(gold["text"], str):
            tag = blake2b(content, digest_size=8).hexdigest()
            return Correction(name, release, Stamp.model_validate(gold["corrected"]), gold, tag)
    return None


def _put(file: Path, content: bytes) -> None:
    with whole_file(file, overwrite=True) as stream:
        stream.write(content)
