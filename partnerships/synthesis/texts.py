"""Synthetic texts, many at a time: titles and summaries in every language, descriptions in the languages asked for."""

import numpy as np

from partnerships.synthesis.words import SUBJECTS, stop_words, vocabulary

WORDS_PER_LANGUAGE = 5000
LANGUAGES = ("en", "fr", "es")
SHORTEST, USUAL, LONGEST = 25, 58, 160
WORDS_PER_SENTENCE = 13
# How much rarer each next word, subject or city is.
WORD_DECAY, SUBJECT_DECAY = 0.8, 0.75

_TITLES = {
    "en": ("{}: {}", "Programme on {1}", "{0} between neighbours", "Exchange of experience on {1}"),
    "fr": ("{} : {}", "Programme sur {1}", "{0} entre voisins", "Échange d’expériences sur {1}"),
    "es": ("{}: {}", "Programa sobre {1}", "{0} entre vecinos", "Intercambio de experiencias sobre {1}"),
}
_AND = {"en": "and", "fr": "et", "es": "y"}
_SUMMARIES = {
    "en": (
        "The partners learn from each other about {}.",
        "Staff of both sides work together on {}.",
        "Joint work on {}, with visits in both directions.",
        "An exchange about {}, begun by their councils.",
    ),
    "fr": (
        "Les partenaires apprennent les uns des autres : {}.",
        "Les agents des deux côtés travaillent ensemble : {}.",
        "Un travail commun sur {}, avec des visites dans les deux sens.",
        "Un échange sur {}, commencé par leurs conseils.",
    ),
    "es": (
        "Los socios aprenden unos de otros: {}.",
        "El personal de ambas partes trabaja en común: {}.",
        "Un trabajo conjunto sobre {}, con visitas en ambos sentidos.",
        "Un intercambio sobre {}, iniciado por sus consejos.",
    ),
}


def cumulated(count: int, decay: float) -> np.ndarray:
    """Zipf's law over `count` things as cumulated shares, to draw from with `drawn`."""
    weights = np.arange(1, count + 1) ** -decay
    return np.cumsum(weights) / weights.sum()


def drawn(chance: np.random.Generator, shares: np.ndarray, size: int | tuple[int, ...]) -> np.ndarray:
    """Positions drawn at random according to cumulated `shares`."""
    return np.minimum(np.searchsorted(shares, chance.random(size)), len(shares) - 1)


class Describer:
    """Writes descriptions in one language: sentences of content words by Zipf's law, with stop words between them."""

    def __init__(self, language: str) -> None:
        words = vocabulary(language, WORDS_PER_LANGUAGE)
        column = LANGUAGES.index(language)
        # The subjects of a partnership come at the end of the list, where Zipf's law does not reach.
        words += [subject[column] for subject in SUBJECTS]
        between = stop_words(language)
        gaps = [" "] * len(between) + [f" {word} " for word in between]
        self.gaps = len(gaps)
        self.inside = np.array([gap + word for word in words for gap in gaps], dtype=object)
        self.opening = np.array([f". {word.capitalize()}" for word in words], dtype=object)
        self.shares = cumulated(WORDS_PER_LANGUAGE, WORD_DECAY)

    def describe(self, chance: np.random.Generator, subjects: np.ndarray) -> list[str]:
        """One description for each row of `subjects`, which it speaks of, too; −1 is none."""
        count = len(subjects)
        lengths = np.clip(chance.lognormal(np.log(USUAL), 0.45, count), SHORTEST, LONGEST).astype(int)
        ends = np.cumsum(lengths)
        starts = ends - lengths
        words = drawn(chance, self.shares, int(ends[-1]))
        for column in range(subjects.shape[1]):
            there = subjects[:, column] >= 0
            words[(starts + 3 + 5 * column)[there]] = WORDS_PER_LANGUAGE + subjects[there, column]
        pieces = self.inside[words * self.gaps + chance.integers(0, self.gaps, len(words))]
        opening = (np.arange(len(words)) - np.repeat(starts, lengths)) % WORDS_PER_SENTENCE == 0
        pieces[opening] = self.opening[words[opening]]
        listed = pieces.tolist()
        return ["".join(listed[start:end])[2:] + "." for start, end in zip(starts.tolist(), ends.tolist(), strict=True)]


def subjects_drawn(chance: np.random.Generator, count: int) -> np.ndarray:
    """Two subjects for each of `count` partnerships; −1 where there is no second one."""
    subjects = drawn(chance, cumulated(len(SUBJECTS), SUBJECT_DECAY), (count, 2))
    subjects[(subjects[:, 0] == subjects[:, 1]) | (chance.random(count) < 0.3), 1] = -1
    return subjects


def titles_and_summaries(
    chance: np.random.Generator, subjects: np.ndarray, cities: list[str]
) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """By language, the titles and the summaries of partnerships on `subjects`; six in ten titles name the `cities`."""
    patterns = np.where(chance.random(len(subjects)) < 0.6, 0, chance.integers(1, 4, len(subjects))).tolist()
    sentences = chance.integers(0, len(_SUMMARIES["en"]), len(subjects)).tolist()
    titles, summaries = {}, {}
    for column, language in enumerate(LANGUAGES):
        names = [subject[column] for subject in SUBJECTS]
        joined = {(a, b): f"{names[a]} {_AND[language]} {names[b]}" for a in range(len(names)) for b in range(len(names))}
        joined |= {(a, -1): names[a] for a in range(len(names))}
        topics = [joined[a, b] for a, b in subjects.tolist()]
        titles[language] = [
            _TITLES[language][pattern].format(topic.capitalize(), city if pattern == 0 else topic)
            for pattern, topic, city in zip(patterns, topics, cities, strict=True)
        ]
        summaries[language] = [_SUMMARIES[language][one].format(topic) for one, topic in zip(sentences, topics, strict=True)]
    return titles, summaries
