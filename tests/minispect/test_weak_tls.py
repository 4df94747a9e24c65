"""A whole scan against servers of our own, each with another certificate: which of them is weak, and which only ours.

The small programs talk to stubs, which shake no hands; so SEC-02 has its violation and its near misses here.
"""

import asyncio
import contextlib
import datetime
import ssl
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID

from minispect import target
from minispect.inspection import Inspection, Request
from recording.recording import Recording

SERVERS = {
    "api.yuedu-tea.example": {"days": -2, "bits": 2048},
    "pic.yuedu-tea.example": {"days": 3, "bits": 2048},
    "old.yuedu-tea.example": {"days": 300, "bits": 1024},
    "shop.yuedu-tea.example": {"days": 300, "bits": 2048, "name": "*.yuedu-tea.example"},
}
WEAK = {"api.yuedu-tea.example": "expired", "old.yuedu-tea.example": "1024 bits"}
"""A certificate that ends in three days still holds, one for all of a domain's hosts names this one."""
PROFILE = """
[target]
name = "月渡茶舍"
operator = "福州月渡茶舍有限公司"
operator_hosts = ["api.yuedu-tea.example"]
[declared]
owner_setting = { contact_phone = "0591-5555-0108", notice_method = "公告" }
[host]
date = "2026-11-22"
"""
FILES = {
    "minispect.toml": PROFILE,
    "app.json": '{"pages": ["pages/tea/tea"], "window": {"navigationBarTitleText": "月渡茶舍"}}',
    "app.js": "App({})",
    "pages/tea/tea.js": """
      const ask = (name) => wx.request({ url: `https://${name}.yuedu-tea.example/today` })
      Page({ onLoad() { ['api', 'pic', 'old', 'shop'].forEach(ask) } })
    """,
    "pages/tea/tea.wxml": """
      <view>今日在泡：福鼎白牡丹、北苑水仙、茉莉银毫。茶点有绿豆糕和核桃酥，十点开门，二十二点打烊，周二休息。</view>
      <view bindtap="none">二楼靠窗四张桌子，先到先坐，不用登记，也不收预约金。</view>
    """,
}


def certificate(name: str, *, days: int, bits: int, folder: Path) -> ssl.SSLContext:
    """Of its own making; ``days`` from now it ends."""
    key = rsa.generate_private_key(65537, bits)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder(subject, subject, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=90))
        .not_valid_after(now + datetime.timedelta(days=days))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    form = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    file = folder / f"{name.replace('*', 'any')}.pem"
    file.write_bytes(made.public_bytes(serialization.Encoding.PEM) + key.private_bytes(*form))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.set_ciphers("DEFAULT:@SECLEVEL=0")
    context.load_cert_chain(file)
    return context


async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
        while True:
            await reader.readuntil(b"\r\n\r\n")
            writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}")
            await writer.drain()
    writer.close()


@contextlib.asynccontextmanager
async def servers(folder: Path) -> AsyncIterator[dict[str, str]]:
    """Host names to the addresses that answer for them."""
    async with contextlib.AsyncExitStack() as stack:
        hosts = {}
        for host, facts in SERVERS.items():
            context = certificate(
                str(facts.get("name", host)), days=int(facts["days"]), bits=int(facts["bits"]), folder=folder
            )
            server = await stack.enter_async_context(await asyncio.start_server(answer, "127.0.0.1", 0, ssl=context))
            hosts[host] = f"127.0.0.1:{server.sockets[0].getsockname()[1]}"
        yield hosts


@pytest.mark.browser
async def test_weak_servers_are_told_from_sound_ones(tmp_path: Path) -> None:
    for name, text in FILES.items():
        path = tmp_path / "program" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    chosen = target.find(str(tmp_path / "program"), None, "live", None)
    async with servers(tmp_path) as hosts:
        request = Request(
            chosen, tmp_path / "out", ("untouched",), budget=5, patience=0.6, read_screens=False, hosts=hosts
        )
        result = await Inspection(request, lambda _: None).run()
    recording = Recording(result.pack.path / "data" / "original")
    assert {str(e.data["host"]) for e in recording.of("flow")} >= set(SERVERS), "every server was spoken to"
    (verdict,) = (v for v in result.pack.verdicts if v.check == "SEC-02")
    assert verdict.verdict == "fail"
    assert {f.subject[0]: f.subject[1] for f in verdict.findings}.keys() == WEAK.keys()
    assert all(WEAK[f.subject[0]] in f.subject[1] for f in verdict.findings)
