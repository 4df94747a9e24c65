"""A stand-in phone: ``python tests/standin PROGRAM …`` prints its adb port and serves until its input ends.

Commands come as JSON lines: ``{"set": {"black": true}}`` (fields of the screens), ``{"fault": {"tree": "lying"}}``,
``{"held": {"network": null}}`` (what the phone holds of its user: fields of ``HeldValues``),
``{"cable": "out"}``, ``{"cable": "in"}``, ``{"accept": true}``, ``{"ask": "state"}``,
``{"finger": [x, y]}`` (a person taps there).
"""

import argparse
import asyncio
import base64
import dataclasses
import hashlib
import json
import sys
from pathlib import Path

from adb_server import Adbd
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from drawing import Look
from icons import Icons
from phone import Phone
from phone_network import PhoneNetwork
from screens import Screens
from wechat import Program


def say(**message) -> None:
    sys.stdout.write(json.dumps(message, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def _pins(phone: Phone) -> list[str]:
    found = []
    for pem in phone.trusted_authorities():
        try:
            key = x509.load_pem_x509_certificate(pem).public_key()
        except ValueError:
            continue
        spki = key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        found.append(base64.b64encode(hashlib.sha256(spki).digest()).decode())
    return found


async def _serve(options: argparse.Namespace) -> None:
    look = Look(options.dark, options.font, options.noise)
    screens = Screens(look, [], layout=options.layout, say=say)
    phone = Phone(screens, say, "ask" if options.auth else "none", options.rooted, not options.no_wechat)
    phone.faults.tree = options.tree
    network = PhoneNetwork(phone)
    await network.start()
    screens.icons = icons = Icons(network.port, phone.trusted_authorities)
    programs = [Program("wx00000000000000aa", "天气"), Program("wx00000000000000bb", "公交查询")]
    if options.program:
        from program_area import ProgramArea

        area = ProgramArea(options.program, network.port, lambda: _pins(phone), asks_android=options.asks_android)
        screens.area, area.held = area, phone.held
        programs.insert(1, Program(area.appid, area.name))
    screens.known = {program.appid: program for program in programs}
    screens.recent = list(programs)
    screens.logged_in = not options.logged_out
    phone.adbd = Adbd(phone)
    say(port=await phone.adbd.listen(options.port), programs=[dataclasses.asdict(p) for p in programs])
    lines = asyncio.StreamReader()
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(lines), sys.stdin.buffer)
    try:
        while line := await lines.readline():
            await _obey(phone, network, json.loads(line))
    finally:
        await phone.adbd.pull_cable()
        await icons.close()
        await network.close()
        await phone.close()


async def _obey(phone: Phone, network: PhoneNetwork, command: dict) -> None:
    for name, value in command.get("set", {}).items():
        setattr(phone.screens, name, value)
    for name, value in command.get("fault", {}).items():
        setattr(phone.faults, name, value)
    for name, value in command.get("held", {}).items():
        setattr(phone.held, name, value)
    if command.get("look"):
        phone.screens.look = Look(**command["look"])
    if command.get("cable") == "out":
        await phone.adbd.pull_cable()
    elif command.get("cable") == "in":
        await phone.adbd.plug_in()
    phone.inspectable = command.get("inspectable", phone.inspectable)
    if command.get("finger"):
        await phone.hand.tap(*command["finger"])
    if command.get("accept"):
        phone.accepted.set()
    screens = phone.screens
    state = {"scene": screens.scene, "focus": screens.focus, "settings": phone.settings, "reverses": phone.reverses}
    state |= {"cable": "in" if phone.adbd.server is not None else "out"}
    state |= {
        "pressed": screens.pressed,
        "inputs": phone.history,
        "helper": phone.helper.asked,
        "direct": network.direct,
        "through": network.through,
        "icons": sorted(screens.icons.held),
        "icons_refused": screens.icons.refused,
        "held": phone.held.state,
    }
    say(state={**state, "helper": phone.helper.asked})


def main() -> None:
    parser = argparse.ArgumentParser(prog="standin")
    parser.add_argument("program", nargs="?", type=Path)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--layout", default="side")
    parser.add_argument("--font", type=float, default=1.0)
    parser.add_argument("--tree", default="web", help="web, off, empty, lying or moving (only a helper gets one)")
    for name in ("dark", "noise", "auth", "rooted", "no-wechat", "logged-out", "asks-android"):
        parser.add_argument(f"--{name}", action="store_true")
    asyncio.run(_serve(parser.parse_args()))


if __name__ == "__main__":
    main()
