"""What every format has in common: gold comes back as it was, as far as the format can hold it."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.batch.output import OutputError
from extractor.evaluation.converters import convert
from extractor.evaluation.converters.base import ConvertError, Utf16, in_words, sentences, tokens
from extractor.evaluation.converters.convert import FORMATS
from extractor.evaluation.gold import Gold, GoldError

Back = Callable[[str, Gold], Gold]
WHOLE = ("gold", "jsonl", "doccano", "prodigy", "docbin", "xmi")


@pytest.fixture
def there_and_back(tmp_path: Path) -> Callable[[str, Gold], Gold]:
    def call(name: str, gold: Gold) -> Gold:
        return through(name, gold, tmp_path)

    return call


def through(name: str, gold: Gold, folder: Path) -> Gold:
    """What is read of what was written."""
    target = FORMATS[name]
    path = folder / ("out" if target.folder else f"out{target.suffix}")
    convert.write([gold], path, target, overwrite=True)
    (back,) = convert.read(path, target)
    return back


LETTERS = "aBß äöü\u0308\u0301 é🎉👩\u200d🚀\n\t .,-_|[]*;\\#>„“1€\u00a0\u2028"


@st.composite
def releases(draw: st.DrawFn) -> Gold:
    """Texts with umlauts, emoji and combining marks, and spans anywhere in them but for white space at their ends."""
    text = draw(st.text(LETTERS, min_size=1, max_size=60).filter(str.strip))
    places = sorted(draw(st.sets(st.integers(0, len(text)), max_size=10)))
    spans = []
    for start, end in zip(places[::2], places[1::2], strict=False):
        held = text[start:end]
        start += len(held) - len(held.lstrip())
        end = start + len(held.strip())
        if start < end:
            label = draw(st.sampled_from(["PERSON", "ROLE", "ORG", "PROGRAMME", "LOC"]))
            spans.append({"start": start, "end": end, "label": label, "text": text[start:end]})
    return {"id": "a", "text": text, "spans": spans}


@pytest.mark.parametrize("name", WHOLE)
def test_whole_release_comes_back(name: str, gold: Gold, there_and_back: Back) -> None:
    kept, dropped = convert.kept([gold], FORMATS[name])
    assert there_and_back(name, kept[0]) == gold
    assert not +dropped


@pytest.mark.parametrize(
    ("name", "dropped"),
    [
        ("brat", "1 title, 1 date"),
        ("conll2003", "1 person, 2 organisations, 1 programme, 3 amounts, 1 quote"),
        ("conll2002", "1 person, 2 organisations, 1 programme, 3 amounts, 1 quote"),
        ("webanno", "1 person, 2 organisations, 1 programme, 1 title, 1 date, 1 amounts' part, 1 speaker"),
    ],
)
def test_what_a_format_holds_comes_back_and_the_rest_is_counted(
    name: str, dropped: str, gold: Gold, there_and_back: Back
) -> None:
    (kept,), counts = convert.kept([gold], FORMATS[name])
    back = there_and_back(name, kept)
    assert back == kept
    assert (back["text"], back["spans"]) == (gold["text"], gold["spans"])
    assert in_words(counts) == dropped


@pytest.mark.parametrize("name", FORMATS)
@given(gold=releases())
@settings(max_examples=40)
def test_any_text_and_spans_come_back(name: str, gold: Gold) -> None:
    (kept,), _ = convert.kept([gold], FORMATS[name])
    with tempfile.TemporaryDirectory() as folder:
        back = through(name, kept, Path(folder))
    assert back["spans"] == gold["spans"]
    assert back["text"] == kept["text"]
    assert kept["text"].lstrip() == gold["text"].lstrip()
    assert name == "webanno" or kept["text"] == gold["text"]


@pytest.mark.parametrize("name", ["brat", "xmi", "webanno"])
@given(
    said=st.text(LETTERS, max_size=12),
    value=st.decimals(0, 10**9, places=2),
    kind=st.sampled_from(["direct", "indirect"]),
)
@settings(max_examples=30)
def test_any_fields_of_amounts_and_quotes_come_back(name: str, said: str, value: Decimal, kind: str) -> None:
    text = "🎉 5 Euro „Ja. 🎉\nNein“"
    amount = {"text": "5 Euro", "value": float(value), "source": said or None, "purpose": said or None}
    quote = {"start": 10, "end": len(text) - 1, "text": text[10:-1], "kind": kind, "speaker": None}
    money = {"start": 2, "end": 8, "label": "MONEY", "text": "5 Euro"}
    gold = {"id": "a", "text": text, "spans": [money], "amounts": [amount], "quotes": [quote]}
    (kept,), dropped = convert.kept([gold], FORMATS[name])
    with tempfile.TemporaryDirectory() as folder:
        back = through(name, kept, Path(folder))
    assert back == kept
    assert {key: back["amounts"][0][key] for key in amount} == amount
    assert back["quotes"] == [quote]
    assert not +dropped


@pytest.mark.parametrize("name", FORMATS)
def test_releases_without_records_stay_so(name: str, gold: Gold, there_and_back: Back) -> None:
    bare = {key: value for key, value in gold.items() if key in {"id", "text", "spans"}}
    assert there_and_back(name, bare) == bare


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"spans": [{"start": 0, "end": 5, "label": "PER", "text": "Große"}], "amounts": []}, "unknown label 'PER'"),
        ({"spans": [{"start": 0, "end": 4, "label": "ORG", "text": "Große"}], "amounts": []}, "does not hold"),
        ({"spans": [{"start": 0, "end": 5, "label": "ORG"}], "amounts": []}, "a span needs start, end, label and text"),
        ({"quotes": [{"start": 0, "end": 5, "text": "Große", "kind": "direct", "speaker": 7}]}, "speaker 7"),
        ({"text": "\ud800", "spans": [], "amounts": [], "quotes": []}, r"U\+D800"),
    ],
)
def test_gold_that_is_wrong_is_refused(change: Gold, message: str, gold: Gold, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps(gold | change), encoding="utf-8")
    with pytest.raises(GoldError, match=message):
        convert.read(path, FORMATS["jsonl"])


def test_duplicate_ids_are_refused(gold: Gold, tmp_path: Path) -> None:
    convert.write([gold, gold], tmp_path / "a.jsonl", FORMATS["jsonl"])
    with pytest.raises(ConvertError, match="'köln 1' is there twice"):
        convert.read(tmp_path / "a.jsonl", FORMATS["jsonl"])


@pytest.mark.parametrize("id_", ["../a", "a/b", ".", "a\\b", "x" * 300, "a\x00"])
def test_ids_that_are_no_file_names_are_refused_and_nothing_is_left(id_: str, gold: Gold, tmp_path: Path) -> None:
    for name in ("gold", "brat", "xmi", "webanno"):
        with pytest.raises(ConvertError, match="cannot be a file name"):
            convert.write([gold | {"id": id_}], tmp_path / "out", FORMATS[name])
    assert list(tmp_path.iterdir()) == []


def test_what_exists_is_replaced_only_on_request(gold: Gold, tmp_path: Path) -> None:
    for name in ("brat", "jsonl"):
        convert.write([gold], tmp_path / name, FORMATS[name])
        with pytest.raises(OutputError, match="--overwrite"):
            convert.write([gold], tmp_path / name, FORMATS[name])
        convert.write([gold], tmp_path / name, FORMATS[name], overwrite=True)


def test_folder_of_something_else_is_never_replaced(gold: Gold, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/notes.txt").write_text("…", encoding="utf-8")
    with pytest.raises(OutputError, match="other things"):
        convert.write([gold], tmp_path / "mine", FORMATS["brat"], overwrite=True)
    assert (tmp_path / "mine/notes.txt").exists()


def test_folder_without_files_of_the_format(tmp_path: Path) -> None:
    with pytest.raises(ConvertError, match=r"holds no \*\.ann"):
        convert.read(tmp_path, FORMATS["brat"])
    with pytest.raises(ConvertError, match="is a folder"):
        convert.read(tmp_path, FORMATS["docbin"])


def test_tokens_are_cut_at_edges() -> None:
    assert tokens("Köln-Mülheim ist", [6, 8]) == [(0, 4), (4, 5), (5, 6), (6, 8), (8, 12), (13, 16)]


def test_sentences_end_in_no_span() -> None:
    text = "In Bad\nTölz. Da."
    found = tokens(text)
    assert len(sentences(text, found, [])) == 3
    assert len(sentences(text, found, [{"start": 3, "end": 11}])) == 2


def test_utf16_offsets() -> None:
    offsets = Utf16("a🎉b")
    assert [offsets.units(place) for place in range(4)] == [0, 1, 3, 4]
    assert [offsets.place(unit) for unit in (0, 1, 2, 3, 4, 5)] == [0, 1, None, 2, 3, None]
