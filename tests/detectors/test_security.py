"""SEC-02 to SEC-05: handshakes, storage, screens and console."""

import datetime
import json
from functools import cache
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID

PHONE = "14820261122"
ID = "110101190001011009"
REAL_ID = "11010519491231002X"
CARD = "6200001234567890128"


def set_up(story: Any) -> None:
    story.setup({"target": {"operator_hosts": ["api.example.test"]}})
    story.run("untouched")
    story.start()
    story.show(story.screens.menu())


def judged(story: Any, check: str) -> Any:
    story.covered()
    story.whole()
    return story.verdicts()[check]


@cache
def certificate(bits: int) -> bytes:
    key = rsa.generate_private_key(65537, bits)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "a.test")])
    issuer = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "ca.test")])
    day = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
    built = x509.CertificateBuilder().subject_name(name).issuer_name(issuer).public_key(key.public_key())
    built = built.serial_number(7).not_valid_before(day).not_valid_after(day + datetime.timedelta(days=999))
    return built.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)


@pytest.mark.parametrize(
    ("tls", "bits", "verdict"),
    [
        ({"version": "TLSv1.3", "cipher": "TLS_AES_256_GCM_SHA384", "verdict": "valid"}, 2048, "pass"),
        ({"version": "TLSv1.1", "cipher": "ECDHE-RSA-AES128-SHA", "verdict": "valid"}, 2048, "fail"),
        ({"version": "TLSv1.2", "cipher": "DES-CBC3-SHA", "verdict": "valid"}, 2048, "fail"),
        ({"version": "TLSv1.3", "cipher": "x", "verdict": "invalid", "reason": "expired"}, 2048, "fail"),
        ({"version": "TLSv1.3", "cipher": "x", "verdict": "invalid", "reason": "unknown issuer"}, 2048, "inconclusive"),
        ({"version": "TLSv1.2", "cipher": "x", "verdict": "valid"}, 1024, "fail"),
        ({}, 0, "inconclusive"),
    ],
)
def test_handshakes(story: Any, tls: Any, bits: int, verdict: str) -> None:
    set_up(story)
    chain = [story.log.blobs.put(certificate(bits))] if bits else []
    story.flow("https://api.example.test/x", {"a": 1}, tls={**tls, "chain": chain})
    assert judged(story, "SEC-02").verdict == verdict


def store(story: Any, key: str, value: Any) -> None:
    from recording.event import Kind

    text = json.dumps(value, ensure_ascii=False)
    story.log.add(Kind.STORAGE, {"op": "set", "key": key, "value": text, "file": "app.js", "line": 3})


@pytest.mark.parametrize(
    ("kind", "value", "stored", "verdict"),
    [
        ("id_number", ID, {"profile": {"no": ID}}, "fail"),
        ("bank_card", CARD, CARD, "fail"),
        ("phone", PHONE, {"tel": PHONE}, "inconclusive"),
        ("phone", PHONE, {"h": "3c9909afec25354d551dae21590bb26e"}, "pass"),
        ("phone", PHONE, {"idCard": REAL_ID}, "inconclusive"),
        ("phone", PHONE, {"session_key": "tiihtNczf5v6AKRyjwEUhQ=="}, "fail"),
        ("phone", PHONE, {"token": "7f3a9c2e11d84b6f90aa"}, "pass"),
    ],
)
def test_what_lies_in_storage(story: Any, kind: str, value: str, stored: Any, verdict: str) -> None:
    set_up(story)
    story.plant(kind, "number", value, "typed")
    store(story, "user", stored)
    found = judged(story, "SEC-03")
    assert found.verdict == verdict
    assert all(f.evidence.call is not None for f in found.findings)


@pytest.mark.parametrize(
    ("attrs", "stored", "verdict"),
    [
        ({"password": "true"}, {"pw": "Mi-2468-ok"}, "fail"),
        ({"type": "safe-password"}, {"pw": "Mi-2468-ok"}, "fail"),
        ({"placeholder": "请设置密码"}, {"pw": "Mi-2468-ok"}, "fail"),
        ({"placeholder": "备注"}, {"note": "Mi-2468-ok"}, "pass"),
        ({"password": "true"}, {"token": "7f3a9c2e11d8"}, "pass"),
    ],
)
def test_a_password_that_was_typed(story: Any, attrs: Any, stored: Any, verdict: str) -> None:
    set_up(story)
    story.show([*story.screens.menu(), {"tag": "input", "text": "…", "rect": (20, 600, 300, 40), "attrs": attrs}])
    story.act("input", "fill", "…", value="Mi-2468-ok")
    store(story, "user", stored)
    found = judged(story, "SEC-03")
    assert found.verdict == verdict, found.reason.en


def test_nothing_stored(story: Any) -> None:
    set_up(story)
    assert judged(story, "SEC-03").verdict == "not-applicable"


def show_in(story: Any, starts: int, *parts: Any) -> None:
    set_up(story)
    for _ in range(starts):
        story.start()
        story.show([*story.screens.menu(), *parts], page="pages/mine/mine")


def row(label: str, value: str, **more: Any) -> Any:
    cells = [{"text": label, "rect": (0, 600, 80, 20)}, {"text": value, "rect": (90, 600, 200, 20), **more}]
    return {"rect": (0, 600, 375, 20), "children": cells}


@pytest.mark.parametrize(
    ("parts", "starts", "verdict"),
    [
        ([row("身份证", REAL_ID)], 2, "fail"),
        ([row("身份证", REAL_ID)], 1, "inconclusive"),
        ([row("银行卡", "6222021234567890128")], 2, "fail"),
        ([row("订单号", "6222021234567890128")], 2, "not-applicable"),
        ([row("身份证", "110105********002X")], 2, "pass"),
        ([row("身份证", REAL_ID, tag="input")], 2, "not-applicable"),
        ([row("手机号", "13800138000")], 2, "inconclusive"),
        ([], 2, "not-applicable"),
    ],
)
def test_numbers_on_screens(story: Any, parts: Any, starts: int, verdict: str) -> None:
    show_in(story, starts, *parts)
    found = judged(story, "SEC-04")
    assert found.verdict == verdict
    assert all(f.evidence.boxes for f in found.findings)


def test_a_number_the_user_asked_to_see(story: Any) -> None:
    set_up(story)
    for _ in range(2):
        story.start()
        eye = story.screens.tap("显示", rect=(300, 600, 60, 20))
        story.show([*story.screens.menu(), row("身份证", "110105********002X"), eye], page="pages/mine/mine")
        story.act("tap", text="显示")
        story.show([*story.screens.menu(), row("身份证", REAL_ID)], page="pages/mine/mine")
    assert judged(story, "SEC-04").verdict == "pass"


@pytest.mark.parametrize(("text", "verdict"), [(f"login {PHONE}", "inconclusive"), ("page loaded", "pass")])
def test_the_console(story: Any, text: str, verdict: str) -> None:
    set_up(story)
    story.plant("phone", "number", PHONE)
    story.log.note("console", level="log", text=text)
    assert judged(story, "SEC-05").verdict == verdict
