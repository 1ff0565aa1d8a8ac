"""The quotes of a release; direct ones are quoted stretches that are somebody's words: rules over text and people."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractor.pipes.quotes.clauses import is_finite
from extractor.pipes.quotes.indirect import find_indirect
from extractor.pipes.quotes.marks import Quoted, paragraph_breaks, quoted_stretches
from extractor.pipes.quotes.speakers import PRONOUNS, Cast
from extractor.pipes.quotes.vocabulary import (
    CONDITIONS,
    FINITE,
    FOLLOWED_NAMINGS,
    LIGHT_VERBS,
    NAMING,
    PARTICLES,
    PREDICATE_ENDINGS,
    PREPOSITIONS,
    SPEAKING_PERSON,
    SPEECH_VERBS,
    STATEMENT_NOUNS,
    TITLE_NOUNS,
    TITLE_VERBS,
    VERDICTS,
    WORK_NOUNS,
)
from extractor.text.document import FoundPerson, FoundQuote, Mention, Zone

WORD = re.compile(r"\w+")
_TAG = re.compile(r"[\s_*]*[.!?]?\s*(?P<comma>,?)[\s_*]*[–—-]?\s*(?P<word>[a-zäöüß]+)\b")
_BYLINE = re.compile(r"\s*[.,]?\s*(?:[–—-]|\()\s*")
_SENTENCE_END = (".", "!", "?", "…")
_SUFFIXES = tuple(sorted(TITLE_NOUNS))
_WORK_SUFFIXES = tuple(sorted(WORK_NOUNS))
_EMPHASIS = " \t\xa0_*"
_WINDOW = 320
_LONGEST_UNCLOSED = 1500
_NAME_MARGIN = 2
_SHORT_AHEAD = 4
_FEWEST_TAKEN = 3
_BESIDE = 6
_SHORT_LINE = 80
_LONGEST_HEAD = 400


@dataclass(frozen=True, slots=True)
class _Finding:
    """That a stretch is a quote: the rule that says so, the speaker, and where the words about the speaker end."""

    evidence: str
    speaker: int | None
    tag_end: int


def find_quotes(
    text: str,
    sentences: Sequence[tuple[int, int]],
    mentions: Sequence[Mention],
    people: Sequence[FoundPerson],
    zones: Sequence[Zone] = (),
) -> list[FoundQuote]:
    """The quotes of ``text`` in its order, with speakers as positions in ``people``; linear in time.

    Direct ones do not overlap each other, nor do indirect ones; a direct quote may lie inside an indirect one.
    """
    stretches = quoted_stretches(text)
    direct = _Reading(text, sentences, mentions, people, zones).quotes(stretches)
    indirect = find_indirect(text, sentences, mentions, people, stretches, direct, zones)
    _speak_on(text, direct, indirect)
    taken = _taken_over(text, stretches, direct, indirect, mentions)
    direct = [_with_reporter(quote, indirect) for quote in direct]
    return sorted((*indirect, *direct, *taken), key=lambda quote: (quote.start, -quote.end))


def _speak_on(text: str, direct: Sequence[FoundQuote], indirect: Sequence[FoundQuote]) -> None:
    """Words between marks right behind reported ones are the same speaker's: ``Sie sei müde. „Aber froh.“``."""
    ends = [quote.end for quote in indirect]
    for quote in direct:
        at = bisect_right(ends, quote.start) - 1
        if quote.evidence == "context" and quote.speaker is None and at >= 0:
            between = text[ends[at] : quote.start]
            if len(between) <= _BESIDE and "\n" not in between and not WORD.search(between):
                quote.speaker = indirect[at].speaker


def _taken_over(
    text: str,
    stretches: Sequence[Quoted],
    direct: Sequence[FoundQuote],
    indirect: Sequence[FoundQuote],
    mentions: Sequence[Mention],
) -> list[FoundQuote]:
    """Words between marks inside indirect speech are its speaker's: ``habe Respekt – „auch beim Lohn“ – verdient``."""
    starts = [quote.start for quote in indirect]
    known = {(quote.start, quote.end) for quote in direct}
    names = {mention.start for mention in mentions}
    found = []
    for quoted in stretches:
        at = bisect_right(starts, quoted.start) - 1
        words = text[quoted.start : quoted.end]
        inside = at >= 0 and quoted.end <= indirect[at].end + 1
        phrase = _is_phrase(words, opens=inside and quoted.outer_start == indirect[at].start)
        if (
            inside
            and quoted.closed
            and phrase
            and quoted.start not in names
            and (quoted.start, quoted.end) not in known
        ):
            found.append(FoundQuote(quoted.start, quoted.end, "direct", indirect[at].speaker, "partial"))
    return found


def _with_reporter(quote: FoundQuote, indirect: Sequence[FoundQuote]) -> FoundQuote:
    """Words taken into a sentence of which nothing tells the speaker: whoever's the indirect speech around them is."""
    if quote.evidence != "partial" or quote.speaker is not None:
        return quote
    at = bisect_right(indirect, quote.start, key=lambda reported: reported.start) - 1
    if at < 0 or quote.end > indirect[at].end + 1:
        return quote
    return replace(quote, speaker=indirect[at].speaker)


def _is_phrase(words: str, *, opens: bool) -> bool:
    """Whether words between marks are no name: three, in lower case at the begin (``opens``: of a sentence) or end."""
    count = len(WORD.findall(words[:200]))
    ends_low = (WORD.findall(words[-40:]) or [""])[-1].islower()
    return count >= _FEWEST_TAKEN and (words[:1].islower() or opens or (ends_low and count > _FEWEST_TAKEN))


class _Reading:
    """One pass over the quoted stretches of a release, remembering who spoke last."""

    def __init__(
        self,
        text: str,
        sentences: Sequence[tuple[int, int]],
        mentions: Sequence[Mention],
        people: Sequence[FoundPerson],
        zones: Sequence[Zone],
    ) -> None:
        self.text = text
        self.cast = Cast(text, mentions, people)
        self.sentence_starts = [start for start, _ in sentences]
        self.sentence_ends = [end for _, end in sentences]
        self.names = sorted((m for m in mentions if m.label not in ("MONEY", "ROLE")), key=lambda m: m.start)
        self.name_starts = [mention.start for mention in self.names]
        self.breaks = paragraph_breaks(text)
        self.title_end = max((zone.end for zone in zones if zone.kind in ("title", "subtitle")), default=0)
        self.begin = len(text) - len(text.lstrip())
        self.found: list[FoundQuote] = []
        self.previous: Quoted | None = None
        self.quoted: Quoted | None = None
        self.last: _Finding | None = None

    def quotes(self, stretches: Sequence[Quoted]) -> list[FoundQuote]:
        """Read all ``stretches``; those inside another are passed over."""
        headlines: list[Quoted] = []
        chain: list[Quoted] = []
        starts = [quoted.outer_start for quoted in stretches]
        covered = 0
        for at, quoted in enumerate(stretches):
            if quoted.outer_start < covered:
                continue
            if not quoted.closed and not quoted.continues and not self._sure_without_end(quoted):
                continue
            covered = quoted.outer_end
            following = self._next_stretch(stretches, bisect_left(starts, covered, lo=at + 1))
            if self._is_headline_place(quoted):
                headlines.append(quoted)
                continue
            if quoted.continues:
                chain.append(quoted)
                continue
            self._read(quoted, chain, following)
            chain = []
        self._read_headlines(headlines)
        return sorted(self.found, key=lambda quote: quote.start)

    def _next_stretch(self, stretches: Sequence[Quoted], at: int) -> int:
        """Where the next stretch begins that may be a quote itself: short ones belong to the clause around them."""
        for quoted in stretches[at : at + _SHORT_AHEAD]:
            if self._words(quoted, 4) >= 4:
                return quoted.outer_start
        return len(self.text)

    def _read(self, quoted: Quoted, chain: list[Quoted], following: int) -> None:
        """Judge ``quoted`` (and the paragraphs before it that are the same utterance) and note what it is."""
        first = chain[0] if chain else quoted
        self.quoted = first
        if not chain and self._is_name(quoted) and not self._is_said(quoted, following):
            return
        if not chain and self._words(quoted, 2) < 2:
            self._note_word(quoted, following)
            return
        finding = None if self._named_afterwards(quoted) else self._judge(first, quoted, following)
        if finding is None:
            return
        for part in (*chain, quoted):
            evidence = finding.evidence if part is first else "continuation"
            self.found.append(FoundQuote(part.start, part.end, "direct", finding.speaker, evidence))
        self.previous, self.last = quoted, finding

    def _note_word(self, quoted: Quoted, following: int) -> None:
        """Remember whose a single word is: no quote by itself, but what follows its tag may go on with it."""
        finding = self._before_tag(quoted, following)
        if finding is not None:
            self.previous, self.last = quoted, finding

    def _judge(self, first: Quoted, last: Quoted, following: int) -> _Finding | None:
        """The first rule that holds; ``None`` where the stretch is nobody's words."""
        if self._announced_as_title(first):
            return None
        colon = self._after_colon(first)
        tag = self._before_tag(last, following)
        if colon and (colon.speaker is not None or tag is None or tag.speaker is None):
            return _Finding(colon.evidence, colon.speaker, tag.tag_end if tag else last.outer_end)
        if tag:
            return tag
        return (
            self._interrupted(first, last)
            or self._after_verb(first, last)
            or self._continued(first, last)
            or self._alone(first, last)
            or self._partial(first, last)
        )

    # --- the stretch itself ---

    def _words(self, quoted: Quoted, enough: int) -> int:
        """How many words the stretch has, counted up to ``enough``."""
        count = 0
        for match in WORD.finditer(self.text, quoted.start, quoted.end):
            count += not match[0].isdigit()
            if count >= enough:
                break
        return count

    def _is_name(self, quoted: Quoted) -> bool:
        """Whether one mention fills the stretch."""
        at = bisect_right(self.name_starts, quoted.start + _NAME_MARGIN) - 1
        if at < 0:
            return False
        mention = self.names[at]
        return mention.start <= quoted.start + _NAME_MARGIN and mention.end >= quoted.end - _NAME_MARGIN

    def _is_said(self, quoted: Quoted, following: int) -> bool:
        """Whether what looks like a title is somebody's sentence: it has a verb, and a speaker beside it."""
        if self._words(quoted, _SHORT_AHEAD) < _SHORT_AHEAD or not self._has_verb(quoted):
            return False
        if self.text[quoted.start].islower():
            return NAMING.search(self.text, self._lead_start(quoted), quoted.outer_start) is not None
        colon = self._after_colon(quoted)
        if colon is not None:
            return colon.speaker is not None and self._ends_sentence(quoted)
        tag = self._before_tag(quoted, following) if self._begins_sentence(quoted) else None
        return tag is not None and tag.speaker is not None

    def _ends_sentence(self, quoted: Quoted) -> bool:
        return self.text[quoted.start : quoted.end].rstrip('“”"«»’‘) ')[-1:] in _SENTENCE_END

    def _is_statement(self, quoted: Quoted) -> bool:
        """Whether the stretch reads as a sentence: some words, and an end mark, a verb or a first person."""
        if self._words(quoted, 4) < 4:
            return False
        return self._ends_sentence(quoted) or self._has_verb(quoted)

    def _is_complete(self, quoted: Quoted) -> bool:
        """Whether the text around lets the stretch be a whole utterance: it ends there, or its sentence goes on."""
        after = self.text[quoted.outer_end : quoted.outer_end + 6]
        if self._ends_sentence(quoted) or not after.strip() or "\n" in after[: len(after) - len(after.lstrip())]:
            return True
        return not (after.lstrip()[0].isupper() or after[0] == "-")

    def _has_verb(self, quoted: Quoted) -> bool:
        words = WORD.findall(self.text[quoted.start : min(quoted.end, quoted.start + 600)])
        if words and words[0] in CONDITIONS and "," in self.text[quoted.start : quoted.end]:
            return True
        return any(word.casefold() in SPEAKING_PERSON or word in FINITE for word in words[:80])

    def _sure_without_end(self, quoted: Quoted) -> bool:
        """Whether a stretch without its closing mark is a quote up to the end of its paragraph all the same."""
        if quoted.end - quoted.start > _LONGEST_UNCLOSED or not self._ends_sentence(quoted):
            return False
        colon = self._after_colon(quoted)
        return colon is not None and colon.speaker is not None and not self._announced_as_title(quoted)

    # --- what stands before ---

    def _lead_start(self, quoted: Quoted) -> int:
        """Where the words that lead to a stretch begin: its sentence, paragraph, or behind the quote before it."""
        at = bisect_left(self.sentence_starts, quoted.outer_start) - 1
        start = self.sentence_starts[at] if at >= 0 else 0
        paragraph = bisect_left(self.breaks, quoted.outer_start) - 1
        if paragraph >= 0 and self._is_led_in(self.breaks[paragraph], quoted):
            paragraph -= 1
        if paragraph >= 0:
            start = max(start, self.breaks[paragraph])
        if self.previous is not None and self.previous.outer_end <= quoted.outer_start:
            start = max(start, self.previous.outer_end)
        return max(start, quoted.outer_start - _WINDOW)

    def _is_led_in(self, at: int, quoted: Quoted) -> bool:
        """Whether the paragraph that ends ``at`` leads to a quote that begins the next: ``erklärt Anna Beispiel:``."""
        near = quoted.outer_start - at < _SHORT_LINE
        return near and self.text[at - 1 : at] == ":" and not self.text[at : quoted.outer_start].strip()

    def _announced_as_title(self, quoted: Quoted) -> bool:
        """Whether the word before makes it a name: ``unter dem Motto „…“``, ``der Film heißt: „…“``."""
        lead = self.text[max(0, quoted.outer_start - 60) : quoted.outer_start].rstrip(_EMPHASIS)
        colon = lead.endswith(":")
        lead = lead.rstrip(_EMPHASIS + ":–-")
        words = WORD.findall(lead)
        if not words or not lead[-1:].isalnum():
            return False
        word = words[-1].casefold()
        if word in TITLE_VERBS:
            return not (word.startswith("laute") and self._statement_noun(quoted.outer_start - 60, quoted.outer_start))
        if word in _COPULAS and len(words) > 1:
            return bool(words[-2][0].isupper() and words[-2].casefold().endswith(_WORK_SUFFIXES))
        if not words[-1][0].isupper() or not word.endswith(_SUFFIXES):
            return False
        if self.cast.mentioned(max(0, quoted.outer_start - 60) + len(lead) - 1):
            return False
        return not (colon and not word.endswith(_WORK_SUFFIXES) and self._is_spoken_sentence(quoted))

    def _is_spoken_sentence(self, quoted: Quoted) -> bool:
        """Whether a whole sentence follows a speaker or a verb of saying: no name then, whatever noun stands last."""
        start, end = self._lead_start(quoted), quoted.outer_start
        if not self._ends_sentence(quoted):
            return False
        return (
            self._speech_verb(start, end) is not None
            or self._label_before(self.cast.within(start, end), end) is not None
        )

    def _named_afterwards(self, quoted: Quoted) -> bool:
        """``„…“. Unter diesem Titel …``, ``„…“ heißt das Programm``: the words behind make it a name."""
        words = WORD.findall(self.text[quoted.outer_end : quoted.outer_end + 60])
        if len(words) < 3 or self.text[quoted.outer_end : quoted.outer_end + 1] == "-":
            return len(words) >= 3
        if words[0].casefold() in TITLE_VERBS and words[1] != "es":
            return not any(word.casefold() in STATEMENT_NOUNS for word in words[1:5])
        if words[0].casefold() == "so" and words[1] in TITLE_VERBS and "es" not in words[2:4]:
            return not any(word.casefold() in STATEMENT_NOUNS for word in words[1:5])
        noun = next((words[at + 1] for at, word in enumerate(words[:3]) if word.casefold().startswith("dies")), "")
        return noun.casefold().endswith(_SUFFIXES)

    def _statement_noun(self, start: int, end: int) -> bool:
        words = WORD.findall(self.text[max(0, start) : max(0, end)])
        return any(word.casefold() in STATEMENT_NOUNS for word in words)

    def _after_colon(self, quoted: Quoted) -> _Finding | None:
        """``Anna Beispiel: „…“``, ``Die Ministerin lobte die Arbeit: „…“``."""
        lead = self.text[max(0, quoted.outer_start - 8) : quoted.outer_start].rstrip("\n" + _EMPHASIS)
        if not lead.endswith(":"):
            return None
        start, end = self._lead_start(quoted), quoted.outer_start
        verb = self._speech_verb(start, end)
        speaker, named = self._speaker_before(start, end, verb)
        statement = self._is_statement(quoted) or self._ends_sentence(quoted) or not quoted.closed
        if not self._is_complete(quoted) or (self._words(quoted, 3) < 3 and not self._ends_sentence(quoted)):
            return None
        labelled = self._label_before(self.cast.within(start, end), end) is not None
        whole = (
            labelled
            or self.text[quoted.outer_end : quoted.outer_end + 1] in tuple(".!?,")
            or self._ends_sentence(quoted)
        )
        if verb is not None or (named and statement and whole):
            return _Finding("colon", speaker, quoted.outer_end)
        if self._words(quoted, 6) >= 6 and self._ends_sentence(quoted):
            return _Finding("colon", speaker, quoted.outer_end)
        return None

    def _speech_verb(self, start: int, end: int) -> tuple[int, int] | None:
        """The last verb of saying in a stretch of text, as a span."""
        words = list(WORD.finditer(self.text, max(0, start), end))
        folded = {match[0].casefold() for match in words}
        for match in reversed(words):
            if match[0] in SPEECH_VERBS or any(word in folded for word in LIGHT_VERBS.get(match[0], ())):
                return match.span()
        return None

    def _speaker_before(self, start: int, end: int, verb: tuple[int, int] | None) -> tuple[int | None, bool]:
        """The speaker that the words before a colon name, and whether they name anybody."""
        cast = self.cast
        inside = cast.within(start, end)
        named = None if verb is None else self._stands_before(inside, start, verb[0])
        named = self._label_before(inside, end) if named is None else named
        if named is not None:
            return cast.person_at(named), True
        if verb is not None:
            pronoun = cast.pronoun(verb[1], end)
            if pronoun is not None:
                return cast.by_pronoun(pronoun, start, self._last_speaker()), True
            pronoun = self._pronoun_before(start, verb[0])
            if pronoun is not None:
                return cast.by_pronoun(pronoun, verb[0], self._last_speaker()), True
            after = cast.subject(verb[1], min(end, verb[1] + 160))
            if after is not None and self._follows_closely(verb[1], after):
                return cast.person_at(after), True
        subject = cast.subject(start, end)
        if subject is not None:
            return cast.person_at(subject), True
        pronoun = next((word for word in WORD.findall(self.text[start:end]) if word.casefold() in ("er", "sie")), None)
        if pronoun is not None and verb is None:
            return cast.by_pronoun(pronoun, start, self._last_speaker()), True
        if verb is not None and not inside and self._goes_on(start):
            return self._last_speaker(), True
        people = {person for index in inside if (person := cast.person_at(index)) is not None}
        return (people.pop() if len(people) == 1 else None), bool(inside)

    def _pronoun_before(self, start: int, verb: int) -> str | None:
        """``er`` or ``sie`` right before a verb, or at the head of the clause that it ends (``wie er im Rat rief``)."""
        words = self.text[start:verb].split()
        if words and words[-1].casefold() in PRONOUNS:
            return words[-1]
        clause = self.text[start:verb].rpartition(",")
        words = clause[2].split()[:2]
        return words[1] if clause[1] and len(words) > 1 and words[1] in ("er", "sie") else None

    def _goes_on(self, start: int) -> bool:
        """Whether words begin right behind the last quote and its sentence is not over (``…“, sagte er und …``)."""
        return self.previous is not None and self.previous.outer_end == start and self.text[start : start + 1] == ","

    def _label_before(self, inside: Sequence[int], end: int) -> int | None:
        """The name right before a colon, with nothing but its office between: ``Anna Beispiel, Leiterin: „…“``."""
        for index in reversed(inside):
            mention = self.cast.mentions[index]
            if any(_is_verb_like(word) for word in WORD.findall(self.text[mention.end : end])):
                return None
            if mention.label == "PERSON" and (self.cast.can_be_subject(index) or self._begins_line(index)):
                return index
        return None

    def _begins_line(self, index: int) -> bool:
        """Whether a line begins with a name and the office before it: no preposition above governs it."""
        mention = self.cast.mentions[index]
        begin = self.text.rfind("\n", max(0, mention.start - _SHORT_LINE), mention.start) + 1
        offices = self.cast.within(begin, mention.start)
        first = self.cast.mentions[offices[0]] if offices else mention
        return begin > 0 and not self.text[begin : first.start].strip()

    def _stands_before(self, inside: Sequence[int], start: int, verb: int) -> int | None:
        """The subject right before a verb, where no preposition precedes: ``Die Landrätin dankte der Vorsitzenden``."""
        index = next((at for at in reversed(inside) if self.cast.mentions[at].end <= verb), None)
        if index is None or self.text[self.cast.mentions[index].end : verb].strip():
            return None
        before = WORD.findall(self.text[start : self.cast.mentions[index].start])
        return None if any(word.casefold() in PREPOSITIONS for word in before) else index

    def _follows_closely(self, position: int, index: int) -> bool:
        """Whether only small words stand between ``position`` and a mention: it is the subject after its verb."""
        between = WORD.findall(self.text[position : self.cast.mentions[index].start])
        return len(between) <= 6 and not any(word[0].isupper() and len(word) > 4 for word in between)

    def _after_verb(self, first: Quoted, last: Quoted) -> _Finding | None:
        """``Anna Beispiel sagte „…“``, ``mit den Worten „…“``: a verb or noun of saying directly before the mark."""
        lead = self.text[max(0, first.outer_start - 60) : first.outer_start].rstrip(" \t\xa0,")
        words = WORD.findall(lead)
        if not words or not lead[-1].isalnum() or not self._is_statement(last):
            return None
        start = self._lead_start(first)
        verb = self._speech_verb(start, first.outer_start)
        announced = words[-1].casefold() in STATEMENT_NOUNS
        if not announced and (verb is None or (words[-1] not in SPEECH_VERBS and words[-1] not in PARTICLES)):
            return None
        speaker, _ = self._speaker_before(start, first.outer_start, verb)
        return _Finding("verb", speaker, last.outer_end)

    # --- what stands after ---

    def _tag_end(self, start: int, following: int) -> int:
        """Where the clause that begins at ``start`` ends: sentence, paragraph, next quote or a full window."""
        at = bisect_right(self.sentence_starts, start) - 1
        end = self.sentence_ends[at] if at >= 0 and self.sentence_ends[at] > start else start + _WINDOW
        paragraph = bisect_left(self.breaks, start)
        if paragraph < len(self.breaks):
            end = min(end, self.breaks[paragraph])
        return min(end, following, start + _WINDOW, len(self.text))

    def _before_tag(self, quoted: Quoted, following: int) -> _Finding | None:
        """``„…“, so Anna Beispiel``, ``„…“, sagte sie``, ``„…“ – Anna Beispiel``."""
        match = _TAG.match(self.text, quoted.outer_end, min(len(self.text), quoted.outer_end + 60))
        if match is None:
            return self._byline(quoted, following)
        end = self._tag_end(match.start("word"), following)
        inside = self.text[quoted.start : quoted.end][-1:]
        marked = bool(match["comma"]) or inside in (",", *_SENTENCE_END)
        if match["word"] == "so":
            return self._so_tag(match.end(), end)
        long = self._words(quoted, _SHORT_AHEAD) >= _SHORT_AHEAD and self._begins_sentence(quoted)
        if match["word"] == "mit":
            return self._with_these_words(match.end(), end) if long else None
        said = self._is_tag_verb(match["word"], match.end(), end)
        if not said and not (match["comma"] and long and self._is_done_by(match, end)):
            return None
        if not marked and not (self._begins_sentence(quoted) and self._is_statement(quoted)):
            return None
        speaker = self._speaker_after(match.end(), end, match["word"])
        return _Finding("verb-tag", speaker, end)

    def _is_done_by(self, match: re.Match[str], end: int) -> bool:
        """Whether a verb of any kind with a person or an office right behind it: ``„…“, grinste Anna Beispiel``."""
        if not is_finite(match["word"]):
            return False
        index = self.cast.subject(match.end(), min(end, match.end() + _SHORT_LINE))
        if index is None:
            return False
        offices = self.cast.within(match.end(), end)
        between = WORD.findall(self.text[match.end() : self.cast.mentions[offices[0]].start])
        return len(between) <= _FEWEST_TAKEN and not any(word[0].isupper() and len(word) > 4 for word in between)

    def _with_these_words(self, start: int, end: int) -> _Finding | None:
        """``„…“ – mit diesem Satz begrüßte Anna Beispiel die Gäste``."""
        words = WORD.findall(self.text[start : min(end, start + 40)])
        if words[:1] not in (["diesem"], ["diesen"]) or words[1:2] not in (["Satz"], ["Worten"]):
            return None
        index = self.cast.subject(start, end)
        return _Finding("verb-tag", None if index is None else self.cast.person_at(index), end)

    def _so_tag(self, start: int, end: int) -> _Finding | None:
        words = WORD.findall(self.text[start : min(end, start + 60)])
        if not words or words[0] in ("dass", "wie", "etwas", "genannte", "genannten", "viel", "viele", "kann", "wird"):
            return None
        folded = [word.casefold() for word in words[:5]]
        noun = next((word for word in words if word[0].isupper()), "")
        said = any(word in STATEMENT_NOUNS for word in folded)
        if not said and (noun.casefold().endswith(_SUFFIXES)):
            return None
        if words[0] in ("lautet", "lautete", "heißt", "hieß") and not said and "es" not in folded:
            return None
        return _Finding("so-tag", self._speaker_after(start, end, "so", mediated=True), end)

    def _is_tag_verb(self, word: str, start: int, end: int) -> bool:
        if word in SPEECH_VERBS:
            return True
        clause = {found.casefold() for found in WORD.findall(self.text[start:end])}
        return any(needed in clause for needed in LIGHT_VERBS.get(word, ()))

    def _speaker_after(self, start: int, end: int, word: str, *, mediated: bool = False) -> int | None:
        pronoun = self.cast.pronoun(start, end)
        if pronoun is not None:
            plural = word.endswith("en") and pronoun == "sie"
            return None if plural else self.cast.by_pronoun(pronoun, start, self._last_speaker())
        if mediated:
            mediated = self._statement_noun(start, min(end, start + 80))
        before = self.begin if self.quoted is None else self.quoted.outer_start
        described = self.cast.named_by_noun(start, end, before)
        if described is not None:
            return described
        index = self.cast.subject(start, end, mediated=mediated)
        return None if index is None else self.cast.person_at(index)

    def _byline(self, quoted: Quoted, following: int) -> _Finding | None:
        """``„…“ – Anna Beispiel, Vorsitzende``, ``„…“ (Anna Beispiel)``."""
        match = _BYLINE.match(self.text, quoted.outer_end, min(len(self.text), quoted.outer_end + 12))
        if match is None or not self._is_statement(quoted):
            return None
        end = self._tag_end(match.end(), following)
        for index in self.cast.within(match.end(), min(end, match.end() + 40)):
            mention = self.cast.mentions[index]
            if mention.label == "PERSON" and not WORD.search(self.text, match.end(), mention.start):
                return _Finding("byline", self.cast.person_at(index), end)
        return None

    # --- neither ---

    def _last_speaker(self) -> int | None:
        return self.last.speaker if self.last else None

    def _gap(self, quoted: Quoted) -> str | None:
        """What stands between the tag of the last quote and this one, where they share a paragraph."""
        if self.previous is None or self.last is None:
            return None
        begin = max(self.last.tag_end, self.previous.outer_end)
        if begin > quoted.outer_start or quoted.outer_start - begin > 8:
            return None
        at = bisect_left(self.breaks, self.previous.outer_end)
        if at < len(self.breaks) and self.breaks[at] < quoted.outer_start:
            return None
        return self.text[begin : quoted.outer_start].strip()

    def _interrupted(self, first: Quoted, last: Quoted) -> _Finding | None:
        """``„A“, so Anna Beispiel, „B“``: the tag runs up to the second part."""
        if self.previous is None or self.last is None or self.last.evidence not in _TAGGED:
            return None
        if self._gap(first) is None and not self._in_one_sentence(self.previous, first):
            return None
        tag = self.text[self.previous.outer_end : first.outer_start].rstrip()
        if tag[-1:] not in (",", ":", ";", "–") and not tag.endswith(" und"):
            return None
        return _Finding("interrupted", self.last.speaker, last.outer_end)

    def _in_one_sentence(self, previous: Quoted, quoted: Quoted) -> bool:
        """Whether no sentence or paragraph begins between two stretches that are near to each other."""
        if not 0 <= quoted.outer_start - previous.outer_end <= _WINDOW:
            return False
        return all(
            bisect_right(starts, previous.outer_end) == bisect_left(starts, quoted.outer_start)
            for starts in (self.sentence_starts, self.breaks)
        )

    def _continued(self, first: Quoted, last: Quoted) -> _Finding | None:
        """A further quote right behind a tagged one in the same paragraph."""
        gap = self._gap(first)
        if gap is None or gap.strip(".,;– ") or self.last is None:
            return None
        if not self._is_statement(last) and not self._ends_sentence(last):
            return None
        return _Finding("continuation", self.last.speaker, last.outer_end)

    def _begins_sentence(self, quoted: Quoted) -> bool:
        lead = self.text[max(0, quoted.outer_start - 12) : quoted.outer_start].rstrip()
        paragraph = bisect_left(self.breaks, quoted.outer_start) - 1
        if paragraph >= 0 and not self.text[self.breaks[paragraph] : quoted.outer_start][:40].strip():
            return True
        return not lead or lead[-1] in '.!?…:“”"«»' or lead[-1] == ")"

    def _alone(self, first: Quoted, last: Quoted) -> _Finding | None:
        """A sentence of its own between marks: somebody's words, of whom the sentence before names, if it names one."""
        if not self._is_statement(last) or not self._begins_sentence(first) or not self._has_verb(last):
            return None
        after = self.text[last.outer_end : last.outer_end + 4].strip()
        if not self._ends_sentence(last) and after[:1] not in (".", "!", "?"):
            return None
        if after and not (after[0].isupper() or after[0] in '.!?„“"»–' or after[0].isdigit()):
            return None
        speaker = self._named_in_sentence_before(first)
        if speaker is None:
            speaker = self._named_right_behind(first, last)
        return _Finding("context", speaker, last.outer_end)

    def _named_right_behind(self, first: Quoted, last: Quoted) -> int | None:
        """Who begins the sentence behind a quote that begins its paragraph: ``„…“ Präsidentin Anna Beispiel kam …``."""
        paragraph = bisect_left(self.breaks, first.outer_start) - 1
        begin = self.breaks[paragraph] if paragraph >= 0 else 0
        if first.outer_start - begin > _SHORT_LINE or self.cast.within(begin, first.outer_start):
            return None
        index = next(iter(self.cast.within(last.outer_end, last.outer_end + 30)), None)
        if index is None or "\n" in self.text[last.outer_end : self.cast.mentions[index].start]:
            return None
        between = WORD.findall(self.text[last.outer_end : self.cast.mentions[index].start])
        full = self.cast.full(index, self._tag_end(last.outer_end + 1, len(self.text)))
        return None if len(between) > 1 else self.cast.person_at(full)

    def _named_in_sentence_before(self, quoted: Quoted) -> int | None:
        if (
            self.previous is not None
            and self.last is not None
            and self.last.evidence == "colon"
            and not self.text[self.previous.outer_end : quoted.outer_start].strip()
        ):
            return self.last.speaker
        at = bisect_left(self.sentence_starts, quoted.outer_start) - 1
        if at >= 0 and self.sentence_ends[at] > quoted.outer_start + 1:
            at -= 1
        if at < 0:
            return None
        end = quoted.outer_start
        start = max(self.sentence_starts[at], end - 2 * _WINDOW)
        if self.previous is not None:
            start = max(start, self.previous.outer_end)
        people = {person for i in self.cast.within(start, end) if (person := self.cast.person_at(i)) is not None}
        return people.pop() if len(people) == 1 else None

    def _partial(self, first: Quoted, last: Quoted) -> _Finding | None:
        """Words taken into a sentence: ``nannte das Ergebnis „einen großen Schritt nach vorn“``."""
        start = self._lead_start(first)
        names = NAMING.search(self.text, max(start, first.outer_start - _WINDOW), first.outer_start)
        lowered = self.text[last.start].islower() or self.text[last.start] in "…."
        word = WORD.search(self.text, last.outer_end, min(len(self.text), last.outer_end + 20))
        followed = word is not None and word[0] in FOLLOWED_NAMINGS and self._word_before(first).casefold() in _LINKS
        judged = names is not None or followed or self._word_before(first) in VERDICTS
        if not (lowered or judged) or self._words(last, _FEWEST_TAKEN) < _FEWEST_TAKEN:
            return None
        several = len(self.text[last.start : min(last.end, last.start + 200)].split()) >= _FEWEST_TAKEN
        sure = judged or (several and not self._word_before(first)[:1].isupper())
        verb = self._verb_span(names) if names else self._speech_verb(start, first.outer_start)
        if verb is not None and not self.text[verb[0] : verb[1]].endswith("en"):
            speaker = self._taker(start, first.outer_start, verb)
            return _Finding("partial", speaker, last.outer_end) if sure or speaker is not None else None
        return self._followed_partial(first, last, word, sure=sure)

    def _taker(self, start: int, end: int, verb: tuple[int, int]) -> int | None:
        """The person who takes words into a sentence: nobody where a body is the subject, or only a preposition's."""
        named = bool(self.cast.within(start, end))
        if self._body_beside(start, verb) or (named and self.cast.subject(start, end) is None):
            return None
        return self._speaker_before(start, end, verb)[0]

    def _followed_partial(
        self, first: Quoted, last: Quoted, word: re.Match[str] | None, *, sure: bool
    ) -> _Finding | None:
        """The speaker of words taken into a sentence from the verb behind them, else the subject before them."""
        end = self._tag_end(last.outer_end, len(self.text))
        index = self.cast.subject(self._lead_start(first), first.outer_start)
        subject = None if index is None else self.cast.person_at(index)
        ends = word is not None and self.text[word.end() : word.end() + 1] in (",", ".")
        if word is not None and not word[0].endswith("en") and self._is_tag_verb(word[0], word.end(), end):
            if ends and sure and subject is not None:
                return _Finding("partial", subject, last.outer_end)
            speaker = self._speaker_after(word.end(), end, word[0])
            if speaker is not None:
                return _Finding("partial", speaker, end)
        return _Finding("partial", subject, last.outer_end) if sure else None

    def _word_before(self, quoted: Quoted) -> str:
        """The word right before a mark, without one in between."""
        lead = self.text[max(0, quoted.outer_start - 40) : quoted.outer_start].rstrip(_EMPHASIS)
        return (WORD.findall(lead) or [""])[-1] if lead[-1:].isalnum() else ""

    def _verb_span(self, names: re.Match[str]) -> tuple[int, int]:
        verb = WORD.search(self.text, names.start(), names.end())
        return verb.span() if verb else names.span()

    def _body_beside(self, start: int, verb: tuple[int, int]) -> bool:
        """Whether a body stands right before a verb, as its subject, with nobody named in its clause."""
        at = bisect_left(self.name_starts, verb[0]) - 1
        if at < 0 or self.names[at].label != "ORG" or self.text[self.names[at].end : verb[0]].strip():
            return False
        clause = max(start, self.text.rfind(",", start, self.names[at].start))
        return not self.cast.within(clause, self.names[at].start)

    # --- headlines ---

    def _is_headline_place(self, quoted: Quoted) -> bool:
        """Whether the stretch fills a line of its own in the title: no other words in front of or behind it."""
        begin = self.text.rfind("\n", max(0, quoted.outer_start - 40), quoted.outer_start) + 1
        if quoted.outer_start > 40 and begin == 0:
            return False
        after = self.text[quoted.outer_end : quoted.outer_end + 40].split("\n")[0].strip(" .!?")
        if after.startswith(":") and begin <= self.begin and self._says_i(quoted):
            return True
        if self.text[begin : quoted.outer_start].strip() or after:
            return False
        return quoted.outer_end <= self.title_end + 2 or begin <= self.begin or self._is_head(begin)

    def _says_i(self, quoted: Quoted) -> bool:
        words = WORD.findall(self.text[quoted.start : min(quoted.end, quoted.start + 200)])
        return any(word.casefold() in SPEAKING_PERSON for word in words)

    def _is_head(self, position: int) -> bool:
        """Whether nothing but short lines stands before a position."""
        if position > _LONGEST_HEAD:
            return False
        lines = self.text[:position].splitlines()
        return all(len(line) <= _SHORT_LINE and line.rstrip()[-1:] not in _NO_HEAD for line in lines if line.strip())

    def _read_headlines(self, headlines: list[Quoted]) -> None:
        bodies = [set(WORD.findall(self.text[quote.start : quote.end].casefold())) for quote in self.found]
        for quoted in headlines:
            shouted = self.text[quoted.start : quoted.end].isupper()
            if shouted or self._is_name(quoted) or self._words(quoted, 3) < 3:
                continue
            words = WORD.findall(self.text[quoted.start : quoted.end])
            content = {word.casefold() for word in words if len(word) > 3}
            repeated = any(2 * len(content & body) >= len(content) for body in bodies)
            if repeated or self._has_verb(quoted) or words[0].endswith(PREDICATE_ENDINGS):
                self.found.append(FoundQuote(quoted.start, quoted.end, "direct", None, "headline"))


_NO_HEAD = tuple('.:,„“”"«»')
_COPULAS = ("bleibt", "ist", "war")
_LINKS = ("als", "vor")
_TAGGED = ("so-tag", "verb-tag", "interrupted")


def _is_verb_like(word: str) -> bool:
    """Whether a word between a name and a colon shows that a clause, not an office, stands there."""
    if not word[0].islower() or word in PREPOSITIONS or word in ("und", "stellvertretend", "zuständig"):
        return False
    return word in SPEECH_VERBS or word in FINITE or word in LIGHT_VERBS or word.endswith(("t", "te"))
