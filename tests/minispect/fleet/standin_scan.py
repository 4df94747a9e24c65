"""Stands in for ``minispect scan``: a process of its own that writes a real record and makes a real sealed pack.

``TARGET`` is a JSON file: ``seconds`` the walk lasts, ``exit`` leaves at once with that code, ``kill`` the signal it
dies of after its walk, ``mark`` a file that gets a line for each start, ``environment`` one that gets the names of its
variables.
"""

import argparse
import hashlib
import io
import json
import os
import signal
import sys
import time
from pathlib import Path

from PIL import Image

from recording import canonical
from recording.event import Kind
from recording.log import Log
from reports import environment, pack, seal
from reports.inspection import Account

PAGE = "pages/index/index"


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("target", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    given, _ = parser.parse_known_args()
    plan = json.loads(given.target.read_text())
    if "mark" in plan:
        with Path(plan["mark"]).open("a") as file:
            file.write(f"{os.getpid()}\n")
    if "environment" in plan:
        Path(plan["environment"]).write_text("\n".join(os.environ))
    if "exit" in plan:
        sys.stderr.write("minispect: the target does not answer\n")
        return int(plan["exit"])
    stopped: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, _: stopped.append(number))
    given.out.mkdir(parents=True, exist_ok=True)
    draft = pack.begin(given.out)
    log = Log(draft.original)
    draft.keep(Account(seed=1, lang="en", interrupted=True))
    _walk(log, float(plan.get("seconds", 0)), stopped)
    if "kill" in plan:
        os.kill(os.getpid(), int(plan["kill"]))
    log.close()
    canonical.write(draft.original / "environment.json", environment.gather({"fresh_profile": True}, driver="embedded"))
    done = pack.finish(draft, Account(seed=1, lang="en", interrupted=bool(stopped)), seal.key(), reading_seconds=0)
    sys.stdout.write(json.dumps({"pack": str(done.path)}) + "\n")
    return 130 if stopped else 0


def _walk(log: Log, seconds: float, stopped: list[int]) -> None:
    log.run = "refuse"
    log.note("run.begin")
    log.note("start", number=1, purpose="explore")
    log.add(Kind.ACTION, {"type": "launch"})
    out = io.BytesIO()
    Image.new("RGB", (75, 162), "#ffffff").save(out, "PNG")
    data = {"pixels_sha256": hashlib.sha256(out.getvalue()).hexdigest(), "width": 75, "height": 162, "scale": 2}
    log.screen(out.getvalue(), {"page": PAGE, "nodes": []}, data, page=PAGE)
    _leak(log)
    until = time.monotonic() + seconds
    while time.monotonic() < until and not stopped:
        log.note("step")
        time.sleep(0.05)
    log.note("coverage", walked=[PAGE], direct=[], missed=[])
    log.note("run.end", reason="done")
    log.run, log.start = "", 0


def _leak(log: Log) -> None:
    """A phone number typed by the user leaves in clear text, after a refusal."""
    planted = {"interface": "typed", "kind": "phone", "field": "number"}
    log.note("planted", **planted, id="refuse.1", value="14612345678")
    name = {"interface": "wx.getUserInfo", "kind": "nickname_avatar", "field": "nickName", "value": "测试员阿福"}
    log.note("planted", **name, id="refuse.2")
    body = b'{"mobile":"14612345678"}'
    url = "http://api.collect.example/v1"
    said = {"phase": "begin", "id": "c1", "api": "wx.request", "file": f"{PAGE}.js", "line": 3, "args": [{"url": url}]}
    log.add(Kind.CALL, said, page=PAGE)
    flow = {
        "id": "f1", "call": "c1", "method": "POST", "url": url, "scheme": "http", "host": "api.collect.example",
        "port": 80, "request_headers": [["content-type", "application/json"]],
        "request_body": log.blobs.put(body), "request_size": len(body), "status": 200, "started_ns": 10, "ended_ns": 20,
    }  # fmt: skip
    log.add(Kind.FLOW, flow, page=PAGE)


if __name__ == "__main__":
    sys.exit(main())
