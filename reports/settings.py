"""``seals.toml``: which seals beside the inspector's own signature every pack of this machine gets."""

import tomllib
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from reports import seal

NAME = "seals.toml"


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class StampAuthority(_Part):
    """A time-stamp authority (RFC 3161 over HTTP). Contacted for nothing but the hash of a signature."""

    url: str = Field(pattern=r"^https?://")
    ca: str = ""
    """Its root (PEM); without it a stamp is only checked for what it stamps."""
    name: str = ""
    policy: str = Field(default="", pattern=r"^([0-2](\.\d+)+)?$")
    """Object identifier of the policy to ask for."""
    seconds: float = Field(default=20, gt=0, le=600)


class Certificate(_Part):
    """The organisation's certificate for a CMS signature; files in PEM."""

    certificate: str
    key: str
    chain: str = ""
    ca: str = ""


class NationalKey(_Part):
    """An SM2 key; files in PEM."""

    key: str
    public: str = ""


class Seals(_Part):
    """What is configured; each part that is there is promised in ``bag-info.txt`` and must be made."""

    stamp: StampAuthority | None = None
    cms: Certificate | None = None
    sm2: NationalKey | None = None

    @property
    def required(self) -> tuple[str, ...]:
        """The words of ``Minispect-Seals-Required``."""
        named = (("rfc3161", self.stamp), ("cms", self.cms), ("sm2", self.sm2))
        return ("sshsig", *(name for name, part in named if part is not None))


def load(path: Path | None = None) -> Seals:
    """The settings of this machine; none when there is no file. Raises seal.SealError with the mend."""
    path = seal.home() / NAME if path is None else path
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return Seals()
    except OSError as error:
        raise seal.SealError(f"{path}: cannot be read ({error.strerror})") from None
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise seal.SealError(f"{path}: is not valid TOML: {error}") from None
    try:
        found = Seals.model_validate(data)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise seal.SealError(f"{path}: '{where}': {first['msg']}") from None
    return _resolved(found, path)


def _resolved(found: Seals, path: Path) -> Seals:
    """Paths are relative to the file that names them; each must be there before anything is inspected."""

    def part(model: _Part | None, *names: str) -> _Part | None:
        if model is None:
            return None
        update = {}
        for name in names:
            if value := getattr(model, name):
                file = (path.parent / value).absolute()
                if not file.is_file():
                    raise seal.SealError(f"{path}: '{name}' names {file}, which is not there")
                update[name] = str(file)
        return model.model_copy(update=update)

    return Seals.model_validate(
        {
            "stamp": part(found.stamp, "ca"),
            "cms": part(found.cms, "certificate", "key", "chain", "ca"),
            "sm2": part(found.sm2, "key", "public"),
        }
    )
