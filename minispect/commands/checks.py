"""``minispect checks``: the catalogue, and what of it this version really judges."""

import datetime
import json
from typing import Annotated, Any, get_args

import typer
from rich import box
from rich.console import Console
from rich.table import Table

from detectors import catalogue
from detectors.catalogue import Citation, Entry, Law
from detectors.registry import judgeable
from minispect.exits import Exit, UserError


def command(
    check: Annotated[str, typer.Argument(help="Id of one check, e.g. PHN-01; all when left out.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="One JSON array instead of a table.")] = False,
    lang: Annotated[str, typer.Option(help="zh or en.")] = "en",
    basis: Annotated[
        str,
        typer.Option("--basis", help="Only checks with a basis in: cn (Chinese law), platform, gdpr; and those bases."),
    ] = "",
) -> int:
    """List the checks with severity, targets and legal bases; with an id, its whole oracle."""
    if basis and basis not in get_args(Law):
        raise UserError(f"there is no law '{basis}'; --basis takes {', '.join(get_args(Law))}")
    entries = [entry for entry in catalogue.entries().values() if not basis or _cited(entry, basis)]
    if check:
        if check.upper() not in catalogue.entries():
            raise UserError(f"there is no check '{check}'; 'minispect checks' lists them all")
        entries = [entry for entry in entries if entry.id == check.upper()]
        if not entries:
            raise UserError(f"{check.upper()} has no basis in '{basis}'; leave --basis out to see those it has")
    if as_json:
        typer.echo(json.dumps([_data(entry, basis) for entry in entries], ensure_ascii=False, indent=2))
    elif check:
        _one(entries[0], lang, basis)
    else:
        _all(entries, lang, basis)
    return Exit.CLEAN


def _cited(entry: Entry, basis: str) -> list[Citation]:
    """The bases of a check, of one law when asked."""
    return [c for c in map(catalogue.citation, entry.basis) if not basis or c.law == basis]


def _data(entry: Entry, basis: str) -> dict[str, Any]:
    today = datetime.datetime.now(datetime.UTC).date()
    return {
        **entry.model_dump(mode="json"),
        "judged": entry.id in judgeable(),
        "basis": [
            {
                "basis": c.basis,
                "law": c.law,
                "text": c.text("en"),
                "confirmed": c.confirmed,
                "citable": c.citable(today),
                "valid_from": c.document.valid_from.isoformat() if c.document is not None else "",
                "valid_to": c.document.valid_to if c.document is not None else "",
                "verified": c.document.verified if c.document is not None else "",
            }
            for c in _cited(entry, basis)
        ],
    }


def _title(entry: Entry, lang: str) -> str:
    return entry.title.zh if lang == "zh" else entry.title.en


def _all(entries: list[Entry], lang: str, basis: str) -> None:
    console = Console()
    table = Table(box=box.SIMPLE, pad_edge=False)
    for heading in ("id", "judged", "severity", "by", "title", "basis" if basis else "targets"):
        table.add_column(heading, overflow="fold")
    for entry in entries:
        last = " ".join(f"{name}:{sees}" for name, sees in entry.targets.items())
        if basis:
            last = "\n".join(c.text(lang) for c in _cited(entry, basis))
        judged = "yes" if entry.id in judgeable() else "-"
        table.add_row(entry.id, judged, entry.severity, entry.verdict_by, _title(entry, lang), last)
    console.print(table, markup=False)


def _one(entry: Entry, lang: str, basis: str) -> None:
    typer.echo(f"{entry.id} {_title(entry, lang)} ({entry.severity}, by {entry.verdict_by})")
    typer.echo("judged by this version" if entry.id in judgeable() else "not judged by this version")
    for name, text in entry.oracle.items():
        typer.echo(f"\n{name.replace('_', ' ')}: {text}")
    typer.echo("\nbasis:")
    for cited in _cited(entry, basis):
        typer.echo(f"  {cited.text(lang)}")
