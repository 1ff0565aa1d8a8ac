"""``extractor corpus``: checks gold, takes it to and from the formats of annotation tools, picks what to annotate."""

from __future__ import annotations

import logging
from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from extractor import pipeline
from extractor.archive.formats import Fields, Options
from extractor.archive.readers import read as read_archive
from extractor.cli.common import ExitCode, WrongUseError
from extractor.evaluation.converters.base import Dropped, Format, in_words
from extractor.evaluation.converters.convert import FORMATS, check_place, kept, read, write

logger = logging.getLogger("extractor.cli.corpus")
MOST_POOL = 20_000
"""Each takes 16 KiB."""
NAMES = ", ".join(FORMATS)


def check(
    corpus: Annotated[
        Path, typer.Argument(metavar="CORPUS", help="A folder of *.gold.json, one of them, or gold as JSON Lines.")
    ],
    as_json: Annotated[bool, typer.Option("--json", help="The findings as one JSON list.")] = False,
) -> None:
    """Check gold: offsets, overlaps, labels, references, amounts, ids, near-duplicates, guidelines.

    Of a folder with index.jsonl its checksums and splits too. Errors give the exit code 1; warnings are doubts.
    """
    from extractor.evaluation.corpus_check import Severity
    from extractor.evaluation.corpus_check import as_json as written
    from extractor.evaluation.corpus_check import check as check_corpus

    _there(corpus)
    findings = list(check_corpus(corpus))
    if as_json:
        typer.echo(written(findings))
    else:
        for finding in findings:
            typer.echo(finding)
    counts = Counter(finding.severity for finding in findings)
    errors, warnings = counts[Severity.ERROR], counts[Severity.WARNING]
    logger.info(
        "%s, %s",
        _count(errors, "error"),
        _count(warnings, "warning"),
        extra={"data": {"errors": errors, "warnings": warnings}},
    )
    if errors:
        raise typer.Exit(ExitCode.CHECK_FAILED)


def convert(
    source: Annotated[Path, typer.Argument(metavar="INPUT", help="The file or folder to read.")],
    source_format: Annotated[str, typer.Option("--from", metavar="FORMAT", help=f"One of {NAMES}.")],
    target_format: Annotated[str, typer.Option("--to", metavar="FORMAT", help="One of them, too.")],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="PATH", help="The file or folder to write.")],
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help="Replace a file, or a folder of that format, that exists.")
    ] = False,
) -> None:
    """Convert annotated releases from one format to another, and say what the other cannot hold.

    gold, brat, xmi (INCEpTION) and webanno are folders, the others files.
    """
    one, other = _format("--from", source_format), _format("--to", target_format)
    _there(source)
    if source.resolve().is_relative_to(output.resolve()) or output.resolve().is_relative_to(source.resolve()):
        raise WrongUseError(f"{output} and {source} lie in one another; name another place for -o")
    releases, dropped = kept(read(source, one), other)
    write(releases, output, other, overwrite=overwrite)
    _say(dropped, other)
    logger.info("%s in %s", _count(len(releases), "release"), output, extra={"data": {"releases": len(releases)}})


def sample(
    archive: Annotated[list[Path], typer.Argument(metavar="ARCHIVE", help="Files, containers, folders, as extract.")],
    target_format: Annotated[str, typer.Option("--to", metavar="FORMAT", help=f"One of {NAMES}.")],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="PATH", help="The file or folder to write.")],
    count: Annotated[int, typer.Option("--count", metavar="N", min=1, help="Releases to annotate.")] = 50,
    pool: Annotated[
        int, typer.Option("--pool", metavar="N", min=1, max=MOST_POOL, help="Releases to choose from, drawn at random.")
    ] = 1000,
    model: Annotated[str, typer.Option("--model", metavar="NAME|PATH", help="As of extract.")] = pipeline.DEFAULT,
    text_field: Annotated[
        str, typer.Option("--text-field", metavar="NAME", help="The text's field in a row.")
    ] = "text",
    id_field: Annotated[str, typer.Option("--id-field", metavar="NAME", help="The id's field in a row.")] = "id",
    seed: Annotated[int, typer.Option("--seed", metavar="N", help="Another number draws others.")] = 0,
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help="Replace a file, or a folder of that format, that exists.")
    ] = False,
) -> None:
    """Pick releases worth annotating, and write them with what the model finds, for annotators to correct.

    Those the model is least sure of come first, each as different as can be from those before it.
    """
    from extractor.evaluation.sampling import candidates, chosen, part

    target = _format("--to", target_format)
    check_place(output, target, overwrite=overwrite)
    drawn = part(read_archive(archive, Options(Fields(text_field, id_field))), max(pool, count), seed)
    if not drawn:
        raise WrongUseError(f"no release can be read in {', '.join(map(str, archive))}")
    releases, dropped = kept(chosen(candidates(drawn, pipeline.Extractor(model)), count), target)
    if not releases:
        raise WrongUseError("no release is long enough to be worth annotating")
    write(releases, output, target, overwrite=overwrite)
    if said := in_words(dropped):
        logger.warning(
            "%s cannot hold all; dropped: %s", target.name, said, extra={"data": {"dropped": dict(+dropped)}}
        )
    logger.info("%s of %d in %s", _count(len(releases), "release"), len(drawn), output)


def _say(dropped: Dropped, target: Format) -> None:
    if said := in_words(dropped):
        data = {"dropped": dict(+dropped)}
        logger.warning("%s cannot hold all; dropped: %s", target.name, said, extra={"data": data})


def _format(option: str, name: str) -> Format:
    if name not in FORMATS:
        raise WrongUseError(f"{option} {name}: there is no such format; there are {NAMES}")
    return FORMATS[name]


def _there(path: Path) -> None:
    if not path.exists():
        raise WrongUseError(f"there is no {path}")


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"
