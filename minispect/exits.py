"""The exit codes of every command (the design's section 2)."""

from enum import IntEnum


class Exit(IntEnum):
    """What a script that called us needs to know."""

    CLEAN = 0
    VIOLATIONS = 1
    WRONG_USE = 2
    UNREACHABLE = 3
    INCOMPLETE = 4
    SEAL_FAILED = 5
    INTERRUPTED = 130


class UserError(Exception):
    """Ends the command with one sentence on stderr that names the file and the mend."""

    def __init__(self, sentence: str, code: Exit = Exit.WRONG_USE) -> None:
        super().__init__(sentence)
        self.code = code


def of_pack(error: Exception) -> UserError:
    """For a ``PackError``: another code when the pack is not as it was sealed than when it is none, or not usable."""
    return UserError(str(error), Exit.SEAL_FAILED if getattr(error, "changed", False) else Exit.WRONG_USE)
