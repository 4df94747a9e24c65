"""Where nobody can read what a device sends: what checks tell by what was shown stands all the same."""

from typing import Any

import pytest

from detectors.judge import judge_all
from detectors.registry import judgeable
from recording.recording import Recording

SHOWN = {number for number, check in judgeable().items() if not check.meta.by_requests}
PHONE = "13912345678"


def visit(story: Any, level: str = "full", *, sends: bool = True, asks: bool = False) -> dict[str, Any]:
    """A refusing and an agreeing user over a notice; ``asks``: also for the camera and the phone number."""
    story.setup({"target": {"operator_hosts": ["api.example.test"]}, "declared": {"setting_list": []}})
    story.on("android", level)
    story.plant("phone", "number", PHONE, "typed")
    for run in ("refuse", "agree"):
        story.run(run)
        story.start()
        if sends:
            story.flow("https://api.example.test/start", {"phone": PHONE})
        story.show(story.screens.menu())
        if asks:
            story.show(story.screens.notice())
            story.consent("privacy.answer", story.act("tap", f"answer:{run}"), run)
            story.show(story.screens.menu())
            story.consent("scope.shown", None, scope="camera", data_kind="camera")
            story.consent("scope.answer", story.act("tap", f"answer:{run}"), run, scope="camera", data_kind="camera")
            story.show(story.screens.menu())
        if sends:
            story.flow("https://umini.shujupie.com/log", {"phone": PHONE, "page": "menu"})
        story.covered()
    story.log.close()
    return {v.check: v for v in judge_all(Recording(story.root))}


def told(verdicts: dict[str, Any]) -> dict[str, tuple[object, ...]]:
    return {n: (v.verdict, v.reason, v.missing) for n, v in verdicts.items() if n in SHOWN}


@pytest.mark.parametrize("asks", [False, True])
def test_what_was_shown_is_told_without_a_request(tell: Any, asks: bool) -> None:
    """What such a check says of itself (``META.requests``) is so: without all requests its verdict is the same."""
    assert told(visit(tell(), sends=False, asks=asks)) == told(visit(tell(), asks=asks))


@pytest.mark.parametrize("level", ["hosts", "none"])
def test_contents_that_nobody_could_read_hold_up_the_others_alone(tell: Any, level: str) -> None:
    read, unread = visit(tell(), sends=False), visit(tell(), level, sends=False)
    assert told(unread) == told(read)
    for number in ("CON-02", "CON-09", "PHN-05", "PHN-08", "PRM-01", "PRM-04", "PRM-06", "MKT-01", "RGT-05"):
        assert unread[number].verdict == "not-applicable", number
    for number in ("RGT-03", "RGT-04", "MIN-02", "CON-13", "SEC-04", "INT-01", "PRE-01", "FLW-01"):
        assert number not in SHOWN
    for number in ("RGT-03", "MIN-02", "SEC-04"):
        missing = [text.en for text in unread[number].missing]
        assert unread[number].verdict == "inconclusive"
        assert "HTTPS contents of the device were not readable" in missing, (number, missing)
