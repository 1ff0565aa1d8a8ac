"""Hostile PDF and DOCX."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Sequence
from random import Random

from extractor.evaluation.hostile.kinds import SENTENCE, Kind, Lure, Outcome

BLAMES = "PDF|limit|binary|memory|Memory|killed|text layer|empty"
DOCX_BLAMES = "more than 1,000 columns|DOCX|document|limit|memory|Memory|empty"
PAGE = "<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>/XObject<</X 6 0 R>>>>>>"
FONT = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
SHOWN = f"BT /F1 11 Tf 60 700 Td ({SENTENCE}) Tj ET"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
KINDS_OF_PARTS = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default '
    'Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override '
    'PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.'
    'document.main+xml"/></Types>'
)
RELATIONS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)


def stream(data: bytes, head: str = "") -> bytes:
    """A PDF stream object's content."""
    return f"<<{head}/Length {len(data)}>>stream\n".encode() + data + b"\nendstream"


def pdf(
    content: bytes | None = None, *, pages: str | None = None, page: str = PAGE, extra: Sequence[bytes] = ()
) -> bytes:
    """A small PDF by hand, so that any part of it can lie."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        (pages or "<</Type/Pages/Kids[3 0 R]/Count 1>>").encode(),
        page.encode(),
        content if content is not None else stream(SHOWN.encode("cp1252")),
        FONT.encode(),
        *extra,
    ]
    out = bytearray(b"%PDF-1.5\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    out += f"trailer\n<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


def _form(content: bytes) -> bytes:
    return stream(content, "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>")


def _mutated(random: Random, _: Lure) -> bytes:
    data = bytearray(pdf())
    for _number in range(30):
        data[random.randrange(len(data))] = random.randrange(256)
    return bytes(data)


def _prev_loop(*_: object) -> bytes:
    data = pdf()
    start = data.rindex(b"xref\n0")
    return data.replace(b"/Root 1 0 R>>", f"/Root 1 0 R/Prev {start}>>".encode())


def docx(document: str | bytes, parts: dict[str, bytes] | None = None) -> bytes:
    """A small DOCX by hand."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        files = {"[Content_Types].xml": KINDS_OF_PARTS, "_rels/.rels": RELATIONS, "word/document.xml": document}
        for name, data in (files | (parts or {})).items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED, 1)
    return content.getvalue()


def body(inner: str, doctype: str = "") -> str:
    """The document part of a DOCX."""
    return f'<?xml version="1.0"?>{doctype}<w:document xmlns:w="{WORD}"><w:body>{inner}</w:body></w:document>'


def words(text: str = SENTENCE) -> str:
    """A paragraph."""
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def _laughs(_: Random, lure: Lure) -> bytes:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    doctype = f'<!DOCTYPE w [<!ENTITY e0 "ha"><!ENTITY s SYSTEM "{lure.secret.as_uri()}">{entities}]>'
    return docx(body(words() + words("&e11;&s;"), doctype))


def _outside(_: Random, lure: Lure) -> bytes:
    link = f'<Relationship Id="r2" Type="x" Target="{lure.secret.as_uri()}" TargetMode="External"/></Relationships>'
    far = RELATIONS.replace("</Relationships>", link)
    return docx(body(words()), {"word/_rels/document.xml.rels": far.encode(), "../../hostile-escaped.txt": b"x"})


def _false_size(*_: object) -> bytes:
    """The head of the member says that it is small."""
    text = words("a " * 9_000_000)
    data = bytearray(docx(body(words() + text)))
    real = len(body(words() + text).encode()).to_bytes(4, "little")
    return bytes(data.replace(real, (999).to_bytes(4, "little")))


KINDS = (
    Kind("pdf-page-loop", ".pdf", Outcome.EITHER, lambda *_: pdf(pages="<</Type/Pages/Kids[2 0 R 3 0 R]/Count 2>>"),
         blames=BLAMES),
    Kind("pdf-tree-loop", ".pdf", Outcome.EITHER, lambda *_: pdf(page="<</Type/Pages/Kids[2 0 R]/Count 1>>"),
         blames=BLAMES),
    Kind("pdf-xref-loop", ".pdf", Outcome.EITHER, _prev_loop, blames=BLAMES),
    Kind("pdf-form-loop", ".pdf", Outcome.EITHER,
         lambda *_: pdf(stream(f"{SHOWN} /X Do".encode("cp1252")), extra=[_form(b"/X Do /X Do")]), blames=BLAMES),
    Kind("pdf-length-loop", ".pdf", Outcome.EITHER, lambda *_: pdf(b"<</Length 4 0 R>>stream\nx\nendstream"),
         blames=BLAMES),
    Kind("pdf-parent-loop", ".pdf", Outcome.EITHER,
         lambda *_: pdf(page=PAGE.replace("/Parent 2 0 R", "/Parent 3 0 R").replace("/Resources", "/R")),
         blames=BLAMES),
    Kind("pdf-bomb", ".pdf", Outcome.EITHER,
         lambda *_: pdf(stream(zlib.compress(b" " * (1 << 26), 1), "/Filter/FlateDecode")), blames=BLAMES),
    Kind("pdf-bombs-nested", ".pdf", Outcome.EITHER,
         lambda *_: pdf(stream(zlib.compress(zlib.compress(b" " * (1 << 27), 1), 1),
                               "/Filter[/FlateDecode/FlateDecode]")), blames=BLAMES),
    Kind("pdf-operators", ".pdf", Outcome.EITHER, lambda *_: pdf(stream(zlib.compress(b"q " * 5_000_000),
         "/Filter/FlateDecode")), blames=BLAMES),
    Kind("pdf-brackets", ".pdf", Outcome.EITHER, lambda *_: pdf(stream(b"[" * 200_000)), blames=BLAMES),
    Kind("pdf-deep-array", ".pdf", Outcome.EITHER, lambda *_: pdf(extra=[b"[" * 100_000 + b"]" * 100_000],
         page=PAGE.replace("/Font<</F1 5 0 R>>", "/Font 6 0 R")), blames=BLAMES),
    Kind("pdf-many-pages", ".pdf", Outcome.FAILS,
         lambda *_: pdf(pages="<</Type/Pages/Kids[" + "3 0 R " * 9_000 + "]/Count 9000>>"), blames=BLAMES),
    Kind("pdf-false-count", ".pdf", Outcome.EITHER,
         lambda *_: pdf(pages="<</Type/Pages/Kids[3 0 R]/Count 999999999>>"), blames=BLAMES),
    Kind("pdf-cut-off", ".pdf", Outcome.EITHER, lambda *_: pdf()[:400], blames=BLAMES),
    Kind("pdf-only-head", ".pdf", Outcome.FAILS, lambda *_: b"%PDF-1.5\n", blames=BLAMES),
    Kind("pdf-no-pdf", ".pdf", Outcome.FAILS, lambda random, _: random.randbytes(9_000), blames=BLAMES),
    Kind("pdf-no-text", ".pdf", Outcome.FAILS, lambda *_: pdf(stream(b"q Q")), blames=BLAMES),
    Kind("pdf-mutated", ".pdf", Outcome.EITHER, _mutated, blames=BLAMES),
    Kind("docx-bomb", ".docx", Outcome.EITHER, lambda *_: docx(body(words() + words(" " * 90_000_000))),
         blames=DOCX_BLAMES),
    Kind("docx-false-size", ".docx", Outcome.EITHER, _false_size, blames=DOCX_BLAMES),
    Kind("docx-laughs", ".docx", Outcome.EITHER, _laughs, blames=DOCX_BLAMES),
    Kind("docx-outside", ".docx", Outcome.EITHER, _outside, blames=DOCX_BLAMES),
    Kind("docx-deep", ".docx", Outcome.EITHER,
         lambda *_: docx(body(words() + "<w:tbl><w:tr><w:tc>" * 60 + words() + "</w:tc></w:tr></w:tbl>" * 60)),
         blames=DOCX_BLAMES),
    Kind("docx-very-deep", ".docx", Outcome.FAILS, lambda *_: docx(body("<w:sdt>" * 90_000)), blames=DOCX_BLAMES),
    Kind("docx-wide-table", ".docx", Outcome.EITHER,
         lambda *_: docx(body(words() + "<w:tbl>" + "<w:tr><w:tc><w:p/></w:tc></w:tr>" * 3_000 + "</w:tbl>")),
         blames=DOCX_BLAMES),
    Kind("docx-spans", ".docx", Outcome.EITHER,
         lambda *_: docx(body(words() + "<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val='99999999'/></w:tcPr><w:p/>"
                               "</w:tc></w:tr></w:tbl>")), blames=DOCX_BLAMES),
    Kind("docx-no-zip", ".docx", Outcome.FAILS, lambda random, _: random.randbytes(9_000), blames=DOCX_BLAMES),
    Kind("docx-no-part", ".docx", Outcome.FAILS, lambda *_: docx("", {"word/document.xml": b""}), blames=DOCX_BLAMES),
    Kind("docx-cut-off", ".docx", Outcome.FAILS, lambda *_: docx(body(words()))[:300], blames=DOCX_BLAMES),
)  # fmt: skip
