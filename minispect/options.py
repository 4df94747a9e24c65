"""Options that several commands have in common, so that they are called and explained alike."""

import locale
from pathlib import Path
from typing import Annotated, Literal

import typer

from minispect.exits import UserError

Profile = Annotated[Path | None, typer.Option(help="Profile; minispect.toml in the folder by itself.")]
Backend = Annotated[str, typer.Option(help="live, or stub:FILE; the profile's by itself.")]
Out = Annotated[Path, typer.Option(help="Folder the pack is written to.")]
Lang = Annotated[str, typer.Option(help="zh or en; the locale's by itself.")]
Patience = Annotated[float, typer.Option(min=0.1, max=60, help="Ceiling in seconds of a wait for quiet.")]

Serial = Annotated[str, typer.Option(help="Which Android device, as 'adb devices' names it.")]
Cli = Annotated[Path | None, typer.Option(help="DevTools' command line tool; found by itself.")]
AutoPort = Annotated[int, typer.Option(min=1, max=65535, help="DevTools' automation port.")]
ProxyPort = Annotated[int, typer.Option(min=1, max=65535, help="Port on 127.0.0.1 that DevTools' proxy setting names.")]
CdpPort = Annotated[
    int, typer.Option(min=0, max=65535, help="Debugging port that DevTools itself was started with, if any.")
]

Data = Annotated[Path | None, typer.Option(help="Data folder; $MINISPECT_DATA, or where the keys are.")]
Database = Annotated[
    str,
    typer.Option(envvar="MINISPECT_DATABASE", help="PostgreSQL URL or SQLite file instead of the data folder's."),
]


def language(asked: str) -> Literal["zh", "en"]:
    """What ``--lang`` says, or the locale."""
    if asked not in {"", "zh", "en"}:
        raise UserError(f"--lang {asked}: give 'zh' or 'en'")
    name = asked or (locale.getlocale()[0] or "en")
    return "zh" if name.startswith(("zh", "Chinese")) else "en"
