"""An evidence pack from its first event to its seal. Until it is verified it bears another name."""

import fcntl
import os
import secrets
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from detectors.judge import judge_all
from detectors.verdict import Verdict
from recording import canonical, identity
from recording.recording import Recording
from reports import (
    bag,
    custody,
    ed25519,
    findings,
    hashes,
    schemas,
    seal,
    seals,
    second_reading,
    settings,
    tool,
    verify,
)
from reports import inspection as inspections
from reports.derive import derive
from reports.findings import Numbered
from reports.html import limits, shots
from reports.inspection import UNSTAMPED, Account, Inspection
from reports.settings import Seals

PART = ".part"
UNSEALED = ".unsealed"
ACCOUNT = "account.json"
"""In a draft: what the running inspection knows, locked as long as it runs. For whoever recovers a killed one."""


class PackError(Exception):
    """No pack could be begun or finished here; the message names the folder and the mend."""


@dataclass
class Draft:
    """A pack being made: ``<out>/<id>.part``. ``original`` is where the log writes."""

    id: str
    root: Path
    custody: custody.Custody
    _lock: int = -1

    @property
    def original(self) -> Path:
        return self.root / "data" / "original"

    def keep(self, account: Account) -> None:
        """Put down what only the running inspection knows, should it be killed."""
        path = self.root / ACCOUNT
        self._lock = os.open(path, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o644)
        os.write(self._lock, canonical.document(account.model_dump(mode="json")).encode())
        fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def let_go(self) -> None:
        """The account has served; nothing of it goes into the pack."""
        if self._lock >= 0:
            os.close(self._lock)
            self._lock = -1
        (self.root / ACCOUNT).unlink(missing_ok=True)

    def discard(self) -> None:
        """Remove it whole: nothing was recorded that is worth keeping."""
        self.let_go()
        shutil.rmtree(self.root)


@dataclass(frozen=True)
class Finished:
    """A sealed pack."""

    path: Path
    inspection: Inspection
    verdicts: Sequence[Verdict]
    findings: Sequence[Numbered]


def begin(out: Path, now: datetime | None = None) -> Draft:
    """Make the folder of a new pack below ``out``. Raises PackError when that is not possible."""
    moment = (now or datetime.now(UTC)).astimezone(UTC)
    name = f"MI-{moment:%Y%m%dT%H%M%SZ}-{secrets.token_hex(2)}"
    root = out / (name + PART)
    try:
        (root / "data" / "original").mkdir(parents=True)
    except OSError as error:
        raise PackError(
            f"{out}: the pack cannot be written there ({error.strerror}); name another folder with --out"
        ) from None
    chain = custody.Custody(root / "data" / "original" / "custody.jsonl", f"minispect {tool.version()}")
    chain.add("run.opened", name)
    return Draft(name, root, chain)


def finish(
    draft: Draft, account: Account, signing: seal.Key, *, reading_seconds: float = 30, wanted: Seals | None = None
) -> Finished:
    """Judge, derive, seal and verify; then give the pack its name. The log must be closed.

    ``wanted``: the seals beside the signature; this machine's settings by themselves.
    Raises seal.SealError when a seal failed: the pack then stays as ``<id>.unsealed``.
    Raises PackError when it cannot be written. Works on a log that was cut off.
    """
    wanted = settings.load() if wanted is None else wanted
    try:
        verdicts = _close(draft, account, signing, reading_seconds, wanted)
        draft.let_go()
        seals.make(draft.root, signing, wanted)
    except seal.SealError as error:
        raise seal.SealError(f"{unsealed(draft.root)}: the pack is not sealed; {error}") from None
    except OSError as error:
        raise PackError(
            f"{draft.root}: the pack could not be written ({error.strerror}); what was recorded is still there"
        ) from None
    except bag.BagError as error:
        raise PackError(f"{draft.root}: {error}") from None
    final = confirmed(draft.root, wanted)
    inspection = read_inspection(final)
    return Finished(final, inspection, verdicts, findings.numbered(verdicts))


def confirmed(root: Path, wanted: Seals) -> Path:
    """Verify a sealed folder and give it the pack's name. Raises seal.SealError; it is then named unsealed."""
    result = verify.verify(root, seals.trust(wanted), ed25519.holds)
    if result.refused:
        raise seal.SealError(f"{unsealed(root)}: the pack did not pass its own verification; {result.summary}")
    final = root.with_name(root.name.removesuffix(PART).removesuffix(UNSEALED))
    return root if final == root else root.replace(final)


def unsealed(root: Path) -> Path:
    """The folder under the name that says that it is no sealed pack."""
    target = root.with_name(root.name.removesuffix(PART).removesuffix(UNSEALED) + UNSEALED)
    return root if target == root else root.replace(target)


def _close(
    draft: Draft, account: Account, signing: seal.Key, reading_seconds: float, wanted: Seals
) -> Sequence[Verdict]:
    original, data = draft.original, draft.root / "data"
    _adopt_partial_blobs(draft)
    recording = Recording(original)
    verdicts = judge_all(recording)
    account = _read_again(draft, recording, verdicts, account, reading_seconds)
    if not (original / "identity.json").exists():
        values = identity.planted(recording.events)
        canonical.write(original / "identity.json", identity.document(account.seed, values))
    words = {verdict.check: verdict.verdict for verdict in verdicts if verdict.verdict != "not-judged"}
    inspection = inspections.build(recording, draft.id, account, words, signing.fingerprint)
    inspection = inspection.model_copy(
        update={"seals": promises(wanted), "limitations": (*inspection.limitations, *_own_limits(inspection))}
    )
    canonical.write(data / "inspection.json", inspection.model_dump(mode="json"))
    shutil.rmtree(data / "derived", ignore_errors=True)
    derive(recording, data / "derived", inspection, verdicts=verdicts)
    schemas.write(data / "schema")
    draft.custody.add("derived", "derived/findings.sarif", hashes.of_file(data / "derived" / "findings.sarif").sha256)
    draft.custody.add("sealed", signing.fingerprint, hashes.of_file(data / "inspection.json").sha256)
    bag.write(draft.root, bag_info(inspection))
    return verdicts


def _own_limits(inspection: Inspection) -> tuple[str, ...]:
    """Sentences when nobody had checked this machine's clock, or a case names fewer than two operators."""
    found = [] if inspection.time.clock.get("state") == "ntp" else [limits.CLOCK]
    if inspection.case_ref and len(inspection.inspector.operators) < 2:
        found.append(limits.OPERATORS)
    return tuple(both.zh if inspection.lang == "zh" else both.en for both in found)


def promises(wanted: Seals) -> dict[str, str]:
    """``seals`` of inspection.json: what is promised, and who attests the time."""
    authority = wanted.stamp
    time = UNSTAMPED
    if authority is not None:
        policy = f", policy {authority.policy}" if authority.policy else ""
        time = f"attested by {authority.name or authority.url}{policy}"
    return {"required": " ".join(wanted.required), "time": time}


def bag_info(inspection: Inspection) -> bag.Info:
    """What ``bag-info.txt`` says of an inspection."""
    ended = inspection.time.ended or datetime.now(UTC).isoformat()
    return bag.Info(
        organisation=inspection.inspector.organisation,
        identifier=inspection.id,
        date=ended[:10],
        software=f"minispect {inspection.tool.version}",
        kind=inspection.kind,
        seals=tuple(inspection.seals.get("required", "sshsig").split()),
    )


def _adopt_partial_blobs(draft: Draft) -> None:
    """Payloads whose writer was cut off are kept under the hash of what arrived, and said to be partial."""
    for part in sorted((draft.original / "blobs").glob(".part-*")):
        digest = hashes.of_file(part).sha256
        if part.stat().st_size:
            part.replace(part.with_name(digest))
            draft.custody.add("capture.failed", f"blobs/{digest}", digest)
        else:
            part.unlink()


def _read_again(
    draft: Draft, recording: Recording, verdicts: Sequence[Verdict], account: Account, seconds: float
) -> Account:
    """The second reading of the screens that violations show; what could not be read becomes a limit."""
    proven = [item for item in findings.numbered(verdicts) if item.violated]
    wanted = {seq for item in proven for seq in shots.chosen(recording, item.finding.evidence)}
    if not wanted or seconds <= 0:
        return account
    written, gap = second_reading.read(recording, wanted, seconds)
    for name in written:
        draft.custody.add("read", name, hashes.of_file(draft.original / name).sha256)
    return account.model_copy(update={"limitations": (*account.limitations, gap)}) if gap else account


def read_inspection(root: Path) -> Inspection:
    """``inspection.json`` of a pack. Raises OSError, pydantic.ValidationError."""
    descriptor = hashes.open_regular(root / "data" / "inspection.json")
    with os.fdopen(descriptor, "rb") as file:
        return Inspection.model_validate_json(file.read(16 << 20))
