"""The pytest plugin: a corpus in a test file becomes one test a release and one a floor.

>>> from extractor.evaluation.pytest_plugin import extractor_corpus
>>> corpus = extractor_corpus("corpus", floors="corpus/baseline.json")

Nothing heavy is imported before a corpus is collected. Under xdist every worker extracts the releases of its own tests;
a floor takes what the others have extracted from a folder that they share for the run.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from extractor.evaluation.shared_run import SharedRun

_FOLDER = "extractor_corpus_folder"


@dataclass(frozen=True, slots=True)
class Corpus:
    """Annotated releases to test, as ``extractor_corpus`` was told."""

    path: str | PathLike[str]
    floors: str | PathLike[str] | Mapping[str, float] | None = None
    model: str = "default"
    split: str | None = None
    records: str | PathLike[str] | None = None


def extractor_corpus(
    path: str | PathLike[str],
    *,
    floors: str | PathLike[str] | Mapping[str, float] | None = None,
    model: str = "default",
    split: str | None = None,
    records: str | PathLike[str] | None = None,
) -> Corpus:
    """Test extraction on the corpus in ``path``: assign the result to any name of a test file.

    ``floors`` is a file that ``extractor evaluate --write-baseline`` wrote, or the least strict F1 of rows by name,
    ``release`` among them for the least F1 of any one release. ``records`` is a file of records to test in place of
    extraction with ``model``. Paths are relative to the test file.
    """
    return Corpus(path, floors, model, split, records)


class LossError(AssertionError):
    """A floor or a release that does not hold; its text is the diff."""


class CorpusCollector(pytest.Collector):
    """The tests of one corpus."""

    corpus: Corpus

    def collect(self) -> Iterator[pytest.Item]:
        """A test a release, then a test a floor."""
        from extractor.evaluation.gold import GoldError
        from extractor.evaluation.shared_run import SharedRun

        folder = getattr(self.config, "workerinput", {}).get(_FOLDER)
        try:
            run = SharedRun.of(self.corpus, self.path.parent, Path(folder) if folder else None)
        except (GoldError, OSError) as error:
            raise self.CollectError(str(error)) from error
        for id_ in run.gold:
            yield CorpusTest.from_parent(self, name=id_, run=run, floor=None)
        for name in run.baseline.floors:
            yield CorpusTest.from_parent(self, name=f"floor {name}", run=run, floor=name)


class CorpusTest(pytest.Item):
    """One release or one floor."""

    def __init__(self, *, run: SharedRun, floor: str | None, **values: Any) -> None:
        super().__init__(**values)
        self.run, self.floor = run, floor

    def runtest(self) -> None:
        """Raises ``LossError`` with what changed."""
        check = self.run.release(self.name) if self.floor is None else self.run.floor(self.floor)
        if not check.holds:
            raise LossError(check.text)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """The diff alone; of other errors the traceback."""
        return str(excinfo.value) if isinstance(excinfo.value, LossError) else super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """Where the test stands, and its name."""
        return self.path, None, self.name


def pytest_pycollect_makeitem(
    collector: pytest.Module | pytest.Class, name: str, obj: object
) -> pytest.Collector | None:
    """Take a corpus for what it is, whatever its name."""
    if not isinstance(obj, Corpus):
        return None
    made: CorpusCollector = CorpusCollector.from_parent(collector, name=name)
    made.corpus = obj
    return made


def pytest_configure(config: pytest.Config) -> None:
    """Where xdist starts workers, make a folder that they share."""
    if getattr(config.option, "numprocesses", None) and not hasattr(config, "workerinput"):
        config.stash[_KEY] = tempfile.mkdtemp(prefix="extractor-corpus-")


def pytest_unconfigure(config: pytest.Config) -> None:
    """Remove the folder."""
    if folder := config.stash.get(_KEY, None):
        shutil.rmtree(folder, ignore_errors=True)


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Tell a worker of xdist where the folder is."""
    if folder := node.config.stash.get(_KEY, None):
        node.workerinput[_FOLDER] = folder


_KEY = pytest.StashKey[str]()
