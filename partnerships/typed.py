"""What somebody typed, as the words and phrases that are searched."""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, replace
from itertools import zip_longest
from pathlib import Path

# A shorter beginning of a word in letters would match far too much.
SHORTEST_BEGINNING = 3
# In capitals, and in the languages of the pages, these stand for themselves; *and* is what all words are joined by anyway.
OR = frozenset({"OR", "OU", "O"})
NOT = frozenset({"NOT", "WITHOUT", "SANS", "SAUF", "SIN", "EXCEPTO"})
QUOTING = str.maketrans("“”„«»", '"""""')
# What stands between words as a space does; a point belongs to a code. A hyphen joins or excludes, whichever sign is used.
SIGNS = ",;:/|\\،؛，、；：。・·•→…¿¡?!؟？！()[]{}<>（）&+=*_~^@"
# Without width, or only for the direction of writing: what is copied from elsewhere may hold such.
INVISIBLE = "\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
SEPARATING = str.maketrans(dict.fromkeys("–—−‐‑", "-") | dict.fromkeys(SIGNS + INVISIBLE, " "))
# Goals and targets of the 2030 Agenda as people write them: *SDG06*, *ODD n°6*, *cible n° 11,7*, *SDG 6.b*, *6b*.
NUMBER_SIGN = r"(?:number|numéro|numero|número|n\.?[°ºo]\.?|no\.|nr\.?|#)?\s*"
GOALS = (
    r"sustainable development goal|objectif de d[ée]veloppement durable|objetivo de desarrollo sostenible"
    r"|sdg|odd|ods|goal|objectif|objetivo"
)
TARGET = re.compile(
    rf"(?<![\w.,])(?:(?i:((?:(?:sdg|odd|ods)\s*)?(?:target\s|cible\s|meta\s)?\s*{NUMBER_SIGN})))"
    r"0?(\d{1,2})(?:[.,](?=[\da-d])|(?=[a-d]\b))(\d{1,2}|[a-d])(?![\w]|[.,]\d)"
)
GOAL = re.compile(rf"(?<![\w.,])({GOALS})s?[\s-]*{NUMBER_SIGN}0?(\d{{1,2}})(?!\w|[.,]\d)", re.IGNORECASE)
# The verb of a French question, such as *existe-t-il* or *qu'est-ce que*.
INVERTED = re.compile(r"(?<![\w-])[\w'’]+-(?:t-)?(?:il|elle|ils|elles|on|ce)(?![\w-])", re.IGNORECASE)
# A direction of cooperation, however it is joined, and the years of a span.
POLES = "north|south|nord|sud|norte|sur"
DIRECTION = re.compile(rf"(?<![\w-])({POLES})[\s-]+({POLES})(?![\w-])", re.IGNORECASE)
SPAN = re.compile(r"(?<![\w-])((?:19|20)\d\d)-((?:19|20)\d\d)(?![\w-])")
# What asks rather than describes: left out as long as something else remains.
ASKING = frozenset(
    word
    for line in (Path(__file__).parent / "asking_words.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
    for word in line.split()
)


@dataclass(frozen=True)
class Typed:
    """One word or phrase as somebody typed it; any of those with the same place and part will do."""

    text: str
    excluded: bool = False
    phrase: bool = False
    beginning: bool = False
    place: int = 0
    # Which of the words that one with a hyphen joins.
    part: int = 0


def folded(text: str) -> str:
    """Without accents and case, as the database compares."""
    return "".join(c for c in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(c))


def typed_words(text: str) -> list[Typed]:
    """The words and phrases of what somebody typed, in whichever quotation marks, without those that only ask."""
    found: list[Typed] = []
    sign = ""
    for minus, phrase, word in re.findall(
        r'(?:(?<=[\s"])|^)(-?)(?:"([^"]*)"|([^\s"]+))|"', _read(_closed(text.translate(QUOTING)))
    ):
        if word in OR or word in NOT:
            sign = word
        elif re.search(r"\w", phrase or word):
            excluded = bool(minus) or sign in NOT
            beside = sign in OR and bool(found) and not (excluded or found[-1].excluded)
            place = found[-1].place if beside else len(found)
            found.append(Typed((phrase or word).strip(), excluded=excluded, phrase=bool(phrase), place=place))
            sign = ""
    alternatives = Counter(word.place for word in found)
    telling = [word for word in found if word.phrase or word.excluded or alternatives[word.place] > 1 or not asks(word.text)]
    kept = telling if any(not word.excluded for word in telling) else found
    if kept and kept[-1] is found[-1] and not (kept[-1].phrase or kept[-1].excluded):
        last = kept[-1].text
        kept[-1] = replace(kept[-1], beginning=len(last) >= SHORTEST_BEGINNING or not last.isascii())
    return kept


def _closed(text: str) -> str:
    """Without the quotation mark that opens a phrase nobody closed."""
    return " ".join(text.rsplit('"', 1)) if text.count('"') % 2 else text


def _read(text: str) -> str:
    """With spaces for what stands between words, and outside of phrases with what is written in many ways in one."""
    outside = map(_as_called, text.split('"')[::2])
    inside = (part.translate(SEPARATING) for part in text.split('"')[1::2])
    return '"'.join(part for pair in zip_longest(outside, inside) for part in pair if part is not None)


def _as_called(text: str) -> str:
    """With the numbers of goals and targets as phrases, as the registry calls them, and without the verbs of questions."""
    numbered = GOAL.sub(_goal, TARGET.sub(_target, text))
    parts = (part if place % 2 else _plain(part) for place, part in enumerate(numbered.split('"')))
    return '"'.join(parts)


def _plain(text: str) -> str:
    return SPAN.sub(r"\1 \2", DIRECTION.sub(r"\1-\2", INVERTED.sub(" ", text.translate(SEPARATING))))


def _goal(number: re.Match[str]) -> str:
    """A goal as a phrase, by a name that it has in the registry."""
    said = number[1] if " " not in number[1] else "SDG"
    return f'"{said} {number[2]}"'


def _target(number: re.Match[str]) -> str:
    """The number of a target as a phrase, but not 1,5 million."""
    said, first, last = number.groups()
    amount = "," in number[0] and not said.strip() and number.string[number.end() :].strip()
    return number[0] if amount else f'"{first}.{last}"'


def asks(word: str) -> bool:
    """Whether a word asks rather than describes, whatever stands around it: *quel*, *d'une*, *partnerships?*."""
    parts = re.findall(r"\w+", unicodedata.normalize("NFC", word.lower()))
    return "-" not in word and all(part in ASKING or folded(part) in ASKING for part in parts)
