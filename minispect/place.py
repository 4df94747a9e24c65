"""Where the packs are that a command names: a folder, or the address of one in a storage."""

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
