"""What a file is called when it is kept: so that one can tell the files of several questions apart."""

import re
import unicodedata
from itertools import groupby
from operator import itemgetter

from partnerships.exports.asking import Export
from partnerships.filters import UNFILTERING

# With the rest of it, the name of a file then has some 60 characters at most.
LONGEST = 30
# Not at either end of a part.
OUTSIDE = "-._"


def file_name(export: Export, ending: str) -> str:
    """`partnerships-country-SN-2026-11-29.csv`: the same in every language, with the day it was made."""
    return "-".join(filter(None, ("partnerships", question(export), export.retrieved.date().isoformat()))) + f".{ending}"


def question(export: Export) -> str:
    """The parameters that narrow the question, in letters that every system takes, cut where they are many."""
    narrowing = [(name, value) for name, value in export.parameters if name not in UNFILTERING]
    parts = [
        _plain("-".join([name, *dict.fromkeys(value for _name, value in same)]))
        for name, same in groupby(narrowing, key=itemgetter(0))
    ]
    return "-".join(parts)[:LONGEST].strip(OUTSIDE)


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^\w.+]+", "-", letters, flags=re.ASCII).strip(OUTSIDE)
