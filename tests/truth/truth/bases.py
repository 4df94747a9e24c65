"""The clean programs that operators change: our own, and public ones when they were fetched."""

import re
import subprocess
import tomllib
from functools import cache
from pathlib import Path

from truth.program import SERVERS, Program, load
from truth.words import PURPOSES

from recording.data import config_rows

ROOT = Path(__file__).parents[3]
FIXTURES = ROOT / "tests" / "miniprograms"
CORPUS = ROOT / "tests" / "corpus"
PUBLIC = ("quietweather", "retail", "mini-blog", "heycommunity", "watch-life")
"""Of the dev corpus those under MIT or Apache-2.0 whose scans showed no violation but what is named below, the smaller
ones: a mutant of theirs takes a minute or two."""

LARGE = frozenset({"shop", "dining", *PUBLIC})
"""Of a dozen pages and more: they get twice the time."""

_HARMLESS = frozenset({"DEC-03", "POL-04"})
"""A kind declared for later use, a policy in English only: told apart by name, and in nobody's way."""


def ours() -> list[str]:
    """``check/kind`` of the fixtures that comply or are near misses in every respect, and the examples that do; without
    those that have servers of their own."""
    fixtures = [
        path.parent.relative_to(FIXTURES).as_posix()
        for path in sorted(FIXTURES.glob("*/*/app.json"))
        if path.parent.name.startswith(("complies", "near"))
    ]
    served = {name for name in fixtures if (FIXTURES / name / SERVERS).is_file()}
    return ["shop", "dining", *(name for name in fixtures if allowed(name) <= _HARMLESS and name not in served)]


@cache
def allowed(name: str) -> frozenset[str]:
    """Checks that may fail on the unchanged program by what its ``expect.toml`` says."""
    file = FIXTURES / name / "expect.toml"
    if not file.is_file():
        return frozenset()
    verdicts = tomllib.loads(file.read_text(encoding="utf-8"))["verdicts"]
    return frozenset(check for check, said in verdicts.items() if "fail" in said.split("|"))


def public(fetched: Path | None) -> list[str]:
    """Those of ``PUBLIC`` that lie under ``fetched`` as git directories ``owner+name/repo``."""
    if fetched is None:
        return []
    return [name for name in PUBLIC if _git(name, fetched).is_dir()]


@cache
def base(name: str, fetched: Path | None, work: Path) -> Program:
    if name in PUBLIC and fetched is not None:
        return _with_operator(load(_unpacked(name, fetched, work), name, CORPUS / name / "minispect.toml"))
    if name in ("shop", "dining"):
        program = load(ROOT / "examples" / name, name)
        program.profile.get("host", {}).pop("enter", None)  # without a table's code nothing is demanded
        return program
    return load(FIXTURES / name, name)


def _with_operator(program: Program) -> Program:
    """What nobody knows of a public program is said of it for the measurement, as its operator would: a name, a server,
    and guidelines that declare what its code uses. (Guidelines that held the planted kind alone would make a violation
    of every other one.)"""
    said = program.profile["target"]
    said["operator"] = said.get("operator") or f"{said['name']}工作室"
    said["operator_hosts"] = said.get("operator_hosts") or [f"api.{program.name}.example"]
    if "declared" not in program.profile:
        code = b"".join(body for path, body in program.files.items() if path.endswith((".js", ".wxml", ".ts", ".wxs")))
        used = sorted({key for key, name in _guarded() if name.encode() in code})
        settings = [{"privacy_key": key, "privacy_text": PURPOSES[key][0][0]} for key in used if key in PURPOSES]
        program.profile["declared"] = {"setting_list": settings, "sdk_privacy_info_list": []}
    return program


@cache
def _guarded() -> tuple[tuple[str, str], ...]:
    """Key of the guidelines and name of an interface that needs it."""
    found = []
    for row in config_rows("privacy_interfaces.tsv"):
        key = re.search(r"\bkey (\w+)", row["note"] or "")
        name = re.search(r"^(?:wx\.|\w+\[(?:open-)?type=)(\w+)", row["interface"])
        if key and name and name[1] != "authorize":
            found.append((key[1], name[1]))
    return tuple(found)


@cache
def _programs() -> dict[str, dict[str, str]]:
    rows = tomllib.loads((CORPUS / "programs.toml").read_text(encoding="utf-8"))["program"]
    return {row["name"]: row for row in rows}


def _git(name: str, fetched: Path) -> Path:
    return fetched / _programs()[name]["repo"].replace("/", "+") / "repo"


def _unpacked(name: str, fetched: Path, work: Path) -> Path:
    """As scripts/corpus.py unpacks it; none of it is ever kept in this repository."""
    folder = work / "public" / name
    if not folder.is_dir():
        script = ROOT / "scripts" / "corpus.py"
        code = "import sys, tomllib, pathlib; sys.path.insert(0, sys.argv[1]); import corpus\n"
        code += "rows = {r['name']: r for r in tomllib.loads((corpus.OURS / 'programs.toml').read_text())['program']}\n"
        code += "print(corpus.unpack(rows[sys.argv[2]], pathlib.Path(sys.argv[3]), pathlib.Path(sys.argv[4])))"
        command = ["python3", "-c", code, str(script.parent), name, str(fetched), str(folder)]
        subprocess.run(command, check=True, capture_output=True, text=True)
    return folder / name / "program" / _programs()[name].get("root", ".")
