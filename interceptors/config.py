"""What the proxy process is told at its start, as one JSON line."""

from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from recording.profile import Backend

CANARY_HOST = "canary.minispect.invalid"
"""Requests to this name prove that the proxy sees traffic; they are answered by it and go nowhere."""


class ProxyConfig(BaseModel):
    """Settings of one proxy process; one inspection has one such process."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    root: Path
    """The recording's ``original/`` folder; blobs and the dump are written below it."""
    confdir: Path
    """Where the inspection's own certificate authority is made; thrown away with the process."""
    backend: Backend = Backend()
    listen_host: str = "127.0.0.1"
    hosts: dict[str, str] = Field(default_factory=dict)
    """Glob of a host name -> ``address`` or ``address:port``, instead of asking DNS (tests, laboratories)."""
    trust: tuple[Path, ...] = ()
    """More certificate authorities (PEM) to judge servers by, beside the usual ones."""
    id_prefix: str = "f"
    """Begins every flow id, so that a second process of the same inspection makes other ids."""
    allow_local: bool = False
    """Let requests reach services of the inspecting machine itself (loopback, link-local)."""
