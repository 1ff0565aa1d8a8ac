"""The money grammar: where euro amounts stand in a text and what they are worth.

Number before unit (``39,4 Millionen Euro``, ``50 bis 60 €``, ``12 bzw. 15 Euro``) and unit before number
(``EUR 3,5 Mio.``). Each chain of numbers is bounded, so the time is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from extractor.pipes.amounts.lexer import Token, tokens, windows
from extractor.pipes.amounts.numerals import EXACT, parse_digits, parse_words, word_value
from extractor.pipes.amounts.vocabulary import (
    CENT,
    ENGLISH_SCALES,
    EURO_UNITS,
    FRACTIONS,
    LETTER_SCALES,
    MONTHS,
    NUMBERED,
    OTHER_CURRENCIES,
    ROUNDING_ADJECTIVES,
    SCALES,
    STEM_SCALES,
    VAGUE,
    YEAR_NOUNS,
)
from extractor.records import plain

_MOST_ITEMS = 8
_WIDEST_GAP = 4
_FOREIGN_RATE = re.compile(r"\s?/\s?(?:USD|CHF|GBP|JPY|US)")
_EXCHANGE = re.compile(r"[^.!?\n]{0,60}?(?:" + "|".join(map(re.escape, OTHER_CURRENCIES)) + ")", re.IGNORECASE)
_FORMATTED = re.compile(r"[.,\s'’]")
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Item:
    """One number of a chain with its own scale and unit, where it has them."""

    start: int
    end: int
    next: int
    number: str
    spelled: bool
    scale: str | None = None
    unit: Decimal | None = None
    hedge: str | None = None


@dataclass(frozen=True, slots=True)
class Money:
    """A span with what it is worth; ``doubt`` says why it is flagged, ``hedge`` stands inside the span."""

    start: int
    end: int
    value: Decimal | None = None
    min: Decimal | None = None
    max: Decimal | None = None
    doubt: str | None = None
    hedge: str | None = None


def find_money(text: str) -> list[Money]:
    """Every euro amount of ``text`` in order; they never overlap."""
    return [money for start, end in windows(text) for money in _Parser(text, tokens(text, start, end)).amounts()]


class _Parser:
    """Reads the tokens of one window from left to right."""

    def __init__(self, text: str, found: list[Token]) -> None:
        self.text = text
        self.tokens = found

    def amounts(self) -> Iterator[Money]:
        at = 0
        while at < len(self.tokens):
            result = self._prefixed(at) if self.tokens[at].kind == "unit" else self._suffixed(at)
            if result is None:
                at += 1
                continue
            found, at = result
            yield from found

    # --- tokens

    def _kind(self, at: int) -> str:
        return self.tokens[at].kind if 0 <= at < len(self.tokens) else "end"

    def _near(self, at: int) -> bool:
        """Whether token ``at`` follows its predecessor within a few spaces."""
        return 0 < at < len(self.tokens) and self.tokens[at].start - self.tokens[at - 1].end <= _WIDEST_GAP

    def _touches(self, at: int) -> bool:
        return 0 < at < len(self.tokens) and self.tokens[at].start == self.tokens[at - 1].end

    def _word(self, at: int) -> str:
        return self.tokens[at].folded if 0 <= at < len(self.tokens) else ""

    def _skip_line(self, at: int) -> int:
        """One line break may stand inside an amount."""
        return at + 1 if self._kind(at) == "line" and self._kind(at + 1) in {"unit", "cent", "scale"} else at

    # --- items

    def _item(self, at: int) -> Item | None:
        """A number with scale and unit, where they follow."""
        if self._kind(at) == "number":
            token = self.tokens[at]
            return self._with_unit(Item(token.start, token.end, at + 1, token.text, spelled=False))
        if self._kind(at) == "numeral" or self._fraction(at):
            return self._spelled(at)
        return None

    def _fraction(self, at: int) -> bool:
        """``halbe`` before ``Million``."""
        return self._word(at).startswith(tuple(FRACTIONS)) and self._kind(at + 1) == "scale"

    def _spelled(self, at: int) -> Item:
        """Number words: ``dreißig``, ``zwei Komma fünf``, ``eine halbe`` (Million)."""
        start, end, hedge = at, at + 1, None
        if self._word(end) in ROUNDING_ADJECTIVES:
            hedge = ROUNDING_ADJECTIVES[self._word(end)]
            end += 1
        if self._fraction(end):
            end += 1
        if hedge and self._kind(end) != "scale":
            end, hedge = at + 1, None
        if self._word(end) == "komma":
            while self._kind(end + 1) == "numeral" and end - at < _WIDEST_GAP:
                end += 1
            end += 1
        first, last = self.tokens[start], self.tokens[end - 1]
        written = " ".join(token.text for token in self.tokens[start:end] if token.folded not in ROUNDING_ADJECTIVES)
        return self._with_unit(Item(first.start, last.end, end, written, spelled=True, hedge=hedge))

    def _with_unit(self, item: Item) -> Item:
        at = item.next
        if self._kind(at) == "quote" and self._touches(at) and self._kind(at + 1) in {"unit", "scale"}:
            at += 1
        item = self._with_scale(item, self._skip_line(at))
        at = self._skip_line(item.next if item.scale else at)
        if not self._near(at):
            return item
        token = self.tokens[at]
        if token.kind == "cent" and not self._compound(at):
            return replace(item, unit=CENT, end=token.end, next=at + 1)
        if token.kind == "unit" and not self._compound(at) and not _FOREIGN_RATE.match(self.text, token.end):
            return replace(item, unit=EURO_UNITS[token.text], end=token.end, next=at + 1)
        return item

    def _with_scale(self, item: Item, at: int) -> Item:
        if not self._near(at):
            return item
        token = self.tokens[at]
        if token.text in LETTER_SCALES:
            touching = self._kind(at + 1) == "unit" and (self._touches(at + 1) or token.text == "T")
            return replace(item, scale=token.folded, end=token.end, next=at + 1) if touching else item
        if token.kind != "scale" and token.folded not in {"tausend", "hundert"}:
            return item
        end, after = token.end, at + 1
        if self._kind(after) == "stop" and self._touches(after) and len(token.text) <= 4:
            end, after = self.tokens[after].end, after + 1
        scale = token.text if token.text in ENGLISH_SCALES else token.folded
        return replace(item, scale=scale, end=end, next=after)

    def _compound(self, at: int) -> bool:
        """``Euro-Schein``: a unit inside a compound is no amount."""
        if self._kind(at + 1) == "dash" and self._touches(at + 1) and self._touches(at + 2):
            return self._kind(at + 2) not in {"number", "other", "quote"}
        return self.tokens[at].text == "€" and self._touches(at + 1) and self._kind(at + 1) == "number"

    # --- number before unit

    def _suffixed(self, at: int) -> tuple[list[Money], int] | None:
        """The chain that starts at token ``at``, cut behind its last unit."""
        if not self._may_start(at):
            return None
        first = self._item(at)
        if first is None:
            return None
        items, joints = [first], list[str]()
        while len(items) < _MOST_ITEMS:
            step = self._next_item(items, at)
            if step is None:
                break
            joint, item = step
            items.append(item)
            joints.append(joint)
        while items and items[-1].unit is None:
            items.pop()
            joints = joints[: max(0, len(items) - 1)]
        return self._chain(items, joints) if items else None

    def _may_start(self, at: int) -> bool:
        """A number glued to a word or to ``Covid-`` starts no amount."""
        token = self.tokens[at]
        before = self.text[max(0, token.start - 2) : token.start]
        if token.kind == "number":
            return not (before[-1:].isalnum() or (before[-1:] in {"-", "_"} and before[:1].isalnum()))
        return not before.endswith("-")

    def _next_item(self, items: list[Item], first: int) -> tuple[str, Item] | None:
        """What joins the last item to the next one, and that one."""
        left = items[-1]
        joint, at = self._joint(left, first)
        if not joint:
            return None
        if self._kind(at) == "reduced":
            at += 1 + (self._kind(at + 1) in {"stop", "other"})
        if self._kind(at) == "hedge":
            at += 1 + (self._kind(at + 1) == "stop")
        item = self._item(at)
        if item is None:
            return None
        if joint == "stem":
            items[-1] = replace(left, scale=next((end for end in STEM_SCALES if item.number.endswith(end)), None))
            return "to", item
        if joint == "bracket" and item.unit is None and self._kind(item.next) == "close":
            item = self._with_unit(replace(item, next=item.next + 1))
        return joint, item

    def _joint(self, left: Item, first: int) -> tuple[str, int]:
        at = left.next
        kind = self._kind(at)
        if kind == "dash" and self._kind(at + 1) == "to":
            return "stem", at + 2
        if kind == "dash":
            return ("dash" if self._touches(at) == self._touches(at + 1) else ""), at + 1
        if kind == "to":
            return "to", at + 1 + (self._word(at + 1) == "zu")
        if left.unit is not None:
            between = self._word(at) == "und" and self._word(first - 1) == "zwischen"
            return ("between" if between else ""), at + 1
        if kind == "list":
            return "list", at + 1 + (self._kind(at + 1) == "stop")
        if kind == "slash":
            return "list", at + 1
        if kind in {"comma", "open"} and self._kind(at + 1) == "reduced":
            return ("bracket" if kind == "open" else "list"), at + 1
        if kind == "reduced":
            return "list", at
        return ("comma" if kind == "comma" else ""), at + 1

    def _chain(self, items: list[Item], joints: list[str]) -> tuple[list[Money], int]:
        """Split the chain where a joint does not hold; a piece without unit is nothing."""
        after = items[-1].next
        pieces: list[list[Item]] = [[items[0]]]
        for position, joint in enumerate(joints):
            left, right = items[position], items[position + 1]
            if self._holds(joint, joints[position:], left, right, items[-1]):
                pieces[-1].append(right)
            else:
                pieces.append([right])
        found = []
        for piece in pieces:
            if piece[-1].unit is None or self._is_no_amount(piece):
                continue
            money, after = self._with_cents(piece) if piece[-1] is items[-1] else (_money(piece), after)
            found.append(self._checked(money, piece))
        return found, after

    def _holds(self, joint: str, rest: list[str], left: Item, right: Item, last: Item) -> bool:
        """Whether two items are one range or share one unit."""
        if self._is_label(left, right) or (joint == "comma" and (rest[-1] not in {"list", "bracket"} or left.unit)):
            return False
        low, high = _worth(left, last).value, _worth(right, last).value
        if low is None or high is None:
            return joint in {"to", "between"} and "," not in left.number[:2]
        if joint in {"dash", "to"}:
            return low <= high
        return joint != "comma" or low <= high * 1000

    def _is_label(self, item: Item, right: Item) -> bool:
        """A year, or the number of a thing: ``Januar 2019``, ``für 2022 und 5 Mio. Euro``, ``Platz 2``."""
        if item.spelled or item.unit is not None or item.scale:
            return False
        before = re.findall(r"\w+", self.text[max(0, item.start - 40) : item.start])
        word = before[-1].casefold() if before else ""
        if word in NUMBERED:
            return True
        if not _YEAR.fullmatch(item.number):
            return False
        unlike = right.scale is not None or not re.fullmatch(r"\d{4}", right.number)
        return word in YEAR_NOUNS or word in MONTHS or (unlike and (right.scale is not None or word in {"für", "ab"}))

    def _is_no_amount(self, piece: list[Item]) -> bool:
        """``mehrere hundert Euro`` has no number, ``Ein Euro kostete 1,08 Dollar`` is a rate of exchange."""
        first = piece[0]
        if not first.spelled:
            return False
        words = re.findall(r"\w+", self.text[max(0, first.start - 30) : first.start])
        before = words[-1].casefold() if words else ""
        if before in VAGUE and not self.text[max(0, first.start - 1) : first.start].strip():
            return True
        return parse_words(first.number).value == 1 and not first.scale and bool(_EXCHANGE.match(self.text, first.end))

    def _with_cents(self, piece: list[Item]) -> tuple[Money, int]:
        """``2 Euro 50``, ``zwei Euro und 50 Cent``."""
        money, last = _money(piece), piece[-1]
        at = last.next
        plain_euro = money.value is not None and last.unit == 1 and not last.scale and money.value % 1 == 0
        if not plain_euro or self.text[last.end - 1] == "€" or not self._near(at):
            return money, at
        joined = self._word(at) == "und"
        token_at = at + joined
        cents = self._cents(token_at)
        if cents is None:
            return money, at
        named = self._kind(token_at + 1) == "cent" and not self._compound(token_at + 1)
        if not named and (joined or not self._ends_amount(token_at)):
            return money, at
        end = token_at + named
        value = (money.value or Decimal(0)) + cents * CENT
        return replace(money, end=self.tokens[end].end, value=value), end + 1

    def _cents(self, at: int) -> Decimal | None:
        """A whole number below 100; two digits where written in digits and not followed by ``Cent``."""
        if self._kind(at) == "number" and self.tokens[at].text.isdecimal() and len(self.tokens[at].text) <= 2:
            alone = self._kind(at + 1) != "cent"
            return None if alone and len(self.tokens[at].text) == 1 else Decimal(self.tokens[at].text)
        value = word_value(self._word(at)) if self._kind(at) == "numeral" else None
        return value if value is not None and 1 < value < 100 and value % 1 == 0 else None

    def _ends_amount(self, at: int) -> bool:
        """Bare cents are followed by no noun, number or unit of their own."""
        following = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
        if following is None or following.kind in {"line", "comma", "stop", "close", "list"}:
            return True
        return following.kind == "word" and following.text.islower() and following.folded != "prozent"

    # --- unit before number

    def _prefixed(self, at: int) -> tuple[list[Money], int] | None:
        """``EUR 3,5 Mio.``, ``€ 5 bis 7``; ``Euro 5`` is a norm and ``Euro 2024`` a cup, so ``Euro`` wants a format."""
        unit = self.tokens[at]
        if not self._near(at + 1) or self._kind(at + 1) != "number":
            return None
        lead = self._letter_scale(at)
        if lead is None and self._glued_left(unit):
            return None
        items = [self._without_unit(at + 1)]
        bare = not items[0].scale and not _FORMATTED.search(items[0].number)
        if items[0].unit is not None or (bare and (unit.folded == "euro" or self._word(at - 1) == "in")):
            return None
        kind = self._kind(items[0].next)
        if kind in {"to", "dash"} and self._near(items[0].next):
            second = items[0].next + 1 + (self._kind(items[0].next + 1) == "unit")
            if self._kind(second) == "number" and self._near(second):
                items.append(self._without_unit(second))
        worth = EURO_UNITS[unit.text] * (SCALES[lead.folded] if lead else 1)
        open_end = not items[-1].number.endswith(("-", "–", "—"))
        if open_end and self._kind(items[-1].next) == "word" and self._touches(items[-1].next):
            return None
        items[-1] = replace(items[-1], unit=worth)
        if len(items) > 1 and not self._holds("to", ["to"], items[0], items[1], items[1]):
            items = [replace(items[0], unit=worth)]
        money = self._checked(replace(_money(items), start=(lead or unit).start), items)
        return [money], items[-1].next

    def _letter_scale(self, at: int) -> Token | None:
        """The ``T`` of ``T€ 350`` and ``T EUR 350``."""
        lead = self.tokens[at - 1] if at else None
        if lead is None or lead.text not in LETTER_SCALES or self._touches(at - 1):
            return None
        return lead if self._touches(at) or (lead.text == "T" and self._near(at)) else None

    def _without_unit(self, at: int) -> Item:
        token = self.tokens[at]
        bare = Item(token.start, token.end, at + 1, token.text, spelled=False)
        full = self._with_unit(bare)
        return full if full.unit is not None else self._with_scale(bare, bare.next)

    def _glued_left(self, unit: Token) -> bool:
        before = self.text[max(0, unit.start - 1) : unit.start]
        return before.isalnum() or before in {"/", "-"}

    # --- doubts

    def _checked(self, money: Money, piece: list[Item]) -> Money:
        """Flag a lost sign and vague multiples."""
        before = self.text[max(0, money.start - 20) : money.start]
        if re.search(r"(?:(?:^|[\s(])[-−]|\bminus\s)$", before):
            return replace(money, doubt="a minus sign stands before the amount")
        words = re.findall(r"\w+\s*$", before)
        if not piece[0].spelled and words and words[-1].strip().casefold() in VAGUE:
            return replace(money, value=None, min=None, max=None, doubt="an unknown multiple of the number")
        return money


def _worth(item: Item, last: Item) -> Money:
    """The euro value of ``item``; scale and unit come from ``last`` where it has none of its own."""
    shared = item.scale is None and item.unit is None
    scale = _shared_scale(item, last) if shared else item.scale
    unit = item.unit if item.unit is not None else last.unit if last.unit is not None else Decimal(1)
    scaled = scale is not None or unit == CENT
    number = parse_words(item.number) if item.spelled else parse_digits(item.number, scaled=scaled)
    if number.value is None or scale in ENGLISH_SCALES:
        return Money(item.start, item.end, None, doubt=number.doubt or "Billion or English billion")
    factor = SCALES[scale.casefold()] if scale else Decimal(1)
    value = EXACT.multiply(EXACT.multiply(number.value, factor), unit)
    return Money(item.start, item.end, Decimal(plain(value)), doubt=number.doubt)


def _shared_scale(item: Item, last: Item) -> str | None:
    """``5 bis 7 Mio.`` shares its scale, ``500.000 bis 1 Million`` does not."""
    if last.scale is None or item is last:
        return last.scale if item is last else None
    left = parse_words(item.number) if item.spelled else parse_digits(item.number, scaled=True)
    right = parse_words(last.number) if last.spelled else parse_digits(last.number, scaled=True)
    if left.value is None or right.value is None:
        return last.scale
    return None if left.value >= 1000 and left.value > right.value else last.scale


def _money(piece: list[Item]) -> Money:
    """One value, or the smallest and largest of several."""
    last = piece[-1]
    worths = [_worth(item, last) for item in piece]
    doubt = next((worth.doubt for worth in worths if worth.doubt), None)
    hedge = next((item.hedge for item in piece if item.hedge), None)
    start, end = piece[0].start, last.end
    values = [worth.value for worth in worths if worth.value is not None]
    if len(piece) == 1:
        return Money(start, end, worths[0].value, doubt=doubt, hedge=hedge)
    if len(values) < len(piece):
        return Money(start, end, doubt=doubt, hedge=hedge)
    if _shortened_thousands(piece, values):
        doubt = "the first number may leave out its thousands"
    return Money(start, end, min=min(values), max=max(values), doubt=doubt, hedge=hedge)


def _shortened_thousands(piece: list[Item], values: list[Decimal]) -> bool:
    """``zwischen 135 und 310.000 Euro`` may mean 135.000."""
    if len(piece) != 2 or any(item.scale or item.spelled for item in piece) or piece[0].unit is not None:
        return False
    low, high = values
    return piece[1].number.endswith(".000") and low < 1000 and low % 1 == 0 and low * 1000 < high
