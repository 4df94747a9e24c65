"""``minispect sweep``: every declared page once on the embedded host."""

import asyncio
import json
import tempfile
from pathlib import Path
from typing import Annotated, Any

import typer

from crawler.driver import Unreachable
from interceptors.client import ProxyError
from minispect import options, target
from minispect.embedded import Embedded
from minispect.exits import Exit, UserError
from minispect.sweep import PageOutcome, Sweep, sweep
from minispect.terminal import safe
from recording.profile import Backend


def command(
    project: Annotated[str, typer.Argument(help="Folder of the mini program.")],
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object on stdout.")] = False,
    profile: options.Profile = None,
    backend: Annotated[str, typer.Option(help="live, or stub:FILE; without one every request is answered 404.")] = "",
    pictures: Annotated[Path | None, typer.Option(help="Folder to write a picture of each page to.")] = None,
) -> int:
    """Open every declared page without a query and say how each went: ok, network, project or host."""
    if pictures:
        try:
            pictures.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UserError(f"{pictures}: {error.strerror}; name a folder that can be written") from None
    chosen = target.find(project, profile, backend, None)
    with tempfile.TemporaryDirectory(prefix="minispect-sweep-") as folder:
        answers = chosen.backend
        if not backend and answers.mode == "live":
            empty = Path(folder) / "backend.json"
            empty.write_text('{"routes": []}', encoding="utf-8")
            answers = Backend(mode="stub", file=str(empty))
        try:
            found = asyncio.run(sweep(Embedded(chosen), answers, pictures))
        except (Unreachable, ProxyError) as error:
            raise UserError(str(error), Exit.UNREACHABLE) from None
    typer.echo(_json(found) if as_json else _text(found))
    return Exit.CLEAN


def _json(found: Sweep) -> str:
    pages = [_page(page) for page in found.pages]
    data = {"pages": pages, "totals": found.totals, "unsupported": found.unsupported, "problems": list(found.problems)}
    return json.dumps(data, ensure_ascii=False)


def _page(page: PageOutcome) -> dict[str, Any]:
    data: dict[str, Any] = {"path": page.path, "outcome": page.outcome, "errors": list(page.errors), "ms": page.ms}
    seen = {"picture": page.picture, "blank": page.blank} if page.picture else {}
    return {**data, "unsupported": list(page.unsupported), **seen}


def _text(found: Sweep) -> str:
    lines = [f"{p.outcome:8} {p.ms:5} ms  {safe(p.path, 100)}" for p in found.pages]
    for page in found.pages:
        lines += [f"{safe(page.path, 100)}: {safe(error, 300)}" for error in page.errors]
    lines += [f"not supported: {safe(name, 100)} ({count})" for name, count in found.unsupported.items()]
    totals = ", ".join(f"{count} {word}" for word, count in found.totals.items())
    return "\n".join([*lines, *(safe(problem, 300) for problem in found.problems), totals])
