"""``minispect recover``: a pack of what a killed scan left behind (``<id>.part``)."""

import fcntl
import os
from pathlib import Path

from pydantic import ValidationError

from recording import canonical
from recording.recording import Recording
from reports import custody, environment, listing, pack, seal, settings, tool
from reports.inspection import Account
from reports.pack import Draft, Finished, PackError

SENTENCES = {
    "zh": "检查进程被强制终止；证据包由其留下的记录制成，未记录终止之后的任何内容。",
    "en": "The inspection was killed; this pack was made of the record it left, which ends where it was killed.",
}


def recover(root: Path, signing: seal.Key) -> Finished:
    """Finish the pack. Raises PackError when the folder holds no record or its scan is still running, SealError."""
    if not root.name.endswith(pack.PART):
        raise PackError(f"{root}: give the folder a killed scan left; its name ends in {pack.PART}")
    if not (root / "data/original/events.jsonl").is_file():
        raise PackError(f"{root}: nothing was recorded here (data/original/events.jsonl is missing)")
    _only_files(root)
    account = _account(root)
    original = root / "data" / "original"
    recording = Recording(original)
    if not recording.events:
        raise PackError(f"{root}: nothing was recorded here (data/original/events.jsonl is empty)")
    chain = custody.Custody(original / "custody.jsonl", f"minispect {tool.version()}")
    draft = Draft(root.name.removesuffix(pack.PART), root, chain)
    if not (original / "environment.json").exists():
        told = {"note": "the inspection was killed before it wrote this file; it was gathered when it was recovered"}
        canonical.write(original / "environment.json", environment.gather(told, driver=account.driver))
    chain.add("run.closed", f"{len(recording.events)} events, recovered")
    limitations = (*account.limitations, SENTENCES[account.lang])
    whole = account.model_copy(update={"interrupted": True, "limitations": limitations})
    return pack.finish(draft, whole, signing, wanted=settings.load())


def _account(root: Path) -> Account:
    """What the scan had put down about itself; the least when it was killed before that."""
    path = root / pack.ACCOUNT
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW)
    except OSError:
        return Account()
    with os.fdopen(descriptor, "rb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise PackError(f"{root}: its scan is still running; interrupt that first (Ctrl-C makes a pack)") from None
        try:
            return Account.model_validate_json(file.read(1 << 20))
        except ValidationError:
            return Account()


def _only_files(root: Path) -> None:
    for entry in listing.entries(root):
        if entry.sort not in ("file", "folder"):
            raise PackError(f"{root}: {listing.shown(entry.path)} is a link or a device; no scan leaves that")
