"""``minispect package``: what is in compiled packages, without running anything of them."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from crawler.host.wxapkg.container import WxapkgError
from crawler.host.wxapkg.contents import Contents, look, refusal
from minispect.exits import Exit, UserError
from minispect.terminal import safe

_KIB = 1024


def command(
    packages: Annotated[Path, typer.Argument(help="A .wxapkg, or a folder with the packages of one program.")],
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object on stdout.")] = False,
) -> int:
    """Say what compiled packages hold and whether they can be scanned: pages, subpackages, plugins, kinds of code."""
    if not packages.exists():
        raise UserError(f"{packages}: there is no such file or folder; give a .wxapkg or a folder of them")
    if packages.is_dir() and not any(packages.glob("*.wxapkg")):
        raise UserError(f"{packages}: there is no .wxapkg in it; give the folder that holds the packages")
    try:
        found = look(packages)
    except WxapkgError as error:
        raise UserError(str(error), Exit.UNREACHABLE) from None
    typer.echo(json.dumps(_data(found), ensure_ascii=False) if as_json else _text(found))
    return Exit.CLEAN


def _data(found: Contents) -> dict[str, Any]:
    subpackages = [{"root": p["root"], "present": found.has(p["root"])} for p in found.subpackages]
    return {
        "packages": [path.name for path in found.containers],
        "appid": found.appid,
        "files": len(found.files),
        "bytes_by_kind": found.kinds,
        "pages": found.pages,
        "subpackages": subpackages,
        "plugins": found.plugins,
        "templates": found.engines,
        "compilers": found.compilers,
        "renderers": found.renderers,
        "component_frameworks": found.frameworks,
        "problems": found.problems,
        "refusal": refusal(found),
    }


def _text(found: Contents) -> str:
    kinds = [f"{kind} {size / _KIB:.0f} KiB" for kind, size in found.kinds.items()]
    subpackages = [p["root"] + ("" if found.has(p["root"]) else " (not here)") for p in found.subpackages]
    lines = [
        ("packages", [path.name for path in found.containers]),
        ("appid", [found.appid or "not known"]),
        ("files", [str(len(found.files)), *kinds]),
        ("pages", [str(len(found.pages)), *found.pages]),
        ("subpackages", subpackages or ["none"]),
        ("plugins", [f"{name} ({maker.strip()})" for name, maker in found.plugins.items()] or ["none"]),
        ("templates", [*found.engines, *found.compilers] or ["none known"]),
        ("renderers", [*found.renderers, *found.frameworks] or ["not said"]),
    ]
    out = [f"{name:12} {safe(', '.join(values), 2000)}" for name, values in lines]
    out += [safe(problem, 300) for problem in found.problems]
    return "\n".join([*out, f"{'scan':12} {safe(refusal(found), 500) or 'can be run'}"])
