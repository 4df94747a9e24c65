"""In the place of Android's ``emulator``: takes its options, serves the stand-in as its device, obeys its console.

As the real one it tells adb's server of itself (``host:emulator:PORT``) and listens on its console port.
"""

import json
import os
import socket
import subprocess
import sys
import threading
from pathlib import Path

STANDIN = Path(__file__).parents[3] / "standin"


def main() -> None:
    options = sys.argv[1:]
    Path(os.environ["FAKE_EMULATOR_LOG"]).write_text(json.dumps(options), encoding="utf-8")
    if options[options.index("-avd") + 1] == "nobody":
        sys.stdout.write("PANIC: Unknown AVD name [nobody], use -list-avds to see valid list.\n")
        raise SystemExit(1)
    port = int(options[options.index("-port") + 1])
    # A saved state with a program on the phone.
    state = os.environ.get("FAKE_EMULATOR_PROGRAM", "")
    phone = subprocess.Popen(
        [sys.executable, str(STANDIN), "--port", str(port + 1), *([state] if state else [])],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    assert phone.stdout is not None and phone.stdin is not None
    phone.stdout.readline()
    threading.Thread(target=phone.stdout.read, daemon=True).start()
    _tell_adb(port + 1)
    with socket.create_server(("127.0.0.1", port)) as console:
        while True:
            client, _ = console.accept()
            with client:
                client.sendall(b"Android Console: type 'help' for a list of commands\r\nOK\r\n")
                said = b""
                while not said.endswith(b"quit\n") and (piece := client.recv(1000)):
                    said += piece
                client.sendall(b"OK\r\n")
            if b"kill" in said:
                break
    phone.stdin.close()
    phone.wait(20)


def _tell_adb(port: int) -> None:
    server = ("127.0.0.1", int(os.environ["ANDROID_ADB_SERVER_PORT"]))
    word = f"host:emulator:{port}"
    with socket.create_connection(server, timeout=5) as adb:
        adb.sendall(f"{len(word):04x}{word}".encode())


if __name__ == "__main__":
    main()
