"""A notice as a line of JSON in a file."""

import fcntl
import os
from pathlib import Path

from minispect.notices.message import Message, NotSentError
from minispect.notices.settings import File
from recording import canonical


def send(channel: File, message: Message, folder: Path) -> None:
    """Appended whole and kept safe on the disk before it counts as told. Raises NotSentError."""
    path = folder / channel.path
    line = canonical.line(message.document).encode() + b"\n"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
        with os.fdopen(descriptor, "ab") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            file.write(line)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise NotSentError(f"{path}: cannot be written ({error.strerror})") from None
