"""``minispect auto``: the embedded host behind the WeChat DevTools automation protocol.

Takes the arguments of the vendor's ``cli auto``, so that a client's ``cliPath`` may name this program.
"""

import asyncio
import contextlib
import signal
import socket
import tempfile
from pathlib import Path
from typing import Annotated, cast

import typer
from playwright.async_api import Browser

from crawler.driver import Unreachable
from crawler.host.auto.program import AutoProgram, WatchedLog
from crawler.host.auto.server import HOST, PortInUse, Server, take_port
from interceptors.client import Proxy, ProxyError
from interceptors.delivery import Delivery
from minispect import options, target
from minispect.embedded import Embedded
from minispect.exits import Exit, UserError
from minispect.terminal import safe
from recording.identity import PlantedIdentity
from recording.profile import Backend

_PATIENCE_S = 1.0
_Ignored = typer.Option(hidden=True)
CONTEXT = {"ignore_unknown_options": True, "allow_extra_args": True}
"""Scripts pass options of the vendor's tool; what is not known here is named and left."""


def command(
    context: typer.Context,
    project: Annotated[str, typer.Option(help="Folder of the mini program.")],
    auto_port: Annotated[int, typer.Option(min=0, max=65535, help="Port on 127.0.0.1; 0 takes a free one.")] = 9420,
    trust_project: Annotated[bool, typer.Option("--trust-project", help="Taken as given, as by DevTools.")] = False,
    profile: options.Profile = None,
    backend: options.Backend = "",
    seed: Annotated[int, typer.Option(help="Seed of the planted values.")] = 1,
    port: Annotated[str, _Ignored] = "",
    auto_account: Annotated[str, _Ignored] = "",
    ticket: Annotated[str, _Ignored] = "",
    test_ticket: Annotated[str, _Ignored] = "",
    lang: Annotated[str, _Ignored] = "",
) -> int:
    """Serve the program to miniprogram-automator, minium and other clients of the protocol until interrupted."""
    # Options of the vendor's tool that mean nothing here are taken and left.
    del trust_project, port, auto_account, ticket, test_ticket, lang
    if context.args:
        typer.echo(f"minispect: not known to auto and left: {safe(' '.join(context.args), 300)}", err=True)
    chosen = target.find(project, profile, backend, None)
    try:
        with take_port(auto_port) as taken:
            asyncio.run(_serve(Embedded(chosen), chosen.backend, seed, taken))
    except (PortInUse, Unreachable, ProxyError) as error:
        raise UserError(str(error), Exit.UNREACHABLE) from None
    return Exit.CLEAN


async def _serve(host: Embedded, backend: Backend, seed: int, taken: socket.socket) -> None:
    work = asyncio.ensure_future(_run(host, backend, seed, taken))
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, work.cancel)
    try:
        await work
    except asyncio.CancelledError:
        return


async def _run(host: Embedded, backend: Backend, seed: int, taken: socket.socket) -> None:
    with tempfile.TemporaryDirectory(prefix="minispect-auto-") as folder:
        log = WatchedLog(Path(folder) / "original")
        log.run = "auto"
        delivery = Delivery(log, host.call_of)
        proxy = await Proxy.start(log.root, delivery, backend=backend)
        try:
            async with contextlib.AsyncExitStack() as browsers:
                await browsers.enter_async_context(host.browser([proxy.spki]))
                identity = PlantedIdentity(seed, "auto")
                listener = await proxy.listen("auto")
                made = host.driver(log, listener, identity, patience=_PATIENCE_S, make=AutoProgram)
                program = cast(AutoProgram, made)

                async def trusting(pin: str) -> Browser:
                    await browsers.aclose()
                    return await browsers.enter_async_context(host.browser([pin]))

                program.trusting = trusting
                server = Server(program)
                log.watch = server.recorded
                await program.launch()
                try:
                    await _until_closed(server, taken)
                finally:
                    await program.close()
        finally:
            await proxy.stop()
            delivery.flush()
            log.close()


async def _until_closed(server: Server, taken: socket.socket) -> None:
    ready = asyncio.Event()
    serving = asyncio.create_task(server.run(taken, ready))
    waiting = asyncio.create_task(ready.wait())
    try:
        await asyncio.wait({serving, waiting}, return_when=asyncio.FIRST_COMPLETED)
        if ready.is_set():
            typer.echo(f"ws://{HOST}:{taken.getsockname()[1]}")
        await serving
    finally:
        for task in (waiting, serving):
            task.cancel()
