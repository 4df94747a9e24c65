"""``minispect verify``: every step of the verification, one line each."""

from pathlib import Path
from typing import Annotated

import typer

from minispect import place
from minispect.exits import Exit, UserError
from minispect.terminal import safe
from reports import ed25519, signers, verifier, verify
from reports.sealcheck import Trust


def command(
    pack: Annotated[str, typer.Argument(help="Folder or address of the pack.", show_default=False)] = "",
    allowed_signers: Annotated[
        Path | None, typer.Option(help="Published list of keys (OpenSSH allowed_signers), from outside the pack.")
    ] = None,
    identity: Annotated[str, typer.Option(help="Whose seal it must be: a name of the allowed_signers file.")] = "",
    tsa_ca: Annotated[Path | None, typer.Option(help="Root of the time-stamp authority (PEM).")] = None,
    org_ca: Annotated[Path | None, typer.Option(help="Root of the organisation's certificate (PEM).")] = None,
    sm2_key: Annotated[Path | None, typer.Option(help="Public SM2 key (PEM).")] = None,
    script: Annotated[
        Path | None,
        typer.Option(help="Write the verifier as one Python file for readers without minispect, and leave."),
    ] = None,
) -> int:
    """Check a pack: structure, hashes, shapes, seals. Without signers the signer stays unchecked and is said to be."""
    if script is not None:
        return _write(script)
    if not pack:
        raise UserError("name the folder of the pack: minispect verify PACK")
    if "://" not in pack and not Path(pack).is_dir():
        raise UserError(f"{pack}: there is no such folder; give the folder of the pack")
    if bool(allowed_signers) != bool(identity):
        raise UserError("--allowed-signers and --identity belong together; give both or neither")
    for file, what in (
        (allowed_signers, "the published allowed_signers file"),
        (tsa_ca, "the root of the time-stamp authority"),
        (org_ca, "the root of the organisation's certificate"),
        (sm2_key, "the public SM2 key"),
    ):
        if file is not None and not file.is_file():
            raise UserError(f"{file}: there is no such file; give {what}")
    try:
        if allowed_signers is not None:
            signers.load(allowed_signers)
        with place.as_it_lies(pack) as root:
            result = verify.verify(root, Trust(allowed_signers, identity, tsa_ca, org_ca, sm2_key), ed25519.holds)
    except signers.SignersError as error:
        raise UserError(str(error)) from None
    for line in result.lines():
        typer.echo(safe(line))
    return Exit.CLEAN if result.ok else Exit.SEAL_FAILED


def _write(script: Path) -> int:
    try:
        script.write_text(verifier.script(), encoding="utf-8")
        script.chmod(0o755)
    except OSError as error:
        raise UserError(f"{script}: cannot be written ({error.strerror}); name another file with --script") from None
    typer.echo(str(script))
    return Exit.CLEAN
