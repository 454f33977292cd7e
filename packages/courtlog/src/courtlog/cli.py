"""The command `courtlog`: a shell around the library. Exit status: 0 or the verdict's; 64 usage; 66 unreadable."""

import io
import sqlite3
import sys
from collections.abc import Sequence

from courtlog.commands import chain, check, govern, keep, operate, watch
from courtlog.commands.shell import REFUSED, UNREADABLE, Command, Commands, Parser, Run, complain
from courtlog.errors import CourtlogError, LogError

FAMILIES = (check, keep, operate, govern, chain, watch)
"""Modules of commands, in the order in which help lists them."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; gives the exit status. Never shows a traceback for bad input."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal that knows no Chinese still gets its verdict
    options = parser().parse_args(arguments)
    run: Run = options.run
    try:
        return run(options) or 0
    except CourtlogError as error:
        complain(error)
        return REFUSED if isinstance(error, LogError) else UNREADABLE
    except sqlite3.Error as error:
        complain(f"A database of this folder cannot be used: {error}")
        return REFUSED
    except OSError as error:
        complain(f"{error.filename or 'A file'} cannot be used: {error.strerror or error}")
        return UNREADABLE


def parser() -> Parser:
    """Give the parser of all commands."""
    top = Parser(prog="courtlog", description="Keep and check a court ledger.",
                 epilog="Example: courtlog verify bundle.zip contract.pdf --policy court.tlog-policy")  # fmt: skip
    commands: Commands = top.add_subparsers(required=True, metavar="COMMAND")
    for family in FAMILIES:
        for one in vars(family).values():
            if isinstance(one, Command) and not one.whole:
                one.register(commands)
    return top


if __name__ == "__main__":
    sys.exit(main())
