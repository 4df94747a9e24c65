"""Running the public tools (openssl, ssh-keygen) on files of a pack: bounded, without a shell, in plain English."""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

_SECONDS = 60


@dataclass(frozen=True)
class Done:
    """How a tool ended. ``found`` is False when it is not installed; ``text`` is what it said."""

    found: bool
    code: int
    text: str
    output: bytes = b""

    @property
    def ok(self) -> bool:
        return self.found and self.code == 0


def run(*arguments: str | Path, stdin: bytes = b"", secrets: dict[str, str] | None = None) -> Done:
    """Run one tool to its end. ``secrets`` are put into its environment, where no list of processes shows them."""
    program = shutil.which(str(arguments[0]))
    if program is None:
        return Done(False, -1, f"{arguments[0]} is not installed")
    environment = {**os.environ, "LC_ALL": "C", **(secrets or {})}
    try:
        done = subprocess.run(
            [program, *map(str, arguments[1:])],
            input=stdin,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
            env=environment,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return Done(True, -1, f"{arguments[0]} did not end: {type(error).__name__}")
    text = (done.stdout[: 1 << 20] + b"\n" + done.stderr[: 1 << 16]).decode("utf-8", "replace")
    return Done(True, done.returncode, text, done.stdout)


def last_words(done: Done) -> str:
    """The line that says most about a failure."""
    lines = [line.strip() for line in done.text.splitlines() if line.strip()]
    told = next((line for line in lines if "error" in line.lower() and ":" in line), lines[-1] if lines else "")
    return told.rsplit(":", 2)[-1 if told.endswith(")") else 0][:160] if told else f"it ended with {done.code}"
