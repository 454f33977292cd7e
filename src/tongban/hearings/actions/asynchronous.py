"""Asking for an asynchronous hearing (在线诉讼规则 20(2))."""

from __future__ import annotations

from uuid import UUID

from tongban.access.vocabulary import Layer
from tongban.cases.actions.move import step_case
from tongban.cases.actions.standing import own_party
from tongban.cases.queries import consents_of
from tongban.cases.vocabulary import Act, CaseView, Choice, Side, Step
from tongban.evidence.queries import contested, exchanged
from tongban.frame.acts import Recording
from tongban.hearings.events import AsyncHearingAsked
from tongban.hearings.models import AsyncRequest
from tongban.hearings.rules.asynchronous import Situation, may_be_asynchronous
from tongban.kernel.refusal import Refusal, Refused, require
from tongban.register.queries import entries_of_case


def ask_async_hearing(record: Recording, *, case: UUID, difficulty: str = "", application: str = "") -> None:
    """A party asks, in writing and with its reason, for an asynchronous hearing.

    Refused with every condition of the rules that is not met; a refusal changes nothing. When all are met, the request
    is kept and the court decides.
    """
    view, law = step_case(record, case, Act.ASK_ASYNC_HEARING)
    party = own_party(record, view)
    require(may_be_asynchronous(_situation(view, difficulty, application)))
    if AsyncRequest.objects.filter(party__in=party.line).exists():
        raise Refused(Refusal("hearings.async_asked_before", law))
    row = AsyncRequest.objects.create(
        layer=Layer.CASE,
        court=view.court,
        case=case,
        holder=party.person,
        party=party.uid,
        difficulty=difficulty,
        application=application.strip(),
        asked_at=record.at,
    )
    record(AsyncHearingAsked(case=case, request=row.uid, party=party.uid, difficulty=difficulty), under=law, case=case)


def _situation(case: CaseView, difficulty: str, application: str) -> Situation:
    consents = consents_of(case.uid)
    online = {
        party for (party, step), view in consents.items() if step is Step.HEARING and view.choice is Choice.ONLINE
    }
    # Defences belong to filing, a sibling: what is known of them here is what the register says.
    told = [e.body for e in entries_of_case(case.uid) if e.event == "defence_handed_in"]
    defendants = case.of_side(Side.DEFENDANT)
    stands = {p.uid: [one["facts"] for one in told if UUID(one["party"]) in p.line] for p in defendants}
    return Situation(
        difficulty=difficulty,
        application=application,
        withheld=tuple(p.name for p in case.parties if p.uid not in online),
        exchanged=exchanged(case.uid),
        silent=tuple(p.name for p in defendants if not stands[p.uid]),
        denying=tuple(p.name for p in defendants if stands[p.uid] and stands[p.uid][-1] != "accept"),
        contested=contested(case.uid),
    )
