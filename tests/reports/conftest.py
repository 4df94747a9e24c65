"""A small recording and a small sealed bag, made without a browser."""

import hashlib
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from detectors import catalogue
from detectors.verdict import Box, CallSite, Evidence, Finding, Hit, Text, Verdict
from recording import canonical
from recording.event import Kind
from recording.log import Log
from recording.recording import Recording
from reports import bag, custody, inspection, schemas, seal

ENVIRONMENT = {
    "machine": {"system": "Linux"},
    "tools": {},
    "libraries": {},
    "minispect": {"version": "0.1.0"},
    "fonts": {"chinese": "", "sha256": ""},
    "clock": {"state": "unchecked"},
    "gathered": "2026-11-22T02:30:00.000Z",
    "cleanliness": {"fresh_profile": True},
    "driver": "embedded",
}


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


def record(root: Path, name: str = "小碗面馆") -> Path:
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
    planted = {"id": "refuse.1", "kind": "openid", "field": "code", "value": "planted-openid-77", "call": "c1"}
    log.note("planted", interface="wx.login", **planted)
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
    log.note(
        "coverage",
        walked=["pages/index/index"],
        direct=[],
        missed=[{"path": "pages/order/order", "reason": "no way found"}],
    )
    log.note("run.end", reason="done")
    log.close()
    canonical.write(root / "target" / "app.json", {"pages": ["pages/index/index", "pages/order/order"]})
    profile = {
        "target": {"name": name, "appid": "wx0123456789abcdef", "operator": "示例餐饮有限公司"},
        "case": {"ref": "沪市监〔2026〕7号", "organisation": "示例检查机构", "operators": ["甲", "乙"]},
    }
    canonical.write(root / "target" / "profile.json", profile)
    canonical.write(root / "environment.json", ENVIRONMENT)
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
    driver = {"name": "minispect", "version": "0.1.0", "rules": []}
    sarif = {"version": "2.1.0", "runs": [{"tool": {"driver": driver}, "results": []}]}
    canonical.write(root / "data" / "derived" / "findings.sarif", sarif)
    schemas.write(root / "data" / "schema")
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


@pytest.fixture
def verdicts(original: Path) -> list[Verdict]:
    """What the checks might say of the small recording: a wall and a leak, nothing else judged."""
    return violations(Recording(original))


def violations(recording: Recording, words: str = "Phone demanded before content") -> list[Verdict]:
    screens = [event.seq for event in recording.of("screen")]
    flow = recording.of("flow")[0]
    call = recording.of("call")[0]
    reason = Text(zh=f"未展示内容即索取：{words}", en=words)
    box = Box(screen=screens[0], rect=(40, 450, 295, 50), label=Text(zh=words, en=words))
    site = CallSite(seq=call.seq, api=str(call.data["api"]), file=str(call.data["file"]), line=12)
    actions = tuple(event.seq for event in recording.of("action"))
    wall = Evidence(run="refuse", page=flow.page, events=actions, screens=tuple(screens), boxes=(box,), call=site)
    hit = Hit(
        flow=flow.seq, planted="refuse.1", kind="openid", spelling="plain", place="body", path="body > json.device",
        excerpt=f'{{"device":"planted-openid-77","v":"{words}"}}', host=str(flow.data["host"]),
    )  # fmt: skip
    leak = Evidence(run="refuse", page=flow.page, flows=(flow.seq,), screens=(screens[0],), hits=(hit,), call=site)
    said = {
        "PHN-01": Verdict(
            check="PHN-01", verdict="fail", reason=reason,
            findings=(Finding(check="PHN-01", subject=("phone", "launch"), reason=reason, evidence=wall),),
        ),
        "PRE-02": Verdict(
            check="PRE-02", verdict="fail", reason=reason,
            findings=(Finding(check="PRE-02", subject=("openid",), reason=reason, evidence=leak),),
        ),
        "CON-01": Verdict(check="CON-01", verdict="pass", reason=reason),
        "FLW-01": Verdict(check="FLW-01", verdict="inconclusive", reason=reason),
        "SEC-01": Verdict(check="SEC-01", verdict="error", reason=reason),
    }  # fmt: skip
    silent = Text(zh="未检查", en="not judged")
    return [
        said.get(check) or Verdict(check=check, verdict="not-judged", reason=silent) for check in catalogue.entries()
    ]


@pytest.fixture
def make_recording() -> Callable[..., Path]:
    return record


@pytest.fixture
def make_verdicts() -> Callable[..., list[Verdict]]:
    return violations
