"""What each format looks like, files of others, and files that are broken."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from extractor.evaluation.converters import convert
from extractor.evaluation.converters.base import ConvertError
from extractor.evaluation.converters.convert import FORMATS
from extractor.evaluation.gold import Gold, GoldError

Read = Callable[..., list[Gold]]
HEAD = "#FORMAT=WebAnno TSV 3.3\n#T_SP=de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity|identifier|value\n\n\n"


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def call(name: str, **files: str) -> list[Gold]:
        for file, content in files.items():
            (tmp_path / file.replace("_", ".")).write_bytes(content.encode())
        one = tmp_path / next(iter(files)).replace("_", ".")
        return convert.read(one, FORMATS[name])

    return call


def spans(gold: Gold) -> list[tuple[str, str]]:
    return [(span["text"], span["label"]) for span in gold["spans"]]


# --- doccano and Prodigy


def test_doccano_has_code_points(gold: Gold, tmp_path: Path) -> None:
    convert.write([gold], tmp_path / "a.jsonl", FORMATS["doccano"])
    row = json.loads((tmp_path / "a.jsonl").read_text(encoding="utf-8"))
    assert [row["text"][start:end] for start, end, _ in row["label"]] == [span["text"] for span in gold["spans"]]


def test_doccano_export_of_relations(read: Read) -> None:
    row = {"id": 7, "text": "🎉 Köln", "entities": [{"id": 1, "label": "LOC", "start_offset": 2, "end_offset": 6}]}
    (gold,) = read("doccano", a_jsonl=json.dumps(row))
    assert gold == {
        "id": "7",
        "text": "🎉 Köln",
        "spans": [{"start": 2, "end": 6, "label": "LOC", "text": "Köln"}],
    }


def test_money_marked_anew_says_what_to_do(gold: Gold, tmp_path: Path) -> None:
    convert.write([gold], tmp_path / "a.jsonl", FORMATS["doccano"])
    row = json.loads((tmp_path / "a.jsonl").read_text(encoding="utf-8"))
    row["label"] = [mark for mark in row["label"] if mark[2] != "MONEY"]
    (tmp_path / "a.jsonl").write_text(json.dumps(row), encoding="utf-8")
    with pytest.raises(ConvertError, match=r"a\.jsonl:1: MONEY was marked anew"):
        convert.read(tmp_path / "a.jsonl", FORMATS["doccano"])


def test_prodigy_tokens_fit_every_span(gold: Gold, tmp_path: Path) -> None:
    gold["spans"].append({"start": 0, "end": 2, "label": "ORG", "text": "Gr"})
    convert.write([gold], tmp_path / "a.jsonl", FORMATS["prodigy"])
    task = json.loads((tmp_path / "a.jsonl").read_text(encoding="utf-8"))
    for span in task["spans"]:
        first, last = task["tokens"][span["token_start"]], task["tokens"][span["token_end"]]
        assert (first["start"], last["end"]) == (span["start"], span["end"])


def test_prodigy_leaves_out_what_was_not_accepted(read: Read, caplog: pytest.LogCaptureFixture) -> None:
    rows = [{"text": "A", "answer": "accept"}, {"text": "B", "answer": "reject"}, {"text": "C", "spans": []}]
    found = read("prodigy", a_jsonl="\n".join(map(json.dumps, rows)))
    assert [gold["text"] for gold in found] == ["A", "C"]
    assert "1 tasks that were not accepted" in caplog.text


@pytest.mark.parametrize(
    ("name", "line", "message"),
    [
        ("doccano", '{"text": "Köln", "label": [[0, 9, "LOC"]]}', "offsets 0-9"),
        ("doccano", '{"text": "Köln", "label": [[0, 4, "ORT"]]}', "unknown label 'ORT'"),
        ("doccano", '{"text": "Köln", "label": [[0, 4]]}', "start, end and name"),
        ("doccano", '{"text": "Köln", "label": 5}', "no list"),
        ("doccano", '{"text": "Köln", "lab', "no valid JSON"),
        ("doccano", '{"text": "Köln", "gold": {"quotes": 1}}', "gold"),
        ("prodigy", '{"text": "Köln", "spans": [{"start": -1, "end": 3, "label": "LOC"}]}', "offsets -1-3"),
        ("prodigy", '{"text": "Köln", "spans": [5]}', "a span needs"),
        ("prodigy", '{"spans": []}', "no text"),
        ("jsonl", "[]", "needs id, text and spans"),
        ("jsonl", "[" * 100_000, "no valid JSON"),
    ],
)
def test_broken_lines_of_json_are_named(name: str, line: str, message: str, read: Read) -> None:
    with pytest.raises(GoldError, match=message) as caught:
        read(name, a_jsonl="\n" + line)
    assert "a.jsonl:2: " in str(caught.value)


# --- CoNLL


def test_conll_2003_has_four_columns(gold: Gold, tmp_path: Path) -> None:
    convert.write(convert.kept([gold], FORMATS["conll2003"])[0], tmp_path / "a.conll", FORMATS["conll2003"])
    written = (tmp_path / "a.conll").read_text(encoding="utf-8")
    assert written.startswith('-DOCSTART- -X- -X- O\n\n# id = "köln 1"\n# text = "Große Hilfe 🎉')
    assert "Petra _ _ B-PERSON\nMüller\u0308 _ _ I-PERSON\n( _ _ O\n" in written


def test_conll_of_others_is_put_together_with_spaces(read: Read, caplog: pytest.LogCaptureFixture) -> None:
    lines = (
        "-DOCSTART- -X- O O\n\nPetra NE I-NP I-PERSON\nKolb NE I-NP I-PERSON\nOlpe NE I-NP B-LOC\n\nEnde NN I-NP O\n"
    )
    (gold,) = read("conll2003", a_conll=lines)
    assert gold["text"] == "Petra Kolb Olpe\nEnde"
    assert spans(gold) == [("Petra Kolb", "PERSON"), ("Olpe", "LOC")]
    assert gold["id"] == "a-1"
    assert "put together with spaces" in caplog.text


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ("Köln", "a.conll:1: a line needs a token"),
        ("Köln B_LOC", "a.conll:1: a line needs a token"),
        ("Köln O\nKöln B-ORT", "a.conll:2: unknown label 'ORT'"),
        ('# text = "Köln ist', "a.conll:1: the value is no JSON"),
        ("# text = 5", "a.conll:1: the value is no text"),
        ('# text = "Köln ist"\nKöln O', "a.conll:1: the lines end before the text"),
        ('# text = "Köln ist"\nKöln O\nwar O', "a.conll:3: 'war' does not follow"),
    ],
)
def test_broken_conll_is_named(lines: str, message: str, read: Read) -> None:
    with pytest.raises(ConvertError) as caught:
        read("conll2002", a_conll=lines)
    assert message in str(caught.value)


# --- brat


def test_brat_lines(gold: Gold, tmp_path: Path) -> None:
    convert.write([gold], tmp_path / "out", FORMATS["brat"])
    lines = (tmp_path / "out/köln 1.ann").read_text(encoding="utf-8").splitlines()
    assert f"T3\tPERSON {gold['text'].index('Petra')} {gold['text'].index(' (Gr')}\tPetra Müller\u0308" in lines
    assert "N1\tReference T6 value:1200000\t1,2 Mio. Euro" in lines
    assert "R1\tPart Arg1:T6 Arg2:T7" in lines
    assert "E1\tROLE:T2 Holder:T3 Body:T1" in lines
    assert "A4\tStatus E1 acting" in lines
    assert any(line.startswith("T10\tQUOTE ") and ";" in line and line.endswith("\tDas ist gut so") for line in lines)
    assert (tmp_path / "out/annotation.conf").is_file()


def test_brat_drops_what_has_no_mention(gold: Gold) -> None:
    gold["people"].append({"name": "Uwe Fern", "titles": [], "roles": [{"role": "Rat", "organisation": None}]})
    gold["people"][0]["roles"] += [{"role": "Rat", "organisation": "Olpe"}, {"role": None, "organisation": "Olpe"}]
    gold["quotes"][0]["speaker"] = 1
    (kept,), dropped = convert.kept([gold], FORMATS["brat"])
    assert [person["name"] for person in kept["people"]] == ["Petra Müller\u0308"]
    assert len(kept["people"][0]["roles"]) == 2
    assert +dropped == {"people": 1, "roles": 2, "speakers": 1, "title": 1, "date": 1}


def test_brat_finds_inflected_names(gold: Gold) -> None:
    gold["organisations"][1]["name"] = "Stiftungen Löwe_[1]"
    (kept,), dropped = convert.kept([gold], FORMATS["brat"])
    assert kept["organisations"] == gold["organisations"]
    assert not dropped["organisations"]


def test_brat_new_money_is_an_empty_amount(read: Read) -> None:
    lines = "T1\tMONEY 0 6\t5 Euro\nT2\tMONEY 7 13\t6 Euro\nA1\tApprox T1 about\nN1\tReference T1 value:5\t5 Euro\n"
    (gold,) = read("brat", a_ann=lines, a_txt="5 Euro 6 Euro")
    assert [(one["value"], one["approx"]) for one in gold["amounts"]] == [(5, "about"), (None, "exact")]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("T1\tLOC 0 40\tKöln", "offsets 0-40"),
        ("T1\tORT 0 4\tKöln", "unknown label 'ORT'"),
        ("T1\tLOC 0", "no label with offsets"),
        ("T1\tLOC 0 4;9 12\tKöln Amt", "in pieces with text between"),
        ("Quatsch", "no line of brat"),
        ("A1\tApprox", "should be 3 words"),
        ("T1\tMONEY 0 4\tKöln\nA1\tApprox T1 circa", "unknown hedge 'circa'"),
        ("T1\tMONEY 0 4\tKöln\nN1\tReference T1 value:1e9\tx", "no plain number"),
        ("T1\tPERSON 0 4\tKöln\nT2\tORG 5 8\tist\nR1\tBelongs Arg1:T1 Arg2:T2", "names the person"),
        ("T1\tMONEY 0 4\tKöln\nR1\tPart Arg1:T1 Arg2:T9", "not both MONEY"),
        ("N1\tReference T9 people:0\tPetra", "no record at a mention"),
    ],
)
def test_broken_brat_is_named(line: str, message: str, read: Read) -> None:
    with pytest.raises(ConvertError, match=message) as caught:
        read("brat", a_ann=line, a_txt="Köln ist ein Amt")
    assert "a.ann" in str(caught.value)


def test_brat_without_text(read: Read) -> None:
    with pytest.raises(ConvertError, match=r"its text a\.txt is missing"):
        read("brat", a_ann="T1\tLOC 0 4\tKöln")


# --- UIMA CAS


def test_xmi_has_utf16_offsets_and_named_entities(gold: Gold, tmp_path: Path) -> None:
    convert.write([gold], tmp_path / "out", FORMATS["xmi"])
    written = (tmp_path / "out/köln 1.xmi").read_text(encoding="utf-8")
    place = gold["text"].index("Landrätin")
    assert f'begin="{place + 1}" end="{place + 10}" value="ROLE"' in written
    types = (tmp_path / "out/TypeSystem.xml").read_text(encoding="utf-8")
    assert "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity" in types


def test_xmi_without_its_type_system(gold: Gold, tmp_path: Path) -> None:
    convert.write([gold], tmp_path / "out", FORMATS["xmi"])
    (tmp_path / "out/TypeSystem.xml").unlink()
    assert convert.read(tmp_path / "out", FORMATS["xmi"]) == [gold]


def test_xmi_that_is_cut_names_the_line(gold: Gold, tmp_path: Path) -> None:
    convert.write([gold], tmp_path / "out", FORMATS["xmi"])
    file = tmp_path / "out/köln 1.xmi"
    file.write_bytes(file.read_bytes()[:-20])
    with pytest.raises(ConvertError, match=r"köln 1\.xmi:\d+: broken XML"):
        convert.read(tmp_path / "out", FORMATS["xmi"])


@pytest.mark.parametrize("entity", ['SYSTEM "file://{}/secret"', '"Große"'])
@pytest.mark.parametrize("name", ["köln 1.xmi", "TypeSystem.xml"])
def test_xmi_with_entities_is_refused(name: str, entity: str, gold: Gold, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("geheim", encoding="utf-8")
    convert.write([gold], tmp_path / "out", FORMATS["xmi"])
    file = tmp_path / "out" / name
    declared = f"<!DOCTYPE x [<!ENTITY e {entity.format(tmp_path)}>]>"
    body = file.read_text(encoding="utf-8")
    at = body.index("?>") + 2 if body.startswith("<?xml") else 0
    file.write_text(body[:at] + declared + body[at:].replace("Große", "&e;"), encoding="utf-8")
    with pytest.raises(ConvertError, match=r"DOCTYPE|external entity"):
        convert.read(tmp_path / "out", FORMATS["xmi"])


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('value="ROLE"', 'value="ROLLE"', "unknown label 'ROLLE'"),
        ('end="14"', 'end="9999"', "9999"),
        ('end="14"', 'end="13"', "13"),
        ('approx="about"', 'approx="circa"', "unknown hedge 'circa'"),
    ],
)
def test_xmi_with_wrong_values_is_refused(old: str, new: str, message: str, gold: Gold, tmp_path: Path) -> None:
    convert.write([gold], tmp_path / "out", FORMATS["xmi"])
    file = tmp_path / "out/köln 1.xmi"
    body = file.read_text(encoding="utf-8")
    assert old in body
    file.write_text(body.replace(old, new), encoding="utf-8")
    with pytest.raises(ConvertError, match=message):
        convert.read(tmp_path / "out", FORMATS["xmi"])


def test_xmi_cannot_hold_control_characters(tmp_path: Path) -> None:
    with pytest.raises(ConvertError, match="XML cannot hold"):
        convert.write([{"id": "a", "text": "a\x0cb", "spans": []}], tmp_path / "out", FORMATS["xmi"])
    assert not (tmp_path / "out").exists()


# --- DocBin


def test_docbin_has_groups_and_entities(gold: Gold, tmp_path: Path) -> None:
    from spacy.tokens import DocBin
    from spacy.vocab import Vocab

    gold["spans"] = [{"start": 0, "end": 2, "label": "ORG", "text": "Gr"}, *gold["spans"]]
    convert.write([gold], tmp_path / "a.spacy", FORMATS["docbin"])
    (doc,) = DocBin().from_disk(tmp_path / "a.spacy").get_docs(Vocab())
    assert doc.text == gold["text"]
    assert doc.spans["sc"][0].text == "Große"
    assert [one.label_ for one in doc.ents] == [span["label"] for span in gold["spans"]]
    assert [one.label_ for one in doc.spans["quotes"]] == ["indirect"]
    assert convert.read(tmp_path / "a.spacy", FORMATS["docbin"]) == [gold]


def test_docbin_of_others_gives_its_entities(tmp_path: Path) -> None:
    from spacy.tokens import Doc, DocBin, Span
    from spacy.vocab import Vocab

    doc = Doc(Vocab(), words=["In", "Köln"], spaces=[True, False])
    doc.set_ents([Span(doc, 1, 2, label="LOC")])
    DocBin(docs=[doc]).to_disk(tmp_path / "a.spacy")
    (gold,) = convert.read(tmp_path / "a.spacy", FORMATS["docbin"])
    assert (gold["id"], spans(gold)) == ("a-1", [("Köln", "LOC")])


@pytest.mark.parametrize("content", ["", "quatsch", "x\x9c"])
def test_docbin_that_is_none(content: str, read: Read) -> None:
    with pytest.raises(ConvertError, match=r"a\.spacy: no DocBin"):
        read("docbin", a_spacy=content)


# --- WebAnno


def test_webanno_lines(gold: Gold, tmp_path: Path) -> None:
    convert.write(convert.kept([gold], FORMATS["webanno"])[0], tmp_path / "out", FORMATS["webanno"])
    lines = (tmp_path / "out/köln 1.tsv").read_text(encoding="utf-8").split("\n")
    assert lines[0] == "#FORMAT=WebAnno TSV 3.3"
    assert "#Text=Große Hilfe 🎉 für Köln\\n\\n" in lines
    (petra,) = [line for line in lines if "\tPetra\t" in line]
    start = gold["text"].index("Petra") + 1
    assert petra.split("\t")[1:5] == [f"{start}-{start + 5}", "Petra", "*[3]", "PERSON[3]"]
    assert any("\tLand \\| Bund\\; \\[EU\\][" in line for line in lines)


def test_webanno_of_others(read: Read) -> None:
    rows = (
        "#Text=🎉 Stadt Köln-Amt\n1-1\t0-2\t🎉\t_\t_\t\n1-2\t3-8\tStadt\t*[1]\tORG[1]\t\n"
        "1-3\t9-17\tKöln-Amt\t*[1]|*[2]\tORG[1]|PROGRAMME[2]\t\n1-3.1\t9-13\tKöln\t*\tLOC\t\n"
    )
    (gold,) = read("webanno", a_tsv=HEAD + rows)
    assert spans(gold) == [("Stadt Köln-Amt", "ORG"), ("Köln", "LOC"), ("Köln-Amt", "PROGRAMME")]


def test_webanno_with_layers_that_are_not_ours(read: Read) -> None:
    head = HEAD.replace("\n\n\n", "\n#T_RL=custom.Rel|kind|BT_custom.X\n\n\n")
    (gold,) = read("webanno", a_tsv=head + "#Text=Köln\n1-1\t0-4\tKöln\t*\tLOC\t_\t_\t\n")
    assert spans(gold) == [("Köln", "LOC")]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("quatsch", "a.tsv:1: does not begin"),
        (HEAD, "a.tsv: holds no token"),
        (HEAD + "#Text=Köln\n1-1\t0-4\tKöln\t*\tORT", "a.tsv:6: unknown label 'ORT'"),
        (HEAD + "#Text=Köln\n1-1\t0-4\tKöln\t*", "a.tsv:6: 4 columns, but the layers need 5"),
        (HEAD + "#Text=Köln\n1-1\t0-9\tKöln\t_\t_", "a.tsv:6: 0-9 of the text is not 'Köln'"),
        (HEAD + "#Text=🎉\n1-1\t0-1\t🎉\t_\t_", "a.tsv:6: 0-1"),
        (HEAD + "#Text=Köln\n1-1\t9999999999-99999999999\tKöln\t_\t_", "a.tsv:6: the sentence begins"),
        (HEAD + "#Text=Köln\nKöln", "a.tsv:6: a line needs"),
        (HEAD + "#Text=Köln\n1-1\t0-4\tKöln\t[\t_", "a.tsv:6: '[' is no value"),
    ],
)
def test_broken_webanno_is_named(content: str, message: str, read: Read) -> None:
    with pytest.raises(ConvertError) as caught:
        read("webanno", a_tsv=content)
    assert message in str(caught.value)
