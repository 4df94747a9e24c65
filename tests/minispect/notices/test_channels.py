"""What really leaves by webhook, e-mail and file, against servers of the test's own."""

import asyncio
import datetime
import hashlib
import hmac
import json
import ssl
import threading
from collections.abc import AsyncIterator, Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.smtp import SMTP, AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from minispect.notices import lines, mail, webhook
from minispect.notices.message import Message, NotSentError
from minispect.notices.settings import File, Mail, Webhook

MESSAGE = Message(
    "7", "violation", "2026-11-22T03:00:00+00:00", "新增 1 项违规", "正文\n.\nend\n", {"totals": {"new": 1}}
)


class Receiver(HTTPServer):
    """Answers every POST with ``status``; keeps what came."""

    status = 204
    headers: dict[str, str] = {}  # noqa: RUF012

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.got: list[tuple[str, dict[str, str], bytes]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/hook"


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        server: Any = self.server
        body = self.rfile.read(int(self.headers["content-length"]))
        server.got.append((self.path, {k.lower(): v for k, v in self.headers.items()}, body))
        self.send_response(server.status)
        for name, value in server.headers.items():
            self.send_header(name, value)
        self.end_headers()

    do_GET = do_POST  # noqa: N815

    def log_message(self, *_: object) -> None:
        """Quiet."""


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    server = Receiver()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


def hook(url: str, **more: Any) -> Webhook:
    return Webhook(name="ops", url=url, secret="s3cret", **more)


def test_a_webhook_is_signed_with_its_time(receiver: Receiver) -> None:
    webhook.send(hook(receiver.url), "s3cret", MESSAGE)
    ((path, headers, body),) = receiver.got
    stamp = headers["x-minispect-timestamp"]
    assert abs(int(stamp) - datetime.datetime.now(datetime.UTC).timestamp()) < 60
    expected = hmac.new(b"s3cret", f"{stamp}.".encode() + body, hashlib.sha256).hexdigest()
    assert headers["x-minispect-signature"] == f"v1={expected}"
    assert headers["x-minispect-delivery"] == "7"
    told = json.loads(body)
    assert (path, told["format"], told["kind"], told["totals"]) == (
        "/hook",
        "minispect-notice/1",
        "violation",
        {"new": 1},
    )


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_webhook_follows_nobody(receiver: Receiver, status: int) -> None:
    receiver.status = status
    receiver.headers = {"location": receiver.url.replace("127.0.0.1", "localhost")}
    with pytest.raises(NotSentError, match="which is not followed") as told:
        webhook.send(hook(receiver.url), "s3cret", MESSAGE)
    assert len(receiver.got) == 1
    assert not told.value.for_good
    assert "s3cret" not in str(told.value)


def test_a_webhook_that_is_refused_or_silent(receiver: Receiver, monkeypatch: pytest.MonkeyPatch) -> None:
    for status, for_good in ((500, False), (429, False), (404, False), (410, True)):
        receiver.status = status
        with pytest.raises(NotSentError, match=f"answered {status}") as told:
            webhook.send(hook(receiver.url), "s3cret", MESSAGE)
        assert told.value.for_good is for_good
    monkeypatch.setattr(Receiver, "finish_request", lambda *_: threading.Event().wait(0.2))
    with pytest.raises(NotSentError, match="could not be reached"):
        webhook.send(hook(receiver.url, timeout=0.1), "s3cret", MESSAGE)
    with pytest.raises(NotSentError, match="could not be reached"):
        webhook.send(hook("http://127.0.0.1:1/"), "s3cret", MESSAGE)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Key and self-signed certificate for localhost, in one PEM file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    today = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(today - datetime.timedelta(days=1))
        .not_valid_after(today + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("tls") / "localhost.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return path


class Box:
    """Takes mail; refuses recipients that begin with ``no``."""

    def __init__(self) -> None:
        self.got: list[tuple[list[str], bytes]] = []

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802
        if address.startswith("no"):
            return "550 nobody of that name"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        self.got.append((list(envelope.rcpt_tos), envelope.original_content))
        return "250 taken"


def _authenticate(server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
    known = (data.login, data.password) == (b"minispect", b"s3cret")
    return AuthResult(success=known, handled=known)


@pytest.fixture
async def post_office(certificate: Path) -> AsyncIterator[tuple[Box, int]]:
    """With STARTTLS and a login that is demanded."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    box, loop = Box(), asyncio.get_running_loop()

    def connection() -> SMTP:
        return SMTP(
            box,
            hostname="localhost",
            tls_context=context,
            require_starttls=True,
            auth_required=True,
            authenticator=_authenticate,
            loop=loop,
        )

    server = await loop.create_server(connection, "127.0.0.1", 0)
    yield box, server.sockets[0].getsockname()[1]
    server.close()


def letter(port: int, certificate: Path, **more: Any) -> Mail:
    ordinary = {"host": "localhost", "port": port, "user": "minispect", "password": "s3cret", "ca": str(certificate)}
    people = {"sender": "minispect@lab.example", "to": ("a@y.example", "b@y.example")}
    return Mail(name="desk", **{**ordinary, **people, **more})


async def test_a_mail_is_encrypted_logged_in_and_plain(
    post_office: tuple[Box, int], certificate: Path, tmp_path: Path
) -> None:
    box, port = post_office
    await asyncio.to_thread(mail.send, letter(port, certificate), "s3cret", MESSAGE, tmp_path)
    ((people, data),) = box.got
    assert people == ["a@y.example", "b@y.example"]
    found = message_from_bytes(data, policy=policy.default)
    assert isinstance(found, EmailMessage)
    assert found["subject"] == "新增 1 项违规"
    assert found["message-id"] == "<notice-7@lab.example>"
    assert found.get_content_type() == "text/plain"
    assert found.get_content().splitlines() == ["正文", ".", "end"]


async def test_a_mail_that_is_refused(post_office: tuple[Box, int], certificate: Path, tmp_path: Path) -> None:
    box, port = post_office
    wrong = (
        (letter(port, certificate), "wrong", "does not accept user and password", False),
        (letter(port, certificate, ca=""), "s3cret", "certificate or encryption", False),
        (letter(port, certificate, to=("no@y.example",)), "s3cret", "refuses every recipient", True),
        (letter(port, certificate, to=("no@y.example", "a@y.example")), "s3cret", "refused 1 of 2", True),
        (letter(port, certificate, user="", password="", security="none"), "", "mail server answered 530", False),
        (letter(1, certificate), "s3cret", "could not be reached", False),
    )
    for channel, password, says, for_good in wrong:
        with pytest.raises(NotSentError, match=says) as told:
            await asyncio.to_thread(mail.send, channel, password, MESSAGE, tmp_path)
        assert told.value.for_good is for_good, says
        assert "s3cret" not in str(told.value)
    assert len(box.got) == 1, "only the letter that one of two accepted"


def test_lines_are_whole_and_for_their_owner(tmp_path: Path) -> None:
    channel = File(name="log", path="out/notices.jsonl")
    for _ in range(2):
        lines.send(channel, MESSAGE, tmp_path)
    path = tmp_path / "out/notices.jsonl"
    assert [json.loads(line)["subject"] for line in path.read_text(encoding="utf-8").splitlines()] == [
        MESSAGE.subject
    ] * 2
    assert path.stat().st_mode & 0o077 == 0
    path.unlink()
    path.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(NotSentError, match="cannot be written"):
        lines.send(channel, MESSAGE, tmp_path)
    assert not (tmp_path / "elsewhere").exists()
