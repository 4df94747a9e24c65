"""The seals of a pack: what was promised, whether each holds, whose it is, and since when it stands."""

import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from reports import command, listing, manifests, signers, sshsig, stamps

NAMESPACE = "minispect-pack"
SIGNED = "tagmanifest-sha256.txt"
SIGNED_SM3 = "tagmanifest-sm3.txt"
SIGNATURE = "seal/tagmanifest-sha256.txt.sig"
REQUEST = "seal/tagmanifest-sha256.txt.sig.tsq"
STAMP = "seal/tagmanifest-sha256.txt.sig.tsr"
CMS = "seal/tagmanifest-sha256.txt.p7s"
SM2 = "seal/tagmanifest-sm3.txt.sm2"
FILES = {"sshsig": SIGNATURE, "rfc3161": STAMP, "cms": CMS, "sm2": SM2}
DISTINGUISHED = "1234567812345678"
"""The SM2 signer's id that GM/T 0009 gives when none was agreed."""
_LARGEST = 1 << 20

Holds = Callable[[Path, sshsig.Signature, bytes], bool | None]
"""Does the signature in a file fit the message? None when that cannot be found out here."""


@dataclass(frozen=True)
class Trust:
    """What the reader brings from outside the pack; a key found inside proves nothing."""

    allowed_signers: Path | None = None
    identity: str = ""
    tsa_ca: Path | None = None
    org_ca: Path | None = None
    sm2_key: Path | None = None


@dataclass(frozen=True)
class Outcome:
    """One step; ``ok`` is None when it could not be checked here."""

    name: str
    ok: bool | None
    text: str
    path: str = ""
    signer: str = ""
    stamped: datetime | None = None


def check(root: Path, trust: Trust, holds: Holds) -> Iterator[Outcome]:
    """All steps about seals. Raises signers.SignersError when the caller's file cannot be used."""
    yield _promised(root)
    attested = stamp(root, trust.tsa_ca)
    yield attested
    yield from _signature(root, trust, holds, attested.stamped)
    yield from _cms(root, trust.org_ca)
    yield from _sm2(root, trust.sm2_key)


def by_ssh_keygen(path: Path, signature: sshsig.Signature, message: bytes) -> bool | None:
    """OpenSSH's answer, whoever the key belongs to."""
    done = command.run("ssh-keygen", "-Y", "check-novalidate", "-n", signature.namespace, "-s", path, stdin=message)
    return done.ok if done.found else None


def _promised(root: Path) -> Outcome:
    name = "seals promised"
    try:
        wanted = manifests.bag_info(root).get("Minispect-Seals-Required", "").split()
    except manifests.BadFileError as error:
        return Outcome(name, False, str(error), error.path)
    if "sshsig" not in wanted:
        return Outcome(name, False, "does not ask for the signature every pack has", "bag-info.txt")
    for one in wanted:
        if one not in FILES:
            return Outcome(name, False, f"asks for an unknown seal, {one[:20]!a}", "bag-info.txt")
        if not (root / FILES[one]).is_file():
            return Outcome(name, False, "was promised and is missing", FILES[one])
    return Outcome(name, True, f"{', '.join(wanted)} present")


def _signature(root: Path, trust: Trust, holds: Holds, stamped: datetime | None) -> Iterator[Outcome]:
    try:
        signature = sshsig.parse(manifests.read_small(root, SIGNATURE, 16384).decode("ascii", "replace"))
        message = manifests.read_small(root, SIGNED)
        if signature.namespace != NAMESPACE:
            raise sshsig.BadSignatureError(f"the signature was made for another purpose ({signature.namespace!a})")
        good = holds(root / SIGNATURE, signature, message)
        if good is False:
            raise sshsig.BadSignatureError(f"the signature does not fit {SIGNED}")
    except manifests.BadFileError as error:
        yield Outcome("seal", False, str(error), error.path)
        return
    except sshsig.BadSignatureError as error:
        yield Outcome("seal", False, str(error), SIGNATURE)
        return
    if good is None:
        yield Outcome("seal", None, "ssh-keygen is not installed; the signature was not checked")
        return
    yield Outcome("seal", True, f"the signature holds, by the key {sshsig.fingerprint(signature.public_key)}")
    if trust.allowed_signers is None:
        yield Outcome("signer", None, "give --allowed-signers and --identity to check whose key it is")
    else:
        yield from _signer(root, signature, trust.allowed_signers, trust.identity, stamped)


def _signer(
    root: Path, signature: sshsig.Signature, file: Path, identity: str, stamped: datetime | None
) -> Iterator[Outcome]:
    """A key that has ended since counts when an attested time stamp is older than its end."""
    known = [one for one in signers.load(file) if one.public_key == signature.public_key]
    named = [one for one in known if not identity or one.is_named(identity)]
    if not named:
        who = f"{identity}'s" if identity else "anybody's"
        yield Outcome("signer", False, f"the key is not {who} in {file.name}", SIGNATURE)
        return
    problems = [one.problem(NAMESPACE, stamped or datetime.now(UTC)) for one in named]
    if all(problems):
        yield Outcome("signer", False, problems[0], SIGNATURE)
        return
    name = identity or named[problems.index("")].names[0]
    yield Outcome("signer", True, f"sealed by {listing.shown(name)}", signer=listing.shown(name))
    yield _second_opinion(root, file, name, stamped)


def _second_opinion(root: Path, file: Path, name: str, stamped: datetime | None) -> Outcome:
    """OpenSSH's own answer, where it is installed."""
    at = [f"-Overify-time={stamped.astimezone():%Y%m%d%H%M%S}"] if stamped is not None else []
    arguments: list[str | Path] = ["-Y", "verify", "-f", file, "-I", name, "-n", NAMESPACE, "-s", root / SIGNATURE, *at]
    done = command.run("ssh-keygen", *arguments, stdin=manifests.read_small(root, SIGNED))
    if not done.found:
        return Outcome("ssh-keygen", None, "not installed here")
    if done.ok:
        return Outcome("ssh-keygen", True, "accepts the signature")
    return Outcome("ssh-keygen", False, "does not accept the signature", SIGNATURE)


def stamp(root: Path, authority: Path | None) -> Outcome:
    """Whether a time-stamp authority vouches for the signature: against its root when the reader brings one."""
    name = "time stamp"
    if not (root / STAMP).is_file():
        asked = " (a request lies ready: minispect stamp)" if (root / REQUEST).is_file() else ""
        if authority is not None:
            return Outcome(name, False, "is missing; an authority's root was given", STAMP)
        return Outcome(name, None, f"none in this pack; time not attested by a third party{asked}")
    try:
        manifests.read_small(root, STAMP, _LARGEST)
        signature = manifests.read_small(root, SIGNATURE, _LARGEST)
    except manifests.BadFileError as error:
        return Outcome(name, False, str(error), error.path)
    if not command.run("openssl", "version").ok:
        return Outcome(name, None, "openssl is not installed; the time stamp was not checked")
    found = stamps.read(root / STAMP)
    if found is None or not found.granted or found.moment is None:
        return Outcome(name, False, "is not a granted time stamp", STAMP)
    wanted = _hash(found.algorithm, signature)
    if wanted is not None and wanted != found.imprint:
        return Outcome(name, False, "stamps another file, not this pack's signature", STAMP)
    said = f"{found.moment:%Y-%m-%dT%H:%M:%SZ}"
    if authority is None:
        return Outcome(name, None, f"of {said}; give --tsa-ca to check the authority")
    return _attested(root, authority, found.moment, said)


def _attested(root: Path, authority: Path, moment: datetime, said: str) -> Outcome:
    name, files = "time stamp", (root / STAMP, root / SIGNATURE, authority)
    problem = stamps.problem(*files)
    if not problem:
        return Outcome(name, True, f"attested: {said}", stamped=moment)
    if "expired" in problem.lower() and not stamps.problem(*files, moment):
        return Outcome(name, True, f"attested: {said}; the authority's certificate has ended since", stamped=moment)
    return Outcome(name, False, f"is not vouched for by {listing.shown(authority.name)}: {problem}", STAMP)


def _hash(algorithm: str, data: bytes) -> str | None:
    plain = re.sub(r"[^a-z0-9]", "", algorithm.lower())
    return hashlib.new(plain, data).hexdigest() if plain in ("sha256", "sha384", "sha512", "sha224") else None


def _cms(root: Path, authority: Path | None) -> Iterator[Outcome]:
    """The organisation's certificate (CMS, detached)."""
    if not (root / CMS).is_file():
        if authority is not None:
            yield Outcome("organisation", False, "is missing; an organisation's root was given", CMS)
        return
    try:
        manifests.read_small(root, CMS, _LARGEST)
    except manifests.BadFileError as error:
        yield Outcome("organisation", False, str(error), error.path)
        return
    base: list[str | Path] = [
        "cms",
        "-verify",
        "-binary",
        "-inform",
        "DER",
        "-in",
        root / CMS,
        "-content",
        root / SIGNED,
    ]
    trusted: list[str | Path] = ["-CAfile", authority, "-purpose", "any"] if authority is not None else ["-noverify"]
    done = command.run("openssl", *base, *trusted, "-out", "/dev/null")
    if not done.found:
        yield Outcome("organisation", None, "openssl is not installed; the CMS signature was not checked")
    elif not done.ok:
        yield Outcome("organisation", False, f"the CMS signature does not hold: {command.last_words(done)}", CMS)
    elif authority is None:
        yield Outcome("organisation", None, "the CMS signature fits; give --org-ca to check whose it is")
    else:
        yield Outcome("organisation", True, f"signed under {listing.shown(authority.name)}")


def _sm2(root: Path, key: Path | None) -> Iterator[Outcome]:
    """The national signature: SM2 with SM3 over the SM3 list."""
    if not (root / SM2).is_file():
        if key is not None:
            yield Outcome("SM2", False, "is missing; a public key was given", SM2)
        return
    if key is None:
        yield Outcome("SM2", None, "give --sm2-key to check the SM2 signature")
        return
    try:
        manifests.read_small(root, SM2, _LARGEST)
    except manifests.BadFileError as error:
        yield Outcome("SM2", False, str(error), error.path)
        return
    arguments: list[str | Path] = ["-sigopt", f"distid:{DISTINGUISHED}", "-signature", root / SM2, root / SIGNED_SM3]
    done = command.run("openssl", "dgst", "-sm3", "-verify", key, *arguments)
    if not done.found:
        yield Outcome("SM2", None, "openssl is not installed; the SM2 signature was not checked")
    elif done.ok:
        yield Outcome("SM2", True, f"holds, by {listing.shown(key.name)}")
    else:
        yield Outcome("SM2", False, f"does not hold: {command.last_words(done)}", SM2)
