"""The profile beside a program: who operates it, what is declared, how the host behaves.

Shape: the design's section 2, "Input formats". An unknown key is an error that names it.
"""

import datetime
import difflib
import tomllib
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, field_validator


class ProfileError(Exception):
    """The profile cannot be used; the message names the file and the mend."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Target(_Part):
    name: str = ""
    appid: str = ""
    operator: str = ""
    operator_hosts: tuple[str, ...] = ()
    category: str = Field(default="", pattern=r"^(nec-(0[1-9]|[12]\d|3\d))?$")
    pages: dict[str, str] = Field(default_factory=dict, max_length=2000)
    """All pages by their paths, each with the title its navigation bar shows (empty: unknown). Only for a target that
    hands no code out (a phone): it tells when everything was seen."""


class Declaration(_Part):
    privacy_key: str
    privacy_text: str = ""


class SdkDeclaration(_Part):
    sdk_name: str
    sdk_biz_name: str = ""
    sdk_list: tuple[Declaration, ...] = ()


class Declared(_Part):
    owner_setting: dict[str, Any] = Field(default_factory=dict)
    setting_list: tuple[Declaration, ...] = ()
    sdk_privacy_info_list: tuple[SdkDeclaration, ...] = ()

    @property
    def keys(self) -> frozenset[str]:
        """Platform privacy keys declared by the operator itself (``PhoneNumber``, ``Location`` …)."""
        return frozenset(item.privacy_key for item in self.setting_list)


class Enter(_Part):
    path: str = ""
    query: str = ""
    scene: int = 1001


class Host(_Part):
    sdk_version: str = "3.17.0"
    date: datetime.date | None = None
    no_collection_promised: bool = False
    contract_name: str = ""
    popup_style: Literal["auto", "direct", "coupled"] = "auto"
    official_gap_s: float = Field(default=10, ge=0)
    user_info_era: Literal["anonymous", "asked"] = "anonymous"
    enter: Enter = Enter()


_Line = Annotated[str, StringConstraints(max_length=200, strip_whitespace=True, pattern=r"^[^\x00-\x1f\x7f]*$")]
"""A text that stands on one line of a form."""
_Name = Annotated[_Line, StringConstraints(min_length=1)]


class Case(_Part):
    """What an authority puts on a pack's cover. Chinese procedure expects two operators."""

    ref: _Line = ""
    organisation: _Line = ""
    operators: tuple[_Name, ...] = Field(default=(), max_length=20)
    witness: _Line = ""
    mandate: _Line = ""

    @field_validator("operators")
    @classmethod
    def _different(cls, names: tuple[str, ...]) -> tuple[str, ...]:
        if len(set(names)) != len(names):
            raise ValueError("the same operator is named twice; name two different persons")
        return names


class Backend(_Part):
    mode: Literal["live", "stub", "replay"] = "live"
    file: str = ""


class Profile(_Part):
    """``declared`` is None when absent: unknown, not empty."""

    target: Target = Target()
    declared: Declared | None = None
    host: Host = Host()
    case: Case = Case()
    backend: Backend = Backend()


def load(path: Path) -> Profile:
    """Read a profile. Raises ProfileError with one sentence: the file, the key, the mend."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise ProfileError(
            f"{path}: the profile cannot be read ({error.strerror}); check the path given to --profile"
        ) from None
    except UnicodeDecodeError:
        raise ProfileError(f"{path}: the profile is not UTF-8 text; save it as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise ProfileError(f"{path}: the profile is not valid TOML: {error}") from None
    try:
        return Profile.model_validate(data)
    except ValidationError as error:
        raise ProfileError(f"{path}: {_first_sentence(error)}") from None


def load_case(path: Path) -> Case:
    """Read case data from a file of its own: the keys of ``[case]``, with or without that heading."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise ProfileError(f"{path}: the case file cannot be read ({error.strerror}); check --case") from None
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ProfileError(f"{path}: the case file is not valid TOML: {error}") from None
    try:
        return Profile.model_validate({"case": data.get("case", data)}).case
    except ValidationError as error:
        raise ProfileError(f"{path}: {_first_sentence(error)}") from None


def _first_sentence(error: ValidationError) -> str:
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"])
    if first["type"] == "extra_forbidden":
        return f"there is no setting named '{where}'{_nearest(first['loc'])}"
    return f"'{where}': {first['msg']}"


def _nearest(location: tuple[int | str, ...]) -> str:
    model: Any = Profile
    for part in location[:-1]:
        annotation = (
            model.model_fields[part].annotation
            if hasattr(model, "model_fields") and part in model.model_fields
            else None
        )
        candidates = [annotation, *getattr(annotation, "__args__", ())]
        model = next((c for c in candidates if hasattr(c, "model_fields")), model)
    names = list(getattr(model, "model_fields", {}))
    close = difflib.get_close_matches(str(location[-1]), names, 1)
    return f"; did you mean '{close[0]}'?" if close else f"; known here: {', '.join(names)}"
