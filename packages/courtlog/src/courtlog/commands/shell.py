"""What all commands share: how they are declared, how they speak, read small files, and which statuses they give."""

import argparse
import inspect
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn, TypeAlias

from courtlog.errors import CourtlogError, Malformed
from courtlog.note import VerifierKey
from courtlog.opening import parse_public
from courtlog.policy import Policy
from courtlog.report import printable

USAGE, UNREADABLE, FAULTY, REFUSED = 64, 66, 2, 1
"""Exit statuses besides those of the verdicts: wrong usage, unreadable input, `fsck` found faults, the log refused."""
_LONGEST_INPUT = 1_000_000


def say(text: object) -> None:
    """Write one line to standard output, in which nothing can steer a terminal."""
    sys.stdout.write(printable(f"{text}\n"))


def read_small(path: Path) -> bytes:
    """Read a policy, key or head; raises `Malformed` when it is longer than any of them."""
    with path.open("rb") as file:
        data = file.read(_LONGEST_INPUT + 1)
    if len(data) > _LONGEST_INPUT:
        raise Malformed(f"{path} is too long for a policy, a key or a head.")
    return data


def read_optional(path: Path | None) -> bytes | None:
    """Read a small file, if one was named."""
    return read_small(path) if path else None


def read_policy(path: Path) -> Policy:
    """Read a policy; raises `Malformed`."""
    return Policy.parse(read_small(path))


def read_text(given: str) -> str:
    """Read a key given as such or as a file; raises `Malformed`."""
    try:
        return (read_small(Path(given)).decode() if Path(given).is_file() else given).strip()
    except (OSError, ValueError) as error:
        raise Malformed("A public key cannot be read.") from error


def read_key(given: str) -> VerifierKey:
    """Read a verifier key, given as such or as a file; raises `Malformed`."""
    return VerifierKey.parse(read_text(given))


def read_issuer_key(given: str) -> bytes:
    """Read an issuer's public key, `ed25519:HEX` or a vkey, given as such or as a file; raises `Malformed`."""
    text = read_text(given)
    return VerifierKey.parse(text).public if "+" in text else parse_public(text)


def read_address(text: str) -> tuple[str, int]:
    """Read HOST:PORT; raises `Malformed`."""
    host, _, port = text.rpartition(":")
    if not host or not (port.isascii() and port.isdigit() and len(port) < 6 and 0 < int(port) < 1 << 16):  # noqa: PLR2004
        raise Malformed(f"{text!r} is no HOST:PORT.")
    return host.strip("[]"), int(port)


def again(every: int | None, go: Callable[[], int | None]) -> int:
    """Run once, or for ever: then a round that fails is told and followed by the next."""
    if every is None:
        return go() or 0
    while True:
        try:
            go()
        except (CourtlogError, OSError) as error:
            complain(error)
        time.sleep(every)


def each_log(policy: Policy, act: Callable[[VerifierKey], int | None]) -> int:
    """Do something for each log whose address stands in a policy; gives the worst status. Failures are told."""
    worst = 0
    for log in policy.logs:
        if log in policy.urls:
            try:
                worst = max(worst, act(log) or 0)
            except CourtlogError as error:
                complain(f"{log.name}: {error}")
                worst = max(worst, FAULTY)
    return worst


def complain(text: object) -> None:
    """Write one line to standard error."""
    sys.stderr.write(printable(f"courtlog: {text}\n"))
    sys.stderr.flush()


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
