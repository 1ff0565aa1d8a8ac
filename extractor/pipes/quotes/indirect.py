"""Indirect speech: the reported content of each sentence, and whose it is.

A sentence is reported by a frame (``laut …``, ``so …``, ``wie … mitteilte``), by a verb that governs its content
(``betonte, dass …``, ``sagte, die Halle sei fertig``, ``forderte, die Mittel zu erhöhen``), or by its own Konjunktiv I.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.pipes.quotes.clauses import Clause, Hidden, Span, Word, clauses, is_finite
from extractor.pipes.quotes.frames import PRONOUNS, Frame, Frames, Sentence, is_document, is_speaker
from extractor.pipes.quotes.indirect_vocabulary import (
    AUXILIARIES,
    CLAIMS,
    CLEAR_VERBS,
    CONTENT_LIGHT,
    CONTENT_VERBS,
    FEELING_VERBS,
    FINDING_VERBS,
    FIRST_PERSON,
    GOVERNING_NOUNS,
    INFINITIVE_PARTICLES,
    INFINITIVE_VERBS,
    JOINED_VERBS,
    OPTATIVE,
    ORDERING,
    PARTICIPLES,
    PASSIVE,
    PROMISED,
    QUESTION_WORDS,
    RELATIVES,
    TIMES,
    WEAK_PLURALS,
    WISHES,
    WORDED_NOUNS,
)
from extractor.pipes.quotes.marks import Quoted
from extractor.pipes.quotes.speakers import Cast
from extractor.pipes.quotes.subjunctive import is_reported, stands_in
from extractor.pipes.quotes.vocabulary import PREPOSITIONS, SPEECH_VERBS, STATEMENT_NOUNS
from extractor.text.document import FoundPerson, FoundQuote, Mention, Zone

_INFINITIVE = re.compile(r"\w+zu\w+e?n$")
_ENDS = " \t\n\r\xa0,;:–—-.!?…_*"
_OPENING_MARKS, _CLOSING_MARKS = "„»‚›", "“”«‘‹"
_FEWEST_WORDS = 2
_NEAR = 3
_FAR = 12
_AHEAD = frozenset({"voraus"})
_UP = frozenset({"auf"})
_ACCUSED = "vorgeworfen"
_FIRST_WORD = re.compile(r"\w+")
_SUBJECTS = frozenset("der die das ein eine man er sie es diese dieser".split())
_LINKS = frozenset("denn und aber doch nr".split())
_COORDINATORS = frozenset("und sowie aber".split())
_IMPERSONAL = frozenset({"heißt", "hieß"})
_SKIPPED = frozenset({"contact", "dateline", "embargo"})


@dataclass(frozen=True, slots=True)
class _Content:
    """What a sentence reports, ``[start, end)``."""

    start: int
    end: int
    speaker: int | None
    evidence: str


@dataclass(frozen=True, slots=True)
class _Saying:
    """A verb of saying before a clause, with its own clause's number."""

    verb: Word
    at: int


def find_indirect(
    text: str,
    sentences: Sequence[tuple[int, int]],
    mentions: Sequence[Mention],
    people: Sequence[FoundPerson],
    stretches: Sequence[Quoted],
    direct: Sequence[FoundQuote],
    zones: Sequence[Zone] = (),
) -> list[FoundQuote]:
    """The quotes of kind ``indirect``, in the text's order; ``direct`` are those that stand between ``stretches``."""
    reading = _Reading(text, Cast(text, mentions, people), mentions, stretches, direct)
    skipped = Hidden([(zone.start, zone.end) for zone in zones if zone.kind in _SKIPPED])
    return [quote for start, end in sentences if not skipped.at(start) for quote in reading.read(start, end)]


class _Reading:
    """One pass over the sentences, remembering who spoke last."""

    def __init__(
        self,
        text: str,
        cast: Cast,
        mentions: Sequence[Mention],
        stretches: Sequence[Quoted],
        direct: Sequence[FoundQuote],
    ) -> None:
        self.text = text
        self.cast = cast
        self.frames = Frames(text, cast, mentions)
        spoken = {(quote.start, quote.end): quote for quote in direct}
        self.direct = [(stretch, spoken[stretch.start, stretch.end]) for stretch in _among(stretches, spoken)]
        self.direct_ends = [stretch.outer_end for stretch, _ in self.direct]
        self.outer = Hidden([(stretch.outer_start, stretch.outer_end) for stretch, _ in self.direct])
        self.hidden = Hidden([(s.outer_start, s.outer_end) for s in stretches if s.closed or _key(s) in spoken])
        self.before = 0
        self.going_on = False
        self.speaker: int | None = None
        self.context: int | None = None

    def read(self, start: int, end: int) -> list[FoundQuote]:
        """The reported contents of the sentence ``[start, end)``."""
        self._note_direct(start)
        open_start, open_end = self._between_quotes(start, end)
        found: list[FoundQuote] = []
        if open_start < open_end:
            parts = clauses(self.text, open_start, open_end, self.hidden)
            if parts:
                words = [word for clause in parts for word in clause.words]
                sentence = Sentence(open_start, open_end, parts, words, self.speaker)
                found = [quote for content in self._contents(sentence) if (quote := self._quote(content))]
                self._note(sentence, found)
        self.before = start
        return found

    # --- what came before ---

    def _note_direct(self, start: int) -> None:
        """Take over the speaker of a direct quote that ended in the sentence before."""
        at = bisect_right(self.direct_ends, start) - 1
        partial = self.direct[at][1].evidence == "partial" and self.direct[at][1].speaker is None if at >= 0 else True
        if at >= 0 and self.direct_ends[at] > self.before and not partial:
            self.going_on = True
            self.speaker = self.direct[at][1].speaker

    def _note(self, sentence: Sentence, found: Sequence[FoundQuote]) -> None:
        if found:
            self.going_on, self.speaker = True, found[-1].speaker
            return
        told = self._told(sentence)
        self.going_on = told is not None
        people = {
            person
            for index in self.cast.within(sentence.start, sentence.end)
            if (person := self.cast.person_at(index)) is not None
        }
        self.speaker = people.pop() if len(people) == 1 else told

    def _told(self, sentence: Sentence) -> int | None:
        """The person of whom a sentence tells that he or she says something, without what: ``berichtete über …``."""
        for number, clause in enumerate(sentence.clauses):
            verb = next((word for word in clause.words if word.text in SPEECH_VERBS), None)
            if verb is not None and clause.says:
                subject = self.cast.subject(sentence.start, verb.start)
                return self._subject(sentence, number, verb) if subject is None else self.cast.person_at(subject)
            if clause.holds(CLAIMS) and clause.says:
                subject = self.cast.subject(clause.start, clause.end)
                return None if subject is None else self.cast.person_at(subject)
        return None

    def _between_quotes(self, start: int, end: int) -> Span:
        """The sentence without direct quotes that began before it or go on behind it."""
        covered = self.outer.at(start)
        if covered is not None and (covered[0] < start or covered[1] >= end):
            start = covered[1]
        for inner in self.outer.within(start, end):
            if inner[1] > end:
                end = inner[0]
        return start, end

    # --- what is reported ---

    def _contents(self, sentence: Sentence) -> list[_Content]:
        """The first rule that holds."""
        if any(word.low in FIRST_PERSON for word in sentence.words[:_NEAR]):
            return []
        phrase, tag = self.frames.phrase(sentence), self._tag(sentence)
        governed = self._governed(sentence, tag)
        first = governed[0].start if governed else sentence.end
        if phrase is not None and phrase.start < first and not self._is_named_before(sentence, phrase):
            return self._framed(sentence, phrase, tag)
        if tag is not None and tag.start < first:
            return self._framed(sentence, tag, None)
        announced = self._announced(sentence)
        if announced is not None and announced.start <= first:
            return [announced]
        whole = self._own_mood(sentence, governed)
        return [whole] if whole is not None else governed or self._later_mood(sentence, tag) or self._related(sentence)

    def _related(self, sentence: Sentence) -> list[_Content]:
        """A relative clause in Konjunktiv I: ``das Gesetz, dessen Folgen noch niemand überblicke``."""
        for number, clause in enumerate(sentence.clauses):
            low = [word.low for word in clause.words]
            opens = low[0] in RELATIVES or (low[0] in PREPOSITIONS and low[1:2] and low[1] in RELATIVES)
            if number and opens and is_reported(clause.words[-1].text):
                return [_Content(clause.start, clause.end, self._subject(sentence, number - 1, None), "subjunctive")]
        return []

    def _is_named_before(self, sentence: Sentence, phrase: Frame) -> bool:
        """Whether a direct quote is all that a phrase stands beside."""
        visible = [word for word in sentence.words if not phrase.start <= word.start < phrase.end]
        return len(visible) < _FEWEST_WORDS

    def _tag(self, sentence: Sentence) -> Frame | None:
        """The tag of the sentence, where it does not belong to a direct quote alone."""
        tag = self.frames.tag(sentence)
        if tag is not None and (tag.evidence != "as-tag" and self._spoken_plainly(sentence, tag)):
            return None
        if tag is None or not self._follows_direct(sentence, tag):
            return tag
        return tag if any(clause.reported for clause in sentence.clauses[: tag.at]) else None

    def _spoken_plainly(self, sentence: Sentence, tag: Frame) -> bool:
        """Whether a tag belongs to direct speech that has lost its marks, or one of them."""
        before = [word for word in sentence.words if word.start < tag.start]
        gap = self.text[before[-1].end : tag.start] if before else ""
        lost = any(mark in gap for mark in _CLOSING_MARKS + '"') and not self.hidden.within(before[0].start, tag.start)
        return lost or any(word.low in FIRST_PERSON for word in before)

    def _follows_direct(self, sentence: Sentence, tag: Frame) -> bool:
        """Whether a direct quote stands right before a tag."""
        at = bisect_right(self.direct_ends, tag.start + 1) - 1
        if at < 0 or self.direct_ends[at] <= sentence.start:
            return False
        return not any(self.direct_ends[at] <= word.start < tag.start for word in sentence.words)

    def _framed(self, sentence: Sentence, frame: Frame, tag: Frame | None) -> list[_Content]:
        """The sentence without its frame where that stands at the start or the end."""
        at = next((i for i, clause in enumerate(sentence.clauses) if clause.words[-1].end > frame.start), 0)
        start, end = self._reach(sentence, at, frame)
        if frame.evidence == "phrase" and at and sentence.clauses[at].depends:
            return [self._inner(sentence, at, frame)]
        if not self._words_between(sentence, start, frame.start, first=start) or self._is_link(sentence, frame):
            start = self._behind_apposition(sentence, frame.end)
        elif not self._words_between(sentence, frame.end, end):
            end = frame.start
        if tag is not None and tag.start > start and not self._words_between(sentence, tag.end, end):
            end = min(end, tag.start)
        return [_Content(start, end, frame.speaker, frame.evidence)]

    def _reach(self, sentence: Sentence, at: int, frame: Frame) -> Span:
        """The sentence as far as what frame ``at`` reports can reach: no main clause beyond a semicolon or a colon."""
        parts = sentence.clauses
        start = self._begin_of(sentence, at, frame)
        if not self._words_between(sentence, start, frame.start, first=start):
            return start, sentence.end
        for number in range(max(at, frame.at) + 1, len(parts)):
            if parts[number].mark == ";" and self._stands_alone(parts[number]):
                return start, max(parts[number - 1].end, frame.end)
        return start, sentence.end

    def _begin_of(self, sentence: Sentence, at: int, frame: Frame) -> int:
        """Where the main clause of what a frame reports begins, behind a semicolon, a colon or another main clause."""
        parts = sentence.clauses
        phrase = frame.evidence == "phrase"
        clause = parts[at]
        anew = clause.mark in (",", ":") and clause.says and not is_finite(clause.words[0].text)
        if phrase and anew and any(part.says for part in parts[:at]):
            return clause.start
        main = False
        for number in range(at if phrase else at - 1, 0, -1):
            part = parts[number]
            main = main or part.reported or (part.has_verb and not part.depends)
            if part.mark == ";" or (part.mark == ":" and not phrase):
                return part.start if main or part.words[0].low in QUESTION_WORDS else sentence.start
        return sentence.start

    def _inner(self, sentence: Sentence, at: int, frame: Frame) -> _Content:
        """The subordinate clause that a phrase stands in, and those that depend on it."""
        clauses = sentence.clauses
        last = at
        while last + 1 < len(clauses) and (clauses[last + 1].depends or not clauses[last + 1].has_verb):
            last += 1
        return _Content(clauses[at].words[0].start, clauses[last].end, frame.speaker, frame.evidence)

    def _is_link(self, sentence: Sentence, frame: Frame) -> bool:
        """Whether only ``Denn``, ``Und``, ``Doch`` or a release's number stands before a frame."""
        before = [word.low for word in sentence.words if word.start < frame.start]
        return len(before) <= _NEAR and all(word.isdigit() or word in _LINKS for word in before)

    def _words_between(self, sentence: Sentence, start: int, end: int, *, first: int = -1) -> bool:
        if any(start <= word.start < end for word in sentence.words):
            return True
        return bool(self.hidden.within(start, end)) and start not in (first, sentence.start)

    def _behind_apposition(self, sentence: Sentence, position: int) -> int:
        """Behind a frame at the start, and behind what explains the name in it (``Laut Meyer, dem Leiter, ist …``)."""
        inside = any(clause.start <= position < clause.words[-1].end for clause in sentence.clauses)
        if inside or not self.text[position : position + 2].lstrip().startswith(","):
            return position
        following = [clause for clause in sentence.clauses if clause.start >= position]
        for number, clause in enumerate(following[:3]):
            if is_finite(clause.words[0].text):
                return clause.words[0].start if number or clause.mark == "," else position
        return position

    def _announced(self, sentence: Sentence) -> _Content | None:
        """What a clause that names a speaker leads to with a colon: ``Skeptisch blieb sie: Die Halle sei …``."""
        parts = sentence.clauses
        at = next((i for i, clause in enumerate(parts) if i and clause.mark == ":"), None)
        if at is None or any(word.low in FIRST_PERSON for word in sentence.words):
            return None
        main = next((part for part in parts[at:] if part.reported or (part.has_verb and not part.depends)), None)
        opens = parts[at].words[0].text[0]
        if main is None or not (opens.isupper() or opens.isdigit()) or any(part.reported for part in parts[:at]):
            return None
        if self.hidden.within(parts[at - 1].words[-1].end, parts[at].words[0].start):
            return None
        if not main.reported and not any(stands_in(word.text) or word.text in WEAK_PLURALS for word in main.words):
            return None
        announcing = self._announcing(sentence, at)
        if announcing is None:
            return None
        return _Content(parts[at].start, self._plain_from(parts, at + 1, sentence.end), announcing[0], "subjunctive")

    def _announcing(self, sentence: Sentence, at: int) -> tuple[int | None] | None:
        """The speaker whom the clauses before colon ``at`` name, in a tuple; ``None`` where they announce nothing."""
        parts = sentence.clauses[:at]
        for number in range(at - 1, max(-1, at - 1 - _NEAR), -1):
            verb = self._verb_of(sentence, number, at)
            words = parts[number].words
            if verb is not None and not parts[number].depends and _may_report(words, words.index(verb)):
                return (self._subject(sentence, number, verb),)
        named = any(self.frames.named_in(part.start, part.end) for part in parts)
        noun = parts[-1].words[-1].low in STATEMENT_NOUNS or any(part.holds(CLAIMS) for part in parts)
        if not named and not noun and any(part.has_verb for part in parts):
            return None
        return (self._subject(sentence, at - 1, None),)

    def _plain_from(self, parts: Sequence[Clause], first: int, end: int) -> int:
        """Where a plain main clause behind a colon or a semicolon ends what is reported, from clause ``first`` on."""
        for number in range(first, len(parts)):
            clause = parts[number]
            begins = clause.words[0].text[0].isupper() if clause.mark == ":" else clause.says
            moody = clause.reported or any(stands_in(word.text) for word in clause.words)
            if clause.mark in (":", ";") and begins and not moody and not clause.depends:
                return clause.start - 1
        return end

    def _own_mood(self, sentence: Sentence, governed: Sequence[_Content]) -> _Content | None:
        """A sentence whose first main clause stands in Konjunktiv I, or in the Konjunktiv II that goes on with it."""
        if sentence.words[-1].end < sentence.end and self.text[sentence.words[-1].end : sentence.end].strip() == "?":
            return None
        if any(word.low in FIRST_PERSON for word in sentence.words):
            return None
        main = next((clause for clause in sentence.clauses if clause.reported or clause.says), None)
        at = sentence.clauses.index(main) + 1 if main is not None else 0
        end = self._plain_from(sentence.clauses, at, sentence.end)
        if main is not None and main.reported and not (governed and governed[0].start <= main.words[0].start):
            return _Content(sentence.start, end, self.speaker, "subjunctive")
        reported = next((clause for clause in sentence.clauses if clause.reported), None)
        stands = main is not None and any(stands_in(word.text) for word in main.words) and not main.holds(WISHES)
        verb_first = reported is not None and is_reported(reported.words[0].text) and not governed
        if verb_first or (stands and (self.going_on or reported is not None)):
            return _Content(sentence.start, end, self.speaker, "subjunctive")
        return None

    def _later_mood(self, sentence: Sentence, tag: Frame | None) -> list[_Content]:
        """A main clause in Konjunktiv I behind another: ``Sie ist zufrieden: Die Halle sei gelungen.``"""
        parts = sentence.clauses
        first = next((i for i, clause in enumerate(parts) if clause.reported), None)
        if not first or any(word.low in FIRST_PERSON for word in sentence.words):
            return []
        matrix = max((i for i in range(first) if parts[i].says), default=None)
        if matrix is None:
            return []
        at = next(i for i in range(matrix + 1, first + 1) if parts[i].depends or parts[i].reported)
        end = tag.start if tag is not None and tag.at > at else sentence.end
        speaker = self._subject(sentence, matrix, None)
        return [_Content(parts[at].start, end, speaker, "subjunctive")]

    # --- what a verb of saying governs ---

    def _governed(self, sentence: Sentence, tag: Frame | None) -> list[_Content]:
        """The clauses that verbs of saying govern."""
        found: list[_Content] = []
        at = 1
        while at < len(sentence.clauses):
            saying = self._saying(sentence, at)
            if saying is None:
                at += 1
                continue
            end, following = self._content_end(sentence, at, saying, tag)
            speaker = self._subject(sentence, saying.at, saying.verb)
            if speaker is None and found and self._shares_subject(sentence, saying):
                speaker = found[-1].speaker
            found.append(_Content(self._first_of(sentence, saying, at).start, end, speaker, "governed"))
            at = max(following, at + 1)
        return found

    def _first_of(self, sentence: Sentence, saying: _Saying, at: int) -> Clause:
        """Clause ``at``, or the one that depends on it and stands before it: ``sagte, wenn es regne, werde man …``."""
        between = sentence.clauses[saying.at + 1 : at]
        first = (clause for clause in between if clause.depends and clause.words[0].low not in RELATIVES)
        return next(first, sentence.clauses[at])

    def _shares_subject(self, sentence: Sentence, saying: _Saying) -> bool:
        before = [word for word in sentence.clauses[saying.at].words if word.start < saying.verb.start]
        return not before or before[-1].low in _COORDINATORS

    def _saying(self, sentence: Sentence, at: int) -> _Saying | None:
        """The verb of saying that governs clause ``at``, if one does."""
        clause = sentence.clauses[at]
        kind = self._opening(sentence, at)
        if kind is None:
            return None
        for number in range(at - 1, max(-1, at - 1 - _NEAR), -1):
            matrix = sentence.clauses[number]
            verb = self._verb_of(sentence, number, at)
            if verb is not None:
                return _Saying(verb, number) if self._governs(sentence, number, verb, kind, clause) else None
            if kind == "infinitive" or (matrix.has_verb and kind != "mood"):
                break
        return None

    def _opening(self, sentence: Sentence, at: int) -> str | None:
        """How a clause begins that a verb of saying may govern."""
        clause = sentence.clauses[at]
        words = [word.low for word in clause.words]
        if words[0] in ("dass", "daß") or words[:2] in (["sowohl", "dass"], ["und", "dass"]):
            return "dass"
        if words[0] in QUESTION_WORDS:
            return "question"
        ended = _has_infinitive(sentence.clauses[at : at + _NEAR]) or self._has_marked_infinitive(clause)
        if ended and words[0] not in ("um", "ohne", "statt", "anstatt") and not clause.reported:
            return "infinitive"
        before = sentence.clauses[at - 1]
        conditioned = before.depends and before.words[0].low not in RELATIVES
        if clause.reported and words[0] not in _COORDINATORS and (conditioned or not is_reported(words[0])):
            return "mood"
        if self._is_split(sentence, at) or self._is_marked_mood(clause):
            return "mood"
        if (
            clause.says
            and clause.mark == ","
            and words[0] not in _COORDINATORS
            and any(stands_in(w.text) for w in clause.words[1:-1])
        ):
            return "mood"
        if clause.says and clause.mark == "," and words[0] not in _COORDINATORS and not is_finite(clause.words[0].text):
            return "plain"
        return None

    def _is_split(self, sentence: Sentence, at: int) -> bool:
        """Whether a clause is a subject whose Konjunktiv follows an insertion: ``sagte, der Hof, pardon, habe …``."""
        clause = sentence.clauses[at]
        if clause.mark != "," or clause.depends or clause.has_verb or clause.words[0].low not in _SUBJECTS:
            return False
        for following in sentence.clauses[at + 1 : at + 1 + _NEAR]:
            if following.reported and is_reported(following.words[0].text):
                return True
            if following.says:
                return False
        return False

    def _has_marked_infinitive(self, clause: Clause) -> bool:
        """Whether words between marks end a clause with its infinitive: ``versprach, das Thema „mitzunehmen“``."""
        behind = self.hidden.within(clause.words[-1].end, clause.end)
        if not behind or clause.has_verb or clause.depends:
            return False
        words = _FIRST_WORD.findall(self.text[max(behind[-1][0], behind[-1][1] - 60) : behind[-1][1]])
        return _ends_with_infinitive(words)

    def _is_marked_mood(self, clause: Clause) -> bool:
        """Whether the Konjunktiv of a clause opens words between marks: ``hieß es, das Buch „beschäme alle“``."""
        for start, end in self.hidden.within(clause.start, clause.end):
            word = _FIRST_WORD.search(self.text, start, min(end, start + 30))
            if word and is_reported(word[0]):
                return not clause.depends and not clause.has_verb
        return False

    def _verb_of(self, sentence: Sentence, number: int, end: int) -> Word | None:
        """The last verb of saying in a clause; what completes it may stand in the clauses up to ``end``."""
        clause = sentence.clauses[number]
        low = {word.low for part in sentence.clauses[number:end] for word in part.words}
        for at in range(len(clause.words) - 1, -1, -1):
            word = clause.words[at]
            if word.text in CONTENT_VERBS or word.text in JOINED_VERBS:
                return word
            if word.text in CONTENT_LIGHT and not low.isdisjoint(CONTENT_LIGHT[word.text]):
                return word
            if word.text == _ACCUSED and not low.isdisjoint(PASSIVE):
                return word
            if word.text in PARTICIPLES and low.isdisjoint(PASSIVE) and self._has_auxiliary(sentence, number):
                return word
            if word.low in WORDED_NOUNS and at == len(clause.words) - 1 and number == end - 1:
                return word
        return None

    def _has_auxiliary(self, sentence: Sentence, number: int) -> bool:
        return any(clause.holds(AUXILIARIES) for clause in sentence.clauses[max(0, number - _NEAR) : number + 1])

    def _governs(self, sentence: Sentence, number: int, verb: Word, kind: str, clause: Clause) -> bool:
        matrix = sentence.clauses[number]
        words = matrix.words
        at = words.index(verb)
        behind = words[at + 1 :]
        if not _may_report(words, at):
            return False
        if verb.low in WORDED_NOUNS:
            return matrix.says and (kind == "mood" or (kind == "dass" and self._somebody(sentence, number)))
        if kind == "infinitive":
            return self._demands(sentence, number, verb)
        if kind == "plain":
            return self._quotes_plainly(clause, behind, verb)
        if kind == "question" and matrix.holds(_AHEAD) and self._subject(sentence, number, verb) is None:
            return False
        if kind == "question" and (verb.text in FEELING_VERBS - CLEAR_VERBS or self._object_behind(behind)):
            return False
        if kind == "dass" and any(word.low in GOVERNING_NOUNS for word in behind):
            return False
        if kind == "mood":
            return True
        if verb.text in FINDING_VERBS and self._subject(sentence, number, verb) is None:
            return False
        return self._somebody(sentence, number) or (verb.text not in FEELING_VERBS and not self._thing(matrix))

    def _object_behind(self, behind: Sequence[Word]) -> bool:
        """Whether a thing stands between a verb and its comma: the clause then describes that."""
        if any(word.low in PREPOSITIONS for word in behind):
            return False
        return any(
            word.text[0].isupper()
            and word.low not in TIMES
            and not is_speaker(word.text)
            and self.frames.mention_at(word.start) is None
            for word in behind[-2:]
        )

    def _somebody(self, sentence: Sentence, number: int) -> bool:
        """Whether a person, a body or a pronoun is there to be the subject of a clause or of those before it."""
        for at in range(number, max(-1, number - _FAR), -1):
            clause = sentence.clauses[at]
            if any(word.low in PRONOUNS and word.text not in ("die", "der", "es") for word in clause.words):
                return True
            if self.frames.named_in(clause.start, clause.end) or any(is_speaker(word.text) for word in clause.words):
                return True
            if at < number and clause.has_verb and not clause.depends:
                break
        return False

    def _thing(self, clause: Clause) -> bool:
        return any(is_document(word.text) for word in clause.words)

    def _demands(self, sentence: Sentence, number: int, verb: Word) -> bool:
        """Whether a person's verb takes an infinitive as what is said."""
        clause = sentence.clauses[number]
        if verb.text not in INFINITIVE_VERBS | PROMISED or clause.holds(frozenset({"bereit", "einverstanden"})):
            return False
        if verb.text == _ACCUSED and clause.holds(PASSIVE):
            return True
        particle = INFINITIVE_PARTICLES.get(verb.text)
        if particle is not None and particle not in {word.low for word in clause.words}:
            return False
        if self._subject(sentence, number, verb) is not None:
            return True
        behind = clause.words[clause.words.index(verb) + 1 :][:1]
        if self.cast.subject(clause.start, clause.end) is not None or any(word.low == "er" for word in behind):
            return True
        return not (verb.text in ORDERING and clause.holds(_UP)) and self._body_speaks(clause, verb)

    def _body_speaks(self, clause: Clause, verb: Word) -> bool:
        """Whether a body, or a noun or pronoun of speakers, is the subject beside a verb."""
        at = clause.words.index(verb)
        before = [word for word in clause.words[:at] if word.text not in AUXILIARIES]
        if len(before) == 1 and (before[0].low in PRONOUNS or before[0].text[0].isupper()):
            return True
        if before and before[0].low not in PREPOSITIONS:
            return self.frames.speaks(before)
        return self.frames.speaks(clause.words[at + 1 :])

    def _quotes_plainly(self, clause: Clause, behind: Sequence[Word], verb: Word) -> bool:
        """``sagte, die Halle ist fertig``: the verb, or its subject, stands right before the comma."""
        if verb.text in FEELING_VERBS | PROMISED or (
            clause.words[0].low in RELATIVES and is_finite(clause.words[-1].text)
        ):
            return False
        if clause.words[0].low not in ("die", "der", "das", "man", "es", "er", "sie", "alle", "dies"):
            return False
        return not behind

    def _content_end(self, sentence: Sentence, at: int, saying: _Saying, tag: Frame | None) -> tuple[int, int]:
        """Where what clause ``at`` begins ends, and the number of the clause to read on with."""
        parts = sentence.clauses
        outer = parts[saying.at].depends
        for number in range(at, len(parts)):
            clause = parts[number]
            if tag is not None and number == tag.at and number > at:
                return tag.start, number + 1
            if number > at and (self._goes_on(clause, outer=outer) or _follows_infinitive(parts[number - 1], clause)):
                return parts[number - 1].words[-1].end, number + 1
            if clause.mark in (":", ";") and number > at and self._stands_alone(clause):
                return parts[number - 1].words[-1].end, number + 1
            governs = number + 1 < len(parts) and parts[number + 1].words[0].low in ("dass", "ob")
            cut = _coordinated(clause, 2 if number == at else 1, governs=governs)
            if cut is not None:
                return cut, number + 1
        return self._before_colon(parts[at].start, sentence.end), len(parts)

    def _goes_on(self, clause: Clause, *, outer: bool) -> bool:
        """Whether the clause around the content goes on with this one."""
        words = clause.words
        if words[0].low in _COORDINATORS and len(words) > _NEAR and is_finite(words[1].text) and not clause.reported:
            return words[1].text in CONTENT_VERBS or words[1].text.endswith(("te", "ten"))
        return outer and is_finite(words[0].text)

    def _stands_alone(self, clause: Clause) -> bool:
        """Whether what follows a colon or a semicolon is no more reported than what is said plainly."""
        if clause.mark == ":":
            return not clause.reported and (clause.says or not clause.words[0].text.islower())
        return clause.says and not any(stands_in(word.text) for word in clause.words)

    def _before_colon(self, start: int, end: int) -> int:
        """``end``, or the colon before a direct quote in between."""
        for inner in self.outer.within(start, end):
            if self.text[max(start, inner[0] - 3) : inner[0]].rstrip().endswith(":"):
                return inner[0]
        return end

    # --- whose ---

    def _subject(self, sentence: Sentence, number: int, verb: Word | None) -> int | None:
        """The person who is the subject of a clause, looked for in the clauses before it as well."""
        clause = sentence.clauses[number]
        start, end = clause.words[0].start, clause.words[-1].end
        if verb is not None:
            before = [word for word in clause.words if word.start < verb.start]
            behind = [word for word in clause.words if word.start > verb.start]
            joined = bool(before) and before[-1].low in _COORDINATORS
            pronoun = self._pronoun(before) or (None if joined else self.cast.pronoun(verb.end, end))
            if pronoun is not None:
                return self.cast.by_pronoun(pronoun, start, self.speaker)
            if verb.text in _IMPERSONAL or (verb.text == _ACCUSED and clause.holds(PASSIVE)):
                return None
            if before and self._noun_is_subject(before):
                return None
            if not before or not self._is_relative(clause):
                inverted = bool(before) and before[0].low in PREPOSITIONS and self.frames.speaks(behind[:_NEAR])
                found = self.frames.person_after(sentence, behind if inverted else [*before, *behind], end)
                if found is not None:
                    return found
            if behind and not joined and self.frames.speaks(behind[:2]):
                return None
        return self._subject_before(sentence, number, relative=self._is_relative(clause))

    def _is_relative(self, clause: Clause) -> bool:
        """Whether a clause begins like a relative one; a capital tells that a sentence begins there."""
        return clause.words[0].low in RELATIVES and clause.words[0].text.islower()

    def _pronoun(self, before: Sequence[Word]) -> str | None:
        """``er`` or ``sie`` right before the verb, small words aside."""
        for word in reversed(before[-_NEAR:]):
            if word.low in ("er", "sie"):
                return word.low
            if word.text[0].isupper() or is_finite(word.text):
                break
        return None

    def _noun_is_subject(self, before: Sequence[Word]) -> bool:
        """``Die Polizei teilte …``: an article and nouns without a name are all that stands before the verb."""
        if before[0].low not in ("die", "der", "das", "ein", "eine") or len(before) == 1:
            return False
        return not any(self.frames.mention_at(word.start) for word in before)

    def _subject_before(self, sentence: Sentence, number: int, *, relative: bool) -> int | None:
        """The subject in the clauses before: the last name before a relative clause, else the first of the sentence."""
        clause = sentence.clauses[number]
        if relative and number:
            inside = self.cast.within(sentence.start, clause.start)
            return self.cast.person_at(inside[-1]) if inside else None
        near = sentence.clauses[max(0, number - _FAR) : number + 1]
        words = [word for part in near for word in part.words]
        return self.frames.person_after(sentence, words, clause.words[-1].end)

    # --- the span ---

    def _quote(self, content: _Content) -> FoundQuote | None:
        start, end = self._trimmed(content.start, self._before_colon(content.start, content.end))
        shown = clauses(self.text, start, end, self.outer) if start < end else []
        if sum(len(clause.words) for clause in shown) < _FEWEST_WORDS:
            return None
        return FoundQuote(start, end, "indirect", content.speaker, content.evidence)

    def _trimmed(self, start: int, end: int) -> Span:
        """The span without the marks around it; those of quotation stay where they have their partner inside."""
        while start < end and (self.text[start] in _ENDS or self._is_alone(start, start, end)):
            start += 1
        while end > start and (self.text[end - 1] in _ENDS or self._is_alone(end - 1, start, end)):
            end -= 1
        return start, end

    def _is_alone(self, position: int, start: int, end: int) -> bool:
        """Whether a quotation mark's partner lies outside the span."""
        if self.text[position] not in _OPENING_MARKS + _CLOSING_MARKS + '"':
            return False
        stretch = self.hidden.at(position)
        return stretch is None or stretch[0] < start or stretch[1] > end


def _among(stretches: Sequence[Quoted], spoken: dict[Span, FoundQuote]) -> list[Quoted]:
    """The stretches that are direct quotes, one each."""
    seen: set[Span] = set()
    kept = []
    for stretch in stretches:
        if _key(stretch) in spoken and _key(stretch) not in seen:
            seen.add(_key(stretch))
            kept.append(stretch)
    return sorted(kept, key=lambda stretch: stretch.outer_end)


def _key(stretch: Quoted) -> Span:
    return stretch.start, stretch.end


def _has_infinitive(parts: Sequence[Clause]) -> bool:
    """Whether ``zu`` and an infinitive end a clause, or the list that it begins."""
    for clause in parts:
        if _ends_with_infinitive([word.text for word in clause.words[-2:]]):
            return True
        if clause.depends or clause.has_verb:
            return False
    return False


def _follows_infinitive(before: Clause, clause: Clause) -> bool:
    """Whether a main clause with its own subject follows an infinitive: the content ends before it."""
    plain = clause.says and clause.words[0].low in _SUBJECTS and not is_finite(clause.words[-1].text)
    return plain and _ends_with_infinitive([word.text for word in before.words[-2:]])


def _ends_with_infinitive(words: Sequence[str]) -> bool:
    if not words or not words[-1].islower() or not words[-1].endswith("n"):
        return False
    return bool(_INFINITIVE.match(words[-1])) or (len(words) > 1 and words[-2].casefold() == "zu")


def _may_report(words: Sequence[Word], at: int) -> bool:
    """Whether a verb of saying reports: no appeal to the reader, no first person, no ``um zu``, no passive."""
    low = [word.low for word in words]
    if any(word in FIRST_PERSON for word in low):
        return False
    if at and low[at - 1] == "zu":
        return False
    if low[at] in OPTATIVE and ("sei" in low or "seien" in low):
        return False
    if words[at].text.endswith("t") and not PASSIVE.isdisjoint(low):
        return False
    return not any(word.text == "Sie" for word in words[max(1, at) : at + 2])


def _coordinated(clause: Clause, first: int, *, governs: bool) -> int | None:
    """Where ``und fordert alle auf`` begins inside a clause of content, from its word ``first`` on.

    ``governs`` tells that another content follows, for ``und hofft, dass …``.
    """
    words = clause.words
    for at in range(first, len(words) - 1):
        if words[at].low not in ("und", "sowie"):
            continue
        verb = words[at + 1].text
        rest = words[at + 2 :]
        light = any(word.low in CONTENT_LIGHT.get(verb, ()) for word in rest)
        if verb.endswith("en") or not (verb in CONTENT_VERBS or light):
            continue
        if (rest or governs) and (is_finite(words[at - 1].text) or words[at - 1].text.endswith(("n", "t"))):
            return words[at - 1].end
    return None
