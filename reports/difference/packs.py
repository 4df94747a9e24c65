"""Two packs on disk compared."""

from pathlib import Path

from detectors.verdict import Text
from reports import ed25519, sealcheck, verify
from reports.difference.difference import Difference, compare
from reports.difference.reading import side
from reports.existing import open_pack
from reports.pack import PackError


class BrokenPackError(PackError):
    """A pack is not as it was sealed; the message names it and the file that offends (exit code 5)."""


def checked(root: Path, trust: sealcheck.Trust | None = None) -> None:
    """Raises PackError for what is no pack, BrokenPackError for one that does not pass its verification,
    signers.SignersError for a list of signers that cannot be used."""
    if not (root / "data" / "original" / "events.jsonl").is_file() and not (root / sealcheck.SIGNED).is_file():
        raise PackError(f"{root}: not an evidence pack; give the folder of a sealed pack")
    result = verify.verify(root, trust, ed25519.holds)
    if result.refused:
        raise BrokenPackError(f"{root}: {result.summary}; what was changed is not compared or decided upon")


def difference(
    old: Path, new: Path, *, same_target: bool | None = None, trust: sealcheck.Trust | None = None
) -> Difference:
    """Verify both, then compare. Raises PackError, BrokenPackError, ReviewError, signers.SignersError.

    The sealed verdicts count when the same rules gave both. Otherwise both are judged again by this version's, so
    that what differs is the program.
    """
    for root in (old, new):
        checked(root, trust)
    rules = {open_pack(root).inspection.tool.rules_sha256 for root in (old, new)}
    if len(rules) == 1:
        return compare(side(old), side(new), same_target=same_target)
    note = Text(
        zh="两个证据包由不同版本的规则判定；已用当前版本的规则重新判定两者后再比较",
        en="the two packs were judged by different rules; both were judged again by this version's and then compared",
    )
    again = side(old, judged_again=True), side(new, judged_again=True)
    return compare(*again, same_target=same_target, further=(note,))
