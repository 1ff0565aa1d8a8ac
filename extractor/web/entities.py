"""Who is who in the archive: read in the background, and made anew when records or answers change."""

from __future__ import annotations

import logging
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Final, Literal

from extractor.entities.occurrences import Kind
from extractor.entities.store import Store
from extractor.search import Index
from extractor.search.folder import META
from extractor.web.answers import Answers, AnswersError, CurationFile
from extractor.web.known import Known, of_kind
from extractor.web.releases import Releases

logger = logging.getLogger("extractor.web.entities")

State = Literal["loading", "ready", "failed"]
Version = tuple[int, int, int] | None

POLL: Final = 2.0
"""Seconds between two looks at whether somebody else changed the index or the answers."""


class _StoppedError(Exception):
    """The pages are being closed."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All that was read, as it was at one moment; it never changes."""

    index: Version
    curation: Version
    releases: Releases
    kinds: Mapping[Kind, Known]
    fault: str = ""
    """Why the answers could not be read, if they could not."""


class Entities:
    """The entities of ``index`` after the answers in the file ``curation``. Any number of threads may look."""

    def __init__(self, index: Index, curation: Path) -> None:
        self.index, self.answers = index, CurationFile(curation)
        self._snapshot: Snapshot | None = None
        self._failed: list[Version] = []  # the index that could not be read
        self._wake, self._renewed = threading.Event(), threading.Condition()
        self._stopping = False
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin to read, in the background."""
        if self._thread is None:
            self._stopping = False
            self._thread = threading.Thread(target=self._run, name="entities", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """End reading."""
        self._stopping = True
        self._wake.set()
        if self._thread is not None:
            self._thread.join(timeout=30)
            self._thread = None

    def refresh(self) -> None:
        """Look at once whether something changed."""
        self._wake.set()

    @property
    def state(self) -> State:
        """Whether there is something to show."""
        if self._snapshot is not None:
            return "ready"
        return "failed" if self._failed else "loading"

    @property
    def snapshot(self) -> Snapshot | None:
        """What is known; None while nothing is."""
        return self._snapshot

    @property
    def current(self) -> bool:
        """Whether what is shown is the newest, all answers carried out."""
        found = self._snapshot
        return found is not None and (found.index, found.curation) == self._versions()

    def wait(self, seconds: float) -> bool:
        """Wait until all is read and carried out; whether it is."""
        until = monotonic() + seconds
        self.refresh()
        with self._renewed:
            while not self.current and (left := until - monotonic()) > 0:
                self._renewed.wait(min(left, POLL))
        return self.current

    def of_release(self, record_id: str) -> Mapping[tuple[str, int], str]:
        """The id of the entity of each entry of a release, by kind and position; nothing while it is not known."""
        found = self._snapshot
        number = found.releases.numbers.get(record_id) if found else None
        if found is None or number is None:
            return {}
        return {
            (kind.value, item): row.id
            for kind, known in found.kinds.items()
            for item, group in known.of_release(number)
            if (row := known.listed(group))
        }

    def _versions(self) -> tuple[Version, Version]:
        return _version(self.index.path / META), self.answers.version()

    def _run(self) -> None:
        while not self._stopping:
            try:
                self._renew()
            except _StoppedError:
                return
            except Exception as error:  # the pages go on; the next change is another chance
                self._failed = [self._versions()[0]]
                logger.error("reading entities: %s", type(error).__name__)
                logger.debug("traceback", exc_info=True)
            with self._renewed:
                self._renewed.notify_all()
            self._wake.wait(POLL)
            self._wake.clear()

    def _renew(self) -> None:
        """Make a new snapshot where the last one is old. Raises ``_StoppedError``."""
        index, curation = self._versions()
        old = self._snapshot
        if old is not None and (old.index, old.curation) == (index, curation):
            return
        if self._failed == [index]:
            return
        answers, fault = self._read_answers()
        actions = answers.actions()
        if old is not None and old.index == index:
            kinds = {kind: known.curated(actions) for kind, known in old.kinds.items()}
            releases = old.releases
        else:
            stores, releases = self._read()
            kinds = {kind: self._identified(store, answers) for kind, store in stores.items()}
        self._failed = []
        self._snapshot = Snapshot(index, curation, releases, kinds, fault)

    def _read_answers(self) -> tuple[Answers, str]:
        try:
            return self.answers.read(), ""
        except AnswersError as error:
            logger.warning("%s", error)
            return Answers(), str(error)

    def _read(self) -> tuple[dict[Kind, Store], Releases]:
        stores, releases = {kind: Store(kind) for kind in Kind}, Releases()
        for record in self.index.records():
            self._go_on()
            if record.id in releases.numbers:  # replaced while we read
                continue
            releases.add(record)
            for store in stores.values():
                store.add(record)
        return stores, releases

    def _identified(self, store: Store, answers: Answers) -> Known:
        self._go_on()
        actions = of_kind(store.occurrences.kind, answers.actions())
        store.identify(actions)
        return Known(store, actions)

    def _go_on(self) -> None:
        if self._stopping:
            raise _StoppedError


def _version(path: Path) -> Version:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
