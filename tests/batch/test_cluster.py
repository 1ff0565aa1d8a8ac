"""The engine on a Ray cluster."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from extractor.archive.release import Failure, Release
from extractor.batch import cluster
from extractor.batch.cluster import Cluster, ClusterError
from extractor.batch.pool import Limits
from extractor.batch.work import Recipe

ROW = "Nauen. Landrätin Petra Kolb gab {number} Millionen Euro für die Schulen im Kreis frei. "


def test_portions_are_bounded_by_number_and_by_size(monkeypatch: pytest.MonkeyPatch) -> None:
    items: list[Release | Failure] = [Release.of_text("x" * size, id=str(size)) for size in (1, 2, 90, 3, 4)]
    items.insert(1, Failure("x", "so nicht"))
    monkeypatch.setattr(cluster, "HELD", 90)
    assert [len(portion) for portion in cluster._portions(items, 2)] == [2, 2, 2]
    assert [len(portion) for portion in cluster._portions(items, 9)] == [4, 2]


def test_without_ray_the_line_that_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "find_spec", lambda name: None)
    with pytest.raises(ClusterError, match="pip install 'presse-extractor"), Cluster(Recipe("rules"), Limits()):
        pass


def test_a_cluster_that_loses_a_node_gives_the_same_records(tmp_path: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    text = "".join(ROW.format(number=number) for number in range(2, 12))
    rows.write_text("".join(json.dumps({"text": f"{number}. {text}"}) + "\n" for number in range(32)), encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "extractor.evaluation.cluster_check",
        rows,
        "--model",
        "rules",
        "--kill-after",
        "5",
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr
    assert "32 releases, a node killed after 5: 0 results differ" in done.stdout
