"""A login, a captcha, a code to scan: the walk asks, writes down what the person does, and goes that way again."""

import asyncio
from collections.abc import Sequence
from typing import Any

import pytest

from crawler.assistance import Act, Assistance, Obstacle, Step, obstacle
from crawler.driver import Start
from crawler.view import View


class Shelf:
    """Kept ways, in memory."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], Sequence[Step]] = {}

    def load(self, found: Obstacle) -> Sequence[Step]:
        return self.kept.get((found.kind, found.page), ())

    def save(self, found: Obstacle, steps: Sequence[Step]) -> None:
        self.kept[found.kind, found.page] = steps


class Somebody:
    """Presses these words on the target, one after the other, and types into fields (``field=text``)."""

    def __init__(self, driver: Any, *does: str) -> None:
        self.driver, self.does, self.asked = driver, does, list[Obstacle]()

    async def help(self, found: Obstacle, where: str) -> bool:
        self.asked.append(found)
        for what in self.does:
            field, _, text = what.partition("=")
            node = next(n for n, _ in self.driver._nodes if field in (n.text, n.attrs.get("placeholder")))
            x, y, width, height = node.rect
            middle = (x + width / 2, y + height / 2)
            if text:
                self.driver.world.inputs["by hand"] = text
                self.driver.focus = (middle, text)
                continue
            self.driver.touched(Act(point=middle, field=self.driver.focus))
            while self.driver.pending:
                await asyncio.sleep(0)
        return bool(self.does)


def lendable(kit: Any) -> Any:
    class Lendable(kit.Driver):  # type: ignore[misc, name-defined]
        def __init__(self, log: Any, program: Any) -> None:
            super().__init__(log, program)
            self.pending: list[Act] = []
            self.lent: list[str] = []
            self.focus: Any = None

        def touched(self, act: Act) -> None:
            self._tap(act.point)
            self.pending.append(act)

        async def lend(self) -> str:
            self.lent.append("lent")
            return "here"

        async def acts(self) -> list[Act]:
            found, self.pending = self.pending, []
            return found

        async def take_back(self) -> None:
            self.lent.append("back")

    return Lendable


def program(kit: Any, puzzle: str = "请完成安全验证，拖动滑块") -> Any:
    """A login page that the walk cannot pass: behind the button comes a puzzle."""
    item = kit.Item

    def start(world: Any) -> list[Any]:
        if world.flags.get("in"):
            return [item(kit.prose), item("菜单", on="pages/menu/menu")]
        if world.flags.get("puzzle"):
            return [item(puzzle), item("拼图", on=lambda w: w.flags.update({"in": True}))]
        return [
            item("欢迎登录"),
            item("", tag="input", attrs=world.inputs.setdefault("_", {"placeholder": "手机号"})),
            item("登录", on=lambda w: w.flags.update(puzzle=True), tag="button"),
        ]

    return kit.Program({"pages/start/start": start, "pages/menu/menu": lambda w: [item(kit.prose)]})


@pytest.fixture(autouse=True)
def swift(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crawler.assistance.TELL", 0.005)


async def test_a_person_helps_and_the_way_is_gone_again(kit: Any) -> None:
    shelf, chain, people = Shelf(), list[tuple[str, str]](), list[Somebody]()

    def helped(driver: Any) -> Assistance:
        people.append(Somebody(driver, "拼图"))
        return Assistance(people[-1], shelf, lambda what, which: chain.append((what, which)))

    walked = await kit.walk(program(kit), "agree", driven=lendable(kit), assistance=helped)
    assert "pages/menu/menu" in walked.coverage["walked"]
    (asked,) = people[0].asked
    assert (asked.kind, asked.page) == ("captcha", "pages/start/start")
    (by_hand,) = [a for a in walked.actions("tap") if a.purpose == "human"]
    assert by_hand.target["text"] == "拼图"
    # Told as it happened: the picture before it is the one it was done on, and the chain of custody names it.
    assert [what for what, _ in chain] == ["assist.asked", "assist.acted", "assist.ended"]
    assert "past it" in chain[-1][1]
    assert walked.driver.lent == ["lent", "back"]
    phases = [n.data["phase"] for n in walked.recording.notes("assist")]
    assert phases == ["met", "asked", "acted", "ended"]

    later = await kit.walk(
        program(kit), "agree", driven=lendable(kit), assistance=lambda d: Assistance(None, shelf, lambda *_: None)
    )
    assert "pages/menu/menu" in later.coverage["walked"]
    assert [a.target["text"] for a in later.actions("tap") if a.purpose == "replay"] == ["拼图"]


async def test_what_was_typed_is_kept_unless_it_is_secret_and_never_logged(kit: Any) -> None:
    """A scan with nobody by goes the way as far as it was kept, and says where it ends."""
    item = kit.Item

    def start(world: Any) -> list[Any]:
        if world.flags.get("in"):
            return [item(kit.prose)]

        def go(w: Any) -> None:
            w.flags["in"] = w.inputs.get("by hand") == "XK3Q"

        hints = ("会员卡", "图形验证码")
        return [*(item("", tag="input", attrs={"placeholder": h}) for h in hints), item("进入", on=go, tag="button")]

    shelf = Shelf()
    one = kit.Program({"pages/start/start": start})
    none = await kit.walk(
        one, "refuse", driven=lendable(kit), assistance=lambda d: Assistance(Somebody(d, "进入"), shelf, print)
    )
    assert not none.recording.notes("assist"), "a run that does not agree asks nobody"

    does = ("会员卡=8801", "图形验证码=XK3Q", "进入")
    walked = await kit.walk(
        one, "agree", driven=lendable(kit), assistance=lambda d: Assistance(Somebody(d, *does), shelf, lambda *_: None)
    )
    (ended,) = [n.data for n in walked.recording.notes("assist") if n.data["phase"] == "ended"]
    assert ended["past"]
    (steps,) = shelf.kept.values()
    assert [(s.type, s.value, s.secret) for s in steps] == [("input", "", True), ("tap", "", False)]
    assert "XK3Q" not in (walked.driver.log.root / "events.jsonl").read_text()

    later = await kit.walk(
        one, "agree", driven=lendable(kit), assistance=lambda d: Assistance(None, shelf, lambda *_: None)
    )
    (stopped,) = [n.data for n in later.recording.notes("assist") if n.data["phase"] == "stopped"][:1]
    assert (stopped["step"], "not kept" in stopped["why"]) == (1, True)
    assert any("not kept" in n.data["why"] for n in later.recording.notes("limit"))


async def test_nobody_helps(kit: Any) -> None:
    walked = await kit.walk(
        program(kit),
        "agree",
        driven=lendable(kit),
        assistance=lambda d: Assistance(Somebody(d), Shelf(), lambda *_: None),
    )
    ended = [n.data for n in walked.recording.notes("assist") if n.data["phase"] == "ended"]
    assert [e["past"] for e in ended] == [False]
    assert walked.driver.lent == ["lent", "back"]


@pytest.mark.parametrize(
    ("texts", "kind"),
    [
        (("请扫描桌面上的二维码",), "code"),
        (("Please scan the QR code on your table",), "code"),
        (("按住滑块，拖到最右边",), "captcha"),
        (("感谢您的光临",), None),
    ],
)
async def test_what_stands_in_the_way(kit: Any, texts: tuple[str, ...], kind: str | None) -> None:
    log = kit.log()
    driver = kit.Driver(log, kit.Program({"pages/a/a": lambda w: [kit.Item(text) for text in texts]}))
    await driver.open(Start())
    found = obstacle(View(await driver.snapshot()))
    assert (found.kind if found is not None else None) == kind
    log.close()
