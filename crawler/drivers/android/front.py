"""Which window is in front, in the spellings of all Android versions."""

import re

from crawler.drivers.android.book import book
from crawler.drivers.android.device import Device

_FOCUS = re.compile(r"mCurrentFocus=Window\{\S+ (?:u\d+ )?([\w.$]+/[\w.$]+)")
_RESUMED = re.compile(
    r"(?:topResumedActivity=|mResumedActivity: |ResumedActivity: )ActivityRecord\{\S+ u\d+ ([\w.$]+)/([\w.$]+)"
)
_COMMAND = (
    "dumpsys window | grep -E 'mCurrentFocus|mFocusedApp'; dumpsys activity activities | grep -E 'ResumedActivity'"
)


async def focus(device: Device) -> str:
    """``package/activity`` with the activity's whole name; empty while Android switches windows."""
    return parse((await device.sh(_COMMAND)).out)


def parse(text: str) -> str:
    """The window's own answer first: a permission question is no activity of the task beneath it."""
    found = _FOCUS.search(text)
    if found is not None:
        package, _, name = found[1].partition("/")
        return f"{package}/{package}{name}" if name.startswith(".") else found[1]
    resumed = _RESUMED.search(text)
    if resumed is None:
        return ""
    package, name = resumed[1], resumed[2]
    return f"{package}/{package}{name}" if name.startswith(".") else f"{package}/{name}"


def in_program(where: str) -> bool:
    """A mini program's container, or a question that stands over it."""
    known = book()
    patterns = (known.wechat.container, known.wechat.permission, known.android.permission)
    return any(re.search(pattern, where) for pattern in patterns)


def matches(where: str, pattern: str) -> bool:
    return bool(re.search(pattern, where))
