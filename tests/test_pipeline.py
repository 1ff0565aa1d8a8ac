from __future__ import annotations

import subprocess
import sys
import tomllib
from importlib.metadata import entry_points
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractor import pipes
from extractor.model.folder import DEFAULT_MODEL, SHIPPED, ModelError
from extractor.pipeline import Extractor, TextTooLong, identify, load

ROOT = Path(__file__).parents[1]
RELEASES = [
    "Neue Brücke\n\nNauen. Landrätin Petra Kolb gab am Montag rund 1,2 Mio. Euro für die Brücke frei.",
    "Der Verein Blau-Weiß Kyritz e. V. (BWK) bekommt 500 Euro. „Das hilft uns sehr“, sagte Uwe Kern vom BWK.",
    "Kein Name, kein Geld.",
]


def body(record: object) -> str:
    return record.model_dump_json(exclude={"source", "id"})  # type: ignore[attr-defined]


def test_extract_many_keeps_order_and_numbers_texts(extractor: Extractor) -> None:
    records = list(extractor.extract_many(RELEASES))
    assert [record.id for record in records] == ["1", "2", "3"]
    assert [record.text for record in records] == RELEASES


def test_record_is_the_same_alone_and_in_company(extractor: Extractor) -> None:
    together = [body(record) for record in extractor.extract_many([*RELEASES, *reversed(RELEASES)])]
    alone = [body(Extractor().extract(text)) for text in RELEASES]
    assert together == [*alone, *reversed(alone)]


def test_extract_refuses_what_is_no_release() -> None:
    with pytest.raises(TextTooLong, match="limit is 50"):
        Extractor("rules", max_characters=50).extract("a" * 51)


def test_extract_without_text_keeps_offsets() -> None:
    record = Extractor("rules", keep_text=False).extract(RELEASES[0])
    assert record.text is None
    assert RELEASES[0][record.amounts[0].start : record.amounts[0].end] == "1,2 Mio. Euro"


def test_rules_need_no_model(rules: Extractor) -> None:
    assert "press_tagger" not in rules.nlp.pipe_names
    record = rules.extract(RELEASES[0])
    assert [person.name for person in record.people] == ["Petra Kolb"]
    assert record.extractor.model == "rules"


def test_other_language_is_flagged_and_extracted(rules: Extractor) -> None:
    text = (
        "The mayor of the city said that they would pay 300 € for the new bridge and that the work is almost done. " * 3
    )
    record = rules.extract(text)
    assert record.language == "en"
    assert [warning.code for warning in record.warnings] == ["not-german"]
    assert len(record.amounts) == 3


def test_spans_come_home_from_the_cleaned_view(extractor: Extractor) -> None:
    text = "Land\u00adrätin\u00a0Petra Kolb aus Mu\u0308nster zahlt 5\u00a0Mio.\u00a0Euro."
    record = extractor.extract(text)
    assert record.amounts[0].text == "5\u00a0Mio.\u00a0Euro"
    assert record.people[0].name == "Petra Kolb"
    assert all(text[m.start : m.end] == m.text for m in record.mentions)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.one_of(st.text(max_size=40), st.sampled_from([*RELEASES, "„", "“", "5 €", "Dr. ", "\n\n", "(KI)"])),
                max_size=12))  # fmt: skip
def test_nothing_raises_and_every_span_holds(rules: Extractor, parts: list[str]) -> None:
    record = rules.extract("".join(parts))
    assert record.text is not None  # building the record checks each span against the text


def test_fingerprint_tells_models_apart(extractor: Extractor, rules: Extractor) -> None:
    assert extractor.provenance.fingerprint == Extractor().provenance.fingerprint != rules.provenance.fingerprint


def test_a_model_known_by_name_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(SHIPPED, "fast", tmp_path / "fast")
    for use in (load, identify):
        with pytest.raises(ModelError, match=r"no model 'fast'.*make train-fast"):
            use("fast")


def test_a_model_known_by_name_is_that_of_its_folder(monkeypatch: pytest.MonkeyPatch, extractor: Extractor) -> None:
    monkeypatch.setitem(SHIPPED, "fast", DEFAULT_MODEL)
    assert identify("fast") == extractor.provenance
    assert load("fast").pipe_names == extractor.nlp.pipe_names


def test_pipes_are_published_as_entry_points() -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    names = set(declared["project"]["entry-points"]["spacy_factories"])
    assert names == {*pipes.NAMES, "press_sentences", "press_zones", "press_tagger", "press_entities"}
    installed = {point.name: point for point in entry_points(group="spacy_factories")}
    assert all(callable(installed[name].load()) for name in names)


def test_pipeline_declares_what_it_assigns() -> None:
    nlp = load("rules")
    assigned = {name for pipe in nlp.pipe_names for name in nlp.get_pipe_meta(pipe).assigns}
    assert {"doc._.mentions", "doc._.people", "doc._.amounts", "doc._.quotes"} <= assigned


def test_importing_the_package_loads_no_spacy() -> None:
    code = "import sys, extractor; extractor.Record; sys.exit('spacy' in sys.modules or 'onnxruntime' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
