"""The drill: an untouched copy is accepted, every tampered one refused, by minispect and by public tools."""

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from reports import ed25519, public_tools, verify
from reports.drill import trial as trials
from reports.drill.tampers import TAMPERS
from reports.drill.trial import Trial
from reports.public_tools import Step

_SECONDS = 600


@dataclass(frozen=True)
class Row:
    """One line of the table. ``expected``: steps of which one must see the change; none for an untouched copy."""

    name: str
    refused: bool
    by: str
    """Step and path of minispect's own refusal."""
    public: tuple[int, ...]
    """Steps with public tools that refused."""
    expected: tuple[int, ...]

    @property
    def good(self) -> bool:
        if not self.expected:
            return not self.refused and not self.public
        return self.refused and bool(set(self.public) & set(self.expected))


def drill(pack: Path, watch: Callable[[Row], None] = lambda _: None) -> list[Row]:
    """Run every tamper on copies of a pack. Raises OSError and AuthorityError when no copy can be made."""
    rows = []
    with _workplace(pack) as work:
        trial = trials.make(pack, work)
        for row in _rows(trial, work):
            watch(row)
            rows.append(row)
    return rows


def _rows(trial: Trial, work: Path) -> Iterator[Row]:
    yield _row("untouched", trial.root, trial, ())
    moved = work / "times"
    shutil.copytree(trial.root, moved)
    for path in moved.rglob("*"):
        os.utime(path, (0, 0))
    yield _row("untouched, all file times changed", moved, trial, ())
    shutil.rmtree(moved)
    for tamper in TAMPERS:
        target = work / "copy"
        trials.copy(trial.root, target)
        tamper.attack(target, trial)
        yield _row(tamper.name, target, trial, tamper.steps)
        shutil.rmtree(target)


def _row(name: str, root: Path, trial: Trial, expected: tuple[int, ...]) -> Row:
    result = verify.verify(root, trial.trust, ed25519.holds)
    bad = next((step for step in result.steps if step.state == "refused"), None)
    by = f"{bad.name}: {bad.path}" if bad is not None and bad.path else bad.name if bad is not None else ""
    return Row(name, result.refused, by, tuple(refusing(root, trial)), expected)


def refusing(root: Path, trial: Trial) -> Iterator[int]:
    """Numbers of the steps of VERIFY.txt that refuse a pack; a seal that was promised and is gone refuses, too."""
    trust = trial.trust
    python = shlex.quote(sys.executable)
    outside = {
        "signers": trust.allowed_signers,
        "name": trust.identity,
        "tsa": trust.tsa_ca,
        "org": trust.org_ca,
        "sm2": trust.sm2_key,
        "listed": root.parent / "listed.txt",
    }
    words = {name: shlex.quote(str(word)) for name, word in outside.items()}
    words |= {"bagit": f"{python} -m bagit", "python": python}
    scripts = []
    for step in public_tools.STEPS:
        if (step.number == 1 and not _has_bagit()) or step.number == 9:  # the JSON's shape is no matter of tampering
            continue
        if step.seal and not (root / "seal" / step.seal).exists():
            if (trial.root / "seal" / step.seal).exists():
                yield step.number
            continue
        scripts.append(_reporting(step, words))
    done = subprocess.run(
        ["bash", "-c", "set -o pipefail\n" + "".join(scripts)],
        cwd=root, capture_output=True, timeout=_SECONDS, check=False, env={**os.environ, "LC_ALL": "C.UTF-8"},
    )  # fmt: skip
    yield from (int(line) for line in done.stdout.split())


def _reporting(step: Step, words: dict[str, str]) -> str:
    """The step's command in a shell of its own, and its number when it refuses."""
    command = f"(\n{step.command.format(**words)}\n)"
    if step.number == 4:  # refuses by printing
        return f'[ -z "$({command} 2>&1)" ] || echo {step.number}\n'
    return f"{command} > /dev/null 2>&1 || echo {step.number}\n"


@cache
def _has_bagit() -> bool:
    return subprocess.run([sys.executable, "-c", "import bagit"], capture_output=True, check=False).returncode == 0


@contextmanager
def _workplace(pack: Path) -> Iterator[Path]:
    """A folder for the copies: beside the pack, where its bytes can be shared, else where temporary files go."""
    try:
        work = Path(tempfile.mkdtemp(prefix=".minispect-drill-", dir=pack.absolute().parent))
    except OSError:
        work = Path(tempfile.mkdtemp(prefix="minispect-drill-"))
    try:
        yield work
    finally:
        shutil.rmtree(work, ignore_errors=True)
