"""Scripts that never end: they are stopped, told, and the pages after them are looked at as if nothing had been."""

import json
from typing import Any

import pytest

from crawler.driver import Gone
from crawler.host import watch
from crawler.plan import RunPlan
from crawler.runs import walk

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

PAGES = {
    "home": "Page({})",
    "load": "Page({ onLoad() { while (true) {} } })",
    "tap": "Page({ hang() { while (true) {} } })",
    "microtasks": "Page({ onReady() { const again = () => Promise.resolve().then(again); again() } })",
    "regexp": "Page({ onReady() { /^(a+)+$/.test('a'.repeat(40) + 'b') } })",
    "promise": "Page({ async onLoad() { await new Promise(() => {}); } })",
    "timer": "Page({ onLoad() { setInterval(() => { while (true) {} }, 10) } })",
    "away": "Page({ onLoad() { wx.out.location = 'about:blank' } })",
    "last": "Page({})",
}


def _files(*names: str) -> dict[str, str]:
    files = {
        "app.json": json.dumps({"pages": [f"pages/{name}" for name in names]}),
        "app.js": "wx.out = (function () { return this })(); App({})",
    }
    for name in names:
        files[f"pages/{name}.js"] = PAGES[name]
        files[f"pages/{name}.wxml"] = (
            f"<view bindtap='hang'>这一页是{name}，下面是它的介绍文字，任何人都可以看到。</view>"
        )
    return files


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, seconds in (("BUSY_S", 1.0), ("_LOOK_S", 0.5), ("_GRACE_S", 1.0)):
        monkeypatch.setattr(watch, name, seconds)


async def test_a_script_that_does_not_end_is_stopped_and_its_page_named(run: Any) -> None:
    running = await run(_files("home", "load", "tap", "microtasks", "regexp", "promise", "last"))
    stopped = []
    for name in ("load", "tap", "microtasks", "regexp", "promise", "last"):
        outcome = await running.do("open", f"pages/{name}")
        if name == "tap":
            await running.tap(next(text for text in await running.texts() if "tap" in text))
        texts = await running.texts()
        assert name == "load" or any(name in text for text in texts), name
        told = [e.data for e in running.recording().of("error") if "did not end" in e.data["message"]]
        if len(told) > len(stopped):
            stopped = told
            assert told[-1]["cause"] == "project"
        if name in ("promise", "last"):
            assert outcome.quiet or name == "promise"
        if name == "tap":
            await running.start()
    assert [data["file"] for data in stopped] == [f"pages/{n}.js" for n in ("load", "tap", "microtasks", "regexp")]


async def test_a_run_goes_on_after_pages_that_never_answer(run: Any) -> None:
    running = await run(_files("home", "timer", "away", "last"))
    with pytest.raises(Gone):
        for _ in range(4):
            await running.do("open", "pages/timer")

    async def fence() -> None:
        return None

    def plant(kind: str, name: str, page: str) -> str:
        return ""

    declared = tuple(f"pages/{name}" for name in ("home", "timer", "away", "last"))
    plan = RunPlan(
        name="untouched", declared=declared, tabs=(), budget=60.0, limit=8, patience=1.0, idle_ms=0, hidden_ms=0
    )
    summary = await walk(running.driver, running.log, plan, fence=fence, plant=plant)
    assert summary.reason in ("done", "steps"), summary
    assert {"pages/home", "pages/last"} <= {*summary.walked, *summary.direct}
    coverage = running.recording().notes("coverage")[-1].data
    reasons = {missed["path"]: missed["reason"] for missed in coverage["missed"]}
    assert reasons.get("pages/timer", "it does not answer") == "it does not answer"
    assert reasons["pages/away"] == "it does not answer"
    errors = [event.data["message"] for event in running.recording().of("error")]
    assert any(message.startswith("pages/away: the ") for message in errors)
