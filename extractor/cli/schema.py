"""``extractor schema``: the JSON Schema of a record and what belongs to each export, written or compared."""

from __future__ import annotations

import difflib
import json
from pathlib import Path
from typing import Annotated

import typer

from extractor.batch.output import whole_file
from extractor.cli.common import ExitCode, WrongUseError
from extractor.export.target import Name, Shape, target
from extractor.records import json_schema


def schema(
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="DIR", help="The folder of the schemas.", file_okay=False)
    ] = Path("schemas"),
    check: Annotated[bool, typer.Option("--check", help="Write nothing; exit with 1 where a file differs.")] = False,
) -> None:
    """Write the JSON Schema of the record, and mappings and DDL of all exports, into a folder, or check those there."""
    if check:
        differences = drift(output)
        typer.echo("\n".join(differences) or f"{output} is up to date")
        if differences:
            raise typer.Exit(ExitCode.CHECK_FAILED)
        return
    for path in write(output):
        typer.echo(path)


def schemas() -> dict[str, str]:
    """The name and content of every schema file: the record's, and in a folder each those of the exports."""
    found = {"record.schema.json": json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"}
    for name in Name:
        found |= {f"{name.value}/{file}": content for file, content in target(name).schemas(Shape.RELEASE).items()}
    return found


def write(folder: Path) -> list[Path]:
    """Write all schemas into ``folder``; their paths."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:
        raise WrongUseError(f"{folder} is a file; -o names a folder") from error
    for name, content in schemas().items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        with whole_file(folder / name, overwrite=True) as stream:
            stream.write(content.encode())
    return [folder / name for name in schemas()]


def drift(folder: Path) -> list[str]:
    """How the files in ``folder`` differ from what this version writes, as lines; nothing where they are equal."""
    lines: list[str] = []
    for name, content in schemas().items():
        path = folder / name
        if not path.is_file():
            lines.append(f"{path} is missing; `extractor schema -o {folder}` writes it")
            continue
        found = path.read_text(encoding="utf-8")
        lines += difflib.unified_diff(
            found.splitlines(), content.splitlines(), str(path), "extractor schema", n=1, lineterm=""
        )
    return lines
