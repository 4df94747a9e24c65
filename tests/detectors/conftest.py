"""A story teller: writes real recordings, one sentence at a time, for the checks to judge."""

import base64
import hashlib
import itertools
import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from detectors.judge import judge_all
from detectors.verdict import Verdict
from recording import canonical
from recording.event import Event, Kind
from recording.log import Log
from recording.recording import Recording

Part = dict[str, Any]
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
DISHES = "今日推荐 红烧牛肉面 三十八元 清蒸鲈鱼 六十八元 麻婆豆腐 二十八元 宫保鸡丁 三十二元 米饭 两元 酸辣汤 十二元"


class Screens:
    """Screens as nested parts; every part without a rectangle fills the view."""

    @staticmethod
    def tap(text: str, **more: Any) -> Part:
        more.setdefault("rect", (60, 480, 120, 40))
        return {"text": text, "events": ("tap",), **more}

    def menu(self, hit: bool = True) -> list[Part]:
        names = ("红烧牛肉面", "清蒸鲈鱼", "麻婆豆腐", "宫保鸡丁", "酸辣汤", "米饭")
        rows = [self.tap(n, rect=(0, 150 + 60 * i, 375, 60), hit=hit) for i, n in enumerate(names)]
        return [{"rect": (0, 100, 375, 40), "text": DISHES, "hit": hit}, *rows]

    def detail(self) -> list[Part]:
        return [{"rect": (0, 100, 375, 300), "text": DISHES}, self.tap("加入购物车", rect=(0, 740, 375, 60))]

    @staticmethod
    def phone_button(text: str = "授权手机号后点餐", **more: Any) -> Part:
        more.setdefault("rect", (30, 500, 315, 48))
        return {
            "tag": "button",
            "text": text,
            "attrs": {"open-type": "getPhoneNumber"},
            "events": ("getphonenumber",),
            **more,
        }

    def wall(self, *more: Part) -> list[Part]:
        intro = {
            "rect": (30, 200, 315, 80),
            "text": "欢迎光临，请先授权手机号后点餐，授权后可以浏览菜单、参加会员积分活动，感谢您的支持与理解",
        }
        return [{"children": [intro, self.phone_button(), *more]}]

    def login(self) -> list[Part]:
        return [{"rect": (30, 200, 315, 60), "text": "欢迎使用"}, self.tap("微信一键登录", rect=(30, 500, 315, 48))]

    def over(self, *controls: Part, text: str = "") -> list[Part]:
        """Something in a panel over the masked menu."""
        mask = {"fixed": True, "background": "rgba(0,0,0,.5)"}
        words = {"rect": (50, 260, 275, 100), "text": text}
        panel = {"rect": (40, 250, 295, 300), "fixed": True, "children": [words, *controls]}
        return [*self.menu(hit=False), mask, panel]

    def notice(self, refusal: str = "不同意") -> list[Part]:
        controls = [self.tap("同意并继续")]
        if refusal:
            controls.append(self.tap(refusal, rect=(200, 480, 120, 40)))
        return self.over(*controls, text="请阅读《用户协议》和《隐私政策》，我们将按其约定处理您的手机号和位置")


class Told(Log):
    """A log in which time passes by the event."""

    def __init__(self, root: Path, clock: Iterator[int]) -> None:
        super().__init__(root)
        self._now = clock

    def add(self, kind: Kind, data: Any, *, mono_ns: int | None = None, **more: Any) -> Event:
        return super().add(kind, data, mono_ns=next(self._now) if mono_ns is None else mono_ns, **more)


class Story:
    """Writes ``original/`` as the inspection would. Methods return the event's number unless they say otherwise."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._clock = itertools.count(1_000_000, 1_000)
        self.log = Told(root, self._clock)
        self.screens = Screens()
        self.view, self.page = 0, ""
        self.nodes: list[Part] = []
        self._fence = 0
        self._ids = itertools.count(1)
        self.setup()

    def setup(
        self, profile: Part | None = None, pages: Iterable[str] | None = ("pages/index/index",), **app: Any
    ) -> None:
        """``pages``: None where nobody tells which there are, as on a phone."""
        canonical.write(self.root / "target/profile.json", profile or {})
        declared = {} if pages is None else {"pages": list(pages)}
        canonical.write(self.root / "target/app.json", {**declared, **app})

    def on(self, driver: str, level: str = "", **facts: Any) -> None:
        """The target, and how much of its traffic could be read."""
        capture = {"capture": {"level": level}} if level else {}
        canonical.write(self.root / "environment.json", {"driver": driver, **capture, **facts})

    def run(self, name: str) -> None:
        self.log.run, self.log.start = name, 0
        self.log.note("run.begin", answer=name)

    def start(self, path: str = "", purpose: str = "explore") -> int:
        self.log.start += 1
        number = self.log.note("start", number=self.log.start, purpose=purpose, path=path).seq
        self.act("launch", "launch")
        return number

    def show(self, parts: list[Part], page: str = "pages/index/index", **tree: Any) -> int:
        """A picture; ``exited`` and other facts of the tree by name."""
        self.nodes, self.page = [], page
        for part in parts:
            self._add(part, None)
        data = {"page": page, "nodes": self.nodes, **tree}
        digest = hashlib.sha256(json.dumps(data, default=str).encode()).hexdigest()
        facts = {"pixels_sha256": digest, "width": 750, "height": 1624, "blank": not parts}
        self.view = self.log.screen(PNG, data, facts, page=page).seq
        self.log.note("state", page=page, state=f"{page}:{len(self.nodes)}", screen=self.view)
        return self.view

    def _add(self, part: Part, parent: int | None) -> None:
        part = dict(part)
        children = part.pop("children", [])
        number = len(self.nodes) + 1
        self.nodes.append({"tag": "view", "rect": (0, 0, 375, 812), **part, "id": number, "parent": parent})
        for child in children:
            self._add(child, number)

    def act(self, type: str, purpose: str = "explore", text: str = "", **more: Any) -> int:  # noqa: A002
        """An action; ``text`` names the part of the current screen that it is aimed at."""
        target = next(({"node": n["id"], "text": text} for n in self.nodes if text and n.get("text") == text), {})
        if more.pop("role", None):
            target["role"] = "toggle"
        data = {
            "type": type,
            "purpose": purpose,
            "target": target,
            "screen": self.view or None,
            "start": self.log.start,
        }
        return self.log.add(Kind.ACTION, {**data, **more}, mono_ns=next(self._clock)).seq

    def now(self) -> int:
        """A moment on the clock of the events."""
        return next(self._clock)

    def fence(self) -> int:
        """Returns the fence's number."""
        self._fence += 1
        self.log.note("fence", number=self._fence)
        return self._fence

    def call(
        self,
        api: str,
        *,
        ok: bool = True,
        planted: Iterable[str] = (),
        file: str = "pages/index/index.js",
        page: str = "pages/index/index",
        **more: Any,
    ) -> str:
        """A call and its answer; returns its id."""
        name = f"c{next(self._ids)}"
        begin = {
            "phase": "begin",
            "id": name,
            "api": api,
            "file": file,
            "line": 12,
            "fence": self._fence,
            "start": self.log.start,
        }
        self.log.add(Kind.CALL, {**begin, **more}, page=page)
        self.log.add(Kind.CALL, {"phase": "end", "id": name, "api": api, "ok": ok, "planted": tuple(planted), **more})
        return name

    def plant(self, kind: str, field: str, value: str, interface: str = "wx.test") -> str:
        """Returns the planted value's id."""
        name = f"{self.log.run}.{next(self._ids)}"
        self.log.note("planted", id=name, kind=kind, field=field, value=value, interface=interface)
        return name

    def flow(
        self, url: str, body: Any = None, *, call: str = "", fence: tuple[int, int] | None = None, **more: Any
    ) -> int:
        """A request; ``body`` is sent as JSON unless it is bytes."""
        data = body if isinstance(body, bytes) else json.dumps(body, ensure_ascii=False).encode() if body else b""
        scheme, _, rest = url.partition("://")
        first, last = fence or (self._fence, self._fence)
        began = more.pop("began", None) or next(self._clock)
        facts = {
            "id": f"f{next(self._ids)}", "call": call, "method": "POST", "url": url, "scheme": scheme,
            "host": rest.split("/")[0].split(":")[0], "status": 200, "request_body": self.log.blobs.put(data),
            "request_headers": [("content-type", "application/json")], "request_size": len(data),
            "fence_start": first, "fence_end": last, "started_ns": began, "ended_ns": began + 100,
        }  # fmt: skip
        return self.log.add(Kind.FLOW, {**facts, **more}).seq

    def consent(self, name: str, action: int | None, answer: str = "", **more: Any) -> int:
        data = {"name": name, "action": action, "answer": answer, "surface": "platform", "start": self.log.start}
        return self.log.add(Kind.CONSENT, {**data, **more}).seq

    def wall(self, phase: str, **more: Any) -> int:
        return self.log.note("wall", page=self.page, phase=phase, start=self.log.start, **more).seq

    def way(
        self,
        of: int,
        name: str,
        after: list[Part] | None,
        result: str = "surface",
        trigger: str = "launch",
        *,
        origin: bool = False,
        **tree: Any,
    ) -> None:
        """One way out of the current screen, from the current cold start; ``after`` is None for an exit. ``origin``:
        it led back to where the press was made."""
        asked = self.view
        action = self.act("back" if name == "back" else "tap", f"dismiss:{name}")
        tree.setdefault("exited", after is None)
        seen = self.show(after or [], **tree)
        if after is None:
            self.log.note("exit")
        facts = {
            "of": of,
            "trigger": trigger,
            "way": name,
            "result": result,
            "actions": [action],
            "screens": [asked, seen],
            "origin": origin,
        }
        self.wall("way", **facts)

    def covered(self, pages: Iterable[str] = ("pages/index/index",), reason: str = "done", **known: Any) -> None:
        """Coverage note of the current run, with both phases done, and its end."""
        facts = {"declared": 1, "walked": list(pages), "direct": [], "idle_ms": 60_000, "hidden_ms": 60_000}
        self.log.note("coverage", **{**facts, **known})
        self.log.note("run.end", reason=reason)

    def whole(self) -> None:
        """Two further runs that saw the menu and nothing else, so that "nothing seen" may be said."""
        for run in ("refuse", "agree"):
            self.run(run)
            self.start()
            self.show(self.screens.menu())
            self.covered()

    def verdicts(self) -> dict[str, Verdict]:
        self.log.close()
        return {v.check: v for v in judge_all(Recording(self.root))}


@pytest.fixture
def story(tmp_path: Path) -> Story:
    return Story(tmp_path / "original")


@pytest.fixture
def tell(tmp_path: Path) -> Callable[[], Story]:
    """Several stories in one test."""
    numbers = itertools.count(1)
    return lambda: Story(tmp_path / f"original-{next(numbers)}")
