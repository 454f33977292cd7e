"""What was typed at a terminal and is no business of the law: counts, tasks, words that play no part."""

from __future__ import annotations

import argparse
import re
from collections.abc import Collection, Iterable, Mapping

from tongban.kernel.refusal import Refusal

LAW = "house rule: the command line"
_COUNT = re.compile(r"-?[0-9]{1,9}")


def count(typed: str, field: str, *, least: int = 0, most: int = 999_999_999) -> int | Refusal:
    """A whole number between `least` and `most`."""
    if _COUNT.fullmatch(typed) and least <= int(typed) <= most:
        return int(typed)
    facts = (("typed", typed[:40]), ("least", str(least)), ("most", str(most)))
    return Refusal("command.not_a_count", LAW, (field,), facts)


def task(options: argparse.Namespace, tasks: Mapping[str, Collection[str]]) -> Refusal | None:
    """Why `options.what` is no task, or which option or words play no part in it; `tasks` names those that do."""
    if options.what not in tasks:
        facts = (("typed", options.what[:40]), ("tasks", ", ".join(tasks)))
        return Refusal("command.no_such_task", LAW, ("what",), facts)
    everything = {name for names in tasks.values() for name in names}
    idle = [name for name in sorted(everything - set(tasks[options.what])) if getattr(options, name)]
    if not idle:
        return None
    typed = " ".join(_told(name, getattr(options, name)) for name in idle)
    return Refusal("command.word_idle", LAW, tuple(idle), (("typed", typed[:60]), ("task", options.what)))


def _told(name: str, value: str | Iterable[str]) -> str:
    return " ".join(value) if name == "words" else f"--{name}"
