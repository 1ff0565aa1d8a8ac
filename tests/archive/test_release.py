"""Releases at hand and failures in words."""

from __future__ import annotations

import json

from extractor.archive.release import Failure, Release, digest


def test_a_release_of_a_string() -> None:
    found = Release.of_text("Kiel. Text.", id="x")
    assert (found.id, found.path, found.sha256, found.doubts) == ("x", "-", digest("Kiel. Text."), ())
    damaged = Release.of_text("Kiel \ud83d.")
    assert damaged.text == "Kiel \ufffd."
    assert [doubt.code for doubt in damaged.doubts] == ["damaged-text"]


def test_a_failure_is_one_line() -> None:
    failure = Failure("a.jsonl", "bad\ntext", "do this", line=3)
    assert str(failure) == "a.jsonl:3: bad text (do this)"
    assert json.loads(failure.to_json()) == {
        "path": "a.jsonl",
        "reason": "bad\ntext",
        "help": "do this",
        "member": None,
        "line": 3,
        "id": None,
    }
    assert "\n" not in failure.to_json()


def test_a_release_that_failed_names_its_place() -> None:
    release = Release("7", "Text.", "a.jsonl", origin="archiv/a.jsonl", line=9)
    assert release.failure("zu lang") == Failure("archiv/a.jsonl", "zu lang", line=9, id="7")
