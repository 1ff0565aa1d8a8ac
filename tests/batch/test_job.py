"""A run: order, failures apart, output to files or a stream."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from extractor.archive.release import Failure, Release
from extractor.batch.job import Target, run_to
from extractor.batch.output import OutputError
from extractor.batch.run import Summary, run
from extractor.records import Provenance, Record, RecordWarning, Source

BY = Provenance(version="1", model="fake", model_version="1", fingerprint="f")


class UnreadableError(ValueError):
    """Stands for an error of a library."""


def record(release: Release) -> Record:
    """A record with nothing in it; some texts raise."""
    if "Fehler" in release.text:
        raise UnreadableError("so nicht\nZeile zwei")
    if "Speicher" in release.text:
        raise MemoryError
    warnings = [RecordWarning(code="x", message="y")] if "Zweifel" in release.text else []
    source = Source(path=release.path, sha256=release.sha256)
    return Record(id=release.id, source=source, text=release.text, warnings=warnings, extractor=BY)


def releases(*texts: str) -> list[Release | Failure]:
    return [Release.of_text(text, id=str(number)) for number, text in enumerate(texts, 1)]


def go(target: Target, items: list[Release | Failure]) -> tuple[Summary, bytes, list[Failure]]:
    stream, failures = io.BytesIO(), list[Failure]()
    summary = run_to(target, items, record, stdout=stream, report=failures.append)
    return summary, stream.getvalue(), failures


def ids(content: bytes) -> list[str]:
    return [json.loads(line)["id"] for line in content.splitlines()]


def test_run_writes_in_order_and_fails_alone() -> None:
    items = [*releases("Eins.", "Fehler.", "Zweifel.", "Speicher."), Failure("x.txt", "the release is empty")]
    lines: list[str] = []
    failures: list[Failure] = []
    totals: list[int] = []
    summary = run(items, record, lines.append, failures.append, each=lambda state: totals.append(state.total))
    assert [json.loads(line)["id"] for line in lines] == ["1", "3"]
    assert [str(failure) for failure in failures] == [
        "-: UnreadableError: so nicht",
        "-: MemoryError: no message",
        "x.txt: the release is empty",
    ]
    assert (summary.records, summary.failures, summary.doubtful, summary.total) == (2, 3, 1, 5)
    assert totals == [1, 2, 3, 4, 5]


def test_run_takes_releases_one_by_one() -> None:
    events: list[str] = []

    def source() -> Iterator[Release]:
        for name in ("a", "b"):
            events.append(f"read {name}")
            yield Release.of_text("Text.", id=name)

    run(source(), record, lambda line: events.append(f"write {json.loads(line)['id']}"), print)
    assert events == ["read a", "write a", "read b", "write b"]


def test_errors_of_our_own_need_no_type() -> None:
    from extractor.batch.output import OutputError as OurError

    def refuse(_: Release) -> Record:
        raise OurError("the text has 9 characters too many")

    failures: list[Failure] = []
    run(releases("x"), refuse, print, failures.append)
    assert failures[0].reason == "the text has 9 characters too many"


def test_records_that_cannot_be_written_fail_alone() -> None:
    def odd(release: Release) -> Record:
        return record(release).model_copy(update={"place": "\ud83d" if release.id == "1" else None})

    lines: list[str] = []
    summary = run(releases("a", "b"), odd, lines.append, lambda _: None)
    assert (summary.records, summary.failures) == (1, 1)


def test_without_files_records_go_to_the_stream_and_failures_to_the_caller() -> None:
    summary, content, failures = go(Target(), releases("Eins.", "Fehler.", "Drei."))
    assert ids(content) == ["1", "3"]
    assert [failure.id for failure in failures] == ["2"]
    assert summary.failures == 1


def test_with_a_file_failures_go_beside_it(tmp_path: Path) -> None:
    target = Target(tmp_path / "out.jsonl")
    _, content, failures = go(target, releases("Eins.", "Fehler."))
    assert (content, failures) == (b"", [])
    assert ids((tmp_path / "out.jsonl").read_bytes()) == ["1"]
    assert ids((tmp_path / "out.jsonl.failures.jsonl").read_bytes()) == ["2"]
    go(Target(tmp_path / "out.jsonl", overwrite=True), releases("Eins."))
    assert [path.name for path in tmp_path.iterdir()] == ["out.jsonl"]


def test_a_failures_file_that_was_named_always_appears(tmp_path: Path) -> None:
    path = tmp_path / "failed.jsonl"
    _, content, _ = go(Target(failures=path), releases("Eins."))
    assert ids(content) == ["1"]
    assert path.read_bytes() == b""
    with pytest.raises(OutputError, match="exists"):
        go(Target(failures=path), releases("Eins."))


def test_one_file_cannot_take_both(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="two files"):
        go(Target(tmp_path / "a", tmp_path / "a"), [])


def test_records_are_utf8_with_line_feeds(tmp_path: Path) -> None:
    go(Target(tmp_path / "a"), releases("Grüße\r\naus Köln"))
    content = (tmp_path / "a").read_bytes()
    assert "Grüße\\r\\naus Köln".encode() in content
    assert content.count(b"\n") == 1
    assert b"\r" not in content


def test_an_interrupted_run_leaves_nothing(tmp_path: Path) -> None:
    def source() -> Iterator[Release]:
        yield Release.of_text("Eins.")
        yield Release.of_text("Fehler.")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_to(Target(tmp_path / "a"), source(), record, stdout=io.BytesIO(), report=print)
    assert list(tmp_path.iterdir()) == []
