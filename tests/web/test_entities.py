"""Who is who, read in the background."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date as Date  # noqa: N812 (as in records)
from pathlib import Path

import pytest
from web.conftest import record

from extractor.entities.curation import Hide, Merge, Rename
from extractor.entities.occurrences import Kind
from extractor.records import Person, Record, Role
from extractor.search import Index
from extractor.web.entities import Entities, Snapshot
from extractor.web.known import Known

KIM, INA = "person:kim-kolb", "person:ina-kolb"


def release(id_: str, *names: str, day: int = 1, body: str = "Waldbad") -> Record:
    role = Role(role="Leiterin", organisation=body, evidence="test")
    people = [
        Person(name=name, given_name=name.split()[0], family_name=name.split()[1], roles=[role]) for name in names
    ]
    bodies = [{"name": body}]
    return record(id_, " ".join(names) or "Nichts.", people=people, organisations=bodies, date=Date(2020, 1, day))


@pytest.fixture
def small(tmp_path: Path) -> Index:
    index = Index.create(tmp_path / "a.index")
    with index.writer() as writer:
        writer.add(release("one", "Kim Kolb", "Ina Kolb"))
        writer.add(release("two", "Kim Kolb", day=2))
        writer.add(release("three", "Kim Kolb", "Ömer Çelik", day=3))
    return index


@pytest.fixture
def entities(small: Index, tmp_path: Path) -> Iterator[Entities]:
    found = Entities(small, tmp_path / "curation.jsonl")
    found.start()
    assert found.wait(30)
    yield found
    found.stop()


def people(entities: Entities) -> Known:
    assert isinstance(entities.snapshot, Snapshot)
    return entities.snapshot.kinds[Kind.PERSON]


def test_entities_are_loading_until_they_are_read(small: Index, tmp_path: Path) -> None:
    found = Entities(small, tmp_path / "c.jsonl")
    assert (found.state, found.snapshot, found.of_release("one")) == ("loading", None, {})
    found.start()
    assert found.wait(30)
    assert found.state == "ready"
    found.stop()


def test_entities_of_a_release_are_linked_by_position(entities: Entities) -> None:
    body = ("organisation", 0)
    assert entities.of_release("one") == {("person", 0): KIM, ("person", 1): INA, body: "organisation:waldbad"}
    assert entities.of_release("gone") == {}


@pytest.mark.parametrize(
    ("text", "names"),
    [("", 3), ("kolb", 2), ("KOL ki", 1), ("oemer", 1), ("Öm", 1), ("olb", 0), ("?", 0), ("kim celik", 0)],
)
def test_entities_are_found_by_beginnings_of_folded_words(entities: Entities, text: str, names: int) -> None:
    assert len(people(entities).found(text)) == names


def test_entities_named_together_are_counted_by_release(entities: Entities) -> None:
    known = people(entities)
    group = known.group(KIM)
    assert group is not None
    releases = [number for number, _ in known.occurrences(group)]
    assert [(row.name, count) for row, count in known.together(releases, but=group)] == [
        ("Ina Kolb", 1),
        ("Ömer Çelik", 1),
    ]


def test_entities_follow_answers_and_keep_old_ids(entities: Entities) -> None:
    before = people(entities)
    organisations = entities.snapshot and entities.snapshot.kinds[Kind.ORGANISATION]
    entities.answers.add(Merge(do="merge", ids=[KIM, INA]))
    entities.answers.add(Rename(do="rename", id=KIM, name="Kim Kolb-Neu"))
    assert not entities.current
    assert entities.wait(30)
    after = people(entities)
    assert [row.name for row in before.found("kolb")] == ["Kim Kolb", "Ina Kolb"]
    assert [row.name for row in after.found("kolb")] == ["Kim Kolb-Neu"]
    assert after.group(INA) == after.group(KIM)
    assert entities.snapshot
    assert entities.snapshot.kinds[Kind.ORGANISATION] is organisations


def test_entities_hidden_ones_are_in_no_list_but_keep_their_page(entities: Entities) -> None:
    entities.answers.add(Hide(do="hide", id=INA))
    assert entities.wait(30)
    known = people(entities)
    group = known.group(INA)
    assert group is not None
    assert known.listed(group) is None
    assert ("person", 1) not in entities.of_release("one")
    assert known.entity(group).name == "Ina Kolb"


def test_entities_follow_the_index(entities: Entities) -> None:
    with entities.index.writer() as writer:
        writer.add(release("four", "Lea Wolf", day=4))
        writer.delete("one")
    assert entities.wait(30)
    assert {row.name for row in people(entities).found("")} == {"Kim Kolb", "Ömer Çelik", "Lea Wolf"}


def test_entities_are_shown_where_the_answers_are_broken(entities: Entities) -> None:
    entities.answers.path.write_text("{no json", encoding="utf-8")
    assert entities.wait(30)
    assert entities.snapshot
    assert "line 1" in entities.snapshot.fault
    assert len(people(entities)) == 3
