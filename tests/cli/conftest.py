"""The command line with an extractor that is quick: the pipeline has tests of its own."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Self

import pytest
from typer.testing import CliRunner, Result

from extractor import pipeline
from extractor.archive.release import Release
from extractor.batch.pool import Limits
from extractor.batch.run import Here
from extractor.batch.work import Extract
from extractor.cli import extract as command_of_extract
from extractor.cli.app import app
from extractor.model.folder import ModelError
from extractor.records import Amount, Label, Mention, Provenance, Record, RecordWarning, Source

ROOT = Path(__file__).parents[2]
FAKE = "import sys; sys.path[:0] = [{root!r}, {here!r}]; import conftest; conftest.main()"


class FakeExtractor:
    """Finds ``Petra Kolb`` and ``1,2 Millionen Euro``, nothing else."""

    def __init__(self, model: str = "default", *, keep_text: bool = True, max_characters: int = 10_000) -> None:
        if model == "keins":
            raise ModelError("there is no model 'keins'; `extractor model list` names those there are")
        self.model, self.keep_text, self.max_characters = model, keep_text, max_characters

    def extract(self, text: str, *, id: str = "text") -> Record:  # noqa: A002
        return self.extract_release(Release.of_text(text, id=id))

    def extract_release(self, release: Release) -> Record:
        text = release.text
        if len(text) > self.max_characters:
            raise pipeline.TextTooLong(f"the text has {len(text)} characters, the limit is {self.max_characters}")
        german = not re.search(r"\bthe\b", text)
        return Record(
            id=release.id,
            source=Source(path=release.path, sha256=release.sha256, encoding=release.encoding),
            title=release.title,
            sender=release.sender,
            date=release.date,
            text=text if self.keep_text else None,
            mentions=[
                Mention(start=found.start(), end=found.end(), label=Label.PERSON, text=found[0], evidence="model")
                for found in re.finditer("Petra Kolb", text)
                if self.model != "blind"
            ],
            amounts=[
                Amount(start=found.start(), end=found.end(), text=found[0], value=Decimal(1_200_000), evidence="amount")
                for found in re.finditer("1,2 Millionen Euro", text)
            ],
            warnings=[RecordWarning(code=doubt.code, message=doubt.message) for doubt in release.doubts]
            + ([] if german else [RecordWarning(code="not-german", message="the text is not German")]),
            extractor=Provenance(version="1", model=self.model, model_version="7", fingerprint="f"),
        )


class FakePool(Here):
    """Extracts where it is: worker processes would not know the quick extractor."""

    def __init__(self, start: Callable[[], Extract], workers: int, limits: Limits) -> None:
        super().__init__(start())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass


def main() -> None:
    """The command line of a process of its own, with the quick extractor."""
    from extractor.cli import app as command

    pipeline.Extractor = FakeExtractor  # type: ignore[misc,assignment]
    command_of_extract.Pool = FakePool  # type: ignore[misc,assignment]
    command.main()


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Call the command line in this process."""
    monkeypatch.setattr(pipeline, "Extractor", FakeExtractor)
    monkeypatch.setattr(command_of_extract, "Pool", FakePool)

    def call(*arguments: object, stdin: str | bytes | None = None) -> Result:
        return CliRunner().invoke(app, [str(argument) for argument in arguments], input=stdin)

    return call


def _heed_interrupts() -> None:
    """A background job of a shell ignores Ctrl-C, and so would what it starts."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.fixture
def start() -> Iterator[Callable[..., subprocess.Popen[bytes]]]:
    """Start the command line in a process of its own."""
    processes: list[subprocess.Popen[bytes]] = []

    def call(*arguments: object) -> subprocess.Popen[bytes]:
        code = FAKE.format(root=str(ROOT), here=str(Path(__file__).parent))
        pipe = subprocess.PIPE
        command = [sys.executable, "-c", code, *map(str, arguments)]
        processes.append(subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, preexec_fn=_heed_interrupts))
        return processes[-1]

    yield call
    for process in processes:
        process.kill()
        for stream in (process.stdin, process.stdout, process.stderr):
            if stream:
                stream.close()
        process.wait()
