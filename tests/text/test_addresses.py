from __future__ import annotations

import pytest

from extractor.text.addresses import addresses, outside_addresses
from extractor.text.document import Mention


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mehr unter www.kreis-olpe.de/amt, Herr Rot", ["www.kreis-olpe.de/amt,"]),
        ("(https://olpe.example/Gesundheitsamt/)", ["https://olpe.example/Gesundheitsamt/)"]),
        ("Mail: lea.kern@olpe.example", ["lea.kern@olpe.example"]),
        ("Die finanzen.net GmbH grüßt @olpe und 3@4", []),
    ],
)
def test_addresses(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in addresses(text)] == expected


def test_mentions_in_addresses_go() -> None:
    text = "Olpe: www.olpe.example/Jugendamt und Kiel"
    spans = [text.index(name) for name in ("Olpe", "Jugendamt", "Kiel")]
    kept = outside_addresses(text, [Mention(start, start + 4, "LOC") for start in spans])
    assert [mention.start for mention in kept] == [spans[0], spans[2]]
