"""JSON Lines: what a row gives, and how it fails."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.archive import rows as rows_module
from extractor.archive.formats import Fields, Origin
from extractor.archive.release import Failure, Release, digest
from extractor.archive.rows import rows
from extractor.archive.streams import ReadError
from extractor.text.decode import Decoded, NotTextError

ORIGIN = Origin("pm", "pm.jsonl", "archiv/pm.jsonl", "application/x-ndjson")
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
)


def read(content: bytes, fields: Fields | None = None, limit: int = 10**6) -> list[Release | Failure]:
    return list(rows(iter([content]), ORIGIN, fields or Fields(), limit))


def row(values: dict[str, Any], **fields: Any) -> Release | Failure:
    [item] = read(json.dumps(values).encode(), Fields(**fields))
    return item


def release(values: dict[str, Any], **fields: Any) -> Release:
    item = row(values, **fields)
    assert isinstance(item, Release), item
    return item


def test_a_row_gives_a_release() -> None:
    values = {"id": "r7", "text": "Kiel. Text.", "title": "Titel", "sender": "Kreis Plön", "date": "2019-07-15", "x": 1}
    found = release(values)
    assert found == Release(
        id="r7",
        text="Kiel. Text.",
        path="pm.jsonl",
        sha256=digest("Kiel. Text."),
        encoding="utf-8",
        media_type="application/x-ndjson",
        title="Titel",
        sender="Kreis Plön",
        date=date(2019, 7, 15),
        origin="archiv/pm.jsonl",
        line=1,
    )


@pytest.mark.parametrize(
    ("given_id", "expected"), [("a/b", "a/b"), (17, "17"), (None, "pm-1"), ("", "pm-1"), (" ", "pm-1"), (1.5, "1.5")]
)
def test_a_row_keeps_its_id(given_id: object, expected: str) -> None:
    found = release({"id": given_id, "text": "Text."})
    assert (found.id, found.doubts) == (expected, ())


def test_an_id_that_is_none_is_doubted() -> None:
    found = release({"id": ["x"], "text": "Text."})
    assert found.id == "pm-1"
    assert [doubt.code for doubt in found.doubts] == ["field-ignored"]


def test_fields_have_names() -> None:
    found = release({"id": 1, "nr": 2, "text": "x", "body": "Der Text."}, text="body", id="nr")
    assert (found.id, found.text) == ("2", "Der Text.")
    values = {"text": "Text.", "titel": "T", "absender": "A", "datum": "2024-05-31", "title": "x", "sender": "y"}
    found = release(values, title="titel", sender="absender", date="datum")
    assert (found.title, found.sender, found.date) == ("T", "A", date(2024, 5, 31))


def test_the_title_goes_before_the_text_on_request_only() -> None:
    values = {"title": "Titel", "text": "Text."}
    assert release(values).text == "Text."
    found = release(values, prepend_title=True)
    assert (found.text, found.sha256) == ("Titel\n\nText.", digest("Text."))
    assert release({"title": None, "text": "Text."}, prepend_title=True).text == "Text."


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2024-05-31", date(2024, 5, 31)),
        ("2024-05-31T08:00:00Z", date(2024, 5, 31)),
        ("31.5.2024", date(2024, 5, 31)),
        ("", None),
    ],
)
def test_dates(written: str, expected: date | None) -> None:
    found = release({"text": "Text.", "date": written})
    assert (found.date, found.doubts) == (expected, ())


@pytest.mark.parametrize("values", [{"date": "gestern"}, {"date": 20240531}, {"title": 7}, {"sender": {"name": "x"}}])
def test_fields_of_another_type_are_left_and_doubted(values: dict[str, Any]) -> None:
    found = release({"text": "Text."} | values)
    assert (found.title, found.sender, found.date) == (None, None, None)
    assert [doubt.code for doubt in found.doubts] == ["field-ignored"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"id": 1}', "no field 'text'"),
        ('{"text": null}', "the field 'text' is null, not text"),
        ('{"text": 12}', "the field 'text' is a number, not text"),
        ('{"text": ["a"]}', "the field 'text' is a list, not text"),
        ('{"text": ""}', "the release is empty"),
        ('{"text": " \\n\\u00a0"}', "the release is empty"),
        ('{"text": "a"', "invalid JSON at column"),
        ("Kein JSON", "invalid JSON at column 1"),
        ("[1]", "the line is a list, not an object"),
        ("[" * 100_000, "JSON that cannot be read"),
        ('{"text": ' + "1" * 5000 + "}", "JSON that cannot be read"),
    ],
)
def test_a_bad_line_fails_alone(line: str, reason: str) -> None:
    good = '{"id": "gut", "text": "Text."}'
    first, second, third = read("\n".join((good, line, good)).encode())
    assert isinstance(second, Failure)
    assert (second.path, second.line) == ("archiv/pm.jsonl", 2)
    assert reason in second.reason
    assert isinstance(first, Release)
    assert isinstance(third, Release)
    assert third.line == 3


def test_a_fault_in_a_line_fails_that_line_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    real = rows_module.decode

    def faulty(data: bytes) -> Decoded:
        if b"2" in data:
            raise KeyError("x")
        return real(data)

    monkeypatch.setattr(rows_module, "decode", faulty)
    first, second, third = read(b'{"text": "1"}\n{"text": "2"}\n{"text": "3"}\n')
    assert (first.id, third.id) == ("pm-1", "pm-3")
    assert isinstance(second, Failure)
    assert (second.reason, second.line) == ("cannot be read: KeyError: 'x'", 2)


def test_a_missing_field_names_the_option_and_the_fields() -> None:
    failure = row({"nr": 1, "inhalt": "Text."})
    assert isinstance(failure, Failure)
    assert "--text-field" in str(failure)
    assert "nr, inhalt" in str(failure)


def test_a_line_over_the_limit_fails_alone() -> None:
    long = json.dumps({"text": "x" * 5000})
    first, second = read(f'{long}\n{{"text": "Kurz."}}\n'.encode(), limit=1000)
    assert isinstance(first, Failure)
    assert first.reason == "the line is longer than 1000 bytes, the limit for one release"
    assert isinstance(second, Release)


def test_blank_lines_count_as_lines_only() -> None:
    items = read(b'\n{"text": "a"}\r\n\r\n{"text": "b"}\n\n')
    assert [item.id for item in items] == ["pm-2", "pm-4"]


@pytest.mark.parametrize(
    ("encoding", "named"), [("cp1252", "cp1252"), ("utf-16", "utf-16"), ("utf-8-sig", "utf-8-sig")]
)
def test_encodings(encoding: str, named: str) -> None:
    [found] = read('{"text": "Grüße aus Münster"}\n'.encode(encoding))
    assert isinstance(found, Release)
    assert (found.text, found.encoding) == ("Grüße aus Münster", named)


def test_half_characters_are_replaced_and_doubted() -> None:
    [found] = read(b'{"id": "\\udc00", "text": "Kiel \\ud83d."}')
    assert isinstance(found, Release)
    assert (found.id, found.text) == ("\ufffd", "Kiel \ufffd.")
    assert [doubt.code for doubt in found.doubts] == ["damaged-text"]


def test_a_file_that_is_no_text_fails_once() -> None:
    with pytest.raises(NotTextError):
        read(bytes(range(256)) * 50)
    assert [type(item) for item in read(b'{"text": "a"}\n\0\0\0\n{"text": "b"}')] == [Release, Failure, Release]


def test_a_file_without_rows_fails() -> None:
    with pytest.raises(ReadError, match="no row"):
        read(b"\n \n")


@settings(deadline=None)
@given(JSON)
def test_any_json_gives_one_release_or_failure(value: object) -> None:
    [item] = read(json.dumps(value).encode())
    assert isinstance(item, Failure)


@settings(deadline=None)
@given(st.fixed_dictionaries({"text": JSON}, optional=dict.fromkeys(("id", "title", "sender", "date"), JSON)))
def test_any_row_gives_one_release_or_failure(values: dict[str, Any]) -> None:
    item = row(values)
    text = values["text"]
    assert isinstance(item, Release) == (isinstance(text, str) and bool(text.strip()))
    if isinstance(item, Release):
        assert f"{item.id}{item.text}{item.title}{item.sender}".encode()


def test_failures_can_always_be_written() -> None:
    [failure] = rows(iter([b'{"\\ud800": 1}\n']), ORIGIN, Fields(), 1000)
    assert isinstance(failure, Failure)
    assert "no field" in failure.reason
    failure.to_json().encode()
