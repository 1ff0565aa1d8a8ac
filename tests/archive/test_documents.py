"""PDF and DOCX: text, heads, damage; and documents that are read later."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from pathlib import Path

import docx
import pytest
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from extractor.archive.formats import Options
from extractor.archive.readers import read
from extractor.archive.release import Failure, Release
from extractor.archive.unread import Unread

GAP = 8
"""Points between paragraphs, beside those of a line."""


def pdf(*pages: list[str], large: int = 0) -> bytes:
    """A PDF with a text layer, a line of text for each line given, a gap for an empty one; the first in large type."""
    writer = PdfWriter()
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
            NameObject("/Encoding"): NameObject("/WinAnsiEncoding"),
        }
    )
    for lines in pages:
        page = writer.add_blank_page(width=595, height=842)
        page[NameObject("/Resources")] = DictionaryObject(
            {NameObject("/Font"): DictionaryObject({NameObject("/F1"): writer._add_object(font)})}
        )
        stream = DecodedStreamObject()
        sizes = [14] * large + [11] * len(lines)
        shown = " T* ".join(
            f"/F1 {size} Tf ({line}) Tj" if line else f"0 -{GAP} Td" for line, size in zip(lines, sizes, strict=False)
        )
        stream.set_data(f"BT /F1 11 Tf 14 TL 60 780 Td {shown} ET".encode("cp1252"))
        page[NameObject("/Contents")] = writer._add_object(stream)
    writer.add_metadata({"/Title": "Neue Brücke", "/CreationDate": "D:20240531090000+02'00'"})
    content = io.BytesIO()
    writer.write(content)
    return content.getvalue()


def word() -> bytes:
    document = docx.Document()
    document.core_properties.title, document.core_properties.created = "Neue Brücke", datetime(2024, 5, 31)
    document.add_heading("Neue Brücke frei")
    document.add_paragraph("Olpe. Landrätin Petra Kolb kam.")
    table = document.add_table(rows=2, cols=2)
    for row, cells in zip(table.rows, (("Träger", "Summe"), ("Caritas", "5.000 €")), strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    document.add_paragraph("Ende.")
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def one(path: Path, content: bytes, options: Options | None = None) -> Release | Failure | Unread:
    path.write_bytes(content)
    [item] = read([path], options)
    return item


def test_the_text_layer_of_a_pdf(tmp_path: Path) -> None:
    found = one(tmp_path / "pm.pdf", pdf(["Olpe. Landrätin Petra Kolb gab", "1,2 Mio. Euro frei."]))
    assert isinstance(found, Release)
    assert found.text == "Olpe. Landrätin Petra Kolb gab\n1,2 Mio. Euro frei."
    assert (found.title, found.date, found.media_type) == ("Neue Brücke", date(2024, 5, 31), "application/pdf")


def test_running_heads_and_page_numbers_are_left_out(tmp_path: Path) -> None:
    pages = [
        ["Kreis Olpe", *(f"{word} {name}." for word in ("Erstens", "Zweitens", "Drittens")), f"Seite {number}"]
        for number, name in enumerate(("Nord", "Süd", "Ost", "West"), 1)
    ]
    found = one(tmp_path / "pm.pdf", pdf(*pages))
    assert isinstance(found, Release)
    assert "Kreis Olpe" not in found.text
    assert "Seite" not in found.text
    assert found.text.startswith("Erstens Nord.\nZweitens Nord.\nDrittens Nord.\nErstens Süd.")


def test_a_gap_between_lines_parts_paragraphs(tmp_path: Path) -> None:
    lines = ["Neue Brücke frei", "", "Landrätin Petra Kolb", "kam.", "Max Rau auch.", "", "Ende."]
    found = one(tmp_path / "pm.pdf", pdf(lines))
    assert isinstance(found, Release)
    assert found.text == "Neue Brücke frei\n\nLandrätin Petra Kolb\nkam.\nMax Rau auch.\n\nEnde."


def test_a_page_number_of_a_single_page_is_left_out(tmp_path: Path) -> None:
    found = one(tmp_path / "pm.pdf", pdf(["Olpe. Petra Kolb kam.", "", "Seite 1 von 1"]))
    assert isinstance(found, Release)
    assert found.text == "Olpe. Petra Kolb kam."


def test_a_heading_that_needs_two_lines_is_one(tmp_path: Path) -> None:
    first, second = "Neue Turnhalle für die Schüler der Gesamtschule", "in Olpe fertig"
    text = "Landrätin Petra Kolb gab am Montag 1,2 Mio. Euro für den Bau frei."
    raw = pdf([first, second, "", text], large=2)
    found = one(tmp_path / "pm.pdf", raw)
    assert isinstance(found, Release)
    assert found.text.split("\n") == [f"{first} {second}", "", text]


def test_running_heads_of_two_pages_are_left_out_of_short_ones_too(tmp_path: Path) -> None:
    body = ["Landrätin Petra Kolb", "kam.", "Alle", "sahen", "zu.", "Es sprach Max"]
    first = ["Kreis Olpe", "", "Neue Brücke frei", "", *body, "", "Seite 1"]
    found = one(tmp_path / "pm.pdf", pdf(first, ["Kreis Olpe", "", "Rau.", "", "Seite 2"]))
    assert isinstance(found, Release)
    assert found.text == "\n".join(["Neue Brücke frei", "", *body, "Rau."])


def test_pages_that_are_all_alike_are_kept(tmp_path: Path) -> None:
    found = one(tmp_path / "pm.pdf", pdf(["Karte 1"], ["Karte 2"], ["Karte 3"]))
    assert isinstance(found, Release)
    assert found.text == "Karte 1\nKarte 2\nKarte 3"


def test_a_pdf_without_text_says_what_helps(tmp_path: Path) -> None:
    found = one(tmp_path / "pm.pdf", pdf([]))
    assert isinstance(found, Failure)
    assert "OCR" in str(found)


def test_docx_paragraphs_and_tables(tmp_path: Path) -> None:
    found = one(tmp_path / "pm.docx", word())
    assert isinstance(found, Release)
    assert found.text.split("\n\n") == [
        "Neue Brücke frei",
        "Olpe. Landrätin Petra Kolb kam.",
        "Träger | Summe\nCaritas | 5.000 €",
        "Ende.",
    ]
    assert (found.title, found.date) == ("Neue Brücke", date(2024, 5, 31))


@pytest.mark.parametrize("name", ["a.pdf", "a.docx"])
def test_damaged_documents_fail(tmp_path: Path, name: str) -> None:
    content = word() if name.endswith("docx") else pdf(["Kiel."])
    for damaged in (b"", b"kein Dokument" * 99, content[: len(content) // 2], content[:200] + b"\0" * len(content)):
        item = one(tmp_path / name, damaged)
        assert isinstance(item, Failure | Release)
    assert isinstance(one(tmp_path / name, b"kein Dokument" * 99), Failure)


def test_a_docx_bomb_is_not_unpacked(tmp_path: Path) -> None:
    content = io.BytesIO(word())
    with zipfile.ZipFile(content, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/x.bin", b"\0" * 3_000_000)
    found = one(tmp_path / "a.docx", content.getvalue(), Options(max_bytes=100_000))
    assert isinstance(found, Failure)
    assert "unpacks to more than" in found.reason


def test_documents_can_be_read_later(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    for folder in (tmp_path, tmp_path / "a"):
        (folder / "pm.docx").write_bytes(word())
    (tmp_path / "kaputt.pdf").write_bytes(b"x")
    inputs = [tmp_path, tmp_path / "pm.docx"]
    later, now = list(read(inputs, Options(later=True))), list(read(inputs))
    assert all(isinstance(item, Unread) for item in later)
    assert [item.id for item in later if item.path != "kaputt.pdf"] == [
        item.id for item in now if isinstance(item, Release)
    ]
    found = [item.read() for item in later if isinstance(item, Unread)]
    assert [item for item in found if isinstance(item, Release)] == [item for item in now if isinstance(item, Release)]
    assert [str(item) for item in found if isinstance(item, Failure)] == [
        str(item) for item in now if isinstance(item, Failure)
    ]


def test_a_cell_that_claims_to_span_all_columns_fails(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_table(rows=1, cols=1).rows[0].cells[0]._tc.grid_span = 99_999_999
    document.save(str(tmp_path / "a.docx"))
    [found] = read([tmp_path / "a.docx"])
    assert isinstance(found, Failure)
    assert found.reason == "a row of a table has more than 1,000 columns"


def test_a_lack_of_memory_is_called_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def starved(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr("extractor.archive.documents._check_size", starved)
    (tmp_path / "a.docx").write_bytes(word())
    [found] = read([tmp_path / "a.docx"])
    assert isinstance(found, Failure)
    assert str(found).endswith("takes more memory than one release may have (--max-memory sets the limit)")
