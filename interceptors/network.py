"""Where the proxy may connect to: host names mapped for tests, and nothing of the inspecting machine itself.

The program under inspection is hostile: what listens on loopback here (a debugging port, adb) or on
link-local addresses (a cloud's metadata) is not its business. On a phone it could not be reached either.
"""

import ipaddress
import socket
from collections.abc import Callable, Mapping
from typing import Any

from interceptors.stub import glob

LOCAL_ERROR = "an address of the inspecting machine itself; the proxy does not connect the program to it"


def is_local(address: str) -> bool:
    """Whether an IP address (or the name localhost) means this very machine or its link."""
    try:
        ip = ipaddress.ip_address(address.split("%")[0].strip("[]"))
    except ValueError:
        return address.lower().rstrip(".") == "localhost" or address.lower().rstrip(".").endswith(".localhost")
    if isinstance(ip, ipaddress.IPv6Address) and ip.ipv4_mapped:
        ip = ip.ipv4_mapped
    return ip.is_loopback or ip.is_link_local or ip.is_unspecified


def mapped(hosts: Mapping[str, str], host: str) -> tuple[str, int | None] | None:
    """Address and port that the map of hosts gives to a name; None when it says nothing of it."""
    for pattern, target in hosts.items():
        if glob(pattern.lower()).fullmatch(host.lower()):
            address, _, port = target.partition(":")
            return address, int(port) if port else None
    return None


def patch_resolver(hosts: Mapping[str, str], allow_local: bool) -> None:
    """Make this process resolve names by the map first, and refuse names that lead to this machine."""
    original: Callable[..., Any] = socket.getaddrinfo

    def resolve(host: Any, port: Any, *args: Any, **named: Any) -> Any:
        name = host.decode("ascii", "replace") if isinstance(host, bytes) else str(host)
        target = mapped(hosts, name)
        if target is not None:
            return original(target[0], target[1] or port, *args, **named)
        found = original(host, port, *args, **named)
        if not allow_local and not _is_address(name) and any(is_local(str(entry[4][0])) for entry in found):
            raise socket.gaierror(socket.EAI_FAIL, f"{name} is {LOCAL_ERROR}")
        return found

    socket.getaddrinfo = resolve


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name.split("%")[0])
    except ValueError:
        return False
    return True
