"""The log that both courts and the person see alike."""

from __future__ import annotations

from typing import Any

from tongban.cooperation.actions.reading import moment, text, uid
from tongban.cooperation.events import LogLineTaken
from tongban.cooperation.models import LogEntry, Matter
from tongban.cooperation.vocabulary import LOG, Line
from tongban.federation.actions.send import send
from tongban.federation.vocabulary import Envelope
from tongban.frame.acts import Recording, act
from tongban.kernel.actor import Actor
from tongban.kernel.refusal import Refusal, Refused
from tongban.register.vocabulary import DueWork


def log_line(record: Recording, matter: Matter, what: str, *, court: str, share: bool = True, **facts: str) -> None:
    """A step: write a line, and let the other court have it unless it travels with the errand itself."""
    line = LogEntry.objects.create(matter=matter.uid, at=record.at, court=court, what=Line(what), facts=facts)
    if share:
        send(record, peer=matter.peer, kind=LOG, body={"matter": str(matter.uid), "lines": [as_body(line)]})


def as_body(line: LogEntry) -> dict[str, Any]:
    """A line as it travels."""
    facts = {"at": line.at.isoformat(), "court": line.court, "what": line.what, "facts": line.facts}
    return {"uid": str(line.uid), **facts}


def take_lines(matter: Matter, lines: list[dict[str, Any]]) -> None:
    """A step: add the other court's lines; known ones are left as they are.

    A court writes in its own name only. Raises KeyError, TypeError or ValueError for lines that do not fit.
    """
    other = matter.to_court if matter.outgoing else matter.from_court
    rows = [
        LogEntry(
            uid=uid(line["uid"]),
            matter=matter.uid,
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
    matter = Matter.objects.filter(uid=uid(envelope.body["matter"]), peer=envelope.sender).first()
    if matter is None:
        raise Refused(Refusal("cooperation.no_such_matter", "在线诉讼规则 38"))
    lines = list(envelope.body["lines"])
    with act(by=Actor.office("", "cooperation: keep one log"), at=work.now, fulfils=work) as record:
        take_lines(matter, lines)
        told = ",".join(Line(line["what"]) for line in lines)
        record(LogLineTaken(matter=matter.uid, what=told), under="川渝跨域立案协议 2020")
