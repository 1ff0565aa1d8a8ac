"""``extractor evaluate``: what records are worth, and what a change made of them."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Sequence
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from extractor import pipeline
from extractor.archive.release import Failure
from extractor.batch.output import check_file, whole_file
from extractor.batch.pool import MOST_WORKERS
from extractor.cli.common import ExitCode, WrongUseError
from extractor.cli.report import html_report
from extractor.evaluation.baseline import Baseline, BaselineError, Check, against, checked, losses
from extractor.evaluation.evaluate import Evaluation, as_data, evaluate
from extractor.evaluation.extraction import extracted, read_records
from extractor.evaluation.gold import Gold, checksum, read_all, read_index
from extractor.evaluation.junit import junit
from extractor.evaluation.spans import Row
from extractor.evaluation.table import report, table

logger = logging.getLogger("extractor.cli.evaluate")


class Format(StrEnum):
    """How the result is written."""

    TABLE = "table"
    JSON = "json"
    HTML = "html"
    JUNIT = "junit"


def evaluate_command(
    corpus: Annotated[
        Path, typer.Argument(metavar="CORPUS", help="A folder of .gold.json files, one such file, or JSON Lines.")
    ],
    records: Annotated[
        Path | None,
        typer.Option(
            "--records", metavar="FILE", help="Score the records in FILE, do not extract.", show_default=False
        ),
    ] = None,
    compare: Annotated[
        tuple[Path, Path] | None,
        typer.Option("--compare", metavar="A B", help="Score records B against records A.", show_default=False),
    ] = None,
    baseline: Annotated[
        Path | None, typer.Option("--baseline", metavar="FILE", help="Hold what is found against the floors in FILE.")
    ] = None,
    write_baseline: Annotated[
        Path | None,
        typer.Option("--write-baseline", metavar="FILE", help="Write what is reached to FILE, as floors."),
    ] = None,
    allow_regression: Annotated[
        str | None,
        typer.Option("--allow-regression", metavar="REASON", help="Lower floors too; FILE keeps the reason."),
    ] = None,
    split: Annotated[
        str | None, typer.Option("--split", metavar="NAME", help="Only the releases that index.jsonl puts there.")
    ] = None,
    model: Annotated[
        str,
        typer.Option("--model", metavar="NAME|PATH", help="As of extract; gold takes the annotators' own mentions."),
    ] = pipeline.DEFAULT,
    workers: Annotated[
        int, typer.Option("--workers", metavar="N", min=1, max=MOST_WORKERS, help="Processes that extract.")
    ] = 1,
    format_: Annotated[Format, typer.Option("--format", help="What to write.")] = Format.TABLE,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write to FILE, not to standard output."),
    ] = None,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace FILE if it exists.")] = False,
) -> None:
    """Score records against annotated releases, mention by mention and field by field.

    With --baseline or --compare it lists what changed; a loss ends with exit code 1. --write-baseline keeps what was
    reached; floors sink only with --allow-regression and a reason.
    """
    _check(records, compare, baseline, write_baseline, allow_regression)
    if output:
        check_file(output, overwrite=overwrite)
    old = Baseline.read(baseline) if baseline else None
    split = split or (old.split if old else None)
    gold = read_all(corpus, split=split)
    _fits(old, baseline, gold)
    before, failures, found = _records(gold, records, compare, model, workers)
    evaluation = evaluate(gold, found, read_index(corpus))
    checks = _checks(evaluation, gold, before, old)
    if write_baseline:
        _write_baseline(write_baseline, Baseline.of(evaluation, checksum(gold), split), allow_regression)
    _write(_formatted(format_, evaluation, checks), output, overwrite=overwrite)
    if lost := losses(checks):
        logger.error("%d of %d floors and releases do not hold", len(lost), len(checks))
        raise typer.Exit(ExitCode.CHECK_FAILED)
    if failures:
        raise typer.Exit(ExitCode.SOME_FAILED)


def _check(
    records: Path | None,
    compare: tuple[Path, Path] | None,
    baseline: Path | None,
    write_baseline: Path | None,
    reason: str | None,
) -> None:
    """Raises where the options contradict each other, so that no work is done in vain."""
    if compare and (records or baseline or write_baseline):
        raise WrongUseError("--compare stands alone; for one file of records there are --records and --baseline")
    if reason is not None and not write_baseline:
        raise WrongUseError("--allow-regression goes with --write-baseline, which writes the floors")
    if reason is not None and not reason.strip():
        raise WrongUseError("--allow-regression needs a reason, which is kept with the floors")
    if write_baseline:
        check_file(write_baseline, overwrite=True)
    for path in (records, *(compare or ()), baseline):
        if path and not path.is_file():
            raise WrongUseError(f"there is no file {path}")


def _fits(old: Baseline | None, path: Path | None, gold: dict[str, Gold]) -> None:
    if old and old.corpus != checksum(gold):
        raise BaselineError(f"{path} belongs to another state of the corpus; --write-baseline {path} writes it anew")


def _records(
    gold: dict[str, Gold], records: Path | None, compare: tuple[Path, Path] | None, model: str, workers: int
) -> tuple[dict[str, Row] | None, list[Failure], dict[str, Row]]:
    """The records to compare with, the releases that failed, and the records to score."""
    failures: list[Failure] = []

    def failed(failure: Failure) -> None:
        failures.append(failure)
        logger.error("%s", failure, extra={"data": asdict(failure)})

    if compare:
        return read_records(compare[0]), failures, _known(read_records(compare[1]), gold, compare[1])
    if records:
        return None, failures, _known(read_records(records), gold, records)
    return None, failures, extracted(gold.values(), model, workers=workers, report=failed)


def _known(records: dict[str, Row], gold: dict[str, Gold], path: Path) -> dict[str, Row]:
    """Only the records that gold can judge; that there are others is said."""
    others = records.keys() - gold.keys()
    if others:
        logger.warning("%s: %d records have no gold release, %s first", path, len(others), min(others))
    return {id_: record for id_, record in records.items() if id_ in gold}


def _checks(
    evaluation: Evaluation, gold: dict[str, Gold], before: dict[str, Row] | None, old: Baseline | None
) -> list[Check]:
    if before is not None:
        return against(evaluate(gold, before), evaluation)
    return checked(evaluation, old) if old else []


def _write_baseline(path: Path, new: Baseline, reason: str | None) -> None:
    old = Baseline.read(path) if path.is_file() else None
    try:
        data = new.after(old, reason).to_json().encode()
    except BaselineError as error:
        logger.error("%s: %s", path, error)
        raise typer.Exit(ExitCode.CHECK_FAILED) from None
    with whole_file(path, overwrite=True) as stream:
        stream.write(data)
    logger.info("wrote %s", path)


def _formatted(format_: Format, evaluation: Evaluation, checks: Sequence[Check]) -> bytes:
    if format_ is Format.JSON:
        listed = [{"kind": one.kind, "name": one.name, "holds": one.holds, "text": one.text} for one in checks]
        data = as_data(evaluation) | {"checks": listed}
        return json.dumps(data, ensure_ascii=False, indent=1).encode() + b"\n"
    if format_ is Format.HTML:
        return html_report(evaluation, checks).encode()
    if format_ is Format.JUNIT:
        return junit(checks or _recorded(evaluation), output=table(evaluation.scores, evaluation.strict))
    return f"{report(evaluation, checks)}\n".encode()


def _recorded(evaluation: Evaluation) -> list[Check]:
    """Where nothing is held against anything, a release passes that has a record."""
    return [Check("release", id_, id_ in evaluation.records, f"{id_}: no record") for id_ in evaluation.judgements]


def _write(data: bytes, output: Path | None, *, overwrite: bool) -> None:
    if output:
        with whole_file(output, overwrite=overwrite) as stream:
            stream.write(data)
        logger.info("wrote %s", output)
    else:
        sys.stdout.buffer.write(data)
