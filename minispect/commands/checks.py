"""``minispect checks``: the catalogue, and what of it this version really judges."""

import json
from typing import Annotated, Any

import typer
from rich import box
from rich.console import Console
from rich.table import Table

from detectors import catalogue
from detectors.catalogue import Entry
from detectors.registry import judgeable
from minispect.exits import Exit, UserError


def command(
    check: Annotated[str, typer.Argument(help="Id of one check, e.g. PHN-01; all when left out.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="One JSON array instead of a table.")] = False,
    lang: Annotated[str, typer.Option(help="zh or en.")] = "en",
) -> int:
    """List the checks with severity, targets and legal bases; with an id, its whole oracle."""
    entries = list(catalogue.entries().values())
    if check:
        entries = [entry for entry in entries if entry.id == check.upper()]
        if not entries:
            raise UserError(f"there is no check '{check}'; 'minispect checks' lists them all")
    if as_json:
        typer.echo(json.dumps([_data(entry) for entry in entries], ensure_ascii=False, indent=2))
    elif check:
        _one(entries[0], lang)
    else:
        _all(entries, lang)
    return Exit.CLEAN


def _data(entry: Entry) -> dict[str, Any]:
    return {
        **entry.model_dump(mode="json"),
        "judged": entry.id in judgeable(),
        "basis": [
            {"basis": c.basis, "text": c.text("en"), "confirmed": c.confirmed}
            for c in map(catalogue.citation, entry.basis)
        ],
    }


def _title(entry: Entry, lang: str) -> str:
    return entry.title.zh if lang == "zh" else entry.title.en


def _all(entries: list[Entry], lang: str) -> None:
    console = Console()
    table = Table(box=box.SIMPLE, pad_edge=False)
    for heading in ("id", "judged", "severity", "by", "title", "targets"):
        table.add_column(heading, overflow="fold")
    for entry in entries:
        targets = " ".join(f"{name}:{sees}" for name, sees in entry.targets.items())
        judged = "yes" if entry.id in judgeable() else "-"
        table.add_row(entry.id, judged, entry.severity, entry.verdict_by, _title(entry, lang), targets)
    console.print(table, markup=False)


def _one(entry: Entry, lang: str) -> None:
    typer.echo(f"{entry.id} {_title(entry, lang)} ({entry.severity}, by {entry.verdict_by})")
    typer.echo("judged by this version" if entry.id in judgeable() else "not judged by this version")
    for name, text in entry.oracle.items():
        typer.echo(f"\n{name.replace('_', ' ')}: {text}")
    typer.echo("\nbasis:")
    for basis in entry.basis:
        typer.echo(f"  {catalogue.citation(basis).text(lang)}")
