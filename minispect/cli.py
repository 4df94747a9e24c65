"""The command line. Data goes to stdout, everything for people to stderr."""

import importlib
import pkgutil
import sys
from collections.abc import Iterable

import typer
from typer.exceptions import TyperException

import minispect.commands
from minispect.exits import Exit, UserError
from minispect.terminal import safe

COMMANDS = tuple(module.name for module in pkgutil.iter_modules(minispect.commands.__path__))
"""Every module of ``minispect/commands`` is one command: its ``command`` function, under the module's name."""


def application(names: Iterable[str] = COMMANDS) -> typer.Typer:
    """The command line with these commands."""
    app = typer.Typer(
        name="minispect",
        help="Inspect WeChat-style mini programs for privacy violations, with evidence that others can verify.",
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
    )
    app.callback()(lambda: None)  # without it a lone command would lose its name
    for name in names:
        loaded = importlib.import_module(f"minispect.commands.{name}")
        app.command(name=name, context_settings=getattr(loaded, "CONTEXT", None))(loaded.command)
    return app


def main() -> None:
    """Run one command and leave with the documented exit code; no traceback for what a user can mend."""
    # What the other commands need is not loaded: drawing libraries alone cost a second and a hundred megabytes.
    asked = [name for name in COMMANDS if sys.argv[1:2] == [name]]
    try:
        result = application(asked or COMMANDS)(prog_name="minispect", standalone_mode=False)
    except UserError as error:
        _leave(str(error), error.code)
    except typer.Abort:
        _leave("interrupted", Exit.INTERRUPTED)
    except TyperException as error:
        _leave(_with_help(error), Exit.WRONG_USE)
    except typer.Exit as error:
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        _leave("interrupted", Exit.INTERRUPTED)
    except BrokenPipeError:
        sys.exit(Exit.CLEAN)
    sys.exit(result if isinstance(result, int) else Exit.CLEAN)


def _with_help(error: TyperException) -> str:
    """What is wrong with the command line, and where to read how it is right."""
    context = getattr(error, "ctx", None)
    path = context.command_path if context is not None else "minispect"
    return f"{error.format_message().rstrip('.')}; '{path} --help' tells more"


def _leave(sentence: str, code: int) -> None:
    print(f"minispect: {safe(sentence)}", file=sys.stderr)  # noqa: T201
    sys.exit(code)
