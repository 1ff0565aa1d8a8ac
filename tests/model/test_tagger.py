from __future__ import annotations

import os
import shutil
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

from extractor.model.folder import DEFAULT_MODEL, ModelError, fingerprint
from extractor.model.tagger import Tagger, load_tagger

SENTENCE = "Landrätin Petra Kolb besuchte am Montag die Firma Brandt Maschinenbau GmbH in Nauen. "


def test_tag_finds_the_plain_case() -> None:
    found = {(SENTENCE[start:end], label) for start, end, label in load_tagger(DEFAULT_MODEL).tag(SENTENCE)}
    assert {("Landrätin", "ROLE"), ("Petra Kolb", "PERSON"), ("Nauen", "LOC")} <= found


def test_tag_of_nothing_is_nothing() -> None:
    tagger = load_tagger(DEFAULT_MODEL)
    assert tagger.tag("") == tagger.tag(" \n\t ") == []


def test_long_text_has_no_seam() -> None:
    """Every repetition of a sentence gives the same mentions, wherever a window begins."""
    text = SENTENCE * 60
    found = load_tagger(DEFAULT_MODEL).tag(text)
    people = [start for start, _, label in found if label == "PERSON"]
    assert people == [number * len(SENTENCE) + SENTENCE.index("Petra") for number in range(60)]


def test_mentions_are_ordered_whole_words() -> None:
    found = load_tagger(DEFAULT_MODEL).tag(SENTENCE * 9)
    assert all(left[1] <= right[0] for left, right in pairwise(found))
    assert all(not (SENTENCE * 9)[end - 1 : end + 1].isalnum() for _, end, _ in found)


def test_missing_files_are_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"model\.onnx"):
        Tagger(tmp_path)


def test_broken_weights_are_reported(tmp_path: Path) -> None:
    for path in DEFAULT_MODEL.glob("*.json"):
        shutil.copy(path, tmp_path)
    (tmp_path / "model.onnx").write_bytes(b"no model")
    with pytest.raises(ModelError, match="cannot be loaded"):
        Tagger(tmp_path)


def test_fingerprint_is_that_of_the_files() -> None:
    assert fingerprint(DEFAULT_MODEL) == fingerprint(DEFAULT_MODEL)
    assert len(fingerprint(DEFAULT_MODEL)) == 64


def test_the_runtime_writes_nothing_and_sends_nothing(tmp_path: Path) -> None:
    quiet = ("CI", "ORT_DISABLE_TELEMETRY", "ORT_RUNNING_UNIT_TESTS", "XDG_CACHE_HOME")
    environment = {name: value for name, value in os.environ.items() if name not in quiet} | {"HOME": str(tmp_path)}
    code = "from extractor import Extractor; Extractor().extract('Petra Kolb kam.')"
    subprocess.run([sys.executable, "-c", code], env=environment, check=True)
    assert list(tmp_path.rglob("*")) == []
