"""Whether what was captured is as it was sealed, before anything is said from it again."""

from pathlib import Path

from reports import hashes, listing, manifests
from reports.pack import PackError

_LIST = "manifest-sha256.txt"


class ChangedError(PackError):
    """The pack is not as it was sealed; the message names the file."""

    changed = True


def originals(root: Path) -> None:
    """Compare ``data/original/`` and ``inspection.json`` with the manifest. Derived files may differ: they can be made
    again. A folder without any manifest was never sealed, or claims nothing, and passes.

    Raises ChangedError. Says nothing of the signer: that is for ``verify``.
    """
    if not any((root / name).exists() for name in (_LIST, *listing.SEAL_FILES)):
        return
    try:
        listed = {path: digest for path, digest in manifests.manifest(root, _LIST).items() if _captured(path)}
    except manifests.BadFileError as error:
        raise ChangedError(f"{root}: the pack is not as it was sealed; {listing.shown(error.path)} {error}") from None
    there = {entry.path for entry in listing.entries(root) if entry.sort == "file" and _captured(entry.path)}
    digests = hashes.of_files(root, sorted(there & set(listed)))
    for path in sorted(there | set(listed)):
        if path not in there:
            fault = "is missing"
        elif path not in listed:
            fault = f"is not listed in {_LIST}"
        elif digests[path].sha256 != listed[path]:
            fault = "was changed"
        else:
            continue
        raise ChangedError(f"{root}: the pack is not as it was sealed; {listing.shown(path)} {fault}")


def _captured(path: str) -> bool:
    return path.startswith("data/original/") or path == "data/inspection.json"
