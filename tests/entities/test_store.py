"""Who and what is one: persons, organisations, programmes, curation, and what must hold for any records."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.entities.curation import parse
from extractor.entities.occurrences import DuplicateIdError, Kind
from extractor.entities.store import Store, Summary
from extractor.records import Organisation, Person, Programme, Provenance, Record, Role, Source

MADE = Provenance(version="1", model="rules", model_version="1", fingerprint="f")
Entry = Person | Organisation | Programme
Sides = dict[str, list[str]]


def person(name: str, *roles: str | tuple[str | None, str | None]) -> Person:
    """A person; a role is a text or a pair of role and organisation."""
    *first, family = name.split(" ")
    pairs = [(role, None) if isinstance(role, str) else role for role in roles]
    held = [Role(role=role, organisation=body, evidence="test") for role, body in pairs]
    return Person(name=name, given_name=" ".join(first) or None, family_name=family, roles=held)


def body(name: str, *aliases: str) -> Organisation:
    return Organisation(name=name, aliases=list(aliases))


def record(id_: str, *entries: Entry, sender: str | None = None, day: str | None = None) -> Record:
    return Record(
        id=id_,
        source=Source(path=id_, sha256="0"),
        sender=sender,
        date=date.fromisoformat(day) if day else None,
        people=[entry for entry in entries if isinstance(entry, Person)],
        organisations=[entry for entry in entries if isinstance(entry, Organisation)],
        programmes=[entry for entry in entries if isinstance(entry, Programme)],
        extractor=MADE,
    )


def store_of(kind: Kind, records: Iterable[Record], *curation: str) -> Store:
    store = Store(kind)
    for one in records:
        store.add(one)
    store.identify(parse(curation))
    return store


def sides(store: Store) -> Sides:
    """The releases of each entity, by id."""
    rows = [json.loads(entity.model_dump_json()) for entity in store.entities()]
    return {row["id"]: [one["id"] for one in row["releases"]] for row in rows}


def people(*records: Record, curation: Sequence[str] = ()) -> Sides:
    return sides(store_of(Kind.PERSON, records, *curation))


def bodies(*records: Record, curation: Sequence[str] = ()) -> Sides:
    return sides(store_of(Kind.ORGANISATION, records, *curation))


def doubts(kind: Kind, *records: Record, curation: Sequence[str] = ()) -> list[tuple[str, str]]:
    return [pair.ids for pair in store_of(kind, records, *curation).doubts()]


def do(action: str, *ids: str, **fields: object) -> str:
    return json.dumps({"do": action, **({"ids": ids} if action in ("merge", "keep") else {"id": ids[0]}), **fields})


# --- persons ---


def test_people_full_names_that_fold_to_the_same_are_one() -> None:
    found = people(
        record("a", person("Jörg Weiß")), record("b", person("JOERG WEISS")), record("c", person("Jörg Weise"))
    )
    assert found == {"person:joerg-weiss": ["a", "b"], "person:joerg-weise": ["c"]}


def test_people_other_given_names_are_others() -> None:
    found = people(record("a", person("Petra Kolb", "Rätin")), record("b", person("Peter Kolb", "Rat")))
    assert len(found) == 2


def test_people_a_genitive_counts_where_the_bare_name_occurs() -> None:
    both = people(record("a", person("Petra Kolb")), record("b", person("Petra Kolbs")))
    assert both == {"person:petra-kolb": ["a", "b"]}
    assert list(people(record("b", person("Petra Kolbs")))) == ["person:petra-kolbs"]


def test_people_a_last_s_with_a_career_of_its_own_is_no_genitive() -> None:
    records = record("a", person("Jan Jacob", "Koch")), record("b", person("Jan Jacobs", "Notar"))
    assert len(people(*records)) == 2
    assert doubts(Kind.PERSON, *records) == [("person:jan-jacob", "person:jan-jacobs")]


def test_people_disjoint_sexes_are_two_in_doubt() -> None:
    records = (
        record("a", person("Kim Kolb", ("Landrätin", "Kreis Nauen")), day="2020-01-01"),
        record("b", person("Kim Kolb", ("Landrat", "Kreis Lüchow")), day="2020-02-01"),
        record("c", person("Kim Kolb", ("Landrätin", "Kreis Nauen")), day="2021-01-01"),
    )
    found = {"person:kim-kolb": ["a", "c"], "person:kim-kolb~landrat-kreis-luechow": ["b"]}
    assert people(*records) == found
    [pair] = store_of(Kind.PERSON, records).doubts()
    assert pair.ids == tuple(found)
    assert (pair.contexts[1].roles, pair.contexts[1].releases, pair.decision) == (["Landrat"], ["b"], "")


def test_people_one_role_of_the_other_sex_among_many_is_an_error() -> None:
    many = [record(f"r{number}", person("Kim Kolb", ("Landrätin", "Kreis Nauen"))) for number in range(10)]
    others = record("x", person("Kim Kolb", "Initiator")), record("y", person("Kim Kolb"))
    assert len(people(*many[1:], *others)) > 1
    assert [len(releases) for releases in people(*many, *others).values()] == [12]


def test_people_who_say_nothing_go_to_neither_of_two() -> None:
    records = (
        record("a", person("Kim Kolb", ("Landrätin", "Kreis Nauen"))),
        record("b", person("Kim Kolb", ("Landrat", "Kreis Lüchow"))),
        record("c", person("Kim Kolb")),
    )
    assert people(*records)["person:kim-kolb@c"] == ["c"]
    assert len(doubts(Kind.PERSON, *records)) == 3


def test_people_careers_far_apart_that_share_nothing_are_two() -> None:
    early = record("a", person("Jan Ott", ("Pfarrer", "Sankt Marien")), sender="Bistum Nord", day="1990-01-01")
    late = record("b", person("Jan Ott", ("Torwart", "FC Nord")), sender="FC Nord", day="2020-01-01")
    assert len(people(early, late)) == 2
    assert len(people(early, late.model_copy(update={"date": date(1994, 1, 1)}))) == 1
    assert len(people(early, late.model_copy(update={"sender": "Bistum Nord"}))) == 1


FULL = record("a", person("Petra Kolb", ("Landrätin", "Kreis Nauen")))


@pytest.mark.parametrize("name", ["Kolb", "P. Kolb"])
def test_people_a_short_name_is_joined_by_role_and_organisation(name: str) -> None:
    found = people(FULL, record("b", person(name, ("Landrätin", "Kreis Nauen"))))
    assert found == {"person:petra-kolb": ["a", "b"]}


def test_people_a_short_name_is_joined_by_a_role_of_the_same_sender() -> None:
    records = (
        record("a", person("Petra Kolb", "Landrätin"), sender="S"),
        record("b", person("Kolb", "Landrätin"), sender="S"),
    )
    assert len(people(*records)) == 1


@pytest.mark.parametrize(
    "short", [person("Kolb"), person("K. Kolb", ("Landrätin", "Kreis Nauen")), person("Kolb", "Rätin")]
)
def test_people_a_short_name_without_that_context_stays_alone(short: Person) -> None:
    assert len(people(FULL, record("b", short))) == 2


def test_people_a_short_name_that_fits_two_stays_alone_in_doubt() -> None:
    records = [FULL, record("b", person("Anna Kolb", ("Landrätin", "Kreis Nauen")))]
    records.append(record("c", person("Kolb", ("Landrätin", "Kreis Nauen"))))
    assert len(people(*records)) == 3
    assert doubts(Kind.PERSON, *records) == [("person:anna-kolb", "person:kolb"), ("person:petra-kolb", "person:kolb")]


def test_people_bare_surnames_are_one_only_with_context() -> None:
    assert len(people(record("a", person("Kolb")), record("b", person("Kolb")))) == 2
    assert len(people(record("a", person("Kolb", ("Rat", "X"))), record("b", person("Kolb", ("Rat", "X"))))) == 1


def test_people_entity_holds_roles_through_time() -> None:
    records = (
        record("b", person("Petra Kolb", ("Landrätin", "Kreis Nauen")), day="2021-05-01"),
        record("a", person("Petra Kolb", ("Landrätin", "Kreis Nauen"), ("Dezernentin", None)), day="2019-05-01"),
        record("c", person("Hans Ott"), person("PETRA KOLB")),
    )
    row = json.loads(next(store_of(Kind.PERSON, records).entities()).model_dump_json())
    assert (row["id"], row["kind"], row["name"], row["count"]) == ("person:petra-kolb", "person", "Petra Kolb", 3)
    assert (row["first"], row["last"]) == ("2019-05-01", "2021-05-01")
    assert row["forms"] == [{"text": "Petra Kolb", "count": 2}, {"text": "PETRA KOLB", "count": 1}]
    assert row["organisations"] == [{"text": "Kreis Nauen", "count": 2}]
    assert row["roles"][1] == {
        "role": "Landrätin",
        "organisation": "Kreis Nauen",
        "status": "current",
        "first": "2019-05-01",
        "last": "2021-05-01",
        "releases": ["a", "b"],
    }
    assert row["releases"][2] == {"id": "c", "date": None, "item": 1}


# --- organisations and programmes ---


def test_bodies_legal_form_and_article_do_not_count() -> None:
    found = bodies(
        record("a", body("Nordwind GmbH")), record("b", body("Die Nordwind")), record("c", body("Nordwinde"))
    )
    assert found == {"organisation:nordwind": ["a", "b"], "organisation:nordwinde": ["c"]}


def test_bodies_different_legal_forms_are_two() -> None:
    records = record("a", body("Nordwind GmbH"), sender="S"), record("b", body("Nordwind e.V."), sender="T")
    assert list(bodies(*records)) == ["organisation:nordwind", "organisation:nordwind~t"]
    assert len(doubts(Kind.ORGANISATION, *records)) == 1


@pytest.mark.parametrize("name", ["Jugendamt", "Amt für Soziales", "SPD"])
def test_bodies_generic_names_are_one_within_one_sender(name: str) -> None:
    records = [
        record(id_, body(name), sender=sender) for id_, sender in zip("abcd", ["S", "S", "T", None], strict=True)
    ]
    records.append(record("e", body(name)))
    assert sorted(bodies(*records).values()) == [["a", "b"], ["c"], ["d"], ["e"]]


PAIR = record("a", body("Berliner Verkehrsbetriebe", "BVG"), sender="S")


def test_bodies_an_acronym_goes_to_the_one_name_that_claims_it() -> None:
    assert bodies(PAIR, record("b", body("BVG"), sender="T")) == {"organisation:berliner-verkehrsbetriebe": ["a", "b"]}


def test_bodies_an_acronym_that_two_claim_goes_to_neither() -> None:
    other = record("c", body("Bayerische Volksgruppe", "BVG"), sender="T")
    records = PAIR, record("b", body("BVG"), sender="T"), other
    assert len(bodies(*records)) == 3
    assert doubts(Kind.ORGANISATION, *records) == [("organisation:bayerische-volksgruppe", "organisation:bvg")]


def test_bodies_a_name_around_an_acronym_does_not_claim_it() -> None:
    assert len(bodies(record("a", body("BVG Navi", "BVG"), sender="S"), record("b", body("BVG"), sender="S"))) == 2


def test_bodies_an_acronym_of_a_generic_name_is_one_within_the_sender() -> None:
    pair = record("a", body("Jugendamt", "JUA"), sender="S")
    found = bodies(pair, record("b", body("JUA"), sender="S"), record("c", body("JUA"), sender="T"))
    assert sorted(found.values()) == [["a", "b"], ["c"]]


def test_bodies_a_short_form_is_joined_within_the_sender() -> None:
    long = record("a", body("Galerie Wedding am Park", "Galerie Wedding"), sender="S")
    assert len(bodies(long, record("b", body("Galerie Wedding"), sender="S"))) == 1
    apart = long, record("b", body("Galerie Wedding"), sender="T")
    assert len(bodies(*apart)) == 2
    assert len(doubts(Kind.ORGANISATION, *apart)) == 1


def test_programmes_fold_quotes_and_years() -> None:
    names = ["„Kiezfonds“", "KIEZFONDS 2021", "Kiezfonds 2021/22", "Kiezfonds Nord"]
    found = sides(store_of(Kind.PROGRAMME, [record(str(n), Programme(name=name)) for n, name in enumerate(names)]))
    assert found == {"programme:kiezfonds": ["0", "1", "2"], "programme:kiezfonds-nord": ["3"]}


def test_programmes_an_alias_is_a_doubt() -> None:
    records = record("a", Programme(name="Freiwillige Einsätze", aliases=["FEIN"])), record("b", Programme(name="FEIN"))
    assert doubts(Kind.PROGRAMME, *records) == [("programme:freiwillige-einsaetze", "programme:fein")]


def test_store_refuses_a_second_record_of_one_id() -> None:
    with pytest.raises(DuplicateIdError):
        people(FULL, FULL)


def test_store_of_nothing_is_empty() -> None:
    assert people() == people(record("a")) == {}


# --- curation ---

TWO = (
    record("a", person("Petra Kolb"), day="2020-01-01"),
    record("b", person("Petra Meier"), day="2019-01-01"),
    record("c", person("Petra Kolb"), day="2021-01-01"),
)
MERGE = do("merge", "person:petra-kolb", "person:petra-meier")


def test_store_curated_leaves_the_first_as_it_is() -> None:
    store = store_of(Kind.PERSON, [record("a", person("Kim Kolb")), record("b", person("Ina Kolb"))])
    merged = store.curated(parse(['{"do": "merge", "ids": ["person:kim-kolb", "person:ina-kolb"]}']))
    assert (len(store), len(merged)) == (2, 1)
    assert sides(merged.curated([])) == sides(store)


def test_store_ids_lead_on_after_a_merge() -> None:
    merge = '{"do": "merge", "ids": ["person:kim-kolb", "person:ina-kolb"]}'
    store = store_of(Kind.PERSON, [record("a", person("Kim Kolb")), record("b", person("Ina Kolb"))], merge)
    group = store.group("person:ina-kolb")
    assert group is not None
    assert group == store.group("person:kim-kolb") == store.group_of(0) == store.group_of(1)
    assert store.entity(group).id == "person:kim-kolb"
    assert list(store.members(group)) == [0, 1]
    assert [store.group(id_) for id_ in ("person:nobody", "organisation:ina-kolb", "person:ina-kolb@gone", "")] == [
        None
    ] * 4


def test_store_summaries_are_the_entities_in_few_words() -> None:
    records = [record("a", person("Kim Kolb")), record("b", person("Kim KOLB")), record("c", person("Ina Kolb"))]
    store = store_of(Kind.PERSON, records, '{"do": "hide", "id": "person:ina-kolb"}')
    [summary] = store.summaries()
    assert summary == Summary(summary.group, "person:kim-kolb", "Kim KOLB", 2, ["Kim KOLB", "Kim Kolb"])
    hidden = store.group("person:ina-kolb")
    assert hidden is not None
    assert store.is_hidden(hidden)
    assert not store.is_hidden(summary.group)


def test_curation_merges_under_the_first() -> None:
    assert people(*TWO, curation=[MERGE]) == {"person:petra-kolb": ["b", "a", "c"]}


def test_curation_split_takes_a_merge_back() -> None:
    assert people(*TWO, curation=[MERGE, do("split", "person:petra-kolb", releases=["b"])]) == people(*TWO)


def test_curation_split_parts_releases_for_good() -> None:
    split = do("split", "person:petra-kolb", releases=["c"])
    assert people(*TWO, curation=[split])["person:petra-kolb@c"] == ["c"]
    later = record("d", person("Petra Kolb"), day="2022-01-01")
    assert people(*TWO, later, curation=[split])["person:petra-kolb"] == ["a", "d"]


def test_curation_hides_and_renames() -> None:
    curation = [do("hide", "person:petra-meier"), do("rename", "person:petra-kolb", name="Kolb, Petra")]
    store = store_of(Kind.PERSON, TWO, *curation)
    assert [(entity.id, entity.name) for entity in store.entities()] == [("person:petra-kolb", "Kolb, Petra")]
    assert (len(store), store.warnings) == (1, [])


@pytest.mark.parametrize(
    ("action", "warning"),
    [
        (do("hide", "person:niemand"), "line 2: hide: there is no entity person:niemand"),
        (do("merge", "person:petra-kolb", "person:x"), "line 2: merge: there is no entity person:x"),
        (
            do("split", "person:petra-kolb", releases=["b"]),
            "line 2: split: person:petra-kolb is in none of these releases",
        ),
        (
            do("split", "person:petra-kolb", releases=["a", "c"]),
            "line 2: split: person:petra-kolb is in no other releases",
        ),
        (do("split", "person:petra-kolb", releases=["a", "z"]), "line 2: split: person:petra-kolb is not in z"),
        (
            do("keep", "person:petra-kolb", "person:petra-kolb"),
            "line 2: keep: person:petra-kolb and person:petra-kolb are",
        ),
    ],
)
def test_curation_that_misses_is_a_warning(action: str, warning: str) -> None:
    [found] = store_of(Kind.PERSON, TWO, "", action).warnings
    assert found.startswith(warning)


def test_curation_of_other_kinds_is_left_alone() -> None:
    assert store_of(Kind.PERSON, TWO, do("hide", "organisation:x")).warnings == []


@pytest.mark.parametrize("answer", ["keep", "merge"])
def test_curation_answered_pairs_are_not_asked_again(answer: str) -> None:
    records = FULL, record("b", person("Kolb", "Landrätin"))
    [pair] = doubts(Kind.PERSON, *records)
    assert doubts(Kind.PERSON, *records, curation=[do(answer, *pair)]) == []
    assert doubts(Kind.PERSON, *records, curation=[do("hide", pair[1])]) == []


def test_curation_keep_holds_against_later_records() -> None:
    keep = do("keep", "person:petra-kolb", "person:kolb")
    records = FULL, record("b", person("Kolb", ("Landrätin", "Kreis Nauen")))
    assert people(*records, curation=[keep]) == {"person:kolb": ["b"], "person:petra-kolb": ["a"]}


def test_curation_ids_with_a_context_mean_the_same_in_a_larger_archive() -> None:
    first = record("m", person("Kim Kolb", ("Landrätin", "Kreis Nauen")), day="2020-01-01")
    second = record("n", person("Kim Kolb", ("Landrat", "Kreis Lüchow")), day="2021-01-01")
    hide = do("hide", "person:kim-kolb~landrat-kreis-luechow")
    assert people(first, second, curation=[hide]) == {"person:kim-kolb": ["m"]}
    older = record("l", person("Kim Kolb", ("Landrat", "Kreis Lüchow")), day="1999-01-01")
    assert [*people(first, second, older, curation=[hide]).values()] == [["m"]]


# --- what must hold for any records ---

NAMES = [
    "Petra Kolb",
    "Petra Kolbs",
    "Kolb",
    "P. Kolb",
    "Peter Kolb",
    "Petra Maria Kolb",
    "PETRA KOLB",
    "Kim Ott",
    "Ott",
    "#",
]
HELD = st.tuples(
    st.sampled_from([None, "Landrätin", "Landrat", "Koch"]), st.sampled_from([None, "Kreis Nauen", "SPD", "FC Nord"])
)
PEOPLE = st.builds(lambda name, roles: person(name, *roles), st.sampled_from(NAMES), st.lists(HELD, max_size=2))
BODIES = st.builds(
    lambda names: body(*names),
    st.lists(
        st.sampled_from(["BVG", "Jugendamt", "Berliner Verkehrsbetriebe", "Nordwind e.V.", "Nordwind", "Nordwind AG"]),
        min_size=1,
        max_size=3,
    ),
)


def archives(kind: Kind) -> st.SearchStrategy[list[Record]]:
    entries = st.lists(PEOPLE if kind is Kind.PERSON else BODIES, max_size=3)
    rows = st.lists(
        st.tuples(entries, st.sampled_from([None, "S", "T"]), st.sampled_from([None, "1990-01-01", "2020-01-01"])),
        max_size=9,
    )
    return rows.map(
        lambda found: [record(f"r{n}", *one, sender=sender, day=day) for n, (one, sender, day) in enumerate(found)]
    )


KINDS_AND_ARCHIVES = st.sampled_from([Kind.PERSON, Kind.ORGANISATION]).flatmap(
    lambda kind: st.tuples(st.just(kind), archives(kind))
)


def written(store: Store) -> list[str]:
    return [row.model_dump_json() for row in chain(store.entities(), store.doubts())]


@given(KINDS_AND_ARCHIVES, st.randoms(use_true_random=False))
def test_store_does_not_depend_on_the_order_of_records(found: tuple[Kind, list[Record]], random: object) -> None:
    kind, records = found
    shuffled = list(records)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert written(store_of(kind, shuffled)) == written(store_of(kind, records))


@given(KINDS_AND_ARCHIVES)
def test_store_puts_every_occurrence_into_one_entity(found: tuple[Kind, list[Record]]) -> None:
    kind, records = found
    rows = [json.loads(entity.model_dump_json()) for entity in store_of(kind, records).entities()]
    placed = [(one["id"], one["item"]) for row in rows for one in row["releases"]]
    every = [
        (one.id, n) for one in records for n in range(len(one.people if kind is Kind.PERSON else one.organisations))
    ]
    assert sorted(placed) == sorted(every)
    assert len({row["id"] for row in rows}) == len(rows)


@given(KINDS_AND_ARCHIVES)
def test_store_ids_do_not_change_with_unrelated_records(found: tuple[Kind, list[Record]]) -> None:
    kind, records = found
    unrelated = record("x", person("Ayşe Yıldız", ("Landrat", "SPD")), body("Südlicht", "SL"), day="1980-01-01")
    before, after = sides(store_of(kind, records)), sides(store_of(kind, [unrelated, *records]))
    assert before == {id_: releases for id_, releases in after.items() if releases != ["x"]}


@given(KINDS_AND_ARCHIVES, st.data())
def test_store_split_takes_back_any_merge_of_releases(found: tuple[Kind, list[Record]], data: st.DataObject) -> None:
    kind, records = found
    before = sides(store_of(kind, records))
    pairs = [(a, b) for a in before for b in before if a != b and not set(before[a]) & set(before[b])]
    if pairs:
        one, other = data.draw(st.sampled_from(pairs))
        curation = [do("merge", one, other), do("split", one, releases=before[other])]
        store = store_of(kind, records, *curation)
        assert (sides(store), store.warnings) == (before, [])


@given(KINDS_AND_ARCHIVES)
def test_store_every_doubt_can_be_answered(found: tuple[Kind, list[Record]]) -> None:
    kind, records = found
    pairs = list(store_of(kind, records).doubts())
    answered = store_of(kind, records, *(do("keep", *pair.ids) for pair in pairs))
    assert (list(answered.doubts()), answered.warnings) == ([], [])
