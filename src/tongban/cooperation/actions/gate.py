"""Before every act and at its gate: no guardian acts for a child against whom he stands (Civil Code 168; CPL 60)."""

from __future__ import annotations

from uuid import UUID

from tongban.cases.law import OTHER_SIDE
from tongban.cooperation.queries.guardians import torn
from tongban.frame.acts import Recording
from tongban.kernel.actor import ActorKind
from tongban.kernel.facts import Fact
from tongban.kernel.refusal import Refused
from tongban.people.queries import companions
from tongban.people.vocabulary import Beside, Role


def check_guardian(recording: Recording) -> None:
    """Refuse what is done in the name of a child by a guardian who stands on the other side of something of the child's
    that is not over: taking it back, settling it, dismissing the agent, naming an account, whatever it is.

    At a counter the clerk has noted who the guardians are; there it is enough that one of them is not torn.
    """
    by = recording.by
    if by.kind is not ActorKind.PERSON or by.role != Role.PARTY or by.person is None or by.helper is None:
        return
    beside, _of = companions(by.person, at=recording.at)
    guardians = {one.companion for one in beside if one.kind is Beside.GUARDIAN}
    acting = guardians if by.helper_court else guardians & {by.helper}
    if acting and all(torn(one, by.person, at=recording.at) for one in acting):
        raise Refused(OTHER_SIDE)


def check_fact(recording: Recording, fact: Fact, case: UUID | None) -> None:
    """The same at each fact: it may be this very act by which the two come to stand against each other."""
    del fact, case
    check_guardian(recording)
