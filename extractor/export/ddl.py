"""DDL of the flat form that SQLite and PostgreSQL have in common: tables and views."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from extractor.export.tables import TABLES, Kind, Table


def quoted(*names: str) -> str:
    """Names as SQL takes them, whatever is a keyword where."""
    return ", ".join(f'"{name}"' for name in names)


def create_table(table: Table, types: Mapping[Kind, str], *, key: str | None = None, extra: Iterable[str] = ()) -> str:
    """The statement that makes a table; ``key`` is a column that numbers the rows of all, ``extra`` are more lines."""
    lines = []
    for column in table.columns:
        null = "" if column.null else " NOT NULL"
        constraint = " PRIMARY KEY" if column.name == key else null
        lines.append(f"{quoted(column.name)} {types[column.kind]}{constraint}")
    lines += extra
    lines.append(f"{'UNIQUE' if key else 'PRIMARY KEY'} ({quoted(*table.key)})")
    for one in table.references:
        lines.append(f"FOREIGN KEY ({quoted(*one.columns)}) REFERENCES {quoted(one.table)} ({quoted(*one.to)})")
    body = ",\n".join(f"    {line}" for line in lines)
    return f"CREATE TABLE {quoted(table.name)} (\n{body}\n);\n"


@dataclass(frozen=True, slots=True)
class Dialect:
    """What differs in views: a list as rows ``e`` with ``value``, and what the
    names of columns end with that sum exactly."""

    each: str
    euro: str


PEOPLE_ROLES = """
-- Who is what where: a row for each role, one for each person without.
CREATE VIEW "people_roles" AS
SELECT p."release", r."date", r."title", r."sender", p."position" AS "person", p."name", p."given_name",
       p."family_name", p."titles", o."role", o."organisation", o."status", o."evidence"
FROM "people" AS p
JOIN "releases" AS r ON r."id" = p."release"
LEFT JOIN "roles" AS o ON o."release" = p."release" AND o."person" = p."position";
"""
QUOTES_SPEAKERS = """
-- Who said what; the speaker is null where the release does not name one.
CREATE VIEW "quotes_speakers" AS
SELECT q."release", r."date", r."title", q."position", p."name" AS "speaker", q."kind", q."text", q."start", q."end"
FROM "quotes" AS q
JOIN "releases" AS r ON r."id" = q."release"
LEFT JOIN "people" AS p ON p."release" = q."release" AND p."position" = q."speaker";
"""


def views(dialect: Dialect) -> str:
    """The views over the tables of releases."""
    return "".join([PEOPLE_ROLES, QUOTES_SPEAKERS, _amounts(dialect), _aliases(dialect), _mentions(dialect)])


def _amounts(dialect: Dialect) -> str:
    """Amounts with what a range spans, and which of them are parts of another: a sum counts these twice."""
    low, high = (
        f'COALESCE(a."value{dialect.euro}", a."{end}{dialect.euro}") AS "{name}{dialect.euro}"'
        for end, name in (("min", "low"), ("max", "high"))
    )
    return f"""
-- Amounts with the ends of their ranges. Sums leave out the parts of others: WHERE NOT is_part.
CREATE VIEW "amounts_euro" AS
SELECT a."release", r."date", r."title", a."position", a."text", {low},
       {high}, a."approx", a."year", a."source", a."purpose", a."per",
       EXISTS (
           SELECT 1 FROM "amounts" AS t CROSS JOIN {dialect.each.format('t."parts"')}
           WHERE t."release" = a."release" AND e.value = a."position"
       ) AS "is_part"
FROM "amounts" AS a
JOIN "releases" AS r ON r."id" = a."release";
"""  # noqa: S608 (our names)


def _aliases(dialect: Dialect) -> str:
    """The other names of whatever has some."""
    each = dialect.each.format('t."aliases"')
    parts = [
        f'SELECT \'{table.name}\' AS "kind", t."release", t."position", t."name", e.value AS "alias"\n'
        f'FROM "{table.name}" AS t CROSS JOIN {each}'
        for table in TABLES
        if table.has("aliases", Kind.TEXTS)
    ]
    return '\n-- Each other name, a row.\nCREATE VIEW "aliases" AS\n' + "\nUNION ALL\n".join(parts) + ";\n"


def _mentions(dialect: Dialect) -> str:
    """Which mention stands for whom or what."""
    parts = []
    for table in TABLES:
        if not table.has("mentions", Kind.INTEGERS):
            continue
        name, of = ("name", "position") if table.has("name", Kind.TEXT) else ("role", "person")
        each = dialect.each.format('t."mentions"')
        parts.append(
            f'SELECT t."release", e.value AS "mention", \'{table.name}\' AS "kind",\n'
            f'       t."{of}" AS "of", t."{name}" AS "name", m."label", m."text", m."start", m."end"\n'
            f'FROM "{table.name}" AS t CROSS JOIN {each}\n'
            f'JOIN "mentions" AS m ON m."release" = t."release" AND m."position" = e.value'
        )
    comment = (
        "-- Which mention stands for what: `of` is a position in the table `kind`; for roles, that of the person.\n"
    )
    return f'\n{comment}CREATE VIEW "mentioned" AS\n' + "\nUNION ALL\n".join(parts) + ";\n"
