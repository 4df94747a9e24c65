"""wx.* in the page: what a program gets back, and what is told of each call."""

import asyncio
import base64
import hashlib
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Route

pytestmark = pytest.mark.browser
APPID = "wx1234567890abcdef"
PROGRAMS = Path(__file__).parent / "api_programs"


def _script(name: str) -> str:
    return (PROGRAMS / f"{name}.js").read_text()


async def test_storage_files_and_the_platforms_answers(host: Any) -> None:
    picture = {"base64": base64.b64encode(b"bytes").decode(), "extension": "png"}
    program = await host.run(_script("files"), answers={"chooseImage": {"ok": True, "result": {"files": [picture]}}})
    got = program.results
    assert got["cloned"] == {"list": [1, {"deep": True}]}
    assert got["absent"] == ""
    assert (got["info"]["keys"], got["info"]["limitSize"]) == (["kept"], 10240)
    assert got["order"] == ["fail", {"errMsg": "getStorage:fail data not found"}, "complete"]
    assert got["promise"] == {"errMsg": "getStorage:ok", "data": {"list": [1, {"deep": True}]}}
    assert got["key"]["thrown"].startswith("setStorageSync:fail parameter error")
    assert "limit" in got["big"]["thrown"]
    writes = [(message["op"], message["key"], message["value"]) for message in program.told("storage")]
    assert writes == [("set", "kept", '{"list":[1,{"deep":true}]}'), ("remove", "kept", "")]

    hexed = "你好!".encode()
    assert got["file"] == ["你好!", hexed.hex(), ["e"], len(hexed), True]
    assert got["digest"]["digest"] == hashlib.md5(hexed).hexdigest()
    assert got["packed"] == "packed"
    assert got["readonly"]["errno"] == got["outside"]["errno"] == 1300013
    assert got["full"]["errno"] == 1300066
    assert got["gone"]["errno"] == 1300002
    assert got["base64"] == "aGk="

    assert got["chosen"]["tempFiles"][0]["size"] == 5
    assert got["chosenText"] == "bytes"
    assert got["denied"] == {"thrown": "getLocation:fail auth deny", "errno": 103}
    assert got["deniedOrder"] == ["fail", {"errMsg": "getLocation:fail auth deny", "errno": 103}, "complete"]
    assert "pages/a/a.js" in program.call("wx.setStorageSync")["stack"]
    ended = program.ended("wx.getLocation")
    assert (ended["ok"], ended["errMsg"], ended["errno"]) == (False, "getLocation:fail auth deny", 103)


MARKUP = """<view id="box" class="box" data-kind="v" style="height: 100px; color: #ff0000">box</view>
<canvas canvas-id="old" style="width: 100px; height: 50px"/><canvas id="two" type="2d"/>
<view style="height: 2000px"/><view id="low" style="height: 900px"/>"""


async def test_pages_queries_canvas_and_dialogs(host: Any) -> None:
    program = await host.start(_script("page"), markup=MARKUP)
    for button in ("confirm", "1", "cancel"):
        assert program.page
        await program.page.page.locator(f'[data-mi-button="{button}"]').first.wait_for()
        await program.tap(f'[data-mi-button="{button}"]')
        await program.page.page.locator(f'[data-mi-button="{button}"]').first.wait_for(state="detached")
    await asyncio.wait_for(program.finished.wait(), 20)
    got = program.results

    assert got["relative"] == {"x": "%201"}
    assert got["stack"] == ["pages/a/a", "pages/b/b"]
    assert got["back"]["errMsg"] == "navigateBack:ok"
    assert got["first"]["thrown"] == "navigateBack:fail cannot navigate back at first page"
    assert got["tab"]["thrown"] == "navigateTo:fail can not navigateTo a tabbar page"
    assert got["noTab"]["thrown"] == "switchTab:fail can not switch to no-tabBar page"
    assert got["unknown"]["thrown"] == 'redirectTo:fail page "pages/none/none" is not found'
    assert got["noUrl"]["thrown"].startswith("navigateTo:fail parameter error: parameter.url should be String")
    assert got["badge"]["thrown"] == "setTabBarBadge:fail tabbar item not found"

    box, none, absent, window = got["query"]
    assert (box["id"], box["dataset"], box["top"], box["width"], box["height"]) == ("box", {"kind": "v"}, 0, 375, 100)
    assert box["color"] == "rgb(255, 0, 0)"
    assert (none, absent, window["scrollTop"]) == ([], None, 0)
    assert got["own"]["height"] == 100
    assert got["seen"]["intersectionRatio"] == 1
    assert got["scrolled"]["top"] == 0
    assert got["drawn"] == [[255, 0, 0, 255], 10, 20, "png"]
    assert got["drawnFirst"] == [0, 255, 0, 255]
    assert [canvas["id"] for canvas in got["tags"][0]] == ["", "two"]
    assert got["tags"][1]["width"] == 375
    assert got["atOnce"] == [375]
    assert got["node"] == [True, "function", "function"]
    assert [step["type"] for step in got["animation"]["animates"]] == ["translateX", "style"]

    assert got["system"] == ["3.17.0", "android", 748, 20, 812]
    assert got["menu"]["width"] == 87
    assert got["can"] == [True, True, False, False, True, False, True]
    assert got["unsupported"]["thrown"] == "authorizeForMiniProgram:fail not supported"
    assert {"wx.authorizeForMiniProgram"} == {message["name"] for message in program.told("unsupported")}
    assert got["absent"] == "undefined"
    assert got["privacy"] == ["function"] * 4
    assert got["toast"]["thrown"].startswith("showToast:fail parameter error: parameter.title")
    assert "confirmText" in got["long"]["thrown"]
    assert (got["modal"]["confirm"], got["modal"]["cancel"]) == (True, False)
    assert got["sheet"]["tapIndex"] == 1
    assert got["cancelled"]["thrown"] == "showActionSheet:fail cancel"
    assert not [error for error in program.told("error") if error["cause"] == "host"]

    old = await host.run("Page({onLoad() { out.privacy = typeof wx.getPrivacySetting; done(); }});", sdk="2.32.2")
    assert old.results["privacy"] == "undefined"


class Server:
    """A loopback backend that tells what arrived; ``/socket`` speaks WebSocket and answers each frame."""

    def __init__(self) -> None:
        self.requests: list[dict[str, Any]] = []
        self.port = 0

    async def serve(self) -> asyncio.Server:
        server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        return server

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        first, *lines = head.strip().split("\r\n")
        headers = {name.lower(): value.strip() for name, value in (line.split(":", 1) for line in lines)}
        if "upgrade" in headers:
            await self._echo(reader, writer, headers["sec-websocket-key"])
            return
        body = await reader.readexactly(int(headers.get("content-length", "0")))
        method, target, _ = first.split(" ")
        self.requests.append({"method": method, "target": target, "headers": headers, "body": body.decode("latin-1")})
        if target.startswith("/slow"):
            await reader.read()
        else:
            status = HTTPStatus.IM_A_TEAPOT if target.startswith("/tea") else HTTPStatus.OK
            answer = b"plain" if target.startswith("/plain") else b'{"ok": true}'
            writer.write(
                f"HTTP/1.1 {status} x\r\nContent-Type: image/png\r\nX-Told: yes\r\nConnection: close\r\n"
                'X-Minispect-Set-Cookie: ["s=1; Path=/", "t=2"]\r\n'
                f"Content-Length: {len(answer)}\r\n\r\n".encode()
                + answer
            )
        writer.close()

    async def _echo(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, key: str) -> None:
        digest = hashlib.sha1(f"{key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11".encode()).digest()
        accept = base64.b64encode(digest).decode()
        writer.write(
            b"HTTP/1.1 101 x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + f"Sec-WebSocket-Accept: {accept}\r\n\r\n".encode()
        )
        _, length = await reader.readexactly(2)
        mask = await reader.readexactly(4)
        data = bytes(byte ^ mask[at % 4] for at, byte in enumerate(await reader.readexactly(length & 0x7F)))
        writer.write(bytes([0x81, len(data)]) + data)
        await reader.read(64)
        writer.write(bytes([0x88, 0]))
        writer.close()


async def test_network_as_a_device_sends_it(host: Any) -> None:
    backend = Server()
    async with await backend.serve():
        program = await host.run(_script("network").replace("BASE", f"http://127.0.0.1:{backend.port}"))
    got = program.results
    by_target = {request["target"]: request for request in backend.requests}

    assert got["get"] == {"data": {"ok": True}, "statusCode": 200, "told": "yes"}
    get = by_target["/get?a=1&b=x%20y&c=%7B%22d%22%3A1%7D"]["headers"]
    assert get["content-type"] == "application/json"
    assert get["x-own"] == "1"
    assert get["referer"] == f"https://servicewechat.com/{APPID}/devtools/page-frame.html"
    assert "origin" not in get
    labels = {message["label"] for message in program.told("call") if message["api"] == "wx.request"}
    assert get["x-minispect-call"] in labels
    assert get["x-minispect-cookie"] == "a=b", "the proxy makes a Cookie of it"
    assert program.told("unsupported") == []
    assert got["cookies"] == [["s=1; Path=/", "t=2"], "s=1; Path=/,t=2", False]
    assert get["x-name"].encode("latin-1").decode() == "张三"
    assert (got["post"]["data"], by_target["/plain"]["body"]) == ("plain", '{"a":1}')
    assert by_target["/form"]["body"] == "a=1%262&b=2"
    assert got["tea"]["statusCode"] == 418
    assert got["late"]["errMsg"] == "request:fail timeout"
    assert got["aborted"]["errMsg"] == "request:fail abort"
    assert got["refused"]["errno"] == 600001
    assert got["invalid"]["errMsg"] == 'request:fail invalid url "/relative"'
    assert got["buffer"] == 12
    assert (got["downloaded"], got["suffix"], got["uploaded"]) == ('{"ok": true}', ".png", '{"ok": true}')
    upload = by_target["/up"]
    assert upload["headers"]["content-type"].startswith("multipart/form-data; boundary=")
    assert 'name="who"\r\n\r\nme\r\n' in upload["body"]
    assert 'name="photo"; filename=' in upload["body"]
    end = {"progress": 100, "totalBytesWritten": 12, "totalBytesExpectedToWrite": 12}
    assert got["progress"][-1] == end
    assert got["chunks"] == [[200, base64.b64encode(b"plain").decode()], ""]
    assert got["socket"] == "ping"


async def test_cloud_goes_to_the_stub_backend_or_fails_as_an_unreachable_one(host: Any) -> None:
    asked: list[tuple[str, Any, str]] = []

    async def answer(route: Route) -> None:
        request = route.request
        asked.append((request.url, request.post_data_json, request.headers["x-minispect-call"]))
        body = {"data": [{"_id": 1}]} if "/database/" in request.url else {"openid": "o1"}
        await route.fulfill(status=404 if "broken" in request.url else 200, json=body)

    program = await host.run(_script("cloud"), cloud=answer)
    got = program.results
    assert got["function"]["result"] == {"openid": "o1"}
    assert got["callback"][1]["result"] == {"openid": "o1"}
    assert got["rows"] == [{"_id": 1}]
    assert got["broken"] == [True, "cloud.callFunction:fail -404011 cloud function execution error", -404011]
    assert [url.partition(".invalid")[2] for url, _, _ in asked] == [
        "/env-1/function/who",
        "/env-1/function/who",
        "/env-1/database/get",
        "/env-1/storage/upload",
        "/env-1/storage/download",
        "/env-1/database/get",
        "/env-1/function/broken",
    ]
    assert got["task"] == [100, "cloud://env-1/a/u.txt"]
    assert base64.b64decode(asked[3][1]["file"]) == b"up"
    assert got["down"] == ['{"openid":"o1"}', ".json"]
    near = asked[5][1]["where"]["at"]["$operands"][0]["geometry"]
    assert near == {"type": "Point", "coordinates": [113, 23]}
    assert asked[2][1]["where"] == {"age": {"$operator": "gt", "$operands": [3]}}
    assert asked[0][2] == next(m["label"] for m in program.told("call") if m["api"] == "wx.cloud.callFunction")


MEDIA = """<view id="box"/><editor id="editor"/><map id="map" latitude="39.5" longitude="116.5"
style="width: 300px; height: 200px"/><video id="video" src="https://a.invalid/v.mp4" bindplay="play"/>"""


async def test_media_sensors_and_the_privacy_listener(host: Any) -> None:
    handed = {"base64": base64.b64encode(b"handed").decode(), "extension": "dat"}
    answers = {
        name: {"ok": True, "result": {"files": [handed]}}
        for name in ("RecorderManager.start", "CameraContext.takePhoto")
    }
    granted = ("startAccelerometer", "startLocationUpdate", "onNeedPrivacyAuthorization", "resolvePrivacyAuthorization")
    answers |= {name: {"ok": True, "result": {}} for name in granted}
    program = await host.start(_script("media"), markup=MEDIA, answers=answers)
    assert program.page
    position = {"latitude": 1.5, "longitude": 2.5}
    await program.until(lambda: any(message["api"] == "startLocationUpdate" for message in program.told("native")))
    await program.page.control("event", "locationChange", position)
    await program.until(lambda: any(message["text"] == ["ASK"] for message in program.told("console")))
    await program.page.control("event", "needPrivacyAuthorization", {"id": "c9", "referrer": "getLocation"})
    await asyncio.wait_for(program.finished.wait(), 20)
    got = program.results

    assert got["recorded"]["fileSize"] == got["photoSize"] == 6
    assert (got["sensor"]["z"], got["position"]) == (-0.99, position)
    assert got["refused"] == {"thrown": "startCompass:fail auth deny", "errno": 103}
    assert got["editor"]["text"] == "one <two>\n"
    assert "<two>" not in got["editor"]["html"]
    assert (got["center"]["latitude"], got["center"]["longitude"]) == (39.5, 116.5)
    assert (got["point"]["x"], got["point"]["y"]) == (150, 100)
    assert got["noMap"]["thrown"] == "getScale:fail invalid map"
    assert got["played"] == "played"
    assert got["animated"] == "finished"
    assert got["player"]["errCode"] == 10001
    assert program.ended("RecorderManager.start")["ok"]

    assert got["asks"] == ["getLocation"]
    resolved = [
        message["args"] for message in program.told("native") if message["api"] == "resolvePrivacyAuthorization"
    ]
    assert resolved == [
        {"id": "c9", "event": "exposureAuthorization", "buttonId": ""},
        {"id": "c9", "event": "agree", "buttonId": "agree-btn"},
    ]
