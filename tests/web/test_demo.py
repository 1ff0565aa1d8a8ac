"""The small archive that comes with the package."""

from __future__ import annotations

from pathlib import Path

from extractor.search import Index
from extractor.web import demo

CORPUS = Path(__file__).parents[2] / "corpus"


def test_the_small_archive_is_of_our_own_texts(tmp_path: Path) -> None:
    releases = {release.id: release for release in demo.releases(CORPUS)}
    records = list(demo.records())
    assert [record.id for record in records] == list(releases)
    assert all(record.text == releases[record.id].text for record in records)
    assert all(record.sender == releases[record.id].sender for record in records)
    index = Index.open(demo.make_index(tmp_path))
    assert len(index) == len(records) >= 30
    assert index.record("article")
