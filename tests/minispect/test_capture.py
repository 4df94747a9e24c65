"""How much of a device's traffic was read, and whether any of it was the program's."""

from pathlib import Path
from typing import Any

import pytest

from minispect.capture import level_of, only_others
from recording.log import Log
from recording.recording import Recording

ICON: dict[str, Any] = {"type": "http", "scheme": "https", "host": "wx.qlogo.cn", "request_headers": []}
OWN: dict[str, Any] = {
    "type": "http",
    "scheme": "https",
    "host": "api.example.test",
    "request_headers": [("Referer", "https://servicewechat.com/wx0123456789abcdef/12/page-frame.html")],
}
UNREAD: dict[str, Any] = {**ICON, "type": "tcp", "truncated": True}


@pytest.mark.parametrize(
    ("flows", "level", "said"),
    [
        ([], "none", False),
        ([UNREAD], "hosts", False),
        ([ICON], "full", True),
        ([ICON, OWN], "full", False),
    ],
)
def test_what_wechat_sends_proves_the_level_and_no_request_of_the_program(
    tmp_path: Path, flows: list[dict[str, Any]], level: str, said: bool
) -> None:
    root = tmp_path / "original"
    log = Log(root)
    for number, flow in enumerate(flows):
        log.add("flow", {"id": f"f{number}", **flow})
    log.close()
    recording = Recording(root)
    assert level_of(recording, "auto") == level
    assert [len(only_others(recording, lang)) for lang in ("zh", "en")] == [said, said]
