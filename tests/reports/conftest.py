"""A small recording and a small sealed bag, made without a browser."""

import hashlib
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from recording import canonical
from recording.event import Kind
from recording.log import Log
from reports import bag, custody, inspection, seal


def picture(colour: str = "#ffffff", text: str = "") -> bytes:
    image = Image.new("RGB", (750, 1624), colour)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, 750, 180), fill="#e8e8e8")
    draw.rectangle((80, 900, 670, 1000), fill="#07c160")
    draw.text((100, 300), text, fill="black")
    out = io.BytesIO()
    image.save(out, "PNG", compress_level=1)
    return out.getvalue()


def add_screen(log: Log, page: str, colour: str, reason: str = "") -> int:
    png = picture(colour)
    pixels = hashlib.sha256(png).hexdigest()
    tree = {
        "page": page,
        "nodes": [{"id": 1, "tag": "button", "rect": [40, 450, 295, 50], "text": "授权手机号后点餐"}],
    }
    data = {"pixels_sha256": pixels, "width": 750, "height": 1624, "scale": 2, "reason": reason}
    return log.screen(png, tree, data, page=page).seq


@pytest.fixture
def original(tmp_path: Path) -> Path:
    """An ``original/`` folder: one run, two screens, a call, an exchange with a planted value."""
    return record(tmp_path / "work" / "data" / "original")


def record(root: Path) -> Path:
    root.mkdir(parents=True)
    log = Log(root)
    log.run = "refuse"
    log.note("run.begin")
    log.note("start", number=1, purpose="explore")
    log.add(Kind.ACTION, {"type": "launch"})
    first = add_screen(log, "pages/index/index", "#ffffff", "launch")
    target = {"text": "授权手机号后点餐", "rect": [40, 450, 295, 50], "tag": "button", "open_type": "getPhoneNumber"}
    log.add(
        Kind.ACTION, {"type": "tap", "target": target, "point": [187, 475], "screen": first}, page="pages/index/index"
    )
    call = {"phase": "begin", "id": "c1", "api": "wx.request", "file": "pages/index/index.js", "line": 12, "column": 5}
    log.add(Kind.CALL, call, page="pages/index/index")
    body = log.blobs.put(b'{"device":"planted-openid-77","v":1}')
    flow = {
        "id": "f1",
        "call": "c1",
        "method": "POST",
        "url": "https://api.example.test/v1/collect?a=1",
        "scheme": "https",
        "host": "api.example.test",
        "port": 443,
        "request_headers": [["content-type", "application/json"]],
        "request_body": body,
        "request_size": 36,
        "status": 200,
        "response_headers": [["content-type", "application/octet-stream"]],
        "response_body": log.blobs.put(b"\0\1binary"),
        "response_size": 8,
        "started_ns": 10,
        "ended_ns": 20,
    }
    log.add(Kind.FLOW, flow, page="pages/index/index")
    add_screen(log, "pages/index/index", "#dddddd", "after-tap")
    log.note("coverage", walked=["pages/index/index"], direct=[], missed=[{"path": "pages/order/order", "reason": "no way found"}])
    log.note("run.end", reason="done")
    log.close()
    canonical.write(root / "target" / "app.json", {"pages": ["pages/index/index", "pages/order/order"]})
    profile = {
        "target": {"name": "小碗面馆", "appid": "wx0123456789abcdef", "operator": "示例餐饮有限公司"},
        "case": {"ref": "沪市监〔2026〕7号", "organisation": "示例检查机构", "operators": ["甲", "乙"]},
    }
    canonical.write(root / "target" / "profile.json", profile)
    canonical.write(root / "environment.json", {"clock": {"state": "unchecked"}})
    return root


@pytest.fixture
def signing(tmp_path: Path) -> seal.Key:
    return seal.key(tmp_path / "keys")


@pytest.fixture
def sealed(original: Path, signing: seal.Key) -> Path:
    """A sealed bag around the small recording, with the least that verification asks for."""
    root = original.parent.parent
    return close(root, signing)


def close(root: Path, signing: seal.Key) -> Path:
    chain = root / "data" / "original" / "custody.jsonl"
    if not chain.exists():
        custody.Custody(chain, "minispect").add("run.opened", "refuse")
    canonical.write(root / "data" / "inspection.json", inspection.Inspection(id="MI-1").model_dump(mode="json"))
    sarif = {"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "minispect"}}, "results": []}]}
    canonical.write(root / "data" / "derived" / "findings.sarif", sarif)
    bag.write(root, bag.Info("示例检查机构", "MI-1", "2026-11-22", "minispect 0.1.0"))
    seal.seal(root, signing)
    return root


@pytest.fixture
def trusted(tmp_path: Path, signing: seal.Key) -> Callable[[], Path]:
    def write() -> Path:
        path = tmp_path / "allowed_signers"
        path.write_text(signing.signers_line("inspector@authority.example") + "\n", encoding="utf-8")
        return path

    return write
