"""Sealing: the inspector's Ed25519 key and the signature over ``tagmanifest-sha256.txt``."""

import os
import stat
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_ssh_private_key,
)

from reports import ed25519, signers, sshsig
from reports.sealcheck import NAMESPACE, SIGNATURE, SIGNED

DEFAULT_NAME = "inspector@minispect"


class SealError(Exception):
    """No seal could be made; the message names the file and the mend (exit code 5)."""


@dataclass(frozen=True)
class Key:
    """The inspector's signing key; the private part never enters a pack."""

    private: Ed25519PrivateKey
    path: Path

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


def key_folder() -> Path:
    """``$MINISPECT_HOME/keys``, or ``minispect/keys`` in the user's data folder (XDG)."""
    home = os.environ.get("MINISPECT_HOME")
    if home:
        return Path(home) / "keys"
    data = os.environ.get("XDG_DATA_HOME")
    base = Path(data) if data and Path(data).is_absolute() else Path.home() / ".local" / "share"
    return base / "minispect" / "keys"


def key(folder: Path | None = None) -> Key:
    """The signing key, made on first use with mode 0600. Raises SealError."""
    folder = key_folder() if folder is None else folder
    path = folder / "signing_key"
    try:
        if not path.exists():
            _create(path)
        if stat.S_IMODE(path.stat().st_mode) & 0o077:
            raise SealError(f"{path}: the private key can be read by others; run: chmod 600 {path}")
        private = load_ssh_private_key(path.read_bytes(), password=None)
    except OSError as error:
        raise SealError(f"{path}: the signing key cannot be read or made ({error.strerror})") from None
    except (ValueError, TypeError):
        raise SealError(f"{path}: not an unencrypted OpenSSH private key; move it away to get a new one") from None
    if not isinstance(private, Ed25519PrivateKey):
        raise SealError(f"{path}: the signing key must be Ed25519; move it away to get a new one")
    return Key(private, path)


def _create(path: Path) -> None:
    """Write a new key pair; two processes that start together end up with one key."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    private = Ed25519PrivateKey.generate()
    part = path.with_name(f".{path.name}-{os.getpid()}")
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(private.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption()))
    try:
        os.link(part, path)
    except FileExistsError:
        return
    finally:
        part.unlink()
    path.with_name("signing_key.pub").write_text(Key(private, path).public_line + " minispect\n", encoding="utf-8")


def seal(root: Path, signing: Key) -> None:
    """Sign the bag in ``root``; its tag files must stand already."""
    armoured = ed25519.sign(signing.private, (root / SIGNED).read_bytes(), NAMESPACE)
    target = root / SIGNATURE
    target.parent.mkdir(exist_ok=True)
    target.write_bytes(armoured.encode())
