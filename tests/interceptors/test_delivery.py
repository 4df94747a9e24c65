from pathlib import Path
from typing import Any

from interceptors.client import Record
from interceptors.delivery import Delivery
from recording.log import Log
from recording.recording import Recording


def flow(name: str, label: str = "", **more: Any) -> Record:
    return Record("flow", "agree", label, {"id": name, "type": "http", "started_ns": 7, **more})


def written(log: Log) -> list[tuple[str, str, str]]:
    return [(e.data["id"], e.data.get("call", ""), e.page) for e in Recording(log.root).of("flow")]


def test_a_flow_waits_for_its_call_and_others_do_not_wait_for_it(tmp_path: Path) -> None:
    log, calls = Log(tmp_path / "original"), {"L2": ("c2", "pages/b/b")}
    deliver = Delivery(log, calls.get)
    deliver(flow("f1", "L1"))
    deliver(flow("f2", "L2"))
    deliver(flow("f3"))
    assert written(log) == [("f2", "c2", "pages/b/b"), ("f3", "", "")]
    calls["L1"] = ("c1", "pages/a/a")
    deliver(flow("f4"))
    assert written(log)[2:] == [("f1", "c1", "pages/a/a"), ("f4", "", "")]


def test_what_still_waits_at_a_fence_is_written_without_a_call(tmp_path: Path) -> None:
    log = Log(tmp_path / "original")
    deliver = Delivery(log, lambda label: None)
    deliver(flow("f1", "forged", request_body="ab"))
    assert written(log) == []
    deliver.flush()
    deliver.flush()
    assert written(log) == [("f1", "", "")]
    event = Recording(log.root).of("flow")[0]
    assert (event.run, event.mono_ns, event.files) == ("agree", 7, ("blobs/ab",))


def test_errors_and_the_browsers_own_calls_are_in_the_log(tmp_path: Path) -> None:
    log = Log(tmp_path / "original")
    deliver = Delivery(log, lambda label: None)
    deliver(Record("error", data={"message": "an add-on broke"}))
    deliver(Record("browser_call", "agree", data={"host": "update.googleapis.com"}))
    deliver(Record("browser_call", "agree", data={"host": "update.googleapis.com"}))
    deliver.note_browser_calls()
    recording = Recording(log.root)
    assert recording.of("error")[0].data == {"where": "proxy", "cause": "host", "message": "an add-on broke"}
    assert recording.notes("browser_call")[0].data["count"] == 2
