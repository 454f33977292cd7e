"""The log that both courts and the person see alike."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from tongban.cooperation.events import LogLineTaken
from tongban.cooperation.models import LogEntry, Matter
from tongban.federation.actions.send import send
from tongban.federation.vocabulary import Envelope
from tongban.frame.acts import Recording, act
from tongban.kernel.actor import Actor
from tongban.register.vocabulary import DueWork


def log_line(record: Recording, matter: Matter, what: str, *, court: str, share: bool = True, **facts: str) -> None:
    """A step: write a line, and let the other court have it unless it travels with the errand itself."""
    line = LogEntry.objects.create(matter=matter.uid, at=record.at, court=court, what=what, facts=facts)
    if share:
        send(record, peer=matter.peer, kind="log", body={"matter": str(matter.uid), "lines": [as_body(line)]})


def as_body(line: LogEntry) -> dict[str, Any]:
    """A line as it travels."""
    return {"uid": str(line.uid), "at": line.at.isoformat(), "court": line.court, "what": line.what, "facts": line.facts}


def take_lines(matter: UUID, lines: list[dict[str, Any]]) -> None:
    """A step: add the other court's lines; known ones are left as they are."""
    LogEntry.objects.bulk_create(
        [
            LogEntry(
                uid=UUID(line["uid"]),
                matter=matter,
                at=line["at"],
                court=line["court"],
                what=line["what"],
                facts=dict(line["facts"]),
            )
            for line in lines
        ],
        ignore_conflicts=True,
    )


def take_log(work: DueWork, envelope: Envelope) -> None:
    """Envelope `log`: lines that the other court wrote."""
    matter = UUID(envelope.body["matter"])
    with act(by=Actor.office("", "cooperation: keep one log"), at=work.now, fulfils=work) as record:
        lines = list(envelope.body["lines"])
        take_lines(matter, lines)
        record(LogLineTaken(matter=matter, what=",".join(str(line["what"]) for line in lines)), under="川渝跨域立案协议 2020")
