"""Every way of tampering with a pack that must be seen (the evidence pack's section 11)."""

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from reports import ed25519, pictures, sealcheck
from reports.drill.trial import Trial

Attack = Callable[[Path, Trial], None]


@dataclass(frozen=True)
class Tamper:
    """One change. ``steps``: the steps with public tools of which at least one must see it."""

    name: str
    attack: Attack
    steps: tuple[int, ...]


def write(path: Path, data: bytes) -> None:
    """Never in place: the payload of a copy shares its disk with the pack."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    path.write_bytes(data)


def _payload(root: Path, suffix: str = "") -> list[Path]:
    """Files of the payload, pictures first."""
    found = [path for path in sorted((root / "data").rglob(f"*{suffix}")) if path.is_file()]
    return sorted(found, key=lambda path: (path.suffix != ".png", "original" not in path.parts, path))


def _two(root: Path) -> tuple[Path, Path]:
    """Two files of one kind with different contents."""
    files = _payload(root, ".png") or _payload(root)
    first = files[0]
    other = next((f for f in files[1:] if f.read_bytes() != first.read_bytes()), _payload(root, ".json")[0])
    return first, other


def _flip(root: Path, _: Trial) -> None:
    path = _payload(root)[0]
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    write(path, bytes(data))


def _truncate(root: Path, _: Trial) -> None:
    write(_payload(root)[0], b"")


def _append(root: Path, _: Trial) -> None:
    path = root / "data/original/events.jsonl"
    write(path, path.read_bytes() + b"\n")


def _remove(root: Path, _: Trial) -> None:
    _payload(root)[0].unlink()


def _rename(root: Path, _: Trial) -> None:
    path = _payload(root)[0]
    path.rename(path.with_name("999999" + path.suffix))


def _swap(root: Path, _: Trial) -> None:
    one, two = _two(root)
    first, second = one.read_bytes(), two.read_bytes()
    write(one, second)
    write(two, first)


def _annotate(root: Path, _: Trial) -> None:
    """A picture that looks the same but for a box, under the name of the original."""
    path = _payload(root)[0]
    annotated = next(iter(sorted((root / "data/derived").rglob("*.annotated.png"))), None)
    if annotated is not None:
        write(path, annotated.read_bytes())
    elif path.suffix == ".png":
        image = pictures.opened(path.read_bytes())
        image.paste(Image.new("RGB", (40, 40), "red"), (0, 0))
        write(path, pictures.png(image))
    else:
        write(path, path.read_bytes() + b" ")


def _add(name: str, data: bytes = b"x") -> Attack:
    return lambda root, _: write(root / name, data)


def _link(root: Path, trial: Trial) -> None:
    path = _payload(root)[0]
    twin = trial.root.parent / "twin"
    shutil.copyfile(path, twin)
    path.unlink()
    path.symlink_to(twin)


def _sparse(root: Path, _: Trial) -> None:
    with (root / "data/original/blobs-0").open("wb") as file:
        os.truncate(file.fileno(), 10 << 30)


def _leave(root: Path, _: Trial) -> None:
    path = root / "manifest-sha256.txt"
    write(path, path.read_bytes() + b"0" * 64 + b"  data/../../outside.txt\n")


def _edit(name: str, old: bytes, new: bytes) -> Attack:
    def attack(root: Path, _: Trial) -> None:
        data = (root / name).read_bytes()
        write(root / name, data.replace(old, new, 1) if old in data else data + new)

    return attack


def _drop(*names: str) -> Attack:
    def attack(root: Path, _: Trial) -> None:
        for name in names:
            (root / name).unlink(missing_ok=True)

    return attack


def _recompute(first: Attack) -> Attack:
    """The change and, after it, every manifest computed anew."""

    def attack(root: Path, trial: Trial) -> None:
        first(root, trial)
        trial.bagged(root)

    return attack


def _resealed(root: Path, trial: Trial) -> None:
    """All of it, signed with another key and freshly stamped."""
    _swap(root, trial)
    trial.bagged(root)
    trial.signed(root, trial.other_key)
    trial.stamped(root, trial.authority)
    trial.certified(root, trial.stranger)


def _other_key(root: Path, trial: Trial) -> None:
    trial.signed(root, trial.other_key)
    trial.stamped(root, trial.authority)


def _other_purpose(root: Path, trial: Trial) -> None:
    trial.signed(root, trial.key, "file")
    trial.stamped(root, trial.authority)


def _other_signature(root: Path, trial: Trial) -> None:
    text = ed25519.sign(trial.key.private, b"the list of another pack\n", sealcheck.NAMESPACE)
    write(root / sealcheck.SIGNATURE, text.encode())


def _other_stamp(root: Path, trial: Trial) -> None:
    own = (root / sealcheck.SIGNATURE).read_bytes()
    _other_signature(root, trial)
    trial.stamped(root, trial.authority)
    write(root / sealcheck.SIGNATURE, own)


def _unknown_stamp(root: Path, trial: Trial) -> None:
    trial.stamped(root, trial.stranger)


def _unknown_certificate(root: Path, trial: Trial) -> None:
    sm2 = (root / sealcheck.SM2).read_bytes() if (root / sealcheck.SM2).exists() else b""
    trial.certified(root, trial.stranger)
    if sm2:
        write(root / sealcheck.SM2, sm2)


def _damaged(name: str) -> Attack:
    def attack(root: Path, _: Trial) -> None:
        data = bytearray((root / name).read_bytes())
        data[-1] ^= 1
        write(root / name, bytes(data))

    return attack


TAMPERS = (
    Tamper("one bit of a picture flipped", _flip, (1, 2, 3)),
    Tamper("a picture truncated to nothing", _truncate, (1, 2, 3)),
    Tamper("a byte appended to the events", _append, (1, 2, 3)),
    Tamper("a payload file removed", _remove, (1, 2, 3)),
    Tamper("a payload file renamed", _rename, (1, 2, 3)),
    Tamper("two pictures swapped", _swap, (1, 2, 3)),
    Tamper("an annotated copy in place of the original", _annotate, (1, 2, 3)),
    Tamper("a payload file added", _add("data/original/extra.txt"), (1, 4)),
    Tamper("an empty payload file added", _add("data/original/empty", b""), (1, 4)),
    Tamper("a desktop's .DS_Store added", _add("data/.DS_Store"), (1, 4)),
    Tamper("a file of 10 GB without content added", _sparse, (1, 4)),
    Tamper("a file added at the top", _add("notes.txt"), (4,)),
    Tamper("a hidden folder added at the top", _add(".git/config"), (4,)),
    Tamper("a file added beside the seals", _add("seal/key.pub"), (4,)),
    Tamper("a file replaced by a link to the same bytes", _link, (1, 4)),
    Tamper("bag-info.txt edited", _edit("bag-info.txt", b"Identifier: ", b"Identifier: X"), (1, 2, 3)),
    Tamper("a promised seal dropped from bag-info.txt", _edit("bag-info.txt", b" rfc3161", b""), (1, 2, 3)),
    Tamper("a manifest that leads out of the pack", _leave, (1, 2)),
    Tamper("both lists of tag files deleted", _drop("tagmanifest-sha256.txt", "tagmanifest-sm3.txt"), (2, 4, 5)),
    Tamper("SM3 list altered", _edit("manifest-sm3.txt", b"a", b"b"), (1, 2, 3)),
    Tamper("a picture edited, every list computed anew", _recompute(_flip), (5, 7, 8)),
    Tamper("two pictures swapped, every list computed anew", _recompute(_swap), (5, 7, 8)),
    Tamper("the same, signed with another key and freshly stamped", _resealed, (5, 7, 8)),
    Tamper("the signature of another key", _other_key, (5,)),
    Tamper("the right key, for another purpose", _other_purpose, (5,)),
    Tamper("the signature of another pack", _other_signature, (5, 6)),
    Tamper("the signature removed", _drop(sealcheck.SIGNATURE), (5,)),
    Tamper("the time stamp of another pack", _other_stamp, (6,)),
    Tamper("a time stamp by an unknown authority", _unknown_stamp, (6,)),
    Tamper("the time stamp removed", _drop(sealcheck.STAMP), (6,)),
    Tamper("the organisation's signature by an unknown certificate", _unknown_certificate, (7,)),
    Tamper("the organisation's signature damaged", _damaged(sealcheck.CMS), (7,)),
    Tamper("the SM2 signature damaged", _damaged(sealcheck.SM2), (8,)),
    Tamper("the SM2 signature removed", _drop(sealcheck.SM2), (8,)),
)
