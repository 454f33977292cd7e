"""Steps that tests of mediation before registration share."""

from __future__ import annotations

from uuid import UUID

from tests.acts.mediations import enlisted
from tests.builders import House, party
from tongban.filing.actions.mediate import go_to_mediation
from tongban.filing.queries import filing_by_uid
from tongban.filing.vocabulary import FilingView
from tongban.kernel.actor import Actor
from tongban.mediation.actions.early import accept_early, answer_for_other_side, appoint_early
from tongban.mediation.models import EarlyMediation


def early_of(filing: UUID) -> EarlyMediation:
    """The mediation of the filing."""
    return EarlyMediation.objects.get(filing=filing)


def sent(house: House, wish: UUID | None = None) -> FilingView:
    """A filing whose plaintiff agreed to mediation first, and that is there."""
    uid = house.filing()
    go_to_mediation(uid, wish, by=party(house.lin.uid), at=house.at)
    assert house.work() == []
    return filing_by_uid(uid)


def asked(house: House) -> tuple[FilingView, EarlyMediation, Actor]:
    """The same, with a mediator whom the court has asked."""
    who = enlisted(house)
    filing = sent(house)
    one = early_of(filing.uid)
    appoint_early(one.uid, str(who.person), by=house.clerk, at=house.at)
    return filing, early_of(filing.uid), who


def mediating(house: House) -> tuple[FilingView, EarlyMediation, Actor]:
    """The same, accepted, and the other side agrees."""
    filing, one, who = asked(house)
    accept_early(one.uid, free=True, by=who, at=house.at)
    answer_for_other_side(one.uid, "电话征询，同意调解。", agrees=True, by=who, at=house.at)
    return filing, early_of(filing.uid), who
