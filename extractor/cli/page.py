"""One record as one self-contained HTML page: the text with its mentions, beside it what the record says.

The page loads nothing from anywhere and runs no script. All that comes from a release is escaped by the template
engine; direction controls in it end with the piece of text they stand in.
"""

from __future__ import annotations

from functools import lru_cache

from jinja2 import Template

from extractor.records import Label, Record
from extractor.view.harmless import harmless
from extractor.view.marks import MarkedText
from extractor.view.templates import environment
from extractor.view.wording import NAMES, SHORTS, amount_rows, facts, money, office, speaker, status


def html_page(record: Record) -> str:
    """``record`` as an HTML document."""
    view = MarkedText.of(record)
    return template("page.html.jinja").render(
        record=record,
        view=view,
        heading=record.title or record.id,
        window_title=harmless(record.title or record.id),
        facts=list(facts(record)),
        labels=[(label, NAMES[label], _count(record, label)) for label in Label],
        shorts=SHORTS,
        amount_rows=amount_rows(record),
        money=money,
        office=office,
        speaker=speaker,
        status=status,
        harmless=harmless,
    )


@lru_cache(maxsize=2)
def template(name: str) -> Template:
    """A template of this folder; all that it is given is escaped."""
    return environment("extractor.cli", "extractor.view").get_template(name)


def _count(record: Record, label: Label) -> int:
    return sum(mention.label is label for mention in record.mentions)
