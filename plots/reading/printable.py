"""Text of others, made fit to be shown: one line, nothing that controls a terminal or deceives a reader, an end.

A text in a record, a file's name or the message of an exception may hold line breaks, escape sequences, marks that turn
the direction of writing, characters of no width, or a million letters. Letters that only look like others stay.
"""

from __future__ import annotations

import unicodedata

# In code points, as the harness has them: of a name, of a text that is read as data, of a line for the user.
MOST_OF_NAME = 200
MOST_OF_TEXT = 4000
MOST_OF_LINE = 1000
# Of a name or a sentence where others need room beside it.
MOST_BESIDE = 80
MOST_OF_SENTENCE = 600

_CUT = "…"
_BREAKS = "\n\r\t"
# Category C holds control, format, private and unassigned characters and lone surrogates. These break lines or look
# like nothing, too; variation selectors up to U+FE0F stay, because honest text has them behind emoji.
_INVISIBLE = frozenset(
    "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2028\u2029\u3164\uffa0"
    + "".join(map(chr, range(0xE0100, 0xE01F0)))
)


def printable(text: str, most: int = MOST_OF_TEXT) -> str:
    """The text as one line of at most so many code points: breaks are blanks, what must not be shown is U+FFFD."""
    start = text[: most + 1]  # The rest costs no time.
    if not start.isascii() or not start.isprintable():
        start = "".join(map(_shown, start))
    return shortened(start, most)


def printable_ends(text: str, most: int = MOST_OF_LINE) -> str:
    """The same, but a longer text keeps its two ends: a message says first what it is about, and last why."""
    if len(text) <= most:
        return printable(text, most)
    end = most // 3
    return f"{printable(text[: most - end - 3], most)} {_CUT} {printable(text[-end:], most)}"


def shortened(text: str, most: int) -> str:
    """The text, or its beginning with the sign that some of it is missing."""
    return text if len(text) <= most else text[: most - 1] + _CUT


def short(name: str) -> str:
    """A name as it stands beside others, which need their room, too."""
    return shortened(name, MOST_BESIDE)


def _shown(each: str) -> str:
    if each in _BREAKS:
        return " "
    return "\ufffd" if unicodedata.category(each)[0] == "C" or each in _INVISIBLE else each
