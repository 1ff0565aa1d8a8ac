"""Variants of annotated texts: other names and places, other quotation marks, and the damage real releases show."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from extractor.model.training.corpora import Example, SpanT, open_text

Edit = tuple[int, int, str]

QUOTE_STYLES = ("„“", '""', "“”", "»«", "«»", "„”", '„"')
_QUOTED = re.compile(r"[„“”»«\"]([^„“”»«\"]{1,600})[“”«»\"]")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_GAP = re.compile(r"(?<=[a-zäöüß]) (?=[A-Za-zäöüÄÖÜ])")
_SENTENCE_END = re.compile(r"(?<=[a-zäöüß][.!?]) (?=[A-ZÄÖÜ„])")
_PARTICLES = frozenset("von van de der den dem du di da zu zum zur und al el la le ten ter".split())


@dataclass(frozen=True, slots=True)
class Names:
    """Names to swap in: given names, family names and places."""

    given: tuple[str, ...] = ()
    family: tuple[str, ...] = ()
    places: tuple[str, ...] = ()


def read_list(path: Path, *, limit: int | None = None) -> tuple[str, ...]:
    """The first column of a word list (plain, CSV or TSV, also gzipped), names of letters and hyphens only."""
    with open_text(path) as lines:
        cells = (re.split(r"[\t,;]", line, maxsplit=1)[0].strip() for line in lines)
        words = [word for word in cells if word[:1].isupper() and _WORD.fullmatch(word) and not word.isupper()]
    return tuple(dict.fromkeys(words))[:limit]


def edited(example: Example, edits: Iterable[Edit]) -> Example:
    """The example with stretches replaced; an edit lies inside one span or outside all, edits do not overlap."""
    text, last, shift = "", 0, 0
    bounds: list[tuple[int, int]] = []
    for start, end, new in sorted(edits):
        text += example.text[last:start] + new
        last = end
        shift += len(new) - (end - start)
        bounds.append((end, shift))
    text += example.text[last:]
    moved = []
    for start, end, label in example.spans:
        moved.append((start + _shift_at(bounds, start), end + _shift_at(bounds, end), label))
    return replace(example, text=text, spans=tuple(moved))


def _shift_at(bounds: list[tuple[int, int]], place: int) -> int:
    result = 0
    for end, shift in bounds:
        if end > place:
            break
        result = shift
    return result


def swap_people(example: Example, names: Names, rng: random.Random) -> Example:
    """Other people: each word of a person's name becomes one other word throughout the text."""
    if not (names.given and names.family):
        return example
    new: dict[str, str] = {}
    for start, end, label in example.spans:
        words = _WORD.findall(example.text[start:end]) if label == "PERSON" else []
        for number, word in enumerate(words):
            if word not in _PARTICLES and not word.isupper():
                pool = names.family if number == len(words) - 1 else names.given
                new.setdefault(word, rng.choice(pool))
    for word in [word for word in new if word.endswith("s") and word[:-1] in new]:
        new[word] = new[word[:-1]] + "s"
    return edited(example, _word_edits(example, new, {"PERSON"}))


def swap_places(example: Example, names: Names, rng: random.Random) -> Example:
    """Other places: a place of one known word becomes another, inside organisations' names too."""
    known = set(names.places)
    found = {example.text[start:end] for start, end, label in example.spans if label == "LOC"} & known
    new = {word: rng.choice(names.places) for word in sorted(found) if rng.random() < 0.7}
    new |= {f"{word}s": f"{other}s" for word, other in new.items() if not other.endswith(("s", "z", "x"))}
    return edited(example, _word_edits(example, new, {"LOC", "ORG"})) if new else example


def _word_edits(example: Example, new: dict[str, str], labels: set[str]) -> list[Edit]:
    return [
        (start + match.start(), start + match.end(), new[match[0]])
        for start, end, label in example.spans
        if label in labels
        for match in _WORD.finditer(example.text[start:end])
        if match[0] in new
    ]


def change_quotes(example: Example, rng: random.Random) -> Example:
    """One other style of quotation marks throughout."""
    style = rng.choice(QUOTE_STYLES)
    edits: list[Edit] = []
    for match in _QUOTED.finditer(example.text):
        edits += [(match.start(), match.start() + 1, style[0]), (match.end() - 1, match.end(), style[1])]
    return edited(example, [edit for edit in edits if _outside(example.spans, edit)])


def glue_words(example: Example, rng: random.Random) -> Example:
    """Some spaces between words outside spans get lost."""
    gaps = [(match.start(), match.end(), "") for match in _GAP.finditer(example.text)]
    free = [gap for gap in gaps if _apart(example.spans, gap)]
    return edited(example, rng.sample(free, min(len(free), rng.randint(1, 6))))


def misspell(example: Example, rng: random.Random) -> Example:
    """A few long words lose, double or swap a letter; inside roles and organisations too."""
    words = [match.span() for match in re.finditer(r"[^\W\d_]{7,}", example.text)]
    fit = [span for span in words if _outside(example.spans, span) or _inside(example.spans, span, {"ROLE", "ORG"})]
    edits = []
    for start, end in rng.sample(fit, min(len(fit), rng.randint(1, 6))):
        place = rng.randrange(start + 2, end - 2)
        one, two = example.text[place], example.text[place + 1]
        edits.append((place, place + 2, rng.choice((two, one + one + two, two + one))))
    return edited(example, edits)


def shout_headline(example: Example) -> Example:
    """The first line in capitals (where no letter changes its length)."""
    end = example.text.find("\n")
    line = example.text[: max(end, 0)]
    if not line or len(line.upper()) != len(line):
        return example
    return replace(example, text=line.upper() + example.text[end:])


def break_paragraphs(example: Example, rng: random.Random) -> Example:
    """Some sentences begin a paragraph; the public archives have lost such breaks."""
    edits = [
        (match.start(), match.end(), "\n\n") for match in _SENTENCE_END.finditer(example.text) if rng.random() < 0.25
    ]
    return edited(example, [edit for edit in edits if _apart(example.spans, edit)])


def _outside(spans: Iterable[SpanT], edit: tuple[int, ...] | Edit) -> bool:
    return not any(start < edit[1] and edit[0] < end for start, end, _ in spans)


def _apart(spans: Iterable[SpanT], edit: Edit) -> bool:
    return not any(start <= edit[1] and edit[0] <= end for start, end, _ in spans)


def _inside(spans: Iterable[SpanT], edit: tuple[int, int], labels: set[str]) -> bool:
    return any(start <= edit[0] and edit[1] <= end and label in labels for start, end, label in spans)


def augmented(example: Example, names: Names, rng: random.Random) -> Example:
    """A random variant of ``example``, often the example itself."""
    steps: tuple[tuple[float, Callable[[Example], Example]], ...] = (
        (0.35, lambda item: swap_people(item, names, rng)),
        (0.30, lambda item: swap_places(item, names, rng)),
        (0.20, lambda item: change_quotes(item, rng)),
        (0.12, lambda item: glue_words(item, rng)),
        (0.12, lambda item: misspell(item, rng)),
        (0.04, shout_headline),
        (0.25, lambda item: break_paragraphs(item, rng)),
    )
    for share, step in steps:
        if rng.random() < share:
            example = step(example)
    return example
