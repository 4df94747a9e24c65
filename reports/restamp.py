"""Stamping a pack after it was sealed: the request that lies in it goes to an authority, the answer beside it."""

from pathlib import Path

from reports import ed25519, pack, sealcheck, seals, settings, stamping, verify
from reports.existing import open_pack
from reports.pack import PackError
from reports.seal import SealError
from reports.settings import StampAuthority


def stamp(root: Path, authority: StampAuthority | None, response: Path | None, ca: Path | None) -> Path:
    """Returns the pack's folder; one that stayed unsealed for want of a stamp gets its name now.

    ``authority``: that of this machine's settings when None; ``response``: an answer fetched by other means.
    Raises PackError when there is nothing to stamp, SealError when no stamp came.
    """
    wanted = settings.load()
    authority = authority or wanted.stamp
    open_pack(root)
    if (root / sealcheck.STAMP).exists():
        raise PackError(f"{root}: this pack bears a time stamp already; 'minispect verify' shows it")
    if not (root / sealcheck.SIGNATURE).is_file():
        raise PackError(f"{root}: this pack is not signed, so there is nothing to stamp")
    if not root.name.endswith(pack.UNSEALED):
        before = verify.verify(root, holds=ed25519.holds)
        if before.refused:
            raise SealError(f"{root}: the pack does not verify and is not stamped; {before.summary}")
    if not (root / sealcheck.REQUEST).exists():
        stamping.request(root, authority.policy if authority is not None else "")
    try:
        if response is not None:
            stamping.keep(root, response.read_bytes(), ca, str(response))
        elif authority is not None:
            stamping.send(root, authority)
        else:
            raise PackError(
                f"{root}: no time-stamp authority is configured; give --url, or send {root / sealcheck.REQUEST} "
                "yourself and give its answer with --response"
            )
    except OSError as error:
        raise PackError(f"{root}: the time stamp cannot be written there ({error.strerror})") from None
    if root.name.endswith(pack.UNSEALED):
        return pack.confirmed(root, wanted)
    result = verify.verify(root, seals.trust(wanted), ed25519.holds)
    if result.refused:
        raise SealError(f"{root}: the time stamp is in, but the pack does not verify; {result.summary}")
    return root
