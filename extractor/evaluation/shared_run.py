"""A corpus under test: each release is extracted once, by whichever process needs it first."""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.archive.release import Release
from extractor.evaluation.baseline import Baseline, BaselineError, Check, check_release, checked, of_floors
from extractor.evaluation.evaluate import Evaluation, evaluate
from extractor.evaluation.extraction import read_records
from extractor.evaluation.gold import Gold, checksum, read_all
from extractor.evaluation.spans import Row

if TYPE_CHECKING:
    from extractor.batch.work import Extract
    from extractor.evaluation.pytest_plugin import Corpus

PATIENCE = 120.0
"""Seconds to wait for a release that another process has in hand."""
_PAUSE = 0.05


@dataclass
class SharedRun:
    """Gold, floors, and the records as they come; ``folder`` is where other processes leave theirs."""

    gold: dict[str, Gold]
    baseline: Baseline
    model: str
    folder: Path | None = None
    records: dict[str, Row] = field(default_factory=dict)
    given: bool = False

    @classmethod
    def of(cls, corpus: Corpus, base: Path, folder: Path | None) -> SharedRun:
        """The run that a test file asks for; paths are relative to ``base``. Raises ``GoldError``."""
        baseline = _baseline(corpus, base)
        gold = read_all(base / corpus.path, split=corpus.split or baseline.split)
        if baseline.corpus and baseline.corpus != checksum(gold):
            raise BaselineError(f"{corpus.floors} belongs to another state of {corpus.path}; write it anew")
        if corpus.records is not None:
            return cls(gold, baseline, corpus.model, records=read_records(base / corpus.records), given=True)
        if folder:
            name = hashlib.sha256(f"{corpus.model}\0{checksum(gold)}".encode()).hexdigest()
            folder = folder / name
            folder.mkdir(exist_ok=True)
        return cls(gold, baseline, corpus.model, folder)

    def release(self, id_: str) -> Check:
        """The check of one release."""
        return check_release(id_, self._evaluation([id_]), self.baseline)

    def floor(self, name: str) -> Check:
        """The check of one floor, over all releases."""
        return self._floors[name]

    @cached_property
    def _floors(self) -> dict[str, Check]:
        checks = checked(self._evaluation(self.gold), self.baseline)
        return {check.name: check for check in checks if check.kind == "floor"}

    def _evaluation(self, ids: Iterable[str]) -> Evaluation:
        ids = list(ids)
        if not self.given:
            self._extract(ids)
        return evaluate({id_: self.gold[id_] for id_ in ids}, self.records)

    def _extract(self, ids: Iterable[str]) -> None:
        """First what nobody has in hand, then what others have, then what they did not finish."""
        waiting = [id_ for id_ in ids if id_ not in self.records and not self._claimed(id_)]
        for id_ in waiting:
            self.records[id_] = self._awaited(id_) or self._made(id_)

    def _claimed(self, id_: str) -> bool:
        """Whether the release was free and is now extracted."""
        if self.folder is not None:
            try:
                os.close(os.open(self._file(id_, "claim"), os.O_CREAT | os.O_EXCL))
            except FileExistsError:
                return False
        self.records[id_] = self._made(id_)
        return True

    def _made(self, id_: str) -> Row:
        line = self._extractor(Release.of_text(self.gold[id_]["text"], id=id_)).to_json()
        if self.folder is not None:
            part = self._file(id_, f"part{os.getpid()}")
            part.write_text(line, encoding="utf-8")
            part.replace(self._file(id_, "json"))
        record: Row = json.loads(line)
        return record

    @cached_property
    def _extractor(self) -> Extract:
        from extractor.pipeline import Extractor

        return Extractor(self.model).extract_release

    def _awaited(self, id_: str) -> Row | None:
        """The record that another process makes, if it does in time."""
        file, end = self._file(id_, "json"), time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if file.exists():
                record: Row = json.loads(file.read_text(encoding="utf-8"))
                return record
            time.sleep(_PAUSE)
        return None

    def _file(self, id_: str, suffix: str) -> Path:
        assert self.folder is not None
        return self.folder / f"{hashlib.sha256(id_.encode()).hexdigest()}.{suffix}"


def _baseline(corpus: Corpus, base: Path) -> Baseline:
    if corpus.floors is None:
        return of_floors({})
    if isinstance(corpus.floors, Mapping):
        return of_floors(corpus.floors)
    return Baseline.read(base / corpus.floors)
