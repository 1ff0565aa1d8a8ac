"""``extractor export``: records for search engines, databases and tables."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Annotated

import typer

from extractor.batch.output import check_folder, whole_folder
from extractor.cli.records import Records, RecordsFile
from extractor.export.export import MANIFEST
from extractor.export.export import export as export_records
from extractor.export.target import Name, Options, Shape

logger = logging.getLogger("extractor.cli.export")

DEFAULTS = Options()
MIB = 1 << 20


def export(
    records: Records,
    to: Annotated[Name, typer.Option("--to", help="What the records are for.")],
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="PATH", help="A folder for data and schema; it is made.")
    ],
    shape: Annotated[
        Shape, typer.Option("--shape", help="One document (or row) a release, or one a mention.")
    ] = DEFAULTS.shape,
    index: Annotated[
        str, typer.Option("--index", metavar="NAME", help="The name of the index, core or collection.")
    ] = DEFAULTS.index,
    chunk: Annotated[
        int, typer.Option("--chunk", metavar="MIB", min=1, max=2000, help="The size of a bulk file at most.")
    ] = DEFAULTS.chunk_bytes // MIB,
    separator: Annotated[
        str, typer.Option("--separator", metavar="CHAR", help="csv: what stands between cells; \\t is a tab.")
    ] = DEFAULTS.separator,
    bom: Annotated[bool, typer.Option("--bom/--no-bom", help="csv: a byte order mark, for Excel.")] = DEFAULTS.bom,
    decimal: Annotated[
        str, typer.Option("--decimal", metavar="CHAR", help="csv: the decimal mark, , or . (German Excel takes ,).")
    ] = DEFAULTS.decimal,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace an earlier export.")] = False,
) -> None:
    """Write records as data that search engines, databases and tables load, with a schema beside them.

    The folder appears whole or not at all. Lines that are no records are named on standard error, and the exit code
    is 3.
    """
    options = Options(shape, index, chunk * MIB, separator.replace("\\t", "\t"), bom, decimal)
    check_folder(output, overwrite=overwrite, marker=MANIFEST)
    file = RecordsFile(records)
    with whole_folder(output, overwrite=overwrite, marker=MANIFEST) as folder:
        written = export_records(file, to, folder, options)
    counts = {"records": file.count, **written.counts, "failed": file.failed}
    parts = [f"{number:,} {name}" for name, number in counts.items() if number or name == "records"]
    logger.info("%s: %s", output, ", ".join(parts), extra={"data": counts})
    file.check()
