"""``extractor entities``: output, bad input, exit codes."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from extractor.records import Person, Provenance, Record, Source

Run = Callable[..., Result]


def line(id_: str, *names: str) -> str:
    return Record(
        id=id_,
        source=Source(path=id_, sha256="0"),
        people=[Person(name=name, given_name=" ".join(name.split()[:-1]) or None) for name in names],
        extractor=Provenance(version="1", model="rules", model_version="1", fingerprint="f"),
    ).to_json()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "records.jsonl"
    path.write_text(f"{line('a', 'Petra Kolb', 'Hans Ott')}\n{line('b', 'Petra Kolb')}\n", encoding="utf-8")
    return path


def ids(text: str) -> list[str]:
    return [json.loads(row)["id"] for row in text.splitlines()]


BOTH = ["person:petra-kolb", "person:hans-ott"]


def test_entities_writes_to_stdout_and_the_summary_to_stderr(run: Run, file: Path) -> None:
    result = run("entities", file, "--kind", "person")
    assert (result.exit_code, ids(result.stdout)) == (0, BOTH)
    assert result.stderr == "2 records, 2 entities, 0 pairs in doubt\n"


def test_entities_reads_stdin_gzip_and_utf16(run: Run, file: Path, tmp_path: Path) -> None:
    content = file.read_bytes()
    packed = tmp_path / "records.jsonl.gz"
    packed.write_bytes(gzip.compress(content))
    assert ids(run("entities", packed, "--kind", "person").stdout) == BOTH
    for stdin in (content, b"\xef\xbb\xbf" + content, content.decode().encode("utf-16")):
        assert ids(run("entities", "-", "--kind", "person", stdin=stdin).stdout) == BOTH


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (b"{", "no record: Invalid JSON"),
        (b"[]", "no record: Input should be an object"),
        (b'{"text": "Kiel."}', "no record: id: Field required"),
        (b"\xff\xfe\xff", "no record: Invalid JSON"),
        (b"[" * 100_000, "no record: Invalid JSON"),
        (line("a").encode(), "an earlier record has the id 'a'"),
    ],
)
def test_entities_bad_line_is_one_line_and_all_others_count(run: Run, file: Path, bad: bytes, reason: str) -> None:
    first, second = file.read_bytes().splitlines(keepends=True)
    file.write_bytes(first + b"\n" + bad + b"\n" + second)
    result = run("entities", file, "--kind", "person", "-q")
    assert (result.exit_code, ids(result.stdout)) == (3, BOTH)
    assert result.stderr.startswith(f"Error: {file}:3: {reason}")
    assert result.stderr.count("\n") == 1


def test_entities_of_a_file_cut_off_counts_what_came_before(run: Run, file: Path, tmp_path: Path) -> None:
    packed = tmp_path / "records.jsonl.gz"
    packed.write_bytes(gzip.compress(file.read_bytes())[:-9])
    result = run("entities", packed, "--kind", "person", "-q")
    assert result.exit_code == 3
    assert result.stderr.startswith(f"Error: {packed}: the gzip data is cut off")


def test_entities_of_an_empty_file_is_a_failure(run: Run, file: Path) -> None:
    file.write_bytes(b"")
    result = run("entities", file, "--kind", "person", "-q")
    assert (result.exit_code, result.stderr) == (3, f"Error: {file}: the file holds no record\n")


def test_entities_writes_files_whole_and_replaces_none_unasked(run: Run, file: Path, tmp_path: Path) -> None:
    out, review = tmp_path / "out.jsonl", tmp_path / "review.jsonl"
    arguments = ("entities", file, "--kind", "person", "-o", out, "--review", review)
    assert run(*arguments).exit_code == 0
    assert (ids(out.read_text()), review.read_text()) == (BOTH, "")
    again = run(*arguments)
    assert (again.exit_code, again.stderr) == (2, f"Error: {out} exists; --overwrite replaces it\n")
    assert run(*arguments, "--overwrite").exit_code == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.jsonl", "records.jsonl", "review.jsonl"]


def test_entities_wrong_use_writes_nothing(run: Run, file: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    for arguments in (
        (tmp_path / "nichts.jsonl", "--kind", "person"),
        (tmp_path, "--kind", "person"),
        (file, "--kind", "place"),
        (file,),
        (file, "--kind", "person", "--review", out),
        (file, "--kind", "person", "--curation", tmp_path / "nichts.jsonl"),
        (file, "--kind", "person", "--review", file, "--overwrite"),
    ):
        assert run("entities", *arguments, "-o", out).exit_code == 2
        assert [path.name for path in tmp_path.iterdir()] == ["records.jsonl"]


def test_entities_curation_is_applied_and_what_it_misses_is_a_warning(run: Run, file: Path, tmp_path: Path) -> None:
    curation = tmp_path / "curation.jsonl"
    curation.write_text('{"do":"hide","id":"person:hans-ott"}\n{"do":"hide","id":"person:x"}\n')
    result = run("entities", file, "--kind", "person", "--curation", curation, "--quiet")
    assert (result.exit_code, ids(result.stdout), result.stderr) == (0, BOTH[:1], "")
    result = run("entities", file, "--kind", "person", "--curation", curation)
    assert result.stderr.startswith(f"Warning: {curation}: line 2: hide: there is no entity person:x\n")


@pytest.mark.parametrize("content", [b'{"do":"hide"}', b"\xff"])
def test_entities_bad_curation_is_wrong_use(run: Run, file: Path, tmp_path: Path, content: bytes) -> None:
    curation = tmp_path / "curation.jsonl"
    curation.write_bytes(content)
    result = run("entities", file, "--kind", "person", "--curation", curation)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"Error: {curation}: ")


def test_entities_review_answers_itself(run: Run, file: Path, tmp_path: Path) -> None:
    file.write_text(f"{line('a', 'Taina Ott')}\n{line('b', 'Tainá Ott')}\n", encoding="utf-8")
    review = tmp_path / "review.jsonl"
    assert run("entities", file, "--kind", "person", "--review", review).exit_code == 0
    [pair] = map(json.loads, review.read_text(encoding="utf-8").splitlines())
    answered = tmp_path / "answered.jsonl"
    answered.write_text(json.dumps(pair | {"decision": "merge"}), encoding="utf-8")
    result = run("entities", file, "--kind", "person", "--curation", answered)
    assert ids(result.stdout) == [pair["ids"][0]]
    assert result.stderr.endswith("2 records, 1 entity, 0 pairs in doubt\n")
