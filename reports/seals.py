"""All seals of a pack, in their order: signature, request and time stamp, certificate, national signature."""

from pathlib import Path

from reports import command, seal, sealcheck, stamping
from reports.seal import SealError
from reports.settings import Certificate, NationalKey, Seals


def make(root: Path, signing: seal.Key, wanted: Seals) -> None:
    """Seal the bag in ``root``, whose tag files stand. Raises SealError when a promised seal cannot be made."""
    seal.seal(root, signing)
    stamping.request(root, wanted.stamp.policy if wanted.stamp is not None else "")
    if wanted.stamp is not None:
        stamping.send(root, wanted.stamp)
    add(root, wanted)


def add(root: Path, wanted: Seals) -> None:
    """The certificate's and the national signature, as far as wanted. Raises SealError."""
    if wanted.cms is not None:
        _cms(root, wanted.cms)
    if wanted.sm2 is not None:
        _sm2(root, wanted.sm2)


def trust(wanted: Seals) -> sealcheck.Trust:
    """What this machine's own settings say about the other side of each seal."""
    stamp, cms, sm2 = wanted.stamp, wanted.cms, wanted.sm2
    return sealcheck.Trust(
        tsa_ca=Path(stamp.ca) if stamp is not None and stamp.ca else None,
        org_ca=Path(cms.ca) if cms is not None and cms.ca else None,
        sm2_key=Path(sm2.public) if sm2 is not None and sm2.public else None,
    )


def _cms(root: Path, wanted: Certificate) -> None:
    chain: list[str | Path] = ["-certfile", wanted.chain] if wanted.chain else []
    done = command.run(
        "openssl", "cms", "-sign", "-binary", "-outform", "DER", "-md", "sha256", "-nosmimecap",
        "-signer", wanted.certificate, "-inkey", wanted.key, *chain,
        "-in", root / sealcheck.SIGNED, "-out", root / sealcheck.CMS,
    )  # fmt: skip
    if not done.ok:
        raise SealError(f"{wanted.certificate}: no CMS signature could be made ({command.last_words(done)})")


def _sm2(root: Path, wanted: NationalKey) -> None:
    if not (root / sealcheck.SIGNED_SM3).is_file():
        raise SealError(f"{wanted.key}: an SM2 signature needs the SM3 lists, which this machine cannot make")
    done = command.run(
        "openssl", "dgst", "-sm3", "-sign", wanted.key, "-sigopt", f"distid:{sealcheck.DISTINGUISHED}",
        "-out", root / sealcheck.SM2, root / sealcheck.SIGNED_SM3,
    )  # fmt: skip
    if not done.ok:
        raise SealError(f"{wanted.key}: no SM2 signature could be made ({command.last_words(done)})")
