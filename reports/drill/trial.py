"""The pack that a drill attacks: the payload of a real one, sealed anew with throwaway keys and every seal there is."""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from reports import bag, ed25519, hashes, listing, manifests, seal, sealcheck, seals, stamping
from reports.drill.authority import Authority
from reports.settings import Certificate, NationalKey, Seals

IDENTITY = "drill@minispect"


@dataclass(frozen=True)
class Trial:
    """A sealed pack and all that attackers and readers of it hold.

    ``stranger`` and ``other_key`` are as good as the real ones, but nobody trusts them.
    """

    root: Path
    key: seal.Key
    other_key: seal.Key
    authority: Authority
    stranger: Authority
    info: bag.Info
    trust: sealcheck.Trust

    def bagged(self, root: Path) -> None:
        """Compute every manifest of a copy anew, as an attacker would."""
        bag.write(root, self.info)

    def signed(self, root: Path, key: seal.Key, namespace: str = sealcheck.NAMESPACE) -> None:
        """Sign a copy with one of the keys."""
        message = (root / sealcheck.SIGNED).read_bytes()
        (root / sealcheck.SIGNATURE).write_text(ed25519.sign(key.private, message, namespace))

    def stamped(self, root: Path, authority: Authority) -> None:
        """Stamp the signature of a copy."""
        stamping.request(root)
        authority.stamp(root / sealcheck.REQUEST, root / sealcheck.STAMP, certificates=2)

    def certified(self, root: Path, authority: Authority) -> None:
        """The CMS and SM2 signatures of a copy."""
        folder = authority.folder
        national = NationalKey(key=str(folder / "sm2.key")) if hashes.has_sm3() else None
        certificate = Certificate(certificate=str(folder / "org.pem"), key=str(folder / "org.key"))
        seals.add(root, Seals(cms=certificate, sm2=national))


def make(pack: Path, work: Path) -> Trial:
    """Build the trial pack in ``work`` from a pack, of which nothing is changed."""
    authority, stranger = Authority.make(work / "authority"), Authority.make(work / "stranger")
    key, other = seal.key(work / "keys"), seal.key(work / "other-keys")
    signers = work / "allowed_signers"
    signers.write_text(key.signers_line(IDENTITY) + "\n", encoding="utf-8")
    told = manifests.bag_info(pack)
    national = ("sm2",) if hashes.has_sm3() else ()
    trial = Trial(
        root=work / "pack",
        key=key,
        other_key=other,
        authority=authority,
        stranger=stranger,
        info=bag.Info(
            organisation=told.get("Source-Organization", ""),
            identifier=told.get("External-Identifier", ""),
            date=told.get("Bagging-Date", ""),
            software=told.get("Bag-Software-Agent", ""),
            kind=told.get("Minispect-Pack-Kind", "full"),
            seals=("sshsig", "rfc3161", "cms", *national),
        ),
        trust=sealcheck.Trust(signers, IDENTITY, authority.root, authority.root, work / "authority" / "sm2.pub"),
    )
    linked(pack / "data", trial.root / "data")
    trial.bagged(trial.root)
    (trial.root / "seal").mkdir()
    trial.signed(trial.root, key)
    trial.stamped(trial.root, authority)
    trial.certified(trial.root, authority)
    return trial


def copy(root: Path, target: Path) -> None:
    """A copy whose payload shares the disk with the first: nothing in it may be written in place."""
    target.mkdir()
    linked(root / "data", target / "data")
    shutil.copytree(root / "seal", target / "seal")
    for entry in root.iterdir():
        if entry.is_file():
            shutil.copyfile(entry, target / entry.name)


def linked(folder: Path, target: Path) -> None:
    """The same files at another place, as hard links where the disk allows it."""
    target.mkdir(parents=True, exist_ok=True)
    for entry in listing.entries(folder):
        if entry.sort == "folder":
            (target / entry.path).mkdir(parents=True, exist_ok=True)
            continue
        (target / entry.path).parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(folder / entry.path, target / entry.path)
        except OSError:
            shutil.copyfile(folder / entry.path, target / entry.path)
