"""The adapter is tested on a pipeline with the labels and components of ``de_core_news_sm``, and on the real one."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest
import spacy
from spacy.language import Language

from extractor.model.component import INSTALL_HINT, load_spacy_pipeline
from extractor.model.folder import ModelError
from extractor.pipeline import Extractor, load

TEXT = "Landrätin Petra Kolb (CDU) übergab dem Sportverein Nauen 1,2 Millionen Euro."
ENTITIES = [("Petra Kolb", "PER"), ("CDU", "ORG"), ("Sportverein Nauen", "ORG"), ("Euro", "MISC")]


@pytest.fixture(scope="module")
def german_pipeline(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A saved pipeline with the labels and the order of components of the real one; its entities are patterns."""
    nlp = spacy.blank("de")
    nlp.add_pipe("sentencizer")
    ruler = nlp.add_pipe("entity_ruler", name="ner")
    ruler.add_patterns([{"label": label, "pattern": text} for text, label in ENTITIES])  # type: ignore[attr-defined]
    nlp.meta["name"] = "core_news_sm"
    path = tmp_path_factory.mktemp("models") / "de_core_news_sm"
    nlp.to_disk(path)
    return path


def test_entities_feed_the_rules(german_pipeline: Path) -> None:
    record = Extractor(str(german_pipeline)).extract(TEXT)
    found = {(mention.text, mention.label.value) for mention in record.mentions}
    assert {("Petra Kolb", "PERSON"), ("Landrätin", "ROLE"), ("1,2 Millionen Euro", "MONEY")} <= found
    assert not any(mention.text == "Euro" for mention in record.mentions)
    assert record.people[0].roles[0].role == "Landrätin"
    assert record.extractor.model == "de_core_news_sm"


def test_evidence_names_the_model(german_pipeline: Path) -> None:
    record = Extractor(str(german_pipeline)).extract(TEXT)
    assert {m.evidence for m in record.mentions if m.text == "Petra Kolb"} == {"de_core_news_sm"}


def test_saved_pipeline_with_another_model_loads(german_pipeline: Path, tmp_path: Path) -> None:
    load(str(german_pipeline)).to_disk(tmp_path / "whole")
    doc = spacy.load(tmp_path / "whole")(TEXT)
    assert [person.name for person in doc._.people] == ["Petra Kolb"]


def test_unknown_model_says_how_to_get_it() -> None:
    with pytest.raises(ModelError, match="not on PyPI"):
        load("de_core_news_xx")
    assert "spacy download" in INSTALL_HINT


def test_pipeline_without_entities_is_refused(tmp_path: Path) -> None:
    spacy.blank("de").to_disk(tmp_path / "empty")
    with pytest.raises(ModelError, match="PER, ORG, LOC"):
        load_spacy_pipeline(str(tmp_path / "empty"))


@pytest.mark.skipif(not importlib.util.find_spec("de_core_news_sm"), reason="de_core_news_sm is not installed")
def test_the_real_de_core_news_sm() -> None:
    record = Extractor("de_core_news_sm").extract(
        "Bundeskanzlerin Angela Merkel besuchte gestern die Siemens AG in München."
    )
    assert "Angela Merkel" in {person.name for person in record.people}


def test_exported_default_pipeline_is_a_spacy_pipeline(tmp_path: Path) -> None:
    nlp = load()
    nlp.to_disk(tmp_path / "model")
    again: Language = spacy.load(tmp_path / "model")
    assert again.pipe_names == nlp.pipe_names
    one, other = nlp(TEXT), again(TEXT)
    assert one._.mentions == other._.mentions
    assert [amount.value for amount in one._.amounts] == [amount.value for amount in other._.amounts]
