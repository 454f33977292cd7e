"""`tongban law TASK`: what it costs, until when, which court, which number, which cause, how a procedure runs.

Each task is a module with `add(tasks)`, which describes its options, and `answer(options)`, which asks the law and
gives an `Answer`, a `Refusal`, or several. This module does the rest: language, words, JSON, exit status.
"""

from __future__ import annotations

import argparse
import os
import sys
from datetime import date
from importlib.resources import files
from zoneinfo import ZoneInfo

from tongban.kernel.refusal import Refusal

EXIT_REFUSED = 1
TIME_ZONE = ZoneInfo("Asia/Shanghai")
"""Whose day it is: that of the mainland courts."""


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe `law` and its tasks to the program's command line."""
    from tongban.cli.legal import cause, deadline, fee, number, procedure, venue

    law = commands.add_parser("law", help="ask the rules of law: periods, fees, venue, numbers, causes, procedures")
    tasks = law.add_subparsers(dest="task", required=True, metavar="TASK")
    for task in (deadline, fee, venue, number, cause, procedure):
        parser = task.add(tasks)
        parser.set_defaults(ask=task.answer)
        parser.add_argument("--json", action="store_true", help="as JSON, for programs")
        parser.add_argument(
            "--language", choices=("zh-hans", "en"), help="of the reasons (default: that of the terminal)"
        )


def run(options: argparse.Namespace, *, today: date) -> int:
    """Ask, and print the answer with its reasons; 1 when the law says no. `today` counts where no day is named."""
    options.today = today
    _speak(options.language or _of_terminal())
    from tongban.cli.legal import telling

    found = options.ask(options)
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
