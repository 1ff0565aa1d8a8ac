"""``extractor extract``: releases to records."""

from __future__ import annotations

import logging
import os
import sys
from contextlib import AbstractContextManager, ExitStack, nullcontext
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from extractor import pipeline
from extractor.archive.formats import Fields, Options
from extractor.archive.readers import read
from extractor.archive.release import STANDARD_INPUT, Failure
from extractor.batch.cluster import Cluster
from extractor.batch.job import Target, run_to
from extractor.batch.pool import MIB, MOST_WORKERS, Limits, Pool
from extractor.batch.run import Engine, Here, Summary
from extractor.batch.work import Recipe
from extractor.cli.common import Common, ExitCode, WrongUseError
from extractor.cli.progress import Bar, on_terminal
from extractor.records import Label

logger = logging.getLogger("extractor.cli.extract")

MOST_UNASKED = 8
"""Workers that nobody asked for: each takes some 400 MB."""


class Engines(StrEnum):
    """Where releases are extracted."""

    LOCAL = "local"
    RAY = "ray"


LABELS = [label.value for label in Label]


def extract(
    inputs: Annotated[
        list[str],
        typer.Argument(metavar="INPUT", help="Files, containers and folders of releases; - is standard input."),
    ],
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write records to FILE, not to standard output."),
    ] = None,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace files that exist.")] = False,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on where a run to the same FILE ended early; needs -o.")
    ] = False,
    workers: Annotated[
        int | None,
        typer.Option(
            "--workers",
            metavar="N",
            min=1,
            max=MOST_WORKERS,
            show_default="one a processor",
            help="Processes that extract, with -o.",
        ),
    ] = None,
    engine: Annotated[
        Engines, typer.Option("--engine", help="Where to extract: local, or on a cluster with ray.")
    ] = Engines.LOCAL,
    address: Annotated[
        str | None,
        typer.Option("--address", metavar="HOST:PORT", help="The Ray cluster, or auto; else this machine."),
    ] = None,
    model: Annotated[
        str,
        typer.Option("--model", metavar="NAME|PATH", help="default, fast, rules, a spaCy pipeline, or a folder."),
    ] = pipeline.DEFAULT,
    no_text: Annotated[bool, typer.Option("--no-text", help="Leave the text out of the records.")] = False,
    failures: Annotated[
        Path | None,
        typer.Option("--failures", metavar="FILE", help="Write failures to FILE, as JSON Lines.", show_default=False),
    ] = None,
    text_field: Annotated[
        str, typer.Option("--text-field", metavar="NAME", help="The text's field in a row.")
    ] = "text",
    id_field: Annotated[str, typer.Option("--id-field", metavar="NAME", help="The id's field in a row.")] = "id",
    title_field: Annotated[
        str, typer.Option("--title-field", metavar="NAME", help="The title's field in a row.")
    ] = "title",
    sender_field: Annotated[
        str, typer.Option("--sender-field", metavar="NAME", help="The sender's field in a row.")
    ] = "sender",
    date_field: Annotated[
        str, typer.Option("--date-field", metavar="NAME", help="The date's field in a row.")
    ] = "date",
    prepend_title: Annotated[
        bool, typer.Option("--prepend-title", help="Put a row's title and a blank line before its text.")
    ] = False,
    skip_duplicates: Annotated[
        bool, typer.Option("--skip-duplicates", help="Leave out what has the checksum of an earlier release.")
    ] = False,
    timeout: Annotated[
        float, typer.Option("--timeout", metavar="SECONDS", min=0, help="The longest time for one release; 0 is none.")
    ] = 120.0,
    max_memory: Annotated[
        int, typer.Option("--max-memory", metavar="MIB", min=0, help="The most memory for one release; 0 is no limit.")
    ] = 2048,
    max_release: Annotated[
        int, typer.Option("--max-release", metavar="MIB", min=1, help="The largest release, unpacked.")
    ] = 64,
    max_unpacked: Annotated[
        int, typer.Option("--max-unpacked", metavar="GIB", min=1, help="The most that one container may unpack to.")
    ] = 64,
    *,
    common: Common,
) -> None:
    """Turn press releases into records, one JSON object a line, in the order of the input.

    Releases that fail are listed in FILE.failures.jsonl, or on standard error without -o; all others are written,
    and the exit code is 3. With -o they are extracted in N processes: one that a release kills is replaced, and what
    is done when the run ends early stays for --resume.
    """
    if not all(inputs):
        raise WrongUseError("an INPUT is empty; . is the current folder")
    target = Target(output, failures, overwrite, resume)
    target.check()
    if both := next((path for path in inputs if Path(path).resolve() in target.written), None):
        raise WrongUseError(f"{both} is both INPUT and output; name another file with --output")
    if address and engine is not Engines.RAY:
        raise WrongUseError("--address names a Ray cluster; it needs --engine ray")
    if workers and engine is Engines.RAY:
        raise WrongUseError("--workers is for --engine local; Ray uses the processors of its cluster")
    if workers and workers > 1 and not target.file:
        raise WrongUseError("--workers needs a file for the records; name it with --output")
    recipe = Recipe(model, keep_text=not no_text)
    fields = Fields(text_field, id_field, title_field, sender_field, date_field, prepend_title)
    options = Options(
        fields,
        max_bytes=max_release * MIB,
        max_unpacked=max_unpacked << 30,
        later=True,
        skip_duplicates=skip_duplicates,
        apart=target.written,
    )
    limits = Limits(timeout or None, max_memory * MIB or None)
    with ExitStack() as stack:
        at_work = stack.enter_context(_engine(engine, recipe, limits, workers or _workers(inputs), address, target))
        bar = stack.enter_context(Bar(visible=_bar_wanted(output, common)))
        summary = run_to(
            target,
            read(map(Path, inputs), options, bar),
            at_work,
            header=recipe.header(fields=asdict(fields), skip_duplicates=skip_duplicates),
            stdout=sys.stdout.buffer,
            report=_report,
            each=bar.each,
        )
    _summarise(summary, target, bar)
    if summary.failures:
        raise typer.Exit(ExitCode.SOME_FAILED)


def _bar_wanted(output: Path | None, common: Common) -> bool:
    return not (common.quiet or common.log_json) and on_terminal(output_is_file=output is not None)


def _report(failure: Failure) -> None:
    logger.error("%s", failure, extra={"data": asdict(failure)})


def _engine(
    engine: Engines, recipe: Recipe, limits: Limits, workers: int, address: str | None, target: Target
) -> AbstractContextManager[Engine]:
    if engine is Engines.RAY:
        return Cluster(recipe, limits, address)
    return Pool(recipe, workers, limits) if target.file else nullcontext(Here(recipe()))


def _workers(inputs: list[str]) -> int:
    """One a processor; a stream is read by one, so that no result waits for the next release to come."""
    if STANDARD_INPUT in inputs:
        return 1
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(processors, MOST_UNASKED)


def _summarise(summary: Summary, target: Target, bar: Bar) -> None:
    parts = [_count(summary.records, "record")]
    if summary.kept:
        parts.append(f"{summary.kept:,} of them from before")
    if summary.doubtful:
        parts.append(f"{summary.doubtful:,} with warnings")
    if summary.failures:
        where = f" (see {target.failures_file})" if target.failures_file else ""
        parts.append(f"{summary.failures:,} failed{where}")
    if bar.duplicates:
        parts.append(f"{_count(bar.duplicates, 'duplicate')} skipped")
    if bar.passed:
        parts.append(f"{_count(len(bar.passed), 'file')} of another kind passed over")
        for path in bar.passed:
            logger.debug("passed over: %s", path)
    if summary.words:
        rate = f" ({summary.rate:,.0f} a second)" if summary.total > summary.kept else ""
        parts.append(_count(summary.words, "word") + rate)
    mentions = "".join(f"; {label} {summary.mentions[label]:,}" for label in LABELS if label in summary.mentions)
    text = f"{', '.join(parts)}, {summary.seconds:.1f} s{mentions}"
    data = asdict(summary) | {"passed_over": len(bar.passed), "duplicates": bar.duplicates}
    logger.info("%s", text, extra={"data": data})


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
