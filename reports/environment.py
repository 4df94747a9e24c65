"""``original/environment.json``: the machine, the tools, the fonts, the clock and the cleanliness of the start."""

import platform
import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict

from recording import clock
from reports import fonts, tool

_COMMANDS = {
    "chromium": ("chromium", "--version"),
    "tesseract": ("tesseract", "--version"),
    "graphviz": ("dot", "-V"),
    "openssl": ("openssl", "version"),
    "ssh": ("ssh", "-V"),
}


class Environment(BaseModel):
    """The shape of the file; ``cleanliness`` and further fields are the driver's own."""

    model_config = ConfigDict(frozen=True, extra="allow")

    machine: dict[str, str]
    tools: dict[str, str]
    libraries: dict[str, str]
    minispect: dict[str, str]
    fonts: dict[str, str]
    clock: dict[str, str]
    gathered: str
    cleanliness: dict[str, Any]


def gather(cleanliness: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    """The environment of this inspection. Never names the user, the machine or a folder of it.

    ``cleanliness`` (SF/T 0091-2021): what was found before the start, e.g. ``fresh_profile``,
    ``empty_storage``, ``proxy_certificate``, ``other_clients``. ``more`` goes in as it is.
    """
    font = fonts.find()
    found = Environment(
        machine={
            "system": platform.system(),
            "release": platform.release(),
            "architecture": platform.machine(),
            "distribution": _distribution(),
        },
        tools={name: text for name, command in _COMMANDS.items() if (text := _first_line(*command))},
        libraries=tool.libraries(),
        minispect={
            "version": tool.version(),
            "source_sha256": tool.source_digest(),
            "rules_sha256": tool.rules_digest(),
            "config_sha256": tool.config_digest(),
        },
        fonts={"chinese": font.name if font else "", "sha256": font.sha256 if font else ""},
        clock=clock_state(),
        gathered=clock.utc_text(),
        cleanliness=dict(cleanliness),
        **more,
    )
    return found.model_dump(mode="json")


def clock_state() -> dict[str, str]:
    """``{"state": "ntp", …}`` when this machine says that its clock is kept by NTP, else ``unchecked``."""
    answer = _output("timedatectl", "show", "--property=NTPSynchronized", "--property=Timezone")
    if "NTPSynchronized=yes" not in answer:
        return {"state": "unchecked"}
    server = re.search(r"Server: (\S+)", _output("timedatectl", "timesync-status"))
    offset = re.search(r"Offset: (\S+)", _output("timedatectl", "timesync-status"))
    state = {"state": "ntp", "server": server[1] if server else "", "offset": offset[1] if offset else ""}
    return {name: value for name, value in state.items() if value}


def _distribution() -> str:
    try:
        return platform.freedesktop_os_release().get("PRETTY_NAME", "")
    except OSError:
        return ""


def _first_line(*command: str) -> str:
    return next((line.strip() for line in _output(*command).splitlines() if line.strip()), "")


def _output(*command: str) -> str:
    path = shutil.which(command[0])
    if path is None:
        return ""
    try:
        done = subprocess.run([Path(path), *command[1:]], capture_output=True, timeout=10, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    if done.returncode != 0:
        return ""
    return (done.stdout + done.stderr).decode("utf-8", "replace")
