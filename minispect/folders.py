"""A folder of ours that has to be there and be written to."""

import os
from pathlib import Path

from minispect.exits import UserError


def writable(folder: Path, what: str, option: str, mode: int = 0o777) -> Path:
    """``folder``, made when missing. ``what`` and ``option`` name it in the sentence. Raises UserError."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=mode)
    except OSError as error:
        raise UserError(f"{folder}: {what} cannot be made ({error.strerror}); give another with {option}") from None
    if not os.access(folder, os.W_OK | os.X_OK):
        raise UserError(f"{folder}: {what} cannot be written to; give another with {option}")
    return folder
