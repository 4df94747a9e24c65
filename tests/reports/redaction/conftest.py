"""A recording in which planted values leave in many spellings, and a full pack around it."""

import base64
import gzip
import hashlib
import io
import json
import urllib.parse
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from recording import canonical, planted_pictures
from recording.event import Kind
from recording.identity import PlantedIdentity
from recording.log import Log
from reports import pack, seal
from reports.inspection import Account
from reports.settings import Seals

SEED = 1416166021
FIELDS = (
    ("phone", "number"),
    ("name", "name"),
    ("openid", "code"),
    ("phone", "encryptedData"),
    ("location", "latitude"),
    ("location", "longitude"),
    ("nickname_avatar", "nickName"),
    ("nickname_avatar", "picture"),
    ("id_number", "number"),
)

HELD = {"SSID": "翠湖路18号_5G", "BSSID": "9e:37:c1:5b:04:d8"}
"""The inspector's own network, which a phone was read for."""


class Leaky:
    """Writes the recording; ``values`` by field."""

    def __init__(self, root: Path) -> None:
        self.log = Log(root)
        self.log.run = "agree"
        identity = PlantedIdentity(SEED, "agree", lambda v: self.log.note("planted", **v.model_dump(mode="json")))
        self.log.note("seed", seed=SEED)
        self.log.note("run.begin", seed=SEED)
        self.values = {f"{k}.{f}": identity.hand_out(k, f, "typed", "pages/index/index").value for k, f in FIELDS}
        for field, value in HELD.items():
            self.log.note(
                "planted", id=f"device.{field}", kind="wifi", field=field, value=value, interface="device, read"
            )
            self.values[f"device.{field}"] = value
        self.count = 0

    def __getitem__(self, name: str) -> str:
        return self.values[name]

    def flow(self, body: bytes = b"", kind: str = "application/json", **more: object) -> None:
        self.count += 1
        headers = [["Content-Type", kind], *more.pop("headers", [])]  # type: ignore[misc]
        data = {
            "id": f"f{self.count}", "method": "POST", "url": "https://collect.track.example/v1", "scheme": "https",
            "host": "collect.track.example", "port": 443, "request_headers": headers,
            "request_body": self.log.blobs.put(body), "request_size": len(body), "status": 200,
            "response_headers": [["Content-Type", "application/json"]],
            "response_body": self.log.blobs.put(b'{"echo":' + json.dumps(self["openid.code"]).encode() + b"}"),
            "response_size": 1, "started_ns": self.count, "ended_ns": self.count + 1, **more,
        }  # fmt: skip
        self.log.add(Kind.FLOW, data, page="pages/index/index")


def json_bodies(leak: Leaky) -> None:
    phone, name, code = leak["phone.number"], leak["name.name"], leak["openid.code"]
    inner = json.dumps({"who": name, "deep": json.dumps({"p": phone})})
    hidden = base64.b64encode(json.dumps({"code": code, "n": 1}).encode()).decode()
    body = {"phone": int(phone), "again": phone, "inner": inner, "hidden": hidden, "long": leak["phone.encryptedData"]}
    leak.flow(json.dumps(body).encode())
    digests = {algorithm: hashlib.new(algorithm, phone.encode()).hexdigest() for algorithm in ("md5", "sha256", "sm3")}
    stamp = "1763770000123"
    digests["salted"] = hashlib.md5((phone + stamp).encode()).hexdigest()
    leak.flow(json.dumps({**digests, "ts": stamp, "+86": f"+86{phone}"}).encode())
    position = {"lat": float(leak["location.latitude"]), "lng": float(leak["location.longitude"])}
    leak.flow(json.dumps({"geo": position, "text": f"{position['lat']:.5f},{position['lng']:.5f}"}).encode())
    packed = gzip.compress(json.dumps({"name": name, "id": leak["id_number.number"]}).encode(), mtime=0)
    leak.flow(packed, headers=[["Content-Encoding", "gzip"]])


def other_bodies(leak: Leaky) -> None:
    phone, name = leak["phone.number"], leak["name.name"]
    leak.flow(urllib.parse.urlencode({"tel": phone, "name": name}).encode(), "application/x-www-form-urlencoded")
    leak.flow(f"name={name}&x=1".encode("gb18030"), "application/x-www-form-urlencoded; charset=gb18030")
    avatar = planted_pictures.avatar(leak["nickname_avatar.picture"])
    parts = [b'--XX\r\nContent-Disposition: form-data; name="a"\r\n\r\n' + name.encode()]
    parts.append(
        b'--XX\r\nContent-Disposition: form-data; name="f"; filename="a.png"\r\nContent-Type: image/png\r\n\r\n'
        + avatar
    )
    leak.flow(b"\r\n".join([*parts, b"--XX--\r\n"]), "multipart/form-data; boundary=XX")
    query = urllib.parse.urlencode({"q": json.dumps({"nick": leak["nickname_avatar.nickName"]}, ensure_ascii=False)})
    headers = [["X-Tel", base64.b64encode(phone.encode()).decode()], ["Cookie", f"a=1; tel={phone}"]]
    leak.flow(url=f"https://collect.track.example/p/{phone}?{query}#{name}", headers=headers, method="GET")
    leak.flow(type="websocket", url="wss://collect.track.example/s", id="ws")
    leak.flow(f"hello {phone}".encode(), type="frame", parent="ws", from_client=True)
    leak.flow(b"\x08\x01\x12\x0b" + phone.encode() + b"\0\0", "application/x-protobuf")


def hidden_bodies(leak: Leaky) -> None:
    """Ways in which no needle stands: what they hide must go, and the search must still say what left."""
    phone = leak["phone.number"]
    twice = hashlib.md5(hashlib.md5(phone.encode()).hexdigest().encode()).hexdigest()
    leak.flow(json.dumps({"a": phone[:3], "b": phone[3:7], "c": phone[7:], "x": 7}).encode())
    leak.flow(json.dumps({"twice": twice}).encode())
    leak.flow(json.dumps({"z": base64.b64encode(zlib.compress(phone.encode() * 4, 9, -15)).decode()}).encode())
    leak.flow(json.dumps({"listed": list(f"t={phone}".encode())}).encode())
    leak.flow(json.dumps({"t": phone}).encode("utf-16-le"))
    north, east = float(leak["location.latitude"]), float(leak["location.longitude"])
    leak.flow(json.dumps({"at": f"{east:.2f},{north:.2f}"}).encode())
    avatar = base64.b64encode(planted_pictures.avatar(leak["nickname_avatar.picture"])).decode()
    leak.flow(json.dumps({"face": f"data:image/png;base64,{avatar}"}).encode())
    point = base64.b64encode(leak["device.BSSID"].encode()).decode()
    leak.flow(json.dumps({"net": leak["device.SSID"], "at": point}).encode(), url="https://collect.track.example/v2")


def shown(leak: Leaky) -> int:
    phone, name = leak["phone.number"], leak["name.name"]
    image = Image.new("RGB", (750, 1624), "white")
    ImageDraw.Draw(image).text((100, 200), phone, fill="black")
    out = io.BytesIO()
    image.save(out, "PNG")
    nodes = [
        {"id": 1, "tag": "text", "rect": [40, 90, 200, 30], "text": f"手机 {phone}"},
        {"id": 2, "tag": "text", "rect": [40, 300, 200, 30], "text": "首页"},
    ]
    pixels = hashlib.sha256(out.getvalue()).hexdigest()
    data = {"pixels_sha256": pixels, "width": 750, "height": 1624, "scale": 2, "reason": "after-tap"}
    seq = leak.log.screen(out.getvalue(), {"page": "p", "nodes": nodes}, data, page="pages/index/index").seq
    badly = f"{phone[:3]} {phone[3:7]} {phone[7:]}".replace("1", "l")
    lines = [{"text": badly, "rect": [40, 600, 200, 20], "score": 0.6}]
    reading = {"engine": "rapidocr", "pixels_sha256": pixels, "lines": lines}
    canonical.write(leak.log.root / f"screens/{seq:06d}.ocr.json", reading)
    leak.log.note("ocr", screen=seq, path=f"screens/{seq:06d}.ocr.json", pixels_sha256=pixels)
    latitude, longitude = float(leak["location.latitude"]), float(leak["location.longitude"])
    args = {"latitude": latitude, "longitude": longitude, "name": name}
    call = {"phase": "begin", "id": "c1", "api": "wx.openLocation", "args": args}
    leak.log.add(Kind.CALL, call, page="pages/index/index")
    digest = hashlib.md5(phone.encode()).hexdigest()
    leak.log.add(Kind.STORAGE, {"op": "set", "key": "uid", "value": json.dumps(digest)})
    leak.log.add(Kind.ACTION, {"type": "input", "value": phone, "target": {"text": name}})
    leak.log.text("policy-agree-1.txt", f"您的手机号 {phone} 将用于登录")
    return seq


@pytest.fixture
def leaky(tmp_path: Path) -> Callable[[Path], Leaky]:
    def make(root: Path) -> Leaky:
        leak = Leaky(root)
        shown(leak)
        json_bodies(leak)
        other_bodies(leak)
        hidden_bodies(leak)
        leak.log.note("run.end", reason="done")
        leak.log.close()
        canonical.write(root / "target/app.json", {"pages": ["pages/index/index"]})
        canonical.write(
            root / "target/profile.json", {"target": {"appid": "wx0123456789abcdef"}, "declared": {"setting_list": []}}
        )
        return leak

    return make


@pytest.fixture
def full(tmp_path: Path, signing: seal.Key, leaky: Callable[[Path], Leaky]) -> tuple[Path, Leaky]:
    draft = pack.begin(tmp_path / "out")
    leak = leaky(draft.original)
    (draft.original / "flows").mkdir()
    (draft.original / "flows/flows.mitm").write_bytes(leak["phone.number"].encode())
    account = Account(seed=SEED, limitations=(f"typed {leak['phone.number']}",))
    done = pack.finish(draft, account, signing, reading_seconds=0, wanted=Seals())
    return done.path, leak
