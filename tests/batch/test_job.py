"""A run: order, failures apart, output to files or a stream."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from extractor.archive.release import Failure, Release
from extractor.archive.unread import Item
from extractor.batch.job import Target, run_to
from extractor.batch.output import OutputError
from extractor.batch.run import Here, Result, Summary, run
from extractor.records import Provenance, Record, RecordWarning, Source

HEADER = {"fingerprint": "f", "text": True}
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


class Kept:
    """What a run gave."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.failures: list[Failure] = []

    def __call__(self, item: Item, result: Result) -> None:
        if isinstance(result, Failure):
            self.failures.append(result)
        else:
            self.lines.append(result.line)


def releases(*texts: str) -> list[Release | Failure]:
    return [Release.of_text(text, id=str(number)) for number, text in enumerate(texts, 1)]


def go(target: Target, items: list[Release | Failure]) -> tuple[Summary, bytes, list[Failure]]:
    stream, failures = io.BytesIO(), list[Failure]()
    summary = run_to(target, items, Here(record), header=HEADER, stdout=stream, report=failures.append)
    return summary, stream.getvalue(), failures


def ids(content: bytes) -> list[str]:
    return [json.loads(line)["id"] for line in content.splitlines()]


def test_run_writes_in_order_and_fails_alone() -> None:
    items = [*releases("Eins.", "Fehler.", "Zweifel.", "Speicher."), Failure("x.txt", "the release is empty")]
    kept = Kept()
    totals: list[int] = []
    summary = run(items, Here(record), kept, each=lambda state: totals.append(state.total))
    failures = kept.failures
    assert [json.loads(line)["id"] for line in kept.lines] == ["1", "3"]
    assert [str(failure) for failure in failures] == [
        "-: UnreadableError: so nicht",
        "-: takes more memory than one release may have (--max-memory sets the limit)",
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

    run(source(), Here(record), lambda item, _: events.append(f"write {item.id}"))
    assert events == ["read a", "write a", "read b", "write b"]


def test_errors_of_our_own_need_no_type() -> None:
    from extractor.batch.output import OutputError as OurError

    def refuse(_: Release) -> Record:
        raise OurError("the text has 9 characters too many")

    kept = Kept()
    run(releases("x"), Here(refuse), kept)
    assert kept.failures[0].reason == "the text has 9 characters too many"


def test_records_that_cannot_be_written_fail_alone() -> None:
    def odd(release: Release) -> Record:
        return record(release).model_copy(update={"place": "\ud83d" if release.id == "1" else None})

    summary = run(releases("a", "b"), Here(odd), Kept())
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


def interrupted(*texts: str) -> Iterator[Item]:
    yield from releases(*texts)
    raise KeyboardInterrupt


def test_a_run_that_ends_early_is_gone_on_with(tmp_path: Path) -> None:
    texts = ["Eins.", "Fehler.", "Drei.", "Zweifel.", "Fünf."]
    go(Target(tmp_path / "whole"), releases(*texts))
    path = tmp_path / "a"
    for done in range(1, len(texts)):
        with pytest.raises(KeyboardInterrupt):
            run_to(
                Target(path, resume=done > 1), interrupted(*texts[:done]), Here(record), header=HEADER,
                stdout=io.BytesIO(), report=print,
            )  # fmt: skip
        assert not path.exists()
        with pytest.raises(OutputError, match="--resume goes on"):
            Target(path).check()
    begun: list[str] = []

    def counted(release: Release) -> Record:
        begun.append(release.id)
        return record(release)

    state = run_to(
        Target(path, resume=True), releases(*texts), Here(counted), header=HEADER, stdout=io.BytesIO(), report=print
    )
    assert begun == ["5"]
    assert (state.records, state.failures, state.kept, state.doubtful) == (4, 1, 4, 1)
    for suffix in ("", ".failures.jsonl"):
        assert (tmp_path / f"a{suffix}").read_bytes() == (tmp_path / f"whole{suffix}").read_bytes()
    assert len(list(tmp_path.iterdir())) == 4


@pytest.mark.parametrize("cut", range(0, 1400, 97))
def test_whatever_a_kill_leaves_is_gone_on_with(tmp_path: Path, cut: int) -> None:
    texts = ["Eins.", "Fehler.", "Drei.", "Vier."]
    go(Target(tmp_path / "whole"), releases(*texts))
    path = tmp_path / "a"
    with pytest.raises(KeyboardInterrupt):
        run_to(Target(path), interrupted(*texts), Here(record), header=HEADER, stdout=io.BytesIO(), report=print)
    journal, part = tmp_path / "a.journal", tmp_path / "a.part"
    journal.write_bytes(journal.read_bytes()[:cut])
    part.write_bytes(part.read_bytes() + b'{"id": "halb')
    go(Target(path, resume=True), releases(*texts))
    assert path.read_bytes() == (tmp_path / "whole").read_bytes()


def test_a_kill_between_the_last_steps_costs_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a"
    with pytest.raises(KeyboardInterrupt):
        run_to(
            Target(path), interrupted("Eins.", "Zwei."), Here(record), header=HEADER, stdout=io.BytesIO(), report=print
        )
    (tmp_path / "a.part").rename(path)
    state, _, _ = go(Target(path, resume=True), releases("Eins.", "Zwei."))
    assert (state.kept, [entry.name for entry in tmp_path.iterdir()]) == (2, ["a"])


def test_other_options_start_anew_and_say_so(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO", logger="extractor")
    path = tmp_path / "a"
    with pytest.raises(KeyboardInterrupt):
        run_to(
            Target(path), interrupted("Eins."), Here(record), header={"text": False}, stdout=io.BytesIO(), report=print
        )
    state, _, _ = go(Target(path, resume=True), releases("Eins.", "Zwei."))
    assert (state.records, state.kept) == (2, 0)
    assert "starts anew" in caplog.text


def test_another_input_is_extracted_from_where_it_differs(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO", logger="extractor")
    path = tmp_path / "a"
    with pytest.raises(KeyboardInterrupt):
        run_to(
            Target(path), interrupted("Eins.", "Zwei.", "Drei."), Here(record), header=HEADER,
            stdout=io.BytesIO(), report=print,
        )  # fmt: skip
    state, _, _ = go(Target(path, resume=True), releases("Eins.", "Neu."))
    assert (state.records, state.kept) == (2, 1)
    assert "from release 2 on" in caplog.text
    assert [json.loads(line)["text"] for line in path.read_bytes().splitlines()] == ["Eins.", "Neu."]


def test_a_complete_file_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a"
    items = releases("Eins.", "Fehler.", "Drei.")
    go(Target(path), items)
    before = path.stat().st_mtime_ns
    state, _, _ = go(Target(path, resume=True), items)
    assert (state.records, state.failures, state.kept, path.stat().st_mtime_ns) == (2, 1, 3, before)
    for other in (releases("Eins.", "Fehler."), releases("Eins.", "Fehler.", "Vier.")):
        with pytest.raises(OutputError, match="of another input"):
            go(Target(path, resume=True), other)


def test_two_runs_cannot_write_to_one_file(tmp_path: Path) -> None:
    def meddling() -> Iterator[Item]:
        yield from releases("Eins.")
        with pytest.raises(OutputError, match="another run"):
            go(Target(tmp_path / "a", overwrite=True), releases("Eins."))

    run_to(Target(tmp_path / "a"), meddling(), Here(record), header=HEADER, stdout=io.BytesIO(), report=print)


def test_a_target_knows_all_files_that_are_written(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    found = Target(tmp_path / "link" / "a.jsonl").written
    names = {"a.jsonl", "a.jsonl.part", "a.jsonl.journal", "a.jsonl.failures.jsonl", "a.jsonl.failures.jsonl.part"}
    assert {path.name for path in found} >= names
    assert {path.parent for path in found} == {tmp_path.resolve() / "real"}
    assert tmp_path.resolve() / "f.jsonl" in Target(None, tmp_path / "f.jsonl").written
    assert not Target().written
    assert not Target(Path("/dev/null")).written
