"""A WireGuard client in user space, enough for TCP, TLS and DNS questions; from the protocol's white paper."""

import hashlib
import hmac
import os
import socket
import ssl
import struct
import time
from collections.abc import Callable
from typing import Any

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

OWN = "10.0.0.1"


def _hash(data: bytes) -> bytes:
    return hashlib.blake2s(data).digest()


def _kdf(chain: bytes, data: bytes, count: int) -> list[bytes]:
    secret = hmac.new(chain, data, hashlib.blake2s).digest()
    found, last = [], b""
    for number in range(1, count + 1):
        last = hmac.new(secret, last + bytes([number]), hashlib.blake2s).digest()
        found.append(last)
    return found


def _public(key: X25519PrivateKey) -> bytes:
    return key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)


def _seal(key: bytes, counter: int, text: bytes, more: bytes = b"") -> bytes:
    return ChaCha20Poly1305(key).encrypt(b"\0" * 4 + struct.pack("<Q", counter), text, more)


def _open(key: bytes, counter: int, sealed: bytes, more: bytes = b"") -> bytes:
    return ChaCha20Poly1305(key).decrypt(b"\0" * 4 + struct.pack("<Q", counter), sealed, more)


class Client:
    """Connected once it is made."""

    def __init__(self, own: bytes, server: bytes, address: tuple[str, int]) -> None:
        self._udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._udp.settimeout(5)
        self._udp.connect(address)
        self._sent = 0
        self._port = 40_000
        self._handshake(X25519PrivateKey.from_private_bytes(own), X25519PublicKey.from_public_bytes(server), server)

    def close(self) -> None:
        self._udp.close()

    def _handshake(self, own: X25519PrivateKey, peer: X25519PublicKey, peer_bytes: bytes) -> None:
        fresh = X25519PrivateKey.generate()
        chain = _hash(b"Noise_IKpsk2_25519_ChaChaPoly_BLAKE2s")
        seen = _hash(_hash(chain + b"WireGuard v1 zx2c4 Jason@zx2c4.com") + peer_bytes)
        (chain,) = _kdf(chain, _public(fresh), 1)
        seen = _hash(seen + _public(fresh))
        chain, key = _kdf(chain, fresh.exchange(peer), 2)
        static = _seal(key, 0, _public(own), seen)
        seen = _hash(seen + static)
        chain, key = _kdf(chain, own.exchange(peer), 2)
        stamp = _seal(key, 0, struct.pack(">QI", 2**62 + int(time.time()), 0), seen)
        seen = _hash(seen + stamp)
        begun = struct.pack("<II", 1, 7) + _public(fresh) + static + stamp
        mac = hashlib.blake2s(begun, digest_size=16, key=_hash(b"mac1----" + peer_bytes)).digest()
        self._udp.send(begun + mac + b"\0" * 16)
        answer = self._udp.recv(2000)
        kind, self._peer, mine = struct.unpack_from("<III", answer)
        assert (kind, mine) == (2, 7)
        theirs = answer[12:44]
        (chain,) = _kdf(chain, theirs, 1)
        seen = _hash(seen + theirs)
        for secret in (fresh, own):
            (chain,) = _kdf(chain, secret.exchange(X25519PublicKey.from_public_bytes(theirs)), 1)
        chain, mixed, key = _kdf(chain, b"\0" * 32, 3)
        seen = _hash(seen + mixed)
        assert _open(key, 0, answer[44:60], seen) == b""
        self._out, self._in = _kdf(chain, b"", 2)

    # --- packets

    def _send(self, protocol: int, to: str, body: bytes) -> None:
        head = struct.pack(
            ">BBHHHBBH4s4s", 0x45, 0, 20 + len(body), os.getpid() & 0xFFFF, 0, 64, protocol, 0,
            socket.inet_aton(OWN), socket.inet_aton(to),
        )  # fmt: skip
        packet = head[:10] + struct.pack(">H", _sum(head)) + head[12:] + body
        packet += b"\0" * (-len(packet) % 16)
        self._udp.send(struct.pack("<IIQ", 4, self._peer, self._sent) + _seal(self._out, self._sent, packet))
        self._sent += 1

    def _receive(self) -> bytes:
        """The body of the next IP packet for us."""
        while True:
            data = self._udp.recv(70_000)
            counter = struct.unpack_from("<Q", data, 8)[0]
            packet = _open(self._in, counter, data[16:]) if data[0] == 4 else b""
            if packet:
                return packet[(packet[0] & 15) * 4 : struct.unpack_from(">H", packet, 2)[0]]

    def ask_name(self, name: str) -> str:
        """An A question to the tunnel's name server."""
        labels = b"".join(bytes([len(part)]) + part.encode() for part in name.split(".")) + b"\0"
        question = struct.pack(">HHHHHH", 9, 0x0100, 1, 0, 0, 0) + labels + struct.pack(">HH", 1, 1)
        head = struct.pack(">HHHH", 5353, 53, 8 + len(question), 0)
        whole = _pseudo("10.0.0.53", 17, head + question)
        self._send(17, "10.0.0.53", head[:6] + struct.pack(">H", _sum(whole)) + question)
        return socket.inet_ntoa(self._receive()[-4:])

    def exchange(self, to: str, port: int, data: bytes) -> bytes:
        """Open a TCP connection, send, and read until the other side ends it."""
        self._dial(to, port)
        self._write(data)
        return b"".join(iter(self._read, b""))

    def exchange_tls(self, to: str, name: str, data: bytes, context: ssl.SSLContext) -> bytes:
        """The same by TLS on port 443, the server's certificate checked for ``name``. Raises ssl.SSLError."""
        self._dial(to, 443)
        came, going = ssl.MemoryBIO(), ssl.MemoryBIO()
        tls = context.wrap_bio(came, going, server_hostname=name)

        def step(act: Callable[..., Any], *arguments: Any) -> Any:
            while True:
                try:
                    return act(*arguments)
                except ssl.SSLWantReadError:
                    self._write(going.read())
                    if piece := self._read():
                        came.write(piece)
                    else:
                        came.write_eof()
                except (ssl.SSLEOFError, ssl.SSLZeroReturnError):
                    return b""
                finally:
                    self._write(going.read())

        step(tls.do_handshake)
        step(tls.write, data)
        return b"".join(iter(lambda: step(tls.read, 16_384), b""))

    def _dial(self, to: str, port: int) -> None:
        self._port, self._to = self._port + 1, (to, port)
        self._number, self._heard, self._ended = 1000, 0, False
        self._segment(0x02)
        self._take(self._receive())

    def _write(self, data: bytes) -> None:
        for start in range(0, len(data), 1200):
            self._segment(0x18, data[start : start + 1200])

    def _read(self) -> bytes:
        """What comes next; nothing once the other side has ended."""
        got = b""
        while not got and not self._ended:
            got, self._ended = self._take(self._receive())
        return got

    def _segment(self, flags: int, data: bytes = b"") -> None:
        to, port = self._to
        head = struct.pack(
            ">HHIIBBHHH", self._port, port, self._number, self._heard, 5 << 4, flags, 64_000, 0, 0
        )  # fmt: skip
        check = _sum(_pseudo(to, 6, head + data))
        self._send(6, to, head[:16] + struct.pack(">H", check) + head[18:] + data)
        self._number += len(data) + (1 if flags & 0x03 else 0)

    def _take(self, segment: bytes) -> tuple[bytes, bool]:
        number, flags = struct.unpack_from(">I", segment, 4)[0], segment[13]
        data = segment[(segment[12] >> 4) * 4 :]
        assert not flags & 0x04, "the connection was refused"
        if flags & 0x02:
            self._heard = number + 1
        elif number != self._heard:
            data = b""
        else:
            self._heard += len(data) + (flags & 0x01)
        if data or flags & 0x03:
            self._segment(0x10)
        return data, bool(flags & 0x01)


def _pseudo(to: str, protocol: int, body: bytes) -> bytes:
    return socket.inet_aton(OWN) + socket.inet_aton(to) + struct.pack(">BBH", 0, protocol, len(body)) + body


def _sum(data: bytes) -> int:
    data += b"\0" * (len(data) % 2)
    total = sum(struct.unpack(f">{len(data) // 2}H", data))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF
