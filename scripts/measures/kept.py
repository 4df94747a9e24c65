"""Recordings that are kept by what made them: scanned again when the code that captures or the program changed, judged
again when only the checks did. ``make truth`` and ``make fixtures`` both go on where they were broken off by it."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from detectors.judge import judge_all
from recording.recording import Recording

ROOT = Path(__file__).parents[2]
READ = (
    *("browser_calls.tsv", "browser_headers.tsv", "dialogs.toml", "han.toml", "interface_support.tsv"),
    *("interfaces.tsv", "labels.toml", "own_ways.toml", "privacy_interfaces.tsv", "scopes.tsv"),
    *("walk_words.toml", "words.toml"),
)
"""The data that the walk, the host and the proxy read."""
SHARED = ("crawler/*.py", "crawler/host", "crawler/eyes", "interceptors", "recording", *(f"config/{n}" for n in READ))
CAPTURE = (*SHARED, "crawler/drivers/embedded.py")
"""What a recording depends on; the drivers of other targets and what is made of a recording are not among it."""
JUDGEMENT = ("detectors", "recording", "config")
MINUTES = 10
SERVERS = "servers.toml"
"""Beside a program that is to be scanned against real servers; see ``laboratory.py``."""
_LABORATORY = "import sys; sys.path.insert(0, 'scripts'); from measures.laboratory import main; main()"
_NOT_SOURCES = frozenset({"node_modules", "__pycache__", ".git"})


class NotScanned(Exception):
    """No recording came of a scan; the message says why in one line."""


@cache
def version(folders: tuple[str, ...], root: Path = ROOT) -> str:
    """Changes with any source under the folders."""
    return digest(root, *(f for folder in folders for f in sorted(root.glob(folder))))


def digest(root: Path, *tops: Path, but: frozenset[str] = frozenset()) -> str:
    """Of the files under ``tops`` with their places under ``root``; ``but`` names files that do not count."""
    found = hashlib.sha256()
    for path in sorted(f for top in tops for f in (top.rglob("*") if top.is_dir() else (top,))):
        if path.is_file() and path.name not in but and not _NOT_SOURCES & set(path.relative_to(root).parts):
            body = path.read_bytes()
            found.update(f"{path.relative_to(root).as_posix()}\0{len(body)}\0".encode() + body)
    return found.hexdigest()[:16]


@dataclass(frozen=True)
class Kept:
    """One recording's place: ``original/`` and ``result.json`` beside it."""

    folder: Path
    sources: str
    """Digest of what was scanned and how."""

    @property
    def original(self) -> Path:
        return self.folder / "original"

    @property
    def identity(self) -> dict[str, str]:
        return {"captured_by": version(CAPTURE), "sources": self.sources}

    @property
    def result(self) -> dict[str, Any]:
        """What is known of it; empty when nothing is, or nothing that can be read."""
        try:
            return dict(json.loads((self.folder / "result.json").read_text(encoding="utf-8")))
        except (OSError, ValueError):
            return {}

    @property
    def fresh(self) -> bool:
        """Whether the present code would record the same."""
        known = self.result
        return self.original.is_dir() and all(known.get(k) == v for k, v in self.identity.items())

    def keep(self, **facts: Any) -> dict[str, Any]:
        """Writes what is known; the recording has to be there already."""
        self.folder.mkdir(parents=True, exist_ok=True)
        part = self.folder / "result.json.part"
        part.write_text(json.dumps(facts, ensure_ascii=False), encoding="utf-8")
        part.replace(self.folder / "result.json")
        return facts

    def judged(self) -> dict[str, Any]:
        """Verdicts of the present checks, from the last time when they are the same."""
        known, by = self.result, version(JUDGEMENT)
        if known.get("judged_by") == by and "verdicts" in known:
            return known
        return self.keep(**{**known, **judge(self.original), "judged_by": by})

    def taken(self, scan: Callable[[Path], dict[str, Any]]) -> dict[str, Any]:
        """Records anew: ``scan`` fills an empty folder with ``original`` and returns what else is to be kept. What was
        there stays until the new one is whole."""
        part = self.folder.with_name(f".{self.folder.name}.{os.getpid()}")
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(parents=True)
        try:
            known = replace(self, folder=part).keep(**scan(part), **self.identity)
            shutil.rmtree(self.folder, ignore_errors=True)
            part.rename(self.folder)
        finally:
            shutil.rmtree(part, ignore_errors=True)
        return known


def scan(project: Path, folder: Path, *, runs: str, budget: int) -> tuple[Path, dict[str, Any]]:
    """A whole inspection by the command line, without the reading of pictures; ``folder/original`` and what it said.
    A program with ``servers.toml`` is scanned against real servers. Raises NotScanned."""
    out = folder / "packs"
    command = [sys.executable, "-c", "from minispect.cli import main; main()", "scan", str(project), "--no-ocr"]
    options = ["--out", str(out), "--budget", str(budget), "--seed", "7", "--json", *(["--runs", runs] if runs else [])]
    if (project / SERVERS).is_file():
        command = [sys.executable, "-c", _LABORATORY, str(project), str(out)]
        options = [runs, str(budget)]
    began = time.monotonic()
    try:
        done = subprocess.run(
            [*command, *options], cwd=ROOT, capture_output=True, text=True, timeout=60 * MINUTES, check=False
        )
    except subprocess.TimeoutExpired:
        raise NotScanned(f"not finished after {MINUTES} minutes") from None
    packs = sorted(out.glob("MI-*")) if out.is_dir() else []
    if not packs:
        last = done.stderr.strip().splitlines()[-1:] or [f"exit {done.returncode}"]
        raise NotScanned(last[0][:300])
    original = folder / "original"
    shutil.rmtree(original, ignore_errors=True)
    (packs[0] / "data" / "original").rename(original)
    shutil.rmtree(out)
    told = json.loads(done.stdout) if done.stdout.lstrip().startswith("{") else {}
    return original, {**told, "seconds": round(time.monotonic() - began, 1)}


def judge(original: Path) -> dict[str, Any]:
    """``verdicts`` and ``findings`` as ``minispect scan --json`` tells them, as far as tests look at them."""
    said = judge_all(Recording(original))
    return {
        "verdicts": {v.check: v.verdict for v in said},
        "reasons": {v.check: (v.findings[0].reason if v.findings else v.reason).en for v in said},
        "findings": [{"check": v.check, "reason": f.reason.model_dump()} for v in said for f in v.findings],
    }
