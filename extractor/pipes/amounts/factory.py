"""spaCy component ``press_amounts``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from spacy.language import Language

from extractor.pipes.amounts.logic import find_amounts
from extractor.text.document import Mention, register_extensions, sentences

if TYPE_CHECKING:
    from spacy.tokens import Doc

LABEL = "MONEY"
EVIDENCE = "amount"


@Language.factory("press_amounts", assigns=["doc._.mentions", "doc._.amounts", "doc._.doubts"])
def create_press_amounts(nlp: Language, name: str) -> PressAmounts:
    """The component; it needs sentences and runs behind the mentions."""
    return PressAmounts()


class PressAmounts:
    """Finds euro amounts by rules; they replace every ``MONEY`` mention that came before.

    Payer and purpose are ranked among phrases. Measured on 311 amounts of 68 unseen releases: found 0.984, precision
    0.997, value 0.955, hedge 0.961, year 0.823, rate 0.942, source 0.683 (rules alone 0.679), purpose 0.516 (0.286); on
    26 of 48 others source 0.692 (0.654), purpose 0.318 (0.299). In cross-validation by release source 0.783 (0.802) and
    purpose 0.641 (0.571) on the 275 of the training releases, on which the rules were developed, source 0.685 (0.614)
    and purpose 0.521 (0.278) on 757 of the written texts, a tenth of their mentions hidden.
    """

    def __init__(self) -> None:
        register_extensions()

    def __call__(self, doc: Doc) -> Doc:
        """Replace the ``MONEY`` mentions of ``doc``, set its amounts, add to its doubts."""
        issued = doc._.date.year if hasattr(doc._.date, "year") else None
        others = sorted(mention for mention in doc._.mentions if mention.label != LABEL)
        amounts, doubts = find_amounts(doc.text, sentences(doc), issued=issued, mentions=others)
        money = [Mention(amount.start, amount.end, LABEL, EVIDENCE) for amount in amounts]
        doc._.mentions = with_money(doc._.mentions, money)
        doc._.amounts = amounts
        doc._.doubts = [*doc._.doubts, *doubts]
        return doc


def with_money(mentions: Iterable[Mention], money: Iterable[Mention]) -> list[Mention]:
    """``mentions`` with ``money`` in place of the old amounts; where two overlap the amount wins."""
    found = sorted(money)
    others = sorted(mention for mention in mentions if mention.label != LABEL)
    kept: list[Mention] = []
    at = 0
    for mention in others:
        while at < len(found) and found[at].end <= mention.start:
            at += 1
        if at == len(found) or found[at].start >= mention.end:
            kept.append(mention)
    return sorted([*kept, *found])
