"""``extractor entities``: who and what is one and the same in many records."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, nullcontext
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, BinaryIO

import typer
from pydantic import BaseModel

from extractor.archive.formats import Options
from extractor.archive.release import STANDARD_INPUT
from extractor.archive.streams import Line, ReadError, as_utf8, blocks, lines
from extractor.batch.output import check_file, whole_file
from extractor.cli.common import ExitCode, WrongUseError
from extractor.entities.curation import Action, parse
from extractor.entities.occurrences import Kind
from extractor.entities.store import Store

logger = logging.getLogger("extractor.cli.entities")


def entities(
    records: Annotated[
        Path, typer.Argument(metavar="RECORDS", help="Records as JSON Lines, also gzipped; - is standard input.")
    ],
    kind: Annotated[Kind, typer.Option("--kind", help="What to look for.")],
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write entities to FILE, not to standard output."),
    ] = None,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace files that exist.")] = False,
    curation: Annotated[
        Path | None,
        typer.Option("--curation", metavar="FILE", help="Do what FILE says: merge, keep, split, hide, rename."),
    ] = None,
    review: Annotated[
        Path | None, typer.Option("--review", metavar="FILE", help="Write pairs that are in doubt to FILE.")
    ] = None,
) -> None:
    """Find the persons, organisations or programmes that many records name, one JSON object a line.

    Names are one where they are exactly the same and their context agrees; what is in doubt stays apart and goes to
    the review file. Lines that are no records are named on standard error, and the exit code is 3.
    """
    _check(records, curation, [path for path in (output, review) if path], overwrite=overwrite)
    actions = _actions(curation) if curation else []
    store = Store(kind)
    failed = _read(store, records)
    store.identify(actions)
    for warning in store.warnings:
        logger.warning("%s: %s", curation, warning)
    pairs = _write(store, output, review, overwrite=overwrite)
    _summarise(store, pairs, failed)
    if failed:
        raise typer.Exit(ExitCode.SOME_FAILED)


def _check(records: Path, curation: Path | None, outputs: list[Path], *, overwrite: bool) -> None:
    """Raises where nothing may be written, so that no work is done in vain."""
    used = [path.resolve() for path in (*outputs, records, curation) if path and str(path) != STANDARD_INPUT]
    for output in outputs:
        check_file(output, overwrite=overwrite)
        if used.count(output.resolve()) > 1:
            raise WrongUseError(f"{output} cannot be two things at once; name another file")
    if str(records) != STANDARD_INPUT and not records.is_file():
        raise WrongUseError(f"{records} is a folder" if records.is_dir() else f"there is no file {records}")


def _actions(curation: Path) -> list[tuple[int, Action]]:
    try:
        return parse(curation.read_text(encoding="utf-8-sig").split("\n"))
    except ValueError as error:
        raise WrongUseError(f"{curation}: {error}") from error


def _read(store: Store, records: Path) -> int:
    """Take all records; the number of lines, or of files, that failed."""
    failed = 0
    try:
        for fault in store.read(_lines(records)):
            failed += 1
            logger.error("%s:%d: %s", records, fault.line, fault.reason, extra={"data": asdict(fault)})
    except ReadError as error:
        failed += 1
        logger.error("%s: %s (%s)", records, error, error.help)
    if not store.records and not failed:
        failed += 1
        logger.error("%s: the file holds no record", records)
    return failed


def _lines(path: Path) -> Iterator[Line]:
    stdin = str(path) == STANDARD_INPUT
    with nullcontext(sys.stdin.buffer) if stdin else path.open("rb") as stream:
        parts = blocks(stream, gzipped=not stdin and path.suffix.lower() == ".gz", consumed=lambda _: None)
        yield from lines(as_utf8(parts)[1], Options().max_bytes)


def _write(store: Store, output: Path | None, review: Path | None, *, overwrite: bool) -> int:
    """Write entities and pairs; files appear together at the end. The number of pairs."""
    pairs = list(store.doubts())
    with ExitStack() as stack:
        if review:
            _write_rows(stack.enter_context(whole_file(review, overwrite=overwrite)), pairs)
        entities = stack.enter_context(whole_file(output, overwrite=overwrite)) if output else sys.stdout.buffer
        _write_rows(entities, store.entities())
    return len(pairs)


def _write_rows(stream: BinaryIO, rows: Iterable[BaseModel]) -> None:
    for row in rows:
        stream.write(row.model_dump_json().encode() + b"\n")


def _summarise(store: Store, pairs: int, failed: int) -> None:
    counts = {"records": store.records, "entities": len(store), "doubts": pairs, "failed": failed}
    parts = [_count(store.records, "record", "records"), _count(len(store), "entity", "entities")]
    parts.append(_count(pairs, "pair in doubt", "pairs in doubt"))
    parts += [f"{failed:,} failed"] * bool(failed)
    logger.info("%s", ", ".join(parts), extra={"data": counts})


def _count(number: int, one: str, several: str) -> str:
    return f"{number:,} {one if number == 1 else several}"
