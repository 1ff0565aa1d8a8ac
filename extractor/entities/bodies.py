"""Which organisations and which programmes of many records are one: exact folded names, generic ones by sender.

A bare organ (``Jugendamt``) or an acronym alone is one only among releases of one sender. An acronym goes to the long
name that records give it, where no other long name of the archive claims it.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from dataclasses import dataclass, field
from typing import NamedTuple

from extractor.entities.folding import is_acronym, is_generic, legal_form, organisation_key, programme_key
from extractor.entities.grouping import Doubt
from extractor.entities.occurrences import Kind, Occurrences
from extractor.text.folding import fold, without_accents
from extractor.text.joined import Joined

MOST_CANDIDATES = 3

CLAIMED = "records list this form for more than one name"
OTHER_LEGAL = "the same name with different legal forms"
SAME_ACRONYM = "the same acronym from different senders"
ALIAS = "a record lists one as a form of the other"
SPELLING = "the names differ in accents only"


class Form(NamedTuple):
    """A folded name: its key, its legal form, and whether it is an acronym alone or fits many bodies."""

    key: str
    legal: str = ""
    acronym: bool = False
    generic: bool = False

    @property
    def sure(self) -> bool:
        """Whether it names one body wherever it stands."""
        return not (self.acronym or self.generic)


@dataclass(slots=True)
class Claim:
    """The long names that records list a form for, by node, and the senders of those records."""

    names: dict[int, str] = field(default_factory=dict)
    senders: set[str] = field(default_factory=set)


class Bodies:
    """The organisations or programmes of ``occurrences``: ``group`` of each occurrence, and what is in doubt."""

    def __init__(self, occurrences: Occurrences) -> None:
        self.occurrences = occurrences
        self.doubts: list[Doubt] = []
        self._programmes = occurrences.kind is Kind.PROGRAMME
        self.keys = [self._form(name.text) for name in occurrences.names.values]
        self._nodes: dict[tuple[str | None, ...], int] = {}
        self._firsts: list[int] = []
        self._of_key: dict[str, list[int]] = defaultdict(list)
        self._senders: dict[int, set[str]] = defaultdict(set)
        nodes = array("i", (self._node(occurrence) for occurrence in range(len(occurrences))))
        self._joined = Joined(len(self._firsts))
        self._pairs: list[tuple[int, int]] = []
        self._join_legal_forms()
        for form, claim in self._claimed(nodes).items():
            self._answer(claim, form)
        for one, other in self._pairs:
            self._joined.join(one, other)
        self._doubt_acronyms()
        self._doubt_spellings()
        self.group = array("i", (self._joined.leader(node) for node in nodes))

    def _form(self, name: str) -> Form:
        if self._programmes:
            return Form(programme_key(name))
        return Form(organisation_key(name), legal_form(name), is_acronym(name), is_generic(name))

    def _node(self, occurrence: int) -> int:
        """What surely is one body: a sure name, or a generic one of one sender, or of one release without sender."""
        form, sender = self.keys[self.occurrences.name[occurrence]], self.occurrences.sender(occurrence)
        place: tuple[str | None, ...] = (form.legal,)
        if not form.sure:
            whose = (fold(sender),) if sender else (None, self.occurrences.release(occurrence))
            place = (form.legal, "acronym" if form.acronym else "", *whose)
        node = self._nodes.setdefault((form.key, *place), len(self._firsts))
        if node == len(self._firsts):
            self._firsts.append(occurrence)
            self._of_key[form.key].append(node)
        if sender:
            self._senders[node].add(sender)
        return node

    def _join_legal_forms(self) -> None:
        """Join a name without a legal form to that with one, where the archive has it with no other."""
        for nodes in self._of_key.values():
            by_form = {self._form_of(node).legal: node for node in nodes if self._form_of(node).sure}
            bare = by_form.pop("", None)
            if bare is not None and len(by_form) == 1:
                self._joined.join(bare, *by_form.values())
            elif by_form:
                first, *others = [*([] if bare is None else [bare]), *by_form.values()]
                self.doubts += [Doubt(self._firsts[first], self._firsts[other], OTHER_LEGAL) for other in others]

    def _claimed(self, nodes: array[int]) -> dict[Form, Claim]:
        """The long names that records list each form for."""
        claims: dict[Form, Claim] = {}
        for occurrence, node in enumerate(nodes):
            form = self._form_of(node)
            for alias in self.occurrences.aliases_of(occurrence):
                short = self._form(alias)
                if not form.acronym and short.key != form.key and not _holds(form, short):
                    claim = claims.setdefault(short, Claim())
                    claim.names[node] = form.key
                    claim.senders.update(filter(None, [self.occurrences.sender(occurrence)]))
        return claims

    def _form_of(self, node: int) -> Form:
        return self.keys[self.occurrences.name[self._firsts[node]]]

    def _answer(self, claim: Claim, short: Form) -> None:
        """Join the nodes of the form ``short`` to the one name that claims it, or doubt."""
        if short.generic or not (short.acronym or self._programmes or " " in short.key):
            return
        for node in self._of_key.get(short.key, []):
            form = self._form_of(node)
            if form.acronym != short.acronym or form.generic:
                continue
            owner = self._owner(node, claim, short)
            if owner is None:
                self._doubt_claims(node, claim)
            else:
                self._pairs.append((node, owner))

    def _owner(self, node: int, claim: Claim, short: Form) -> int | None:
        """Whose form ``node`` is: an acronym is that of the only name that claims it, a short form by its sender.

        A generic name that claims it has it among releases of one sender only.
        """
        longs = {self._joined.leader(long): long for long in sorted(claim.names, reverse=True)}
        if self._programmes or len(set(claim.names.values())) > 1:
            return None
        if self._form_of(min(claim.names)).sure:
            known = short.acronym or not self._senders[node].isdisjoint(claim.senders)
            return min(claim.names) if known and len(longs) == 1 else None
        near = [long for long in longs.values() if not self._senders[long].isdisjoint(self._senders[node])]
        return near[0] if short.acronym and len(near) == 1 else None

    def _doubt_claims(self, node: int, claim: Claim) -> None:
        """Ask about the names that claim a form in releases of its sender, or about the only one."""
        near = [long for long in claim.names if not self._senders[long].isdisjoint(self._senders[node])]
        likely = near or list(claim.names) * (len(claim.names) == 1)
        if len(likely) <= MOST_CANDIDATES:
            why = CLAIMED if len(claim.names) > 1 else ALIAS
            self.doubts += [Doubt(self._firsts[long], self._firsts[node], why) for long in likely]

    def _doubt_acronyms(self) -> None:
        """Acronyms from different senders: each may be the one that came first."""
        for first, *others in self._of_key.values():
            if any(self._form_of(node).acronym for node in (first, *others)):
                self.doubts += [Doubt(self._firsts[first], self._firsts[node], SAME_ACRONYM) for node in others]

    def _doubt_spellings(self) -> None:
        loose: dict[str, int] = {}
        for key, nodes in self._of_key.items():
            other = loose.setdefault(without_accents(key), nodes[0])
            if other != nodes[0]:
                self.doubts.append(Doubt(self._firsts[other], self._firsts[nodes[0]], SPELLING))


def _holds(long: Form, short: Form) -> bool:
    """Whether an acronym is a word of the name, which then does not say what it stands for: ``BVG Navi``."""
    return short.acronym and short.key in long.key.split()
