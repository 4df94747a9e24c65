"""The inspector's Ed25519 key: made, shown, retired; its private part never leaves its folder."""

import base64
import getpass
import os
import secrets
import stat
import sys
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    KeySerializationEncryption,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_ssh_private_key,
)

from reports import ed25519, signers, sshsig
from reports.sealcheck import NAMESPACE, SIGNATURE, SIGNED

DEFAULT_NAME = "inspector@minispect"
PASSPHRASE = "MINISPECT_KEY_PASSPHRASE"  # noqa: S105  (the name of the variable)
_NAME = "signing_key"
_RETIRED = "retired"
_MAGIC = b"openssh-key-v1\0"


class SealError(Exception):
    """No seal could be made; the message names the file and the mend (exit code 5)."""


@dataclass(frozen=True)
class Key:
    """The inspector's signing key; the private part never enters a pack."""

    private: Ed25519PrivateKey
    path: Path
    protected: bool = False
    """By a passphrase."""

    @property
    def public_line(self) -> str:
        """``ssh-ed25519 AAAA…``."""
        return self.private.public_key().public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH).decode()

    @property
    def fingerprint(self) -> str:
        raw = self.private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        return sshsig.fingerprint(raw)

    def signers_line(self, name: str = DEFAULT_NAME) -> str:
        """The line of ``allowed_signers`` that an authority publishes for this key."""
        return signers.line(name, self.public_line)


@dataclass(frozen=True)
class PublicKey:
    """What may be shown of the signing key: no passphrase is needed for it."""

    raw: bytes
    path: Path
    protected: bool

    @property
    def public_line(self) -> str:
        blob = sshsig.string(sshsig.KEY_TYPE) + sshsig.string(self.raw)
        return f"{sshsig.KEY_TYPE.decode()} {base64.b64encode(blob).decode()}"

    @property
    def fingerprint(self) -> str:
        return sshsig.fingerprint(self.raw)


def home() -> Path:
    """``$MINISPECT_HOME``, or ``minispect`` in the user's data folder (XDG)."""
    named = os.environ.get("MINISPECT_HOME")
    if named:
        return Path(named)
    data = os.environ.get("XDG_DATA_HOME")
    base = Path(data) if data and Path(data).is_absolute() else Path.home() / ".local" / "share"
    return base / "minispect"


def key_folder() -> Path:
    """Where the signing keys lie: ``keys`` in ``home()``."""
    return home() / "keys"


def key(folder: Path | None = None) -> Key:
    """The signing key, made on first use with mode 0600. Raises SealError.

    A key with a passphrase is opened by ``$MINISPECT_KEY_PASSPHRASE``, else by asking on the terminal.
    """
    path = (key_folder() if folder is None else folder) / _NAME
    try:
        if not path.exists():
            _create(path, NoEncryption())
        return _load(path)
    except OSError as error:
        raise SealError(f"{path}: the signing key cannot be read or made ({error.strerror})") from None


def shown(folder: Path | None = None) -> PublicKey:
    """The public part of the key in use, which is made on first use. It stands unencrypted in the private key's own
    file, so that it cannot be another's. Raises SealError."""
    path = (key_folder() if folder is None else folder) / _NAME
    if not path.exists():
        key(folder)
    try:
        data = _kept(path)
    except OSError as error:
        raise SealError(f"{path}: the signing key cannot be read ({error.strerror})") from None
    raw = _public_part(data)
    if raw is None:
        raise SealError(f"{path}: not an OpenSSH private key of the kind Ed25519; move it away to get a new one")
    return PublicKey(raw, path, _is_protected(data))


def make(passphrase: str = "", folder: Path | None = None) -> Key:
    """A first key, with a passphrase when one is given. Raises SealError when there is a key already."""
    path = (key_folder() if folder is None else folder) / _NAME
    if path.exists():
        raise SealError(f"{path}: there is a signing key already; 'minispect keys rotate' replaces it")
    try:
        private = _create(path, _encryption(passphrase))
    except OSError as error:
        raise SealError(f"{path}: the signing key cannot be made ({error.strerror})") from None
    return Key(private, path, bool(passphrase))


def rotate(passphrase: str = "", folder: Path | None = None) -> Key:
    """A new key in place of the old one, which is kept in ``retired/`` and published with the day of its end."""
    folder = key_folder() if folder is None else folder
    path = folder / _NAME
    old = key(folder)
    name = old.fingerprint.removeprefix("SHA256:").replace("/", "_").replace("+", "-")[:16]
    try:
        (folder / _RETIRED).mkdir(mode=0o700, exist_ok=True)
        today = datetime.now(UTC).date()
        (folder / _RETIRED / f"{name}.pub").write_text(f"{old.public_line} {today:%Y%m%d}\n", encoding="utf-8")
        path.replace(folder / _RETIRED / name)
        private = _create(path, _encryption(passphrase))
    except OSError as error:
        raise SealError(f"{path}: the signing key cannot be replaced ({error.strerror})") from None
    return Key(private, path, bool(passphrase))


def published(current: Key | PublicKey, name: str) -> list[str]:
    """The lines of ``allowed_signers`` for the key in use and for all before it.

    Days are taken generously by one: ssh-keygen reads them in the reader's own time zone.
    """
    lines, begun = [], None
    for file in sorted((current.path.parent / _RETIRED).glob("*.pub"), key=lambda p: p.stat().st_mtime):
        end = _end(file)
        lines.append(signers.line(name, file.read_text(encoding="utf-8"), begun, end + timedelta(days=2)))
        begun = end - timedelta(days=1)
    return [signers.line(name, current.public_line, begun), *reversed(lines)]


def _end(file: Path) -> date:
    """The day on which a retired key was replaced."""
    try:
        return datetime.strptime(file.read_text(encoding="utf-8").split()[-1], "%Y%m%d").replace(tzinfo=UTC).date()
    except (ValueError, IndexError):
        raise SealError(f"{file}: not the public part of a retired key; move it away") from None


def _kept(path: Path) -> bytes:
    """The private key's file, which nobody else may read."""
    if stat.S_IMODE(path.stat().st_mode) & 0o077:
        raise SealError(f"{path}: the private key can be read by others; run: chmod 600 {path}")
    return path.read_bytes()


def _load(path: Path) -> Key:
    data = _kept(path)
    protected = _is_protected(data)
    try:
        private = load_ssh_private_key(data, password=_passphrase(path).encode() if protected else None)
    except (ValueError, TypeError):
        mend = f"the passphrase does not open it; check ${PASSPHRASE}" if protected else "not an OpenSSH private key"
        raise SealError(f"{path}: {mend}, or move it away to get a new one") from None
    if not isinstance(private, Ed25519PrivateKey):
        raise SealError(f"{path}: the signing key must be Ed25519; move it away to get a new one")
    return Key(private, path, protected)


def _body(data: bytes) -> bytes:
    """What follows the magic of an OpenSSH private key; empty when it is none."""
    try:
        body = base64.b64decode(b"".join(data.strip().splitlines()[1:-1]))
    except ValueError:
        return b""
    return body[len(_MAGIC) :] if body.startswith(_MAGIC) else b""


def _is_protected(data: bytes) -> bool:
    """By the name of the cipher, the first field."""
    body = _body(data)
    return bool(body) and not body.startswith(sshsig.string(b"none"))


def _public_part(data: bytes) -> bytes | None:
    """Behind cipher, key derivation and its options (OpenSSH PROTOCOL.key): one key, its type, its 32 bytes."""
    body = _body(data)
    for _ in range(3):
        body = body[4 + int.from_bytes(body[:4]) :]
    wanted = sshsig.string(sshsig.KEY_TYPE)
    start = 8 + len(wanted)
    if body[:4] != b"\0\0\0\1" or body[8:start] != wanted or len(body) < start + 36:
        return None
    return body[start + 4 : start + 36]


def _passphrase(path: Path) -> str:
    given = os.environ.get(PASSPHRASE, "")
    if given:
        return given
    if not sys.stdin.isatty():
        raise SealError(f"{path}: the signing key has a passphrase; set ${PASSPHRASE} or run on a terminal")
    return getpass.getpass("Passphrase of the signing key: ")


def new_passphrase() -> str:
    """A passphrase for a new key: from the environment, else asked for twice. Raises SealError."""
    given = os.environ.get(PASSPHRASE, "")
    if given:
        return given
    if not sys.stdin.isatty():
        raise SealError(f"no passphrase was given; set ${PASSPHRASE} or run on a terminal")
    first = getpass.getpass("New passphrase: ")
    if not first or getpass.getpass("Once more: ") != first:
        raise SealError("the two passphrases are not the same, or empty; nothing was changed")
    return first


def _encryption(passphrase: str) -> KeySerializationEncryption:
    return BestAvailableEncryption(passphrase.encode()) if passphrase else NoEncryption()


def _create(path: Path, encryption: KeySerializationEncryption) -> Ed25519PrivateKey:
    """Write a new key pair; two processes or threads that start together end up with one key."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    private = Ed25519PrivateKey.generate()
    part = path.with_name(f".{path.name}-{secrets.token_hex(8)}")
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(private.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, encryption))
    try:
        os.link(part, path)
    except FileExistsError:
        return private
    finally:
        part.unlink()
    path.with_name(f"{_NAME}.pub").write_text(Key(private, path).public_line + " minispect\n", encoding="utf-8")
    return private


def seal(root: Path, signing: Key) -> None:
    """Sign the bag in ``root``; its tag files must stand already."""
    armoured = ed25519.sign(signing.private, (root / SIGNED).read_bytes(), NAMESPACE)
    target = root / SIGNATURE
    target.parent.mkdir(exist_ok=True)
    target.write_bytes(armoured.encode())
