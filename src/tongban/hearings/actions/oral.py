"""A party names an agent by word in court; the record of the hearing is the proof (民诉法解释 89(2))."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from tongban.access.vocabulary import Layer
from tongban.cases.actions.agents import appoint_in_court
from tongban.cases.actions.move import step_case
from tongban.cases.vocabulary import Act
from tongban.frame.acts import act, locked
from tongban.hearings.events import AgentNamedByWord
from tongban.hearings.models import Hearing, RecordLine
from tongban.hearings.queries import line_view
from tongban.hearings.rules.oral import LAW, may_name_by_word, words_of_record
from tongban.hearings.rules.record import content_of
from tongban.hearings.vocabulary import HearingState, Part
from tongban.kernel.actor import Actor
from tongban.kernel.refusal import Refusal, Refused, require


def name_agent_by_word(
    case: UUID, *, party: UUID, told: Mapping[str, str], at_once: bool, by: Actor, at: datetime
) -> UUID:
    """The clerk or judge writes into the record that `party` names an agent; the agent acts from now on, in this case.

    `told` as for an authority on paper (`rules.authority.Grant.read`), without days. Returns the authority. Refused: no
    hearing is open, another procedure than the simplified, not both sides in the room, and all that is wrong with it.
    """
    with act(by=by, at=at) as record:
        view, _law = step_case(record, case, Act.WRITE_RECORD)
        row = locked(Hearing.objects.filter(case=case, state=HearingState.OPEN)).first()
        of = view.party(party)
        if row is None or of is None:
            raise Refused(Refusal("hearings.no_such_hearing", "CPL 140"))
        here = {UUID(uid) for uid in row.present}
        require(may_name_by_word(track=view.track, parties=view.parties, present=here, party=party, at_once=at_once))
        given = appoint_in_court(record, view, of, told)
        row.agents = {**row.agents, str(given.uid): str(party)}
        row.save(update_fields=["agents"])
        line = RecordLine.objects.create(
            layer=Layer.CASE,
            court=view.court,
            case=case,
            hearing=row,
            number=row.lines.count() + 1,
            part=Part.OPENING,
            speaker=of.side.value,
            name=of.name[:60],
            text=words_of_record(of, given),
            at=at,
        )
        digest = hashlib.sha256(content_of([line_view(line)])).hexdigest()
        fact = AgentNamedByWord(
            case=case, hearing=row.uid, authority=given.uid, party=party, number=line.number, digest=digest
        )
        record(fact, under=LAW, case=case)
    return given.uid
