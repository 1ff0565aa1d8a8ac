"""The real article comes out entirely right, and so do variants of it with other names, places, roles and sums."""

from __future__ import annotations

import json
import random
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from extractor.batch.run import Here
from extractor.evaluation.extraction import extracted_by
from extractor.evaluation.gold import read
from extractor.evaluation.scores import score
from extractor.evaluation.table import table
from extractor.pipeline import Extractor

CORPUS = Path(__file__).parents[1] / "corpus"
N_VARIANTS = 24

GIVEN_F = "Anke Birgit Hatice Jolanta Margarethe Noura Sibylle Theres".split()
GIVEN_M = "Bernd Cem Detlef Gunnar Ismail Korbinian Rüdiger Tadeusz".split()
FAMILY = (
    "Abendschön Brüggemeier Çelik Dombrowski Eßlinger Fahrenkamp Grünwaldt Hünerbein Jasinski Kühlborn Löwenthal "
    "Meyer-Hartwig Nüßlein Oberländer Pfaffenzeller Quandt Rautenstrauch Schnürer Tiedemann Uhlig Vöcking Wysocki"
).split()
PLACES = [
    ("Meppen", "Emslandkreis", "Niedersachsen", "EL"),
    ("Zwickau", "Erzgebirgskreis", "Sachsen", "ERZ"),
    ("Itzehoe", "Steinburgkreis", "SH", "IZ"),
    ("Tuttlingen", "Schwarzwaldkreis", "BW", "TUT"),
    ("Meiningen", "Wartburgkreis", "Thüringen", "WAK"),
    ("Bitburg", "Eifelkreis", "RLP", "BIT"),
]
BODIES = [
    ("Regionale", "Regionalen", "Regionales", "Bildungsbüro", "Bildungsbüros", "RB", "LaRB"),
    ("Kommunale", "Kommunalen", "Kommunales", "Medienzentrum", "Medienzentren", "KM", "LaKM"),
    ("Städtische", "Städtischen", "Städtisches", "Beratungszentrum", "Beratungszentren", "SBZ", "LaSBZ"),
    ("Soziale", "Sozialen", "Soziales", "Kompetenzzentrum", "Kompetenzzentren", "SK", "LaSK"),
]
OFFICES = [
    ("Staatssekretärin", "Staatsekretärin", "Integration", "Kreisdirektor"),
    ("Ministerin", "Ministerin", "Soziales", "Landrat"),
    ("Abteilungsleiterin", "Abteilungsleiterin", "Weiterbildung", "Oberbürgermeister"),
    ("Staatsministerin", "Staatministerin", "Familie", "Bürgermeister"),
    ("Landesbeauftragte", "Landesbeauftragte", "Ehrenamt", "Sozialdezernent"),
]
PROGRAMMES = [
    ("Fit für mehr", "It works", "KOMM-AN"),
    ("Stark im Leben", "Get started", "MITEINANDER"),
    ("Wege in Arbeit", "Job now", "DURCHSTARTEN"),
    ("Mut zur Sprache", "Move on", "VOR-ORT"),
]
ACRONYMS = ["MKFFI", "MSGJFS", "TMBJS", "HMSI", "MFFKI"]
AUTHORITIES = ["Bezirksregierung", "Landesdirektion"]
MEMBERS = ["Kreissportbund", "Landfrauenverband", "Kreisjugendring", "Stadtsportverband"]


@pytest.fixture(scope="session")
def article() -> dict[str, Any]:
    return next(iter(read(CORPUS / "article.gold.json")))


@pytest.fixture(scope="session")
def record(extractor: Extractor, article: dict[str, Any]) -> dict[str, Any]:
    return dict(extracted_by(Here(extractor.extract_release), [article])[article["id"]])


def test_gold_text_is_the_article(article: dict[str, Any]) -> None:
    assert article["text"] == (CORPUS / "article.txt").read_text(encoding="utf-8")


def test_article_every_row_is_right(article: dict[str, Any], record: dict[str, Any]) -> None:
    scores = score({"article": article}, {"article": record})
    for rows in (scores.strict, scores.relaxed):
        assert {name for name, row in rows.items() if row.f1 < 1} == set(), table(scores)
    assert set(scores.amounts.values()) == {len(article["amounts"]), 1.0}, table(scores)


def test_article_entries_equal_gold(article: dict[str, Any], record: dict[str, Any]) -> None:
    for field, kept in (
        ("people", ("name", "titles")),
        ("organisations", ("name", "aliases")),
        ("programmes", ("name", "aliases")),
        ("amounts", ("text", "approx", "year", "source", "purpose", "per", "parts")),
        ("quotes", ("start", "end", "text", "kind", "speaker")),
    ):
        found = [{name: entry[name] for name in kept} for entry in record[field]]
        assert found == [{name: entry[name] for name in kept} for entry in article[field]], field
    roles = [
        [{name: role[name] for name in ("role", "organisation", "status")} for role in person["roles"]]
        for person in record["people"]
    ]
    assert roles == [person["roles"] for person in article["people"]]
    assert record["title"] == article["title"]
    assert record["place"] == article["place"]


def test_article_budget_adds_up(record: dict[str, Any]) -> None:
    total, *parts = record["amounts"]
    assert total["parts"] == [1, 2, 3]
    assert Decimal(total["value"]) == sum(Decimal(part["value"]) for part in parts) == Decimal("39400000")


def variant(article: dict[str, Any], number: int) -> dict[str, Any]:
    """The article and its gold with every name, place, role, body, programme and sum replaced."""
    new = replacements(random.Random(number))
    pattern = re.compile("|".join(rf"(?<!\w){re.escape(old)}(?!\w)" for old in sorted(new, key=len, reverse=True)))
    text, shifts = replaced(article["text"], pattern, new)
    gold = rewritten({name: value for name, value in article.items() if name not in {"id", "text"}}, pattern, new)
    for span in (*gold["spans"], *gold["quotes"]):
        for edge in ("start", "end"):
            span[edge] += sum(shift for place, shift in shifts if place <= span[edge])
    for amount in gold["amounts"]:
        amount["value"] = int(Decimal(amount["text"].split()[0].replace(",", ".")) * 1_000_000)
    return gold | {"id": f"variant-{number}", "text": text}


def replaced(text: str, pattern: re.Pattern[str], new: dict[str, str]) -> tuple[str, list[tuple[int, int]]]:
    shifts = [(match.end(), len(new[match[0]]) - len(match[0])) for match in pattern.finditer(text)]
    return pattern.sub(lambda match: new[match[0]], text), shifts


def rewritten(value: Any, pattern: re.Pattern[str], new: dict[str, str]) -> Any:
    if isinstance(value, dict):
        return {name: rewritten(item, pattern, new) for name, item in value.items()}
    if isinstance(value, list):
        return [rewritten(item, pattern, new) for item in value]
    return pattern.sub(lambda match: new[match[0]], value) if isinstance(value, str) else value


def replacements(rng: random.Random) -> dict[str, str]:
    family = rng.sample(FAMILY, 8)
    town, district, land, plate = rng.choice(PLACES)
    weak, dative, strong, body, bodies, acronym, head_acronym = rng.choice(BODIES)
    office, misspelt, field, host = rng.choice(OFFICES)
    offer, other_offer, scheme = rng.choice(PROGRAMMES)
    part, state, third = (Decimal(rng.randint(11, 299)) / 10 for _ in range(3))
    given_m, given_f = rng.sample(GIVEN_M, 3), rng.sample(GIVEN_F, 4)
    return {
        "Serap": given_f[0], "Güler": family[0], "Drathen": family[1],
        "Andreas Deimann": f"{given_m[0]} {family[2]}", "Ferdinand Aßhoff": f"{given_m[1]} {family[3]}",
        "Christiane Bainski": f"{given_f[1]} {family[4]}", "Eva Keiter": f"{given_f[2]} {family[5]}",
        "Diana Kamender": f"{given_f[3]} {family[6]}", "Andreas Hofmann": f"{given_m[2]} {family[7]}",
        "Arnsberg": town, "Hochsauerlandkreis": district, "NRW": land, "HSK": plate,
        "Kommunale Integrationszentrum": f"{weak} {body}", "Kommunales Integrationszentrum": f"{strong} {body}",
        "Kommunalen Integrationszentren": f"{dative} {bodies}", "Kommunale Integrationszentren": f"{weak} {bodies}",
        "KI": acronym, "LaKI": head_acronym, "MKFFI": rng.choice(ACRONYMS),
        "Bezirksregierung": rng.choice(AUTHORITIES), "Kreissportbund": rng.choice(MEMBERS),
        "Staatssekretärin": office, "Staatsekretärin": misspelt, "Integration": field, "Kreisdirektor": host,
        "Fit für mehr": offer, "It works": other_offer, "KOMM-AN": scheme,
        "39,4": german(part + state + third), "19,6": german(part), "14,5": german(state), "5,3": german(third),
    }  # fmt: skip


def german(value: Decimal) -> str:
    return format(value, ".1f").replace(".", ",")


def test_variant_gold_is_sound(article: dict[str, Any]) -> None:
    texts = set()
    for number in range(N_VARIANTS):
        gold = variant(article, number)
        texts.add(gold["text"])
        assert all(gold["text"][span["start"] : span["end"]] == span["text"] for span in gold["spans"])
        assert all(gold["text"][quote["start"] : quote["end"]] == quote["text"] for quote in gold["quotes"])
        assert gold["amounts"][0]["value"] == sum(amount["value"] for amount in gold["amounts"][1:])
    assert len(texts) == N_VARIANTS


def test_variants_every_row_at_least_97(extractor: Extractor, article: dict[str, Any]) -> None:
    gold = {row["id"]: row for row in (variant(article, number) for number in range(N_VARIANTS))}
    scores = score(gold, extracted_by(Here(extractor.extract_release), gold.values()))
    rows = {name: row.f1 for name, row in scores.strict.items()}
    rows |= {name: value for name, value in scores.amounts.items() if name != "amounts"}
    assert {name: value for name, value in rows.items() if value < 0.97} == {}, table(scores)


def test_variants_quotes_and_parts(extractor: Extractor, article: dict[str, Any]) -> None:
    for number in range(N_VARIANTS):
        gold = variant(article, number)
        record = json.loads(extractor.extract(gold["text"]).to_json())
        assert [(q["start"], q["end"], q["speaker"]) for q in record["quotes"]] == [
            (q["start"], q["end"], q["speaker"]) for q in gold["quotes"]
        ], gold["id"]
        assert [amount["parts"] for amount in record["amounts"]] == [amount["parts"] for amount in gold["amounts"]]
        assert record["place"] == gold["place"]
