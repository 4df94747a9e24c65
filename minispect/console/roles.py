"""What each role may do: a viewer reads, an inspector changes what inspections need, an administrator also people."""

from typing import get_args

from minispect.store.people import Role

ROLES: tuple[Role, ...] = get_args(Role)
"""From the least to the most."""


def at_least(role: str, wanted: Role) -> bool:
    """Whether someone with this role may do what needs the other one; an unknown role may nothing."""
    return role in ROLES and ROLES.index(role) >= ROLES.index(wanted)
