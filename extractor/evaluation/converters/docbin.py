"""spaCy's DocBin: documents with our tokens, mentions as ``doc.spans["sc"]`` and as ``doc.ents``, quotes as a group.

A span that ends inside a token covers the whole token there; its exact offsets are in ``doc.user_data`` and come back
as long as the span is the same. What else a release has is in ``doc.user_data`` too.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractor.evaluation.converters.base import ConvertError, Format, everything, in_order, quote_of, span_of
from extractor.evaluation.gold import Gold, checked

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span
    from spacy.vocab import Vocab

MENTIONS, QUOTES = "sc", "quotes"
"""``sc`` is the group that spaCy's span categoriser takes."""
REST = "extractor_gold"
MOST_BYTES = 1 << 31


def write(releases: list[Gold]) -> Iterator[tuple[str, bytes]]:
    """All releases in one file."""
    from spacy.tokens import DocBin
    from spacy.vocab import Vocab

    vocab, binary = Vocab(), DocBin(attrs=["ORTH", "SPACY", "ENT_IOB", "ENT_TYPE"], store_user_data=True)
    for gold in releases:
        binary.add(_doc(in_order(gold), vocab))
    yield "", binary.to_bytes()


def _doc(gold: Gold, vocab: Vocab) -> Doc:
    from spacy.tokens import Doc
    from spacy.util import filter_spans

    from extractor.text.tokens import words_and_spaces

    words, spaces = words_and_spaces(gold["text"])
    doc = Doc(vocab, words=words, spaces=spaces)
    exact: dict[str, list[int]] = {}
    for group, marks, key in ((MENTIONS, gold["spans"], "label"), (QUOTES, gold.get("quotes", []), "kind")):
        found = []
        for at, mark in enumerate(marks):
            span = doc.char_span(mark["start"], mark["end"], label=mark[key], alignment_mode="expand", span_id=str(at))
            if span is None:
                raise ConvertError(f"{gold['id']}: span {mark['start']}-{mark['end']} holds no token")
            if (span.start_char, span.end_char) != (mark["start"], mark["end"]):
                exact[_key(group, span)] = [mark["start"], mark["end"]]
            found.append(span)
        doc.spans[group] = found
    doc.set_ents(filter_spans(list(doc.spans[MENTIONS])), default="outside")
    rest = {key: value for key, value in gold.items() if key not in {"text", "spans"}} | {"exact": exact}
    doc.user_data[REST] = json.dumps(rest, ensure_ascii=False)
    return doc


def _key(group: str, span: Span) -> str:
    """A span and which of the release's it was, so that a mark set anew is not taken for it."""
    return f"{group} {span.id_} {span.start} {span.end} {span.label_}"


def read(path: Path) -> Iterator[Gold]:
    """The documents of a file; one that we did not write gives its groups or entities."""
    from spacy.tokens import DocBin
    from spacy.vocab import Vocab

    try:
        docs = list(DocBin().from_bytes(_bounded(path)).get_docs(Vocab()))
    except ConvertError:
        raise
    except Exception as error:
        raise ConvertError(f"{path}: no DocBin of spaCy ({type(error).__name__}: {error})") from error
    for number, doc in enumerate(docs, 1):
        yield _gold(doc, f"{path}: document {number}", f"{path.stem}-{number}")


def _bounded(path: Path) -> bytes:
    """The content of ``path``, which must not unpack to more than a machine holds."""
    data = path.read_bytes()
    unpacker = zlib.decompressobj()
    if len(unpacker.decompress(data, MOST_BYTES)) >= MOST_BYTES:
        raise ConvertError(f"{path}: unpacks to more than {MOST_BYTES:,} bytes")
    return data


def _gold(doc: Doc, where: str, name: str) -> Gold:
    rest = _rest(doc, where)
    exact = rest.pop("exact", None) or {}
    marks = list(doc.spans[MENTIONS]) if MENTIONS in doc.spans else list(doc.ents)
    spans = [span_of(doc.text, *_offsets(MENTIONS, mark, exact, where), mark.label_, where) for mark in marks]
    gold: Gold = {"id": rest.pop("id", name), "text": doc.text, "spans": spans} | rest
    if "quotes" in gold:
        gold["quotes"] = list(_quotes(doc, gold["quotes"], exact, where))
    return checked(gold, where)


def _rest(doc: Doc, where: str) -> dict[str, Any]:
    try:
        rest = json.loads(doc.user_data.get(REST, "{}"))
    except (TypeError, ValueError) as error:
        raise ConvertError(f"{where}: {REST} is no JSON") from error
    if not isinstance(rest, dict) or not isinstance(rest.get("id", ""), str):
        raise ConvertError(f"{where}: {REST} does not hold what a gold release has")
    return {key: value for key, value in rest.items() if key not in {"text", "spans"}}


def _offsets(group: str, mark: Span, exact: Any, where: str) -> tuple[Any, Any]:
    place = exact.get(_key(group, mark)) if isinstance(exact, dict) else None
    if place is None:
        return mark.start_char, mark.end_char
    if not isinstance(place, list) or len(place) != 2:
        raise ConvertError(f"{where}: the exact offsets of {mark.text!r} are damaged")
    return place[0], place[1]


def _quotes(doc: Doc, known: Any, exact: Any, where: str) -> Iterator[Gold]:
    """The quotes of the group; one that was there before keeps its speaker."""
    for mark in doc.spans.get(QUOTES, ()):
        start, end = _offsets(QUOTES, mark, exact, where)
        quote = quote_of(doc.text, start, end, mark.label_, None, where)
        speakers = [
            one.get("speaker")
            for one in known
            if isinstance(one, dict) and (one.get("start"), one.get("end")) == (start, end)
        ]
        yield quote | {"speaker": speakers[0] if speakers else None}


DOCBIN = Format("docbin", ".spacy", False, "spans, quotes; the rest in doc.user_data", everything, write, read)
