"""From one format of gold to another: all formats, and the one way through them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from extractor.batch.output import check_file, check_folder, whole_file, whole_folder
from extractor.evaluation.converters import brat, conll, docbin, json_lines, webanno, xmi
from extractor.evaluation.converters.base import ConvertError, Dropped, Format, writable
from extractor.evaluation.gold import Gold, checked

FORMATS = {
    one.name: one
    for one in (
        json_lines.FOLDER,
        json_lines.LINES,
        json_lines.DOCCANO,
        brat.BRAT,
        xmi.XMI,
        json_lines.PRODIGY,
        docbin.DOCBIN,
        conll.CONLL2003,
        conll.CONLL2002,
        webanno.WEBANNO,
    )
}


def read(path: Path, source: Format) -> list[Gold]:
    """The releases in ``path``. Raises ``ConvertError`` for duplicate ids, ``GoldError`` for what is no gold."""
    releases: list[Gold] = []
    seen: set[str] = set()
    if path.is_dir() and not source.folder:
        raise ConvertError(f"{path} is a folder; {source.name} is one file")
    for gold in source.read(path):
        if gold["id"] in seen:
            raise ConvertError(f"{path}: the id {gold['id']!r} is there twice")
        seen.add(gold["id"])
        releases.append(writable(checked(gold, gold["id"]), gold["id"]))
    if not releases:
        raise ConvertError(f"{path} holds no release of the format {source.name}")
    return releases


def kept(releases: list[Gold], target: Format) -> tuple[list[Gold], Dropped]:
    """What of the releases ``target`` can hold, and the counts of what it cannot."""
    dropped: Dropped = Counter()
    return [target.keep(gold, dropped) for gold in releases], dropped


def write(releases: list[Gold], path: Path, target: Format, *, overwrite: bool = False) -> None:
    """Write releases that ``kept`` gave; the file or folder appears whole or not at all. Raises ``OutputError``."""
    content = target.write(releases)
    if not target.folder:
        check_file(path, overwrite=overwrite)
        with whole_file(path, overwrite=overwrite) as stream:
            for _, data in content:
                stream.write(data)
        return
    first = next(content)
    check_folder(path, overwrite=overwrite, marker=first[0])
    with whole_folder(path, overwrite=overwrite, marker=first[0]) as folder:
        for name, data in _with(first, content):
            (folder / name).write_bytes(data)


def check_place(path: Path, target: Format, *, overwrite: bool = False) -> None:
    """Raises ``OutputError`` where ``write`` would refuse, before any work is done."""
    if not target.folder:
        check_file(path, overwrite=overwrite)
    elif not overwrite:
        check_folder(path, marker="")


def _with(first: tuple[str, bytes], rest: Iterator[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    yield first
    yield from rest
