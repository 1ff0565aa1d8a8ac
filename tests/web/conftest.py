"""A small archive, and a client that talks to its site as a browser on this machine does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date as Date  # noqa: N812 (as in records)
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from extractor.records import Provenance, Record, Source
from extractor.search import Index
from extractor.web.app import create_app
from extractor.web.archive import Archive

HERE = "http://127.0.0.1:8000"
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)> javascript:alert(3) \u202etxet {{ 7*7 }}"


def record(id_: str, text: str, **fields: object) -> Record:
    """A record of ``text``; ``found`` are its mentions as (label, words)."""
    found = fields.pop("found", [])
    mentions = []
    for label, words in found:  # type: ignore[attr-defined]
        start = text.index(words)
        mentions.append({"start": start, "end": start + len(words), "label": label, "text": words, "evidence": "model"})
    made = Provenance(version="1", model="rules", model_version="1", fingerprint="f")
    source = Source(path=f"{id_[:20]}.txt", sha256="0" * 64)
    return Record.model_validate(
        {"id": id_, "source": source, "text": text, "language": "de", "mentions": mentions, "extractor": made} | fields
    )


POOL = (
    "Landrätin Petra Kolb eröffnete in Nauen das Hallenbad. „Wir sind sehr froh“, sagte Kolb. "
    "Es kostete 3 Mio. Euro, davon 2 Mio. Euro vom Land."
)


def pool() -> Record:
    """A release with something of everything."""
    sums = [POOL.index("3 Mio. Euro"), POOL.index("2 Mio. Euro")]
    quote = POOL.index("Wir sind")
    return record(
        "bad",
        POOL,
        title="Hallenbad eröffnet",
        sender="Landkreis Havelland",
        place="Nauen",
        date=Date(2016, 3, 1),
        found=[
            ("ROLE", "Landrätin"),
            ("PERSON", "Petra Kolb"),
            ("LOC", "Nauen"),
            ("MONEY", "3 Mio. Euro"),
            ("MONEY", "2 Mio. Euro"),
        ],
        people=[
            {
                "name": "Petra Kolb",
                "given_name": "Petra",
                "family_name": "Kolb",
                "mentions": [1],
                "roles": [{"role": "Landrätin", "mentions": [0], "evidence": "apposition"}],
            }
        ],
        places=[{"name": "Nauen", "mentions": [2]}],
        amounts=[
            {
                "start": sums[0],
                "end": sums[0] + 11,
                "text": "3 Mio. Euro",
                "value": "3000000",
                "parts": [1],
                "evidence": "amount",
            },
            {
                "start": sums[1],
                "end": sums[1] + 11,
                "text": "2 Mio. Euro",
                "value": "2000000",
                "source": "Land",
                "evidence": "amount",
            },
        ],
        quotes=[{"start": quote, "end": quote + 18, "text": "Wir sind sehr froh", "speaker": 0, "evidence": "so-tag"}],
    )


def records() -> list[Record]:
    """The releases of the small archive: a whole one, a hostile one, and plain ones."""
    plain = [
        record(
            f"wald-{number}",
            f"Förster Jan Eich pflanzt im Stadtwald Nummer {number} neue Bäume.",
            title=f"Neue Bäume {number}",
            sender="Stadt Eichenau",
            date=Date(2015, 1, 1 + number),
            found=[("PERSON", "Jan Eich"), ("ROLE", "Förster")],
            people=[
                {
                    "name": "Jan Eich",
                    "mentions": [0],
                    "roles": [{"role": "Förster", "mentions": [1], "evidence": "apposition"}],
                }
            ],
        )
        for number in range(25)
    ]
    hostile = record(
        f"../{HOSTILE}",
        HOSTILE,
        title=HOSTILE,
        sender=f"=1+1 {HOSTILE}",
        place=HOSTILE,
        found=[("ORG", HOSTILE)],
        organisations=[{"name": HOSTILE, "aliases": [HOSTILE], "mentions": [0]}],
        warnings=[{"code": "x", "message": HOSTILE, "start": 0, "end": 8}],
    )
    return [pool(), hostile, *plain]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    """An index of the small archive."""
    index = Index.create(tmp_path_factory.mktemp("archive") / "releases.index")
    with index.writer() as writer:
        for one in records():
            writer.add(one)
    return index


@pytest.fixture
def archive(index: Index, tmp_path: Path) -> Archive:
    """The small archive, without answers yet."""
    return Archive.open(index.path, curation=tmp_path / "curation.jsonl", corrections=tmp_path / "corrections.jsonl")


@pytest.fixture
def client(archive: Archive) -> Iterator[TestClient]:
    """A browser on this machine that reads English."""
    with TestClient(create_app(archive), base_url=HERE, headers={"Accept": "text/html"}) as client:
        yield client


@pytest.fixture
def token(client: TestClient) -> str:
    """The token of a page."""
    found = re.search(r'<meta name="token" content="([0-9a-f]+)">', client.get("/").text)
    assert found
    return found[1]
