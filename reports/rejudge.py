"""``minispect judge``: all verdicts again from ``original/``, compared with those that were sealed."""

import json
from pathlib import Path
from typing import Any

from detectors.judge import judge_all
from recording.recording import Recording
from reports import comparison, findings, intact, manifests, plain, sarif, tool
from reports.existing import open_pack
from reports.pack import PackError

_SARIF = "data/derived/findings.sarif"


def differences(root: Path) -> list[str]:
    """One sentence per result that differs, first the first; empty when all are the same. Raises PackError."""
    pack = open_pack(root)
    intact.originals(root)
    stored = _stored(root)
    recording = Recording(pack.original)
    try:
        verdicts = judge_all(recording)
    except RecursionError:
        raise PackError(f"{root}: a file below data/original/ is nested too deeply to be read") from None
    fresh = sarif.build(recording, verdicts, findings.numbered(verdicts))
    found = comparison.compare(_results(stored), _results(fresh))
    sealed, now = pack.inspection.tool.rules_sha256, tool.rules_digest()
    if found and sealed != now:
        found.append(f"note: the pack was judged by other rules ({plain.line(sealed, 12)}) than these ({now[:11]}…)")
    return found


def _stored(root: Path) -> dict[str, Any]:
    try:
        data = json.loads(manifests.read_small(root, _SARIF, 256 << 20))
    except manifests.BadFileError as error:
        raise PackError(f"{root}: {error.path} {error}") from None
    except (ValueError, RecursionError):
        raise PackError(f"{root}: {_SARIF} is not readable JSON") from None
    runs = data.get("runs") if isinstance(data, dict) else None
    driver = _driver(runs)
    if driver != "minispect":
        raise PackError(f"{root}: {_SARIF} was not written by minispect")
    return data if isinstance(data, dict) else {}


def _driver(runs: object) -> str:
    if not isinstance(runs, list) or len(runs) != 1 or not isinstance(runs[0], dict):
        return ""
    tool = runs[0].get("tool")
    driver = tool.get("driver") if isinstance(tool, dict) else None
    return str(driver.get("name", "")) if isinstance(driver, dict) else ""


def _results(log: dict[str, Any]) -> list[dict[str, Any]]:
    results = log["runs"][0].get("results")
    return [result for result in results if isinstance(result, dict)] if isinstance(results, list) else []
