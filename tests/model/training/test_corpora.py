from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from extractor.model.training.corpora import (
    PUBLIC_LABELS,
    CorpusError,
    parse_marked,
    read_germeval,
    read_gold,
    read_smartdata,
)


def test_parse_marked_gives_text_and_spans() -> None:
    example = parse_marked("⟦Landrätin|ROLE⟧ ⟦Petra Kolb|PERSON⟧ in ⟦Nauen|LOC⟧.")
    assert example.text == "Landrätin Petra Kolb in Nauen."
    assert [(example.text[start:end], label) for start, end, label in example.spans] == [
        ("Landrätin", "ROLE"),
        ("Petra Kolb", "PERSON"),
        ("Nauen", "LOC"),
    ]


@pytest.mark.parametrize("marked", ["⟦Kiel|LOC", "Kiel|LOC⟧", "⟦Kiel|TOWN⟧"])
def test_parse_marked_refuses_broken_marks(marked: str) -> None:
    with pytest.raises(CorpusError):
        parse_marked(marked)


def test_read_gold_names_file_and_line(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text('{"text": "Kiel", "spans": []}\n{"text": "Kiel"}\n', encoding="utf-8")
    with pytest.raises(CorpusError, match=r"gold\.jsonl:2"):
        list(read_gold(path))


def test_read_germeval_joins_words_and_spans(tmp_path: Path) -> None:
    rows = [
        "#\tsource",
        "1\tDer\tO\tO",
        '2\t"\tO\tO',
        "3\tSpiegel\tB-ORG\tO",
        '4\t"\tO\tO',
        "5\tin\tO\tO",
        "6\tBad\tB-LOC\tO",
        "7\tEms\tI-LOC\tO",
        "8\t,\tO\tO",
        "9\tdeutsch\tB-LOCderiv\tO",
        "10\t.\tO\tO",
        "",
    ]
    path = tmp_path / "sentences.tsv.gz"
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.write("\n".join(rows))
    (example,) = read_germeval(path)
    assert example.text == 'Der "Spiegel" in Bad Ems, deutsch.'
    assert [(example.text[s:e], label) for s, e, label in example.spans] == [("Spiegel", "ORG"), ("Bad Ems", "LOC")]
    assert example.annotated == PUBLIC_LABELS


def test_read_smartdata_cuts_titles_and_leaves_out_known_texts(tmp_path: Path) -> None:
    row = {"source": "news", "text": "Dr. Ute Kern kommt.", "entities": [{"start": 0, "end": 12, "label": "person"}]}
    path = tmp_path / "news.jsonl"
    path.write_text(json.dumps(row) + "\n", encoding="utf-8")
    (example,) = read_smartdata(path)
    assert [example.text[s:e] for s, e, _ in example.spans] == ["Ute Kern"]
    assert list(read_smartdata(path, without=[row["text"]])) == []
