"""Opening the file of a case for a stated task (人民法院组织法 41, 49)."""

from __future__ import annotations

import hashlib
from datetime import datetime
from uuid import UUID

from tongban.access.vocabulary import Layer
from tongban.cases.events import FileOpened
from tongban.cases.models import Case, FileOpening
from tongban.cases.queries.openings import is_named_in, not_for
from tongban.cases.rules.opening import OPEN_FOR, OPENERS, may_open
from tongban.frame.acts import act
from tongban.kernel.actor import Actor
from tongban.kernel.refusal import Refusal, Refused, require


def open_file(number: str, reason: str, *, by: Actor, at: datetime) -> UUID:
    """A clerk or the president opens the file of the case `number` of the own court for seven days; returns its uid.

    Refused: another function, no reason, no such case at this court, a party, agent or witness of the case, and who
    withdrew from it (CPL 47).
    """
    require(may_open(by.role, reason))
    with act(by=by, at=at) as record:
        case = Case.objects.filter(number=number.strip(), court=by.court).first()
        if case is None:
            raise Refused(Refusal("cases.no_case_of_this_number", "在线诉讼规则 38", ("number",)))
        if by.person and (not_for(by.person, {case.uid}) or is_named_in(by.person, case.uid)):
            raise Refused(Refusal("people.own_hand", "CPL 47", ("number",)))
        why, ends = reason.strip(), at + OPEN_FOR
        FileOpening.objects.create(
            layer=Layer.STAFF,
            court=case.court,
            case=case.uid,
            holder=by.person,
            of_case=case,
            role=by.role,
            reason=why,
            opened_at=at,
            ends_at=ends,
        )
        digest = hashlib.sha256(why.encode()).hexdigest()
        fact = FileOpened(case=case.uid, role=by.role, reason=digest, ends_at=ends)
        record(fact, under=OPENERS[by.role], case=case.uid)
        return case.uid
