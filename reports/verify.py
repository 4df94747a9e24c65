"""Is this pack as it was sealed? Every step, one line each, with the path that offends.

Nothing outside the pack is read (but the files the caller names), no link is followed, nothing is written,
and JSON is only read by parsers with a limit on depth. This module and those it imports use nothing but
Python's standard library, ssh-keygen and openssl: together they are also the single-file verifier.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Literal

from reports import hashes, listing, manifests, sealcheck, shapecheck
from reports.manifests import BadFileError

State = Literal["ok", "refused", "not checked"]


@dataclass(frozen=True)
class Step:
    """One line of the answer. ``path`` is the first offender, safe to print; ``more`` counts the others."""

    name: str
    state: State
    text: str
    path: str = ""
    more: int = 0

    def __str__(self) -> str:
        where = f"{self.path}: " if self.path else ""
        others = f" (and {self.more} more)" if self.more else ""
        return f"{self.state:<11}  {self.name:<14}  {where}{self.text}{others}"


@dataclass
class Result:
    """All steps of one verification."""

    steps: list[Step] = field(default_factory=list)
    signer: str = ""
    stamped: datetime | None = None

    @property
    def ok(self) -> bool:
        return not self.refused

    def lines(self) -> list[str]:
        """One line a step, then the sentence that sums up."""
        return [*(str(step) for step in self.steps), self.summary]

    @property
    def refused(self) -> bool:
        return any(step.state == "refused" for step in self.steps)

    @property
    def unsigned(self) -> bool:
        """Whether the signature could not be checked here for want of a tool."""
        return any(step.name == "seal" and step.state == "not checked" for step in self.steps)

    @property
    def summary(self) -> str:
        """The one sentence below the lines."""
        bad = next((step for step in self.steps if step.state == "refused"), None)
        if bad is not None:
            return f"refused: {bad.path + ': ' if bad.path else ''}{bad.text}"
        if self.unsigned:
            return "integrity holds, signature not checked: ssh-keygen is not installed"
        who = f"sealed by {self.signer}" if self.signer else "signer not checked"
        return f"integrity holds, {who}" + (
            f", since {self.stamped:%Y-%m-%dT%H:%M:%SZ} at the latest" if self.stamped else ""
        )


@dataclass(frozen=True)
class Problem:
    path: str
    text: str


@dataclass
class _Pack:
    root: Path
    entries: list[listing.Entry]
    digests: dict[str, hashes.Digests]

    @property
    def files(self) -> set[str]:
        return {entry.path for entry in self.entries if entry.sort == "file"}


def verify(
    root: Path, trust: sealcheck.Trust | None = None, holds: sealcheck.Holds = sealcheck.by_ssh_keygen
) -> Result:
    """Run every step that can be run. Raises signers.SignersError when ``allowed_signers`` cannot be used."""
    result = Result()
    entries = _structure(root, result)
    if entries is None:
        return result
    pack = _Pack(root, entries, {})
    if _step(result, "size", "as many bytes as bag-info.txt says", lambda: _oxum(pack)):
        pack.digests = hashes.of_files(root, sorted(pack.files))
        _step(result, "tag files", "unchanged by SHA-256", lambda: _against(pack, "tagmanifest-sha256.txt"))
        _step(result, "payload", "unchanged by SHA-256", lambda: _against(pack, "manifest-sha256.txt"))
        _sm3(pack, result)
        _step(result, "nothing extra", "every file is listed", lambda: _extra(pack))
        _step(
            result,
            "names",
            "blobs and pictures bear their own hashes",
            lambda: shapecheck.hashes_of(root, pack.digests),
        )
        _step(result, "shape", "all JSON is as its schema says", lambda: shapecheck.shapes(root, sorted(pack.files)))
        _step(result, "custody", "the chain is unbroken", lambda: shapecheck.custody_chain(root))
    _seals(root, result, trust or sealcheck.Trust(), holds)
    return result


def _structure(root: Path, result: Result) -> list[listing.Entry] | None:
    if root.is_symlink() or not root.is_dir():
        result.steps.append(Step("structure", "refused", "not a folder", listing.shown(root.name)))
        return None
    try:
        entries = listing.entries(root)
    except (OSError, listing.TooMuchError) as error:
        result.steps.append(Step("structure", "refused", f"cannot be listed: {error}", listing.shown(root.name)))
        return None
    good = _step(result, "structure", "a pack's files and folders, no links", lambda: _shape_of(entries))
    return entries if good else None


def _shape_of(entries: list[listing.Entry]) -> Iterable[Problem]:
    known = {*listing.TAG_FILES, *listing.SEAL_FILES}
    for entry in entries:
        if entry.sort in ("link", "other"):
            yield Problem(entry.path, "is a link or a device, not a file")
        elif entry.sparse:
            yield Problem(entry.path, f"claims {entry.size} bytes and holds almost none (sparse file)")
        elif entry.path.startswith("data/"):
            if not listing.allowed_name(entry.path):
                yield Problem(entry.path, "has a name that no pack uses")
            elif entry.empty and entry.sort == "folder":
                yield Problem(entry.path, "is an empty folder")
        elif entry.path not in known and not (entry.sort == "folder" and entry.path in ("data", "seal")):
            yield Problem(entry.path, "does not belong to a pack")
    found = {entry.path for entry in entries}
    for name in ("bagit.txt", "bag-info.txt", "VERIFY.txt", "manifest-sha256.txt", "tagmanifest-sha256.txt", "data"):
        if name not in found:
            yield Problem(name, "is missing")
    if ("manifest-sm3.txt" in found) != ("tagmanifest-sm3.txt" in found):
        yield Problem("tagmanifest-sm3.txt", "one of the two SM3 lists is missing")


def _oxum(pack: _Pack) -> Iterable[Problem]:
    payload = [entry for entry in pack.entries if entry.sort == "file" and entry.path.startswith("data/")]
    real = f"{sum(entry.size for entry in payload)}.{len(payload)}"
    said = manifests.bag_info(pack.root).get("Payload-Oxum", "")
    if manifests.read_small(pack.root, "bagit.txt", 1024).decode("ascii", "replace") != (
        "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
    ):
        yield Problem("bagit.txt", "is not that of a BagIt 1.0 bag")
    if real != said:
        listed = manifests.manifest(pack.root, "manifest-sha256.txt")
        names = {entry.path for entry in payload}
        odd = sorted(names ^ set(listed))
        for path in odd:
            yield Problem(path, "is not listed in manifest-sha256.txt" if path in names else "is missing")
        if not odd:
            yield from _changed_size(pack, listed, real, said)


def _changed_size(pack: _Pack, listed: dict[str, str], real: str, said: str) -> Iterable[Problem]:
    """Name the file whose size changed; only files that can be hashed in a moment are looked at."""
    small = [entry.path for entry in pack.entries if entry.path in listed and entry.size < 256 << 20]
    digests = hashes.of_files(pack.root, small)
    changed = [path for path in small if digests[path].sha256 != listed[path]]
    large = [entry.path for entry in pack.entries if entry.path in listed and entry.size >= 256 << 20]
    for path in [*changed, *large]:
        yield Problem(path, "was changed")
    if not changed and not large:
        yield Problem("bag-info.txt", f"says {listing.shown(said)} (bytes.files), the payload has {real}")


def _against(pack: _Pack, name: str) -> Iterable[Problem]:
    sm3 = name.endswith("-sm3.txt")
    listed = manifests.manifest(pack.root, name)
    for path, wanted in listed.items():
        digests = pack.digests.get(path)
        if digests is None:
            yield Problem(path, f"is missing; {name} lists it")
        elif (digests.sm3 if sm3 else digests.sha256) != wanted:
            yield Problem(path, f"was changed; its hash is not the one in {name}")
    if name.startswith("tagmanifest"):
        for path in sorted(set(listing.TAG_FILES[:5]) & pack.files - set(listed)):
            yield Problem(path, f"is not listed in {name}")


def _sm3(pack: _Pack, result: Result) -> None:
    if "manifest-sm3.txt" not in pack.files:
        result.steps.append(Step("SM3", "not checked", "this pack was made where SM3 was not available"))
    elif not hashes.has_sm3():
        result.steps.append(Step("SM3", "not checked", "SM3 is not available on this machine"))
    else:
        names = ("tagmanifest-sm3.txt", "manifest-sm3.txt")
        _step(result, "SM3", "all files unchanged by SM3", lambda: [p for n in names for p in _against(pack, n)])


def _extra(pack: _Pack) -> Iterable[Problem]:
    listed = manifests.manifest(pack.root, "manifest-sha256.txt")
    tags = manifests.manifest(pack.root, "tagmanifest-sha256.txt")
    free = {"tagmanifest-sha256.txt", "tagmanifest-sm3.txt", *listing.SEAL_FILES}
    for path in sorted(pack.files - set(listed) - set(tags) - free):
        yield Problem(path, "is not listed in any manifest")


def _seals(root: Path, result: Result, trust: sealcheck.Trust, holds: sealcheck.Holds) -> None:
    for outcome in sealcheck.check(root, trust, holds):
        state: State = "not checked" if outcome.ok is None else "ok" if outcome.ok else "refused"
        result.steps.append(Step(outcome.name, state, outcome.text, outcome.path))
        result.signer = outcome.signer or result.signer
        result.stamped = outcome.stamped or result.stamped


def _step(result: Result, name: str, good: str, run: Callable[[], Iterable[Problem | tuple[str, str]]]) -> bool:
    """Run one step; the first problem is named, the others counted."""
    problems: list[Problem] = []
    try:
        problems.extend(p if isinstance(p, Problem) else Problem(*p) for p in run())
    except BadFileError as error:
        problems.append(Problem(error.path, str(error)))
    if problems:
        first = problems[0]
        result.steps.append(Step(name, "refused", first.text, listing.shown(first.path), len(problems) - 1))
    else:
        result.steps.append(Step(name, "ok", good))
    return not problems
