"""Tables about services of papers that several pages of the desk show."""

from __future__ import annotations

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from tongban.cases.queries import cases_by_uid, party_names
from tongban.delivery.queries.owed import days_reconciled, tasks_at
from tongban.delivery.queries.post import batches_at, post_files, post_findings
from tongban.delivery.vocabulary.owed import TaskView
from tongban.delivery.vocabulary.post import FileFlaw
from tongban.delivery.wording import CHANNELS, DOUBT_ENDS, FILE_FLAWS, PURPOSES, ROW_FLAWS, TASKS
from tongban.desk.frame import DeskRequest
from tongban.desk.tables import left
from tongban.desk.wording import service as words
from tongban.face import presentation
from tongban.face.parts import Column, Row, Table
from tongban.face.tags.values import case_number, moment


def open_tasks_table(request: DeskRequest) -> Table:
    """Services that a person must look at, for the list and the inbox."""
    found = tasks_at(request.viewer, request.desk.court)
    return tasks_table(request, found, str(words.TASKS) % {"n": len(found)})


def tasks_table(request: DeskRequest, found: list[TaskView], caption: str) -> Table:
    """Tasks about services, each leading to where it is done."""
    names = party_names({one.party for one in found if one.party})
    cases = cases_by_uid({one.case for one in found if one.case})
    rows = [
        Row(
            (
                case_number(cases[one.case].number) if one.case else words.NO_CASE,
                TASKS[one.kind],
                f"{PURPOSES[one.purpose]}" if one.purpose else "",
                _own(names.get(one.party, "") if one.party else ""),
                left(one.due, request.at, done=one.closed_at),
                DOUBT_ENDS[one.end] if one.end else "",
            ),
            href=reverse("desk:service_task", args=[one.uid]),
            state="" if one.closed_at else "overdue",
        )
        for one in found
    ]
    labels = (words.CASE, words.TASK, words.PURPOSE, words.TO, words.DUE_UNTIL, words.DECISION)
    return Table(caption, _columns(*labels), rows, str(words.NO_TASKS))


def days_table(request: DeskRequest) -> Table:
    """The days on which everything owed was compared."""
    rows = [
        Row((_day(one.day), one.owed, one.served, one.under_way, one.tasks, one.found))
        for one in days_reconciled(request.viewer)
    ]
    labels = (words.DAY, words.OWED, words.SERVED_N, words.UNDER_WAY_N, words.TASKS_N, words.FOUND_N)
    return Table(str(words.DAYS), _columns(*labels), rows, str(words.NO_DAYS))


def batches_table(request: DeskRequest) -> Table:
    """Batches of letters, each to be printed as one file."""
    rows = [
        Row(
            (one.number, one.letters, moment(one.at), moment(one.listed_at) if one.listed_at else ""),
            href=reverse("desk:post_batch", args=[one.uid]),
        )
        for one in batches_at(request.viewer, request.desk.court)
    ]
    labels = (words.BATCH, words.LETTERS_N, words.PRINTED_AT, words.LISTED_AT)
    return Table(str(words.BATCHES), _columns(*labels), rows, str(words.NO_BATCHES))


def files_table(request: DeskRequest) -> Table:
    """Files that came from the post."""
    rows = [
        Row(
            (_own(one.name), moment(one.received_at), one.rows, one.taken, one.refused, one.repeated),
            state="overdue" if one.flaw or not one.done else "",
        )
        if not one.flaw
        else Row((_own(one.name), moment(one.received_at), FILE_FLAWS[FileFlaw(one.flaw)], "", "", ""), state="overdue")
        for one in post_files(request.viewer)
    ]
    labels = (words.FILE, words.RECEIVED, words.ROWS, words.TAKEN_ROWS, words.BAD, words.REPEATED)
    return Table(str(words.POST_FILES), _columns(*labels), rows, str(words.NO_POST_FILES))


def findings_table(request: DeskRequest) -> Table:
    """Rows of the post that somebody must look at."""
    rows = [
        Row((_own(one.file), one.line, _own(one.raw), " ".join(str(ROW_FLAWS[flaw]) for flaw in one.flaws)))
        for one in post_findings(request.viewer)
    ]
    labels = (words.FILE, words.LINE, words.RAW, words.WHY)
    return Table(str(words.POST_FINDINGS), _columns(*labels), rows, str(words.NO_POST_FINDINGS))


def channel_of(one: TaskView) -> object:
    """By which way the papers had arrived that are in doubt."""
    return CHANNELS[one.channel] if one.channel else ""


def _columns(*labels: object) -> list[Column]:
    return [Column(str(label)) for label in labels]


def _own(text: str) -> SafeString:
    """A text that somebody else wrote, in whatever language."""
    return format_html('<span translate="no">{}</span>', text)


def _day(value: object) -> str:
    return presentation.day(value, get_language() or "en")  # type: ignore[arg-type]
