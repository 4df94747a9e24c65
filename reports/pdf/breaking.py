"""Where lines of mixed Chinese and Latin text break."""

from collections.abc import Callable, Iterator

_CJK = 0x2E80
_NOT_FIRST = set("，。、；：！？）】》」』〉”’％…,.;:!?)]}%")
_NOT_LAST = set("（【《「『〈“‘([{")
_AFTER = set(" /?&=,;-_.")
"""Latin text may also break behind these: addresses and paths have no spaces."""


def spans(text: str, width: Callable[[str], float], room: float) -> Iterator[tuple[int, int]]:
    """Start and end of each line. ``width`` measures one character; a word longer than a line is cut."""
    start, used, chance = 0, 0.0, -1
    for at, char in enumerate(text):
        if char == "\n":
            yield start, at
            start, used, chance = at + 1, 0.0, -1
            continue
        if at > start and _breakable(text[at - 1], char):
            chance = at
        used += width(char)
        if used > room and at > start:
            cut = chance if chance > start else at
            yield start, cut
            while cut < at and text[cut] == " ":
                cut += 1
            start, chance = cut, -1
            used = sum(width(one) for one in text[start : at + 1])
    if start < len(text) or not text:
        yield start, len(text)


def _breakable(before: str, after: str) -> bool:
    if after in _NOT_FIRST or before in _NOT_LAST or after == " ":
        return False
    return before in _AFTER or ord(before) >= _CJK or ord(after) >= _CJK
