"""The entities of one kind as pages ask for them: by id, by words of a name, by release."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from extractor.entities.curation import Action, references
from extractor.entities.entity import Entity, Pair
from extractor.entities.occurrences import Kind
from extractor.entities.store import Store, Summary
from extractor.text.folding import words
from extractor.web import addresses

Numbered = tuple[int, Action]


@dataclass(frozen=True, slots=True)
class Listed:
    """An entity in a list."""

    id: str
    name: str
    count: int


class Known:
    """An identified ``store``, made ready for many threads that only look."""

    def __init__(self, store: Store, actions: Sequence[Numbered] = ()) -> None:
        self.store, self.actions = store, list(actions)
        self._rows: dict[int, Listed] = {}
        self._folded: list[tuple[str, int]] = []
        self._long: dict[str, str] = {}
        for summary in store.summaries():
            self._rows[summary.group] = Listed(summary.id, summary.name, summary.count)
            self._folded.append((_folded(summary), summary.group))
            if digest := addresses.digest_of(addresses.segment(summary.id)):
                self._long[digest] = summary.id
        self.doubts: list[Pair] = list(store.doubts())
        record = np.asarray(store.occurrences.record, dtype=np.int32)
        self._by_release = np.argsort(record, kind="stable").astype(np.int32)
        self._starts = np.searchsorted(record[self._by_release], np.arange(store.records + 1))

    @property
    def kind(self) -> Kind:
        """The kind of all these."""
        return self.store.occurrences.kind

    def __len__(self) -> int:
        return len(self._rows)

    def curated(self, actions: Sequence[Numbered]) -> Known:
        """The same records after another curation: this, where it says nothing else of this kind."""
        mine = of_kind(self.kind, actions)
        return self if mine == self.actions else Known(self.store.curated(mine), mine)

    def found(self, text: str) -> list[Listed]:
        """Those in a name of which each word of ``text`` begins a word, in the most releases first."""
        wanted = [f" {word}" for word in words(text)]
        if text.strip() and not wanted:
            return []
        return [self._rows[group] for folded, group in self._folded if all(word in folded for word in wanted)]

    def group(self, id_: str) -> int | None:
        """The group that ``id_`` means, also where it was merged or hidden."""
        return self.store.group(id_)

    def id_of(self, segment: str) -> str | None:
        """The id that the segment of an address means."""
        digest = addresses.digest_of(segment)
        return self._long.get(digest) if digest else addresses.id_of(segment)

    def entity(self, group: int) -> Entity:
        """All that is known of ``group``."""
        return self.store.entity(group)

    def listed(self, group: int) -> Listed | None:
        """``group`` in a list; None where it is hidden."""
        return self._rows.get(group)

    def occurrences(self, group: int) -> Iterator[tuple[int, int]]:
        """The releases of ``group`` by number, each with the position in that record's list, the earliest first."""
        found = self.store.occurrences
        return ((found.record[member], found.item[member]) for member in self.store.members(group))

    def of_release(self, number: int) -> Iterator[tuple[int, int]]:
        """The position in the record's list and the group of each entry of a release."""
        for member in self._by_release[self._starts[number] : self._starts[number + 1]].tolist():
            yield self.store.occurrences.item[member], self.store.group_of(member)

    def together(self, releases: Sequence[int], but: int | None = None) -> list[tuple[Listed, int]]:
        """Who is named in ``releases`` and in how many of them, the most first; without the group ``but``."""
        counts: Counter[int] = Counter()
        for number in releases:
            counts.update({group for _, group in self.of_release(number)})
        found = [(self._rows[group], count) for group, count in counts.items() if group != but and group in self._rows]
        return sorted(found, key=lambda pair: (-pair[1], pair[0].name))


def of_kind(kind: Kind, actions: Sequence[Numbered]) -> list[Numbered]:
    """The actions about entities of ``kind``."""
    return [(line, action) for line, action in actions if references(action)[0].startswith(f"{kind}:")]


def _folded(summary: Summary) -> str:
    return " ".join(f" {' '.join(words(text))} |" for text in dict.fromkeys((summary.name, *summary.forms)))
