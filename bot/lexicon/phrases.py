"""Phrases found in words: parts that follow each other nearby, the longest first, some though misspelt."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, groupby, permutations, product

from bot.lexicon.hearing import ANY, PAUSE, STOP, Ear, Spelling

NEAR = 10
"""How many words may stand between two parts of a phrase."""
NOTHING = "nothing"
"""Phrases that only look like others: the longest phrase wins, so these shield what they contain."""

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A way to say *name*: *parts* that follow each other nearby."""

    name: str
    rank: int
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """Where a phrase stands. Of two that share a word, the one of greater *weight* is what was said."""

    phrase: Phrase
    start: int
    weight: int
    used: frozenset[int]


class Part:
    """Words that follow each other closely: for each place a choice, and () if it may stay empty."""

    def __init__(self, text: str, ear: Ear) -> None:
        self._places: list[tuple[frozenset[Spelling], frozenset[int]]] = []
        for choices in text.split():
            spellings = frozenset(map(ear.learn, choices.split("|")))
            self._places.append((spellings, frozenset(map(len, spellings))))
            if "" not in choices.split("|") and () in spellings:
                raise ValueError(text)
        if all(0 in sizes for _, sizes in self._places):
            raise ValueError(text)

    @property
    def firsts(self) -> set[str]:
        """Return the words it may begin with."""
        firsts: set[str] = set()
        for spellings, sizes in self._places:
            firsts.update(spelling[0] for spelling in spellings if spelling)
            if 0 not in sizes:
                break
        return firsts

    def end(self, words: Spelling, start: int) -> int:
        """Return where the part ends that begins at *start*, 0 if none begins there."""
        ends, last = {start}, len(words)
        for spellings, sizes in self._places:
            after = (end + size for end in ends for size in sizes if words[end : end + size] in spellings)
            ends = {end for end in after if end <= last}
        return max(ends, default=0)

    @property
    def spellings(self) -> Iterator[Spelling]:
        """Return every way to write it."""
        return (tuple(chain.from_iterable(chosen)) for chosen in product(*(place[0] for place in self._places)))


class Phrases:
    """The phrases of one table, of all languages."""

    def __init__(self, tables: Iterable[Mapping[str, str]], ear: Ear) -> None:
        self._parts: dict[str, Part] = {}
        self._beginning: dict[str, list[str]] = defaultdict(list)
        self._phrases: dict[str, list[Phrase]] = defaultdict(list)
        self._alone: dict[Spelling, Phrase] = {}
        self._slips: dict[Spelling, Phrase] = {}
        for table in tables:
            for rank, (name, lines) in enumerate(table.items()):
                for line in filter(None, map(str.strip, ear.fold(lines).splitlines())):
                    self._learn(name, rank, line, ear)

    def _learn(self, name: str, rank: int, line: str, ear: Ear) -> None:
        mark, text = (line[0], line[1:]) if line[0] in "=~" else ("", line)
        if mark == "=":
            self._alone |= dict.fromkeys(Part(text, ear).spellings, Phrase(name, rank))
            return
        parts = text.split("&") if "&" in text else text.split("...")
        for order in permutations(parts) if "&" in text else [parts]:
            self._phrases[order[0]].append(Phrase(name, rank, tuple(order)))
        for part in parts:
            if part not in self._parts:
                self._parts[part] = Part(part, ear)
                for first in self._parts[part].firsts:
                    self._beginning[first].append(part)
        for spelling in self._parts[text].spellings if mark == "~" else ():
            for wrong in range(len(spelling)):
                self._slips.setdefault((*spelling[:wrong], ANY, *spelling[wrong + 1 :]), Phrase(name, rank))

    def find(self, said: Sequence[str]) -> list[Match]:
        """Return what is *said*, in its order: of phrases that share a word, the longest."""
        words = tuple(word for word in said if word != PAUSE)
        found = [*self._nearby(words), *self._slipped(words), *self._clauses(said)]
        taken: set[int] = set()
        kept: list[Match] = []
        for match in sorted(found, key=lambda match: (-match.weight, match.start, match.phrase.rank)):
            if taken.isdisjoint(match.used):
                taken |= match.used
                kept.append(match)
        return sorted((match for match in kept if match.phrase.name != NOTHING), key=lambda match: match.start)

    def _nearby(self, words: Spelling) -> Iterator[Match]:
        heard: dict[str, list[Place]] = defaultdict(list)
        for start, word in enumerate(words):
            for part in self._beginning.get(word, ()):
                if end := self._parts[part].end(words, start):
                    heard[part].append((start, end))
        sentence = [*accumulate(word == STOP for word in words)]
        for part in heard.keys() & self._phrases.keys():
            for phrase, place in product(self._phrases[part], heard[part]):
                if places := _together(phrase, place, heard, sentence):
                    used = frozenset(chain.from_iterable(range(*place) for place in places))
                    # A gap weighs a little, so that words said together win over as many said apart.
                    yield Match(phrase, place[0], 2 * len(used) + 1 - len(places), used)

    def _slipped(self, words: Spelling) -> Iterator[Match]:
        for size in {len(slip) for slip in self._slips}:
            for start, wrong in product(range(len(words) - size + 1), range(size)):
                slip = (*words[start : start + wrong], ANY, *words[start + wrong + 1 : start + size])
                if slip in self._slips and words[start + wrong].isalpha():
                    yield Match(self._slips[slip], start, 2 * size - 3, frozenset(range(start, start + size)))

    def _clauses(self, said: Sequence[str]) -> Iterator[Match]:
        start = 0
        for mark, group in groupby(said, key=lambda word: word if word in {PAUSE, STOP} else None):
            clause = tuple(group)
            phrase = self._alone.get(clause) or self._alone.get(tuple(word for word, _ in groupby(clause)))
            if mark is None and phrase:
                yield Match(phrase, start, 2 * len(clause), frozenset(range(start, start + len(clause))))
            start += 0 if mark == PAUSE else len(clause)


def _together(phrase: Phrase, first: Place, heard: Mapping[str, list[Place]], sentence: Sequence[int]) -> list[Place]:
    """Return where the parts of *phrase* stand in one sentence, the first of them at *first*; nothing if they don't."""
    places = [first]
    for part in phrase.parts[1:]:
        end = places[-1][1]
        following = heard.get(part, [])
        at = bisect_left(following, (end,))
        if at == len(following) or following[at][0] > end + NEAR or sentence[following[at][0]] != sentence[first[0]]:
            return []
        places.append(following[at])
    return places
