from pathlib import Path
from typing import Any

from recording.completeness import completeness, load_of, paired, same
from recording.event import Kind
from recording.log import Log
from recording.recording import Recording

PAGE = [["Referer", "https://servicewechat.com/wx1/1/page-frame.html"]]


class Story:
    def __init__(self, folder: Path) -> None:
        self.log = Log(folder / "original")
        self.log.run = "agree"

    def call(self, name: str, api: str, url: str, ok: bool | None = True) -> int:
        args: dict[str, Any] = {"src": url} if api.startswith("component.") else {"url": url}
        event = self.log.add(Kind.CALL, {"phase": "begin", "id": name, "api": api, "args": args})
        if ok is not None:
            self.log.add(Kind.CALL, {"phase": "end", "id": name, "api": api, "ok": ok})
        return event.seq

    def flow(self, name: str, url: str, call: str = "", **more: Any) -> int:
        data = {"id": name, "url": url, "call": call, "request_headers": PAGE, **more}
        return self.log.add(Kind.FLOW, data).seq


def test_each_call_has_its_flow_and_each_flow_its_call(tmp_path: Path) -> None:
    story = Story(tmp_path)
    story.call("c1", "wx.request", "https://a.test/1")
    story.flow("f1", "https://a.test/1", "c1")
    story.call("c2", "component.image", "https://cdn.test/图 1.png#x", ok=None)
    tied = story.flow("f2", "https://cdn.test/%E5%9B%BE%201.png")
    story.flow("f3", "wss://a.test/ws", "c3", type="websocket")
    story.flow("f4", "wss://a.test/ws", "", type="frame", parent="f3")
    story.flow("f5", "https://web.test/in.js", request_headers=[["referer", "https://web.test/"]])
    recording = Recording(story.log.root)
    found = completeness(recording)
    assert found.complete
    assert (found.calls, found.flows, found.tied_by_url, found.web_pages) == (1, 4, 1, 1)
    load = load_of(recording, recording.by_seq[tied])
    assert load is not None
    assert load.data["id"] == "c2"


def test_what_went_another_way_is_named(tmp_path: Path) -> None:
    story = Story(tmp_path)
    lost = story.call("c1", "wx.request", "https://a.test/1")
    story.call("c2", "wx.request", "https://a.test/2", ok=False)
    story.call("c3", "wx.request", "https://a.test/3", ok=None)
    story.call("c4", "wx.downloadFile", "wxfile://tmp/1")
    loose = story.flow("f1", "https://evil.test/beacon")
    found = completeness(Recording(story.log.root))
    assert found.calls_without_flow == (lost,), "a call that failed or still runs proves nothing"
    assert found.flows_without_call == (loose,)
    assert completeness(Recording(story.log.root), "refuse").complete


def test_where_no_request_bears_a_label_calls_are_found_by_address_each_once(tmp_path: Path) -> None:
    story = Story(tmp_path)
    early = story.flow("f1", "https://a.test/list?page=1")
    first = story.call("d1", "wx.request", "https://a.test/list")
    second = story.call("d2", "wx.request", "https://a.test/list")
    late = story.flow("f2", "https://a.test/list")
    other = story.call("d3", "wx.request", "https://a.test/lost")
    loose = story.flow("f3", "https://evil.test/beacon")
    recording = Recording(story.log.root)
    pairs = {flow: call.seq for flow, call in paired(recording).items()}
    assert pairs == {late: second, early: first}
    found = completeness(recording)
    assert (found.calls_without_flow, found.flows_without_call, found.tied_by_url) == ((other,), (loose,), 2)

    # One label is enough: what has none then was sent by something else.
    story.flow("f4", "https://a.test/lost", "d3")
    assert paired(Recording(story.log.root)) == {}


def test_addresses_are_compared_as_a_browser_writes_them() -> None:
    assert same("HTTPS://CDN.test?q=中") == same("https://cdn.test/?q=%E4%B8%AD")
    assert same("https://a.test/x?y=1") != same("https://a.test/x?y=2")
    same("http://[bad")
