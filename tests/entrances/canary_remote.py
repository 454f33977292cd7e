"""Papers in the canary's world that another court serves, posts or is to print, with a row at each court."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django.utils import timezone

from tests.acts.service import NONE, letter_of, paid
from tests.acts.test_service_for_other_courts import SIGNED, defence_of, visited
from tests.builders import WUHOU, House, material
from tongban.cases.vocabulary import CaseView
from tongban.cooperation.actions.service_ask import ask_printing, entrust_service
from tongban.cooperation.actions.service_do import note_errand_posted, note_result
from tongban.cooperation.models import ServiceErrand


def served_elsewhere(house: House) -> None:
    """Wuhou has served papers of one case, has posted those of another one, and waits to print a letter of a third."""
    served, posted, waiting = paid(house), paid(house), paid(house)
    for case in (served, posted):
        entrust_service(defence_of(case).uid, WUHOU, by=house.clerk, at=house.at)
    ask_printing(letter_of(waiting).uid, WUHOU, by=house.clerk, at=house.at)
    house.work(without=NONE)
    today = timezone.localtime(house.at).date()
    told = visited(replace(SIGNED, day=today))
    note_result(_there(served), told, by=house.wuhou_clerk, at=house.at, files=[material("files")])
    note_errand_posted(_there(posted), day=today, number="EMS7", by=house.wuhou_clerk, at=house.at)
    house.work(without=NONE)


def _there(case: CaseView) -> UUID:
    """The row of the court that was asked."""
    errand = ServiceErrand.objects.get(case=case.uid, outgoing=True).errand
    return ServiceErrand.objects.get(errand=errand, outgoing=False).uid
