"""``make equal``: the same programs on the embedded host, in DevTools' place and on the stand-in phone.

Where the catalogue says that a target sees all of what a check needs (D+, A+), a violation found on the embedded host
must be found there; a pass may stay open, because DevTools is heard late and a phone tells no calls (decisions 0015 and
0021), and is counted as open. Nowhere may a target say the opposite. All three are simulations of ours: this proves the
drivers, not WeChat.
"""

import argparse
import json
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import adbutils

from detectors.catalogue import entries

ROOT = Path(__file__).parents[1]
CLI = Path(sys.executable).with_name("minispect")
STANDIN = ROOT / "tests" / "standin"
DECIDED = {"pass", "fail"}


def differences(host: Mapping[str, str], other: Mapping[str, str], target: str) -> list[str]:
    """Checks that say something else on a target than on the embedded host, where that is not allowed."""
    found = []
    for check, verdict in host.items():
        there, sees = other.get(check, "missing"), entries()[check].targets.get(target)
        opposite = {verdict, there} == DECIDED
        unlike = sees == "full" and verdict == "fail" and there != "fail"
        if opposite or unlike:
            found.append(f"{check} ({'sees all' if sees == 'full' else 'sees part'}): {verdict}, {target} says {there}")
    return found


def programs() -> list[Path]:
    fixtures = sorted(path.parent for path in (ROOT / "tests" / "miniprograms").glob("*/*/app.json"))
    return [*sorted(path.parent for path in (ROOT / "examples").glob("*/app.json")), *fixtures]


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("programs", nargs="*", type=Path, help="Folders; all examples and fixtures by itself.")
    parser.add_argument("--targets", default="devtools,android")
    parser.add_argument("--runs", default="untouched,refuse,agree")
    parser.add_argument("--budget", type=float, default=60, help="Seconds a run; three times that on the phone.")
    options = parser.parse_args()
    wrong = compared = 0
    for program in [p.resolve() for p in options.programs] or programs():
        host = _scan(program, options, options.budget)
        for target in options.targets.split(","):
            other = _devtools(program, options) if target == "devtools" else _android(program, options)
            lines = differences(host["verdicts"], other["verdicts"], target)
            reasons = {f["check"]: f["reason"]["en"] for f in other["findings"]}
            decided = [
                c for c, v in host["verdicts"].items() if v in DECIDED and entries()[c].targets[target] == "full"
            ]
            same = sum(other["verdicts"][c] == host["verdicts"][c] for c in decided)
            still = sum(other["verdicts"][c] not in DECIDED for c in decided)
            compared, wrong = compared + 1, wrong + len(lines)
            print(
                f"{program.relative_to(ROOT)} on {target}: {same} of {len(decided)} verdicts are the same, {still} open"
            )
            for line in lines:
                print(f"    {line}  {reasons.get(line[:6], '')[:140]}", flush=True)
    print(f"{compared} comparisons, {wrong} differences")
    return 1 if wrong else 0


def _scan(program: Path, options: argparse.Namespace, budget: float, *more: object, **env: str) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as out:
        walk = ("--runs", options.runs, "--budget", budget, "--seed", 7, "--lang", "en", "--json", "--out", out)
        target = () if "--serial" in more else (program,)
        command = [CLI, "scan", *target, *more, *walk]
        environment = {**os.environ, **env}
        done = subprocess.run([*map(str, command)], capture_output=True, text=True, env=environment, check=False)
    if not done.stdout.strip():
        raise SystemExit(f"{program}: {done.stderr.strip()[-600:]}")
    return dict(json.loads(done.stdout))


def _devtools(program: Path, options: argparse.Namespace) -> dict[str, Any]:
    """``minispect auto`` plays DevTools' command line tool."""
    door = ("--driver", "devtools", "--cli", CLI, "--auto-port", _free(), "--proxy-port", _free())
    return _scan(program, options, options.budget, *door)


def _android(program: Path, options: argparse.Namespace) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as home:
        environment = {"ANDROID_ADB_SERVER_PORT": str(_free()), "XDG_STATE_HOME": home}
        for serial, appid in _phone(program, environment, home):
            profile = ("--profile", program / "minispect.toml", "--serial", serial)
            return _scan(program, options, 3 * options.budget, appid, *profile, **environment)
    raise AssertionError("not reached")


def _phone(program: Path, environment: dict[str, str], home: str) -> Iterator[tuple[str, str]]:
    """The stand-in behind an adb server of its own, as long as somebody looks."""
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


if __name__ == "__main__":
    sys.exit(main())
