"""A shell as small as it may be: ``;``, ``&&``, ``||``, ``|``, quotes, ``$?``, ``>``, ``2>&1``, leading ``VAR=x``."""

import asyncio
import shlex
from collections.abc import Awaitable, Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Result:
    out: bytes = b""
    err: bytes = b""
    code: int = 0


Command = Callable[[list[str], bytes], Awaitable[Result]]


def said(text: str, code: int = 0) -> Result:
    return Result(text.encode(), b"", code)


def failed(text: str, code: int = 1) -> Result:
    return Result(b"", text.encode(), code)


class Shell:
    """Runs lines. ``commands`` are what the phone can do; ``save`` writes a redirected output."""

    def __init__(self, commands: dict[str, Command], save: Callable[[str, bytes], bool]) -> None:
        self.commands, self._save = commands, save
        self.last = 0

    async def run(self, line: str) -> Result:
        try:
            words = _words(line)
        except ValueError as error:
            return failed(f"/system/bin/sh: syntax error: {error}\n")
        out, err, code = b"", b"", 0
        skip = False
        for joint, part in _parts(words):
            if (joint == "&&" and code) or (joint == "||" and not code):
                skip = True
            elif joint in (";", "&&", "||"):
                skip = False
            if skip and joint != ";":
                continue
            skip = False
            result = await self._pipe(part)
            out, err, code = out + result.out, err + result.err, result.code
            self.last = code
        return Result(out, err, code)

    async def _pipe(self, words: list[str]) -> Result:
        given, err, result = b"", b"", Result()
        for piece in _split(words, "|"):
            result = await self._one(piece, given)
            given, err = result.out, err + result.err
        return Result(result.out, err, result.code)

    async def _one(self, words: list[str], given: bytes) -> Result:
        words, target, joined = _redirected(words)
        while words and "=" in words[0] and words[0].split("=")[0].isidentifier():
            words = words[1:]
        if not words:
            return Result()
        words = [word.replace("$?", str(self.last)) for word in words]
        command = self.commands.get(words[0].rsplit("/", 1)[-1])
        if command is None:
            return failed(f"/system/bin/sh: {words[0]}: inaccessible or not found\n", 127)
        result = await command(words[1:], given)
        await asyncio.sleep(0)
        if joined:
            result = Result(result.out + result.err, b"", result.code)
        if target == "/dev/null":
            return Result(b"", result.err, result.code)
        if target and not self._save(target, result.out):
            return failed(f"/system/bin/sh: can't create {target}: Permission denied\n")
        return Result(b"", result.err, result.code) if target else result


def _words(line: str) -> list[str]:
    lexer = shlex.shlex(line, posix=True, punctuation_chars=";&|>")
    lexer.whitespace_split = True
    lexer.commenters = ""
    return list(lexer)


def _parts(words: list[str]) -> list[tuple[str, list[str]]]:
    found: list[tuple[str, list[str]]] = [(";", [])]
    for word in words:
        if word in (";", "&&", "||", "&"):
            found.append((";" if word == "&" else word, []))
        else:
            found[-1][1].append(word)
    return [(joint, part) for joint, part in found if part]


def _split(words: list[str], mark: str) -> list[list[str]]:
    found: list[list[str]] = [[]]
    for word in words:
        if word == mark:
            found.append([])
        else:
            found[-1].append(word)
    return found


def _redirected(words: list[str]) -> tuple[list[str], str, bool]:
    """Words left, file that the output goes to, whether errors go with it."""
    left, target, joined, at = [], "", False, 0
    while at < len(words):
        word = words[at]
        if word in (">", ">>") and at + 1 < len(words):
            if left and left[-1] == "2":
                left.pop()
            else:
                target = words[at + 1]
            at += 2
        elif word == ">&":
            joined = True
            if left and left[-1] == "2":
                left.pop()
            at += 2
        else:
            left.append(word)
            at += 1
    return left, target, joined
