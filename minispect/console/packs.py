"""The pack of an inspection: where it lies, what lies beside it, whether it is as it was sealed."""

import contextlib
import threading
from collections.abc import Iterator
from pathlib import Path

from minispect.console import history
from minispect.console.guard import Visitor
from minispect.console.inside import NotThere, content
from minispect.console.state import Console
from minispect.exits import Exit, UserError
from minispect.fleet import beside as storage
from minispect.fleet import bringing
from minispect.fleet.storage import StorageError
from minispect.store import comparables, reviews
from minispect.store.tables import Inspection
from reports import ed25519, hashes, sealcheck, single, verify
from reports.difference import packs
from reports.difference.difference import Difference, compare
from reports.fresh import fresh
from reports.handling import beside as custody_of
from reports.html import report
from reports.review.decisions import beside as decisions_of

_LOG = 64 << 10
_HEAVY = threading.BoundedSemaphore(2)
_FRESH = 10
"""Seconds for which the decisions on a pack in a storage are as they were brought."""
_PATIENCE = 30
"""Seconds that somebody waits for their turn."""


@contextlib.contextmanager
def heavy() -> Iterator[None]:
    """Held while a pack is read whole (verified, judged, compared): each takes hundreds of megabytes and a core.

    Raises UserError when two others take too long.
    """
    if not _HEAVY.acquire(timeout=_PATIENCE):
        raise UserError("others are having packs read; try again in a minute", Exit.UNREACHABLE)
    try:
        yield
    finally:
        _HEAVY.release()


def needed(console: Console, row: Inspection) -> Path:
    """Its folder on this machine; a pack in a storage is brought first, with the decisions on it. Raises UserError with
    the sentence that says where the pack is, or why there is none."""
    if not row.pack:
        raise UserError(f"{row.id}: this inspection left no pack", Exit.INCOMPLETE)
    if row.removed_at is not None:
        raise UserError(f"{row.id}: retention removed the pack on {row.removed_at:%Y-%m-%d}", Exit.INCOMPLETE)
    try:
        root = bringing.local(row.pack, console.data / bringing.BROUGHT)
        if bringing.in_storage(row.pack):
            storage.fetch(row.pack, root, _FRESH)
    except StorageError as error:
        raise UserError(str(error), Exit.UNREACHABLE) from None
    if not root.is_dir() or root.is_symlink():
        raise UserError(f"{row.id}: the pack is not at {root} any more", Exit.INCOMPLETE)
    return root


def at_hand(console: Console, row: Inspection) -> tuple[Path | None, str]:
    """The same for a page that can do without: the folder, or the sentence."""
    try:
        return needed(console, row), ""
    except UserError as error:
        return None, str(error)


def beside(root: Path) -> tuple[Path, ...]:
    """What belongs to a pack and is not in it: decisions and custody."""
    return tuple(path for path in (decisions_of(root).parent, custody_of(root)) if path.exists())


def mark(root: Path) -> str:
    """What a pack is named by in logs: the SHA-256 of what was signed; empty when it is not there."""
    try:
        return hashes.of_file(root / sealcheck.SIGNED).sha256
    except (OSError, hashes.NotAFileError):
        return ""


def verified(console: Console, who: Visitor, row: Inspection) -> verify.Result:
    """Check everything that can be checked without knowing the signer, and write down how it was."""
    result, sha256 = looked_at(console, row)
    root = needed(console, row) if result.ok else None
    with console.writing() as db:
        kept = history.inspection(db, row.id)
        kept.seal = "ok" if result.ok else "broken"
        reviews.reindex(db, kept, root)
        said = f"{row.id}: {result.summary}"
        console.audit.add(who.name, "pack.verified", said, address=who.address, sha256=sha256)
    return result


def looked_at(console: Console, row: Inspection) -> tuple[verify.Result, str]:
    """Every step of the verification of what lies there now, also in a storage; and what its seal covers."""
    if row.removed_at is not None or not bringing.in_storage(row.pack):
        root = needed(console, row)
        return steps(root), mark(root)
    try:
        with bringing.as_it_lies(row.pack, console.data / bringing.BROUGHT) as root:
            return steps(root), mark(root)
    except StorageError as error:
        raise UserError(str(error), Exit.UNREACHABLE) from None


def compared(console: Console, old: Inspection, new: Inspection) -> tuple[Difference, list[Path]]:
    """What changed, and both folders where both packs are at hand; else by what the history kept of them.

    Raises UserError, BrokenPackError, ReviewError.
    """
    same = True if old.target_id == new.target_id else None
    found = [at_hand(console, row) for row in (old, new)]
    roots = [root for root, _ in found if root is not None]
    if len(roots) == 2:
        with heavy():
            return packs.difference(roots[0], roots[1], same_target=same), roots
    with console.writing() as db:
        sides = [comparables.side_of(db, history.inspection(db, row.id)) for row in (old, new)]
    if sides[0] is None or sides[1] is None:
        raise UserError(next(why for _, why in found if why), Exit.INCOMPLETE)
    return compare(sides[0], sides[1], same_target=same), []


def steps(root: Path) -> verify.Result:
    """The whole verification, but for whose key it is."""
    with heavy():
        return verify.verify(root, holds=ed25519.holds)


def single_report(root: Path, lang: str) -> bytes:
    """The report as one file, pictures inside it, made anew from what was recorded. Raises PackError."""
    with heavy(), fresh(root, lang) as found:
        text = report.render(single.inlined(found.page, found.folder), lang=found.lang)
    return text.encode("utf-8", "replace")


def log(row: Inspection) -> str:
    """The last lines the scan wrote for people, where it failed; empty when there are none."""
    if row.state == "done" or not row.folder:
        return ""
    try:
        return content(Path(row.folder), "scan.log", 16 << 20)[-_LOG:].decode("utf-8", "replace")
    except NotThere:
        return ""
