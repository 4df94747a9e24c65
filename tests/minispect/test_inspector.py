"""The person at the terminal, and the ways that are kept of their help."""

import asyncio
import io
import stat
import threading
from pathlib import Path

import pytest

from crawler.assistance import Obstacle, Step
from minispect.inspector import Inspector
from minispect.kept_ways import KeptWays

LOGIN = Obstacle("login", "pages/login/login", 7)


@pytest.mark.parametrize(("typed", "helped"), [("\n", True), ("s\n", False), ("跳过\n", False), ("", False)])
async def test_enter_goes_on_and_s_leaves_it(typed: str, helped: bool) -> None:
    said: list[str] = []
    assert await Inspector("en", said.append, io.StringIO(typed)).help(LOGIN, "window") is helped
    (line,) = said
    assert "pages/login/login wants a login" in line
    assert "browser window" in line


async def test_nobody_at_the_terminal_is_asked_once_only() -> None:
    said: list[str] = []
    inspector = Inspector("zh", said.append, io.StringIO(""))
    assert [await inspector.help(LOGIN, "device") for _ in range(2)] == [False, False]
    assert len(said) == 1


async def test_a_page_cannot_write_to_the_terminal() -> None:
    said: list[str] = []
    await Inspector("en", said.append, io.StringIO("\n")).help(Obstacle("code", "a\x1b[2J\nb", 1), "device")
    assert "\x1b" not in said[0]
    assert "\n" not in said[0]


async def test_waiting_for_a_line_does_not_keep_the_scan_from_ending() -> None:
    class Silent(io.StringIO):
        def readline(self, size: int = -1, /) -> str:
            end.wait(5)
            return ""

    end = threading.Event()
    asking = asyncio.create_task(Inspector("en", lambda _: None, Silent()).help(LOGIN, "window"))
    await asyncio.sleep(0.02)
    asking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asking
    end.set()


def test_ways_are_kept_for_their_owner_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MINISPECT_HOME", str(tmp_path))
    steps = (Step(type="tap", text="会员登录", role="other", rect=(1, 2, 3, 4)), Step(type="input", secret=True))
    kept = KeptWays("android", "wx00aa00aa00aa00aa")
    kept.save(LOGIN, steps)
    assert tuple(KeptWays("android", "wx00aa00aa00aa00aa").load(LOGIN)) == steps
    assert not KeptWays("android", "wx00bb00bb00bb00bb").load(LOGIN)
    assert not KeptWays("embedded", "wx00aa00aa00aa00aa").load(LOGIN)
    assert not kept.load(Obstacle("captcha", LOGIN.page, 7))
    assert stat.S_IMODE(kept.path.stat().st_mode) == 0o600
    kept.path.write_text("{", encoding="utf-8")
    assert not kept.load(LOGIN), "what cannot be read is not gone again"
