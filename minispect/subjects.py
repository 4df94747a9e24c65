"""Which kind of target a scan is for: the one place where drivers are chosen."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from minispect.capture import Capture, Way
from minispect.door import Door
from minispect.embedded import Embedded
from minispect.exits import UserError
from minispect.subject import Subject
from minispect.target import Target, described, find
from reports.seal import home

if TYPE_CHECKING:
    from crawler.drivers.android.way_in import Wanted

DRIVERS = ("embedded", "devtools", "android")
_APPID = re.compile(r"wx[0-9a-f]{16}")
_SOCKET = ("ws://", "wss://")
NO_DOOR = Door()
_LINK = re.compile(r"(weixin|https?)://\S+")


@dataclass(frozen=True)
class Chosen:
    """What the command line named. ``make`` reads the target itself. Raises UserError."""

    target: Target
    make: Callable[[], Subject]
    authority: Path | None = None
    """See ``Request.authority``."""
    budget: float = 120
    """Seconds for each run unless asked otherwise; on a device all time is real."""


def choose(
    program: str, driver: str, profile: Path | None, backend: str, case: Path | None, *,
    serial: str = "", capture: Capture = "auto", door: Door = NO_DOOR, by_hand: bool = False,
    avd: str = "", snapshot: str = "", tunnel: Way = "proxy",
    device_values: bool = True,
) -> Chosen:  # fmt: skip
    """``by_hand``: a person may act on the target meanwhile. Raises UserError with the mend for what cannot be used."""
    kind = driver or looks_like(program)
    if (avd or snapshot) and (kind != "android" or serial or not avd):
        raise UserError("--avd (with --snapshot) starts an emulator for '--driver android'; leave --serial out then")
    if tunnel != "proxy" and (kind != "android" or capture == "none"):
        raise UserError("--tunnel wireguard belongs to '--driver android', and not to '--capture none'")
    if not device_values and kind != "android":
        raise UserError("--no-device-values belongs to '--driver android'")
    if kind != "devtools" and door != NO_DOOR:
        raise UserError("--cli, --auto-port, --proxy-port and --cdp-port belong to '--driver devtools'")
    if kind == "devtools":
        return _devtools(program, profile, backend, case, door, phone=bool(serial) or capture != "auto")
    if kind == "embedded":
        if serial or capture != "auto":
            raise UserError("--serial and --capture belong to '--driver android'")
        target = find(program, profile, backend, case)
        return Chosen(target, lambda: Embedded(target, window=by_hand))
    if kind == "android":
        # Each kind of target is loaded when it is chosen: reading screens alone costs fifty megabytes.
        from minispect.android import Android, Own

        target = described(profile, backend, case)
        wanted = _wanted(program, target)
        own = Own(avd, snapshot, by_hand) if avd else None
        how = {"wireguard": tunnel == "wireguard", "values": device_values}
        make = partial(Android, target, wanted, serial, capture, own, **how)
        return Chosen(target, make, budget=600)
    raise UserError(f"--driver {driver}: this version drives {', '.join(DRIVERS)} targets")


def _devtools(
    program: str, profile: Path | None, backend: str, case: Path | None, door: Door, *, phone: bool
) -> Chosen:
    """A project folder, or the address of a running tool."""
    from minispect.devtools import DevTools

    if phone:
        raise UserError("--serial and --capture belong to '--driver android'")
    if program.startswith(_SOCKET):
        target = described(profile, backend, case)
        door = replace(door, address=program)
    else:
        target = find(program, profile, backend, case)
        if target.folder.is_file():
            raise UserError(
                f"{program}: DevTools opens project folders; give one, or inspect the package without --driver"
            )
    return Chosen(target, lambda: DevTools(target, door), authority_folder(), budget=180)


def authority_folder() -> Path:
    """Where the certificate authority lies that people install for DevTools; made at its first use."""
    folder = home() / "devtools-authority"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def looks_like(program: str) -> str:
    """A folder or a package is for the embedded host; an appid or a link can only be opened on a device."""
    if program.startswith(_SOCKET):
        return "devtools"
    return (
        "android" if not Path(program).exists() and (_APPID.fullmatch(program) or _LINK.match(program)) else "embedded"
    )


def _wanted(program: str, target: Target) -> "Wanted":
    """An appid, a link, a picture with a QR code, or else the program's name as WeChat shows it."""
    from crawler.drivers.android.way_in import Wanted

    known = target.profile.target
    path = Path(program)
    if path.is_dir() or path.suffix == ".wxapkg":
        raise UserError(
            f"--driver android: {program} is a folder; a device opens what WeChat has: give an appid, a link or a name"
        )
    if path.is_file():
        program = _code(path)
    if _APPID.fullmatch(program):
        return Wanted(known.name, program)
    if _LINK.match(program):
        return Wanted(known.name, known.appid, program)
    return Wanted(program, known.appid)


def _code(path: Path) -> str:
    """What a QR code says. WeChat's own round codes can only be read by WeChat."""
    import cv2

    picture = cv2.imread(str(path))
    if picture is None:
        raise UserError(f"{path}: not a picture; give a PNG or JPEG with a QR code")
    text = cv2.QRCodeDetector().detectAndDecode(picture)[0]
    if not _LINK.match(text):
        raise UserError(f"{path}: no QR code with a link was found (WeChat's round codes cannot be read); give a link")
    return str(text)
