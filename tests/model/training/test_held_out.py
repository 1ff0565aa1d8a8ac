from __future__ import annotations

from extractor.model.training.held_out import STRETCH, HeldOut

WORDS = [f"Wort{number}" for number in range(400)]
TEXT = " ".join(WORDS)


def other(first: int) -> str:
    return " ".join(f"Anderes{number}" for number in range(first, first + 100))


def test_a_held_out_text_stays_out_whatever_its_white_space() -> None:
    held_out = HeldOut([TEXT])
    assert held_out.holds(TEXT)
    assert held_out.holds("\n\n".join(WORDS))
    assert not held_out.holds(other(0))


def test_long_stretches_in_common_keep_a_text_out_short_ones_do_not() -> None:
    held_out = HeldOut([TEXT])
    assert held_out.holds(f"{other(0)} {TEXT[500 : 500 + 5 * STRETCH]} {other(100)}")
    assert not held_out.holds(f"{other(0)} {TEXT[500 : 500 + 2 * STRETCH]} {other(100)}")


def test_a_short_text_is_held_whole() -> None:
    held_out = HeldOut(["Kurz und klar.", TEXT])
    assert held_out.holds("Kurz und  klar.")
    assert held_out.holds(TEXT[40 : 40 + STRETCH])
    assert not held_out.holds("Kurz")
    assert not held_out.holds("")
