"""Blocks, lines and limits."""

from __future__ import annotations

import gzip
import io
import tracemalloc
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.archive.streams import Line, ReadError, as_utf8, begin, blocks, lines, looks_like_json, size, whole

LIMIT = 100


def ignore(_: int) -> None: ...


@settings(deadline=None)
@given(st.lists(st.binary(max_size=20)))
def test_lines_are_those_of_the_joined_blocks(parts: list[bytes]) -> None:
    content = b"".join(parts)
    expected = content.split(b"\n")
    if not expected[-1]:
        expected.pop()
    assert [line.data for line in lines(iter(parts), 10**6)] == expected


@settings(deadline=None)
@given(st.lists(st.binary(max_size=20)), st.integers(0, 15))
def test_lines_over_the_limit_come_without_data(parts: list[bytes], limit: int) -> None:
    for line, full in zip(lines(iter(parts), limit), lines(iter(parts), 10**6), strict=True):
        assert full.data is not None
        assert line == (full if len(full.data) <= limit else Line(full.number, None))


def test_lines_of_any_length_take_little_memory() -> None:
    def endless() -> Iterator[bytes]:
        for _ in range(1000):
            yield b"x" * 65536
        yield b"\nshort\n"

    tracemalloc.start()
    assert list(lines(endless(), 1 << 20)) == [Line(1, None), Line(2, b"short")]
    assert tracemalloc.get_traced_memory()[1] < 8 << 20
    tracemalloc.stop()


def test_whole_stops_at_the_limit() -> None:
    assert whole(iter([b"a" * LIMIT]), LIMIT) == b"a" * LIMIT
    with pytest.raises(ReadError, match="larger than 100 bytes"):
        whole(iter([b"a" * 60, b"a" * 60]), LIMIT)


def test_blocks_say_how_far_the_packed_file_was_read() -> None:
    packed = gzip.compress(b"Guten Tag\n" * 100_000)
    steps: list[int] = []
    content = b"".join(blocks(io.BytesIO(packed), gzipped=True, consumed=steps.append))
    assert content == b"Guten Tag\n" * 100_000
    assert sum(steps) <= len(packed)


def test_blocks_read_gzip_of_several_members() -> None:
    packed = gzip.compress(b"eins\n") + gzip.compress(b"zwei\n")
    assert b"".join(blocks(io.BytesIO(packed), gzipped=True, consumed=ignore)) == b"eins\nzwei\n"


@pytest.mark.parametrize(
    "packed", [b"no gzip at all", gzip.compress(bytes(range(256)) * 999, mtime=0)[:-20], b"\x1f\x8b\x08\x00damaged"]
)
def test_blocks_name_damaged_gzip(packed: bytes) -> None:
    with pytest.raises(ReadError, match="gzip"):
        list(blocks(io.BytesIO(packed), gzipped=True, consumed=ignore))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_json_is_recognised_in_unicode_encodings(encoding: str) -> None:
    assert looks_like_json('  {"text": "ä"}'.encode(encoding))
    assert not looks_like_json("Kiel. {Text}".encode(encoding))


def test_begin_waits_for_something_visible() -> None:
    head, rest = begin(iter([b"\n", b"  ", b'{"text"', b": 1}"]))
    assert looks_like_json(head)
    assert b"".join(rest) == b'\n  {"text": 1}'


@settings(deadline=None)
@given(st.text(st.characters(codec="utf-8", exclude_characters="\0")), st.integers(1, 7))
def test_utf16_becomes_utf8_in_blocks_of_any_size(text: str, step: int) -> None:
    content = text.encode("utf-16")
    encoding, parts = as_utf8(iter([content[start : start + step] for start in range(0, len(content), step)]))
    assert encoding == "utf-16"
    assert b"".join(parts).decode() == text


def test_size_in_words() -> None:
    assert [size(n) for n in (12, 2048, 64 << 20, 3 << 30)] == ["12 bytes", "2 KiB", "64 MiB", "3 GiB"]
