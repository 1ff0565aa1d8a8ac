"""The measurement of the index."""

from __future__ import annotations

from pathlib import Path

from releases import release

from extractor.evaluation.search_bench import percentile, questions, read, report


def file(tmp_path: Path) -> Path:
    path = tmp_path / "records.jsonl"
    lines = (
        release(
            str(n), f'Der Kreis "Nauen" gibt {n} Euro für Integration.', day="2016-03-01", people=[("Ida Güler", None)]
        ).to_json()
        for n in range(5)
    )
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_report(tmp_path: Path) -> None:
    lines = list(report(file(tmp_path), tmp_path, 30))
    assert lines[0].startswith("5 records indexed in ")
    assert {line.split()[0] for line in lines[2:-3]} == {"words", "phrase", "beginning", "name", "filters", "facets"}
    assert lines[-1].startswith("ours / FTS5: p50 ")


def test_questions_are_the_same_each_time(tmp_path: Path) -> None:
    sample = list(read(file(tmp_path)))
    assert questions(sample, 20) == questions(sample, 20)
    assert len(questions([release("a", None)], 9)) == 9


def test_percentile() -> None:
    assert [percentile(range(1, 101), share) for share in (0, 0.5, 0.99, 1)] == [1, 51, 100, 100]
    assert percentile([], 0.5) == 0
