"""Which periods of a party the court may restore."""

from __future__ import annotations

from django.utils import timezone

from tongban.access.vocabulary import Layer
from tongban.cases.models import Clock
from tongban.cases.queries import clocks_of
from tongban.cases.queries.turns import turns_in
from tongban.cases.rules.clocks import may_be_restored
from tongban.cases.rules.turns import RESULTS
from tongban.cases.vocabulary import CaseView, ClockView, PartyView


def restorable_clocks(case: CaseView, party: PartyView) -> list[ClockView]:
    """For acts: the periods of the party that the court may restore (CPL 86), what ends first on top.

    What the court above has decided upon nobody appeals any more; and no application speaks of a period of which the
    other side does not know yet (CPL 106(1)).
    """
    quiet = set(Clock.objects.filter(case=case.uid, layer=Layer.SEALED).values_list("uid", flat=True))
    mine = {str(uid) for uid in party.line}
    own = [one for one in clocks_of(case.uid) if one.owed_by in mine and one.uid not in quiet]
    decided = bool(turns_in(case.uid, RESULTS))
    met = {one.uid: timezone.localtime(one.met_at).date() for one in own if one.met_at}
    return [
        one for one in own if may_be_restored(one.rule, one.due, met.get(one.uid)) and not (decided and one.uid in met)
    ]
