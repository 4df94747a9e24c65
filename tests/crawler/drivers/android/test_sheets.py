"""A phone sheet: the back key, where it stays its refusal, and nothing else is ever pressed on it, whoever drew it."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from crawler.driver import Unsupported
from crawler.drivers.android.book import book
from crawler.drivers.android.driver import AndroidDriver
from crawler.drivers.android.looks import Look
from crawler.drivers.android.way_in import Wanted
from crawler.drivers.android.windows import Button, Found
from recording.log import Log
from recording.observations import ActionData
from recording.tree import Tree

REFUSE, NUMBER = Button("不允许", (30, 700, 140, 40), "refuse"), Button("使用其它号码", (30, 650, 300, 30), "never")


class Hand:
    """Takes keys and taps; the picture after the key is the same or another."""

    density = 3.0
    helper = None

    def __init__(self, stays: bool) -> None:
        self.device = SimpleNamespace(reconnected=0)
        self.done: list[Any] = []
        self._stays = stays

    async def key(self, name: str) -> None:
        self.done.append(name)

    async def tap(self, x: float, y: float) -> None:
        self.done.append((x, y))

    async def at_rest(self, patience: float, before: str = "") -> tuple[Any, bool]:
        return SimpleNamespace(body="sheet" if self._stays else "page"), True


def _found(kind: str, drawn: Any) -> Found:
    window = next(w for w in book().window if w.kind == kind)
    return Found(window, "申请获取并验证你的手机号", (0, 500, 360, 300), (), (NUMBER, REFUSE), (), drawn)


@pytest.mark.parametrize(
    ("kind", "drawn", "purpose", "stays", "pressed"),
    [
        ("phone", "native", "explore", True, [(100, 720)]),
        ("phone", "unsure", "explore", True, [(100, 720)]),
        ("phone", "native", "explore", False, []),
        ("phone", "native", "dismiss:back", True, []),
        ("phone", "page", "explore", True, []),
        ("scope", "native", "explore", True, []),
    ],
)
async def test_a_sheet_that_stays_is_refused(
    tmp_path: Path, kind: str, drawn: str, purpose: str, stays: bool, pressed: list[Any]
) -> None:
    """Not where the key alone is being tried, nor on what the program drew itself."""
    hand, log = Hand(stays), Log(tmp_path / "original")
    driver = AndroidDriver(log, SimpleNamespace(screen=hand, wanted=Wanted("小店")))  # type: ignore[arg-type]
    driver._view = Look(Tree(page="pages/a/a"), _found(kind, drawn), "", "honest", b"")
    driver._frame = SimpleNamespace(body="sheet")  # type: ignore[assignment]
    await driver.perform(ActionData(type="back", purpose=purpose))
    log.close()
    assert hand.done == ["BACK", *pressed]


@pytest.mark.parametrize("drawn", ["native", "unsure", "page"])
async def test_no_number_is_pressed_whoever_drew_the_sheet(tmp_path: Path, drawn: str) -> None:
    """WeChat draws windows of its own as pages, too."""
    hand, log = Hand(stays=True), Log(tmp_path / "original")
    driver = AndroidDriver(log, SimpleNamespace(screen=hand, wanted=Wanted("小店")))  # type: ignore[arg-type]
    driver._view = Look(Tree(page="pages/a/a"), _found("phone", drawn), "", "honest", b"")
    driver._frame = SimpleNamespace(body="sheet")  # type: ignore[assignment]
    with pytest.raises(Unsupported, match="number"):
        await driver.perform(ActionData(type="tap", point=(180, 665)))
    await driver.perform(ActionData(type="tap", point=(100, 720)))
    log.close()
    assert hand.done == [(100, 720)]
