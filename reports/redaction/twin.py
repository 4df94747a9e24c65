"""``minispect redact``: the shared pack, computed from a full one that verifies, sealed on its own."""

import hmac
import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from detectors.judge import judge_all
from detectors.verdict import Verdict
from recording import canonical
from recording.identity import planted
from recording.recording import Recording
from reports import bag, custody, ed25519, hashes, manifests, pack, schemas, seal, sealcheck, seals, tool, verify
from reports.derive import derive
from reports.existing import Existing, open_pack
from reports.inspection import Inspection
from reports.intact import ChangedError
from reports.pack import PackError
from reports.redaction import json_text, leftovers
from reports.redaction.ledger import Ledger, key_of
from reports.redaction.needles import Needles
from reports.redaction.original import Original
from reports.redaction.texts import Texts
from reports.settings import Seals
from reports.shapes import Redactions

SUFFIX = "-shared"
_SAID = {
    "zh": "共享版：检查者自身的测试身份数据已替换为占位符，清单见 redactions.json。",
    "en": "A shared pack: the inspector's own test data is replaced by placeholders, listed in redactions.json.",
}


def redact(root: Path, out: Path, signing: seal.Key, wanted: Seals) -> Path:
    """Make the shared twin of ``root`` below ``out``; returns its folder.

    Raises PackError when the full pack cannot be used or its twin would say something else, SealError.
    """
    full = _full(root)
    folder = out / f"{full.inspection.id}{SUFFIX}"
    part = folder.with_name(folder.name + pack.PART)
    if folder.exists():
        raise PackError(f"{folder}: there is a pack of that name already; move it away or name another --out")
    try:
        shutil.rmtree(part, ignore_errors=True)
        _write(full, part, signing, wanted)
        seals.make(part, signing, wanted)
    except OSError as error:
        raise PackError(f"{part}: the shared pack cannot be written there ({error.strerror})") from None
    except RecursionError:
        raise PackError(f"{root}: a file below data/original/ is nested too deeply to be read") from None
    except (PackError, seal.SealError):
        shutil.rmtree(part, ignore_errors=True)
        raise
    return pack.confirmed(part, wanted)


def _full(root: Path) -> Existing:
    """The full pack; only one that holds is shared."""
    full = open_pack(root)
    if full.inspection.kind != "full":
        raise PackError(f"{root}: this is a shared pack already")
    result = verify.verify(root, holds=ed25519.holds)
    if result.refused:
        raise ChangedError(f"{root}: the pack does not verify and cannot be shared; {result.summary}")
    return full


def _write(full: Existing, part: Path, signing: seal.Key, wanted: Seals) -> None:
    recording = Recording(full.original)
    key = key_of(manifests.read_small(full.root, sealcheck.SIGNATURE, 16384))
    ledger = Ledger(key)
    values = planted(recording.events)
    salts = [recording.profile.target.appid, *(value.value for value in values if value.field == "openid")]
    needles = Needles(values, salts, hmac.new(key, b"mark", "sha256").hexdigest()[:8])
    data = part / "data"
    removed = Original(recording, data / "original", needles, ledger, key).write()
    tag = hashes.of_file(full.root / sealcheck.SIGNED).sha256
    _custody(full, data / "original", tag)
    shared = Recording(data / "original")
    verdicts = judge_all(shared)
    _same_verdicts(judge_all(recording), verdicts)
    inspection = _inspection(full.inspection, Texts(needles, ledger), tag, signing, wanted)
    canonical.write(data / "inspection.json", inspection.model_dump(mode="json"))
    derive(shared, data / "derived", inspection, verdicts=verdicts)
    entries = Redactions(full_pack=tag, removed=tuple(removed), redactions=tuple(ledger.entries()))
    canonical.write(data / "derived" / "redactions.json", entries.model_dump(mode="json"))
    schemas.write(data / "schema")
    chain = custody.Custody(data / "original" / "custody.jsonl", f"minispect {tool.version()}")
    chain.add("derived", "derived/findings.sarif", hashes.of_file(data / "derived" / "findings.sarif").sha256)
    chain.add("sealed", signing.fingerprint, hashes.of_file(data / "inspection.json").sha256)
    left = leftovers.found(data, needles, full.inspection.tool.seed)
    if left:
        raise PackError(f"{full.root}: {left} would still hold a planted value; nothing was shared, please report it")
    bag.write(part, pack.bag_info(inspection))


def _inspection(full: Inspection, texts: Texts, tag: str, signing: seal.Key, wanted: Seals) -> Inspection:
    """The same account without the seed, from which all planted values could be made again."""
    plain: dict[str, Any] = full.model_dump(mode="json")
    clean = json_text.plain(texts.document(json_text.loads(canonical.line(plain)), "inspection", own=True))
    found = Inspection.model_validate(clean)
    return found.model_copy(
        update={
            "id": f"{full.id}{SUFFIX}",
            "kind": "shared",
            "derived_from": tag,
            "tool": found.tool.model_copy(update={"seed": 0}),
            "inspector": found.inspector.model_copy(update={"signing_key": signing.fingerprint}),
            "limitations": (*found.limitations, _SAID[full.lang]),
            "seals": pack.promises(wanted),
        }
    )


def _custody(full: Existing, original: Path, tag: str) -> None:
    """The full pack's entries in a chain of their own, without hashes of files that are others now; then this act."""
    path = original / "custody.jsonl"
    chain = custody.Custody(path, f"minispect {tool.version()}")
    for line in (full.original / "custody.jsonl").read_bytes().splitlines():
        entry = custody.Entry.model_validate(json.loads(line))
        same = entry.action in ("target.opened", "run.opened", "run.closed")
        chain.repeat(entry, entry.sha256 if same else "")
    chain.add("redacted", full.inspection.id, tag)


def _same_verdicts(full: Sequence[Verdict], shared: Sequence[Verdict]) -> None:
    """Raises PackError naming the first check that would say something else of the shared pack."""
    for one, other in zip(full, shared, strict=True):
        prints = [sorted(f.fingerprint for f in verdict.findings) for verdict in (one, other)]
        if one.verdict != other.verdict or prints[0] != prints[1]:
            what = f"{one.verdict} ({len(prints[0])} findings) in the full pack, {other.verdict} ({len(prints[1])})"
            raise PackError(f"{one.check}: {what} in the shared one; nothing was shared, please report it")
