"""What all commands share: how they are declared, speak, read small files, and which exit statuses they give."""

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn, TypeAlias

from courtlog.errors import CourtlogError, Malformed
from courtlog.note import VerifierKey
from courtlog.opening import parse_public
from courtlog.report import printable

USAGE, UNREADABLE, FAULTY, REFUSED = 64, 66, 2, 1
"""Exit statuses besides those of the verdicts: wrong usage, unreadable input, `fsck` found faults, the log refused."""
_LONGEST_INPUT = 1_000_000
Run: TypeAlias = Callable[[argparse.Namespace], int]
Commands: TypeAlias = "argparse._SubParsersAction[Parser]"  # noqa: SLF001  # argparse gives it no public name


class Parser(argparse.ArgumentParser):
    """A parser whose usage errors exit with 64, since 2 is a verdict."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and leave."""
        self.print_usage(sys.stderr)
        self.exit(USAGE, f"{self.prog}: {message}\n")


def add(  # noqa: PLR0913  # all that a command is
    commands: Commands, name: str, run: Run, text: str, example: str, *, family: str = ""
) -> Parser:
    """Declare a command; `run` gives its exit status, `example` is shown after `courtlog NAME` in its help.

    `family` is the name of the command, with a space, of which this one is a part.
    """
    one = commands.add_parser(name, help=text, description=text, epilog=f"Example: courtlog {family}{name} {example}")
    one.set_defaults(run=run)
    return one


def say(text: object) -> None:
    """Write one line to standard output."""
    sys.stdout.write(f"{text}\n")


def read_small(path: Path) -> bytes:
    """Read a policy, key or head; raises `Malformed` when it is longer than any of them."""
    with path.open("rb") as file:
        data = file.read(_LONGEST_INPUT + 1)
    if len(data) > _LONGEST_INPUT:
        raise Malformed(f"{path} is too long for a policy, a key or a head.")
    return data


def read_text(given: str) -> str:
    """Read a key given as such or as a file; raises `Malformed`."""
    try:
        return (read_small(Path(given)).decode() if Path(given).is_file() else given).strip()
    except (OSError, ValueError) as error:
        raise Malformed("A public key cannot be read.") from error


def read_issuer_key(given: str) -> bytes:
    """Read an issuer's public key, `ed25519:HEX` or a vkey, given as such or as a file; raises `Malformed`."""
    text = read_text(given)
    return VerifierKey.parse(text).public if "+" in text else parse_public(text)


def again(every: int | None, go: Callable[[], int]) -> int:
    """Run once, or for ever: then a round that fails is told and followed by the next."""
    if every is None:
        return go()
    while True:
        try:
            go()
        except (CourtlogError, OSError) as error:
            complain(str(error))
        time.sleep(every)


def complain(text: str) -> None:
    """Write one line to standard error."""
    sys.stderr.write(printable(f"courtlog: {text}\n"))
    sys.stderr.flush()
