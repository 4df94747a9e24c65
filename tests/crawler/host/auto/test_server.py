"""The frames of the protocol, and what the server refuses."""

import asyncio
import json
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import InvalidStatus
from websockets.typing import Origin

pytestmark = pytest.mark.browser


class Client:
    """Sends frames by number and keeps the events that come between the answers."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket
        self.events: list[dict[str, Any]] = []
        self.count = 0

    async def frame(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(await asyncio.wait_for(self.socket.recv(), 20))
        return found

    async def ask(self, name: str, /, **params: Any) -> dict[str, Any]:
        self.count += 1
        wanted = str(self.count)
        await self.socket.send(json.dumps({"id": wanted, "method": name, "params": params}))
        while True:
            frame = await self.frame()
            if frame.get("id") == wanted:
                return frame
            self.events.append(frame)


@asynccontextmanager
async def connected(address: str) -> AsyncIterator[Client]:
    async with connect(address, max_size=None) as socket:
        yield Client(socket)


async def test_answers_have_a_result_or_an_error(address: str) -> None:
    async with connected(address) as client:
        info = await client.ask("Tool.getInfo")
        assert info == {"id": "1", "result": {"SDKVersion": "3.17.0", "version": info["result"]["version"]}}
        unknown = await client.ask("Page.turnAround", pageId=1)
        assert unknown == {"id": "2", "error": {"message": "Page.turnAround unimplemented"}}
        gone = await client.ask("Page.getElement", pageId=99999, selector="view")
        assert gone["error"] == {"message": "page destroyed"}
        broken = await client.ask("Page.getElement", pageId=99999)
        assert set(broken) == {"id", "error"}
        bad = await client.ask("App.callFunction", functionDeclaration="function (", args=[])
        assert "error" in bad
        native = await client.ask("Tool.native", method="jump", data=None)
        assert native["result"] == {"error": {"message": "can not find in protocol: jump"}}


async def test_whatever_a_program_returns_is_answered(address: str) -> None:
    async with connected(address) as client:

        async def value(body: str) -> dict[str, Any]:
            return await client.ask("App.callFunction", functionDeclaration=f"() => {{ {body} }}", args=[])

        assert (await value(r"return 'a\ud800b'"))["result"] == {"result": "a\ud800b"}
        assert (await value("return undefined"))["result"] == {"result": None}
        assert (await value("return [NaN, () => 1, new Date(0)]"))["result"]["result"][:2] == [None, None]
        assert "circular" in (await value("const a = {}; a.a = a; return a"))["error"]["message"]
        assert "error" in await value("let a = []; for (let i = 0; i < 20000; i += 1) a = [a]; return a")
        assert "error" in await value("return 10n")
        assert "error" in await value("throw undefined")
        assert (await value("throw { errMsg: 'x:fail' }"))["error"] == {"message": "x:fail"}
        assert "error" in await value("return { get a() { throw new Error('no') } }")
        forged = await value("global.kept = JSON.stringify; JSON.stringify = () => '{}'; return 1")
        await value("JSON.stringify = kept")
        assert forged["result"] == {"result": 1}


async def test_frames_that_are_no_requests_are_passed_over(address: str) -> None:
    async with connected(address) as client:
        for text in ("", "{", "[]", '{"id": "x"}', '{"id": "x", "method": 7}', '"Tool.getInfo"'):
            await client.socket.send(text)
        assert "result" in await client.ask("Tool.getInfo")
        assert "result" in await client.ask("App.getCurrentPage")


async def test_a_waiting_request_keeps_no_other_waiting_and_all_clients_hear_events(address: str) -> None:
    async with connected(address) as one, connected(address) as other:
        await one.ask("App.addBinding", name="heard")
        never = {"id": "never", "method": "App.callFunction"}
        pending = "() => new Promise((done) => { globalThis.letGo = done })"
        await one.socket.send(json.dumps({**never, "params": {"functionDeclaration": pending, "args": []}}))
        assert "result" in await one.ask("App.getPageStack")
        await one.ask("App.callFunction", functionDeclaration="() => { heard(1); letGo(5) }", args=[])
        frames = [*one.events, *([] if any(e.get("id") == "never" for e in one.events) else [await one.frame()])]
        assert {"id": "never", "result": {"result": 5}} in frames
        await other.ask("Tool.getInfo")
        assert {"method": "App.bindingCalled", "params": {"name": "heard", "args": [1]}} in other.events


async def test_own_domain_tells_of_windows_and_privacy_steps(address: str) -> None:
    async with connected(address) as client:
        await client.ask("Tool.clearAuth")
        await client.ask("App.callWxMethod", method="reLaunch", args=[{"url": "/pages/home/home"}])
        assert (await client.ask("Minispect.enable"))["result"] == {"kinds": ["consent", "dialog"]}
        page = (await client.ask("App.getCurrentPage"))["result"]["pageId"]
        button = (await client.ask("Page.getElement", pageId=page, selector=".asks"))["result"]["elementId"]
        await client.ask("Element.tap", pageId=page, elementId=button)
        (dialog,) = (await client.ask("Minispect.getDialogs"))["result"]["dialogs"]
        assert dialog["type"] in {"scope", "privacy"}
        assert "show what is near" in dialog["text"]
        refused = await client.ask("Minispect.pressDialog", text="none of these")
        assert "error" in refused
        assert (await client.ask("Minispect.pressDialog", role="refuse"))["result"] == {}
        told = [(event["method"], event["params"]["data"]) for event in client.events if "Minispect" in event["method"]]
        assert ("Minispect.consent", "refuse") in [(name, data.get("answer")) for name, data in told]
        assert ("Minispect.dialog", "closed") in [(name, data.get("phase")) for name, data in told]
        assert (await client.ask("Minispect.getDialogs"))["result"]["dialogs"] == []
        assert (await client.ask("Minispect.enable", kinds=["tea"]))["error"]["message"].startswith("unknown kinds tea")


async def test_a_program_started_again_has_new_pages(address: str) -> None:
    async with connected(address) as client:
        first = (await client.ask("App.getCurrentPage"))["result"]["pageId"]
        await client.ask("App.callWxMethod", method="setStorageSync", args=["kept", 1])
        await client.ask("Tool.compile")
        assert {"method": "App.initialized", "params": {"from": "devtools"}} in client.events
        assert (await client.ask("App.getCurrentPage"))["result"]["pageId"] > first + 100
        assert (await client.ask("Page.getData", pageId=first))["error"]["message"] == "page destroyed"
        kept = await client.ask("App.callWxMethod", method="getStorageSync", args=["kept"])
        assert kept["result"] == {"result": 1}


async def test_web_pages_are_not_let_in(address: str) -> None:
    for origin in ("https://servicewechat.com", "null", "http://127.0.0.1"):
        with pytest.raises(InvalidStatus) as refused:
            async with connect(address, origin=Origin(origin)):
                pass
        assert refused.value.response.status_code == 403
    async with connect(address, origin=Origin(address.replace("ws:", "http:"))) as socket:
        assert "result" in await Client(socket).ask("Tool.getInfo")


def test_a_port_in_use_is_one_sentence(address: str, cli: Path, program: Path) -> None:
    port = address.rsplit(":", 1)[1]
    command = [str(cli), "auto", "--project", str(program), "--auto-port", port]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.returncode == 3
    assert done.stdout == ""
    assert done.stderr == f"minispect: Port {port} is in use; end what uses it or give another with --auto-port\n"
