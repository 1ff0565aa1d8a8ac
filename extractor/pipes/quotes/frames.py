"""What frames indirect speech without governing it: ``laut …``, ``nach Angaben …``, ``so …``, ``wie … mitteilte``."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.pipes.quotes.clauses import Clause, Word, is_finite
from extractor.pipes.quotes.indirect_vocabulary import (
    AUXILIARIES,
    AUXILIARY_TAGS,
    CONTENT_LIGHT,
    CONTENT_VERBS,
    DOCUMENT_ENDS,
    ESTIMATES,
    FEELING_VERBS,
    FINAL_VERBS,
    FINDING_VERBS,
    NO_NAMERS,
    NO_TAG,
    NO_TAG_VERBS,
    NOUN_LINKS,
    OBJECTS,
    PARTICIPLES,
    POSSESSIVES,
    QUESTION_WORDS,
    RELATIVES,
    SAYINGS,
    SPEAKER_ENDS,
    TAG_FEELINGS,
)
from extractor.pipes.quotes.speakers import Cast
from extractor.pipes.quotes.vocabulary import ADVERBS, PREPOSITIONS, STATEMENT_NOUNS
from extractor.text.document import Mention

SPEAKING_LABELS = frozenset({"PERSON", "ROLE", "ORG"})
PRONOUNS = frozenset("er sie es man dieser diese".split())
_TITLES = frozenset("herr herrn frau dr prof professor professorin dipl ing med".split())
_ARTICLES = frozenset("der die das den dem des ein eine einer eines einem".split())
_ADJECTIVE_ENDS = ("e", "en", "er", "es", "em", "te", "ten")
_HIS = frozenset("sein seine ihr ihre deren dessen".split())
_OWN = frozenset("eigenen eigener eigenem".split())
_WHICH = frozenset("welche welcher welches welchen".split())
_REACH = 8
_WINDOW = 120
_FAR = 12
_WHO = 5


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its clauses; ``speaker`` is who spoke last before it."""

    start: int
    end: int
    clauses: Sequence[Clause]
    words: Sequence[Word]
    speaker: int | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """A phrase or clause that says who speaks, ``[start, end)``; ``at`` is the number of its clause."""

    start: int
    end: int
    speaker: int | None
    evidence: str
    at: int = 0


class Frames:
    """Finds the frames of a sentence and whom they name."""

    def __init__(self, text: str, cast: Cast, mentions: Sequence[Mention]) -> None:
        self.text = text
        self.cast = cast
        self.named = sorted(mention for mention in mentions if mention.label in SPEAKING_LABELS)
        self.starts = [mention.start for mention in self.named]

    # --- who ---

    def mention_at(self, position: int) -> Mention | None:
        """The person, role or body that a character belongs to."""
        index = bisect_right(self.starts, position) - 1
        return self.named[index] if index >= 0 and position < self.named[index].end else None

    def speaks(self, words: Sequence[Word]) -> bool:
        """Whether ``words`` begin with somebody who can speak, small words and titles aside."""
        for word in words[:_REACH]:
            if word.low in PRONOUNS and word.text not in ("Sie", "die", "der"):
                return True
            if self.mention_at(word.start) is not None or is_speaker(word.text):
                return True
            if word.low in _ARTICLES or word.low in ADVERBS or word.low in _TITLES or word.text.isdigit():
                continue
            if (word.text[0].isupper() and not word.text.endswith("er")) or word.low in PREPOSITIONS:
                return False
            if is_finite(word.text) and not word.text.endswith("te"):
                return False
        return False

    def person_after(
        self, sentence: Sentence, words: Sequence[Word], end: int, *, mediated: bool = False
    ) -> int | None:
        """The person whom the words behind a verb of saying name."""
        if not words:
            return None
        start = words[0].start
        pronoun = self.cast.pronoun(start, end)
        if pronoun is not None:
            return self.cast.by_pronoun(pronoun, start, sentence.speaker)
        if self._body_first(words):
            return None
        index = self.cast.subject(start, end, mediated=mediated)
        return None if index is None else self.cast.person_at(index)

    def _body_first(self, words: Sequence[Word]) -> bool:
        """Whether the first name is a body's, with no person's right behind it (``SPD-Sprecher Karl Test``)."""
        first = next((mention for word in words if (mention := self.mention_at(word.start))), None)
        if first is None or first.label != "ORG":
            return False
        following = self.mention_at(first.end + 1)
        return following is None or following.label == "ORG"

    def named_in(self, start: int, end: int) -> bool:
        """Whether a person, role or body is named in ``[start, end)`` and governed by no preposition."""
        at = bisect_right(self.starts, start - 1)
        for mention in self.named[at:]:
            if mention.start >= end:
                return False
            words = self.text[max(start, mention.start - 40) : mention.start].replace(".", " ").split()
            while words and (words[-1].casefold() in _TITLES | _ARTICLES or words[-1].endswith(_ADJECTIVE_ENDS)):
                words.pop()
            if not words or words[-1] not in PREPOSITIONS:
                return True
        return False

    # --- laut, nach Angaben, zufolge ---

    def phrase(self, sentence: Sentence) -> Frame | None:
        """The first phrase that says by whose word something is so."""
        words = sentence.words
        for number, word in enumerate(words):
            found = None
            if word.low == "laut":
                found = self._according(words, number)
            elif word.low in ("nach", "gemäß"):
                found = self._by_saying(words, number)
            elif word.low == "zufolge":
                found = self._postponed(words, number)
            if found is not None:
                first, last = found
                return self._frame(sentence, first, last)
        return None

    def _according(self, words: Sequence[Word], number: int) -> tuple[int, int] | None:
        """``laut Polizei``, ``laut einem Sprecher``, but not ``laut Gesetz`` or ``laut und bunt``."""
        noun = self._head(words, number + 1)
        if noun is None:
            return None
        mention = self.mention_at(words[noun].start)
        says = words[noun].low in SAYINGS or (words[noun].low in STATEMENT_NOUNS and words[noun].low != "urteil")
        if mention is None and not says and (not is_speaker(words[noun].text) or is_document(words[noun].text)):
            return None
        return number, self._phrase_end(words, number + 1)

    def _by_saying(self, words: Sequence[Word], number: int) -> tuple[int, int] | None:
        """``nach Angaben der Polizei``, ``nach ihren Worten``, ``ihrer Ansicht nach``."""
        if number and words[number - 1].low in SAYINGS and number > 1 and words[number - 2].low in POSSESSIVES:
            return number - 2, number
        noun = self._head(words, number + 1)
        if noun is None or words[noun].low not in SAYINGS:
            return None
        between = {word.low for word in words[number + 1 : noun]}
        last = self._phrase_end(words, number + 1)
        rest = words[noun + 1 : last + 1]
        own = bool(between & _OWN or between & POSSESSIVES.keys())
        if own:
            return number, noun
        if any(is_document(word.text) for word in rest) or not rest:
            return None
        if words[noun].low in ESTIMATES and not any(
            is_speaker(word.text) or self.mention_at(word.start) for word in rest
        ):
            return None
        return number, last

    def _postponed(self, words: Sequence[Word], number: int) -> tuple[int, int] | None:
        """``der Polizei zufolge``, ``ihren Angaben zufolge``, but not ``ersten Erkenntnissen zufolge``."""
        if not number:
            return None
        first = self._noun_phrase_start(words, number - 1)
        nouns = [word for word in words[first:number] if word.text[0].isupper() and word.low not in _ARTICLES]
        if words[number - 1].low in SAYINGS or any(word.low in SAYINGS for word in nouns):
            return first, number
        if self.mention_at(words[number - 1].start) or (is_speaker(words[number - 1].text) and len(nouns) == 1):
            return first, number
        return None

    def _noun_phrase_start(self, words: Sequence[Word], number: int) -> int:
        """Where the noun phrase that ends with ``words[number]`` begins."""
        for _ in range(min(number, _FAR)):
            before = words[number - 1]
            gap = self.text[before.end : words[number].start]
            if "," in gap or (is_finite(before.text) and before.low not in NOUN_LINKS):
                break
            linked = before.low in NOUN_LINKS or before.low in POSSESSIVES or before.text[0].isupper()
            if not linked and not before.text.endswith(_ADJECTIVE_ENDS):
                break
            number -= 1
        return number

    def _head(self, words: Sequence[Word], number: int) -> int | None:
        """The first noun of the phrase that begins at ``words[number]``, articles and adjectives passed over."""
        for at in range(number, min(number + 4, len(words))):
            word = words[at]
            if at > number and self.text[words[at - 1].end : word.start].strip(" ."):
                return None
            if word.text[0].isupper() or word.text[0].isdigit():
                return at
            if word.low not in _ARTICLES and word.low not in POSSESSIVES and not word.text.endswith(_ADJECTIVE_ENDS):
                return None
            if is_finite(word.text) and not word.text.endswith("ten"):
                return None
        return None

    def _phrase_end(self, words: Sequence[Word], number: int) -> int:
        """The last word of the noun phrase that begins at ``words[number]``."""
        last, open_ = number, True
        at = number
        while at < len(words):
            word = words[at]
            if at > number and self.text[words[at - 1].end : word.start].strip(' .*/&„“"»«'):
                break
            mention = self.mention_at(word.start)
            if mention is None and word.text[0].isdigit() and not open_:
                break
            if mention is not None or word.text[0].isupper() or word.text[0].isdigit():
                while mention is not None and at + 1 < len(words) and words[at + 1].start < mention.end:
                    at += 1
                last, open_ = at, False
            elif word.low in NOUN_LINKS or (word.low in _ARTICLES and open_):
                open_ = True
            elif not open_ or not word.text.endswith(_ADJECTIVE_ENDS):
                break
            at += 1
        return last

    def _frame(self, sentence: Sentence, first: int, last: int) -> Frame:
        words = sentence.words
        start, end = words[first].start, words[last].end
        at = next((i for i, clause in enumerate(sentence.clauses) if clause.words[-1].end >= end), 0)
        inside = words[first : last + 1]
        return Frame(start, end, self._person_of(sentence, inside, end), "phrase", at)

    def _person_of(self, sentence: Sentence, words: Sequence[Word], end: int) -> int | None:
        """The person whom the words of a phrase name: the first name in it, or whom its possessive means."""
        for word in words:
            if word.low in POSSESSIVES and self.mention_at(word.start) is None:
                return self.cast.by_pronoun(POSSESSIVES[word.low], word.start, sentence.speaker)
            if word.low in _OWN:
                index = self.cast.subject(sentence.start, words[0].start)
                index = self.cast.subject(end, sentence.end) if index is None else index
                return None if index is None else self.cast.person_at(index)
        if self._body_first(words):
            return None
        index = next(iter(self.cast.within(words[0].start, end)), None)
        if index is None:
            return None
        return self.cast.person_at(self.cast.full(index, min(end + _WINDOW, sentence.end)))

    # --- so, sagte, wie ---

    def tag(self, sentence: Sentence) -> Frame | None:
        """The first clause that only says who speaks."""
        for at, clause in enumerate(sentence.clauses):
            first = clause.words[0].text
            found: Frame | None = None
            if first == "so" and at:
                found = self._so(sentence, at)
            elif first.casefold() == "wie":
                found = self._as_said(sentence, at)
            elif at and first.islower():
                found = self._verb_first(sentence, at)
            if found is not None:
                return found
        return None

    def _so(self, sentence: Sentence, at: int) -> Frame | None:
        """``so Anna Beispiel``, ``so die Angaben eines Zeugen``."""
        clause = sentence.clauses[at]
        words = clause.words[1:]
        said = any(word.low in STATEMENT_NOUNS or word.low in SAYINGS for word in words[:_WHO])
        if words and words[0].text in CONTENT_VERBS and self.speaks(words[1:]):
            speaker = self.person_after(sentence, words[1:], clause.end)
            return Frame(clause.start, clause.end, speaker, "so-tag", at)
        if not words or not _may_be_named(words[0]) or not (said or self.speaks(words)):
            return None
        if any(is_finite(word.text) for word in words[:2]):
            return None
        speaker = self.person_after(sentence, words, clause.end, mediated=said)
        return Frame(clause.start, self._tag_end(sentence, at), speaker, "so-tag", at)

    def _tag_end(self, sentence: Sentence, at: int) -> int:
        """The end of a tag, with the appositions behind it where nothing else follows."""
        rest = sentence.clauses[at + 1 :]
        explains = bool(rest) and (rest[0].words[0].text[0].isupper() or rest[0].words[0].low in _ARTICLES)
        return sentence.end if explains and not any(clause.has_verb for clause in rest) else sentence.clauses[at].end

    def _verb_first(self, sentence: Sentence, at: int) -> Frame | None:
        """``…, sagte Anna Beispiel``; the clause before has to be able to be what was said."""
        clause = sentence.clauses[at]
        words = clause.words
        verb = words[0].text
        light = any(word.low in CONTENT_LIGHT.get(verb, ()) for word in words[1:])
        if verb not in CONTENT_VERBS and not light:
            return None
        completed = words[-1].low in CONTENT_LIGHT.get(verb, ()) or len(words) <= _WHO
        if (verb in AUXILIARY_TAGS and not completed) or words[-1].low in ("heraus", "statt") or verb in NO_TAG_VERBS:
            return None
        if any(word.low in OBJECTS for word in words[2:]) and not any(c.reported for c in sentence.clauses[:at]):
            return None
        if not self.speaks(words[1:]) or not self._can_be_content(
            sentence.clauses[max(0, at - _FAR) : at],
            feeling=verb in FEELING_VERBS and not self._only_tags(sentence, at),
        ):
            return None
        if at + 1 < len(sentence.clauses) and sentence.clauses[at + 1].words[0].low in ("dass", "ob"):
            return None
        speaker = self.person_after(sentence, words[1:], clause.end)
        if speaker is None and verb in FINDING_VERBS:
            return None
        return Frame(clause.start, self._tag_end(sentence, at), speaker, "verb-tag", at)

    def _only_tags(self, sentence: Sentence, at: int) -> bool:
        """Whether a clause is a verb and a person's name that end the sentence, or a verb with its particle."""
        words = sentence.clauses[at].words
        if words[-1].low in ("klar", "fest", "vor", "deutlich"):
            return True
        named = [
            mention for word in words[1:] if (mention := self.mention_at(word.start)) and mention.label == "PERSON"
        ]
        return words[0].text in TAG_FEELINGS and at + 1 == len(sentence.clauses) and bool(named)

    def _can_be_content(self, clauses: Sequence[Clause], *, feeling: bool) -> bool:
        """Whether clauses hold a main clause, or are the fronted clause of what was said."""
        main = any(clause.has_verb and not clause.depends for clause in clauses) and not feeling
        if main or any(clause.reported for clause in clauses):
            return True
        first = clauses[0].words[0].low
        return first in ("dass", "daß") or (first in QUESTION_WORDS and not feeling and first != "wann")

    def _as_said(self, sentence: Sentence, at: int) -> Frame | None:
        """``wie die Polizei mitteilte``, with the clauses that stand inside."""
        clauses = sentence.clauses
        first = clauses[at].words
        if len(clauses) == 1 or len(first) == 1:
            return None
        if first[1].low == "sich" or any(word.low in NO_NAMERS for word in first):
            return None
        if first[1].low in PRONOUNS and len(first) > 2 and first[2].low in _ARTICLES:
            return None
        for last in range(at, min(at + 4, len(clauses))):
            words = clauses[last].words
            if not self._ends_saying(words):
                if is_finite(words[-1].text) and words[0].low not in RELATIVES and not clauses[last].holds(_WHICH):
                    return None
                continue
            if not self.speaks(clauses[at].words[1:]) and len(words) < 4:
                return None
            if any(word.low in ("bereits", "schon") for word in clauses[at].words[1:2]) and len(words) < 4:
                return None
            speaker = self._namer(sentence, at)
            return Frame(clauses[at].start, clauses[last].end, speaker, "as-tag", at)
        return None

    def _namer(self, sentence: Sentence, at: int) -> int | None:
        """Whom ``wie … mitteilte`` names; a pronoun in it means the subject of the sentence around it, if that fits."""
        clause = sentence.clauses[at]
        subject = self.cast.subject(sentence.start, clause.start)
        pronoun = self.cast.pronoun(clause.words[1].start, clause.end)
        if subject is None or pronoun is None:
            return self.person_after(sentence, clause.words[1:], clause.end)
        return self.cast.by_pronoun(pronoun, clause.start, self.cast.person_at(subject))

    def _ends_saying(self, words: Sequence[Word]) -> bool:
        """Whether a clause ends with a verb of saying."""
        last = words[-1].text
        if last in FINAL_VERBS:
            return True
        return len(words) > 1 and last in AUXILIARIES and words[-2].text in PARTICIPLES


def _may_be_named(word: Word) -> bool:
    """Whether a word right behind *so* may begin the name of who speaks."""
    if word.low in NO_TAG:
        return False
    return word.text[0].isupper() or word.low in _ARTICLES or word.low in _HIS or word.low in PRONOUNS


def is_speaker(word: str) -> bool:
    """Whether a noun means people or a body that speak, also ``16-Jährige``."""
    low = word.casefold()
    return (word[0].isupper() and low.endswith(SPEAKER_ENDS)) or (word[0].isdigit() and "jährige" in low)


def is_document(word: str) -> bool:
    """Whether a noun means a law, a plan, a study or another text."""
    return word[0].isupper() and word.casefold().endswith(DOCUMENT_ENDS)
