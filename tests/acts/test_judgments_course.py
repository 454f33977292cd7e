"""The whole course after the signature, by the house's own reactions: sealed, served, in effect, published."""

from __future__ import annotations

from datetime import date

from django.conf import settings

from tests.builders import House, party, step
from tongban.cases.queries import case_by_uid
from tongban.cases.vocabulary import Stage
from tongban.cooperation.queries import sheet_of
from tongban.delivery.actions.confirm import confirm_receipt
from tongban.delivery.models import Dispatch
from tongban.documents.adapters.demo_authority import make_authority
from tongban.judgments.actions import sign_judgment, start_draft
from tongban.publication.actions import publish
from tongban.publication.models import Publication
from tongban.register.models import Entry

EVERYTHING: frozenset[str] = frozenset()


def test_from_the_judges_signature_to_the_public_page(house: House) -> None:
    make_authority(settings.TONGBAN.home)
    case = house.put_at(house.case(), Stage.DELIBERATION, defendant=house.zhou)
    assert house.judge.person is not None
    start_draft(house.viewer(house.judge.person), case.uid)
    sign_judgment(case.uid, by=house.judge, at=house.at)
    assert house.work(without=EVERYTHING) == []
    assert case_by_uid(case.uid).stage is Stage.DECIDED

    house.clock.forward(days=2)
    defendant = case.parties[1]
    dispatch = str(Dispatch.objects.get(party=defendant.uid, purpose="judgment").uid)
    step(party(house.zhou.uid), house.at, lambda r: confirm_receipt(r, case=case.uid, dispatch=dispatch))
    assert house.work(without=EVERYTHING) == []
    assert case_by_uid(case.uid).stage is Stage.APPEAL_PERIOD
    shown = {who.name: sheet_of(house.viewer(who.uid), case.uid)["judgment"] for who in (house.lin, house.zhou)}
    assert {name: section["appeal_until"] for name, section in shown.items()} == {
        "林晓梅": "2026-12-08",
        "周志强": "2026-12-10",
    }

    house.clock.forward(days=30)
    assert house.work(without=EVERYTHING) == []
    assert case_by_uid(case.uid).stage is Stage.EFFECTIVE
    section = sheet_of(house.viewer(house.lin.uid), case.uid)["judgment"]
    assert (section["state"], section["effective_on"]) == ("effective", date(2026, 12, 11).isoformat())

    row = Publication.objects.get()
    publish(row.uid, by=house.clerk, at=house.at)
    assert house.work(without=EVERYTHING) == []
    events = list(Entry.objects.filter(case=case.uid).order_by("id").values_list("event", flat=True))
    order = [
        "judgment_made",
        "judgment_pronounced",
        "appeal_period_runs",
        "judgment_effective",
        "publication_proposed",
        "judgment_published",
    ]
    assert [event for event in events if event in order] == order
