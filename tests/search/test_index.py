"""Records in an index: found, counted, replaced, never half."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from releases import release

from extractor.records import Record
from extractor.search import AmountRange, Filters, Index, SearchError
from extractor.search import index as module
from extractor.search.errors import FilterError, LockedError, QueryError
from extractor.search.schema import FACETS, order

Made = Callable[..., Index]


@pytest.fixture
def made(tmp_path: Path) -> Made:
    def make(*records: Record) -> Index:
        index = Index.create(tmp_path / "index")
        with index.writer() as writer:
            for record in records:
                writer.add(record)
        return index

    return make


def ids(index: Index, text: str = "", **values: tuple[str, ...]) -> list[str]:
    return [hit.id for hit in index.search(text, filters=Filters(**values)).hits]  # type: ignore[arg-type]


TEXTS = [
    release("guler", "Staatssekretärin Güler besucht die Häuser der Straße.", day="2016-03-01"),
    release("gueler", "Frau Gueler lobt das neue Programm.", day="2016-03-02"),
    release("guler2", "Guler und Kolb gehen neue Wege in der Integration.", day="2016-03-03"),
    release("ott", "Hans Ott leitet den Integrationsrat im Haus an der Strasse.", day="2016-03-04"),
]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Güler", {"guler", "gueler", "guler2"}),
        ("Gueler", {"guler", "gueler", "guler2"}),
        ("GULER", {"guler", "gueler", "guler2"}),
        ("Haus", {"guler", "ott"}),
        ("Strassen", {"guler", "ott"}),
        ("Güler Haus", {"guler"}),
        ('"neue Wege"', {"guler2"}),
        ('"Wege neue"', set()),
        ("Integra*", {"guler2", "ott"}),
        ("Integration", {"guler2"}),
        ("Güler -Kolb", {"guler", "gueler"}),
        ("-Güler", {"ott"}),
        ('Güler -"neue Wege" -Häus*', {"gueler"}),
        ("Kolb OR Ott", {"guler2", "ott"}),
        ("Kolb OR Ott Integration", {"guler2"}),
        ("Fähre", set()),
    ],
)
def test_search_finds_words_phrases_and_beginnings(made: Made, text: str, found: set[str]) -> None:
    results = made(*TEXTS).search(text)
    assert {hit.id for hit in results.hits} == found
    assert results.total == len(found)


def test_places_are_those_of_all_that_match(made: Made) -> None:
    index = made(*TEXTS)
    assert index.places("Haus") == {order(record) for record in TEXTS if record.id in {"guler", "ott"}}
    assert len(index.places()) == len(TEXTS)
    assert index.places("Fähre") == set()


def test_the_exact_form_and_the_title_count_more(made: Made) -> None:
    texts = {"inflected": "Das Programms der Stadt", "exact": "Das Programm der Stadt"}
    index = made(*(release(id_, text) for id_, text in texts.items()), release("title", "Der Plan", title="Programm"))
    assert ids(index, "Programm") == ["title", "exact", "inflected"]


def test_a_record_without_text_is_found_by_its_title(made: Made) -> None:
    index = made(release("a", None, title="Neue Schule in Kiel"))
    (hit,) = index.search("Schulen").hits
    assert hit.snippet.text == "Neue Schule in Kiel"


def test_hits_say_what_the_record_says(made: Made) -> None:
    made_record = release("a", "Kiel. Ein Fest für alle.", title="Ein Fest", day="2016-03-01", sender="Stadt Kiel")
    (hit,) = made(made_record).search("Fest").hits
    assert (hit.id, hit.title, hit.date, hit.sender, hit.place) == (
        "a",
        "Ein Fest",
        date(2016, 3, 1),
        "Stadt Kiel",
        None,
    )
    assert hit.score > 0
    assert [hit.snippet.text[start:end] for start, end in hit.snippet.marks] == ["Fest"]


PEOPLE = [
    release("a", people=[("Serap Güler", "Staatssekretärin"), ("Petra Kolb", "Landrätin")], sender="Land Nord"),
    release("b", people=[("Hans Gülermann", None)], places=["Bad Oldesloe"], programmes=["KOMM-AN NRW"]),
    release("c", people=[("Kolb", "Landrat")], organisations=[("Kulturring e. V.", ["KR"])]),
]


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ({"person": ("güler",)}, {"a"}),
        ({"person": ("Serap Gueler",)}, {"a"}),
        ({"person": ("Güler Serap",)}, set()),
        ({"person": ("gül*",)}, {"a", "b"}),
        ({"person": ("hans gü*",)}, {"b"}),
        ({"person": ("Güler Petra",)}, set()),
        ({"person": ("Güler", "Kolb")}, {"a"}),
        ({"person": ("Kolb",), "role": ("Landrat",)}, {"c"}),
        ({"role": ("Landr*",)}, {"a", "c"}),
        ({"place": ("oldesloe",)}, {"b"}),
        ({"programme": ("komm an",)}, {"b"}),
        ({"organisation": ("kr",)}, {"c"}),
        ({"organisation": ("kulturring",)}, {"c"}),
        ({"sender": ("nord",)}, {"a"}),
    ],
)
def test_filters_match_whole_folded_words_of_one_name(
    made: Made, values: dict[str, tuple[str, ...]], found: set[str]
) -> None:
    assert set(ids(made(*PEOPLE), **values)) == found


def test_filters_of_days_and_amounts(made: Made) -> None:
    index = made(
        release("old", day="2015-12-31", amounts=[100]),
        release("new", day="2016-01-01", amounts=[(None, 5000, 9000)]),
        release("none", amounts=[1_000_000]),
    )
    assert ids(index) == ["new", "old", "none"]

    def found(filters: Filters) -> set[str]:
        return {hit.id for hit in index.search(filters=filters).hits}

    assert found(Filters(year=2016)) == {"new"}
    assert found(Filters(until=date(2015, 12, 31))) == {"old"}
    assert found(Filters(since=date(2016, 1, 1))) == {"new"}
    assert found(Filters(since=date(2017, 1, 1), until=date(2016, 1, 1))) == set()
    assert found(Filters(amount=(AmountRange.parse("6000..7000"),))) == {"new"}
    assert found(Filters(amount=(AmountRange.parse("9000.01.."),))) == {"none"}
    assert found(Filters(amount=(AmountRange(high=Decimal(5000)), AmountRange(low=Decimal(5000))))) == {"new"}


def test_facets_count_records(made: Made) -> None:
    index = made(
        release("a", people=[("Petra Kolb", "Landrätin")], day="2016-03-01", sender="Land"),
        release("b", people=[("Petra Kolb", "Landrätin"), ("Hans Ott", "Landrätin")], day="2015-03-01", sender="Land"),
        release("c", "Ganz anders", day="2015-04-01"),
    )
    facets = index.search("Geld", facets=FACETS).facets
    counts = {name: [(one.value, one.count) for one in values] for name, values in facets.items()}
    assert counts["person"] == [("Petra Kolb", 2), ("Hans Ott", 1)]
    assert counts["role"] == [("Landrätin", 2)]
    assert counts["year"] == [("2016", 1), ("2015", 1)]
    assert counts["sender"] == [("Land", 2)]
    assert counts["programme"] == []
    assert len(index.search("Geld", facets=["person"], facet_limit=1).facets["person"]) == 1


def test_facets_are_right_where_the_index_has_several_parts(made: Made) -> None:
    for part in range(3):
        index = made(*(release(f"{part}-{n}", people=[(f"Name {part}-{n}", None), ("Kolb", None)]) for n in range(30)))
        index = made(release(f"last-{part}", people=[("Ott", None)]))
    (first, second) = index.search(facets=["person"], facet_limit=2).facets["person"]
    assert (first.value, first.count) == ("Kolb", 90)
    assert (second.value, second.count) == ("Ott", 3)


@pytest.mark.parametrize("sort", ["relevance", "newest"])
@pytest.mark.parametrize("text", ["Fest", "", "Fes*"])
def test_pages_hold_each_hit_once_and_stand_still(made: Made, text: str, sort: module.Sort) -> None:
    for part in range(4):
        index = made(*(release(f"r{n}", "Ein Fest", day=f"2016-03-0{n % 2 + 1}") for n in range(part, 40, 4)))
    whole = [hit.id for hit in index.search(text, limit=100, sort=sort).hits]
    assert sorted(whole) == sorted(f"r{n}" for n in range(40))
    seen: list[str] = []
    after = None
    while True:
        page = index.search(text, limit=7, sort=sort, after=after)
        assert page.total == 40
        seen += [hit.id for hit in page.hits]
        after = page.next
        if after is None:
            break
    assert seen == whole
    days = [hit.date for hit in index.search(text, limit=100, sort=sort).hits]
    assert days == sorted(days, key=str, reverse=True)


def test_order_does_not_depend_on_the_order_of_adding(made: Made, tmp_path: Path) -> None:
    records = [release(f"r{n}", "Ein Fest") for n in range(20)]
    other = Index.create(tmp_path / "other")
    for record in reversed(records):
        with other.writer() as writer:
            writer.add(record)
    assert ids(other, "Fest") == ids(made(*records), "Fest")


def test_cursors_that_do_not_fit_are_named(made: Made) -> None:
    index = made(*TEXTS)
    cursor = index.search("Güler", limit=1).next
    assert cursor
    for text, after in (("Kolb", cursor), ("Güler", "x"), ("Güler", "٣-x"), ("Güler", "9" * 30 + "-x")):
        with pytest.raises(SearchError, match="cursor"):
            index.search(text, after=after)
    behind = cursor.replace("1-", "999999999-", 1)
    assert index.search("Güler", after=behind).hits == []


def test_bad_arguments_are_named(made: Made) -> None:
    index = made()
    with pytest.raises(QueryError, match="0 to 1000"):
        index.search(limit=1001)
    with pytest.raises(QueryError, match="order"):
        index.search(sort="oldest")  # type: ignore[arg-type]
    with pytest.raises(FilterError, match="facet"):
        index.search(facets=["\ud800"])
    with pytest.raises(FilterError, match="1 to"):
        index.search(facets=["person"], facet_limit=0)


def test_an_empty_index_answers(made: Made) -> None:
    index = made()
    assert (len(index), index.search("x").total, list(index.records()), index.record("a")) == (0, 0, [], None)
    assert index.search(facets=FACETS).facets["person"] == []
    assert index.search(limit=0).hits == []


def test_records_come_back_whole(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "STREAMED", 2)
    index = made(*TEXTS, *PEOPLE)
    assert [record.id for record in index.records()][:4] == ["ott", "guler2", "gueler", "guler"]
    assert {record.id: record for record in index.records()} == {record.id: record for record in (*TEXTS, *PEOPLE)}
    assert index.record("a") == PEOPLE[0]
    assert index.record("\ud800") is None


def test_adding_again_replaces(made: Made) -> None:
    made(release("a", "Das alte Haus"), release("b", "Das Boot"))
    index = made(release("a", "Der neue Turm"), release("a", "Die neue Brücke"))
    assert len(index) == 2
    assert (ids(index, "Haus"), ids(index, "Turm"), ids(index, "Brücke")) == ([], [], ["a"])


def test_delete_and_delete_others(made: Made) -> None:
    index = made(*(release(id_) for id_ in "abcd"))
    with index.writer() as writer:
        writer.delete("a")
        writer.delete("not there")
    assert set(ids(index)) == set("bcd")
    with index.writer() as writer:
        writer.add(release("e"))
        writer.add(release("b"))
        writer.delete_others()
    assert set(ids(index)) == set("be")


def test_readers_see_all_of_a_writer_or_nothing(made: Made, tmp_path: Path) -> None:
    index, reader = made(release("a")), Index.open(tmp_path / "index")
    with index.writer() as writer:
        writer.add(release("b"))
        writer.delete("a")
        assert ids(reader) == ids(index) == ["a"]
    assert ids(reader) == ids(index) == ["b"]


def test_an_error_leaves_all_as_it_was(made: Made) -> None:
    index = made(release("a"))

    def fail() -> None:
        with index.writer() as writer:
            writer.add(release("b"))
            writer.delete_others()
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert ids(index) == ["a"]
    assert set(ids(made(release("c")))) == {"a", "c"}


def test_one_writer_at_a_time(made: Made, tmp_path: Path) -> None:
    index = made(release("a"))
    with index.writer(), pytest.raises(LockedError, match="another process is writing"):
        Index.open(tmp_path / "index").writer()
    with index.writer() as writer:
        writer.add(release("b"))
    assert len(index) == 2


def test_readers_and_a_writer_at_once(made: Made, tmp_path: Path) -> None:
    index = made(*(release(f"r{n}", "Ein Fest") for n in range(20)))
    wrong: list[object] = []
    done = threading.Event()

    def read() -> None:
        reader = Index.open(tmp_path / "index")
        while not done.is_set():
            try:
                results = reader.search("Fest", limit=100)
                if len(results.hits) != 20 or len({hit.id[0] for hit in results.hits}) != 1:
                    wrong.append(results)
            except Exception as error:
                wrong.append(error)

    threads = [threading.Thread(target=read) for _ in range(2)]
    for thread in threads:
        thread.start()
    for turn in "stuv":
        with index.writer() as writer:
            for n in range(20):
                writer.add(release(f"{turn}{n}", "Ein Fest"))
            writer.delete_others()
    done.set()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_importing_the_package_loads_no_engine() -> None:
    code = (
        "import sys; from extractor.search import Filters, Index; Filters();"
        "sys.exit(any(name in sys.modules for name in ('tantivy', 'spacy', 'typer')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False, cwd=Path(__file__).parents[2]).returncode == 0


QUERY = st.text(max_size=60) | st.text(st.sampled_from('abgüler "-*OR„“.[]{}()\\^~:/\0'), max_size=60)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(QUERY, QUERY, st.sampled_from([*FACETS, "x"]), st.none() | st.integers(), QUERY)
def test_any_query_is_answered_or_named(
    filled: Index, text: str, name: str, facet: str, year: int | None, cursor: str
) -> None:
    begun, said = time.monotonic(), ""
    try:
        filters = Filters(person=(name,) if name else (), role=(text,) if text and year else (), year=year)
        results = filled.search(text, filters=filters, facets=[facet], after=cursor)
        assert results.total >= len(results.hits)
    except SearchError as error:
        said = str(error)
    assert len(said.splitlines()) <= 1
    assert time.monotonic() - begun < 1


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Index:
    index = Index.create(tmp_path_factory.mktemp("filled"))
    with index.writer() as writer:
        for record in (*TEXTS, *PEOPLE):
            writer.add(record)
    return index
