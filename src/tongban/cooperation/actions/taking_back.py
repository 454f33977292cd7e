"""Whoever filed at a counter near by takes the filing back before it leaves for the competent court (CPL 13(2))."""

from __future__ import annotations

import hashlib
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from tongban.cooperation.actions.log import log_line
from tongban.cooperation.events import MatterTakenBack
from tongban.cooperation.models import Matter
from tongban.cooperation.queries.counter import why_on_its_way
from tongban.cooperation.queries.matters import matter_view
from tongban.cooperation.rules.cross_region_filing import AT_COOPERATING_COURT
from tongban.cooperation.vocabulary import Line, MatterAct, MatterStage
from tongban.filing.law import check_taking_back, others_filing
from tongban.filing.queries import interview_of
from tongban.filing.vocabulary import TAKEN_BACK_WHY
from tongban.frame.acts import NothingToDo, act, locked
from tongban.kernel.actor import Actor
from tongban.kernel.facts import canonical
from tongban.kernel.refusal import Refusal, Refused, require


def take_back_errand(matter: UUID, reason: str = "", *, agreed: bool = False, by: Actor, at: datetime) -> None:
    """Take back what the counter has not sent on; the other court never hears of it. Pressed twice, it is done once.

    `reason`, `agreed` as in `filing.actions.taking_back`. Refused: another's errand, one that has left, one of several
    without the others.
    """
    with act(by=by, at=at) as record:
        row = locked(Matter.objects.filter(uid=matter, outgoing=True)).first()
        if row is None or row.applicant != by.person:
            raise Refused(Refusal("cooperation.no_such_matter", "在线诉讼规则 38"))
        if row.stage == MatterStage.TAKEN_BACK:
            raise NothingToDo
        require(why_on_its_way(matter_view(row)))
        move = AT_COOPERATING_COURT.decide(row.stage, MatterAct.TAKE_BACK, role=by.role)
        if isinstance(move, Refusal):
            raise Refused(move)
        answers = row.package["answers"]
        day = timezone.localtime(row.handed_in_at).date()
        others = others_filing(interview_of(row.package["interview"]), answers, day)
        require(check_taking_back(others, reason, agreed=agreed))
        said = reason.strip()
        # The very same may be handed in again.
        row.stage, row.key = move.target, row.uid.hex
        row.package = row.package | {"answers": answers | ({TAKEN_BACK_WHY: said} if said else {})}
        row.save(update_fields=["stage", "key", "package"])
        log_line(record, row, Line.TAKEN_BACK, court=row.from_court, share=False)
        digest = hashlib.sha256(canonical(said)).hexdigest() if said else ""
        record(MatterTakenBack(matter=row.uid, plaintiffs=1 + len(others), digest=digest), under=move.law)
