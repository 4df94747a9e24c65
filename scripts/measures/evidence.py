"""The pack: its share of a scan's time, its size, and the speed of verifying it beside the public tools."""

import contextlib
import hashlib
import io
import subprocess
import tempfile
import time
from pathlib import Path
from random import Random

from PIL import Image, ImageDraw

from recording import canonical
from recording.event import Kind
from recording.log import Log
from reports import bag, custody, ed25519, inspection, pack, schemas, seal, verify
from reports.settings import Seals

_WORDS = ("商品", "订单", "门店", "优惠", "会员", "外卖", "预约", "收藏", "购物车", "首页", "推荐", "热销", "套餐")


def screen(log: Log, random: Random, number: int) -> None:
    """A page as programs draw them: blocks, lists, words; no noise, no photograph."""
    image = Image.new("RGB", (750, 1624), "#f5f6f8")
    draw = ImageDraw.Draw(image)
    nodes = []
    for row in range(18):
        top = 130 + row * 80
        colour = tuple(random.randrange(90, 240) for _ in range(3))
        draw.rectangle((24, top, 726, top + 68), fill="white")
        draw.rectangle((36, top + 8, 88, top + 60), fill=colour)
        draw.text((110, top + 20), f"{number} {random.random()}", fill="black")
        text = " ".join(random.choice(_WORDS) for _ in range(6))
        nodes.append({"id": row + 1, "tag": "text", "rect": [12, top / 2, 350, 34], "text": text})
    out = io.BytesIO()
    image.save(out, "PNG")
    pixels = hashlib.sha256(out.getvalue()).hexdigest()
    data = {"pixels_sha256": pixels, "width": 750, "height": 1624, "scale": 2, "reason": "after-tap"}
    log.screen(out.getvalue(), {"page": f"pages/p{number}/p", "nodes": nodes}, data, page=f"pages/p{number}/p")


def _flow(log: Log, random: Random, number: int) -> None:
    """A request of half a kilobyte and an answer of six: a list of goods."""
    rows = [{"id": random.randrange(10**6), "name": random.choice(_WORDS), "price": random.random()} for _ in range(90)]
    answer = canonical.line({"rows": rows, "page": number}).encode()
    body = canonical.line({"page": number, "query": random.choice(_WORDS), "mark": random.random()}).encode()
    headers = [
        ["Content-Type", "application/json"],
        ["User-Agent", "x" * 260],
        ["Referer", "https://servicewechat.com/"],
    ]
    data = {
        "id": f"f{number}", "method": "POST", "url": f"https://api.bench.example/list/{number % 40}?t={number}",
        "scheme": "https", "host": "api.bench.example", "port": 443, "request_headers": headers,
        "request_body": log.blobs.put(body), "request_size": len(body), "status": 200,
        "response_headers": headers[:1], "response_body": log.blobs.put(answer), "response_size": len(answer),
        "started_ns": number, "ended_ns": number + 1,
    }  # fmt: skip
    log.add(Kind.FLOW, data, page="pages/p0/p")


def size() -> dict[str, float]:
    """A pack of 40 screens and 500 flows: its size on the disk and how long writing it took after the last event."""
    with tempfile.TemporaryDirectory(prefix="minispect-bench-") as name:
        draft = pack.begin(Path(name))
        random = Random(7)
        log = Log(draft.original)
        log.run = "agree"
        log.note("run.begin")
        for number in range(500):
            if number % 12 == 0 and number < 480:
                screen(log, random, number // 12)
            _flow(log, random, number)
        log.note("run.end", reason="done")
        log.close()
        canonical.write(draft.original / "target" / "app.json", {"pages": [f"pages/p{n}/p" for n in range(40)]})
        began = time.perf_counter()
        done = pack.finish(draft, inspection.Account(), seal.key(Path(name) / "keys"), wanted=Seals())
        seconds = time.perf_counter() - began
        total = sum(path.stat().st_size for path in done.path.rglob("*") if path.is_file())
    return {"mb": total / 1e6, "seconds": seconds}


def speed(megabytes: int = 1000) -> dict[str, float]:
    """Seconds of verifying a pack of that size, and of ``sha256sum`` and ``cksum -a sm3`` on the same files after it.

    Both read from the page cache: the files are read once before, by the sealing.
    """
    with tempfile.TemporaryDirectory(prefix="minispect-bench-") as name:
        root = Path(name) / "MI-1"
        original = root / "data" / "original"
        log = Log(original)
        log.note("run.begin")
        noise = Random(7).randbytes(1 << 20)
        for number in range(40):
            stream = log.blobs.stream()
            stream.write(str(number).encode())
            for _ in range(megabytes // 40):
                stream.write(noise)
            stream.close()
        log.close()
        custody.Custody(original / "custody.jsonl", "bench").add("run.opened")
        with contextlib.suppress(OSError):
            (original / "texts").rmdir()
        about = inspection.Inspection(id="MI-1").model_dump(mode="json")
        canonical.write(root / "data" / "inspection.json", about)
        driver = {"name": "minispect", "version": "0", "rules": []}
        sarif = {"version": "2.1.0", "runs": [{"tool": {"driver": driver}, "results": []}]}
        canonical.write(root / "data" / "derived" / "findings.sarif", sarif)
        schemas.write(root / "data" / "schema")
        bag.write(root, bag.Info("bench", "MI-1", "2026-11-22", "minispect"))
        seal.seal(root, seal.key(Path(name) / "keys"))
        began = time.perf_counter()
        result = verify.verify(root, holds=ed25519.holds)
        ours = time.perf_counter() - began
        if result.refused:
            raise SystemExit(f"the pack of the measure does not verify: {result.summary}")
        theirs = _seconds(root, "sha256sum", "-c", "--quiet", "manifest-sha256.txt")
        theirs += _seconds(root, "cksum", "-a", "sm3", "-c", "--quiet", "manifest-sm3.txt")
    return {"ours": ours, "theirs": theirs}


def _seconds(root: Path, *command: str) -> float:
    began = time.perf_counter()
    subprocess.run(command, cwd=root, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - began


if __name__ == "__main__":
    print({**size(), **speed()})
