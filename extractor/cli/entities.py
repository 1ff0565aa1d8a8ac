"""``extractor entities``: who and what is one and the same in many records."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import Annotated, BinaryIO

import typer
from pydantic import BaseModel

from extractor.archive.release import STANDARD_INPUT
from extractor.batch.output import check_file, whole_file
from extractor.cli.common import WrongUseError
from extractor.cli.records import Records, RecordsFile
from extractor.entities.curation import Action, parse
from extractor.entities.occurrences import Kind
from extractor.entities.store import Store

logger = logging.getLogger("extractor.cli.entities")


def entities(
    records: Records,
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
    store, file = Store(kind), RecordsFile(records)
    for record in file:
        store.add(record)
    store.identify(actions)
    for warning in store.warnings:
        logger.warning("%s: %s", curation, warning)
    pairs = _write(store, output, review, overwrite=overwrite)
    _summarise(store, pairs, file.failed)
    file.check()


def _check(records: Path, curation: Path | None, outputs: list[Path], *, overwrite: bool) -> None:
    """Raises where nothing may be written, so that no work is done in vain."""
    used = [path.resolve() for path in (*outputs, records, curation) if path and str(path) != STANDARD_INPUT]
    for output in outputs:
        check_file(output, overwrite=overwrite)
        if used.count(output.resolve()) > 1:
            raise WrongUseError(f"{output} cannot be two things at once; name another file")


def _actions(curation: Path) -> list[tuple[int, Action]]:
    try:
        return parse(curation.read_text(encoding="utf-8-sig").split("\n"))
    except ValueError as error:
        raise WrongUseError(f"{curation}: {error}") from error


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
