"""What is on screen as JSON or CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any, Literal

from pydantic import TypeAdapter
from starlette.requests import Request
from starlette.responses import Response

from extractor.export.csv import disarmed

Format = Literal["html", "json", "csv"]

JSON, CSV = "application/json", "text/csv"

_ANY: TypeAdapter[Any] = TypeAdapter(Any)


def wanted(request: Request) -> Format:
    """What a request wants: by ``format``, else by ``Accept``, else a page."""
    named = request.query_params.get("format")
    if named in ("json", "csv"):
        return "json" if named == "json" else "csv"
    accepts = request.headers.get("accept", "")
    if named or "text/html" in accepts:
        return "html"
    return "json" if JSON in accepts else "csv" if CSV in accepts else "html"


def json_response(content: object) -> Response:
    """``content``, a model, a dataclass or a list of these, as JSON."""
    return Response(_ANY.dump_json(content), media_type=JSON)


def csv_response(name: str, header: Sequence[str], rows: Iterable[Sequence[object]]) -> Response:
    """A table as a file that German Excel opens: ``;`` between cells, a byte order mark, no formulas."""
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([_cell(value) for value in row] for row in rows)
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    return Response(stream.getvalue().encode("utf-8-sig"), media_type=f"{CSV}; charset=utf-8", headers=headers)


def _cell(value: object) -> str:
    """A value as a spreadsheet reads it; what is a text stays one."""
    return disarmed(value) if isinstance(value, str) else "" if value is None else str(value)
