"""``extractor index``: records into a folder that ``search`` finds them in."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Annotated

import typer

from extractor.cli.common import WrongUseError
from extractor.cli.records import RecordsFile
from extractor.search import Index

logger = logging.getLogger("extractor.cli.index")


def index(
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="DIR", help="The folder of the index; it is made where missing.")
    ],
    records: Annotated[
        Path | None,
        typer.Argument(metavar="RECORDS", help="Records as JSON Lines, also gzipped; - is standard input."),
    ] = None,
    sync: Annotated[
        bool, typer.Option("--sync", help="Take out all other records: the index is then RECORDS, no more, no less.")
    ] = False,
    delete: Annotated[
        list[str] | None, typer.Option("--delete", metavar="ID", help="Take the record of this id out; repeatable.")
    ] = None,
) -> None:
    """Put records into a full-text index, or replace those of the same ids there.

    All changes become visible at once at the end; whoever searches meanwhile, and a run that dies, sees the index as
    it was. Lines that are no records are named on standard error, and the exit code is 3; --sync then takes out none.
    """
    if records is None and (sync or not delete):
        raise WrongUseError("RECORDS is missing: name a file that extractor extract wrote")
    file = RecordsFile(records) if records else None
    target = Index.create(output) if file else Index.open(output)
    with target.writer() as writer:
        before = len(target)
        for record in file or ():
            writer.add(record)
        if sync and file and file.failed:
            logger.warning("%s: no other records were taken out, since not all lines were records", output)
        elif sync:
            writer.delete_others()
        for id_ in delete or ():
            if target.record(id_) is None:
                logger.warning("%s: there was no record %r to delete", output, id_)
            writer.delete(id_)
    counts = {"read": writer.added, "before": before, "records": len(target), "failed": file.failed if file else 0}
    read = f"{writer.added:,} read, " if file else ""
    failed = f", {counts['failed']:,} failed" if counts["failed"] else ""
    logger.info("%s: %s%s in the index (%s before)%s", output, read, *_shown(counts), failed, extra={"data": counts})
    if file:
        file.check()


def _shown(counts: dict[str, int]) -> tuple[str, str]:
    return f"{counts['records']:,}", f"{counts['before']:,}"
