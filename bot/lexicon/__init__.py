"""What people say, told by meaning: the words of locales/*/words.toml, whose notation the English file explains."""

import re
from collections.abc import Iterable, Mapping
from itertools import chain
from pathlib import Path
from typing import Self

from bot.errors import BadLexicon
from bot.lexicon.hearing import PAUSE, SPOKEN, STOP, Ear, Words
from bot.lexicon.phrases import Part, Phrases

_NUMBERS = re.compile(r"[0-9A-Za-z]*[0-9][0-9A-Za-z]*")
"""Letters beside digits are no words: an O among them may be a zero."""


class Lexicon:
    """What people say, in any language of a folder. It is a bot.ports.Lexicon."""

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read every language of *folder*. Raise BadLexicon when one cannot be understood."""
        languages = {path.parent.name: Words.read(path) for path in sorted(folder.glob("*/words.toml"))}
        if not languages:
            raise BadLexicon(file=str(folder), problem="*/words.toml")
        try:
            return cls(languages)
        except (ValueError, re.error) as error:
            raise BadLexicon(file=str(folder), problem=str(error)) from error

    def __init__(self, languages: Mapping[str, Words]) -> None:
        every = [*languages.values()]
        self._languages = languages
        self._ear = Ear(every)
        self._intents = Phrases((words.intents for words in every), self._ear)
        self._terms = Phrases((words.terms for words in every), self._ear)
        self._switch = {
            spelling: lang
            for lang, words in languages.items()
            for line in self._ear.fold(words.switch).strip().splitlines()
            for spelling in Part(line, self._ear).spellings
        }
        self._common = {lang: frozenset(words.common.split()) for lang, words in languages.items()}
        self._letters = {lang: words.letters.split() for lang, words in languages.items()}
        self._neutral = frozenset(chain.from_iterable(words.neutral.split() for words in every))
        self._ear.forgive(chain.from_iterable((words.common + words.correct).split() for words in every))

    def language(self, text: str) -> str | None:
        """Return the language of *text*, by how much is said in each: who quotes a term does not speak its language."""
        text = _NUMBERS.sub(" ", text)
        words = [said for kind, said in self._ear.pieces(text) if kind in SPOKEN and said not in self._neutral]
        heard = [word for word in self._ear.hear(text) if word != PAUSE]
        quoted = [heard[at] for match in self._terms.find(heard) for at in match.used]
        own = _most({lang: self._count(lang, words) for lang, of in self._languages.items() if not of.shared})
        other = _most({lang: self._count(lang, words) for lang, of in self._languages.items() if of.shared})
        if own is None or other is None:
            return own or other
        sentence = not self._common[other].isdisjoint(words)
        left = self._count(own, words) - self._count(own, quoted)
        return other if sentence and self._count(other, words) > left else own

    def _count(self, lang: str, words: Iterable[str]) -> int:
        """Return how much in *words* is of *lang*: a common word counts twice, a borrowed letter alone not at all."""
        shortest = 2 if self._languages[lang].shared else 1
        spans = self._letters[lang]
        real = [w for w in words if len(w) >= shortest and any(span[0] <= w[0] <= span[-1] for span in spans)]
        return len(real) + sum(1 for word in real if word in self._common[lang])

    def chosen_language(self, text: str) -> str | None:
        """Return the language that *text* asks for, if it says nothing else."""
        return self._switch.get(tuple(word for word in self._ear.hear(text) if word not in {PAUSE, STOP}))

    def intents(self, text: str) -> tuple[str, ...]:
        """Return what *text* is about, in the order of the table: what is surer stands higher there."""
        found = sorted(self._intents.find(self._ear.hear(text)), key=lambda match: match.phrase.rank)
        return tuple(dict.fromkeys(match.phrase.name for match in found))

    def terms(self, text: str) -> tuple[str, ...]:
        """Return the terms of the field that *text* names, in its order."""
        return tuple(dict.fromkeys(match.phrase.name for match in self._terms.find(self._ear.hear(text))))


def _most(counts: Mapping[str, int]) -> str | None:
    """Return the language that counts most, None when none does, or two do."""
    most = max(counts.values(), default=0)
    best = [lang for lang, count in counts.items() if count == most > 0]
    return best[0] if len(best) == 1 else None
