"""The person at the terminal, asked for help where a walk cannot go on (``scan --assist``)."""

import asyncio
import contextlib
import sys
import threading
from collections.abc import Callable
from typing import TextIO

from crawler.assistance import Obstacle
from minispect.terminal import safe
from recording.recording import Recording

_WORDS = {
    "zh": {
        "login": "页面 {page} 需要登录，检查停在这里。",
        "captcha": "页面 {page} 有验证码，检查停在这里。",
        "code": "页面 {page} 需要扫码，检查停在这里。",
        "window": "请在已打开的浏览器窗口中操作，",
        "devtools": "请在微信开发者工具的模拟器中操作，",
        "device": "请在手机上操作（您的手机号等信息由您自行决定是否提交），",
        "then": "完成后按回车继续；输入 s 再回车则跳过。您的每一步都会记入证据。",
    },
    "en": {
        "login": "{page} wants a login; the walk stops here.",
        "captcha": "{page} shows a captcha; the walk stops here.",
        "code": "{page} wants a code scanned; the walk stops here.",
        "window": "Act in the browser window that is open,",
        "devtools": "Act in the simulator of WeChat DevTools,",
        "device": "Act on the device (what you give away there is for you to decide),",
        "then": "then press Enter; s and Enter to leave it. Each of your acts goes into the evidence.",
    },
}


class Inspector:
    """``say`` shows a line to the person; answers come as lines of ``lines``."""

    def __init__(self, lang: str, say: Callable[[str], None], lines: TextIO | None = None) -> None:
        self._words = _WORDS["zh" if lang == "zh" else "en"]
        self._say, self._lines = say, lines or sys.stdin
        self._gone = False

    async def help(self, obstacle: Obstacle, where: str) -> bool:
        """Ask and wait for a line; False when it is left alone or nobody reads (the input has ended)."""
        if self._gone:
            return False
        words = self._words
        page = safe(obstacle.page, 80)
        self._say(f"{words[obstacle.kind].format(page=page)} {words.get(where, '')}{words['then']}")
        line = await self._line()
        self._gone = not line
        return bool(line) and line.strip().casefold() not in ("s", "skip", "跳过")

    async def _line(self) -> str:
        """One line, in a thread that does not keep the program from ending."""
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[str] = loop.create_future()

        def told(line: str) -> None:
            if not answer.done():
                answer.set_result(line)

        def read() -> None:
            line = self._lines.readline()
            # The loop may be gone by then: nobody waits any more.
            with contextlib.suppress(RuntimeError):
                loop.call_soon_threadsafe(told, line)

        threading.Thread(target=read, daemon=True).start()
        return await answer


_HELPED = {
    "zh": "有人协助通过了 {0} 上的登录、验证码或扫码（或重走了曾获协助的路径）；其后的页面并非由检查独自到达。",
    "en": "A person helped past a login, captcha or code on {0}, or a way once gone with help was gone again: what "
    "lies behind was not reached by the walk alone.",
}


def said(recording: Recording, lang: str) -> list[str]:
    """What the report's limits say of help: what lies behind was not reached by the walk alone."""
    notes = [n for n in recording.notes("assist") if n.data.get("past") is True]
    pages = dict.fromkeys(safe(n.page, 80) for n in notes)
    return [_HELPED["zh" if lang == "zh" else "en"].format(", ".join(pages))] if pages else []
