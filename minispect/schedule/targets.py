"""What is inspected again and again: checked when it is named, and the command that inspects it."""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from sqlalchemy import select
from sqlalchemy.orm import Session

from minispect.exits import UserError
from minispect.store.tables import Target

ANY_DEVICE = "android"
"""A device without a name: the only one of a machine."""
DEVTOOLS = "devtools"
_LONGEST_NAME = 200


class Options(BaseModel):
    """Options of ``scan`` that a target may carry, under their names there."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    runs: str = Field(default="", pattern=r"^[a-z,]*$")
    budget: float | None = Field(default=None, ge=1, le=86400)
    backend: str = ""
    lang: Literal["", "zh", "en"] = ""
    patience: float | None = Field(default=None, ge=0.1, le=60)
    seed: int | None = None
    no_ocr: bool = False
    fail_on: Literal["", "violation", "inconclusive"] = ""
    capture: Literal["", "auto", "full", "hosts", "none"] = ""
    cli: str = ""
    auto_port: int | None = Field(default=None, ge=1, le=65535)
    proxy_port: int | None = Field(default=None, ge=1, le=65535)
    cdp_port: int | None = Field(default=None, ge=0, le=65535)

    def arguments(self) -> list[str]:
        """As they stand on the command line."""
        found = []
        for name, value in self.model_dump(exclude_defaults=True).items():
            option = f"--{name.replace('_', '-')}"
            found += [option] if value is True else [f"{option}={value}"]
        return found


def options(given: Mapping[str, Any]) -> Options:
    """Raises UserError naming the option."""
    try:
        return Options.model_validate(given)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        name = str(first["loc"][0]).replace("_", "-") if first["loc"] else "options"
        raise UserError(f"--{name}: {first['msg']}") from None


def described(
    location: str,
    *,
    driver: str = "",
    profile: str = "",
    case: str = "",
    device: str = "",
    name: str = "",
    given: Mapping[str, Any] | None = None,
) -> Target:
    """A target, checked as a scan would check it: its files are there and can be read. Raises UserError."""
    from minispect.subjects import choose, looks_like  # know the crawler, which only naming a target needs

    chosen = options(given or {})
    backend = _absolute_backend(chosen.backend)
    files = [Path(text).absolute() if text else None for text in (profile, case)]
    found = choose(location, driver, files[0], backend, files[1], serial=device)
    kind = driver or looks_like(location)
    if kind == "embedded":
        found.make()
    _runs(chosen.runs)
    kept = chosen.model_copy(update={"backend": backend}).model_dump(exclude_defaults=True)
    place = str(Path(location).absolute()) if Path(location).exists() else location
    own = found.target.profile.target.name or (Path(place).name if place != location or "/" in place else location)
    return Target(
        name=(name or own)[:_LONGEST_NAME],
        location=place,
        driver=kind,
        profile=str(files[0] or ""),
        case_file=str(files[1] or ""),
        options=kept,
        device=_device(kind, device),
    )


def same(session: Session, wanted: Target) -> Target | None:
    """The target that is the same in all that an inspection depends on, archived or not."""
    columns = ("location", "driver", "profile", "case_file", "device")
    query = select(Target).where(*(getattr(Target, c) == getattr(wanted, c) for c in columns)).order_by(Target.id)
    return next((found for found in session.scalars(query) if found.options == wanted.options), None)


def arguments(target: Target, folder: Path) -> list[str]:
    """The scan of a target as a command of this installation. The target's own texts never read as options."""
    chosen = options(target.options)
    command = [sys.executable, "-m", "minispect", "scan", "--json", f"--out={folder}", f"--driver={target.driver}"]
    command += [f"--profile={target.profile}"] if target.profile else []
    command += [f"--case={target.case_file}"] if target.case_file else []
    if target.driver == "android" and target.device not in ("", ANY_DEVICE):
        command.append(f"--serial={target.device}")
    return [*command, *chosen.arguments(), "--", target.location]


def vanished(target: Target) -> str:
    """One sentence when a file of the target is gone, which a scan need not be started for; else empty."""
    named = [target.profile, target.case_file, target.location if target.location.startswith("/") else ""]
    gone = next((path for path in named if path and not Path(path).exists()), "")
    return f"{gone}: it is not there any more; put it back, or remove the target" if gone else ""


def _device(driver: str, serial: str) -> str:
    if driver == "android":
        return serial or ANY_DEVICE
    return DEVTOOLS if driver == "devtools" else ""


def _runs(text: str) -> None:
    from crawler.plan import ANSWERS

    unknown = [name for name in text.split(",") if name and name not in ANSWERS]
    if unknown:
        raise UserError(f"--runs {text}: known runs are {', '.join(ANSWERS)}")


def _absolute_backend(text: str) -> str:
    mode, colon, name = text.partition(":")
    return f"{mode}:{Path(name).absolute()}" if colon and name else text
