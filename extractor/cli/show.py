"""``extractor show``: one release for the eye, in the terminal, as JSON or as a page."""

from __future__ import annotations

import io
import logging
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from extractor import pipeline
from extractor.archive.readers import UnreadableError, read
from extractor.archive.release import Failure, Release
from extractor.archive.unread import Unread
from extractor.batch.output import check_file, whole_file
from extractor.cli.common import ExitCode, WrongUseError
from extractor.cli.page import html_page
from extractor.records import Label, Organisation, Place, Programme, Record
from extractor.view.harmless import harmless
from extractor.view.wording import NAMES, amount_rows, facts, full_name, money, speaker, status

logger = logging.getLogger("extractor.cli.show")

STYLES = {
    Label.PERSON: "bold blue",
    Label.ROLE: "magenta",
    Label.ORG: "green",
    Label.PROGRAMME: "red",
    Label.MONEY: "bold yellow",
    Label.LOC: "cyan",
}
QUOTE_STYLE = "italic"
_SOFT = "dim"
_SHOWN_IDS = 5


def show(
    source: Annotated[
        Path, typer.Argument(metavar="INPUT", help="A file or a folder; - is standard input.", show_default=False)
    ],
    id_: Annotated[
        str | None,
        typer.Option("--id", metavar="ID", help="The release to show, where INPUT holds several.", show_default=False),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the record as JSON, indented.")] = False,
    html: Annotated[
        Path | None,
        typer.Option("--html", metavar="FILE", help="Write one self-contained page to FILE.", show_default=False),
    ] = None,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace FILE if it exists.")] = False,
    model: Annotated[
        str,
        typer.Option("--model", metavar="NAME|PATH", help="default, fast, rules, a spaCy pipeline, or a folder."),
    ] = pipeline.DEFAULT,
    width: Annotated[
        int | None, typer.Option("--width", min=20, help="Columns to use, not those of the terminal.")
    ] = None,
) -> None:
    """Show one release: its text with all mentions, and what the record says.

    Mentions have the colours of their labels in a terminal; where there are none, brackets with the label's name.
    """
    if html is not None:
        check_file(html, overwrite=overwrite)
    try:
        release = pick(source, id_)
        record = pipeline.Extractor(model).extract_release(release)
    except (UnreadableError, pipeline.TextTooLong) as error:
        logger.error("%s", error)
        raise typer.Exit(ExitCode.SOME_FAILED) from None
    if html is not None:
        with whole_file(html, overwrite=overwrite) as stream:
            stream.write(html_page(record).encode())
        logger.info("wrote %s", html)
    if as_json:
        sys.stdout.buffer.write(f"{record.to_json(indent=2)}\n".encode())
    elif html is None:
        if isinstance(sys.stdout, io.TextIOWrapper):  # a terminal that lacks a character still shows the rest
            sys.stdout.reconfigure(errors="replace")
        print_record(record, Console(width=width, highlight=False, markup=False, emoji=False))


def pick(source: Path, id_: str | None = None) -> Release:
    """The release of ``source`` with this id, by default the first; that there are more is said on the log.

    Raises ``UnreadableError`` where nothing can be read, ``WrongUseError`` where none has the id.
    """
    releases = _releases(source)
    if id_ is None:
        first = next(releases)
        if next(releases, None) is not None:
            logger.warning("%s holds several releases; this is the first, %s (--id ID picks another)", source, first.id)
        return first
    seen: list[str] = []
    for release in releases:
        if release.id == id_:
            return release
        if len(seen) <= _SHOWN_IDS:
            seen.append(release.id)
    known = ", ".join(seen[:_SHOWN_IDS]) + (", …" if len(seen) > _SHOWN_IDS else "")
    raise WrongUseError(f"{source} has no release with the id {id_!r} (it has {known})")


def _releases(source: Path) -> Iterator[Release]:
    """The releases of ``source``, at least one; what cannot be read is said on the log."""
    failures: list[Failure] = []
    found = False
    for entry in read([source]):
        item = entry.read() if isinstance(entry, Unread) else entry
        if isinstance(item, Failure):
            failures.append(item)
            continue
        for failure in failures:
            logger.warning("%s", failure)
        failures.clear()
        found = True
        yield item
    if not found:
        raise UnreadableError(str(failures[0]) if failures else f"{source}: no release in it")


# --- the terminal view ---


def print_record(record: Record, console: Console) -> None:
    """The record on a terminal: heading, text, then one table a list."""
    plain = console.color_system is None or console.no_color
    console.print(Text(harmless(record.title or record.id), style="bold"))
    console.print(Text(" · ".join(f"{name} {harmless(value)}" for name, value in facts(record)), style=_SOFT))
    console.print()
    console.print(marked_text(record, brackets=plain))
    console.print()
    if not plain:
        console.print(_legend())
    for title, table in tables(record):
        console.print(Text(f"\n{title}", style="bold"))
        console.print(Padding(table, (0, 0, 0, 2)))


def marked_text(record: Record, *, brackets: bool = False) -> Text:
    """The text with its mentions in the colours of their labels, or in brackets with the label's name."""
    if record.text is None:
        return Text("The text was left out of this record.", style=_SOFT)
    plain = harmless(record.text)
    if brackets:
        return _bracketed(record, plain)
    text = Text(plain)
    for quote in record.quotes:
        text.stylize(QUOTE_STYLE, quote.start, quote.end)
    for mention in record.mentions:
        text.stylize(STYLES[mention.label], mention.start, mention.end)
    return text


def _bracketed(record: Record, plain: str) -> Text:
    marked, at = Text(), 0
    for mention in sorted(record.mentions, key=lambda mention: mention.start):
        if mention.start >= at:
            marked.append(plain[at : mention.start])
            marked.append(f"[{plain[mention.start : mention.end]} {mention.label.value}]")
            at = mention.end
    return marked.append(plain[at:])


def _legend() -> Text:
    legend = Text()
    for label, style in STYLES.items():
        legend.append(NAMES[label], style=style)
        legend.append("  ")
    legend.append("quote", style=QUOTE_STYLE)
    return legend


def tables(record: Record) -> Iterator[tuple[str, RenderableType]]:
    """The lists of the record that hold anything, each with its title."""
    if record.people:
        yield f"People ({len(record.people)})", _people(record)
    if record.organisations:
        yield f"Organisations ({len(record.organisations)})", _entries(record.organisations)
    if record.programmes:
        yield f"Programmes ({len(record.programmes)})", _entries(record.programmes)
    if record.places:
        yield f"Places ({len(record.places)})", _entries(record.places)
    if record.amounts:
        yield f"Amounts ({len(record.amounts)})", _amounts(record)
    if record.quotes:
        yield f"Quotes ({len(record.quotes)})", _quotes(record)
    if record.warnings:
        yield f"Warnings ({len(record.warnings)})", _warnings(record)


def _table(columns: Sequence[str], rows: Sequence[Sequence[Text]], *, whole: str = "") -> Table:
    """A table without lines and without columns that hold nothing; the column ``whole`` does not break."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style=_SOFT)
    used = [number for number in range(len(columns)) if any(row[number].plain for row in rows)]
    for number in used:
        table.add_column(columns[number], overflow="fold", no_wrap=columns[number] == whole)
    for row in rows:
        table.add_row(*(row[number] for number in used))
    return table


def _cell(value: object, style: str = "") -> Text:
    return Text("" if value is None else harmless(" ".join(str(value).split())), style=style)


def _people(record: Record) -> Table:
    rows: list[list[Text]] = []
    for person in record.people:
        name, count = _cell(full_name(person), STYLES[Label.PERSON]), _cell(len(person.mentions))
        roles = [[_cell(role.role), _cell(role.organisation), _cell(status(role))] for role in person.roles]
        first, *others = roles or [[Text(), Text(), Text()]]
        rows.append([name, *first, count])
        rows += [[Text(), *other, Text()] for other in others]
    return _table(["name", "role", "organisation", "status", "mentions"], rows)


def _entries(entries: Sequence[Organisation | Programme | Place]) -> Table:
    rows = []
    for entry in entries:
        aliases = "" if isinstance(entry, Place) else ", ".join(entry.aliases)
        rows.append([_cell(entry.name, "bold"), _cell(aliases), _cell(len(entry.mentions))])
    return _table(["name", "also", "mentions"], rows)


def _amounts(record: Record) -> Table:
    rows = []
    for depth, at in amount_rows(record):
        amount = record.amounts[at]
        value = Text("  " * min(depth, 6) + harmless(money(amount)), style=STYLES[Label.MONEY])
        rest = (_cell(amount.year), _cell(amount.source), _cell(amount.purpose), _cell(amount.text, _SOFT))
        rows.append([value, *rest])
    return _table(["value", "year", "source", "purpose", "text"], rows, whole="value")


def _quotes(record: Record) -> Table:
    rows = []
    for quote in record.quotes:
        name = speaker(record, quote)
        who = _cell("not named", _SOFT) if name is None else _cell(name, STYLES[Label.PERSON])
        kind = "" if quote.kind == "direct" else quote.kind
        rows.append([who, _cell(quote.text, QUOTE_STYLE), _cell(kind), _cell(quote.evidence, _SOFT)])
    return _table(["speaker", "words", "kind", "rule"], rows)


def _warnings(record: Record) -> Table:
    rows = []
    for warning in record.warnings:
        where = "" if record.text is None or warning.start is None else record.text[warning.start : warning.end]
        rows.append([_cell(warning.code, "bold yellow"), _cell(warning.message), _cell(where[:80], _SOFT)])
    return _table(["code", "message", "text"], rows)
