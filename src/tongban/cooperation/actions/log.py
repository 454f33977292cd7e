"""The log that both courts and the person see alike."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from tongban.cooperation.actions.reading import moment, text, uid
from tongban.cooperation.events import LogLineTaken
from tongban.cooperation.models import LogEntry, Matter, ServiceErrand
from tongban.cooperation.vocabulary import LOG, Line
from tongban.federation.actions.send import send
from tongban.federation.vocabulary import Envelope
from tongban.frame.acts import Recording, act
from tongban.kernel.actor import Actor
from tongban.kernel.refusal import Refusal, Refused
from tongban.register.vocabulary import DueWork


def log_line(record: Recording, matter: Matter, what: str, *, court: str, share: bool = True, **facts: str) -> None:
    """A step: write a line, and let the other court have it unless it travels with the errand itself."""
    write_line(record, matter.uid, matter.peer if share else "", what, court=court, **facts)


def write_line(record: Recording, errand: UUID, peer: str, what: str, *, court: str, **facts: str) -> None:
    """A step: the same for any errand; with an empty `peer` the other court reads it on this platform, or later."""
    line = LogEntry.objects.create(matter=errand, at=record.at, court=court, what=Line(what), facts=facts)
    if peer:
        send(record, peer=peer, kind=LOG, body={"matter": str(errand), "lines": [as_body(line)]})


def as_body(line: LogEntry) -> dict[str, Any]:
    """A line as it travels."""
    facts = {"at": line.at.isoformat(), "court": line.court, "what": line.what, "facts": line.facts}
    return {"uid": str(line.uid), **facts}


def lines_of(errand: UUID, *, court: str = "") -> list[dict[str, Any]]:
    """The lines of an errand as they travel, of one court where it is named."""
    rows = LogEntry.objects.filter(matter=errand, **({"court": court} if court else {})).order_by("at", "id")
    return [as_body(line) for line in rows]


def take_lines(matter: Matter, lines: list[dict[str, Any]]) -> None:
    """A step: add the other court's lines; known ones are left as they are.

    A court writes in its own name only. Raises KeyError, TypeError or ValueError for lines that do not fit.
    """
    take_lines_of(matter.uid, matter.to_court if matter.outgoing else matter.from_court, lines)


def take_lines_of(errand: UUID, other: str, lines: list[dict[str, Any]]) -> None:
    """A step: the same for any errand; `other` is the court that wrote them."""
    rows = [
        LogEntry(
            uid=uid(line["uid"]),
            matter=errand,
            at=moment(line["at"]),
            court=text(line["court"], 16),
            what=Line(line["what"]),
            facts={text(key, 40): text(value, 4000) for key, value in line["facts"].items()},
        )
        for line in lines
    ]
    if any(row.court != other for row in rows):
        message = "a line in the name of another court"
        raise ValueError(message)
    LogEntry.objects.bulk_create(rows, ignore_conflicts=True)


def take_log(work: DueWork, envelope: Envelope) -> None:
    """Envelope `log`: lines that the other court wrote. It may overtake the errand itself, and is then tried again."""
    errand, lines = uid(envelope.body["matter"]), list(envelope.body["lines"])
    other = _other_court(errand, envelope.sender)
    if not other:
        raise Refused(Refusal("cooperation.no_such_matter", "在线诉讼规则 38"))
    with act(by=Actor.office("", "cooperation: keep one log"), at=work.now, fulfils=work) as record:
        take_lines_of(errand, other, lines)
        told = ",".join(Line(line["what"]) for line in lines)
        record(LogLineTaken(matter=errand, what=told), under="川渝跨域立案协议 2020")


def _other_court(errand: UUID, peer: str) -> str:
    """The court that this peer speaks for in the errand; "" where there is no such errand with it."""
    for table, number in ((Matter, "uid"), (ServiceErrand, "errand")):
        row = table.objects.filter(peer=peer, **{number: errand}).values("outgoing", "to_court", "from_court").first()
        if row is not None:
            return str(row["to_court"] if row["outgoing"] else row["from_court"])
    return ""
