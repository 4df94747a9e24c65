"""``minispect review``: a person's decision on a finding, signed and kept beside the sealed pack."""

import json
from pathlib import Path
from typing import Annotated, Any, cast

import typer

from minispect import place
from minispect.exits import Exit, UserError
from minispect.terminal import safe
from reports import plain, seal, signers
from reports.difference import terms
from reports.difference.packs import BrokenPackError, checked
from reports.existing import open_pack
from reports.pack import PackError
from reports.review import decisions, listed, rulings
from reports.review.decisions import Decision, ReviewError

_ACTIONS = (*decisions.ACTS, "list", "verify")


def command(
    pack: Annotated[
        str, typer.Argument(help="Folder or address of the pack; decisions stand beside it, in PACK.review.")
    ],
    action: Annotated[
        str, typer.Argument(help="confirm, reject or comment a finding; list them all; verify the decisions.")
    ] = "list",
    finding: Annotated[str, typer.Argument(help="Number in the report, e.g. F1, or beginning of a fingerprint.")] = "",
    by: Annotated[str, typer.Option(help="Who decides.")] = "",
    comment: Annotated[str, typer.Option(help="Why; what a comment says.")] = "",
    allowed_signers: Annotated[
        Path | None, typer.Option(help="With verify: published list of keys that decisions must be signed with.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="With list: one JSON object instead of text.")] = False,
    lang: Annotated[str, typer.Option(help="With list: zh or en; the pack's by itself.")] = "",
) -> int:
    """Confirm, reject or comment a finding, signed with this machine's key; list the findings with their decisions.

    A pack or decisions that do not hold are refused with exit code 5.
    """
    _asked(action, finding, by, comment, as_json, allowed_signers)
    if lang not in {"", "zh", "en"}:
        raise UserError(f"--lang {lang}: give 'zh' or 'en'")
    try:
        root = place.pack(pack)
        checked(root)
        if action == "verify":
            return _verify(root, allowed_signers)
        if action == "list":
            _list(root, lang or open_pack(root).inspection.lang, as_json)
        else:
            made = _decided(pack, root, cast(decisions.Act, action), finding, by, comment)
            typer.echo(safe(_line(made)))
    except (BrokenPackError, ReviewError, seal.SealError) as error:
        raise UserError(str(error), Exit.SEAL_FAILED) from None
    except (PackError, signers.SignersError) as error:
        raise UserError(str(error)) from None
    return Exit.CLEAN


def _decided(pack: str, root: Path, act: decisions.Act, finding: str, by: str, comment: str) -> Decision:
    if "://" in pack:
        from minispect.fleet import beside, bringing  # only for a pack in a storage

        if bringing.in_storage(pack):
            return beside.add(pack.rstrip("/"), root, act, finding, by, comment, seal.key())
    return decisions.add(root, act, finding, by, comment, seal.key())


def _asked(action: str, finding: str, by: str, comment: str, as_json: bool, allowed_signers: Path | None) -> None:
    """Raises UserError for arguments that do not go together."""
    if action not in _ACTIONS:
        raise UserError(f"review {action}: give one of {', '.join(_ACTIONS)}")
    decides = action in decisions.ACTS
    if decides and not finding:
        raise UserError(f"review PACK {action}: name the finding, e.g. F1; 'minispect review PACK list' shows them")
    if not decides and finding:
        raise UserError(f"review PACK {action} takes no finding; leave '{finding}' out")
    if decides != bool(by.strip()):
        raise UserError("--by goes with confirm, reject and comment, and they with it: a decision says who decided")
    if comment and not decides:
        raise UserError("--comment goes with confirm, reject and comment")
    if action == "comment" and not comment.strip():
        raise UserError("review PACK comment: say what with --comment")
    if as_json and action != "list":
        raise UserError("--json goes with list")
    if allowed_signers is not None and action != "verify":
        raise UserError("--allowed-signers goes with verify")


def _verify(pack: Path, allowed_signers: Path | None) -> int:
    found = decisions.decisions(pack, allowed_signers)
    for one in found:
        typer.echo(safe(f"{'REFUSED' if one.problem else 'ok     '}  {_line(one)}  {one.problem}".rstrip()))
    broken = [one for one in found if one.problem]
    head = f", head {found[-1].sha256}" if found else ""
    if broken:
        typer.echo(f"refused: line {broken[0].number} {safe(broken[0].problem)}")
    else:
        whose = "" if allowed_signers is not None or not found else "; give --allowed-signers to check whose keys"
        typer.echo(f"{len(found)} decisions hold{head}{whose}")
    return Exit.SEAL_FAILED if broken else Exit.CLEAN


def _line(one: Decision) -> str:
    said = f"{one.number:>3}  {one.time}  {one.act:<8} {one.finding} {one.check}  by {one.by}  {one.key}"
    return f"{said}  {one.comment}" if one.comment else said


def _list(pack: Path, lang: str, as_json: bool) -> None:
    given = decisions.sound(pack)
    ruled = rulings.rulings(given)
    found = [(one, rulings.ruling_of(ruled, one.number, one.mark)) for one in listed.findings(pack)]
    if as_json:
        rows = [_data(one, ruling, given) for one, ruling in found]
        typer.echo(json.dumps({"pack": str(pack), "findings": rows}, ensure_ascii=False))
        return
    for one, ruling in found:
        title = one.title.zh if lang == "zh" else one.title.en
        typer.echo(safe(f"{one.number:<4} {one.check}  {title}"))
        for line in given:
            if (line.finding, line.mark) == (one.number, one.mark):
                act = terms.say(terms.ACT[line.act], lang)
                said = terms.say(terms.BY, lang).format(act, plain.line(line.by, 80), line.time)
                typer.echo(
                    safe(f"       {said}: {plain.line(line.comment, 500)}" if line.comment else f"       {said}")
                )
        if ruling is not None and ruling.word:
            typer.echo(f"       = {terms.say(terms.RULING[ruling.word], lang)}")
    if not found:
        typer.echo("no findings", err=True)


def _data(one: listed.Listed, ruling: rulings.Ruling | None, given: list[Decision]) -> dict[str, Any]:
    own = [line for line in given if (line.finding, line.mark) == (one.number, one.mark)]
    return {
        "number": one.number,
        "check": one.check,
        "fingerprint": one.fingerprint,
        "title": one.title.en,
        "title_zh": one.title.zh,
        "state": ruling.word if ruling is not None else "",
        "decisions": [
            {"decision": line.act, "by": line.by, "at": line.time, "comment": line.comment, "key": line.key}
            for line in own
        ],
    }
