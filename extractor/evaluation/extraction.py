"""The records of gold releases: extracted here or in workers, or read from a file."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from extractor.archive.release import Failure, Release
from extractor.batch.pool import Pool
from extractor.batch.run import Engine, Here
from extractor.batch.work import Recipe
from extractor.evaluation.gold import Gold, GoldError
from extractor.evaluation.spans import Row
from extractor.pipeline import DEFAULT

GOLD = "gold"
_LISTS = ("mentions", "people", "organisations", "programmes", "places", "amounts", "quotes")


class RecordsError(GoldError):
    """Records that cannot be read or scored."""


def extracted(
    gold: Iterable[Gold],
    model: str = DEFAULT,
    *,
    workers: int = 1,
    report: Callable[[Failure], object] | None = None,
) -> dict[str, Row]:
    """The record of each gold release as plain data, by id; ``gold`` as a model takes the annotators' own mentions.

    A release that fails is given to ``report`` and has no record. Raises ``ModelError``.
    """
    if model == GOLD:
        from extractor.evaluation.given import extracted_from_gold  # loads spaCy

        return dict(extracted_from_gold(gold))
    recipe = Recipe(model)
    with ExitStack() as stack:
        engine: Engine = stack.enter_context(Pool(recipe, workers)) if workers > 1 else Here(recipe())
        return extracted_by(engine, gold, report)


def extracted_by(
    engine: Engine, gold: Iterable[Gold], report: Callable[[Failure], object] | None = None
) -> dict[str, Row]:
    """The record of each gold release that ``engine`` makes."""
    releases = [Release.of_text(row["text"], id=row["id"], path=f"{row['id']}.txt") for row in gold]
    records: dict[str, Row] = {}
    for _, result in engine.results(releases):
        if not isinstance(result, Failure):
            record = json.loads(result.line)
            records[record["id"]] = record
        elif report:
            report(result)
    return records


def read_records(path: Path) -> dict[str, Row]:
    """The records of a JSON Lines file by id. Raises ``RecordsError`` with the line that cannot be scored."""
    records: dict[str, Row] = {}
    with path.open(encoding="utf-8-sig") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            where = f"{path}:{number}"
            try:
                record = json.loads(line)
                sound = _is_sound(record)
            except (ValueError, RecursionError) as error:
                raise RecordsError(f"{where}: no valid JSON ({error})") from error
            if not sound:
                raise RecordsError(f"{where}: no record; `extractor schema` writes what one is")
            if str(record["id"]) in records:
                raise RecordsError(f"{where}: the id {record['id']!r} is there twice")
            records[str(record["id"])] = record
    return records


def _is_sound(record: Any) -> bool:
    """Whether all that scoring reads has the type and the range it needs."""
    if not isinstance(record, dict) or not isinstance(record.get("id"), str | int):
        return False
    lists = [record.get(field) or [] for field in _LISTS]
    if not all(isinstance(rows, list) and all(isinstance(row, dict) for row in rows) for rows in lists):
        return False
    mentions, people, organisations, programmes, places, amounts, quotes = lists
    roles = [person.get("roles") or [] for person in people]
    if not all(isinstance(rows, list) and all(isinstance(role, dict) for role in rows) for rows in roles):
        return False
    offices = [role for rows in roles for role in rows]
    entries = [*people, *organisations, *programmes, *places]
    return (
        all(_is_span(row) for row in (*mentions, *amounts, *quotes))
        and all(isinstance(row.get("label"), str) for row in mentions)
        and all(isinstance(entry.get("name"), str) for entry in entries)
        and all(_are_words(entry.get(field)) for entry in entries for field in ("aliases", "titles"))
        and all(_is_word(role.get(field)) for role in offices for field in ("role", "organisation", "status"))
        and all(_is_word(amount.get(field)) for amount in amounts for field in ("source", "purpose"))
        and all(_are_positions(entry.get("mentions"), mentions) for entry in (*entries, *offices))
        and all(_are_positions(amount.get("parts"), amounts) for amount in amounts)
        and all(_are_positions([quote["speaker"]], people) for quote in quotes if quote.get("speaker") is not None)
    )


def _is_span(row: dict[str, Any]) -> bool:
    start, end = row.get("start"), row.get("end")
    return isinstance(start, int) and isinstance(end, int) and 0 <= start < end


def _is_word(value: Any) -> bool:
    return value is None or isinstance(value, str)


def _are_words(value: Any) -> bool:
    return value is None or (isinstance(value, list) and all(isinstance(word, str) for word in value))


def _are_positions(value: Any, rows: list[Any]) -> bool:
    return value is None or (
        isinstance(value, list) and all(isinstance(at, int) and 0 <= at < len(rows) for at in value)
    )
