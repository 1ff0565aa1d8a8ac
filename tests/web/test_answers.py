"""The curation file: added to and taken back from by many, and always one that the command reads."""

from __future__ import annotations

import json
import multiprocessing
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from extractor.entities.curation import Hide, Keep, Merge, Rename, parse
from extractor.web.answers import AnswersError, CurationFile, OtherAnswerError

A, B, C = "person:kim-kolb", "person:kim-kolb~landrat", "person:ina-kolb"


def merge(one: str, other: str) -> Merge:
    return Merge(do="merge", ids=[one, other], note="Eva")


def test_answers_are_added_in_order_and_stay_readable_for_the_command(tmp_path: Path) -> None:
    file = CurationFile(tmp_path / "c.jsonl")
    assert file.read().answers == ()
    file.add(merge(A, B))
    file.add(Hide(do="hide", id=C))
    found = parse(file.path.read_text(encoding="utf-8").split("\n"))
    assert [action.do for _, action in found] == ["merge", "hide"]
    assert found[0][1].note == "Eva"


def test_answers_of_others_stay_byte_for_byte(tmp_path: Path) -> None:
    review = json.dumps({"ids": [A, C], "names": ["x", "y"], "decision": "keep"})
    theirs = f'\ufeff{{"do": "hide",  "id": "{C}"}}\n\n{review}'
    (tmp_path / "c.jsonl").write_text(theirs, encoding="utf-8")
    file = CurationFile(tmp_path / "c.jsonl")
    mine = file.add(merge(A, B))
    assert file.path.read_text(encoding="utf-8").startswith(theirs + "\n")
    file.take_back(mine.key)
    assert file.path.read_text(encoding="utf-8") == theirs + "\n"
    assert [one.action.do for one in file.read().answers] == ["hide", "keep"]


def test_answers_the_same_answer_stands_once(tmp_path: Path) -> None:
    file = CurationFile(tmp_path / "c.jsonl")
    assert file.add(merge(A, B)) == file.add(Merge(do="merge", ids=[A, B], note="another"))
    assert len(file.read().answers) == 1


def test_answers_that_contradict_are_refused_with_the_other(tmp_path: Path) -> None:
    file = CurationFile(tmp_path / "c.jsonl")
    seen = file.read().seen([A, B])
    first = file.add(merge(A, B), seen=seen)
    for form in (None, seen):
        with pytest.raises(OtherAnswerError) as refused:
            file.add(Keep(do="keep", ids=[A, B]), seen=form)
        assert list(refused.value.answers) == [first]
    file.add(Keep(do="keep", ids=[A, B]), seen=file.read().seen([A, B]))
    assert [one.action.do for one in file.read().answers] == ["merge", "keep"]


def test_answers_an_answer_taken_back_in_the_meantime_is_told(tmp_path: Path) -> None:
    file = CurationFile(tmp_path / "c.jsonl")
    answer = file.add(Rename(do="rename", id=A, name="Kim Kolb"))
    seen = file.read().seen([A])
    file.take_back(answer.key)
    with pytest.raises(OtherAnswerError):
        file.take_back(answer.key)
    with pytest.raises(OtherAnswerError):
        file.add(Hide(do="hide", id=A), seen=seen)
    assert file.path.read_bytes() == b""


def test_answers_other_questions_are_no_contradiction(tmp_path: Path) -> None:
    file = CurationFile(tmp_path / "c.jsonl")
    file.add(merge(A, B))
    file.add(merge(A, C), seen="-")
    file.add(Hide(do="hide", id=A), seen="-")
    assert len(file.read().answers) == 3


def test_answers_to_a_broken_file_write_nothing(tmp_path: Path) -> None:
    (tmp_path / "c.jsonl").write_text("{no json\n", encoding="utf-8")
    file = CurationFile(tmp_path / "c.jsonl")
    with pytest.raises(AnswersError, match="line 1"):
        file.add(merge(A, B))
    assert file.path.read_text(encoding="utf-8") == "{no json\n"


def _many(path: Path, who: int) -> None:
    for number in range(10):
        CurationFile(path).add(Hide(do="hide", id=f"person:p{who}-{number}"))


def test_answers_of_many_threads_and_processes_are_all_kept(tmp_path: Path) -> None:
    path = tmp_path / "c.jsonl"
    other = multiprocessing.get_context("fork").Process(target=_many, args=(path, 9))
    other.start()
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda who: _many(path, who), range(4)))
    other.join()
    assert len(CurationFile(path).read().answers) == 50
