import json

import pytest

from extractor.model.training.corpora import CorpusError, Example
from extractor.model.training.standoff import annotated, checksum, corrected, release_text

TEXT = "Die Landrätin besucht Kiel."
KIEL = (22, 26, "LOC")
ROLE = (4, 13, "ROLE")


@pytest.fixture
def written(tmp_path):
    def write(**row):
        path = tmp_path / "rows.jsonl"
        path.write_text(json.dumps({"id": "a", "sha256": checksum(TEXT), **row}) + "\n", encoding="utf-8")
        return path

    return write


def test_standoff_spans_find_their_text(written):
    examples = list(annotated(written(spans=[ROLE, KIEL]), ["Ein anderer Text.", TEXT]))
    assert examples == [Example(TEXT, (ROLE, KIEL))]


def test_standoff_missing_text_is_named(written):
    with pytest.raises(CorpusError, match="1 annotated texts are not in the archive, the first is a"):
        list(annotated(written(spans=[]), ["Ein anderer Text."]))


def test_standoff_corrections_remove_and_add(written):
    other = Example("Ein anderer Text.", ())
    mended = list(corrected([other, Example(TEXT, (KIEL,))], written(remove=[KIEL], add=[ROLE])))
    assert mended == [other, Example(TEXT, (ROLE,))]


def test_standoff_correction_of_another_annotation_is_refused(written):
    with pytest.raises(CorpusError, match="a removes spans that the release does not have"):
        list(corrected([Example(TEXT, ())], written(remove=[KIEL], add=[])))


def test_standoff_correction_without_its_text_is_refused(written):
    with pytest.raises(CorpusError, match="1 corrected texts are not in the training data"):
        list(corrected([], written(remove=[], add=[])))


@pytest.mark.parametrize(
    ("row", "text"),
    [({"title": "Titel", "text": "Text"}, "Titel\n\nText"), ({"title": None, "text": "Text"}, "Text")],
)
def test_standoff_text_of_a_row(row, text):
    assert release_text(row) == text
