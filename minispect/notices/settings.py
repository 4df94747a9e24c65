"""``notices.toml`` in the data folder: who is told what, and how."""

import difflib
import ipaddress
import os
import tomllib
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, ValidationError, model_validator

from minispect.exits import UserError

NAME = "notices.toml"
Kind = Literal["violation", "failure", "deadline"]
Lang = Literal["zh", "en"]
_Name = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$")]
_Line = Annotated[str, StringConstraints(min_length=1, max_length=500, pattern=r"^[^\x00-\x1f\x7f]+$")]


def _address(text: str) -> str:
    """One mailbox; nothing that could add a header or a second recipient."""
    local, _, domain = text.rpartition("@")
    if not local or not domain or any(c in text for c in " ,;:<>()[]\\\"'\r\n\t\0"):
        raise ValueError("not one e-mail address")
    return text


def _url(text: str) -> str:
    """https, or http to this machine; no user and password in it."""
    try:
        parts = urlsplit(text)
        host = parts.hostname or ""
        _ = parts.port
    except ValueError:
        raise ValueError("not an address") from None
    if parts.scheme not in ("http", "https") or not host:
        raise ValueError("give an address that begins with https://")
    if parts.username is not None or parts.fragment:
        raise ValueError("leave user, password and fragment out of the address; the secret signs the message")
    if parts.scheme == "http" and not _loopback(host):
        raise ValueError("http is for this machine only; give https")
    return text


def _loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


_Mailbox = Annotated[str, AfterValidator(_address)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Channel(_Part):
    """What all ways of telling have. ``kinds``: what this one is told of."""

    name: _Name
    kinds: tuple[Kind, ...] = ("violation", "failure", "deadline")
    lang: Lang | None = None
    """The file's by itself."""


class Webhook(Channel):
    """A POST of JSON, signed with a secret that the receiver knows. The secret is in one of three places."""

    url: Annotated[_Line, AfterValidator(_url)]
    secret: Annotated[str, Field(repr=False)] = ""
    secret_file: str = ""
    """Relative to the data folder."""
    secret_env: str = ""
    timeout: float = Field(default=10, gt=0, le=60)

    @model_validator(mode="after")
    def _one_secret(self) -> "Webhook":
        if sum(bool(one) for one in (self.secret, self.secret_file, self.secret_env)) != 1:
            raise ValueError("give one of secret, secret_file, secret_env")
        return self


class Mail(Channel):
    """An e-mail by SMTP."""

    host: _Line
    port: int = Field(default=587, ge=1, le=65535)
    security: Literal["starttls", "tls", "none"] = "starttls"
    user: str = ""
    password: Annotated[str, Field(repr=False)] = ""
    password_file: str = ""
    password_env: str = ""
    ca: str = ""
    """PEM file of the authority that vouches for the server, where the system does not know it."""
    sender: _Mailbox
    to: Annotated[tuple[_Mailbox, ...], Field(min_length=1, max_length=50)]
    timeout: float = Field(default=20, gt=0, le=120)

    @model_validator(mode="after")
    def _login(self) -> "Mail":
        given = sum(bool(one) for one in (self.password, self.password_file, self.password_env))
        if given > 1 or bool(given) != bool(self.user):
            raise ValueError("user goes with one of password, password_file, password_env")
        if self.user and self.security == "none" and not _loopback(self.host):
            raise ValueError("a password is not sent without encryption; set security to starttls or tls")
        return self


class File(Channel):
    """JSON lines, for whatever reads them."""

    path: _Line
    """Relative to the data folder."""


class Settings(_Part):
    """The table ``[notices]``."""

    lang: Lang = "zh"
    console: Annotated[str, AfterValidator(lambda text: text and _url(text).rstrip("/"))] = ""
    """Address of the console, for links; none are written without it."""
    days: int = Field(default=0, ge=0, le=3650)
    """Until when a new violation has to be mended when nobody says otherwise; 0: no deadline by itself."""
    webhook: tuple[Webhook, ...] = ()
    mail: tuple[Mail, ...] = ()
    file: tuple[File, ...] = ()

    @model_validator(mode="after")
    def _different_names(self) -> "Settings":
        names = [channel.name for channel in self.channels]
        twice = next((name for name in names if names.count(name) > 1), "")
        if twice:
            raise ValueError(f"two channels are named '{twice}'; give each its own name")
        return self

    @property
    def channels(self) -> tuple[Webhook | Mail | File, ...]:
        return (*self.webhook, *self.mail, *self.file)

    def channel(self, name: str) -> Webhook | Mail | File | None:
        return next((channel for channel in self.channels if channel.name == name), None)


def load(folder: Path) -> Settings:
    """The file of a data folder; nothing is told to anybody when there is none. Raises UserError, one sentence."""
    path = folder / NAME
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return Settings()
    except OSError as error:
        raise UserError(f"{path}: cannot be read ({error.strerror})") from None
    except UnicodeDecodeError:
        raise UserError(f"{path}: is not UTF-8 text; save it as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise UserError(f"{path}: is not valid TOML: {error}") from None
    odd = sorted(set(data) - {"notices"})
    if odd:
        raise UserError(f"{path}: there is no table named '{odd[0]}'; everything is below [notices]")
    try:
        return Settings.model_validate(data.get("notices", {}))
    except ValidationError as error:
        raise UserError(f"{path}: {_sentence(error)}") from None


def secret(folder: Path, given: str, file: str, variable: str) -> str:
    """A secret from one of its three places. Raises UserError, which never holds the secret."""
    if given:
        return given
    if variable:
        found = os.environ.get(variable, "")
        if not found:
            raise UserError(f"${variable} is not set; {NAME} names it")
        return found
    path = folder / file
    try:
        found = path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        raise UserError(f"{path}: cannot be read; {NAME} names it") from None
    if not found:
        raise UserError(f"{path}: is empty; {NAME} names it")
    return found


def _sentence(error: ValidationError) -> str:
    """Where and what; values are left out, one might be a secret."""
    first = error.errors(include_input=False, include_url=False)[0]
    where = ".".join(str(part + 1) if isinstance(part, int) else part for part in first["loc"])
    if first["type"] == "extra_forbidden":
        return f"there is no setting named '{where}'{_nearest(first['loc'])}"
    message = str(first["msg"]).removeprefix("Value error, ")
    return f"'{where or 'notices'}': {message}"


_TABLES: dict[Any, type[BaseModel]] = {"webhook": Webhook, "mail": Mail, "file": File}


def _nearest(location: tuple[int | str, ...]) -> str:
    model = _TABLES.get(location[0], Settings) if len(location) > 1 else Settings
    close = difflib.get_close_matches(str(location[-1]), model.model_fields, 1)
    return f"; did you mean '{close[0]}'?" if close else f"; known here: {', '.join(model.model_fields)}"
