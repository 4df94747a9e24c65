"""``minispect show``: the report of a pack in the browser, over loopback."""

import os
import signal
import sys
import webbrowser
from pathlib import Path
from typing import Annotated

import typer

from minispect import place
from minispect.exits import Exit, UserError, of_pack
from reports import ed25519, serving, verify
from reports.pack import PackError


def command(
    pack: Annotated[Path, typer.Argument(parser=place.pack, help="Folder or address of the pack; it is only read.")],
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port on 127.0.0.1; 0 takes a free one.")] = 0,
    browser: Annotated[bool, typer.Option(help="Open it in this machine's browser.")] = True,
) -> int:
    """Serve the report on loopback until interrupted; prints its address. Nothing of the target can run in it."""
    try:
        listening = serving.server(pack, port)
    except PackError as error:
        raise of_pack(error) from None
    except OSError as error:
        raise UserError(f"--port {port}: cannot listen on 127.0.0.1 ({error.strerror})") from None
    with listening:
        held = verify.verify(pack, holds=ed25519.holds)
        if held.refused:
            raise UserError(f"{pack}: the pack does not verify and is not shown; {held.summary}", Exit.SEAL_FAILED)
        address = f"http://127.0.0.1:{listening.server_port}/"
        typer.echo(address)
        sys.stdout.flush()
        if browser and _desktop():
            webbrowser.open(address)
        # A shell's background jobs are started deaf to Ctrl-C; a stop by SIGTERM ends in order too.
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.default_int_handler)
        try:
            listening.serve_forever()
        except KeyboardInterrupt:
            typer.echo("closed", err=True)
    return Exit.CLEAN


def _desktop() -> bool:
    """Without one, a browser would start in the terminal."""
    return sys.platform in ("darwin", "win32") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
