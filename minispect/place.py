"""Where the packs are that a command names: a folder, or the address of one in a storage."""

import contextlib
from collections.abc import Iterator
from pathlib import Path


def pack(named: str) -> Path:
    """The folder of a pack. One in a storage (``s3://…``, as the history names it) is brought to this machine, with
    the decisions on it, and verified. Raises UserError."""
    if "://" not in named:
        return Path(named)
    # Only a storage needs the rest.
    from minispect.fleet import beside, bringing
    from minispect.store.database import data_folder

    address = named.rstrip("/")
    root = bringing.local(address, data_folder() / bringing.BROUGHT)
    if bringing.in_storage(address):
        beside.fetch(address, root)
    return root


@contextlib.contextmanager
def as_it_lies(named: str) -> Iterator[Path]:
    """The same for who verifies it by themselves: not what was brought before, but what lies there now."""
    if "://" in named:
        from minispect.fleet import bringing
        from minispect.store.database import data_folder

        if bringing.in_storage(named):
            with bringing.as_it_lies(named.rstrip("/"), data_folder() / bringing.BROUGHT) as root:
                yield root
            return
    yield pack(named)
