"""One program scanned in each of the three places: embedded host, DevTools' place, stand-in phone."""

import hashlib
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

import adbutils
from measures.kept import SHARED

from crawler.drivers.devtools.program import Program
from crawler.host.project import read
from detectors.judge import judge_all
from detectors.verdict import Verdict
from recording.recording import Recording

ROOT = Path(__file__).parents[2]
CLI = Path(sys.executable).with_name("minispect")
STANDIN = ROOT / "tests" / "standin"
TARGETS = ("embedded", "devtools", "android")
_OWN = {
    "embedded": ("crawler/drivers/embedded.py",),
    "devtools": ("crawler/drivers/devtools", "minispect/devtools*.py"),
    "android": ("crawler/drivers/android", "minispect/android.py", "tests/standin"),
}
"""What a recording depends on; checks are left out: a recording that was kept is judged anew."""
_REAL = {"embedded": 1, "devtools": 3, "android": 6}
"""How many times the embedded host's time a run gets where time is real and windows are read."""


@dataclass(frozen=True)
class Kept:
    """What is known of one scan beside its recording. ``error``: the scan ended without a pack, and why."""

    program: str
    target: str
    sources: str
    code: str
    day: str
    seconds: float
    options: tuple[str, ...]
    error: str = ""


@dataclass(frozen=True)
class Walk:
    """How long and how often is walked. ``budget``: seconds a run; where time is real, it is three times that."""

    runs: str = "untouched,refuse,agree"
    budget: int = 60
    """Of the embedded host; what it is elsewhere ``_REAL`` says."""
    read: bool = True
    """Whether the embedded host's pictures are read too; the other targets' windows are seen by reading alone."""

    def options(self, target: str) -> tuple[str, ...]:
        budget = _REAL[target] * self.budget
        unread = () if self.read or target != "embedded" else ("--no-ocr",)
        return ("--runs", self.runs, "--budget", str(budget), "--seed", "7", "--lang", "en", *unread)


class Results:
    """Recordings and their facts in ``folder/TARGET/PROGRAM``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def place(self, program: Path, target: str) -> Path:
        return self.folder / target / name(program).replace("/", "+")

    def kept(self, program: Path, target: str) -> Kept | None:
        """None when there is none, or the program changed since."""
        try:
            kept = Kept(**json.loads((self.place(program, target) / "kept.json").read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return None
        return kept if kept.sources == sources(program) else None

    def verdicts(self, program: Path, target: str) -> dict[str, Verdict]:
        """By the checks of today."""
        return {v.check: v for v in judge_all(Recording(self.place(program, target) / "original"))}

    def scan(self, program: Path, target: str, walk: Walk) -> Kept:
        place = self.place(program, target)
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir(parents=True)
        began = time.monotonic()
        with _arguments(program, target) as (arguments, environment):
            command = [CLI, "scan", *arguments, *walk.options(target), "--json", "--out", place / "packs"]
            done = subprocess.run(
                [*map(str, command)], env={**os.environ, **environment}, capture_output=True, text=True, check=False
            )
        packs = sorted((place / "packs").glob("MI-*"))
        if packs:
            (packs[0] / "data" / "original").rename(place / "original")
        said = [] if packs else done.stderr.strip().splitlines()[-1:]
        shutil.rmtree(place / "packs", ignore_errors=True)
        kept = Kept(
            name(program), target, sources(program), code(target), time.strftime("%Y-%m-%d", time.gmtime()),
            round(time.monotonic() - began, 1), walk.options(target), said[0][:300] if said else "",
        )  # fmt: skip
        (place / "kept.json").write_text(json.dumps(asdict(kept), ensure_ascii=False, indent=1), encoding="utf-8")
        return kept


def name(program: Path) -> str:
    """``examples/dining``, ``phn-01/near``."""
    path = program.relative_to(ROOT)
    return path.as_posix().removeprefix("tests/miniprograms/")


def sources(program: Path) -> str:
    return _digest([program])


@cache
def code(target: str) -> str:
    """Changes with whatever a recording of this target depends on."""
    return _digest([found for glob in (*SHARED, *_OWN[target]) for found in sorted(ROOT.glob(glob))])


def _digest(places: list[Path]) -> str:
    digest = hashlib.sha256()
    for place in places:
        for path in sorted(place.rglob("*")) if place.is_dir() else [place]:
            if path.is_file() and not {"node_modules", "__pycache__"} & set(path.parts):
                digest.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


@contextmanager
def _arguments(program: Path, target: str) -> Iterator[tuple[tuple[object, ...], dict[str, str]]]:
    """What to scan and how, in the environment it needs, for as long as somebody scans."""
    if target == "embedded":
        yield (program,), {}
    elif target == "devtools":
        # ``minispect auto`` plays DevTools' command line tool.
        yield (program, "--driver", "devtools", "--cli", CLI, "--auto-port", _free(), "--proxy-port", _free()), {}
    else:
        with tempfile.TemporaryDirectory() as home:
            environment = {"ANDROID_ADB_SERVER_PORT": str(_free()), "XDG_STATE_HOME": home}
            with _phone(program, environment, home) as (serial, appid):
                yield (appid, "--profile", _naming_pages(program, Path(home)), "--serial", serial), environment


def _naming_pages(program: Path, home: Path) -> Path:
    """The program's profile with the list of its pages, which a phone does not tell and whoever made it knows."""
    project = read(program)
    known = Program(app=project.app, settings={page: project.config(page) for page in project.pages})
    titles = {page: known.title(page) for page in project.pages}
    table = "".join(f"{json.dumps(page)} = {json.dumps(title, ensure_ascii=False)}\n" for page, title in titles.items())
    profile = shutil.copytree(program, home / "program") / "minispect.toml"
    profile.write_text(f"{profile.read_text(encoding='utf-8')}\n[target.pages]\n{table}", "utf-8")
    return profile


@contextmanager
def _phone(program: Path, environment: dict[str, str], home: str) -> Iterator[tuple[str, str]]:
    """The stand-in behind an adb server of its own."""
    adb = [adbutils.adb_path(), "-P", environment["ANDROID_ADB_SERVER_PORT"]]
    own = {**os.environ, **environment, "HOME": home}
    subprocess.run([*adb, "start-server"], env=own, check=True, capture_output=True, timeout=30)
    command = [sys.executable, str(STANDIN), str(program), "--rooted"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as phone:
        assert phone.stdin is not None and phone.stdout is not None
        try:
            told = json.loads(phone.stdout.readline())
            serial = f"127.0.0.1:{told['port']}"
            subprocess.run([*adb, "connect", serial], env=own, check=True, capture_output=True, timeout=30)
            yield serial, str(told["programs"][1]["appid"])
        finally:
            phone.stdin.close()
            phone.wait(30)
            subprocess.run([*adb, "kill-server"], env=own, check=False, capture_output=True, timeout=30)


def _free() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
