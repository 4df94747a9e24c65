"""Judging: seconds and memory for recordings of three runs and many flows, and the speed of the spelling search."""

import json
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from recording import canonical
from recording.event import Kind
from recording.identity import Planted, PlantedIdentity
from recording.log import Log
from recording.observations import FlowData
from recording.search import Searcher

SIZES = (500, 5_000, 50_000)
RUNS = ("untouched", "refuse", "agree")
HOSTS = ("api.shop.test", "api.shop.test", "api.shop.test", "img.shop.test", "ulogs.umeng.com", "stat.unknown.test")
_FIELDS = (
    ("phone", "number"), ("openid", "code"), ("openid", "openid"), ("location", "latitude"), ("location", "longitude"),
    ("nickname_avatar", "nickName"), ("address", "street"), ("wifi", "SSID"), ("wifi", "BSSID"), ("clipboard", "data"),
    ("id_number", "number"), ("bank_card", "number"), ("device_info", "model"),
)  # fmt: skip


def write(root: Path, flows: int) -> None:
    """A recording as an inspection leaves it: starts, screens, calls, planted values, requests with JSON bodies."""
    log = Log(root)
    canonical.write(root / "target/profile.json", {"target": {"operator_hosts": ["api.shop.test"]}, "declared": {}})
    canonical.write(root / "target/app.json", {"pages": [f"pages/p{n}/p{n}" for n in range(30)]})
    numbers = random.Random(7)
    clock = iter(range(1_000_000, 1 << 60, 1_000))
    for run in RUNS:
        log.run, log.start = run, 1
        log.note("run.begin", answer=run)
        log.note("start", number=1, purpose="explore", path="")
        identity = PlantedIdentity(7, run, lambda value: log.note("planted", **value.model_dump()))
        values = [
            identity.hand_out(kind, field, "wx.x", f"pages/p{n}/p{n}") for n in range(3) for kind, field in _FIELDS
        ]
        log.add(Kind.ACTION, {"type": "launch", "purpose": "launch", "start": 1}, mono_ns=next(clock))
        for number in range(flows // len(RUNS)):
            _exchange(log, numbers, clock, number, values)
        log.note("run.end", reason="done")
    log.close()


def _exchange(log: Log, numbers: random.Random, clock: Any, number: int, values: list[Planted]) -> None:
    page = f"pages/p{number % 30}/p{number % 30}"
    if number % 10 == 0:
        nodes = [_node(n) for n in range(60)]
        facts = {"pixels_sha256": f"{number % 40:064x}", "width": 750, "height": 1624, "blank": False}
        log.screen(b"picture", {"page": page, "nodes": nodes}, facts, page=page)
        log.add(Kind.ACTION, {"type": "tap", "purpose": "explore", "start": 1}, mono_ns=next(clock))
    call, host = f"c{number}", numbers.choice(HOSTS)
    log.add(Kind.CALL, {"phase": "begin", "id": call, "api": "wx.request", "start": 1, "line": 9}, page=page)
    items = [{"id": numbers.randrange(10**9), "name": f"商品{numbers.randrange(999)}", "price": 9.9} for _ in range(12)]
    body: dict[str, Any] = {"items": items, "t": number, "page": page}
    if number % 25 == 0:
        value = numbers.choice(values)
        body[value.field] = value.value
    data = json.dumps(body, ensure_ascii=False).encode()
    began = next(clock)
    flow = {
        "id": f"f{number}", "call": call, "method": "POST", "url": f"https://{host}/v1/list?page={number}",
        "scheme": "https", "host": host, "status": 200, "request_body": log.blobs.put(data),
        "request_headers": [("content-type", "application/json")], "request_size": len(data),
        "response_body": log.blobs.put(data), "response_size": len(data), "started_ns": began, "ended_ns": began + 1,
    }  # fmt: skip
    log.add(Kind.FLOW, flow, page=page)
    log.add(Kind.CALL, {"phase": "end", "id": call, "api": "wx.request", "ok": True, "start": 1}, page=page)


def _node(number: int) -> dict[str, Any]:
    text = f"第 {number} 行 商品介绍" if number % 3 else ""
    return {"id": number + 1, "parent": number or None, "tag": "view", "rect": (0, number * 12, 375, 12), "text": text}


def judge(root: Path) -> dict[str, float]:
    """Seconds and peak memory (MB) of judging in a process of its own, its start not counted."""
    code = "import sys; from measures import judging; judging.told(sys.argv[1])"
    folder = str(Path(__file__).parent.parent)
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.insert(0, {folder!r}); {code}", str(root)],
        capture_output=True,
        text=True,
        check=True,
    )
    return dict(json.loads(done.stdout))


def told(root: str) -> None:
    """What the process of ``judge`` does."""
    from detectors.judge import judge_all
    from detectors.registry import judgeable
    from recording.recording import Recording

    judgeable()
    began = time.process_time()
    verdicts = judge_all(Recording(Path(root)))
    seconds = time.process_time() - began
    peak = _peak_mb()
    errors = sum(v.verdict == "error" for v in verdicts)
    sys.stdout.write(json.dumps({"seconds": seconds, "mb": peak, "errors": errors}))


def _peak_mb() -> float:
    """Of this program alone: what ``getrusage`` gives counts the memory of the process that started it, too."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def search_speed() -> float:
    """MB a second and core: all spellings of forty planted values in JSON bodies of some kilobytes."""
    identity = PlantedIdentity(7, "run")
    values = [identity.hand_out(kind, field, "wx.x", f"p{n}") for n in range(4) for kind, field in _FIELDS][:40]
    searcher = Searcher(values)
    items = [{"id": k, "name": f"商品{k}", "url": f"https://cdn.test/{k}.png", "price": k * 1.25} for k in range(200)]
    body = json.dumps(items, ensure_ascii=False).encode()
    flow = FlowData(id="f", url="https://a.test/")
    began = time.process_time()
    rounds = 100
    for _ in range(rounds):
        searcher.request(flow, body)
    return rounds * len(body) / (time.process_time() - began) / 1e6


def measure(sizes: tuple[int, ...] = SIZES) -> dict[str, float]:
    """Keys ``seconds_500``, ``mb_500`` …, ``search_mb_s`` and ``slope``: time a flow at the largest, by that before."""
    found: dict[str, float] = {"search_mb_s": search_speed()}
    for size in sizes:
        with tempfile.TemporaryDirectory(prefix="minispect-bench-") as name:
            write(Path(name) / "original", size)
            said = judge(Path(name) / "original")
        found |= {f"seconds_{size}": said["seconds"], f"mb_{size}": said["mb"], f"errors_{size}": said["errors"]}
    if len(sizes) > 1:
        *_, before, last = sizes
        found["slope"] = (found[f"seconds_{last}"] / last) / (found[f"seconds_{before}"] / before)
    return found


if __name__ == "__main__":
    chosen = tuple(int(arg) for arg in sys.argv[1:]) or SIZES
    print({key: round(value, 2) for key, value in measure(chosen).items()})
