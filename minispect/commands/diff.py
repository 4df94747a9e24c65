"""``minispect diff``: what changed between two inspections of one program."""

import json
from pathlib import Path
from typing import Annotated

import typer

from minispect import place
from minispect.exits import Exit, UserError
from minispect.terminal import safe
from reports import signers
from reports.difference import document, packs, text
from reports.difference.difference import Difference
from reports.pack import PackError
from reports.review.decisions import ReviewError
from reports.sealcheck import Trust


def command(
    old: Annotated[Path, typer.Argument(parser=place.pack, help="Folder or address of the earlier pack.")],
    new: Annotated[Path, typer.Argument(parser=place.pack, help="Folder or address of the later pack.")],
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object instead of text.")] = False,
    lang: Annotated[str, typer.Option(help="zh or en; the later pack's by itself.")] = "",
    same_target: Annotated[
        bool, typer.Option("--same-target", help="Compare although names or appids say that these are two programs.")
    ] = False,
    allowed_signers: Annotated[
        Path | None, typer.Option(help="Published list of keys (OpenSSH allowed_signers) that both seals must be of.")
    ] = None,
    identity: Annotated[str, typer.Option(help="Whose seals they must be: a name of that list.")] = "",
) -> int:
    """Compare two packs: violations new, fixed, unchanged, not comparable; recipients, kinds, pages, declared items.

    Exit code 1 when there is a new violation that nobody rejected, else 4 when something could not be compared,
    else 0; 5 for a pack or decisions that do not hold.
    """
    if lang not in {"", "zh", "en"}:
        raise UserError(f"--lang {lang}: give 'zh' or 'en'")
    if bool(allowed_signers) != bool(identity):
        raise UserError("--allowed-signers and --identity belong together; give both or neither")
    try:
        trust = Trust(allowed_signers, identity)
        found = packs.difference(old, new, same_target=True if same_target else None, trust=trust)
    except (packs.BrokenPackError, ReviewError) as error:
        raise UserError(str(error), Exit.SEAL_FAILED) from None
    except (PackError, signers.SignersError) as error:
        raise UserError(str(error)) from None
    if as_json:
        typer.echo(json.dumps(document.document(found), ensure_ascii=False))
    else:
        for line in text.lines(found, lang or found.new.lang):
            typer.echo(safe(line))
    if not found.same_target:
        typer.echo("minispect: --same-target compares them all the same", err=True)
    return exit_code(found)


def exit_code(found: Difference) -> Exit:
    """What a script needs to know: is there something new, and could all be compared?"""
    if any(not item.rejected for item in found.of("new")):
        return Exit.VIOLATIONS
    return Exit.INCOMPLETE if found.of("not-comparable") or not found.same_target else Exit.CLEAN
