"""The component ``press_amounts``."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import spacy
from spacy.tokens import Doc

from extractor.pipes.amounts import factory
from extractor.pipes.amounts.factory import with_money
from extractor.text.document import Doubt, Mention


def analysed(text: str, mentions: list[Mention], issued: date | None = None) -> Doc:
    """A document of one sentence after the component."""
    nlp = spacy.blank("de")
    nlp.add_pipe("sentencizer")
    doc = nlp(text)
    component = factory.create_press_amounts(nlp, "press_amounts")
    doc._.mentions = mentions
    doc._.date = issued
    doc._.doubts = [Doubt("other", "kept")]
    return component(doc)


def test_amounts_replace_the_money_of_the_model() -> None:
    doc = analysed("Das Land zahlt rund 5 Euro.", [Mention(4, 8, "LOC"), Mention(15, 26, "MONEY")])

    assert doc._.mentions == [Mention(4, 8, "LOC"), Mention(20, 26, "MONEY")]
    assert [mention.evidence for mention in doc._.mentions] == ["model", "amount"]
    assert [amount.value for amount in doc._.amounts] == [Decimal(5)]


def test_doubts_are_added_to_those_before() -> None:
    doc = analysed("Das kostet 1,250 €.", [])

    assert [doubt.code for doubt in doc._.doubts] == ["other", "amount-ambiguous"]


def test_year_of_the_release_resolves_this_year() -> None:
    doc = analysed("In diesem Jahr kostet das 5 Euro.", [], date(2021, 3, 1))

    assert doc._.amounts[0].year == 2021


def test_component_is_registered() -> None:
    nlp = spacy.blank("de")
    nlp.add_pipe("sentencizer")
    nlp.add_pipe("press_amounts")

    assert nlp("5 Euro.")._.amounts[0].value == Decimal(5)


def test_mentions_that_overlap_an_amount_give_way() -> None:
    money = [Mention(10, 20, "MONEY", "amount")]
    mentions = [Mention(0, 5, "ORG"), Mention(8, 12, "ORG"), Mention(12, 15, "LOC"), Mention(20, 25, "LOC")]

    assert with_money(mentions, money) == [Mention(0, 5, "ORG"), money[0], Mention(20, 25, "LOC")]
