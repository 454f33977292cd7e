"""What pages hand to the parts: frozen values, already worded in the reader's language.

They know no domain. A page translates the facts of its domains into these, and the template shows them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal


@dataclass(frozen=True, slots=True)
class Law:
    """An article or house rule, with plain words that a person can open in place."""

    code: str
    title: str
    plain: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Contact:
    """A human being or counter that can be asked."""

    name: str
    phone: str = ""
    place: str = ""
    hours: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that stands in the way: what is wrong, which rule, what to do now, whom to ask.

    `label` names the question when the words alone would not; `code` is what the person can quote.
    """

    what: str
    field: str = ""
    law: Law | str = ""
    remedy: str = ""
    contact: Contact | None = None
    href: str = ""
    label: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """One line of a check-your-answers page."""

    label: str
    value: object
    change_url: str = ""


TaskState = Literal["not_started", "in_progress", "done", "cannot_start", "problem", "optional"]


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do; without `href` it cannot be opened yet."""

    title: str
    state: TaskState = "not_started"
    href: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class TaskGroup:
    """Tasks that belong together."""

    title: str
    tasks: Sequence[Task]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a case: what happened or will happen, when, by whom, under which article, and the next date."""

    what: str
    when: date | datetime | None = None
    who: str = ""
    law: Law | str = ""
    state: Literal["done", "current", "ahead", "problem"] = "done"
    note: str = ""
    next_what: str = ""
    next_date: date | datetime | None = None
    href: str = ""


@dataclass(frozen=True, slots=True)
class Clock:
    """What is owed until when. `now` is an argument because the face reads no clock.

    `lapses`: the period gives its holder time and then simply ends, as the time for an appeal: never "late".
    `stands`: it stands still since that day; its end is worked out when it runs on. `follows`: what follows when it
    is over, in the words of the law.
    """

    label: str
    due: date | datetime
    now: date | datetime
    done: date | datetime | None = None
    law: Law | str = ""
    soon_days: int = 3
    lapses: bool = False
    stands: date | None = None
    follows: str = ""


@dataclass(frozen=True, slots=True)
class Seal:
    """How far a record is sealed in the court ledger: being sealed, promised by the ledger, proven."""

    state: Literal["sealing", "promised", "proven", "failed"]
    at: datetime | None = None
    proof_url: str = ""
    ledger: str = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """One step of an explained decision."""

    text: str
    law: Law | str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table."""

    label: str
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row; with `href` its first cell is the link that opens it."""

    cells: Sequence[object]
    href: str = ""
    state: Literal["", "overdue", "new", "selected"] = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a caption that says what it counts or lists, and what to read when it is empty."""

    caption: str
    columns: Sequence[Column]
    rows: Sequence[Row]
    empty: str = ""


@dataclass(frozen=True, slots=True)
class FileReceipt:
    """What the server holds of a file: its digest is the proof that nothing was lost on the way."""

    name: str
    size: int
    digest: str = ""
    at: datetime | None = None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Confirm:
    """A page that asks before an act: what will follow, on which rule, and the way back."""

    title: str
    consequences: Sequence[str]
    act: str
    back_url: str
    law: Law | str = ""
    danger: bool = False
    hidden: Sequence[tuple[str, str]] = ()
