"""A text as words, in any language of a folder: folded, taken apart, spelt right."""

import re
import tomllib
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from itertools import chain
from pathlib import Path
from typing import Self, get_origin

from bot.errors import BadLexicon

LONGEST = 1000
"""How many characters of a message are examined: what matters is said early, and hostile texts are long."""
FUZZY = 6
"""How long a word must be to be known though misspelt: shorter ones are too close to each other."""
NUMBER, STOP, PAUSE, ANY = "0", ".", ",", "?"
MARKS = {"number": NUMBER, "stop": STOP, "pause": PAUSE}
SPOKEN = frozenset({"word", "sign", "dropped"})
UNHEARD = dict.fromkeys(map(ord, "'’＇\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufe0e\ufe0f\ufeff"))
"""Apostrophes and what cannot be seen."""
SHAPES = r"""
 (?P<noise>https?://[!-~]+|www\.[!-~]+|@[a-z0-9_.]+
          |(?<![a-z0-9.-])[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|cn|net|org)\b[!-~]*)
|(?P<number>(?<![a-z0-9])[a-f]*[0-9][0-9a-f]*(?![a-z0-9])|\d+)
|(?P<dropped>DROPPED)
|(?P<sign>SIGN)
|(?P<word>(?<!\S)/[a-z]+|LETTER+)
|(?P<stop>[!?;。\n]|\.(?!\w))
|(?P<pause>[,、:()\[\]{}"“”「」《》]|\ -|(?<=SIGN)[^\S\n]+(?=SIGN))
"""
"""What a text is made of. A card number may be hexadecimal; LETTERs make a word together, a SIGN is one by itself."""

Spelling = tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Words:
    """One language, as its words.toml tells it."""

    letters: str
    spaced: bool
    shared: bool
    neutral: str
    common: str
    correct: str
    dropped: str
    fold: str
    same: dict[str, str]
    switch: str
    intents: dict[str, str]
    terms: dict[str, str]

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read one language. Raise BadLexicon when something is missing, or not what it should be."""
        try:
            words = cls(**tomllib.loads(path.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError) as error:
            raise BadLexicon(file=str(path), problem=str(error)) from error
        return words

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            texts = value.values() if isinstance(value, dict) else ()
            if type(value) is not (get_origin(field.type) or field.type) or not all(isinstance(t, str) for t in texts):
                raise TypeError(field.name)
        wrong = [pair for pair in self.fold.split() if len(pair) != len("異异")]
        wrong += [span for span in self.letters.split() if len(span) != len("a-z")]
        if wrong:
            raise ValueError(wrong)


class Ear:
    """Turns a text into the words that phrases are made of."""

    def __init__(self, languages: Sequence[Words]) -> None:
        self._plain = {ord(pair[0]): pair[1] for words in languages for pair in words.fold.split()}
        self._same = {old: new.split() for words in languages for old, new in words.same.items()}
        self._shapes = _shapes(languages)
        self._taught: dict[str, Spelling] = {}
        self._known: set[str] = set()
        self._near: dict[str, list[str]] = defaultdict(list)

    def learn(self, text: str) -> Spelling:
        """Return the words of *text*, a piece of a phrase, and expect to hear them."""
        if text not in self._taught:
            self._taught[text] = tuple(self._words(self._pieces(text)))
        return self._taught[text]

    def forgive(self, correct: Iterable[str]) -> None:
        """From now on take what is a slip away from a learnt word for that word, unless it is *correct* as it is."""
        vocabulary = {*chain.from_iterable(self._taught.values()), *self._same}
        self._known = {*vocabulary, *correct}
        for word in sorted(vocabulary):
            if len(word) >= FUZZY:
                self._near[word[0]].append(word)

    def fold(self, text: str) -> str:
        """Return *text* without what makes no difference: case, width, traditional characters."""
        plain = unicodedata.normalize("NFKC", text.translate(UNHEARD)).casefold()
        return unicodedata.normalize("NFKC", plain).translate(self._plain)

    def pieces(self, text: str) -> list[tuple[str, str]]:
        """Return what *text* is made of, each piece with its kind."""
        return self._pieces(self.fold(text[:LONGEST])[:LONGEST])

    def _pieces(self, folded: str) -> list[tuple[str, str]]:
        return [(found.lastgroup or "", found[0]) for found in self._shapes.finditer(folded)]

    def hear(self, text: str) -> list[str]:
        """Return the words of *text*, spelt right and without those of politeness, and the marks between them."""
        return self._words(self.pieces(text))

    def _words(self, pieces: Iterable[tuple[str, str]]) -> list[str]:
        said: list[str] = []
        for kind, text in pieces:
            if kind == "sign":
                said += self._same.get(text, text)
            elif kind == "word":
                word = self._spelt(text)
                said += self._same.get(word, (word,))
            elif kind in MARKS:
                said.append(MARKS[kind])
        return said

    def _spelt(self, word: str) -> str:
        if len(word) < FUZZY - 1 or word in self._known or word[0] not in self._near:
            return word
        near = (right for right in self._near[word[0]] if _slip(word, right))
        return min(near, key=lambda right: abs(len(right) - len(word)), default=word)


def _slip(wrong: str, right: str) -> bool:
    """Return whether one letter is wrong, missing or too many, or two are swapped."""
    pairs = enumerate(zip(wrong, right, strict=False))
    at = next((at for at, (one, other) in pairs if one != other), min(len(wrong), len(right)))
    wrong, right = wrong[at:], right[at:]
    return wrong[1:] in {right, right[1:]} or wrong == right[1:] or wrong[:2][::-1] + wrong[2:] == right


def _shapes(languages: Sequence[Words]) -> re.Pattern[str]:
    """Return SHAPES for the letters and the politeness of *languages*."""
    letters = "".join(chain.from_iterable(words.letters.split() for words in languages if words.spaced))
    letter = f"[{letters}]" if letters else "(?!)"
    dropped = "|".join(_dropped(words, letter) for words in languages)
    shapes = SHAPES.replace("DROPPED", dropped).replace("SIGN", rf"[^\W\d_{letters}]").replace("LETTER", letter)
    return re.compile(shapes, re.VERBOSE)


def _dropped(words: Words, letter: str) -> str:
    choices = "|".join(map(re.escape, sorted(words.dropped.split(), key=len, reverse=True))) or "(?!)"
    return f"(?:{choices})(?!{letter})" if words.spaced else choices
