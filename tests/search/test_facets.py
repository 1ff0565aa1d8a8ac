"""Values and how often they are found; more of it in test_index."""

from __future__ import annotations

from pathlib import Path

from releases import release

from extractor.search import Counted, Index


def test_equal_counts_stand_by_name_and_years_newest_first(tmp_path: Path) -> None:
    index = Index.create(tmp_path / "index")
    with index.writer() as writer:
        writer.add(release("a", places=["Nauen", "Kiel"], day="2015-01-01"))
        writer.add(release("b", places=["Kiel", "Altona"], day="2016-01-01"))
        writer.add(release("c", day="2015-01-01"))
    facets = index.search(facets=["place", "year"]).facets
    assert facets["place"] == [Counted("Kiel", 2), Counted("Altona", 1), Counted("Nauen", 1)]
    assert facets["year"] == [Counted("2016", 1), Counted("2015", 2)]
