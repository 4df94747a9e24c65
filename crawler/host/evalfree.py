"""Makes a script that builds fixed functions from text run where text must not become code."""

import ast
import re

_STRING = r"""("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')"""
_CONSTRUCTED = re.compile(rf"new self\.Function\({_STRING}, {_STRING}\)")


def without_eval(script: str) -> str:
    """Write ``new self.Function("x", "return x")`` with constant texts (dart2js output) as a plain function."""
    return _CONSTRUCTED.sub(_written_out, script)


def _written_out(match: re.Match[str]) -> str:
    parameters, body = (ast.literal_eval(text) for text in match.groups())
    return f"(function({parameters}){{{body}\n}})"
