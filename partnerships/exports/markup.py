"""What a file made of XML can hold: a feed and the parts of a workbook."""

import re

# Control characters, and the two that no text ever has a meaning for.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def holdable(text: str) -> str:
    """A text without the characters that XML 1.0 forbids."""
    return FORBIDDEN.sub("", text)
