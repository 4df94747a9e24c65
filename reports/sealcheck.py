"""The seals of a pack: what was promised, whether the signature holds, whose it is."""

import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from reports import listing, manifests, seal, signers, sshsig

FILES = {
    "sshsig": seal.SIGNATURE,
    "rfc3161": "seal/tagmanifest-sha256.txt.sig.tsr",
    "cms": "seal/tagmanifest-sha256.txt.p7s",
    "sm2": "seal/tagmanifest-sm3.txt.sm2",
}


@dataclass(frozen=True)
class Outcome:
    """One step; ``ok`` is None when it could not be checked here."""

    name: str
    ok: bool | None
    text: str
    path: str = ""
    signer: str = ""


def check(root: Path, allowed_signers: Path | None, identity: str) -> Iterator[Outcome]:
    """All steps about seals. Raises signers.SignersError when the caller's file cannot be used."""
    yield _promised(root)
    try:
        signature = sshsig.parse(manifests.read_small(root, seal.SIGNATURE, 16384).decode("ascii", "replace"))
        message = manifests.read_small(root, seal.SIGNED)
        sshsig.check(signature, message, seal.NAMESPACE)
    except manifests.BadFileError as error:
        yield Outcome("seal", False, str(error), error.path)
        return
    except sshsig.BadSignatureError as error:
        yield Outcome("seal", False, str(error), seal.SIGNATURE)
        return
    yield Outcome("seal", True, f"the signature holds, by the key {sshsig.fingerprint(signature.public_key)}")
    if allowed_signers is None:
        yield Outcome("signer", None, "give --allowed-signers and --identity to check whose key it is")
    else:
        yield from _signer(root, signature, allowed_signers, identity)
    stamp = (root / FILES["rfc3161"]).is_file()
    yield Outcome("time stamp", None, "check it with openssl ts (VERIFY.txt, 6)" if stamp else "none in this pack")


def _promised(root: Path) -> Outcome:
    try:
        wanted = manifests.bag_info(root).get("Minispect-Seals-Required", "").split()
    except manifests.BadFileError as error:
        return Outcome("seals promised", False, str(error), error.path)
    if "sshsig" not in wanted:
        return Outcome("seals promised", False, "does not ask for the signature every pack has", "bag-info.txt")
    for name in wanted:
        if name not in FILES:
            return Outcome("seals promised", False, f"asks for an unknown seal, {name[:20]!a}", "bag-info.txt")
        if not (root / FILES[name]).is_file():
            return Outcome("seals promised", False, "was promised and is missing", FILES[name])
    return Outcome("seals promised", True, f"{', '.join(wanted)} present")


def _signer(root: Path, signature: sshsig.Signature, file: Path, identity: str) -> Iterator[Outcome]:
    known = [one for one in signers.load(file) if one.public_key == signature.public_key]
    named = [one for one in known if not identity or one.is_named(identity)]
    if not named:
        who = f"{identity}'s" if identity else "anybody's"
        yield Outcome("signer", False, f"the key is not {who} in {file.name}", seal.SIGNATURE)
        return
    problems = [one.problem(seal.NAMESPACE, datetime.now(UTC)) for one in named]
    if all(problems):
        yield Outcome("signer", False, problems[0], seal.SIGNATURE)
        return
    name = identity or named[problems.index("")].names[0]
    yield Outcome("signer", True, f"sealed by {listing.shown(name)}", signer=listing.shown(name))
    yield _second_opinion(root, file, name)


def _second_opinion(root: Path, file: Path, name: str) -> Outcome:
    """OpenSSH's own answer, where it is installed."""
    command = shutil.which("ssh-keygen")
    if command is None:
        return Outcome("ssh-keygen", None, "not installed here")
    arguments = ["-Y", "verify", "-f", str(file), "-I", name, "-n", seal.NAMESPACE, "-s", str(root / seal.SIGNATURE)]
    done = subprocess.run(
        [command, *arguments], input=(root / seal.SIGNED).read_bytes(), capture_output=True, timeout=30, check=False
    )
    if done.returncode == 0:
        return Outcome("ssh-keygen", True, "accepts the signature")
    return Outcome("ssh-keygen", False, "does not accept the signature", seal.SIGNATURE)
