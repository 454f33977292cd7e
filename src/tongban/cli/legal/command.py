"""`tongban law TASK`: what it costs, until when, which court, which number, which cause, how a procedure runs.

Each task is a module with `add(tasks)`, which describes its options, and `answer(options)`, which asks the law and
gives an `Answer`, a `Refusal`, or several. This module does the rest: language, words, JSON, exit status.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from datetime import date
from functools import partial
from importlib.resources import files
from io import TextIOWrapper
from itertools import pairwise
from typing import Any, NoReturn
from zoneinfo import ZoneInfo

from tongban.kernel.refusal import Refusal

EXIT_REFUSED, EXIT_USAGE, EXIT_STOPPED = 1, 2, 130
LANGUAGES = ("zh-hans", "en")
STATUS = """\
exit status: 0 answered; 1 refused, with the reason, the article and what to do now (--json: as {"refused": [...]});
2 the command line itself cannot be understood, told in the same form; 130 stopped by Ctrl-C"""
TIME_ZONE = ZoneInfo("Asia/Shanghai")
"""Whose day it is: that of the mainland courts."""


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe `law` and its tasks to the program's command line."""
    from tongban.cli.legal import cause, deadline, fee, number, procedure, venue

    law = commands.add_parser(
        "law", help="ask the rules of law: periods, fees, venue, numbers, causes, procedures", epilog=STATUS
    )
    law.error = partial(_not_understood, law, ())  # type: ignore[method-assign]  # the program gave its class
    tasks = law.add_subparsers(dest="task", required=True, metavar="TASK", parser_class=LawParser)
    for task in (deadline, fee, venue, number, cause, procedure):
        parser = task.add(tasks)
        parser.set_defaults(ask=task.answer)
        parser.epilog = STATUS
        parser.add_argument("--json", action="store_true", help="as JSON, for programs")
        parser.add_argument("--language", choices=LANGUAGES, help="of the reasons (default: that of the terminal)")


class LawParser(argparse.ArgumentParser):
    """Refuses a line that it cannot understand as the law refuses: with code and remedy, as JSON if that was asked."""

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:  # noqa: ANN401
        """See the base; what is left over is refused here, so that the words are those of the task."""
        self.typed: Sequence[str] = tuple(args or ())
        found, left = super().parse_known_args(args, namespace)
        if left:
            self.error(f"unrecognized arguments: {' '.join(left)}")
        return found, left

    def _get_values(self, action: argparse.Action, arg_strings: list[str]) -> Any:  # noqa: ANN401 - what the base gives
        # The base takes `--option=--` for an empty list, which no option is.
        if action.option_strings and arg_strings == ["--"]:
            self.error(f"argument {'/'.join(action.option_strings)}: expected a value")
        return super()._get_values(action, arg_strings)

    def error(self, message: str) -> NoReturn:
        """Say what is wrong, and stop."""
        _not_understood(self, self.typed, message)


def _not_understood(parser: argparse.ArgumentParser, typed: Sequence[str], message: str) -> NoReturn:
    words = " ".join(typed).replace("=", " ").split()
    asked = next((word for option, word in pairwise(words) if option == "--language" and word in LANGUAGES), "")
    _speak(asked or _of_terminal())
    from tongban.cli.legal import telling
    from tongban.cli.legal.typed import LAW

    facts = (("problem", message[:400]), ("command", parser.prog))
    telling.print_refusals([Refusal("command.unclear", LAW, (), facts)], as_json="--json" in typed)
    parser.exit(EXIT_USAGE)


def run(options: argparse.Namespace, *, today: date) -> int:
    """Ask, and print the answer with its reasons; 1 when the law says no. `today` counts where no day is named."""
    options.today = today
    _write_anything()
    _speak(options.language or _of_terminal())
    from tongban.cli.legal import telling

    try:
        found = options.ask(options)
    except KeyboardInterrupt:
        return EXIT_STOPPED
    refusals = (found,) if isinstance(found, Refusal) else found if isinstance(found, tuple) else ()
    try:
        if refusals:
            telling.print_refusals(refusals, as_json=options.json)
        else:
            telling.print_answer(found, as_json=options.json)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever reads has seen enough, as `head` does; Python would complain once more when it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return EXIT_REFUSED if refusals else 0


def _write_anything() -> None:
    """A terminal that knows no Chinese, or a name that is no text, shows a mark in its place."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")


def _of_terminal() -> str:
    named = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return "zh-hans" if named.lower().startswith("zh") else "en"


def _speak(language: str) -> None:
    """Set Django up as far as texts need it: no platform, no applications, no database."""
    import django
    from django.conf import settings
    from django.utils.translation import activate

    if not settings.configured:
        catalogue = str(files("tongban").joinpath("locale"))
        settings.configure(USE_I18N=True, LANGUAGE_CODE="en", LOCALE_PATHS=[catalogue])
        django.setup()
    activate(language)
