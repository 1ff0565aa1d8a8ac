"""Curation: what a human decided about entities, one action a line.

An id means the same entity in a larger archive: it is made of a folded name and, after ``~``, a context or, after
``@``, a release that the entity has.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Annotated, Any, Final, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from extractor.entities.occurrences import Kind
from extractor.record_lines import first_error

KINDS: Final = tuple(kind.value for kind in Kind)


class CurationError(ValueError):
    """A line of a curation file that is no action."""


def _reference(value: str) -> str:
    if value.partition(":")[0] not in KINDS or not value.partition(":")[2]:
        raise ValueError(f"an id begins with {', '.join(f'{kind}:' for kind in KINDS)}")
    return value


def _one_kind(ids: list[str]) -> list[str]:
    if len({one.partition(":")[0] for one in ids}) > 1:
        raise ValueError("the ids are of different kinds")
    return ids


Reference = Annotated[str, AfterValidator(_reference)]
References = Annotated[list[Reference], Field(min_length=2), AfterValidator(_one_kind)]
Text = Annotated[str, Field(min_length=1, pattern=r"\S")]


class _Action(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    note: str | None = None


class Merge(_Action):
    """All ``ids`` are one entity, which goes by the first."""

    do: Literal["merge"]
    ids: References


class Keep(_Action):
    """No two of ``ids`` are one."""

    do: Literal["keep"]
    ids: References


class Split(_Action):
    """What ``releases`` say of ``id`` is of another entity."""

    do: Literal["split"]
    id: Reference
    releases: Annotated[list[str], Field(min_length=1)]


class Hide(_Action):
    """``id`` is left out: no entity at all."""

    do: Literal["hide"]
    id: Reference


class Rename(_Action):
    """``id`` is shown under ``name``."""

    do: Literal["rename"]
    id: Reference
    name: Text


Action = Merge | Keep | Split | Hide | Rename
ACTION: TypeAdapter[Action] = TypeAdapter(Annotated[Action, Field(discriminator="do")])


def references(action: Action) -> list[str]:
    """The ids that ``action`` speaks of."""
    return action.ids if isinstance(action, Merge | Keep) else [action.id]


def parse(lines: Iterable[str]) -> list[tuple[int, Action]]:
    """The actions with their line numbers. Raises ``CurationError``.

    A line of a review file counts too: its ``decision`` is ``merge`` or ``keep``, and an empty one is passed over.
    """
    found = []
    for number, line in enumerate(lines, 1):
        row = _row(line, number) if line.strip() else None
        if row is not None:
            found.append((number, _action(row, number)))
    return found


def _row(line: str, number: int) -> dict[str, Any] | None:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise CurationError(f"line {number}: invalid JSON: {error}") from error
    if not isinstance(row, dict):
        raise CurationError(f"line {number}: no JSON object")
    if "decision" not in row:
        return row
    if row["decision"] == "":
        return None
    if row["decision"] not in ("merge", "keep"):
        raise CurationError(f"line {number}: decision: merge, keep or empty")
    return {"do": row["decision"], "ids": row.get("ids")}


def _action(row: dict[str, Any], number: int) -> Action:
    try:
        return ACTION.validate_python(row, strict=True)
    except ValidationError as error:
        raise CurationError(f"line {number}: {first_error(error)}") from error
