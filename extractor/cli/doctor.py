"""``extractor doctor``: what is installed, what is missing, and the line that mends it."""

from __future__ import annotations

import json
import platform
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from typing import Annotated

import typer

from extractor import pipeline
from extractor.cli.common import ExitCode
from extractor.model.folder import SHIPPED

OLDEST_PYTHON = (3, 11)
OLDEST_SPACY = (3, 8, 15)
SPACY_MODEL = "de_core_news_sm"
NEEDED = ("onnxruntime", "tokenizers", "pydantic", "pystemmer", "typer", "rich")
EXTRAS = {
    "readers": ("trafilatura", "lxml", "pypdf", "python-docx", "pyarrow", "fastwarc", "brotli"),
    "ray": ("ray",),
    "convert": ("dkpro-cassis",),
    "search": ("tantivy",),
    "train": ("onnx", "torch", "transformers"),
    "web": ("fastapi", "filelock", "python-multipart", "tantivy", "uvicorn"),
}
SAMPLE = "Landrätin Petra Kolb übergab in Nauen 1,2 Millionen Euro."
REINSTALL = "python -m pip install --upgrade presse-extractor"
MAKE_FAST = "make train-fast DATA=folder (only for --model fast)"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at; ``mend`` is the line that helps."""

    name: str
    ok: bool
    needed: bool
    found: str
    mend: str | None = None


def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="The findings as one JSON list.")] = False,
) -> None:
    """Say what is installed and what is missing, each with the line that mends it."""
    findings = list(examine())
    if as_json:
        typer.echo(json.dumps([asdict(finding) for finding in findings], ensure_ascii=False, indent=2))
    else:
        for finding in findings:
            typer.echo(_line(finding))
    if any(finding.needed and not finding.ok for finding in findings):
        raise typer.Exit(ExitCode.CHECK_FAILED)


def examine() -> Iterator[Finding]:
    """Everything the commands use, needed things first."""
    python_ok = sys.version_info >= OLDEST_PYTHON
    yield Finding("python", python_ok, True, platform.python_version(), None if python_ok else "install Python 3.11")
    yield _spacy()
    for name in NEEDED:
        yield _package(name, needed=True, mend=REINSTALL)
    yield _model(pipeline.DEFAULT, needed=True, mend=REINSTALL)
    yield _model(pipeline.FAST, needed=False, mend=MAKE_FAST)
    yield _spacy_model()
    for extra, names in EXTRAS.items():
        for name in names:
            yield _package(name, needed=False, mend=f"python -m pip install 'presse-extractor[{extra}]'")


def _line(finding: Finding) -> str:
    state = "ok" if finding.ok else "MISSING" if finding.needed else "optional"
    mend = f": {finding.mend}" if finding.mend else ""
    return f"{state:<9}{finding.name:<18}{finding.found}{mend}"


def _package(name: str, *, needed: bool, mend: str) -> Finding:
    try:
        return Finding(name, True, needed, version(name))
    except PackageNotFoundError:
        return Finding(name, False, needed, "not installed", mend)


def _spacy() -> Finding:
    finding = _package("spacy", needed=True, mend=REINSTALL)
    numbers = tuple(int(part) for part in finding.found.split(".")[:3] if part.isdigit())
    if finding.ok and numbers < OLDEST_SPACY:
        oldest = ".".join(map(str, OLDEST_SPACY))
        return Finding("spacy", False, True, f"{finding.found} is too old", f"python -m pip install 'spacy>={oldest}'")
    return finding


def _model(name: str, *, needed: bool, mend: str) -> Finding:
    """A shipped model: it must load and read a sentence."""
    if not needed and not SHIPPED[name].is_dir():
        return Finding(f"model {name}", False, False, "not made", mend)
    try:
        record = pipeline.Extractor(name).extract(SAMPLE)
    except Exception as error:
        return Finding(f"model {name}", False, needed, f"does not load: {' '.join(str(error).split())}", mend)
    made_by = record.extractor
    return Finding(f"model {name}", True, needed, f"{made_by.model} {made_by.model_version}, loads")


def _spacy_model() -> Finding:
    """The model is not on PyPI; a package of that name from there is a placeholder that does not load."""
    mend = f"python -m spacy download {SPACY_MODEL} (it is not on PyPI; only for --model {SPACY_MODEL})"
    if find_spec(SPACY_MODEL) is None:
        return Finding(SPACY_MODEL, False, False, "not installed", mend)
    try:
        import spacy

        meta = spacy.load(SPACY_MODEL).meta
    except Exception as error:
        return Finding(SPACY_MODEL, False, False, f"does not load: {' '.join(str(error).split())}", mend)
    return Finding(SPACY_MODEL, True, False, str(meta["version"]))
