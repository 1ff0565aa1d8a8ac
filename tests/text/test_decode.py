import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.text.decode import Decoded, NotTextError, decode, without_surrogates

SENTENCE = "Die Bürgermeisterin übergab 500 € – für „größere“ Räume."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_decode_reads_what_programs_write(encoding):
    assert decode(SENTENCE.encode(encoding)) == Decoded(SENTENCE, encoding)


@pytest.mark.parametrize(
    ("mark", "codec", "encoding"),
    [
        (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16"),
        (codecs.BOM_UTF32_BE, "utf-32-be", "utf-32"),
        (codecs.BOM_UTF32_LE, "utf-32-le", "utf-32"),
    ],
)
def test_decode_obeys_the_byte_order_mark(mark, codec, encoding):
    assert decode(mark + SENTENCE.encode(codec), "cp1252") == Decoded(SENTENCE, encoding)


def test_decode_prefers_strict_utf8_to_what_is_declared():
    assert decode("Müller".encode(), "iso-8859-1").text == "Müller"


@pytest.mark.parametrize("declared", ["iso-8859-1", "latin1", "us-ascii", "ISO-8859-1 ", "windows-1252"])
def test_decode_reads_declared_latin1_as_browsers_do(declared):
    assert decode("10 € für „alle“".encode("cp1252"), declared) == Decoded("10 € für „alle“", "cp1252")


def test_decode_uses_the_declared_charset_before_cp1252():
    assert decode("Łódź".encode("iso8859-2"), "iso-8859-2") == Decoded("Łódź", "iso8859-2")


def test_decode_reads_utf16_without_a_mark_where_declared():
    assert decode("Grüße".encode("utf-16-le"), "utf-16-le").text == "Grüße"


@pytest.mark.parametrize("declared", ["", "no-such-charset", "rot13", "base64", "punycode", "unicode_escape", "a\0b"])
def test_decode_ignores_declarations_that_are_no_charset(declared):
    assert decode("Übung \\n".encode("cp1252"), declared) == Decoded("Übung \\n", "cp1252")


def test_decode_finds_dos_text_by_statistics():
    text = "Über fünfzig Bürgerinnen und Bürger besuchten die Größte der Ausstellungen für Gemüse. " * 4
    assert decode(text.encode("cp850")).text == text


def test_decode_reads_a_file_cut_inside_a_character_as_damaged_utf8():
    data = ("Große Freude über die schöne Halle für Bürger, ü" + "").encode()[:-1]
    decoded = decode(data)
    assert decoded.damaged
    assert decoded.encoding == "utf-8"
    assert decoded.text.startswith("Große Freude über")


def test_decode_marks_broken_text_behind_a_mark_as_damaged():
    assert decode(codecs.BOM_UTF8 + b"ab\xff") == Decoded("ab\ufffd", "utf-8-sig", damaged=True)


def test_decode_keeps_newlines():
    assert decode(b"a\r\nb\rc\n").text == "a\r\nb\rc\n"


def test_decode_of_nothing_is_empty():
    assert decode(b"") == Decoded("", "utf-8")


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", bytes(range(1, 32)) * 20, b"a\0b"])
def test_decode_refuses_binary_data_in_one_line(data):
    with pytest.raises(NotTextError) as raised:
        decode(data)
    assert "\n" not in str(raised.value)
    assert isinstance(raised.value, ValueError)


@given(st.binary(max_size=200), st.none() | st.sampled_from(["utf-8", "latin1", "cp437", "utf-16", "x"]))
def test_decode_returns_text_or_says_that_it_is_none(data, declared):
    try:
        decoded = decode(data, declared)
    except NotTextError:
        return
    assert "\0" not in decoded.text


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"])))
def test_decode_gives_back_every_utf8_text(text):
    if not text.startswith("\ufeff"):
        assert decode(text.encode()) == Decoded(text, "utf-8")


@given(st.text(st.characters()))
def test_without_surrogates_keeps_offsets_and_can_be_written(text):
    written = without_surrogates(text)
    written.encode()
    assert len(written) == len(text)
    assert all(new in (old, "\ufffd") for old, new in zip(text, written, strict=True))
