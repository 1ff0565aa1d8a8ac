"""Written numbers: digits with separators, and number words."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extractor.pipes.amounts.numerals import parse_digits, parse_words, word_value


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("7", "7"),
        ("39,4", "39.4"),
        ("1.250", "1250"),
        ("3.350", "3350"),
        ("1.250,50", "1250.50"),
        ("1.250,-", "1250"),
        ("1.250,--", "1250"),
        ("100.-", "100"),
        ("1 234", "1234"),
        ("12\u00a0500", "12500"),
        ("1'234", "1234"),
        ("1’234.50", "1234.50"),
        ("0,125", "0.125"),
        ("2 1/2", "2.5"),
        ("1 ½", "1.5"),
    ],
)
def test_digits_are_read_as_german(written: str, value: str) -> None:
    number = parse_digits(written)

    assert number.value == Decimal(value)
    assert number.doubt is None


@pytest.mark.parametrize(
    ("written", "value"), [("1,250.00", "1250"), ("1,250,000", "1250000"), ("3.35", "3.35"), ("46.5", "46.5")]
)
def test_english_separators_with_one_reading_are_read_and_flagged(written: str, value: str) -> None:
    number = parse_digits(written)

    assert number.value == Decimal(value)
    assert number.doubt


@pytest.mark.parametrize("written", ["1,250", "1234.567", "1.2.3", "12.34,5,6"])
def test_two_readings_are_never_guessed(written: str) -> None:
    number = parse_digits(written)

    assert number.value is None
    assert number.doubt


def test_three_decimals_before_a_scale_are_decimals() -> None:
    assert parse_digits("5,872", scaled=True).value == Decimal("5.872")


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("null", "0"),
        ("einen", "1"),
        ("zwölf", "12"),
        ("dreißig", "30"),
        ("einundzwanzig", "21"),
        ("zweihundertfünfzig", "250"),
        ("hundertzwei", "102"),
        ("hunderttausend", "100000"),
        ("dreitausendvierhundert", "3400"),
        ("anderthalb", "1.5"),
        ("eineinhalb", "1.5"),
        ("zweieinhalb", "2.5"),
        ("eine halbe", "0.5"),
        ("eine dreiviertel", "0.75"),
        ("zwei Komma fünf", "2.5"),
    ],
)
def test_number_words(written: str, value: str) -> None:
    assert parse_words(written).value == Decimal(value)


@pytest.mark.parametrize("word", ["und", "achtung", "zweig", "einmal", "tausendfach", "vierer", "x" * 200])
def test_other_words_are_no_numbers(word: str) -> None:
    assert word_value(word) is None
