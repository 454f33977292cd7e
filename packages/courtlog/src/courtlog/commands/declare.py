"""How commands are declared: a function, decorated with its arguments and an example."""

import argparse
import inspect
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn, TypeAlias

from courtlog.commands.shell import USAGE
from courtlog.report import printable

Run: TypeAlias = Callable[[argparse.Namespace], int | None]
"""What a command does; gives its exit status, None for 0."""
Commands: TypeAlias = "argparse._SubParsersAction[Parser]"  # noqa: SLF001  # argparse gives it no public name


class Parser(argparse.ArgumentParser):
    """A parser whose usage errors exit with 64, since 2 is a verdict."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and leave."""
        self.print_usage(sys.stderr)
        self.exit(USAGE, printable(f"{self.prog}: {message}\n"))


class Command:
    """A command: its name is that of its function, its help the function's docstring. It may be part of another."""

    def __init__(self, run: Run, example: str, whole: "Command | None") -> None:
        """Show `example` after the command in its help; a command with parts is never run itself."""
        self.run, self.example, self.whole = run, example, whole
        self.name = run.__name__.strip("_").replace("_", "-")
        self.arguments: list[tuple[tuple[str, ...], dict[str, Any]]] = []
        self.parts: list[Command] = []
        if whole:
            self.name = self.name.removeprefix(f"{whole.name}-")
            whole.parts.append(self)

    def register(self, commands: Commands) -> None:
        """Add the command to a parser."""
        text = inspect.getdoc(self.run)
        one = commands.add_parser(self.name, help=text, description=text)
        one.epilog = f"Example: {one.prog} {self.example}"
        one.set_defaults(run=self.run)
        for names, facts in self.arguments:
            one.add_argument(*names, **facts)
        if self.parts:
            inner: Commands = one.add_subparsers(required=True, metavar="WHAT")
            for part in self.parts:
                part.register(inner)


def command(example: str, of: Command | None = None) -> Callable[[Run], Command]:
    """Make a function a command, or a part of the command `of`; its arguments are declared above."""
    return lambda run: Command(run, example, of)


def argument(*names: str, **facts: Any) -> Callable[[Command], Command]:  # noqa: ANN401  # what argparse takes
    """Declare an argument, as argparse does."""

    def declare(one: Command) -> Command:
        one.arguments.insert(0, (names, facts))  # the last decorator is applied first
        return one

    return declare


def number(least: int, most: int) -> Callable[[str], int]:
    """Give the type of an argument that is a whole number within bounds."""

    def whole(text: str) -> int:
        if text.isascii() and text.isdigit() and len(text) < 20 and least <= int(text) <= most:  # noqa: PLR2004
            return int(text)
        raise argparse.ArgumentTypeError(f"a whole number from {least} to {most} is needed, not {text!r}.")

    return whole


NATURAL, COUNT = number(0, 2**63 - 1), number(1, 10**6)
DIRECTORY = argument("directory", type=Path, metavar="DIR")
EVERY = argument("--every", type=COUNT, metavar="SECONDS", help="go on for ever; default: one round")
COURTS = argument("--policy", type=Path, required=True, help="policy with the logs, their addresses, the quorum")
