"""A party tells that it has no domicile in the country: the longer periods run for it (CPL 285, 286)."""

from __future__ import annotations

from tongban.cases.actions.clocks import recount, running_clock
from tongban.cases.models import Clock, Party
from tongban.cases.rules.clocks import ABROAD
from tongban.cases.vocabulary import CaseView, PartyView
from tongban.courts.law import period_rule
from tongban.frame.acts import Recording
from tongban.kernel.periods import PeriodRule


def note_domicile(record: Recording, case: CaseView, party: PartyView, *, abroad: bool) -> None:
    """A step: whether the party has a domicile in the country from now on; the caller records who told it and how.

    What runs for who lives abroad is counted anew by the longer period. What runs already gets no shorter for anybody:
    its last day was told.
    """
    Party.objects.filter(uid=party.uid).update(abroad=abroad)
    if not abroad:
        return
    running = Clock.objects.filter(case=case.uid, owed_by=str(party.uid), met_at__isnull=True, rule__in=[*ABROAD])
    for uid in running.filter(counted_as="", days_set=None).order_by("id").values_list("uid", flat=True):
        row = running_clock(record, case.uid, uid)
        rule = period_rule(ABROAD[row.rule], row.started)
        assert isinstance(rule, PeriodRule)  # noqa: S101 - the table of periods has each of them
        row.counted_as, row.article = rule.id, rule.article
        row.save(update_fields=["counted_as", "article"])
        recount(record, row)
